/* wow64.c: the two views of the registry, from a 64-bit program. Sources: Microsoft "Accessing an
 * Alternate Registry View", "Registry Keys Affected by WOW64"; Wine test_redirection (advapi32). On
 * 32-bit Windows the flags are ignored; Windows NT 4 and 2000 know no views. */
#include "check.h"

static LONG open(HKEY root, const char *name, REGSAM view)
{
    HKEY out;
    LONG code = RegOpenKeyExA(root, name, 0, KEY_READ | view, &out);

    if (code == 0)
        RegCloseKey(out);
    return code;
}

static LONG create(HKEY root, const char *name, REGSAM view)
{
    HKEY out;
    LONG code = RegCreateKeyExA(root, name, 0, NULL, 0, KEY_ALL_ACCESS | view, NULL, &out, NULL);

    if (code == 0)
        RegCloseKey(out);
    return code;
}

#define NAME "regsim-conformance-view"

/* rule wow64.redirected */
static void software_is_redirected(void)
{
    static const char in64[] = "Software\\" NAME, in32[] = "Software\\Wow6432Node\\" NAME;

    label("32-bit view");
    expect(0, create(HKEY_LOCAL_MACHINE, in64, KEY_WOW64_32KEY));
    expect(0, open(HKEY_LOCAL_MACHINE, in32, 0));
    expect(0, open(HKEY_LOCAL_MACHINE, in64, KEY_WOW64_32KEY));
    expect(2, open(HKEY_LOCAL_MACHINE, in64, 0));
    expect(2, open(HKEY_LOCAL_MACHINE, in64, KEY_WOW64_64KEY));
    expect(0, RegDeleteKeyA(HKEY_LOCAL_MACHINE, in32));
    expect(2, open(HKEY_LOCAL_MACHINE, in64, KEY_WOW64_32KEY));
    RegDeleteKeyA(HKEY_LOCAL_MACHINE, in64);
    label("64-bit view");
    expect(0, create(HKEY_LOCAL_MACHINE, in64, KEY_WOW64_64KEY));
    expect(0, open(HKEY_LOCAL_MACHINE, in64, 0));
    expect(2, open(HKEY_LOCAL_MACHINE, in64, KEY_WOW64_32KEY));
    expect(2, open(HKEY_LOCAL_MACHINE, in32, 0));
    expect(0, RegDeleteKeyA(HKEY_LOCAL_MACHINE, in64));
}

/* SYSTEM and Perflib are shared by the two views. "Registry Keys Affected by WOW64" */
static void shared_keys(void)
{
    label("system");
    expect(0, create(HKEY_LOCAL_MACHINE, "System\\CurrentControlSet\\Services\\" NAME,
                     KEY_WOW64_32KEY));
    expect(0, open(HKEY_LOCAL_MACHINE, "System\\CurrentControlSet\\Services\\" NAME, 0));
    expect(0,
           open(HKEY_LOCAL_MACHINE, "System\\CurrentControlSet\\Services\\" NAME, KEY_WOW64_64KEY));
    expect(0, RegDeleteKeyA(HKEY_LOCAL_MACHINE, "System\\CurrentControlSet\\Services\\" NAME));
    label("perflib");
    expect(0, create(HKEY_LOCAL_MACHINE,
                     "Software\\Microsoft\\Windows NT\\CurrentVersion\\Perflib\\" NAME,
                     KEY_WOW64_32KEY));
    expect(0, open(HKEY_LOCAL_MACHINE,
                   "Software\\Microsoft\\Windows NT\\CurrentVersion\\Perflib\\" NAME, 0));
    RegDeleteKeyA(HKEY_LOCAL_MACHINE,
                  "Software\\Microsoft\\Windows NT\\CurrentVersion\\Perflib\\" NAME);
    RegDeleteKeyA(HKEY_LOCAL_MACHINE,
                  "Software\\Wow6432Node\\Microsoft\\Windows NT\\CurrentVersion\\Perflib\\" NAME);
}

/* Classes are shared from Windows 7 on, but for those of servers; before, they are redirected
 * whole, and what is written is reflected as it is closed. "Registry Keys Affected by WOW64" (rules
 * wow64.reflected, wow64.classes) */
static void classes(void)
{
    static const char own[] = "Software\\Classes\\CLSID\\" NAME,
                      in32[] = "Software\\Classes\\Wow6432Node\\CLSID\\" NAME,
                      plain[] = "Software\\Classes\\" NAME;

    label("classes");
    expect(0, create(HKEY_LOCAL_MACHINE, plain, KEY_WOW64_32KEY));
    todo_wine("redirects all of Classes");
    expect(0, open(HKEY_LOCAL_MACHINE, plain, KEY_WOW64_64KEY));
    expect(0, create(HKEY_LOCAL_MACHINE, own, KEY_WOW64_32KEY));
    broken("xp ws2003", 0, "the key was reflected");
    expect(2, open(HKEY_LOCAL_MACHINE, own, KEY_WOW64_64KEY));
    expect(0, open(HKEY_LOCAL_MACHINE, in32, 0));
    RegDeleteKeyA(HKEY_LOCAL_MACHINE, in32);
    RegDeleteKeyA(HKEY_LOCAL_MACHINE, own);
    RegDeleteKeyA(HKEY_LOCAL_MACHINE, plain);
    RegDeleteKeyA(HKEY_LOCAL_MACHINE, "Software\\Classes\\Wow6432Node\\" NAME);
}

