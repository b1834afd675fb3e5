/* predefined.c: the predefined keys: where they lead, RegOverridePredefKey, HKEY_CLASSES_ROOT as a
 * merged view, RegOpenCurrentUser. Sources: sdk-api RegOverridePredefKey, RegOpenCurrentUser,
 * "Predefined Keys", "HKEY_CLASSES_ROOT Key"; Wine test_classesroot (advapi32). The merged view
 * came with Windows 2000. */
#include "check.h"

static LONG exists(HKEY root, const char *name)
{
    HKEY out;
    LONG code = RegOpenKeyExA(root, name, 0, KEY_READ, &out);

    if (code == 0)
        RegCloseKey(out);
    return code;
}

static LONG create(HKEY root, const char *name)
{
    HKEY out;
    LONG code = RegCreateKeyExA(root, name, 0, NULL, 0, KEY_ALL_ACCESS, NULL, &out, NULL);

    if (code == 0)
        RegCloseKey(out);
    return code;
}

/* The usual keys of any Windows are there. */
static void what_is_there(void)
{
    static const struct {
        unsigned root;
        const char *name;
    } keys[] = {
        {0x80000002u, "Software"},
        {0x80000002u, "System"},
        {0x80000002u, "Hardware"},
        {0x80000002u, "SOFTWARE\\Classes"},
        {0x80000002u, "Software\\Microsoft\\Windows NT\\CurrentVersion"},
        {0x80000002u, "System\\CurrentControlSet"},
        {0x80000002u, "System\\CurrentControlSet\\Services"},
        {0x80000002u, "System\\CurrentControlSet\\Control"},
        {0x80000003u, ".Default"},
        {0x80000001u, "Software"},
        {0x80000001u, "Environment"},
        {0x80000002u, "Software\\Microsoft\\Windows NT\\CurrentVersion\\Perflib\\009"},
    };

    for (unsigned i = 0; i < sizeof keys / sizeof *keys; i++) {
        label("%08x %s", keys[i].root, keys[i].name);
        expect(0, exists((HKEY)(LONG_PTR)(LONG)keys[i].root, keys[i].name));
    }
}

/* One predefined key leads elsewhere until it is given back. sdk-api RegOverridePredefKey (rules
 * override.process, override.with-predefined) */
static void override(void)
{
    LONG(WINAPI * override_key)
    (HKEY, HKEY) = (LONG(WINAPI *)(HKEY, HKEY))late("advapi32.dll", "RegOverridePredefKey");
    HKEY target = fresh("override"), open;

    RegSetValueExA(target, "marker", 0, REG_SZ, (const BYTE *)"x", 2);
    label("override");
    if (!override_key) {
        skip("RegOverridePredefKey is absent before Windows 2000");
        RegCloseKey(target);
        return;
    }
    expect(ERROR_FILE_NOT_FOUND,
           RegQueryValueExA(HKEY_CURRENT_USER, "marker", NULL, NULL, NULL, NULL));
    expect(0, override_key(HKEY_CURRENT_USER, target));
    expect(0, RegQueryValueExA(HKEY_CURRENT_USER, "marker", NULL, NULL, NULL, NULL));
    expect(0, create(HKEY_CURRENT_USER, "inside"));
    expect(0, exists(target, "inside"));
    expect(0, RegCloseKey(target)); /* the override holds its own handle */
    expect(0, RegQueryValueExA(HKEY_CURRENT_USER, "marker", NULL, NULL, NULL, NULL));
    expect(0, RegOpenKeyA(HKEY_CURRENT_USER, "inside", &open));
    expect(0, override_key(HKEY_CURRENT_USER, NULL));
    expect(ERROR_FILE_NOT_FOUND,
           RegQueryValueExA(HKEY_CURRENT_USER, "marker", NULL, NULL, NULL, NULL));
    expect(0, RegSetValueExA(open, "v", 0, REG_SZ, (const BYTE *)"x", 2));
    expect(0, RegCloseKey(open));
    expect(0, exists(scratch, "override\\inside"));
    expect(0, exists(HKEY_CURRENT_USER, "Software"));
    expect(ERROR_INVALID_HANDLE, override_key(scratch, scratch));
    expect(ERROR_INVALID_HANDLE, override_key(HKEY_CURRENT_USER, HKEY_LOCAL_MACHINE));
}

