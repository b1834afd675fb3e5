/* delete_tree.c: RegDeleteTree, RegDeleteKeyEx, RegDeleteKeyValue and RegSetKeyValue, which came
 * with Windows XP x64 and Vista. Sources: sdk-api RegDeleteTreeW, RegDeleteKeyExW,
 * RegDeleteKeyValueW, RegSetKeyValueW; Wine test_reg_delete_tree (advapi32). */
#include "check.h"

typedef LONG(WINAPI *tree_function)(HKEY, const void *);
typedef LONG(WINAPI *delete_ex_function)(HKEY, const void *, REGSAM, DWORD);
typedef LONG(WINAPI *delete_value_function)(HKEY, const void *, const void *);
typedef LONG(WINAPI *set_value_function)(HKEY, const void *, const void *, DWORD, const void *,
                                         DWORD);

static const void *text(int w, const char *name)
{
    return w ? (const void *)wide(name) : name;
}

static void plant(void)
{
    static const char *const names[] = {"tree", "tree\\a", "tree\\a\\b", "tree\\a\\b\\c",
                                        "tree\\d"};
    HKEY key;

    for (unsigned i = 0; i < 5; i++) {
        RegCreateKeyA(scratch, names[i], &key);
        RegSetValueExA(key, "v", 0, REG_SZ, (const BYTE *)"x", 2);
        RegSetValueExA(key, NULL, 0, REG_SZ, (const BYTE *)"x", 2);
        RegCloseKey(key);
    }
}

static LONG exists(const char *name)
{
    HKEY out;
    LONG code = RegOpenKeyExA(scratch, name, 0, KEY_READ, &out);

    if (code == 0)
        RegCloseKey(out);
    return code;
}

/* With a name the key goes, too; without, the subkeys and values go and the key stays (rule
 * delete.tree). */
static void trees(int w)
{
    tree_function delete_tree =
        (tree_function)late("advapi32.dll", w ? "RegDeleteTreeW" : "RegDeleteTreeA");
    DWORD keys, values;
    HKEY key;

    label("%s", w ? "W" : "A");
    if (!delete_tree) {
        skip("RegDeleteTree is absent before Windows Vista");
        return;
    }
    expect(2, delete_tree(scratch, text(w, "absent")));
    plant();
    expect(0, delete_tree(scratch, text(w, "TREE\\A")));
    expect(2, exists("tree\\a"));
    expect(0, exists("tree\\d"));
    expect(0, delete_tree(scratch, text(w, "tree")));
    expect(2, exists("tree"));
    for (int empty = 0; empty < 2; empty++) {
        label("%s %s", w ? "W" : "A", empty ? "empty" : "NULL");
        plant();
        RegOpenKeyA(scratch, "tree", &key);
        expect(0, delete_tree(key, empty ? text(w, "") : NULL));
        keys = values = 9;
        expect(0, RegQueryInfoKeyA(key, NULL, NULL, NULL, &keys, NULL, NULL, &values, NULL, NULL,
                                   NULL, NULL));
        expect(0, keys);
        expect(0, values);
        expect(0, RegCloseKey(key));
        expect(0, exists("tree"));
    }
    label("%s", w ? "W" : "A");
    expect(ERROR_INVALID_HANDLE, delete_tree(NULL, text(w, "x")));
    empty_key(scratch);
}

/* The handle of the tree must have DELETE, ENUM and QUERY, and SET where it has values (rule
 * delete.tree-rights). */
static void tree_rights(int w)
{
    static const REGSAM needed[] = {DELETE, KEY_ENUMERATE_SUB_KEYS, KEY_QUERY_VALUE};
    tree_function delete_tree =
        (tree_function)late("advapi32.dll", w ? "RegDeleteTreeW" : "RegDeleteTreeA");
    HKEY key;

    label("%s rights", w ? "W" : "A");
    if (!delete_tree) {
        skip("RegDeleteTree is absent before Windows Vista");
        return;
    }
    plant();
    expect(0, RegOpenKeyExA(scratch, "tree", 0, KEY_READ, &key));
    expect(5, delete_tree(key, NULL));
    RegCloseKey(key);
    expect(0, RegOpenKeyExA(scratch, "tree", 0, KEY_ALL_ACCESS & ~(REGSAM)KEY_SET_VALUE, &key));
    expect(5, delete_tree(key, NULL));
    expect(0, RegQueryValueExA(key, "v", NULL, NULL, NULL, NULL));
    RegCloseKey(key);
    for (unsigned n = 0; n < sizeof needed / sizeof *needed; n++) {
        label("%s without %x", w ? "W" : "A", (unsigned)needed[n]);
        expect(0, RegOpenKeyExA(scratch, "tree", 0, KEY_ALL_ACCESS & ~needed[n], &key));
        if (needed[n] == DELETE)
            todo_wine("does not ask for DELETE");
        expect(5, delete_tree(key, NULL));
        RegCloseKey(key);
    }
    label("%s just enough", w ? "W" : "A"); /* KEY_SET_VALUE is for the values of the key itself */
    plant();
    expect(0, RegOpenKeyExA(scratch, "tree", 0, KEY_SET_VALUE, &key));
    expect(0, RegDeleteValueA(key, "v"));
    expect(0, RegDeleteValueA(key, NULL));
    RegCloseKey(key);
    expect(0, RegOpenKeyExA(scratch, "tree", 0, DELETE | KEY_ENUMERATE_SUB_KEYS | KEY_QUERY_VALUE,
                            &key));
    expect(0, delete_tree(key, NULL));
    RegCloseKey(key);
    expect(2, exists("tree\\a"));
    label("%s rights", w ? "W" : "A");
    plant();
    expect(0, RegOpenKeyExA(scratch, "tree", 0, KEY_ALL_ACCESS, &key));
    expect(0, delete_tree(key, NULL));
    RegCloseKey(key);
    empty_key(scratch);
}

