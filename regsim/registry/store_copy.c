/* Copying a tree from one store into another. */
#include "registry/store.h"

static void copy_key(struct store *to, key_id to_key, const struct store *from, key_id from_key)
{
    for (size_t i = 0; i < store_value_count(from, from_key); i++) {
        const struct value *value = store_value_at(from, from_key, i);
        if (store_value_find(to, to_key, value_name(value)))
            store_value_set(to, to_key, value_name(value), value->type, value_data(value),
                            value->size);
        else
            store_value_append(to, to_key, value); /* shared, not copied */
    }
    if (store_class(from, from_key).count)
        store_class_set(to, to_key, store_class(from, from_key));
    if (store_security(from, from_key))
        store_security_set(to, to_key, store_security(from, from_key));
    store_flags_set(to, to_key, store_flags(from, from_key));
    store_touch(to, to_key, store_last_write(from, from_key));
}

/* Recursion is as deep as the tree, which REG_DEPTH_MAX bounds. */
void store_tree_copy(struct store *to, key_id to_key, const struct store *from, key_id from_key)
{
    copy_key(to, to_key, from, from_key);
    for (size_t i = 0; i < store_child_count(from, from_key); i++) {
        key_id child = store_child_at(from, from_key, i);
        struct ustr name = store_name(from, child);
        key_id copy = store_child_find(to, to_key, name);
        if (copy == KEY_NONE)
            copy = store_key_add(to, to_key, name, store_flags(from, child), 0);
        store_tree_copy(to, copy, from, child);
    }
}
