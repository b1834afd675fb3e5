/*
 * RegEnumKeyEx, RegEnumValue, RegQueryInfoKey. A buffer that is too small is 234, and name and
 * count stay as they were (rules enum.key-small and enum.value-small); success counts leave out the
 * NUL.
 */
#include "win32/classes.h"
#include "win32/reg.h"
#include "win32/text.h"

/* A string with its NUL into a buffer of *size characters; 234 where it does not fit. */
static uint32_t string_out(void *buffer, DWORD *size, struct ustr text, bool narrow)
{
    return text_out(buffer, size, text, narrow, ERROR_MORE_DATA);
}

static bool string_fits(uint32_t room, struct ustr text, bool narrow)
{
    return room > (narrow ? text_ansi(SCRATCH_OTHER, text)->size : text.count);
}

static void time_out(PFILETIME to, filetime time)
{
    FILETIME value = {(DWORD)time, (DWORD)(time >> 32)};
    if (to)
        user_copy_out(to, &value, sizeof value);
}

struct key_out {
    void *name;
    DWORD *name_size;
    void *class_name;
    DWORD *class_size;
    PFILETIME last_write;
    bool narrow;
};

/* rule enum.key-small */
static uint32_t enum_key(struct call *call, HKEY key, DWORD index, const struct key_out *to)
{
    struct key_ref ref;
    key_id child;
    uint32_t code = key_ref(&ref, call, key);
    call_trace_number(call, index);
    if (call->failed)
        return call->failed;
    if (code != ERROR_SUCCESS)
        return code;
    if (ref.performance)
        return ERROR_NO_MORE_ITEMS;
    if (!to->name || !to->name_size || (to->class_name && !to->class_size))
        return ERROR_INVALID_PARAMETER;
    code = key_enum_key(&child, call, &ref, index);
    if (code != ERROR_SUCCESS)
        return code;
    const struct store *store = ref.registry->store;
    struct ustr name = store_name(store, child), class = store_class(store, child);
    if (!string_fits(user_get32(to->name_size), name, to->narrow) ||
        (to->class_name && !string_fits(user_get32(to->class_size), class, to->narrow)))
        return ERROR_MORE_DATA;
    string_out(to->name, to->name_size, name, to->narrow);
    if (to->class_name)
        string_out(to->class_name, to->class_size, class, to->narrow);
    else if (to->class_size)
        user_put32(to->class_size, (uint32_t) class.count);
    time_out(to->last_write, store_last_write(store, child));
    return ERROR_SUCCESS;
}

LSTATUS WINAPI RegEnumKeyExW(HKEY key, DWORD index, LPWSTR name, LPDWORD name_size,
                             LPDWORD reserved, LPWSTR class_name, LPDWORD class_size,
                             PFILETIME last_write)
{
    struct call call = call_begin("RegEnumKeyExW");
    struct key_out to = {name, name_size, class_name, class_size, last_write, false};
    uint32_t code = reserved ? ERROR_INVALID_PARAMETER : enum_key(&call, key, index, &to);
    return call_end(&call, code);
}

LSTATUS WINAPI RegEnumKeyExA(HKEY key, DWORD index, LPSTR name, LPDWORD name_size, LPDWORD reserved,
                             LPSTR class_name, LPDWORD class_size, PFILETIME last_write)
{
    struct call call = call_begin("RegEnumKeyExA");
    struct key_out to = {name, name_size, class_name, class_size, last_write, true};
    uint32_t code = reserved ? ERROR_INVALID_PARAMETER : enum_key(&call, key, index, &to);
    return call_end(&call, code);
}

/* rule enum.old-by-value */
LSTATUS WINAPI RegEnumKeyW(HKEY key, DWORD index, LPWSTR name, DWORD size)
{
    struct call call = call_begin("RegEnumKeyW");
    struct key_out to = {.name = name, .name_size = &size};
    return call_end(&call, enum_key(&call, key, index, &to));
}

LSTATUS WINAPI RegEnumKeyA(HKEY key, DWORD index, LPSTR name, DWORD size)
{
    struct call call = call_begin("RegEnumKeyA");
    struct key_out to = {.name = name, .name_size = &size, .narrow = true};
    return call_end(&call, enum_key(&call, key, index, &to));
}

/* The room for a value's name: A takes the count for a SHORT, so 65,536 is none and 40,000 less
 * than that (rule enum.value-short). */
static uint32_t name_room(const DWORD *size, bool narrow)
{
    uint32_t room = user_get32(size);
    if (!narrow)
        return room;
    return room & 0x8000u ? 0 : room & 0x7FFFu;
}

/* rule enum.value-null */
static LSTATUS enum_value(struct call *call, HKEY key, DWORD index, void *name, DWORD *name_size,
                          const DWORD *reserved, const struct value_out *to)
{
    struct key_ref ref;
    const struct value *value;
    uint32_t code = key_ref(&ref, call, key);
    call_trace_number(call, index);
    if (call->failed)
        return call_end(call, call->failed);
    if (code == ERROR_SUCCESS && ref.performance)
        code = ERROR_NO_MORE_ITEMS;
    if (code == ERROR_SUCCESS && (!name || !name_size || reserved || (to->data && !to->size)))
        code = ERROR_INVALID_PARAMETER; /* Wine test_enum_value */
    if (code == ERROR_SUCCESS)
        code = key_enum_value(&value, call, &ref, index);
    if (code != ERROR_SUCCESS)
        return call_end(call, code);
    struct ustr text = value_name(value);
    if (string_fits(name_room(name_size, to->narrow), text, to->narrow)) {
        code = reg_value_out(to, value->type, value_data(value), value->size);
        if (code == ERROR_SUCCESS || !to->narrow) /* rule enum.value-small */
            string_out(name, name_size, text, to->narrow);
    } else {
        struct value_out only_size = {to->type, NULL, to->size, to->narrow};
        reg_value_out(&only_size, value->type, value_data(value), value->size);
        code = ERROR_MORE_DATA;
    }
    return call_end(call, code);
}

