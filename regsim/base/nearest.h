/* "Did you mean": the candidate nearest to a word, when it is near enough to be a slip. */
#ifndef REGSIM_BASE_NEAREST_H
#define REGSIM_BASE_NEAREST_H

#include <stddef.h>

/* By Levenshtein distance, at most one slip and one more for every three letters; of equally near
 * ones the first. NULL: none is near. */
const char *nearest_word(const char *word, const char *const *candidates, size_t count);

#endif
