/* nt.c: the native key calls that advapi32 rests on, with their NTSTATUS. Sources: ntddk/wdm
 * ZwCreateKey, ZwOpenKey, ZwSetValueKey, ZwQueryValueKey, ZwEnumerateKey, ZwDeleteKey; Wine reg
 * tests (ntdll) for the codes. */
#include "native.h"

/* Paths: absolute from \Registry, relative to a root; names below \Registry fold even without the
 * flag (rule nt.status). */
static void opening(void)
{
    char path[200];
    HANDLE key;
    unsigned insensitive;

    snprintf(path, sizeof path, "\\REGISTRY\\MACHINE\\%s", scratch_path);
    for (insensitive = 0; insensitive < 2; insensitive++) {
        ULONG flags = insensitive ? NT_INSENSITIVE : 0;

        label("flags %x", (unsigned)flags);
        expect(NT_SUCCESS_CODE, open_at(NULL, path, KEY_READ, flags, &key));
        expect(NT_SUCCESS_CODE, nt_close(key));
        expect(NT_SUCCESS_CODE,
               open_at(NULL, "\\REGISTRY\\Machine\\Software", KEY_READ, flags, &key));
        expect(NT_SUCCESS_CODE, nt_close(key));
        expect(NT_SUCCESS_CODE, open_at(scratch, "child", KEY_READ, flags, &key));
        expect(NT_SUCCESS_CODE, nt_close(key));
        expect(NT_SUCCESS_CODE, open_at(scratch, "CHILD", KEY_READ, flags, &key));
        expect(NT_SUCCESS_CODE, nt_close(key));
        expect(NT_NOT_FOUND, open_at(scratch, "absent", KEY_READ, flags, &key));
        expect(NT_NOT_FOUND, open_at(scratch, "child\\absent", KEY_READ, flags, &key));
        expect(NT_OBJECT_PATH_SYNTAX, open_at(scratch, "\\child", KEY_READ, flags, &key));
        expect(NT_SUCCESS_CODE, open_at(scratch, "", KEY_READ, flags, &key));
        expect(NT_SUCCESS_CODE, nt_close(key));
        expect(NT_INVALID_HANDLE,
               open_at((HANDLE)(ULONG_PTR)0xbeef0, "child", KEY_READ, flags, &key));
    }
    label("access 0");
    todo_wine("grants a handle without rights");
    expect(NT_ACCESS_DENIED, open_at(scratch, "child", 0, NT_INSENSITIVE, &key));
}

/* One level a call: the loop over missing parents is in Win32 (rule create.nt-parents). */
static void creating(void)
{
    HANDLE key, child;
    ULONG disposition = 0;

    label("create");
    expect(NT_NOT_FOUND, create_at(scratch, "missing\\leaf", 0, &key, &disposition));
    expect(NT_SUCCESS_CODE, create_at(scratch, "made", 0, &key, &disposition));
    expect(REG_CREATED_NEW_KEY, disposition);
    expect(NT_SUCCESS_CODE, nt_close(key));
    expect(NT_SUCCESS_CODE, create_at(scratch, "MADE", 0, &key, &disposition));
    expect(REG_OPENED_EXISTING_KEY, disposition);
    expect(NT_SUCCESS_CODE, nt_close(key));
    expect(NT_SUCCESS_CODE, create_at(scratch, "vol", REG_OPTION_VOLATILE, &key, NULL));
    expect(NT_CHILD_MUST_BE_VOLATILE, create_at(key, "stable", 0, &child, NULL));
    expect(NT_SUCCESS_CODE, nt_delete(key));
    expect(NT_SUCCESS_CODE, nt_close(key));
    expect(NT_INVALID_HANDLE, nt_close(key));
    expect(NT_SUCCESS_CODE, open_at(scratch, "made", DELETE, NT_INSENSITIVE, &key));
    expect(NT_SUCCESS_CODE, nt_delete(key));
    expect(NT_SUCCESS_CODE, nt_close(key));
}

