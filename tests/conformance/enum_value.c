/* enum_value.c: RegEnumValue, W and A: order, sizes, partial answers. Sources: sdk-api
 * RegEnumValueW; Wine test_enum_value (advapi32) for what is written when a buffer is too small. */
#include "check.h"

static const char name_text[] = "SomeName";
static const BYTE data_bytes[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

#define NAME_UNITS 8u
#define DATA_SIZE  10u

static LONG enum_value(int w, HKEY key, DWORD index, void *name, DWORD *count, DWORD *type,
                       BYTE *data, DWORD *size)
{
    return w ? RegEnumValueW(key, index, name, count, NULL, type, data, size)
             : RegEnumValueA(key, index, name, count, NULL, type, data, size);
}

/* Name sizes 0 … n+1 with no data asked for (rule enum.value-small) (rule enum.value-small-ansi).
 */
static void name_sizes(int w, HKEY key)
{
    const unsigned unit = w ? 2 : 1;
    const unsigned tried[] = {0,  1, NAME_UNITS - 1, NAME_UNITS, NAME_UNITS + 1, NAME_UNITS + 2,
                              100};
    unsigned char buffer[256];

    for (unsigned i = 0; i < 7; i++) {
        DWORD count = tried[i], type = 0xA5A5A5A5;
        int fits = tried[i] > NAME_UNITS;

        label("%s name in %u", w ? "W" : "A", tried[i]);
        guard(buffer);
        expect(fits ? 0 : ERROR_MORE_DATA,
               enum_value(w, key, 0, buffer, &count, &type, NULL, NULL));
        expect(fits ? NAME_UNITS : tried[i], count);
        if (fits) {
            expect(REG_BINARY, type);
            expect_bytes(w ? (const void *)wide(name_text) : name_text, buffer,
                         (NAME_UNITS + 1) * unit);
            expect_guard(buffer, (NAME_UNITS + 1) * unit);
        } else {
            if (!w && tried[i])
                todo_wine("writes a part of the name");
            expect_guard(buffer, 0); /* A: decision 0306 */
        }
    }
}

/* A takes the count for a SHORT: of what is more only the low 16 bits count, and from 32,768 on
 * they are below zero, "and the function may return ERROR_MORE_DATA". sdk-api RegEnumValueA (rule
 * enum.value-short) */
static void short_counts(int w, HKEY key)
{
    static const struct {
        unsigned count;
        int fits; /* A */
    } cases[] = {{0x4000, 1},
                 {0x7fff, 1},
                 {0x8000, 0},
                 {0xffff, 0},
                 {0x10000, 0},
                 {0x10000 + NAME_UNITS, 0},
                 {0x10000 + NAME_UNITS + 1, 1},
                 {0x18000, 0}};
    static unsigned char buffer[2 * 0x18000];

    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
        DWORD count = cases[i].count;
        int fits = w || cases[i].fits;

        label("%s count %x", w ? "W" : "A", cases[i].count);
        guard(buffer);
        if (!fits)
            todo_wine("counts in 32 bits");
        expect(fits ? 0 : ERROR_MORE_DATA, enum_value(w, key, 0, buffer, &count, NULL, NULL, NULL));
        if (!fits)
            todo_wine("counts in 32 bits");
        expect(fits ? NAME_UNITS : cases[i].count, count);
        if (!fits)
            todo_wine("counts in 32 bits");
        expect_guard(buffer, fits ? (NAME_UNITS + 1) * (w ? 2 : 1) : 0);
    }
}

/* Data sizes 0 … n+1 with room for the name. Data too small: 234, untouched, the size told; W has
 * name and count then, A neither. Wine test_enum_value (rules enum.value-small,
 * enum.value-small-ansi) */
