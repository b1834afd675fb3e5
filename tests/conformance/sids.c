/* sids.c: security identifiers that a program builds in its own memory. Sources: sdk-api
 * securitybaseapi (AllocateAndInitializeSid, CopySid, CreateWellKnownSid, …), winnt SID. */
#include "check.h"

static SID_IDENTIFIER_AUTHORITY world = {SECURITY_WORLD_SID_AUTHORITY};
static SID_IDENTIFIER_AUTHORITY nt = {SECURITY_NT_AUTHORITY};
static const BYTE administrators[] = {1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 0x20, 2, 0, 0};

/* Up to eight parts, of which the first `count` count (rule sid.eight-parts). */
static void allocated(void)
{
    static const unsigned counts[] = {0, 1, 2, 7, 8, 9, 15, 16, 255};

    for (unsigned i = 0; i < sizeof counts / sizeof *counts; i++) {
        PSID sid = NULL;
        BOOL good = counts[i] <= 8;

        label("%u parts", counts[i]);
        SetLastError(0xdeadbeef);
        expect(good,
               AllocateAndInitializeSid(&nt, (BYTE)counts[i], 32, 544, 3, 4, 5, 6, 7, 8, &sid));
        if (good) {
            expect(8 + 4 * counts[i], GetLengthSid(sid));
            expect(counts[i], *GetSidSubAuthorityCount(sid));
            expect_true(IsValidSid(sid));
            if (counts[i] > 1)
                expect(544, *GetSidSubAuthority(sid, 1));
            if (counts[i] == 2)
                expect_bytes(administrators, sid, sizeof administrators);
            expect_true(FreeSid(sid) == NULL);
        } else {
            expect(ERROR_INVALID_SID, GetLastError());
            expect_true(sid == NULL);
        }
    }
}

/* Only the head is written; the parts are the caller's to fill in. */
static void initialized(void)
{
    static const unsigned counts[] = {0, 1, 14, 15, 16, 255};
    static BYTE room[80];

    for (unsigned i = 0; i < sizeof counts / sizeof *counts; i++) {
        BOOL good = counts[i] <= 15;

        label("%u parts in a room of its own", counts[i]);
        guard(room);
        SetLastError(0xdeadbeef);
        expect(8 + 4 * counts[i], GetSidLengthRequired((UCHAR)counts[i]));
        if (counts[i] == 15)
            todo_wine("takes 14 parts at most");
        expect(good, InitializeSid(room, &nt, (BYTE)counts[i]));
        if (!good) {
            todo_wine("sets no last error");
            expect(ERROR_INVALID_PARAMETER, GetLastError());
        }
        if (counts[i] == 1 || counts[i] == 14)
            todo_wine("clears the parts");
        expect_guard(room, good ? 8 : 0);
        if (counts[i] < 15) {
            expect(1, room[0]);
            expect(counts[i], room[1]);
            expect_bytes(&nt, GetSidIdentifierAuthority(room), sizeof nt);
        }
    }
}

/* What is no SID: NULL, another revision, too many parts, no memory. */
static void validity(void)
{
    static BYTE sid[80] = {1, 1, 0, 0, 0, 0, 0, 1};

    label("valid");
    expect_true(IsValidSid(sid));
    for (unsigned revision = 0; revision < 4; revision++) {
        label("revision %u", revision);
        sid[0] = (BYTE)revision;
        expect(revision == 1, IsValidSid(sid));
    }
    sid[0] = 1;
    for (unsigned parts = 0; parts < 18; parts++) {
        label("%u parts claimed", parts);
        sid[1] = (BYTE)parts;
        expect(parts <= 15, IsValidSid(sid));
        expect(8 + 4 * parts, GetLengthSid(sid));
    }
    label("NULL");
    expect(FALSE, IsValidSid(NULL));
    label("wild");
    expect(FALSE, IsValidSid((PSID)(ULONG_PTR)0x1230));
}