LSTATUS WINAPI RegEnumValueW(HKEY key, DWORD index, LPWSTR name, LPDWORD name_size,
                             LPDWORD reserved, LPDWORD type, LPBYTE data, LPDWORD data_size)
{
    struct call call = call_begin("RegEnumValueW");
    struct value_out to = {type, data, data_size, false};
    return enum_value(&call, key, index, name, name_size, reserved, &to);
}

/* rules enum.value-small-ansi, enum.value-short */
LSTATUS WINAPI RegEnumValueA(HKEY key, DWORD index, LPSTR name, LPDWORD name_size, LPDWORD reserved,
                             LPDWORD type, LPBYTE data, LPDWORD data_size)
{
    struct call call = call_begin("RegEnumValueA");
    struct value_out to = {type, data, data_size, true};
    return enum_value(&call, key, index, name, name_size, reserved, &to);
}

struct info_out {
    void *class_name;
    DWORD *class_size;
    DWORD *subkeys, *max_subkey, *max_class, *values, *max_name, *max_data, *security;
    PFILETIME last_write;
    bool narrow;
};

/* Class buffer too small: A answers 234 with what fits, W 122 before Windows 10 (rule
 * info.class-small). */
static uint32_t class_out(const struct call *call, const struct info_out *to, struct ustr class)
{
    uint32_t room = user_get32(to->class_size);
    if (!to->class_size)
        return ERROR_SUCCESS;
    if (to->class_name && room && !string_fits(room, class, to->narrow)) {
        if (to->narrow) {
            DWORD cut = room;
            text_out_narrow(to->class_name, &cut, ustr_slice(class, 0, room - 1), 0);
        }
        /* Windows 8 and later report what was copied (Wine test_reg_query_info) */
        user_put32(to->class_size,
                   to->narrow && call->machine->os >= OS_WIN10 ? room - 1 : (uint32_t) class.count);
        return to->narrow || call->machine->os >= OS_WIN10 ? ERROR_MORE_DATA
                                                           : ERROR_INSUFFICIENT_BUFFER;
    }
    if (to->class_name && room)
        string_out(to->class_name, to->class_size, class, to->narrow);
    else
        user_put32(to->class_size, (uint32_t) class.count);
    return ERROR_SUCCESS;
}

/* rules info.class-size, perf.not-a-key */
static LSTATUS query_info(struct call *call, HKEY key, const DWORD *reserved,
                          const struct info_out *to)
{
    struct key_ref ref;
    struct reg_key_info info = {.values = 2}; /* of the performance keys (rule perf.not-a-key) */
    uint32_t code = key_ref(&ref, call, key);
    if (call->failed)
        return call_end(call, call->failed);
    if (code == ERROR_SUCCESS && (reserved || (to->class_name && !to->class_size)))
        code = ERROR_INVALID_PARAMETER;
    if (code == ERROR_SUCCESS && !ref.performance)
        code = key_query_info(&info, call, &ref);
    if (code == ERROR_SUCCESS)
        code = class_out(call, to, info.class);
    if (code != ERROR_SUCCESS)
        return call_end(call, code);
    user_put32(to->subkeys, info.subkeys);
    user_put32(to->max_subkey, info.max_subkey_units);
    user_put32(to->max_class, info.max_class_units);
    user_put32(to->values, info.values);
    user_put32(to->max_name, info.max_value_name_units);
    user_put32(to->max_data, info.max_value_size);
    user_put32(to->security, info.security_size);
    time_out(to->last_write, info.last_write);
    return call_end(call, ERROR_SUCCESS);
}

LSTATUS WINAPI RegQueryInfoKeyW(HKEY key, LPWSTR class_name, LPDWORD class_size, LPDWORD reserved,
                                LPDWORD subkeys, LPDWORD max_subkey, LPDWORD max_class,
                                LPDWORD values, LPDWORD max_name, LPDWORD max_data,
                                LPDWORD security_size, PFILETIME last_write)
{
    struct call call = call_begin("RegQueryInfoKeyW");
    struct info_out to = {class_name, class_size, subkeys,       max_subkey, max_class, values,
                          max_name,   max_data,   security_size, last_write, false};
    return query_info(&call, key, reserved, &to);
}

LSTATUS WINAPI RegQueryInfoKeyA(HKEY key, LPSTR class_name, LPDWORD class_size, LPDWORD reserved,
                                LPDWORD subkeys, LPDWORD max_subkey, LPDWORD max_class,
                                LPDWORD values, LPDWORD max_name, LPDWORD max_data,
                                LPDWORD security_size, PFILETIME last_write)
{
    struct call call = call_begin("RegQueryInfoKeyA");
    struct info_out to = {class_name, class_size, subkeys,       max_subkey, max_class, values,
                          max_name,   max_data,   security_size, last_write, true};
    return query_info(&call, key, reserved, &to);
}
