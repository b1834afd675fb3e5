/* classes_root.c: HKEY_CLASSES_ROOT as a merged view of the machine's classes and the user's, which
 * came with Windows 2000. Sources: "HKEY_CLASSES_ROOT Key", "Merged View of HKEY_CLASSES_ROOT";
 * Wine test_classesroot (advapi32). */
#include "check.h"

#define NAME "regsim-conformance-class"
#define PATH "Software\\Classes\\" NAME

static const char name[] = NAME, path[] = PATH,
                  machine_only[] = "HKEY_CLASSES_ROOT is the machine's classes only";

static void remove_both(void)
{
    const HKEY roots[] = {HKEY_LOCAL_MACHINE, HKEY_CURRENT_USER};
    HKEY key;

    for (unsigned i = 0; i < 2; i++)
        if (RegOpenKeyA(roots[i], path, &key) == 0) {
            empty_key(key);
            RegCloseKey(key);
            RegDeleteKeyA(roots[i], path);
        }
}

/* What the value v holds. */
static char letter(HKEY key)
{
    char data = 0;
    DWORD size = 1;

    RegQueryValueExA(key, "v", NULL, NULL, (BYTE *)&data, &size);
    return data;
}

static LONG value_of(HKEY root, const char *value)
{
    HKEY key;
    LONG code = RegOpenKeyA(root, path, &key);

    if (code == 0) {
        code = RegQueryValueExA(key, value, NULL, NULL, NULL, NULL);
        RegCloseKey(key);
    }
    return code;
}

/* Of a key and of a value that both have, the lists give the user's (rule classes.merged). */
static void users_first(HKEY merged, HKEY user)
{
    char text[16];
    BYTE data[8], own[8];
    DWORD seen = 0, size = sizeof own;

    label("merged lists, the user's first");
    RegQueryValueExA(user, "v", NULL, NULL, own, &size);
    for (DWORD i = 0; RegEnumKeyA(merged, i, text, sizeof text) == 0; i++)
        seen += strcmp(text, "BOTH") == 0;
    todo_wine(machine_only);
    broken("nt4", 0, machine_only);
    expect(1, seen);
    seen = 0;
    for (DWORD i = 0;; i++) {
        DWORD length = sizeof text;

        size = sizeof data;
        if (RegEnumValueA(merged, i, text, &length, NULL, NULL, data, &size))
            break;
        seen += strcmp(text, "v") == 0 && data[0] == own[0];
    }
    todo_wine(machine_only);
    broken("nt4", 0, machine_only);
    expect(1, seen);
}

/* What is only the user's is counted and enumerated with what is the machine's, each name once
 * (rule classes.merged). */
static void merged_lists(void)
{
    HKEY user, machine, merged = NULL;
    DWORD subkeys = 0, values = 0, size = 8;
    char text[8];

    label("merged lists");
    RegOpenKeyA(HKEY_LOCAL_MACHINE, path, &machine);
    RegOpenKeyA(HKEY_CURRENT_USER, path, &user);
    makes(machine, "both");
    makes(machine, "machine");
    makes(user, "BOTH");
    makes(user, "user");
    RegSetValueExA(user, "users", 0, REG_BINARY, (const BYTE *)"u", 1);
    expect(0, RegOpenKeyA(HKEY_CLASSES_ROOT, name, &merged));
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
    users_first(merged, user);
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
    HKEY user, machine, merged;
    DWORD size;
    BYTE data[8];

    label("nowhere");
    expect(ERROR_FILE_NOT_FOUND, opens(HKEY_CLASSES_ROOT, name));
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
    broken("nt4", 'n', machine_only);
    expect('u', data[0]);
    size = 8;
    expect(0, RegQueryValueExA(merged, "only", NULL, NULL, data, &size));
    expect('m', data[0]);
    RegCloseKey(merged);
    RegCloseKey(user);
    RegCloseKey(machine);
    merged_lists();
    label("user only");
    expect(0, RegDeleteKeyA(HKEY_LOCAL_MACHINE, path));
    todo_wine(machine_only);
    broken("nt4", 2, machine_only);
    expect(0, opens(HKEY_CLASSES_ROOT, name));
    expect(0, RegDeleteKeyA(HKEY_CURRENT_USER, path));
    label("new");
    expect(0, makes(HKEY_CLASSES_ROOT, name)); /* new keys go to the machine */
    expect(0, opens(HKEY_LOCAL_MACHINE, path));
    expect(ERROR_FILE_NOT_FOUND, opens(HKEY_CURRENT_USER, path));
    expect(0, RegDeleteKeyA(HKEY_CLASSES_ROOT, name));
    expect(ERROR_FILE_NOT_FOUND, opens(HKEY_LOCAL_MACHINE, path));
}

