/*
 * ntdll's key calls: the same registry/ operations as the Win32 ones, with NTSTATUS, counted names
 * and one level a call (wdm ZwCreateKey, ZwOpenKey, ZwDeleteKey, ZwSetValueKey).
 */
#include "win32/nt.h"
#include "win32/reg.h"

#include "base/memory.h"
#include "registry/blob.h"

/* Where a handle goes: NULL at first, so that a failure leaves none (Wine test_NtOpenKey). */
static int32_t start_result(PHANDLE out)
{
    if (!out || !user_writable(out, sizeof *out))
        return NT_ACCESS_VIOLATION;
    user_put_pointer(out, NULL);
    return NT_SUCCESS_STATUS;
}

/* The key of the counter names is HKEY_PERFORMANCE_TEXT before Windows 7, and from then on a handle
 * that is said to be none of an ordinary key (Wine test_perflib_key; rule perf.text-key). */
static int32_t give_key(struct call *call, PHANDLE out, struct machine *machine,
                        const struct reg_key *key)
{
    HKEY opened = HKEY_PERFORMANCE_TEXT;
    bool names = key_is_names(call, machine, key->key);
    uint32_t code = names && call->machine->os < OS_WIN7
                        ? ERROR_SUCCESS
                        : key_handle_new(&opened, call, machine, key);
    if (code != ERROR_SUCCESS)
        return nt_from_win32(code);
    user_put_pointer(out, opened);
    return names && call->machine->os >= OS_WIN7 ? NT_PREDEFINED_HANDLE : NT_SUCCESS_STATUS;
}

static int32_t open_key(struct call *call, PHANDLE out, ACCESS_MASK desired,
                        const OBJECT_ATTRIBUTES *attributes, uint32_t options)
{
    struct nt_path from;
    struct reg_key key;
    int32_t status = start_result(out);
    if (status == NT_SUCCESS_STATUS)
        status = nt_path_of(&from, call, attributes);
    if (status != NT_SUCCESS_STATUS)
        return nt_done(call, status);
    uint32_t code = nt_open_path(&key, call, &from, from.path, options, desired);
    return code == ERROR_SUCCESS ? nt_done(call, give_key(call, out, from.root.machine, &key))
                                 : nt_end(call, code);
}

NTSTATUS NTAPI NtOpenKey(PHANDLE key, ACCESS_MASK desired, POBJECT_ATTRIBUTES attributes)
{
    struct call call = call_begin("NtOpenKey");
    return open_key(&call, key, desired, attributes, 0);
}
NT_ALSO_ZW(OpenKey)

NTSTATUS NTAPI NtOpenKeyEx(PHANDLE key, ACCESS_MASK desired, POBJECT_ATTRIBUTES attributes,
                           ULONG options)
{
    struct call call = call_begin("NtOpenKeyEx");
    return open_key(&call, key, desired, attributes, options);
}
NT_ALSO_ZW(OpenKeyEx)

/* Only the last name may be new: the loop over missing parents is in Win32 (Wine reg tests, ntdll);
 * backslashes behind it do not count (Wine test_NtCreateKey; rule create.nt-parents). */
static uint32_t parent_is_there(struct call *call, const struct nt_path *from)
{
    struct reg_key parent;
    size_t end = from->path.count;
    while (end && from->path.units[end - 1] == u'\\')
        end--;
    while (end && from->path.units[end - 1] != u'\\')
        end--;
    if (end <= 1)
        return ERROR_SUCCESS;
    /* what the parent's descriptor says is asked when something is to be made in it */
    uint32_t code =
        nt_open_path(&parent, call, from, ustr_slice(from->path, 0, end - 1), 0, MAXIMUM_ALLOWED);
    return code == ERROR_ACCESS_DENIED ? ERROR_SUCCESS : code;
}

struct nt_creation {
    PHANDLE out;
    PULONG disposition;
    const UNICODE_STRING *class_name;
    ULONG options;
    ACCESS_MASK desired;
};