/* What is only the user's is counted and enumerated with what is the machine's, each name once
 * (rule classes.merged). */
static void merged_lists(const char *path)
{
    static const char machine_only[] = "no merged view";
    HKEY user, machine, merged = NULL;
    DWORD subkeys = 0, values = 0, size = 8;
    char text[8];

    label("merged lists");
    RegOpenKeyA(HKEY_LOCAL_MACHINE, path, &machine);
    RegOpenKeyA(HKEY_CURRENT_USER, path, &user);
    create(machine, "both");
    create(machine, "machine");
    create(user, "both");
    create(user, "user");
    RegSetValueExA(user, "users", 0, REG_BINARY, (const BYTE *)"u", 1);
    expect(0, RegOpenKeyA(HKEY_CLASSES_ROOT, strrchr(path, '\\') + 1, &merged));
    expect(0, RegQueryInfoKeyA(merged, NULL, NULL, NULL, &subkeys, NULL, NULL, &values, NULL, NULL,
                               NULL, NULL));
    todo_wine(machine_only);
    broken("nt4", 2, machine_only);
    expect(3, subkeys);
    todo_wine(machine_only);
    broken("nt4", 2, machine_only);
    expect(3, values);
    todo_wine(machine_only);
    broken("nt4", ERROR_NO_MORE_ITEMS, machine_only);
    expect(0, RegEnumKeyA(merged, 2, text, sizeof text));
    expect(ERROR_NO_MORE_ITEMS, RegEnumKeyA(merged, 3, text, sizeof text));
    todo_wine(machine_only);
    broken("nt4", ERROR_NO_MORE_ITEMS, machine_only);
    expect(0, RegEnumValueA(merged, 2, text, &size, NULL, NULL, NULL, NULL));
    RegDeleteKeyA(machine, "both");
    RegDeleteKeyA(machine, "machine");
    RegDeleteKeyA(user, "both");
    RegDeleteKeyA(user, "user");
    RegCloseKey(merged);
    RegCloseKey(user);
    RegCloseKey(machine);
}

/* HKEY_CLASSES_ROOT shows HKCU\Software\Classes over HKLM\Software\Classes. Wine test_classesroot
 * (rules classes.merged, classes.writes)
 */
static void classes_root(void)
{
    static const char name[] = "regsim-conformance-class";
    static const char machine_only[] = "HKEY_CLASSES_ROOT is the machine's classes only";
    char path[80];
    HKEY user, machine, merged;
    DWORD size;
    BYTE data[8];

    snprintf(path, sizeof path, "Software\\Classes\\%s", name);
    RegDeleteKeyA(HKEY_CURRENT_USER, path);
    RegDeleteKeyA(HKEY_LOCAL_MACHINE, path);
    label("nowhere");
    expect(ERROR_FILE_NOT_FOUND, exists(HKEY_CLASSES_ROOT, name));
    label("machine");
    expect(0, RegCreateKeyA(HKEY_LOCAL_MACHINE, path, &machine));
    expect(0, RegSetValueExA(machine, "v", 0, REG_BINARY, (const BYTE *)"m", 1));
    expect(0, RegSetValueExA(machine, "only", 0, REG_BINARY, (const BYTE *)"m", 1));
    expect(0, RegOpenKeyA(HKEY_CLASSES_ROOT, name, &merged));
    size = 8;
    expect(0, RegQueryValueExA(merged, "v", NULL, NULL, data, &size));
    expect('m', data[0]);
    expect(0, RegSetValueExA(merged, "v", 0, REG_BINARY, (const BYTE *)"n", 1));
    size = 8;
    expect(0, RegQueryValueExA(machine, "v", NULL, NULL, data,
                               &size)); /* a write goes where the key is */
    expect('n', data[0]);
    label("user over machine");
    expect(0, RegCreateKeyA(HKEY_CURRENT_USER, path, &user));
    expect(0, RegSetValueExA(user, "v", 0, REG_BINARY, (const BYTE *)"u", 1));
    expect(0, RegCloseKey(merged));
    expect(0, RegOpenKeyA(HKEY_CLASSES_ROOT, name, &merged));
    size = 8;
    expect(0, RegQueryValueExA(merged, "v", NULL, NULL, data, &size));
    todo_wine(machine_only);
    broken("nt4", 'n', "no merged view");
    expect('u', data[0]);
    size = 8;
    expect(0, RegQueryValueExA(merged, "only", NULL, NULL, data, &size));
    expect('m', data[0]);
    RegCloseKey(merged);
    RegCloseKey(user);
    RegCloseKey(machine);
    merged_lists(path);
    label("user only");
    expect(0, RegDeleteKeyA(HKEY_LOCAL_MACHINE, path));
    todo_wine(machine_only);
    broken("nt4", 2, "no merged view");
    expect(0, exists(HKEY_CLASSES_ROOT, name));
    expect(0, RegDeleteKeyA(HKEY_CURRENT_USER, path));
    label("new");
    expect(0, create(HKEY_CLASSES_ROOT, name)); /* new keys go to the machine */
    expect(0, exists(HKEY_LOCAL_MACHINE, path));
    expect(ERROR_FILE_NOT_FOUND, exists(HKEY_CURRENT_USER, path));
    expect(0, RegDeleteKeyA(HKEY_CLASSES_ROOT, name));
    expect(ERROR_FILE_NOT_FOUND, exists(HKEY_LOCAL_MACHINE, path));
}

