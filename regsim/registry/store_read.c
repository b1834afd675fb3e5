/* Reading the store: what registry/store.h says about a key, its children and its values. */
#include "registry/store.h"

#include "registry/store_table.h"

size_t store_key_count(const struct store *store)
{
    return store->key_count;
}

bool store_exists(const struct store *store, key_id key)
{
    return body_or_null(store, key) != NULL;
}

struct ustr store_name(const struct store *store, key_id key)
{
    return body_name(body_of(store, key));
}

key_id store_parent(const struct store *store, key_id key)
{
    return body_of(store, key)->parent;
}

uint32_t store_flags(const struct store *store, key_id key)
{
    return body_of(store, key)->flags;
}

filetime store_last_write(const struct store *store, key_id key)
{
    return body_of(store, key)->last_write;
}

struct ustr store_class(const struct store *store, key_id key)
{
    const struct blob *class = body_of(store, key)->class;
    if (!class)
        return (struct ustr){NULL, 0};
    return (struct ustr){(const char16_t *)(const void *)blob_bytes(class),
                         blob_size(class) / sizeof(char16_t)};
}

const struct blob *store_security(const struct store *store, key_id key)
{
    return body_of(store, key)->security;
}

const struct blob *store_security_inherited(const struct store *store, key_id key)
{
    const struct body *body = body_of(store, key);
    while (!body->security && body->parent)
        body = body_of(store, body->parent);
    return body->security;
}

size_t store_child_count(const struct store *store, key_id key)
{
    return name_tree_count(body_of(store, key)->children);
}

size_t store_volatile_child_count(const struct store *store, key_id key)
{
    return body_of(store, key)->volatile_children;
}

key_id store_child_at(const struct store *store, key_id key, size_t index)
{
    return name_tree_at(body_of(store, key)->children, index);
}

key_id store_child_find(const struct store *store, key_id key, struct ustr name)
{
    uint32_t found =
        name_tree_find(body_of(store, key)->children, (struct name_source){.store = store}, name);
    return found == NAME_TREE_NONE ? KEY_NONE : found;
}

size_t store_value_count(const struct store *store, key_id key)
{
    return value_list_count(body_of(store, key)->values);
}

const struct value *store_value_at(const struct store *store, key_id key, size_t index)
{
    return value_list_at(body_of(store, key)->values, index);
}

const struct value *store_value_find(const struct store *store, key_id key, struct ustr name)
{
    const struct value_list *values = body_of(store, key)->values;
    uint32_t slot = value_list_slot(values, name);
    return slot == NAME_TREE_NONE ? NULL : values->items[slot];
}

key_id store_id_limit(const struct store *store)
{
    return store->limit;
}
