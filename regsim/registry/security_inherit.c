/*
 * What a new key gets from its parent ([MS-DTYP] 2.5.3.4.1): the ACEs
 * that containers inherit, or where there are none the default DACL of the token. Most parents have
 * only ACEs that are the same one level down; their subkeys share the parent's descriptor.
 */
#include "registry/security.h"

#include "registry/blob.h"
#include "registry/ops.h"

#include <string.h>

static bool is_sid(struct cursor sid, const struct sid *other)
{
    return sid.size >= other->size && memcmp(sid.bytes, other->bytes, other->size) == 0;
}

/* Administrators own what one of them makes (sdk, "Owner of a New Object"). */
struct sid token_owner(const struct token *token)
{
    struct sid administrators;
    if (sid_from_string(&administrators, "BA")) {
        for (size_t i = 0; i < token->group_count; i++)
            if (sid_same(&token->groups[i], &administrators))
                return administrators;
    }
    return token->user;
}

static bool is_creator(struct cursor sid)
{
    struct sid creator;
    return sid_from_string(&creator, "CO") && is_sid(sid, &creator);
}

/* Whether each ACE stands in a subkey as it stands here. */
static bool is_the_same_below(const struct security_view *parent)
{
    struct cursor aces = parent->dacl;
    if (!parent->has_dacl || !parent->dacl_count || parent->has_sacl)
        return false;
    for (uint16_t i = 0; i < parent->dacl_count; i++) {
        struct ace ace;
        if (!ace_read(&ace, &aces))
            return true; /* a damaged one is not copied */
        if ((ace.flags & (ACE_CONTAINER_INHERIT | ACE_NO_PROPAGATE | ACE_INHERIT_ONLY)) !=
                ACE_CONTAINER_INHERIT ||
            is_creator(ace.sid))
            return false;
    }
    return true;
}

/* CREATOR OWNER becomes the owner here, and stays for those below. */
static uint16_t add_inherited(struct buf *out, const struct ace *ace, const struct sid *owner,
                              uint8_t mark)
{
    uint8_t audit = (uint8_t)((ace->flags & ACE_AUDIT_FLAGS) | mark);
    uint8_t flags = ace->flags & (ACE_CONTAINER_INHERIT | ACE_OBJECT_INHERIT);
    struct sid sid;
    if (!(ace->flags & ACE_CONTAINER_INHERIT) || !sid_read(&sid, ace->sid))
        return 0;
    if (ace->flags & ACE_NO_PROPAGATE)
        flags = 0;
    if (!is_creator(ace->sid)) {
        ace_write(out, ace->type, (uint8_t)(flags | audit), ace->mask, &sid);
        return 1;
    }
    ace_write(out, ace->type, audit, ace->mask, owner);
    if (!flags)
        return 1;
    ace_write(out, ace->type, (uint8_t)(flags | audit | ACE_INHERIT_ONLY), ace->mask, &sid);
    return 2;
}

uint16_t security_inherit_aces(struct buf *out, struct cursor aces, uint16_t count,
                               const struct sid *owner, uint8_t mark)
{
    uint16_t made = 0;
    for (uint16_t i = 0; i < count; i++) {
        struct ace ace;
        if (!ace_read(&ace, &aces))
            break;
        made = (uint16_t)(made + add_inherited(out, &ace, owner, mark));
    }
    return made;
}

static uint16_t default_acl(struct buf *out, const struct sid *owner)
{
    struct sid system;
    ace_write(out, ACE_ALLOW, 0, KEY_ALL_RIGHTS, owner);
    if (sid_from_string(&system, "SY"))
        ace_write(out, ACE_ALLOW, 0, KEY_ALL_RIGHTS, &system);
    return 2;
}

/* rule access.inherited */
const struct blob *security_inherit(const struct blob *parent, const struct token *token)
{
    struct security_view view;
    struct sid owner = token_owner(token), group;
    struct buf dacl = {0}, sacl = {0};
    if (!security_read(&view, blob_bytes(parent), blob_size(parent)) ||
        (is_the_same_below(&view) && is_sid(view.owner, &owner)))
        return NULL;
    struct security_parts parts = {.owner = &owner, .dacl = &dacl, .sacl = &sacl};
    if (sid_read(&group, view.group))
        parts.group = &group;
    if (view.has_dacl)
        parts.dacl_count = security_inherit_aces(&dacl, view.dacl, view.dacl_count, &owner, 0);
    if (!parts.dacl_count)
        parts.dacl_count = default_acl(&dacl, &owner);
    if (view.has_sacl)
        parts.sacl_count = security_inherit_aces(&sacl, view.sacl, view.sacl_count, &owner, 0);
    if (!parts.sacl_count)
        parts.sacl = NULL;
    const struct blob *made = security_write(&parts);
    buf_free(&dacl);
    buf_free(&sacl);
    return made;
}
