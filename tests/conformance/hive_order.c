/* hive_order.c: which error comes first where RegSaveKey, RegLoadKey, RegRestoreKey and
 * RegReplaceKey have several reasons to refuse, and what RegReplaceKey replaces. Sources: sdk-api
 * RegSaveKeyW, RegRestoreKeyW, RegReplaceKeyW; ReactOS advapi32, which opens or makes the file of
 * saving and restoring before it calls ntdll, and leaves the files of loading and replacing to it.
 */
#include "check.h"

static const char nowhere[] = "C:\\no-such-directory\\x";
static char hive[MAX_PATH], other[MAX_PATH], absent[MAX_PATH];

static const char *held(int privileges_held)
{
    privileges(privileges_held, privileges_held);
    return privileges_held ? "with privileges" : "without privileges";
}

static int is_there(const char *path)
{
    return GetFileAttributesA(path) != INVALID_FILE_ATTRIBUTES;
}

static void put(const char *path, const char *text)
{
    HANDLE file = CreateFileA(path, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
    DWORD written;

    WriteFile(file, text, (DWORD)strlen(text), &written, NULL);
    CloseHandle(file);
}

/* The file is made before anything is asked about the key, "if the file already exists, the
 * function fails with the ERROR_ALREADY_EXISTS error"; nothing is left of one that was made in
 * vain. sdk-api RegSaveKeyW (rules save.order, save.exists) */
static void saving(HKEY key)
{
    put(other, "in the way");
    for (int on = 0; on < 2; on++) {
        const char *with = held(on);

        label("save over a file, %s", with);
        todo_wine("overwrites the file");
        expect(ERROR_ALREADY_EXISTS, RegSaveKeyA(key, other, NULL));
        label("save nowhere, %s", with);
        expect(ERROR_PATH_NOT_FOUND, RegSaveKeyA(key, nowhere, NULL));
        label("save without a name, %s", with);
        expect(ERROR_INVALID_PARAMETER, RegSaveKeyA(key, "", NULL));
    }
    held(0);
    label("save");
    expect(ERROR_PRIVILEGE_NOT_HELD, RegSaveKeyA(key, absent, NULL));
    todo_wine("leaves an empty file");
    expect(0, is_there(absent));
    DeleteFileA(absent);
    DeleteFileA(other);
    held(1);
    expect(0, RegSaveKeyA(key, hive, NULL));
}

/* The file is opened before the privileges, the flags and open keys are looked at, and read after
 * (rule restore.order). */
static void restoring(HKEY key)
{
    static const char stub[] = "RegRestoreKey does nothing";
    static const DWORD flags[] = {0, REG_FORCE_RESTORE, REG_WHOLE_HIVE_VOLATILE, REG_REFRESH_HIVE,
                                  0x40};
    HKEY sub;

    RegCreateKeyA(key, "open", &sub);
    for (unsigned i = 0; i < 10; i++) {
        const char *with = held((int)(i & 1));

        label("restore flags %x, %s", (unsigned)flags[i / 2], with);
        todo_wine(stub);
        expect(ERROR_FILE_NOT_FOUND, RegRestoreKeyA(key, absent, flags[i / 2]));
        todo_wine(stub);
        expect(ERROR_PATH_NOT_FOUND, RegRestoreKeyA(key, nowhere, flags[i / 2]));
    }
    put(other, "this is not a hive");
    held(0);
    label("restore from no hive");
    todo_wine(stub);
    expect(ERROR_PRIVILEGE_NOT_HELD, RegRestoreKeyA(key, other, 0));
    held(1);
    todo_wine(stub);
    expect(ERROR_ACCESS_DENIED, RegRestoreKeyA(key, other, 0));
    RegCloseKey(sub);
    todo_wine(stub);
    expect(ERROR_NOT_REGISTRY_FILE, RegRestoreKeyA(key, other, 0));
    expect(0, RegOpenKeyA(key, "open", &sub));
    RegCloseKey(sub);
    DeleteFileA(other);
}

/* Of loading the system asks for the privilege first, then where to, then for the file (rules
 * load.privilege, load.place). */
static void loading(HKEY key)
{
    held(0);
    label("load, without privileges");
    expect(ERROR_PRIVILEGE_NOT_HELD, RegLoadKeyA(key, "x", hive));
    todo_wine("looks for the file before the privilege");
    expect(ERROR_PRIVILEGE_NOT_HELD, RegLoadKeyA(HKEY_LOCAL_MACHINE, "x", nowhere));
    held(1);
    label("load, with privileges");
    todo_wine("looks for the file before the place");
    expect(ERROR_INVALID_PARAMETER, RegLoadKeyA(key, "x", nowhere));
    expect(ERROR_PATH_NOT_FOUND, RegLoadKeyA(HKEY_LOCAL_MACHINE, "x", nowhere));
}

/* Both privileges; then a subkey that is not there is made; then the new file, then the old one,
 * which must not be there. A key that is no root stands for its hive, whose file the new one then
 * is. sdk-api RegReplaceKeyW (rules replace.subkey, replace.privileges, replace.next-boot) */
static void replacing(HKEY key)
{
    static const char stub[] = "RegReplaceKey does nothing";
    HKEY sub;

    label("replace");
    for (int have = 0; have < 3; have++) {
        label("replace with privilege %d", have);
        privileges(have & 1, have & 2);
        todo_wine(stub);
        expect(ERROR_PRIVILEGE_NOT_HELD, RegReplaceKeyA(key, "made", nowhere, other));
        expect(ERROR_FILE_NOT_FOUND, RegOpenKeyA(key, "made", &sub));
    }
    held(1);
    label("replace");
    todo_wine(stub);
    expect(ERROR_INVALID_HANDLE, RegReplaceKeyA(NULL, NULL, hive, other));
    todo_wine(stub);
    expect(ERROR_INVALID_PARAMETER, RegReplaceKeyA(key, NULL, "", other));
    todo_wine(stub);
    expect(ERROR_PATH_NOT_FOUND, RegReplaceKeyA(key, "made", nowhere, other));
    todo_wine(stub);
    expect(0, RegDeleteKeyA(key, "made"));
    put(other, "in the way");
    todo_wine(stub);
    expect(ERROR_FILE_NOT_FOUND, RegReplaceKeyA(key, NULL, absent, other));
    todo_wine(stub);
    expect(ERROR_ALREADY_EXISTS, RegReplaceKeyA(key, NULL, hive, other));
    DeleteFileA(other);
    expect_true(is_there(hive));
    label("replace for good"); /* until the next boot, which this program does not see */
    expect(0, RegReplaceKeyA(key, NULL, hive, other));
    todo_wine(stub);
    expect_true(is_there(other));
    todo_wine(stub);
    expect(0, is_there(hive));
    expect(0, RegQueryValueExA(key, "v", NULL, NULL, NULL, NULL));
    DeleteFileA(other);
}

/* RegSaveKey writes the standard format, where a value has at most 1 MB; the latest has no such
 * limit. "Registry Element Size Limits"; the code is regsim's choice (rule value.size-limit). */
static void large_values(HKEY key)
{
    typedef LSTATUS(WINAPI * save_function)(HKEY, LPCSTR, LPSECURITY_ATTRIBUTES, DWORD);
    static const char text_format[] = "saves text, of any size";
    static BYTE large[1024 * 1024 + 1];
    save_function save = (save_function)late("advapi32.dll", "RegSaveKeyExA");

    held(1);
    label("a value of 1 MB");
    expect(0, RegSetValueExA(key, "large", 0, REG_BINARY, large, sizeof large - 1));
    expect(0, RegSaveKeyA(key, other, NULL));
    DeleteFileA(other);
    label("a value of 1 MB and a byte");
    if (save && RegSetValueExA(key, "large", 0, REG_BINARY, large, sizeof large) == 0) {
        todo_wine(text_format);
        expect(ERROR_NO_SYSTEM_RESOURCES, RegSaveKeyA(key, other, NULL));
        todo_wine(text_format);
        expect(0, is_there(other));
        DeleteFileA(other);
        todo_wine(text_format);
        expect(ERROR_NO_SYSTEM_RESOURCES, save(key, other, NULL, 1));
        DeleteFileA(other);
        expect(0, save(key, other, NULL, 2));
        DeleteFileA(other);
    } else {
        skip("Windows 2000 has no such values");
    }
    RegDeleteValueA(key, "large");
}

int main(void)
{
    char directory[MAX_PATH];
    HKEY key;

    check_begin(__FILE__, "hive_order");
    GetTempPathA(sizeof directory - 20, directory);
    snprintf(hive, sizeof hive, "%sorder.hiv", directory);
    snprintf(other, sizeof other, "%sorder2.hiv", directory);
    snprintf(absent, sizeof absent, "%sorder3.hiv", directory);
    DeleteFileA(hive);
    DeleteFileA(other);
    DeleteFileA(absent);
    key = fresh("source");
    RegSetValueExA(key, "v", 0, REG_SZ, (const BYTE *)"text", 5);
    saving(key);
    restoring(key);
    loading(key);
    large_values(key);
    replacing(key);
    RegCloseKey(key);
    DeleteFileA(hive);
    return check_end();
}
