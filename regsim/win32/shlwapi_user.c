/*
 * shlwapi's "user specific" settings: a path below HKEY_CURRENT_USER and the same path below
 * HKEY_LOCAL_MACHINE, of which the user's has the word (sdk-api shlwapi, SHRegGetUSValueW). On
 * Windows this is code of the process above the key calls, and so it is here; the handle is memory
 * of the process:
 *
 *     HUSKEY → user's key | machine's key | path, for what has to be made later
 */
#include "win32/reg.h"
#include "win32/text.h"

#include "base/memory.h"
#include "sdk/shlwapi.h"

struct us_key {
    HKEY user, machine; /* NULL: not there */
    WCHAR path[];
};

static struct us_key *key_of(HUSKEY handle)
{
    return (struct us_key *)(void *)handle;
}

/* The path in the process's memory, both keys still closed; NULL: there is none left. */
static struct us_key *new_key(const struct call *call, struct ustr path)
{
    struct us_key *key =
        process_alloc(call->process, sizeof *key + (path.count + 1) * sizeof *key->path, true);
    if (key)
        user_copy_out(key->path, path.units, path.count * sizeof *key->path);
    return key;
}

static struct ustr trimmed(struct ustr path)
{
    while (path.count && *path.units == u'\\')
        path = ustr_slice(path, 1, path.count);
    return path;
}

/* One of the two is enough (rule settings.open). */
static LSTATUS open_us(struct call *call, struct ustr path, REGSAM sam, HUSKEY relative,
                       HUSKEY *out, BOOL ignore_user)
{
    const struct us_key *above = key_of(relative);
    call_trace_text(call, path);
    if (call->failed)
        return call_end(call, call->failed);
    user_put_pointer(out, NULL);
    struct us_key *key = new_key(call, trimmed(path));
    if (!key)
        return call_end(call, ERROR_NOT_ENOUGH_MEMORY);
    HKEY user = above ? above->user : HKEY_CURRENT_USER;
    HKEY machine = above ? above->machine : HKEY_LOCAL_MACHINE;
    LSTATUS code = ERROR_FILE_NOT_FOUND;
    if (!ignore_user && user)
        code = RegOpenKeyExW(user, key->path, 0, sam, &key->user);
    if (code != ERROR_SUCCESS)
        key->user = NULL;
    LSTATUS second =
        machine ? RegOpenKeyExW(machine, key->path, 0, sam, &key->machine) : ERROR_FILE_NOT_FOUND;
    if (second != ERROR_SUCCESS)
        key->machine = NULL;
    if (!key->user && !key->machine) {
        process_release(call->process, key);
        return call_end(call, (uint32_t)second);
    }
    user_put_pointer(out, key);
    return call_end(call, ERROR_SUCCESS);
}

LSTATUS WINAPI SHRegOpenUSKeyW(LPCWSTR path, REGSAM sam, HUSKEY relative, PHUSKEY out,
                               BOOL ignore_user)
{
    struct call call = call_begin("SHRegOpenUSKeyW");
    return open_us(&call, user_wide(path), sam, relative, out, ignore_user);
}

LSTATUS WINAPI SHRegOpenUSKeyA(LPCSTR path, REGSAM sam, HUSKEY relative, PHUSKEY out,
                               BOOL ignore_user)
{
    struct call call = call_begin("SHRegOpenUSKeyA");
    return open_us(&call, text_narrow(SCRATCH_LIST, path), sam, relative, out, ignore_user);
}

LSTATUS WINAPI SHRegCloseUSKey(HUSKEY handle)
{
    struct call call = call_begin("SHRegCloseUSKey");
    struct us_key *key = key_of(handle);
    if (call.failed || process_block_size(call.process, key) == SIZE_MAX)
        return call_end(&call, call.failed ? call.failed : ERROR_INVALID_PARAMETER);
    if (key->user)
        RegCloseKey(key->user);
    if (key->machine)
        RegCloseKey(key->machine);
    process_release(call.process, key);
    return call_end(&call, ERROR_SUCCESS);
}

/* A value's name and where it goes, wide or narrow. */
struct us_value {
    const void *name;
    DWORD *type;
    void *data;
    DWORD *size;
    bool narrow;
};

static LSTATUS query(HKEY key, const struct us_value *value)
{
    if (!key)
        return ERROR_FILE_NOT_FOUND;
    return value->narrow
               ? RegQueryValueExA(key, value->name, NULL, value->type, value->data, value->size)
               : RegQueryValueExW(key, value->name, NULL, value->type, value->data, value->size);
}

