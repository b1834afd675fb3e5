/* query_value.c: RegQueryValueEx and RegQueryValue, W and A. Sources: sdk-api RegQueryValueExW,
 * RegQueryValueW; Wine test_reg_query_value (advapi32) for the pointer cases. */
#include "check.h"

static LONG query(int w, HKEY key, const char *name, DWORD *type, void *data, DWORD *size)
{
    return w ? RegQueryValueExW(key, wide(name), NULL, type, data, size)
             : RegQueryValueExA(key, name, NULL, type, data, size);
}

/* One value read into buffers of 0, 1, n-1, n, n+1 and more bytes (rules query.size, query.small,
 * query.alias). */
static void sizes(int w, const char *name, DWORD type, const void *want, DWORD stored)
{
    const DWORD tried[] = {0, 1, stored - 1, stored, stored + 1, stored + 2, 60};
    BYTE data[64];

    for (unsigned i = 0; i < 7; i++) {
        DWORD size = tried[i], got = 0xA5A5A5A5;
        int fits = tried[i] >= stored;

        if (i > 1 && (tried[i] <= 1 || tried[i] > 60))
            continue;
        label("%s %s in %u", w ? "W" : "A", name, (unsigned)tried[i]);
        guard(data);
        expect(fits ? 0 : ERROR_MORE_DATA, query(w, scratch, name, &got, data, &size));
        expect(stored, size);
        expect(type, got);
        if (fits) {
            expect_bytes(want, data, stored);
            expect_guard(data, stored);
        } else {
            expect_guard(data, tried[i]);
        }
    }
    label("%s %s", w ? "W" : "A", name);
    {
        DWORD size = 0xA5A5A5A5, got = 0xA5A5A5A5;

        expect(0, query(w, scratch, name, &got, NULL, &size)); /* NULL data asks for the size */
        expect(stored, size);
        expect(type, got);
        expect(0, query(w, scratch, name, &got, NULL, NULL));
        expect(0, query(w, scratch, name, NULL, NULL, NULL));
        size = 60;
        expect(0, query(w, scratch, name, NULL, data, &size));
        expect(ERROR_INVALID_PARAMETER,
               query(w, scratch, name, &got, data, NULL)); /* data without size */
        size = 0;
        expect(0, query(w, scratch, name, &size, NULL, &size)); /* the type may be the size */
        expect(stored, size);
        size = 60;
        expect(0, query(w, scratch, name, &size, data, &size));
        expect(stored, size);
    }
}

static void types_and_sizes(void)
{
    static const BYTE binary[] = {0, 1, 2, 3, 4, 5, 6};
    static const WCHAR multi[] = L"one\0two\0";
    const DWORD number = 0x12345678;

    RegSetValueExA(scratch, "binary", 0, REG_BINARY, binary, 7);
    RegSetValueExA(scratch, "dword", 0, REG_DWORD, (const BYTE *)&number, 4);
    RegSetValueExA(scratch, "bigendian", 0, REG_DWORD_BIG_ENDIAN, (const BYTE *)&number, 4);
    RegSetValueExA(scratch, "none", 0, REG_NONE, binary, 3);
    RegSetValueExA(scratch, "strange", 0, 0xff00ff00, binary, 5);
    RegSetValueExA(scratch, "qword", 0, REG_QWORD, binary, 7); /* no size check */
    RegSetValueExA(scratch, "dword8", 0, REG_DWORD, binary, 6);
    RegSetValueExW(scratch, L"sz", 0, REG_SZ, (const BYTE *)L"string", 14);
    RegSetValueExW(scratch, L"expand", 0, REG_EXPAND_SZ, (const BYTE *)L"%PATH%", 14);
    RegSetValueExW(scratch, L"multi", 0, REG_MULTI_SZ, (const BYTE *)multi, sizeof multi);
    for (int w = 0; w < 2; w++) {
        sizes(w, "binary", REG_BINARY, binary, 7);
        sizes(w, "dword", REG_DWORD, &number, 4);
        sizes(w, "bigendian", REG_DWORD_BIG_ENDIAN, &number, 4);
        sizes(w, "none", REG_NONE, binary, 3);
        sizes(w, "strange", 0xff00ff00, binary, 5);
        sizes(w, "qword", REG_QWORD, binary, 7);
        sizes(w, "dword8", REG_DWORD, binary, 6);
    }
    sizes(1, "sz", REG_SZ, L"string", 14);
    sizes(0, "sz", REG_SZ, "string", 7);
    sizes(1, "expand", REG_EXPAND_SZ, L"%PATH%", 14);
    sizes(0, "expand", REG_EXPAND_SZ, "%PATH%", 7);
    sizes(1, "multi", REG_MULTI_SZ, multi, sizeof multi);
    sizes(0, "multi", REG_MULTI_SZ, "one\0two\0", sizeof multi / 2);
}

/* Absent: 2; the size is set to 0 only where no data was asked for. Wine test_reg_query_value (rule
 * query.absent) */
