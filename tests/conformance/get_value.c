/* get_value.c: RegGetValue, which came with Windows XP x64 and Vista. Sources: sdk-api
 * RegGetValueW; Wine test_get_value (advapi32) for what was observed on Windows. */
#include "check.h"

#ifndef RRF_RT_REG_SZ
#error "the SDK declares RegGetValue from _WIN32_WINNT 0x0600 on"
#endif

typedef LONG(WINAPI *get_function)(HKEY, const void *, const void *, DWORD, DWORD *, void *,
                                   DWORD *);

static get_function get_a, get_w;

static LONG get(int w, HKEY key, const char *sub, const char *name, DWORD flags, DWORD *type,
                void *data, DWORD *size)
{
    return w ? get_w(key, wide(sub), wide(name), flags, type, data, size)
             : get_a(key, sub, name, flags, type, data, size);
}

/* Each type against each filter: 1630 for the wrong one, 1629 for the wrong size of a number (rules
 * get.filter, get.binary-size). */
static void filters(int w)
{
    static const DWORD flags[] = {RRF_RT_REG_NONE,     RRF_RT_REG_SZ,
                                  RRF_RT_REG_BINARY,   RRF_RT_REG_DWORD,
                                  RRF_RT_REG_MULTI_SZ, RRF_RT_REG_QWORD,
                                  RRF_RT_ANY,          RRF_RT_DWORD,
                                  RRF_RT_QWORD,        RRF_RT_REG_EXPAND_SZ | RRF_NOEXPAND};
    static const struct {
        const char *name;
        DWORD type, size, accepted;
    } values[] = {
        {"none", REG_NONE, 3, RRF_RT_REG_NONE},
        {"binary1", REG_BINARY, 1, RRF_RT_REG_BINARY},
        {"binary4", REG_BINARY, 4, RRF_RT_REG_BINARY},
        {"binary8", REG_BINARY, 8, RRF_RT_REG_BINARY},
        {"dword", REG_DWORD, 4, RRF_RT_REG_DWORD},
        {"qword", REG_QWORD, 8, RRF_RT_REG_QWORD},
        {"odd dword", REG_DWORD, 3, RRF_RT_REG_DWORD},
        {"big-endian", REG_DWORD_BIG_ENDIAN, 4, 0},
        {"strange", 77, 4, 0}, /* has no filter of its own, so only any will do */
    };
    BYTE stored[8] = {1, 2, 3, 4, 5, 6, 7, 8};

    for (unsigned v = 0; v < sizeof values / sizeof *values; v++) {
        RegSetValueExA(scratch, values[v].name, 0, values[v].type, stored, values[v].size);
        for (unsigned f = 0; f < sizeof flags / sizeof *flags; f++) {
            DWORD size = 8, type = 0xA5;
            BYTE data[16];
            LONG code = flags[f] == RRF_RT_ANY || (flags[f] & values[v].accepted)
                            ? 0
                            : ERROR_UNSUPPORTED_TYPE;

            /* RRF_RT_DWORD is BINARY or DWORD of 4 bytes, RRF_RT_QWORD of 8. sdk-api RegGetValueW
             */
            if (code == 0 && ((flags[f] == RRF_RT_DWORD && values[v].size != 4) ||
                              (flags[f] == RRF_RT_QWORD && values[v].size != 8)))
                code = values[v].type == REG_BINARY ? ERROR_DATATYPE_MISMATCH : code;
            label("%s %s flags %x", w ? "W" : "A", values[v].name, (unsigned)flags[f]);
            guard(data);
            if (flags[f] == RRF_RT_ANY && !values[v].accepted)
                todo_wine("refuses other types");
            expect(code, get(w, scratch, NULL, values[v].name, flags[f], &type, data, &size));
            expect(values[v].size, size);
            expect(values[v].type, type);
            expect_bytes(stored, data, values[v].size); /* the data comes with a wrong type, too */
            expect_guard(data, values[v].size);
        }
    }
}

