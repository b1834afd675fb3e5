/* accounts.c: names of SIDs and SIDs of names. Sources: sdk-api LookupAccountSidW,
 * LookupAccountNameW; Microsoft "Well-known SIDs". */
#include "check.h"

struct known {
    BYTE authority, count;
    DWORD first, second;
    const char *name, *domain;
    SID_NAME_USE use;
    const char *systems; /* that have it; NULL: all */
};

static const struct known known[] = {
    {0, 1, 0, 0, "NULL SID", "", SidTypeWellKnownGroup, NULL},
    {1, 1, 0, 0, "Everyone", "", SidTypeWellKnownGroup, NULL},
    {2, 1, 0, 0, "LOCAL", "", SidTypeWellKnownGroup, NULL},
    {3, 1, 0, 0, "CREATOR OWNER", "", SidTypeWellKnownGroup, NULL},
    {3, 1, 1, 0, "CREATOR GROUP", "", SidTypeWellKnownGroup, NULL},
    {5, 1, 1, 0, "DIALUP", "NT AUTHORITY", SidTypeWellKnownGroup, NULL},
    {5, 1, 2, 0, "NETWORK", "NT AUTHORITY", SidTypeWellKnownGroup, NULL},
    {5, 1, 3, 0, "BATCH", "NT AUTHORITY", SidTypeWellKnownGroup, NULL},
    {5, 1, 4, 0, "INTERACTIVE", "NT AUTHORITY", SidTypeWellKnownGroup, NULL},
    {5, 1, 6, 0, "SERVICE", "NT AUTHORITY", SidTypeWellKnownGroup, NULL},
    {5, 1, 7, 0, "ANONYMOUS LOGON", "NT AUTHORITY", SidTypeWellKnownGroup, NULL},
    {5, 1, 11, 0, "Authenticated Users", "NT AUTHORITY", SidTypeWellKnownGroup, NULL},
    {5, 1, 18, 0, "SYSTEM", "NT AUTHORITY", SidTypeWellKnownGroup, NULL},
    {5, 1, 19, 0, "LOCAL SERVICE", "NT AUTHORITY", SidTypeWellKnownGroup, "xp ws2003 win7 win10"},
    {5, 1, 20, 0, "NETWORK SERVICE", "NT AUTHORITY", SidTypeWellKnownGroup, "xp ws2003 win7 win10"},
    {5, 2, 32, 544, "Administrators", "BUILTIN", SidTypeAlias, NULL},
    {5, 2, 32, 545, "Users", "BUILTIN", SidTypeAlias, NULL},
    {5, 2, 32, 546, "Guests", "BUILTIN", SidTypeAlias, NULL},
    {5, 2, 32, 547, "Power Users", "BUILTIN", SidTypeAlias, NULL},
    {5, 2, 32, 551, "Backup Operators", "BUILTIN", SidTypeAlias, NULL},
};
enum { KNOWN = sizeof known / sizeof *known };

static PSID sid_of(const struct known *one)
{
    SID_IDENTIFIER_AUTHORITY authority = {{0, 0, 0, 0, 0, one->authority}};
    PSID sid = NULL;

    AllocateAndInitializeSid(&authority, one->count, one->first, one->second, 0, 0, 0, 0, 0, 0,
                             &sid);
    return sid;
}

static int is_here(const struct known *one)
{
    return !one->systems || check_on(one->systems);
}

