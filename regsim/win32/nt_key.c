/*
 * ntdll's key calls: the same registry/ operations as the Win32 ones, with NTSTATUS, counted names
 * and one level a call (wdm ZwCreateKey, ZwOpenKey, ZwDeleteKey, ZwSetValueKey).
 */
#include "win32/key_handle.h"
#include "win32/nt_status.h"
#include "win32/text.h"

#include "base/memory.h"
#include "base/ustr.h"
#include "sdk/winternl.h"

static LONG nt_end(struct call *call, uint32_t code)
{
    call_done(call, code);
    return nt_from_win32(code);
}

/* The program's counted string; NULL gives an empty one. */
static struct ustr counted(enum scratch_slot slot, const UNICODE_STRING *text)
{
    UNICODE_STRING copy = {0, 0, NULL};
    if (text)
        user_copy_in(&copy, text, sizeof copy);
    return text_unaligned(slot, copy.Buffer, copy.Length / sizeof(WCHAR));
}

struct nt_path {
    struct key_ref root; /* `absolute`: only its registry and machine */
    bool absolute;
    struct ustr path;
    uint32_t flags;
};

/* Where the call starts: RootDirectory, or \REGISTRY for an absolute path. */
static uint32_t path_of(struct nt_path *out, struct call *call, const OBJECT_ATTRIBUTES *attributes)
{
    OBJECT_ATTRIBUTES copy;
    if (!attributes)
        return ERROR_INVALID_PARAMETER;
    user_copy_in(&copy, attributes, sizeof copy);
    if (copy.Length != sizeof copy)
        return ERROR_INVALID_PARAMETER;
    out->path = counted(SCRATCH_NAME, copy.ObjectName);
    out->flags = copy.Attributes;
    out->absolute = !copy.RootDirectory;
    call_trace_text(call, out->path);
    if (!out->absolute)
        return key_ref_plain(&out->root, call, (HKEY)copy.RootDirectory);
    out->root.machine = call->machine;
    out->root.registry = &call->machine->registry;
    if (out->path.count && *out->path.units != u'\\')
        return ERROR_BAD_PATHNAME;
    return ERROR_SUCCESS;
}

static uint32_t open_path(struct reg_key *out, struct call *call, const struct nt_path *from,
                          struct ustr path, uint32_t options, uint32_t desired)
{
    struct reg_caller caller = call_caller(call);
    if (from->flags & OBJ_OPENLINK)
        options |= REG_OPT_OPEN_LINK;
    return reg_open(out, from->root.registry, &caller, from->absolute ? NULL : &from->root.key,
                    path, options, desired);
}

static LONG open_key(struct call *call, PHANDLE out, ACCESS_MASK desired,
                     const OBJECT_ATTRIBUTES *attributes, uint32_t options)
{
    struct nt_path from;
    struct reg_key key;
    HKEY opened = NULL;
    uint32_t code = out ? path_of(&from, call, attributes) : ERROR_NOACCESS;
    if (code == ERROR_SUCCESS && call->failed)
        code = call->failed;
    if (code == ERROR_SUCCESS)
        code = open_path(&key, call, &from, from.path, options, desired);
    if (code == ERROR_SUCCESS)
        code = key_handle_new(&opened, call, from.root.machine, &key);
    if (code == ERROR_SUCCESS)
        user_put_pointer(out, opened);
    return nt_end(call, code);
}

NTSTATUS NTAPI NtOpenKey(PHANDLE key, ACCESS_MASK desired, POBJECT_ATTRIBUTES attributes)
{
    struct call call = call_begin("NtOpenKey");
    return open_key(&call, key, desired, attributes, 0);
}

NTSTATUS NTAPI NtOpenKeyEx(PHANDLE key, ACCESS_MASK desired, POBJECT_ATTRIBUTES attributes,
                           ULONG options)
{
    struct call call = call_begin("NtOpenKeyEx");
    return open_key(&call, key, desired, attributes, options);
}

/* Only the last name may be new: the loop over missing parents is in Win32 (Wine reg tests, ntdll).
 */
static uint32_t parent_is_there(struct call *call, const struct nt_path *from)
{
    struct reg_key parent;
    size_t end = from->path.count;
    while (end && from->path.units[end - 1] != u'\\')
        end--;
    if (end <= 1)
        return ERROR_SUCCESS;
    return open_path(&parent, call, from, ustr_slice(from->path, 0, end - 1), 0,
                     KEY_CREATE_SUB_KEY);
}

NTSTATUS NTAPI NtCreateKey(PHANDLE key, ACCESS_MASK desired, POBJECT_ATTRIBUTES attributes,
                           ULONG title_index, PUNICODE_STRING class_name, ULONG options,
                           PULONG disposition)
{
    struct call call = call_begin("NtCreateKey");
    struct nt_path from;
    struct reg_key made;
    struct reg_caller caller = call_caller(&call);
    HKEY opened = NULL;
    uint32_t what = 0, code = key ? path_of(&from, &call, attributes) : ERROR_NOACCESS;
    (void)title_index;
    if (code == ERROR_SUCCESS && call.failed)
        code = call.failed;
    if (code == ERROR_SUCCESS)
        code = parent_is_there(&call, &from);
    if (code == ERROR_SUCCESS)
        code = reg_create(&made, &what, from.root.registry, &caller,
                          from.absolute ? NULL : &from.root.key, from.path,
                          counted(SCRATCH_OTHER, class_name), options, desired, NULL);
    if (code == ERROR_SUCCESS)
        code = key_handle_new(&opened, &call, from.root.machine, &made);
    if (code == ERROR_SUCCESS) {
        user_put_pointer(key, opened);
        user_put32(disposition, what);
    }
    return nt_end(&call, code);
}

