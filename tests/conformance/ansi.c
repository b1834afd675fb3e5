/* ansi.c: the A functions of the registry convert through code page 1252: names, strings, sizes in
 * bytes; binary data is left alone. Sources: sdk-api RegSetValueExA, RegQueryValueExA; the
 * Windows-1252 table
 * ("best fit" of Microsoft's cp1252 mapping: 81, 8D, 8F, 90 and 9D map to themselves). */
#include "check.h"

/* The 32 units of 0x80 … 0x9f. */
static const WCHAR high[32] = {
    0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008d, 0x017d, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178,
};

static WCHAR unit_of(unsigned byte)
{
    return (WCHAR)(byte >= 0x80 && byte < 0xa0 ? high[byte - 0x80] : byte);
}

/* Each byte as a string: set by A, read by W and by A (rule set.ansi). */
static void every_byte_as_data(void)
{
    for (unsigned byte = 1; byte < 256; byte++) {
        char text[] = {'<', (char)byte, '>', 0};
        WCHAR expected[] = {'<', unit_of(byte), '>', 0}, wide_data[8];
        char data[8];
        DWORD size = sizeof wide_data;

        if (byte > 0x20 && byte < 0x7f)
            continue; /* ASCII is everywhere else */
        label("%02x", byte);
        expect(0, RegSetValueExA(scratch, "b", 0, REG_SZ, (const BYTE *)text, 4));
        guard(wide_data);
        expect(0, RegQueryValueExW(scratch, L"b", NULL, NULL, (BYTE *)wide_data, &size));
        expect_bytes(expected, wide_data, 8);
        size = sizeof data;
        guard(data);
        expect(0, RegQueryValueExA(scratch, "b", NULL, NULL, (BYTE *)data, &size));
        expect_bytes(text, data, 4);
    }
    RegDeleteValueA(scratch, "b");
}

/* Each high byte as a key name and a value name (rule set.ansi). */
static void high_bytes_as_names(void)
{
    for (unsigned byte = 0x80; byte < 256; byte++) {
        char name[] = {'n', (char)byte, 0}, narrow[8];
        WCHAR expected[] = {'n', unit_of(byte), 0}, got[8];
        DWORD count = 8;
        HKEY key;

        label("%02x", byte);
        expect(0, RegCreateKeyA(scratch, name, &key));
        RegCloseKey(key);
        guard(got);
        expect(0, RegEnumKeyW(scratch, 0, got, 8));
        expect_bytes(expected, got, 6);
        guard(narrow);
        expect(0, RegEnumKeyA(scratch, 0, narrow, 8));
        expect_bytes(name, narrow, 3);
        expect(0, RegDeleteKeyW(scratch, expected));
        expect(0, RegSetValueExA(scratch, name, 0, REG_NONE, NULL, 0));
        guard(got);
        expect(0, RegEnumValueW(scratch, 0, got, &count, NULL, NULL, NULL, NULL));
        expect_bytes(expected, got, 6);
        expect(0, RegDeleteValueA(scratch, name));
    }
}

/* Units that code page 1252 lacks come back from A as the best fit or '?'. sdk-api
 * WideCharToMultiByte (rule text.code-pages) */
static void what_1252_lacks(void)
{
    static const struct {
        WCHAR unit;
        char byte;
    } cases[] = {{0x0416, '?'}, {0x4e2d, '?'}, {0xd801, '?'}, {0x0100, 'A'}, {0x0101, 'a'},
                 {0x03b1, 'a'}, {0xff21, 'A'}, {0x2212, '-'}, {0x0131, 'i'}, {0x221e, '8'},
                 {0x05d0, '?'}, {0xfffd, '?'}, {0x0141, 'L'}};

    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
        WCHAR text[] = {cases[i].unit, 0};
        char data[8], expected[] = {cases[i].byte, 0};
        DWORD size = sizeof data;
        HKEY key;

        label("%04x", (unsigned)cases[i].unit);
        expect(0, RegSetValueExW(scratch, L"b", 0, REG_SZ, (const BYTE *)text, 4));
        guard(data);
        expect(0, RegQueryValueExA(scratch, "b", NULL, NULL, (BYTE *)data, &size));
        expect(2, size);
        expect_bytes(expected, data, 2);
        expect(0, RegCreateKeyW(scratch, text, &key));
        RegCloseKey(key);
        guard(data);
        expect(0, RegEnumKeyA(scratch, 0, data, 8));
        expect_bytes(expected, data, 2);
        expect(0, RegDeleteKeyW(scratch, text));
    }
    RegDeleteValueA(scratch, "b");
}

/* Types that are strings convert, all others are copied (rule set.ansi). */
static void types(void)
{
    for (DWORD type = 0; type <= 11; type++) {
        int string = type == REG_SZ || type == REG_EXPAND_SZ || type == REG_MULTI_SZ;
        BYTE data[16];
        DWORD size = 16;

        label("type %u", (unsigned)type);
        expect(0, RegSetValueExA(scratch, "b", 0, type, (const BYTE *)"\x80\xe4", 3));
        guard(data);
        expect(0, RegQueryValueExW(scratch, L"b", NULL, NULL, data, &size));
        expect(string ? 6 : 3, size);
        expect_bytes(string ? "\xac\x20\xe4\0\0\0" : "\x80\xe4", data, string ? 6 : 3);
        size = 16;
        guard(data);
        expect(0, RegQueryValueExA(scratch, "b", NULL, NULL, data, &size));
        expect(3, size);
        expect_bytes("\x80\xe4", data, 3);
    }
    RegDeleteValueA(scratch, "b");
}

/* Names and classes in A: case folds over the code page, too. */
static void case_folds(void)
{
    static const char *const pairs[][2] = {
        {"\xe4", "\xc4"}, {"\xf6", "\xd6"}, {"\xfc", "\xdc"}, {"\xe9", "\xc9"}, {"\xff", "\x9f"},
        {"\x9a", "\x8a"}, {"\x9c", "\x8c"}, {"\x9e", "\x8e"}, {"\xf8", "\xd8"}, {"\xfe", "\xde"}};
    HKEY key;

    for (unsigned i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        label("%02x", (unsigned)(unsigned char)pairs[i][0][0]);
        expect(0, RegCreateKeyA(scratch, pairs[i][0], &key));
        RegCloseKey(key);
        expect(0, RegOpenKeyA(scratch, pairs[i][1], &key));
        RegCloseKey(key);
        expect(0, RegDeleteKeyA(scratch, pairs[i][1]));
    }
    label("not folded");
    expect(0, RegCreateKeyA(scratch, "\xdf", &key));
    RegCloseKey(key);
    expect(ERROR_FILE_NOT_FOUND, RegOpenKeyA(scratch, "SS", &key));
    expect(ERROR_FILE_NOT_FOUND, RegOpenKeyA(scratch, "ss", &key));
    expect(0, RegDeleteKeyA(scratch, "\xdf"));
    expect(0, RegCreateKeyA(scratch, "\xb5", &key)); /* micro sign has no capital in the NT table */
    RegCloseKey(key);
    expect(ERROR_FILE_NOT_FOUND, RegOpenKeyW(scratch, L"\x039c", &key));
    expect(0, RegDeleteKeyA(scratch, "\xb5"));
}

int main(void)
{
    check_begin(__FILE__, "ansi");
    every_byte_as_data();
    high_bytes_as_names();
    what_1252_lacks();
    types();
    case_folds();
    return check_end();
}
