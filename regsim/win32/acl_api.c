/*
 * Access control lists in the program's memory (sdk-api securitybaseapi):
 *
 *     ACL: revision | size of the room | count || ACE (type, flags, size, mask, SID) | ACE … | free
 *
 * A list keeps the order in which it was written; it is the caller who puts what denies first.
 */
#include "win32/security.h"

USER_MEMORY static BYTE *end_of(const ACL *acl)
{
    return (BYTE *)(uintptr_t)acl + acl->AclSize;
}

/* The place of the ACE with this index, or behind the last one; NULL: the list is damaged. */
USER_MEMORY static BYTE *place_of(const ACL *acl, DWORD index)
{
    BYTE *at = (BYTE *)(uintptr_t)(acl + 1), *end = end_of(acl);
    for (DWORD i = 0; i < index; i++) {
        if (at + sizeof(ACE_HEADER) > end)
            return NULL;
        WORD size = ((ACE_HEADER *)(void *)at)->AceSize;
        if (size < sizeof(ACE_HEADER) || at + size > end)
            return NULL;
        at += size;
    }
    return at;
}

USER_MEMORY static BOOL has_form(const ACL *acl)
{
    return acl->AclRevision >= ACL_REVISION && acl->AclRevision <= ACL_REVISION_DS &&
           acl->AclSize >= sizeof *acl && place_of(acl, acl->AceCount);
}

/* Moves bytes that may overlap, in the program. */
USER_MEMORY static void move(BYTE *to, const BYTE *from, size_t size)
{
    for (size_t i = 0; to < from && i < size; i++)
        to[i] = from[i];
    for (size_t i = size; to > from && i > 0; i--)
        to[i - 1] = from[i - 1];
}

BOOL WINAPI IsValidAcl(PACL acl)
{
    ACL head;
    return acl && user_readable(&head, acl, sizeof head) && user_can_read(acl, head.AclSize) &&
           has_form(acl);
}

USER_MEMORY BOOL WINAPI InitializeAcl(PACL acl, DWORD size, DWORD revision)
{
    if (size < sizeof *acl)
        return refuse(ERROR_INSUFFICIENT_BUFFER);
    if (size > 0xFFFF || revision < ACL_REVISION || revision > ACL_REVISION_DS)
        return refuse(ERROR_INVALID_PARAMETER);
    *acl = (ACL){(BYTE)revision, 0, (WORD)size, 0, 0};
    return TRUE;
}

/* Where `size` more bytes go at the end; NULL: nowhere, and last error says why. */
USER_MEMORY static BYTE *room_for(PACL acl, DWORD revision, DWORD size)
{
    if (acl->AclRevision > ACL_REVISION_DS || revision > ACL_REVISION_DS) {
        refuse(ERROR_REVISION_MISMATCH);
        return NULL;
    }
    BYTE *place = has_form(acl) ? place_of(acl, acl->AceCount) : NULL;
    if (!place)
        refuse(ERROR_INVALID_ACL);
    else if (size > (DWORD)(end_of(acl) - place))
        return refuse(ERROR_ALLOTTED_SPACE_EXCEEDED), NULL;
    return place;
}

USER_MEMORY static void revise(PACL acl, DWORD revision)
{
    if (revision > acl->AclRevision)
        acl->AclRevision = (BYTE)revision;
}

/* rule acl.add */
USER_MEMORY static BOOL add_ace(PACL acl, DWORD revision, BYTE type, DWORD flags, DWORD mask,
                                PSID sid)
{
    if (!IsValidSid(sid))
        return refuse(ERROR_INVALID_SID);
    if (flags & ~(DWORD)(VALID_INHERIT_FLAGS | SUCCESSFUL_ACCESS_ACE_FLAG | FAILED_ACCESS_ACE_FLAG))
        return refuse(ERROR_INVALID_PARAMETER);
    DWORD sid_size = GetLengthSid(sid), size = ACE_HEAD + sid_size;
    BYTE *place = room_for(acl, revision, size);
    if (!place)
        return FALSE;
    ACCESS_ALLOWED_ACE *ace = (ACCESS_ALLOWED_ACE *)(void *)place;
    ace->Header = (ACE_HEADER){type, (BYTE)flags, (WORD)size};
    ace->Mask = mask;
    move(place + ACE_HEAD, sid, sid_size);
    acl->AceCount++;
    revise(acl, revision);
    return TRUE;
}

BOOL WINAPI AddAccessAllowedAce(PACL acl, DWORD revision, DWORD mask, PSID sid)
{
    return add_ace(acl, revision, ACCESS_ALLOWED_ACE_TYPE, 0, mask, sid);
}

BOOL WINAPI AddAccessAllowedAceEx(PACL acl, DWORD revision, DWORD flags, DWORD mask, PSID sid)
{
    return add_ace(acl, revision, ACCESS_ALLOWED_ACE_TYPE, flags, mask, sid);
}

