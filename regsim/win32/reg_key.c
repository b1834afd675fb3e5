/* What is done to whole keys: delete, flush, rename, copy, security, override. */
#include "win32/reg.h"
#include "win32/text.h"

#include "base/memory.h"

static LSTATUS delete_key(struct call *call, HKEY key, struct ustr path, bool named, uint32_t view,
                          uint32_t reserved)
{
    struct key_ref ref;
    struct reg_caller caller = call_caller(call);
    uint32_t code = key_ref_plain(&ref, call, key);
    call_trace_text(call, path);
    if (call->failed)
        return call_end(call, call->failed);
    if (code == ERROR_SUCCESS && (!named || reserved))
        code = ERROR_INVALID_PARAMETER;
    if (code == ERROR_SUCCESS)
        code = reg_delete_key(ref.registry, &caller, &ref.key, path, view);
    return call_end(call, code);
}

LSTATUS WINAPI RegDeleteKeyW(HKEY key, LPCWSTR subkey)
{
    struct call call = call_begin("RegDeleteKeyW");
    return delete_key(&call, key, user_wide(subkey), subkey != NULL, 0, 0);
}

LSTATUS WINAPI RegDeleteKeyA(HKEY key, LPCSTR subkey)
{
    struct call call = call_begin("RegDeleteKeyA");
    return delete_key(&call, key, text_narrow(SCRATCH_NAME, subkey), subkey != NULL, 0, 0);
}

LSTATUS WINAPI RegDeleteKeyExW(HKEY key, LPCWSTR subkey, REGSAM view, DWORD reserved)
{
    struct call call = call_begin("RegDeleteKeyExW");
    return delete_key(&call, key, user_wide(subkey), subkey != NULL, view, reserved);
}

LSTATUS WINAPI RegDeleteKeyExA(HKEY key, LPCSTR subkey, REGSAM view, DWORD reserved)
{
    struct call call = call_begin("RegDeleteKeyExA");
    return delete_key(&call, key, text_narrow(SCRATCH_NAME, subkey), subkey != NULL, view,
                      reserved);
}

LSTATUS WINAPI RegFlushKey(HKEY key)
{
    struct call call = call_begin("RegFlushKey");
    struct key_ref ref;
    uint32_t code = key_ref(&ref, &call, key);
    if (call.failed)
        return call_end(&call, call.failed);
    if (code == ERROR_SUCCESS && !ref.performance) {
        code = reg_check_flush(ref.registry, &ref.key);
        if (code == ERROR_SUCCESS)
            durability_flush_key(ref.machine, ref.key.key);
    }
    return call_end(&call, code);
}

LSTATUS WINAPI RegRenameKey(HKEY key, LPCWSTR subkey, LPCWSTR name)
{
    struct call call = call_begin("RegRenameKey");
    struct key_ref ref;
    struct reg_caller caller = call_caller(&call);
    struct ustr path = user_wide(subkey), new_name = user_wide(name);
    if (!key && !subkey && !name)
        return call_end(&call, ERROR_INVALID_PARAMETER); /* facts H */
    uint32_t code = key_ref_plain(&ref, &call, key);
    call_trace_text(&call, path);
    call_trace_text(&call, new_name);
    if (call.failed)
        return call_end(&call, call.failed);
    if (code == ERROR_SUCCESS && !name)
        code = ERROR_INVALID_PARAMETER;
    if (code == ERROR_SUCCESS)
        code = reg_rename(ref.registry, &caller, &ref.key, path, new_name);
    return call_end(&call, code);
}

