/*
 * ntdll's queries: NtQueryKey, NtEnumerateKey, NtQueryValueKey, NtEnumerateValueKey. Each answer is
 * one structure with its variable part behind it (wdm KEY_BASIC_INFORMATION and its kind):
 *
 *     room < fixed part    STATUS_BUFFER_TOO_SMALL, nothing is written
 *     room < all of it     STATUS_BUFFER_OVERFLOW, what fits is written
 *
 * and the size is that of all of it, in each case.
 */
#include "win32/nt.h"

#include <stddef.h>

/* Both pointers are probed, the size's always: it is no optional argument (wdm ZwQueryKey). */
static int32_t check_out(const struct nt_out *to)
{
    if (!to->size || !user_writable(to->size, sizeof *to->size) ||
        !user_writable(to->out, to->room))
        return NT_ACCESS_VIOLATION;
    return NT_SUCCESS_STATUS;
}

/* rule nt.query */
static int32_t give(struct call *call, const struct nt_out *to, const struct buf *answer,
                    size_t fixed)
{
    user_put32(to->size, (uint32_t)answer->size);
    if (to->room < fixed)
        return nt_done(call, NT_BUFFER_TOO_SMALL);
    bool whole = to->room >= answer->size;
    user_copy_out(to->out, answer->bytes, whole ? answer->size : to->room);
    return nt_done(call, whole ? NT_SUCCESS_STATUS : NT_BUFFER_OVERFLOW);
}

static void add_units(struct buf *buf, struct ustr text)
{
    buf_add(buf, text.units, text.count * sizeof *text.units);
}

static int32_t give_value(struct call *call, const struct nt_out *to,
                          KEY_VALUE_INFORMATION_CLASS what, const struct value *value)
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
    if (what == KeyValueFullInformation || what == KeyValueFullInformationAlign64) {
        uint32_t unit = what == KeyValueFullInformation ? 4 : 8;
        uint32_t offset = (20 + name_size + unit - 1) & ~(unit - 1);
        const ULONG head[] = {0, value->type, offset, value->size, name_size};
        static const uint8_t padding[8];
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
    if (what == KeyValuePartialInformationAlign64) {
        const ULONG head[] = {value->type, value->size};
        buf_add(answer, head, sizeof head);
        buf_add(answer, value_data(value), value->size);
        return give(call, to, answer, sizeof head);
    }
    return nt_done(call, NT_INVALID_PARAMETER);
}

NTSTATUS NTAPI NtQueryValueKey(HANDLE key, PUNICODE_STRING name, KEY_VALUE_INFORMATION_CLASS what,
                               PVOID out, ULONG room, PULONG size)
{
    struct call call = call_begin("NtQueryValueKey");
    struct nt_out to = {out, room, size};
    struct key_ref ref;
    struct ustr text;
    const struct value *value;
    int32_t status = nt_key_ref(&ref, &call, key);
    if (status == NT_SUCCESS_STATUS)
        status = check_out(&to);
    if (status == NT_SUCCESS_STATUS)
        status = nt_string(&text, SCRATCH_NAME, name);
    if (status != NT_SUCCESS_STATUS)
        return nt_done(&call, status);
    call_trace_text(&call, text);
    uint32_t code = reg_query_value(&value, ref.registry, &ref.key, text);
    return code == ERROR_SUCCESS ? give_value(&call, &to, what, value) : nt_end(&call, code);
}
NT_ALSO_ZW(QueryValueKey)

NTSTATUS NTAPI NtEnumerateValueKey(HANDLE key, ULONG index, KEY_VALUE_INFORMATION_CLASS what,
                                   PVOID out, ULONG room, PULONG size)
{
    struct call call = call_begin("NtEnumerateValueKey");
    struct nt_out to = {out, room, size};
    struct key_ref ref;
    const struct value *value;
    int32_t status = nt_key_ref(&ref, &call, key);
    call_trace_number(&call, index);
    if (status == NT_SUCCESS_STATUS)
        status = check_out(&to);
    if (status != NT_SUCCESS_STATUS)
        return nt_done(&call, status);
    uint32_t code = reg_enum_value(&value, ref.registry, &ref.key, index);
    return code == ERROR_SUCCESS ? give_value(&call, &to, what, value) : nt_end(&call, code);
}
NT_ALSO_ZW(EnumerateValueKey)

