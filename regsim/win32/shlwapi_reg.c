/*
 * shlwapi's helpers on keys and values: thin shells around advapi32's functions (sdk-api shlwapi,
 * "Registry Functions"). SHDeleteKey, SHDeleteEmptyKey and SHCopyKey are with the trees
 * (reg_tree.c), SHGetValue with the cooked values (reg_get.c).
 */
#include "win32/key_handle.h"
#include "win32/text.h"

#include "base/memory.h"
#include "sdk/shlwapi.h"

/* The player's word, then the function's own; the key and the names are traced. */
static struct call begin(const char *api, HKEY key, struct ustr subkey, struct ustr name)
{
    struct call call = call_begin(api);
    struct key_ref ref;
    (void)key_ref(&ref, &call, key);
    call_trace_text(&call, subkey);
    call_trace_text(&call, name);
    return call;
}

#define END(call, inner) call_end(&(call), (call).failed ? (call).failed : (uint32_t)(inner))

static const struct ustr none = {NULL, 0};

LSTATUS WINAPI SHSetValueW(HKEY key, LPCWSTR subkey, LPCWSTR name, DWORD type, LPCVOID data,
                           DWORD size)
{
    struct call call = begin("SHSetValueW", key, user_wide(subkey), user_wide(name));
    return END(call, RegSetKeyValueW(key, subkey, name, type, data, size));
}

LSTATUS WINAPI SHSetValueA(HKEY key, LPCSTR subkey, LPCSTR name, DWORD type, LPCVOID data,
                           DWORD size)
{
    struct call call = begin("SHSetValueA", key, text_narrow(SCRATCH_NAME, subkey),
                             text_narrow(SCRATCH_OTHER, name));
    return END(call, RegSetKeyValueA(key, subkey, name, type, data, size));
}

LSTATUS WINAPI SHDeleteValueW(HKEY key, LPCWSTR subkey, LPCWSTR name)
{
    struct call call = begin("SHDeleteValueW", key, user_wide(subkey), user_wide(name));
    return END(call, RegDeleteKeyValueW(key, subkey, name));
}

LSTATUS WINAPI SHDeleteValueA(HKEY key, LPCSTR subkey, LPCSTR name)
{
    struct call call = begin("SHDeleteValueA", key, text_narrow(SCRATCH_NAME, subkey),
                             text_narrow(SCRATCH_OTHER, name));
    return END(call, RegDeleteKeyValueA(key, subkey, name));
}

/* What it reads is expanded and ends with NUL, as SHGetValue's (Wine test_SHQueryValueEx). */
LSTATUS WINAPI SHQueryValueExW(HKEY key, LPCWSTR name, LPDWORD reserved, LPDWORD type, LPVOID data,
                               LPDWORD size)
{
    struct call call = begin("SHQueryValueExW", key, none, user_wide(name));
    (void)reserved;
    return END(call, SHGetValueW(key, NULL, name, type, data, size));
}

LSTATUS WINAPI SHQueryValueExA(HKEY key, LPCSTR name, LPDWORD reserved, LPDWORD type, LPVOID data,
                               LPDWORD size)
{
    struct call call = begin("SHQueryValueExA", key, none, text_narrow(SCRATCH_NAME, name));
    (void)reserved;
    return END(call, SHGetValueA(key, NULL, name, type, data, size));
}

/* The bits that RegGetValue gives to views stand for the way the system was started here, which was
 * the normal one (shell SRRF). What a restricted call answers in another is our choice: 2. */
static uint32_t check_mode(SRRF flags)
{
    SRRF mode = flags & (SRRF_RM_NORMAL | SRRF_RM_SAFE | SRRF_RM_SAFENETWORK);
    return mode && !(mode & SRRF_RM_NORMAL) ? ERROR_FILE_NOT_FOUND : ERROR_SUCCESS;
}

enum { PASSED_FLAGS = SRRF_RT_ANY | SRRF_NOEXPAND | SRRF_ZEROONFAILURE };