static void equality(void)
{
    BYTE other[16];
    PSID everyone;

    label("equal");
    memcpy(other, administrators, sizeof other);
    expect_true(EqualSid(other, (PSID)(ULONG_PTR)administrators));
    for (unsigned i = 1; i < sizeof other; i++) {
        label("byte %u differs", i);
        memcpy(other, administrators, sizeof other);
        other[i] ^= 1;
        expect(FALSE, EqualSid(other, (PSID)(ULONG_PTR)administrators));
        expect(i >= 12, EqualPrefixSid(other, (PSID)(ULONG_PTR)administrators));
    }
    label("another length");
    AllocateAndInitializeSid(&world, 1, 0, 0, 0, 0, 0, 0, 0, 0, &everyone);
    expect(FALSE, EqualSid(everyone, (PSID)(ULONG_PTR)administrators));
    expect(FALSE, EqualPrefixSid(everyone, (PSID)(ULONG_PTR)administrators));
    FreeSid(everyone);
}

static void copies(void)
{
    static const unsigned sizes[] = {0, 1, 15, 16, 17, 68};
    static BYTE room[80];

    for (unsigned i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        BOOL good = sizes[i] >= sizeof administrators;

        label("room of %u", sizes[i]);
        guard(room);
        SetLastError(0xdeadbeef);
        expect(good, CopySid(sizes[i], room, (PSID)(ULONG_PTR)administrators));
        if (good)
            expect_bytes(administrators, room, sizeof administrators);
        if (!good) {
            todo_wine("sets no last error");
            expect(ERROR_INSUFFICIENT_BUFFER, GetLastError());
        }
        expect_guard(room, good ? sizeof administrators : 0);
    }
}

typedef BOOL(WINAPI *create_function)(int type, PSID domain, PSID sid, DWORD *size);
typedef BOOL(WINAPI *is_function)(PSID sid, int type);

/* rule sid.well-known */
static void well_known(void)
{
    static const struct {
        int type;
        BYTE authority, count;
        DWORD first, second;
    } cases[] = {
        {WinNullSid, 0, 1, 0, 0},
        {WinWorldSid, 1, 1, 0, 0},
        {WinLocalSid, 2, 1, 0, 0},
        {WinCreatorOwnerSid, 3, 1, 0, 0},
        {WinCreatorGroupSid, 3, 1, 1, 0},
        {WinNtAuthoritySid, 5, 0, 0, 0},
        {WinNetworkSid, 5, 1, 2, 0},
        {WinBatchSid, 5, 1, 3, 0},
        {WinInteractiveSid, 5, 1, 4, 0},
        {WinServiceSid, 5, 1, 6, 0},
        {WinAnonymousSid, 5, 1, 7, 0},
        {WinSelfSid, 5, 1, 10, 0},
        {WinAuthenticatedUserSid, 5, 1, 11, 0},
        {WinRestrictedCodeSid, 5, 1, 12, 0},
        {WinTerminalServerSid, 5, 1, 13, 0},
        {WinLocalSystemSid, 5, 1, 18, 0},
        {WinLocalServiceSid, 5, 1, 19, 0},
        {WinNetworkServiceSid, 5, 1, 20, 0},
        {WinBuiltinDomainSid, 5, 1, 32, 0},
        {WinBuiltinAdministratorsSid, 5, 2, 32, 544},
        {WinBuiltinUsersSid, 5, 2, 32, 545},
        {WinBuiltinGuestsSid, 5, 2, 32, 546},
        {WinBuiltinPowerUsersSid, 5, 2, 32, 547},
        {WinBuiltinAccountOperatorsSid, 5, 2, 32, 548},
        {WinBuiltinSystemOperatorsSid, 5, 2, 32, 549},
        {WinBuiltinPrintOperatorsSid, 5, 2, 32, 550},
        {WinBuiltinBackupOperatorsSid, 5, 2, 32, 551},
        {WinBuiltinReplicatorSid, 5, 2, 32, 552},
        {WinBuiltinPreWindows2000CompatibleAccessSid, 5, 2, 32, 554},
        {WinBuiltinRemoteDesktopUsersSid, 5, 2, 32, 555},
        {WinBuiltinNetworkConfigurationOperatorsSid, 5, 2, 32, 556},
    };
    create_function create = (create_function)late("advapi32.dll", "CreateWellKnownSid");
    is_function is = (is_function)late("advapi32.dll", "IsWellKnownSid");
    static BYTE room[80];

    label("well-known");
    if (!create || !is) {
        skip("CreateWellKnownSid is absent before Windows XP");
        return;
    }
    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
        DWORD size = sizeof room, needed = 8 + 4u * cases[i].count;

        label("type %d", cases[i].type);
        guard(room);
        expect_true(create(cases[i].type, NULL, room, &size));
        expect(needed, size);
        expect_guard(room, needed);
        expect(cases[i].count, room[1]);
        expect(cases[i].authority, room[7]);
        if (cases[i].count > 0)
            expect(cases[i].first, *GetSidSubAuthority(room, 0));
        if (cases[i].count > 1)
            expect(cases[i].second, *GetSidSubAuthority(room, 1));
        if (cases[i].count > 0)
            expect_true(is(room, cases[i].type));
        expect(FALSE, is(room, cases[i].type == WinWorldSid ? WinNullSid : WinWorldSid));
    }
}

