/*
 * How a diff of two clones costs what changed: ids whose bodies are not one and the same are what
 * was written since. Each such key is located by its path in the other store, from the root down,
 * as far as both paths run over the same keys:
 *
 *   the same key on both sides            its own attributes and values are compared
 *   another key of that name              both trees are compared, by name, to the last value
 *   nothing of that name                  the whole tree was removed, resp. added
 *
 * Children need no comparison of their own where the key is the same on both sides: a child that
 * came, went or was renamed is itself an id with another body.
 */
#include "registry/diff.h"

#include "base/memory.h"
#include "registry/access.h"
#include "registry/store_table.h"

#include <stdlib.h>
#include <string.h>

struct pair {
    key_id a, b; /* KEY_NONE: not there on that side */
};

struct differ {
    const struct store *a, *b;
    key_id a_root, b_root;
    uint32_t options;
    struct pair *pairs;
    size_t pair_count, pair_capacity;
    key_id *chain; /* of the key that is being located, itself first */
    size_t chain_capacity;
    struct ubuf path; /* of the key that is being compared */
    struct diff *out;
};

/* Which keys to compare. */

static bool same_name(struct ustr a, struct ustr b)
{
    return ustr_same(a, b) || ustr_same_nocase(a, b);
}

/* What `key`, a child on the side of `from`, meets below `other` in the other store. */
static key_id counterpart(const struct store *from, key_id key, const struct store *to,
                          key_id other)
{
    const struct body *here = body_of(from, key), *there = body_or_null(to, key);
    if (here == there ||
        (there && there->parent == other && same_name(body_name(here), body_name(there))))
        return key;
    return store_child_find(to, other, body_name(here));
}

static void add_pair(struct differ *differ, key_id mine, key_id other, bool in_b)
{
    struct pair pair = in_b ? (struct pair){other, mine} : (struct pair){mine, other};
    MEM_GROW(differ->pairs, differ->pair_capacity, differ->pair_count + 1);
    differ->pairs[differ->pair_count++] = pair;
}

static void locate(struct differ *differ, key_id key, bool in_b)
{
    const struct store *mine = in_b ? differ->b : differ->a;
    const struct store *other = in_b ? differ->a : differ->b;
    key_id root = in_b ? differ->b_root : differ->a_root;
    key_id at = in_b ? differ->a_root : differ->b_root;
    size_t depth = 0;
    for (; key && key != root; key = body_of(mine, key)->parent) {
        MEM_GROW(differ->chain, differ->chain_capacity, depth + 1);
        differ->chain[depth++] = key;
    }
    if (!key)
        return; /* not below the root of the comparison */
    while (key == at && depth) {
        key = differ->chain[--depth];
        at = counterpart(mine, key, other, at);
    }
    add_pair(differ, key, at, in_b);
}

static int compare_pairs(const void *left, const void *right)
{
    const struct pair *l = left, *r = right;
    if (l->a != r->a)
        return l->a < r->a ? -1 : 1;
    return (l->b > r->b) - (l->b < r->b);
}

static void find_pairs(struct differ *differ)
{
    key_id limit = store_id_limit(differ->a), b_limit = store_id_limit(differ->b);
    if (b_limit > limit)
        limit = b_limit;
    for (key_id first = 0; first < limit; first += STORE_CHUNK_KEYS) {
        if (chunk_or_null(differ->a, first) == chunk_or_null(differ->b, first))
            continue;
        for (key_id key = first; key < first + STORE_CHUNK_KEYS; key++) {
            const struct body *a = body_or_null(differ->a, key), *b = body_or_null(differ->b, key);
            if (a == b)
                continue;
            if (a)
                locate(differ, key, false);
            if (b)
                locate(differ, key, true);
        }
    }
    if (differ->pair_count)
        qsort(differ->pairs, differ->pair_count, sizeof *differ->pairs, compare_pairs);
}

/* Entries. */

