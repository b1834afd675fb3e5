/* RegGetValue, and shlwapi's SHGetValue. */
#include "win32/classes.h"
#include "win32/reg.h"
#include "win32/text.h"

#include "base/memory.h"
#include "sdk/shlwapi.h"

#include <string.h>

struct get {
    HKEY key;
    struct ustr subkey, name;
    DWORD flags;
    struct value_out to;
};

/* Which RRF_RT_… bit stands for the type; 0: none of its own. */
static uint32_t type_bit(uint32_t type)
{
    static const uint32_t bits[] = {RRF_RT_REG_NONE,
                                    RRF_RT_REG_SZ,
                                    RRF_RT_REG_EXPAND_SZ,
                                    RRF_RT_REG_BINARY,
                                    RRF_RT_REG_DWORD,
                                    0,
                                    0,
                                    RRF_RT_REG_MULTI_SZ,
                                    0,
                                    0,
                                    0,
                                    RRF_RT_REG_QWORD};
    return type < sizeof bits / sizeof *bits ? bits[type] : 0;
}

/* 1630: the type is not wanted; 1629: binary data of the wrong size for DWORD or QWORD (rules
 * get.filter, get.binary-size).
 */
static uint32_t check_type(DWORD flags, uint32_t type, uint32_t size)
{
    uint32_t wanted = flags & RRF_RT_ANY;
    if (wanted == RRF_RT_ANY)
        return ERROR_SUCCESS;
    if (!(type_bit(type) & wanted))
        return ERROR_UNSUPPORTED_TYPE;
    if (type == REG_BINARY && wanted == RRF_RT_DWORD && size != sizeof(uint32_t))
        return ERROR_DATATYPE_MISMATCH;
    if (type == REG_BINARY && wanted == RRF_RT_QWORD && size != sizeof(uint64_t))
        return ERROR_DATATYPE_MISMATCH;
    return ERROR_SUCCESS;
}

/* Strings always end with NUL (two for REG_MULTI_SZ), and %NAME% is expanded where asked for (rules
 * get.expand, get.terminates). */
static void cook(struct ubuf *out, const struct get *get, const struct call *call, uint32_t *type,
                 const struct value *value)
{
    struct ustr raw = {(const char16_t *)(const void *)value_data(value), value->size / 2};
    if (*type == REG_EXPAND_SZ && !(get->flags & RRF_NOEXPAND)) {
        struct ustr text = ustr_slice(raw, 0, ustr_find(raw, 0, 0));
        environment_expand(out, &call->process->environment, text);
        ubuf_put(out, 0);
        *type = REG_SZ;
        return;
    }
    ubuf_add(out, raw);
    if (!raw.count || raw.units[raw.count - 1])
        ubuf_put(out, 0);
    if (*type == REG_MULTI_SZ && (out->count < 2 || out->units[out->count - 2]))
        ubuf_put(out, 0);
}

static uint32_t give(const struct get *get, const struct call *call, const struct value *value)
{
    uint32_t type = value->type, code = check_type(get->flags, type, value->size);
    struct ubuf cooked = {0};
    const void *data = value_data(value);
    uint32_t size = value->size;
    bool expand = type == REG_EXPAND_SZ && !(get->flags & RRF_NOEXPAND);
    if (code == ERROR_UNSUPPORTED_TYPE && expand && (get->flags & RRF_RT_REG_SZ))
        code = ERROR_SUCCESS; /* what it will be is wanted */
    if (reg_type_is_string(type)) {
        cook(&cooked, get, call, &type, value);
        data = cooked.units;
        size = (uint32_t)(cooked.count * sizeof(char16_t));
    }
    /* the filter fails only after type, size and data were given (Wine test_get_value) */
    uint32_t out = reg_value_out(&get->to, type, data, size);
    ubuf_free(&cooked);
    return code == ERROR_SUCCESS ? out : code;
}