/* How many bytes a self-relative descriptor has: to the end of the farthest of its parts. */
static uint32_t descriptor_size(const uint8_t *descriptor)
{
    enum { HEADER = 20, SELF_RELATIVE = 0x80 };
    uint8_t header[HEADER], part[8];
    uint32_t size = HEADER;
    if (!user_readable(header, descriptor, sizeof header) || !(header[3] & SELF_RELATIVE))
        return 0;
    for (int i = 0; i < 4; i++) {
        uint32_t at = (uint32_t)header[4 + 4 * i] | (uint32_t)header[5 + 4 * i] << 8 |
                      (uint32_t)header[6 + 4 * i] << 16 | (uint32_t)header[7 + 4 * i] << 24;
        if (at == 0)
            continue;
        if (at > 0x10000 || !user_readable(part, descriptor + at, sizeof part))
            return 0;
        uint32_t end =
            at + (i < 2 ? 8u + 4u * part[1] : (uint32_t)part[2] | (uint32_t)part[3] << 8);
        size = end > size ? end : size;
    }
    return size;
}

uint32_t reg_security_in(const struct blob **out, const void *descriptor)
{
    uint32_t size = descriptor ? descriptor_size(descriptor) : 0;
    *out = NULL;
    if (!size)
        return ERROR_INVALID_SECURITY_DESCR;
    struct buf *bytes = text_bytes(SCRATCH_OTHER);
    bytes->bytes = mem_grow(bytes->bytes, &bytes->capacity, size, 1);
    if (!user_readable(bytes->bytes, descriptor, size))
        return ERROR_NOACCESS;
    if (!security_is_valid(bytes->bytes, size))
        return ERROR_INVALID_SECURITY_DESCR;
    *out = blob_new(bytes->bytes, size);
    return ERROR_SUCCESS;
}

LSTATUS WINAPI RegGetKeySecurity(HKEY key, SECURITY_INFORMATION what, PSECURITY_DESCRIPTOR security,
                                 LPDWORD size)
{
    struct call call = call_begin("RegGetKeySecurity");
    struct key_ref ref;
    const struct blob *blob;
    uint32_t code = key_ref_plain(&ref, &call, key);
    call_trace_number(&call, what);
    if (call.failed)
        return call_end(&call, call.failed);
    if (code == ERROR_SUCCESS && !size)
        code = ERROR_INVALID_PARAMETER;
    if (code == ERROR_SUCCESS)
        code = reg_get_security(&blob, ref.registry, &ref.key);
    if (code == ERROR_SUCCESS) {
        uint32_t room = user_get32(size), needed = (uint32_t)blob_size(blob);
        if (!security || room < needed)
            code = ERROR_INSUFFICIENT_BUFFER;
        else
            user_copy_out(security, blob_bytes(blob), needed);
        user_put32(size, needed);
    }
    return call_end(&call, code);
}

LSTATUS WINAPI RegSetKeySecurity(HKEY key, SECURITY_INFORMATION what, PSECURITY_DESCRIPTOR security)
{
    struct call call = call_begin("RegSetKeySecurity");
    struct key_ref ref;
    const struct blob *blob = NULL;
    struct reg_caller caller = call_caller(&call);
    uint32_t code = key_ref_plain(&ref, &call, key);
    call_trace_number(&call, what);
    if (call.failed)
        return call_end(&call, call.failed);
    if (code == ERROR_SUCCESS)
        code = reg_security_in(&blob, security);
    if (code == ERROR_SUCCESS)
        code = reg_set_security(ref.registry, &caller, &ref.key, blob);
    blob_release(blob);
    return call_end(&call, code);
}

LSTATUS WINAPI RegOverridePredefKey(HKEY predefined, HKEY key)
{
    struct call call = call_begin("RegOverridePredefKey");
    struct key_ref ref;
    uint32_t code = ERROR_SUCCESS;
    if (!key_is_predefined(predefined) || (key && key_is_predefined(key)))
        code =
            ERROR_INVALID_HANDLE; /* sdk-api RegOverridePredefKey: "cannot be a predefined key" */
    if (code == ERROR_SUCCESS && key)
        code = key_ref_plain(&ref, &call, key);
    if (code == ERROR_SUCCESS)
        code = key_override(&call, predefined, key ? &ref : NULL);
    return call_end(&call, code);
}

LSTATUS WINAPI RegDisablePredefinedCache(void)
{
    struct call call = call_begin("RegDisablePredefinedCache");
    return call_end(&call, ERROR_SUCCESS); /* predefined keys follow the process's token anyway */
}
