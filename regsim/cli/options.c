#include "cli/options.h"

#include "base/memory.h"
#include "base/nearest.h"
#include "cli/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct option common_options[] = {
    {"color", "WHEN", "colour in diagnostics: auto, always or never", 0},
    {"help", NULL, "show this help", 'h'},
    {0},
};

static bool usage_error(const struct arguments *arguments, const char *format, const char *word)
{
    fputs("regsim: error: ", stderr);
    fprintf(stderr, format, word);
    fprintf(stderr, "\n  hint: regsim %s --help\n", arguments->command->name);
    return false;
}

static const struct option *find_in(const struct option *options, const char *name, size_t length,
                                    char letter)
{
    for (const struct option *o = options; o && o->name; o++) {
        if (letter ? o->letter == letter
                   : strlen(o->name) == length && !memcmp(o->name, name, length))
            return o;
    }
    return NULL;
}

static const struct option *find_option(const struct arguments *arguments, const char *name,
                                        size_t length, char letter)
{
    const struct option *found = find_in(arguments->command->options, name, length, letter);
    return found ? found : find_in(common_options, name, length, letter);
}

static bool unknown_option(const struct arguments *arguments, const char *text)
{
    const char *names[64];
    size_t count = 0;
    for (const struct option *o = arguments->command->options; o && o->name && count < 60; o++)
        names[count++] = o->name;
    for (const struct option *o = common_options; o->name; o++)
        names[count++] = o->name;
    const char *near = strncmp(text, "--", 2) ? NULL : nearest_word(text + 2, names, count);
    fprintf(stderr, "regsim: error: unknown option %s", text);
    if (near)
        fprintf(stderr, ", did you mean --%s?", near);
    fprintf(stderr, "\n  hint: regsim %s --help\n", arguments->command->name);
    return false;
}

static void decide_color(struct arguments *arguments, const char *when)
{
    const char *no_color = getenv("NO_COLOR");
    arguments->color = !(no_color && *no_color) && isatty(STDERR_FILENO);
    if (when && !strcmp(when, "always"))
        arguments->color = true;
    else if (when && !strcmp(when, "never"))
        arguments->color = false;
}

/* Takes the option at argv[*at], and its value, which may be the next word. */
static bool take_option(struct arguments *arguments, int argc, char **argv, int *at)
{
    const char *text = argv[*at];
    bool is_long = text[1] == '-';
    const char *name = text + (is_long ? 2 : 1);
    const char *equals = is_long ? strchr(name, '=') : NULL;
    size_t length = equals ? (size_t)(equals - name) : strlen(name);
    const struct option *option = find_option(arguments, name, length, is_long ? 0 : name[0]);
    if (!option)
        return unknown_option(arguments, text);
    const char *value = equals ? equals + 1 : !is_long && name[1] ? name + 1 : NULL;
    if (!option->argument && value)
        return usage_error(arguments, "option --%s takes no value", option->name);
    if (option->argument && !value) {
        if (*at + 1 == argc)
            return usage_error(arguments, "option --%s needs a value", option->name);
        value = argv[++*at];
    }
    arguments->given[arguments->given_count++] = (struct given_option){option, value};
    return true;
}

static bool check_words(const struct arguments *arguments)
{
    const struct command *command = arguments->command;
    if (arguments->word_count < command->min_words)
        return usage_error(arguments, "missing argument: expected %s", command->synopsis);
    if (arguments->word_count > command->max_words)
        return usage_error(arguments, "unexpected argument %s",
                           arguments->words[command->max_words]);
    return true;
}

bool arguments_parse(struct arguments *out, const struct command *command, int argc, char **argv)
{
    size_t most = (size_t)argc + 1;
    *out = (struct arguments){.command = command};
    out->words = mem_calloc(most, sizeof *out->words);
    out->given = mem_calloc(most, sizeof *out->given);
    bool ended = false;
    for (int at = 0; at < argc; at++) {
        if (!ended && !strcmp(argv[at], "--"))
            ended = true;
        else if (ended || argv[at][0] != '-' || !argv[at][1])
            out->words[out->word_count++] = argv[at];
        else if (!take_option(out, argc, argv, &at))
            return false;
    }
    const char *when = arguments_value(out, "color");
    if (when && strcmp(when, "auto") && strcmp(when, "always") && strcmp(when, "never"))
        return usage_error(out, "--color is auto, always or never, not %s", when);
    decide_color(out, when);
    out->help = arguments_has(out, "help");
    return out->help || check_words(out);
}

void arguments_free(struct arguments *arguments)
{
    mem_free(arguments->words);
    mem_free(arguments->given);
    *arguments = (struct arguments){0};
}

const char *arguments_value_at(const struct arguments *arguments, const char *name, size_t index)
{
    for (size_t i = 0; i < arguments->given_count; i++) {
        if (!strcmp(arguments->given[i].option->name, name) && !index--)
            return arguments->given[i].value;
    }
    return NULL;
}

const char *arguments_value(const struct arguments *arguments, const char *name)
{
    const char *last = NULL;
    for (size_t i = 0; i < arguments->given_count; i++) {
        if (!strcmp(arguments->given[i].option->name, name))
            last = arguments->given[i].value;
    }
    return last;
}

bool arguments_has(const struct arguments *arguments, const char *name)
{
    for (size_t i = 0; i < arguments->given_count; i++) {
        if (!strcmp(arguments->given[i].option->name, name))
            return true;
    }
    return false;
}

bool arguments_number(uint32_t *out, const struct arguments *arguments, const char *name,
                      uint32_t least, uint32_t most, uint32_t otherwise)
{
    const char *text = arguments_value(arguments, name);
    *out = otherwise;
    if (!text)
        return true;
    uint64_t number = 0;
    size_t digits = strspn(text, "0123456789");
    bool good = digits && digits <= 10 && !text[digits];
    for (size_t i = 0; good && i < digits; i++)
        number = number * 10 + (uint64_t)(text[i] - '0');
    if (!good || number < least || number > most) {
        fprintf(stderr, "regsim: error: --%s is a number from %u to %u, not %s\n", name, least,
                most, text);
        return false;
    }
    *out = (uint32_t)number;
    return true;
}

static void print_option(const struct option *option)
{
    char left[64];
    snprintf(left, sizeof left, "--%s%s%s", option->name, option->argument ? " " : "",
             option->argument ? option->argument : "");
    if (option->letter)
        printf("  -%c, %-22s %s\n", option->letter, left, option->help);
    else
        printf("      %-22s %s\n", left, option->help);
}

void command_print_help(const struct command *command)
{
    printf("usage: regsim %s%s%s [options]\n\n%s.\n", command->name, *command->synopsis ? " " : "",
           command->synopsis, command->summary);
    if (command->details)
        printf("\n%s", command->details);
    fputs("\noptions:\n", stdout);
    for (const struct option *o = command->options; o && o->name; o++)
        print_option(o);
    for (const struct option *o = common_options; o->name; o++)
        print_option(o);
}
