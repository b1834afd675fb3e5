/* close.c: RegCloseKey and what a closed handle answers. Sources: sdk-api RegCloseKey; Wine
 * test_reg_close_key (advapi32) for the predefined keys. */
#include "check.h"

/* rule close.twice */
static void ordinary_handles(void)
{
    HKEY key, child;

    label("plain");
    expect(ERROR_INVALID_HANDLE, RegCloseKey(NULL));
    expect(0, RegOpenKeyExA(scratch, "", 0, KEY_READ, &key));
    expect(0, RegCloseKey(key));
    expect(ERROR_INVALID_HANDLE, RegCloseKey(key));
    expect(ERROR_INVALID_HANDLE, RegCloseKey((HKEY)(ULONG_PTR)0xbeef0));
    /* Closing a parent leaves the child's handle alone. */
    expect(0, RegCreateKeyA(scratch, "parent", &key));
    expect(0, RegCreateKeyA(key, "child", &child));
    expect(0, RegCloseKey(key));
    expect(0, RegSetValueExA(child, "v", 0, REG_SZ, (const BYTE *)"x", 2));
    expect(0, RegCloseKey(child));
}

/* A predefined key closes with 0 any number of times and stays usable. Wine test_reg_close_key
 * (rule close.predefined) */
static void predefined_handles(void)
{
    static const unsigned numbers[] = {0x80000000u, 0x80000001u, 0x80000002u, 0x80000003u,
                                       0x80000005u};

    for (unsigned i = 0; i < 5; i++) {
        HKEY predefined = (HKEY)(LONG_PTR)(LONG)numbers[i], key = NULL;

        label("%08x", numbers[i]);
        expect(0, RegCloseKey(predefined));
        expect(0, RegCloseKey(predefined));
        expect(0, RegOpenKeyExA(predefined, NULL, 0, KEY_READ, &key));
        expect(0, RegQueryInfoKeyA(predefined, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
                                   NULL, NULL));
        if (key != predefined)
            RegCloseKey(key);
        expect(0, RegCloseKey(predefined));
    }
}

/* Every function answers 6 for a handle that was closed. [MS-RRP] 3.1.1.4 (rule close.twice) */
static void use_after_close(HKEY key)
{
    WCHAR name[16];
    BYTE data[16];
    DWORD count = 16, size = 16, type;
    HKEY out;

    expect(6, RegOpenKeyExA(key, "x", 0, KEY_READ, &out));
    expect(6, RegOpenKeyExW(key, L"x", 0, KEY_READ, &out));
    expect(6, RegOpenKeyA(key, "x", &out));
    expect(6, RegOpenKeyW(key, L"x", &out));
    expect(6, RegCreateKeyA(key, "x", &out));
    expect(6, RegCreateKeyW(key, L"x", &out));
    expect(6, RegCreateKeyExA(key, "x", 0, NULL, 0, KEY_READ, NULL, &out, NULL));
    expect(6, RegCreateKeyExW(key, L"x", 0, NULL, 0, KEY_READ, NULL, &out, NULL));
    expect(6, RegDeleteKeyA(key, "x"));
    expect(6, RegDeleteKeyW(key, L"x"));
    expect(6, RegDeleteValueA(key, "x"));
    expect(6, RegDeleteValueW(key, L"x"));
    expect(6, RegEnumKeyW(key, 0, name, 16));
    expect(6, RegEnumKeyA(key, 0, (char *)name, 16));
    expect(6, RegEnumKeyExW(key, 0, name, &count, NULL, NULL, NULL, NULL));
    expect(6, RegEnumKeyExA(key, 0, (char *)name, &count, NULL, NULL, NULL, NULL));
    expect(6, RegEnumValueW(key, 0, name, &count, NULL, &type, data, &size));
    expect(6, RegEnumValueA(key, 0, (char *)name, &count, NULL, &type, data, &size));
    expect(6, RegQueryValueExW(key, L"x", NULL, &type, data, &size));
    expect(6, RegQueryValueExA(key, "x", NULL, &type, data, &size));
    expect(6, RegQueryValueW(key, NULL, name, (LONG *)&size));
    expect(6, RegQueryValueA(key, NULL, (char *)name, (LONG *)&size));
    expect(6, RegSetValueExW(key, L"x", 0, REG_BINARY, data, 4));
    expect(6, RegSetValueExA(key, "x", 0, REG_BINARY, data, 4));
    expect(6, RegSetValueW(key, L"x", REG_SZ, L"y", 2));
    expect(6, RegSetValueA(key, "x", REG_SZ, "y", 1));
    expect(6,
           RegQueryInfoKeyW(key, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL));
    expect(6,
           RegQueryInfoKeyA(key, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL));
    expect(6, RegFlushKey(key));
    expect(6, RegCloseKey(key));
}

int main(void)
{
    HKEY key;

    check_begin(__FILE__, "close");
    ordinary_handles();
    predefined_handles();
    key = fresh("closed");
    RegCloseKey(key);
    label("closed");
    use_after_close(key);
    label("never opened");
    use_after_close((HKEY)(ULONG_PTR)0xbeef0);
    label("NULL");
    use_after_close(NULL);
    return check_end();
}
