/* SIDs and descriptors as text (sdk-api sddl); registry/sid.c and registry/sddl.c know the text. */
#include "win32/reg.h"
#include "win32/security.h"

#include "base/memory.h"
#include "registry/blob.h"
#include "sdk/sddl.h"

#include <string.h>

void *local_copy(const struct call *call, const void *bytes, size_t size)
{
    void *made = process_alloc(call->process, size, false);
    if (made)
        user_copy_out(made, bytes, size);
    return made;
}

/* The text, which is ASCII, into memory of the process's own; *count with the NUL. */
static uint32_t give_text(const struct call *call, void *out, PULONG count, const char *text,
                          bool narrow)
{
    size_t units = strlen(text) + 1;
    struct buf *bytes = text_bytes(SCRATCH_OTHER);
    for (size_t i = 0; i < units; i++) {
        buf_put(bytes, (uint8_t)text[i]);
        if (!narrow)
            buf_put(bytes, 0);
    }
    void *made = local_copy(call, bytes->bytes, bytes->size);
    if (!made)
        return ERROR_NOT_ENOUGH_MEMORY;
    user_put_pointer(out, made);
    user_put32(count, (uint32_t)units);
    return ERROR_SUCCESS;
}

/* What is made is given at the end: a wild pointer shows before anything is made. */
static void look_at(const void *out, const ULONG *size)
{
    user_look(out, sizeof(void *));
    user_look(size, size ? sizeof *size : 0);
}

static BOOL sid_to_text(struct call call, PSID sid, void *out, bool narrow)
{
    struct sid given;
    if (!sid || !out)
        return call_end_bool(&call, ERROR_INVALID_PARAMETER);
    if (!sid_in(&given, sid))
        return call_end_bool(&call, ERROR_INVALID_SID);
    look_at(out, NULL);
    char *text = sid_to_string(&given);
    uint32_t code = give_text(&call, out, NULL, text, narrow);
    mem_free(text);
    return call_end_bool(&call, code);
}

/* rule access.sid */
BOOL WINAPI ConvertSidToStringSidW(PSID sid, LPWSTR *text)
{
    return sid_to_text(call_begin_quiet(), sid, text, false);
}

BOOL WINAPI ConvertSidToStringSidA(PSID sid, LPSTR *text)
{
    return sid_to_text(call_begin_quiet(), sid, text, true);
}

/* The text as bytes; a unit that is not ASCII has no meaning there. Lends. */
static const char *ascii(struct ustr text)
{
    struct buf *bytes = text_bytes(SCRATCH_DATA);
    for (size_t i = 0; i < text.count; i++)
        buf_put(bytes, text.units[i] < 0x80 ? (uint8_t)text.units[i] : 0x7F);
    return buf_z(bytes);
}

static uint32_t give_bytes(const struct call *call, void *out, PULONG size, const void *bytes,
                           uint32_t count)
{
    void *made = local_copy(call, bytes, count);
    if (!made)
        return ERROR_NOT_ENOUGH_MEMORY;
    user_put_pointer(out, made);
    user_put32(size, count);
    return ERROR_SUCCESS;
}

static BOOL text_to_sid(struct call *call, struct ustr text, PSID *out)
{
    struct sid sid;
    uint32_t code = sid_from_string(&sid, ascii(text))
                        ? give_bytes(call, out, NULL, sid.bytes, sid.size)
                        : ERROR_INVALID_SID;
    return call_end_bool(call, code);
}

BOOL WINAPI ConvertStringSidToSidW(LPCWSTR text, PSID *sid)
{
    struct call call = call_begin_quiet();
    if (!text || !sid)
        return call_end_bool(&call, ERROR_INVALID_PARAMETER);
    return text_to_sid(&call, user_wide(text), sid);
}

BOOL WINAPI ConvertStringSidToSidA(LPCSTR text, PSID *sid)
{
    struct call call = call_begin_quiet();
    if (!text || !sid)
        return call_end_bool(&call, ERROR_INVALID_PARAMETER);
    return text_to_sid(&call, text_narrow(SCRATCH_NAME, text), sid);
}

/* Only the parts asked for (rule sddl.parts). */
static BOOL descriptor_to_text(struct call call, PSECURITY_DESCRIPTOR security, DWORD revision,
                               SECURITY_INFORMATION what, void *out, PULONG count, bool narrow)
{
    const struct blob *given = NULL;
    uint32_t code =
        revision == SECURITY_DESCRIPTOR_REVISION ? ERROR_SUCCESS : ERROR_UNKNOWN_REVISION;
    if (code == ERROR_SUCCESS && !out)
        code = ERROR_INVALID_PARAMETER;
    if (code == ERROR_SUCCESS)
        look_at(out, count);
    if (code == ERROR_SUCCESS)
        code = reg_security_in(&given, security);
    const struct blob *asked = given ? security_combine(NULL, given, what) : NULL;
    if (asked) {
        char *text = security_to_sddl(asked);
        code = give_text(&call, out, count, text, narrow);
        mem_free(text);
    }
    blob_release(asked);
    blob_release(given);
    return call_end_bool(&call, code);
}

BOOL WINAPI ConvertSecurityDescriptorToStringSecurityDescriptorW(PSECURITY_DESCRIPTOR security,
                                                                 DWORD revision,
                                                                 SECURITY_INFORMATION what,
                                                                 LPWSTR *text, PULONG count)
{
    return descriptor_to_text(call_begin_quiet(), security, revision, what, text, count, false);
}

BOOL WINAPI ConvertSecurityDescriptorToStringSecurityDescriptorA(PSECURITY_DESCRIPTOR security,
                                                                 DWORD revision,
                                                                 SECURITY_INFORMATION what,
                                                                 LPSTR *text, PULONG count)
{
    return descriptor_to_text(call_begin_quiet(), security, revision, what, text, count, true);
}

static BOOL text_to_descriptor(struct call *call, struct ustr text, PSECURITY_DESCRIPTOR *out,
                               PULONG size)
{
    struct diags diags = {0};
    look_at(out, size);
    const struct blob *made = security_from_sddl(ascii(text), &diags);
    uint32_t code = made ? give_bytes(call, out, size, blob_bytes(made), (uint32_t)blob_size(made))
                         : ERROR_INVALID_PARAMETER;
    blob_release(made);
    diags_free(&diags);
    return call_end_bool(call, code);
}

/* rule sddl.refused */
static uint32_t check_text(const void *text, DWORD revision, const void *out)
{
    if (!text || !out)
        return ERROR_INVALID_PARAMETER;
    return revision == SECURITY_DESCRIPTOR_REVISION ? ERROR_SUCCESS : ERROR_UNKNOWN_REVISION;
}

BOOL WINAPI ConvertStringSecurityDescriptorToSecurityDescriptorW(LPCWSTR text, DWORD revision,
                                                                 PSECURITY_DESCRIPTOR *security,
                                                                 PULONG size)
{
    struct call call = call_begin_quiet();
    uint32_t code = check_text(text, revision, security);
    return code == ERROR_SUCCESS ? text_to_descriptor(&call, user_wide(text), security, size)
                                 : call_end_bool(&call, code);
}

BOOL WINAPI ConvertStringSecurityDescriptorToSecurityDescriptorA(LPCSTR text, DWORD revision,
                                                                 PSECURITY_DESCRIPTOR *security,
                                                                 PULONG size)
{
    struct call call = call_begin_quiet();
    uint32_t code = check_text(text, revision, security);
    return code == ERROR_SUCCESS
               ? text_to_descriptor(&call, text_narrow(SCRATCH_NAME, text), security, size)
               : call_end_bool(&call, code);
}
