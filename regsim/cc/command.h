/* Running the compiler: words of a command line, and what the compiler said. */
#ifndef REGSIM_CC_COMMAND_H
#define REGSIM_CC_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

struct words { /* owns its items; zero-initialised is empty */
    char **items;
    size_t count, capacity;
};

void words_add(struct words *words, const char *word);
void words_add_all(struct words *words, const struct words *more);
void words_split(struct words *words, const char *text); /* at blanks: CC="ccache gcc" */
bool words_has(const struct words *words, const char *word);
void words_free(struct words *words);

/* Runs the command; *out is the first line that it printed. 0, or 3. */
int command_output(char **out, const struct words *command);
/* Runs the compiler with its messages passed on; where it misses a function or a header, says that
 * regsim's SDK does not have it. 0, 1 (it failed), 3 (it could not be run). */
int command_compile(const struct words *command);

#endif
