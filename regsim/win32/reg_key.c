/* What is done to whole keys: delete, flush, rename, copy, security, override. */
#include "win32/classes.h"
#include "win32/reg.h"
#include "win32/text.h"

#include "base/memory.h"

/* rule delete.no-name */
static LSTATUS delete_key(struct call *call, HKEY key, struct ustr path, bool named, uint32_t view,
                          uint32_t reserved)
{
    struct key_ref ref;
    uint32_t code = key_ref_plain(&ref, call, key);
    call_trace_text(call, path);
    if (call->failed)
        return call_end(call, call->failed);
    if (code == ERROR_SUCCESS && (!named || reserved))
        code = ERROR_INVALID_PARAMETER;
    if (code == ERROR_SUCCESS)
        code = key_delete(call, &ref, path, view);
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

/* rule delete.view */
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

/* rule rename.nothing */
LSTATUS WINAPI RegRenameKey(HKEY key, LPCWSTR subkey, LPCWSTR name)
{
    struct call call = call_begin("RegRenameKey");
    struct key_ref ref;
    struct reg_caller caller = call_caller(&call);
    struct ustr path = user_wide(subkey), new_name = user_wide(name);
    if (!key && !subkey && !name)
        return call_end(&call, ERROR_INVALID_PARAMETER); /* rule rename.nothing */
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

/* rule override.with-predefined */
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

LSTATUS WINAPI RegDisablePredefinedCacheEx(void)
{
    struct call call = call_begin("RegDisablePredefinedCacheEx");
    return call_end(&call, call.failed);
}
