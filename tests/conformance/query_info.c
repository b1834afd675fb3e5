/* query_info.c: RegQueryInfoKey, W and A: counts, maxima, class buffers, times. Sources: sdk-api
 * RegQueryInfoKeyW; Wine test_reg_query_info (advapi32) for the class buffer and what A counts in.
 */
#include "check.h"

static LONG info(int w, HKEY key, void *class, DWORD *class_units, DWORD out[8])
{
    DWORD *keys = &out[0], *max_key = &out[1], *max_class = &out[2], *values = &out[3];
    DWORD *max_name = &out[4], *max_data = &out[5], *security = &out[6];

    return w ? RegQueryInfoKeyW(key, class, class_units, NULL, keys, max_key, max_class, values,
                                max_name, max_data, security, NULL)
             : RegQueryInfoKeyA(key, class, class_units, NULL, keys, max_key, max_class, values,
                                max_name, max_data, security, NULL);
}

static void expect_counts(int line_of_step, int w, HKEY key, DWORD keys, DWORD max_key,
                          DWORD values, DWORD max_name, DWORD max_data)
{
    DWORD out[8];

    memset(out, 0xA5, sizeof out);
    label("%s step %d", w ? "W" : "A", line_of_step);
    expect(0, info(w, key, NULL, NULL, out));
    expect(keys, out[0]);
    expect(max_key, out[1]);
    expect(values, out[3]);
    expect(max_name, out[4]);
    expect(max_data, out[5]);
    todo_wine("reports no security descriptor");
    expect_true(out[6] != 0); /* the security descriptor has a size */
}

/* maxima: names in UTF-16 units and data in bytes as stored, even for A. Wine test_reg_query_info
 * (rules info.units, info.security-size)
 */
static void counts(int w)
{
    HKEY key = fresh("counts"), out;

    expect_counts(1, w, key, 0, 0, 0, 0, 0);
    RegCreateKeyA(key, "abc", &out);
    RegCloseKey(out);
    expect_counts(2, w, key, 1, 3, 0, 0, 0);
    RegCreateKeyA(key, "longer", &out);
    RegCloseKey(out);
    expect_counts(3, w, key, 2, 6, 0, 0, 0);
    RegSetValueExA(key, "", 0, REG_BINARY, (const BYTE *)"1234567", 7);
    expect_counts(4, w, key, 2, 6, 1, 0, 7);
    RegSetValueExA(key, "name", 0, REG_BINARY, (const BYTE *)"1", 1);
    expect_counts(5, w, key, 2, 6, 2, 4, 7);
    RegSetValueExA(key, "n", 0, REG_SZ, (const BYTE *)"12345", 6);
    expect_counts(6, w, key, 2, 6, 3, 4, 12);
    RegSetValueExW(key, L"\x00e4\x00f6\x00fc\x20ac\x0416\x03b1", 0, REG_NONE, NULL, 0);
    expect_counts(7, w, key, 2, 6, 4, 6, 12);
    RegDeleteValueA(key, "n");
    expect_counts(8, w, key, 2, 6, 3, 6, 7);
    RegDeleteKeyA(key, "longer");
    expect_counts(9, w, key, 1, 3, 3, 6, 7);
    RegDeleteKeyA(key, "abc");
    expect_counts(10, w, key, 0, 0, 3, 6, 7);
    RegCloseKey(key);
    RegDeleteKeyA(scratch, "counts");
}

/* The class: counts exclude the NUL; no size with a class is 87 (rule info.class-size). */
static void class_buffers(int w)
{
    static const DWORD tried[] = {6, 7, 20};
    HKEY key;
    DWORD out[8], units;
    unsigned char class[64];
    const unsigned unit = w ? 2 : 1;

    RegCreateKeyExA(scratch, "classy", 0, (char[]){'C', 'l', 'a', 's', 's', 0}, 0, KEY_ALL_ACCESS,
                    NULL, &key, NULL);
    for (unsigned i = 0; i < 3; i++) {
        label("%s class in %u", w ? "W" : "A", (unsigned)tried[i]);
        units = tried[i];
        guard(class);
        expect(0, info(w, key, class, &units, out));
        expect(5, units);
        expect_bytes(w ? (const void *)L"Class" : "Class", class, 6 * unit);
        expect_guard(class, 6 * unit);
    }
    label("%s class", w ? "W" : "A");
    expect(ERROR_INVALID_PARAMETER, info(w, key, class, NULL, out));
    units = 3;
    expect(0, info(w, key, NULL, &units, out)); /* a size alone asks for it */
    expect(5, units);
    units = 0;
    expect(0, info(w, key, NULL, &units, out));
    expect(5, units);
    RegCloseKey(key);
    RegDeleteKeyA(scratch, "classy");
}

/* Too small a class buffer: A 234 with a truncated copy, W 122 (recent Windows 10: 234) (rule
 * info.class-small). */
static void small_class_buffers(int w)
{
    HKEY key;
    DWORD out[8];
    unsigned char class[64];

    RegCreateKeyExA(scratch, "classy", 0, (char[]){'C', 'l', 'a', 's', 's', 0}, 0, KEY_ALL_ACCESS,
                    NULL, &key, NULL);
    for (DWORD room = 1; room <= 5; room++) {
        DWORD units = room;

        label("%s class in %u", w ? "W" : "A", (unsigned)room);
        guard(class);
        if (w)
            broken("win10", ERROR_MORE_DATA, "later Windows 10 answers 234");
        expect(w ? ERROR_INSUFFICIENT_BUFFER : ERROR_MORE_DATA, info(w, key, class, &units, out));
        if (!w) {
            broken("win10", room - 1, "Windows 8 and later report what was copied");
            todo_wine("reports what was copied, as Windows 8 does");
        }
        expect(5, units);
        if (!w) {
            char cut[6] = "Class";

            cut[room - 1] = 0;
            expect_bytes(cut, class, room); /* what fits, with a NUL */
        }
        expect_guard(class, w ? 0 : room);
    }
    RegCloseKey(key);
    RegDeleteKeyA(scratch, "classy");
}

