/*
 * A counted, copy-on-write B-tree of names: the children of a key by name, the values of a big key
 * by name or by place. It stores 32-bit ids; whoever owns the names says what they are called.
 *
 *   node: windows[] | ids[]                        a leaf
 *         windows[] | below[] | ids[] | totals[]   an inner node: id = the first id of that subtree
 *
 * A window is 64 bits of an upcased name, one byte a unit, after the `skip` units that all names of
 * the node share; so nearly every comparison is one of integers, also among 100,000 siblings called
 * Something000001. Nodes are reference-counted and shared between clones of a store.
 *
 * Main invariant: ids are in the order of their names, every total is the number of ids below, and
 * no node but the root is empty. Nodes are split when full and freed when empty, not merged: the
 * height is logarithmic in the largest number of names that there ever was.
 */
#ifndef REGSIM_REGISTRY_NAME_TREE_H
#define REGSIM_REGISTRY_NAME_TREE_H

#include "base/ustr.h"

struct pool;
struct store;
struct value_list;
struct name_node; /* a tree is a pointer to its root; NULL is the empty tree */

/* Where the names are: ids are keys of a store, or slots of a value list; neither: the order is
 * that of the ids themselves. */
struct name_source {
    const struct store *store;
    const struct value_list *values;
};

#define NAME_TREE_NONE UINT32_MAX

struct name_node *name_tree_retain(struct name_node *tree);
void name_tree_release(struct name_node *tree);
size_t name_tree_count(const struct name_node *tree);
/* In the order of their upcased units (rule enum.key-order). */
uint32_t name_tree_at(const struct name_node *tree, size_t index);
uint32_t name_tree_find(const struct name_node *tree, struct name_source source,
                        struct ustr name); /* not by id; NAME_TREE_NONE: not there */
/* Both ask the source for the name of `id`. Insertion asserts that the name is free. */
void name_tree_insert(struct name_node **tree, struct name_source source, uint32_t id);
/* As insertion, of a name that comes after all others. Where it is the first one, there is room for
 * `expected` then, from the pool. */
void name_tree_append(struct name_node **tree, struct name_source source, uint32_t id,
                      struct pool *pool, size_t expected);
void name_tree_remove(struct name_node **tree, struct name_source source, uint32_t id);

#endif