/* The caller's default, where neither has the value (rule settings.query). */
static LSTATUS give_default(const struct us_value *value, const void *data, DWORD size)
{
    if (value->data && value->size) {
        DWORD room = user_get32(value->size);
        user_copy_out(value->data, data, size < room ? size : room);
        user_put32(value->size, size < room ? size : room);
    }
    return ERROR_SUCCESS;
}

static LSTATUS query_us(const struct us_key *key, const struct us_value *value, BOOL ignore_user,
                        const void *data, DWORD size)
{
    DWORD room = user_get32(value->size);
    LSTATUS code = !ignore_user ? query(key->user, value) : ERROR_FILE_NOT_FOUND;
    if (code == ERROR_FILE_NOT_FOUND) {
        user_put32(value->size, room);
        code = query(key->machine, value);
    }
    if (code == ERROR_FILE_NOT_FOUND && data && size) {
        user_put32(value->size, room);
        return give_default(value, data, size);
    }
    return code;
}

static LSTATUS query_by_key(struct call *call, HUSKEY handle, const struct us_value *value,
                            BOOL ignore_user, const void *data, DWORD size)
{
    const struct us_key *key = key_of(handle);
    if (call->failed || process_block_size(call->process, key) == SIZE_MAX)
        return call_end(call, call->failed ? call->failed : ERROR_INVALID_PARAMETER);
    return call_end(call, (uint32_t)query_us(key, value, ignore_user, data, size));
}

LSTATUS WINAPI SHRegQueryUSValueW(HUSKEY handle, LPCWSTR name, DWORD *type, void *data, DWORD *size,
                                  BOOL ignore_user, void *default_data, DWORD default_size)
{
    struct call call = call_begin("SHRegQueryUSValueW");
    const struct us_value value = {name, type, data, size, false};
    return query_by_key(&call, handle, &value, ignore_user, default_data, default_size);
}

LSTATUS WINAPI SHRegQueryUSValueA(HUSKEY handle, LPCSTR name, DWORD *type, void *data, DWORD *size,
                                  BOOL ignore_user, void *default_data, DWORD default_size)
{
    struct call call = call_begin("SHRegQueryUSValueA");
    const struct us_value value = {name, type, data, size, true};
    return query_by_key(&call, handle, &value, ignore_user, default_data, default_size);
}

/* Opened, asked and closed again. Where there is no key the default does not help (observed under
 * Wine). */
static LSTATUS query_by_path(struct call *call, HUSKEY handle, LSTATUS code,
                             const struct us_value *value, BOOL ignore_user, const void *data,
                             DWORD size)
{
    if (call->failed)
        return call_end(call, call->failed);
    if (code == ERROR_SUCCESS)
        code = query_us(key_of(handle), value, ignore_user, data, size);
    if (handle)
        SHRegCloseUSKey(handle);
    return call_end(call, (uint32_t)code);
}

LSTATUS WINAPI SHRegGetUSValueW(LPCWSTR path, LPCWSTR name, DWORD *type, void *data, DWORD *size,
                                BOOL ignore_user, void *default_data, DWORD default_size)
{
    struct call call = call_begin("SHRegGetUSValueW");
    const struct us_value value = {name, type, data, size, false};
    HUSKEY key = NULL;
    LSTATUS code = SHRegOpenUSKeyW(path, KEY_QUERY_VALUE, NULL, &key, ignore_user);
    return query_by_path(&call, key, code, &value, ignore_user, default_data, default_size);
}

LSTATUS WINAPI SHRegGetUSValueA(LPCSTR path, LPCSTR name, DWORD *type, void *data, DWORD *size,
                                BOOL ignore_user, void *default_data, DWORD default_size)
{
    struct call call = call_begin("SHRegGetUSValueA");
    const struct us_value value = {name, type, data, size, true};
    HUSKEY key = NULL;
    LSTATUS code = SHRegOpenUSKeyA(path, KEY_QUERY_VALUE, NULL, &key, ignore_user);
    return query_by_path(&call, key, code, &value, ignore_user, default_data, default_size);
}

/* What is written: to a side whose bit is forced, or where there is no value yet. */
struct us_data {
    const void *name, *bytes;
    DWORD type, size;
    bool narrow;
};

static LSTATUS write_side(HKEY *key, HKEY root, const WCHAR *path, const struct us_data *data,
                          bool force)
{
    const struct us_value there = {data->name, NULL, NULL, NULL, data->narrow};
    LSTATUS code = ERROR_SUCCESS;
    if (!*key)
        code = RegCreateKeyExW(root, path, 0, NULL, 0, KEY_QUERY_VALUE | KEY_SET_VALUE, NULL, key,
                               NULL);
    if (code != ERROR_SUCCESS || (!force && query(*key, &there) == ERROR_SUCCESS))
        return code;
    return data->narrow ? RegSetValueExA(*key, data->name, 0, data->type, data->bytes, data->size)
                        : RegSetValueExW(*key, data->name, 0, data->type, data->bytes, data->size);
}