/* RegDeleteKeyEx is RegDeleteKey with a view of the registry, and its reserved argument "must be
 * zero"; that the code is 87 is regsim's choice. sdk-api RegDeleteKeyExW (rule delete.view) */
static void delete_ex(int w)
{
    delete_ex_function delete_key =
        (delete_ex_function)late("advapi32.dll", w ? "RegDeleteKeyExW" : "RegDeleteKeyExA");

    label("%s", w ? "W" : "A");
    if (!delete_key) {
        skip("RegDeleteKeyEx is absent before Windows XP x64 and Vista");
        return;
    }
    plant();
    expect(2, delete_key(scratch, text(w, "absent"), KEY_WOW64_64KEY, 0));
    expect(5, delete_key(scratch, text(w, "tree"), KEY_WOW64_64KEY, 0));
    todo_wine("does not look at the reserved argument");
    expect(ERROR_INVALID_PARAMETER, delete_key(scratch, text(w, "tree\\d"), KEY_WOW64_64KEY, 1));
    todo_wine("does not look at the reserved argument");
    expect(0, exists("tree\\d"));
    plant();
    expect(0, delete_key(scratch, text(w, "tree\\d"), KEY_WOW64_64KEY, 0));
    expect(2, exists("tree\\d"));
    expect(0, delete_key(scratch, text(w, "TREE\\A\\b\\C"), 0, 0));
    expect(2, exists("tree\\a\\b\\c"));
    expect(ERROR_INVALID_PARAMETER, delete_key(scratch, NULL, 0, 0));
    expect(ERROR_INVALID_HANDLE, delete_key(NULL, text(w, "x"), 0, 0));
    empty_key(scratch);
}

/* rules delete.value-of-subkey, set.key-value */
static void key_values(int w)
{
    delete_value_function delete_value = (delete_value_function)late(
        "advapi32.dll", w ? "RegDeleteKeyValueW" : "RegDeleteKeyValueA");
    set_value_function set_value =
        (set_value_function)late("advapi32.dll", w ? "RegSetKeyValueW" : "RegSetKeyValueA");
    HKEY key;

    label("%s", w ? "W" : "A");
    if (!delete_value || !set_value) {
        skip("RegSetKeyValue and RegDeleteKeyValue are absent before Windows Vista");
        return;
    }
    expect(0, set_value(scratch, text(w, "made\\here"), text(w, "v"), REG_BINARY, "abc", 3));
    expect(0, RegOpenKeyA(scratch, "made\\here", &key));
    expect(0, RegQueryValueExA(key, "v", NULL, NULL, NULL, NULL));
    expect(0, RegCloseKey(key));
    expect(0, set_value(scratch, NULL, text(w, "own"), REG_BINARY, "abc", 3));
    expect(0, RegQueryValueExA(scratch, "own", NULL, NULL, NULL, NULL));
    expect(2, delete_value(scratch, text(w, "absent"), text(w, "v")));
    expect(2, delete_value(scratch, text(w, "made\\here"), text(w, "absent")));
    expect(0, delete_value(scratch, text(w, "made\\here"), text(w, "v")));
    expect(2, delete_value(scratch, text(w, "made\\here"), text(w, "v")));
    expect(0, delete_value(scratch, NULL, text(w, "own")));
    expect(ERROR_INVALID_HANDLE, set_value(NULL, NULL, text(w, "own"), REG_BINARY, "abc", 3));
    expect(ERROR_INVALID_HANDLE, delete_value(NULL, NULL, text(w, "own")));
    empty_key(scratch);
}

int main(void)
{
    check_begin(__FILE__, "delete_tree");
    for (int w = 0; w < 2; w++) {
        trees(w);
        tree_rights(w);
        delete_ex(w);
        key_values(w);
    }
    return check_end();
}
