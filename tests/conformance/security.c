/* security.c: RegGetKeySecurity, RegSetKeySecurity and who may then do what. Sources: sdk-api
 * RegGetKeySecurity, RegSetKeySecurity, AccessCheck ("Order of ACEs in a DACL"). */
#include "check.h"

static SID world = {SID_REVISION, 1, {SECURITY_WORLD_SID_AUTHORITY}, {SECURITY_WORLD_RID}};

/* The size asked for, given, and one byte short of it. sdk-api RegGetKeySecurity (rule
 * access.descriptor-size) */
static void sizes(void)
{
    static const SECURITY_INFORMATION parts[] = {
        OWNER_SECURITY_INFORMATION,
        GROUP_SECURITY_INFORMATION,
        DACL_SECURITY_INFORMATION,
        OWNER_SECURITY_INFORMATION | GROUP_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION,
    };
    static BYTE buffer[4096];
    SECURITY_DESCRIPTOR_CONTROL control;
    DWORD revision;

    for (unsigned i = 0; i < 4; i++) {
        DWORD size = 0, needed;

        label("part %u", i);
        expect(ERROR_INSUFFICIENT_BUFFER, RegGetKeySecurity(scratch, parts[i], buffer, &size));
        expect_true(size >= sizeof(SECURITY_DESCRIPTOR_RELATIVE) && size < sizeof buffer);
        needed = size;
        size = needed - 1;
        guard(buffer);
        expect(ERROR_INSUFFICIENT_BUFFER, RegGetKeySecurity(scratch, parts[i], buffer, &size));
        expect_true(size == needed);
        expect_guard(buffer, 0);
        expect(0, RegGetKeySecurity(scratch, parts[i], buffer, &size));
        expect_true(size == needed);
        expect_true(IsValidSecurityDescriptor(buffer));
        expect_true(GetSecurityDescriptorControl(buffer, &control, &revision));
        expect_true((control & SE_SELF_RELATIVE) != 0);
        size = needed + 1;
        expect(0, RegGetKeySecurity(scratch, parts[i], buffer, &size));
    }
}

static void wrong_handles(void)
{
    BYTE buffer[64];
    DWORD size = 64;
    SECURITY_DESCRIPTOR descriptor;

    InitializeSecurityDescriptor(&descriptor, SECURITY_DESCRIPTOR_REVISION);
    label("NULL handle");
    expect(ERROR_INVALID_HANDLE, RegGetKeySecurity(NULL, DACL_SECURITY_INFORMATION, buffer, &size));
    expect(ERROR_INVALID_HANDLE, RegSetKeySecurity(NULL, DACL_SECURITY_INFORMATION, &descriptor));
    label("bogus handle");
    expect(ERROR_INVALID_HANDLE,
           RegGetKeySecurity((HKEY)(ULONG_PTR)0xbeef0, DACL_SECURITY_INFORMATION, buffer, &size));
    expect(ERROR_INVALID_HANDLE,
           RegSetKeySecurity((HKEY)(ULONG_PTR)0xbeef0, DACL_SECURITY_INFORMATION, &descriptor));
    label("NULL descriptor");
    expect(ERROR_INVALID_PARAMETER, RegSetKeySecurity(scratch, DACL_SECURITY_INFORMATION, NULL));
}

/* Gives the key a DACL with one entry for everyone; 0 as mask: an empty DACL, which denies
 * everyone. */
static LONG set_dacl(HKEY key, DWORD allowed, DWORD denied)
{
    static BYTE room[200];
    ACL *acl = (ACL *)(void *)room;
    SECURITY_DESCRIPTOR descriptor;

    InitializeAcl(acl, sizeof room, ACL_REVISION);
    if (denied)
        AddAccessDeniedAce(acl, ACL_REVISION, denied, &world);
    if (allowed)
        AddAccessAllowedAce(acl, ACL_REVISION, allowed, &world);
    InitializeSecurityDescriptor(&descriptor, SECURITY_DESCRIPTOR_REVISION);
    SetSecurityDescriptorDacl(&descriptor, TRUE, acl, FALSE);
    return RegSetKeySecurity(key, DACL_SECURITY_INFORMATION, &descriptor);
}

/* What can be opened once everyone has these rights. A handle that is open keeps what it has (rule
 * access.dacl). */
