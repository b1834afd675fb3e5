/*
 * SIDs, ACLs and descriptors that the program builds in its own memory (sdk-api securitybaseapi).
 * None of these enters the machine: a wild pointer faults in the program, as on Windows.
 */
#include "win32/user.h"

#include "sdk/securitybaseapi.h"

/* Each is the whole header with what follows it; sizes from the program are trusted as Windows
 * does. */
static BOOL refuse(DWORD code)
{
    SetLastError(code);
    return FALSE;
}

USER_MEMORY BOOL WINAPI IsValidSid(PSID sid)
{
    const SID *s = sid;
    return s && s->Revision == SID_REVISION && s->SubAuthorityCount <= 15;
}

USER_MEMORY DWORD WINAPI GetLengthSid(PSID sid)
{
    const SID *s = sid;
    return 8u + 4u * s->SubAuthorityCount;
}

USER_MEMORY BOOL WINAPI EqualSid(PSID a, PSID b)
{
    const BYTE *left = a, *right = b;
    DWORD size = GetLengthSid(a);
    if (left[0] != right[0] || left[1] != right[1])
        return FALSE;
    for (DWORD i = 2; i < size; i++)
        if (left[i] != right[i])
            return FALSE;
    return TRUE;
}

USER_MEMORY BOOL WINAPI InitializeAcl(PACL acl, DWORD size, DWORD revision)
{
    if (size < sizeof *acl)
        return refuse(ERROR_INSUFFICIENT_BUFFER);
    if (size > 0xFFFF || revision < 2 || revision > 4)
        return refuse(ERROR_INVALID_PARAMETER);
    *acl = (ACL){(BYTE)revision, 0, (WORD)size, 0, 0};
    return TRUE;
}

/* The place of the ACE with this index, or of the end; NULL: the list is damaged. */
USER_MEMORY static ACE_HEADER *ace_at(ACL *acl, DWORD index)
{
    BYTE *at = (BYTE *)(acl + 1), *end = (BYTE *)acl + acl->AclSize;
    for (DWORD i = 0; i < index; i++) {
        if (at + sizeof(ACE_HEADER) > end || ((ACE_HEADER *)(void *)at)->AceSize == 0)
            return NULL;
        at += ((ACE_HEADER *)(void *)at)->AceSize;
    }
    return at <= end ? (ACE_HEADER *)(void *)at : NULL;
}

USER_MEMORY static BOOL add_ace(ACL *acl, DWORD revision, BYTE type, DWORD mask, PSID sid)
{
    if (!IsValidSid(sid))
        return refuse(ERROR_INVALID_SID);
    if (revision < acl->AclRevision && revision < 2)
        return refuse(ERROR_REVISION_MISMATCH);
    DWORD sid_size = GetLengthSid(sid), size = 8 + sid_size;
    ACE_HEADER *place = ace_at(acl, acl->AceCount);
    if (!place)
        return refuse(ERROR_INVALID_ACL);
    if ((BYTE *)place + size > (BYTE *)acl + acl->AclSize)
        return refuse(ERROR_ALLOTTED_SPACE_EXCEEDED);
    ACCESS_ALLOWED_ACE *ace = (ACCESS_ALLOWED_ACE *)(void *)place;
    ace->Header = (ACE_HEADER){type, 0, (WORD)size};
    ace->Mask = mask;
    for (DWORD i = 0; i < sid_size; i++)
        ((BYTE *)&ace->SidStart)[i] = ((const BYTE *)sid)[i];
    acl->AceCount++;
    return TRUE;
}

BOOL WINAPI AddAccessAllowedAce(PACL acl, DWORD revision, DWORD mask, PSID sid)
{
    return add_ace(acl, revision, ACCESS_ALLOWED_ACE_TYPE, mask, sid);
}

BOOL WINAPI AddAccessDeniedAce(PACL acl, DWORD revision, DWORD mask, PSID sid)
{
    return add_ace(acl, revision, ACCESS_DENIED_ACE_TYPE, mask, sid);
}

USER_MEMORY BOOL WINAPI GetAce(PACL acl, DWORD index, LPVOID *ace)
{
    if (index >= acl->AceCount)
        return refuse(ERROR_INVALID_PARAMETER);
    *ace = ace_at(acl, index);
    return *ace != NULL;
}

USER_MEMORY BOOL WINAPI InitializeSecurityDescriptor(PSECURITY_DESCRIPTOR security, DWORD revision)
{
    if (revision != SECURITY_DESCRIPTOR_REVISION)
        return refuse(ERROR_UNKNOWN_REVISION);
    *(SECURITY_DESCRIPTOR *)security = (SECURITY_DESCRIPTOR){.Revision = (BYTE)revision};
    return TRUE;
}

USER_MEMORY BOOL WINAPI IsValidSecurityDescriptor(PSECURITY_DESCRIPTOR security)
{
    const SECURITY_DESCRIPTOR *s = security;
    return s && s->Revision == SECURITY_DESCRIPTOR_REVISION;
}

USER_MEMORY BOOL WINAPI GetSecurityDescriptorControl(PSECURITY_DESCRIPTOR security,
                                                     PSECURITY_DESCRIPTOR_CONTROL control,
                                                     LPDWORD revision)
{
    const SECURITY_DESCRIPTOR *s = security;
    *revision = s->Revision;
    if (s->Revision != SECURITY_DESCRIPTOR_REVISION)
        return refuse(ERROR_UNKNOWN_REVISION);
    *control = s->Control;
    return TRUE;
}

USER_MEMORY BOOL WINAPI SetSecurityDescriptorDacl(PSECURITY_DESCRIPTOR security, BOOL present,
                                                  PACL dacl, BOOL defaulted)
{
    SECURITY_DESCRIPTOR *s = security;
    if (s->Control & SE_SELF_RELATIVE)
        return refuse(ERROR_INVALID_SECURITY_DESCR);
    s->Control &= (WORD) ~(SE_DACL_PRESENT | SE_DACL_DEFAULTED);
    if (present)
        s->Control |= defaulted ? SE_DACL_PRESENT | SE_DACL_DEFAULTED : SE_DACL_PRESENT;
    s->Dacl = present ? dacl : NULL;
    return TRUE;
}

USER_MEMORY BOOL WINAPI GetSecurityDescriptorDacl(PSECURITY_DESCRIPTOR security, LPBOOL present,
                                                  PACL *dacl, LPBOOL defaulted)
{
    const SECURITY_DESCRIPTOR *s = security;
    const SECURITY_DESCRIPTOR_RELATIVE *r = security;
    *present = (s->Control & SE_DACL_PRESENT) != 0;
    if (!*present)
        return TRUE;
    *defaulted = (s->Control & SE_DACL_DEFAULTED) != 0;
    if (!(s->Control & SE_SELF_RELATIVE))
        *dacl = s->Dacl;
    else
        *dacl = r->Dacl ? (PACL)(void *)((BYTE *)security + r->Dacl) : NULL;
    return TRUE;
}
