/* See play.h. */
#include "scenario/play.h"

#include "base/memory.h"
#include "scenario/player.h"

#include <string.h>
#include <time.h>

static uint64_t host_time_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

/* NULL: the fixer can play this scenario; otherwise why it is skipped. */
static char *skip_reason(const struct scenario *scenario, const struct fixer *fixer)
{
    if (scenario->names_smsperffix && !fixer->is_smsperffix)
        return mem_strdup("it names smsperffix, and another fixer is under test");
    const struct {
        bool needed;
        enum step_kind intent;
        const char *word;
    } intents[] = {
        {scenario->needs_detect, STEP_DETECT, "detect"},
        {scenario->needs_fix, STEP_FIX, "fix"},
        {scenario->needs_undo, STEP_UNDO, "undo"},
    };
    for (size_t i = 0; i < sizeof intents / sizeof *intents; i++) {
        if (intents[i].needed && !fixer_arguments(fixer, intents[i].intent))
            return mem_printf("the fixer's profile has no %s", intents[i].word);
    }
    return NULL;
}

/* What the registries and files are now, as far as the step is going to be judged by it. */
struct before_step {
    struct registry *registries;
    size_t count;
};

static struct before_step remember(const struct player *player)
{
    struct before_step before = {mem_calloc(player_machines(player), sizeof *before.registries),
                                 player_machines(player)};
    for (size_t i = 0; i < before.count; i++) {
        before.registries[i] = player->stage.network->machines[i]->registry;
        before.registries[i].store = store_clone(before.registries[i].store);
        before.registries[i].on_change = NULL;
    }
    return before;
}

static void forget(struct before_step *before)
{
    for (size_t i = 0; i < before->count; i++)
        store_free(before->registries[i].store);
    mem_free(before->registries);
}

static void watch_first_time(struct player *player, const struct before_step *before)
{
    if (player->fixer_ran)
        return;
    for (size_t i = 0; i < before->count; i++) {
        struct watched *watched = &player->watched[i];
        watched->before = before->registries[i];
        watched->before.store = store_clone(before->registries[i].store);
        watched->files = files_clone(player->stage.network->machines[i]->files);
    }
    player->fixer_ran = true;
    properties_before(player);
}

/* The events of all machines since the step began, appended to a list; the logs keep them. */
static void new_events(const struct player *player, struct seen_event **events, size_t *count,
                       size_t *capacity)
{
    size_t first = *count;
    for (size_t i = 0; i < player_machines(player); i++) {
        const struct machine *machine = player->stage.network->machines[i];
        for (size_t j = 0; j < event_log_count(machine->event_log); j++) {
            const struct event_record *record = event_log_at(machine->event_log, j);
            if (record->number <= player->watched[i].seen_event)
                continue;
            MEM_GROW(*events, *capacity, *count + 1);
            size_t at =
                (*count)++; /* insertion by time keeps the machines' order for equal times */
            for (; at > first && (*events)[at - 1].record->time > record->time; at--)
                (*events)[at] = (*events)[at - 1];
            (*events)[at] = (struct seen_event){machine, record};
        }
    }
}

static void judge_step(struct player *player, const struct step *step, const char *what,
                       const struct before_step *before)
{
    const struct expectation *expect = step->expect;
    judge_exit(player->outcome, what, expect, &player->run);
    judge_output(player->outcome, what, expect, &player->run);
    if (expect->has_registry) {
        struct ledger *ledgers = mem_calloc(before->count, sizeof *ledgers);
        for (size_t i = 0; i < before->count; i++)
            ledger_add(&ledgers[i], before->registries[i].store,
                       player->stage.network->machines[i]->registry.store,
                       expect->compare_last_writes);
        struct registry_changes changes = {player->stage.network, ledgers, before->registries};
        judge_registry(player->outcome, what, expect, &changes);
        for (size_t i = 0; i < before->count; i++)
            ledger_free(&ledgers[i]);
        mem_free(ledgers);
    }
    struct seen_event *events = NULL;
    size_t count = 0, capacity = 0;
    new_events(player, &events, &count, &capacity);
    judge_events(player->outcome, what, expect, events, count);
    mem_free(events);
    judge_files(player->outcome, what, expect, player->stage.network, NULL);
}

