/* rename_copy.c: RegRenameKey and RegCopyTree, which came with Windows Vista. Sources: sdk-api
 * RegRenameKey, RegCopyTreeW; Wine test_RegRenameKey and test_NtRenameKey for the codes. */
#include "check.h"

typedef LONG(WINAPI *rename_function)(HKEY, const WCHAR *, const WCHAR *);
typedef LONG(WINAPI *copy_function)(HKEY, const void *, HKEY);

static LONG exists(const char *name)
{
    HKEY out;
    LONG code = RegOpenKeyExA(scratch, name, 0, KEY_READ, &out);

    if (code == 0)
        RegCloseKey(out);
    return code;
}

/* rules rename.nothing, rename.rights, rename.absent, rename.taken, rename.path */
static void rename_codes(rename_function rename_key)
{
    HKEY key = fresh("first"), reader, sub;

    RegCreateKeyA(key, "sub", &sub);
    RegCloseKey(sub);
    RegSetValueExA(key, "v", 0, REG_BINARY, (const BYTE *)"abc", 3);
    RegCloseKey(fresh("second"));
    label("codes");
    expect(ERROR_INVALID_PARAMETER, rename_key(NULL, NULL, NULL));
    expect(ERROR_INVALID_PARAMETER, rename_key(scratch, L"first", NULL));
    expect(ERROR_INVALID_HANDLE, rename_key(NULL, L"first", L"third"));
    expect(ERROR_INVALID_HANDLE, rename_key((HKEY)(ULONG_PTR)0xbeef0, NULL, L"third"));
    expect(ERROR_FILE_NOT_FOUND, rename_key(scratch, L"absent", L"third"));
    expect(ERROR_INVALID_PARAMETER, rename_key(scratch, L"first", L"th\\ird"));
    expect(ERROR_INVALID_PARAMETER, rename_key(scratch, L"first", L"\\third"));
    expect(0, RegOpenKeyExA(scratch, "first", 0, KEY_READ, &reader));
    expect(ERROR_ACCESS_DENIED, rename_key(reader, NULL, L"third"));
    expect(0, RegCloseKey(reader));
    expect(0, RegOpenKeyExA(scratch, "first", 0, KEY_SET_VALUE, &reader));
    expect(ERROR_ACCESS_DENIED, rename_key(reader, NULL, L"third")); /* it takes all of KEY_WRITE */
    expect(0, RegCloseKey(reader));
    expect(ERROR_ACCESS_DENIED,
           rename_key(scratch, L"first", L"second")); /* STATUS_CANNOT_DELETE */
    expect(ERROR_ACCESS_DENIED, rename_key(scratch, L"first", L"SECOND"));
    expect(0, exists("first"));
    expect(0, exists("second"));
    label("success");
    expect(0, rename_key(scratch, L"first", L"third"));
    expect(2, exists("first"));
    expect(0, exists("third\\sub"));
    expect(0, RegQueryValueExA(key, "v", NULL, NULL, NULL, NULL)); /* the handle follows the key */
    expect(0, rename_key(key, NULL, L"fourth"));
    expect(0, exists("fourth\\sub"));
    expect(2, exists("third"));
    expect(0, RegSetValueExA(key, "w", 0, REG_NONE, NULL, 0));
    expect(0, RegCloseKey(key));
    expect(0, rename_key(scratch, L"second", L"a"));
    {
        WCHAR name[16];

        expect(0, RegEnumKeyW(scratch, 0, name, 16)); /* a renamed key is sorted anew */
        expect('a', name[0]);
    }
    empty_key(scratch);
}

/* The descriptor of what is copied comes along: that of source\\a is like no other (rule
 * copy.tree). */
