/* nt_open.c: what NtOpenKey and NtCreateKey make of paths, attributes, pointers and handles, and
 * the Zw names. Sources: wdm ZwOpenKey, ZwCreateKey; WDK "Using Nt and Zw Versions of the Native
 * System Services Routines"; Wine test_NtOpenKey, test_NtCreateKey (ntdll). */
#include "native.h"

#define UNTOUCHED ((HANDLE)(ULONG_PTR)0x5a5a5a58)

/* The first name is the object manager's, which tells upper case from lower case without the flag,
 * until Windows 10 1607; what is below it is the registry's, which does not (rule
 * nt.registry-case). */
static void absolute_paths(void)
{
    static const char lower[] = "Windows 10 1607 and later fold it";
    static const struct {
        const char *path;
        unsigned folding, exact;
    } paths[] = {
        {"", NT_OBJECT_PATH_SYNTAX, NT_OBJECT_PATH_SYNTAX},
        {"\\", NT_TYPE_MISMATCH, NT_TYPE_MISMATCH},
        {"\\\\\\", NT_NAME_INVALID, NT_NAME_INVALID},
        {"Machine", NT_OBJECT_PATH_SYNTAX, NT_OBJECT_PATH_SYNTAX},
        {"Machine\\Software\\Classes", NT_OBJECT_PATH_SYNTAX, NT_OBJECT_PATH_SYNTAX},
        {"\\Registry", 0, NT_NOT_FOUND},
        {"\\Registry\\", 0, NT_PATH_NOT_FOUND},
        {"\\Registry\\\\", 0, NT_PATH_NOT_FOUND},
        {"\\Registry\\Machine", 0, NT_PATH_NOT_FOUND},
        {"\\REGISTRY", 0, 0},
        {"\\REGISTRY\\MACHINE", 0, 0},
        {"\\REGISTRY\\machine\\software", 0, 0},
        {"\\REGISTRY\\machine\\software\\", 0, 0},
        {"\\REGISTRY\\NoSuchRoot", NT_NOT_FOUND, NT_NOT_FOUND},
        {"\\Foobar", NT_NOT_FOUND, NT_NOT_FOUND},
        {"\\Foobar\\Machine", NT_PATH_NOT_FOUND, NT_PATH_NOT_FOUND},
        {"\\Machine\\Software\\Classes", NT_PATH_NOT_FOUND, NT_PATH_NOT_FOUND},
        {"\\Registryx\\Machine", NT_PATH_NOT_FOUND, NT_PATH_NOT_FOUND},
    };
    HANDLE key;

    for (unsigned i = 0; i < sizeof paths / sizeof *paths; i++) {
        for (unsigned folds = 0; folds < 2; folds++) {
            unsigned want = folds ? paths[i].folding : paths[i].exact;

            label("'%s' flags %x", paths[i].path, folds ? NT_INSENSITIVE : 0);
            key = UNTOUCHED;
            if (want != paths[i].folding) {
                broken("win10", paths[i].folding, lower);
                todo_wine("folds as Windows 10 does");
            }
            expect(want, open_at(NULL, paths[i].path, KEY_READ, folds ? NT_INSENSITIVE : 0, &key));
            if (key && key != UNTOUCHED)
                nt_close(key);
            else if (want == 0 && folds)
                expect_true(key == NULL);
        }
    }
}

/* One name a call may be new; backslashes between and behind names do not count. */
static void relative_paths(void)
{
    static const struct {
        const char *path;
        unsigned want;
    } paths[] = {
        {"test\\sub\\key", NT_NOT_FOUND},
        {"test\\subkey", NT_NOT_FOUND},
        {"test\\\\subkey", NT_NOT_FOUND},
        {"test\\subkey\\", NT_NOT_FOUND},
        {"test_subkey\\", 0},
        {"test_subkey\\\\", 0},
        {"test_subkey", 0},
        {"test_subkey\\\\test\\\\", 0},
        {"test_subkey\\test\\deeper", 0},
        {"\\absolute", NT_OBJECT_PATH_SYNTAX},
    };
    HANDLE key;

    for (unsigned i = 0; i < sizeof paths / sizeof *paths; i++) {
        label("create '%s'", paths[i].path);
        key = NULL;
        expect(paths[i].want, create_at(scratch, paths[i].path, 0, &key, NULL));
        if (key)
            nt_close(key);
    }
    empty_key(scratch);
}

/* The system probes what a program gives it: a wild pointer is an answer, and a wrong size too. */
static void bad_arguments(void)
{
    struct nt_string name = name_of("child"), odd = {3, 4, name.Buffer},
                     wild = {8, 8, (WCHAR *)(ULONG_PTR)0x10};
    struct nt_attributes attributes = at(scratch, &name, NT_INSENSITIVE);
    HANDLE key = UNTOUCHED;

    label("bad arguments");
    expect_no_fault(NT_ACCESS_VIOLATION, nt_open(NULL, KEY_READ, &attributes));
    broken("nt4", NT_INVALID_PARAMETER, "NULL attributes are 87 on Windows NT 4");
    expect_no_fault(NT_ACCESS_VIOLATION, nt_open(&key, KEY_READ, NULL));
    expect_no_fault(NT_ACCESS_VIOLATION, nt_open(NULL, KEY_READ, NULL));
    broken("nt4", NT_INVALID_PARAMETER, "NULL attributes are 87 on Windows NT 4");
    expect_no_fault(NT_ACCESS_VIOLATION, nt_create(&key, KEY_READ, NULL, 0, NULL, 0, NULL));
    expect_no_fault(NT_ACCESS_VIOLATION, nt_create(NULL, KEY_READ, &attributes, 0, NULL, 0, NULL));
    for (unsigned size = 0; size <= 2 * sizeof attributes; size += 8) {
        label("attributes of %u bytes", size);
        attributes.Length = size;
        key = UNTOUCHED;
        expect(size == sizeof attributes ? 0 : NT_INVALID_PARAMETER,
               nt_open(&key, KEY_READ, &attributes));
        if (key && key != UNTOUCHED)
            nt_close(key);
    }
    attributes.Length = sizeof attributes;
    label("names");
    attributes.ObjectName = &odd;
    expect(NT_NAME_INVALID, nt_open(&key, KEY_READ, &attributes));
    attributes.ObjectName = &wild;
    expect_no_fault(NT_ACCESS_VIOLATION, nt_open(&key, KEY_READ, &attributes));
    attributes.ObjectName = (struct nt_string *)(ULONG_PTR)0x10;
    expect_no_fault(NT_ACCESS_VIOLATION, nt_open(&key, KEY_READ, &attributes));
    label("no result");
    key = UNTOUCHED;
    expect(NT_OBJECT_PATH_SYNTAX, open_at(NULL, "Machine", KEY_READ, 0, &key));
    expect_true(key == NULL);
}

