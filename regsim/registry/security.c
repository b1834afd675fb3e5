#include "registry/security.h"

#include "base/buf.h"

#include <string.h>

/* How long the SID at the start of `at` is; 0: there is none. */
static size_t sid_size(struct cursor at)
{
    uint8_t revision = cursor_u8(&at), parts = cursor_u8(&at);
    size_t size = 8u + 4u * parts;
    return !at.bad && revision == 1 && parts <= 15 && size <= at.size ? size : 0;
}

bool sid_read(struct sid *out, struct cursor at)
{
    size_t size = sid_size(at);
    if (!size)
        return false;
    *out = (struct sid){.size = (uint32_t)size};
    memcpy(out->bytes, at.bytes, size);
    return true;
}

bool ace_read(struct ace *out, struct cursor *aces)
{
    size_t start = aces->at;
    *out = (struct ace){.type = cursor_u8(aces), .flags = cursor_u8(aces)};
    uint16_t size = cursor_u16(aces);
    struct cursor ace = cursor_window(aces, start, size);
    if (aces->bad || size < ACE_HEAD || ace.bad)
        return false;
    cursor_seek(aces, start + size);
    cursor_seek(&ace, 4);
    out->mask = cursor_u32(&ace);
    if (out->type > ACE_AUDIT)
        return true; /* of a kind that neither grants nor denies here */
    out->sid = cursor_window(&ace, ACE_HEAD, (size_t)size - ACE_HEAD);
    return sid_size(out->sid) != 0;
}

static bool read_acl(struct cursor *aces, uint16_t *count, const struct cursor *whole,
                     uint32_t offset)
{
    struct cursor acl = *whole;
    cursor_seek(&acl, offset);
    uint8_t revision = cursor_u8(&acl);
    cursor_u8(&acl);
    uint16_t size = cursor_u16(&acl);
    *count = cursor_u16(&acl);
    *aces = cursor_window(whole, (size_t)offset + ACL_HEAD,
                          size < ACL_HEAD ? 0 : (size_t)size - ACL_HEAD);
    if (acl.bad || aces->bad || size < ACL_HEAD || revision < 2 || revision > 4)
        return false;
    return true;
}

static bool acl_is_valid(struct cursor aces, uint16_t count)
{
    for (struct ace ace; count; count--) {
        if (!ace_read(&ace, &aces))
            return false;
    }
    return true;
}

static bool read_sid(struct cursor *out, const struct cursor *whole, uint32_t offset)
{
    if (!offset)
        return true;
    if (offset > whole->size)
        return false;
    *out = cursor_window(whole, offset, whole->size - offset);
    size_t size = sid_size(*out);
    out->size = size;
    return size != 0;
}

/* rule access.descriptor-format */
bool security_read(struct security_view *out, const void *bytes, size_t size)
{
    struct cursor whole = cursor_of(bytes, size), at = whole;
    *out = (struct security_view){0};
    uint8_t revision = cursor_u8(&at);
    cursor_u8(&at);
    out->control = cursor_u16(&at);
    uint32_t owner = cursor_u32(&at), group = cursor_u32(&at);
    uint32_t sacl = cursor_u32(&at), dacl = cursor_u32(&at);
    if (at.bad || revision != 1 || !(out->control & SECURITY_SELF_RELATIVE))
        return false;
    out->has_sacl = (out->control & SECURITY_SACL_PRESENT) && sacl;
    out->has_dacl = (out->control & SECURITY_DACL_PRESENT) && dacl;
    return read_sid(&out->owner, &whole, owner) && read_sid(&out->group, &whole, group) &&
           (!out->has_sacl || read_acl(&out->sacl, &out->sacl_count, &whole, sacl)) &&
           (!out->has_dacl || read_acl(&out->dacl, &out->dacl_count, &whole, dacl));
}

bool security_is_valid(const void *bytes, size_t size)
{
    struct security_view view;
    return security_read(&view, bytes, size) && acl_is_valid(view.sacl, view.sacl_count) &&
           acl_is_valid(view.dacl, view.dacl_count);
}
