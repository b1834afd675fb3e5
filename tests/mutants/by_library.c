/* A wrong fixer: it looks for the library instead of the key's name, and so deletes the live
 * counters too; or at both, and takes a library that was disabled on purpose for one that is gone.
 */
#include <windows.h>

#include <string.h>

static int ends_in(const WCHAR *text, const WCHAR *end)
{
    size_t length = wcslen(text), wanted = wcslen(end);
    return length >= wanted && _wcsicmp(text + length - wanted, end) == 0;
}

static int is_stale(const WCHAR *name, const WCHAR *library)
{
#ifdef WRONG_DISABLED
    static const WCHAR start[] = L"SMSPerfCountersFor";
    return ends_in(library, L".xxx") || wcsncmp(name, start, wcslen(start)) == 0;
#else
    (void)name;
    return ends_in(library, L"SMSPERF.DLL");
#endif
}

int main(void)
{
    HKEY services, key;
    WCHAR name[256], path[300], library[300];
    DWORD index = 0, length, size;
    if (RegOpenKeyExW(HKEY_LOCAL_MACHINE, L"SYSTEM\\CurrentControlSet\\Services", 0, KEY_READ,
                      &services))
        return 1;
    for (;;) {
        length = 256;
        if (RegEnumKeyExW(services, index++, name, &length, NULL, NULL, NULL, NULL) !=
            ERROR_SUCCESS)
            break;
        wsprintfW(path, L"%s\\Performance", name);
        if (RegOpenKeyExW(services, path, 0, KEY_READ, &key) != ERROR_SUCCESS)
            continue;
        size = sizeof library - sizeof(WCHAR);
        memset(library, 0, sizeof library);
        RegQueryValueExW(key, L"Library", NULL, NULL, (BYTE *)library, &size);
        RegCloseKey(key);
        if (!is_stale(name, library))
            continue;
        RegDeleteKeyW(services, path);
        if (RegDeleteKeyW(services, name) == ERROR_SUCCESS)
            index--;
    }
    RegFlushKey(services);
    RegCloseKey(services);
    return 0;
}