static void copied_descriptor(copy_function copy_tree, HKEY source, HKEY into)
{
    static SID world = {SID_REVISION, 1, {SECURITY_WORLD_SID_AUTHORITY}, {SECURITY_WORLD_RID}};
    static BYTE room[200], given[300], taken[300];
    ACL *acl = (ACL *)(void *)room;
    SECURITY_DESCRIPTOR descriptor;
    DWORD given_size = sizeof given, taken_size = sizeof taken;
    HKEY from = NULL, to = NULL;

    InitializeAcl(acl, sizeof room, ACL_REVISION);
    AddAccessAllowedAce(acl, ACL_REVISION, KEY_ALL_ACCESS, &world);
    InitializeSecurityDescriptor(&descriptor, SECURITY_DESCRIPTOR_REVISION);
    SetSecurityDescriptorDacl(&descriptor, TRUE, acl, FALSE);
    RegOpenKeyA(source, "a", &from);
    expect(0, RegSetKeySecurity(from, DACL_SECURITY_INFORMATION, &descriptor));
    expect(0, copy_tree(source, NULL, into));
    RegOpenKeyA(into, "a", &to);
    expect(0, RegGetKeySecurity(from, DACL_SECURITY_INFORMATION, given, &given_size));
    expect(0, RegGetKeySecurity(to, DACL_SECURITY_INFORMATION, taken, &taken_size));
    todo_wine("copies no descriptors");
    expect(given_size, taken_size);
    todo_wine("copies no descriptors");
    expect_true(!memcmp(given, taken, given_size));
    RegCloseKey(from);
    RegCloseKey(to);
}

/* rule copy.tree */
static void copy(int w)
{
    copy_function copy_tree =
        (copy_function)late("advapi32.dll", w ? "RegCopyTreeW" : "RegCopyTreeA");
    HKEY source = fresh("source"), into = fresh("into"), key;
    BYTE data[16];
    DWORD size = 16, type = 0;

    label("%s", w ? "W" : "A");
    if (!copy_tree) {
        skip("RegCopyTree is absent before Windows Vista");
        RegCloseKey(source);
        RegCloseKey(into);
        return;
    }
    RegCreateKeyA(source, "a\\b", &key);
    RegSetValueExA(key, "v", 0, 77, (const BYTE *)"abc", 3);
    RegCloseKey(key);
    RegSetValueExA(source, "top", 0, REG_SZ, (const BYTE *)"x", 2);
    RegSetValueExA(into, "old", 0, REG_SZ, (const BYTE *)"y", 2);
    expect(2, copy_tree(scratch, w ? (const void *)L"absent" : "absent", into));
    expect(0, copy_tree(scratch, w ? (const void *)L"source" : "source", into));
    expect(0, exists("into\\a\\b"));
    expect(0, RegQueryValueExA(into, "top", NULL, NULL, NULL, NULL));
    expect(0, RegQueryValueExA(into, "old", NULL, NULL, NULL, NULL)); /* what was there stays */
    expect(0, RegOpenKeyA(into, "a\\b", &key));
    expect(0, RegQueryValueExA(key, "v", NULL, &type, data, &size));
    expect(77, type);
    expect(3, size);
    expect(0, RegCloseKey(key));
    expect(0, exists("source\\a\\b"));
    empty_key(into);
    copied_descriptor(copy_tree, source, into);
    expect(0, copy_tree(source, NULL, into)); /* without a name the key itself is the source */
    expect(ERROR_INVALID_HANDLE, copy_tree(NULL, w ? (const void *)L"source" : "source", into));
    expect(ERROR_INVALID_HANDLE, copy_tree(source, NULL, NULL));
    RegCloseKey(source);
    RegCloseKey(into);
    empty_key(scratch);
}

int main(void)
{
    rename_function rename_key;

    check_begin(__FILE__, "rename_copy");
    rename_key = (rename_function)late("advapi32.dll", "RegRenameKey");
    label("RegRenameKey");
    if (rename_key)
        rename_codes(rename_key);
    else
        skip("RegRenameKey is absent before Windows Vista");
    for (int w = 0; w < 2; w++)
        copy(w);
    return check_end();
}
