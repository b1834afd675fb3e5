/* tokens.c: who runs the program, and which privileges it has. Sources: sdk-api OpenProcessToken,
 * GetTokenInformation, CheckTokenMembership, LookupPrivilegeNameW, PrivilegeCheck, and winnt
 * TOKEN_GROUPS, TOKEN_PRIVILEGES. The program is an administrator. */
#include "check.h"

static SID administrators = {
    SID_REVISION, 2, {SECURITY_NT_AUTHORITY}, {SECURITY_BUILTIN_DOMAIN_RID}};
static SID everyone = {SID_REVISION, 1, {SECURITY_WORLD_SID_AUTHORITY}, {SECURITY_WORLD_RID}};

static union {
    BYTE bytes[4096];
    TOKEN_USER user;
    TOKEN_GROUPS groups;
    TOKEN_PRIVILEGES privileges;
    TOKEN_OWNER owner;
    TOKEN_PRIMARY_GROUP primary;
    TOKEN_DEFAULT_DACL dacl;
    DWORD number;
} room;

static HANDLE open_token(DWORD access)
{
    HANDLE token = NULL;

    expect_true(OpenProcessToken(GetCurrentProcess(), access, &token));
    return token;
}

/* The second part is behind the structure's end, so the SID is put together here. */
static PSID admins(void)
{
    static BYTE sid[16];

    memcpy(sid, &administrators, 12);
    *GetSidSubAuthority(sid, 1) = DOMAIN_ALIAS_RID_ADMINS;
    return sid;
}

static const TOKEN_INFORMATION_CLASS classes[] = {TokenUser,  TokenGroups,       TokenPrivileges,
                                                  TokenOwner, TokenPrimaryGroup, TokenDefaultDacl};
enum { CLASSES = sizeof classes / sizeof *classes };

/* 122 and the size where there is no room (rule token.information). */
static void sizes(void)
{
    HANDLE token = open_token(TOKEN_QUERY);

    for (unsigned i = 0; i < CLASSES; i++) {
        DWORD needed = 0, told = 0;

        label("class %d", classes[i]);
        SetLastError(0xdeadbeef);
        expect(FALSE, GetTokenInformation(token, classes[i], NULL, 0, &needed));
        expect(ERROR_INSUFFICIENT_BUFFER, GetLastError());
        expect_true(needed >= 4 && needed < sizeof room);
        for (int more = -1; more < 2; more++) {
            label("class %d, size %+d", classes[i], more);
            guard(room.bytes);
            told = 0;
            expect(more >= 0,
                   GetTokenInformation(token, classes[i], &room, needed + (DWORD)more, &told));
            expect_true(told == needed);
            if (classes[i] == TokenPrivileges && more < 0)
                todo_wine("writes what it can");
            check_guard(__LINE__, room.bytes, more >= 0 ? needed : 0, sizeof room);
        }
    }
    CloseHandle(token);
}

/* rule token.rights */
static void rights(void)
{
    static const DWORD access[] = {TOKEN_QUERY, TOKEN_ADJUST_PRIVILEGES, TOKEN_ALL_ACCESS,
                                   TOKEN_DUPLICATE, TOKEN_READ};
    TOKEN_PRIVILEGES none = {0};
    DWORD size;

    for (unsigned i = 0; i < sizeof access / sizeof *access; i++) {
        HANDLE token = open_token(access[i]);
        BOOL may_query = (access[i] & TOKEN_QUERY) != 0;
        BOOL may_adjust = (access[i] & TOKEN_ADJUST_PRIVILEGES) != 0;

        label("access %05x", (unsigned)access[i]);
        SetLastError(0xdeadbeef);
        expect(may_query, GetTokenInformation(token, TokenUser, &room, sizeof room, &size));
        if (!may_query)
            expect(ERROR_ACCESS_DENIED, GetLastError());
        SetLastError(0xdeadbeef);
        expect(may_adjust, AdjustTokenPrivileges(token, FALSE, &none, 0, NULL, NULL));
        if (!may_adjust)
            expect(ERROR_ACCESS_DENIED, GetLastError());
        expect_true(CloseHandle(token));
    }
}

