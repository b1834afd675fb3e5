/* Opening and creating keys (registry/ops.h). */
#include "registry/blob.h"
#include "registry/resolve.h"
#include "registry/rights.h"
#include "registry/security.h"

#include "sdk/winerror.h"

#include <assert.h>

/* REG_OPTION_BACKUP_RESTORE: the mask is ignored, the enabled privileges decide (sdk-api
 * RegCreateKeyExW; rule create.backup-restore). */
static uint32_t backup_rights(uint32_t *granted, const struct registry *registry,
                              const struct reg_caller *caller)
{
    uint32_t enabled = caller->token->privileges_enabled;
    *granted = 0;
    if (enabled & PRIVILEGE_BACKUP)
        *granted |= ACCESS_SYSTEM_SECURITY_RIGHT | KEY_READ_RIGHTS;
    if (enabled & PRIVILEGE_RESTORE)
        *granted |= ACCESS_SYSTEM_SECURITY_RIGHT | KEY_WRITE_RIGHTS |
                    (registry->os >= OS_WIN7 ? DELETE_RIGHT : 0u); /* since Vista */
    return *granted ? ERROR_SUCCESS : ERROR_ACCESS_DENIED;
}

static uint32_t open_found(struct reg_key *out, const struct registry *registry,
                           const struct reg_caller *caller, key_id key, uint32_t options,
                           uint32_t desired)
{
    uint32_t granted;
    uint32_t code = options & REG_OPT_BACKUP_RESTORE
                        ? backup_rights(&granted, registry, caller)
                        : authorize(&granted, registry, caller, key, desired);
    if (code == ERROR_SUCCESS)
        *out = (struct reg_key){key, granted, desired & (KEY_WOW64_32_FLAG | KEY_WOW64_64_FLAG)};
    return code;
}

uint32_t reg_open(struct reg_key *out, struct registry *registry, const struct reg_caller *caller,
                  const struct reg_key *base, struct ustr path, uint32_t options, uint32_t desired)
{
    struct walk walk;
    uint32_t code = walk_start(&walk, registry, base, path);
    *out = (struct reg_key){0}; /* not before: it may be the base itself */
    if (code != ERROR_SUCCESS)
        return code;
    walk.open_link = options & REG_OPT_OPEN_LINK;
    walk_view(&walk, desired);
    code = walk_on(&walk);
    if (code == ERROR_SUCCESS)
        code = open_found(out, registry, caller, walk.at, options, desired);
    walk_end(&walk);
    return code;
}

/* How many levels the path to `key` has, \REGISTRY being the first. */
static unsigned depth_of(const struct registry *registry, key_id key)
{
    unsigned depth = 0;
    for (; key; key = store_parent(registry->store, key))
        depth++;
    return depth;
}

/* What forbids new keys of the names in `walk->rest` below `walk->at` (rules name.component-length,
 * name.depth, name.levels-of-one-call, create.below-roots). */
static uint32_t check_new_names(const struct walk *walk)
{
    unsigned levels = 0;
    for (struct ustr rest = walk->rest; rest.count; levels++) {
        if (walk_name(&rest).count > REG_KEY_NAME_MAX)
            return ERROR_INVALID_PARAMETER;
    }
    /* Registry Element Size Limits gives the numbers; that the code is 87 is our choice. */
    if (levels > REG_CREATE_LEVELS_MAX ||
        depth_of(walk->registry, walk->at) + levels > REG_DEPTH_MAX)
        return ERROR_INVALID_PARAMETER;
    /* Applications cannot make keys directly below HKEY_LOCAL_MACHINE and HKEY_USERS (sdk-api
     * RegCreateKeyExW); that the code is 87 is our choice. */
    if (walk->at == store_root(walk->registry->store) ||
        store_parent(walk->registry->store, walk->at) == store_root(walk->registry->store))
        return ERROR_INVALID_PARAMETER;
    return ERROR_SUCCESS;
}

/* One new key, by the rights that the parent's descriptor gives, not the handle's (sdk-api
 * RegCreateKeyExW; rules create.parents-descriptor, info.last-write). */
static uint32_t create_one(struct walk *walk, struct registry *registry,
                           const struct reg_caller *caller, uint32_t options)
{
    struct ustr name = walk_name(&walk->rest);
    bool link = (options & REG_OPT_CREATE_LINK) && !walk->rest.count;
    uint32_t code = authorize(NULL, registry, caller, walk->at,
                              link ? KEY_CREATE_LINK_RIGHT : KEY_CREATE_SUB_KEY_RIGHT);
    if (code != ERROR_SUCCESS)
        return code;
    uint32_t flags = (options & REG_OPT_VOLATILE ? KEY_VOLATILE : 0) | (link ? KEY_LINK : 0);
    if ((store_flags(registry->store, walk->at) & KEY_VOLATILE) && !(flags & KEY_VOLATILE))
        return ERROR_CHILD_MUST_BE_VOLATILE; /* Wine test_reg_create_key (rule volatile.child) */
    key_id parent = walk->at;
    walk->at = store_key_add(registry->store, parent, name, flags, caller->now);
    const struct blob *own =
        security_inherit(access_security(registry->store, parent), caller->token);
    if (own)
        store_security_set(registry->store, walk->at, own);
    blob_release(own);
    store_touch(registry->store, parent, caller->now);
    changed(registry, parent, REG_CHANGE_NAME);
    return ERROR_SUCCESS;
}

