/*
 * ntdll's queries: NtQueryKey, NtEnumerateKey, NtQueryValueKey, NtEnumerateValueKey. Each answer is
 * one structure with its variable part behind it (wdm KEY_BASIC_INFORMATION and its kind):
 *
 *     room < fixed part    STATUS_BUFFER_TOO_SMALL, nothing is written
 *     room < all of it     STATUS_BUFFER_OVERFLOW, what fits is written
 *
 * and the size is that of all of it, in each case.
 */
#include "win32/key_handle.h"
#include "win32/nt_status.h"
#include "win32/text.h"

#include "sdk/winternl.h"

#include <stddef.h>

struct nt_out {
    void *out;
    uint32_t room;
    ULONG *size;
};

static LONG give(struct call *call, const struct nt_out *to, const struct buf *answer, size_t fixed)
{
    user_put32(to->size, (uint32_t)answer->size);
    if (to->room < fixed) {
        call_done(call, ERROR_INSUFFICIENT_BUFFER);
        return NT_BUFFER_TOO_SMALL;
    }
    bool whole = to->room >= answer->size;
    user_copy_out(to->out, answer->bytes, whole ? answer->size : to->room);
    call_done(call, whole ? ERROR_SUCCESS : ERROR_MORE_DATA);
    return whole ? 0 : NT_BUFFER_OVERFLOW;
}

static LONG fail(struct call *call, uint32_t code)
{
    call_done(call, code);
    return nt_from_win32(code);
}

static void add_units(struct buf *buf, struct ustr text)
{
    buf_add(buf, text.units, text.count * sizeof *text.units);
}

static LONG give_value(struct call *call, const struct nt_out *to, KEY_VALUE_INFORMATION_CLASS what,
                       const struct value *value)
{
    struct buf *answer = text_bytes(SCRATCH_DATA);
    struct ustr name = value_name(value);
    uint32_t name_size = (uint32_t)(name.count * sizeof *name.units);
    if (what == KeyValueBasicInformation) {
        const ULONG head[] = {0, value->type, name_size};
        buf_add(answer, head, sizeof head);
        add_units(answer, name);
        return give(call, to, answer, sizeof head);
    }
    if (what == KeyValueFullInformation) {
        uint32_t offset = (20 + name_size + 3) & ~3u;
        const ULONG head[] = {0, value->type, offset, value->size, name_size};
        static const uint8_t padding[4];
        buf_add(answer, head, sizeof head);
        add_units(answer, name);
        buf_add(answer, padding, offset - answer->size);
        buf_add(answer, value_data(value), value->size);
        return give(call, to, answer, sizeof head);
    }
    if (what == KeyValuePartialInformation) {
        const ULONG head[] = {0, value->type, value->size};
        buf_add(answer, head, sizeof head);
        buf_add(answer, value_data(value), value->size);
        return give(call, to, answer, sizeof head);
    }
    return fail(call, ERROR_INVALID_PARAMETER);
}

NTSTATUS NTAPI NtQueryValueKey(HANDLE key, PUNICODE_STRING name, KEY_VALUE_INFORMATION_CLASS what,
                               PVOID out, ULONG room, PULONG size)
{
    struct call call = call_begin("NtQueryValueKey");
    struct nt_out to = {out, room, size};
    UNICODE_STRING copy = {0, 0, NULL};
    struct key_ref ref;
    const struct value *value;
    uint32_t code = key_ref_plain(&ref, &call, (HKEY)key);
    if (name)
        user_copy_in(&copy, name, sizeof copy);
    struct ustr text = text_unaligned(SCRATCH_NAME, copy.Buffer, copy.Length / sizeof(WCHAR));
    call_trace_text(&call, text);
    if (code == ERROR_SUCCESS)
        code = call.failed ? call.failed : reg_query_value(&value, ref.registry, &ref.key, text);
    return code == ERROR_SUCCESS ? give_value(&call, &to, what, value) : fail(&call, code);
}

NTSTATUS NTAPI NtEnumerateValueKey(HANDLE key, ULONG index, KEY_VALUE_INFORMATION_CLASS what,
                                   PVOID out, ULONG room, PULONG size)
{
    struct call call = call_begin("NtEnumerateValueKey");
    struct nt_out to = {out, room, size};
    struct key_ref ref;
    const struct value *value;
    uint32_t code = key_ref_plain(&ref, &call, (HKEY)key);
    call_trace_number(&call, index);
    if (code == ERROR_SUCCESS)
        code = call.failed ? call.failed : reg_enum_value(&value, ref.registry, &ref.key, index);
    return code == ERROR_SUCCESS ? give_value(&call, &to, what, value) : fail(&call, code);
}

