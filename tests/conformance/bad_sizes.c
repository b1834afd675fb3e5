/* bad_sizes.c: sizes that overflow, that are negative, or that are far more than there is memory;
 * names and paths without end; wild pointers to what is read. Sources: sdk-api of each function;
 * Wine test_set_value, test_reg_query_value (advapi32); what these do not say is observed under
 * Wine. */
#include "check.h"

static const char server[] = "Wine's server ends the process";
static const unsigned sizes[] = {0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff};
static void *const wild = (void *)(ULONG_PTR)0x10;
static BYTE data[64];

/* More data than the program has: 998, and nothing is stored. */
static void setting(void)
{
    static const DWORD types[] = {REG_BINARY, REG_SZ, REG_DWORD, REG_MULTI_SZ};

    for (unsigned i = 0; i < 4; i++) {
        for (unsigned t = 0; t < 4; t++) {
            label("set %x of type %u", sizes[i], (unsigned)types[t]);
            expect_unless_wine(998, RegSetValueExW(scratch, L"big", 0, types[t], data, sizes[i]),
                               server);
        }
        label("set %x", sizes[i]);
        expect_unless_wine(998, RegSetValueExA(scratch, "big", 0, REG_BINARY, data, sizes[i]),
                           server);
        expect_unless_wine(998, RegSetValueExA(scratch, "big", 0, REG_SZ, data, sizes[i]), server);
        expect(998, RegSetValueExW(scratch, L"big", 0, REG_BINARY, NULL, sizes[i]));
        expect(2, RegQueryValueExA(scratch, "big", NULL, NULL, NULL, NULL));
    }
    label("wild data");
    expect_unless_wine(998, RegSetValueExW(scratch, L"big", 0, REG_BINARY, wild, 4), server);
    expect_unless_wine(998, RegSetValueExA(scratch, "big", 0, REG_BINARY, wild, 4), server);
    expect_unless_wine(998, RegSetValueExW(scratch, L"big", 0, REG_SZ, wild, 4), server);
}

/* A size is a limit, and may be any: no more is written than there is. */
static void getting(int w)
{
    static const char overflow[] = "answers 122: the size overflows";
    static const char counts[] = "counts in 32 bits"; /* rule enum.value-short */

    RegSetValueExA(scratch, "v", 0, REG_BINARY, (const BYTE *)"abcd", 4);
    RegSetValueExA(scratch, "s", 0, REG_SZ, (const BYTE *)"abc", 4);
    for (unsigned i = 0; i < 4; i++) {
        DWORD size = sizes[i], type = 0, count;
        LONG old = (LONG)sizes[i];
        int wraps = w && sizes[i] >= 0xfffffffe; /* in what is added to it */

        label("%c get %x", w ? 'W' : 'A', sizes[i]);
        guard(data);
        if (wraps)
            todo_wine(overflow);
        expect(0, w ? RegQueryValueExW(scratch, L"v", NULL, &type, data, &size)
                    : RegQueryValueExA(scratch, "v", NULL, &type, data, &size));
        if (wraps)
            todo_wine(overflow);
        expect(4, size);
        expect_guard(data, 4);
        guard(data);
        size = sizes[i];
        if (wraps)
            todo_wine(overflow);
        expect(0, w ? RegQueryValueExW(scratch, L"s", NULL, &type, data, &size)
                    : RegQueryValueExA(scratch, "s", NULL, &type, data, &size));
        if (wraps)
            todo_wine(overflow);
        expect(w ? 8 : 4, size);
        expect_guard(data, w ? 8 : 4);
        guard(data);
        count = sizes[i];
        size = sizes[i];
        if (!w)
            todo_wine(counts);
        expect(w ? 0 : ERROR_MORE_DATA,
               w ? RegEnumValueW(scratch, 1, (WCHAR *)(void *)data, &count, NULL, NULL, data + 32,
                                 &size)
                 : RegEnumValueA(scratch, 1, (char *)data, &count, NULL, NULL, data + 32, &size));
        if (!w)
            todo_wine(counts);
        expect(w ? 1 : sizes[i], count);
        guard(data);
        expect(0, w ? RegQueryValueW(scratch, NULL, (WCHAR *)(void *)data, &old)
                    : RegQueryValueA(scratch, NULL, (char *)data, &old));
        expect(w ? 2 : 1, (DWORD)old);
        expect_guard(data, w ? 2 : 1);
    }
}

