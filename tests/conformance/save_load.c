/* save_load.c: RegSaveKey, RegLoadKey, RegUnLoadKey, RegRestoreKey: privileges and round trips.
 * Sources: sdk-api RegSaveKeyW, RegSaveKeyExW, RegLoadKeyW, RegRestoreKeyW; Wine
 * test_reg_save_key, test_reg_load_key, test_reg_unload_key, test_reg_load_app_key (advapi32). */
#include "check.h"

static char hive[MAX_PATH], other[MAX_PATH];
static const char no_restore[] = "RegRestoreKey does nothing";

static void plant(HKEY key)
{
    HKEY sub;

    RegSetValueExA(key, "v", 0, REG_SZ, (const BYTE *)"text", 5);
    RegSetValueExA(key, NULL, 0, REG_BINARY, (const BYTE *)"abc", 3);
    RegCreateKeyA(key, "sub\\deeper", &sub);
    RegSetValueExA(sub, "d", 0, REG_DWORD, (const BYTE *)"\1\2\3\4", 4);
    RegCloseKey(sub);
    RegCreateKeyExA(key, "volatile", 0, NULL, REG_OPTION_VOLATILE, KEY_ALL_ACCESS, NULL, &sub,
                    NULL);
    RegCloseKey(sub);
}

/* Without the privilege: 1314 (rules save.privilege, load.privilege, restore.privileges). */
static void without_privileges(HKEY key)
{
    privileges(0, 0);
    label("without privileges");
    expect(ERROR_PRIVILEGE_NOT_HELD, RegSaveKeyA(key, hive, NULL));
    DeleteFileA(hive);
    todo_wine("looks for the file before the privilege");
    expect(ERROR_PRIVILEGE_NOT_HELD, RegLoadKeyA(HKEY_LOCAL_MACHINE, "conformance-load", hive));
    expect(ERROR_PRIVILEGE_NOT_HELD, RegUnLoadKeyA(HKEY_LOCAL_MACHINE, "conformance-load"));
    label("privilege to save: restore");
    privileges(0, 1);
    expect(ERROR_PRIVILEGE_NOT_HELD, RegSaveKeyA(key, hive, NULL));
    DeleteFileA(hive);
    label("privilege to save: backup");
    privileges(1, 0);
    expect(0, RegSaveKeyA(key, hive, NULL)); /* restoring opens the file before it asks */
    for (int held = 0; held < 3; held++) {
        label("privileges to restore: %s", held == 0 ? "none" : held == 1 ? "backup" : "restore");
        privileges(held & 1, held & 2);
        todo_wine(no_restore);
        expect(ERROR_PRIVILEGE_NOT_HELD, RegRestoreKeyA(key, hive, 0));
    }
    DeleteFileA(hive);
}

/* The restore privilege is enough to load and to unload, the backup privilege is not (rule
 * load.privilege). */
static void one_privilege(void)
{
    label("backup alone");
    privileges(1, 0);
    expect(ERROR_PRIVILEGE_NOT_HELD, RegLoadKeyA(HKEY_LOCAL_MACHINE, "conformance-load", hive));
    label("restore alone");
    privileges(0, 1);
    expect(0, RegLoadKeyA(HKEY_LOCAL_MACHINE, "conformance-load", hive));
    privileges(1, 0);
    label("backup alone");
    expect(ERROR_PRIVILEGE_NOT_HELD, RegUnLoadKeyA(HKEY_LOCAL_MACHINE, "conformance-load"));
    privileges(0, 1);
    label("restore alone");
    expect(0, RegUnLoadKeyA(HKEY_LOCAL_MACHINE, "conformance-load"));
    privileges(1, 1);
}

/* The file must be new; flags of Ex are exactly one of 1, 2, 4 (rules volatile.not-saved,
 * save.exists). */
static void saving(HKEY key)
{
    HKEY reader;

    privileges(1, 1);
    label("save");
    expect(ERROR_INVALID_HANDLE, RegSaveKeyA(NULL, hive, NULL));
    expect(0, RegSaveKeyA(key, hive, NULL));
    expect_true(GetFileAttributesA(hive) != INVALID_FILE_ATTRIBUTES);
    todo_wine("overwrites the file");
    expect(ERROR_ALREADY_EXISTS, RegSaveKeyA(key, hive, NULL));
    expect(ERROR_PATH_NOT_FOUND, RegSaveKeyA(key, "C:\\no-such-directory\\x", NULL));
    expect(0, RegOpenKeyExA(key, "", 0, KEY_SET_VALUE, &reader));
    expect(0, RegSaveKeyA(reader, other, NULL)); /* the privilege replaces rights on the handle */
    DeleteFileA(other);
    RegCloseKey(reader);
}