static void absent(int w)
{
    BYTE data[16];
    DWORD type, size;

    label("%s", w ? "W" : "A");
    size = 16;
    guard(data);
    expect(ERROR_FILE_NOT_FOUND, query(w, scratch, "absent", &type, data, &size));
    expect(16, size);
    expect_guard(data, 0);
    size = 16;
    expect(ERROR_FILE_NOT_FOUND, query(w, scratch, "absent", &type, NULL, &size));
    expect(0, size);
    expect(ERROR_FILE_NOT_FOUND, query(w, scratch, "absent", NULL, NULL, NULL));
    size = 16;
    expect(ERROR_FILE_NOT_FOUND,
           query(w, scratch, "", NULL, data, &size)); /* no default value yet */
    expect(ERROR_FILE_NOT_FOUND, query(w, scratch, NULL, NULL, data, &size));
    expect(ERROR_FILE_NOT_FOUND,
           query(w, scratch, "sub\\binary", NULL, data, &size)); /* a name, not a path */
    size = 16;
    expect(0, query(w, scratch, "BINARY", NULL, data, &size)); /* not case-sensitive */
    expect(7, size);
}

static void rights_and_handles(int w)
{
    BYTE data[16];
    DWORD size = 16, reserved = 1;
    HKEY key;

    label("%s", w ? "W" : "A");
    expect(0, RegOpenKeyExA(scratch, "", 0, KEY_SET_VALUE, &key));
    expect(ERROR_ACCESS_DENIED, query(w, key, "binary", NULL, data, &size));
    expect(ERROR_ACCESS_DENIED, query(w, key, "absent", NULL, data, &size));
    expect(0, RegCloseKey(key));
    expect(0, RegOpenKeyExA(scratch, "", 0, KEY_QUERY_VALUE, &key));
    expect(0, query(w, key, "binary", NULL, data, &size));
    expect(0, RegCloseKey(key));
    expect(ERROR_INVALID_HANDLE, query(w, NULL, "binary", NULL, data, &size));
    expect(ERROR_INVALID_HANDLE, query(w, NULL, NULL, NULL, NULL, NULL));
    expect(ERROR_INVALID_PARAMETER,
           w ? RegQueryValueExW(scratch, L"binary", &reserved, NULL, data, &size)
             : RegQueryValueExA(scratch, "binary", &reserved, NULL, data, &size));
}

/* RegQueryValue reads the default value of a subkey, as a string; the size is in bytes (rule
 * query.old). */
static void old_function(int w)
{
    static const LONG tried[] = {0, 1, 4, 5, 6, 9, 10, 11, 30};
    HKEY key = fresh("old"), sub;
    BYTE data[32];
    const LONG stored = w ? 10 : 5;

    RegCreateKeyA(key, "sub", &sub);
    RegSetValueExA(sub, NULL, 0, REG_SZ, (const BYTE *)"text", 5);
    for (unsigned i = 0; i < sizeof tried / sizeof *tried; i++) {
        LONG size = tried[i];
        int fits = size >= stored;

        label("%s old in %u", w ? "W" : "A", (unsigned)tried[i]);
        guard(data);
        expect(fits ? 0 : ERROR_MORE_DATA, w ? RegQueryValueW(key, L"sub", (WCHAR *)data, &size)
                                             : RegQueryValueA(key, "sub", (char *)data, &size));
        expect(stored, size);
        if (fits)
            expect_bytes(w ? (const void *)L"text" : "text", data, stored);
        expect_guard(data, fits ? stored : tried[i]);
    }
    label("%s old", w ? "W" : "A");
    {
        LONG size = 30;

        expect(0, w ? RegQueryValueW(key, L"sub", NULL, &size)
                    : RegQueryValueA(key, "sub", NULL, &size));
        expect(stored, size);
        size = 30;
        expect(0, w ? RegQueryValueW(sub, NULL, (WCHAR *)data, &size)
                    : RegQueryValueA(sub, NULL, (char *)data, &size));
        expect(stored, size);
        size = 30;
        expect(2, w ? RegQueryValueW(key, L"no", (WCHAR *)data, &size)
                    : RegQueryValueA(key, "no", (char *)data, &size));
        /* a key without default value reads as the empty string. sdk-api RegQueryValueW */
        size = 30;
        guard(data);
        expect(0, w ? RegQueryValueW(key, NULL, (WCHAR *)data, &size)
                    : RegQueryValueA(key, NULL, (char *)data, &size));
        expect(w ? 2 : 1, size);
        expect_bytes(L"", data, w ? 2 : 1);
    }
    RegCloseKey(sub);
    RegCloseKey(key);
    RegDeleteKeyA(scratch, "old\\sub");
    RegDeleteKeyA(scratch, "old");
}

int main(void)
{
    check_begin(__FILE__, "query_value");
    types_and_sizes();
    for (int w = 0; w < 2; w++) {
        absent(w);
        rights_and_handles(w);
        old_function(w);
    }
    return check_end();
}
