/* enum_key.c: RegEnumKey and RegEnumKeyEx, W and A: order, sizes, end. Sources: sdk-api
 * RegEnumKeyExW, RegEnumKeyW; the order from the REGF format (subkey lists are sorted); Wine
 * test_enum_key_ex. */
#include "check.h"

/* Too small is 234 with name and count unchanged; success counts without the NUL. sdk-api
 * RegEnumKeyExW (rule enum.key-small) */
static void sizes(int w, DWORD index, const char *want)
{
    const unsigned length = (unsigned)strlen(want), unit = w ? 2 : 1;
    const unsigned tried[] = {0, 1, length - 1, length, length + 1, length + 2, 60};
    unsigned char buffer[128], expected[128];

    for (unsigned i = 0; i < 7; i++) {
        DWORD count = tried[i];
        LONG code;

        if (i > 1 && (tried[i] <= 1 || tried[i] <= tried[i - 1]))
            continue; /* tried already */
        label("%s Ex %s in %u", w ? "W" : "A", want, tried[i]);
        guard(buffer);
        code = w ? RegEnumKeyExW(scratch, index, (WCHAR *)buffer, &count, NULL, NULL, NULL, NULL)
                 : RegEnumKeyExA(scratch, index, (char *)buffer, &count, NULL, NULL, NULL, NULL);
        if (tried[i] <= length) {
            expect(ERROR_MORE_DATA, code);
            expect(tried[i], count);
            expect_guard(buffer, 0);
            continue;
        }
        expect(0, code);
        expect(length, count);
        memcpy(expected, w ? (const void *)wide(want) : want, (length + 1) * unit);
        expect_bytes(expected, buffer, (length + 1) * unit);
        expect_guard(buffer, (length + 1) * unit);
    }
}

/* RegEnumKey takes the size by value. sdk-api RegEnumKeyW (rule enum.old-by-value) */
static void old_sizes(int w, DWORD index, const char *want)
{
    const unsigned length = (unsigned)strlen(want), unit = w ? 2 : 1;
    unsigned char buffer[128];

    for (unsigned size = length ? length - 1 : 0; size <= length + 2; size++) {
        LONG code;

        label("%s old %s in %u", w ? "W" : "A", want, size);
        guard(buffer);
        code = w ? RegEnumKeyW(scratch, index, (WCHAR *)buffer, size)
                 : RegEnumKeyA(scratch, index, (char *)buffer, size);
        expect(size <= length ? ERROR_MORE_DATA : 0, code);
        expect_guard(buffer, size <= length ? 0 : (length + 1) * unit);
        if (size > length)
            expect_bytes(w ? (const void *)wide(want) : want, buffer, (length + 1) * unit);
    }
}

/* Creates the keys in this order, expects them sorted, then the end. */
static void order(const char *what, const WCHAR *const *created, const WCHAR *const *sorted,
                  unsigned count, const char *wine_differs)
{
    HKEY key = fresh(what), out;
    WCHAR name[32];

    for (unsigned i = 0; i < count; i++) {
        RegCreateKeyW(key, created[i], &out);
        RegCloseKey(out);
    }
    for (unsigned i = 0; i < count; i++) {
        DWORD size = 32;

        label("%s %u", what, i);
        guard(name);
        expect(0, RegEnumKeyExW(key, i, name, &size, NULL, NULL, NULL, NULL));
        if (wine_differs)
            todo_wine(wine_differs);
        expect_bytes(sorted[i], name, (wcslen(sorted[i]) + 1) * 2);
    }
    label("%s end", what);
    expect(ERROR_NO_MORE_ITEMS, RegEnumKeyW(key, count, name, 32));
    expect(ERROR_NO_MORE_ITEMS, RegEnumKeyW(key, 0xffffffff, name, 32));
    RegCloseKey(key);
}

/* Subkeys come sorted by upcased code units, whatever the order of creation. REGF: lists are sorted
 * (rule enum.key-order)
 */
