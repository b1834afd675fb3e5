/* aclapi.c: the security of keys by name and by handle, and lists from entries. Sources: sdk-api
 * aclapi (GetNamedSecurityInfoW, SetNamedSecurityInfoW, SetEntriesInAclW, …), accctrl
 * (EXPLICIT_ACCESS, ACCESS_MODE, SE_OBJECT_TYPE); "Order of ACEs in a DACL", "Automatic Propagation
 * of Inheritable ACEs". */
#include "check.h"

#include <aclapi.h>

static SID everyone = {SID_REVISION, 1, {SECURITY_WORLD_SID_AUTHORITY}, {SECURITY_WORLD_RID}};
static SID local_system = {SID_REVISION, 1, {SECURITY_NT_AUTHORITY}, {SECURITY_LOCAL_SYSTEM_RID}};
static PSID administrators;

static char *named(const char *below)
{
    static char name[200];

    snprintf(name, sizeof name, "MACHINE\\%s%s%s", scratch_path, *below ? "\\" : "", below);
    return name;
}

/* All parts by name and by handle, each in the one block (rule security.get-info). */
static void get(void)
{
    static const SECURITY_INFORMATION parts[] = {
        OWNER_SECURITY_INFORMATION, GROUP_SECURITY_INFORMATION, DACL_SECURITY_INFORMATION,
        OWNER_SECURITY_INFORMATION | GROUP_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION};

    for (unsigned i = 0; i < 8; i++) {
        SECURITY_INFORMATION what = parts[i % 4];
        PSID owner = NULL, group = NULL;
        PACL dacl = NULL;
        PSECURITY_DESCRIPTOR whole = NULL;

        label("parts %u by %s", (unsigned)what, i < 4 ? "name" : "handle");
        expect(0, i < 4 ? GetNamedSecurityInfoA(named(""), SE_REGISTRY_KEY, what, &owner, &group,
                                                &dacl, NULL, &whole)
                        : GetSecurityInfo(scratch, SE_REGISTRY_KEY, what, &owner, &group, &dacl,
                                          NULL, &whole));
        expect_true(whole && IsValidSecurityDescriptor(whole));
        expect(what & OWNER_SECURITY_INFORMATION ? 1 : 0, owner && IsValidSid(owner));
        expect(what & GROUP_SECURITY_INFORMATION ? 1 : 0, group && IsValidSid(group));
        expect(what & DACL_SECURITY_INFORMATION ? 1 : 0, dacl && IsValidAcl(dacl));
        expect_true(LocalFree(whole) == NULL);
    }
}

/* rule security.key-name */
static void names(void)
{
    static const struct {
        const char *name;
        DWORD code;
    } cases[] = {{"MACHINE\\Software", 0},
                 {"machine\\SOFTWARE", 0},
                 {"MACHINE", 0},
                 {"USERS", 0},
                 {"CURRENT_USER", 0},
                 {"CURRENT_USER\\Software", 0},
                 {"CLASSES_ROOT", 0},
                 {"MACHINE\\Software\\no such key", ERROR_FILE_NOT_FOUND},
                 {"HKEY_LOCAL_MACHINE\\Software", ERROR_INVALID_PARAMETER},
                 {"Software", ERROR_INVALID_PARAMETER},
                 {"", ERROR_INVALID_PARAMETER},
                 {"MACHINES\\Software", ERROR_INVALID_PARAMETER}};

    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
        PSECURITY_DESCRIPTOR whole = NULL;

        label("'%s'", cases[i].name);
        if (cases[i].code == 0 && strcmp(cases[i].name, "MACHINE\\Software") &&
            strcmp(cases[i].name, "CURRENT_USER\\Software"))
            todo_wine("wants the root in capitals, and a key below it");
        expect(cases[i].code,
               GetNamedSecurityInfoA(cases[i].name, SE_REGISTRY_KEY, DACL_SECURITY_INFORMATION,
                                     NULL, NULL, NULL, NULL, &whole));
        LocalFree(whole);
    }
}