/* Reflection of a key can be switched off before Windows 7, on Server 2003 and XP x64. sdk-api
 * RegQueryReflectionKey (rule wow64.reflection-off) */
static void reflection(void)
{
    typedef LONG(WINAPI * change_function)(HKEY);
    typedef LONG(WINAPI * query_function)(HKEY, BOOL *);
    change_function disable = (change_function)late("advapi32.dll", "RegDisableReflectionKey");
    change_function enable = (change_function)late("advapi32.dll", "RegEnableReflectionKey");
    query_function query = (query_function)late("advapi32.dll", "RegQueryReflectionKey");
    static const char path[] = "Software\\Classes\\" NAME,
                      below[] = "Software\\Classes\\" NAME "\\below";
    BOOL disabled = 9;
    HKEY key;

    label("switch");
    if (!check_on("ws2003")) {
        skip("another Windows");
        return;
    }
    expect(0,
           RegCreateKeyExA(HKEY_LOCAL_MACHINE, path, 0, NULL, 0, KEY_ALL_ACCESS, NULL, &key, NULL));
    expect(0, query(key, &disabled));
    expect(FALSE, disabled);
    expect(0, disable(key));
    expect(0, query(key, &disabled));
    expect(TRUE, disabled);
    expect(0, enable(key));
    expect(0, query(key, &disabled));
    expect(FALSE, disabled);
    expect(0, disable(key));
    expect(0, RegCloseKey(key));
    expect(2, open(HKEY_LOCAL_MACHINE, path, KEY_WOW64_32KEY)); /* not reflected */
    expect(ERROR_INVALID_HANDLE, query(NULL, &disabled));
    label("below");
    expect(0, create(HKEY_LOCAL_MACHINE, below, 0)); /* and closed */
    expect(0, open(HKEY_LOCAL_MACHINE, below, KEY_WOW64_32KEY));
    expect(0, RegDeleteKeyA(HKEY_LOCAL_MACHINE, below));
    label("on again");
    expect(0, RegOpenKeyExA(HKEY_LOCAL_MACHINE, path, 0, KEY_ALL_ACCESS, &key));
    expect(0, enable(key));
    Sleep(20);
    expect(0, RegSetValueExA(key, "v", 0, REG_SZ, (const BYTE *)"x", 2));
    expect(0, RegCloseKey(key));
    expect(0, RegOpenKeyExA(HKEY_LOCAL_MACHINE, path, 0, KEY_READ | KEY_WOW64_32KEY, &key));
    expect(0, RegQueryValueExA(key, "v", NULL, NULL, NULL, NULL));
    expect(0, RegCloseKey(key));
    expect(0, RegDeleteKeyA(HKEY_LOCAL_MACHINE, path));
    label("not reflected");
    disabled = 9;
    expect(0, disable(scratch));
    expect(0, enable(scratch));
    expect(0, query(scratch, &disabled));
    expect(TRUE, disabled); /* what it says is our choice */
    expect(ERROR_INVALID_HANDLE, enable(NULL));
    expect(ERROR_INVALID_HANDLE, disable(NULL));
}

/* Asking for both views at once, to open what is there and to make what is not. Wine
 * test_reg_open_key (rule open.both-views) */
static void both_views(void)
{
    static const char refuses[] = "Windows 10 and later refuse both flags";

    label("both");
    expect(0, create(scratch, "x", 0));
    broken("win10", ERROR_INVALID_PARAMETER, refuses);
    expect(0, open(scratch, "x", KEY_WOW64_32KEY | KEY_WOW64_64KEY));
    broken("win10", ERROR_INVALID_PARAMETER, refuses);
    expect(0, create(scratch, "x", KEY_WOW64_32KEY | KEY_WOW64_64KEY));
    broken("win10", ERROR_INVALID_PARAMETER, refuses);
    expect(0, create(scratch, "new", KEY_WOW64_32KEY | KEY_WOW64_64KEY));
    broken("win10", ERROR_FILE_NOT_FOUND, refuses);
    expect(0, open(scratch, "new", 0));
}

/* One key a view, with a value that names its view. */
static void plant(void)
{
    static const REGSAM views[] = {KEY_WOW64_64KEY, KEY_WOW64_32KEY};
    HKEY key;

    for (unsigned i = 0; i < 2; i++) {
        RegCreateKeyExA(HKEY_LOCAL_MACHINE, "Software\\" NAME, 0, NULL, 0,
                        KEY_ALL_ACCESS | views[i], NULL, &key, NULL);
        RegSetValueExA(key, "v", 0, REG_BINARY, (const BYTE *)(i ? "32" : "64"), 2);
        RegCloseKey(key);
    }
}

/* RegGetValue looks for the subkey in the view that its flags name; both are 87 from Windows 10 on.
 * sdk-api RegGetValueW; Wine test_get_value (rule get.views) */
