/*
 * What the calls of winreg_calls.def use. The C that is printed of a sequence carries a copy of it,
 * but for this comment and the functions that it does not need (winreg_sequence.c).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

static HKEY key[4], copies, got;
static HANDLE event[4];
static DWORD code, disposition, type, size, count, n[5];
static BYTE buffer[64];
static WCHAR units[16];
static char text[16];
#define CLOSED    ((HKEY)(ULONG_PTR)0x7FFE0)
#define UNTOUCHED ((HKEY)(ULONG_PTR)0x1234)
#define FILE_NAME L"C:\\regsim-model.hiv"
#define LOADED    L"regsim-model-loaded"
#define say       printf

static void hex(const void *bytes, unsigned length)
{
    const unsigned char *byte = bytes;
    printf(" ");
    while (length--)
        printf("%02x", *byte++);
}

static PHKEY clear_key(void)
{
    got = UNTOUCHED;
    disposition = 77;
    return &got;
}

static DWORD *fill(DWORD room)
{
    memset(buffer, 0x55, sizeof buffer);
    memset(units, 0, sizeof units);
    memset(text, 0, sizeof text);
    type = 77;
    size = room;
    return &size;
}

static void say_code(void)
{
    say("%lu |\n", code);
}

static void say_status(void)
{
    say("%lx |\n", code);
}

static void say_open(void)
{
    say("%lu | %s\n", code, got == UNTOUCHED ? "untouched" : got ? "key" : "NULL");
}

/* No document says what becomes of the results after a failure. */
static void say_create(void)
{
    if (code)
        say("%lu |\n", code);
    else
        say("%lu %lu |\n", code, disposition);
}

static void say_nt_create(void)
{
    if (code)
        say("%lx |\n", code);
    else
        say("%lx %lu |\n", code, disposition);
}

static void keep(int slot)
{
    if (code)
        return;
    if (key[slot] != CLOSED)
        RegCloseKey(key[slot]);
    key[slot] = got;
}

static void forget(int slot)
{
    if (slot)
        key[slot] = CLOSED;
}

/* No document says what becomes of type and size after other failures. */
static void say_value(const BYTE *into)
{
    say("%lu", code);
    if (!code || code == ERROR_MORE_DATA)
        say(" %lu %lu", type, size);
    if (!code && into)
        hex(buffer, size);
    say(" |");
    if (!code || code == ERROR_MORE_DATA || code == ERROR_FILE_NOT_FOUND)
        say(" %lu", size);
    hex(buffer, 16);
    say("\n");
}

static void say_get(const BYTE *into)
{
    say("%lu", code);
    if (!code || code == ERROR_MORE_DATA)
        say(" %lu %lu", type, size);
    if (!code && into)
        hex(buffer, size);
    say(" |");
    hex(buffer, 16);
    say("\n");
}

static VALENTW *ask(const WCHAR *one, const WCHAR *other)
{
    static VALENTW asked[2];
    memset(asked, 0, sizeof asked);
    asked[0].ve_valuename = (WCHAR *)one;
    asked[1].ve_valuename = (WCHAR *)other;
    return asked;
}

static VALENTA *ask_a(const char *one, const char *other)
{
    static VALENTA asked[2];
    memset(asked, 0, sizeof asked);
    asked[0].ve_valuename = (char *)one;
    asked[1].ve_valuename = (char *)other;
    return asked;
}

static void say_multiple(const BYTE *into)
{
    say("%lu", code);
    if (!code || code == ERROR_MORE_DATA)
        say(" %lu", size);
    if (!code && into)
        hex(buffer, size);
    say(" |\n");
}

static void say_enum_value(void)
{
    say("%lu", code);
    if (!code) {
        say(" '%ls' %lu %lu", units, type, size);
        hex(buffer, size);
    }
    say(" | %lu %lu %lu '%ls'", count, type, size, units);
    hex(buffer, 16);
    say("\n");
}

static void say_enum_value_a(void)
{
    say("%lu", code);
    if (!code) {
        say(" '%s' %lu %lu", text, type, size);
        hex(buffer, size);
    }
    say(" |\n");
}

static void say_enum_key(void)
{
    say("%lu", code);
    if (!code)
        say(" '%ls'", units);
    say(" | %lu '%ls'\n", count, units);
}

static void say_enum_key_a(void)
{
    say("%lu", code);
    if (!code)
        say(" '%s'", text);
    say(" | %lu '%s'\n", count, text);
}

static void say_info(void)
{
    say("%lu", code);
    if (!code)
        say(" %lu %lu %lu %lu %lu", n[0], n[1], n[2], n[3], n[4]);
    say(" |\n");
}

static int by_text(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* Wine keeps values in another order, so they are sorted here. */
static void say_values(HKEY of)
{
    char lines[16][120];
    WCHAR name[16];
    BYTE data[64];
    DWORD index, failed = 0;

    for (index = 0; index < 16; index++) {
        DWORD length = 16, kind, bytes = sizeof data;
        failed = RegEnumValueW(of, index, name, &length, NULL, &kind, data, &bytes);
        if (failed)
            break;
        char *at = lines[index] + sprintf(lines[index], "'%ls' %lu %lu ", name, kind, bytes);
        for (DWORD i = 0; i < bytes; i++)
            at += sprintf(at, "%02x", data[i]);
    }
    qsort(lines, index, sizeof *lines, by_text);
    say("%lu", failed);
    for (DWORD i = 0; i < index; i++)
        say(" [%s]", lines[i]);
}

/* All below the key. */
static void say_tree(HKEY of)
{
    char names[16][16];
    DWORD index, failed = 0;

    say_values(of);
    for (index = 0; index < 16; index++) {
        DWORD length = 16;
        failed = RegEnumKeyExA(of, index, names[index], &length, NULL, NULL, NULL, NULL);
        if (failed)
            break;
    }
    qsort(names, index, sizeof *names, by_text);
    say(" %lu", failed);
    for (DWORD i = 0; i < index; i++) {
        HKEY below;
        say(" %s{", names[i]);
        failed = RegOpenKeyExA(of, names[i], 0, KEY_READ, &below);
        if (failed) {
            say("%lu}", failed);
            continue;
        }
        say_tree(below);
        say("}");
        RegCloseKey(below);
    }
}
