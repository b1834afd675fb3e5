/* names.c: how names compare, and how long they may be. Names fold per UTF-16 unit with the table
 * of RtlUpcaseUnicodeChar, surrogates are never folded. Sources: ntddk RtlUpcaseUnicodeChar;
 * Microsoft "Registry element size limits"; Wine test_NtOpenKey (ntdll) and test_long_value_name
 * (advapi32). */
#include "check.h"

typedef WCHAR(NTAPI *upcase_function)(WCHAR);

static WCHAR identity(WCHAR unit)
{
    return unit;
}

/* The table itself: blocks of 256 units that hold a mapping, with their number of mappings and a
 * hash over (unit, capital). Observed under Wine, whose table was read from Windows. */
static void upcase_table(upcase_function upcase)
{
    static const struct {
        unsigned block, mappings, hash;
    } known[] = {
        {0x00, 57, 0x49f866ccu},  {0x01, 109, 0x02df9218u}, {0x02, 71, 0xd7280110u},
        {0x03, 56, 0x77c6deacu},  {0x04, 124, 0x25d93bffu}, {0x05, 62, 0x5058005fu},
        {0x10, 46, 0xae0fb3e7u},  {0x13, 6, 0x855c874fu},   {0x1d, 3, 0xcecf9633u},
        {0x1e, 123, 0xc04ab88cu}, {0x1f, 96, 0x96a6b75fu},  {0x21, 18, 0x2aaa7a4cu},
        {0x24, 26, 0x35765adbu},  {0x2c, 109, 0xe9320d5fu}, {0x2d, 40, 0x725481a7u},
        {0xa6, 37, 0x33d9adb0u},  {0xa7, 73, 0xb8921899u},  {0xab, 81, 0x31ea7aa3u},
        {0xff, 26, 0xf9f4d5d7u},
    };
    unsigned next = 0;

    for (unsigned block = 0; block < 256; block++) {
        unsigned mappings = 0, hash = 2166136261u;

        for (unsigned low = 0; low < 256; low++) {
            WCHAR unit = (WCHAR)(block * 256 + low), capital = upcase(unit);

            if (capital == unit)
                continue;
            mappings++;
            hash = (hash ^ unit) * 16777619u;
            hash = (hash ^ capital) * 16777619u;
        }
        label("block %02x", block);
        if (next < sizeof known / sizeof *known && known[next].block == block) {
            expect(known[next].mappings, mappings);
            expect(known[next].hash, hash);
            next++;
        } else {
            expect(0, mappings);
        }
    }
}

/* All 65,534 one-unit names: a key is new exactly if no unit before it has the same capital (rule
 * name.case). */
static void every_unit(upcase_function upcase)
{
    static unsigned char seen[65536];
    HKEY all = fresh("all"), key;

    memset(seen, 0, sizeof seen);
    for (unsigned block = 0; block < 256; block++) {
        unsigned wrong = 0;

        for (unsigned low = 0; low < 256; low++) {
            WCHAR name[2] = {(WCHAR)(block * 256 + low), 0};
            WCHAR capital = upcase(name[0]);
            DWORD disposition = 0;

            if (name[0] == 0 || name[0] == '\\')
                continue;
            if (RegCreateKeyExW(all, name, 0, NULL, REG_OPTION_VOLATILE, KEY_READ, NULL, &key,
                                &disposition) == 0)
                RegCloseKey(key);
            wrong += disposition != (seen[capital] ? 2u : 1u);
            seen[capital] = 1;
        }
        label("block %02x", block);
        expect(0, wrong);
    }
    RegCloseKey(all);
}

