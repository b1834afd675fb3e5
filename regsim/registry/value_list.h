/*
 * The values of a key, in creation order: slots of an array. A list of more than VALUE_LIST_PLAIN
 * values also has an index by name, and removal leaves a hole rather than move what follows; from
 * the first hole on, a tree by place finds the n-th value. So a key with 100,000 values is n log n.
 *
 * Main invariant: a list is never empty (a key without values has none); without an index there are
 * no holes. The filter has the bits of all names that are there, and maybe of some that are not any
 * more: without an index, a name whose bit is not set is looked for nowhere. Reference-counted and
 * shared between clones of a store.
 */
#ifndef REGSIM_REGISTRY_VALUE_LIST_H
#define REGSIM_REGISTRY_VALUE_LIST_H

#include "registry/name_tree.h"
#include "registry/value.h"

enum { VALUE_LIST_PLAIN = 16 };

struct value_list {
    uint32_t references;
    uint32_t slots, capacity; /* used slots, holes included */
    uint32_t filter;          /* a bit for each name, of its length and its last unit */
    struct name_node *index;  /* slots by name; NULL while there are few */
    struct name_node *order;  /* slots by place; NULL while there is no hole */
    const struct value *items[];
};

struct value_list *value_list_retain(struct value_list *list); /* NULL is fine for all of these */
void value_list_release(struct value_list *list);
size_t value_list_count(const struct value_list *list);
const struct value *value_list_at(const struct value_list *list, size_t index);
uint32_t value_list_slot(const struct value_list *list, struct ustr name); /* NAME_TREE_NONE */

/* *list is made unique first, and NULL once it is empty. The list takes over the reference. */
void value_list_append(struct value_list **list, const struct value *value);
/* The same, but false where there is a value of that name, and the reference is not taken over. The
 * first one makes room for `expected`, from the pool. */
bool value_list_add(struct pool *pool, struct value_list **list, const struct value *value,
                    uint32_t expected);
void value_list_replace(struct value_list **list, uint32_t slot, const struct value *value);
void value_list_remove(struct value_list **list, uint32_t slot);

static inline struct ustr value_list_slot_name(const struct value_list *list, uint32_t slot)
{
    return value_name(list->items[slot]);
}

#endif
