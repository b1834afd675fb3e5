/*
 * RegGetKeySecurity, RegSetKeySecurity, and descriptors on their way in: absolute ones (pointers)
 * and self-relative ones (offsets) both become self-relative blobs.
 */
#include "win32/reg.h"
#include "win32/text.h"

#include "base/memory.h"
#include "registry/blob.h"
#include "sdk/securitybaseapi.h"

#include <string.h>

/* A SID or an ACL at `from` in the program, appended; false: it cannot be read. */
static bool add_part(struct buf *out, const void *from, bool is_sid)
{
    uint8_t head[4];
    if (!user_readable(head, from, sizeof head))
        return false;
    uint32_t size = is_sid ? 8u + 4u * head[1] : (uint32_t)(head[2] | head[3] << 8);
    size_t end = out->size + size;
    MEM_GROW(out->bytes, out->capacity, end);
    if (!user_readable(out->bytes + out->size, from, size))
        return false;
    out->size = end;
    return true;
}

static bool gather(struct buf *out, const void *descriptor)
{
    SECURITY_DESCRIPTOR head;
    const void *parts[4];
    if (!user_readable(&head, descriptor, sizeof(SECURITY_DESCRIPTOR_RELATIVE)))
        return false;
    bool relative = head.Control & SE_SELF_RELATIVE;
    if (relative) {
        SECURITY_DESCRIPTOR_RELATIVE offsets;
        user_copy_in(&offsets, descriptor, sizeof offsets);
        const uint32_t at[] = {offsets.Owner, offsets.Group, offsets.Sacl, offsets.Dacl};
        for (int i = 0; i < 4; i++)
            parts[i] = at[i] ? (const uint8_t *)descriptor + at[i] : NULL;
    } else {
        if (!user_readable(&head, descriptor, sizeof head))
            return false;
        parts[0] = head.Owner;
        parts[1] = head.Group;
        parts[2] = head.Control & SE_SACL_PRESENT ? head.Sacl : NULL;
        parts[3] = head.Control & SE_DACL_PRESENT ? head.Dacl : NULL;
    }
    SECURITY_DESCRIPTOR_RELATIVE made = {
        head.Revision,
        head.Sbz1,
        (SECURITY_DESCRIPTOR_CONTROL)(head.Control | SE_SELF_RELATIVE),
        0,
        0,
        0,
        0};
    DWORD *offsets[] = {&made.Owner, &made.Group, &made.Sacl, &made.Dacl};
    buf_add(out, &made, sizeof made);
    for (int i = 0; i < 4; i++) {
        *offsets[i] = parts[i] ? (DWORD)out->size : 0;
        if (parts[i] && !add_part(out, parts[i], i < 2))
            return false;
    }
    memcpy(out->bytes, &made, sizeof made);
    return true;
}

uint32_t reg_security_in(const struct blob **out, const void *descriptor)
{
    *out = NULL;
    if (!descriptor)
        return ERROR_INVALID_PARAMETER;
    struct buf *bytes = text_bytes(SCRATCH_OTHER);
    if (!gather(bytes, descriptor))
        return ERROR_NOACCESS;
    if (bytes->bytes[0] != SECURITY_DESCRIPTOR_REVISION ||
        !security_is_valid(bytes->bytes, bytes->size))
        return ERROR_INVALID_SECURITY_DESCR;
    *out = blob_new(bytes->bytes, (uint32_t)bytes->size);
    return ERROR_SUCCESS;
}

/* rule access.descriptor-size */
LSTATUS WINAPI RegGetKeySecurity(HKEY key, SECURITY_INFORMATION what, PSECURITY_DESCRIPTOR security,
                                 LPDWORD size)
{
    struct call call = call_begin("RegGetKeySecurity");
    struct key_ref ref;
    const struct blob *whole, *asked = NULL;
    uint32_t code = key_ref_plain(&ref, &call, key);
    call_trace_number(&call, what);
    if (call.failed)
        return call_end(&call, call.failed);
    if (code == ERROR_SUCCESS && !size)
        code = ERROR_INVALID_PARAMETER;
    if (code == ERROR_SUCCESS)
        code = reg_get_security(&whole, ref.registry, &ref.key, what);
    if (code == ERROR_SUCCESS)
        asked = security_combine(NULL, whole, what);
    if (asked) {
        uint32_t room = user_get32(size), needed = (uint32_t)blob_size(asked);
        if (!security || room < needed)
            code = ERROR_INSUFFICIENT_BUFFER;
        else
            user_copy_out(security, blob_bytes(asked), needed);
        user_put32(size, needed);
        blob_release(asked);
    }
    return call_end(&call, code);
}

uint32_t reg_security_set(struct call *call, const struct key_ref *ref, uint32_t what,
                          const void *security)
{
    struct reg_caller caller = call_caller(call);
    const struct blob *given = NULL, *merged = NULL;
    uint32_t code = reg_security_in(&given, security);
    if (code == ERROR_SUCCESS)
        code = reg_may_set_security(ref->registry, &ref->key, what);
    if (code == ERROR_SUCCESS) {
        merged = security_combine(access_security(ref->registry->store, ref->key.key), given, what);
        code = merged ? reg_set_security(ref->registry, &caller, &ref->key, what, merged)
                      : ERROR_INVALID_SECURITY_DESCR;
    }
    blob_release(merged);
    blob_release(given);
    return code;
}

LSTATUS WINAPI RegSetKeySecurity(HKEY key, SECURITY_INFORMATION what, PSECURITY_DESCRIPTOR security)
{
    struct call call = call_begin("RegSetKeySecurity");
    struct key_ref ref;
    uint32_t code = key_ref_plain(&ref, &call, key);
    call_trace_number(&call, what);
    if (call.failed)
        return call_end(&call, call.failed);
    return call_end(&call,
                    code == ERROR_SUCCESS ? reg_security_set(&call, &ref, what, security) : code);
}
