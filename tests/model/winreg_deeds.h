/* The deeds of winreg_calls.def that take more than one call; goes on where winreg_support.h ends.
 */
static void save_and_load(HKEY of)
{
    HKEY root;

    DeleteFileW(FILE_NAME);
    code = RegSaveKeyW(of, FILE_NAME, NULL);
    say("%lu", code);
    if (!code) {
        code = RegLoadKeyW(HKEY_LOCAL_MACHINE, LOADED, FILE_NAME);
        say(" %lu", code);
    }
    if (!code) {
        code = RegOpenKeyExW(HKEY_LOCAL_MACHINE, LOADED, 0, KEY_READ, &root);
        say(" %lu ", code);
        if (!code) {
            say_tree(root);
            RegCloseKey(root);
        }
        say(" %lu", RegUnLoadKeyW(HKEY_LOCAL_MACHINE, LOADED));
    }
    say(" |\n");
    DeleteFileW(FILE_NAME);
}

static void save_and_restore(HKEY from, HKEY to, DWORD flags)
{
    DeleteFileW(FILE_NAME);
    code = RegSaveKeyW(from, FILE_NAME, NULL);
    say("%lu", code);
    if (!code)
        say(" %lu", RegRestoreKeyW(to, FILE_NAME, flags));
    say(" |\n");
    DeleteFileW(FILE_NAME);
}

static void add_ace(ACL *acl, int deny, DWORD mask, int inherited)
{
    SID world = {SID_REVISION, 1, {SECURITY_WORLD_SID_AUTHORITY}, {SECURITY_WORLD_RID}};
    void *ace;

    if (deny)
        AddAccessDeniedAce(acl, ACL_REVISION, mask, &world);
    else
        AddAccessAllowedAce(acl, ACL_REVISION, mask, &world);
    if (inherited && GetAce(acl, acl->AceCount - 1, &ace))
        ((ACE_HEADER *)ace)->AceFlags = CONTAINER_INHERIT_ACE;
}

/* The DACL is for everyone; allowed 1 stands for none. */
static DWORD set_dacl(HKEY of, DWORD denied, DWORD allowed, int inherited)
{
    DWORD room[50];
    ACL *acl = (ACL *)room;
    SECURITY_DESCRIPTOR descriptor;

    InitializeAcl(acl, sizeof room, ACL_REVISION);
    if (denied)
        add_ace(acl, 1, denied, inherited);
    if (allowed > 1)
        add_ace(acl, 0, allowed, inherited);
    InitializeSecurityDescriptor(&descriptor, SECURITY_DESCRIPTOR_REVISION);
    SetSecurityDescriptorDacl(&descriptor, TRUE, allowed == 1 ? NULL : acl, FALSE);
    return RegSetKeySecurity(of, DACL_SECURITY_INFORMATION, &descriptor);
}

/* One of set_dacl, or "other". */
static void say_dacl(HKEY of)
{
    SID world = {SID_REVISION, 1, {SECURITY_WORLD_SID_AUTHORITY}, {SECURITY_WORLD_RID}};
    DWORD room[256], length = sizeof room, other = 0;
    BOOL present, defaulted;
    ACL *acl = NULL;

    code = RegGetKeySecurity(of, DACL_SECURITY_INFORMATION, room, &length);
    say("%lu", code);
    if (code || !GetSecurityDescriptorDacl(room, &present, &acl, &defaulted))
        return;
    if (!present || !acl) {
        say(" everything");
        return;
    }
    for (int pass = 0; pass < 2; pass++)
        for (DWORD i = 0; i < acl->AceCount; i++) {
            ACCESS_ALLOWED_ACE *ace = NULL;
            GetAce(acl, i, (void **)&ace);
            if (!EqualSid(&ace->SidStart, &world) || acl->AceCount > 2)
                other = 1;
            else if (pass && !other)
                say(" (%u %lx)", ace->Header.AceType, ace->Mask);
        }
    if (other)
        say(" other");
}

/* A key of its own with that DACL: how it can be opened, and what can be done then. */
static void guarded(HKEY of, DWORD denied, DWORD allowed, int inherited, REGSAM rights)
{
    HKEY made, opened;

    code = RegCreateKeyExW(of, L"guarded", 0, NULL, 0, KEY_ALL_ACCESS, NULL, &made, NULL);
    say("%lu", code);
    if (!code) {
        say(" %lu ", set_dacl(made, denied, allowed, inherited));
        say_dacl(made);
        code = RegOpenKeyExW(of, L"guarded", 0, rights, &opened);
        say(" %lu", code);
        if (!code) {
            say(" %lu", RegQueryValueExW(opened, L"v", NULL, NULL, NULL, NULL));
            say(" %lu", RegSetValueExW(opened, L"w", 0, REG_SZ, (const BYTE *)L"x", 4));
            say(" %lu", RegNotifyChangeKeyValue(opened, FALSE, 0xF, event[0], TRUE));
            RegCloseKey(opened);
            WaitForSingleObject(event[0], 0);
        }
        set_dacl(made, 0, KEY_ALL_ACCESS, 0);
        say(" %lu", RegDeleteKeyW(of, L"guarded"));
        RegCloseKey(made);
    }
    say(" |\n");
}

