/* CloseHandle, DuplicateHandle: what is done with handles of any kind. */
#include "win32/key_handle.h"
#include "win32/reg.h"
#include "win32/user.h"

#include "registry/rights.h"

static const HANDLE current_process = (HANDLE)(LONG_PTR)-1;

/* Registry keys are closed by RegCloseKey, and NT lets CloseHandle do it, too. */
BOOL WINAPI CloseHandle(HANDLE object)
{
    struct call call = call_begin("CloseHandle");
    bool pseudo = object == INVALID_HANDLE_VALUE || object == (HANDLE)(LONG_PTR)-2;
    if (!pseudo && !handle_end(&call, object))
        return call_end_bool(&call, ERROR_INVALID_HANDLE);
    return call_end_bool(&call, ERROR_SUCCESS);
}

/* What the new handle may do. More than the old one only where the key's descriptor allows it (rule
 * handle.duplicate). */
static uint32_t granted_rights(uint32_t *out, const struct call *call, const struct handle *object,
                               DWORD access, DWORD options)
{
    struct reg_caller caller = call_caller(call);
    *out = object->u.key.granted;
    if (object->kind != HANDLE_KEY || options & DUPLICATE_SAME_ACCESS)
        return ERROR_SUCCESS;
    uint32_t asked = access_map_generic(access);
    if (!(asked & ~*out)) {
        *out = asked;
        return ERROR_SUCCESS;
    }
    return authorize(out, &object->machine->registry, &caller, object->u.key.key, access);
}

/* Objects of other kinds have but one handle here, and are no kernel objects on Windows; processes
 * and threads have none (our choice: 50). */
static uint32_t duplicate(uint32_t *out, struct call *call, HANDLE source, DWORD access,
                          DWORD options)
{
    const struct handle *object = handle_any(call->process, (uintptr_t)source);
    uint32_t rights;
    if (source == current_process || source == (HANDLE)(LONG_PTR)-2)
        return ERROR_NOT_SUPPORTED;
    if (!object || !handle_is_shared(object))
        return ERROR_INVALID_HANDLE;
    bool is_key = object->kind == HANDLE_KEY;
    uint32_t code = granted_rights(&rights, call, object, access, options);
    if (code != ERROR_SUCCESS)
        return code;
    *out = handle_duplicate(call->process, (uintptr_t)source);
    if (*out && is_key)
        handle_any(call->process, *out)->u.key.granted = rights;
    return *out ? ERROR_SUCCESS : ERROR_TOO_MANY_OPEN_FILES;
}

BOOL WINAPI DuplicateHandle(HANDLE from_process, HANDLE source, HANDLE to_process, LPHANDLE out,
                            DWORD access, BOOL inherit, DWORD options)
{
    struct call call = call_begin("DuplicateHandle");
    uint32_t made = 0, code = call.failed;
    (void)inherit;
    if (code == ERROR_SUCCESS && (from_process != current_process || to_process != current_process))
        code = ERROR_INVALID_HANDLE;
    if (code == ERROR_SUCCESS && options & ~(DWORD)(DUPLICATE_CLOSE_SOURCE | DUPLICATE_SAME_ACCESS))
        code = ERROR_INVALID_PARAMETER;
    if (code == ERROR_SUCCESS && out && !user_writable(out, sizeof *out))
        code = ERROR_NOACCESS;
    if (code == ERROR_SUCCESS)
        code = duplicate(&made, &call, source, access, options);
    if (from_process == current_process && options & DUPLICATE_CLOSE_SOURCE && !call.failed)
        handle_end(&call, source);
    if (code == ERROR_SUCCESS)
        user_put_pointer(out, (void *)(uintptr_t)made);
    return call_end_bool(&call, code);
}