BOOL WINAPI AddAccessDeniedAce(PACL acl, DWORD revision, DWORD mask, PSID sid)
{
    return add_ace(acl, revision, ACCESS_DENIED_ACE_TYPE, 0, mask, sid);
}

BOOL WINAPI AddAccessDeniedAceEx(PACL acl, DWORD revision, DWORD flags, DWORD mask, PSID sid)
{
    return add_ace(acl, revision, ACCESS_DENIED_ACE_TYPE, flags, mask, sid);
}

BOOL WINAPI AddAuditAccessAceEx(PACL acl, DWORD revision, DWORD flags, DWORD mask, PSID sid,
                                BOOL success, BOOL failure)
{
    flags |= (success ? SUCCESSFUL_ACCESS_ACE_FLAG : 0u) | (failure ? FAILED_ACCESS_ACE_FLAG : 0u);
    return add_ace(acl, revision, SYSTEM_AUDIT_ACE_TYPE, flags, mask, sid);
}

BOOL WINAPI AddAuditAccessAce(PACL acl, DWORD revision, DWORD mask, PSID sid, BOOL success,
                              BOOL failure)
{
    return AddAuditAccessAceEx(acl, revision, 0, mask, sid, success, failure);
}

/* How many ACEs these bytes are; -1: they do not end with one. */
USER_MEMORY static int count_aces(const BYTE *aces, DWORD size)
{
    int count = 0;
    while (size > 0) {
        WORD one =
            size < sizeof(ACE_HEADER) ? 0 : ((const ACE_HEADER *)(const void *)aces)->AceSize;
        if (one < sizeof(ACE_HEADER) || one > size)
            return -1;
        aces += one;
        size -= one;
        count++;
    }
    return count;
}

/* rule acl.add-at */
USER_MEMORY BOOL WINAPI AddAce(PACL acl, DWORD revision, DWORD index, LPVOID aces, DWORD size)
{
    BYTE *end = has_form(acl) ? place_of(acl, acl->AceCount) : NULL;
    int count = count_aces(aces, size);
    if (!end || count < 0 || revision > ACL_REVISION_DS)
        return refuse(ERROR_INVALID_PARAMETER);
    if (size > (DWORD)(end_of(acl) - end))
        return refuse(ERROR_INSUFFICIENT_BUFFER);
    BYTE *place = index < acl->AceCount ? place_of(acl, index) : end;
    move(place + size, place, (size_t)(end - place));
    move(place, aces, size);
    acl->AceCount = (WORD)(acl->AceCount + count);
    revise(acl, revision);
    return TRUE;
}

USER_MEMORY BOOL WINAPI GetAce(PACL acl, DWORD index, LPVOID *ace)
{
    BYTE *place = index < acl->AceCount ? place_of(acl, index) : NULL;
    if (!place)
        return refuse(ERROR_INVALID_PARAMETER);
    *ace = place;
    return TRUE;
}

/* What comes behind moves up (rule acl.delete). */
USER_MEMORY BOOL WINAPI DeleteAce(PACL acl, DWORD index)
{
    BYTE *place = index < acl->AceCount ? place_of(acl, index) : NULL;
    BYTE *next = place ? place_of(acl, index + 1) : NULL, *end = place_of(acl, acl->AceCount);
    if (!next || !end)
        return refuse(ERROR_INVALID_PARAMETER);
    move(place, next, (size_t)(end - next));
    acl->AceCount--;
    return TRUE;
}

/* TRUE and NULL where the list is full to the last byte, or past it. */
USER_MEMORY BOOL WINAPI FindFirstFreeAce(PACL acl, LPVOID *ace)
{
    BYTE *place = place_of(acl, acl->AceCount);
    *ace = place && place + sizeof(ACE_HEADER) <= end_of(acl) ? place : NULL;
    return place ? TRUE : refuse(ERROR_INVALID_ACL);
}

/* rule acl.information */
USER_MEMORY BOOL WINAPI GetAclInformation(PACL acl, LPVOID out, DWORD size,
                                          ACL_INFORMATION_CLASS what)
{
    ACL_SIZE_INFORMATION sizes;
    ACL_REVISION_INFORMATION revision = {acl->AclRevision};
    if (what != AclSizeInformation && what != AclRevisionInformation)
        return refuse(ERROR_INVALID_PARAMETER);
    if (size < (what == AclSizeInformation ? sizeof sizes : sizeof revision))
        return refuse(ERROR_INSUFFICIENT_BUFFER);
    if (what == AclRevisionInformation) {
        *(ACL_REVISION_INFORMATION *)out = revision;
        return TRUE;
    }
    const BYTE *end = place_of(acl, acl->AceCount);
    if (!end)
        return refuse(ERROR_INVALID_PARAMETER);
    sizes.AceCount = acl->AceCount;
    sizes.AclBytesInUse = (DWORD)(end - (const BYTE *)acl);
    sizes.AclBytesFree = acl->AclSize - sizes.AclBytesInUse;
    *(ACL_SIZE_INFORMATION *)out = sizes;
    return TRUE;
}
