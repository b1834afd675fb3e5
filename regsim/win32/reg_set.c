/* RegSetValueEx, RegSetValue, RegDeleteValue, RegSetKeyValue, RegDeleteKeyValue. */
#include "base/memory.h"
#include "win32/classes.h"
#include "win32/nls.h"
#include "win32/reg.h"
#include "win32/text.h"

#include <string.h>

/*
 * The bytes to store, in the run's scratch memory: 0, or 998. A string whose size leaves out just
 * its NUL gets it: the unit behind the data is looked at (Wine test_string_termination; rules
 * set.termination, set.ansi).
 */
static uint32_t data_in(struct ustr *out, uint32_t type, const void *data, uint32_t size,
                        bool narrow)
{
    uint32_t unit = narrow ? 1 : sizeof(char16_t);
    struct ubuf *units = text_units(SCRATCH_OTHER);
    uint16_t next = 1;
    if (!user_can_read(data, size))
        return ERROR_NOACCESS;
    MEM_GROW(units->units, units->capacity, size / sizeof(char16_t) + 2);
    if (!user_readable(units->units, data, size))
        return ERROR_NOACCESS;
    *out = (struct ustr){units->units, size};
    if (!reg_type_is_string(type) || size < unit)
        return ERROR_SUCCESS;
    char *bytes = (char *)units->units;
    uint16_t last = 0;
    uint32_t whole = size - size % unit; /* of an odd size the last byte is looked past (Wine) */
    memcpy(&last, bytes + whole - unit, unit);
    if (last && user_readable(&next, (const char *)data + whole, unit) &&
        (narrow ? (next & 0xFF) == 0 : next == 0)) {
        if (!user_readable(bytes + size, (const char *)data + size, unit))
            memset(bytes + size, 0, unit);
        out->count = size + unit;
    }
    if (narrow) {
        struct ubuf *wide = text_units(SCRATCH_DATA);
        nls_decode(wide, NLS_ANSI, bytes, out->count);
        *out = (struct ustr){wide->units, wide->count * sizeof(char16_t)};
    }
    return ERROR_SUCCESS;
}

struct value_in {
    uint32_t type;
    const void *data;
    uint32_t size;
    bool narrow;
};

/* rule set.empty-string */
static uint32_t set(struct call *call, const struct key_ref *ref, struct ustr name,
                    const struct value_in *in)
{
    struct ustr bytes = {NULL, 0}; /* counted in bytes */
    uint32_t code = ERROR_SUCCESS;
    /* rule set.null-data */
    if (!in->data && in->size)
        return ERROR_NOACCESS; /* rule set.null-data */
    if (reg_name_too_long(call, name, in->narrow))
        return ERROR_INVALID_PARAMETER;
    if (in->size)
        code = data_in(&bytes, in->type, in->data, in->size, in->narrow);
    if (code == ERROR_SUCCESS)
        code = key_set_value(call, ref, name, in->type, bytes.units, (uint32_t)bytes.count);
    return code;
}

static LSTATUS set_ex(struct call *call, HKEY key, struct ustr name, DWORD reserved,
                      const struct value_in *in)
{
    struct key_ref ref;
    uint32_t code = key_ref(&ref, call, key);
    call_trace_text(call, name);
    call_trace_number(call, in->type);
    call_trace_number(call, in->size);
    if (call->failed)
        return call_end(call, call->failed);
    if (code == ERROR_SUCCESS &&
        ref.performance) /* Wine test_performance_keys (rule perf.not-a-key) */
        code = ref.performance == PERFORMANCE_DATA ? ERROR_INVALID_HANDLE : ERROR_BADKEY;
    if (code == ERROR_SUCCESS && reserved)
        code = ERROR_INVALID_PARAMETER;
    return call_end(call, code == ERROR_SUCCESS ? set(call, &ref, name, in) : code);
}

LSTATUS WINAPI RegSetValueExW(HKEY key, LPCWSTR name, DWORD reserved, DWORD type, const BYTE *data,
                              DWORD size)
{
    struct call call = call_begin("RegSetValueExW");
    struct value_in in = {type, data, size, false};
    return set_ex(&call, key, user_wide(name), reserved, &in);
}

LSTATUS WINAPI RegSetValueExA(HKEY key, LPCSTR name, DWORD reserved, DWORD type, const BYTE *data,
                              DWORD size)
{
    struct call call = call_begin("RegSetValueExA");
    struct value_in in = {type, data, size, true};
    return set_ex(&call, key, text_narrow(SCRATCH_NAME, name), reserved, &in);
}

/* The subkey is opened, or made where `make`. */
static uint32_t subkey_ref(struct key_ref *out, struct call *call, HKEY key, struct ustr subkey,
                           uint32_t rights, bool make)
{
    uint32_t code = key_ref_plain(out, call, key);
    call_trace_text(call, subkey);
    if (call->failed)
        return call->failed;
    if (code != ERROR_SUCCESS || !subkey.count)
        return code;
    struct key_ref base = *out;
    struct key_creation plain = {.desired = rights};
    return make ? key_create(&out->key, NULL, call, &base, subkey, &plain)
                : key_open(&out->key, call, &base, subkey, 0, rights);
}

