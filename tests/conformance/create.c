/* create.c: RegCreateKey and RegCreateKeyEx, W and A. Sources: sdk-api RegCreateKeyExW,
 * RegCreateKeyW; Wine test_reg_create_key (advapi32) for what was observed on Windows. */
#include "check.h"

static LONG create_ex(int w, HKEY key, const char *name, DWORD options, HKEY *out,
                      DWORD *disposition)
{
    return w ? RegCreateKeyExW(key, wide(name), 0, NULL, options, KEY_ALL_ACCESS, NULL, out,
                               disposition)
             : RegCreateKeyExA(key, name, 0, NULL, options, KEY_ALL_ACCESS, NULL, out, disposition);
}

static LONG create_old(int w, HKEY key, const char *name, HKEY *out)
{
    return w ? RegCreateKeyW(key, wide(name), out) : RegCreateKeyA(key, name, out);
}

/* Disposition 1 for a new key, 2 for one that was there under any case. sdk-api RegCreateKeyExW
 * (rule create.parents) */
static void dispositions(int w)
{
    static const struct {
        const char *name;
        DWORD disposition;
    } steps[] = {
        {"one", 1},
        {"one", 2},
        {"ONE", 2},
        {"One\\", 2},
        {"one\\two", 1},
        {"ONE\\TWO", 2},
        {"one\\two\\\\", 2},
        {"deep\\er\\and\\deeper", 1},
        {"deep\\er", 2},
        {"deep", 2},
        {"DEEP\\ER\\AND", 2},
        {"with space", 1},
        {" with space", 1},
        {"with space ", 1},
        {"with/slash", 1},
        {"with:colon", 1},
        {"with.dot", 1},
        {"with,comma", 1},
        {"with\ttab", 1},
        {".", 1},
        {"..", 1},
        {"*?<>|\"", 1},
        {"trailing\\\\\\", 1},
        {"TRAILING", 2},
        {"%PATH%", 1},
        {"[x]", 1},
        {"@", 1},
        {"=", 1},
        {"-", 1},
    };

    for (unsigned i = 0; i < sizeof steps / sizeof *steps; i++) {
        HKEY key = NULL;
        DWORD disposition = 0xA5A5A5A5;

        label("%s step %u", w ? "W" : "A", i);
        expect(0, create_ex(w, scratch, steps[i].name, 0, &key, &disposition));
        expect(steps[i].disposition, disposition);
        expect(0, RegCloseKey(key));
        key = NULL;
        expect(0, create_old(w, scratch, steps[i].name, &key)); /* opens, now that it is there */
        expect(0, RegCloseKey(key));
    }
    empty_key(scratch);
}

/* The names keep the case they were created with; parents on the way are created as written. */
static void case_is_kept(int w)
{
    WCHAR name[32];
    HKEY key, parent;

    label("%s", w ? "W" : "A");
    expect(0, create_ex(w, scratch, "MiXeD\\CaSe", 0, &key, NULL));
    RegCloseKey(key);
    expect(0, create_ex(w, scratch, "mixed\\case", 0, &key, NULL));
    RegCloseKey(key);
    guard(name);
    expect(0, RegEnumKeyW(scratch, 0, name, 32));
    expect_bytes(L"MiXeD", name, 12);
    expect(0, RegOpenKeyW(scratch, L"mixed", &parent));
    guard(name);
    expect(0, RegEnumKeyW(parent, 0, name, 32));
    expect_bytes(L"CaSe", name, 10);
    RegCloseKey(parent);
    empty_key(scratch);
}

/* A leading backslash is refused; an empty component in the middle is not a key. Wine
 * test_reg_create_key */
static void bad_paths(int w)
{
    static const char *const paths[] = {"\\x", "\\\\x", "\\x\\y"};
    HKEY key;

    for (unsigned i = 0; i < 3; i++) {
        label("%s %s", w ? "W" : "A", paths[i]);
        key = NULL;
        expect(ERROR_BAD_PATHNAME, create_ex(w, scratch, paths[i], 0, &key, NULL));
        expect_true(key == NULL);
        expect(ERROR_BAD_PATHNAME, create_old(w, scratch, paths[i], &key));
    }
    label("%s nothing was made", w ? "W" : "A");
    expect(ERROR_NO_MORE_ITEMS, RegEnumKeyW(scratch, 0, (WCHAR[8]){0}, 8));
}

/* An empty name opens the key itself; to Ex "this parameter cannot be NULL", and that the
 * code is 1010 is regsim's choice. sdk-api RegCreateKeyExW (rule create.no-name) */