static void refused(void)
{
    PSECURITY_DESCRIPTOR whole = NULL;
    HKEY key = NULL;

    label("no name");
    expect(ERROR_INVALID_PARAMETER,
           GetNamedSecurityInfoA(NULL, SE_REGISTRY_KEY, DACL_SECURITY_INFORMATION, NULL, NULL, NULL,
                                 NULL, &whole));
    label("nothing asked");
    expect(ERROR_INVALID_PARAMETER,
           GetNamedSecurityInfoA(named(""), SE_REGISTRY_KEY, DACL_SECURITY_INFORMATION, NULL, NULL,
                                 NULL, NULL, NULL));
    label("NULL handle");
    expect(ERROR_INVALID_HANDLE, GetSecurityInfo(NULL, SE_REGISTRY_KEY, DACL_SECURITY_INFORMATION,
                                                 NULL, NULL, NULL, NULL, &whole));
    expect(ERROR_INVALID_HANDLE, SetSecurityInfo(NULL, SE_REGISTRY_KEY, DACL_SECURITY_INFORMATION,
                                                 NULL, NULL, NULL, NULL));
    label("bogus handle");
    expect(ERROR_INVALID_HANDLE,
           GetSecurityInfo((HANDLE)(ULONG_PTR)0xbeef0, SE_REGISTRY_KEY, DACL_SECURITY_INFORMATION,
                           NULL, NULL, NULL, NULL, &whole));
    label("a handle without the right");
    RegCloseKey(fresh("rights"));
    RegOpenKeyExA(scratch, "rights", 0, KEY_QUERY_VALUE, &key);
    expect(ERROR_ACCESS_DENIED, GetSecurityInfo(key, SE_REGISTRY_KEY, DACL_SECURITY_INFORMATION,
                                                NULL, NULL, NULL, NULL, &whole));
    expect(ERROR_ACCESS_DENIED, SetSecurityInfo(key, SE_REGISTRY_KEY, DACL_SECURITY_INFORMATION,
                                                NULL, NULL, NULL, NULL));
    RegCloseKey(key);
    RegDeleteKeyA(scratch, "rights");
}

/* What an ACE says: 1000 deny, 1 for everyone, 2 for the system, 3 for administrators. */
static unsigned who_at(PACL acl, DWORD index)
{
    ACCESS_ALLOWED_ACE *ace = NULL;

    if (!acl || !GetAce(acl, index, (void **)&ace))
        return 0;
    return (ace->Header.AceType == ACCESS_DENIED_ACE_TYPE ? 1000u : 0u) +
           (EqualSid(&ace->SidStart, &everyone)        ? 1u
            : EqualSid(&ace->SidStart, &local_system)  ? 2u
            : EqualSid(&ace->SidStart, administrators) ? 3u
                                                       : 9u);
}

static DWORD mask_at(PACL acl, DWORD index)
{
    ACCESS_ALLOWED_ACE *ace = NULL;

    return acl && GetAce(acl, index, (void **)&ace) ? ace->Mask : 0;
}

static EXPLICIT_ACCESSA entry_for(PSID sid, DWORD rights, ACCESS_MODE mode)
{
    EXPLICIT_ACCESSA entry;

    memset(&entry, 0, sizeof entry);
    entry.grfAccessPermissions = rights;
    entry.grfAccessMode = mode;
    BuildTrusteeWithSidA(&entry.Trustee, sid);
    return entry;
}

/* rule acl.entries */
static void entries(void)
{
    EXPLICIT_ACCESSA list[3];
    PACL first = NULL, second = NULL;

    label("nothing from nothing");
    second = (PACL)(ULONG_PTR)1;
    expect(0, SetEntriesInAclA(0, NULL, NULL, &second));
    expect_true(second == NULL);
    label("one granted");
    list[0] = entry_for(&everyone, KEY_READ, GRANT_ACCESS);
    expect(0, SetEntriesInAclA(1, list, NULL, &first));
    expect_true(first && IsValidAcl(first));
    expect(1, first ? first->AceCount : 99);
    expect(1, who_at(first, 0));
    expect(KEY_READ, mask_at(first, 0));
    expect(28, first ? first->AclSize : 0);
    label("another denied");
    list[0] = entry_for(&local_system, DELETE, DENY_ACCESS);
    expect(0, SetEntriesInAclA(1, list, first, &second));
    expect(2, second ? second->AceCount : 99);
    expect(1002, who_at(second, 0));
    expect(1, who_at(second, 1));
    LocalFree(second);
    label("another set");
    list[0] = entry_for(&local_system, KEY_ALL_ACCESS, SET_ACCESS);
    expect(0, SetEntriesInAclA(1, list, first, &second));
    expect(2, second ? second->AceCount : 99);
    expect(2, who_at(second, 0));
    expect(1, who_at(second, 1));
    LocalFree(second);
    label("the same set");
    list[0] = entry_for(&everyone, KEY_WRITE, SET_ACCESS);
    expect(0, SetEntriesInAclA(1, list, first, &second));
    expect(1, second ? second->AceCount : 99);
    expect(KEY_WRITE, mask_at(second, 0));
    LocalFree(second);
    label("revoked");
    list[0] = entry_for(&everyone, 0, REVOKE_ACCESS);
    expect(0, SetEntriesInAclA(1, list, first, &second));
    expect(0, second ? second->AceCount : 99);
    LocalFree(second);
    label("the same granted more");
    list[0] = entry_for(&everyone, DELETE, GRANT_ACCESS);
    expect(0, SetEntriesInAclA(1, list, first, &second));
    todo_wine("adds a second one");
    expect(1, second ? second->AceCount : 99);
    LocalFree(second);
    label("three at once");
    list[0] = entry_for(&everyone, KEY_READ, GRANT_ACCESS);
    list[1] = entry_for(&local_system, KEY_WRITE, DENY_ACCESS);
    list[2] = entry_for(administrators, KEY_ALL_ACCESS, SET_ACCESS);
    expect(0, SetEntriesInAclA(3, list, NULL, &second));
    expect(3, second ? second->AceCount : 99);
    todo_wine("keeps the order of the entries");
    expect(1002, who_at(second, 0));
    todo_wine("keeps the order of the entries");
    expect(1, who_at(second, 1));
    expect(3, who_at(second, 2));
    LocalFree(second);
    LocalFree(first);
}

