/*
 * A diff of two registry files for people and for programs:
 *
 *   HKEY_LOCAL_MACHINE\SOFTWARE\Old    removed
 *   HKEY_LOCAL_MACHINE\SOFTWARE\Kept    changed: class
 *   - (class)   old
 *   + (class)   new
 *   - Library   sz a.dll
 *   + Library   sz b.dll
 */
#ifndef REGSIM_CLI_DIFF_PRINT_H
#define REGSIM_CLI_DIFF_PRINT_H

#include "registry/diff.h"

/* `held`: the set of diff_what that both formats hold. */
void diff_print_text(const struct diff *diff, const struct store *a, const struct store *b,
                     uint32_t held);
/* An array, one object a difference, data in full as hex. */
void diff_print_json(const struct diff *diff, const struct store *a, const struct store *b,
                     uint32_t held);

/* "class, security": the words for a set of diff_what; the caller frees. */
char *diff_what_text(uint32_t what);

#endif