static void empty_names(int w)
{
    HKEY key = NULL;
    DWORD disposition = 0;

    label("%s", w ? "W" : "A");
    expect(0, create_ex(w, scratch, "", 0, &key, &disposition));
    todo_wine("says that it created the key");
    expect(REG_OPENED_EXISTING_KEY, disposition);
    expect_true(key != NULL && key != scratch);
    expect(0, RegCloseKey(key));
    key = NULL;
    todo_wine("takes NULL for the empty name");
    expect(ERROR_BADKEY, create_ex(w, scratch, NULL, 0, &key, NULL));
    todo_wine("takes NULL for the empty name");
    expect_true(key == NULL);
    if (key)
        RegCloseKey(key);
    expect(0, create_old(w, scratch, "", &key));
    if (key != scratch)
        RegCloseKey(key);
    expect(0, create_old(w, scratch, NULL, &key));
    if (key != scratch)
        RegCloseKey(key);
}

/* Ex answers 1010 for a NULL result, the older function 87. Wine test_reg_create_key (rule
 * create.null-result) */
static void null_arguments(int w)
{
    HKEY poison = (HKEY)(ULONG_PTR)0xdead, key = poison;

    label("%s", w ? "W" : "A");
    todo_wine("faults or creates");
    expect_no_fault(ERROR_BADKEY, create_ex(w, scratch, "x", 0, NULL, NULL));
    todo_wine("faults on a NULL result");
    expect_no_fault(ERROR_INVALID_PARAMETER, create_old(w, scratch, "x", NULL));
    expect(ERROR_INVALID_HANDLE, create_ex(w, NULL, "x", 0, &key, NULL));
    expect(ERROR_INVALID_HANDLE, create_old(w, NULL, "x", &key));
    expect(ERROR_INVALID_HANDLE, create_ex(w, (HKEY)(ULONG_PTR)0xbeef0, "x", 0, &key, NULL));
    expect(0, create_ex(w, scratch, "no disposition", 0, &key, NULL));
    RegCloseKey(key);
    empty_key(scratch);
}

/* The reserved argument must be 0. sdk-api RegCreateKeyExW (rule create.reserved) */
static void reserved(void)
{
    HKEY key = NULL;

    label("W");
    expect(ERROR_INVALID_PARAMETER,
           RegCreateKeyExW(scratch, L"r", 1, NULL, 0, KEY_ALL_ACCESS, NULL, &key, NULL));
    label("A");
    expect(ERROR_INVALID_PARAMETER,
           RegCreateKeyExA(scratch, "r", 1, NULL, 0, KEY_ALL_ACCESS, NULL, &key, NULL));
    label("nothing was made");
    expect(ERROR_NO_MORE_ITEMS, RegEnumKeyW(scratch, 0, (WCHAR[8]){0}, 8));
}

/* The class is stored at creation and ignored when the key is there. sdk-api RegCreateKeyExW (rule
 * create.class) */
static void classes(void)
{
    WCHAR class[32];
    DWORD size;
    HKEY key;

    label("W");
    expect(0, RegCreateKeyExW(scratch, L"c", 0, (WCHAR[]){'F', 'i', 'r', 's', 't', 0}, 0,
                              KEY_ALL_ACCESS, NULL, &key, NULL));
    RegCloseKey(key);
    expect(0, RegCreateKeyExW(scratch, L"c", 0, (WCHAR[]){'N', 'o', 0}, 0, KEY_ALL_ACCESS, NULL,
                              &key, NULL));
    guard(class);
    size = 32;
    expect(0, RegQueryInfoKeyW(key, class, &size, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
                               NULL));
    todo_wine("replaces the class of a key that is there");
    expect(5, size);
    todo_wine("replaces the class of a key that is there");
    expect_bytes(L"First", class, 12);
    RegCloseKey(key);
    label("A");
    expect(0, RegCreateKeyExA(scratch, "d", 0, (char[]){'A', 'n', 's', 'i', 0}, 0, KEY_ALL_ACCESS,
                              NULL, &key, NULL));
    guard(class);
    size = 32;
    expect(0, RegQueryInfoKeyW(key, class, &size, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
                               NULL));
    expect(4, size);
    expect_bytes(L"Ansi", class, 10);
    RegCloseKey(key);
    empty_key(scratch);
}

/* Creation is checked against the parent's security descriptor, not the handle's access mask: "even
 * if opened KEY_READ". sdk-api RegCreateKeyExW (rule create.parents-descriptor) */
