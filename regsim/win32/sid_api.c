/*
 * SIDs that the program builds in its own memory (sdk-api securitybaseapi). The well-known ones are
 * a table of their text.
 */
#include "win32/security.h"

#include "base/memory.h"

#include <string.h>

static DWORD size_of(BYTE parts)
{
    return 8u + 4u * parts;
}

USER_MEMORY BOOL WINAPI IsValidSid(PSID sid)
{
    struct sid copy;
    return sid_in(&copy, sid);
}

USER_MEMORY bool sid_in(struct sid *out, const void *sid)
{
    BYTE head[2];
    if (!sid || !user_readable(head, sid, sizeof head) || head[0] != SID_REVISION ||
        head[1] > SID_MAX_SUB_AUTHORITIES)
        return false;
    out->size = size_of(head[1]);
    return user_readable(out->bytes, sid, out->size);
}

DWORD WINAPI GetSidLengthRequired(UCHAR count)
{
    return size_of(count);
}

USER_MEMORY DWORD WINAPI GetLengthSid(PSID sid)
{
    const SID *s = sid;
    return size_of(s->SubAuthorityCount);
}

USER_MEMORY BOOL WINAPI InitializeSid(PSID sid, PSID_IDENTIFIER_AUTHORITY authority, BYTE count)
{
    SID *s = sid;
    if (count > SID_MAX_SUB_AUTHORITIES)
        return refuse(ERROR_INVALID_PARAMETER);
    s->Revision = SID_REVISION;
    s->SubAuthorityCount = count;
    s->IdentifierAuthority = *authority;
    return TRUE;
}

/* Up to eight parts (rule sid.eight-parts). */
USER_MEMORY BOOL WINAPI AllocateAndInitializeSid(PSID_IDENTIFIER_AUTHORITY authority, BYTE count,
                                                 DWORD part0, DWORD part1, DWORD part2, DWORD part3,
                                                 DWORD part4, DWORD part5, DWORD part6, DWORD part7,
                                                 PSID *out)
{
    const DWORD parts[] = {part0, part1, part2, part3, part4, part5, part6, part7};
    if (count > 8)
        return refuse(ERROR_INVALID_SID);
    SID *made = LocalAlloc(0, size_of(count));
    if (!made)
        return refuse(ERROR_NOT_ENOUGH_MEMORY);
    InitializeSid(made, authority, count);
    for (BYTE i = 0; i < count; i++)
        made->SubAuthority[i] = parts[i];
    *out = made;
    return TRUE;
}

PVOID WINAPI FreeSid(PSID sid)
{
    LocalFree(sid);
    return NULL;
}

USER_MEMORY PSID_IDENTIFIER_AUTHORITY WINAPI GetSidIdentifierAuthority(PSID sid)
{
    SetLastError(ERROR_SUCCESS);
    return &((SID *)sid)->IdentifierAuthority;
}

USER_MEMORY PDWORD WINAPI GetSidSubAuthority(PSID sid, DWORD index)
{
    SetLastError(ERROR_SUCCESS);
    return &((SID *)sid)->SubAuthority[index];
}

USER_MEMORY PUCHAR WINAPI GetSidSubAuthorityCount(PSID sid)
{
    SetLastError(ERROR_SUCCESS);
    return &((SID *)sid)->SubAuthorityCount;
}

USER_MEMORY static BOOL same(const BYTE *a, const BYTE *b, DWORD size)
{
    for (DWORD i = 0; i < size; i++)
        if (a[i] != b[i])
            return FALSE;
    return TRUE;
}

USER_MEMORY BOOL WINAPI EqualSid(PSID a, PSID b)
{
    SetLastError(ERROR_SUCCESS);
    const SID *left = a, *right = b;
    return left->SubAuthorityCount == right->SubAuthorityCount && same(a, b, GetLengthSid(a));
}

/* All but the last part. */
USER_MEMORY BOOL WINAPI EqualPrefixSid(PSID a, PSID b)
{
    const SID *left = a, *right = b;
    BYTE parts = left->SubAuthorityCount;
    return parts == right->SubAuthorityCount &&
           same(a, b, size_of(parts ? (BYTE)(parts - 1) : parts));
}

