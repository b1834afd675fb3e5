/*
 * What changed between two clones of a store, by path. Costs what changed, not what exists, when
 * one store is a clone of the other or both come from one; two unrelated stores are compared by
 * walking both.
 *
 * A key that was deleted and made again under the same path is compared by its content: if both are
 * equal there is no change. Case of names counts as a change; order of values does not. The values
 * of an added or removed key are entries of their own, so that a diff can be added to another.
 */
#ifndef REGSIM_REGISTRY_DIFF_H
#define REGSIM_REGISTRY_DIFF_H

#include "registry/store.h"

enum diff_kind {
    DIFF_KEY_ADDED,
    DIFF_KEY_REMOVED,
    DIFF_KEY_CHANGED, /* spelling, class, security, flags or (when asked) last write; see `what` */
    DIFF_VALUE_ADDED,
    DIFF_VALUE_REMOVED,
    DIFF_VALUE_CHANGED, /* type, data or the spelling of the name */
};

enum diff_what {
    DIFF_NAME = 1,
    DIFF_CLASS = 2,
    DIFF_SECURITY = 4,
    DIFF_FLAGS = 8,
    DIFF_LAST_WRITE = 16
};

struct diff_entry {
    enum diff_kind kind;
    uint32_t what;    /* of DIFF_KEY_CHANGED: a set of diff_what */
    struct ustr path; /* from the root of the comparison, `\` between names; owned by the diff */
    key_id before, after;          /* the key in each store, KEY_NONE where it is not */
    const struct value *old, *new; /* of value entries; retained by the diff */
};

struct diff {
    struct diff_entry *entries; /* by path (upcased, component by component, a parent before its
                                   children), keys before their values, values by name */
    size_t count, capacity;
};

enum diff_option { DIFF_LAST_WRITES = 1 }; /* compare last-write times too */

/* Compares the trees below a_root and b_root (the roots' own names are not compared). */
void diff_stores(struct diff *out, const struct store *a, key_id a_root, const struct store *b,
                 key_id b_root, uint32_t options);
void diff_free(struct diff *diff);

#endif