static void read_only_parent(int w)
{
    static const REGSAM masks[] = {KEY_READ, KEY_QUERY_VALUE, KEY_ENUMERATE_SUB_KEYS, KEY_NOTIFY,
                                   KEY_SET_VALUE};
    HKEY parent, key;
    DWORD disposition;
    char name[8];

    for (unsigned i = 0; i < sizeof masks / sizeof *masks; i++) {
        label("%s mask %x", w ? "W" : "A", (unsigned)masks[i]);
        expect(0, RegOpenKeyExA(scratch, "", 0, masks[i], &parent));
        snprintf(name, sizeof name, "m%u", i);
        key = NULL;
        disposition = 0;
        expect(0, create_ex(w, parent, name, 0, &key, &disposition));
        expect(1, disposition);
        expect(0, RegCloseKey(key));
        expect(0, RegCloseKey(parent));
    }
    empty_key(scratch);
}

/* A key created with fewer rights has fewer rights. sdk-api RegCreateKeyExW */
static void rights_of_the_new_handle(void)
{
    static const struct {
        REGSAM sam;
        LONG set, query;
    } cases[] = {
        {KEY_ALL_ACCESS, 0, 0},  {KEY_READ, 5, 0},        {KEY_WRITE, 0, 5},
        {KEY_SET_VALUE, 0, 5},   {KEY_QUERY_VALUE, 5, 0}, {KEY_ENUMERATE_SUB_KEYS, 5, 5},
        {MAXIMUM_ALLOWED, 0, 0}, {GENERIC_READ, 5, 0},    {GENERIC_WRITE, 0, 5},
        {GENERIC_ALL, 0, 0},     {DELETE, 5, 5},
    };
    HKEY key;
    DWORD size;
    BYTE data[8];

    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
        label("new with %08x", (unsigned)cases[i].sam);
        expect(0, RegCreateKeyExA(scratch, "rights", 0, NULL, 0, cases[i].sam, NULL, &key, NULL));
        expect(cases[i].set, RegSetValueExA(key, "v", 0, REG_BINARY, (const BYTE *)"x", 1));
        size = sizeof data;
        if (cases[i].set == 0)
            expect(cases[i].query, RegQueryValueExA(key, "v", NULL, NULL, data, &size));
        else
            expect(cases[i].query ? cases[i].query : 2,
                   RegQueryValueExA(key, "v", NULL, NULL, data, &size));
        RegCloseKey(key);
        RegDeleteKeyA(scratch, "rights");
    }
}

/* "An application cannot create a key that is a direct child of HKEY_USERS or HKEY_LOCAL_MACHINE";
 * what is there it opens, and deeper it creates. sdk-api RegCreateKeyExW; the code is regsim's
 * choice (rule create.below-roots) */
static void below_roots(int w)
{
    static const char makes[] = "makes keys anywhere";
    static const struct {
        const char *name, *there, *deeper;
    } roots[] = {{"HKLM", "Software", "Software\\regsim-conformance-root"},
                 {"HKU", ".Default", ".Default\\regsim-conformance-root"}};
    HKEY handles[] = {HKEY_LOCAL_MACHINE, HKEY_USERS}, key;

    for (unsigned i = 0; i < 2; i++) {
        label("%s %s", w ? "W" : "A", roots[i].name);
        key = NULL;
        todo_wine(makes);
        expect(ERROR_INVALID_PARAMETER,
               create_ex(w, handles[i], "regsim-conformance-root", 0, &key, NULL));
        if (key)
            RegCloseKey(key);
        key = NULL;
        todo_wine(makes);
        expect(ERROR_INVALID_PARAMETER,
               create_old(w, handles[i], "regsim-conformance-root\\deeper", &key));
        if (key)
            RegCloseKey(key);
        RegDeleteKeyA(handles[i], "regsim-conformance-root\\deeper");
        todo_wine(makes);
        expect(ERROR_FILE_NOT_FOUND, RegDeleteKeyA(handles[i], "regsim-conformance-root"));
        expect(0, create_ex(w, handles[i], roots[i].there, 0, &key, NULL));
        RegCloseKey(key);
        expect(0, create_ex(w, handles[i], roots[i].deeper, 0, &key, NULL));
        RegCloseKey(key);
        expect(0, RegDeleteKeyA(handles[i], roots[i].deeper));
    }
}

int main(void)
{
    check_begin(__FILE__, "create");
    for (int w = 0; w < 2; w++) {
        dispositions(w);
        case_is_kept(w);
        bad_paths(w);
        empty_names(w);
        null_arguments(w);
        read_only_parent(w);
        below_roots(w);
    }
    reserved();
    classes();
    rights_of_the_new_handle();
    return check_end();
}
