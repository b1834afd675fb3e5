/* Putting names into the tree and taking them out (registry/name_tree.h). */
#include "registry/name_tree.h"

#include "base/pool.h"
#include "registry/name_node.h"

#include <assert.h>
#include <string.h>

static struct name_node *node_new(struct pool *pool, unsigned height, size_t capacity)
{
    size_t entry = sizeof(uint64_t) + sizeof(uint32_t);
    if (height)
        entry += sizeof(struct name_node *) + sizeof(uint32_t);
    struct name_node *node = pool_alloc(pool, sizeof *node + capacity * entry);
    *node = (struct name_node){
        .references = 1, .capacity = (uint16_t)capacity, .height = (uint16_t)height};
    return node;
}

/* Copies entries as they are; who frees or keeps `from` knows what becomes of its references. */
static void copy_entries(struct name_node *to, size_t at, const struct name_node *from,
                         size_t first, size_t count)
{
    struct name_node *source = (struct name_node *)(uintptr_t)from;
    memmove(to->windows + at, from->windows + first, count * sizeof *to->windows);
    memmove(ids_of(to) + at, ids_of(from) + first, count * sizeof(uint32_t));
    if (!to->height)
        return;
    memmove(below_of(to) + at, below_of(source) + first, count * sizeof(struct name_node *));
    memmove(totals_of(to) + at, totals_of(from) + first, count * sizeof(uint32_t));
}

static void set_skip(struct name_node *node, struct name_source source, size_t shared)
{
    size_t skip = shared < SKIP_MIN ? 0 : shared;
    if (skip == node->skip)
        return;
    node->skip = (uint16_t)skip;
    for (size_t i = 0; i < node->count; i++)
        node->windows[i] = window_at(name_of(source, ids_of(node)[i]), skip);
}

/* Makes the most of what the first and the last name, so all names of the node, share. */
static void tighten(struct name_node *node, struct name_source source)
{
    if (node->count < 2 || by_id(source))
        return;
    const uint32_t *ids = ids_of(node);
    set_skip(node, source,
             shared_units(name_of(source, ids[0]), name_of(source, ids[node->count - 1])));
}

/* Entry `at` is now `id`; where its name does not share the node's skip, the skip gives way. */
static void set_id(struct name_node *node, struct name_source source, size_t at, uint32_t id)
{
    uint32_t *ids = ids_of(node);
    struct probe probe = probe_of(source, id);
    ids[at] = id;
    if (node->skip) {
        size_t shared =
            node->count == 1 ? 0 : shared_units(probe.name, name_of(source, ids[at ? 0 : 1]));
        if (shared < node->skip)
            set_skip(node, source, shared);
    }
    node->windows[at] = window_of(&probe, source, node->skip);
}

/* Changing. */

static struct name_node *make_unique(struct name_node **at)
{
    struct name_node *shared = *at;
    if (shared->references == 1)
        return shared;
    struct name_node *copy = node_new(NULL, shared->height, shared->capacity);
    copy->total = shared->total;
    copy->count = shared->count;
    copy->skip = shared->skip;
    copy_entries(copy, 0, shared, 0, shared->count);
    for (size_t i = 0; copy->height && i < copy->count; i++)
        name_tree_retain(below_of(copy)[i]);
    shared->references--;
    return *at = copy;
}

static void recount(struct name_node *node)
{
    node->total = node->count;
    if (!node->height)
        return;
    node->total = 0;
    for (size_t i = 0; i < node->count; i++)
        node->total += totals_of(node)[i];
}

static void grow(struct name_node **at)
{
    struct name_node *small = *at;
    struct name_node *node = node_new(NULL, small->height, small->capacity * 2u);
    node->total = small->total;
    node->count = small->count;
    node->skip = small->skip;
    copy_entries(node, 0, small, 0, small->count);
    pool_free(small);
    *at = node;
}

/* Entries from `first` on move into a new node to the right. */
static struct name_node *split(struct name_node *node, struct name_source source, size_t first)
{
    struct name_node *right = node_new(NULL, node->height, NODE_MAX);
    right->count = (uint16_t)(node->count - first);
    right->skip = node->skip;
    copy_entries(right, 0, node, first, right->count);
    node->count = (uint16_t)first;
    recount(node);
    recount(right);
    tighten(node, source);
    tighten(right, source);
    return right;
}

static void put(struct name_node *node, struct name_source source, size_t at, uint32_t id,
                struct name_node *below)
{
    if (at < node->count)
        copy_entries(node, at + 1, node, at, node->count - at);
    node->count++;
    node->total += below ? below->total : 1;
    if (below) {
        below_of(node)[at] = below;
        totals_of(node)[at] = below->total;
    }
    set_id(node, source, at, id);
}

