/* keyperm lock|show|take|delete KEY: locks everyone out of a key of HKEY_LOCAL_MACHINE, shows who
 * may do what, takes it back for the administrators, deletes it. */
#include <stdio.h>
#include <wchar.h>
#include <windows.h>

#include <aclapi.h>

static PSID make_sid(BYTE count, DWORD first, DWORD second, BYTE authority)
{
    SID_IDENTIFIER_AUTHORITY who = {{0, 0, 0, 0, 0, authority}};
    PSID sid = NULL;

    if (!AllocateAndInitializeSid(&who, count, first, second, 0, 0, 0, 0, 0, 0, &sid))
        ExitProcess(3);
    return sid;
}

static BOOL enable(const wchar_t *name)
{
    TOKEN_PRIVILEGES privileges;
    HANDLE token;
    DWORD error;

    if (!OpenProcessToken(GetCurrentProcess(), TOKEN_ADJUST_PRIVILEGES | TOKEN_QUERY, &token))
        return FALSE;
    privileges.PrivilegeCount = 1;
    privileges.Privileges[0].Attributes = SE_PRIVILEGE_ENABLED;
    if (!LookupPrivilegeValueW(NULL, name, &privileges.Privileges[0].Luid)) {
        CloseHandle(token);
        return FALSE;
    }
    AdjustTokenPrivileges(token, FALSE, &privileges, 0, NULL, NULL);
    error = GetLastError();
    CloseHandle(token);
    if (error != ERROR_SUCCESS)
        wprintf(L"keyperm: no %s: error %lu\n", name, error);
    return error == ERROR_SUCCESS;
}

static int failed(const wchar_t *what, LONG error)
{
    wprintf(L"keyperm: cannot %s: error %ld\n", what, error);
    return 1;
}

/* Everyone is denied everything: what a careless setup leaves behind. */
static int lock(const wchar_t *path, const wchar_t *account)
{
    static BYTE room[256], owner[SECURITY_MAX_SID_SIZE];
    DWORD owner_size = sizeof owner, domain_size = 64;
    wchar_t domain[64];
    SID_NAME_USE use;
    PACL acl = (PACL)(void *)room;
    SECURITY_DESCRIPTOR descriptor;
    HKEY key;
    LONG error;

    if (!enable(L"SeRestorePrivilege") || !enable(L"SeTakeOwnershipPrivilege"))
        return 1;
    if (!LookupAccountNameW(NULL, account, owner, &owner_size, domain, &domain_size, &use))
        return failed(L"find the owner", (LONG)GetLastError());
    if (!InitializeAcl(acl, sizeof room, ACL_REVISION) ||
        !AddAccessDeniedAce(acl, ACL_REVISION, KEY_ALL_ACCESS, make_sid(1, 0, 0, 1)) ||
        !AddAccessAllowedAce(acl, ACL_REVISION, KEY_ALL_ACCESS, make_sid(1, 18, 0, 5)) ||
        !InitializeSecurityDescriptor(&descriptor, SECURITY_DESCRIPTOR_REVISION) ||
        !SetSecurityDescriptorOwner(&descriptor, owner, FALSE) ||
        !SetSecurityDescriptorDacl(&descriptor, TRUE, acl, FALSE) ||
        !IsValidSecurityDescriptor(&descriptor))
        return failed(L"build the descriptor", (LONG)GetLastError());
    error = RegOpenKeyExW(HKEY_LOCAL_MACHINE, path, 0, WRITE_DAC | WRITE_OWNER, &key);
    if (error != ERROR_SUCCESS)
        return failed(L"open the key", error);
    error =
        RegSetKeySecurity(key, OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION, &descriptor);
    RegCloseKey(key);
    if (error != ERROR_SUCCESS)
        return failed(L"lock the key", error);
    wprintf(L"locked %s\n", path);
    return 0;
}

static void print_account(PSID sid)
{
    wchar_t name[64], domain[64];
    DWORD name_size = 64, domain_size = 64;
    SID_NAME_USE use;

    if (!LookupAccountSidW(NULL, sid, name, &name_size, domain, &domain_size, &use))
        wprintf(L"? (error %lu)", GetLastError());
    else
        wprintf(L"%s%s%s", domain, *domain ? L"\\" : L"", name);
}