static void refused(void)
{
    HANDLE token = open_token(TOKEN_QUERY), none = NULL;
    DWORD size;

    label("class 0");
    SetLastError(0xdeadbeef);
    expect(FALSE, GetTokenInformation(token, (TOKEN_INFORMATION_CLASS)0, &room, 64, &size));
    todo_wine("says that the function is wrong");
    expect(ERROR_INVALID_PARAMETER, GetLastError());
    label("class 999");
    SetLastError(0xdeadbeef);
    expect(FALSE, GetTokenInformation(token, (TOKEN_INFORMATION_CLASS)999, &room, 64, &size));
    todo_wine("says that the function is wrong");
    expect(ERROR_INVALID_PARAMETER, GetLastError());
    label("a key as token");
    SetLastError(0xdeadbeef);
    expect(FALSE, GetTokenInformation(scratch, TokenUser, &room, sizeof room, &size));
    expect(ERROR_INVALID_HANDLE, GetLastError());
    label("NULL token");
    SetLastError(0xdeadbeef);
    expect(FALSE, GetTokenInformation(NULL, TokenUser, &room, sizeof room, &size));
    expect(ERROR_INVALID_HANDLE, GetLastError());
    CloseHandle(token);
    label("closed token");
    SetLastError(0xdeadbeef);
    expect(FALSE, GetTokenInformation(token, TokenUser, &room, sizeof room, &size));
    expect(ERROR_INVALID_HANDLE, GetLastError());
    label("no process");
    SetLastError(0xdeadbeef);
    expect(FALSE, OpenProcessToken(NULL, TOKEN_QUERY, &none));
    expect(ERROR_INVALID_HANDLE, GetLastError());
    label("a thread without a token of its own");
    SetLastError(0xdeadbeef);
    expect(FALSE, OpenThreadToken(GetCurrentThread(), TOKEN_QUERY, TRUE, &none));
    expect(ERROR_NO_TOKEN, GetLastError());
}

/* An administrator, in the groups that he is in. */
static void who(void)
{
    HANDLE token = open_token(TOKEN_QUERY);
    DWORD size;
    unsigned admin = 0, all = 0;

    label("user");
    expect_true(GetTokenInformation(token, TokenUser, &room, sizeof room, &size));
    expect_true(IsValidSid(room.user.User.Sid));
    expect_true((BYTE *)room.user.User.Sid == room.bytes + sizeof(TOKEN_USER));
    expect(sizeof(TOKEN_USER) + GetLengthSid(room.user.User.Sid), size);
    expect(0, room.user.User.Attributes);
    label("groups");
    expect_true(GetTokenInformation(token, TokenGroups, &room, sizeof room, &size));
    expect_true(room.groups.GroupCount > 2);
    for (DWORD i = 0; i < room.groups.GroupCount; i++) {
        admin += EqualSid(room.groups.Groups[i].Sid, admins()) &&
                 (room.groups.Groups[i].Attributes & (SE_GROUP_ENABLED | SE_GROUP_OWNER)) ==
                     (SE_GROUP_ENABLED | SE_GROUP_OWNER);
        all += EqualSid(room.groups.Groups[i].Sid, &everyone) &&
               room.groups.Groups[i].Attributes & SE_GROUP_ENABLED;
    }
    expect(1, admin);
    expect(1, all);
    label("owner");
    expect_true(GetTokenInformation(token, TokenOwner, &room, sizeof room, &size));
    todo_wine("is the user");
    expect_true(EqualSid(room.owner.Owner, admins()));
    label("primary group");
    expect_true(GetTokenInformation(token, TokenPrimaryGroup, &room, sizeof room, &size));
    expect(DOMAIN_GROUP_RID_USERS,
           *GetSidSubAuthority(room.primary.PrimaryGroup,
                               *GetSidSubAuthorityCount(room.primary.PrimaryGroup) - 1u));
    label("default list");
    expect_true(GetTokenInformation(token, TokenDefaultDacl, &room, sizeof room, &size));
    expect_true(IsValidAcl(room.dacl.DefaultDacl));
    expect(2, room.dacl.DefaultDacl->AceCount);
    label("type");
    expect_true(GetTokenInformation(token, TokenType, &room, sizeof room, &size));
    expect(TokenPrimary, room.number);
    label("elevation");
    if (check_on("win7 win10")) {
        expect_true(GetTokenInformation(token, TokenElevation, &room, sizeof room, &size));
        expect_true(room.number != 0);
        expect_true(GetTokenInformation(token, TokenElevationType, &room, sizeof room, &size));
        expect_true(room.number != TokenElevationTypeLimited);
    } else {
        expect(FALSE, GetTokenInformation(token, TokenElevation, &room, sizeof room, &size));
        expect(ERROR_INVALID_PARAMETER, GetLastError());
    }
    CloseHandle(token);
}