static int32_t create_at(struct call *call, const struct nt_path *from, struct ustr class,
                         const struct nt_creation *how)
{
    struct reg_key made;
    struct reg_caller caller = call_caller(call);
    const struct blob *security = NULL;
    uint32_t what = 0, code = parent_is_there(call, from);
    if (code == ERROR_SUCCESS && from->security)
        code = reg_security_in(&security, from->security);
    if (code == ERROR_SUCCESS)
        code = reg_create(&made, &what, from->root.registry, &caller,
                          from->absolute ? NULL : &from->root.key, from->path, class, how->options,
                          how->desired, security);
    blob_release(security);
    if (code != ERROR_SUCCESS)
        return nt_from_win32(code);
    int32_t status = give_key(call, how->out, from->root.machine, &made);
    if (status >= NT_SUCCESS_STATUS)
        user_put32(how->disposition, what);
    return status;
}

NTSTATUS NTAPI NtCreateKey(PHANDLE key, ACCESS_MASK desired, POBJECT_ATTRIBUTES attributes,
                           ULONG title_index, PUNICODE_STRING class_name, ULONG options,
                           PULONG disposition)
{
    struct call call = call_begin("NtCreateKey");
    struct nt_creation how = {key, disposition, class_name, options, desired};
    struct nt_path from;
    struct ustr class = {NULL, 0};
    int32_t status = start_result(key);
    (void)title_index;
    if (status == NT_SUCCESS_STATUS)
        status = nt_path_of(&from, &call, attributes);
    if (status == NT_SUCCESS_STATUS && class_name)
        status = nt_string(&class, SCRATCH_DATA, class_name);
    if (status == NT_SUCCESS_STATUS && disposition && !user_writable(disposition, sizeof(ULONG)))
        status = NT_ACCESS_VIOLATION;
    if (status != NT_SUCCESS_STATUS)
        return nt_done(&call, status);
    return nt_done(&call, create_at(&call, &from, class, &how));
}
NT_ALSO_ZW(CreateKey)

NTSTATUS NTAPI NtClose(HANDLE object)
{
    struct call call = call_begin("NtClose");
    return nt_end(&call, handle_end(&call, object) ? ERROR_SUCCESS : ERROR_INVALID_HANDLE);
}
NT_ALSO_ZW(Close)

/* The handle needs DELETE. Subkeys are STATUS_CANNOT_DELETE, a second time is success (ReactOS
 * NtDeleteKey test, Wine test_NtDeleteKey; rules delete.nt-has-children, delete.nt-twice). */
NTSTATUS NTAPI NtDeleteKey(HANDLE key)
{
    struct call call = call_begin("NtDeleteKey");
    struct key_ref ref;
    struct reg_caller caller = call_caller(&call);
    int32_t status = nt_key_ref(&ref, &call, key);
    if (status != NT_SUCCESS_STATUS)
        return nt_done(&call, status);
    if (!(ref.key.granted & DELETE))
        return nt_done(&call, NT_ACCESS_DENIED);
    if (!store_exists(ref.registry->store, ref.key.key))
        return nt_done(&call, NT_SUCCESS_STATUS);
    if (store_child_count(ref.registry->store, ref.key.key))
        return nt_done(&call, NT_CANNOT_DELETE);
    return nt_end(&call, reg_delete_opened(ref.registry, &caller, &ref.key));
}
NT_ALSO_ZW(DeleteKey)

/* What several calls have: a key and a counted name, traced. */
static int32_t key_and_name(struct key_ref *ref, struct ustr *text, struct call *call, HANDLE key,
                            const UNICODE_STRING *name)
{
    int32_t status = nt_key_ref(ref, call, key);
    if (status == NT_SUCCESS_STATUS)
        status = nt_string(text, SCRATCH_NAME, name);
    if (status == NT_SUCCESS_STATUS)
        call_trace_text(call, *text);
    return status;
}

