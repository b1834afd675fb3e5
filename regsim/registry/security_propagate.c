/*
 * Inheritance kept up to date, as aclapi's functions do it from Windows 2000 on ("Automatic
 * Propagation of Inheritable ACEs"): a DACL that is not protected is its own ACEs, and behind them
 * those that it inherits, which are marked. Who sets the DACL of one key so changes those below.
 *
 * A descriptor that was never kept so has no marks: what is the same as the parent's gives counts
 * as inherited there (sdk-api ConvertToAutoInheritPrivateObjectSecurity).
 */
#include "registry/rights.h"
#include "registry/security.h"

#include "registry/blob.h"

#include "sdk/winerror.h"

#include <string.h>

/* Whether the list has this ACE, its mark aside. */
static bool has_ace(const struct buf *list, uint16_t count, struct cursor whole, size_t at,
                    size_t size)
{
    struct cursor aces = cursor_of(list->bytes, list->size);
    for (uint16_t i = 0; i < count; i++) {
        size_t start = aces.at;
        struct ace ace;
        if (!ace_read(&ace, &aces))
            return false;
        if (aces.at - start == size && ace.flags == whole.bytes[at + 1] &&
            memcmp(list->bytes + start + 2, whole.bytes + at + 2, size - 2) == 0 &&
            ace.type == whole.bytes[at])
            return true;
    }
    return false;
}

/* The ACEs of the descriptor's own, without those that came from `parent`. */
static uint16_t own_aces(struct buf *out, const struct security_view *view,
                         const struct security_view *parent, const struct sid *owner)
{
    struct buf given = {0};
    struct cursor aces = view->dacl;
    bool marked = view->control & SECURITY_DACL_AUTO_INHERITED;
    uint16_t made = 0, inherited = 0;
    if (!marked)
        inherited = security_inherit_aces(&given, parent->dacl, parent->dacl_count, owner, 0);
    for (uint16_t i = 0; i < view->dacl_count; i++) {
        size_t start = aces.at;
        struct ace ace;
        if (!ace_read(&ace, &aces))
            break;
        size_t size = aces.at - start;
        if (ace.flags & ACE_INHERITED || has_ace(&given, inherited, view->dacl, start, size))
            continue;
        buf_add(out, view->dacl.bytes + start, size);
        made++;
    }
    buf_free(&given);
    return made;
}

/* rule access.propagated */
const struct blob *security_reinherit(const struct blob *own, const struct blob *old_parent,
                                      const struct blob *parent)
{
    struct security_view view, before, above;
    struct sid owner = {{0}, 0};
    if (!security_read(&view, blob_bytes(own), blob_size(own)) ||
        !security_read(&before, blob_bytes(old_parent), blob_size(old_parent)) ||
        !security_read(&above, blob_bytes(parent), blob_size(parent)) || !view.has_dacl ||
        !above.has_dacl || view.control & SECURITY_DACL_PROTECTED)
        return blob_retain(own);
    (void)sid_read(&owner, view.owner);
    struct buf dacl = {0};
    uint16_t count = own_aces(&dacl, &view, &before, &owner);
    count = (uint16_t)(count + security_inherit_aces(&dacl, above.dacl, above.dacl_count, &owner,
                                                     ACE_INHERITED));
    const struct security_parts parts = {
        .control = SECURITY_DACL_AUTO_INHERITED, .dacl = &dacl, .dacl_count = count};
    const struct blob *list = security_write(&parts);
    const struct blob *made = security_combine(own, list, SECURITY_DACL_PART);
    blob_release(list);
    buf_free(&dacl);
    return made;
}

static bool same_blob(const struct blob *a, const struct blob *b)
{
    return blob_size(a) == blob_size(b) && memcmp(blob_bytes(a), blob_bytes(b), blob_size(a)) == 0;
}

/* What the caller may not change stays, and all below it (our choice: Windows goes on with the
 * others, and answers as if all had gone well). */
static void pass_on(struct registry *registry, const struct reg_caller *caller, key_id key,
                    const struct blob *before, const struct blob *after)
{
    const struct store *store = registry->store;
    for (size_t i = 0; i < store_child_count(store, key); i++) {
        key_id child = store_child_at(store, key, i);
        struct reg_key opened = {.key = child, .granted = WRITE_DAC_RIGHT};
        const struct blob *old = blob_retain(access_security(store, child));
        const struct blob *made = security_reinherit(old, before, after);
        if (!same_blob(old, made) &&
            authorize(NULL, registry, caller, child, WRITE_DAC_RIGHT) == ERROR_SUCCESS &&
            reg_set_security(registry, caller, &opened, SECURITY_DACL_PART, made) == ERROR_SUCCESS)
            pass_on(registry, caller, child, old, made);
        blob_release(made);
        blob_release(old);
    }
}

uint32_t reg_set_security_inherited(struct registry *registry, const struct reg_caller *caller,
                                    const struct reg_key *key, uint32_t what,
                                    const struct blob *whole)
{
    uint32_t code = reg_may_set_security(registry, key, what);
    if (code != ERROR_SUCCESS)
        return code;
    const struct store *store = registry->store;
    const struct blob *before = blob_retain(access_security(store, key->key));
    const struct blob *parent = access_security(store, store_parent(store, key->key));
    const struct blob *after = what & SECURITY_DACL_PART && !is_hive_root(registry, key->key)
                                   ? security_reinherit(whole, parent, parent)
                                   : blob_retain(whole);
    code = reg_set_security(registry, caller, key, what, after);
    if (code == ERROR_SUCCESS && what & SECURITY_DACL_PART)
        pass_on(registry, caller, key->key, before, after);
    blob_release(after);
    blob_release(before);
    return code;
}
