/* delete.c: RegDeleteKey, RegDeleteValue and handles of deleted keys. Sources: sdk-api
 * RegDeleteKeyW, RegDeleteValueW; [MS-RRP] 3.1.5.7; Wine test_reg_delete_key and test_deleted_key
 * (advapi32). */
#include "check.h"

static LONG delete_key(int w, HKEY key, const char *name)
{
    return w ? RegDeleteKeyW(key, wide(name)) : RegDeleteKeyA(key, name);
}

static LONG delete_value(int w, HKEY key, const char *name)
{
    return w ? RegDeleteValueW(key, wide(name)) : RegDeleteValueA(key, name);
}

/* rules delete.no-name, delete.has-children */
static void keys(int w)
{
    HKEY key = fresh("parent"), child;

    label("%s", w ? "W" : "A");
    RegCreateKeyA(key, "child", &child);
    RegCloseKey(child);
    RegSetValueExA(key, "v", 0, REG_SZ, (const BYTE *)"x", 2);
    expect(ERROR_FILE_NOT_FOUND, delete_key(w, scratch, "absent"));
    expect(ERROR_FILE_NOT_FOUND, delete_key(w, scratch, "absent\\child"));
    expect(ERROR_FILE_NOT_FOUND, delete_key(w, scratch, "v"));
    /* A key with subkeys is refused with 5, not 1020. [MS-RRP] 3.1.5.7 */
    expect(ERROR_ACCESS_DENIED, delete_key(w, scratch, "parent"));
    expect(ERROR_ACCESS_DENIED, delete_key(w, scratch, "PARENT"));
    expect(ERROR_ACCESS_DENIED, delete_key(w, key, ""));
    expect(0, opens(scratch, "parent\\child"));
    expect(0, delete_key(w, scratch, "Parent\\CHILD")); /* not case-sensitive */
    expect(ERROR_FILE_NOT_FOUND, opens(scratch, "parent\\child"));
    expect(0, delete_key(w, scratch, "parent")); /* values are no obstacle */
    expect(ERROR_FILE_NOT_FOUND, opens(scratch, "parent"));
    expect(ERROR_FILE_NOT_FOUND, delete_key(w, scratch, "parent"));
    expect(0, RegCloseKey(key));
    /* "" deletes the key behind the handle, NULL is refused. Wine test_reg_delete_key */
    key = fresh("self");
    expect(ERROR_INVALID_PARAMETER, delete_key(w, key, NULL));
    expect(0, opens(scratch, "self"));
    expect(0, delete_key(w, key, ""));
    expect(ERROR_FILE_NOT_FOUND, opens(scratch, "self"));
    expect(0, RegCloseKey(key));
    expect(ERROR_INVALID_HANDLE, delete_key(w, NULL, "x"));
    expect(ERROR_INVALID_HANDLE, delete_key(w, NULL, ""));
}

/* The rights of the handle do not matter, the subkey is opened anew for DELETE. sdk-api
 * RegDeleteKeyW (rule delete.rights) */
static void rights_do_not_matter(int w)
{
    static const REGSAM masks[] = {KEY_READ, KEY_QUERY_VALUE, KEY_SET_VALUE, KEY_NOTIFY,
                                   KEY_ALL_ACCESS};

    for (unsigned i = 0; i < 5; i++) {
        HKEY parent;

        label("%s mask %x", w ? "W" : "A", (unsigned)masks[i]);
        RegCloseKey(fresh("child"));
        expect(0, RegOpenKeyExA(scratch, "", 0, masks[i], &parent));
        expect(0, delete_key(w, parent, "child"));
        expect(ERROR_FILE_NOT_FOUND, opens(scratch, "child"));
        expect(0, RegCloseKey(parent));
    }
}

/* rule delete.value */
static void values(int w)
{
    HKEY key = fresh("values"), reader;

    label("%s", w ? "W" : "A");
    RegSetValueExA(key, "", 0, REG_SZ, (const BYTE *)"d", 2);
    RegSetValueExA(key, "Name", 0, REG_SZ, (const BYTE *)"n", 2);
    RegSetValueExA(key, "back\\slash", 0, REG_SZ, (const BYTE *)"b", 2);
    expect(ERROR_FILE_NOT_FOUND, delete_value(w, key, "absent"));
    expect(ERROR_FILE_NOT_FOUND, delete_value(w, key, "Name "));
    expect(0, RegOpenKeyExA(key, "", 0, KEY_READ, &reader));
    expect(ERROR_ACCESS_DENIED, delete_value(w, reader, "Name"));
    expect(ERROR_ACCESS_DENIED, delete_value(w, reader, "absent"));
    expect(0, RegCloseKey(reader));
    expect(0, delete_value(w, key, "nAmE"));
    expect(ERROR_FILE_NOT_FOUND, delete_value(w, key, "Name"));
    expect(0, delete_value(w, key, "back\\slash"));
    expect(0, delete_value(w, key, "")); /* the default value */
    expect(ERROR_FILE_NOT_FOUND, delete_value(w, key, ""));
    RegSetValueExA(key, NULL, 0, REG_SZ, (const BYTE *)"d", 2);
    expect(0, delete_value(w, key, NULL));
    expect(ERROR_FILE_NOT_FOUND, delete_value(w, key, NULL));
    expect(ERROR_INVALID_HANDLE, delete_value(w, NULL, "x"));
    RegCloseKey(key);
    RegDeleteKeyA(scratch, "values");
}

