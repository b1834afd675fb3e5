#include "explore/reduced.h"

#include "base/memory.h"
#include "customer/given_text.h"
#include "customer/keep.h"
#include "explore/reduced_check.h"
#include "scenario/export.h"

#include <string.h>

/* An event is the same where source, id and text are. */
struct event_asked {
    const struct reproduce_options *options;
    const struct reduce_job *job;
    struct reduce_budget budget;
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

static struct reduce_progress state_of(const struct event_asked *asked, const struct store *store)
{
    return (struct reduce_progress){asked->budget.runs, store_key_count(store),
                                    reduce_count_values(store), 0};
}

static void tell_progress(void *context, const struct store *best)
{
    const struct event_asked *asked = context;
    struct reduce_progress progress = state_of(asked, best);
    asked->job->progress(&progress);
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
        if (!asked->job->what || strstr(words, asked->job->what)) {
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
    export_init(export, NULL);
    export->salvage = options->salvage;
    REGSIM_TRY(export_read(export, files, count, options->codepage, diags));
    return export_check(export, diags);
}

regsim_status reduce_export(struct reduced *out, const char *const *files, size_t count,
                            const struct reproduce_options *options, const struct reduce_job *job,
                            struct diags *diags)
{
    *out = (struct reduced){0};
    struct event_asked asked = {.options = options, .job = job, .budget = {.most = job->most_runs}};
    struct export export;
    regsim_status status = open_export(&export, files, count, options, diags);
    if (regsim_is_ok(status) && !choose_event(&asked, export.store))
        status = diags_invalid(diags, files[0], "a monitor causes no %sevent on this machine%s%s",
                               job->what ? "such " : "", job->what ? ": " : "",
                               job->what ? job->what : "");
    if (regsim_is_ok(status)) {
        struct store *start = with_one_set(export.store);
        struct reduce_question question = {
            .context = &asked,
            .shows = export_shows,
            .progress = job->progress ? tell_progress : NULL,
            .budget = &asked.budget,
        };
        bool same = export_shows(&asked, start);
        out->start = state_of(&asked, export.store);
        out->store = reduce_registry(same ? start : export.store, &question);
        out->end = state_of(&asked, out->store);
        out->what = asked.text;
        out->event_id = event_code(asked.id);
        store_free(start);
    }
    out->lost = export.lost;
    ustr_free(asked.source);
    export_free(&export);
    return status;
}

void reduced_free(struct reduced *reduced)
{
    store_free(reduced->store);
    stage_free(&reduced->stage);
    mem_free(reduced->what);
    mem_free(reduced->wrong);
    mem_free(reduced->verdict);
    *reduced = (struct reduced){0};
}

/* The text expects what the registry shows. */
static bool passes(void *context, const struct outcome *outcome)
{
    (void)context;
    return outcome->verdict == VERDICT_PASSED;
}

regsim_status reduced_export_text(struct buf *out, const struct reduced *reduced,
                                  const struct reproduce_options *options,
                                  const struct fixer *fixer, struct diags *diags)
{
    struct machine *machine = reproduce_watch(reduced->store, options);
    struct machine *bare = given_bare_machine(machine);
    buf_printf(out, "name: A monitor logs event %u on the smallest registry that shows it\n",
               reduced->event_id);
    buf_text(out, "source: inferred from a customer's registry\n\n");
    buf_printf(out, "given:\n  os: %s\n  base: none\n", os_name(options->os));
    given_put_registry(out, 2, reduced->store);
    given_put_files(out, 2, machine, bare, true);
    buf_text(out, "\nwhen:\n");
    keep_put_monitor(out, machine->event_log, 0, UINT32_MAX);
    machine_free(bare);
    machine_free(machine);
    struct play_options play = {.fixer = fixer};
    struct reduced_check check = {
        .options = &play,
        .path = "reduced.yaml",
        .same = passes,
        .refused = "what is left cannot be said as a scenario",
        .hint = "-o FILE.reg writes it as .reg text",
    };
    return reduced_check(out, &check, diags);
}
