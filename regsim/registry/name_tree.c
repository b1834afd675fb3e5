#include "registry/name_tree.h"

#include "base/memory.h"
#include "base/upcase_table.h"
#include "registry/store_table.h"
#include "registry/value_list.h"

#include <assert.h>
#include <string.h>

enum {
    NODE_MAX = 64,
    NODE_MIN = 2, /* smallest capacity: most keys have few children */
    WINDOW_UNITS = 8,
    WINDOW_OTHER = 0xFF, /* this unit or any above it: the window ends here, the names decide */
    SKIP_MIN = 4,        /* a skip costs a look at a name, so a short one does not pay */
    SKIP_MAX = 0xFFFF,
};

struct name_node {
    uint32_t references;
    uint32_t total; /* ids in this subtree */
    uint16_t count, capacity;
    uint16_t height; /* 0: a leaf */
    uint16_t skip;
    uint64_t windows[];
};

/* What is looked for: a name, or an id where the order is by id. */
struct probe {
    struct ustr name;
    uint32_t id;
};

static struct name_node **below_of(struct name_node *node)
{
    return (struct name_node **)(void *)(node->windows + node->capacity);
}

static uint32_t *ids_of(const struct name_node *node)
{
    struct name_node *mine = (struct name_node *)(uintptr_t)node;
    return node->height ? (uint32_t *)(void *)(below_of(mine) + node->capacity)
                        : (uint32_t *)(void *)(mine->windows + node->capacity);
}

static uint32_t *totals_of(const struct name_node *node)
{
    return ids_of(node) + node->capacity;
}

static struct name_node *node_new(unsigned height, size_t capacity)
{
    size_t entry = sizeof(uint64_t) + sizeof(uint32_t);
    if (height)
        entry += sizeof(struct name_node *) + sizeof(uint32_t);
    struct name_node *node = mem_alloc(sizeof *node + capacity * entry);
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
    mem_free(tree);
}

/* Names and windows. */

static inline struct ustr name_of(struct name_source source, uint32_t id)
{
    if (source.store)
        return body_name(body_of(source.store, id));
    return value_list_slot_name(source.values, id);
}

static inline bool by_id(struct name_source source)
{
    return !source.store && !source.values;
}

static struct probe probe_of(struct name_source source, uint32_t id)
{
    return (struct probe){by_id(source) ? (struct ustr){NULL, 0} : name_of(source, id), id};
}

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "pack_ascii reads units in place");

/* Four ASCII units, upcased, as four bytes, the first one on top; false where one is not ASCII. */
static inline bool pack_ascii(uint64_t *out, const char16_t *units)
{
    const uint64_t each = 0x0001000100010001;
    uint64_t four;
    memcpy(&four, units, sizeof four);
    if (four & 0xFF80 * each)
        return false;
    uint64_t from_a = four + (0x80 - u'a') * each, beyond_z = four + (0x7F - u'z') * each;
    four -= ((from_a & ~beyond_z) & 0x80 * each) >> 2; /* 0x20 from each of a … z */
    four = (four | four >> 8) & 0x0000FFFF0000FFFF;
    *out = __builtin_bswap32((uint32_t)(four | four >> 16));
    return true;
}

static inline uint64_t window_at(struct ustr name, size_t skip)
{
    uint64_t window = 0, high, low;
    if (skip + WINDOW_UNITS <= name.count && pack_ascii(&high, name.units + skip) &&
        pack_ascii(&low, name.units + skip + 4))
        return high << 32 | low;
    size_t end = skip + WINDOW_UNITS;
    if (end > name.count)
        end = name.count;
    for (size_t i = skip, shift = 56; i < end; i++, shift -= 8) {
        char16_t unit = upcase_lookup(name.units[i]);
        if (unit >= WINDOW_OTHER)
            return window | (uint64_t)WINDOW_OTHER << shift;
        window |= (uint64_t)unit << shift;
    }
    return window;
}

/* Up to where names with this window are known to be the same. */
static inline size_t window_end(uint64_t window, size_t skip)
{
    uint8_t last = window & 0xFF;
    return last && last != WINDOW_OTHER ? skip + WINDOW_UNITS : skip;
}

