/*
 * RegQueryValueEx and how a value reaches the program's buffer. A value is bytes; NUL termination
 * is only added beyond the reported size, where it fits (Wine test_string_termination).
 */
#include "win32/classes.h"
#include "win32/reg.h"

#include "base/memory.h"
#include "win32/text.h"

#include <string.h>

bool reg_type_is_string(uint32_t type)
{
    return type == REG_SZ || type == REG_EXPAND_SZ || type == REG_MULTI_SZ;
}

bool reg_name_too_long(const struct call *call, struct ustr name, bool narrow)
{
    static const size_t ansi_units_max = 260; /* through Windows 2000 */
    return narrow && call->machine->os <= OS_W2K && name.count > ansi_units_max;
}

/* Where the last unit is not NUL and there is room for one (rule query.termination). */
static void terminate(void *data, const void *bytes, uint32_t size, uint32_t room, uint32_t unit)
{
    static const uint8_t zero[2];
    if (size >= unit && room - size >= unit &&
        memcmp((const uint8_t *)bytes + size - unit, zero, unit) != 0)
        user_zero((uint8_t *)data + size, unit);
}

/* rules query.small, set.ansi */
uint32_t reg_value_out(const struct value_out *to, uint32_t type, const void *data, uint32_t size)
{
    /* Read before lpType is written, and written after it: the two may be one (Wine; rule
     * query.alias). */
    uint32_t room = user_get32(to->size), code = ERROR_SUCCESS;
    if (to->narrow && reg_type_is_string(type)) {
        struct ustr text = {data, size / sizeof(char16_t)};
        struct buf *bytes = text_ansi(SCRATCH_DATA, text);
        data = bytes->bytes;
        size = (uint32_t)bytes->size;
    }
    user_put32(to->type, type);
    if (to->data) {
        if (room < size) {
            code = ERROR_MORE_DATA;
        } else {
            user_copy_out(to->data, data, size);
            if (reg_type_is_string(type))
                terminate(to->data, data, size, room, to->narrow ? 1 : sizeof(char16_t));
        }
    }
    user_put32(to->size, size);
    return code;
}

/* HKEY_PERFORMANCE_DATA answers in its own way: NULL data is 234 for data, 0 with the size for
 * names (rules perf.small, perf.names; Wine test_performance_keys). Too small a buffer leaves the
 * size as it is. */
static uint32_t query_performance(struct call *call, const struct key_ref *ref, struct ustr name,
                                  const struct value_out *to)
{
    struct buf *data = text_bytes(SCRATCH_DATA);
    uint32_t type = REG_BINARY;
    if (!to->size)
        return ERROR_INVALID_PARAMETER;
    uint32_t code = reg_performance_query(data, &type, call, ref, name);
    if (code != ERROR_SUCCESS)
        return code;
    if (type == REG_BINARY && (!to->data || user_get32(to->size) < data->size)) {
        user_put32(to->type, type);
        if (!to->data)
            user_put32(to->size, 0);
        return ERROR_MORE_DATA;
    }
    uint8_t *copy = mem_dup(data->bytes, data->size);
    code = reg_value_out(to, type, copy, (uint32_t)data->size);
    mem_free(copy);
    return code;
}

/* rule query.size */
static LSTATUS query(struct call *call, HKEY key, struct ustr name, LPDWORD reserved,
                     const struct value_out *to)
{
    struct key_ref ref;
    const struct value *value;
    uint32_t code = key_ref(&ref, call, key);
    call_trace_text(call, name);
    if (call->failed)
        return call_end(call, call->failed);
    if (code == ERROR_SUCCESS && (reserved || (to->data && !to->size)))
        code = ERROR_INVALID_PARAMETER;
    if (code == ERROR_SUCCESS && ref.performance)
        return call_end(call, query_performance(call, &ref, name, to));
    if (code == ERROR_SUCCESS)
        code = reg_name_too_long(call, name, to->narrow)
                   ? ERROR_FILE_NOT_FOUND
                   : key_query_value(&value, call, &ref, name);
    if (code == ERROR_SUCCESS)
        code = reg_value_out(to, value->type, value_data(value), value->size);
    /* rule query.absent */
    else if (code == ERROR_FILE_NOT_FOUND && !to->data)
        user_put32(to->size, 0); /* Wine test_reg_query_value */
    return call_end(call, code);
}

LSTATUS WINAPI RegQueryValueExW(HKEY key, LPCWSTR name, LPDWORD reserved, LPDWORD type, LPBYTE data,
                                LPDWORD size)
{
    struct call call = call_begin("RegQueryValueExW");
    struct value_out to = {type, data, size, false};
    return query(&call, key, user_wide(name), reserved, &to);
}

LSTATUS WINAPI RegQueryValueExA(HKEY key, LPCSTR name, LPDWORD reserved, LPDWORD type, LPBYTE data,
                                LPDWORD size)
{
    struct call call = call_begin("RegQueryValueExA");
    struct value_out to = {type, data, size, true};
    return query(&call, key, text_narrow(SCRATCH_NAME, name), reserved, &to);
}

/* The key that RegQueryValue, RegSetValue and their kind name by an optional subkey. */
static uint32_t open_subkey(struct key_ref *out, struct call *call, HKEY key, struct ustr subkey,
                            uint32_t rights)
{
    struct key_ref base;
    uint32_t code = key_ref_plain(&base, call, key);
    call_trace_text(call, subkey);
    if (call->failed)
        return call->failed;
    *out = base;
    if (code == ERROR_SUCCESS && subkey.count)
        code = key_open(&out->key, call, &base, subkey, 0, rights);
    return code;
}

/* 16-bit compatibility: the default value as a string; none is an empty one (Wine RegQueryValueW;
 * rule query.old).
 */
static LSTATUS query_old(struct call *call, HKEY key, struct ustr subkey, void *data, PLONG size,
                         bool narrow)
{
    struct key_ref ref = {0};
    const struct value *value = NULL;
    struct value_out to = {NULL, data, (DWORD *)size, narrow};
    uint32_t code = open_subkey(&ref, call, key, subkey, KEY_QUERY_VALUE);
    if (code == ERROR_SUCCESS)
        code = key_query_value(&value, call, &ref, (struct ustr){NULL, 0});
    if (code == ERROR_SUCCESS)
        code = reg_value_out(&to, value->type, value_data(value), value->size);
    else if (code == ERROR_FILE_NOT_FOUND && ref.key.key)
        code = reg_value_out(&to, REG_SZ, u"", sizeof(char16_t));
    return call_end(call, code);
}

LSTATUS WINAPI RegQueryValueW(HKEY key, LPCWSTR subkey, LPWSTR data, PLONG size)
{
    struct call call = call_begin("RegQueryValueW");
    return query_old(&call, key, user_wide(subkey), data, size, false);
}

LSTATUS WINAPI RegQueryValueA(HKEY key, LPCSTR subkey, LPSTR data, PLONG size)
{
    struct call call = call_begin("RegQueryValueA");
    return query_old(&call, key, text_narrow(SCRATCH_NAME, subkey), data, size, true);
}
