/* termination.c: the NUL of strings, set and queried. A size exactly one unit short of the NUL
 * takes the NUL in; two short is stored unterminated. A query returns the stored bytes and adds a
 * NUL beyond the reported size only if it fits. Source: Wine test_string_termination (advapi32);
 * sdk-api RegQueryValueExW. */
#include "check.h"

static const DWORD string_types[] = {REG_SZ, REG_EXPAND_SZ, REG_MULTI_SZ};

/* Sets `units` of "abcd" through W and says what was stored (rule set.termination). */
static void set_wide(DWORD type)
{
    static const WCHAR text[] = L"abcd";
    static const DWORD sizes[] = {0, 1, 2, 3, 4, 6, 7, 8, 9, 10};

    for (unsigned i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        DWORD size = 32, stored = sizes[i];
        BYTE data[32];

        /* Only a size of 8 is exactly one unit short of the NUL; 9 counts as 8 there (observed
         * under Wine) */
        if (stored == 8 || stored == 9)
            stored += 2;
        label("W type %u size %u", (unsigned)type, (unsigned)sizes[i]);
        expect(0, RegSetValueExW(scratch, L"t", 0, type, (const BYTE *)text, sizes[i]));
        expect(0, RegQueryValueExW(scratch, L"t", NULL, NULL, NULL, &size));
        expect(stored, size);
        size = 32;
        guard(data);
        expect(0, RegQueryValueExW(scratch, L"t", NULL, NULL, data, &size));
        expect_bytes(text, data, stored < 10 ? stored : 10);
    }
}

/* rule set.termination */
static void set_ansi(DWORD type)
{
    static const char text[] = "abcd";

    for (DWORD given = 0; given <= 5; given++) {
        DWORD size = 32, stored = given == 4 ? 5 : given;
        BYTE data[32];

        label("A type %u size %u", (unsigned)type, (unsigned)given);
        expect(0, RegSetValueExA(scratch, "t", 0, type, (const BYTE *)text, given));
        expect(0, RegQueryValueExW(scratch, L"t", NULL, NULL, NULL, &size));
        expect(stored * 2, size);
        size = 32;
        guard(data);
        expect(0, RegQueryValueExA(scratch, "t", NULL, NULL, data, &size));
        expect(stored, size);
        expect_bytes(text, data, stored);
    }
}

/* The next unit in memory is not 0: nothing is taken in, wherever the size ends. */
static void no_nul_behind(DWORD type)
{
    static const WCHAR text[] = {'a', 'b', 'c', 'd', 'e', 'f'};

    for (DWORD units = 1; units <= 5; units++) {
        DWORD size = 0;

        label("W type %u units %u", (unsigned)type, (unsigned)units);
        expect(0, RegSetValueExW(scratch, L"t", 0, type, (const BYTE *)text, units * 2));
        expect(0, RegQueryValueExW(scratch, L"t", NULL, NULL, NULL, &size));
        expect(units * 2, size);
    }
}

/* Unterminated "abcd" queried with room for 8 … 12 bytes: a NUL behind it only where it fits whole
 * (rule query.termination).
 */
static void query_wide(DWORD type)
{
    static const WCHAR text[] = {'a', 'b', 'c', 'd', 'e'};

    expect(0, RegSetValueExW(scratch, L"t", 0, type, (const BYTE *)text, 8));
    for (DWORD room = 0; room <= 12; room++) {
        DWORD size = room;
        BYTE data[32];

        label("W type %u room %u", (unsigned)type, (unsigned)room);
        guard(data);
        expect(room < 8 ? ERROR_MORE_DATA : 0,
               RegQueryValueExW(scratch, L"t", NULL, NULL, data, &size));
        expect(8, size);
        if (room < 8) {
            expect_guard(data, room);
            continue;
        }
        expect_bytes(text, data, 8);
        if (room >= 10)
            expect_bytes("\0", data + 8, 2);
        expect_guard(data, room >= 10 ? 10 : 8);
    }
}

/* rule query.termination */
static void query_ansi(DWORD type)
{
    static const WCHAR text[] = {'a', 'b', 'c', 'd', 'e'};

    expect(0, RegSetValueExW(scratch, L"t", 0, type, (const BYTE *)text, 8));
    for (DWORD room = 0; room <= 7; room++) {
        DWORD size = room;
        BYTE data[32];

        label("A type %u room %u", (unsigned)type, (unsigned)room);
        guard(data);
        expect(room < 4 ? ERROR_MORE_DATA : 0,
               RegQueryValueExA(scratch, "t", NULL, NULL, data, &size));
        expect(4, size);
        if (room < 4) {
            expect_guard(data, room);
            continue;
        }
        expect_bytes("abcd", data, 4);
        if (room >= 5)
            expect_bytes("", data + 4, 1);
        expect_guard(data, room >= 5 ? 5 : 4);
    }
}

/* Binary data gets no NUL. */
static void binary_is_left_alone(void)
{
    static const DWORD types[] = {REG_BINARY, REG_NONE, REG_DWORD, REG_LINK};

    for (unsigned t = 0; t < 4; t++) {
        DWORD size = 32;
        BYTE data[32];

        label("type %u", (unsigned)types[t]);
        guard(data);
        expect(0, RegSetValueExW(scratch, L"t", 0, types[t], (const BYTE *)L"abcd", 8));
        expect(0, RegQueryValueExW(scratch, L"t", NULL, NULL, data, &size));
        expect(8, size);
        expect_guard(data, 8);
        size = 32;
        guard(data);
        expect(0, RegQueryValueExA(scratch, "t", NULL, NULL, data, &size));
        expect(8, size);
        expect_guard(data, 8);
    }
}

/* REG_MULTI_SZ keeps its inner NULs and gets no second one. */
static void multi(void)
{
    static const WCHAR strings[] = {'a', 0, 'b', 'c', 0, 0, 'x'};

    for (DWORD units = 1; units <= 6; units++) {
        DWORD size = 0, stored = units;

        if (strings[units - 1] != 0 && strings[units] == 0)
            stored = units + 1;
        label("units %u", (unsigned)units);
        expect(0, RegSetValueExW(scratch, L"t", 0, REG_MULTI_SZ, (const BYTE *)strings, units * 2));
        expect(0, RegQueryValueExW(scratch, L"t", NULL, NULL, NULL, &size));
        expect(stored * 2, size);
    }
}

int main(void)
{
    check_begin(__FILE__, "termination");
    for (unsigned t = 0; t < 3; t++) {
        set_wide(string_types[t]);
        set_ansi(string_types[t]);
        no_nul_behind(string_types[t]);
        query_wide(string_types[t]);
        query_ansi(string_types[t]);
    }
    binary_is_left_alone();
    multi();
    return check_end();
}
