/* The rules of Windows that regsim follows (RULES.md, which the build puts in here). */
#ifndef REGSIM_CLI_RULES_H
#define REGSIM_CLI_RULES_H

#include <stdbool.h>
#include <stdio.h>

/* Each rule with its statement, under the headings of the page. */
void rules_list(FILE *out);
/* The rule of that name, or all that have that source: statement, sources, code, tests. False:
 * there is none. */
bool rules_explain(FILE *out, const char *name);
const char *rules_nearest(const char *name); /* NULL: none is near */

#endif
