/*
 * Security descriptors in the program's memory (sdk-api securitybaseapi): absolute ones, which
 * point to their parts, and self-relative ones, whose parts lie behind them.
 */
#include "win32/security.h"

USER_MEMORY BOOL WINAPI InitializeSecurityDescriptor(PSECURITY_DESCRIPTOR security, DWORD revision)
{
    if (revision != SECURITY_DESCRIPTOR_REVISION)
        return refuse(ERROR_UNKNOWN_REVISION);
    *(SECURITY_DESCRIPTOR *)security = (SECURITY_DESCRIPTOR){.Revision = (BYTE)revision};
    return TRUE;
}

USER_MEMORY static void *part(PSECURITY_DESCRIPTOR security, DWORD offset)
{
    return offset ? (BYTE *)security + offset : NULL;
}

USER_MEMORY struct descriptor_places descriptor_places(PSECURITY_DESCRIPTOR security)
{
    const SECURITY_DESCRIPTOR *s = security;
    struct descriptor_places places;
    if (s->Control & SE_SELF_RELATIVE) {
        const SECURITY_DESCRIPTOR_RELATIVE *r = security;
        places = (struct descriptor_places){part(security, r->Owner), part(security, r->Group),
                                            part(security, r->Sacl), part(security, r->Dacl)};
    } else {
        places = (struct descriptor_places){s->Owner, s->Group, s->Sacl, s->Dacl};
    }
    if (!(s->Control & SE_SACL_PRESENT))
        places.sacl = NULL;
    if (!(s->Control & SE_DACL_PRESENT))
        places.dacl = NULL;
    return places;
}

USER_MEMORY BOOL WINAPI IsValidSecurityDescriptor(PSECURITY_DESCRIPTOR security)
{
    SECURITY_DESCRIPTOR copy;
    size_t size = sizeof(SECURITY_DESCRIPTOR_RELATIVE);
    if (!user_readable(&copy, security, size) || copy.Revision != SECURITY_DESCRIPTOR_REVISION)
        return FALSE;
    if (!(copy.Control & SE_SELF_RELATIVE) && !user_readable(&copy, security, sizeof copy))
        return FALSE;
    const struct descriptor_places at = descriptor_places(security);
    return (!at.owner || IsValidSid(at.owner)) && (!at.group || IsValidSid(at.group)) &&
           (!at.sacl || IsValidAcl(at.sacl)) && (!at.dacl || IsValidAcl(at.dacl));
}

/* Parts lie at multiples of four. */
USER_MEMORY static DWORD padded(DWORD size)
{
    return (size + 3) & ~(DWORD)3;
}

USER_MEMORY static DWORD parts_size(PSECURITY_DESCRIPTOR security)
{
    const struct descriptor_places at = descriptor_places(security);
    return (at.owner ? padded(GetLengthSid(at.owner)) : 0) +
           (at.group ? padded(GetLengthSid(at.group)) : 0) +
           (at.sacl ? padded(at.sacl->AclSize) : 0) + (at.dacl ? padded(at.dacl->AclSize) : 0);
}

USER_MEMORY static BOOL is_relative(PSECURITY_DESCRIPTOR security)
{
    return (((SECURITY_DESCRIPTOR *)security)->Control & SE_SELF_RELATIVE) != 0;
}

/* With the head that it has: 20 bytes, or on a 64-bit Windows 40 where it is absolute. */
USER_MEMORY DWORD WINAPI GetSecurityDescriptorLength(PSECURITY_DESCRIPTOR security)
{
    DWORD head =
        is_relative(security) ? sizeof(SECURITY_DESCRIPTOR_RELATIVE) : sizeof(SECURITY_DESCRIPTOR);
    return head + parts_size(security);
}

/* 0, or why there is nothing to get or set. */
USER_MEMORY static DWORD check(PSECURITY_DESCRIPTOR security, BOOL for_writing)
{
    if (((SECURITY_DESCRIPTOR *)security)->Revision != SECURITY_DESCRIPTOR_REVISION)
        return ERROR_UNKNOWN_REVISION;
    return for_writing && is_relative(security) ? ERROR_INVALID_SECURITY_DESCR : ERROR_SUCCESS;
}

USER_MEMORY BOOL WINAPI GetSecurityDescriptorControl(PSECURITY_DESCRIPTOR security,
                                                     PSECURITY_DESCRIPTOR_CONTROL control,
                                                     LPDWORD revision)
{
    const SECURITY_DESCRIPTOR *s = security;
    DWORD code = check(security, FALSE);
    *revision = s->Revision;
    if (code != ERROR_SUCCESS)
        return refuse(code);
    *control = s->Control;
    return TRUE;
}

