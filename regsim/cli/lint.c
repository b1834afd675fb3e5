/* regsim lint: checks scenarios, installs and bases without playing anything. */
#include "cli/command.h"

#include "scenario/load.h"

#include <stdio.h>

static regsim_status worse(regsim_status a, regsim_status b)
{
    if (regsim_is_ok(a) || b.code == REGSIM_HOST)
        return regsim_is_ok(b) ? a : b;
    return a;
}

static int run(const struct arguments *arguments)
{
    const struct scenario_load_options options = {.lint = true};
    struct scenario_list list = {0};
    struct diags diags = {0};
    regsim_status status = regsim_ok();
    for (size_t i = 0; i < arguments->word_count; i++)
        status = worse(status, scenario_load(&list, arguments->words[i], &options, &diags));
    size_t errors = diags.errors, warnings = diags.warnings;
    printf("%zu scenario file%s, %zu scenario%s: %zu error%s, %zu warning%s\n", list.files,
           list.files == 1 ? "" : "s", list.count, list.count == 1 ? "" : "s", errors,
           errors == 1 ? "" : "s", warnings, warnings == 1 ? "" : "s");
    scenario_list_free(&list);
    return command_end(arguments, status, &diags);
}

const struct command command_lint = {
    .name = "lint",
    .synopsis = "PATH…",
    .summary = "check scenarios, installs and bases without playing them",
    .details = "Diagnostics go to stderr; doubtful things are warnings and change nothing about\n"
               "the exit code: 0 all is well, 2 something is wrong or not supported yet.\n",
    .min_words = 1,
    .max_words = SIZE_MAX,
    .run = run,
};