/* A loaded hive shows what was saved, without the volatile key; it unloads when nothing is open
 * (rules load.makes-file, unload.open). */
static void loading(void)
{
    HKEY key = NULL, sub = NULL;
    BYTE data[16];
    DWORD size = 16, type = 0;

    label("load");
    expect(ERROR_FILE_NOT_FOUND, RegOpenKeyA(HKEY_LOCAL_MACHINE, "conformance-load", &key));
    expect(0, RegLoadKeyA(HKEY_LOCAL_MACHINE, "conformance-load", hive));
    expect(0, RegOpenKeyA(HKEY_LOCAL_MACHINE, "conformance-load", &key));
    expect(0, RegQueryValueExA(key, "v", NULL, &type, data, &size));
    expect(REG_SZ, type);
    expect(5, size);
    expect_bytes("text", data, 5);
    expect(0, RegOpenKeyA(key, "sub\\deeper", &sub));
    size = 16;
    expect(0, RegQueryValueExA(sub, "d", NULL, &type, data, &size));
    expect_bytes("\1\2\3\4", data, 4);
    expect(0, RegCloseKey(sub));
    expect(ERROR_FILE_NOT_FOUND, RegOpenKeyA(key, "volatile", &sub));
    expect(0, RegSetValueExA(key, "changed", 0, REG_SZ, (const BYTE *)"x", 2));
    expect(ERROR_ACCESS_DENIED,
           RegUnLoadKeyA(HKEY_LOCAL_MACHINE, "conformance-load")); /* STATUS_CANNOT_DELETE */
    expect(0, RegCloseKey(key));
    expect(0, RegUnLoadKeyA(HKEY_LOCAL_MACHINE, "conformance-load"));
    expect(ERROR_FILE_NOT_FOUND, RegOpenKeyA(HKEY_LOCAL_MACHINE, "conformance-load", &key));
    label("load again");
    expect(0, RegLoadKeyA(HKEY_LOCAL_MACHINE, "conformance-load", hive));
    expect(0, RegOpenKeyA(HKEY_LOCAL_MACHINE, "conformance-load", &key));
    todo_wine("loses what was changed in a loaded hive");
    expect(0, RegQueryValueExA(key, "changed", NULL, NULL, NULL, NULL));
    expect(0, RegCloseKey(key));
    expect(0, RegUnLoadKeyA(HKEY_LOCAL_MACHINE, "conformance-load"));
}

/* HKEY_USERS is the other place of hives (rule load.place). */
static void loading_for_a_user(void)
{
    HKEY key;

    label("users");
    expect(0, RegLoadKeyA(HKEY_USERS, "conformance-load", hive));
    expect(0, RegOpenKeyA(HKEY_USERS, "conformance-load\\sub\\deeper", &key));
    expect(0, RegCloseKey(key));
    expect(0, RegUnLoadKeyA(HKEY_USERS, "conformance-load"));
    expect(ERROR_FILE_NOT_FOUND, RegOpenKeyA(HKEY_USERS, "conformance-load", &key));
    todo_wine("loads anywhere");
    expect(ERROR_INVALID_PARAMETER, RegLoadKeyA(HKEY_CURRENT_USER, "conformance-load", hive));
    RegUnLoadKeyA(HKEY_CURRENT_USER, "conformance-load");
}

