#include "registry/store.h"

#include "base/memory.h"
#include "registry/store_table.h"

#include <string.h>

enum { ROOT = 1 };

static struct body *body_new(struct pool *pool, key_id parent, struct ustr name)
{
    assert(name.count <= UINT32_MAX / sizeof *name.units);
    struct body *body = pool_alloc(pool, sizeof *body + name.count * sizeof *name.units);
    *body = (struct body){.references = 1, .parent = parent, .name_units = (uint32_t)name.count};
    if (name.count)
        memcpy(body->name, name.units, name.count * sizeof *name.units);
    return body;
}

/* A body like `from`, with its own references to what that holds. */
static struct body *body_copy(const struct body *from, struct ustr name)
{
    struct body *body = body_new(NULL, from->parent, name);
    body->last_write = from->last_write;
    body->flags = from->flags;
    body->volatile_children = from->volatile_children;
    body->children = name_tree_retain(from->children);
    body->values = value_list_retain(from->values);
    body->class = from->class ? blob_retain(from->class) : NULL;
    body->security = from->security ? blob_retain(from->security) : NULL;
    return body;
}

static void body_release(struct body *body)
{
    if (!body || --body->references)
        return;
    name_tree_release(body->children);
    value_list_release(body->values);
    blob_release(body->class);
    blob_release(body->security);
    pool_free(body);
}

static void chunk_release(struct chunk *chunk)
{
    if (--chunk->references)
        return;
    for (size_t i = 0; i < STORE_CHUNK_KEYS; i++)
        body_release(chunk->bodies[i]);
    mem_free(chunk);
}

static struct body **slot_to_write(struct store *store, key_id key)
{
    struct chunk **at = &store->chunks[key / STORE_CHUNK_KEYS];
    if ((*at)->references > 1) {
        struct chunk *copy = mem_dup(*at, sizeof *copy);
        copy->references = 1;
        for (size_t i = 0; i < STORE_CHUNK_KEYS; i++) {
            if (copy->bodies[i])
                copy->bodies[i]->references++;
        }
        (*at)->references--;
        *at = copy;
    }
    return &(*at)->bodies[key % STORE_CHUNK_KEYS];
}

struct body *body_make_unique(struct store *store, key_id key)
{
    assert(body_or_null(store, key));
    struct body **slot = slot_to_write(store, key);
    if ((*slot)->references > 1) {
        struct body *copy = body_copy(*slot, body_name(*slot));
        (*slot)->references--;
        *slot = copy;
    }
    return *slot;
}

static key_id add_body(struct store *store, struct body *body)
{
    assert(store->limit < NAME_TREE_NONE);
    key_id key = store->limit++;
    if (key / STORE_CHUNK_KEYS == store->chunk_count) {
        MEM_GROW(store->chunks, store->chunk_capacity, store->chunk_count + 1);
        struct chunk *chunk = mem_calloc(1, sizeof *chunk);
        chunk->references = 1;
        store->chunks[store->chunk_count++] = chunk;
    }
    *slot_to_write(store, key) = body;
    store->key_count++;
    return key;
}

struct store *store_new(void)
{
    struct store *store = mem_calloc(1, sizeof *store);
    add_body(store, NULL); /* id 0 is no key */
    store->key_count = 0;
    add_body(store, body_new(NULL, KEY_NONE, (struct ustr){NULL, 0}));
    return store;
}

struct store *store_clone(const struct store *store)
{
    struct store *clone = mem_dup(store, sizeof *store);
    clone->filling = false;
    clone->pool = (struct pool){0};
    clone->chunk_capacity = store->chunk_count;
    clone->chunks = mem_dup(store->chunks, store->chunk_count * sizeof *store->chunks);
    for (size_t i = 0; i < store->chunk_count; i++)
        store->chunks[i]->references++;
    return clone;
}

void store_free(struct store *store)
{
    if (!store)
        return;
    for (size_t i = 0; i < store->chunk_count; i++)
        chunk_release(store->chunks[i]);
    pool_done(&store->pool);
    mem_free(store->chunks);
    mem_free(store);
}

key_id store_root(const struct store *store)
{
    (void)store;
    return ROOT;
}

void store_fill_begin(struct store *store)
{
    store->filling = true;
}

void store_fill_end(struct store *store)
{
    store->filling = false;
    pool_done(&store->pool);
}

static struct pool *pool_of(struct store *store)
{
    return store->filling ? &store->pool : NULL;
}

/* Children. */

static void adopt(struct store *store, key_id parent, key_id key)
{
    struct body *body = body_to_write(store, parent);
    name_tree_insert(&body->children, (struct name_source){.store = store}, key);
    body->volatile_children += store_flags(store, key) & KEY_VOLATILE ? 1 : 0;
}

