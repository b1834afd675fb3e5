/*
 * Makes the Reg* calls of a file of sequences and says what each answered, a line a call:
 *
 *     CODE RESULT | DETAIL
 *
 * RESULT is what any registry must answer; DETAIL is what the buffers hold afterwards, too. A
 * Windows program: regsim-cc and mingw build it. winreg.c writes the file and reads the lines.
 */
#include "winreg_call.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

#define SCRATCH            L"Software\\regsim-model"
#define WIDE(text)         L##text,
#define NARROW(text)       text,
#define NAME(name, number) name,
#define FILTER(flags)      (flags),
#define COUNT(array)       (sizeof(array) / sizeof *(array))

static const WCHAR *const paths[] = {WINREG_PATHS(WIDE)};
static const WCHAR *const values[] = {WINREG_VALUES(WIDE)};
static const char *const values_a[] = {WINREG_VALUES(NARROW)};
static const REGSAM rights[] = {WINREG_RIGHTS(NAME)};
static const DWORD types[] = {WINREG_TYPES(NAME)};
static const DWORD filters[] = {WINREG_FILTERS(FILTER)};
static const WCHAR *const data[] = {WINREG_DATA(WIDE)};
static const char *const data_a[] = {WINREG_DATA(NARROW)};

static HKEY handles[WINREG_HANDLES];

static void hex(const void *bytes, unsigned size)
{
    const unsigned char *byte = bytes;

    printf(" ");
    while (size--)
        printf("%02x", *byte++);
}

/* A name as it is, or as "-" where there is none. */
static void name(const WCHAR *units)
{
    printf(" '%ls'", units);
}

static void keep(const struct winreg_call *call, LSTATUS code, HKEY got)
{
    HKEY *slot = &handles[1 + call->slot % (WINREG_HANDLES - 1)];

    if (code)
        return;
    if (*slot != (HKEY)WINREG_CLOSED)
        RegCloseKey(*slot);
    *slot = got;
}

static const char *shape(HKEY got)
{
    return got == (HKEY)0x1234 ? "untouched" : got ? "key" : "NULL";
}

static void play_open(const struct winreg_call *call, HKEY key)
{
    const WCHAR *path = paths[call->path % COUNT(paths)];
    REGSAM sam = rights[call->type % COUNT(rights)];
    HKEY got = (HKEY)0x1234;
    DWORD disposition = 77;
    LSTATUS code;

    if (call->kind == CALL_OPEN) {
        code = RegOpenKeyExW(key, path, 0, sam, &got);
        printf("%lu | %s", code, shape(got));
    } else {
        code = RegCreateKeyExW(key, path, 0, NULL, call->index == 3 ? REG_OPTION_VOLATILE : 0, sam,
                               NULL, &got, &disposition);
        printf("%lu", code);
        if (!code)
            printf(" %lu", disposition);
        printf(" |"); /* no document says what becomes of the results after a failure */
    }
    keep(call, code, got);
}

static void play_query(const struct winreg_call *call, HKEY key)
{
    BYTE buffer[WINREG_BUFFER];
    DWORD type = 77, size = call->size % (WINREG_BUFFER + 1);
    BYTE *into = call->index == 1 ? NULL : buffer;
    LSTATUS code;

    memset(buffer, 0x55, sizeof buffer);
    if (call->kind == CALL_QUERY_A)
        code = RegQueryValueExA(key, values_a[call->value % COUNT(values_a)], NULL, &type, into,
                                &size);
    else
        code = RegQueryValueExW(key, values[call->value % COUNT(values)], NULL, &type, into, &size);
    printf("%lu", code);
    if (!code || code == ERROR_MORE_DATA)
        printf(" %lu %lu", type, size);
    if (!code && into)
        hex(buffer, size);
    printf(" |"); /* no document says what becomes of the type and the size after other failures */
    if (!code || code == ERROR_MORE_DATA || code == ERROR_FILE_NOT_FOUND)
        printf(" %lu", size);
    hex(buffer, sizeof buffer);
}

