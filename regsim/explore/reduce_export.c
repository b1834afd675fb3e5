#include "explore/reduce_export.h"

#include "base/memory.h"
#include "scenario/export.h"
#include "scenario/keep.h"
#include "scenario/yaml_text.h"

#include <string.h>

/* An event is the same where source, id and text are. */
struct event_asked {
    const struct reproduce_options *options;
    const struct reduce_job *job;
    struct ustr source;
    uint32_t id;
    char *text;
};

static char *event_words(const struct event_log *log, const struct event_record *record)
{
    struct ubuf text = {0};
    event_log_text(&text, log, record);
    char *words = ustr_to_wtf8(ubuf_view(&text));
    ubuf_free(&text);
    return words;
}

static void tell_progress(void *context, const struct reduce_progress *progress)
{
    const struct event_asked *asked = context;
    asked->job->progress(progress);
}

static bool export_shows(void *context, const struct store *candidate)
{
    const struct event_asked *asked = context;
    struct machine *machine = reproduce_watch(candidate, asked->options);
    const struct event_log *log = machine->event_log;
    bool shows = false;
    for (size_t i = 0; i < event_log_count(log) && !shows; i++) {
        const struct event_record *record = event_log_at(log, i);
        char *words = event_words(log, record);
        shows = record->id == asked->id && ustr_same(record->source, asked->source) &&
                asked->text && !strcmp(words, asked->text);
        mem_free(words);
    }
    machine_free(machine);
    return shows;
}

/* The first event that a monitor logs, or the first one that holds the text that was asked for. */
static bool choose_event(struct event_asked *asked, const struct store *start)
{
    struct machine *machine = reproduce_watch(start, asked->options);
    const struct event_log *log = machine->event_log;
    for (size_t i = 0; i < event_log_count(log) && !asked->text; i++) {
        const struct event_record *record = event_log_at(log, i);
        char *words = event_words(log, record);
        if (!asked->job->event || strstr(words, asked->job->event)) {
            asked->id = record->id;
            asked->source = ustr_dup(record->source);
            asked->text = words;
        } else {
            mem_free(words);
        }
    }
    machine_free(machine);
    return asked->text;
}

/* One control set, ControlSet001, and no Select: what a small registry needs. */
static struct store *with_one_set(const struct store *from)
{
    struct store *store = store_clone(from);
    key_id system = store_find(store, store_root(store), USTR(u"HKEY_LOCAL_MACHINE\\SYSTEM"));
    char16_t units[13];
    key_id current =
        system ? store_child_find(store, system, export_current_set(units, store)) : KEY_NONE;
    if (!current)
        return store;
    for (size_t i = store_child_count(store, system); i-- > 0;) {
        key_id child = store_child_at(store, system, i);
        bool other = ustr_starts_nocase(store_name(store, child), USTR(u"ControlSet")) ||
                     ustr_same_nocase(store_name(store, child), USTR(u"Select"));
        if (other && child != current)
            store_tree_remove(store, child);
    }
    store_key_rename(store, current, USTR(u"ControlSet001"));
    return store;
}

static regsim_status open_export(struct export *export, const char *const *files, size_t count,
                                 const struct reproduce_options *options, struct diags *diags)
{
    export_init(export);
    for (size_t i = 0; i < count; i++)
        REGSIM_TRY(export_add(export, files[i], options->codepage, diags));
    return regsim_ok();
}

static void take_reduced(struct reduced *out, struct store *start, struct reduce_question *question,
                         const struct reduce_job *job)
{
    question->most_runs = job->most_runs;
    if (job->progress)
        question->progress = tell_progress;
    out->store = reduce_registry(&out->end, start, question);
}

regsim_status reduce_export(struct reduced *out, const char *const *files, size_t count,
                            const struct reproduce_options *options, const struct reduce_job *job,
                            struct diags *diags)
{
    *out = (struct reduced){0};
    struct event_asked asked = {.options = options, .job = job};
    struct export export;
    regsim_status status = open_export(&export, files, count, options, diags);
    if (regsim_is_ok(status) && !choose_event(&asked, export.store))
        status = diags_invalid(diags, files[0], "a monitor causes no %sevent on this machine%s%s",
                               job->event ? "such " : "", job->event ? ": " : "",
                               job->event ? job->event : "");
    if (regsim_is_ok(status)) {
        struct store *start = with_one_set(export.store);
        struct reduce_question question = {.context = &asked, .shows = export_shows};
        bool same = export_shows(&asked, start);
        take_reduced(out, same ? start : export.store, &question, job);
        out->keys_before = store_key_count(export.store);
        out->values_before = reduce_count_values(export.store);
        out->what = asked.text;
        out->event_id = event_code(asked.id);
        store_free(start);
    }
    ustr_free(asked.source);
    export_free(&export);
    return status;
}

void reduced_free(struct reduced *reduced)
{
    store_free(reduced->store);
    mem_free(reduced->what);
    *reduced = (struct reduced){0};
}

static void put_key(struct buf *out, const struct store *store, key_id key)
{
    size_t values = store_value_count(store, key);
    if (values || !store_child_count(store, key)) {
        struct ubuf path = {0};
        store_path(store, key, KEY_NONE, &path);
        buf_text(out, "    ");
        yaml_quote(out, ubuf_view(&path));
        buf_text(out, values ? ":\n" : ": {}\n");
        for (size_t i = 0; i < values; i++) {
            const struct value *value = store_value_at(store, key, i);
            buf_text(out, "      ");
            if (value->name_units)
                yaml_quote(out, value_name(value));
            else
                buf_text(out, "(Default)");
            buf_text(out, ": ");
            yaml_value(out, value);
            buf_put(out, '\n');
        }
        ubuf_free(&path);
    }
    for (size_t i = 0; i < store_child_count(store, key); i++)
        put_key(out, store, store_child_at(store, key, i));
}

void reduced_scenario(struct buf *out, const struct reduced *reduced,
                      const struct reproduce_options *options)
{
    const struct store *store = reduced->store;
    struct machine *machine = reproduce_watch(store, options);
    buf_printf(out, "name: A monitor logs event %u on the smallest registry that shows it\n",
               reduced->event_id);
    buf_text(out, "source: inferred from a customer's registry\n\n");
    buf_printf(out, "given:\n  os: %s\n  base: none\n  registry:\n", os_name(options->os));
    for (size_t i = 0; i < store_child_count(store, store_root(store)); i++)
        put_key(out, store, store_child_at(store, store_root(store), i));
    keep_put_files(out, machine);
    buf_text(out, "\nwhen:\n");
    keep_put_monitor(out, machine->event_log, 0, UINT32_MAX);
    machine_free(machine);
}
