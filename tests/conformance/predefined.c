/* predefined.c: the predefined keys: where they lead, RegOverridePredefKey, RegOpenCurrentUser.
 * Sources: sdk-api RegOverridePredefKey, RegOpenCurrentUser, "Predefined Keys". */
#include "check.h"

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
        expect(0, opens((HKEY)(LONG_PTR)(LONG)keys[i].root, keys[i].name));
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
    expect(0, makes(HKEY_CURRENT_USER, "inside"));
    expect(0, opens(target, "inside"));
    expect(0, RegCloseKey(target)); /* the override holds its own handle */
    expect(0, RegQueryValueExA(HKEY_CURRENT_USER, "marker", NULL, NULL, NULL, NULL));
    expect(0, RegOpenKeyA(HKEY_CURRENT_USER, "inside", &open));
    expect(0, override_key(HKEY_CURRENT_USER, NULL));
    expect(ERROR_FILE_NOT_FOUND,
           RegQueryValueExA(HKEY_CURRENT_USER, "marker", NULL, NULL, NULL, NULL));
    expect(0, RegSetValueExA(open, "v", 0, REG_SZ, (const BYTE *)"x", 2));
    expect(0, RegCloseKey(open));
    expect(0, opens(scratch, "override\\inside"));
    expect(0, opens(HKEY_CURRENT_USER, "Software"));
    expect(ERROR_INVALID_HANDLE, override_key(scratch, scratch));
    expect(ERROR_INVALID_HANDLE, override_key(HKEY_CURRENT_USER, HKEY_LOCAL_MACHINE));
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
    expect(0, opens(key, "Software"));
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
    expect(0, makes(HKEY_LOCAL_MACHINE, "System\\CurrentControlSet\\Services\\regsim-conformance"));
    todo_wine(no_link);
    expect(0, opens(HKEY_LOCAL_MACHINE, "System\\ControlSet001\\Services\\regsim-conformance"));
    todo_wine(no_link);
    expect(0, RegDeleteKeyA(HKEY_LOCAL_MACHINE,
                            "System\\ControlSet001\\Services\\regsim-conformance"));
    todo_wine(no_link);
    expect(ERROR_FILE_NOT_FOUND,
           opens(HKEY_LOCAL_MACHINE, "System\\CurrentControlSet\\Services\\regsim-conformance"));
    RegDeleteKeyA(HKEY_LOCAL_MACHINE, "System\\CurrentControlSet\\Services\\regsim-conformance");
    label("current config");
    expect(0, RegOpenKeyA(HKEY_CURRENT_CONFIG, NULL, &key));
    if (key != HKEY_CURRENT_CONFIG)
        RegCloseKey(key);
    expect(0, makes(HKEY_CURRENT_CONFIG, "regsim-conformance"));
    expect(0, opens(HKEY_LOCAL_MACHINE, "System\\CurrentControlSet\\Hardware Profiles\\Current\\"
                                        "regsim-conformance"));
    expect(0, RegDeleteKeyA(HKEY_CURRENT_CONFIG, "regsim-conformance"));
}

int main(void)
{
    check_begin(__FILE__, "predefined");
    what_is_there();
    override();
    current_user();
    aliases();
    return check_end();
}
