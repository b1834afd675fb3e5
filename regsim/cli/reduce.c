/* regsim reduce: the smallest registry that still shows an event, or still fails a scenario. */
#include "cli/command.h"

#include "base/memory.h"
#include "cli/default_fixer.h"
#include "cli/document.h"
#include "cli/document_scenario.h"
#include "explore/reduced.h"
#include "formats/regfile_write.h"
#include "scenario/load.h"

#include <string.h>
#include <strings.h>
#include <unistd.h>

static const struct option options[] = {
    {"max-tries", "N", "at most N tries (default 20000)", 0},
    {"out", "FILE", "where the result goes (default: stdout); .reg text where FILE ends in .reg",
     'o'},
    {"progress", NULL, "say how far it is (usual on a terminal)", 0},
    {"event", "TEXT", "of exports: the first event with TEXT in it (default: the first event)", 0},
    {"os", "OS", "of exports: nt4, w2k (default), xp, ws2003, win7, win10", 0},
    {"codepage", "N", "code page of 8-bit .reg files (REGEDIT4), e.g. 1252, 932", 0},
    OPTION_SALVAGE,
    {"check", "TEXT", "of scenarios: the first failing check with TEXT in it, as then.removed", 0},
    {"cell", "TEXT",
     "of scenarios with a matrix: this cell, as 'drive: D' (default: the first "
     "that fails)",
     0},
    {"machine", "NAME", "of scenarios: reduce this computer only (default: each)", 0},
    {"fixer", "FILE", "of scenarios: the fixer under test (default: smsperffix)", 0},
    {"cpu-limit", "MS", "CPU time of one run of the fixer, in milliseconds (default 10000)", 0},
    {0},
};

enum { RUNS_MAX = 100000000, RUNS_USUAL = 20000 };

/* What was asked, and what came of it. */
struct job {
    const struct arguments *arguments;
    struct reduce_job reduce;
    struct reproduce_options how; /* of exports */
    struct play_options play;     /* of scenarios */
    struct scenario_list list;    /* likewise */
    const struct scenario *scenario;
    bool is_scenario;
    struct reduced reduced;
    size_t lost; /* of salvaged hives */
    struct diags *diags;
};

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);
    return length > tail && !strcasecmp(text + length - tail, end);
}

static void put_progress(const struct reduce_progress *progress, const char *end)
{
    fprintf(stderr, "%zu tries: %zu keys, %zu values, %zu files%s", progress->runs, progress->keys,
            progress->values, progress->files, end);
}

static void show_on_terminal(const struct reduce_progress *progress)
{
    if (progress->runs % 16)
        return;
    fputs("\r\033[K", stderr);
    put_progress(progress, "");
}

static void show_in_lines(const struct reduce_progress *progress)
{
    if (progress->runs % 100 == 0)
        put_progress(progress, "\n");
}

static regsim_status of_exports(struct job *job)
{
    const char *os = arguments_value(job->arguments, "os");
    job->how.os = OS_DEFAULT;
    if (os && !os_from_name(&job->how.os, os))
        return diags_invalid(job->diags, NULL,
                             "--os %s: expected nt4, w2k, xp, ws2003, win7 or win10", os);
    return reduce_export(&job->reduced, job->arguments->words, job->arguments->word_count,
                         &job->how, &job->reduce, job->diags);
}

static bool fails(const struct job *job, const struct scenario *scenario)
{
    struct outcome outcome = {0};
    play_scenario(&outcome, scenario, &job->play);
    bool failed = outcome.verdict == VERDICT_FAILED;
    outcome_free(&outcome);
    return failed;
}