/* A value goes to the user's key where there is one, although the handle is older than that key; a
 * new key goes to the machine, although the key above it is the user's alone (rule
 * classes.writes). */
static void writes(void)
{
    HKEY user, machine, merged = NULL, own = NULL;

    label("value with both");
    RegCreateKeyA(HKEY_LOCAL_MACHINE, path, &machine);
    RegSetValueExA(machine, "v", 0, REG_BINARY, (const BYTE *)"m", 1);
    expect(0, RegOpenKeyExA(HKEY_CLASSES_ROOT, name, 0, KEY_ALL_ACCESS, &merged));
    RegCreateKeyA(HKEY_CURRENT_USER, path, &user);
    RegSetValueExA(user, "v", 0, REG_BINARY, (const BYTE *)"u", 1);
    expect(0, RegSetValueExA(merged, "v", 0, REG_BINARY, (const BYTE *)"n", 1));
    todo_wine(machine_only);
    broken("nt4", 'u', machine_only);
    expect('n', letter(user));
    todo_wine(machine_only);
    broken("nt4", 'n', machine_only);
    expect('m', letter(machine));
    label("key below the user's");
    makes(user, "own");
    expect(0, makes(HKEY_CLASSES_ROOT, NAME "\\own\\by-path"));
    expect(0, opens(machine, "own\\by-path"));
    expect(2, opens(user, "own\\by-path"));
    RegDeleteKeyA(machine, "own\\by-path");
    RegDeleteKeyA(machine, "own");
    todo_wine(machine_only);
    broken("nt4", 2, machine_only);
    expect(0, RegOpenKeyExA(merged, "own", 0, KEY_ALL_ACCESS, &own));
    todo_wine(machine_only);
    broken("nt4", 999, machine_only);
    expect(0, own ? makes(own, "by-handle") : 999);
    todo_wine(machine_only);
    broken("nt4", 2, machine_only);
    expect(0, opens(machine, "own\\by-handle"));
    expect(2, opens(user, "own\\by-handle"));
    if (own)
        RegCloseKey(own);
    RegCloseKey(merged);
    RegCloseKey(user);
    RegCloseKey(machine);
    remove_both();
}

/* What is below the user's key and below the machine's, each name once. */
static void plant_both(void)
{
    HKEY machine, user;

    RegCreateKeyA(HKEY_LOCAL_MACHINE, path, &machine);
    RegCreateKeyA(HKEY_CURRENT_USER, path, &user);
    makes(machine, "both");
    makes(machine, "machine\\deep");
    makes(user, "both\\deep");
    makes(user, "user");
    RegSetValueExA(machine, "m", 0, REG_BINARY, (const BYTE *)"m", 1);
    RegSetValueExA(user, "u", 0, REG_BINARY, (const BYTE *)"u", 1);
    RegCloseKey(machine);
    RegCloseKey(user);
}

typedef LONG(WINAPI *delete_function)(HKEY, LPCSTR);
typedef LONG(WINAPI *copy_function)(HKEY, LPCSTR, HKEY);

/* Trees are copied as the view shows them (rule classes.trees). */
static void copied_trees(void)
{
    copy_function copy_tree = (copy_function)late("advapi32.dll", "RegCopyTreeA");
    HKEY key = fresh("copy"), below = fresh("below");

    label("copied");
    plant_both();
    if (copy_tree) {
        expect(0, copy_tree(HKEY_CLASSES_ROOT, NAME, key));
        expect(0, opens(key, "machine\\deep"));
        todo_wine(machine_only);
        expect(0, opens(key, "both\\deep"));
        todo_wine(machine_only);
        expect(0, opens(key, "user"));
        todo_wine(machine_only);
        expect(0, RegQueryValueExA(key, "u", NULL, NULL, NULL, NULL));
        expect(0, RegQueryValueExA(key, "m", NULL, NULL, NULL, NULL));
        label("copied from below");
        expect(0, copy_tree(HKEY_CLASSES_ROOT, NAME "\\both", below));
        todo_wine(machine_only);
        expect(0, opens(below, "deep"));
    } else {
        skip("RegCopyTree is absent before Windows Vista");
    }
    RegCloseKey(key);
    RegCloseKey(below);
    remove_both();
}

