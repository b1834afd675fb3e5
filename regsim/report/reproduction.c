#include "report/reproduction.h"

#include "base/memory.h"
#include "formats/value_text.h"
#include "report/reporter.h"
#include "scenario/where.h"

static void print_events(FILE *out, const struct reproduce_result *result, bool after)
{
    const struct event_log *log = result->machine->event_log;
    for (size_t i = 0; i < event_log_count(log); i++) {
        const struct event_record *record = event_log_at(log, i);
        if ((record->number > result->last_event_before) != after)
            continue;
        struct ubuf text = {0};
        event_log_text(&text, log, record);
        char *shown = ustr_to_shown(ubuf_view(&text)), *source = ustr_to_shown(record->source);
        fprintf(out, "  %s %u  %s\n", source, event_code(record->id), shown);
        mem_free(shown);
        mem_free(source);
        ubuf_free(&text);
    }
}

static void print_change(FILE *out, const struct reproduce_result *result,
                         const struct ledger_entry *entry)
{
    const char *word = !entry->is ? "removed" : !entry->was ? "added" : "changed";
    char *path = where_text(&result->before, entry->path);
    if (!entry->is_value) {
        fprintf(out, "  %-8s %s\n", word, path);
    } else {
        char *name = entry->name.count ? ustr_to_shown(entry->name) : mem_strdup("(Default)");
        char *data = value_text(entry->new ? entry->new : entry->old);
        fprintf(out, "  %-8s %s   %s   %s\n", word, path, name, data);
        mem_free(name);
        mem_free(data);
    }
    mem_free(path);
}

static void print_changes(FILE *out, const struct reproduce_result *result)
{
    fprintf(out, "fix: %s%s\n", result->fixer_end,
            result->changes.count ? "" : ", nothing changed");
    const struct ledger_entry *top = NULL; /* what lies below a removed key goes without saying */
    for (size_t i = 0; i < result->changes.count; i++) {
        const struct ledger_entry *entry = &result->changes.entries[i];
        if (top && !entry->is && path_is_within(entry->path, top->path))
            continue;
        print_change(out, result, entry);
        if (!entry->is_value && !entry->is)
            top = entry;
    }
}

static void print_said(FILE *out, const char *said, bool full)
{
    struct buf text = {0};
    report_said(&text, "  | ", "  | ", said, full);
    fputs(buf_z(&text), out);
    buf_free(&text);
}

void report_reproduction(FILE *out, const struct reproduce_result *result, bool full_output)
{
    fprintf(out, "%zu keys, %zu service%s with performance counters, %s\n\n", result->keys,
            result->services, result->services == 1 ? "" : "s", os_title(result->machine->os));
    fprintf(out, "before: a monitor causes %zu event%s\n", result->events_before,
            result->events_before == 1 ? "" : "s");
    print_events(out, result, false);
    fputc('\n', out);
    print_changes(out, result);
    print_said(out, result->said, full_output);
    fprintf(out, "\nafter: a monitor causes %zu event%s\n", result->events_after,
            result->events_after == 1 ? "" : "s");
    print_events(out, result, true);
    fprintf(out, "\n%s\n",
            !reproduce_is_cured(result)                        ? "not cured"
            : !result->events_before && !result->changes.count ? "nothing to cure"
                                                               : "cured");
}