static void entries_by_name(void)
{
    static const struct {
        const char *name;
        unsigned who;
        DWORD code;
    } cases[] = {{"Everyone", 1, 0},
                 {"SYSTEM", 2, 0},
                 {"NT AUTHORITY\\SYSTEM", 2, 0},
                 {"Administrators", 3, 0},
                 {"BUILTIN\\Administrators", 3, 0},
                 {"no such account", 0, ERROR_NONE_MAPPED}};

    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
        EXPLICIT_ACCESSA entry;
        EXPLICIT_ACCESSW wide_entry;
        PACL made = NULL;
        char name[40];

        label("by name %s", cases[i].name);
        strcpy(name, cases[i].name);
        BuildExplicitAccessWithNameA(&entry, name, KEY_READ, GRANT_ACCESS,
                                     SUB_CONTAINERS_ONLY_INHERIT);
        expect(TRUSTEE_IS_NAME, entry.Trustee.TrusteeForm);
        if (cases[i].code)
            todo_wine("says that a parameter is wrong");
        expect(cases[i].code, SetEntriesInAclA(1, &entry, NULL, &made));
        expect(cases[i].who, who_at(made, 0));
        LocalFree(made);
        made = NULL;
        BuildExplicitAccessWithNameW(&wide_entry, wide(name), KEY_READ, GRANT_ACCESS,
                                     NO_INHERITANCE);
        if (cases[i].code)
            todo_wine("says that a parameter is wrong");
        expect(cases[i].code, SetEntriesInAclW(1, &wide_entry, NULL, &made));
        expect(cases[i].who, who_at(made, 0));
        LocalFree(made);
    }
}

static void entries_refused(void)
{
    EXPLICIT_ACCESSA entry = entry_for(&everyone, KEY_READ, GRANT_ACCESS);
    PACL made = NULL;

    label("no place for the list");
    expect_unless_wine(ERROR_INVALID_PARAMETER, SetEntriesInAclA(1, &entry, NULL, NULL),
                       "Wine faults");
    label("no mode");
    entry.grfAccessMode = NOT_USED_ACCESS;
    expect(ERROR_INVALID_PARAMETER, SetEntriesInAclA(1, &entry, NULL, &made));
    label("no trustee");
    entry = entry_for(NULL, KEY_READ, GRANT_ACCESS);
    entry.Trustee.TrusteeForm = TRUSTEE_BAD_FORM;
    expect(ERROR_INVALID_PARAMETER, SetEntriesInAclA(1, &entry, NULL, &made));
}

static LONG can_open(const char *name, REGSAM sam)
{
    HKEY key;
    LONG code = RegOpenKeyExA(scratch, name, 0, sam, &key);

    if (code == 0)
        RegCloseKey(key);
    return code;
}

