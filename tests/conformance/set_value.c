/* set_value.c: RegSetValueEx and RegSetValue, W and A. Sources: sdk-api RegSetValueExW,
 * RegSetValueW; Wine test_set_value (advapi32) for NULL data, odd sizes and types. */
#include "check.h"

static LONG set(int w, HKEY key, const char *name, DWORD type, const void *data, DWORD size)
{
    return w ? RegSetValueExW(key, wide(name), 0, type, data, size)
             : RegSetValueExA(key, name, 0, type, data, size);
}

/* Any type number stores, with any size: no check of REG_DWORD's. Wine ntdll reg tests (rule
 * set.any-type) */
static void types(int w)
{
    static const DWORD numbers[] = {REG_NONE,
                                    REG_BINARY,
                                    REG_DWORD,
                                    REG_DWORD_BIG_ENDIAN,
                                    REG_LINK,
                                    REG_RESOURCE_LIST,
                                    REG_FULL_RESOURCE_DESCRIPTOR,
                                    REG_RESOURCE_REQUIREMENTS_LIST,
                                    REG_QWORD,
                                    12,
                                    100,
                                    0x7fffffff,
                                    0xff00ff00,
                                    0xffffffff};
    static const BYTE bytes[] = {9, 8, 7, 6, 5, 4, 3, 2, 1};

    for (unsigned t = 0; t < sizeof numbers / sizeof *numbers; t++)
        for (DWORD length = 0; length <= 9; length += 3) {
            BYTE data[16];
            DWORD type = 0xA5, size = 16;

            label("%s type %x size %u", w ? "W" : "A", (unsigned)numbers[t], (unsigned)length);
            guard(data);
            expect(0, set(w, scratch, "t", numbers[t], bytes, length));
            expect(0, RegQueryValueExW(scratch, L"t", NULL, &type, data, &size));
            expect(numbers[t], type);
            expect(length, size);
            expect_bytes(bytes, data, length);
        }
    RegDeleteValueA(scratch, "t");
}

/* NULL data: 0 with no bytes, 998 with some. Wine test_set_value (rule set.null-data) */
static void null_data(int w)
{
    static const DWORD numbers[] = {REG_SZ,     REG_EXPAND_SZ, REG_MULTI_SZ,
                                    REG_BINARY, REG_DWORD,     REG_NONE};
    static const char reads[] = "reads the string to convert it, and faults";
    DWORD size;

    for (unsigned t = 0; t < 6; t++) {
        label("%s type %u", w ? "W" : "A", (unsigned)numbers[t]);
        size = 7;
        expect(0, set(w, scratch, "n", numbers[t], NULL, 0));
        expect(0, RegQueryValueExW(scratch, L"n", NULL, NULL, NULL, &size));
        expect(0, size);
        if (!w && t < 3)
            todo_wine(reads);
        expect_no_fault(ERROR_NOACCESS, set(w, scratch, "n", numbers[t], NULL, 1));
        if (!w && t < 3)
            todo_wine(reads);
        expect_no_fault(ERROR_NOACCESS, set(w, scratch, "n", numbers[t], NULL, 4));
    }
    RegDeleteValueA(scratch, "n");
}

/* A wrong pointer is 998 too. Wine test_set_value (rule set.null-data) */
static void wild_data(int w)
{
    label("%s", w ? "W" : "A");
    if (!w)
        todo_wine("reads the string to convert it, and faults");
    expect_no_fault(ERROR_NOACCESS, set(w, scratch, "n", REG_SZ, (const void *)(ULONG_PTR)1, 1));
    expect_no_fault(ERROR_NOACCESS,
                    set(w, scratch, "n", REG_BINARY, (const void *)(ULONG_PTR)0x10, 4));
    expect(ERROR_FILE_NOT_FOUND, RegQueryValueExA(scratch, "n", NULL, NULL, NULL, NULL));
}

/* No bytes and an empty string are two things; names NULL and "" are the default value (rule
 * set.empty-string). */
static void names_and_empty(int w)
{
    DWORD size, type;
    BYTE data[16];

    label("%s", w ? "W" : "A");
    expect(0, set(w, scratch, NULL, REG_DWORD, "\1\0\0\0", 4));
    size = 16;
    expect(0, RegQueryValueExW(scratch, L"", NULL, &type, data, &size));
    expect(4, size);
    expect(0, set(w, scratch, "", REG_BINARY, "abc", 3));
    size = 16;
    expect(0, RegQueryValueExW(scratch, NULL, NULL, &type, data, &size));
    expect(3, size);
    expect(REG_BINARY, type);
    expect(0, set(w, scratch, "e", REG_SZ, "", 0));
    size = 16;
    expect(0, RegQueryValueExW(scratch, L"e", NULL, &type, data, &size));
    expect(0, size);
    expect(0, set(w, scratch, "e", REG_SZ, "\0", w ? 2 : 1));
    size = 16;
    expect(0, RegQueryValueExW(scratch, L"e", NULL, &type, data, &size));
    expect(2, size);
    expect(0, set(w, scratch, "CaSe", REG_SZ, "\0", 0));
    expect(0, set(w, scratch, "case", REG_BINARY, "x", 1));
    expect(0, RegQueryValueExW(scratch, L"CASE", NULL, &type, NULL, NULL));
    expect(REG_BINARY, type);
    RegDeleteValueA(scratch, "");
    RegDeleteValueA(scratch, "e");
    {
        WCHAR name[16];
        DWORD count = 16;

        expect(0, RegEnumValueW(scratch, 0, name, &count, NULL, NULL, NULL, NULL));
        expect_bytes(L"CaSe", name, 10); /* an overwrite keeps the spelling */
    }
    expect(0, RegDeleteValueA(scratch, "cASE"));
}