NTSTATUS NTAPI NtRenameKey(HANDLE key, PUNICODE_STRING name)
{
    struct call call = call_begin("NtRenameKey");
    struct key_ref ref;
    struct ustr text;
    struct reg_caller caller = call_caller(&call);
    int32_t status = key_and_name(&ref, &text, &call, key, name);
    if (status != NT_SUCCESS_STATUS)
        return nt_done(&call, status);
    uint32_t code = reg_rename(ref.registry, &caller, &ref.key, (struct ustr){NULL, 0}, text);
    bool may = (ref.key.granted & KEY_WRITE) == KEY_WRITE;
    if (may && code == ERROR_ACCESS_DENIED)
        return nt_done(&call, NT_CANNOT_DELETE);
    return nt_end(&call, code);
}
NT_ALSO_ZW(RenameKey)

NTSTATUS NTAPI NtFlushKey(HANDLE key)
{
    struct call call = call_begin("NtFlushKey");
    struct key_ref ref;
    int32_t status = nt_key_ref(&ref, &call, key);
    if (status != NT_SUCCESS_STATUS)
        return nt_done(&call, status);
    return nt_end(&call, (uint32_t)RegFlushKey((HKEY)key));
}
NT_ALSO_ZW(FlushKey)

NTSTATUS NTAPI NtSetValueKey(HANDLE key, PUNICODE_STRING name, ULONG title_index, ULONG type,
                             PVOID data, ULONG size)
{
    struct call call = call_begin("NtSetValueKey");
    struct key_ref ref;
    struct ustr text;
    struct reg_caller caller = call_caller(&call);
    struct buf *copy = text_bytes(SCRATCH_DATA);
    int32_t status = key_and_name(&ref, &text, &call, key, name);
    (void)title_index;
    if (status == NT_SUCCESS_STATUS && !user_bytes_in(copy, data, size))
        status = NT_ACCESS_VIOLATION;
    if (status != NT_SUCCESS_STATUS)
        return nt_done(&call, status);
    return nt_end(&call,
                  reg_set_value(ref.registry, &caller, &ref.key, text, type, copy->bytes, size));
}
NT_ALSO_ZW(SetValueKey)

NTSTATUS NTAPI NtDeleteValueKey(HANDLE key, PUNICODE_STRING name)
{
    struct call call = call_begin("NtDeleteValueKey");
    struct key_ref ref;
    struct ustr text;
    struct reg_caller caller = call_caller(&call);
    int32_t status = key_and_name(&ref, &text, &call, key, name);
    if (status != NT_SUCCESS_STATUS)
        return nt_done(&call, status);
    return nt_end(&call, reg_delete_value(ref.registry, &caller, &ref.key, text));
}
NT_ALSO_ZW(DeleteValueKey)

/* Needs KEY_SET_VALUE (wdm ZwSetInformationKey). Of the classes there is the time of the last write
 * alone; the others concern virtualization and control flags, which are not here. */
NTSTATUS NTAPI NtSetInformationKey(HANDLE key, KEY_SET_INFORMATION_CLASS what, PVOID in, ULONG size)
{
    struct call call = call_begin("NtSetInformationKey");
    struct key_ref ref;
    KEY_WRITE_TIME_INFORMATION info;
    int32_t status = nt_key_ref(&ref, &call, key);
    call_trace_number(&call, what);
    if (status == NT_SUCCESS_STATUS && what != KeyWriteTimeInformation)
        status = NT_INVALID_PARAMETER;
    if (status == NT_SUCCESS_STATUS && size != sizeof info)
        status = NT_INFO_LENGTH_MISMATCH;
    if (status == NT_SUCCESS_STATUS && (!in || !user_readable(&info, in, sizeof info)))
        status = NT_ACCESS_VIOLATION;
    if (status == NT_SUCCESS_STATUS && !(ref.key.granted & KEY_SET_VALUE))
        status = NT_ACCESS_DENIED;
    if (status == NT_SUCCESS_STATUS && !store_exists(ref.registry->store, ref.key.key))
        status = NT_KEY_DELETED;
    if (status == NT_SUCCESS_STATUS) {
        store_touch(ref.registry->store, ref.key.key, (filetime)info.LastWriteTime.QuadPart);
        durability_changed(ref.machine, ref.key.key);
    }
    return nt_done(&call, status);
}
NT_ALSO_ZW(SetInformationKey)