/* Only what says how lists are inherited (rule descriptor.control). */
USER_MEMORY BOOL WINAPI SetSecurityDescriptorControl(PSECURITY_DESCRIPTOR security,
                                                     SECURITY_DESCRIPTOR_CONTROL mask,
                                                     SECURITY_DESCRIPTOR_CONTROL bits)
{
    SECURITY_DESCRIPTOR *s = security;
    const WORD untrusted = 0x40, server = 0x80; /* of winnt, for servers alone */
    const WORD settable = untrusted | server | SE_DACL_AUTO_INHERIT_REQ | SE_SACL_AUTO_INHERIT_REQ |
                          SE_DACL_AUTO_INHERITED | SE_SACL_AUTO_INHERITED | SE_DACL_PROTECTED |
                          SE_SACL_PROTECTED;
    if ((mask | bits) & ~settable)
        return refuse(ERROR_INVALID_PARAMETER);
    s->Control = (WORD)((s->Control & ~mask) | (bits & mask));
    return TRUE;
}

USER_MEMORY static void mark(SECURITY_DESCRIPTOR *security, WORD bit, BOOL on)
{
    security->Control = (WORD)(on ? security->Control | bit : security->Control & ~bit);
}

/* Only into absolute ones (rule descriptor.set). */
USER_MEMORY BOOL WINAPI SetSecurityDescriptorOwner(PSECURITY_DESCRIPTOR security, PSID owner,
                                                   BOOL defaulted)
{
    SECURITY_DESCRIPTOR *s = security;
    DWORD code = check(security, TRUE);
    if (code != ERROR_SUCCESS)
        return refuse(code);
    s->Owner = owner;
    mark(s, SE_OWNER_DEFAULTED, defaulted);
    return TRUE;
}

USER_MEMORY BOOL WINAPI SetSecurityDescriptorGroup(PSECURITY_DESCRIPTOR security, PSID group,
                                                   BOOL defaulted)
{
    SECURITY_DESCRIPTOR *s = security;
    DWORD code = check(security, TRUE);
    if (code != ERROR_SUCCESS)
        return refuse(code);
    s->Group = group;
    mark(s, SE_GROUP_DEFAULTED, defaulted);
    return TRUE;
}

USER_MEMORY static BOOL set_list(SECURITY_DESCRIPTOR *security, PACL *place, WORD present_bit,
                                 WORD defaulted_bit, PACL list, BOOL present, BOOL defaulted)
{
    mark(security, present_bit, present);
    mark(security, defaulted_bit, present && defaulted);
    *place = present ? list : NULL;
    return TRUE;
}

USER_MEMORY BOOL WINAPI SetSecurityDescriptorDacl(PSECURITY_DESCRIPTOR security, BOOL present,
                                                  PACL dacl, BOOL defaulted)
{
    SECURITY_DESCRIPTOR *s = security;
    DWORD code = check(security, TRUE);
    return code == ERROR_SUCCESS
               ? set_list(s, &s->Dacl, SE_DACL_PRESENT, SE_DACL_DEFAULTED, dacl, present, defaulted)
               : refuse(code);
}

USER_MEMORY BOOL WINAPI SetSecurityDescriptorSacl(PSECURITY_DESCRIPTOR security, BOOL present,
                                                  PACL sacl, BOOL defaulted)
{
    SECURITY_DESCRIPTOR *s = security;
    DWORD code = check(security, TRUE);
    return code == ERROR_SUCCESS
               ? set_list(s, &s->Sacl, SE_SACL_PRESENT, SE_SACL_DEFAULTED, sacl, present, defaulted)
               : refuse(code);
}

USER_MEMORY static BOOL has(PSECURITY_DESCRIPTOR security, WORD bit)
{
    return (((SECURITY_DESCRIPTOR *)security)->Control & bit) != 0;
}

USER_MEMORY BOOL WINAPI GetSecurityDescriptorOwner(PSECURITY_DESCRIPTOR security, PSID *owner,
                                                   LPBOOL defaulted)
{
    DWORD code = check(security, FALSE);
    if (code != ERROR_SUCCESS)
        return refuse(code);
    *owner = descriptor_places(security).owner;
    *defaulted = has(security, SE_OWNER_DEFAULTED);
    return TRUE;
}

USER_MEMORY BOOL WINAPI GetSecurityDescriptorGroup(PSECURITY_DESCRIPTOR security, PSID *group,
                                                   LPBOOL defaulted)
{
    DWORD code = check(security, FALSE);
    if (code != ERROR_SUCCESS)
        return refuse(code);
    *group = descriptor_places(security).group;
    *defaulted = has(security, SE_GROUP_DEFAULTED);
    return TRUE;
}

/* Where there is no list, only that is said (rule descriptor.absent-list). */
USER_MEMORY static BOOL get_list(PSECURITY_DESCRIPTOR security, WORD present_bit,
                                 WORD defaulted_bit, LPBOOL present, PACL *list, LPBOOL defaulted)
{
    DWORD code = check(security, FALSE);
    if (code != ERROR_SUCCESS)
        return refuse(code);
    *present = has(security, present_bit);
    if (!*present)
        return TRUE;
    const struct descriptor_places at = descriptor_places(security);
    *list = present_bit == SE_DACL_PRESENT ? at.dacl : at.sacl;
    *defaulted = has(security, defaulted_bit);
    return TRUE;
}

