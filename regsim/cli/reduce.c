/* regsim reduce: the smallest registry that still shows an event, or still fails a scenario. */
#include "cli/command.h"

#include "base/memory.h"
#include "cli/default_fixer.h"
#include "explore/reduce_export.h"
#include "formats/regfile_write.h"
#include "scenario/load.h"

#include <string.h>
#include <strings.h>
#include <unistd.h>

static const struct option options[] = {
    {"runs", "N", "at most N tries (default 20000)", 0},
    {"event", "TEXT", "of exports: the first event with TEXT in it (default: the first event)", 0},
    {"out", "FILE", "where the result goes (default: stdout); .reg text where FILE ends in .reg",
     'o'},
    {"os", "OS", "of exports: nt4, w2k (default), xp, ws2003, win7, win10", 0},
    {"codepage", "N", "code page of 8-bit .reg files (REGEDIT4), e.g. 1252, 932", 0},
    {"fixer", "FILE", "of scenarios: the fixer under test (default: smsperffix)", 0},
    {"cpu-limit", "MS", "CPU time of one run of the fixer, in milliseconds (default 10000)", 0},
    {0},
};

enum { RUNS_MAX = 100000000, RUNS_USUAL = 20000 };

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);
    return length > tail && !strcasecmp(text + length - tail, end);
}

static void show_progress(const struct reduce_progress *progress)
{
    if (progress->runs % 16 == 0)
        fprintf(stderr, "\r\033[K%zu tries: %zu keys, %zu values", progress->runs, progress->keys,
                progress->values);
}

static regsim_status of_exports(struct reduced *out, struct reproduce_options *how,
                                const struct arguments *arguments, const struct reduce_job *job,
                                struct diags *diags)
{
    const char *os = arguments_value(arguments, "os");
    how->os = OS_DEFAULT;
    if (os && !os_from_name(&how->os, os))
        return diags_invalid(diags, NULL, "--os %s: expected nt4, w2k, xp, ws2003, win7 or win10",
                             os);
    return reduce_export(out, arguments->words, arguments->word_count, how, job, diags);
}

static regsim_status of_scenario(struct reduced *out, const struct arguments *arguments,
                                 const struct reduce_job *job, struct diags *diags)
{
    struct scenario_list list = {0};
    struct scenario_load_options load = {0};
    struct play_options play = {0};
    struct fixer *fixer = NULL;
    const char *path = arguments->words[0], *given = arguments_value(arguments, "fixer");
    if (arguments->word_count > 1)
        return diags_invalid(diags, arguments->words[1], "a scenario is reduced by itself");
    if (!arguments_number(&play.cpu_limit_ms, arguments, "cpu-limit", 1, 3600000, 0))
        return regsim_failed(REGSIM_INVALID);
    char *fixer_path = given ? mem_strdup(given) : default_fixer_path();
    regsim_status status = scenario_load(&list, path, &load, diags);
    if (regsim_is_ok(status) && list.count != 1)
        status = diags_invalid(diags, path, "%zu scenarios (a matrix?): one at a time", list.count);
    if (regsim_is_ok(status))
        status = fixer_open(&fixer, fixer_path, diags);
    play.fixer = fixer;
    if (regsim_is_ok(status))
        status = reduce_scenario(out, list.items[0], &play, job, diags);
    fixer_close(fixer);
    scenario_list_free(&list);
    mem_free(fixer_path);
    return status;
}

/* As .reg text a registry has no descriptors, classes or flags: a warning says what goes. */
static regsim_status put_text(struct output *output, const struct reduced *reduced,
                              struct diags *diags)
{
    const struct store *store = reduced->store;
    size_t limit = store_id_limit(store);
    uint8_t *leaves = mem_calloc(limit, 1); /* their paths imply the keys above them */
    for (key_id key = 1; key < limit; key++)
        leaves[key] = store_exists(store, key) && !store_child_count(store, key);
    struct regfile_write_options write = {
        .version = REGFILE_5, .lossy = true, .named = leaves, .named_count = limit};
    regsim_status status =
        regfile_write_store(output, store, store_root(store), (struct ustr){0}, &write, diags);
    mem_free(leaves);
    return status;
}

static regsim_status put(const struct arguments *arguments, const struct reduced *reduced,
                         const struct reproduce_options *how, struct diags *diags)
{
    const char *path = arguments_value(arguments, "out");
    struct output output = {.fd = -1};
    regsim_status status = regsim_ok();
    if (path)
        REGSIM_TRY(output_begin(&output, path, diags));
    if (!how || (path && ends_with(path, ".reg")))
        status = put_text(&output, reduced, diags);
    else
        reduced_scenario(&output.buf, reduced, how);
    if (path && regsim_is_ok(status))
        return output_commit(&output, diags);
    if (!path && regsim_is_ok(status))
        fwrite(output.buf.bytes, 1, output.buf.size, stdout);
    if (path)
        output_abort(&output);
    else
        buf_free(&output.buf);
    return status;
}

static void sum_up(const struct reduced *reduced, bool bounded)
{
    fprintf(stderr, "regsim: kept: %s\n", reduced->what);
    fprintf(stderr, "regsim: from %zu keys and %zu values to %zu and %zu, in %zu tries%s\n",
            reduced->keys_before, reduced->values_before, reduced->end.keys, reduced->end.values,
            reduced->end.runs, bounded ? "; stopped by --runs, it may become smaller" : "");
}

static int run(const struct arguments *arguments)
{
    struct diags diags = {0};
    struct reduced reduced = {0};
    struct reproduce_options how = {0};
    bool terminal = isatty(STDERR_FILENO), scenario = ends_with(arguments->words[0], ".yaml");
    struct reduce_job job = {.event = arguments_value(arguments, "event")};
    uint32_t runs;
    if (!arguments_number(&runs, arguments, "runs", 1, RUNS_MAX, RUNS_USUAL) ||
        !arguments_number(&how.codepage, arguments, "codepage", 1, 65535, 0))
        return EXIT_CODE_INVALID;
    job.most_runs = runs;
    job.progress = terminal ? show_progress : NULL;
    regsim_status status = scenario ? of_scenario(&reduced, arguments, &job, &diags)
                                    : of_exports(&reduced, &how, arguments, &job, &diags);
    if (terminal)
        fputs("\r\033[K", stderr);
    if (regsim_is_ok(status))
        status = put(arguments, &reduced, scenario ? NULL : &how, &diags);
    if (regsim_is_ok(status))
        sum_up(&reduced, reduced.end.runs >= runs);
    reduced_free(&reduced);
    return command_end(arguments, status, &diags);
}

const struct command command_reduce = {
    .name = "reduce",
    .synopsis = "SCENARIO|EXPORT…",
    .summary = "find the smallest registry that still shows the same thing",
    .details =
        "Of exports (.reg, hives), the same thing is an event that a monitor causes; the result\n"
        "is a scenario of a few lines, or .reg text. Of a scenario (.yaml) that fails, it is its\n"
        "first failing check; the registry of its first machine is reduced, and the result is\n"
        ".reg text for given.base. No single key or value of the result can go, unless --runs\n"
        "ended the search.\n",
    .options = options,
    .min_words = 1,
    .max_words = SIZE_MAX,
    .run = run,
};