NTSTATUS NTAPI NtClose(HANDLE object)
{
    struct call call = call_begin("NtClose");
    bool closed = handle_close(call.process, (uintptr_t)object);
    return nt_end(&call, closed ? ERROR_SUCCESS : ERROR_INVALID_HANDLE);
}

/* The handle needs DELETE. Subkeys are STATUS_CANNOT_DELETE, a second time is success (ReactOS
 * NtDeleteKey test, Wine test_NtDeleteKey). */
NTSTATUS NTAPI NtDeleteKey(HANDLE key)
{
    struct call call = call_begin("NtDeleteKey");
    struct key_ref ref;
    struct reg_caller caller = call_caller(&call);
    uint32_t code = key_ref_plain(&ref, &call, (HKEY)key);
    if (code == ERROR_SUCCESS && call.failed)
        code = call.failed;
    if (code != ERROR_SUCCESS)
        return nt_end(&call, code);
    if (!store_exists(ref.registry->store, ref.key.key))
        return nt_end(&call, ERROR_SUCCESS);
    if (!(ref.key.granted & DELETE))
        return nt_end(&call, ERROR_ACCESS_DENIED);
    if (store_child_count(ref.registry->store, ref.key.key)) {
        call_done(&call, ERROR_ACCESS_DENIED);
        return NT_CANNOT_DELETE;
    }
    code = reg_delete_key(ref.registry, &caller, &ref.key, (struct ustr){NULL, 0}, 0);
    return nt_end(&call, code);
}

NTSTATUS NTAPI NtRenameKey(HANDLE key, PUNICODE_STRING name)
{
    struct call call = call_begin("NtRenameKey");
    struct key_ref ref;
    struct reg_caller caller = call_caller(&call);
    uint32_t code = key_ref_plain(&ref, &call, (HKEY)key);
    bool may = code == ERROR_SUCCESS && (ref.key.granted & KEY_WRITE) == KEY_WRITE;
    if (code == ERROR_SUCCESS)
        code = call.failed ? call.failed
                           : reg_rename(ref.registry, &caller, &ref.key, (struct ustr){NULL, 0},
                                        counted(SCRATCH_NAME, name));
    call_done(&call, code);
    return may && code == ERROR_ACCESS_DENIED ? NT_CANNOT_DELETE : nt_from_win32(code);
}

NTSTATUS NTAPI NtFlushKey(HANDLE key)
{
    struct call call = call_begin("NtFlushKey");
    return nt_end(&call, (uint32_t)RegFlushKey((HKEY)key));
}

NTSTATUS NTAPI NtSetValueKey(HANDLE key, PUNICODE_STRING name, ULONG title_index, ULONG type,
                             PVOID data, ULONG size)
{
    struct call call = call_begin("NtSetValueKey");
    struct key_ref ref;
    struct reg_caller caller = call_caller(&call);
    struct buf *copy = text_bytes(SCRATCH_DATA);
    uint32_t code = key_ref_plain(&ref, &call, (HKEY)key);
    (void)title_index;
    struct ustr text = counted(SCRATCH_NAME, name);
    call_trace_text(&call, text);
    if (code == ERROR_SUCCESS && call.failed)
        code = call.failed;
    if (code == ERROR_SUCCESS && size) {
        MEM_GROW(copy->bytes, copy->capacity, size);
        if (!user_readable(copy->bytes, data, size))
            code = ERROR_NOACCESS;
    }
    if (code == ERROR_SUCCESS)
        code = reg_set_value(ref.registry, &caller, &ref.key, text, type, copy->bytes, size);
    return nt_end(&call, code);
}

NTSTATUS NTAPI NtDeleteValueKey(HANDLE key, PUNICODE_STRING name)
{
    struct call call = call_begin("NtDeleteValueKey");
    struct key_ref ref;
    struct reg_caller caller = call_caller(&call);
    uint32_t code = key_ref_plain(&ref, &call, (HKEY)key);
    struct ustr text = counted(SCRATCH_NAME, name);
    call_trace_text(&call, text);
    if (code == ERROR_SUCCESS)
        code = call.failed ? call.failed : reg_delete_value(ref.registry, &caller, &ref.key, text);
    return nt_end(&call, code);
}

VOID NTAPI RtlInitUnicodeString(PUNICODE_STRING out, PCWSTR text)
{
    struct run *run = host_begin();
    struct ustr units = user_wide_n(text, 0x7ffe);
    UNICODE_STRING made = {(USHORT)(units.count * 2), (USHORT)(units.count * 2 + 2), (PWSTR)text};
    if (!text)
        made.MaximumLength = 0;
    user_copy_out(out, &made, sizeof made);
    host_end(run);
}

WCHAR NTAPI RtlUpcaseUnicodeChar(WCHAR unit)
{
    return ustr_upcase(unit);
}

ULONG NTAPI RtlNtStatusToDosError(NTSTATUS status)
{
    return nt_to_win32(status);
}