USER_MEMORY BOOL WINAPI CopySid(DWORD size, PSID to, PSID from)
{
    DWORD needed = GetLengthSid(from);
    if (needed > size)
        return refuse(ERROR_INSUFFICIENT_BUFFER);
    for (DWORD i = 0; i < needed; i++)
        ((BYTE *)to)[i] = ((const BYTE *)from)[i];
    return TRUE;
}

/* By WELL_KNOWN_SID_TYPE. What starts with - is a part behind the caller's domain. */
static const char *const well_known[] = {
    "S-1-0-0",      "S-1-1-0",      "S-1-2-0",      "S-1-3-0",      "S-1-3-1",      "S-1-3-2",
    "S-1-3-3",      "S-1-5",        "S-1-5-1",      "S-1-5-2",      "S-1-5-3",      "S-1-5-4",
    "S-1-5-6",      "S-1-5-7",      "S-1-5-8",      "S-1-5-9",      "S-1-5-10",     "S-1-5-11",
    "S-1-5-12",     "S-1-5-13",     "S-1-5-14",     NULL,           "S-1-5-18",     "S-1-5-19",
    "S-1-5-20",     "S-1-5-32",     "S-1-5-32-544", "S-1-5-32-545", "S-1-5-32-546", "S-1-5-32-547",
    "S-1-5-32-548", "S-1-5-32-549", "S-1-5-32-550", "S-1-5-32-551", "S-1-5-32-552", "S-1-5-32-554",
    "S-1-5-32-555", "S-1-5-32-556", "-500",         "-501",         "-502",         "-512",
    "-513",         "-514",         "-515",         "-516",         "-517",         "-518",
    "-519",         "-520",         "-553"};

/* rule sid.well-known */
static DWORD make_well_known(struct sid *out, unsigned type, PSID domain)
{
    struct sid prefix = {{0}, 0};
    const char *text = type < sizeof well_known / sizeof *well_known ? well_known[type] : NULL;
    if (!text || (domain && !sid_in(&prefix, domain)) || (*text == '-' && !prefix.size))
        return ERROR_INVALID_PARAMETER;
    if (type == WinNtAuthoritySid) {
        *out = (struct sid){{SID_REVISION, 0, 0, 0, 0, 0, 0, 5}, 8};
        return ERROR_SUCCESS;
    }
    if (*text != '-')
        return sid_from_string(out, text) ? ERROR_SUCCESS : ERROR_INVALID_PARAMETER;
    if (prefix.bytes[1] == SID_MAX_SUB_AUTHORITIES)
        return ERROR_INVALID_PARAMETER;
    DWORD part = 0;
    for (const char *digit = text + 1; *digit; digit++)
        part = part * 10 + (DWORD)(*digit - '0');
    *out = prefix;
    memcpy(out->bytes + out->size, &part, sizeof part);
    out->bytes[1]++;
    out->size += (uint32_t)sizeof part;
    return ERROR_SUCCESS;
}

BOOL WINAPI CreateWellKnownSid(WELL_KNOWN_SID_TYPE type, PSID domain, PSID sid, DWORD *size)
{
    struct call call = call_begin_quiet();
    struct sid made;
    uint32_t code = size ? make_well_known(&made, type, domain) : ERROR_INVALID_PARAMETER;
    if (code == ERROR_SUCCESS) {
        uint32_t room = user_get32(size);
        user_put32(size, made.size);
        if (room < made.size)
            code = ERROR_INSUFFICIENT_BUFFER;
        else if (!sid)
            code = ERROR_INVALID_PARAMETER;
        else
            user_copy_out(sid, made.bytes, made.size);
    }
    return call_end_bool(&call, code);
}

/* Of those of a domain, any domain will do. */
BOOL WINAPI IsWellKnownSid(PSID sid, WELL_KNOWN_SID_TYPE type)
{
    struct call call = call_begin_quiet();
    struct sid given, domain, made;
    bool is = sid_in(&given, sid) && given.bytes[1] > 0;
    if (is) {
        domain = given;
        domain.bytes[1]--;
        domain.size -= 4;
        is = make_well_known(&made, type, domain.bytes) == ERROR_SUCCESS &&
             made.size == given.size && memcmp(made.bytes, given.bytes, given.size) == 0;
    }
    call_end(&call, ERROR_SUCCESS);
    return is;
}