static void put_and_tighten(struct name_node *node, struct name_source source, size_t at,
                            uint32_t id, struct name_node *below)
{
    put(node, source, at, id, below);
    if (node->count == node->capacity && node->count >= TIGHTEN_MIN)
        tighten(node, source);
}

/* Inserts an entry; returns the new right neighbour where the node had to be split. Names that come
 * in order fill their nodes: a full node that is appended to keeps what it has. */
static struct name_node *put_or_split(struct name_node **where, struct name_source source,
                                      size_t at, uint32_t id, struct name_node *below)
{
    struct name_node *right = NULL, *into;
    if ((*where)->count == NODE_MAX) {
        size_t keep = at == NODE_MAX ? NODE_MAX - 1 : NODE_MAX / 2;
        right = split(*where, source, keep);
        into = at > keep ? right : *where;
        at -= at > keep ? keep : 0;
    } else {
        if ((*where)->count == (*where)->capacity)
            grow(where);
        into = *where;
    }
    put_and_tighten(into, source, at, id, below);
    return right;
}

/* What an inner node says of a subtree, after that has changed. */
static void refresh(struct name_node *node, struct name_source source, size_t at)
{
    const struct name_node *below = below_of(node)[at];
    node->total += below->total - totals_of(node)[at];
    totals_of(node)[at] = below->total;
    if (ids_of(node)[at] != ids_of(below)[0])
        set_id(node, source, at, ids_of(below)[0]);
}

static struct name_node *insert(struct name_node **where, struct name_source source,
                                const struct probe *probe)
{
    struct name_node *node = make_unique(where);
    size_t at = probe->last ? node->count : 0;
    bool taken = false;
    if (!node->height) {
        if (!probe->last)
            at = name_node_lower_bound(node, source, probe, &taken);
        assert(!taken);
        return put_or_split(where, source, at, probe->id, NULL);
    }
    at = probe->last ? at - 1 : name_node_subtree(node, source, probe);
    struct name_node *right = insert(below_of(node) + at, source, probe);
    refresh(node, source, at);
    return right ? put_or_split(where, source, at + 1, ids_of(right)[0], right) : NULL;
}

static void insert_probe(struct name_node **tree, struct name_source source,
                         const struct probe *probe)
{
    struct name_node *right = insert(tree, source, probe);
    if (!right)
        return;
    struct name_node *left = *tree;
    struct name_node *root = node_new(NULL, left->height + 1u, NODE_MIN);
    put(root, source, 0, ids_of(left)[0], left);
    put(root, source, 1, ids_of(right)[0], right);
    *tree = root;
}

void name_tree_insert(struct name_node **tree, struct name_source source, uint32_t id)
{
    struct probe probe = probe_of(source, id);
    if (!*tree)
        *tree = node_new(NULL, 0, NODE_MIN);
    insert_probe(tree, source, &probe);
}

/* A leaf that is alone the tree, and that nobody else holds, with room behind its last entry. */
static bool is_open_leaf(const struct name_node *tree)
{
    return !tree->height && tree->references == 1 && tree->count < tree->capacity;
}

void name_tree_append(struct name_node **tree, struct name_source source, uint32_t id,
                      struct pool *pool, size_t expected)
{
    struct probe probe = probe_of(source, id);
    probe.last = true;
    if (!*tree)
        *tree = node_new(pool, 0, expected < NODE_MAX ? (expected ? expected : 1) : NODE_MAX);
    if (is_open_leaf(*tree)) /* nearly always */
        put_and_tighten(*tree, source, (*tree)->count, id, NULL);
    else
        insert_probe(tree, source, &probe);
}

static void take_out(struct name_node *node, size_t at)
{
    copy_entries(node, at, node, at + 1, node->count - at - 1u);
    node->count--;
}

static void remove_from(struct name_node **where, struct name_source source,
                        const struct probe *probe)
{
    struct name_node *node = make_unique(where);
    if (!node->height) {
        bool found;
        size_t at = name_node_lower_bound(node, source, probe, &found);
        assert(found && ids_of(node)[at] == probe->id);
        take_out(node, at);
        node->total--;
        return;
    }
    size_t at = name_node_subtree(node, source, probe);
    remove_from(below_of(node) + at, source, probe);
    if (below_of(node)[at]->count) {
        refresh(node, source, at);
        return;
    }
    name_tree_release(below_of(node)[at]);
    take_out(node, at);
    node->total--;
}

void name_tree_remove(struct name_node **tree, struct name_source source, uint32_t id)
{
    struct probe probe = probe_of(source, id);
    assert(*tree);
    remove_from(tree, source, &probe);
    while ((*tree)->height && (*tree)->count == 1) {
        struct name_node *root = *tree;
        *tree = name_tree_retain(below_of(root)[0]);
        name_tree_release(root);
    }
    if (!(*tree)->total) {
        name_tree_release(*tree);
        *tree = NULL;
    }
}
