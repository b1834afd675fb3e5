/* Making security descriptors: the default one, one more deny ACE, any from its parts. */
#include "registry/security.h"

#include "base/buf.h"
#include "registry/blob.h"
#include "registry/ops.h"

#include <assert.h>

/* O:BAG:SYD:(A;CI;KA;;;BA)(A;CI;KA;;;SY)(A;CI;KR;;;WD): our choice, near what HKLM\SYSTEM has. */
// clang-format off
static const uint8_t default_bytes[] = {
    1, 0, 0x04, 0x80, 20, 0, 0, 0, 36, 0, 0, 0, 0, 0, 0, 0, 48, 0, 0, 0,  /* the header */
    1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 0x20, 2, 0, 0,                   /* Administrators */
    1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0,                                  /* SYSTEM */
    2, 0, 72, 0, 3, 0, 0, 0,                                              /* DACL of three */
    0, 2, 24, 0, 0x3F, 0, 0x0F, 0, 1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 0x20, 2, 0, 0,
    0, 2, 20, 0, 0x3F, 0, 0x0F, 0, 1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0,
    0, 2, 20, 0, 0x19, 0, 0x02, 0, 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0,
};
// clang-format on

static const struct blob default_security = {BLOB_CONSTANT, sizeof default_bytes, default_bytes};

const struct blob *security_default(void)
{
    return &default_security;
}

void ace_write(struct buf *aces, uint8_t type, uint8_t flags, uint32_t mask, const struct sid *sid)
{
    buf_put(aces, type);
    buf_put(aces, flags);
    buf_u16(aces, (uint16_t)(ACE_HEAD + sid->size));
    buf_u32(aces, mask);
    buf_add(aces, sid->bytes, sid->size);
}

static void write_acl(struct buf *out, const struct buf *aces, uint16_t count)
{
    assert(aces->size <= UINT16_MAX - ACL_HEAD);
    buf_put(out, 2);
    buf_put(out, 0);
    buf_u16(out, (uint16_t)(ACL_HEAD + aces->size));
    buf_u16(out, count);
    buf_u16(out, 0);
    buf_add(out, aces->bytes, aces->size);
}

/* Layout: header | owner | group | SACL | DACL. */
const struct blob *security_write(const struct security_parts *parts)
{
    uint32_t at = SECURITY_HEAD, owner = at;
    uint32_t group = at += parts->owner ? parts->owner->size : 0;
    uint32_t sacl = at += parts->group ? parts->group->size : 0;
    uint32_t dacl = at + (parts->sacl ? ACL_HEAD + (uint32_t)parts->sacl->size : 0);
    struct buf out = {0};
    buf_put(&out, 1);
    buf_put(&out, 0);
    buf_u16(&out, (uint16_t)(parts->control | SECURITY_SELF_RELATIVE |
                             (parts->sacl ? SECURITY_SACL_PRESENT : 0) |
                             (parts->dacl ? SECURITY_DACL_PRESENT : 0)));
    buf_u32(&out, parts->owner ? owner : 0);
    buf_u32(&out, parts->group ? group : 0);
    buf_u32(&out, parts->sacl ? sacl : 0);
    buf_u32(&out, parts->dacl ? dacl : 0);
    if (parts->owner)
        buf_add(&out, parts->owner->bytes, parts->owner->size);
    if (parts->group)
        buf_add(&out, parts->group->bytes, parts->group->size);
    if (parts->sacl)
        write_acl(&out, parts->sacl, parts->sacl_count);
    if (parts->dacl)
        write_acl(&out, parts->dacl, parts->dacl_count);
    const struct blob *blob = blob_new(out.bytes, out.size);
    buf_free(&out);
    return blob;
}

/* A descriptor without a DACL lets everyone do everything, so there the new one also says that. */
const struct blob *security_with_deny(const struct blob *security, const struct sid *who,
                                      uint32_t mask)
{
    struct security_view view;
    bool valid = security_read(&view, blob_bytes(security), blob_size(security));
    assert(valid);
    (void)valid;
    struct sid owner, group, everyone;
    struct buf dacl = {0}, sacl = {0};
    ace_write(&dacl, ACE_DENY, ACE_CONTAINER_INHERIT, mask, who);
    struct security_parts parts = {
        .control = view.control, .dacl = &dacl, .dacl_count = (uint16_t)(view.dacl_count + 1)};
    if (view.has_dacl) {
        buf_add(&dacl, view.dacl.bytes, view.dacl.size);
    } else if (sid_from_string(&everyone, "WD")) {
        ace_write(&dacl, ACE_ALLOW, ACE_CONTAINER_INHERIT, KEY_ALL_RIGHTS, &everyone);
        parts.dacl_count++;
    }
    if (view.has_sacl) {
        buf_add(&sacl, view.sacl.bytes, view.sacl.size);
        parts.sacl = &sacl;
        parts.sacl_count = view.sacl_count;
    }
    if (sid_read(&owner, view.owner))
        parts.owner = &owner;
    if (sid_read(&group, view.group))
        parts.group = &group;
    const struct blob *denying = security_write(&parts);
    buf_free(&dacl);
    buf_free(&sacl);
    return denying;
}
