/* `regsim explain`: the table of words, and the properties, as text for people. */
#ifndef REGSIM_SCENARIO_EXPLAIN_H
#define REGSIM_SCENARIO_EXPLAIN_H

#include <stdbool.h>
#include <stdio.h>

void explain_all(FILE *out);
/* A word (os), a word in its section (given.os), a section (step) or a property. False: none of
 * these, and nothing is written. */
bool explain_word(FILE *out, const char *word);
const char *explain_nearest(const char *word); /* NULL: none is near */

#endif