static void dacl_decides(void)
{
    static const struct {
        const char *what;
        DWORD allowed, denied;
        LONG read, write, all, remove;
    } cases[] = {
        {"all", KEY_ALL_ACCESS, 0, 0, 0, 0, 0},
        {"read", KEY_READ, 0, 0, 5, 5, 5},
        {"read and delete", KEY_READ | DELETE, 0, 0, 5, 5, 0},
        {"write", KEY_WRITE, 0, 5, 0, 5, 5},
        {"all but delete", KEY_ALL_ACCESS, DELETE, 0, 0, 5, 5},
        {"all but set", KEY_ALL_ACCESS, KEY_SET_VALUE, 0, 5, 5, 0},
        {"nobody", 0, 0, 5, 5, 5, 5},
        {"generic all", GENERIC_ALL, 0, 0, 0, 0, 0},
        {"generic read", GENERIC_READ, 0, 0, 5, 5, 5},
    };
    HKEY key;

    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
        HKEY keeper = fresh("guarded");

        label("%s", cases[i].what);
        expect(0, set_dacl(keeper, cases[i].allowed, cases[i].denied));
        expect(cases[i].read, RegOpenKeyExA(scratch, "guarded", 0, KEY_READ, &key));
        if (cases[i].read == 0)
            RegCloseKey(key);
        expect(cases[i].write, RegOpenKeyExA(scratch, "guarded", 0, KEY_WRITE, &key));
        if (cases[i].write == 0)
            RegCloseKey(key);
        expect(cases[i].all, RegOpenKeyExA(scratch, "guarded", 0, KEY_ALL_ACCESS, &key));
        if (cases[i].all == 0)
            RegCloseKey(key);
        expect(0, RegSetValueExA(keeper, "still", 0, REG_NONE, NULL, 0));
        if (cases[i].remove != 0)
            todo_wine("deletes a key without asking its descriptor for DELETE");
        expect(cases[i].remove, RegDeleteKeyA(scratch, "guarded"));
        if (cases[i].remove != 0) {
            expect(0, set_dacl(keeper, KEY_ALL_ACCESS, 0));
            todo_wine("has deleted it before");
            expect(0, RegDeleteKeyA(scratch, "guarded"));
        }
        expect(0, RegCloseKey(keeper));
    }
}

/* Setting the DACL needs WRITE_DAC on the handle, reading it READ_CONTROL (rule
 * access.descriptor-rights). */
static void rights(void)
{
    static const struct {
        REGSAM sam;
        LONG get, set;
    } cases[] = {{KEY_READ, 0, 5},  {KEY_WRITE, 0, 5},       {READ_CONTROL, 0, 5},
                 {WRITE_DAC, 5, 0}, {KEY_QUERY_VALUE, 5, 5}, {KEY_ALL_ACCESS, 0, 0}};
    static BYTE buffer[4096];

    RegCloseKey(fresh("target"));
    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
        DWORD size = sizeof buffer;
        HKEY key;

        label("%08x", (unsigned)cases[i].sam);
        expect(0, RegOpenKeyExA(scratch, "target", 0, cases[i].sam, &key));
        expect(cases[i].get, RegGetKeySecurity(key, DACL_SECURITY_INFORMATION, buffer, &size));
        expect(cases[i].set, set_dacl(key, KEY_ALL_ACCESS, 0));
        expect(0, RegCloseKey(key));
    }
}

/* Setting owner and group needs WRITE_OWNER alone, and not WRITE_DAC. sdk-api RegSetKeySecurity
 * (rules access.descriptor-rights, access.dacl) */
static void owner_rights(void)
{
    static const struct {
        REGSAM sam;
        LONG set;
    } cases[] = {{KEY_READ, 5}, {WRITE_DAC, 5}, {WRITE_OWNER, 0}, {KEY_ALL_ACCESS, 0}};
    static const SECURITY_INFORMATION parts[] = {
        OWNER_SECURITY_INFORMATION, GROUP_SECURITY_INFORMATION,
        OWNER_SECURITY_INFORMATION | GROUP_SECURITY_INFORMATION};
    static BYTE buffer[4096];

    for (unsigned i = 0; i < 12; i++) {
        SECURITY_INFORMATION part = parts[i / 4];
        DWORD size = sizeof buffer;
        HKEY key;

        label("part %u %08x", (unsigned)part, (unsigned)cases[i % 4].sam);
        expect(0, RegOpenKeyExA(scratch, "target", 0, READ_CONTROL, &key));
        expect(0, RegGetKeySecurity(key, part, buffer, &size));
        expect(0, RegCloseKey(key));
        expect(0, RegOpenKeyExA(scratch, "target", 0, cases[i % 4].sam, &key));
        expect(cases[i % 4].set, RegSetKeySecurity(key, part, buffer));
        expect(0, RegCloseKey(key));
    }
}

