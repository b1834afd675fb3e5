/*
 * A ledger: the net change of one machine's registry over several stretches of time. What was
 * removed in one stretch and put back, equal to the byte, in a later one is no change.
 *
 *   stretch 1:  K removed, K\v removed        ledger:  K  was, is not      K\v  was "a", is not
 *   stretch 2:  K added,   K\v added "a"      ledger:  (empty)
 */
#ifndef REGSIM_SCENARIO_LEDGER_H
#define REGSIM_SCENARIO_LEDGER_H

#include "registry/diff.h"

/* What of a key is no value: kept of each side, since a key that goes in one stretch and comes back
 * in another has to be compared with itself. */
struct key_attributes {
    struct ustr name, class_name; /* owned */
    const struct blob *security;  /* its own; retained; NULL: none */
    uint32_t flags;
    filetime last_write; /* 0 where last writes are not compared */
};

struct ledger_entry {
    struct ustr path; /* below \REGISTRY: MACHINE\SYSTEM\…; owned */
    bool is_value;
    struct ustr name;                    /* of a value; owned */
    bool was, is;                        /* before the first stretch, after the last */
    struct key_attributes before, after; /* of a key, where it was, resp. is */
    uint32_t what;                       /* of a key that was and is: a set of diff_what */
    const struct value *old, *new;       /* of a value; retained */
};

struct ledger {
    struct ledger_entry *entries; /* by path, a key before its values */
    size_t count, capacity;
};

/* Adds what changed from one state to the other. */
void ledger_add(struct ledger *ledger, const struct store *before, const struct store *after,
                bool last_writes);
/* Makes the changes in a store that stands at `place` (MACHINE\SYSTEM; empty: \REGISTRY), those
 * outside it left out. What is added gets `now` as its last-write time, what is changed keeps its
 * own. */
void ledger_apply(struct store *store, const struct ledger *ledger, struct ustr place,
                  filetime now);
void ledger_free(struct ledger *ledger);

/* Components of a path compared one by one, upcased: the order of a tree walk. */
int path_compare(struct ustr a, struct ustr b);
/* Whether `path` is `above` or lies below it. */
bool path_is_within(struct ustr path, struct ustr above);

#endif