/* A hive of the standard format, as Windows 2000's are, takes 1 MB a value: "Registry Element Size
 * Limits"; the code is regsim's choice (rule value.size-limit). */
static void large_values(void)
{
    static BYTE large[1024 * 1024 + 1];

    label("1 MB");
    expect(0, RegSetValueExA(scratch, "large", 0, REG_BINARY, large, sizeof large - 1));
    label("1 MB and a byte");
    broken("nt4 w2k", 1450, "the standard format holds no more");
    expect(0, RegSetValueExA(scratch, "large", 0, REG_BINARY, large, sizeof large));
    RegDeleteValueA(scratch, "large");
}

static void rights_and_handles(int w)
{
    HKEY key;

    label("%s", w ? "W" : "A");
    expect(0, RegOpenKeyExA(scratch, "", 0, KEY_READ, &key));
    expect(ERROR_ACCESS_DENIED, set(w, key, "v", REG_BINARY, "x", 1));
    expect(0, RegCloseKey(key));
    expect(0, RegOpenKeyExA(scratch, "", 0, KEY_CREATE_SUB_KEY, &key));
    expect(ERROR_ACCESS_DENIED, set(w, key, "v", REG_BINARY, "x", 1));
    expect(0, RegCloseKey(key));
    expect(0, RegOpenKeyExA(scratch, "", 0, KEY_SET_VALUE, &key));
    expect(0, set(w, key, "v", REG_BINARY, "x", 1));
    expect(0, RegCloseKey(key));
    expect(ERROR_INVALID_HANDLE, set(w, NULL, "v", REG_BINARY, "x", 1));
    RegDeleteValueA(scratch, "v");
}

/* RegSetValue: REG_SZ only, creates the subkey, ignores the size, stops at the NUL. sdk-api
 * RegSetValueW (rule set.old) */
static void old_function(int w)
{
    static const DWORD given[] = {0, 1, 2, 4, 100};
    HKEY sub;

    for (DWORD type = 0; type <= 7; type++) {
        label("%s type %u", w ? "W" : "A", (unsigned)type);
        expect(type == REG_SZ ? 0 : ERROR_INVALID_PARAMETER,
               w ? RegSetValueW(scratch, L"made", type, L"text", 4)
                 : RegSetValueA(scratch, "made", type, "text", 4));
    }
    for (unsigned i = 0; i < 5; i++) {
        BYTE data[64];
        DWORD size = 64, type;

        label("%s size %u", w ? "W" : "A", (unsigned)given[i]);
        expect(0, w ? RegSetValueW(scratch, L"made", REG_SZ, L"text", given[i])
                    : RegSetValueA(scratch, "made", REG_SZ, "text", given[i]));
        expect(0, RegOpenKeyA(scratch, "made", &sub));
        guard(data);
        expect(0, RegQueryValueExW(sub, NULL, NULL, &type, data, &size));
        expect(10, size);
        expect_bytes(L"text", data, 10);
        expect(0, RegCloseKey(sub));
    }
    label("%s", w ? "W" : "A");
    expect(0, w ? RegSetValueW(scratch, L"a\\b\\c", REG_SZ, L"deep", 4)
                : RegSetValueA(scratch, "a\\b\\c", REG_SZ, "deep", 4));
    expect(0, RegOpenKeyA(scratch, "a\\b\\c", &sub));
    expect(0, RegQueryValueExW(sub, NULL, NULL, NULL, NULL, NULL));
    expect(0, RegCloseKey(sub));
    expect(0, w ? RegSetValueW(scratch, NULL, REG_SZ, L"self", 4)
                : RegSetValueA(scratch, NULL, REG_SZ, "self", 4));
    expect(0, RegDeleteValueA(scratch, NULL));
    expect(ERROR_INVALID_PARAMETER, w ? RegSetValueW(scratch, NULL, REG_SZ, NULL, 4)
                                      : RegSetValueA(scratch, NULL, REG_SZ, NULL, 4));
    empty_key(scratch);
}

int main(void)
{
    check_begin(__FILE__, "set_value");
    for (int w = 0; w < 2; w++) {
        types(w);
        null_data(w);
        wild_data(w);
        names_and_empty(w);
        rights_and_handles(w);
        old_function(w);
    }
    large_values();
    return check_end();
}
