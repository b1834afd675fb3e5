#include "registry/name_tree.h"

#include "base/pool.h"
#include "registry/name_node.h"

#include <assert.h>

struct name_node *name_tree_retain(struct name_node *tree)
{
    if (tree)
        tree->references++;
    return tree;
}

void name_tree_release(struct name_node *tree)
{
    if (!tree || --tree->references)
        return;
    for (size_t i = 0; tree->height && i < tree->count; i++)
        name_tree_release(below_of(tree)[i]);
    pool_free(tree);
}

/* Searching. */

/* The first entry whose window is not less; without a jump that depends on what is compared. */
static inline size_t first_window(const struct name_node *node, uint64_t window)
{
    size_t low = 0, left = node->count;
    while (left) {
        size_t half = left / 2;
        bool less = node->windows[low + half] < window;
        low = less ? low + half + 1 : low;
        left = less ? left - half - 1 : half;
    }
    return low;
}

/* `name` among the entries from `low` on that have its window, or its place there. Names are
 * compared from the unit `from` on. */
static size_t among_equals(const struct name_node *node, struct name_source source,
                           struct ustr name, size_t from, size_t low, bool *found)
{
    const uint32_t *ids = ids_of(node);
    uint64_t window = node->windows[low];
    size_t high = low + 1;
    while (high < node->count && node->windows[high] == window)
        high++;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = compare_names(name_of(source, ids[middle]), name, from);
        if (!order) {
            *found = true;
            return middle;
        }
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The first entry that is not before the probe; *found tells whether it is the probe itself. */
size_t name_node_lower_bound(const struct name_node *node, struct name_source source,
                             const struct probe *probe, bool *found)
{
    const uint32_t *ids = ids_of(node);
    *found = false;
    if (node->skip) {
        struct ustr first = {name_of(source, ids[0]).units, node->skip};
        struct ustr mine = {probe->name.units,
                            probe->name.count < node->skip ? probe->name.count : node->skip};
        int order = compare_names(mine, first, 0);
        if (order)
            return order < 0 ? 0 : node->count;
    }
    uint64_t window = window_of(probe, source, node->skip);
    size_t low = first_window(node, window);
    if (low == node->count || node->windows[low] != window)
        return low;
    if (by_id(source)) {
        *found = true;
        return low;
    }
    return among_equals(node, source, probe->name, window_end(window, node->skip), low, found);
}

/* The subtree of an inner node in which the probe is or belongs. */
size_t name_node_subtree(const struct name_node *node, struct name_source source,
                         const struct probe *probe)
{
    bool found;
    size_t at = name_node_lower_bound(node, source, probe, &found);
    return found || !at ? at : at - 1;
}

size_t name_tree_count(const struct name_node *tree)
{
    return tree ? tree->total : 0;
}

uint32_t name_tree_at(const struct name_node *tree, size_t index)
{
    assert(tree && index < tree->total);
    while (tree->height) {
        const uint32_t *totals = totals_of(tree);
        size_t at = 0;
        while (index >= totals[at])
            index -= totals[at++];
        tree = below_of((struct name_node *)(uintptr_t)tree)[at];
    }
    return ids_of(tree)[index];
}

uint32_t name_tree_find(const struct name_node *tree, struct name_source source, struct ustr name)
{
    struct probe probe = {.name = name};
    if (!tree)
        return NAME_TREE_NONE;
    while (tree->height)
        tree =
            below_of((struct name_node *)(uintptr_t)tree)[name_node_subtree(tree, source, &probe)];
    /* A leaf's shared units need no look: a name that has the window is compared from the start. */
    uint64_t window = window_at(name, tree->skip);
    bool found = false;
    size_t at = first_window(tree, window);
    if (at == tree->count || tree->windows[at] != window)
        return NAME_TREE_NONE;
    if (ustr_same(name_of(source, ids_of(tree)[at]), name)) /* nearly always: nothing is upcased */
        return ids_of(tree)[at];
    at = among_equals(tree, source, name, 0, at, &found);
    return found ? ids_of(tree)[at] : NAME_TREE_NONE;
}