/* What the fold does and does not, by example (rule name.surrogates). */
static void examples(void)
{
    static const struct {
        const WCHAR *created, *opened;
        LONG code;
    } cases[] = {
        {L"\x00f6\x00f3\x014d\x0371\xd801\xdc00", L"\x00d6\x00d3\x014c\x0370\xd801\xdc00", 0},
        {L"\x00f6\x00f3\x014d\x0371\xd801\xdc00", L"\x00d6\x00d3\x014c\x0370\xd801\xdc28",
         2}, /* surrogates */
        {L"stra\x00df"
         L"e",
         L"STRASSE", 2},
        {L"stra\x00df"
         L"e",
         L"STRA\x00df"
         L"E",
         0},
        {L"\x017fMSPerf", L"SMSPerf", 2}, /* long s is not S */
        {L"\x0131x", L"Ix", 2},           /* dotless i is not I */
        {L"\x0130x", L"ix", 2},
        {L"\x00b5", L"\x03bc", 2},
        {L"\x03c2", L"\x03c3", 2}, /* final sigma */
        {L"\x03c3", L"\x03a3", 0},
        {L"\x01c5", L"\x01c4", 2}, /* title case is its own */
        {L"\x01c6", L"\x01c4", 0},
        {L"\x0436\x0451", L"\x0416\x0401", 0},
        {L"\x212a", L"k", 2},      /* Kelvin */
        {L"\x212b", L"\x00e5", 2}, /* Angstrom */
        {L"\xff41", L"\xff21", 0},
        {L"a\x0301", L"\x00e1", 2}, /* no normalization */
        {L"\xfb01", L"FI", 2},
        {L"\x10d0", L"\x10a0", 2},
        {L"\xd800", L"\xd800", 0}, /* a lone surrogate is a unit */
        {L"\xdc00\xd800", L"\xdc00\xd800", 0},
        {L"\xffff", L"\xffff", 0},
        {L"\x0001", L"\x0001", 0},
        {L"a\nb", L"A\nB", 0},
    };
    HKEY key;

    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
        DWORD size = 0;

        label("case %u", i);
        expect(0, RegCreateKeyW(scratch, cases[i].created, &key));
        RegCloseKey(key);
        expect(cases[i].code, RegOpenKeyW(scratch, cases[i].opened, &key));
        if (cases[i].code == 0)
            RegCloseKey(key);
        expect(0, RegDeleteKeyW(scratch, cases[i].created));
        expect(0, RegSetValueExW(scratch, cases[i].created, 0, REG_NONE, NULL,
                                 0)); /* value names alike */
        expect(cases[i].code, RegQueryValueExW(scratch, cases[i].opened, NULL, NULL, NULL, &size));
        expect(0, RegDeleteValueW(scratch, cases[i].created));
    }
}

/* Only a backslash parts names: all of these are one key, and one value, exactly as written (rule
 * name.legal). */
static void odd_names(void)
{
    static const WCHAR *const names[] = {L"Subkey1c ",   L" leading", L"tab\tinside", L"a/b",
                                         L"C:",          L"a.b",      L"a,b",         L"?*<>|\"",
                                         L"https://x/y", L".",        L"..",          L"%x%"};
    WCHAR got[40];
    HKEY key;

    for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
        DWORD count = 40;

        label("odd %u", i);
        expect(0, RegCreateKeyW(scratch, names[i], &key));
        RegCloseKey(key);
        expect(0, RegEnumKeyExW(scratch, 0, got, &count, NULL, NULL, NULL, NULL));
        expect(lstrlenW(names[i]), count);
        expect_bytes(names[i], got, (count + 1) * 2);
        expect(0, RegDeleteKeyW(scratch, names[i]));
    }
    label("backslash");
    expect(0, RegSetValueExW(scratch, L"a\\b", 0, REG_NONE, NULL, 0));
    expect(0, RegQueryValueExW(scratch, L"A\\B", NULL, NULL, NULL, NULL));
    expect(0, RegDeleteValueW(scratch, L"a\\b"));
}

static WCHAR long_name[20000];

static const WCHAR *name_of(unsigned units)
{
    for (unsigned i = 0; i < units; i++)
        long_name[i] = (WCHAR)('a' + i % 26);
    long_name[units] = 0;
    return long_name;
}

