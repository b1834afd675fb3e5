/* regsim run: plays scenarios and reports. */
#include "cli/command.h"

#include "base/memory.h"
#include "cli/default_fixer.h"
#include "explore/workers.h"
#include "report/reporter.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const struct option options[] = {
    {"fixer", "FILE",
     "the fixer under test: a shared object of regsim-cc, or a .reg script (default: smsperffix)",
     0},
    {"jobs", "N", "worker processes (default: one a processor)", 'j'},
    {"report", "KIND:FILE", "also write a report; KIND is junit (may be repeated)", 0},
    {"tag", "TAG", "only scenarios with this tag (may be repeated: any of them)", 0},
    {"only", "TEXT",
     "only scenarios whose id or matrix cell contains TEXT (may be repeated: any of them)", 0},
    {"trace", NULL, "print every API call of the fixer", 0},
    OPTION_FULL_OUTPUT,
    {"time", NULL, "show host times (always shown on a terminal)", 0},
    {"cpu-limit", "MS",
     "CPU time that one run of the fixer may use, in milliseconds (default 10000)", 0},
    {NULL, NULL, NULL, 0},
};

enum { REPORTERS_MAX = 17 };

/* One run of the command. */
struct run {
    const struct arguments *arguments;
    struct diags diags;
    struct scenario_list list;
    struct scenario **selected; /* lent by the list */
    size_t selected_count;
    struct fixer *fixer;
    char *again; /* what "run again" has to repeat */
    struct reporter *reporters[REPORTERS_MAX];
    size_t reporter_count;
    struct totals totals;
};

static uint64_t host_time_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static bool has_tag(const struct scenario *scenario, const char *tag)
{
    for (size_t i = 0; i < scenario->tag_count; i++) {
        if (strcmp(scenario->tags[i], tag) == 0)
            return true;
    }
    return false;
}

/* Whether any value of a repeatable option fits; true where the option was not given. */
static bool any_fits(const struct arguments *arguments, const char *option,
                     const struct scenario *scenario)
{
    const char *value;
    if (!arguments_has(arguments, option))
        return true;
    for (size_t i = 0; (value = arguments_value_at(arguments, option, i)); i++) {
        bool fits = option[0] == 't' ? has_tag(scenario, value)
                                     : strstr(scenario->id, value) || strstr(scenario->cell, value);
        if (fits)
            return true;
    }
    return false;
}

static void select_scenarios(struct run *run)
{
    run->selected = mem_calloc(run->list.count, sizeof(struct scenario *));
    for (size_t i = 0; i < run->list.count; i++) {
        struct scenario *scenario = run->list.items[i];
        if (any_fits(run->arguments, "tag", scenario) && any_fits(run->arguments, "only", scenario))
            run->selected[run->selected_count++] = scenario;
    }
}

/* The file of a --report option; NULL: it names no kind of report that there is. */
static const char *report_file(const char *report)
{
    return strncmp(report, "junit:", 6) == 0 && report[6] ? report + 6 : NULL;
}

static regsim_status check_reports(struct run *run)
{
    const char *report;
    for (size_t i = 0; (report = arguments_value_at(run->arguments, "report", i)); i++) {
        if (!report_file(report))
            return diags_invalid(&run->diags, NULL, "--report %s: expected junit:FILE", report);
        if (i + 2 > REPORTERS_MAX)
            return diags_invalid(&run->diags, NULL, "too many --report options");
    }
    return regsim_ok();
}

static void make_reporters(struct run *run)
{
    const char *fixer = arguments_value(run->arguments, "fixer"), *report;
    bool terminal = isatty(STDOUT_FILENO);
    const char *no_color = getenv("NO_COLOR");
    run->again = fixer ? mem_printf("--fixer %s", fixer) : mem_strdup("");
    struct report_style style = {
        .color = arguments_value(run->arguments, "color") ? run->arguments->color
                                                          : terminal && !(no_color && *no_color),
        .times = terminal || arguments_has(run->arguments, "time"),
        .full_output = arguments_has(run->arguments, "full-output"),
        .again = run->again,
    };
    run->reporters[run->reporter_count++] = reporter_pretty(stdout, &style);
    struct report_style plain = {
        .times = style.times, .full_output = style.full_output, .again = run->again};
    for (size_t i = 0; (report = arguments_value_at(run->arguments, "report", i)); i++)
        run->reporters[run->reporter_count++] = reporter_junit(report_file(report), &plain);
}