LSTATUS WINAPI SHRegGetValueW(HKEY key, LPCWSTR subkey, LPCWSTR name, SRRF flags, LPDWORD type,
                              LPVOID data, LPDWORD size)
{
    struct call call = begin("SHRegGetValueW", key, user_wide(subkey), user_wide(name));
    uint32_t code = check_mode(flags);
    if (code != ERROR_SUCCESS)
        return END(call, code);
    return END(call,
               RegGetValueW(key, subkey, name, (DWORD)flags & PASSED_FLAGS, type, data, size));
}

LSTATUS WINAPI SHRegGetValueA(HKEY key, LPCSTR subkey, LPCSTR name, SRRF flags, LPDWORD type,
                              LPVOID data, LPDWORD size)
{
    struct call call = begin("SHRegGetValueA", key, text_narrow(SCRATCH_NAME, subkey),
                             text_narrow(SCRATCH_OTHER, name));
    uint32_t code = check_mode(flags);
    if (code != ERROR_SUCCESS)
        return END(call, code);
    return END(call,
               RegGetValueA(key, subkey, name, (DWORD)flags & PASSED_FLAGS, type, data, size));
}

LSTATUS WINAPI SHEnumKeyExW(HKEY key, DWORD index, LPWSTR name, LPDWORD count)
{
    struct call call = begin("SHEnumKeyExW", key, none, none);
    call_trace_number(&call, index);
    return END(call, RegEnumKeyExW(key, index, name, count, NULL, NULL, NULL, NULL));
}

LSTATUS WINAPI SHEnumKeyExA(HKEY key, DWORD index, LPSTR name, LPDWORD count)
{
    struct call call = begin("SHEnumKeyExA", key, none, none);
    call_trace_number(&call, index);
    return END(call, RegEnumKeyExA(key, index, name, count, NULL, NULL, NULL, NULL));
}

LSTATUS WINAPI SHEnumValueW(HKEY key, DWORD index, LPWSTR name, LPDWORD count, LPDWORD type,
                            LPVOID data, LPDWORD size)
{
    struct call call = begin("SHEnumValueW", key, none, none);
    call_trace_number(&call, index);
    return END(call, RegEnumValueW(key, index, name, count, NULL, type, data, size));
}

LSTATUS WINAPI SHEnumValueA(HKEY key, DWORD index, LPSTR name, LPDWORD count, LPDWORD type,
                            LPVOID data, LPDWORD size)
{
    struct call call = begin("SHEnumValueA", key, none, none);
    call_trace_number(&call, index);
    return END(call, RegEnumValueA(key, index, name, count, NULL, type, data, size));
}

LSTATUS WINAPI SHQueryInfoKeyW(HKEY key, LPDWORD subkeys, LPDWORD max_subkey, LPDWORD values,
                               LPDWORD max_name)
{
    struct call call = begin("SHQueryInfoKeyW", key, none, none);
    return END(call, RegQueryInfoKeyW(key, NULL, NULL, NULL, subkeys, max_subkey, NULL, values,
                                      max_name, NULL, NULL, NULL));
}

LSTATUS WINAPI SHQueryInfoKeyA(HKEY key, LPDWORD subkeys, LPDWORD max_subkey, LPDWORD values,
                               LPDWORD max_name)
{
    struct call call = begin("SHQueryInfoKeyA", key, none, none);
    return END(call, RegQueryInfoKeyA(key, NULL, NULL, NULL, subkeys, max_subkey, NULL, values,
                                      max_name, NULL, NULL, NULL));
}

/* MAX_PATH characters, which the caller's buffer is said to have (sdk-api SHRegGetPathW). */
LSTATUS WINAPI SHRegGetPathW(HKEY key, LPCWSTR subkey, LPCWSTR name, LPWSTR path, DWORD flags)
{
    struct call call = begin("SHRegGetPathW", key, user_wide(subkey), user_wide(name));
    DWORD size = MAX_PATH * sizeof *path;
    (void)flags;
    return END(call, SHGetValueW(key, subkey, name, NULL, path, &size));
}