/* Values by KEY_VALUE_PARTIAL_INFORMATION: TitleIndex, Type, DataLength, Data. */
static void values(void)
{
    struct nt_string v = name_of("v"), absent = name_of("absent"), empty = name_of("");
    BYTE out[64];
    ULONG length = 0, header[3];

    label("values");
    expect(NT_SUCCESS_CODE, nt_set(scratch, &v, 0, REG_SZ, L"abc", 8));
    guard(out);
    expect(NT_SUCCESS_CODE, nt_query(scratch, &v, 2, out, sizeof out, &length));
    expect(20, length);
    memcpy(header, out, 12);
    expect(REG_SZ, header[1]);
    expect(8, header[2]);
    expect_bytes(L"abc", out + 12, 8);
    expect_guard(out, 20);
    for (ULONG room = 0; room <= 21; room += 3) {
        label("partial in %u", (unsigned)room);
        guard(out);
        expect(room < 12   ? NT_BUFFER_TOO_SMALL
               : room < 20 ? NT_BUFFER_OVERFLOW
                           : 0u,
               nt_query(scratch, &v, 2, out, room, &length));
        expect(20, length);
        expect_guard(out, room < 20 ? room : 20);
    }
    label("values");
    expect(NT_NOT_FOUND, nt_query(scratch, &absent, 2, out, sizeof out, &length));
    expect(NT_NOT_FOUND, nt_delete_value(scratch, &absent));
    expect(NT_SUCCESS_CODE, nt_set(scratch, &empty, 0, 0xff00ff00, "xyz", 3));
    expect(NT_SUCCESS_CODE, nt_query(scratch, &empty, 2, out, sizeof out, &length));
    memcpy(header, out, 12);
    expect(0xff00ff00, header[1]);
    expect(NT_SUCCESS_CODE, nt_delete_value(scratch, &empty));
    expect(NT_SUCCESS_CODE, nt_enum_value(scratch, 0, 0, out, sizeof out, &length));
    expect(NT_NO_MORE_ENTRIES, nt_enum_value(scratch, 1, 0, out, sizeof out, &length));
    expect(NT_SUCCESS_CODE, nt_delete_value(scratch, &v));
    expect(NT_INVALID_HANDLE,
           nt_query((HANDLE)(ULONG_PTR)0xbeef0, &v, 2, out, sizeof out, &length));
}

/* Names with an embedded NUL exist only here; Win32 cannot reach them by name (rule name.nul). */
static void embedded_nul(void)
{
    WCHAR units[] = {'a', 0, 'b'}, got[16];
    struct nt_string name = {6, 6, units};
    struct nt_attributes attributes = {sizeof attributes, scratch, &name,
                                       NT_INSENSITIVE,    NULL,    NULL};
    HANDLE key = NULL;
    HKEY out = NULL;
    DWORD count = 16;

    label("embedded NUL");
    expect(NT_SUCCESS_CODE, nt_create(&key, KEY_ALL_ACCESS, &attributes, 0, NULL, 0, NULL));
    expect(NT_SUCCESS_CODE, nt_close(key));
    expect(ERROR_FILE_NOT_FOUND, RegOpenKeyW(scratch, L"a", &out));
    expect(0, RegEnumKeyExW(scratch, 0, got, &count, NULL, NULL, NULL, NULL));
    expect(3, count);
    expect_bytes(units, got, 6);
    expect(NT_SUCCESS_CODE, nt_open(&key, KEY_ALL_ACCESS, &attributes));
    expect(NT_SUCCESS_CODE, nt_set(key, &name, 0, REG_NONE, NULL, 0));
    expect(NT_NOT_FOUND,
           nt_query(key, &(struct nt_string){2, 2, units}, 2, got, sizeof got, &count));
    expect(NT_SUCCESS_CODE, nt_query(key, &name, 2, got, sizeof got, &count));
    expect(NT_SUCCESS_CODE, nt_delete(key));
    expect(NT_SUCCESS_CODE, nt_close(key));
}

/* Deleting: children are STATUS_CANNOT_DELETE, twice is success, then the handle is of a deleted
 * key (rules delete.nt-has-children, delete.nt-twice). */
static void deleting(void)
{
    struct nt_string v = name_of("v");
    HANDLE key, child;
    BYTE out[64];
    ULONG length;

    label("delete");
    create_at(scratch, "parent", 0, &key, NULL);
    create_at(key, "child", 0, &child, NULL);
    todo_wine("answers STATUS_ACCESS_DENIED");
    expect(NT_CANNOT_DELETE, nt_delete(key));
    expect(NT_SUCCESS_CODE, nt_delete(child));
    expect(NT_SUCCESS_CODE, nt_delete(child));
    expect(NT_KEY_DELETED, nt_set(child, &v, 0, REG_NONE, NULL, 0));
    expect(NT_KEY_DELETED, nt_query(child, &v, 2, out, sizeof out, &length));
    expect(NT_KEY_DELETED, nt_delete_value(child, &v));
    expect(NT_KEY_DELETED, nt_enum(child, 0, 0, out, sizeof out, &length));
    expect(NT_KEY_DELETED, nt_enum_value(child, 0, 0, out, sizeof out, &length));
    expect(NT_KEY_DELETED, nt_flush(child));
    expect(NT_SUCCESS_CODE, nt_close(child));
    expect(NT_NO_MORE_ENTRIES, nt_enum(key, 0, 0, out, sizeof out, &length));
    expect(NT_SUCCESS_CODE, nt_delete(key));
    expect(NT_SUCCESS_CODE, nt_close(key));
    expect(NT_INVALID_HANDLE, nt_delete(key));
}

int main(void)
{
    check_begin(__FILE__, "nt");
    if (!native_load("Nt"))
        return check_end();
    RegCloseKey(fresh("child"));
    opening();
    creating();
    values();
    RegDeleteKeyA(scratch, "child");
    embedded_nul();
    deleting();
    return check_end();
}
