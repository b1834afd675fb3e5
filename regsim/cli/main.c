/*
 * regsim: dispatches to its subcommands. A subcommand is one file with one struct command, listed
 * here in the order in which --help shows it.
 */
#include "cli/command.h"

#include "base/nearest.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

/* One a line, so that commands can be added side by side. */
// clang-format off
extern const struct command command_run;
extern const struct command command_reproduce;
extern const struct command command_info;
extern const struct command command_diff;
extern const struct command command_convert;
extern const struct command command_reduce;
extern const struct command command_scrub;
extern const struct command command_lint;
extern const struct command command_schema;
extern const struct command command_explain;

static const struct command *const commands[] = {
    &command_run,
    &command_reproduce,
    &command_info,
    &command_diff,
    &command_convert,
    &command_reduce,
    &command_scrub,
    &command_lint,
    &command_schema,
    &command_explain,
    NULL, /* ends the list */
};
// clang-format on
enum { COMMAND_COUNT = sizeof commands / sizeof *commands - 1 };

int exit_code_of(regsim_status status)
{
    switch (status.code) {
    case REGSIM_OK:
        return EXIT_CODE_OK;
    case REGSIM_HOST:
        return EXIT_CODE_HOST;
    default:
        return EXIT_CODE_INVALID;
    }
}

int exit_code_with_lost(int code, size_t lost)
{
    return code == EXIT_CODE_OK && lost ? EXIT_CODE_FAILED : code;
}

void command_print_diags(const struct arguments *arguments, const struct diags *diags)
{
    fflush(stdout);
    diags_print(diags, stderr, arguments->color);
}

int command_end(const struct arguments *arguments, regsim_status status, struct diags *diags)
{
    command_print_diags(arguments, diags);
    diags_free(diags);
    return exit_code_of(status);
}

static void print_usage(FILE *out)
{
    fputs("usage: regsim COMMAND [arguments]\n\ncommands:\n", out);
    for (size_t i = 0; commands[i]; i++)
        fprintf(out, "  %-10s %s\n", commands[i]->name, commands[i]->summary);
    fputs("\nregsim COMMAND --help tells more; regsim --version prints the version.\n", out);
}

static int unknown_command(const char *word)
{
    const char *names[COMMAND_COUNT + 1] = {NULL};
    for (size_t i = 0; commands[i]; i++)
        names[i] = commands[i]->name;
    const char *near = nearest_word(word, names, COMMAND_COUNT);
    fprintf(stderr, "regsim: error: unknown command %s", word);
    if (near)
        fprintf(stderr, ", did you mean %s?", near);
    fputs("\n  hint: regsim --help\n", stderr);
    return EXIT_CODE_INVALID;
}

static int run_command(const struct command *command, int argc, char **argv)
{
    struct arguments arguments;
    int code = EXIT_CODE_INVALID;
    if (arguments_parse(&arguments, command, argc, argv)) {
        if (arguments.help)
            command_print_help(command);
        code = arguments.help ? EXIT_CODE_OK : command->run(&arguments);
    }
    arguments_free(&arguments);
    return code;
}

/* A report that did not reach its reader is no report: a full disk or a closed pipe is an error. */
static int close_stdout(int code)
{
    if (fflush(stdout) || ferror(stdout)) {
        perror("regsim: error: writing to stdout");
        return EXIT_CODE_HOST;
    }
    return code;
}

int main(int argc, char **argv)
{
    signal(SIGXFSZ, SIG_IGN); /* so that a limit of size is an error of write, as a full disk is */
    if (argc < 2) {
        print_usage(stderr);
        return EXIT_CODE_INVALID;
    }
    if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") || !strcmp(argv[1], "help")) {
        print_usage(stdout);
        return close_stdout(EXIT_CODE_OK);
    }
    if (!strcmp(argv[1], "--version")) {
        puts("regsim " REGSIM_VERSION);
        return close_stdout(EXIT_CODE_OK);
    }
    for (size_t i = 0; commands[i]; i++) {
        if (!strcmp(argv[1], commands[i]->name))
            return close_stdout(run_command(commands[i], argc - 2, argv + 2));
    }
    return unknown_command(argv[1]);
}