/* rules get.expand-type, get.views */
static uint32_t check_flags(const struct get *get, enum os os)
{
    bool expands = (get->flags & RRF_RT_REG_EXPAND_SZ) && !(get->flags & RRF_NOEXPAND);
    if (get->to.data && !get->to.size)
        return ERROR_INVALID_PARAMETER;
    /* Windows 8 and later compare the types instead (Wine test_get_value) */
    if (os < OS_WIN10 && expands && (get->flags & RRF_RT_ANY) != RRF_RT_ANY)
        return ERROR_INVALID_PARAMETER;
    if (os >= OS_WIN10 && (get->flags & RRF_SUBKEY_WOW6464KEY) &&
        (get->flags & RRF_SUBKEY_WOW6432KEY))
        return ERROR_INVALID_PARAMETER;
    return ERROR_SUCCESS;
}

/* rule get.zero */
static LSTATUS get_value(struct call *call, const struct get *get)
{
    struct key_ref ref;
    const struct value *value;
    uint32_t room = user_get32(get->to.size);
    uint32_t code = check_flags(get, call->machine->os);
    if (code == ERROR_SUCCESS)
        code = key_ref_plain(&ref, call, get->key);
    call_trace_text(call, get->subkey);
    call_trace_text(call, get->name);
    if (call->failed)
        return call_end(call, call->failed);
    if (code == ERROR_SUCCESS && get->subkey.count) {
        struct key_ref base = ref;
        uint32_t view = (get->flags & RRF_SUBKEY_WOW6464KEY   ? KEY_WOW64_64KEY
                         : get->flags & RRF_SUBKEY_WOW6432KEY ? KEY_WOW64_32KEY
                                                              : 0);
        code = key_open(&ref.key, call, &base, get->subkey, 0, KEY_QUERY_VALUE | view);
    }
    if (code == ERROR_SUCCESS)
        code = key_query_value(&value, call, &ref, get->name);
    if (code == ERROR_SUCCESS)
        code = give(get, call, value);
    if (code != ERROR_SUCCESS && (get->flags & RRF_ZEROONFAILURE) && get->to.data)
        user_zero(get->to.data, room);
    return call_end(call, code);
}

LSTATUS WINAPI RegGetValueW(HKEY key, LPCWSTR subkey, LPCWSTR name, DWORD flags, LPDWORD type,
                            PVOID data, LPDWORD size)
{
    struct call call = call_begin("RegGetValueW");
    struct get get = {key, user_wide(subkey), user_wide(name), flags, {type, data, size, false}};
    return get_value(&call, &get);
}

LSTATUS WINAPI RegGetValueA(HKEY key, LPCSTR subkey, LPCSTR name, DWORD flags, LPDWORD type,
                            PVOID data, LPDWORD size)
{
    struct call call = call_begin("RegGetValueA");
    struct ustr value_name = text_narrow(SCRATCH_OTHER, name);
    struct get get = {
        key, text_narrow(SCRATCH_NAME, subkey), value_name, flags, {type, data, size, true}};
    return get_value(&call, &get);
}

/* SHGetValue is RegGetValue without a filter: it expands, and ends strings with NUL. */
LSTATUS WINAPI SHGetValueW(HKEY key, LPCWSTR subkey, LPCWSTR name, LPDWORD type, LPVOID data,
                           LPDWORD size)
{
    struct call call = call_begin("SHGetValueW");
    struct get get = {
        key, user_wide(subkey), user_wide(name), RRF_RT_ANY, {type, data, size, false}};
    return get_value(&call, &get);
}

LSTATUS WINAPI SHGetValueA(HKEY key, LPCSTR subkey, LPCSTR name, LPDWORD type, LPVOID data,
                           LPDWORD size)
{
    struct call call = call_begin("SHGetValueA");
    struct ustr value_name = text_narrow(SCRATCH_OTHER, name);
    struct get get = {
        key, text_narrow(SCRATCH_NAME, subkey), value_name, RRF_RT_ANY, {type, data, size, true}};
    return get_value(&call, &get);
}
