/* A wrong fixer: it looks for the library instead of the key's name, and so deletes the live
 * counters too. */
#include <windows.h>

#include <string.h>

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
        length = (DWORD)wcslen(library);
        if (length < 11 || _wcsicmp(library + length - 11, L"SMSPERF.DLL") != 0)
            continue;
        RegDeleteKeyW(services, path);
        if (RegDeleteKeyW(services, name) == ERROR_SUCCESS)
            index--;
    }
    RegFlushKey(services);
    RegCloseKey(services);
    return 0;
}
