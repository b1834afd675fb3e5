#include "registry/rights.h"

#include "sdk/winerror.h"

/* rules access.needed, delete.deleted-handle */
uint32_t require(const struct registry *registry, const struct reg_key *key, uint32_t right)
{
    if (!key->key)
        return ERROR_INVALID_HANDLE;
    if ((key->granted & right) != right)
        return ERROR_ACCESS_DENIED;
    return store_exists(registry->store, key->key) ? ERROR_SUCCESS : ERROR_KEY_DELETED;
}

/* A mask of 0 is refused (ntdll test_NtOpenKey), and so is one of WOW64 flags alone (rule
 * access.mask-zero). */
uint32_t authorize(uint32_t *granted, const struct registry *registry,
                   const struct reg_caller *caller, key_id key, uint32_t desired)
{
    uint32_t got;
    desired &= ~(uint32_t)(KEY_WOW64_32_FLAG | KEY_WOW64_64_FLAG);
    if (!access_check(&got, access_security(registry->store, key), caller->token, desired))
        return ERROR_ACCESS_DENIED;
    if (granted)
        *granted = got;
    return ERROR_SUCCESS;
}

bool is_hive_root(const struct registry *registry, key_id key)
{
    for (int level = 0; level < 3; level++) {
        if (!key)
            return true;
        key = store_parent(registry->store, key);
    }
    return !key;
}

void changed(struct registry *registry, key_id key, uint32_t filter)
{
    if (registry->on_change)
        registry->on_change(registry->on_change_context, registry, key, filter);
}