/* A handle has a type; the predefined keys are advapi32's, not the system's. */
static void handles(void)
{
    HANDLE event = CreateEventA(NULL, FALSE, FALSE, NULL), key = NULL, out = NULL;
    struct nt_string v = name_of("v");
    BYTE data[64];
    ULONG size;
    const struct {
        const char *what;
        HANDLE handle;
        unsigned want;
    } roots[] = {
        {"event", event, NT_TYPE_MISMATCH},
        {"HKEY_LOCAL_MACHINE", (HANDLE)HKEY_LOCAL_MACHINE, NT_INVALID_HANDLE},
        {"HKEY_CLASSES_ROOT", (HANDLE)HKEY_CLASSES_ROOT, NT_INVALID_HANDLE},
        {"HKEY_PERFORMANCE_DATA", (HANDLE)HKEY_PERFORMANCE_DATA, NT_INVALID_HANDLE},
        {"0xbeef0", (HANDLE)(ULONG_PTR)0xbeef0, NT_INVALID_HANDLE},
    };

    for (unsigned i = 0; i < sizeof roots / sizeof *roots; i++) {
        HANDLE root = roots[i].handle;
        unsigned want = roots[i].want;

        label("%s", roots[i].what);
        expect(want, open_at(root, "child", KEY_READ, NT_INSENSITIVE, &out));
        expect(want, create_at(root, "child", 0, &out, NULL));
        expect(want, nt_query(root, &v, 2, data, sizeof data, &size));
        expect(want, nt_set(root, &v, 0, REG_NONE, NULL, 0));
        expect(want, nt_delete_value(root, &v));
        expect(want, nt_enum(root, 0, 0, data, sizeof data, &size));
        expect(want, nt_enum_value(root, 0, 0, data, sizeof data, &size));
        expect(want, nt_query_key(root, 0, data, sizeof data, &size));
        expect(want, nt_flush(root));
        expect(want, nt_delete(root));
    }
    label("closed");
    create_at(scratch, "closed", 0, &key, NULL);
    expect(NT_SUCCESS_CODE, nt_delete(key));
    expect(NT_SUCCESS_CODE, nt_close(key));
    expect(NT_INVALID_HANDLE, nt_query_key(key, 0, data, sizeof data, &size));
    expect(NT_INVALID_HANDLE, nt_close(key));
    expect(NT_INVALID_HANDLE, nt_close(NULL));
    CloseHandle(event);
}

/* Through a key that is deleted nothing opens any more. */
static void below_a_deleted_key(void)
{
    HANDLE key = NULL, out = NULL;

    label("deleted root");
    create_at(scratch, "gone", 0, &key, NULL);
    expect(NT_SUCCESS_CODE, nt_delete(key));
    expect(NT_KEY_DELETED, open_at(key, "subkey", KEY_READ, NT_INSENSITIVE, &out));
    expect(NT_KEY_DELETED, create_at(key, "subkey", 0, &out, NULL));
    expect(NT_SUCCESS_CODE, nt_close(key));
}

/* Lengths of names as the system itself takes them, without advapi32 in between. */
static void lengths(void)
{
    WCHAR units[300];
    struct nt_string name = {0, 0, units};
    struct nt_attributes attributes = at(scratch, &name, NT_INSENSITIVE);

    for (unsigned i = 0; i < 300; i++)
        units[i] = L'n';
    for (unsigned count = 254; count <= 258; count++) {
        HANDLE key = NULL;

        label("%u units", count);
        name.Length = name.MaximumLength = (USHORT)(count * 2);
        if (count == 256)
            todo_wine("takes 256 units");
        expect(count < 256 ? 0 : NT_INVALID_PARAMETER,
               nt_create(&key, KEY_ALL_ACCESS, &attributes, 0, NULL, 0, NULL));
        if (key) {
            nt_delete(key);
            nt_close(key);
        }
        expect(count < 257 ? NT_NOT_FOUND : NT_INVALID_PARAMETER,
               nt_open(&key, KEY_READ, &attributes));
    }
}

int main(void)
{
    check_begin(__FILE__, "nt_open");
    if (!native_load("Nt") || !native_load("Zw"))
        return check_end();
    RegCloseKey(fresh("child"));
    absolute_paths();
    relative_paths();
    RegCloseKey(fresh("child"));
    bad_arguments();
    handles();
    below_a_deleted_key();
    lengths();
    return check_end();
}