static void disown(struct store *store, key_id parent, key_id key)
{
    struct body *body = body_to_write(store, parent);
    name_tree_remove(&body->children, (struct name_source){.store = store}, key);
    body->volatile_children -= store_flags(store, key) & KEY_VOLATILE ? 1 : 0;
}

static key_id make_key(struct store *store, key_id parent, struct ustr name, uint32_t flags,
                       filetime now)
{
    assert(store_exists(store, parent) && name.count);
    struct body *body = body_new(pool_of(store), parent, name);
    body->flags = flags;
    body->last_write = now;
    return add_body(store, body);
}

key_id store_key_add(struct store *store, key_id parent, struct ustr name, uint32_t flags,
                     filetime now)
{
    key_id key = make_key(store, parent, name, flags, now);
    adopt(store, parent, key);
    return key;
}

key_id store_key_append(struct store *store, key_id parent, struct ustr name, filetime now,
                        size_t expected)
{
    key_id key = make_key(store, parent, name, 0, now);
    name_tree_append(&body_to_write(store, parent)->children, (struct name_source){.store = store},
                     key, pool_of(store), expected);
    return key;
}

/* rule delete.name-is-free */
void store_key_remove(struct store *store, key_id key)
{
    const struct body *body = body_of(store, key);
    assert(key != ROOT && !body->children);
    disown(store, body->parent, key);
    struct body **slot = slot_to_write(store, key);
    body_release(*slot);
    *slot = NULL;
    store->key_count--;
}

/* Leaves first, without recursion: a tree may be deeper than the stack of the host allows. */
void store_tree_remove(struct store *store, key_id key)
{
    key_id at = key;
    for (;;) {
        size_t children = store_child_count(store, at);
        if (children) {
            at = store_child_at(store, at, children - 1);
            continue;
        }
        key_id parent = store_parent(store, at);
        if (at != ROOT)
            store_key_remove(store, at);
        if (at == key)
            return;
        at = parent;
    }
}

void store_key_rename(struct store *store, key_id key, struct ustr name)
{
    assert(key != ROOT && name.count);
    key_id parent = store_parent(store, key);
    disown(store, parent, key);
    struct body **slot = slot_to_write(store, key);
    struct body *renamed = body_copy(*slot, name);
    body_release(*slot);
    *slot = renamed;
    adopt(store, parent, key);
}

/* Values. */

void store_value_set(struct store *store, key_id key, struct ustr name, uint32_t type,
                     const void *data, uint32_t size)
{
    struct body *body = body_to_write(store, key);
    uint32_t slot = value_list_slot(body->values, name);
    struct pool *pool = pool_of(store);
    if (slot == NAME_TREE_NONE) {
        value_list_append(&body->values, value_new_in(pool, name, type, data, size));
        return;
    }
    struct ustr spelling = value_list_slot_name(body->values, slot);
    value_list_replace(&body->values, slot, value_new_in(pool, spelling, type, data, size));
}

bool store_value_remove(struct store *store, key_id key, struct ustr name)
{
    uint32_t slot = value_list_slot(body_of(store, key)->values, name);
    if (slot == NAME_TREE_NONE)
        return false;
    value_list_remove(&body_to_write(store, key)->values, slot);
    return true;
}

struct value *store_value_blank(struct store *store, uint32_t name_units, uint32_t type,
                                uint32_t size)
{
    return value_blank_in(pool_of(store), name_units, type, size);
}

bool store_value_add(struct store *store, key_id key, const struct value *value, uint32_t expected)
{
    if (value_list_add(pool_of(store), &body_to_write(store, key)->values, value, expected))
        return true;
    value_release(value);
    return false;
}

void store_value_append(struct store *store, key_id key, const struct value *value)
{
    value_list_append(&body_to_write(store, key)->values, value_retain(value));
}

/* Attributes. */

void store_touch(struct store *store, key_id key, filetime now)
{
    body_to_write(store, key)->last_write = now;
}

void store_class_set(struct store *store, key_id key, struct ustr class)
{
    struct body *body = body_to_write(store, key);
    const struct blob *units =
        class.count ? blob_new(class.units, class.count * sizeof *class.units) : NULL;
    blob_release(body->class);
    body->class = units;
}

void store_security_set(struct store *store, key_id key, const struct blob *security)
{
    struct body *body = body_to_write(store, key);
    const struct blob *kept = security ? blob_retain(security) : NULL;
    blob_release(body->security);
    body->security = kept;
}

void store_flags_set(struct store *store, key_id key, uint32_t flags)
{
    struct body *body = body_to_write(store, key);
    uint32_t before = body->flags & KEY_VOLATILE, after = flags & KEY_VOLATILE;
    body->flags = flags;
    if (before != after && body->parent)
        body_to_write(store, body->parent)->volatile_children += after ? 1u : -1u;
}
