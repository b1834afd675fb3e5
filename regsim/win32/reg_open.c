/* RegOpenKey, RegCreateKey, RegCloseKey, RegConnectRegistry and their kind. */
#include "registry/reflect.h"
#include "win32/classes.h"
#include "win32/reg.h"
#include "win32/text.h"

/* "\clsid" is fine to open below HKEY_CLASSES_ROOT, and there only (Wine test_reg_open_key; rule
 * open.leading-backslash). */
static struct ustr below_root(const struct key_ref *base, struct ustr path)
{
    while (base->classes_root && path.count && *path.units == u'\\')
        path = ustr_slice(path, 1, path.count);
    return path;
}

/* Both views at once are refused from Windows 10 on (Wine test_reg_open_key; rule open.both-views).
 */
static bool both_views(const struct call *call, uint32_t desired)
{
    return call->machine->os >= OS_WIN10 && (desired & KEY_WOW64_RES) == KEY_WOW64_RES;
}

static uint32_t open_from(HKEY *out, struct call *call, HKEY base, struct ustr path,
                          uint32_t options, uint32_t desired)
{
    struct key_ref from;
    struct reg_key key;
    uint32_t code = key_ref_any(&from, call, base);
    call_trace_text(call, path);
    if (call->failed)
        return call->failed;
    if (code != ERROR_SUCCESS)
        return code;
    if (from.predefined && path.count == 0) {
        *out = base; /* Wine test_reg_open_key (rule open.empty-name) */
        return ERROR_SUCCESS;
    }
    if (from.performance)
        return ERROR_INVALID_HANDLE;
    if (both_views(call, desired))
        return ERROR_INVALID_PARAMETER;
    code = key_open(&key, call, &from, below_root(&from, path), options, desired);
    return code == ERROR_SUCCESS ? key_handle_below(out, call, &from, &key) : code;
}

/* On failure the result is NULL; but where the key itself is bad, A leaves it (Wine
 * test_reg_open_key; rules open.absent, open.null-key). */
static LSTATUS open_ex(struct call *call, HKEY key, struct ustr path, uint32_t options,
                       uint32_t desired, HKEY *result, bool wide)
{
    HKEY opened = NULL;
    /* rule open.null-result */
    if (!result)
        return call_end(call, ERROR_INVALID_PARAMETER);
    uint32_t code = open_from(&opened, call, key, path, options, desired);
    if (code != ERROR_INVALID_HANDLE || wide)
        user_put_pointer(result, opened);
    return call_end(call, code);
}

LSTATUS WINAPI RegOpenKeyExW(HKEY key, LPCWSTR subkey, DWORD options, REGSAM desired, PHKEY result)
{
    struct call call = call_begin("RegOpenKeyExW");
    return open_ex(&call, key, user_wide(subkey), options, desired, result, true);
}

LSTATUS WINAPI RegOpenKeyExA(HKEY key, LPCSTR subkey, DWORD options, REGSAM desired, PHKEY result)
{
    struct call call = call_begin("RegOpenKeyExA");
    return open_ex(&call, key, text_narrow(SCRATCH_NAME, subkey), options, desired, result, false);
}

/* The older function: an empty name gives the same handle back; NULL of NULL is NULL (rule
 * open.null-key). */
static LSTATUS open_old(struct call *call, HKEY key, struct ustr path, HKEY *result, bool named,
                        bool wide)
{
    if (!result)
        return call_end(call, ERROR_INVALID_PARAMETER);
    if (path.count)
        return open_ex(call, key, path, 0, MAXIMUM_ALLOWED, result, wide);
    struct key_ref ref;
    uint32_t code = !key && !named ? ERROR_SUCCESS : key_ref(&ref, call, key);
    if (call->failed)
        code = call->failed;
    if (code == ERROR_SUCCESS)
        user_put_pointer(result, key);
    return call_end(call, code);
}

LSTATUS WINAPI RegOpenKeyW(HKEY key, LPCWSTR subkey, PHKEY result)
{
    struct call call = call_begin("RegOpenKeyW");
    return open_old(&call, key, user_wide(subkey), result, subkey != NULL, true);
}

LSTATUS WINAPI RegOpenKeyA(HKEY key, LPCSTR subkey, PHKEY result)
{
    struct call call = call_begin("RegOpenKeyA");
    return open_old(&call, key, text_narrow(SCRATCH_NAME, subkey), result, subkey != NULL, false);
}

struct creation {
    struct ustr class;
    uint32_t options, desired;
    const SECURITY_ATTRIBUTES *security;
};