/* The cell that is asked for; without one the first that fails, or the first. */
static regsim_status choose_cell(struct job *job)
{
    const char *cell = arguments_value(job->arguments, "cell"), *path = job->arguments->words[0];
    const struct scenario_list *list = &job->list;
    for (size_t i = 0; i < list->count && !job->scenario; i++) {
        if (cell ? !strcmp(list->items[i]->cell, cell)
                 : list->count == 1 || fails(job, list->items[i]))
            job->scenario = list->items[i];
    }
    if (job->scenario)
        return regsim_ok();
    struct diag *diag =
        diags_add(job->diags, DIAG_ERROR, path, 0, 0, cell ? "no cell of its matrix is %s" : "%s",
                  cell ? cell : "no cell of its matrix fails, so there is no check to keep");
    if (cell && list->count)
        diag_hint(diag, *list->items[0]->cell ? "the first is '%s'" : "it has no matrix%s",
                  list->items[0]->cell);
    return regsim_failed(REGSIM_INVALID);
}

static regsim_status of_scenario(struct job *job)
{
    struct scenario_load_options load = {0};
    const char *path = job->arguments->words[0];
    if (job->arguments->word_count > 1)
        return diags_invalid(job->diags, job->arguments->words[1],
                             "a scenario is reduced by itself");
    REGSIM_TRY(scenario_load(&job->list, path, &load, job->diags));
    if (job->list.files != 1)
        return diags_invalid(job->diags, path, "not one scenario, but %zu", job->list.files);
    REGSIM_TRY(choose_cell(job));
    return reduce_scenario(&job->reduced, job->scenario, &job->play, &job->reduce, job->diags);
}

/* As .reg text a registry has no descriptors, classes or flags: a warning says what goes. */
static regsim_status put_text(struct output *output, const struct job *job)
{
    const struct store *store = job->reduced.store;
    if (!store)
        return diags_invalid(job->diags, job->scenario->path,
                             ".reg text holds one computer: --machine NAME, or a scenario");
    size_t limit = store_id_limit(store);
    uint8_t *leaves = mem_calloc(limit, 1); /* their paths imply the keys above them */
    for (key_id key = 1; key < limit; key++)
        leaves[key] = store_exists(store, key) && !store_child_count(store, key);
    struct regfile_write_options write = {
        .version = REGFILE_5, .lossy = true, .named = leaves, .named_count = limit};
    regsim_status status =
        regfile_write_store(output, store, store_root(store), (struct ustr){0}, &write, job->diags);
    mem_free(leaves);
    return status;
}

/* Where the result goes; NULL: to stdout. */
static const char *out_path(const struct job *job)
{
    const char *out = arguments_value(job->arguments, "out");
    return out && strcmp(out, "-") != 0 ? out : NULL;
}

static regsim_status put_scenario(struct output *output, const struct job *job)
{
    const char *out = out_path(job);
    if (!job->is_scenario)
        return reduced_export_text(&output->buf, &job->reduced, &job->how, job->play.fixer,
                                   job->diags);
    return reduced_scenario_text(&output->buf, &job->reduced, job->scenario, &job->play,
                                 out ? out : job->scenario->path, job->diags);
}

static regsim_status put(const struct job *job)
{
    const char *path = out_path(job);
    struct output output = {.fd = -1};
    if (path)
        REGSIM_TRY(output_begin(&output, path, job->diags));
    regsim_status status =
        path && ends_with(path, ".reg") ? put_text(&output, job) : put_scenario(&output, job);
    if (path && regsim_is_ok(status))
        return output_commit(&output, job->diags);
    if (!path && regsim_is_ok(status))
        fwrite(output.buf.bytes, 1, output.buf.size, stdout);
    if (path)
        output_abort(&output);
    else
        buf_free(&output.buf);
    return status;
}

static void put_count(const char *before, size_t count, const char *what, const char *after)
{
    fprintf(stderr, "%s%zu %s%s%s", before, count, what, count == 1 ? "" : "s", after);
}

static void sum_up(const struct job *job)
{
    const struct reduced *reduced = &job->reduced;
    bool bounded = reduced->end.runs >= job->reduce.most_runs;
    if (job->scenario && *job->scenario->cell)
        fprintf(stderr, "regsim: cell: %s\n", job->scenario->cell);
    fprintf(stderr, "regsim: kept: %s\n", reduced->what);
    put_count("regsim: from ", reduced->start.keys, "key", "");
    put_count(" and ", reduced->start.values, "value", "");
    put_count(" to ", reduced->end.keys, "key", "");
    put_count(" and ", reduced->end.values, "value", "");
    if (reduced->start.files > reduced->end.files) {
        put_count("; from ", reduced->start.files, "file", "");
        fprintf(stderr, " to %zu", reduced->end.files);
    }
    fprintf(stderr, "; %zu tries%s\n", reduced->end.runs,
            bounded ? ", stopped by --max-tries: it may become smaller" : "");
}

