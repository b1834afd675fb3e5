/*
 * ntdll's calls on objects of any kind, as far as they concern keys: NtQueryObject,
 * NtQuerySecurityObject, NtSetSecurityObject. Other objects have handles here, but no descriptors.
 */
#include "win32/nt.h"
#include "win32/reg.h"

#include "registry/blob.h"

/* The rights that the handle has; what is kept nowhere here (pool charges, times) is 0. */
static int32_t give_basic(const struct nt_out *to, const struct handle *object)
{
    OBJECT_BASIC_INFORMATION info = {.HandleCount = 1, .PointerCount = 1};
    if (object->kind == HANDLE_KEY)
        info.GrantedAccess = object->u.key.granted;
    if (to->room != sizeof info) /* our choice: exactly */
        return NT_INFO_LENGTH_MISMATCH;
    user_copy_out(to->out, &info, sizeof info);
    user_put32(to->size, sizeof info);
    return NT_SUCCESS_STATUS;
}

/* A UNICODE_STRING with its text and a NUL behind it; all 0 for what has no name. The address in it
 * is the program's own. */
static int32_t give_text(const struct nt_out *to, struct ustr text)
{
    UNICODE_STRING head = {0, 0, NULL};
    uint32_t bytes = (uint32_t)(text.count * sizeof(WCHAR));
    uint32_t needed = (uint32_t)sizeof head + (text.count ? bytes + (uint32_t)sizeof(WCHAR) : 0);
    user_put32(to->size, needed);
    if (to->room < needed)
        return NT_INFO_LENGTH_MISMATCH; /* observed under Wine */
    if (text.count) {
        PWSTR at = (PWSTR)(void *)((char *)to->out + sizeof head);
        head = (UNICODE_STRING){(USHORT)bytes, (USHORT)(bytes + sizeof(WCHAR)), at};
        user_copy_out(at, text.units, bytes);
        user_zero((char *)at + bytes, sizeof(WCHAR));
    }
    user_copy_out(to->out, &head, sizeof head);
    return NT_SUCCESS_STATUS;
}

/* Of a deleted key: STATUS_KEY_DELETED (rule delete.deleted-handle). Events, tokens and files are
 * unnamed here. */
static int32_t give_name(struct call *call, const struct nt_out *to, HANDLE handle)
{
    struct key_ref ref;
    struct ubuf path = {0};
    int32_t status = nt_key_ref_any(&ref, call, handle);
    if (status == NT_SUCCESS_STATUS && !store_exists(ref.registry->store, ref.key.key))
        return NT_KEY_DELETED;
    if (status == NT_SUCCESS_STATUS)
        nt_key_path(&path, &ref);
    if (status == NT_SUCCESS_STATUS || status == NT_OBJECT_TYPE_MISMATCH)
        status = give_text(to, ubuf_view(&path));
    ubuf_free(&path);
    return status;
}

NTSTATUS NTAPI NtQueryObject(HANDLE object, OBJECT_INFORMATION_CLASS what, PVOID out, ULONG room,
                             PULONG size)
{
    struct call call = call_begin("NtQueryObject");
    struct nt_out to = {out, room, size};
    const struct handle *known = handle_any(call.process, (uintptr_t)object);
    int32_t status = known ? NT_SUCCESS_STATUS : NT_INVALID_HANDLE;
    call_trace_number(&call, what);
    if (call.failed)
        return nt_end(&call, call.failed);
    if (status == NT_SUCCESS_STATUS &&
        ((size && !user_writable(size, sizeof *size)) || (room && !user_writable(out, room))))
        status = NT_ACCESS_VIOLATION;
    if (status != NT_SUCCESS_STATUS)
        return nt_done(&call, status);
    if (what == ObjectBasicInformation)
        return nt_done(&call, give_basic(&to, known));
    if (what == ObjectNameInformation)
        return nt_done(&call, give_name(&call, &to, object));
    return nt_done(&call, NT_INVALID_INFO_CLASS);
}
NT_ALSO_ZW(QueryObject)

NTSTATUS NTAPI NtQuerySecurityObject(HANDLE object, SECURITY_INFORMATION what,
                                     PSECURITY_DESCRIPTOR security, ULONG room, PULONG size)
{
    struct call call = call_begin("NtQuerySecurityObject");
    struct key_ref ref;
    const struct blob *whole, *asked;
    int32_t status = nt_key_ref(&ref, &call, object);
    call_trace_number(&call, what);
    if (status == NT_SUCCESS_STATUS &&
        (!size || !user_writable(size, sizeof *size) || (room && !user_writable(security, room))))
        status = NT_ACCESS_VIOLATION;
    if (status == NT_SUCCESS_STATUS)
        status = nt_from_win32(reg_get_security(&whole, ref.registry, &ref.key, what));
    if (status != NT_SUCCESS_STATUS)
        return nt_done(&call, status);
    asked = security_combine(NULL, whole, what);
    if (!asked)
        return nt_end(&call, ERROR_INVALID_SECURITY_DESCR);
    uint32_t needed = (uint32_t)blob_size(asked);
    user_put32(size, needed);
    if (room < needed)
        status = NT_BUFFER_TOO_SMALL;
    else
        user_copy_out(security, blob_bytes(asked), needed);
    blob_release(asked);
    return nt_done(&call, status);
}
NT_ALSO_ZW(QuerySecurityObject)

NTSTATUS NTAPI NtSetSecurityObject(HANDLE object, SECURITY_INFORMATION what,
                                   PSECURITY_DESCRIPTOR security)
{
    struct call call = call_begin("NtSetSecurityObject");
    struct key_ref ref;
    int32_t status = nt_key_ref(&ref, &call, object);
    call_trace_number(&call, what);
    if (status == NT_SUCCESS_STATUS && !security)
        status = NT_ACCESS_VIOLATION;
    if (status != NT_SUCCESS_STATUS)
        return nt_done(&call, status);
    return nt_end(&call, reg_security_set(&call, &ref, what, security));
}
NT_ALSO_ZW(SetSecurityObject)
