/* One step of a scenario, played: what it does to the machines. */
#include "scenario/coverage.h"
#include "scenario/player.h"

#include "base/memory.h"
#include "perflib/lodctr.h"
#include "perflib/monitor.h"

#include <string.h>

bool step_is_fixers(const struct step *step)
{
    return step->kind == STEP_DETECT || step->kind == STEP_FIX || step->kind == STEP_UNDO ||
           step->kind == STEP_RUN;
}

static bool cannot_play(struct player *player, const struct step *step, const char *why)
{
    outcome_invalid(player->outcome, mem_printf("%s:%zu:%zu: %s", step->place.file,
                                                step->place.line, step->place.column, why));
    return false;
}

/* --- running a program -------------------------------------------------------------------------
 */

static void trace_line(void *context, const struct trace_record *record)
{
    struct buf *out = context;
    buf_text(out, "            ");
    trace_format(out, record, 0, NULL);
    buf_text(out, "\n");
}

static void append_text(char **text, const char *more)
{
    if (!*more)
        return;
    bool cut =
        *text && (*text)[strlen(*text) - 1] != '\n'; /* the next text gets a line of its own */
    char *both = *text ? mem_printf("%s%s%s", *text, cut ? "\n" : "", more) : mem_strdup(more);
    mem_free(*text);
    *text = both;
}

/* The last calls of this run replace those of an earlier one: they are about the failure, if any.
 */
static void keep_last_calls(struct outcome *outcome, const struct trace *trace,
                            const struct store *past, bool numbered)
{
    enum { CALL_WIDTH = 100, CALLS_KEPT = 12 };
    for (size_t i = 0; i < outcome->call_count; i++)
        mem_free(outcome->last_calls[i]);
    outcome->call_count = 0;
    size_t count = trace_count(trace);
    for (size_t i = count > CALLS_KEPT ? count - CALLS_KEPT : 0; i < count; i++) {
        struct buf line = {0};
        trace_format(&line, trace_at(trace, i), CALL_WIDTH, past);
        const char *text = buf_z(&line);
        outcome_call(outcome, mem_strdup(numbered ? text : text + strspn(text, "0123456789 ")));
        buf_free(&line);
    }
}

static void keep_result(struct player *player, const struct step *step)
{
    struct outcome *outcome = player->outcome;
    outcome->api_calls += player->run.calls;
    append_text(&outcome->said, player->run.out);
    append_text(&outcome->said, player->run.err);
    if (!player->run.exited)
        outcome_fail(outcome, step->place.file, step->place.line,
                     mem_printf("%s: %s", step->word, player->run.how));
}

static void run_fixer(struct player *player, const struct step *step, struct machine *machine,
                      const char *arguments)
{
    struct trace trace = {0};
    struct buf all_calls = {0};
    if (player->options->trace) {
        trace.sink = trace_line;
        trace.sink_context = &all_calls;
    }
    run_summary_free(&player->run);
    coverage_begin(player->scenario);
    program_run(&player->run, machine, player->options->fixer, arguments,
                player->options->cpu_limit_ms, &trace);
    coverage_end();
    keep_result(player, step);
    keep_last_calls(player->outcome, &trace,
                    player->watched[stage_index(&player->stage, machine)].before.store,
                    !player->run.timed_out);
    if (all_calls.size)
        append_text(&player->outcome->trace, buf_z(&all_calls));
    buf_free(&all_calls);
}

static bool play_intent(struct player *player, const struct step *step, struct machine *machine)
{
    const struct fixer *fixer = player->options->fixer;
    run_fixer(player, step, machine,
              step->kind == STEP_RUN ? step->text : fixer_arguments(fixer, step->kind));
    return true;
}

/* --- what others do ----------------------------------------------------------------------------
 */

static bool play_changes(struct player *player, const struct step *step, struct machine *machine)
{
    struct diags diags = {0};
    regsim_status status = regsim_ok();
    for (size_t i = 0; i < step->change_count && regsim_is_ok(status); i++)
        status = stage_apply(&player->stage, machine, &step->changes[i], &diags);
    bool played = regsim_is_ok(status);
    if (!played)
        cannot_play(player, step, diags.count ? diags.items[0].text : "the change cannot be made");
    diags_free(&diags);
    return played;
}

static bool play_import(struct player *player, const struct step *step, struct machine *machine)
{
    struct diags diags = {0};
    size_t index = stage_index(&player->stage, machine);
    uint32_t codepage = player->scenario->machines[index].codepage;
    bool played = regsim_is_ok(stage_import(machine, step->text, codepage, &diags));
    if (!played)
        cannot_play(player, step,
                    diags.count ? diags.items[0].text : "the file cannot be imported");
    diags_free(&diags);
    return played;
}

/* What the tool answers is no matter of ours: the scenario sees it in the registry and the log. */
static bool play_lodctr(struct player *player, const struct step *step, struct machine *machine)
{
    struct ustr text = ustr_from_wtf8(step->text, strlen(step->text));
    struct lodctr_file file = {0};
    struct diags diags = {0};
    bool played = true;
    if (step->kind == STEP_UNLODCTR) {
        (void)lodctr_unload(machine, text);
    } else if (regsim_is_ok(lodctr_read(&file, &diags, machine, text))) {
        (void)lodctr_load(machine, &file);
    } else {
        played = cannot_play(player, step, diags.items[0].text);
    }
    lodctr_done(&file);
    diags_free(&diags);
    ustr_free(text);
    return played;
}

static void play_monitor(const struct step *step, struct machine *machine)
{
    struct monitor_result result;
    if (!step->every_ms) {
        machine_advance(machine, step->after_ms * CLOCK_MILLISECOND);
        monitor_perfmon(&result, machine, NULL);
        return;
    }
    struct monitor_agent agent = {
        .first = step->after_ms * CLOCK_MILLISECOND,
        .every = step->every_ms * CLOCK_MILLISECOND,
        .duration = (step->after_ms + step->for_ms) * CLOCK_MILLISECOND,
    };
    monitor_agent_run(&result, machine, &agent, NULL);
}

bool step_play(struct player *player, const struct step *step)
{
    struct machine *machine = stage_machine(&player->stage, step->at);
    switch (step->kind) {
    case STEP_DETECT:
    case STEP_FIX:
    case STEP_UNDO:
    case STEP_RUN:
        return play_intent(player, step, machine);
    case STEP_MONITOR:
        play_monitor(step, machine);
        return true;
    case STEP_IMPORT:
        return play_import(player, step, machine);
    case STEP_LODCTR:
    case STEP_UNLODCTR:
        return play_lodctr(player, step, machine);
    case STEP_ADVANCE:
        machine_advance(machine, step->advance_ms * CLOCK_MILLISECOND);
        return true;
    case STEP_REBOOT:
        machine_reboot(machine, step->last_known_good ? BOOT_LAST_KNOWN_GOOD : BOOT_NORMAL);
        return true;
    case STEP_POWER_CUT:
        machine_power_cut(machine, BOOT_NORMAL);
        return true;
    default:
        return play_changes(player, step, machine);
    }
}