static regsim_status reduce(struct job *job)
{
    const char *given = arguments_value(job->arguments, "fixer");
    char *fixer_path = given ? mem_strdup(given) : default_fixer_path();
    struct fixer *fixer = NULL;
    regsim_status status = document_spare(out_path(job), job->arguments->words,
                                          job->arguments->word_count, job->diags);
    if (regsim_is_ok(status))
        status = fixer_open(&fixer, fixer_path, job->diags);
    job->play.fixer = fixer;
    if (regsim_is_ok(status))
        status = job->is_scenario ? of_scenario(job) : of_exports(job);
    if (job->reduce.progress == show_on_terminal)
        fputs("\r\033[K", stderr);
    if (regsim_is_ok(status))
        status = put(job);
    if (regsim_is_ok(status))
        sum_up(job);
    job->lost = job->reduced.lost;
    reduced_free(&job->reduced);
    scenario_list_free(&job->list);
    fixer_close(fixer);
    mem_free(fixer_path);
    return status;
}

/* An option that means nothing here would be silently without effect. */
static bool options_fit(const struct arguments *arguments, bool is_scenario)
{
    static const char *const others[2][5] = {{"check", "cell", "machine", "cpu-limit", NULL},
                                             {"event", "os", "codepage", "salvage", NULL}};
    for (size_t i = 0; others[is_scenario][i]; i++) {
        if (!arguments_has(arguments, others[is_scenario][i]))
            continue;
        fprintf(stderr, "regsim: error: --%s is about %s\n", others[is_scenario][i],
                is_scenario ? "exports" : "scenarios");
        return false;
    }
    return true;
}

static int run(const struct arguments *arguments)
{
    struct diags diags = {0};
    struct job job = {.arguments = arguments,
                      .is_scenario = is_scenario_path(arguments->words[0]),
                      .diags = &diags};
    uint32_t runs;
    if (!options_fit(arguments, job.is_scenario) ||
        !arguments_number(&runs, arguments, "max-tries", 1, RUNS_MAX, RUNS_USUAL) ||
        !arguments_number(&job.how.codepage, arguments, "codepage", 1, 65535, 0) ||
        !arguments_number(&job.play.cpu_limit_ms, arguments, "cpu-limit", 1, 3600000, 0))
        return EXIT_CODE_INVALID;
    job.reduce = (struct reduce_job){
        .most_runs = runs,
        .progress = isatty(STDERR_FILENO)                  ? show_on_terminal
                    : arguments_has(arguments, "progress") ? show_in_lines
                                                           : NULL,
        .what = arguments_value(arguments, job.is_scenario ? "check" : "event"),
        .machine = arguments_value(arguments, "machine"),
    };
    job.how.salvage = arguments_has(arguments, "salvage");
    int code = command_end(arguments, reduce(&job), &diags);
    return exit_code_with_lost(code, job.lost);
}

const struct command command_reduce = {
    .name = "reduce",
    .synopsis = "SCENARIO|EXPORT…",
    .summary = "find the smallest registry that still shows the same thing",
    .details =
        "Of exports (.reg, hives), the same thing is an event that a monitor causes. Of a\n"
        "scenario (.yaml) that fails, it is a failing check; the registries and files of its\n"
        "machines are reduced. The result is a scenario of a few lines that holds all it needs,\n"
        "and has been played; or .reg text. No single key, value or file of it can go, unless\n"
        "--max-tries ended the search. What is counted at the end are the machines' whole\n"
        "registries and files, with what a bare Windows has, which the result does not repeat.\n"
        "Of a damaged hive --salvage takes what can be reached; the exit code is 1 where anything\n"
        "is lost.\n",
    .options = options,
    .min_words = 1,
    .max_words = SIZE_MAX,
    .run = run,
};