/* A REG_SZ is always terminated, a REG_MULTI_SZ twice; the size counts that (rule get.terminates).
 */
static void strings(int w)
{
    static const char one_nul[] = "does not end a list twice";
    static const WCHAR unterminated[] = {'a', 'b', 'c'};
    const unsigned unit = w ? 2 : 1;

    RegSetValueExW(scratch, L"sz", 0, REG_SZ, (const BYTE *)L"abc", 8);
    RegSetValueExW(scratch, L"open", 0, REG_SZ, (const BYTE *)unterminated, 4);
    for (DWORD room = 0; room <= 6 * unit; room++) {
        DWORD size = room, type = 0;
        BYTE data[32];
        int fits = room >= 4 * unit;

        label("%s sz in %u", w ? "W" : "A", (unsigned)room);
        guard(data);
        expect(fits ? 0 : ERROR_MORE_DATA,
               get(w, scratch, NULL, "sz", RRF_RT_REG_SZ, &type, data, &size));
        expect(4 * unit, size);
        expect(REG_SZ, type);
        if (fits)
            expect_bytes(w ? (const void *)L"abc" : "abc", data, 4 * unit);
        expect_guard(data, fits ? 4 * unit : room);
    }
    label("%s unterminated", w ? "W" : "A");
    {
        DWORD size = 32;
        BYTE data[32];

        guard(data);
        expect(0, get(w, scratch, NULL, "open", RRF_RT_REG_SZ, NULL, data, &size));
        todo_wine("does not count the NUL that it adds");
        expect(3 * unit, size); /* sdk-api RegGetValueW: the size includes any terminating NUL */
        expect_bytes(w ? (const void *)L"ab" : "ab", data, 3 * unit);
        expect_guard(data, 3 * unit);
    }
    for (DWORD nuls = 0; nuls < 3; nuls++) {
        DWORD size = 32;
        BYTE data[32];

        label("%s list with %u NULs", w ? "W" : "A", (unsigned)nuls);
        RegSetValueExW(scratch, L"list", 0, REG_MULTI_SZ, (const BYTE *)L"a\0b\0", 6 + 2 * nuls);
        guard(data);
        expect(0, get(w, scratch, NULL, "list", RRF_RT_REG_MULTI_SZ, NULL, data, &size));
        if (nuls < 2)
            todo_wine(one_nul);
        expect(5 * unit, size);
        if (nuls < 2)
            todo_wine(one_nul);
        expect_bytes(w ? (const void *)L"a\0b\0" : "a\0b\0", data, 5 * unit);
        expect_guard(data, 5 * unit);
    }
}

/* REG_EXPAND_SZ expands and says REG_SZ, or does not and says REG_EXPAND_SZ (rules get.expand,
 * get.expand-type). */
static void expansion(int w)
{
    const unsigned unit = w ? 2 : 1;
    DWORD size, type;
    BYTE data[256];
    char want[128];
    unsigned length;

    strcpy(want, "<");
    GetEnvironmentVariableA("SystemRoot", want + 1, 100);
    strcat(want, ">");
    length = ((unsigned)strlen(want) + 1) * unit;
    RegSetValueExW(scratch, L"expand", 0, REG_EXPAND_SZ, (const BYTE *)L"<%SystemRoot%>", 30);
    label("%s", w ? "W" : "A");
    size = 256;
    expect(0, get(w, scratch, NULL, "expand", RRF_RT_REG_SZ, &type, data, &size));
    expect(REG_SZ, type);
    expect(length, size);
    expect_true(memcmp(w ? (const void *)wide(want) : want, data, length) == 0);
    size = 256;
    expect(0, get(w, scratch, NULL, "expand", RRF_RT_REG_EXPAND_SZ | RRF_NOEXPAND, &type, data,
                  &size));
    expect(REG_EXPAND_SZ, type);
    expect(15 * unit, size);
    size = 256;
    expect(ERROR_UNSUPPORTED_TYPE,
           get(w, scratch, NULL, "expand", RRF_RT_REG_BINARY, &type, data, &size));
    size = 256;
    broken("win10", ERROR_UNSUPPORTED_TYPE, "Windows 8 and later");
    expect(ERROR_INVALID_PARAMETER,
           get(w, scratch, NULL, "sz", RRF_RT_REG_EXPAND_SZ, &type, data, &size));
    size = 256;
    expect(ERROR_UNSUPPORTED_TYPE,
           get(w, scratch, NULL, "sz", RRF_RT_REG_EXPAND_SZ | RRF_NOEXPAND, &type, data, &size));
}