typedef BOOL(WINAPI *member_function)(HANDLE token, PSID sid, PBOOL member);

/* rule token.membership */
static void membership(void)
{
    member_function check_member = (member_function)late("advapi32.dll", "CheckTokenMembership");
    SID system = {SID_REVISION, 1, {SECURITY_NT_AUTHORITY}, {SECURITY_LOCAL_SYSTEM_RID}};
    SID bad = {9, 1, {SECURITY_NT_AUTHORITY}, {SECURITY_LOCAL_SYSTEM_RID}};
    BOOL member = 7;
    HANDLE token = open_token(TOKEN_QUERY);

    label("membership");
    if (!check_member) {
        skip("CheckTokenMembership is absent on Windows NT 4");
        CloseHandle(token);
        return;
    }
    expect_true(check_member(NULL, admins(), &member));
    expect(TRUE, member);
    expect_true(check_member(NULL, &everyone, &member));
    expect(TRUE, member);
    expect_true(check_member(NULL, &system, &member));
    expect(FALSE, member);
    label("membership by a SID that is none");
    SetLastError(0xdeadbeef);
    todo_wine("takes any bytes");
    expect(FALSE, check_member(NULL, &bad, &member));
    todo_wine("takes any bytes");
    expect(ERROR_INVALID_SID, GetLastError());
    label("membership of a token that impersonates nobody");
    SetLastError(0xdeadbeef);
    expect(FALSE, check_member(token, admins(), &member));
    expect(ERROR_NO_IMPERSONATION_TOKEN, GetLastError());
    CloseHandle(token);
}

/* Names and numbers, there and back. */
static void privilege_names(void)
{
    static const char *const names[] = {"SeBackupPrivilege",        "SeRestorePrivilege",
                                        "SeTakeOwnershipPrivilege", "SeSecurityPrivilege",
                                        "SeShutdownPrivilege",      "SeDebugPrivilege",
                                        "SeLoadDriverPrivilege",    "SeChangeNotifyPrivilege"};
    char name[40];
    LUID luid;

    for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
        DWORD length = (DWORD)strlen(names[i]), size = 0;

        label("%s", names[i]);
        expect_true(LookupPrivilegeValueA(NULL, names[i], &luid));
        SetLastError(0xdeadbeef);
        expect(FALSE, LookupPrivilegeNameA(NULL, &luid, NULL, &size));
        expect(ERROR_INSUFFICIENT_BUFFER, GetLastError());
        expect(length + 1, size);
        for (int more = -1; more < 3; more++) {
            label("%s, room %+d", names[i], more);
            guard(name);
            size = length + (DWORD)more;
            expect(more >= 1, LookupPrivilegeNameA(NULL, &luid, name, &size));
            if (more < 1)
                todo_wine("cuts it off");
            expect(more >= 1 ? length : length + 1, size);
            if (more < 1)
                todo_wine("cuts it off");
            expect_guard(name, more >= 1 ? length + 1 : 0);
            if (more >= 1)
                expect_bytes(names[i], name, length + 1);
        }
    }
    label("no such privilege");
    SetLastError(0xdeadbeef);
    expect(FALSE, LookupPrivilegeValueA(NULL, "SeNonsensePrivilege", &luid));
    expect(ERROR_NO_SUCH_PRIVILEGE, GetLastError());
    luid.LowPart = 4711;
    luid.HighPart = 0;
    DWORD size = sizeof name;
    SetLastError(0xdeadbeef);
    expect(FALSE, LookupPrivilegeNameA(NULL, &luid, name, &size));
    expect(ERROR_NO_SUCH_PRIVILEGE, GetLastError());
}

