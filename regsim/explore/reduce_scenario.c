/* A failing scenario's registry, reduced as long as the same check fails: the same word of the same
 * line, with the first wrong thing that it named; how much else it names may become less. */
#include "explore/reduce_export.h"

#include "base/memory.h"
#include "scenario/stage.h"

#include <string.h>

struct check_asked {
    const struct scenario *scenario;
    const struct play_options *options;
    const struct reduce_job *job;
    char *title;
    uint32_t line;
    char *wrong; /* the first thing that must not be, or is missing; NULL: none is named */
    char mark;
};

/* The first line of a finding that is not as expected; NULL: all are context. */
static const struct finding_line *first_wrong(const struct finding *finding)
{
    for (size_t i = 0; i < finding->count; i++) {
        if (finding->lines[i].mark != ' ')
            return &finding->lines[i];
    }
    return NULL;
}

static bool names_wrong(const struct check_asked *asked, const struct finding *finding)
{
    for (size_t i = 0; i < finding->count && asked->wrong; i++) {
        const struct finding_line *line = &finding->lines[i];
        if (line->mark == asked->mark && line->subject && !strcmp(line->subject, asked->wrong))
            return true;
    }
    return !asked->wrong;
}

static size_t word_length(const char *title)
{
    return strcspn(title, ":");
}

static bool same_check(const struct check_asked *asked, const struct outcome *outcome)
{
    for (size_t i = 0; i < outcome->count && outcome->verdict == VERDICT_FAILED; i++) {
        const struct finding *finding = &outcome->findings[i];
        size_t length = word_length(asked->title);
        if (finding->line == asked->line && length == word_length(finding->title) &&
            !strncmp(finding->title, asked->title, length) && names_wrong(asked, finding))
            return true;
    }
    return false;
}

static bool scenario_shows(void *context, const struct store *candidate)
{
    const struct check_asked *asked = context;
    struct play_options options = *asked->options;
    struct outcome outcome = {0};
    options.registry = candidate;
    play_scenario(&outcome, asked->scenario, &options);
    bool shows = same_check(asked, &outcome);
    outcome_free(&outcome);
    return shows;
}

static void tell_progress(void *context, const struct reduce_progress *progress)
{
    const struct check_asked *asked = context;
    asked->job->progress(progress);
}

/* Takes away what every machine has, `bare` at the same path; true: nothing is left at `key`. */
static bool take_bare(struct store *store, key_id key, const struct store *bare, key_id twin)
{
    for (size_t i = store_value_count(store, key); i-- > 0;) {
        const struct value *value = store_value_at(store, key, i);
        const struct value *same = store_value_find(bare, twin, value_name(value));
        if (same && value_same(value, same))
            store_value_remove(store, key, value_name(same));
    }
    for (size_t i = store_child_count(store, key); i-- > 0;) {
        key_id child = store_child_at(store, key, i);
        key_id other = store_child_find(bare, twin, store_name(store, child));
        if (other && take_bare(store, child, bare, other))
            store_key_remove(store, child);
    }
    return !store_child_count(store, key) && !store_value_count(store, key);
}

/* What a machine's \REGISTRY has more than a bare machine's, as a document. */
static struct store *as_document(const struct store *registry, const struct store *clean)
{
    struct store *bare = store_clone(registry), *document = store_new();
    take_bare(bare, store_root(bare), clean, store_root(clean));
    static const struct ustr names[][2] = {{{u"MACHINE", 7}, {u"HKEY_LOCAL_MACHINE", 18}},
                                           {{u"USER", 4}, {u"HKEY_USERS", 10}}};
    for (size_t i = 0; i < 2; i++) {
        key_id key = store_child_find(bare, store_root(bare), names[i][0]);
        if (key)
            store_tree_copy(document, store_ensure(document, store_root(document), names[i][1], 0),
                            bare, key);
    }
    store_free(bare);
    return document;
}

static regsim_status play_once(struct check_asked *asked, struct diags *diags)
{
    struct outcome outcome = {0};
    play_scenario(&outcome, asked->scenario, asked->options);
    regsim_status status = regsim_ok();
    if (outcome.verdict != VERDICT_FAILED || !outcome.count) {
        status = diags_invalid(diags, asked->scenario->path,
                               "this scenario does not fail, so there is no check to keep%s%s",
                               outcome.reason ? ": " : "", outcome.reason ? outcome.reason : "");
    } else {
        asked->title = mem_strdup(outcome.findings[0].title);
        asked->line = outcome.findings[0].line;
        const struct finding_line *wrong = first_wrong(&outcome.findings[0]);
        if (wrong && wrong->subject) {
            asked->wrong = mem_strdup(wrong->subject);
            asked->mark = wrong->mark;
        }
    }
    outcome_free(&outcome);
    return status;
}

static void reduce_stage(struct reduced *out, struct check_asked *asked, const struct stage *stage)
{
    const struct machine *machine = stage->network->machines[0];
    struct machine *bare = machine_new(USTR(u"BARE"), machine->os, machine->platform);
    struct reduce_question question = {
        .context = asked,
        .shows = scenario_shows,
        .progress = asked->job->progress ? tell_progress : NULL,
        .fixed = bare->registry.store,
        .most_runs = asked->job->most_runs,
    };
    const struct store *start = machine->registry.store;
    out->keys_before = store_key_count(start);
    out->values_before = reduce_count_values(start);
    struct store *least = reduce_registry(&out->end, start, &question);
    out->store = as_document(least, bare->registry.store);
    out->what = asked->title;
    asked->title = NULL;
    store_free(least);
    machine_free(bare);
}

regsim_status reduce_scenario(struct reduced *out, const struct scenario *scenario,
                              const struct play_options *options, const struct reduce_job *job,
                              struct diags *diags)
{
    *out = (struct reduced){0};
    struct check_asked asked = {.scenario = scenario, .options = options, .job = job};
    REGSIM_TRY(play_once(&asked, diags));
    struct stage stage = {0};
    regsim_status status = stage_build(&stage, scenario, diags);
    if (regsim_is_ok(status))
        reduce_stage(out, &asked, &stage);
    stage_free(&stage);
    mem_free(asked.title);
    mem_free(asked.wrong);
    return status;
}