/* A protected list is the key's, as it was given (rule security.set-info). */
static void set(void)
{
    EXPLICIT_ACCESSA list[2];
    PACL acl = NULL, told = NULL;
    PSECURITY_DESCRIPTOR whole = NULL;
    const SECURITY_INFORMATION what =
        DACL_SECURITY_INFORMATION | PROTECTED_DACL_SECURITY_INFORMATION;
    HKEY key = fresh("set");

    for (unsigned by_handle = 0; by_handle < 2; by_handle++) {
        list[1] = entry_for(&everyone, KEY_READ | WRITE_DAC, SET_ACCESS);
        list[0] = entry_for(&everyone, KEY_SET_VALUE, DENY_ACCESS);
        label("set by %s", by_handle ? "handle" : "name");
        expect(0, SetEntriesInAclA(2, list, NULL, &acl));
        expect(0, by_handle ? SetSecurityInfo(key, SE_REGISTRY_KEY, what, NULL, NULL, acl, NULL)
                            : SetNamedSecurityInfoA(named("set"), SE_REGISTRY_KEY, what, NULL, NULL,
                                                    acl, NULL));
        expect(0, can_open("set", KEY_READ));
        expect(5, can_open("set", KEY_SET_VALUE));
        expect(5, can_open("set", KEY_CREATE_SUB_KEY));
        expect(0, GetNamedSecurityInfoA(named("set"), SE_REGISTRY_KEY, DACL_SECURITY_INFORMATION,
                                        NULL, NULL, &told, NULL, &whole));
        expect(acl->AceCount, told ? told->AceCount : 99);
        expect(1001, who_at(told, 0));
        expect(1, who_at(told, 1));
        LocalFree(whole);
        LocalFree(acl);
        label("all again by %s", by_handle ? "handle" : "name");
        list[0] = entry_for(&everyone, KEY_ALL_ACCESS, SET_ACCESS);
        expect(0, SetEntriesInAclA(1, list, NULL, &acl));
        expect(0,
               SetNamedSecurityInfoA(named("set"), SE_REGISTRY_KEY, what, NULL, NULL, acl, NULL));
        expect(0, can_open("set", KEY_ALL_ACCESS));
        LocalFree(acl);
    }
    label("no list at all");
    expect(0, SetNamedSecurityInfoA(named("set"), SE_REGISTRY_KEY, what, NULL, NULL, NULL, NULL));
    expect(0, can_open("set", KEY_ALL_ACCESS));
    label("owner");
    expect(0, SetNamedSecurityInfoA(named("set"), SE_REGISTRY_KEY, OWNER_SECURITY_INFORMATION,
                                    administrators, NULL, NULL, NULL));
    expect(ERROR_FILE_NOT_FOUND,
           SetNamedSecurityInfoA(named("not there"), SE_REGISTRY_KEY, OWNER_SECURITY_INFORMATION,
                                 administrators, NULL, NULL, NULL));
    RegCloseKey(key);
    expect(0, RegDeleteKeyA(scratch, "set"));
}

/* What is set on a key reaches those below, but for Windows NT 4 (rule access.propagated). */
static void propagated(void)
{
    EXPLICIT_ACCESSA entry = entry_for(&local_system, KEY_READ, SET_ACCESS);
    PACL acl = NULL, before = NULL, told = NULL;
    PSECURITY_DESCRIPTOR whole = NULL, old = NULL;
    unsigned found = 0, marked = 0;
    HKEY key = fresh("above");

    RegCloseKey(fresh("above\\below"));
    label("inherited by the keys below");
    expect(0, GetNamedSecurityInfoA(named("above"), SE_REGISTRY_KEY, DACL_SECURITY_INFORMATION,
                                    NULL, NULL, &before, NULL, &old));
    entry.grfInheritance = SUB_CONTAINERS_ONLY_INHERIT;
    entry.grfAccessPermissions = KEY_READ | WRITE_OWNER;
    expect(0, SetEntriesInAclA(1, &entry, before, &acl));
    expect(0, SetNamedSecurityInfoA(named("above"), SE_REGISTRY_KEY, DACL_SECURITY_INFORMATION,
                                    NULL, NULL, acl, NULL));
    expect(0, GetNamedSecurityInfoA(named("above\\below"), SE_REGISTRY_KEY,
                                    DACL_SECURITY_INFORMATION, NULL, NULL, &told, NULL, &whole));
    for (DWORD i = 0; told && i < told->AceCount; i++) {
        ACCESS_ALLOWED_ACE *ace = NULL;

        GetAce(told, i, (void **)&ace);
        if (who_at(told, i) == 2 && mask_at(told, i) == (KEY_READ | WRITE_OWNER)) {
            found++;
            marked += (ace->Header.AceFlags & INHERITED_ACE) != 0;
        }
    }
    broken("nt4", 0, "a list that is set stays with its key");
    todo_wine("changes the key alone");
    expect(1, found);
    broken("nt4", 0, "a list that is set stays with its key");
    todo_wine("changes the key alone");
    expect(1, marked);
    LocalFree(whole);
    LocalFree(acl);
    LocalFree(old);
    RegCloseKey(key);
}

int main(void)
{
    static SID_IDENTIFIER_AUTHORITY nt = {SECURITY_NT_AUTHORITY};

    check_begin(__FILE__, "aclapi");
    AllocateAndInitializeSid(&nt, 2, SECURITY_BUILTIN_DOMAIN_RID, DOMAIN_ALIAS_RID_ADMINS, 0, 0, 0,
                             0, 0, 0, &administrators);
    get();
    names();
    refused();
    entries();
    entries_by_name();
    entries_refused();
    set();
    propagated();
    FreeSid(administrators);
    return check_end();
}
