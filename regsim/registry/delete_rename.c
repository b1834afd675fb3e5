/* Deleting and renaming keys (registry/ops.h). */
#include "registry/resolve.h"
#include "registry/rights.h"

#include "sdk/winerror.h"

/* The key at `path`, which `base` itself is where the path is empty (rule delete.through-link). */
static uint32_t find(key_id *out, const struct registry *registry, const struct reg_key *base,
                     struct ustr path, uint32_t view)
{
    struct walk walk;
    uint32_t code = walk_start(&walk, registry, base, path);
    if (code != ERROR_SUCCESS)
        return code;
    walk_view(&walk, view);
    code = walk_on(&walk);
    *out = walk.at;
    walk_end(&walk);
    return code;
}

uint32_t reg_delete_opened(struct registry *registry, const struct reg_caller *caller,
                           const struct reg_key *key)
{
    /* rule delete.has-children */
    if (store_child_count(registry->store, key->key) || is_hive_root(registry, key->key))
        return ERROR_ACCESS_DENIED; /* [MS-RRP] 3.1.5.7, BaseRegDeleteKey */
    key_id parent = store_parent(registry->store, key->key);
    store_key_remove(registry->store, key->key);
    store_touch(registry->store, parent, caller->now);
    changed(registry, parent, REG_CHANGE_NAME);
    return ERROR_SUCCESS;
}

void reg_gone(struct registry *registry, key_id key)
{
    changed(registry, key, 0);
}

/* The key is opened anew with DELETE: the rights of the handle do not matter (sdk-api
 * RegDeleteKeyW), and of a deleted key nothing can be opened, the empty path included (rule
 * delete.rights). */
uint32_t reg_delete_key(struct registry *registry, const struct reg_caller *caller,
                        const struct reg_key *base, struct ustr path, uint32_t view)
{
    key_id key;
    uint32_t code = find(&key, registry, base, path, view);
    if (code == ERROR_SUCCESS)
        code = authorize(NULL, registry, caller, key, DELETE_RIGHT);
    if (code != ERROR_SUCCESS)
        return code;
    return reg_delete_opened(registry, caller, &(struct reg_key){key, DELETE_RIGHT, 0});
}

/* A taken name, its own one included, is STATUS_CANNOT_DELETE from NtRenameKey (Wine ntdll
 * test_NtRenameKey), hence 5, as is a handle without KEY_WRITE. That both the key and its parent
 * are touched is our choice (rules rename.absent, rename.taken, rename.path). */
uint32_t reg_rename(struct registry *registry, const struct reg_caller *caller,
                    const struct reg_key *base, struct ustr path, struct ustr name)
{
    key_id key;
    if (!name.count || name.count > REG_KEY_NAME_MAX || ustr_find(name, u'\\', 0) != SIZE_MAX)
        return ERROR_INVALID_PARAMETER;
    uint32_t code = find(&key, registry, base, path, base ? base->view : 0);
    if (code == ERROR_SUCCESS && path.count)
        code = authorize(NULL, registry, caller, key, KEY_WRITE_RIGHTS);
    else if (code == ERROR_SUCCESS)
        /* rule rename.rights */
        code = require(registry, base, KEY_WRITE_RIGHTS);
    if (code != ERROR_SUCCESS)
        return code;
    key_id parent = store_parent(registry->store, key);
    if (is_hive_root(registry, key) || store_child_find(registry->store, parent, name))
        return ERROR_ACCESS_DENIED;
    store_key_rename(registry->store, key, name);
    store_touch(registry->store, key, caller->now);
    store_touch(registry->store, parent, caller->now);
    changed(registry, parent, REG_CHANGE_NAME);
    return ERROR_SUCCESS;
}