/* One after the other, without padding, as RegQueryMultipleValues gives them. */
static int32_t query_one(KEY_VALUE_ENTRY *entry, const struct key_ref *ref, struct buf *out)
{
    const struct value *value;
    struct ustr name;
    int32_t status = nt_string(&name, SCRATCH_NAME, entry->ValueName);
    if (status != NT_SUCCESS_STATUS)
        return status;
    uint32_t code = reg_query_value(&value, ref->registry, &ref->key, name);
    if (code != ERROR_SUCCESS)
        return nt_from_win32(code);
    entry->Type = value->type;
    entry->DataLength = value->size;
    entry->DataOffset = (ULONG)out->size;
    buf_add(out, value_data(value), value->size);
    return NT_SUCCESS_STATUS;
}

static int32_t query_multiple(const struct key_ref *ref, PKEY_VALUE_ENTRY entries, ULONG count,
                              const struct nt_out *to)
{
    struct buf *out = text_bytes(SCRATCH_DATA);
    ULONG room = 0;
    if (!to->size || !user_readable(&room, to->size, sizeof room) ||
        !user_writable(to->size, sizeof room) || (room && !user_writable(to->out, room)))
        return NT_ACCESS_VIOLATION;
    for (ULONG i = 0; i < count; i++) {
        KEY_VALUE_ENTRY entry;
        if (!user_readable(&entry, &entries[i], sizeof entry))
            return NT_ACCESS_VIOLATION;
        int32_t status = query_one(&entry, ref, out);
        if (status != NT_SUCCESS_STATUS)
            return status;
        if (!user_writable(&entries[i], sizeof entry))
            return NT_ACCESS_VIOLATION;
        user_copy_out(&entries[i], &entry, sizeof entry);
    }
    bool fits = out->size <= room;
    if (fits)
        user_copy_out(to->out, out->bytes, out->size);
    user_put32(to->size, fits ? (uint32_t)out->size : 0);
    return fits ? NT_SUCCESS_STATUS : NT_BUFFER_OVERFLOW;
}

/* `room` tells how much was written, `needed` how much there is (winternl NtQueryMultipleValueKey).
 */
NTSTATUS NTAPI NtQueryMultipleValueKey(HANDLE key, PKEY_VALUE_ENTRY entries, ULONG count, PVOID out,
                                       PULONG room, PULONG needed)
{
    struct call call = call_begin("NtQueryMultipleValueKey");
    struct nt_out to = {out, 0, room};
    struct key_ref ref;
    int32_t status = nt_key_ref(&ref, &call, key);
    call_trace_number(&call, count);
    if (status == NT_SUCCESS_STATUS && needed && !user_writable(needed, sizeof *needed))
        status = NT_ACCESS_VIOLATION;
    if (status == NT_SUCCESS_STATUS)
        status = query_multiple(&ref, entries, count, &to);
    if (status == NT_SUCCESS_STATUS || status == NT_BUFFER_OVERFLOW)
        user_put32(needed, (uint32_t)text_bytes_size(SCRATCH_DATA));
    return nt_done(&call, status);
}
NT_ALSO_ZW(QueryMultipleValueKey)

