/* user_classes.c: RegOpenUserClassesRoot and RegDisablePredefinedCache. Sources: sdk-api
 * RegOpenUserClassesRoot, RegDisablePredefinedCache (both since Windows 2000); what they do not say
 * is observed under Wine. */
#include "check.h"

typedef LONG(WINAPI *classes_function)(HANDLE, DWORD, REGSAM, HKEY *);
typedef LONG(WINAPI *cache_function)(void);

static HANDLE token_of_process(void)
{
    HANDLE token = NULL;

    OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &token);
    return token;
}

/* The classes of the user whose token it is, merged with the machine's (rule user.classes). */
static void user_classes(classes_function open)
{
    static const char careless[] = "looks at no argument";
    HANDLE token = token_of_process(), event = CreateEventA(NULL, FALSE, FALSE, NULL);
    HKEY key = NULL, sub = NULL, made = NULL;

    label("RegOpenUserClassesRoot");
    RegCreateKeyA(HKEY_LOCAL_MACHINE, "Software\\Classes\\regsim-conformance-class", &made);
    RegCloseKey(made);
    expect(0, open(token, 0, KEY_READ, &key));
    expect(0, key ? RegOpenKeyExA(key, "regsim-conformance-class", 0, KEY_READ, &sub) : 999);
    if (sub)
        RegCloseKey(sub);
    RegCreateKeyA(HKEY_CURRENT_USER, "Software\\Classes\\regsim-conformance-users", &made);
    RegCloseKey(made);
    todo_wine("knows the machine's classes only");
    expect(0, key ? RegOpenKeyExA(key, "regsim-conformance-users", 0, KEY_READ, &sub) : 999);
    if (sub)
        RegCloseKey(sub);
    RegDeleteKeyA(HKEY_CURRENT_USER, "Software\\Classes\\regsim-conformance-users");
    todo_wine("gives HKEY_CLASSES_ROOT itself, whatever is asked for");
    expect(5, key ? RegSetValueExA(key, "v", 0, REG_NONE, NULL, 0) : 999);
    if (key)
        RegCloseKey(key);
    label("bad arguments");
    todo_wine(careless);
    expect(6, open(NULL, 0, KEY_READ, &key));
    todo_wine(careless);
    expect(6, open(event, 0, KEY_READ, &key));
    todo_wine(careless);
    expect(6, open((HANDLE)scratch, 0, KEY_READ, &key));
    todo_wine(careless);
    expect(87, open(token, 1, KEY_READ, &key)); /* "reserved, must be zero" */
    todo_wine(careless);
    expect_no_fault(87, open(token, 0, KEY_READ, NULL));
    CloseHandle(token);
    CloseHandle(event);
    RegDeleteKeyA(HKEY_LOCAL_MACHINE, "Software\\Classes\\regsim-conformance-class");
}

/* HKEY_CURRENT_USER is what it was before, and what was open stays open. */
static void predefined_cache(cache_function disable)
{
    HKEY before = NULL, after = NULL;

    label("RegDisablePredefinedCache");
    expect(0, RegOpenKeyExA(HKEY_CURRENT_USER, "Software", 0, KEY_READ, &before));
    expect(0, disable());
    expect(0, RegOpenKeyExA(HKEY_CURRENT_USER, "Software", 0, KEY_READ, &after));
    expect(0, RegQueryInfoKeyA(before, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
                               NULL));
    expect(0, RegCloseKey(before));
    expect(0, RegCloseKey(after));
    expect(0, disable());
    expect(0, RegCloseKey(HKEY_CURRENT_USER));
    expect(0, RegOpenKeyExA(HKEY_CURRENT_USER, "Software", 0, KEY_READ, &after));
    expect(0, RegCloseKey(after));
}

int main(void)
{
    classes_function open;
    cache_function disable;

    check_begin(__FILE__, "user_classes");
    open = (classes_function)late("advapi32.dll", "RegOpenUserClassesRoot");
    disable = (cache_function)late("advapi32.dll", "RegDisablePredefinedCache");
    label("since");
    expect(!check_on("nt4"), open != NULL);
    expect(!check_on("nt4"), disable != NULL);
    if (open)
        user_classes(open);
    if (disable)
        predefined_cache(disable);
    return check_end();
}