/* rule account.lookup */
static void names(void)
{
    for (unsigned i = 0; i < KNOWN; i++) {
        WCHAR name[60], domain[60];
        DWORD name_size = 60, domain_size = 60;
        SID_NAME_USE use = SidTypeUnknown;
        PSID sid = sid_of(&known[i]);

        label("S-1-%u-%u-%u", known[i].authority, (unsigned)known[i].first,
              (unsigned)known[i].second);
        SetLastError(0xdeadbeef);
        expect(is_here(&known[i]),
               LookupAccountSidW(NULL, sid, name, &name_size, domain, &domain_size, &use));
        if (is_here(&known[i])) {
            expect(0, lstrcmpiW(name, wide(known[i].name)));
            expect(strlen(known[i].name), name_size);
            expect(0, lstrcmpiW(domain, wide(known[i].domain)));
            expect(strlen(known[i].domain), domain_size);
            expect(known[i].use, use);
        } else {
            expect(ERROR_NONE_MAPPED, GetLastError());
        }
        FreeSid(sid);
    }
}

static void sids(void)
{
    for (unsigned i = 0; i < KNOWN; i++) {
        static const char *const forms[] = {"%s", "%s\\%s"};
        PSID sid = sid_of(&known[i]);

        for (unsigned form = 0; form < 2; form++) {
            BYTE made[68];
            char name[80], domain[60] = "";
            DWORD size = sizeof made, domain_size = sizeof domain;
            SID_NAME_USE use = SidTypeUnknown;

            if (form == 1 && !*known[i].domain)
                continue;
            snprintf(name, sizeof name, forms[form], form ? known[i].domain : known[i].name,
                     known[i].name);
            label("%s", name);
            SetLastError(0xdeadbeef);
            expect(is_here(&known[i]),
                   LookupAccountNameA(NULL, name, made, &size, domain, &domain_size, &use));
            if (is_here(&known[i])) {
                expect_true(EqualSid(made, sid));
                expect(0, lstrcmpiA(domain, known[i].domain));
                expect(known[i].use, use);
            } else {
                expect(ERROR_NONE_MAPPED, GetLastError());
            }
        }
        FreeSid(sid);
    }
}

/* Case does not count; nothing else is close enough. */
static void spelling(void)
{
    static const struct {
        const char *name;
        BOOL known;
    } cases[] = {{"administrators", TRUE},          {"EVERYONE", TRUE},
                 {"builtin\\ADMINISTRATORS", TRUE}, {"nt authority\\system", TRUE},
                 {"Administrators ", FALSE},        {"Administrator s", FALSE},
                 {"NT AUTHORITY\\Nobody", FALSE},   {"BUILTIN\\SYSTEM", FALSE},
                 {"no such account", FALSE},        {"S-1-1-0", FALSE}};

    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
        BYTE sid[68];
        char domain[60];
        DWORD size = sizeof sid, domain_size = sizeof domain;
        SID_NAME_USE use;

        label("'%s'", cases[i].name);
        SetLastError(0xdeadbeef);
        expect(cases[i].known,
               LookupAccountNameA(NULL, cases[i].name, sid, &size, domain, &domain_size, &use));
        if (!cases[i].known)
            expect(ERROR_NONE_MAPPED, GetLastError());
    }
}

