/* nt_object.c: NtQueryObject on keys, NtQuerySecurityObject and NtSetSecurityObject. Sources:
 * winternl NtQueryObject; wdm ZwQueryObject; ntifs ZwQuerySecurityObject, ZwSetSecurityObject; Wine
 * test_NtDeleteKey (ntdll) for a deleted key. */
#include "native.h"

static BYTE out[1024];

/* A UNICODE_STRING whose buffer is right behind it, with a NUL. */
static void names(void)
{
    WCHAR want[160] = L"\\REGISTRY\\MACHINE\\Software\\regsim-conformance\\nt_object\\named";
    HANDLE key = NULL, event = CreateEventA(NULL, FALSE, FALSE, NULL);
    struct nt_string got;
    unsigned units = 0, whole, head = sizeof got;
    ULONG size = 0;

    while (want[units])
        units++;
    whole = head + 2 * units + 2;
    create_at(scratch, "named", 0, &key, NULL);
    for (unsigned i = 0; i < 9; i++) {
        const unsigned rooms[] = {0,         1,     head - 1,  head,      head + 1,
                                  whole - 1, whole, whole + 1, sizeof out};
        unsigned room = rooms[i];

        label("name in %u", room);
        guard(out);
        size = 0;
        expect(room < whole ? NT_LENGTH_MISMATCH : 0,
               nt_query_object(key, 1, out, room, &size)); /* observed under Wine */
        expect(whole, size);
        expect_guard(out, room < whole ? room : whole);
    }
    label("name");
    memcpy(&got, out, sizeof got);
    expect(2 * units, got.Length);
    expect(2 * units + 2, got.MaximumLength);
    expect_true((BYTE *)got.Buffer == out + head);
    CharUpperBuffW(want, units);
    CharUpperBuffW((WCHAR *)(void *)(out + head), units);
    expect_bytes(want, out + head, 2 * units + 2);
    label("unnamed");
    expect(0, nt_query_object(event, 1, out, sizeof out, &size));
    expect(head, size);
    memcpy(&got, out, sizeof got);
    expect(0, got.Length);
    expect_true(got.Buffer == NULL);
    CloseHandle(event);
    label("deleted");
    expect(0, nt_delete(key));
    expect(NT_KEY_DELETED, nt_query_object(key, 1, out, sizeof out, &size));
    expect(0, nt_query_object(key, 0, out, 56, &size));
    nt_close(key);
    label("bad");
    expect(NT_INVALID_HANDLE, nt_query_object(key, 1, out, sizeof out, &size));
    expect(NT_INVALID_HANDLE, nt_query_object(NULL, 1, out, sizeof out, &size));
    expect(NT_INVALID_HANDLE,
           nt_query_object((HANDLE)HKEY_LOCAL_MACHINE, 1, out, sizeof out, &size));
}

/* Attributes, GrantedAccess, HandleCount, …: what the handle may do is what it was given. */
static void basic(void)
{
    static const ACCESS_MASK rights[] = {KEY_READ, KEY_WRITE, KEY_QUERY_VALUE, KEY_ALL_ACCESS};
    ULONG numbers[14], size = 0;

    for (unsigned i = 0; i < sizeof rights / sizeof *rights; i++) {
        HANDLE key = NULL;

        label("rights %x", (unsigned)rights[i]);
        expect(0, open_at(scratch, "", rights[i], NT_INSENSITIVE, &key));
        expect(0, nt_query_object(key, 0, out, 56, &size));
        memcpy(numbers, out, sizeof numbers);
        expect(0, numbers[0]);
        expect(rights[i], numbers[1]);
        expect(56, size);
        nt_close(key);
    }
    for (unsigned room = 54; room <= 58; room++) {
        label("basic in %u", room);
        if (room > 56)
            todo_wine("takes more room");
        expect(room == 56 ? 0 : NT_LENGTH_MISMATCH, nt_query_object(scratch, 0, out, room, &size));
    }
    label("class");
    todo_wine("answers STATUS_NOT_IMPLEMENTED");
    expect(NT_INVALID_INFO_CLASS, nt_query_object(scratch, 99, out, sizeof out, &size));
}

/* The parts that were asked for, at all sizes; what is set is what is read. */
static void security(void)
{
    HANDLE key = NULL, reader = NULL, event = CreateEventA(NULL, FALSE, FALSE, NULL);
    BYTE copy[1024];
    ULONG whole = 0, size = 0;

    label("security");
    create_at(scratch, "secured", 0, &key, NULL);
    expect(NT_BUFFER_TOO_SMALL, nt_query_security(key, DACL_SECURITY_INFORMATION, NULL, 0, &whole));
    expect_true(whole > 20);
    for (unsigned i = 0; i < 5; i++) {
        const unsigned rooms[] = {1, 19, whole - 1, whole, whole + 1};

        label("security %u", i);
        guard(out);
        expect(rooms[i] < whole ? NT_BUFFER_TOO_SMALL : 0,
               nt_query_security(key, DACL_SECURITY_INFORMATION, out, rooms[i], &size));
        expect_true(size == whole);
        expect_guard(out, rooms[i] < whole ? 0 : whole);
    }
    label("set security");
    expect(0, nt_set_security(key, DACL_SECURITY_INFORMATION, out));
    expect(0, nt_query_security(key, DACL_SECURITY_INFORMATION, copy, sizeof copy, &size));
    expect_true(size == whole && memcmp(out + 20, copy + 20, whole - 20) == 0);
    expect_no_fault(NT_ACCESS_VIOLATION, nt_set_security(key, DACL_SECURITY_INFORMATION, NULL));
    expect(0, open_at(key, "", KEY_QUERY_VALUE, NT_INSENSITIVE, &reader));
    expect(NT_ACCESS_DENIED,
           nt_query_security(reader, DACL_SECURITY_INFORMATION, copy, sizeof copy, &size));
    expect(NT_ACCESS_DENIED, nt_set_security(reader, DACL_SECURITY_INFORMATION, out));
    nt_close(reader);
    label("bad");
    expect(NT_INVALID_HANDLE,
           nt_query_security(NULL, DACL_SECURITY_INFORMATION, copy, sizeof copy, &size));
    expect(NT_INVALID_HANDLE, nt_set_security(NULL, DACL_SECURITY_INFORMATION, out));
    label("deleted");
    expect(0, nt_delete(key));
    todo_wine("keeps the descriptor of a deleted key");
    expect(NT_KEY_DELETED,
           nt_query_security(key, DACL_SECURITY_INFORMATION, copy, sizeof copy, &size));
    todo_wine("keeps the descriptor of a deleted key");
    expect(NT_KEY_DELETED, nt_set_security(key, DACL_SECURITY_INFORMATION, out));
    nt_close(key);
    CloseHandle(event);
}

int main(void)
{
    check_begin(__FILE__, "nt_object");
    if (!native_load("Nt"))
        return check_end();
    names();
    basic();
    security();
    return check_end();
}
