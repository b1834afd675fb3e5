/* shlwapi.c: the registry helpers of shlwapi.dll that NT 4 programs with Internet Explorer 4 used.
 * Sources: sdk-api shlwapi SHDeleteKeyW, SHDeleteEmptyKeyW, SHGetValueW, SHSetValueW,
 * SHQueryValueExW; Wine clist and shreg tests (shlwapi). */
#include "check.h"

typedef DWORD(WINAPI *delete_function)(HKEY, const void *);
typedef DWORD(WINAPI *delete_value_function)(HKEY, const void *, const void *);
typedef DWORD(WINAPI *get_function)(HKEY, const void *, const void *, DWORD *, void *, DWORD *);
typedef DWORD(WINAPI *set_function)(HKEY, const void *, const void *, DWORD, const void *, DWORD);

static const void *text(int w, const char *name)
{
    return w ? (const void *)wide(name) : name;
}

static LONG exists(const char *name)
{
    HKEY out;
    LONG code = RegOpenKeyExA(scratch, name, 0, KEY_READ, &out);

    if (code == 0)
        RegCloseKey(out);
    return code;
}

static void plant(void)
{
    HKEY key;

    RegCreateKeyA(scratch, "tree\\a\\b\\c", &key);
    RegCloseKey(key);
    RegCreateKeyA(scratch, "tree\\d", &key);
    RegSetValueExA(key, "v", 0, REG_SZ, (const BYTE *)"x", 2);
    RegCloseKey(key);
}

/* rule delete.empty-only */
static void deleting(int w)
{
    delete_function delete_key =
        (delete_function)late("shlwapi.dll", w ? "SHDeleteKeyW" : "SHDeleteKeyA");
    delete_function delete_empty =
        (delete_function)late("shlwapi.dll", w ? "SHDeleteEmptyKeyW" : "SHDeleteEmptyKeyA");

    label("%s", w ? "W" : "A");
    if (!delete_key || !delete_empty) {
        skip("shlwapi.dll came with Internet Explorer 4");
        return;
    }
    plant();
    expect(2, delete_key(scratch, text(w, "absent")));
    expect(0, delete_key(scratch, text(w, "tree\\a")));
    expect(2, exists("tree\\a"));
    expect(ERROR_KEY_HAS_CHILDREN, delete_empty(scratch, text(w, "tree")));
    expect(0, delete_empty(scratch, text(w, "tree\\d"))); /* values are no obstacle */
    expect(2, exists("tree\\d"));
    expect(0, delete_empty(scratch, text(w, "TREE")));
    expect(2, delete_empty(scratch, text(w, "tree")));
    plant();
    expect(0, delete_key(scratch, text(w, "Tree")));
    expect(2, exists("tree"));
    expect(ERROR_INVALID_HANDLE, delete_key(NULL, text(w, "x")));
}

static void getting(int w)
{
    get_function get = (get_function)late("shlwapi.dll", w ? "SHGetValueW" : "SHGetValueA");
    set_function set = (set_function)late("shlwapi.dll", w ? "SHSetValueW" : "SHSetValueA");
    delete_value_function remove =
        (delete_value_function)late("shlwapi.dll", w ? "SHDeleteValueW" : "SHDeleteValueA");
    DWORD type = 0, size, length;
    BYTE data[256];
    char root[100];

    label("%s values", w ? "W" : "A");
    if (!get || !set || !remove) {
        skip("shlwapi.dll came with Internet Explorer 4");
        return;
    }
    expect(0, set(scratch, text(w, "made\\here"), text(w, "v"), REG_DWORD, "\1\2\3\4", 4));
    size = 64;
    guard(data);
    expect(0, get(scratch, text(w, "made\\here"), text(w, "v"), &type, data, &size));
    expect(REG_DWORD, type);
    expect(4, size);
    expect_bytes("\1\2\3\4", data, 4);
    expect_guard(data, 4);
    size = 0;
    expect(0, get(scratch, text(w, "made\\here"), text(w, "v"), NULL, NULL, &size));
    expect(4, size);
    size = 2;
    expect(ERROR_MORE_DATA, get(scratch, text(w, "made\\here"), text(w, "v"), NULL, data, &size));
    expect(2, get(scratch, text(w, "made\\here"), text(w, "absent"), &type, data, &size));
    expect(2, get(scratch, text(w, "absent"), text(w, "v"), &type, data, &size));
    /* REG_EXPAND_SZ is expanded and becomes REG_SZ */
    length = (GetEnvironmentVariableA("SystemRoot", root, sizeof root) + 1) * (w ? 2 : 1);
    expect(0, set(scratch, text(w, "made\\here"), text(w, "e"), REG_EXPAND_SZ,
                  text(w, "%SystemRoot%"), w ? 26 : 13));
    size = sizeof data;
    expect(0, get(scratch, text(w, "made\\here"), text(w, "e"), &type, data, &size));
    expect(REG_SZ, type);
    expect_true(memcmp(text(w, root), data, length) == 0);
    expect(0, remove(scratch, text(w, "made\\here"), text(w, "v")));
    expect(2, remove(scratch, text(w, "made\\here"), text(w, "v")));
    expect(2, remove(scratch, text(w, "absent"), text(w, "v")));
    empty_key(scratch);
}

int main(void)
{
    check_begin(__FILE__, "shlwapi");
    for (int w = 0; w < 2; w++) {
        deleting(w);
        getting(w);
    }
    return check_end();
}