/* 122 and the size where there is no room; a domain's own needs the domain. */
static void well_known_sizes(void)
{
    create_function create = (create_function)late("advapi32.dll", "CreateWellKnownSid");
    static const DWORD rooms[] = {0, 1, 15, 16, 17};
    static BYTE room[80], bad[12] = {2, 1};
    PSID domain;

    label("room for a well-known one");
    if (!create) {
        skip("CreateWellKnownSid is absent before Windows XP");
        return;
    }
    for (unsigned i = 0; i < sizeof rooms / sizeof *rooms; i++) {
        DWORD size = rooms[i];

        label("room %u for a well-known one", (unsigned)rooms[i]);
        guard(room);
        SetLastError(0xdeadbeef);
        expect(rooms[i] >= 16, create(WinBuiltinAdministratorsSid, NULL, room, &size));
        if (rooms[i] < 16)
            expect(ERROR_INSUFFICIENT_BUFFER, GetLastError());
        expect(16, size);
        expect_guard(room, rooms[i] >= 16 ? 16 : 0);
    }
    DWORD size = sizeof room;
    label("no domain");
    expect(FALSE, create(WinAccountAdministratorSid, NULL, room, &size));
    expect(ERROR_INVALID_PARAMETER, GetLastError());
    label("a type that is none");
    expect(FALSE, create(9999, NULL, room, &size));
    expect(ERROR_INVALID_PARAMETER, GetLastError());
    label("a domain that is none");
    expect(FALSE, create(WinAccountAdministratorSid, bad, room, &size));
    expect(ERROR_INVALID_PARAMETER, GetLastError());
    label("no size");
    expect(FALSE, create(WinWorldSid, NULL, room, NULL));
    expect(ERROR_INVALID_PARAMETER, GetLastError());
    label("no room");
    size = 0;
    expect(FALSE, create(WinWorldSid, NULL, NULL, &size));
    expect(ERROR_INSUFFICIENT_BUFFER, GetLastError());
    expect(12, size);
    size = 12;
    expect(FALSE, create(WinWorldSid, NULL, NULL, &size));
    expect(ERROR_INVALID_PARAMETER, GetLastError());
    label("of a domain");
    size = sizeof room;
    AllocateAndInitializeSid(&nt, 4, 21, 1, 2, 3, 0, 0, 0, 0, &domain);
    expect_true(create(WinAccountAdministratorSid, domain, room, &size));
    expect(28, size);
    expect(500, *GetSidSubAuthority(room, 4));
    FreeSid(domain);
}

int main(void)
{
    check_begin(__FILE__, "sids");
    allocated();
    initialized();
    validity();
    equality();
    copies();
    well_known();
    well_known_sizes();
    return check_end();
}