static uint32_t create_from(HKEY *out, uint32_t *disposition, struct call *call, HKEY base,
                            struct ustr path, const struct creation *how)
{
    struct key_ref from;
    struct reg_key key;
    uint32_t code = key_ref_any(&from, call, base);
    call_trace_text(call, path);
    if (call->failed)
        return call->failed;
    if (code != ERROR_SUCCESS || from.performance)
        return code != ERROR_SUCCESS ? code : ERROR_INVALID_HANDLE;
    if (both_views(call, how->desired))
        return ERROR_INVALID_PARAMETER;
    const struct blob *security = NULL;
    if (how->security) {
        SECURITY_ATTRIBUTES attributes;
        user_copy_in(&attributes, how->security, sizeof attributes);
        if (attributes.lpSecurityDescriptor)
            code = reg_security_in(&security, attributes.lpSecurityDescriptor);
        if (code != ERROR_SUCCESS)
            return code;
    }
    struct key_creation creation = {how->class, how->options, how->desired, security};
    code = key_create(&key, disposition, call, &from, path, &creation);
    blob_release(security);
    return code == ERROR_SUCCESS ? key_handle_below(out, call, &from, &key) : code;
}

/* rule create.null-result */
static LSTATUS create_ex(struct call *call, HKEY key, struct ustr path, DWORD reserved,
                         const struct creation *how, PHKEY result, LPDWORD disposition)
{
    HKEY created = NULL;
    uint32_t what = 0;
    if (!result)
        return call_end(call, ERROR_BADKEY); /* Wine test_reg_create_key */
    /* rule create.reserved */
    if (reserved)
        return call_end(call, ERROR_INVALID_PARAMETER);
    uint32_t code = create_from(&created, &what, call, key, path, how);
    if (code == ERROR_SUCCESS) {
        user_put_pointer(result, created);
        user_put32(disposition, what);
    }
    return call_end(call, code);
}

/* rule create.no-name */
LSTATUS WINAPI RegCreateKeyExW(HKEY key, LPCWSTR subkey, DWORD reserved, LPWSTR class_name,
                               DWORD options, REGSAM desired, const SECURITY_ATTRIBUTES *security,
                               PHKEY result, LPDWORD disposition)
{
    struct call call = call_begin("RegCreateKeyExW");
    struct creation how = {user_wide(class_name), options, desired, security};
    if (!subkey)
        return call_end(&call, ERROR_BADKEY); /* "cannot be NULL" (sdk-api RegCreateKeyExW) */
    return create_ex(&call, key, user_wide(subkey), reserved, &how, result, disposition);
}

LSTATUS WINAPI RegCreateKeyExA(HKEY key, LPCSTR subkey, DWORD reserved, LPSTR class_name,
                               DWORD options, REGSAM desired, const SECURITY_ATTRIBUTES *security,
                               PHKEY result, LPDWORD disposition)
{
    struct call call = call_begin("RegCreateKeyExA");
    struct creation how = {text_narrow(SCRATCH_OTHER, class_name), options, desired, security};
    if (!subkey)
        return call_end(&call, ERROR_BADKEY);
    return create_ex(&call, key, text_narrow(SCRATCH_NAME, subkey), reserved, &how, result,
                     disposition);
}

/* rule create.null-result */
static LSTATUS create_old(struct call *call, HKEY key, struct ustr path, PHKEY result, bool named,
                          bool wide)
{
    const struct creation how = {{NULL, 0}, 0, MAXIMUM_ALLOWED, NULL};
    if (!result)
        return call_end(call, ERROR_INVALID_PARAMETER); /* Wine test_reg_create_key */
    if (!path.count)
        return open_old(call, key, path, result, named, wide);
    return create_ex(call, key, path, 0, &how, result, NULL);
}

LSTATUS WINAPI RegCreateKeyW(HKEY key, LPCWSTR subkey, PHKEY result)
{
    struct call call = call_begin("RegCreateKeyW");
    return create_old(&call, key, user_wide(subkey), result, subkey != NULL, true);
}

LSTATUS WINAPI RegCreateKeyA(HKEY key, LPCSTR subkey, PHKEY result)
{
    struct call call = call_begin("RegCreateKeyA");
    return create_old(&call, key, text_narrow(SCRATCH_NAME, subkey), result, subkey != NULL, false);
}

LSTATUS WINAPI RegOpenCurrentUser(REGSAM desired, PHKEY result)
{
    struct call call = call_begin("RegOpenCurrentUser");
    struct key_ref user;
    struct reg_key key;
    struct reg_caller caller = call_caller(&call);
    HKEY opened = NULL;
    uint32_t code = result ? key_ref(&user, &call, HKEY_CURRENT_USER) : ERROR_INVALID_PARAMETER;
    if (code == ERROR_SUCCESS)
        code =
            reg_open(&key, user.registry, &caller, &user.key, (struct ustr){NULL, 0}, 0, desired);
    if (code == ERROR_SUCCESS)
        code = key_handle_new(&opened, &call, user.machine, &key);
    if (code == ERROR_SUCCESS)
        user_put_pointer(result, opened);
    return call_end(&call, code);
}

/* The merged view with the classes of the token's user, who is the process's: our choice (rule
 * user.classes). */