static void values_of_views(int w)
{
    typedef LONG(WINAPI * get_function)(HKEY, const void *, const void *, DWORD, DWORD *, void *,
                                        DWORD *);
    enum { VIEW_64 = 0x10000, VIEW_32 = 0x20000, ANY = 0xffff };
    static const DWORD flags[] = {ANY, ANY | VIEW_64, ANY | VIEW_32};
    get_function get = (get_function)late("advapi32.dll", w ? "RegGetValueW" : "RegGetValueA");
    const void *path = w ? (const void *)L"Software\\" NAME : "Software\\" NAME;
    const void *name = w ? (const void *)L"v" : "v";
    char data[8];

    label("RegGetValue%c", w ? 'W' : 'A');
    if (!get) {
        skip("RegGetValue is absent before Windows XP x64 and Vista");
        return;
    }
    plant();
    for (unsigned i = 0; i < 3; i++) {
        DWORD size = sizeof data;

        label("RegGetValue%c %x", w ? 'W' : 'A', (unsigned)flags[i]);
        memset(data, 0, sizeof data);
        expect(0, get(HKEY_LOCAL_MACHINE, path, name, flags[i], NULL, data, &size));
        expect_bytes(i == 2 ? "32" : "64", data, 2);
    }
    label("RegGetValue%c both", w ? 'W' : 'A');
    broken("win10", ERROR_INVALID_PARAMETER, "Windows 10 and later refuse both flags");
    todo_wine("refuses both flags, as Windows 10 does");
    expect(0, get(HKEY_LOCAL_MACHINE, path, name, ANY | VIEW_64 | VIEW_32, NULL, NULL, NULL));
    RegDeleteKeyA(HKEY_LOCAL_MACHINE, "Software\\Wow6432Node\\" NAME);
    RegDeleteKeyA(HKEY_LOCAL_MACHINE, "Software\\" NAME);
}

/* RegDeleteKeyEx deletes in the view that it names, and in no other. sdk-api RegDeleteKeyExW (rule
 * delete.view) */
static void deleting_in_a_view(int w)
{
    typedef LONG(WINAPI * delete_function)(HKEY, const void *, REGSAM, DWORD);
    static const REGSAM views[] = {KEY_WOW64_32KEY, KEY_WOW64_64KEY};
    delete_function delete_key =
        (delete_function)late("advapi32.dll", w ? "RegDeleteKeyExW" : "RegDeleteKeyExA");
    const void *path = w ? (const void *)L"Software\\" NAME : "Software\\" NAME;

    label("RegDeleteKeyEx%c", w ? 'W' : 'A');
    if (!delete_key) {
        skip("RegDeleteKeyEx is absent before Windows XP x64 and Vista");
        return;
    }
    for (unsigned i = 0; i < 2; i++) {
        label("RegDeleteKeyEx%c %x", w ? 'W' : 'A', (unsigned)views[i]);
        plant();
        expect(0, delete_key(HKEY_LOCAL_MACHINE, path, views[i], 0));
        expect(2, open(HKEY_LOCAL_MACHINE, "Software\\" NAME, views[i]));
        expect(0, open(HKEY_LOCAL_MACHINE, "Software\\" NAME, views[1 - i]));
        expect(2, delete_key(HKEY_LOCAL_MACHINE, path, views[i], 0));
        expect(0, delete_key(HKEY_LOCAL_MACHINE, path, views[1 - i], 0));
    }
}

/* Reflection went with Windows 7: the functions succeed, and a key is never reflected. sdk-api
 * RegDisableReflectionKey (rule wow64.reflection-gone) */
static void reflection_is_gone(void)
{
    typedef LONG(WINAPI * change_function)(HKEY);
    typedef LONG(WINAPI * query_function)(HKEY, BOOL *);
    static const char stub[] = "knows no reflection";
    change_function disable = (change_function)late("advapi32.dll", "RegDisableReflectionKey");
    change_function enable = (change_function)late("advapi32.dll", "RegEnableReflectionKey");
    query_function query = (query_function)late("advapi32.dll", "RegQueryReflectionKey");
    BOOL disabled = 9;

    label("reflection");
    if (!disable || !enable || !query || check_on("xp ws2003")) {
        skip("another Windows");
        return;
    }
    todo_wine(stub);
    expect(0, enable(scratch));
    todo_wine(stub);
    expect(0, query(scratch, &disabled));
    expect(TRUE, disabled);
    expect(0, disable(scratch));
}

int main(void)
{
    check_begin(__FILE__, "wow64");
    label("views");
    if (check_on("nt4 w2k")) {
        skip("Windows NT 4 and 2000 have one view");
        return check_end();
    }
    if (sizeof(void *) == 4) {
        skip("a 32-bit program starts in the other view");
        return check_end();
    }
    software_is_redirected();
    shared_keys();
    classes();
    reflection();
    both_views();
    for (int w = 0; w < 2; w++) {
        values_of_views(w);
        deleting_in_a_view(w);
    }
    reflection_is_gone();
    return check_end();
}
