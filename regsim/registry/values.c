/* Setting, deleting and reading values (registry/ops.h). */
#include "registry/rights.h"

#include "sdk/winerror.h"

#include <string.h>

/* A link holds its target and nothing else (Wine test_symlinks; rule link.other-values). */
static bool fits_link(struct ustr name, uint32_t type)
{
    return type == REG_LINK_TYPE && ustr_same_nocase(name, USTR(u"SymbolicLinkValue"));
}

/* rule set.identical */
static bool is_there(const struct registry *registry, key_id key, struct ustr name, uint32_t type,
                     const void *data, uint32_t size)
{
    const struct value *value = store_value_find(registry->store, key, name);
    return value && value->type == type && value->size == size &&
           (!size || !memcmp(value_data(value), data, size));
}

/* rules set.any-type, info.last-write */
uint32_t reg_set_value(struct registry *registry, const struct reg_caller *caller,
                       const struct reg_key *key, struct ustr name, uint32_t type, const void *data,
                       uint32_t size)
{
    uint32_t code = require(registry, key, KEY_SET_VALUE_RIGHT);
    if (code != ERROR_SUCCESS)
        return code;
    /* rule name.value-length */
    if (name.count > REG_VALUE_NAME_MAX)
        return ERROR_INVALID_PARAMETER; /* Wine test_long_value_name */
    if ((store_flags(registry->store, key->key) & KEY_LINK) && !fits_link(name, type))
        return ERROR_ACCESS_DENIED;
    /* rule value.size-limit: hives of Windows NT 4.0 and 2000 are of the standard format */
    if (registry->os <= OS_W2K && size > REG_VALUE_SIZE_OLD_MAX)
        return ERROR_NO_SYSTEM_RESOURCES;
    if (registry->skips_identical && is_there(registry, key->key, name, type, data, size))
        return ERROR_SUCCESS;
    store_value_set(registry->store, key->key, name, type, data, size);
    store_touch(registry->store, key->key, caller->now);
    changed(registry, key->key, REG_CHANGE_LAST_SET);
    return ERROR_SUCCESS;
}

/* rules name.absent-value, delete.value */
uint32_t reg_delete_value(struct registry *registry, const struct reg_caller *caller,
                          const struct reg_key *key, struct ustr name)
{
    uint32_t code = require(registry, key, KEY_SET_VALUE_RIGHT);
    if (code != ERROR_SUCCESS)
        return code;
    /* rule name.value-length */
    if (!store_value_remove(registry->store, key->key, name))
        return ERROR_FILE_NOT_FOUND; /* so is a name that is too long (Wine test_long_value_name) */
    store_touch(registry->store, key->key, caller->now);
    changed(registry, key->key, REG_CHANGE_LAST_SET);
    return ERROR_SUCCESS;
}

/* rule name.default */
uint32_t reg_query_value(const struct value **out, const struct registry *registry,
                         const struct reg_key *key, struct ustr name)
{
    *out = NULL;
    uint32_t code = require(registry, key, KEY_QUERY_VALUE_RIGHT);
    if (code != ERROR_SUCCESS)
        return code;
    *out = store_value_find(registry->store, key->key, name);
    return *out ? ERROR_SUCCESS : ERROR_FILE_NOT_FOUND;
}

/* Values come in creation order (yarp ValuesOrderHive) (rules enum.value-order, enum.end). */
uint32_t reg_enum_value(const struct value **out, const struct registry *registry,
                        const struct reg_key *key, uint32_t index)
{
    *out = NULL;
    uint32_t code = require(registry, key, KEY_QUERY_VALUE_RIGHT);
    if (code != ERROR_SUCCESS)
        return code;
    if (index >= store_value_count(registry->store, key->key))
        return ERROR_NO_MORE_ITEMS;
    *out = store_value_at(registry->store, key->key, index);
    return ERROR_SUCCESS;
}