/* rule settings.write */
static LSTATUS write_us(struct us_key *key, const struct us_data *data, DWORD flags)
{
    LSTATUS code = ERROR_INVALID_PARAMETER;
    if (flags & (SHREGSET_HKCU | SHREGSET_FORCE_HKCU))
        code =
            write_side(&key->user, HKEY_CURRENT_USER, key->path, data, flags & SHREGSET_FORCE_HKCU);
    if (flags & (SHREGSET_HKLM | SHREGSET_FORCE_HKLM)) {
        LSTATUS second = write_side(&key->machine, HKEY_LOCAL_MACHINE, key->path, data,
                                    flags & SHREGSET_FORCE_HKLM);
        if (code == ERROR_SUCCESS || code == ERROR_INVALID_PARAMETER)
            code = second;
    }
    return code;
}

static LSTATUS set_by_path(struct call *call, struct ustr path, const struct us_data *data,
                           DWORD flags)
{
    call_trace_text(call, path);
    if (call->failed)
        return call_end(call, call->failed);
    struct us_key *key = new_key(call, trimmed(path));
    if (!key)
        return call_end(call, ERROR_NOT_ENOUGH_MEMORY);
    LSTATUS code = write_us(key, data, flags);
    SHRegCloseUSKey((HUSKEY)(void *)key);
    return call_end(call, (uint32_t)code);
}

LSTATUS WINAPI SHRegSetUSValueW(LPCWSTR path, LPCWSTR name, DWORD type, const void *data,
                                DWORD size, DWORD flags)
{
    struct call call = call_begin("SHRegSetUSValueW");
    const struct us_data given = {name, data, type, size, false};
    return set_by_path(&call, user_wide(path), &given, flags);
}

LSTATUS WINAPI SHRegSetUSValueA(LPCSTR path, LPCSTR name, DWORD type, const void *data, DWORD size,
                                DWORD flags)
{
    struct call call = call_begin("SHRegSetUSValueA");
    const struct us_data given = {name, data, type, size, true};
    return set_by_path(&call, text_narrow(SCRATCH_LIST, path), &given, flags);
}

static LSTATUS delete_side(HKEY key, const void *name, bool narrow)
{
    if (!key)
        return ERROR_FILE_NOT_FOUND;
    return narrow ? RegDeleteValueA(key, name) : RegDeleteValueW(key, name);
}

/* Of the user, of the machine, of both, or, by default, of the user or else of the machine. */
static LSTATUS delete_us(struct call *call, HUSKEY handle, const void *name, SHREGDEL_FLAGS which,
                         bool narrow)
{
    const struct us_key *key = key_of(handle);
    LSTATUS code = ERROR_FILE_NOT_FOUND;
    if (call->failed || process_block_size(call->process, key) == SIZE_MAX)
        return call_end(call, call->failed ? call->failed : ERROR_INVALID_PARAMETER);
    if (which != SHREGDEL_DEFAULT && which != SHREGDEL_HKCU && which != SHREGDEL_HKLM &&
        which != SHREGDEL_BOTH)
        return call_end(call, ERROR_INVALID_PARAMETER);
    if (which != SHREGDEL_HKLM)
        code = delete_side(key->user, name, narrow);
    if (which == SHREGDEL_HKLM || which == SHREGDEL_BOTH ||
        (which == SHREGDEL_DEFAULT && code == ERROR_FILE_NOT_FOUND)) {
        LSTATUS second = delete_side(key->machine, name, narrow);
        if (code == ERROR_SUCCESS || code == ERROR_FILE_NOT_FOUND)
            code = which == SHREGDEL_BOTH && code == ERROR_SUCCESS && second == ERROR_FILE_NOT_FOUND
                       ? ERROR_SUCCESS
                       : second;
    }
    return call_end(call, (uint32_t)code);
}

LSTATUS WINAPI SHRegDeleteUSValueW(HUSKEY handle, LPCWSTR name, SHREGDEL_FLAGS which)
{
    struct call call = call_begin("SHRegDeleteUSValueW");
    return delete_us(&call, handle, name, which, false);
}

LSTATUS WINAPI SHRegDeleteUSValueA(HUSKEY handle, LPCSTR name, SHREGDEL_FLAGS which)
{
    struct call call = call_begin("SHRegDeleteUSValueA");
    return delete_us(&call, handle, name, which, true);
}