/* 16-bit compatibility: REG_SZ only, the size is ignored, it ends at the first NUL (rule set.old).
 */
static LSTATUS set_old(struct call *call, HKEY key, struct ustr subkey, DWORD type,
                       const void *data, bool narrow)
{
    struct key_ref ref;
    uint32_t code = type == REG_SZ && data
                        ? subkey_ref(&ref, call, key, subkey, KEY_SET_VALUE, true)
                        : ERROR_INVALID_PARAMETER;
    if (code == ERROR_SUCCESS) {
        size_t size =
            narrow ? user_narrow(data) + 1 : (user_wide(data).count + 1) * sizeof(char16_t);
        struct value_in in = {type, data, (uint32_t)size, narrow};
        code = set(call, &ref, (struct ustr){NULL, 0}, &in);
    }
    return call_end(call, code);
}

LSTATUS WINAPI RegSetValueW(HKEY key, LPCWSTR subkey, DWORD type, LPCWSTR data, DWORD size)
{
    struct call call = call_begin("RegSetValueW");
    (void)size;
    return set_old(&call, key, user_wide(subkey), type, data, false);
}

LSTATUS WINAPI RegSetValueA(HKEY key, LPCSTR subkey, DWORD type, LPCSTR data, DWORD size)
{
    struct call call = call_begin("RegSetValueA");
    (void)size;
    return set_old(&call, key, text_narrow(SCRATCH_NAME, subkey), type, data, true);
}

/* rule set.key-value */
static LSTATUS set_key_value(struct call *call, HKEY key, struct ustr subkey, struct ustr name,
                             const struct value_in *in)
{
    struct key_ref ref;
    uint32_t code = subkey_ref(&ref, call, key, subkey, KEY_SET_VALUE, true);
    call_trace_text(call, name);
    return call_end(call, code == ERROR_SUCCESS ? set(call, &ref, name, in) : code);
}

/* The name of a narrow call must outlive the conversion of its data. */
static struct ustr narrow_copy(struct ubuf *copy, const char *name)
{
    struct ustr text = text_narrow(SCRATCH_DATA, name);
    ubuf_add(copy, text);
    return ubuf_view(copy);
}

LSTATUS WINAPI RegSetKeyValueW(HKEY key, LPCWSTR subkey, LPCWSTR name, DWORD type, LPCVOID data,
                               DWORD size)
{
    struct call call = call_begin("RegSetKeyValueW");
    struct value_in in = {type, data, size, false};
    return set_key_value(&call, key, user_wide(subkey), user_wide(name), &in);
}

LSTATUS WINAPI RegSetKeyValueA(HKEY key, LPCSTR subkey, LPCSTR name, DWORD type, LPCVOID data,
                               DWORD size)
{
    struct call call = call_begin("RegSetKeyValueA");
    struct value_in in = {type, data, size, true};
    struct ubuf copy = {0};
    struct ustr value_name = narrow_copy(&copy, name);
    LSTATUS code = set_key_value(&call, key, text_narrow(SCRATCH_NAME, subkey), value_name, &in);
    ubuf_free(&copy);
    return code;
}

/* rule delete.value-of-subkey */
static LSTATUS delete_value(struct call *call, HKEY key, struct ustr subkey, struct ustr name,
                            bool narrow)
{
    struct key_ref ref;
    uint32_t code = subkey_ref(&ref, call, key, subkey, KEY_SET_VALUE, false);
    call_trace_text(call, name);
    if (code == ERROR_SUCCESS && reg_name_too_long(call, name, narrow))
        code = ERROR_FILE_NOT_FOUND;
    if (code == ERROR_SUCCESS)
        code = key_delete_value(call, &ref, name);
    return call_end(call, code);
}

LSTATUS WINAPI RegDeleteValueW(HKEY key, LPCWSTR name)
{
    struct call call = call_begin("RegDeleteValueW");
    return delete_value(&call, key, (struct ustr){NULL, 0}, user_wide(name), false);
}

LSTATUS WINAPI RegDeleteValueA(HKEY key, LPCSTR name)
{
    struct call call = call_begin("RegDeleteValueA");
    return delete_value(&call, key, (struct ustr){NULL, 0}, text_narrow(SCRATCH_NAME, name), true);
}

LSTATUS WINAPI RegDeleteKeyValueW(HKEY key, LPCWSTR subkey, LPCWSTR name)
{
    struct call call = call_begin("RegDeleteKeyValueW");
    return delete_value(&call, key, user_wide(subkey), user_wide(name), false);
}

LSTATUS WINAPI RegDeleteKeyValueA(HKEY key, LPCSTR subkey, LPCSTR name)
{
    struct call call = call_begin("RegDeleteKeyValueA");
    struct ustr value_name = text_narrow(SCRATCH_OTHER, name);
    return delete_value(&call, key, text_narrow(SCRATCH_NAME, subkey), value_name, true);
}
