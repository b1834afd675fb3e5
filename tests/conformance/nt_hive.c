/* nt_hive.c: keys and files through ntdll: NtLoadKey, NtLoadKey2, NtUnloadKey, NtSaveKey,
 * NtRestoreKey, NtReplaceKey, NtLoadKeyEx, NtUnloadKey2, NtQueryOpenSubKeys. Sources: wdm
 * ZwSaveKey, ZwRestoreKey, ZwLoadKey, ZwUnloadKey; sdk-api RegSaveKeyW, RegLoadKeyW for what they
 * share with advapi32. */
#include "native.h"

static const char hive_path[] = "C:\\conformance.nt.hiv";
static const char mounted[] = "conformance-nt";

/* The key by a handle of HKEY_LOCAL_MACHINE and a name, or by its whole path. */
static HANDLE machine;

static ULONG load_at(HANDLE root, const char *key, const char *file)
{
    struct nt_string key_name = name_of(key), file_name = name_of(file);
    struct nt_attributes target = at(root, &key_name, NT_INSENSITIVE),
                         source = at(NULL, &file_name, NT_INSENSITIVE);

    return nt_load(&target, &source);
}

static ULONG unload_at(HANDLE root, const char *key)
{
    struct nt_string name = name_of(key);
    struct nt_attributes target = at(root, &name, NT_INSENSITIVE);

    return nt_unload(&target);
}