LSTATUS WINAPI RegOpenUserClassesRoot(HANDLE token, DWORD options, REGSAM desired, PHKEY result)
{
    struct call call = call_begin("RegOpenUserClassesRoot");
    struct key_ref classes;
    struct reg_key key;
    HKEY opened = NULL;
    uint32_t code = options || !result ? ERROR_INVALID_PARAMETER : ERROR_SUCCESS;
    if (code == ERROR_SUCCESS && !handle_get(call.process, (uintptr_t)token, HANDLE_TOKEN))
        code = ERROR_INVALID_HANDLE;
    if (code == ERROR_SUCCESS)
        code = key_ref(&classes, &call, HKEY_CLASSES_ROOT);
    if (code == ERROR_SUCCESS)
        code = key_open(&key, &call, &classes, (struct ustr){NULL, 0}, 0, desired);
    if (code == ERROR_SUCCESS)
        code = key_handle_below(&opened, &call, &classes, &key);
    if (code == ERROR_SUCCESS)
        user_put_pointer(result, opened);
    return call_end(&call, code);
}

/* The system closes any object, whatever asks for it (observed under Wine). */
static bool is_kernel_object(const struct call *call, HKEY key)
{
    const struct handle *object = handle_any(call->process, (uintptr_t)key);
    return object && (object->kind == HANDLE_EVENT || object->kind == HANDLE_FILE ||
                      object->kind == HANDLE_TOKEN);
}

/* rules close.twice, close.predefined, wow64.reflected */
LSTATUS WINAPI RegCloseKey(HKEY key)
{
    struct call call = call_begin("RegCloseKey");
    struct key_ref ref;
    uint32_t code = key_ref_any(&ref, &call, key);
    if (code == ERROR_INVALID_HANDLE && is_kernel_object(&call, key))
        return call_end(&call, handle_end(&call, key) ? ERROR_SUCCESS : ERROR_INVALID_HANDLE);
    if (code == ERROR_SUCCESS && ref.performance)
        reg_performance_close(&call, &ref);
    if (code == ERROR_SUCCESS && !ref.predefined && !ref.performance)
        registry_reflect(ref.registry, ref.key.key);
    if (code == ERROR_SUCCESS && !ref.predefined && !handle_end(&call, key))
        code = ERROR_INVALID_HANDLE;
    return call_end(&call, code);
}

/* A performance handle of another machine; a key handle of it (rule remote.keys). */
static uint32_t connect(HKEY *out, struct call *call, struct machine *machine, HKEY key)
{
    struct reg_key opened;
    struct handle *object;
    struct reg_caller caller = call_caller(call);
    bool users = (uint32_t)(uintptr_t)key == (uint32_t)(uintptr_t)HKEY_USERS;
    if ((uint32_t)(uintptr_t)key == (uint32_t)(uintptr_t)HKEY_PERFORMANCE_DATA) {
        uint32_t value = handle_new(call->process, HANDLE_PERFORMANCE, machine, &object);
        *out = (HKEY)(uintptr_t)value;
        return value ? ERROR_SUCCESS : ERROR_TOO_MANY_OPEN_FILES;
    }
    if (!users && (uint32_t)(uintptr_t)key != (uint32_t)(uintptr_t)HKEY_LOCAL_MACHINE) {
        struct key_ref own;
        if (machine != call->machine || key_ref_plain(&own, call, key) != ERROR_SUCCESS ||
            !own.predefined)
            return ERROR_INVALID_HANDLE; /* only these three (sdk-api RegConnectRegistryW) */
        *out = key;
        return ERROR_SUCCESS;
    }
    uint32_t code = reg_open(&opened, &machine->registry, &caller, NULL,
                             users ? USTR(u"\\REGISTRY\\USER") : USTR(u"\\REGISTRY\\MACHINE"), 0,
                             MAXIMUM_ALLOWED);
    return code == ERROR_SUCCESS ? key_handle_new(out, call, machine, &opened) : code;
}

/* rule remote.names */
static LSTATUS connect_registry(struct call *call, struct ustr name, HKEY key, PHKEY result)
{
    HKEY connected = NULL;
    call_trace_text(call, name);
    if (!result)
        return call_end(call, ERROR_INVALID_PARAMETER);
    uint32_t code = call->failed;
    struct machine *machine = machine_find(call->machine, name);
    if (code == ERROR_SUCCESS)
        code = machine ? connect(&connected, call, machine, key) : ERROR_BAD_NETPATH;
    if (code == ERROR_SUCCESS)
        user_put_pointer(result, connected);
    return call_end(call, code);
}

LSTATUS WINAPI RegConnectRegistryW(LPCWSTR machine, HKEY key, PHKEY result)
{
    struct call call = call_begin("RegConnectRegistryW");
    return connect_registry(&call, user_wide(machine), key, result);
}

LSTATUS WINAPI RegConnectRegistryA(LPCSTR machine, HKEY key, PHKEY result)
{
    struct call call = call_begin("RegConnectRegistryA");
    return connect_registry(&call, text_narrow(SCRATCH_NAME, machine), key, result);
}