static void play_get(const struct winreg_call *call, HKEY key)
{
    BYTE buffer[WINREG_BUFFER];
    DWORD type = 77, size = call->size % (WINREG_BUFFER + 1);
    LONG signed_size = (LONG)size;
    LSTATUS code;

    memset(buffer, 0x55, sizeof buffer);
    if (call->kind == CALL_GET_VALUE) {
        code = RegGetValueW(
            key, paths[call->path % COUNT(paths)], values[call->value % COUNT(values)],
            filters[call->type % COUNT(filters)], &type, call->index == 1 ? NULL : buffer, &size);
        printf("%lu |", code);
        if (!code || code == ERROR_MORE_DATA ||
            code == ERROR_UNSUPPORTED_TYPE) /* no document says what becomes of the two then */
            printf(" %lu %lu", type, size);
    } else {
        code = RegQueryValueW(key, paths[call->path % COUNT(paths)],
                              call->index == 1 ? NULL : (WCHAR *)buffer, &signed_size);
        printf("%lu |", code);
        if (!code || code == ERROR_MORE_DATA || code == ERROR_FILE_NOT_FOUND)
            printf(" %ld", signed_size);
    }
    hex(buffer, sizeof buffer);
}

static void play_enum_value(const struct winreg_call *call, HKEY key)
{
    WCHAR units[16];
    BYTE buffer[WINREG_BUFFER];
    DWORD count = call->type * 2, type = 77, size = call->size;

    memset(units, 0, sizeof units);
    memset(buffer, 0x55, sizeof buffer);
    LSTATUS code = RegEnumValueW(key, call->index, units, &count, NULL, &type, buffer, &size);
    printf("%lu", code);
    if (!code) {
        name(units);
        printf(" %lu %lu", type, size);
        hex(buffer, size);
    }
    printf(" | %lu %lu %lu", count, type, size);
    name(units);
    hex(buffer, sizeof buffer);
}

static void play_enum_key(const struct winreg_call *call, HKEY key)
{
    WCHAR units[16];
    DWORD count = call->type;

    memset(units, 0, sizeof units);
    LSTATUS code = RegEnumKeyExW(key, call->index, units, &count, NULL, NULL, NULL, NULL);
    printf("%lu", code);
    if (!code)
        name(units);
    printf(" | %lu", count);
    name(units);
}

static void play_enum_key_a(const struct winreg_call *call, HKEY key)
{
    char text[16];
    DWORD count = call->type;

    memset(text, 0, sizeof text);
    LSTATUS code = RegEnumKeyExA(key, call->index, text, &count, NULL, NULL, NULL, NULL);
    printf("%lu", code);
    if (!code)
        printf(" '%s'", text);
    printf(" | %lu '%s'", count, text);
}

static void play_info(HKEY key)
{
    DWORD keys = 77, longest_key = 77, count = 77, longest = 77, biggest = 77;
    LSTATUS code = RegQueryInfoKeyW(key, NULL, NULL, NULL, &keys, &longest_key, NULL, &count,
                                    &longest, &biggest, NULL, NULL);

    printf("%lu", code);
    if (!code)
        printf(" %lu %lu %lu %lu %lu", keys, longest_key, count, longest, biggest);
    printf(" |");
}

static int by_text(const void *a, const void *b)
{
    return strcmp(a, b);
}

static void play_list(HKEY key)
{
    char lines[16][120];
    WCHAR units[16];
    BYTE buffer[64];
    DWORD index, count, type, size;
    LSTATUS code = 0;

    for (index = 0; index < 16; index++) {
        count = 16;
        size = sizeof buffer;
        code = RegEnumValueW(key, index, units, &count, NULL, &type, buffer, &size);
        if (code)
            break;
        char *at = lines[index] + sprintf(lines[index], "'%ls' %lu %lu ", units, type, size);
        for (DWORD i = 0; i < size; i++)
            at += sprintf(at, "%02x", buffer[i]);
    }
    qsort(lines, index, sizeof *lines, by_text);
    printf("%lu", code);
    for (DWORD i = 0; i < index; i++)
        printf(" [%s]", lines[i]);
    printf(" |");
}