static inline uint64_t window_of(const struct probe *probe, struct name_source source, size_t skip)
{
    return by_id(source) ? probe->id : window_at(probe->name, skip);
}

static size_t shared_units(struct ustr a, struct ustr b)
{
    size_t least = a.count < b.count ? a.count : b.count, at = 0;
    while (at < least &&
           (a.units[at] == b.units[at] || upcase_lookup(a.units[at]) == upcase_lookup(b.units[at])))
        at++;
    return at < SKIP_MAX ? at : SKIP_MAX;
}

/* ustr_compare_nocase, inlined: a lookup compares a few names to the end. */
static inline int compare_names(struct ustr a, struct ustr b, size_t from)
{
    size_t least = a.count < b.count ? a.count : b.count;
    for (size_t i = from; i < least; i++) {
        if (a.units[i] == b.units[i])
            continue;
        char16_t left = upcase_lookup(a.units[i]), right = upcase_lookup(b.units[i]);
        if (left != right)
            return left < right ? -1 : 1;
    }
    return (a.count > b.count) - (a.count < b.count);
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
static size_t lower_bound(const struct name_node *node, struct name_source source,
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
static size_t subtree_of(const struct name_node *node, struct name_source source,
                         const struct probe *probe)
{
    bool found;
    size_t at = lower_bound(node, source, probe, &found);
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
    struct probe probe = {name, 0};
    if (!tree)
        return NAME_TREE_NONE;
    while (tree->height)
        tree = below_of((struct name_node *)(uintptr_t)tree)[subtree_of(tree, source, &probe)];
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

/* Changing. */

static struct name_node *make_unique(struct name_node **at)
{
    struct name_node *shared = *at;
    if (shared->references == 1)
        return shared;
    struct name_node *copy = node_new(shared->height, shared->capacity);
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

static void grow(struct name_node **at, struct name_source source)
{
    struct name_node *small = *at;
    struct name_node *node = node_new(small->height, small->capacity * 2u);
    node->total = small->total;
    node->count = small->count;
    node->skip = small->skip;
    copy_entries(node, 0, small, 0, small->count);
    mem_free(small);
    *at = node;
    tighten(node, source);
}

/* Entries from `first` on move into a new node to the right. */
static struct name_node *split(struct name_node *node, struct name_source source, size_t first)
{
    struct name_node *right = node_new(node->height, NODE_MAX);
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
    copy_entries(node, at + 1, node, at, node->count - at);
    node->count++;
    node->total += below ? below->total : 1;
    if (below) {
        below_of(node)[at] = below;
        totals_of(node)[at] = below->total;
    }
    set_id(node, source, at, id);
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
            grow(where, source);
        into = *where;
    }
    put(into, source, at, id, below);
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
    if (!node->height) {
        bool taken;
        size_t at = lower_bound(node, source, probe, &taken);
        assert(!taken);
        return put_or_split(where, source, at, probe->id, NULL);
    }
    size_t at = subtree_of(node, source, probe);
    struct name_node *right = insert(below_of(node) + at, source, probe);
    refresh(node, source, at);
    return right ? put_or_split(where, source, at + 1, ids_of(right)[0], right) : NULL;
}

void name_tree_insert(struct name_node **tree, struct name_source source, uint32_t id)
{
    struct probe probe = probe_of(source, id);
    if (!*tree)
        *tree = node_new(0, NODE_MIN);
    struct name_node *right = insert(tree, source, &probe);
    if (!right)
        return;
    struct name_node *left = *tree;
    struct name_node *root = node_new(left->height + 1u, NODE_MIN);
    put(root, source, 0, ids_of(left)[0], left);
    put(root, source, 1, ids_of(right)[0], right);
    *tree = root;
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
        size_t at = lower_bound(node, source, probe, &found);
        assert(found && ids_of(node)[at] == probe->id);
        take_out(node, at);
        node->total--;
        return;
    }
    size_t at = subtree_of(node, source, probe);
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