static bool play_step(struct player *player, size_t index)
{
    const struct step *step = &player->scenario->steps[index];
    bool fixers = step_is_fixers(step);
    for (size_t i = 0; i < player_machines(player); i++)
        player->watched[i].seen_event =
            event_log_last(player->stage.network->machines[i]->event_log);
    struct before_step before = {0};
    if (fixers || (step->expect && step->expect->has_registry))
        before = remember(player);
    if (fixers)
        watch_first_time(player, &before);
    bool played = step_play(player, step);
    if (played && fixers) {
        bool last_writes = player->scenario->then && player->scenario->then->compare_last_writes;
        for (size_t i = 0; i < before.count; i++)
            ledger_add(&player->watched[i].ledger, before.registries[i].store,
                       player->stage.network->machines[i]->registry.store, last_writes);
        new_events(player, &player->events, &player->event_count, &player->event_capacity);
    }
    if (played && step->expect) {
        char *what = mem_printf("step %zu (%s)", index + 1, step->word);
        judge_step(player, step, what, &before);
        mem_free(what);
    }
    forget(&before);
    return played;
}

static void judge_then(struct player *player)
{
    const struct expectation *then = player->scenario->then;
    if (!then)
        return;
    size_t count = player_machines(player);
    struct ledger *ledgers = mem_calloc(count, sizeof *ledgers);
    struct registry *before = mem_calloc(count, sizeof *before);
    struct files **files = mem_calloc(count, sizeof(struct files *));
    for (size_t i = 0; i < count; i++) {
        ledgers[i] = player->watched[i].ledger;
        before[i] = player->fixer_ran ? player->watched[i].before
                                      : player->stage.network->machines[i]->registry;
        files[i] = player->watched[i].files;
    }
    struct registry_changes changes = {player->stage.network, ledgers, before};
    judge_exit(player->outcome, "then", then, &player->run);
    judge_output(player->outcome, "then", then, &player->run);
    judge_registry(player->outcome, "then", then, &changes);
    judge_events(player->outcome, "then", then, player->events, player->event_count);
    judge_files(player->outcome, "then", then, player->stage.network,
                player->fixer_ran ? files : NULL);
    mem_free(ledgers);
    mem_free(before);
    mem_free(files);
}

static void player_free(struct player *player)
{
    for (size_t i = 0; player->watched && i < player->scenario->machine_count; i++) {
        struct watched *watched = &player->watched[i];
        ledger_free(&watched->ledger);
        store_free(watched->before.store);
        files_free(watched->files);
        for (size_t j = 0; j < watched->live_count; j++)
            ustr_free(watched->live[j]);
        mem_free(watched->live);
    }
    mem_free(player->watched);
    mem_free(player->events);
    run_summary_free(&player->run);
    stage_free(&player->stage);
}

static void report_diags(struct player *player, struct diags *diags)
{
    const struct diag *first = diags->count ? &diags->items[0] : NULL;
    char *reason;
    if (!first)
        reason = mem_strdup("the machines could not be built");
    else if (first->line)
        reason = mem_printf("%s:%zu:%zu: %s", first->file, first->line, first->column, first->text);
    else
        reason = mem_printf("%s%s%s", first->file ? first->file : "", first->file ? ": " : "",
                            first->text);
    outcome_invalid(player->outcome, reason);
}

static void play_all(struct player *player)
{
    for (size_t i = 0; i < player->scenario->step_count; i++) {
        if (!play_step(player, i))
            return;
    }
    judge_then(player);
    properties_judge(player);
}

static regsim_status set_stage(struct player *player, struct diags *diags)
{
    if (!player->options->stage)
        return stage_build(&player->stage, player->scenario, diags);
    player->stage = stage_clone(player->options->stage);
    return regsim_ok();
}

void play_scenario(struct outcome *out, const struct scenario *scenario,
                   const struct play_options *options)
{
    *out = (struct outcome){0};
    uint64_t start = host_time_ns();
    out->reason = skip_reason(scenario, options->fixer);
    if (out->reason) {
        out->verdict = VERDICT_SKIPPED;
        return;
    }
    struct player player = {
        .scenario = scenario,
        .options = options,
        .outcome = out,
        .run = {.out = mem_strdup(""), .err = mem_strdup(""), .how = mem_strdup("no fixer ran")},
    };
    struct diags diags = {0};
    if (regsim_is_ok(set_stage(&player, &diags))) {
        player.watched = mem_calloc(scenario->machine_count, sizeof *player.watched);
        play_all(&player);
    } else {
        report_diags(&player, &diags);
    }
    diags_free(&diags);
    player_free(&player);
    out->elapsed_ns = host_time_ns() - start;
}
