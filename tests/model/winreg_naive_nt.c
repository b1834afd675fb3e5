/* What ntdll's calls answer: statuses, and structures with their variable part behind them (wdm).
 */
#include "winreg_naive.h"

#include <string.h>

enum { DELETE = 0x10000, WRITE = 0x20006 };
enum { PARTIAL_HEAD = 12, BASIC_VALUE_HEAD = 12, BASIC_KEY_HEAD = 16 };

static const struct text new_names[] = {WINREG_NEW_NAMES(NAIVE_UNITS)};
static const struct text data[] = {WINREG_DATA(NAIVE_UNITS)};

/* [MS-ERREF] */
static uint32_t status_of(uint32_t code)
{
    static const uint32_t pairs[][2] = {
        {2, 0xC0000034},   {5, 0xC0000022},   {6, 0xC0000008},    {87, 0xC000000D},
        {161, 0xC000003B}, {259, 0x8000001A}, {1018, 0xC000017C}, {1021, 0xC0000181},
    };
    for (size_t i = 0; i < NAIVE_COUNT(pairs); i++)
        if (pairs[i][0] == code)
            return pairs[i][1];
    return code;
}

static void put_status(struct world *world, uint32_t code)
{
    buf_printf(world->out, "%x", status_of(code));
}

/* An answer of `size` bytes, whose first `skipped` are not compared. */
static void put_answer(struct world *world, const struct winreg_call *call, const uint8_t *answer,
                       uint32_t size, uint32_t head, uint32_t skipped)
{
    uint32_t room = call->size * 2;
    if (room < head) {
        buf_printf(world->out, "c0000023");
        return;
    }
    buf_printf(world->out, "%s %u", room < size ? "80000005" : "0", size);
    put_bytes(world->out, answer + skipped, (room < size ? room : size) - skipped);
}

static void query(struct world *world, const struct winreg_call *call)
{
    const struct naive_value *value;
    uint8_t answer[PARTIAL_HEAD + NAIVE_DATA_MAX];
    uint32_t code =
        naive_query(&value, &world->naive, world->handles[call->handle], call_value(call->value));
    if (code) {
        put_status(world, code);
        return;
    }
    const uint32_t head[] = {0, value->type, value->size};
    memcpy(answer, head, sizeof head);
    memcpy(answer + sizeof head, value->data, value->size);
    put_answer(world, call, answer, PARTIAL_HEAD + value->size, PARTIAL_HEAD, 4);
}

static void enum_value(struct world *world, const struct winreg_call *call)
{
    const struct naive_value *value;
    uint8_t answer[BASIC_VALUE_HEAD + NAIVE_NAME_MAX * 2];
    uint32_t code =
        naive_enum_value(&value, &world->naive, world->handles[call->handle], call->index);
    if (code) {
        put_status(world, code);
        return;
    }
    const uint32_t size = (uint32_t)value->name.count * 2, head[] = {0, value->type, size};
    memcpy(answer, head, sizeof head);
    memcpy(answer + sizeof head, value->name.units, size);
    put_answer(world, call, answer, BASIC_VALUE_HEAD + size, BASIC_VALUE_HEAD, 4);
}

static void enum_key(struct world *world, const struct winreg_call *call)
{
    int key = -1;
    uint8_t answer[BASIC_KEY_HEAD + NAIVE_NAME_MAX * 2] = {0};
    uint32_t code = naive_enum_key(&key, &world->naive, world->handles[call->handle], call->index);
    if (code) {
        put_status(world, code);
        return;
    }
    const struct naive_name *name = &world->naive.keys[key].name;
    const uint32_t size = (uint32_t)name->count * 2;
    memcpy(answer + 12, &size, sizeof size);
    memcpy(answer + BASIC_KEY_HEAD, name->units, size);
    put_answer(world, call, answer, BASIC_KEY_HEAD + size, BASIC_KEY_HEAD, 12);
}

static void open(struct world *world, const struct winreg_call *call)
{
    struct text path = call_path(call);
    struct naive_handle got;
    uint32_t code = naive_open(&got, &world->naive, world->handles[call->handle], path.units,
                               path.count, false, call_rights(call));
    put_status(world, code);
    if (!code)
        naive_keep(world, call, got);
}

/* One level a call: what is to be made has a parent. */
static void create(struct world *world, const struct winreg_call *call)
{
    struct text path = call_path(call);
    struct naive_handle base = world->handles[call->handle], got;
    uint32_t disposition = 0, code = CODE_NOT_FOUND;
    if (!naive_lacks_parent(&world->naive, base, path.units, path.count))
        code = naive_create(&got, &disposition, &world->naive, base, path.units, path.count,
                            call->index == WINREG_VOLATILE_INDEX, false, call_rights(call));
    put_status(world, code);
    if (code)
        return;
    buf_printf(world->out, " %u", disposition);
    naive_keep(world, call, got);
}

/* By the rights of the handle; a second time is success (Wine test_NtDeleteKey). */
static void delete_key(struct world *world, struct naive_handle handle)
{
    uint32_t code = naive_require(&world->naive, handle, DELETE);
    if (code == CODE_DELETED)
        code = CODE_OK;
    else if (code == CODE_OK)
        code = naive_delete_opened(&world->naive, handle);
    if (code == CODE_DENIED && (handle.granted & DELETE))
        buf_printf(world->out, "c0000121"); /* STATUS_CANNOT_DELETE */
    else
        put_status(world, code);
}

/* As above: a taken name is STATUS_CANNOT_DELETE (Wine test_NtRenameKey). */
static void rename_key(struct world *world, const struct winreg_call *call)
{
    struct naive_handle handle = world->handles[call->handle];
    const struct text *text = &NAIVE_PICK(new_names, call->value);
    struct naive_name name = {.count = text->count};
    memcpy(name.units, text->units, text->count * sizeof *name.units);
    uint32_t code = naive_rename(&world->naive, handle, NULL, 0, name);
    if (code == CODE_DENIED && (handle.granted & WRITE) == WRITE)
        buf_printf(world->out, "c0000121");
    else
        put_status(world, code);
}

static void info(struct world *world, struct naive_handle handle)
{
    struct naive_info got;
    uint32_t code = naive_info(&got, &world->naive, handle);
    put_status(world, code);
    if (!code)
        buf_printf(world->out, " %u %u %u %u %u", got.keys, got.longest_key * 2, got.values,
                   got.longest_value * 2, got.biggest);
}

bool naive_play_nt(struct world *world, const struct winreg_call *call)
{
    struct naive_handle handle = world->handles[call->handle];
    switch (call->kind) {
    case CALL_NT_OPEN:
        open(world, call);
        return true;
    case CALL_NT_CREATE:
        create(world, call);
        return true;
    case CALL_NT_DELETE:
        delete_key(world, handle);
        return true;
    case CALL_NT_RENAME:
        rename_key(world, call);
        return true;
    case CALL_NT_SET:
        put_status(world, naive_set(&world->naive, handle, call_value(call->value), call_type(call),
                                    NAIVE_PICK(data, call->index).units, call->size));
        return true;
    case CALL_NT_UNSET:
        put_status(world, naive_unset(&world->naive, handle, call_value(call->value)));
        return true;
    case CALL_NT_QUERY:
        query(world, call);
        return true;
    case CALL_NT_ENUM_VALUE:
        enum_value(world, call);
        return true;
    case CALL_NT_ENUM_KEY:
        enum_key(world, call);
        return true;
    case CALL_NT_INFO:
        info(world, handle);
        return true;
    case CALL_NT_CLOSE:
        put_status(world, naive_close(world, call->handle));
        return true;
    default:
        return false;
    }
}
