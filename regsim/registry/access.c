#include "registry/access.h"

#include "registry/ops.h"
#include "registry/security.h"

#include <assert.h>
#include <string.h>

enum {
    ACCESS_SYSTEM_SECURITY = 0x01000000,
    GENERIC_ALL_BIT = 0x10000000,
    GENERIC_EXECUTE_BIT = 0x20000000,
    GENERIC_WRITE_BIT = 0x40000000,
};
#define GENERIC_READ_BIT 0x80000000u

static struct sid sid_of(const char *text)
{
    struct sid sid;
    bool known = sid_from_string(&sid, text);
    assert(known);
    (void)known;
    return sid;
}

struct token token_administrator(void)
{
    struct token token = {.user = sid_of("S-1-5-21-1000-1000-1000-500"),
                          .privileges_held = PRIVILEGE_BACKUP | PRIVILEGE_RESTORE |
                                             PRIVILEGE_TAKE_OWNERSHIP | PRIVILEGE_SECURITY |
                                             PRIVILEGE_CHANGE_NOTIFY,
                          .privileges_enabled = PRIVILEGE_CHANGE_NOTIFY};
    token.groups[token.group_count++] = sid_of("BA");
    token.groups[token.group_count++] = sid_of("BU");
    token.groups[token.group_count++] = sid_of("AU");
    token.groups[token.group_count++] = sid_of("IU");
    token.groups[token.group_count++] = sid_of("WD");
    return token;
}

struct token token_user(void)
{
    struct token token = {.user = sid_of("S-1-5-21-1000-1000-1000-1001"),
                          .privileges_held = PRIVILEGE_CHANGE_NOTIFY,
                          .privileges_enabled = PRIVILEGE_CHANGE_NOTIFY};
    token.groups[token.group_count++] = sid_of("BU");
    token.groups[token.group_count++] = sid_of("AU");
    token.groups[token.group_count++] = sid_of("IU");
    token.groups[token.group_count++] = sid_of("WD");
    return token;
}

struct token token_system(void)
{
    uint32_t all = PRIVILEGE_BACKUP | PRIVILEGE_RESTORE | PRIVILEGE_TAKE_OWNERSHIP |
                   PRIVILEGE_SECURITY | PRIVILEGE_TCB | PRIVILEGE_CHANGE_NOTIFY;
    struct token token = {.user = sid_of("SY"),
                          .privileges_held = all,
                          .privileges_enabled = PRIVILEGE_CHANGE_NOTIFY};
    token.groups[token.group_count++] = sid_of("BA");
    token.groups[token.group_count++] = sid_of("AU");
    token.groups[token.group_count++] = sid_of("WD");
    return token;
}

const struct blob *access_security(const struct store *store, key_id key)
{
    const struct blob *security = store_security_inherited(store, key);
    return security ? security : security_default();
}

/* [MS-RRP] 2.2.4: what the generic rights mean for keys (rule access.masks). */
uint32_t access_map_generic(uint32_t mask)
{
    uint32_t mapped =
        mask & ~(GENERIC_READ_BIT | GENERIC_WRITE_BIT | GENERIC_EXECUTE_BIT | GENERIC_ALL_BIT);
    if (mask & (GENERIC_READ_BIT | GENERIC_EXECUTE_BIT))
        mapped |= KEY_READ_RIGHTS;
    if (mask & GENERIC_WRITE_BIT)
        mapped |= KEY_WRITE_RIGHTS;
    if (mask & GENERIC_ALL_BIT)
        mapped |= KEY_ALL_RIGHTS;
    return mapped;
}

static bool sid_is(struct cursor sid, const struct sid *other)
{
    return sid.size >= other->size && sid.bytes[1] == other->bytes[1] &&
           memcmp(sid.bytes, other->bytes, other->size) == 0;
}

static bool token_has(const struct token *token, struct cursor sid)
{
    if (sid_is(sid, &token->user))
        return true;
    for (size_t i = 0; i < token->group_count; i++) {
        if (sid_is(sid, &token->groups[i]))
            return true;
    }
    return false;
}

/* The rights that the DACL gives: for each right the first ACE that speaks of it decides. Stops
 * once all of `wanted` are given. What follows a damaged ACE gives nothing. */
static uint32_t dacl_grants(const struct security_view *view, const struct token *token,
                            uint32_t wanted)
{
    uint32_t granted = 0, denied = 0;
    struct cursor aces = view->dacl;
    for (uint16_t i = 0; i < view->dacl_count && wanted & ~granted; i++) {
        struct ace ace;
        if (!ace_read(&ace, &aces))
            break;
        if (ace.type > ACE_DENY || (ace.flags & ACE_INHERIT_ONLY) || !token_has(token, ace.sid))
            continue;
        uint32_t mask = access_map_generic(ace.mask);
        if (ace.type == ACE_ALLOW)
            granted |= mask & ~denied;
        else
            denied |= mask & ~granted;
    }
    return granted;
}

/* [MS-DTYP] 2.5.3.2; an owner may always read and change the DACL. */
static uint32_t rights_of(const struct security_view *view, const struct token *token,
                          uint32_t wanted)
{
    uint32_t granted = view->has_dacl ? dacl_grants(view, token, wanted) : KEY_ALL_RIGHTS;
    if (!(wanted & ~granted))
        return granted;
    if (view->owner.size && token_has(token, view->owner))
        granted |= READ_CONTROL_RIGHT | WRITE_DAC_RIGHT;
    if (token->privileges_enabled & PRIVILEGE_TAKE_OWNERSHIP)
        granted |= WRITE_OWNER_RIGHT;
    if (token->privileges_enabled & PRIVILEGE_SECURITY)
        granted |= ACCESS_SYSTEM_SECURITY;
    return granted;
}

/* rule access.dacl */
bool access_check(uint32_t *granted, const struct blob *security, const struct token *token,
                  uint32_t desired)
{
    struct security_view view;
    *granted = 0;
    if (!security_read(&view, blob_bytes(security), blob_size(security)))
        return false;
    uint32_t wanted = access_map_generic(desired & ~(uint32_t)MAXIMUM_ALLOWED_RIGHT);
    bool maximum = desired & MAXIMUM_ALLOWED_RIGHT;
    uint32_t all = rights_of(&view, token, maximum ? UINT32_MAX : wanted);
    if (wanted & ~all)
        return false;
    *granted = maximum ? all & (KEY_ALL_RIGHTS | wanted) : wanted;
    return *granted != 0;
}