/* What is below the user's key and below the machine's, each name once. */
static void plant_both(const char *path)
{
    HKEY machine, user;

    RegCreateKeyA(HKEY_LOCAL_MACHINE, path, &machine);
    RegCreateKeyA(HKEY_CURRENT_USER, path, &user);
    create(machine, "both");
    create(machine, "machine\\deep");
    create(user, "both\\deep");
    create(user, "user");
    RegSetValueExA(machine, "m", 0, REG_BINARY, (const BYTE *)"m", 1);
    RegSetValueExA(user, "u", 0, REG_BINARY, (const BYTE *)"u", 1);
    RegCloseKey(machine);
    RegCloseKey(user);
}

/* Trees go and are copied as the view shows them. That the key itself is one deletion, the user's
 * first, is how RegDeleteKey has it (rule classes.trees). */
static void trees_of_the_view(void)
{
    static const char path[] = "Software\\Classes\\regsim-conformance-class",
                      machine_only[] = "HKEY_CLASSES_ROOT is the machine's classes only";
    LONG(WINAPI * delete_tree)
    (HKEY, LPCSTR) = (LONG(WINAPI *)(HKEY, LPCSTR))late("shlwapi.dll", "SHDeleteKeyA");
    LONG(WINAPI * copy_tree)
    (HKEY, LPCSTR, HKEY) = (LONG(WINAPI *)(HKEY, LPCSTR, HKEY))late("advapi32.dll", "RegCopyTreeA");
    HKEY key = fresh("copy");

    label("tree");
    plant_both(path);
    if (copy_tree) {
        expect(0, copy_tree(HKEY_CLASSES_ROOT, "regsim-conformance-class", key));
        expect(0, exists(key, "machine\\deep"));
        todo_wine(machine_only);
        expect(0, exists(key, "both\\deep"));
        todo_wine(machine_only);
        expect(0, exists(key, "user"));
        todo_wine(machine_only);
        expect(0, RegQueryValueExA(key, "u", NULL, NULL, NULL, NULL));
        expect(0, RegQueryValueExA(key, "m", NULL, NULL, NULL, NULL));
    } else {
        skip("RegCopyTree is absent before Windows Vista");
    }
    RegCloseKey(key);
    if (!delete_tree) {
        skip("no shlwapi");
        return;
    }
    expect(0, delete_tree(HKEY_CLASSES_ROOT, "regsim-conformance-class"));
    expect(ERROR_FILE_NOT_FOUND,
           exists(HKEY_LOCAL_MACHINE, "Software\\Classes\\regsim-conformance-class\\both"));
    expect(ERROR_FILE_NOT_FOUND,
           exists(HKEY_LOCAL_MACHINE, "Software\\Classes\\regsim-conformance-class\\machine"));
    todo_wine(machine_only);
    broken("nt4", 0, "no merged view");
    expect(ERROR_FILE_NOT_FOUND, exists(HKEY_CURRENT_USER, path));
    todo_wine(machine_only);
    broken("nt4", ERROR_FILE_NOT_FOUND, "no merged view");
    expect(0, exists(HKEY_LOCAL_MACHINE, path));
    RegDeleteKeyA(HKEY_LOCAL_MACHINE, path);
    if (RegOpenKeyA(HKEY_CURRENT_USER, path, &key) == 0) {
        empty_key(key);
        RegCloseKey(key);
        RegDeleteKeyA(HKEY_CURRENT_USER, path);
    }
}