BOOL WINAPI GetSecurityDescriptorDacl(PSECURITY_DESCRIPTOR security, LPBOOL present, PACL *dacl,
                                      LPBOOL defaulted)
{
    return get_list(security, SE_DACL_PRESENT, SE_DACL_DEFAULTED, present, dacl, defaulted);
}

BOOL WINAPI GetSecurityDescriptorSacl(PSECURITY_DESCRIPTOR security, LPBOOL present, PACL *sacl,
                                      LPBOOL defaulted)
{
    return get_list(security, SE_SACL_PRESENT, SE_SACL_DEFAULTED, present, sacl, defaulted);
}

USER_MEMORY static DWORD put_part(BYTE *base, DWORD *at, const void *from, DWORD size)
{
    DWORD place = *at;
    if (!from)
        return 0;
    for (DWORD i = 0; i < padded(size); i++)
        base[place + i] = i < size ? ((const BYTE *)from)[i] : 0;
    *at += padded(size);
    return place;
}

/* Layout: head | owner | group | SACL | DACL. One that is self-relative is copied (rule
 * descriptor.forms). */
USER_MEMORY BOOL WINAPI MakeSelfRelativeSD(PSECURITY_DESCRIPTOR absolute,
                                           PSECURITY_DESCRIPTOR relative, LPDWORD size)
{
    const SECURITY_DESCRIPTOR *from = absolute;
    const struct descriptor_places parts = descriptor_places(absolute);
    DWORD at = sizeof(SECURITY_DESCRIPTOR_RELATIVE), needed = at + parts_size(absolute);
    if (*size < needed) {
        *size = needed;
        return refuse(ERROR_INSUFFICIENT_BUFFER);
    }
    SECURITY_DESCRIPTOR_RELATIVE head = {.Revision = from->Revision, .Sbz1 = from->Sbz1};
    head.Control = (WORD)(from->Control | SE_SELF_RELATIVE);
    head.Owner = put_part(relative, &at, parts.owner, parts.owner ? GetLengthSid(parts.owner) : 0);
    head.Group = put_part(relative, &at, parts.group, parts.group ? GetLengthSid(parts.group) : 0);
    head.Sacl = put_part(relative, &at, parts.sacl, parts.sacl ? parts.sacl->AclSize : 0);
    head.Dacl = put_part(relative, &at, parts.dacl, parts.dacl ? parts.dacl->AclSize : 0);
    *(SECURITY_DESCRIPTOR_RELATIVE *)relative = head;
    return TRUE;
}

/* A part on its way into a buffer of the caller's: its size is told in any case. */
USER_MEMORY static BOOL fits(const void *part, DWORD needed, LPDWORD room)
{
    DWORD had = *room;
    *room = part ? needed : 0;
    return had >= *room;
}

USER_MEMORY static void *copy_part(void *to, const void *from, DWORD size)
{
    for (DWORD i = 0; from && i < size; i++)
        ((BYTE *)to)[i] = ((const BYTE *)from)[i];
    return from ? to : NULL;
}

/* rule descriptor.forms */
USER_MEMORY BOOL WINAPI MakeAbsoluteSD(PSECURITY_DESCRIPTOR relative, PSECURITY_DESCRIPTOR absolute,
                                       LPDWORD size, PACL dacl, LPDWORD dacl_size, PACL sacl,
                                       LPDWORD sacl_size, PSID owner, LPDWORD owner_size,
                                       PSID group, LPDWORD group_size)
{
    if (!is_relative(relative))
        return refuse(ERROR_BAD_DESCRIPTOR_FORMAT);
    const struct descriptor_places from = descriptor_places(relative);
    BOOL all = fits(relative, sizeof(SECURITY_DESCRIPTOR), size);
    all &= fits(from.owner, from.owner ? GetLengthSid(from.owner) : 0, owner_size);
    all &= fits(from.group, from.group ? GetLengthSid(from.group) : 0, group_size);
    all &= fits(from.sacl, from.sacl ? from.sacl->AclSize : 0, sacl_size);
    all &= fits(from.dacl, from.dacl ? from.dacl->AclSize : 0, dacl_size);
    if (!all)
        return refuse(ERROR_INSUFFICIENT_BUFFER);
    const SECURITY_DESCRIPTOR *head = relative;
    *(SECURITY_DESCRIPTOR *)absolute = (SECURITY_DESCRIPTOR){
        .Revision = head->Revision,
        .Sbz1 = head->Sbz1,
        .Control = (WORD)(head->Control & ~SE_SELF_RELATIVE),
        .Owner = copy_part(owner, from.owner, *owner_size),
        .Group = copy_part(group, from.group, *group_size),
        .Sacl = copy_part(sacl, from.sacl, *sacl_size),
        .Dacl = copy_part(dacl, from.dacl, *dacl_size),
    };
    return TRUE;
}