/* Two parts at once need the rights of both. sdk-api RegSetKeySecurity (rules
 * access.descriptor-rights, access.needed) */
static void rights_of_two_parts(void)
{
    static const struct {
        REGSAM sam;
        LONG set;
    } cases[] = {{WRITE_DAC, 5}, {WRITE_OWNER, 5}, {WRITE_DAC | WRITE_OWNER, 0}};
    static const SECURITY_INFORMATION both = OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION;
    static BYTE buffer[4096];

    for (unsigned i = 0; i < 3; i++) {
        DWORD size = sizeof buffer;
        HKEY key;

        label("two parts %08x", (unsigned)cases[i].sam);
        expect(0, RegOpenKeyExA(scratch, "target", 0, READ_CONTROL, &key));
        expect(0, RegGetKeySecurity(key, both, buffer, &size));
        expect(0, RegCloseKey(key));
        expect(0, RegOpenKeyExA(scratch, "target", 0, cases[i].sam, &key));
        expect(cases[i].set, RegSetKeySecurity(key, both, buffer));
        expect(0, RegCloseKey(key));
    }
}

/* The SACL is read and set with ACCESS_SYSTEM_SECURITY alone, which no other right implies, and
 * which needs the security privilege. sdk-api RegSetKeySecurity, RegGetKeySecurity (rule
 * access.descriptor-rights) */
static void sacl_rights(void)
{
    static const struct {
        REGSAM sam;
        LONG code;
    } cases[] = {{KEY_ALL_ACCESS, 5},
                 {MAXIMUM_ALLOWED, 5},
                 {ACCESS_SYSTEM_SECURITY, 0},
                 {KEY_READ | ACCESS_SYSTEM_SECURITY, 0}};
    static BYTE room[100], buffer[1000];
    ACL *acl = (ACL *)(void *)room;
    SECURITY_DESCRIPTOR descriptor;
    HKEY key;

    InitializeAcl(acl, sizeof room, ACL_REVISION);
    InitializeSecurityDescriptor(&descriptor, SECURITY_DESCRIPTOR_REVISION);
    descriptor.Control |= SE_SACL_PRESENT;
    descriptor.Sacl = acl;
    privilege("SeSecurityPrivilege", 1);
    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
        DWORD size = sizeof buffer;

        label("SACL %08x", (unsigned)cases[i].sam);
        key = NULL;
        expect(0, RegOpenKeyExA(scratch, "target", 0, cases[i].sam, &key));
        expect(cases[i].code, RegSetKeySecurity(key, SACL_SECURITY_INFORMATION, &descriptor));
        if (!(cases[i].sam & (READ_CONTROL | MAXIMUM_ALLOWED)))
            todo_wine("asks for READ_CONTROL, too");
        expect(cases[i].code, RegGetKeySecurity(key, SACL_SECURITY_INFORMATION, buffer, &size));
        RegCloseKey(key);
    }
    privilege("SeSecurityPrivilege", 0);
    label("SACL without the privilege");
    key = NULL;
    expect(5, RegOpenKeyExA(scratch, "target", 0, KEY_READ | ACCESS_SYSTEM_SECURITY, &key));
    if (key)
        RegCloseKey(key);
}

/* Who may be made the owner: the caller, or a group of his that may own; anyone with
 * SeRestorePrivilege (rule access.owner). */
