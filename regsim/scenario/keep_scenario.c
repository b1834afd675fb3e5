/* The scenario of a reproduction, as text: the original files, the libraries that were taken to be
 * there, what the monitors logged, what the fixer removed. */
#include "scenario/keep.h"

#include "base/memory.h"
#include "scenario/where.h"
#include "scenario/yaml_text.h"

void keep_put_files(struct buf *out, const struct machine *machine)
{
    struct machine *clean = machine_new(USTR(u"CUSTOMER"), machine->os, machine->platform);
    const struct files *files = machine->files;
    bool open = false;
    for (size_t i = 0; i < files_count(files); i++) {
        struct file_info file, old;
        files_at(&file, files, i);
        if (!file.module || files_info(&old, clean->files, file.path))
            continue;
        buf_text(out, open ? "" : "  files:\n");
        open = true;
        buf_text(out, "    ");
        yaml_quote(out, file.path);
        buf_printf(out, ": {arch: %s, exports: [", platform_name(file.module->arch));
        for (size_t j = 0; j < file.module->export_count; j++) {
            buf_text(out, j ? ", " : "");
            yaml_quote(out, file.module->exports[j]);
        }
        buf_text(out, "]}\n");
    }
    machine_free(clean);
}

void keep_put_monitor(struct buf *out, const struct event_log *log, uint32_t first, uint32_t last)
{
    bool none = true;
    buf_text(out, "  - monitor: {agent: monitor, every: 1m, for: 1s}\n    expect:\n      events:");
    for (size_t i = 0; i < event_log_count(log); i++) {
        const struct event_record *record = event_log_at(log, i);
        if (record->number < first || record->number > last)
            continue;
        struct ubuf text = {0};
        event_log_text(&text, log, record);
        buf_printf(out, "\n        - {id: %u, source: ", event_code(record->id));
        yaml_quote(out, record->source);
        buf_text(out, ", text: ");
        yaml_quote(out, ubuf_view(&text));
        buf_put(out, '}');
        ubuf_free(&text);
        none = false;
    }
    buf_text(out, none ? " none\n" : "\n");
}

/* Removed keys, topmost first, and values of keys that stay. */
static void put_removed(struct buf *out, const struct reproduce_result *result)
{
    const struct ledger_entry *top = NULL;
    buf_text(out, "then:\n");
    buf_printf(out, "  exit: %s\n", result->fixer_succeeded ? "success" : "failure");
    buf_text(out, result->changes.count ? "  removed:\n" : "  removed: []\n");
    for (size_t i = 0; i < result->changes.count; i++) {
        const struct ledger_entry *entry = &result->changes.entries[i];
        if (top && path_is_within(entry->path, top->path))
            continue;
        char *path = where_text(&result->before, entry->path);
        buf_text(out, entry->is_value ? "    - {" : "    - ");
        yaml_quote_z(out, path);
        if (entry->is_value) {
            buf_text(out, ": ");
            if (entry->name.count)
                yaml_quote(out, entry->name);
            else
                buf_text(out, "(Default)");
            buf_put(out, '}');
        } else {
            top = entry;
        }
        buf_put(out, '\n');
        mem_free(path);
    }
}

void keep_scenario_text(struct buf *out, const struct reproduce_result *result,
                        const char *const *files, size_t count, enum os os)
{
    buf_text(out,
             "name: What a monitor logs on this customer's machine, and what the fixer removes "
             "there\n");
    buf_text(out, "source: inferred from the customer's registry\n\n");
    buf_printf(out, "given:\n  os: %s\n  base:\n", os_name(os));
    for (size_t i = 0; i < count; i++) {
        buf_text(out, "    - ");
        yaml_quote_z(out, files[i]);
        buf_put(out, '\n');
    }
    keep_put_files(out, result->machine);
    buf_text(out, "\nwhen:\n");
    const struct event_log *log = result->machine->event_log;
    keep_put_monitor(out, log, 0, result->last_event_before);
    buf_text(out, "  - fix\n");
    keep_put_monitor(out, log, result->last_event_before + 1, UINT32_MAX);
    buf_put(out, '\n');
    put_removed(out, result);
}