/* A value name of 400 units that is not there: 2. Wine test_reg_delete_value (rule
 * name.absent-value) */
static void long_absent_value(void)
{
    WCHAR name[17000];
    static const unsigned lengths[] = {255, 256, 260, 400, 16383, 16384, 16999};

    for (unsigned i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        for (unsigned j = 0; j < lengths[i]; j++)
            name[j] = 'a';
        name[lengths[i]] = 0;
        label("%u units", lengths[i]);
        expect(ERROR_FILE_NOT_FOUND, RegDeleteValueW(scratch, name));
    }
}

/* Everything but closing answers 1018 on the handle of a deleted key. Wine test_deleted_key (rules
 * delete.deleted-handle, delete.name-is-free, flush.rights) */
static void deleted_handle(void)
{
    HKEY key, out;
    WCHAR name[16];
    BYTE data[16];
    DWORD count = 16, size = 16;

    label("plain");
    key = fresh("gone");
    RegSetValueExA(key, "v", 0, REG_SZ, (const BYTE *)"x", 2);
    expect(0, RegDeleteKeyA(scratch, "gone"));
    expect(1018, RegSetValueExA(key, "v", 0, REG_SZ, (const BYTE *)"x", 2));
    expect(1018, RegSetValueExW(key, L"v", 0, REG_BINARY, data, 0));
    expect(1018, RegQueryValueExA(key, "v", NULL, NULL, data, &size));
    expect(1018, RegQueryValueExW(key, L"absent", NULL, NULL, data, &size));
    expect(1018, RegDeleteValueA(key, "v"));
    expect(1018, RegDeleteValueA(key, "absent"));
    expect(1018, RegEnumKeyW(key, 0, name, 16));
    expect(1018, RegEnumKeyExA(key, 0, (char *)name, &count, NULL, NULL, NULL, NULL));
    count = size = 16;
    expect(1018, RegEnumValueA(key, 0, (char *)name, &count, NULL, NULL, data, &size));
    expect(1018,
           RegQueryInfoKeyA(key, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL));
    expect(1018, RegOpenKeyExA(key, "child", 0, KEY_READ, &out));
    expect(1018, RegCreateKeyA(key, "child", &out));
    expect(1018, RegFlushKey(key));
    expect(1018, RegDeleteKeyA(key, ""));
    expect(1018, RegDeleteKeyW(key, L"child"));
    /* The name is free at once, and the new key is another key. sdk-api RegDeleteKeyW */
    expect(0, RegCreateKeyA(scratch, "gone", &out));
    expect(1018, RegQueryValueExA(key, "v", NULL, NULL, data, &size));
    expect(ERROR_FILE_NOT_FOUND, RegQueryValueExA(out, "v", NULL, NULL, data, &size));
    expect(0, RegCloseKey(key));
    expect(0, RegSetValueExA(out, "v", 0, REG_SZ, (const BYTE *)"y", 2));
    expect(0, RegCloseKey(out));
    expect(0, RegDeleteKeyA(scratch, "gone"));
}

/* Ascending deletion by index skips every other key; always index 0 finds all. sdk-api
 * RegEnumKeyExW (rule enum.dense) */
static void deleting_while_enumerating(void)
{
    WCHAR name[16];
    HKEY key = fresh("list");

    for (char c = 'a'; c <= 'h'; c++) {
        HKEY out;

        RegCreateKeyA(key, (char[]){c, 0}, &out);
        RegCloseKey(out);
    }
    for (DWORD i = 0; i < 4; i++) {
        label("ascending %u", (unsigned)i);
        expect(0, RegEnumKeyW(key, i, name, 16));
        expect('a' + 2 * i, name[0]);
        expect(0, RegDeleteKeyW(key, name));
    }
    expect(ERROR_NO_MORE_ITEMS, RegEnumKeyW(key, 4, name, 16));
    for (DWORD i = 0; i < 4; i++) {
        label("index 0, %u", (unsigned)i);
        expect(0, RegEnumKeyW(key, 0, name, 16));
        expect('b' + 2 * i, name[0]);
        expect(0, RegDeleteKeyW(key, name));
    }
    expect(ERROR_NO_MORE_ITEMS, RegEnumKeyW(key, 0, name, 16));
    RegCloseKey(key);
}

int main(void)
{
    check_begin(__FILE__, "delete");
    for (int w = 0; w < 2; w++) {
        keys(w);
        rights_do_not_matter(w);
        values(w);
    }
    long_absent_value();
    deleted_handle();
    deleting_while_enumerating();
    return check_end();
}