static LONG give_full(struct call *call, const struct nt_out *to, const struct key_ref *ref,
                      const struct reg_key *key)
{
    struct buf *answer = text_bytes(SCRATCH_DATA);
    struct reg_key_info info;
    uint32_t code = reg_query_info(&info, ref->registry, key);
    if (code != ERROR_SUCCESS)
        return fail(call, code);
    const ULONG head[] = {
        (ULONG)info.last_write,
        (ULONG)(info.last_write >> 32),
        0,
        info.class.count ? 44 : 0xffffffff,
        (ULONG)(info.class.count * 2),
        info.subkeys,
        info.max_subkey_units * 2,
        info.max_class_units * 2,
        info.values,
        info.max_value_name_units * 2,
        info.max_value_size,
    };
    buf_add(answer, head, sizeof head);
    add_units(answer, info.class);
    return give(call, to, answer, sizeof head);
}

static LONG give_key(struct call *call, const struct nt_out *to, KEY_INFORMATION_CLASS what,
                     const struct key_ref *ref, const struct reg_key *key)
{
    struct buf *answer = text_bytes(SCRATCH_DATA);
    const struct store *store = ref->registry->store;
    struct ustr name = store_name(store, key->key), class = store_class(store, key->key);
    filetime time = store_last_write(store, key->key);
    uint32_t name_size = (uint32_t)(name.count * 2), class_size = (uint32_t)(class.count * 2);
    if (what == KeyBasicInformation) {
        const ULONG head[] = {(ULONG)time, (ULONG)(time >> 32), 0, name_size};
        buf_add(answer, head, sizeof head);
        add_units(answer, name);
        return give(call, to, answer, sizeof head);
    }
    if (what == KeyNodeInformation) {
        const ULONG head[] = {(ULONG)time, (ULONG)(time >> 32),
                              0,           class_size ? 24 + name_size : 0xffffffff,
                              class_size,  name_size};
        buf_add(answer, head, sizeof head);
        add_units(answer, name);
        add_units(answer, class);
        return give(call, to, answer, sizeof head);
    }
    if (what == KeyFullInformation)
        return give_full(call, to, ref, key);
    if (what == KeyNameInformation) {
        struct ubuf path = {0};
        ubuf_add(&path, USTR(u"\\REGISTRY\\"));
        store_path(store, key->key, KEY_NONE, &path);
        const ULONG head = (ULONG)(path.count * 2);
        buf_add(answer, &head, sizeof head);
        buf_add(answer, path.units, path.count * 2);
        ubuf_free(&path);
        return give(call, to, answer, sizeof head);
    }
    return fail(call, ERROR_INVALID_PARAMETER);
}

NTSTATUS NTAPI NtQueryKey(HANDLE key, KEY_INFORMATION_CLASS what, PVOID out, ULONG room,
                          PULONG size)
{
    struct call call = call_begin("NtQueryKey");
    struct nt_out to = {out, room, size};
    struct key_ref ref;
    uint32_t code = key_ref_plain(&ref, &call, (HKEY)key);
    if (code == ERROR_SUCCESS && call.failed)
        code = call.failed;
    if (code == ERROR_SUCCESS && !store_exists(ref.registry->store, ref.key.key))
        code = ERROR_KEY_DELETED;
    /* KeyNameInformation needs no right (wdm ZwQueryKey) */
    if (code == ERROR_SUCCESS && what != KeyNameInformation && !(ref.key.granted & KEY_QUERY_VALUE))
        code = ERROR_ACCESS_DENIED;
    return code == ERROR_SUCCESS ? give_key(&call, &to, what, &ref, &ref.key) : fail(&call, code);
}

NTSTATUS NTAPI NtEnumerateKey(HANDLE key, ULONG index, KEY_INFORMATION_CLASS what, PVOID out,
                              ULONG room, PULONG size)
{
    struct call call = call_begin("NtEnumerateKey");
    struct nt_out to = {out, room, size};
    struct key_ref ref;
    key_id child;
    uint32_t code = key_ref_plain(&ref, &call, (HKEY)key);
    call_trace_number(&call, index);
    if (code == ERROR_SUCCESS)
        code = call.failed ? call.failed : reg_enum_key(&child, ref.registry, &ref.key, index);
    if (code != ERROR_SUCCESS)
        return fail(&call, code);
    struct reg_key found = {child, KEY_QUERY_VALUE, ref.key.view};
    return give_key(&call, &to, what, &ref, &found);
}