/* What winternl.h of every SDK spells a little differently. */
struct nt_string {
    USHORT Length, MaximumLength;
    const WCHAR *Buffer;
};

static struct nt_string *named(const WCHAR *name)
{
    static struct nt_string string;
    string.Length = string.MaximumLength = (USHORT)(wcslen(name) * sizeof *name);
    string.Buffer = name;
    return &string;
}

static void *at(HKEY root, const WCHAR *path)
{
    static struct {
        ULONG Length;
        HANDLE RootDirectory;
        struct nt_string *ObjectName;
        ULONG Attributes;
        void *SecurityDescriptor, *SecurityQualityOfService;
    } attributes;
    attributes.Length = sizeof attributes;
    attributes.RootDirectory = root;
    attributes.ObjectName = named(path);
    attributes.Attributes = 0x40;
    return &attributes;
}

typedef ULONG(NTAPI *nt_function)();

static nt_function nt(const char *function)
{
    return (nt_function)GetProcAddress(GetModuleHandleA("ntdll.dll"), function);
}

/* What an answer of ntdll holds from there on. */
static void rest(DWORD from, DWORD room)
{
    if (size < room)
        room = size;
    hex(buffer + from, room > from ? room - from : 0);
}

/* KEY_VALUE_PARTIAL_INFORMATION, KEY_VALUE_BASIC_INFORMATION: the title index is nobody's. */
static void say_nt_value(DWORD room)
{
    say("%lx", code);
    if (!code || code == 0x80000005) {
        say(" %lu", size);
        rest(4, room);
    }
    say(" |\n");
}

/* KEY_BASIC_INFORMATION: the last write and the title index are left out. */
static void say_nt_key(DWORD room)
{
    say("%lx", code);
    if (!code || code == 0x80000005) {
        say(" %lu", size);
        rest(12, room);
    }
    say(" |\n");
}

/* KEY_FULL_INFORMATION: the counts and the longest of each. */
static void say_nt_info(void)
{
    say("%lx", code);
    if (!code) {
        DWORD full[11];
        memcpy(full, buffer, sizeof full);
        say(" %lu %lu %lu %lu %lu", full[5], full[6], full[8], full[9], full[10]);
    }
    say(" |\n");
}

static void remove_tree(HKEY parent, const WCHAR *path)
{
    WCHAR child[64];
    HKEY top;

    if (RegOpenKeyExW(parent, path, 0, KEY_READ | WRITE_DAC, &top)) {
        if (RegOpenKeyExW(parent, path, 0, WRITE_DAC, &top))
            return;
        set_dacl(top, 0, KEY_ALL_ACCESS, 0);
        RegCloseKey(top);
        if (RegOpenKeyExW(parent, path, 0, KEY_READ | WRITE_DAC, &top))
            return;
    }
    set_dacl(top, 0, KEY_ALL_ACCESS, 0);
    while (!RegEnumKeyW(top, 0, child, 64))
        remove_tree(top, child);
    RegCloseKey(top);
    RegDeleteKeyW(parent, path);
}

static void enable(const char *privilege)
{
    TOKEN_PRIVILEGES wanted;
    HANDLE token;

    if (!OpenProcessToken(GetCurrentProcess(), TOKEN_ADJUST_PRIVILEGES | TOKEN_QUERY, &token))
        return;
    wanted.PrivilegeCount = 1;
    wanted.Privileges[0].Attributes = SE_PRIVILEGE_ENABLED;
    LookupPrivilegeValueA(NULL, privilege, &wanted.Privileges[0].Luid);
    AdjustTokenPrivileges(token, FALSE, &wanted, 0, NULL, NULL);
    CloseHandle(token);
}

/* Three empty keys: the one that is played with, which may be renamed, so it has a parent of its
 * own; its counterpart of the 32-bit view; and the copies'. */
static void begin(void)
{
    static const WCHAR *const roots[] = {L"Software\\regsim-model",
                                         L"Software\\Wow6432Node\\regsim-model",
                                         L"Software\\regsim-model-copies"};
    HKEY made[3];

    enable("SeBackupPrivilege");
    enable("SeRestorePrivilege");
    for (int i = 0; i < 4; i++) {
        if (key[i] && key[i] != CLOSED)
            RegCloseKey(key[i]);
        if (event[i])
            CloseHandle(event[i]);
        event[i] = CreateEventW(NULL, FALSE, FALSE, NULL);
    }
    if (copies)
        RegCloseKey(copies);
    for (int i = 0; i < 3; i++) {
        remove_tree(HKEY_LOCAL_MACHINE, roots[i]);
        if (RegCreateKeyExW(HKEY_LOCAL_MACHINE, roots[i], 0, NULL, 0, KEY_ALL_ACCESS, NULL,
                            &made[i], NULL))
            exit(1);
    }
    RegCreateKeyExW(made[0], L"top", 0, NULL, 0, KEY_ALL_ACCESS, NULL, &key[0], NULL);
    RegCloseKey(made[0]);
    RegCloseKey(made[1]);
    copies = made[2];
    for (int i = 1; i < 4; i++)
        RegOpenKeyExW(key[0], NULL, 0, KEY_ALL_ACCESS, &key[i]);
}