static int32_t give_cached(struct call *call, const struct nt_out *to,
                           const struct reg_key_info *info, struct ustr name)
{
    struct buf *answer = text_bytes(SCRATCH_DATA);
    const ULONG head[] = {
        (ULONG)info->last_write,
        (ULONG)(info->last_write >> 32),
        0,
        info->subkeys,
        info->max_subkey_units * 2,
        info->values,
        info->max_value_name_units * 2,
        info->max_value_size,
        (ULONG)(name.count * 2),
        0, /* the structure's size is a multiple of 8 */
    };
    buf_add(answer, head, sizeof head);
    return give(call, to, answer, sizeof head);
}

static int32_t give_full(struct call *call, const struct nt_out *to, const struct key_ref *ref,
                         const struct reg_key *key, KEY_INFORMATION_CLASS what)
{
    struct buf *answer = text_bytes(SCRATCH_DATA);
    struct reg_key_info info;
    uint32_t code = reg_query_info(&info, ref->registry, key);
    if (code != ERROR_SUCCESS)
        return nt_end(call, code);
    if (what == KeyCachedInformation)
        return give_cached(call, to, &info, store_name(ref->registry->store, key->key));
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

void nt_key_path(struct ubuf *out, const struct key_ref *ref)
{
    ubuf_add(out, USTR(u"\\REGISTRY"));
    if (ref->key.key != store_root(ref->registry->store))
        ubuf_put(out, u'\\');
    store_path(ref->registry->store, ref->key.key, KEY_NONE, out);
}

static int32_t give_key(struct call *call, const struct nt_out *to, KEY_INFORMATION_CLASS what,
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
    if (what == KeyFullInformation || what == KeyCachedInformation)
        return give_full(call, to, ref, key, what);
    if (what == KeyNameInformation && key == &ref->key) {
        struct ubuf path = {0};
        nt_key_path(&path, ref);
        const ULONG head = (ULONG)(path.count * 2);
        buf_add(answer, &head, sizeof head);
        buf_add(answer, path.units, path.count * 2);
        ubuf_free(&path);
        return give(call, to, answer, sizeof head);
    }
    return nt_done(call, NT_INVALID_PARAMETER);
}

NTSTATUS NTAPI NtQueryKey(HANDLE key, KEY_INFORMATION_CLASS what, PVOID out, ULONG room,
                          PULONG size)
{
    struct call call = call_begin("NtQueryKey");
    struct nt_out to = {out, room, size};
    struct key_ref ref;
    int32_t status = nt_key_ref(&ref, &call, key);
    if (status == NT_SUCCESS_STATUS)
        status = check_out(&to);
    /* KeyNameInformation needs no right (wdm ZwQueryKey) */
    if (status == NT_SUCCESS_STATUS && what != KeyNameInformation &&
        !(ref.key.granted & KEY_QUERY_VALUE))
        status = NT_ACCESS_DENIED;
    if (status == NT_SUCCESS_STATUS && !store_exists(ref.registry->store, ref.key.key))
        status = NT_KEY_DELETED;
    if (status != NT_SUCCESS_STATUS)
        return nt_done(&call, status);
    return give_key(&call, &to, what, &ref, &ref.key);
}
NT_ALSO_ZW(QueryKey)

NTSTATUS NTAPI NtEnumerateKey(HANDLE key, ULONG index, KEY_INFORMATION_CLASS what, PVOID out,
                              ULONG room, PULONG size)
{
    struct call call = call_begin("NtEnumerateKey");
    struct nt_out to = {out, room, size};
    struct key_ref ref;
    key_id child;
    int32_t status = nt_key_ref(&ref, &call, key);
    call_trace_number(&call, index);
    if (status == NT_SUCCESS_STATUS)
        status = check_out(&to);
    if (status != NT_SUCCESS_STATUS)
        return nt_done(&call, status);
    uint32_t code = reg_enum_key(&child, ref.registry, &ref.key, index);
    if (code != ERROR_SUCCESS)
        return nt_end(&call, code);
    struct reg_key found = {child, KEY_QUERY_VALUE, ref.key.view};
    return give_key(&call, &to, what, &ref, &found);
}
NT_ALSO_ZW(EnumerateKey)
