/* perf_data.c: HKEY_PERFORMANCE_DATA and its two text keys. Sources: Microsoft "Using the Registry
 * Functions to Consume Counter Data", winperf.h; Wine test_performance_keys (advapi32) for the
 * codes. */
#include "check.h"

#include <winperf.h>

static BYTE *buffer;

#define BUFFER_SIZE 1048576u

/* Any name gives a PERF_DATA_BLOCK of its own size (rule perf.any-name). */
static void blocks(int w)
{
    static const char *const names[] = {"Global", "global", "Costly",   "2", "2 4",
                                        "238",    "999999", "nonsense", ""};

    for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
        const PERF_DATA_BLOCK *block = (const PERF_DATA_BLOCK *)(const void *)buffer;
        DWORD size = BUFFER_SIZE, type = 0;

        label("%s %s", w ? "W" : "A", names[i]);
        memset(buffer, 0xA5, BUFFER_SIZE);
        expect(
            0,
            w ? RegQueryValueExW(HKEY_PERFORMANCE_DATA, wide(names[i]), NULL, &type, buffer, &size)
              : RegQueryValueExA(HKEY_PERFORMANCE_DATA, names[i], NULL, &type, buffer, &size));
        expect(REG_BINARY, type);
        expect_true(size >= sizeof(PERF_DATA_BLOCK) && size <= BUFFER_SIZE);
        expect_bytes(L"PERF", block->Signature, 8);
        expect(1, block->LittleEndian);
        expect(1, block->Version);
        expect(1, block->Revision);
        expect_true(block->TotalByteLength == size);
        expect_true(block->HeaderLength % 8 == 0 && block->HeaderLength >= sizeof(PERF_DATA_BLOCK));
        todo_wine("names no default object");
        expect(238, block->DefaultObject);
        expect_true(block->SystemTime.wYear > 1990);
        expect_true(block->PerfFreq.QuadPart > 0);
        expect_true(block->SystemNameLength > 0 && block->SystemNameLength % 2 == 0);
        expect_true(block->SystemNameOffset + block->SystemNameLength <= block->HeaderLength);
    }
    RegCloseKey(HKEY_PERFORMANCE_DATA);
}

/* The objects that the name asks for. */
static DWORD objects(int w, const char *name)
{
    const PERF_DATA_BLOCK *block = (const PERF_DATA_BLOCK *)(const void *)buffer;
    DWORD size = BUFFER_SIZE;
    LONG code = w ? RegQueryValueExW(HKEY_PERFORMANCE_DATA, wide(name), NULL, NULL, buffer, &size)
                  : RegQueryValueExA(HKEY_PERFORMANCE_DATA, name, NULL, NULL, buffer, &size);

    return code == ERROR_SUCCESS ? block->NumObjectTypes : 9999;
}

/* No name is Global (rule perf.any-name). */
static void no_name(int w)
{
    static const char faults[] = "Wine faults on NULL in W";
    DWORD global = objects(w, "Global");

    label("%s NULL", w ? "W" : "A");
    expect_but_on_wine(1, objects(w, "Global") > objects(w, "999999"), "Wine has no objects");
    expect_unless_wine(global, objects(w, NULL), faults);
    RegCloseKey(HKEY_PERFORMANCE_DATA);
}

/* Too small a buffer, and none at all: 234. The size that comes back means nothing (rule
 * perf.small). */
static void too_small(int w)
{
    static const DWORD sizes[] = {0, 1, 8, 80};

    for (unsigned i = 0; i < 4; i++) {
        DWORD size = sizes[i];

        label("%s size %u", w ? "W" : "A", (unsigned)sizes[i]);
        memset(buffer, 0xA5, 256);
        expect(ERROR_MORE_DATA,
               w ? RegQueryValueExW(HKEY_PERFORMANCE_DATA, L"Global", NULL, NULL, buffer, &size)
                 : RegQueryValueExA(HKEY_PERFORMANCE_DATA, "Global", NULL, NULL, buffer, &size));
        size = sizes[i];
        expect(ERROR_MORE_DATA,
               w ? RegQueryValueExW(HKEY_PERFORMANCE_DATA, L"Global", NULL, NULL, NULL, &size)
                 : RegQueryValueExA(HKEY_PERFORMANCE_DATA, "Global", NULL, NULL, NULL, &size));
    }
    RegCloseKey(HKEY_PERFORMANCE_DATA);
}

/* "Counter" and "Help" are REG_MULTI_SZ of pairs: index, name (rule perf.names). */
static void names(int w)
{
    static const char *const queries[] = {"Counter", "counter", "Counter 009", "CounterX"};

    for (unsigned i = 0; i < 4; i++) {
        DWORD size = BUFFER_SIZE, type = 0, asked = 0;

        label("%s %s", w ? "W" : "A", queries[i]);
        expect(
            0,
            w ? RegQueryValueExW(HKEY_PERFORMANCE_TEXT, wide(queries[i]), NULL, &type, NULL, &asked)
              : RegQueryValueExA(HKEY_PERFORMANCE_TEXT, queries[i], NULL, &type, NULL, &asked));
        expect(REG_MULTI_SZ, type);
        expect_true(asked > 8);
        expect(0,
               w ? RegQueryValueExW(HKEY_PERFORMANCE_TEXT, wide(queries[i]), NULL, &type, buffer,
                                    &size)
                 : RegQueryValueExA(HKEY_PERFORMANCE_TEXT, queries[i], NULL, &type, buffer, &size));
        expect(REG_MULTI_SZ, type);
        if (w)
            expect_bytes(L"1\0001847", buffer, 14);
        else
            expect_bytes("1\0001847", buffer, 7);
    }
}

