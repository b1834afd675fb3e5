#include "cc/command.h"

#include "base/buf.h"
#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

void words_add(struct words *words, const char *word)
{
    MEM_GROW(words->items, words->capacity, words->count + 1);
    words->items[words->count++] = mem_strdup(word);
}

void words_add_all(struct words *words, const struct words *more)
{
    for (size_t i = 0; i < more->count; i++)
        words_add(words, more->items[i]);
}

void words_split(struct words *words, const char *text)
{
    char *copy = mem_strdup(text), *rest = NULL;
    for (char *word = strtok_r(copy, " \t", &rest); word; word = strtok_r(NULL, " \t", &rest))
        words_add(words, word);
    mem_free(copy);
}

bool words_has(const struct words *words, const char *word)
{
    for (size_t i = 0; i < words->count; i++)
        if (strcmp(words->items[i], word) == 0)
            return true;
    return false;
}

void words_free(struct words *words)
{
    for (size_t i = 0; i < words->count; i++)
        mem_free(words->items[i]);
    mem_free(words->items);
    *words = (struct words){0};
}

/* Runs the command with `from` (its stdout or stderr) read into `said`. Its exit code, or -1. */
static int run(struct buf *said, const struct words *command, int from)
{
    int ends[2];
    if (pipe(ends) != 0)
        return -1;
    pid_t child = fork();
    if (child == 0) {
        char **argv = mem_calloc(command->count + 1, sizeof *argv);
        memcpy(argv, command->items, command->count * sizeof *argv);
        dup2(ends[1], from);
        close(ends[0]);
        close(ends[1]);
        setenv("LC_ALL", "C", 1); /* its messages are read */
        execvp(argv[0], argv);
        perror(argv[0]);
        _exit(127);
    }
    close(ends[1]);
    char piece[4096];
    ssize_t got;
    while (child > 0 && (got = read(ends[0], piece, sizeof piece)) > 0)
        buf_add(said, piece, (size_t)got);
    close(ends[0]);
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child)
        return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int command_output(char **out, const struct words *command)
{
    struct buf said = {0};
    int code = run(&said, command, STDOUT_FILENO);
    char *text = mem_strdup(buf_z(&said));
    text[strcspn(text, "\n")] = 0;
    buf_free(&said);
    *out = text;
    return code == 0 ? 0 : 3;
}

/* What stands between `before` and `after` in the text from *at on; moves *at. NULL: no more. */
static char *between(const char **at, const char *before, const char *after)
{
    const char *start = strstr(*at, before);
    if (!start)
        return NULL;
    start += strlen(before);
    const char *end = strstr(start, after);
    const char *line_end = strchr(start, '\n');
    *at = start;
    if (!end || (line_end && line_end < end))
        return between(at, before, after);
    return mem_printf("%.*s", (int)(end - start), start);
}

static void explain(const char *said, const char *before, const char *after, const char *what)
{
    struct words named = {0};
    char *name;
    while ((name = between(&said, before, after)) != NULL) {
        if (!words_has(&named, name)) {
            words_add(&named, name);
            fprintf(stderr, "regsim-cc: error: %s %s\n", what, name);
        }
        mem_free(name);
    }
    words_free(&named);
}

int command_compile(const struct words *command)
{
    struct buf said = {0};
    int code = run(&said, command, STDERR_FILENO);
    const char *text = buf_z(&said);
    fputs(text, stderr);
    if (code != 0) {
        explain(text, "implicit declaration of function '", "'",
                "regsim's SDK does not have the function");
        explain(text, "error: unknown type name '", "'",
                "neither the source nor regsim's SDK has the type");
        explain(text, "error: '", "' undeclared",
                "neither the source nor regsim's SDK has the name");
        explain(text, "error: use of undeclared identifier '", "'",
                "neither the source nor regsim's SDK has the name");
        explain(text, "fatal error: '", "' file not found",
                "regsim's SDK does not have the header");
        explain(text, "fatal error: ", ": No such file", "regsim's SDK does not have the header");
    }
    buf_free(&said);
    return code == 0 ? 0 : code < 0 || code == 127 ? 3 : 1;
}
