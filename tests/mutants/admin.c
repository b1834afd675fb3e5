/*
 * A fixer as an administrator would write it: a plain Windows program, not ours. Without a WRONG_
 * macro it is right; each macro plants one mistake that people make. CMakeLists.txt lists them with
 * the scenario that catches each.
 */
#include <stdio.h>
#include <string.h>
#include <windows.h>

#define SERVICES L"SYSTEM\\CurrentControlSet\\Services"
#define PREFIX   L"SMSPerfCountersFor"

static int is_stale(const WCHAR *name)
{
#if defined(WRONG_CASE)
    return wcsncmp(name, PREFIX, wcslen(PREFIX)) == 0;
#elif defined(WRONG_ANYWHERE)
    return wcsstr(name, PREFIX) != NULL;
#elif defined(WRONG_SHORT_PREFIX)
    return _wcsnicmp(name, L"SMSPerf", 7) == 0;
#elif defined(WRONG_NEEDS_COLON)
    return _wcsnicmp(name, PREFIX, wcslen(PREFIX)) == 0 && wcschr(name, L':') != NULL;
#else
    return _wcsnicmp(name, PREFIX, wcslen(PREFIX)) == 0;
#endif
}

/* RTM and SP1 use these keys. */
static int keys_are_in_use(void)
{
#ifdef WRONG_NO_VERSION
    return 0;
#else
    WCHAR version[64];
    DWORD size = sizeof version - sizeof(WCHAR), type;
    HKEY setup;
    LONG error =
        RegOpenKeyExW(HKEY_LOCAL_MACHINE, L"SOFTWARE\\Microsoft\\SMS\\Setup", 0, KEY_READ, &setup);
    if (error != ERROR_SUCCESS)
        return 0;
    memset(version, 0, sizeof version);
    error = RegQueryValueExW(setup, L"Full Version", NULL, &type, (BYTE *)version, &size);
    RegCloseKey(setup);
#ifdef WRONG_NEEDS_VERSION
    if (error != ERROR_SUCCESS)
        return 1;
#endif
    return error == ERROR_SUCCESS && type == REG_SZ &&
           (wcsncmp(version, L"2.00.1239.", 10) == 0 || wcsncmp(version, L"2.00.1380.", 10) == 0);
#endif
}

/* Walks a tree depth first: asks for the right to delete every key, or deletes them. */
static LONG walk(HKEY parent, const WCHAR *name, int delete_it)
{
    WCHAR child[256];
    HKEY key;
    DWORD index = 0;
    LONG error = RegOpenKeyExW(parent, name, REG_OPTION_OPEN_LINK, KEY_READ | DELETE, &key);
    while (error == ERROR_SUCCESS) {
        DWORD length = 256;
        error = RegEnumKeyExW(key, index, child, &length, NULL, NULL, NULL, NULL);
        if (error == ERROR_SUCCESS)
            error = walk(key, child, delete_it);
#ifdef WRONG_COUNTS_UP
        index++;
#else
        if (!delete_it)
            index++;
#endif
    }
    if (error == ERROR_NO_MORE_ITEMS)
        error = delete_it ? RegDeleteKeyW(key, L"") : ERROR_SUCCESS;
    RegCloseKey(key);
    return error;
}

static LONG delete_tree(HKEY services, const WCHAR *name)
{
#if defined(WRONG_NO_RECURSION)
    return RegDeleteKeyW(services, name);
#elif defined(WRONG_HALF_A_KEY)
    return walk(services, name, 1);
#else
    LONG error = walk(services, name, 0);
    return error == ERROR_SUCCESS ? walk(services, name, 1) : error;
#endif
}

int main(void)
{
    HKEY services;
    WCHAR name[256];
    DWORD index = 0;
    int failed = 0;
    LONG error;
    if (keys_are_in_use()) {
        printf("This server uses the keys.\n");
        return 1;
    }
#ifdef WRONG_CONTROL_SET
    error = RegOpenKeyExW(HKEY_LOCAL_MACHINE, L"SYSTEM\\ControlSet002\\Services", 0, KEY_READ,
                          &services);
#else
    error = RegOpenKeyExW(HKEY_LOCAL_MACHINE, SERVICES, 0, KEY_READ, &services);
#endif
    if (error != ERROR_SUCCESS)
        return 1;
    for (;;) {
        DWORD length = 256;
        error = RegEnumKeyExW(services, index, name, &length, NULL, NULL, NULL, NULL);
        if (error != ERROR_SUCCESS)
            break;
        if (!is_stale(name)) {
            index++;
            continue;
        }
        error = delete_tree(services, name);
        if (error != ERROR_SUCCESS) {
            printf("%ls: error %ld\n", name, error);
            failed = 1;
            index++;
#ifdef WRONG_STOPS
            break;
#endif
        }
#ifdef WRONG_SKIPS_NEXT
        else
            index++;
#endif
    }
    if (error != ERROR_NO_MORE_ITEMS)
        failed = 1;
#ifdef WRONG_TIDIES_UP
    RegDeleteKeyW(HKEY_LOCAL_MACHINE, L"SOFTWARE\\Microsoft\\SMS\\Identification");
#endif
#ifndef WRONG_NO_FLUSH
    RegFlushKey(services);
#endif
    RegCloseKey(services);
#ifdef WRONG_ALWAYS_SUCCEEDS
    return 0;
#else
    return failed;
#endif
}
