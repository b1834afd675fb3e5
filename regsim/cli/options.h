/*
 * The arguments of one subcommand: options (--name, --name VALUE, --name=VALUE, -x VALUE) and
 * words, in any order; `--` ends the options. Lends the strings of argv.
 */
#ifndef REGSIM_CLI_OPTIONS_H
#define REGSIM_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct command;

struct option {
    const char *name;     /* without the dashes */
    const char *argument; /* what --help calls its value; NULL: a flag */
    const char *help;     /* one line */
    char letter;          /* short form; 0: none */
};

struct given_option {
    const struct option *option;
    const char *value; /* NULL for a flag */
};

struct arguments {
    const struct command *command;
    const char **words;
    size_t word_count;
    struct given_option *given;
    size_t given_count;
    bool help;  /* --help was given: print it and stop */
    bool color; /* whether stderr is coloured: --color, NO_COLOR, a terminal */
};

/* Every command knows --help and --color as well. False: bad usage, and stderr says what. */
bool arguments_parse(struct arguments *out, const struct command *command, int argc, char **argv);
void arguments_free(struct arguments *arguments);

bool arguments_has(const struct arguments *arguments, const char *name);
/* The value that was given last; NULL: the option was not given. */
const char *arguments_value(const struct arguments *arguments, const char *name);
/* The index-th value of an option that may be repeated; NULL after the last. */
const char *arguments_value_at(const struct arguments *arguments, const char *name, size_t index);
/* The option's value as a whole decimal number in least … most, `otherwise` when it was not given;
 * false: it is none, and stderr says so. */
bool arguments_number(uint32_t *out, const struct arguments *arguments, const char *name,
                      uint32_t least, uint32_t most, uint32_t otherwise);

void command_print_help(const struct command *command);

#endif