/* A key name has at most 255 units: Microsoft "Registry element size limits". The native calls take
 * 256 (WDK REG_MAX_KEY_NAME_LENGTH, 512 bytes without NUL); that a longer one is 87 to open, too,
 * is observed under Wine (rule name.component-length). */
static void key_lengths(void)
{
    static const char reason[] = "takes 256 units, as the native calls do";
    static const struct {
        unsigned units;
        LONG create, open;
    } cases[] = {{1, 0, 0},     {254, 0, 0},   {255, 0, 0},    {256, 87, 2},   {257, 87, 87},
                 {258, 87, 87}, {300, 87, 87}, {1000, 87, 87}, {16383, 87, 87}};
    HKEY key;
    WCHAR got[300];

    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
        DWORD count = 300;

        label("%u units", cases[i].units);
        key = NULL;
        if (cases[i].units == 256)
            todo_wine(reason);
        expect(cases[i].create, RegCreateKeyW(scratch, name_of(cases[i].units), &key));
        if (key)
            RegCloseKey(key);
        key = NULL;
        if (cases[i].units == 256)
            todo_wine(reason);
        expect(cases[i].open, RegOpenKeyW(scratch, name_of(cases[i].units), &key));
        if (key)
            RegCloseKey(key);
        if (cases[i].create == 0) {
            expect(0, RegEnumKeyExW(scratch, 0, got, &count, NULL, NULL, NULL, NULL));
            expect(cases[i].units, count);
            expect(0, RegDeleteKeyW(scratch, name_of(cases[i].units)));
        } else {
            RegDeleteKeyW(scratch, name_of(cases[i].units));
        }
    }
}

/* A value name has at most 16,383 units; a longer one is 87 to set and 2 to query or delete (rule
 * name.value-length). */
static void value_lengths(void)
{
    static const struct {
        unsigned units;
        LONG set, get;
    } cases[] = {{1, 0, 0},     {255, 0, 0},   {256, 0, 0},    {260, 0, 0},    {1000, 0, 0},
                 {16382, 0, 0}, {16383, 0, 0}, {16384, 87, 2}, {16385, 87, 2}, {19999, 87, 2}};
    static WCHAR got[20000];

    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
        const WCHAR *name = name_of(cases[i].units);
        DWORD count = 20000, size = 8;
        BYTE data[8];

        label("%u units", cases[i].units);
        expect(cases[i].set,
               RegSetValueExW(scratch, name, 0, REG_DWORD, (const BYTE *)"\1\2\3\4", 4));
        expect(cases[i].get, RegQueryValueExW(scratch, name, NULL, NULL, data, &size));
        if (cases[i].set == 0) {
            expect(0, RegEnumValueW(scratch, 0, got, &count, NULL, NULL, NULL, NULL));
            expect(cases[i].units, count);
            expect_bytes(name, got, (cases[i].units + 1) * 2);
        }
        expect(cases[i].get, RegDeleteValueW(scratch, name));
    }
}

/* Windows 2000: 260 ANSI characters, Microsoft "Registry element size limits". Codes: our choice,
 * as of 16,384 units (rule name.value-length-ansi). */
static void ansi_value_lengths(void)
{
    static const char old[] = "A takes 260 characters";
    static const unsigned lengths[] = {259, 260, 261, 1000};
    static char name[1001], got[1100];

    for (unsigned i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        unsigned units = lengths[i];
        const char *limited = units > 260 ? "nt4 w2k" : "";
        DWORD size = 8, count = sizeof got;
        BYTE data[8];
        VALENTA entry = {.ve_valuename = name};

        label("A %u units", units);
        memset(name, 'v', units);
        name[units] = 0;
        name_of(units);
        for (unsigned j = 0; j < units; j++)
            long_name[j] = 'v';
        broken(limited, ERROR_INVALID_PARAMETER, old);
        expect(0, RegSetValueExA(scratch, name, 0, REG_DWORD, (const BYTE *)"\1\2\3\4", 4));
        expect(0, RegSetValueExW(scratch, long_name, 0, REG_DWORD, (const BYTE *)"\1\2\3\4", 4));
        expect(0, RegQueryValueExW(scratch, long_name, NULL, NULL, data, &size));
        guard(got);
        expect(0, RegEnumValueA(scratch, 0, got, &count, NULL, NULL, NULL, NULL));
        expect(units, count);
        expect_bytes(name, got, units + 1);
        broken(limited, ERROR_FILE_NOT_FOUND, old);
        expect(0, RegQueryValueExA(scratch, name, NULL, NULL, data, &size));
        size = sizeof data;
        broken(limited, ERROR_FILE_NOT_FOUND, old);
        expect(0, RegQueryMultipleValuesA(scratch, &entry, 1, (char *)data, &size));
        broken(limited, ERROR_FILE_NOT_FOUND, old);
        expect(0, RegDeleteValueA(scratch, name));
        expect(*limited && check_on(limited) ? 0 : ERROR_FILE_NOT_FOUND,
               RegDeleteValueW(scratch, long_name));
    }
}