LSTATUS WINAPI SHRegGetPathA(HKEY key, LPCSTR subkey, LPCSTR name, LPSTR path, DWORD flags)
{
    struct call call = begin("SHRegGetPathA", key, text_narrow(SCRATCH_NAME, subkey),
                             text_narrow(SCRATCH_OTHER, name));
    DWORD size = MAX_PATH;
    (void)flags;
    return END(call, SHGetValueA(key, subkey, name, NULL, path, &size));
}

/* The folder of the longest of these variables that the path starts with gives way to its name; a
 * variable that is not set is none (sdk-api PathUnExpandEnvStringsW, SHRegSetPathW). */
static bool unexpand(struct ubuf *out, const struct environment *environment, struct ustr path)
{
    static const struct ustr names[] = {{u"SystemDrive", 11},
                                        {u"SystemRoot", 10},
                                        {u"ProgramFiles", 12},
                                        {u"ALLUSERSPROFILE", 15},
                                        {u"USERPROFILE", 11}};
    size_t longest = 0, found = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct ustr folder;
        if (!environment_get(&folder, environment, names[i]) || folder.count <= longest ||
            !ustr_starts_nocase(path, folder) ||
            (path.count > folder.count && path.units[folder.count] != u'\\'))
            continue;
        longest = folder.count;
        found = i;
    }
    if (longest) {
        ubuf_put(out, u'%');
        ubuf_add(out, names[found]);
        ubuf_put(out, u'%');
    }
    ubuf_add(out, ustr_slice(path, longest, path.count));
    return longest != 0;
}

/* "An existing subkey": none is made. REG_EXPAND_SZ where something was replaced, else REG_SZ. */
static uint32_t set_path(struct call *call, HKEY key, LPCWSTR subkey, LPCWSTR name,
                         struct ustr path)
{
    HKEY opened;
    struct ubuf *text = text_units(SCRATCH_DATA);
    bool replaced = unexpand(text, &call->process->environment, path);
    ubuf_put(text, 0);
    uint32_t code = (uint32_t)RegOpenKeyExW(key, subkey, 0, KEY_SET_VALUE, &opened);
    if (code != ERROR_SUCCESS)
        return code;
    code = (uint32_t)RegSetValueExW(opened, name, 0, replaced ? REG_EXPAND_SZ : REG_SZ,
                                    (const BYTE *)text->units,
                                    (DWORD)(text->count * sizeof *text->units));
    RegCloseKey(opened);
    return code;
}

LSTATUS WINAPI SHRegSetPathW(HKEY key, LPCWSTR subkey, LPCWSTR name, LPCWSTR path, DWORD flags)
{
    struct call call = begin("SHRegSetPathW", key, user_wide(subkey), user_wide(name));
    (void)flags;
    if (call.failed || !path)
        return END(call, ERROR_INVALID_PARAMETER);
    return call_end(&call, set_path(&call, key, subkey, name, user_wide(path)));
}

/* In the process's own memory, as the wide function wants its names. */
static WCHAR *wide_copy(const struct call *call, const char *text)
{
    struct ustr units = text_narrow(SCRATCH_NAME, text);
    WCHAR *copy = process_alloc(call->process, (units.count + 1) * sizeof *copy, true);
    if (copy)
        user_copy_out(copy, units.units, units.count * sizeof *copy);
    return copy;
}

LSTATUS WINAPI SHRegSetPathA(HKEY key, LPCSTR subkey, LPCSTR name, LPCSTR path, DWORD flags)
{
    struct call call = begin("SHRegSetPathA", key, text_narrow(SCRATCH_NAME, subkey),
                             text_narrow(SCRATCH_OTHER, name));
    (void)flags;
    if (call.failed || !path)
        return END(call, ERROR_INVALID_PARAMETER);
    WCHAR *wide_subkey = wide_copy(&call, subkey), *wide_name = wide_copy(&call, name);
    uint32_t code = wide_subkey && wide_name ? set_path(&call, key, wide_subkey, wide_name,
                                                        text_narrow(SCRATCH_NAME, path))
                                             : ERROR_NOT_ENOUGH_MEMORY;
    process_release(call.process, wide_subkey);
    process_release(call.process, wide_name);
    return call_end(&call, code);
}
