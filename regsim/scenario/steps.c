/* One step of a scenario, played: what it does to the machines. */
#include "scenario/coverage.h"
#include "scenario/player.h"

#include "base/memory.h"
#include "perflib/lodctr.h"
#include "perflib/monitor.h"
#include "registry/diff.h"
#include "scenario/where.h"

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

/* What a step deletes must be there: where it is not, the scenario takes for true of a machine what
 * is not so; a step with `expect` says itself what must come of it. NULL: all is well. */
static const char *nothing_there(const struct path_spec *spec, const struct machine *machine)
{
    const struct store *store = machine->registry.store;
    struct ubuf where = {0};
    bool values = spec->value_count > 0;
    bool known = (values ? where_target : where_canonical)(&where, &machine->registry, spec->path);
    key_id key = known ? store_find(store, store_root(store), ubuf_view(&where)) : KEY_NONE;
    ubuf_free(&where);
    if (!known) /* which is said where the change is made */
        return NULL;
    if (!key)
        return values ? "there is no such key to delete a value of"
                      : "there is no such key to delete";
    for (size_t i = 0; i < spec->value_count; i++) {
        if (!store_value_find(store, key, spec->values[i]))
            return "there is no such value to delete";
    }
    return NULL;
}

static const char *nothing_to_delete(const struct step *step, const struct machine *machine)
{
    bool keys = step->kind == STEP_DELETE_KEY || step->kind == STEP_DELETE_VALUE;
    const char *nothing = NULL;
    struct file_info file;
    for (size_t i = 0; i < step->change_count && !nothing; i++) {
        const struct change *change = &step->changes[i];
        for (size_t j = 0; keys && j < change->remove_count && !nothing; j++)
            nothing = nothing_there(&change->removes[j], machine);
        for (size_t j = 0; step->kind == STEP_DELETE_FILE && j < change->file_count; j++) {
            if (!files_info(&file, machine->files, change->files[j].path))
                nothing = "there is no such file to delete";
        }
    }
    return nothing;
}

/* Whether an uninstall took anything away; an install may find all that it brings. */
static bool changed_nothing(const struct step *step, const struct machine *machine,
                            const struct store *before, size_t files)
{
    if (step->kind != STEP_UNINSTALL || step->expect || files != files_count(machine->files))
        return false;
    struct diff diff = {0};
    const struct store *after = machine->registry.store;
    diff_stores(&diff, before, store_root(before), after, store_root(after), 0);
    bool nothing = !diff.count;
    diff_free(&diff);
    return nothing;
}

static bool play_changes(struct player *player, const struct step *step, struct machine *machine)
{
    struct diags diags = {0};
    regsim_status status = regsim_ok();
    const char *nothing = step->expect ? NULL : nothing_to_delete(step, machine);
    if (nothing)
        return cannot_play(player, step, nothing);
    struct store *before = store_clone(machine->registry.store);
    size_t files = files_count(machine->files);
    for (size_t i = 0; i < step->change_count && regsim_is_ok(status); i++)
        status = stage_apply(&player->stage, machine, &step->changes[i], &diags);
    bool played = regsim_is_ok(status);
    if (!played)
        cannot_play(player, step, diags.count ? diags.items[0].text : "the change cannot be made");
    else if (changed_nothing(step, machine, before, files))
        played = cannot_play(player, step, "nothing of this is installed");
    store_free(before);
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

/* What the tool answers the scenario sees in the registry and the log; where it looks at neither,
 * to unload nothing is a mistake. */
static bool play_lodctr(struct player *player, const struct step *step, struct machine *machine)
{
    struct ustr text = ustr_from_wtf8(step->text, strlen(step->text));
    struct lodctr_file file = {0};
    struct diags diags = {0};
    bool played = true;
    if (step->kind == STEP_UNLODCTR) {
        if (lodctr_unload(machine, text) && !step->expect)
            played = cannot_play(player, step, "no counters of this driver are installed");
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
