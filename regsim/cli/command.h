/*
 * A subcommand of regsim: one file, one struct command, one line in main.c's table. A command gets
 * parsed arguments, writes its report to stdout and diagnostics to stderr, and returns the exit
 * code.
 */
#ifndef REGSIM_CLI_COMMAND_H
#define REGSIM_CLI_COMMAND_H

#include "base/diag.h"
#include "cli/options.h"

/* When several apply, the order of precedence is 3, 2, 1, 4, 0. */
enum exit_code {
    EXIT_CODE_OK = 0,      /* all passed, nothing differs */
    EXIT_CODE_FAILED = 1,  /* a scenario failed, something differs, --salvage lost something */
    EXIT_CODE_INVALID = 2, /* bad usage, an invalid scenario or input */
    EXIT_CODE_HOST = 3,    /* the host failed: open, read, write, fork, memory */
    EXIT_CODE_NOTHING = 4, /* nothing was selected */
};

struct command {
    const char *name;
    const char *synopsis;         /* the positional arguments: "A B", "PATH…" */
    const char *summary;          /* one line, without a full stop */
    const char *details;          /* paragraphs of --help; may be NULL */
    const struct option *options; /* ended by a NULL name; may be NULL */
    size_t min_words, max_words;  /* positional arguments; SIZE_MAX: any number */
    int (*run)(const struct arguments *arguments);
};

/* The exit code that a status of ours stands for. */
int exit_code_of(regsim_status status);

/* The option of commands that read hives; what it makes them lose, of any file, is `lost`. */
#define OPTION_SALVAGE                                                                             \
    {                                                                                              \
        "salvage", NULL, "read what can be reached of a damaged hive, and list what is lost", 0    \
    }
/* The option of commands that show what a fixer said; a report's cut names it. */
#define OPTION_FULL_OUTPUT                                                                         \
    {                                                                                              \
        "full-output", NULL, "show all that the fixer wrote, however long", 0                      \
    }
/* The options of commands that take the registry of a scenario. */
#define OPTIONS_SCENARIO                                                                           \
    {"machine", "NAME", "of a scenario with several computers: this one", 0},                      \
    {                                                                                              \
        "cell", "TEXT", "of a scenario with a matrix: this cell, as 'drive: D'", 0                 \
    }
/* `code`, or where all else is well and something was lost, EXIT_CODE_FAILED. */
int exit_code_with_lost(int code, size_t lost);

/* Prints the diagnostics to stderr, in colour where --color and NO_COLOR ask for it. */
void command_print_diags(const struct arguments *arguments, const struct diags *diags);

/* Prints and frees the diagnostics; the exit code of the status. */
int command_end(const struct arguments *arguments, regsim_status status, struct diags *diags);

#endif