static struct diff_entry *add_entry(struct differ *differ, enum diff_kind kind, key_id a, key_id b)
{
    struct diff *out = differ->out;
    MEM_GROW(out->entries, out->capacity, out->count + 1);
    struct diff_entry *entry = &out->entries[out->count++];
    *entry = (struct diff_entry){
        .kind = kind, .path = ustr_dup(ubuf_view(&differ->path)), .before = a, .after = b};
    return entry;
}

static void add_value(struct differ *differ, key_id a, key_id b, const struct value *old,
                      const struct value *new)
{
    enum diff_kind kind = !old ? DIFF_VALUE_ADDED : !new ? DIFF_VALUE_REMOVED : DIFF_VALUE_CHANGED;
    struct diff_entry *entry = add_entry(differ, kind, a, b);
    entry->old = old ? value_retain(old) : NULL;
    entry->new = new ? value_retain(new) : NULL;
}

/* Whether slot for slot it is the same value: so big lists with few changes are compared fast. */
static bool same_slot(const struct value_list *list, uint32_t slot, const struct value *value)
{
    return list && slot < list->slots && list->items[slot] == value;
}

static void compare_values(struct differ *differ, key_id a, key_id b)
{
    const struct value_list *before = a ? body_of(differ->a, a)->values : NULL;
    const struct value_list *after = b ? body_of(differ->b, b)->values : NULL;
    if (before == after)
        return;
    for (uint32_t i = 0; before && i < before->slots; i++) {
        const struct value *old = before->items[i];
        if (!old || same_slot(after, i, old))
            continue;
        uint32_t slot = after ? value_list_slot(after, value_name(old)) : NAME_TREE_NONE;
        const struct value *new = slot == NAME_TREE_NONE ? NULL : after->items[slot];
        if (!new || !value_same(old, new))
            add_value(differ, a, b, old, new);
    }
    for (uint32_t i = 0; after && i < after->slots; i++) {
        const struct value *new = after->items[i];
        if (new && !same_slot(before, i, new) &&
            value_list_slot(before, value_name(new)) == NAME_TREE_NONE)
            add_value(differ, a, b, NULL, new);
    }
}

static bool same_blob(const struct blob *a, const struct blob *b)
{
    return a == b || (a && b && blob_size(a) == blob_size(b) &&
                      memcmp(blob_bytes(a), blob_bytes(b), blob_size(a)) == 0);
}

/* A key that shares its parent's descriptor, and one that has the same as its own, are alike. */
static bool same_security(const struct differ *differ, key_id a, key_id b)
{
    const struct blob *before = store_security(differ->a, a), *after = store_security(differ->b, b);
    if (before && after)
        return same_blob(before, after);
    return (!before && !after) ||
           same_blob(access_security(differ->a, a), access_security(differ->b, b));
}

static void compare_keys(struct differ *differ, key_id a, key_id b)
{
    const struct body *before = body_of(differ->a, a), *after = body_of(differ->b, b);
    uint32_t what = 0;
    if (a != differ->a_root && !ustr_same(body_name(before), body_name(after)))
        what |= DIFF_NAME;
    if (!same_blob(before->class, after->class))
        what |= DIFF_CLASS;
    if (!same_security(differ, a, b))
        what |= DIFF_SECURITY;
    if (before->flags != after->flags)
        what |= DIFF_FLAGS;
    if ((differ->options & DIFF_LAST_WRITES) && before->last_write != after->last_write)
        what |= DIFF_LAST_WRITE;
    if (what)
        add_entry(differ, DIFF_KEY_CHANGED, a, b)->what = what;
    compare_values(differ, a, b);
}

/* Trees. */

static size_t enter(struct differ *differ, struct ustr name)
{
    size_t before = differ->path.count;
    if (before)
        ubuf_put(&differ->path, u'\\');
    ubuf_add(&differ->path, name);
    return before;
}

/* Recursion is as deep as the tree, which REG_DEPTH_MAX and the readers of files bound. */
static void compare_trees(struct differ *differ, key_id a, key_id b);

static void compare_child(struct differ *differ, key_id a, key_id b)
{
    size_t before = enter(differ, b ? store_name(differ->b, b) : store_name(differ->a, a));
    compare_trees(differ, a, b);
    differ->path.count = before;
}

