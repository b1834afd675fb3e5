/*
 * The store: a copy-on-write table of keys. A key is an id; the table maps id → body:
 *
 *   store ──► chunk pointers ──► chunk (64 bodies) ──► body {parent, name, children, values, class,
 *                                                            security, flags, last write}
 *
 * Chunks and bodies are reference-counted and shared between clones; a write first makes its chunk
 * and its body unique. So a clone is a snapshot: it costs one pointer a chunk, and a diff of two
 * clones compares chunk pointers, then bodies, and costs what changed (registry/diff.h).
 *
 * Main invariant: every live key but the root is exactly once among the children of its parent, and
 * children are sorted by upcased name. Ids are never used again within a store and its clones, so
 * an id that is held (a handle) tells a deleted key from a new one of the same name.
 *
 * This layer knows no policy: no links, no access checks, no limits on names (registry/ops.h does).
 * Preconditions are asserted. Lookups, insertions and enumeration by index take logarithmic time in
 * the number of siblings. Not thread-safe; clones may not be used from several threads either.
 */
#ifndef REGSIM_REGISTRY_STORE_H
#define REGSIM_REGISTRY_STORE_H

#include "registry/value.h"

typedef uint32_t key_id; /* 0: no key */
enum { KEY_NONE = 0 };

typedef uint64_t filetime; /* 100 ns since 1601-01-01 UTC, as FILETIME */

enum key_flag {
    KEY_VOLATILE = 1u << 0,
    KEY_LINK = 1u << 1,        /* a symbolic link: its value SymbolicLinkValue names the target */
    KEY_UNREFLECTED = 1u << 2, /* RegDisableReflectionKey */
};

struct store;
struct blob; /* a reference-counted run of bytes: security descriptors are shared by many keys */

const struct blob *blob_new(const void *bytes, size_t size);
const struct blob *blob_retain(const struct blob *blob);
void blob_release(const struct blob *blob); /* NULL is fine */
const uint8_t *blob_bytes(const struct blob *blob);
size_t blob_size(const struct blob *blob);

struct store *store_new(void);                        /* holds the root key, with an empty name */
struct store *store_clone(const struct store *store); /* a snapshot; also: a copy to go on from */
void store_free(struct store *store);                 /* NULL is fine */
size_t store_key_count(const struct store *store);    /* the root counts */

/* Reading. What is lent stays valid until the next write to the store. */
key_id store_root(const struct store *store);
bool store_exists(const struct store *store, key_id key); /* false for KEY_NONE and deleted keys */
struct ustr store_name(const struct store *store, key_id key);
key_id store_parent(const struct store *store, key_id key); /* KEY_NONE for the root */
uint32_t store_flags(const struct store *store, key_id key);
filetime store_last_write(const struct store *store, key_id key);
struct ustr store_class(const struct store *store, key_id key);
const struct blob *store_security(const struct store *store,
                                  key_id key); /* NULL: none of its own */
/* The one of the nearest ancestor that has one, itself included; NULL: there is none. */
const struct blob *store_security_inherited(const struct store *store, key_id key);

size_t store_child_count(const struct store *store, key_id key);
key_id store_child_at(const struct store *store, key_id key,
                      size_t index); /* sorted by upcased name */
key_id store_child_find(const struct store *store, key_id key,
                        struct ustr name); /* nocase; KEY_NONE */
size_t store_volatile_child_count(const struct store *store, key_id key);
size_t store_value_count(const struct store *store, key_id key);
const struct value *store_value_at(const struct store *store, key_id key,
                                   size_t index); /* creation order */
const struct value *store_value_find(const struct store *store, key_id key,
                                     struct ustr name); /* nocase; NULL */

/* Writing. Nothing here touches last-write times but store_touch and the `now` of store_key_add. */
key_id store_key_add(struct store *store, key_id parent, struct ustr name, uint32_t flags,
                     filetime now);
void store_key_remove(struct store *store, key_id key);  /* no children, not the root */
void store_tree_remove(struct store *store, key_id key); /* with all below; the root keeps itself */
void store_key_rename(struct store *store, key_id key,
                      struct ustr name); /* free among its siblings */
void store_value_set(struct store *store, key_id key, struct ustr name, uint32_t type,
                     const void *data,
                     uint32_t size); /* keeps place and spelling of an existing name */
bool store_value_remove(struct store *store, key_id key, struct ustr name);
void store_touch(struct store *store, key_id key, filetime now);
void store_class_set(struct store *store, key_id key, struct ustr class);
void store_security_set(struct store *store, key_id key,
                        const struct blob *security); /* takes its own reference; NULL: none */
void store_flags_set(struct store *store, key_id key, uint32_t flags);

/* As store_value_set, but the caller promises that the name is new. */
void store_value_append(struct store *store, key_id key,
                        const struct value *value); /* takes its own reference */

/* For readers of big files. From store_fill_begin to store_fill_end, what is made is allocated in
 * big pieces (base/pool.h); nothing else differs. store_key_append is as store_key_add, but the
 * caller promises that the name sorts after those of all siblings. A value is made blank
 * (registry/value.h says how it is filled), and added; false where there is a value of that name,
 * which stays: the reference is taken over all the same. `expected` is how many there will be,
 * about, and counts for the first one. */
void store_fill_begin(struct store *store);
void store_fill_end(struct store *store);
key_id store_key_append(struct store *store, key_id parent, struct ustr name, filetime now,
                        size_t expected);
struct value *store_value_blank(struct store *store, uint32_t name_units, uint32_t type,
                                uint32_t size);
bool store_value_add(struct store *store, key_id key, const struct value *value, uint32_t expected);

/* Makes `to_key` hold all that `from_key` does, values, class, security, flags, last-write times
 * and subkeys; what it holds besides stays. The stores are different ones. */
void store_tree_copy(struct store *to, key_id to_key, const struct store *from, key_id from_key);

/* Walking by plain names (no links): the key at `path` below `from`, components split at `\`. */
key_id store_find(const struct store *store, key_id from,
                  struct ustr path); /* KEY_NONE: not there */
key_id store_ensure(struct store *store, key_id from, struct ustr path,
                    filetime now); /* creates what is missing */
void store_path(const struct store *store, key_id key, key_id below,
                struct ubuf *out); /* names from `below` (exclusive) joined by `\`; `below`
                                      KEY_NONE: from the root */

/* Ids of the table, for whole-store walks in id order: 1 … store_id_limit-1, some of them not
 * existing. */
key_id store_id_limit(const struct store *store);

#endif