static HANDLE new_file(const char *path)
{
    return CreateFileA(path, GENERIC_READ | GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
}

/* Into an open file; the privilege, and then both handles, come first. */
static void saving(HANDLE key)
{
    HANDLE file = new_file(hive_path), event = CreateEventA(NULL, FALSE, FALSE, NULL);
    BYTE head[4] = {0};
    DWORD got = 0;

    privileges(0, 0);
    label("save without privileges");
    expect(NT_PRIVILEGE_NOT_HELD, nt_save(key, file));
    privileges(1, 1);
    label("save");
    expect(NT_INVALID_HANDLE, nt_save(NULL, file));
    expect(NT_INVALID_HANDLE, nt_save(key, NULL));
    expect(NT_TYPE_MISMATCH, nt_save(key, event));
    expect(NT_TYPE_MISMATCH, nt_save(event, file));
    expect(0, nt_save(key, file));
    SetFilePointer(file, 0, NULL, FILE_BEGIN);
    expect_true(ReadFile(file, head, 4, &got, NULL));
    todo_wine("writes text, not a hive");
    expect_bytes("regf", head, 4);
    CloseHandle(file);
    CloseHandle(event);
}

/* What was saved, loaded below HKEY_LOCAL_MACHINE; while a key of it is open it stays. */
static void loading(void)
{
    struct nt_string v;
    HANDLE key = NULL, file;
    BYTE out[64];
    ULONG size;

    privileges(0, 0);
    label("load without privileges");
    expect(NT_PRIVILEGE_NOT_HELD, load_at(machine, mounted, "\\??\\C:\\conformance.nt.hiv"));
    expect(NT_PRIVILEGE_NOT_HELD, unload_at(machine, mounted));
    privileges(1, 1);
    label("load");
    expect(0, load_at(machine, mounted, "\\??\\C:\\conformance.nt.hiv"));
    expect(0, open_at(machine, mounted, KEY_ALL_ACCESS, NT_INSENSITIVE, &key));
    v = name_of("v");
    expect(0, nt_query(key, &v, 2, out, sizeof out, &size));
    expect(NT_CANNOT_DELETE, unload_at(machine, mounted));
    label("held");
    SetLastError(0);
    file = CreateFileA(hive_path, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL,
                       OPEN_EXISTING, 0, NULL);
    todo_wine("does not hold the file");
    expect_true(file == INVALID_HANDLE_VALUE && GetLastError() == ERROR_SHARING_VIOLATION);
    if (file != INVALID_HANDLE_VALUE)
        CloseHandle(file);
    todo_wine("does not hold the file");
    expect_true(!MoveFileA(hive_path, "C:\\conformance.moved.hiv") &&
                GetLastError() == ERROR_SHARING_VIOLATION);
    MoveFileA("C:\\conformance.moved.hiv", hive_path);
    label("unload");
    expect(0, nt_close(key));
    expect(0, unload_at(machine, mounted));
    expect(NT_NOT_FOUND, open_at(machine, mounted, KEY_READ, NT_INSENSITIVE, &key));
    label("free");
    expect_true(MoveFileA(hive_path, "C:\\conformance.moved.hiv"));
    expect_true(MoveFileA("C:\\conformance.moved.hiv", hive_path));
}

typedef ULONG(NTAPI *load_ex)(struct nt_attributes *, struct nt_attributes *, ULONG, HANDLE, HANDLE,
                              ACCESS_MASK, HANDLE *, void *);
typedef ULONG(NTAPI *unload_2)(struct nt_attributes *, ULONG);
typedef ULONG(NTAPI *open_subkeys)(struct nt_attributes *, ULONG *);

static ULONG ex_at(load_ex load, ULONG flags)
{
    struct nt_string name = name_of(mounted), file = name_of("\\??\\C:\\conformance.nt.hiv");
    struct nt_attributes target = at(machine, &name, NT_INSENSITIVE),
                         source = at(NULL, &file, NT_INSENSITIVE);

    return load(&target, &source, flags, NULL, NULL, 0, NULL, NULL);
}

static ULONG count_at(open_subkeys count, const char *key, ULONG *open)
{
    struct nt_string name = name_of(key);
    struct nt_attributes target = at(machine, &name, NT_INSENSITIVE);

    return count(&target, open);
}

static ULONG unload_2_at(unload_2 unload, ULONG flags)
{
    struct nt_string name = name_of(mounted);
    struct nt_attributes target = at(machine, &name, NT_INSENSITIVE);

    return unload(&target, flags);
}

/* How many keys of a loaded hive are open (rule nt.open-subkeys). */
static void open_below(void)
{
    open_subkeys count = NULL;
    static const char absent[] = "absent";
    ULONG open = 99;
    HANDLE keys[3];

    label("open subkeys");
    if (!native_find("NtQueryOpenSubKeys", &count) && check.system != ON_WINE) {
        skip("NtQueryOpenSubKeys is absent on Windows NT 4");
        return;
    }
    expect_unless_wine(0, count_at(count, mounted, &open), absent);
    expect_unless_wine(0, open, absent);
    label("two of them");
    create_at(machine, "conformance-nt\\a", REG_OPTION_VOLATILE, &keys[0], NULL);
    create_at(machine, "conformance-nt\\b", REG_OPTION_VOLATILE, &keys[1], NULL);
    open_at(machine, "conformance-nt\\a", KEY_READ, NT_INSENSITIVE, &keys[2]);
    expect_unless_wine(0, count_at(count, mounted, &open), absent);
    expect_unless_wine(2, open, absent);
    label("no root of a hive");
    expect_unless_wine(NT_INVALID_PARAMETER, count_at(count, "conformance-nt\\a", &open), absent);
    for (unsigned i = 0; i < 3; i++)
        nt_close(keys[i]);
    label("none again");
    expect_unless_wine(0, count_at(count, mounted, &open), absent);
    expect_unless_wine(0, open, absent);
    expect_unless_wine(NT_ACCESS_VIOLATION, count_at(count, mounted, NULL), absent);
}

/* What is open when a hive is unloaded by force is gone (rule nt.force-unload). */
static void forced(void)
{
    load_ex load = NULL;
    unload_2 unload = NULL;
    HANDLE key, other;

    label("load ex");
    expect(check_on("ws2003 win7 win10"), native_find("NtLoadKeyEx", &load));
    if (load)
        expect_unless_wine(NT_INVALID_PARAMETER, ex_at(load, 0x40000), "takes any flag");
    label("load for unloading");
    expect(0, load ? ex_at(load, 0) : load_at(machine, mounted, "\\??\\C:\\conformance.nt.hiv"));
    open_below();
    label("unload by force");
    if (!native_find("NtUnloadKey2", &unload) && check.system != ON_WINE) {
        skip("NtUnloadKey2 came with Windows Server 2003");
        unload_at(machine, mounted);
        return;
    }
    open_at(machine, mounted, KEY_ALL_ACCESS, NT_INSENSITIVE, &key);
    expect_unless_wine(NT_INVALID_PARAMETER, unload_2_at(unload, 2), "absent");
    expect_unless_wine(NT_CANNOT_DELETE, unload_2_at(unload, 0), "absent");
    expect_unless_wine(0, unload_2_at(unload, 1), "absent");
    expect_unless_wine(NT_NOT_FOUND, open_at(machine, mounted, KEY_READ, NT_INSENSITIVE, &other),
                       "absent");
    expect_unless_wine(NT_KEY_DELETED, nt_flush(key), "absent");
    nt_close(key);
    if (check.system == ON_WINE)
        unload_at(machine, mounted);
}

static void load_codes(void)
{
    static const char path[] = "\\Registry\\Machine\\conformance-nt";
    struct nt_string name;
    struct nt_attributes target = at(machine, &name, NT_INSENSITIVE);
    HANDLE file;
    DWORD written;

    label("codes");
    expect(NT_PATH_NOT_FOUND, load_at(machine, mounted, "\\??\\C:\\no-such-directory\\x"));
    file = new_file("C:\\conformance.txt");
    WriteFile(file, "this is not a hive", 18, &written, NULL);
    CloseHandle(file);
    expect(NT_NOT_REGISTRY_FILE, load_at(machine, mounted, "\\??\\C:\\conformance.txt"));
    DeleteFileA("C:\\conformance.txt");
    name = name_of(mounted);
    broken("nt4", NT_INVALID_PARAMETER, "NULL attributes are 87 on Windows NT 4");
    expect_no_fault(NT_ACCESS_VIOLATION, nt_load(&target, NULL));
    broken("nt4", NT_INVALID_PARAMETER, "NULL attributes are 87 on Windows NT 4");
    expect_no_fault(NT_ACCESS_VIOLATION, nt_unload(NULL));
    expect(NT_OBJECT_PATH_SYNTAX, load_at(NULL, mounted, "\\??\\C:\\conformance.nt.hiv"));
    expect(NT_OBJECT_PATH_SYNTAX, load_at(machine, mounted, "C:\\conformance.nt.hiv"));
    expect(NT_NOT_FOUND, unload_at(machine, "conformance-absent"));
    label("whole path");
    todo_wine("loads by a root and a name alone");
    expect(0, load_at(NULL, path, "\\??\\C:\\conformance.nt.hiv"));
    expect(0, unload_at(NULL, path));
}

/* The content of a key that is there; the file must be a hive. */
static void restoring(void)
{
    static const char stub[] = "NtRestoreKey does nothing";
    struct nt_string v, other;
    HANDLE key = NULL, file, text;
    BYTE out[64];
    DWORD written;
    ULONG size;

    label("restore");
    create_at(scratch, "restored", 0, &key, NULL);
    v = name_of("v");
    other = name_of("other");
    nt_set(key, &other, 0, REG_NONE, NULL, 0);
    file = CreateFileA(hive_path, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
    privileges(0, 0);
    todo_wine(stub);
    expect(NT_PRIVILEGE_NOT_HELD, nt_restore(key, file, 0));
    privileges(1, 1);
    todo_wine(stub);
    expect(NT_INVALID_HANDLE, nt_restore(NULL, file, 0));
    todo_wine(stub);
    expect(NT_INVALID_HANDLE, nt_restore(key, NULL, 0));
    expect(0, nt_restore(key, file, 0));
    todo_wine(stub);
    expect(0, nt_query(key, &v, 2, out, sizeof out, &size));
    todo_wine(stub);
    expect(NT_NOT_FOUND, nt_query(key, &other, 2, out, sizeof out, &size));
    CloseHandle(file);
    text = new_file("C:\\conformance.txt");
    WriteFile(text, "this is not a hive", 18, &written, NULL);
    todo_wine(stub);
    expect(NT_NOT_REGISTRY_FILE, nt_restore(key, text, 0));
    CloseHandle(text);
    DeleteFileA("C:\\conformance.txt");
    label("restore a deleted key");
    expect(0, nt_delete(key));
    file = CreateFileA(hive_path, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
    todo_wine(stub);
    expect(NT_KEY_DELETED, nt_restore(key, file, 0));
    expect(NT_KEY_DELETED, nt_save(key, file));
    CloseHandle(file);
    nt_close(key);
}

int main(void)
{
    struct nt_string v;
    HANDLE key = NULL;

    check_begin(__FILE__, "nt_hive");
    if (!native_load("Nt"))
        return check_end();
    open_at(NULL, "\\REGISTRY\\MACHINE", KEY_READ, NT_INSENSITIVE, &machine);
    create_at(scratch, "source", 0, &key, NULL);
    v = name_of("v");
    nt_set(key, &v, 0, REG_SZ, L"text", 10);
    privileges(1, 1);
    unload_at(machine, mounted); /* what a run that was cut off left */
    saving(key);
    loading();
    load_codes();
    forced();
    restoring();
    nt_close(key);
    nt_close(machine);
    DeleteFileA(hive_path);
    return check_end();
}