/* The 255 characters are those of one name, not of the path: one call makes, opens and deletes by
 * longer ones. Decision 0002 (rule name.path-length) */
static void path_lengths(void)
{
    static const struct {
        unsigned names, units;
    } cases[] = {{2, 127}, {2, 128}, {3, 255}, {8, 100}, {31, 255}};
    static WCHAR path[31 * 256];
    HKEY key;

    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
        unsigned names = cases[i].names, length = 0;

        for (unsigned n = 0; n < names; n++) {
            memcpy(path + length, name_of(cases[i].units), cases[i].units * sizeof *path);
            length += cases[i].units;
            path[length++] = '\\';
        }
        path[--length] = 0;
        label("%u units in %u names", length, names);
        expect(0, RegCreateKeyExW(scratch, path, 0, NULL, 0, KEY_READ, NULL, &key, NULL));
        RegCloseKey(key);
        expect(0, RegOpenKeyExW(scratch, path, 0, KEY_READ, &key));
        RegCloseKey(key);
        expect(0, RegDeleteKeyW(scratch, path));
        expect(2, RegOpenKeyExW(scratch, path, 0, KEY_READ, &key));
        empty_key(scratch);
    }
}

/* A tree has at most 512 levels, counted from the top (rule name.depth). */
static void depth(void)
{
    HKEY key = fresh("d"), next;
    LONG code = 0;
    unsigned levels = 0;

    while (levels < 600 && (code = RegCreateKeyW(key, L"d", &next)) == 0) {
        RegCloseKey(key);
        key = next;
        levels++;
    }
    label("one by one");
    todo_wine("makes 600 levels");
    expect_true(levels < 512);
    todo_wine("makes 600 levels");
    expect(ERROR_INVALID_PARAMETER, code);
    RegCloseKey(key);
}

/* rule name.levels-of-one-call */
static void levels_of_one_call(void)
{
    HKEY key = fresh("l"), made = NULL;
    char path[33 * 2];

    for (unsigned i = 0; i < 33; i++)
        memcpy(path + i * 2, i < 32 ? "x\\" : "x", 2);
    label("33 levels");
    todo_wine("makes 33 levels");
    expect(ERROR_INVALID_PARAMETER, RegCreateKeyA(key, path, &made));
    if (made)
        RegCloseKey(made);
    path[31 * 2 + 1] = 0;
    label("32 levels");
    expect(0, RegCreateKeyA(key, path, &made));
    RegCloseKey(made);
    RegCloseKey(key);
}

int main(void)
{
    upcase_function upcase;

    check_begin(__FILE__, "names");
    upcase = (upcase_function)late("ntdll.dll", "RtlUpcaseUnicodeChar");
    if (!upcase) {
        label("RtlUpcaseUnicodeChar");
        expect_true(upcase != NULL);
        upcase = identity;
    }
    upcase_table(upcase);
    examples();
    odd_names();
    key_lengths();
    value_lengths();
    ansi_value_lengths();
    every_unit(upcase);
    path_lengths();
    depth();
    levels_of_one_call();
    return check_end();
}