/* rule create.parents */
static uint32_t create_missing(struct walk *walk, struct registry *registry,
                               const struct reg_caller *caller, uint32_t options)
{
    uint32_t code = check_new_names(walk);
    while (code == ERROR_SUCCESS && walk->rest.count)
        code = create_one(walk, registry, caller, options);
    return code;
}

/* Who makes a key gets what he asks for, be it nothing: its descriptor decides from the next call
 * on (wdm ZwCreateKey; rule access.maker). ACCESS_SYSTEM_SECURITY is a privilege's. */
static uint32_t makers_rights(uint32_t *granted, const struct registry *registry,
                              const struct reg_caller *caller, uint32_t options, uint32_t desired)
{
    uint32_t wanted = desired & MAXIMUM_ALLOWED_RIGHT ? KEY_ALL_RIGHTS : 0u;
    if (options & REG_OPT_BACKUP_RESTORE)
        return backup_rights(granted, registry, caller);
    wanted |= access_map_generic(desired);
    *granted = wanted & (KEY_ALL_RIGHTS | ACCESS_SYSTEM_SECURITY_RIGHT);
    return (*granted & ACCESS_SYSTEM_SECURITY_RIGHT) &&
                   !(caller->token->privileges_enabled & PRIVILEGE_SECURITY)
               ? ERROR_ACCESS_DENIED
               : ERROR_SUCCESS;
}

/* What the given descriptor does not say is as in a key without one ([MS-DTYP] 2.5.3.4; rule
 * access.inherited). */
static void put_given(struct store *store, key_id key, const struct blob *given)
{
    struct security_view view;
    bool valid = security_read(&view, blob_bytes(given), blob_size(given));
    assert(valid); /* or no key would have been made */
    (void)valid;
    uint32_t parts = (view.owner.size ? SECURITY_OWNER_PART : 0u) |
                     (view.group.size ? SECURITY_GROUP_PART : 0u) |
                     (view.control & SECURITY_DACL_PRESENT ? SECURITY_DACL_PART : 0u) |
                     (view.control & SECURITY_SACL_PRESENT ? SECURITY_SACL_PART : 0u);
    const struct blob *whole = security_combine(access_security(store, key), given, parts);
    store_security_set(store, key, whole);
    blob_release(whole);
}

/* rules create.parents, create.class, volatile.existing */
static uint32_t create_or_open(struct reg_key *out, uint32_t *disposition, struct walk *walk,
                               struct registry *registry, const struct reg_caller *caller,
                               struct ustr class, uint32_t options, uint32_t desired,
                               const struct blob *security)
{
    uint32_t granted, code = walk_on(walk);
    if (code == ERROR_SUCCESS) {
        if (options & REG_OPT_CREATE_LINK)
            return ERROR_ALREADY_EXISTS; /* Wine test_symlinks (rule link.again) */
        *disposition = REG_DISPOSITION_OPENED;
        return open_found(out, registry, caller, walk->at, options, desired);
    }
    if (code != ERROR_FILE_NOT_FOUND || !walk->rest.count)
        return code;
    if (security && !security_is_valid(blob_bytes(security), blob_size(security)))
        return ERROR_INVALID_SECURITY_DESCR;
    code = makers_rights(&granted, registry, caller, options, desired);
    if (code == ERROR_SUCCESS)
        code = create_missing(walk, registry, caller, options);
    if (code != ERROR_SUCCESS)
        return code;
    if (class.count)
        store_class_set(registry->store, walk->at, class);
    if (security)
        put_given(registry->store, walk->at, security);
    *disposition = REG_DISPOSITION_CREATED;
    *out = (struct reg_key){walk->at, granted, desired & (KEY_WOW64_32_FLAG | KEY_WOW64_64_FLAG)};
    return ERROR_SUCCESS;
}

uint32_t reg_create(struct reg_key *out, uint32_t *disposition, struct registry *registry,
                    const struct reg_caller *caller, const struct reg_key *base, struct ustr path,
                    struct ustr class, uint32_t options, uint32_t desired,
                    const struct blob *security)
{
    struct walk walk;
    uint32_t unused;
    if (!disposition)
        disposition = &unused;
    uint32_t code = walk_start(&walk, registry, base, path);
    *out = (struct reg_key){0}; /* not before: it may be the base itself */
    if (code != ERROR_SUCCESS)
        return code;
    walk.open_link = options & (REG_OPT_OPEN_LINK | REG_OPT_CREATE_LINK);
    walk_view(&walk, desired);
    code = create_or_open(out, disposition, &walk, registry, caller, class, options, desired,
                          security);
    walk_end(&walk);
    return code;
}