/* Where hives go, and what a wrong file is (rules load.place, load.no-file, unload.system). */
static void load_codes(HKEY key)
{
    HANDLE file;
    DWORD written;

    label("codes");
    todo_wine("loads anywhere");
    expect(ERROR_INVALID_PARAMETER, RegLoadKeyA(key, "conformance-load", hive));
    RegUnLoadKeyA(key, "conformance-load");
    expect(ERROR_INVALID_HANDLE, RegLoadKeyA(NULL, "conformance-load", hive));
    expect(ERROR_PATH_NOT_FOUND,
           RegLoadKeyA(HKEY_LOCAL_MACHINE, "conformance-load", "C:\\no-such-directory\\x"));
    file = CreateFileA(other, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
    WriteFile(file, "this is not a hive", 18, &written, NULL);
    CloseHandle(file);
    expect(ERROR_NOT_REGISTRY_FILE, RegLoadKeyA(HKEY_LOCAL_MACHINE, "conformance-load", other));
    DeleteFileA(other);
    todo_wine("998 for an empty name");
    expect(ERROR_INVALID_PARAMETER, RegLoadKeyA(HKEY_LOCAL_MACHINE, "conformance-load", ""));
    todo_wine("unloads what the system needs");
    expect(ERROR_ACCESS_DENIED, RegUnLoadKeyA(HKEY_USERS, ".Default"));
    expect(ERROR_FILE_NOT_FOUND, RegUnLoadKeyA(HKEY_LOCAL_MACHINE, "conformance-never-there"));
    todo_wine("a hive that was loaded once can be unloaded again");
    expect(ERROR_FILE_NOT_FOUND, RegUnLoadKeyA(HKEY_LOCAL_MACHINE, "conformance-load"));
}

/* 3 or 5: of version 1.3 or 1.5 that the file says at its start. */
static DWORD saved_version(void)
{
    struct {
        char signature[4];
        DWORD sequences[2], written[2], major, minor;
    } base = {0};
    HANDLE file = CreateFileA(other, GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL);
    DWORD size = 0;

    ReadFile(file, &base, sizeof base, &size, NULL);
    CloseHandle(file);
    return memcmp(base.signature, "regf", 4) == 0 && base.major == 1 ? base.minor : 0;
}

/* The flags of RegSaveKeyEx: exactly one of 1, 2 and 4, and 4 for roots of hives only (rules
 * save.flags, save.classes-root). */
static void save_flags(HKEY key)
{
    typedef LSTATUS(WINAPI * save_function)(HKEY, LPCSTR, LPSECURITY_ATTRIBUTES, DWORD);
    save_function save = (save_function)late("advapi32.dll", "RegSaveKeyExA");
    HKEY root;
    DWORD flags;

    label("version");
    expect(0, RegSaveKeyA(key, other, NULL));
    todo_wine("saves text");
    expect(3, saved_version()); /* "the only format supported by Windows 2000" */
    DeleteFileA(other);
    if (!save) {
        skip("RegSaveKeyExA came with Windows XP");
        return;
    }
    for (flags = 0; flags < 9; flags++) {
        int good = flags == 1 || flags == 2;
        label("flags %u", (unsigned)flags);
        if (!good)
            todo_wine("takes any flags");
        expect(good ? 0 : ERROR_INVALID_PARAMETER, save(key, other, NULL, flags));
        if (good) {
            todo_wine("saves text");
            expect(flags == 1 ? 3 : 5, saved_version());
        }
        DeleteFileA(other);
    }
    label("no compression of a root");
    expect(0, RegLoadKeyA(HKEY_LOCAL_MACHINE, "conformance-load", hive));
    expect(0, RegOpenKeyA(HKEY_LOCAL_MACHINE, "conformance-load", &root));
    expect(0, save(root, other, NULL, 4));
    DeleteFileA(other);
    RegCloseKey(root);
    expect(0, RegUnLoadKeyA(HKEY_LOCAL_MACHINE, "conformance-load"));
    label("HKEY_CLASSES_ROOT");
    todo_wine("saves it");
    expect(ERROR_INVALID_HANDLE, save(HKEY_CLASSES_ROOT, other, NULL, 1));
    DeleteFileA(other);
}

/* An application's hive: no privilege, and gone with its handle; what was changed is kept (rule
 * load.app). */
static void loading_an_applications_hive(void)
{
    typedef LSTATUS(WINAPI * load_function)(LPCSTR, PHKEY, REGSAM, DWORD, DWORD);
    load_function load = (load_function)late("advapi32.dll", "RegLoadAppKeyA");
    HKEY key = NULL;

    if (!load) {
        skip("RegLoadAppKeyA came with Windows Vista");
        return;
    }
    privileges(0, 0);
    label("application's bad arguments");
    expect(ERROR_INVALID_PARAMETER, load(hive, &key, KEY_READ, 0, 1)); /* "must be zero" */
    todo_wine("takes any options");
    expect(ERROR_INVALID_PARAMETER, load(hive, &key, KEY_READ, 2, 0));
    label("application");
    expect(0, load(hive, &key, KEY_READ | KEY_WRITE, 0, 0));
    todo_wine("loads nothing");
    expect(0, RegSetValueExA(key, "of-app", 0, REG_BINARY, (const BYTE *)"x", 1));
    expect(0, RegCloseKey(key));
    key = NULL;
    expect(0, load(hive, &key, KEY_READ, 0, 0));
    todo_wine("loads nothing");
    expect(0, RegQueryValueExA(key, "of-app", NULL, NULL, NULL, NULL));
    todo_wine("loads nothing");
    expect(ERROR_ACCESS_DENIED, RegSetValueExA(key, "more", 0, REG_SZ, (const BYTE *)"x", 2));
    expect(0, RegCloseKey(key));
    privileges(1, 1);
}

/* Restoring replaces subkeys and values and keeps the key (rules restore.replaces, restore.open).
 */
static void restoring(void)
{
    HKEY key = fresh("restored"), sub = NULL;

    label("restore");
    RegSetValueExA(key, "gone", 0, REG_SZ, (const BYTE *)"x", 2);
    RegCreateKeyA(key, "goes", &sub);
    RegCloseKey(sub);
    expect(0, RegRestoreKeyA(key, hive, 0));
    todo_wine(no_restore);
    expect(ERROR_FILE_NOT_FOUND, RegQueryValueExA(key, "gone", NULL, NULL, NULL, NULL));
    todo_wine(no_restore);
    expect(ERROR_FILE_NOT_FOUND, RegOpenKeyA(key, "goes", &sub));
    todo_wine(no_restore);
    expect(0, RegQueryValueExA(key, "v", NULL, NULL, NULL, NULL));
    todo_wine(no_restore);
    expect(0, RegOpenKeyA(key, "sub\\deeper", &sub));
    label("restore over an open subkey");
    todo_wine(no_restore);
    expect(ERROR_ACCESS_DENIED, RegRestoreKeyA(key, hive, 0));
    todo_wine(no_restore);
    expect(0, sub ? RegQueryValueExA(sub, "d", NULL, NULL, NULL, NULL) : 999); /* untouched */
    expect(0, RegRestoreKeyA(key, hive, REG_FORCE_RESTORE));
    if (sub)
        RegCloseKey(sub);
    expect(0, RegRestoreKeyA(key, hive, 0));
    expect(0, RegOpenKeyA(scratch, "restored", &sub));
    if (sub)
        RegCloseKey(sub);
    RegCloseKey(key);
}

/* The flags of RegRestoreKey: which exist, and what each asks for (rules restore.volatile,
 * restore.refresh). */
static void restore_flags(void)
{
    HKEY key = fresh("restored");

    label("flags");
    todo_wine(no_restore);
    expect(ERROR_INVALID_PARAMETER, RegRestoreKeyA(key, hive, 0x10));
    todo_wine(no_restore);
    expect(ERROR_INVALID_PARAMETER, RegRestoreKeyA(key, hive, REG_WHOLE_HIVE_VOLATILE));
    todo_wine(no_restore);
    expect(ERROR_ACCESS_DENIED, RegRestoreKeyA(HKEY_LOCAL_MACHINE, hive, REG_WHOLE_HIVE_VOLATILE));
    todo_wine(no_restore);
    expect(ERROR_ACCESS_DENIED, RegRestoreKeyA(HKEY_USERS, hive, REG_WHOLE_HIVE_VOLATILE));
    todo_wine(no_restore);
    expect(ERROR_PRIVILEGE_NOT_HELD, RegRestoreKeyA(key, hive, REG_REFRESH_HIVE));
    expect(0, RegRestoreKeyA(key, hive, REG_FORCE_RESTORE));
    RegCloseKey(key);
}

/* Without notification: nobody who watches the key hears of it (rule restore.quiet). */
static void restoring_tells_nobody(void)
{
    HKEY key = fresh("quiet");
    HANDLE event = CreateEventA(NULL, FALSE, FALSE, NULL);

    label("quiet");
    expect(0, RegNotifyChangeKeyValue(
                  key, TRUE, REG_NOTIFY_CHANGE_NAME | REG_NOTIFY_CHANGE_LAST_SET, event, TRUE));
    expect(0, RegRestoreKeyA(key, hive, 0));
    expect(WAIT_TIMEOUT, WaitForSingleObject(event, 0));
    RegCloseKey(key);
    CloseHandle(event);
}

int main(void)
{
    char directory[MAX_PATH];
    HKEY key;

    check_begin(__FILE__, "save_load");
    GetTempPathA(sizeof directory - 20, directory);
    snprintf(hive, sizeof hive, "%sconformance.hiv", directory);
    snprintf(other, sizeof other, "%sconformance2.hiv", directory);
    privileges(1, 1);
    RegUnLoadKeyA(HKEY_LOCAL_MACHINE, "conformance-load"); /* what a run that was cut off left */
    DeleteFileA(hive);
    DeleteFileA(other);
    key = fresh("source");
    plant(key);
    without_privileges(key);
    saving(key);
    one_privilege();
    loading();
    loading_for_a_user();
    load_codes(key);
    save_flags(key);
    loading_an_applications_hive();
    restoring();
    restore_flags();
    restoring_tells_nobody();
    RegCloseKey(key);
    DeleteFileA(hive);
    return check_end();
}