/* Both lists of children are in the same order, so one pass over both finds the pairs. */
static void compare_children(struct differ *differ, key_id a, key_id b)
{
    size_t a_count = a ? store_child_count(differ->a, a) : 0;
    size_t b_count = b ? store_child_count(differ->b, b) : 0;
    for (size_t i = 0, j = 0; i < a_count || j < b_count;) {
        key_id old = i < a_count ? store_child_at(differ->a, a, i) : KEY_NONE;
        key_id new = j < b_count ? store_child_at(differ->b, b, j) : KEY_NONE;
        int order =
            !old   ? 1
            : !new ? -1
                   : ustr_compare_nocase(store_name(differ->a, old), store_name(differ->b, new));
        compare_child(differ, order <= 0 ? old : KEY_NONE, order >= 0 ? new : KEY_NONE);
        i += order <= 0;
        j += order >= 0;
    }
}

static void compare_trees(struct differ *differ, key_id a, key_id b)
{
    if (a && b) {
        compare_keys(differ, a, b);
    } else {
        add_entry(differ, a ? DIFF_KEY_REMOVED : DIFF_KEY_ADDED, a, b);
        compare_values(differ, a, b);
    }
    compare_children(differ, a, b);
}

static void compare_pair(struct differ *differ, struct pair pair)
{
    ubuf_clear(&differ->path);
    if (pair.b)
        store_path(differ->b, pair.b, differ->b_root, &differ->path);
    else
        store_path(differ->a, pair.a, differ->a_root, &differ->path);
    if (pair.a == pair.b)
        compare_keys(differ, pair.a, pair.b);
    else
        compare_trees(differ, pair.a, pair.b);
}

/* Order. */

static bool next_unit(uint32_t *out, struct ustr path, size_t at)
{
    if (at == path.count)
        return false;
    *out = path.units[at] == u'\\' ? 0 : 1u + ustr_upcase(path.units[at]);
    return true;
}

/* As ustr_compare_nocase of the components: the backslash comes before all units. */
static int compare_paths(struct ustr a, struct ustr b)
{
    for (size_t at = 0;; at++) {
        uint32_t left, right;
        bool in_a = next_unit(&left, a, at), in_b = next_unit(&right, b, at);
        if (!in_a || !in_b)
            return in_a - in_b;
        if (left != right)
            return left < right ? -1 : 1;
    }
}

static int compare_entries(const void *left, const void *right)
{
    const struct diff_entry *l = left, *r = right;
    int order = compare_paths(l->path, r->path);
    bool l_value = l->kind >= DIFF_VALUE_ADDED, r_value = r->kind >= DIFF_VALUE_ADDED;
    if (order || !l_value || !r_value)
        return order ? order : l_value - r_value;
    return ustr_compare_nocase(value_name(l->new ? l->new : l->old),
                               value_name(r->new ? r->new : r->old));
}

void diff_stores(struct diff *out, const struct store *a, key_id a_root, const struct store *b,
                 key_id b_root, uint32_t options)
{
    struct differ differ = {
        .a = a, .b = b, .a_root = a_root, .b_root = b_root, .options = options, .out = out};
    *out = (struct diff){0};
    if (a_root == b_root)
        find_pairs(&differ);
    else
        add_pair(&differ, a_root, b_root, false);
    for (size_t i = 0; i < differ.pair_count; i++) {
        if (!i || compare_pairs(&differ.pairs[i - 1], &differ.pairs[i]))
            compare_pair(&differ, differ.pairs[i]);
    }
    if (out->count)
        qsort(out->entries, out->count, sizeof *out->entries, compare_entries);
    mem_free(differ.pairs);
    mem_free(differ.chain);
    ubuf_free(&differ.path);
}

void diff_free(struct diff *diff)
{
    for (size_t i = 0; i < diff->count; i++) {
        ustr_free(diff->entries[i].path);
        value_release(diff->entries[i].old);
        value_release(diff->entries[i].new);
    }
    mem_free(diff->entries);
    *diff = (struct diff){0};
}