/* The longest class of the subkeys, the class of a key without one. */
static void classes_of_subkeys(int w)
{
    HKEY key = fresh("subclasses"), sub;
    DWORD out[8], units = 20;
    unsigned char class[64];

    label("%s", w ? "W" : "A");
    expect(0, info(w, key, NULL, NULL, out));
    expect(0, out[2]);
    RegCreateKeyExA(key, "s", 0, (char[]){'C', 'l', 'a', 's', 's', 'y', 0}, 0, KEY_ALL_ACCESS, NULL,
                    &sub, NULL);
    RegCloseKey(sub);
    expect(0, info(w, key, NULL, NULL, out));
    expect(6, out[2]);
    guard(class);
    expect(0, info(w, key, class, &units, out)); /* no class of its own */
    expect(0, units);
    expect_bytes(L"", class, w ? 2 : 1);
    RegCloseKey(key);
    RegDeleteKeyA(scratch, "subclasses\\s");
    RegDeleteKeyA(scratch, "subclasses");
}

/* Every argument may be NULL; then only the handle is judged (rules info.class-size,
 * info.null-key). */
static void null_arguments(int w)
{
    DWORD out[8], units = 20;
    unsigned char class[40];
    FILETIME when[1];

    label("%s", w ? "W" : "A");
    expect(0, w ? RegQueryInfoKeyW(scratch, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
                                   NULL, NULL)
                : RegQueryInfoKeyA(scratch, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
                                   NULL, NULL));
    expect(ERROR_INVALID_HANDLE, w ? RegQueryInfoKeyW(NULL, NULL, NULL, NULL, NULL, NULL, NULL,
                                                      NULL, NULL, NULL, NULL, NULL)
                                   : RegQueryInfoKeyA(NULL, NULL, NULL, NULL, NULL, NULL, NULL,
                                                      NULL, NULL, NULL, NULL, NULL));
    expect(ERROR_INVALID_HANDLE, info(w, NULL, NULL, NULL, out));
    label("%s everything of no key", w ? "W" : "A");
    guard(class);
    guard(out);
    expect(ERROR_INVALID_HANDLE, info(w, NULL, class, &units, out));
    expect(20, units);
    expect_guard(class, 0);
    expect_guard(out, 0);
    guard(when);
    expect(ERROR_INVALID_HANDLE, w ? RegQueryInfoKeyW(NULL, NULL, NULL, NULL, NULL, NULL, NULL,
                                                      NULL, NULL, NULL, NULL, &when[0])
                                   : RegQueryInfoKeyA(NULL, NULL, NULL, NULL, NULL, NULL, NULL,
                                                      NULL, NULL, NULL, NULL, &when[0]));
    expect_guard(when, 0);
}

static void rights(int w)
{
    static const struct {
        REGSAM sam;
        LONG code;
    } cases[] = {{KEY_QUERY_VALUE, 0}, {KEY_READ, 0},  {KEY_ENUMERATE_SUB_KEYS, 5},
                 {KEY_SET_VALUE, 5},   {KEY_WRITE, 5}, {KEY_NOTIFY, 5}};
    DWORD out[8];
    HKEY key;

    for (unsigned i = 0; i < 6; i++) {
        label("%s %x", w ? "W" : "A", (unsigned)cases[i].sam);
        expect(0, RegOpenKeyExA(scratch, "", 0, cases[i].sam, &key));
        if (cases[i].code == 5)
            todo_wine("needs no KEY_QUERY_VALUE");
        expect(cases[i].code, info(w, key, NULL, NULL, out));
        RegCloseKey(key);
    }
}

static int later(const FILETIME *a, const FILETIME *b)
{
    return CompareFileTime(a, b) > 0;
}

/* The last write time moves with the key's values and children, not with reading. sdk-api
 * RegQueryInfoKeyW (rule info.last-write) */
static void last_write(void)
{
    HKEY key = fresh("time"), sub;
    FILETIME times[5];

    for (unsigned step = 0; step < 5; step++) {
        Sleep(20);
        if (step == 1)
            RegSetValueExA(key, "v", 0, REG_SZ, (const BYTE *)"x", 2);
        else if (step == 2)
            RegQueryValueExA(key, "v", NULL, NULL, NULL, NULL);
        else if (step == 3) {
            RegCreateKeyA(key, "sub", &sub);
            RegCloseKey(sub);
        } else if (step == 4)
            RegDeleteValueA(key, "v");
        label("step %u", step);
        expect(0, RegQueryInfoKeyW(key, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
                                   &times[step]));
        expect_true(times[step].dwHighDateTime != 0);
        if (step > 0)
            expect(step != 2, later(&times[step], &times[step - 1]));
    }
    RegCloseKey(key);
}

int main(void)
{
    check_begin(__FILE__, "query_info");
    for (int w = 0; w < 2; w++) {
        counts(w);
        class_buffers(w);
        small_class_buffers(w);
        classes_of_subkeys(w);
        null_arguments(w);
        rights(w);
    }
    last_write();
    return check_end();
}