static void on_outcome(void *context, const struct scenario *scenario,
                       const struct outcome *outcome)
{
    struct run *run = context;
    totals_add(&run->totals, outcome);
    for (size_t i = 0; i < run->reporter_count; i++)
        run->reporters[i]->entry(run->reporters[i], scenario, outcome);
    fflush(stdout);
}

static regsim_status play(struct run *run, size_t jobs, uint32_t cpu_limit_ms)
{
    struct play_options how = {
        .fixer = run->fixer,
        .cpu_limit_ms = cpu_limit_ms,
        .trace = arguments_has(run->arguments, "trace"),
    };
    make_reporters(run);
    for (size_t i = 0; i < run->reporter_count; i++)
        run->reporters[i]->start(run->reporters[i], run->selected_count);
    uint64_t start = host_time_ns();
    regsim_status status =
        workers_play(run->selected, run->selected_count, &how, jobs, on_outcome, run, &run->diags);
    run->totals.elapsed_ns = host_time_ns() - start;
    for (size_t i = 0; i < run->reporter_count; i++) {
        regsim_status ended = run->reporters[i]->end(run->reporters[i], &run->totals, &run->diags);
        if (regsim_is_ok(status))
            status = ended;
    }
    return status;
}

/* What is wrong is said before anything is played, and what is right is played all the same. */
static regsim_status load(struct run *run)
{
    struct scenario_load_options how = {0};
    regsim_status worst = regsim_ok();
    for (size_t i = 0; i < run->arguments->word_count; i++) {
        regsim_status loaded =
            scenario_load(&run->list, run->arguments->words[i], &how, &run->diags);
        if (!regsim_is_ok(loaded) && worst.code != REGSIM_HOST)
            worst = loaded;
    }
    command_print_diags(run->arguments, &run->diags);
    diags_free(&run->diags);
    select_scenarios(run);
    return worst;
}

static regsim_status open_fixer(struct run *run)
{
    const char *given = arguments_value(run->arguments, "fixer");
    char *path = given ? mem_strdup(given) : default_fixer_path();
    regsim_status status = fixer_open(&run->fixer, path, &run->diags);
    mem_free(path);
    return status;
}

/* By precedence: 3 the host failed, 2 something was invalid, 1 a scenario failed, 4 nothing was
 * played. */
static int result(const struct run *run, regsim_status loaded, regsim_status played)
{
    if (loaded.code == REGSIM_HOST || played.code == REGSIM_HOST || run->totals.errors)
        return EXIT_CODE_HOST;
    if (!regsim_is_ok(loaded) || !regsim_is_ok(played) || run->totals.invalid)
        return EXIT_CODE_INVALID;
    if (run->totals.failed)
        return EXIT_CODE_FAILED;
    if (!run->totals.scenarios) {
        fprintf(stderr, "regsim: error: nothing was played: %s\n",
                run->totals.skipped ? "every selected scenario was skipped"
                                    : "no scenario was selected");
        return EXIT_CODE_NOTHING;
    }
    return EXIT_CODE_OK;
}

static int play_and_report(const struct arguments *arguments)
{
    struct run run = {.arguments = arguments};
    uint32_t jobs, cpu_limit_ms;
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    uint32_t usual = processors < 1             ? 1
                     : processors > WORKERS_MAX ? WORKERS_MAX
                                                : (uint32_t)processors;
    if (!arguments_number(&jobs, arguments, "jobs", 1, WORKERS_MAX, usual) ||
        !arguments_number(&cpu_limit_ms, arguments, "cpu-limit", 1, 3600000, 0))
        return EXIT_CODE_INVALID;
    regsim_status loaded = regsim_ok(), played = check_reports(&run);
    if (regsim_is_ok(played))
        loaded = load(&run);
    if (regsim_is_ok(played) && run.selected_count)
        played = open_fixer(&run);
    if (regsim_is_ok(played) && run.selected_count)
        played = play(&run, jobs, cpu_limit_ms);
    command_print_diags(arguments, &run.diags);
    int code = result(&run, loaded, played);
    diags_free(&run.diags);
    mem_free(run.selected);
    mem_free(run.again);
    fixer_close(run.fixer);
    scenario_list_free(&run.list);
    return code;
}

const struct command command_run = {
    .name = "run",
    .synopsis = "PATH…",
    .summary = "play scenarios and check what the fixer did",
    .details = "PATH is a scenario file or a folder of them. Exit code: 0 all passed, 1 a scenario "
               "failed,\n"
               "2 a scenario or the usage is invalid, 3 the host failed, 4 nothing was played.",
    .options = options,
    .min_words = 1,
    .max_words = SIZE_MAX,
    .run = play_and_report,
};