/* Trees go as the view shows them. That the key itself is one deletion, the user's first, is how
 * RegDeleteKey has it (rule classes.trees). */
static void deleted_trees(const char *dll, const char *function)
{
    delete_function delete_tree = (delete_function)late(dll, function);
    HKEY key;

    label("%s", function);
    if (!delete_tree) {
        skip("this Windows lacks it");
        return;
    }
    plant_both();
    expect(0, delete_tree(HKEY_CLASSES_ROOT, NAME "\\both"));
    todo_wine(machine_only);
    broken("nt4", 0, machine_only);
    expect(2, opens(HKEY_CURRENT_USER, PATH "\\both"));
    todo_wine(machine_only);
    broken("nt4", 2, machine_only);
    expect(0, opens(HKEY_LOCAL_MACHINE, PATH "\\both"));
    expect(0, delete_tree(HKEY_CLASSES_ROOT, NAME));
    expect(2, opens(HKEY_LOCAL_MACHINE, PATH "\\both"));
    expect(2, opens(HKEY_LOCAL_MACHINE, PATH "\\machine"));
    todo_wine(machine_only);
    broken("nt4", 0, machine_only);
    expect(2, opens(HKEY_CURRENT_USER, path));
    todo_wine(machine_only);
    broken("nt4", 2, machine_only);
    expect(0, opens(HKEY_LOCAL_MACHINE, path));
    remove_both();
    if (strcmp(function, "RegDeleteTreeA") != 0)
        return;
    label("%s of a handle", function);
    plant_both();
    expect(0, RegOpenKeyExA(HKEY_CLASSES_ROOT, NAME, 0, KEY_ALL_ACCESS, &key));
    expect(0, delete_tree(key, NULL));
    RegCloseKey(key);
    expect(0, opens(HKEY_LOCAL_MACHINE, path));
    expect(0, opens(HKEY_CURRENT_USER, path));
    expect(2, opens(HKEY_LOCAL_MACHINE, PATH "\\machine"));
    todo_wine(machine_only);
    expect(2, opens(HKEY_CURRENT_USER, PATH "\\user"));
    todo_wine(machine_only);
    expect(2, value_of(HKEY_CURRENT_USER, "u"));
    expect(2, value_of(HKEY_LOCAL_MACHINE, "m"));
    remove_both();
}

/* To list the view's keys takes ENUM, and no other right, be it of one side or of two (rule
 * classes.enum-rights). */
static void listing_needs_enum_alone(int both)
{
    HKEY key;
    char subkey[MAX_PATH];

    label("rights, %s", both ? "both sides" : "one side");
    RegCloseKey(HKEY_CLASSES_ROOT);
    makes(HKEY_CLASSES_ROOT, NAME "\\below");
    if (both)
        makes(HKEY_CURRENT_USER, PATH "\\user");
    expect(0, RegOpenKeyExA(HKEY_CLASSES_ROOT, NAME, 0, KEY_ENUMERATE_SUB_KEYS, &key));
    expect(0, RegEnumKeyA(key, 0, subkey, sizeof subkey));
    if (both)
        todo_wine(machine_only);
    broken("nt4", ERROR_NO_MORE_ITEMS, machine_only);
    expect(both ? 0 : ERROR_NO_MORE_ITEMS, RegEnumKeyA(key, 1, subkey, sizeof subkey));
    expect(5, RegQueryValueExA(key, NULL, NULL, NULL, NULL, NULL));
    expect(0, RegCloseKey(key));
    expect(0, RegOpenKeyExA(HKEY_CLASSES_ROOT, NAME, 0, KEY_QUERY_VALUE, &key));
    expect(5, RegEnumKeyA(key, 0, subkey, sizeof subkey));
    expect(5, RegEnumKeyA(key, 1, subkey, sizeof subkey));
    expect(0, RegCloseKey(key));
    remove_both();
}

int main(void)
{
    check_begin(__FILE__, "classes_root");
    remove_both(); /* what a run that was cut off left */
    classes_root();
    writes();
    listing_needs_enum_alone(0);
    listing_needs_enum_alone(1);
    copied_trees();
    deleted_trees("shlwapi.dll", "SHDeleteKeyA");
    deleted_trees("advapi32.dll", "RegDeleteTreeA");
    return check_end();
}