static void orders(void)
{
    static const WCHAR *const created[] = {
        L"zebra",
        L"Zebr",
        L"apple",
        L"Banana",
        L"ss1",
        L"SS3",
        L"\x00df"
        L"2",
        L"123",
        L"12",
        L"-dash",
        L"E",
        L"~",
        L"a b",
        L"a",
        L"a-",
        L"\x03b1",
        L"\x0416",
        L"\xff21",
        L"Appl",
    };
    static const WCHAR *const sorted[] = {
        L"-dash",
        L"12",
        L"123",
        L"a",
        L"a b",
        L"a-",
        L"Appl",
        L"apple",
        L"Banana",
        L"E",
        L"ss1",
        L"SS3",
        L"Zebr",
        L"zebra",
        L"~",
        L"\x00df"
        L"2",
        L"\x03b1",
        L"\x0416",
        L"\xff21",
    };
    static const WCHAR *const punctuation[] = {L"_under", L"[", L"apple",
                                               L"\x00df"
                                               L"2",
                                               L"\x00e9t"};
    static const WCHAR *const punctuation_sorted[] = {L"apple", L"[", L"_under", L"\x00e9t",
                                                      L"\x00df"
                                                      L"2"};

    order("order", created, sorted, sizeof sorted / sizeof *sorted, NULL);
    order("punctuation", punctuation, punctuation_sorted, 5,
          "sorts by lower-cased units, NT by upcased ones");
}

/* Behind the last index: 259, nothing written. A handle without KEY_ENUMERATE_SUB_KEYS: 5 (rule
 * enum.end). */
static void ends_and_rights(int w)
{
    unsigned char buffer[64];
    DWORD count = 30;
    HKEY key;

    label("%s", w ? "W" : "A");
    guard(buffer);
    expect(ERROR_NO_MORE_ITEMS,
           w ? RegEnumKeyExW(scratch, 1000, (WCHAR *)buffer, &count, NULL, NULL, NULL, NULL)
             : RegEnumKeyExA(scratch, 1000, (char *)buffer, &count, NULL, NULL, NULL, NULL));
    expect_guard(buffer, 0);
    expect(30, count);
    expect(0, RegOpenKeyExA(scratch, "", 0, KEY_QUERY_VALUE | KEY_SET_VALUE, &key));
    expect(ERROR_ACCESS_DENIED,
           w ? RegEnumKeyExW(key, 0, (WCHAR *)buffer, &count, NULL, NULL, NULL, NULL)
             : RegEnumKeyExA(key, 0, (char *)buffer, &count, NULL, NULL, NULL, NULL));
    expect(ERROR_ACCESS_DENIED,
           w ? RegEnumKeyW(key, 0, (WCHAR *)buffer, 30) : RegEnumKeyA(key, 0, (char *)buffer, 30));
    expect(0, RegCloseKey(key));
    expect(0, RegOpenKeyExA(scratch, "", 0, KEY_ENUMERATE_SUB_KEYS, &key));
    expect(0,
           w ? RegEnumKeyW(key, 0, (WCHAR *)buffer, 30) : RegEnumKeyA(key, 0, (char *)buffer, 30));
    expect(0, RegCloseKey(key));
}

/* The class and the write time come with the name. sdk-api RegEnumKeyExW */
static void class_and_time(void)
{
    HKEY key = fresh("classes"), out;
    WCHAR name[16], class[16];
    char narrow[16], narrow_class[16];
    DWORD count = 16, class_count = 16;
    FILETIME time = {0, 0}, again = {0, 0};

    RegCreateKeyExW(key, L"k", 0, (WCHAR[]){'C', 'l', 's', 0}, 0, KEY_ALL_ACCESS, NULL, &out, NULL);
    label("W");
    guard(class);
    expect(0, RegEnumKeyExW(key, 0, name, &count, NULL, class, &class_count, &time));
    expect(3, class_count);
    expect_bytes(L"Cls", class, 8);
    expect_guard(class, 8);
    expect_true(time.dwHighDateTime != 0);
    expect(0, RegQueryInfoKeyW(out, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
                               &again));
    expect_true(memcmp(&time, &again, sizeof time) == 0);
    label("A");
    count = class_count = 16;
    guard(narrow_class);
    expect(0, RegEnumKeyExA(key, 0, narrow, &count, NULL, narrow_class, &class_count, NULL));
    expect(3, class_count);
    expect_bytes("Cls", narrow_class, 4);
    expect_guard(narrow_class, 4);
    RegCloseKey(out);
    RegCloseKey(key);
}

int main(void)
{
    static const char *const names[] = {"1", "ab", "Longer name here", "zzz"};

    check_begin(__FILE__, "enum_key");
    for (unsigned i = 0; i < 4; i++)
        RegCloseKey(fresh(names[i]));
    for (int w = 0; w < 2; w++) {
        for (unsigned i = 0; i < 4; i++) {
            sizes(w, i, names[i]);
            old_sizes(w, i, names[i]);
        }
        ends_and_rights(w);
    }
    orders();
    class_and_time();
    return check_end();
}
