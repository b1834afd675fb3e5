/* wmain, L"" and u"" strings, wide printing, the registry by W functions. */
#include <stdio.h>
#include <wchar.h>
#include <windows.h>

int wmain(int argc, wchar_t **argv)
{
    HKEY key;
    DWORD type, size, disposition;
    WCHAR data[64];

    if (RegCreateKeyExW(HKEY_LOCAL_MACHINE, L"SOFTWARE\\Vendor\\Product", 0, NULL, 0,
                        KEY_ALL_ACCESS, NULL, &key, &disposition) != ERROR_SUCCESS)
        return 10;
    if (disposition != REG_CREATED_NEW_KEY)
        return 11;
    if (RegSetValueExW(key, L"Name", 0, REG_SZ, (const BYTE *)u"value", 12) != ERROR_SUCCESS)
        return 12;
    size = sizeof data;
    if (RegQueryValueExW(key, L"NAME", NULL, &type, (BYTE *)data, &size) != ERROR_SUCCESS)
        return 13;
    if (type != REG_SZ || size != 12 || wcscmp(data, L"value") != 0)
        return 14;
    if (RegCloseKey(key) != ERROR_SUCCESS || RegCloseKey(key) != ERROR_INVALID_HANDLE)
        return 15;
    if (RegQueryValueExW(key, L"Name", NULL, NULL, NULL, NULL) != ERROR_INVALID_HANDLE)
        return 16;
    wprintf(L"%s|%S|%d|%ls\n", argv[1], "narrow", argc, data);
    return 0;
}