static LSTATUS set(const struct winreg_call *call, HKEY key)
{
    const WCHAR *path = paths[call->path % COUNT(paths)];
    const WCHAR *value = values[call->value % COUNT(values)];
    DWORD type = types[call->type % COUNT(types)];
    unsigned variant = call->index % COUNT(data);

    switch (call->kind) {
    case CALL_SET:
        return RegSetValueExW(key, value, 0, type, (const BYTE *)data[variant], call->size);
    case CALL_SET_A:
        return RegSetValueExA(key, values_a[call->value % COUNT(values_a)], 0, type,
                              (const BYTE *)data_a[variant], call->size % 8);
    case CALL_SET_KEY_VALUE:
        return RegSetKeyValueW(key, path, value, type, data[variant], call->size);
    case CALL_SET_DEFAULT:
        return RegSetValueW(key, path, type, data[variant], call->size);
    case CALL_DELETE_KEY_VALUE:
        return RegDeleteKeyValueW(key, path, value);
    case CALL_DELETE:
        return RegDeleteKeyW(key, path);
    case CALL_DELETE_TREE:
        return RegDeleteTreeW(key, path);
    default:
        return RegDeleteValueW(key, value);
    }
}

static void play(const struct winreg_call *call)
{
    HKEY key = handles[call->handle % WINREG_HANDLES];

    switch (call->kind) {
    case CALL_OPEN:
    case CALL_CREATE:
        play_open(call, key);
        break;
    case CALL_QUERY:
    case CALL_QUERY_A:
        play_query(call, key);
        break;
    case CALL_GET_VALUE:
    case CALL_QUERY_DEFAULT:
        play_get(call, key);
        break;
    case CALL_ENUM_VALUE:
        play_enum_value(call, key);
        break;
    case CALL_ENUM_KEY:
        play_enum_key(call, key);
        break;
    case CALL_ENUM_KEY_A:
        play_enum_key_a(call, key);
        break;
    case CALL_INFO:
        play_info(key);
        break;
    case CALL_LIST:
        play_list(key);
        break;
    case CALL_CLOSE:
        if (call->handle % WINREG_HANDLES) {
            printf("%lu |", RegCloseKey(key));
            handles[call->handle % WINREG_HANDLES] = (HKEY)WINREG_CLOSED;
        } else {
            printf("0 |");
        }
        break;
    default:
        printf("%lu |", set(call, key));
    }
    printf("\n");
}

static void remove_scratch(HKEY parent, const WCHAR *path)
{
    WCHAR child[64];
    HKEY key;

    if (RegOpenKeyExW(parent, path, 0, KEY_READ, &key))
        return;
    while (!RegEnumKeyW(key, 0, child, 64))
        remove_scratch(key, child);
    RegCloseKey(key);
    RegDeleteKeyW(parent, path);
}

static void begin(void)
{
    for (int i = 0; i < WINREG_HANDLES; i++)
        if (handles[i] && handles[i] != (HKEY)WINREG_CLOSED)
            RegCloseKey(handles[i]);
    remove_scratch(HKEY_LOCAL_MACHINE, SCRATCH);
    if (RegCreateKeyExW(HKEY_LOCAL_MACHINE, SCRATCH, 0, NULL, 0, KEY_ALL_ACCESS, NULL, &handles[0],
                        NULL))
        exit(1);
    for (int i = 1; i < WINREG_HANDLES; i++)
        RegOpenKeyExW(handles[0], NULL, 0, KEY_ALL_ACCESS, &handles[i]);
}

int main(int argc, char **argv)
{
    char line[200];
    FILE *file = fopen(argc > 1 ? argv[1] : "sequences.txt", "r");

    if (!file)
        return 2;
    while (fgets(line, sizeof line, file)) {
        unsigned fields[CALL_FIELDS];
        char *at = line;
        if (*line == 's') { /* "sequence N" */
            begin();
            printf("%s", line);
            continue;
        }
        for (int i = 0; i < CALL_FIELDS; i++)
            fields[i] = (unsigned)strtoul(at, &at, 10);
        struct winreg_call call = {fields[0], fields[1], fields[2], fields[3],
                                   fields[4], fields[5], fields[6], fields[7]};
        play(&call);
    }
    remove_scratch(HKEY_LOCAL_MACHINE, SCRATCH);
    return fclose(file);
}