static void data_sizes(int w, HKEY key)
{
    const unsigned unit = w ? 2 : 1;
    const unsigned tried[] = {0, 1, DATA_SIZE - 1, DATA_SIZE, DATA_SIZE + 1, 60};
    unsigned char buffer[128];
    BYTE data[64];

    for (unsigned i = 0; i < 6; i++) {
        DWORD count = 60, size = tried[i], type = 0xA5A5A5A5;
        int fits = tried[i] >= DATA_SIZE;

        label("%s data in %u", w ? "W" : "A", tried[i]);
        guard(buffer);
        guard(data);
        expect(fits ? 0 : ERROR_MORE_DATA,
               enum_value(w, key, 0, buffer, &count, &type, data, &size));
        expect(DATA_SIZE, size);
        expect(REG_BINARY, type);
        if (fits)
            expect_bytes(data_bytes, data, DATA_SIZE);
        expect_guard(data, fits ? DATA_SIZE : 0);
        if (w || fits)
            expect_bytes(w ? (const void *)wide(name_text) : name_text, buffer,
                         (NAME_UNITS + 1) * unit);
        expect(w || fits ? NAME_UNITS : 60, count);
        expect_guard(buffer, w || fits ? (NAME_UNITS + 1) * unit : 0);
    }
}

/* Name too small: data untouched, its size and type told; both too small: nothing is copied.
 * Windows later than XP let A copy the data where it fits: decision 0306 (rules enum.value-small,
 * enum.value-small-ansi). */
static void both_too_small(int w, HKEY key)
{
    unsigned char name[32];
    BYTE data[32];
    DWORD count, size, type;

    for (unsigned data_size = 0; data_size <= 32; data_size += 8) {
        int copies = !w && data_size >= DATA_SIZE;

        label("%s name in 3, data in %u", w ? "W" : "A", data_size);
        guard(name);
        guard(data);
        count = 3;
        size = data_size;
        type = 0xA5;
        expect(ERROR_MORE_DATA, enum_value(w, key, 0, name, &count, &type, data, &size));
        expect(3, count);
        expect(DATA_SIZE, size);
        expect(REG_BINARY, type);
        if (copies)
            todo_wine("writes a part of the name");
        expect_guard(name, 0);
        if (copies)
            todo_wine("copies the data, as Windows later than XP do");
        expect_guard(data, 0);
    }
}

/* A size without data asks for the size alone. sdk-api RegEnumValueW */
static void size_only(int w, HKEY key)
{
    unsigned char buffer[64];
    DWORD count = 30, size = 0, type = 0;

    label("%s", w ? "W" : "A");
    guard(buffer);
    expect(0, enum_value(w, key, 0, buffer, &count, &type, NULL, &size));
    expect(DATA_SIZE, size);
    expect(NAME_UNITS, count);
    expect(REG_BINARY, type);
    count = 30;
    expect(0, enum_value(w, key, 0, buffer, &count, NULL, NULL, NULL));
    expect(NAME_UNITS, count);
}

/* NULL name, NULL count: 87. Data without its size: 87. Wine test_enum_value, sdk-api RegEnumValueW
 * (rule enum.value-null)
 */
static void null_arguments(int w, HKEY key)
{
    unsigned char buffer[64];
    BYTE data[64];
    DWORD count = 30, size = 64;

    label("%s", w ? "W" : "A");
    expect(ERROR_INVALID_PARAMETER, enum_value(w, key, 0, NULL, &count, NULL, NULL, NULL));
    expect(ERROR_INVALID_PARAMETER, enum_value(w, key, 0, buffer, NULL, NULL, NULL, NULL));
    expect(ERROR_INVALID_PARAMETER, enum_value(w, key, 0, NULL, NULL, NULL, data, &size));
    expect(ERROR_INVALID_PARAMETER, enum_value(w, key, 0, buffer, &count, NULL, data, NULL));
    expect(ERROR_INVALID_PARAMETER,
           w ? RegEnumValueW(key, 0, (WCHAR *)buffer, &count, &size, NULL, NULL, NULL)
             : RegEnumValueA(key, 0, (char *)buffer, &count, &size, NULL, NULL, NULL));
}

/* Values come in the order of their creation; deleting one moves up the rest. REGF: value lists are
 * not sorted; Wine test_rw_order (rule enum.value-order) */