/* Counts of characters for names and classes. */
static void listing(int w)
{
    HKEY key = NULL;

    RegCreateKeyExA(scratch, "sub", 0, (char *)"class", 0, KEY_ALL_ACCESS, NULL, &key, NULL);
    for (unsigned i = 0; i < 4; i++) {
        DWORD count = sizes[i], class_count = sizes[i];

        label("%c list %x", w ? 'W' : 'A', sizes[i]);
        guard(data);
        expect(0, w ? RegEnumKeyW(scratch, 0, (WCHAR *)(void *)data, sizes[i])
                    : RegEnumKeyA(scratch, 0, (char *)data, sizes[i]));
        expect_guard(data, w ? 8 : 4);
        guard(data);
        expect(0, w ? RegEnumKeyExW(scratch, 0, (WCHAR *)(void *)data, &count, NULL,
                                    (WCHAR *)(void *)(data + 32), &class_count, NULL)
                    : RegEnumKeyExA(scratch, 0, (char *)data, &count, NULL, (char *)data + 32,
                                    &class_count, NULL));
        expect(3, count);
        expect(5, class_count);
        class_count = sizes[i];
        guard(data);
        expect(0, w ? RegQueryInfoKeyW(key, (WCHAR *)(void *)data, &class_count, NULL, NULL, NULL,
                                       NULL, NULL, NULL, NULL, NULL, NULL)
                    : RegQueryInfoKeyA(key, (char *)data, &class_count, NULL, NULL, NULL, NULL,
                                       NULL, NULL, NULL, NULL, NULL));
        expect(5, class_count);
        expect_guard(data, w ? 12 : 6);
        expect(259, w ? RegEnumKeyW(scratch, sizes[i], (WCHAR *)(void *)data, 8)
                      : RegEnumKeyA(scratch, sizes[i], (char *)data, 8));
    }
    RegCloseKey(key);
    RegDeleteKeyA(scratch, "sub");
}

static WCHAR long_wide[80000];
static char long_narrow[80000];

static void fill(unsigned length)
{
    for (unsigned j = 0; j < length; j++)
        long_wide[j] = (WCHAR)(long_narrow[j] = 'n');
    long_wide[length] = 0;
    long_narrow[length] = 0;
    label("%u characters", length);
}

/* A UNICODE_STRING holds 32,767 units. */
static void long_names(void)
{
    static const unsigned lengths[] = {32766, 32767, 32768, 32769, 65535};

    for (unsigned i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        HKEY key = NULL;

        fill(lengths[i]);
        expect_true(RegOpenKeyExW(scratch, long_wide, 0, KEY_READ, &key) != 0 && !key);
        expect_true(RegOpenKeyExA(scratch, long_narrow, 0, KEY_READ, &key) != 0 && !key);
        expect_true(RegCreateKeyA(scratch, long_narrow, &key) != 0 && !key);
        expect_true(RegQueryValueExW(scratch, long_wide, NULL, NULL, NULL, NULL) != 0);
        expect_true(RegQueryValueExA(scratch, long_narrow, NULL, NULL, NULL, NULL) != 0);
        expect_true(RegDeleteKeyW(scratch, long_wide) != 0);
        expect_true(RegSaveKeyA(scratch, long_narrow, NULL) != 0);
    }
}

/* Nor is a length in bytes cut to 16 bits, which would make these an empty name and a short one. */
static void longer_names(void)
{
    static const unsigned lengths[] = {65536, 65537, 79999};
    static const char wraps[] =
        "Wine takes the length modulo 65,536, and saves to a file of that name";

    for (unsigned i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        HKEY key = NULL;

        fill(lengths[i]);
        expect_unless_wine(1, RegOpenKeyExW(scratch, long_wide, 0, KEY_READ, &key) && !key, wraps);
        expect_unless_wine(1, RegCreateKeyW(scratch, long_wide, &key) && !key, wraps);
        expect_unless_wine(1, RegDeleteKeyW(scratch, long_wide) != 0, wraps);
        expect_unless_wine(1, RegSaveKeyA(scratch, long_narrow, NULL) != 0, wraps);
        expect_unless_wine(1, RegConnectRegistryW(long_wide, HKEY_LOCAL_MACHINE, &key) != 0 && !key,
                           wraps);
    }
}

int main(void)
{
    check_begin(__FILE__, "bad_sizes");
    setting();
    for (int w = 0; w < 2; w++) {
        getting(w);
        listing(w);
    }
    long_names();
    longer_names();
    return check_end();
}