static int show(const wchar_t *name)
{
    PSECURITY_DESCRIPTOR descriptor = NULL;
    ACL_SIZE_INFORMATION sizes;
    PSID owner = NULL;
    PACL acl = NULL;
    DWORD i, error;

    error = GetNamedSecurityInfoW(name, SE_REGISTRY_KEY,
                                  OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION, &owner,
                                  NULL, &acl, NULL, &descriptor);
    if (error != ERROR_SUCCESS)
        return failed(L"read the descriptor", (LONG)error);
    wprintf(L"owner   ");
    print_account(owner);
    wprintf(L"\n");
    if (!acl || !GetAclInformation(acl, &sizes, sizeof sizes, AclSizeInformation)) {
        wprintf(L"no list: everyone may do everything\n");
        LocalFree(descriptor);
        return 0;
    }
    for (i = 0; i < sizes.AceCount; i++) {
        ACCESS_ALLOWED_ACE *ace;

        if (!GetAce(acl, i, (LPVOID *)&ace))
            break;
        wprintf(L"%-7s ", ace->Header.AceType == ACCESS_ALLOWED_ACE_TYPE ? L"allowed" : L"denied");
        print_account((PSID)&ace->SidStart);
        wprintf(L" %08lx\n", ace->Mask);
    }
    LocalFree(descriptor);
    return 0;
}

/* All for the administrators, and the system may read. */
static DWORD grant(wchar_t *name, PSID administrators)
{
    EXPLICIT_ACCESSW entries[2];
    PACL acl = NULL;
    DWORD error;

    ZeroMemory(entries, sizeof entries);
    entries[0].grfAccessPermissions = KEY_ALL_ACCESS;
    entries[0].grfAccessMode = SET_ACCESS;
    entries[0].grfInheritance = NO_INHERITANCE;
    BuildTrusteeWithSidW(&entries[0].Trustee, administrators);
    BuildExplicitAccessWithNameW(&entries[1], (LPWSTR)L"SYSTEM", KEY_READ, SET_ACCESS,
                                 NO_INHERITANCE);
    error = SetEntriesInAclW(2, entries, NULL, &acl);
    if (error == ERROR_SUCCESS)
        error = SetNamedSecurityInfoW(
            name, SE_REGISTRY_KEY, DACL_SECURITY_INFORMATION | PROTECTED_DACL_SECURITY_INFORMATION,
            NULL, NULL, acl, NULL);
    LocalFree(acl);
    return error;
}

static int take(wchar_t *name)
{
    PSID administrators = make_sid(2, SECURITY_BUILTIN_DOMAIN_RID, DOMAIN_ALIAS_RID_ADMINS, 5);
    DWORD error = grant(name, administrators);

    if (error == ERROR_ACCESS_DENIED) {
        wprintf(L"not ours: taking ownership\n");
        if (!enable(L"SeTakeOwnershipPrivilege"))
            return 1;
        error = SetNamedSecurityInfoW(name, SE_REGISTRY_KEY, OWNER_SECURITY_INFORMATION,
                                      administrators, NULL, NULL, NULL);
        if (error != ERROR_SUCCESS)
            return failed(L"take the key", (LONG)error);
        error = grant(name, administrators);
    }
    FreeSid(administrators);
    if (error != ERROR_SUCCESS)
        return failed(L"change the list", (LONG)error);
    wprintf(L"took %s\n", name);
    return 0;
}

static int remove_key(const wchar_t *path)
{
    HKEY key;
    LONG error = RegOpenKeyExW(HKEY_LOCAL_MACHINE, path, 0, DELETE, &key);

    if (error != ERROR_SUCCESS)
        return failed(L"open the key", error);
    RegCloseKey(key);
    error = RegDeleteKeyW(HKEY_LOCAL_MACHINE, path);
    if (error != ERROR_SUCCESS)
        return failed(L"delete the key", error);
    wprintf(L"deleted %s\n", path);
    return 0;
}

int wmain(int argc, wchar_t **argv)
{
    wchar_t name[300];

    if (argc < 3 || wcslen(argv[2]) > 250) {
        fputws(L"usage: keyperm lock KEY OWNER\n       keyperm show|take|delete KEY\n", stdout);
        return 2;
    }
    wcscpy(name, L"MACHINE\\");
    wcscat(name, argv[2]);
    if (wcscmp(argv[1], L"lock") == 0 && argc == 4)
        return lock(argv[2], argv[3]);
    if (wcscmp(argv[1], L"show") == 0)
        return show(name);
    if (wcscmp(argv[1], L"take") == 0)
        return take(name);
    if (wcscmp(argv[1], L"delete") == 0)
        return remove_key(argv[2]);
    wprintf(L"keyperm: what is %s?\n", argv[1]);
    return 2;
}