static void order(int w)
{
    static const char *const created[] = {"A", "C", "D", "B", "", "aa", "10", "9"};
    static const char *const left[] = {"A", "D", "B", "", "aa", "10", "9", "C"};
    static const char reason[] = "keeps values sorted by name";
    HKEY key = fresh("order");
    unsigned char buffer[32];

    for (unsigned i = 0; i < 8; i++)
        RegSetValueExA(key, created[i], 0, REG_DWORD, (const BYTE *)"\1\0\0\0", 4);
    RegSetValueExA(key, "d", 0, REG_DWORD, (const BYTE *)"\2\0\0\0",
                   4); /* an overwrite moves nothing */
    for (unsigned i = 0; i < 8; i++) {
        DWORD count = 16;

        label("%s created %u", w ? "W" : "A", i);
        expect(0, enum_value(w, key, i, buffer, &count, NULL, NULL, NULL));
        todo_wine(reason);
        expect_true((w ? buffer[0] + 256 * buffer[1] : buffer[0]) == created[i][0] &&
                    count == strlen(created[i]));
    }
    RegDeleteValueA(key, "C");
    RegSetValueExA(key, "C", 0, REG_SZ, (const BYTE *)"x", 2);
    for (unsigned i = 0; i < 8; i++) {
        DWORD count = 16;

        label("%s after re-creating C %u", w ? "W" : "A", i);
        expect(0, enum_value(w, key, i, buffer, &count, NULL, NULL, NULL));
        if (i != 4) /* "aa" stands fifth either way */
            todo_wine(reason);
        expect_true((w ? buffer[0] + 256 * buffer[1] : buffer[0]) == left[i][0] &&
                    count == strlen(left[i]));
    }
    label("%s", w ? "W" : "A");
    {
        DWORD count = 16;

        expect(ERROR_NO_MORE_ITEMS, enum_value(w, key, 8, buffer, &count, NULL, NULL, NULL));
        expect(ERROR_NO_MORE_ITEMS,
               enum_value(w, key, 0xffffffff, buffer, &count, NULL, NULL, NULL));
    }
    RegCloseKey(key);
    RegDeleteKeyA(scratch, "order");
}

/* Strings: A converts the data and counts its bytes; a NUL is added where it fits. */
static void strings(int w)
{
    HKEY key = fresh("strings");
    unsigned char name[32];
    BYTE data[32];
    const DWORD stored = w ? 12 : 6;

    RegSetValueExW(key, L"n", 0, REG_SZ, (const BYTE *)L"Hello", 12);
    for (DWORD given = stored - 1; given <= stored + 3; given++) {
        DWORD count = 16, size = given, type = 0;

        label("%s Hello in %u", w ? "W" : "A", (unsigned)given);
        guard(data);
        expect(given < stored ? ERROR_MORE_DATA : 0,
               enum_value(w, key, 0, name, &count, &type, data, &size));
        expect(stored, size);
        expect(REG_SZ, type);
        if (given >= stored)
            expect_bytes(w ? (const void *)L"Hello" : "Hello", data, stored);
        expect_guard(data, given < stored ? given : stored);
    }
    RegCloseKey(key);
    RegDeleteKeyA(scratch, "strings");
}

static void rights(int w)
{
    unsigned char name[32];
    DWORD count = 16;
    HKEY key;

    label("%s", w ? "W" : "A");
    expect(0, RegOpenKeyExA(scratch, "sizes", 0, KEY_SET_VALUE | KEY_ENUMERATE_SUB_KEYS, &key));
    expect(ERROR_ACCESS_DENIED, enum_value(w, key, 0, name, &count, NULL, NULL, NULL));
    expect(0, RegCloseKey(key));
    expect(0, RegOpenKeyExA(scratch, "sizes", 0, KEY_QUERY_VALUE, &key));
    expect(0, enum_value(w, key, 0, name, &count, NULL, NULL, NULL));
    expect(0, RegCloseKey(key));
}

int main(void)
{
    HKEY key;

    check_begin(__FILE__, "enum_value");
    key = fresh("sizes");
    RegSetValueExA(key, name_text, 0, REG_BINARY, data_bytes, DATA_SIZE);
    for (int w = 0; w < 2; w++) {
        name_sizes(w, key);
        short_counts(w, key);
        data_sizes(w, key);
        size_only(w, key);
        null_arguments(w, key);
        order(w);
        strings(w);
        rights(w);
        both_too_small(w, key);
    }
    RegCloseKey(key);
    return check_end();
}
