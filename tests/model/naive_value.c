/* The naive registry's values: a list in creation order, searched from its start. */
#include "naive.h"

#include <stdlib.h>
#include <string.h>

enum { OK = 0, NOT_FOUND = 2, DENIED = 5, NO_MORE = 259, QUERY = 1, SET = 2 };

const struct naive_value *naive_find_value(const struct naive *naive, const struct naive_key *key,
                                           struct naive_name name)
{
    for (size_t i = 0; i < key->value_count; i++) {
        const struct naive_name *other = &key->values[i].name;
        if (naive->fault == FAULT_CASE ? other->count == name.count &&
                                             memcmp(other->units, name.units, name.count * 2) == 0
                                       : naive_order(other, &name) == 0)
            return &key->values[i];
    }
    return NULL;
}

uint32_t naive_set(struct naive *naive, struct naive_handle handle, struct naive_name name,
                   uint32_t type, const void *data, uint32_t size)
{
    uint32_t code = naive_require(naive, handle, SET);
    if (code != OK)
        return code;
    struct naive_key *key = &naive->keys[handle.key];
    struct naive_name target = {.count = 17};
    memcpy(target.units, u"SymbolicLinkValue", 17 * sizeof *target.units);
    if (key->is_link && (type != 6 || naive_order(&name, &target) != 0))
        return DENIED;
    struct naive_value *value = (struct naive_value *)(uintptr_t)naive_find_value(naive, key, name);
    if (!value) {
        if (!key->values)
            key->values = calloc(NAIVE_VALUES_MAX, sizeof *key->values);
        if (!key->values || key->value_count == NAIVE_VALUES_MAX)
            abort();
        value = &key->values[key->value_count++];
        value->name = name;
    }
    value->type = type;
    value->size = size;
    if (size)
        memcpy(value->data, data, size);
    key->last_write = naive->now;
    naive_changed(naive, handle.key, NAIVE_VALUE_CHANGE);
    return OK;
}

uint32_t naive_unset(struct naive *naive, struct naive_handle handle, struct naive_name name)
{
    uint32_t code = naive_require(naive, handle, SET);
    if (code != OK)
        return code;
    struct naive_key *key = &naive->keys[handle.key];
    const struct naive_value *value = naive_find_value(naive, key, name);
    if (!value)
        return NOT_FOUND;
    size_t at = (size_t)(value - key->values);
    memmove(key->values + at, key->values + at + 1,
            (--key->value_count - at) * sizeof *key->values);
    key->last_write = naive->now;
    naive_changed(naive, handle.key, NAIVE_VALUE_CHANGE);
    return OK;
}

uint32_t naive_query(const struct naive_value **out, const struct naive *naive,
                     struct naive_handle handle, struct naive_name name)
{
    uint32_t code = naive_require(naive, handle, QUERY);
    if (code != OK)
        return code;
    *out = naive_find_value(naive, &naive->keys[handle.key], name);
    return *out ? OK : NOT_FOUND;
}

uint32_t naive_enum_value(const struct naive_value **out, const struct naive *naive,
                          struct naive_handle handle, uint32_t index)
{
    uint32_t code = naive_require(naive, handle, QUERY);
    if (code != OK)
        return code;
    const struct naive_key *key = &naive->keys[handle.key];
    if (index >= key->value_count)
        return NO_MORE;
    *out = &key->values[index];
    return OK;
}
