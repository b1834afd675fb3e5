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

/* How often the question may be asked; several reductions can share one. */
struct reduce_budget {
    size_t runs, most; /* so far; at most */
};

static inline bool reduce_may_run(const struct reduce_budget *budget)
{
    return budget->runs < budget->most;
}

struct reduce_question {
    void *context;
    bool (*shows)(void *context, const struct store *candidate);
    void (*progress)(void *context, const struct store *best); /* after each try; NULL: none */
    const struct store *fixed; /* keys and values that stay, by path; NULL: none */
    struct reduce_budget *budget;
};

/* `start` must show it. The caller frees the store that is returned. */
struct store *reduce_registry(const struct store *start, const struct reduce_question *question);

/* The search itself: all items of a list, then halves, quarters … single ones. `without` tries it
 * without items[from … to); true: it shows it, and they are out of the context's list. */
struct reduce_list {
    void *context;
    size_t count;
    bool (*without)(void *context, size_t from, size_t to);
    const struct reduce_budget *budget;
};
bool reduce_list(struct reduce_list *list); /* whether anything went */
size_t reduce_count_values(const struct store *store);

#endif