static void owners(void)
{
    static BYTE room[SECURITY_MAX_SID_SIZE];
    static const struct {
        DWORD first, second;
        LONG code;
    } cases[] = {{SECURITY_BUILTIN_DOMAIN_RID, DOMAIN_ALIAS_RID_ADMINS, 0},
                 {SECURITY_BUILTIN_DOMAIN_RID, DOMAIN_ALIAS_RID_USERS, ERROR_INVALID_OWNER},
                 {SECURITY_LOCAL_SYSTEM_RID, 0, ERROR_INVALID_OWNER}};
    static SID_IDENTIFIER_AUTHORITY nt = {SECURITY_NT_AUTHORITY};
    SECURITY_DESCRIPTOR descriptor;
    HKEY key = fresh("target");

    InitializeSecurityDescriptor(&descriptor, SECURITY_DESCRIPTOR_REVISION);
    SetSecurityDescriptorOwner(&descriptor, room, FALSE);
    for (unsigned may = 0; may < 2; may++) {
        privilege("SeRestorePrivilege", (int)may);
        for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
            InitializeSid(room, &nt, cases[i].second ? 2 : 1);
            *GetSidSubAuthority(room, 0) = cases[i].first;
            if (cases[i].second)
                *GetSidSubAuthority(room, 1) = cases[i].second;
            label("%u-%u, restore %u", (unsigned)cases[i].first, (unsigned)cases[i].second, may);
            if (cases[i].code && !may)
                todo_wine("lets a key be given away");
            expect(may ? 0 : cases[i].code,
                   RegSetKeySecurity(key, OWNER_SECURITY_INFORMATION, &descriptor));
        }
    }
    privilege("SeRestorePrivilege", 0);
    RegCloseKey(key);
}

/* What was set is what is read back. */
static void round_trip(void)
{
    static BYTE buffer[4096];
    DWORD size = sizeof buffer;
    BOOL present = FALSE, defaulted = TRUE;
    ACL *acl = NULL;
    ACCESS_ALLOWED_ACE *ace = NULL;
    HKEY key = fresh("round");

    label("round trip");
    expect(0, set_dacl(key, KEY_READ | DELETE | WRITE_DAC, 0));
    expect(0, RegGetKeySecurity(key, DACL_SECURITY_INFORMATION, buffer, &size));
    expect_true(GetSecurityDescriptorDacl(buffer, &present, &acl, &defaulted));
    expect_true(present);
    expect(1, acl ? acl->AceCount : 99);
    expect_true(acl && GetAce(acl, 0, (void **)&ace));
    expect(ACCESS_ALLOWED_ACE_TYPE, ace ? ace->Header.AceType : 99);
    expect(KEY_READ | DELETE | WRITE_DAC, ace ? ace->Mask : 0);
    expect_true(ace && EqualSid(&ace->SidStart, &world));
    RegCloseKey(key);
    expect(0, RegDeleteKeyA(scratch, "round"));
}

/* A tree goes key by key, in the order of their names: a key that may not go stops the rest (rule
 * delete.tree-not-atomic). */
static void trees_stop_half_way(void)
{
    LONG(WINAPI * delete_tree)
    (HKEY, LPCSTR) = (LONG(WINAPI *)(HKEY, LPCSTR))late("advapi32.dll", "RegDeleteTreeA");
    HKEY key = fresh("stops"), kept = fresh("stops\\b"), other;

    label("half-way");
    RegCloseKey(fresh("stops\\a"));
    RegCloseKey(fresh("stops\\c"));
    RegSetValueExA(key, "v", 0, REG_NONE, NULL, 0);
    if (delete_tree) {
        expect(0, set_dacl(kept, 0, 0));
        expect(5, delete_tree(scratch, "stops"));
        expect(ERROR_FILE_NOT_FOUND, RegOpenKeyA(scratch, "stops\\a", &other));
        expect(5, RegOpenKeyExA(scratch, "stops\\b", 0, KEY_READ, &other));
        expect(0, RegOpenKeyA(scratch, "stops\\c", &other));
        RegCloseKey(other);
        expect(0, RegQueryValueExA(key, "v", NULL, NULL, NULL, NULL));
        expect(0, set_dacl(kept, KEY_ALL_ACCESS, 0));
    } else {
        skip("RegDeleteTree is absent before Windows Vista");
    }
    RegCloseKey(kept);
    RegCloseKey(key);
    empty_key(scratch);
}

int main(void)
{
    check_begin(__FILE__, "security");
    sizes();
    wrong_handles();
    dacl_decides();
    rights();
    owner_rights();
    rights_of_two_parts();
    owners();
    sacl_rights();
    round_trip();
    trees_stop_half_way();
    return check_end();
}