/* What the keys are not: keys (rule perf.not-a-key). */
static void not_keys(void)
{
    static const struct {
        unsigned number;
        const char *name;
    } keys[] = {{0x80000004u, "DATA"}, {0x80000050u, "TEXT"}, {0x80000060u, "NLSTEXT"}};
    HKEY out;
    DWORD size = 16, subkeys = 9, values = 9;
    BYTE data[16];

    for (unsigned i = 0; i < 3; i++) {
        HKEY key = (HKEY)(LONG_PTR)(LONG)keys[i].number;

        label("%s", keys[i].name);
        expect(ERROR_INVALID_HANDLE, RegOpenKeyA(key, "x", &out));
        expect(ERROR_INVALID_HANDLE, RegOpenKeyExW(key, L"x", 0, KEY_READ, &out));
        expect(ERROR_INVALID_HANDLE, RegCreateKeyA(key, "x", &out));
        expect(ERROR_INVALID_HANDLE, RegQueryValueA(key, "Global", NULL, (LONG *)&size));
        expect(ERROR_INVALID_HANDLE, RegSetValueA(key, "Global", REG_SZ, "dummy", 4));
        if (i > 0)
            todo_wine("answers 6");
        expect(i == 0 ? ERROR_INVALID_HANDLE : ERROR_BADKEY,
               RegSetValueExA(key, "Global", 0, REG_SZ, (const BYTE *)"dummy", 6));
        expect(ERROR_INVALID_HANDLE, RegDeleteKeyA(key, "x"));
        expect(ERROR_INVALID_HANDLE, RegDeleteValueA(key, "x"));
        todo_wine("answers 6");
        expect(ERROR_NO_MORE_ITEMS, RegEnumKeyA(key, 0, (char *)data, 16));
        todo_wine("answers 6");
        expect(0, RegQueryInfoKeyA(key, NULL, NULL, NULL, &subkeys, NULL, NULL, &values, NULL, NULL,
                                   NULL, NULL));
        todo_wine("answers 6");
        expect(0, subkeys);
        todo_wine("answers 6");
        expect(2, values);
        expect(0, RegCloseKey(key));
        expect(0, RegCloseKey(key));
    }
}

/* Opening or making Perflib\009 gives HKEY_PERFORMANCE_TEXT, through which its values are read as
 * before. Wine test_perflib_key (advapi32); that it begins with Windows XP is our choice (rule
 * perf.text-key) */
static void names_key(unsigned way)
{
    static const char path[] = "Software\\Microsoft\\Windows NT\\CurrentVersion\\Perflib\\009";
    static const char *const values[] = {"Counter", "Help"};
    static const char ordinary[] = "an ordinary key before Windows XP";
    static BYTE text[65536];
    HKEY key = NULL, parent;
    LONG code;

    label("way %u", way);
    if (way == 0) {
        code = RegOpenKeyExA(HKEY_LOCAL_MACHINE, path, 0, KEY_READ, &key);
    } else if (way == 1) {
        code = RegOpenKeyW(HKEY_LOCAL_MACHINE, wide(path), &key);
    } else if (way == 2) {
        code = RegCreateKeyExA(HKEY_LOCAL_MACHINE, path, 0, NULL, 0, KEY_READ, NULL, &key, NULL);
    } else {
        char above[80];

        snprintf(above, sizeof above, "%.*s", (int)strlen(path) - 4, path);
        RegOpenKeyExA(HKEY_LOCAL_MACHINE, above, 0, KEY_READ, &parent);
        code = RegOpenKeyExA(parent, "009", 0, KEY_READ, &key);
        RegCloseKey(parent);
    }
    expect(0, code);
    broken("nt4 w2k", 0, ordinary);
    expect_true(key == HKEY_PERFORMANCE_TEXT);
    for (unsigned i = 0; i < 2; i++) {
        DWORD size = sizeof text, told = 0, type = 0, asked = BUFFER_SIZE;

        label("way %u %s", way, values[i]);
        expect(0, RegQueryValueExA(key, values[i], NULL, NULL, NULL, &told));
        expect(0, RegQueryValueExA(key, values[i], NULL, &type, text, &size));
        expect(REG_MULTI_SZ, type);
        expect_true(told >= size);
        expect(0, RegQueryValueExA(HKEY_PERFORMANCE_TEXT, values[i], NULL, NULL, buffer, &asked));
        expect_true(size == asked && memcmp(text, buffer, size) == 0);
    }
    label("way %u", way);
    expect(0, RegCloseKey(key));
    broken("nt4 w2k", ERROR_INVALID_HANDLE, ordinary);
    expect(0, RegCloseKey(key));
}

int main(void)
{
    check_begin(__FILE__, "perf_data");
    buffer = malloc(BUFFER_SIZE);
    if (!buffer)
        return 1;
    for (int w = 0; w < 2; w++) {
        blocks(w);
        no_name(w);
        too_small(w);
        names(w);
    }
    not_keys();
    for (unsigned way = 0; way < 4; way++)
        names_key(way);
    free(buffer);
    return check_end();
}
