/* Enumerating subkeys, and what is asked about a key as a whole (registry/ops.h). */
#include "registry/rights.h"
#include "registry/security.h"

#include "sdk/winerror.h"

/* Stable subkeys come first, volatile ones are a second list behind them, each sorted (REGF keeps
 * two lists): so CurrentControlSet comes last in HKLM\SYSTEM (rule enum.volatile-last). */
static key_id mixed_child_at(const struct store *store, key_id key, size_t index)
{
    size_t count = store_child_count(store, key);
    size_t stable = count - store_volatile_child_count(store, key);
    uint32_t wanted = index < stable ? 0 : KEY_VOLATILE;
    index -= index < stable ? 0 : stable;
    for (size_t i = 0; i < count; i++) {
        key_id child = store_child_at(store, key, i);
        if ((store_flags(store, child) & KEY_VOLATILE) == wanted && !index--)
            return child;
    }
    return KEY_NONE;
}

/* rules enum.dense, enum.end */
uint32_t reg_enum_key(key_id *out, const struct registry *registry, const struct reg_key *key,
                      uint32_t index)
{
    *out = KEY_NONE;
    uint32_t code = require(registry, key, KEY_ENUMERATE_SUB_KEYS_RIGHT);
    if (code != ERROR_SUCCESS)
        return code;
    const struct store *store = registry->store;
    size_t count = store_child_count(store, key->key);
    size_t volatile_count = store_volatile_child_count(store, key->key);
    if (index >= count)
        return ERROR_NO_MORE_ITEMS;
    *out = volatile_count && volatile_count < count ? mixed_child_at(store, key->key, index)
                                                    : store_child_at(store, key->key, index);
    return ERROR_SUCCESS;
}

static uint32_t larger(uint32_t max, size_t size)
{
    return size > max ? (uint32_t)size : max;
}

/* rules info.units, info.security-size */
uint32_t reg_query_info(struct reg_key_info *out, const struct registry *registry,
                        const struct reg_key *key)
{
    *out = (struct reg_key_info){0};
    uint32_t code = require(registry, key, KEY_QUERY_VALUE_RIGHT);
    if (code != ERROR_SUCCESS)
        return code;
    const struct store *store = registry->store;
    out->class = store_class(store, key->key);
    out->last_write = store_last_write(store, key->key);
    out->security_size = (uint32_t)blob_size(access_security(store, key->key));
    out->subkeys = (uint32_t)store_child_count(store, key->key);
    for (uint32_t i = 0; i < out->subkeys; i++) {
        key_id child = store_child_at(store, key->key, i);
        out->max_subkey_units = larger(out->max_subkey_units, store_name(store, child).count);
        out->max_class_units = larger(out->max_class_units, store_class(store, child).count);
    }
    out->values = (uint32_t)store_value_count(store, key->key);
    for (uint32_t i = 0; i < out->values; i++) {
        const struct value *value = store_value_at(store, key->key, i);
        out->max_value_name_units = larger(out->max_value_name_units, value->name_units);
        out->max_value_size = larger(out->max_value_size, value->size);
    }
    return ERROR_SUCCESS;
}

/* rule flush.rights */
uint32_t reg_check_flush(const struct registry *registry, const struct reg_key *key)
{
    return require(registry, key, KEY_QUERY_VALUE_RIGHT);
}

/* sdk-api RegGetKeySecurity: READ_CONTROL, but ACCESS_SYSTEM_SECURITY for the SACL (rule
 * access.descriptor-rights). */
uint32_t reg_get_security(const struct blob **out, const struct registry *registry,
                          const struct reg_key *key, uint32_t what)
{
    uint32_t needed = (what & ~(uint32_t)SECURITY_SACL_PART ? READ_CONTROL_RIGHT : 0u) |
                      (what & SECURITY_SACL_PART ? ACCESS_SYSTEM_SECURITY_RIGHT : 0u);
    uint32_t code = require(registry, key, needed);
    *out = NULL;
    if (code == ERROR_SUCCESS)
        *out = access_security(registry->store, key->key);
    return code;
}

/* sdk-api RegSetKeySecurity: WRITE_OWNER for owner and group, WRITE_DAC for the DACL,
 * ACCESS_SYSTEM_SECURITY for the SACL (rule access.descriptor-rights). */
static uint32_t security_rights(uint32_t what)
{
    return (what & (SECURITY_OWNER_PART | SECURITY_GROUP_PART) ? WRITE_OWNER_RIGHT : 0u) |
           (what & SECURITY_DACL_PART ? WRITE_DAC_RIGHT : 0u) |
           (what & SECURITY_SACL_PART ? ACCESS_SYSTEM_SECURITY_RIGHT : 0u);
}

uint32_t reg_may_set_security(const struct registry *registry, const struct reg_key *key,
                              uint32_t what)
{
    return require(registry, key, security_rights(what));
}

/* Windows computes a subkey's descriptor when the key is made; that some share their parent's is
 * ours, and ends before the parent's changes (rule access.inherited-once). */
static void part_subkeys(struct store *store, key_id key)
{
    const struct blob *shared = access_security(store, key);
    for (size_t i = 0; i < store_child_count(store, key); i++) {
        key_id child = store_child_at(store, key, i);
        if (!store_security(store, child))
            store_security_set(store, child, shared);
    }
}

/* The caller, and a group of his that may own; anyone where he may restore files (rule
 * access.owner). */
static bool may_own(const struct token *token, const struct blob *security)
{
    struct security_view view;
    struct sid owner;
    const struct sid group = token_owner(token);
    if (token->privileges_enabled & PRIVILEGE_RESTORE)
        return true;
    return security_read(&view, blob_bytes(security), blob_size(security)) &&
           sid_read(&owner, view.owner) &&
           (sid_same(&owner, &token->user) || sid_same(&owner, &group));
}

uint32_t reg_set_security(struct registry *registry, const struct reg_caller *caller,
                          const struct reg_key *key, uint32_t what, const struct blob *security)
{
    uint32_t code = reg_may_set_security(registry, key, what);
    if (code != ERROR_SUCCESS)
        return code;
    if (!security_is_valid(blob_bytes(security), blob_size(security)))
        return ERROR_INVALID_SECURITY_DESCR; /* STATUS_INVALID_SECURITY_DESCR */
    if (what & SECURITY_OWNER_PART && !may_own(caller->token, security))
        return ERROR_INVALID_OWNER;
    part_subkeys(registry->store, key->key);
    store_security_set(registry->store, key->key, security);
    store_touch(registry->store, key->key, caller->now);
    changed(registry, key->key, REG_CHANGE_SECURITY);
    return ERROR_SUCCESS;
}
