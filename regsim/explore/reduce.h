/*
 * Delta debugging of a registry: the smallest one that still shows the same thing. Subtrees go
 * first, the upper levels before the lower ones, in halves of halves; then values; and again, until
 * nothing more can go (after A. Zeller, ddmin, and G. Misherghi, hierarchical delta debugging).
 *
 * Main invariant: what is returned shows it; and unless the bound was reached, taking any single
 * key (with all below it) or value away makes it go.
 */
#ifndef REGSIM_EXPLORE_REDUCE_H
#define REGSIM_EXPLORE_REDUCE_H

#include "registry/store.h"

struct reduce_progress {
    size_t runs, keys, values; /* so far; of the smallest registry yet */
};

struct reduce_question {
    void *context;
    bool (*shows)(void *context, const struct store *candidate);
    void (*progress)(void *context, const struct reduce_progress *progress); /* NULL: none */
    const struct store *fixed; /* keys and values that stay, by path; NULL: none */
    size_t most_runs;
};

/* `start` must show it. The caller frees the store that is returned. */
struct store *reduce_registry(struct reduce_progress *out, const struct store *start,
                              const struct reduce_question *question);
size_t reduce_count_values(const struct store *store);

#endif
