/*
 * Inside the store: the table of keys (registry/store.h draws it). Only store*.c, name_tree.c and
 * diff.c include this.
 */
#ifndef REGSIM_REGISTRY_STORE_TABLE_H
#define REGSIM_REGISTRY_STORE_TABLE_H

#include "base/pool.h"
#include "registry/name_tree.h"
#include "registry/store.h"
#include "registry/value_list.h"

#include <assert.h>

enum { STORE_CHUNK_KEYS = 64 };

struct body {
    uint32_t references;
    key_id parent;
    filetime last_write;
    struct name_node *children; /* NULL: none */
    struct value_list *values;  /* NULL: none */
    const struct blob *class;   /* its units; NULL: empty */
    const struct blob *security;
    uint32_t flags;
    uint32_t volatile_children; /* how many of the children are volatile */
    uint32_t name_units;
    char16_t name[];
};

struct chunk {
    uint32_t references;
    struct body *bodies[STORE_CHUNK_KEYS]; /* NULL: deleted, or not yet made */
};

struct store {
    struct chunk **chunks;
    size_t chunk_count, chunk_capacity;
    key_id limit; /* of ids: the next one to give out */
    size_t key_count;
    bool filling; /* from store_fill_begin to store_fill_end: what is made comes from the pool */
    struct pool pool;
};

static inline struct body *body_or_null(const struct store *store, key_id key)
{
    if (key >= store->limit)
        return NULL;
    return store->chunks[key / STORE_CHUNK_KEYS]->bodies[key % STORE_CHUNK_KEYS];
}

/* Of two clones, an equal chunk means equal keys, and an equal body an equal key. NULL: none. */
static inline const struct chunk *chunk_or_null(const struct store *store, key_id key)
{
    return key < store->limit ? store->chunks[key / STORE_CHUNK_KEYS] : NULL;
}

static inline const struct body *body_of(const struct store *store, key_id key)
{
    const struct body *body = body_or_null(store, key);
    assert(body);
    return body;
}

static inline struct ustr body_name(const struct body *body)
{
    return (struct ustr){body->name, body->name_units};
}

struct body *body_make_unique(struct store *store, key_id key);

/* The body of `key`, shared with no clone. What store_name and the like lent is void after it. */
static inline struct body *body_to_write(struct store *store, key_id key)
{
    struct body *body = body_or_null(store, key);
    bool unique =
        body && body->references == 1 && store->chunks[key / STORE_CHUNK_KEYS]->references == 1;
    return unique ? body : body_make_unique(store, key);
}

#endif
