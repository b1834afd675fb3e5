/* The scenario of a reproduction, as text: the original files, the libraries that were taken to be
 * there, what the monitors logged, what the fixer removed. */
#include "customer/keep.h"

#include "base/memory.h"
#include "customer/given_text.h"
#include "customer/yaml_text.h"
#include "scenario/where.h"

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

static void put_path(struct buf *out, const struct reproduce_result *result, struct ustr canonical)
{
    struct ubuf path = {0};
    where_show(&path, &result->before, canonical);
    yaml_quote(out, ubuf_view(&path));
    ubuf_free(&path);
}

static void put_name(struct buf *out, struct ustr name)
{
    if (name.count)
        yaml_quote(out, name);
    else
        buf_text(out, "(Default)");
}

/* `- KEY`, or `- {KEY: value}`. */
static void put_line(struct buf *out, const struct reproduce_result *result,
                     const struct ledger_entry *entry)
{
    buf_text(out, entry->is_value ? "    - {" : "    - ");
    put_path(out, result, entry->path);
    if (entry->is_value) {
        buf_text(out, ": ");
        put_name(out, entry->name);
        buf_put(out, '}');
    }
    buf_put(out, '\n');
}

/* Removed keys, topmost first, and values of keys that stay. */
static void put_removed(struct buf *out, const struct reproduce_result *result)
{
    const struct ledger_entry *top = NULL;
    bool none = true;
    for (size_t i = 0; i < result->changes.count; i++) {
        const struct ledger_entry *entry = &result->changes.entries[i];
        if (entry->is || (top && path_is_within(entry->path, top->path)))
            continue;
        buf_text(out, none ? "  removed:\n" : "");
        none = false;
        put_line(out, result, entry);
        if (!entry->is_value)
            top = entry;
    }
    buf_text(out, none ? "  removed: []\n" : "");
}

static bool is_of_kind(const struct ledger_entry *entry, bool was)
{
    return entry->is && entry->was == was;
}

/* The values of one key that are added, resp. changed; returns how many. */
static size_t put_values(struct buf *out, const struct ledger *changes, struct ustr path, bool was)
{
    size_t count = 0;
    for (size_t i = 0; i < changes->count; i++) {
        const struct ledger_entry *entry = &changes->entries[i];
        if (!entry->is_value || !is_of_kind(entry, was) || !ustr_same_nocase(entry->path, path))
            continue;
        buf_text(out, count++ ? "      " : "\n      ");
        put_name(out, value_name(entry->new));
        buf_text(out, ": ");
        yaml_value(out, entry->new);
        buf_put(out, '\n');
    }
    return count;
}

/* A line of `changed` is about values, or about the key itself: where both changed, the values are
 * left to `ignoring`. */
static bool key_changed_itself(const struct ledger *changes, struct ustr path)
{
    for (size_t i = 0; i < changes->count; i++) {
        const struct ledger_entry *entry = &changes->entries[i];
        if (!entry->is_value && is_of_kind(entry, true) && ustr_same_nocase(entry->path, path))
            return true;
    }
    return false;
}

/* `added` (was: false) or `changed`: keys with their values. */
static void put_keys(struct buf *out, const struct reproduce_result *result, bool was)
{
    const struct ledger *changes = &result->changes;
    struct ustr last = {0};
    bool none = true;
    for (size_t i = 0; i < changes->count; i++) {
        const struct ledger_entry *entry = &changes->entries[i];
        if (!is_of_kind(entry, was) || (last.count && ustr_same_nocase(entry->path, last)))
            continue;
        last = entry->path;
        buf_printf(out, "%s    ", !none ? "" : was ? "  changed:\n" : "  added:\n");
        none = false;
        put_path(out, result, entry->path);
        buf_put(out, ':');
        if ((was && key_changed_itself(changes, entry->path)) ||
            !put_values(out, changes, entry->path, was))
            buf_text(out, " {}\n");
    }
}

static void put_ignored(struct buf *out, const struct reproduce_result *result)
{
    const struct ledger *changes = &result->changes;
    bool none = true;
    for (size_t i = 0; i < changes->count; i++) {
        const struct ledger_entry *entry = &changes->entries[i];
        if (!entry->is_value || !is_of_kind(entry, true) ||
            !key_changed_itself(changes, entry->path))
            continue;
        buf_text(out, none ? "  ignoring:\n" : "");
        none = false;
        put_line(out, result, entry);
    }
}

void keep_scenario_text(struct buf *out, const char *name, const struct reproduce_result *result,
                        const char *const *files, size_t count,
                        const struct reproduce_options *options)
{
    buf_printf(out, "name: %s\n", name);
    buf_text(out, "source: inferred from the customer's registry\n\n");
    buf_printf(out, "given:\n  os: %s\n", os_name(options->os));
    if (options->codepage)
        buf_printf(out, "  codepage: %u\n", options->codepage);
    buf_text(out, "  base:\n");
    for (size_t i = 0; i < count; i++) {
        buf_text(out, "    - ");
        yaml_quote_z(out, files[i]);
        buf_put(out, '\n');
    }
    struct machine *bare = given_bare_machine(result->machine);
    given_put_files(out, 2, result->machine, bare, true); /* a backup was not there before */
    machine_free(bare);
    buf_text(out, "\nwhen:\n");
    const struct event_log *log = result->machine->event_log;
    keep_put_monitor(out, log, 0, result->last_event_before);
    buf_text(out, "  - fix\n");
    keep_put_monitor(out, log, result->last_event_before + 1, UINT32_MAX);
    buf_printf(out, "\nthen:\n  exit: %s\n", result->fixer_succeeded ? "success" : "failure");
    put_removed(out, result);
    put_keys(out, result, false);
    put_keys(out, result, true);
    put_ignored(out, result);
}