/* To list the view's keys takes ENUM, and no other right (rule classes.enum-rights). */
static void listing_needs_enum_alone(void)
{
    HKEY key;
    char name[MAX_PATH];

    label("rights");
    RegCloseKey(HKEY_CLASSES_ROOT);
    create(HKEY_CLASSES_ROOT, "regsim-conformance-class\\below");
    expect(0, RegOpenKeyExA(HKEY_CLASSES_ROOT, "regsim-conformance-class", 0,
                            KEY_ENUMERATE_SUB_KEYS, &key));
    expect(0, RegEnumKeyA(key, 0, name, sizeof name));
    expect(5, RegQueryValueExA(key, NULL, NULL, NULL, NULL, NULL));
    expect(0, RegCloseKey(key));
    expect(0,
           RegOpenKeyExA(HKEY_CLASSES_ROOT, "regsim-conformance-class", 0, KEY_QUERY_VALUE, &key));
    expect(5, RegEnumKeyA(key, 0, name, sizeof name));
    expect(0, RegCloseKey(key));
    RegDeleteKeyA(HKEY_CLASSES_ROOT, "regsim-conformance-class\\below");
    RegDeleteKeyA(HKEY_CLASSES_ROOT, "regsim-conformance-class");
}

/* RegOpenCurrentUser and RegOpenUserClassesRoot came with Windows 2000 (rule user.default).
 */
static void current_user(void)
{
    LONG(WINAPI * open)
    (REGSAM, HKEY *) = (LONG(WINAPI *)(REGSAM, HKEY *))late("advapi32.dll", "RegOpenCurrentUser");
    HKEY key = NULL;

    label("RegOpenCurrentUser");
    if (!open) {
        skip("RegOpenCurrentUser is absent before Windows 2000");
        return;
    }
    expect(0, open(KEY_READ, &key));
    expect_true(key != HKEY_CURRENT_USER);
    expect(0, exists(key, "Software"));
    expect(0, RegCloseKey(key));
}

/* The same key under two names: HKCR and HKLM\Software\Classes; HKCC and its place in the control
 * set (rule link.current-config). */
static void aliases(void)
{
    static const char no_link[] = "CurrentControlSet is a key of its own";
    HKEY key;

    label("control set");
    RegDeleteKeyA(HKEY_LOCAL_MACHINE, "System\\CurrentControlSet\\Services\\regsim-conformance");
    expect(0,
           create(HKEY_LOCAL_MACHINE, "System\\CurrentControlSet\\Services\\regsim-conformance"));
    todo_wine(no_link);
    expect(0, exists(HKEY_LOCAL_MACHINE, "System\\ControlSet001\\Services\\regsim-conformance"));
    todo_wine(no_link);
    expect(0, RegDeleteKeyA(HKEY_LOCAL_MACHINE,
                            "System\\ControlSet001\\Services\\regsim-conformance"));
    todo_wine(no_link);
    expect(ERROR_FILE_NOT_FOUND,
           exists(HKEY_LOCAL_MACHINE, "System\\CurrentControlSet\\Services\\regsim-conformance"));
    RegDeleteKeyA(HKEY_LOCAL_MACHINE, "System\\CurrentControlSet\\Services\\regsim-conformance");
    label("current config");
    expect(0, RegOpenKeyA(HKEY_CURRENT_CONFIG, NULL, &key));
    if (key != HKEY_CURRENT_CONFIG)
        RegCloseKey(key);
}

int main(void)
{
    check_begin(__FILE__, "predefined");
    what_is_there();
    override();
    classes_root();
    listing_needs_enum_alone();
    trees_of_the_view();
    current_user();
    aliases();
    return check_end();
}