/* rule get.zero */
static void zero_on_failure(int w)
{
    DWORD size = 16, type;
    BYTE data[32], zero[16];

    memset(zero, 0, sizeof zero);
    label("%s", w ? "W" : "A");
    guard(data);
    expect(ERROR_UNSUPPORTED_TYPE,
           get(w, scratch, NULL, "dword", RRF_RT_REG_SZ | RRF_ZEROONFAILURE, &type, data, &size));
    expect_bytes(zero, data, 16);
    expect_guard(data, 16);
    size = 2;
    guard(data);
    expect(ERROR_MORE_DATA, get(w, scratch, NULL, "dword", RRF_RT_REG_DWORD | RRF_ZEROONFAILURE,
                                &type, data, &size));
    expect_bytes(zero, data, 2);
    expect_guard(data, 2);
    size = 16;
    guard(data);
    expect(ERROR_FILE_NOT_FOUND,
           get(w, scratch, NULL, "absent", RRF_RT_ANY | RRF_ZEROONFAILURE, &type, data, &size));
    expect_bytes(zero, data, 16);
}

/* The path is opened for the call; a size without data asks for it; data without size is 87 (rules
 * get.expand-type, get.views). */
static void paths_and_arguments(int w)
{
    DWORD size = 0, type = 0;
    BYTE data[16];
    HKEY key = fresh("sub\\key");

    label("%s", w ? "W" : "A");
    RegSetValueExA(key, "v", 0, REG_BINARY, (const BYTE *)"abc", 3);
    RegSetValueExA(key, NULL, 0, REG_BINARY, (const BYTE *)"defg", 4);
    expect(0, get(w, scratch, "sub\\key", "v", RRF_RT_ANY, &type, NULL, &size));
    expect(3, size);
    expect(REG_BINARY, type);
    expect(0, get(w, scratch, "SUB\\KEY\\", NULL, RRF_RT_ANY, NULL, NULL, &size));
    expect(4, size);
    expect(0, get(w, key, "", "", RRF_RT_ANY, NULL, NULL, &size));
    expect(4, size);
    expect(0, get(w, key, NULL, "V", RRF_RT_ANY, NULL, NULL, NULL));
    expect(2, get(w, scratch, "absent", "v", RRF_RT_ANY, NULL, NULL, NULL));
    expect(2, get(w, scratch, "sub", "v", RRF_RT_ANY, NULL, NULL, NULL));
    expect(ERROR_INVALID_PARAMETER, get(w, key, NULL, "v", RRF_RT_ANY, NULL, data, NULL));
    expect(ERROR_INVALID_HANDLE, get(w, NULL, NULL, "v", RRF_RT_ANY, NULL, NULL, NULL));
    RegCloseKey(key);
}

int main(void)
{
    check_begin(__FILE__, "get_value");
    get_a = (get_function)late("advapi32.dll", "RegGetValueA");
    get_w = (get_function)late("advapi32.dll", "RegGetValueW");
    label("RegGetValue");
    if (!get_a || !get_w) {
        skip("RegGetValue is absent before Windows XP x64 and Vista");
        return check_end();
    }
    for (int w = 0; w < 2; w++) {
        filters(w);
        strings(w);
        expansion(w);
        zero_on_failure(w);
        paths_and_arguments(w);
    }
    return check_end();
}