/* 122, and both sizes with the NUL, where either has no room (rule account.sizes). */
static void sizes(void)
{
    static const struct {
        DWORD name, domain;
    } rooms[] = {{0, 0}, {14, 8}, {15, 7}, {15, 8}, {16, 9}, {0, 9}, {16, 0}};
    PSID sid = sid_of(&known[15]);

    for (unsigned i = 0; i < sizeof rooms / sizeof *rooms; i++) {
        WCHAR name[30], domain[30];
        DWORD name_size = rooms[i].name, domain_size = rooms[i].domain;
        BOOL good = name_size >= 15 && domain_size >= 8;
        SID_NAME_USE use;

        label("rooms of %u and %u", (unsigned)rooms[i].name, (unsigned)rooms[i].domain);
        guard(name);
        guard(domain);
        SetLastError(0xdeadbeef);
        if (!good)
            todo_wine("succeeds, and writes what has room");
        expect(good, LookupAccountSidW(NULL, sid, name, &name_size, domain, &domain_size, &use));
        if (!good && rooms[i].name)
            todo_wine("succeeds, and writes what has room");
        expect(good ? 14 : 15, name_size);
        if (!good && rooms[i].domain)
            todo_wine("succeeds, and writes what has room");
        expect(good ? 7 : 8, domain_size);
        if (!good) {
            todo_wine("succeeds, and writes what has room");
            expect(ERROR_INSUFFICIENT_BUFFER, GetLastError());
        }
        if (rooms[i].name < 15)
            expect_guard(name, 0);
        if (rooms[i].domain < 8)
            expect_guard(domain, 0);
    }
    for (unsigned i = 0; i < sizeof rooms / sizeof *rooms; i++) {
        static const DWORD sid_rooms[] = {0, 15, 16, 16, 17, 0, 17};
        BYTE made[30];
        WCHAR domain[30];
        DWORD size = sid_rooms[i], domain_size = rooms[i].domain;
        BOOL good = size >= 16 && domain_size >= 8;
        SID_NAME_USE use;

        label("%u: room of %u for the SID and %u", i, (unsigned)size, (unsigned)domain_size);
        guard(made);
        SetLastError(0xdeadbeef);
        expect(good, LookupAccountNameW(NULL, wide("Administrators"), made, &size, domain,
                                        &domain_size, &use));
        expect(good ? 7 : 8, domain_size);
        if (!good) {
            expect(ERROR_INSUFFICIENT_BUFFER, GetLastError());
            expect(16, size);
        }
        expect_guard(made, sid_rooms[i] >= 16 ? 16 : 0);
    }
    FreeSid(sid);
}

/* The machine's own: who runs the program, by name and back. */
static void own(void)
{
    WCHAR user[60], name[60], domain[60], computer[60], again[60];
    BYTE sid[68];
    DWORD user_size = 60, size = sizeof sid, domain_size = 60, computer_size = 60;
    SID_NAME_USE use;

    label("the user");
    GetComputerNameW(computer, &computer_size);
    expect_true(GetUserNameW(user, &user_size));
    expect_true(LookupAccountNameW(NULL, user, sid, &size, domain, &domain_size, &use));
    expect(SidTypeUser, use);
    expect(0, lstrcmpiW(domain, computer));
    DWORD name_size = 60;
    domain_size = 60;
    expect_true(LookupAccountSidW(NULL, sid, name, &name_size, again, &domain_size, &use));
    expect(0, lstrcmpiW(name, user));
    expect(0, lstrcmpiW(again, computer));
    label("the user, in bytes");
    char narrow[60], narrow_domain[60], expected[60];
    name_size = domain_size = 60;
    snprintf(expected, sizeof expected, "%ls", user);
    expect_true(
        LookupAccountSidA(NULL, sid, narrow, &name_size, narrow_domain, &domain_size, &use));
    expect(0, lstrcmpiA(narrow, expected));
    expect(SidTypeUser, use);
    label("the machine");
    size = sizeof sid;
    domain_size = 60;
    expect_true(LookupAccountNameW(NULL, computer, sid, &size, domain, &domain_size, &use));
    expect(SidTypeDomain, use);
    expect(4, *GetSidSubAuthorityCount(sid));
    label("a SID that nobody has");
    sid[8] = 99;
    name_size = domain_size = 60;
    SetLastError(0xdeadbeef);
    expect(FALSE, LookupAccountSidW(NULL, sid, name, &name_size, domain, &domain_size, &use));
    expect(ERROR_NONE_MAPPED, GetLastError());
    label("a SID that is none");
    sid[0] = 99;
    SetLastError(0xdeadbeef);
    expect(FALSE, LookupAccountSidW(NULL, sid, name, &name_size, domain, &domain_size, &use));
    todo_wine("looks for it all the same");
    expect(ERROR_INVALID_SID, GetLastError());
}

int main(void)
{
    check_begin(__FILE__, "accounts");
    names();
    sids();
    spelling();
    sizes();
    own();
    return check_end();
}
