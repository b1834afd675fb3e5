/*
 * Transactions, which Vista added and regsim answers without having them, and the switch of
 * registry reflection.
 *
 * There is no kernel transaction manager here, so no handle is one of a transaction: the answer is
 * 6, after the arguments that the plain functions check (our choice; rule ktm.none).
 */
#include "registry/reflect.h"
#include "win32/reg.h"
#include "win32/text.h"

/* rule ktm.none */
static LSTATUS no_transaction(struct call *call, HKEY key, struct ustr path)
{
    struct key_ref ref;
    uint32_t code = key_ref_plain(&ref, call, key);
    call_trace_text(call, path);
    if (call->failed)
        return call_end(call, call->failed);
    return call_end(call, code == ERROR_SUCCESS ? ERROR_INVALID_HANDLE : code);
}

LSTATUS WINAPI RegOpenKeyTransactedW(HKEY key, LPCWSTR subkey, DWORD options, REGSAM desired,
                                     PHKEY result, HANDLE transaction, PVOID extended)
{
    struct call call = call_begin("RegOpenKeyTransactedW");
    (void)options, (void)desired, (void)result, (void)transaction, (void)extended;
    return no_transaction(&call, key, user_wide(subkey));
}

LSTATUS WINAPI RegOpenKeyTransactedA(HKEY key, LPCSTR subkey, DWORD options, REGSAM desired,
                                     PHKEY result, HANDLE transaction, PVOID extended)
{
    struct call call = call_begin("RegOpenKeyTransactedA");
    (void)options, (void)desired, (void)result, (void)transaction, (void)extended;
    return no_transaction(&call, key, text_narrow(SCRATCH_NAME, subkey));
}

LSTATUS WINAPI RegCreateKeyTransactedW(HKEY key, LPCWSTR subkey, DWORD reserved, LPWSTR class_name,
                                       DWORD options, REGSAM desired,
                                       const SECURITY_ATTRIBUTES *security, PHKEY result,
                                       LPDWORD disposition, HANDLE transaction, PVOID extended)
{
    struct call call = call_begin("RegCreateKeyTransactedW");
    (void)reserved, (void)class_name, (void)options, (void)desired, (void)security;
    (void)result, (void)disposition, (void)transaction, (void)extended;
    return no_transaction(&call, key, user_wide(subkey));
}

LSTATUS WINAPI RegCreateKeyTransactedA(HKEY key, LPCSTR subkey, DWORD reserved, LPSTR class_name,
                                       DWORD options, REGSAM desired,
                                       const SECURITY_ATTRIBUTES *security, PHKEY result,
                                       LPDWORD disposition, HANDLE transaction, PVOID extended)
{
    struct call call = call_begin("RegCreateKeyTransactedA");
    (void)reserved, (void)class_name, (void)options, (void)desired, (void)security;
    (void)result, (void)disposition, (void)transaction, (void)extended;
    return no_transaction(&call, key, text_narrow(SCRATCH_NAME, subkey));
}

LSTATUS WINAPI RegDeleteKeyTransactedW(HKEY key, LPCWSTR subkey, REGSAM view, DWORD reserved,
                                       HANDLE transaction, PVOID extended)
{
    struct call call = call_begin("RegDeleteKeyTransactedW");
    (void)view, (void)reserved, (void)transaction, (void)extended;
    return no_transaction(&call, key, user_wide(subkey));
}

LSTATUS WINAPI RegDeleteKeyTransactedA(HKEY key, LPCSTR subkey, REGSAM view, DWORD reserved,
                                       HANDLE transaction, PVOID extended)
{
    struct call call = call_begin("RegDeleteKeyTransactedA");
    (void)view, (void)reserved, (void)transaction, (void)extended;
    return no_transaction(&call, key, text_narrow(SCRATCH_NAME, subkey));
}

/* sdk-api RegDisableReflectionKey: a key that is not reflected takes the call, which then means
 * nothing, as for every key from Windows 7 on (rule wow64.reflection-gone), and says that its
 * reflection is off (our choice). A remote key is 6. */
static LSTATUS reflection(struct call *call, HKEY key, const bool *on, BOOL *disabled)
{
    struct key_ref ref;
    uint32_t code = key_ref_plain(&ref, call, key);
    if (call->failed)
        return call_end(call, call->failed);
    if (code == ERROR_SUCCESS && ref.machine != call->machine)
        code = ERROR_INVALID_HANDLE;
    if (code == ERROR_SUCCESS && !store_exists(ref.registry->store, ref.key.key))
        code = ERROR_KEY_DELETED;
    if (code != ERROR_SUCCESS)
        return call_end(call, code);
    if (on)
        registry_set_reflection(ref.registry, ref.key.key, *on);
    /* rule wow64.reflection-off */
    user_put32(disabled, !registry_is_reflected(ref.registry, ref.key.key) ||
                             (store_flags(ref.registry->store, ref.key.key) & KEY_UNREFLECTED));
    return call_end(call, ERROR_SUCCESS);
}

LSTATUS WINAPI RegDisableReflectionKey(HKEY key)
{
    struct call call = call_begin("RegDisableReflectionKey");
    return reflection(&call, key, &(const bool){false}, NULL);
}

LSTATUS WINAPI RegEnableReflectionKey(HKEY key)
{
    struct call call = call_begin("RegEnableReflectionKey");
    return reflection(&call, key, &(const bool){true}, NULL);
}

LSTATUS WINAPI RegQueryReflectionKey(HKEY key, BOOL *disabled)
{
    struct call call = call_begin("RegQueryReflectionKey");
    return reflection(&call, key, NULL, disabled);
}