static DWORD attributes_of(HANDLE token, const char *name)
{
    LUID luid;
    DWORD size;

    LookupPrivilegeValueA(NULL, name, &luid);
    GetTokenInformation(token, TokenPrivileges, &room, sizeof room, &size);
    for (DWORD i = 0; i < room.privileges.PrivilegeCount; i++)
        if (room.privileges.Privileges[i].Luid.LowPart == luid.LowPart)
            return room.privileges.Privileges[i].Attributes;
    return 0xdead;
}

/* Switched on, and back by what was told of the state before (rule token.previous-state). */
static void switched(void)
{
    HANDLE token = open_token(TOKEN_QUERY | TOKEN_ADJUST_PRIVILEGES);
    TOKEN_PRIVILEGES wanted = {1, {{{0, 0}, SE_PRIVILEGE_ENABLED}}}, before;
    DWORD size = 0;

    privilege("SeTakeOwnershipPrivilege", 0);
    LookupPrivilegeValueA(NULL, "SeTakeOwnershipPrivilege", &wanted.Privileges[0].Luid);
    label("off");
    expect(0, attributes_of(token, "SeTakeOwnershipPrivilege") & SE_PRIVILEGE_ENABLED);
    label("no room for the state before");
    SetLastError(0xdeadbeef);
    todo_wine("asks for no room");
    expect(FALSE, AdjustTokenPrivileges(token, FALSE, &wanted, 15, &before, &size));
    todo_wine("asks for no room");
    expect(ERROR_INSUFFICIENT_BUFFER, GetLastError());
    todo_wine("asks for no room");
    expect(16, size);
    todo_wine("has switched it on");
    expect(0, attributes_of(token, "SeTakeOwnershipPrivilege") & SE_PRIVILEGE_ENABLED);
    privilege("SeTakeOwnershipPrivilege", 0);
    label("on");
    expect_true(AdjustTokenPrivileges(token, FALSE, &wanted, sizeof before, &before, &size));
    expect(0, GetLastError());
    expect(16, size);
    expect(1, before.PrivilegeCount);
    expect(wanted.Privileges[0].Luid.LowPart, before.Privileges[0].Luid.LowPart);
    expect(0, before.Privileges[0].Attributes & SE_PRIVILEGE_ENABLED);
    expect(SE_PRIVILEGE_ENABLED,
           attributes_of(token, "SeTakeOwnershipPrivilege") & SE_PRIVILEGE_ENABLED);
    label("back");
    expect_true(AdjustTokenPrivileges(token, FALSE, &before, 0, NULL, NULL));
    expect(0, attributes_of(token, "SeTakeOwnershipPrivilege") & SE_PRIVILEGE_ENABLED);
    label("everybody's");
    expect(SE_PRIVILEGE_ENABLED | SE_PRIVILEGE_ENABLED_BY_DEFAULT,
           attributes_of(token, "SeChangeNotifyPrivilege"));
    label("nothing asked");
    SetLastError(0xdeadbeef);
    expect(FALSE, AdjustTokenPrivileges(token, FALSE, NULL, 0, NULL, NULL));
    todo_wine("reads it all the same");
    expect(ERROR_INVALID_PARAMETER, GetLastError());
    CloseHandle(token);
}

int main(void)
{
    check_begin(__FILE__, "tokens");
    sizes();
    rights();
    refused();
    who();
    membership();
    privilege_names();
    switched();
    return check_end();
}
