/* What setting and deleting values answers. */
#include "winreg_naive.h"

#include <string.h>

enum { SET = 2 };

static const struct text data[] = {WINREG_DATA(NAIVE_UNITS)};

/* test_string_termination (Wine): a string that ends right before a NUL in memory gets it. */
static uint32_t set_wide(struct world *world, struct naive_handle handle, struct naive_name name,
                         uint32_t type, const struct text *text, uint32_t size)
{
    size_t units = size / 2;
    if (is_string(type) && units && text->units[units - 1] && !text->units[units])
        size += 2;
    return naive_set(&world->naive, handle, name, type, text->units, size);
}

/* The same with bytes; text is stored wide. */
static uint32_t set_narrow(struct world *world, struct naive_handle handle, struct naive_name name,
                           uint32_t type, const struct text *text, uint32_t size)
{
    uint8_t bytes[NAIVE_DATA_MAX];
    if (is_string(type)) {
        if (size && text->units[size - 1] && !text->units[size])
            size++;
        return naive_set(&world->naive, handle, name, type, text->units, size * 2);
    }
    for (uint32_t i = 0; i < size; i++)
        bytes[i] = (uint8_t)text->units[i];
    return naive_set(&world->naive, handle, name, type, bytes, size);
}

static uint32_t set(struct world *world, const struct winreg_call *call, struct naive_handle handle,
                    bool narrow)
{
    const struct text *text = &NAIVE_PICK(data, call->index);
    struct naive_name name = call_value(call->value);
    uint32_t type = call_type(call);
    return narrow ? set_narrow(world, handle, name, type, text, call->size % 8)
                  : set_wide(world, handle, name, type, text, call->size);
}

/* The subkey is made where it is not there; an empty path is the key, with its handle's rights. */
static uint32_t subkey(struct naive_handle *out, struct world *world,
                       const struct winreg_call *call)
{
    struct text path = call_path(call);
    uint32_t disposition;
    *out = world->handles[call->handle];
    return path.count ? naive_create(out, &disposition, &world->naive, *out, path.units, path.count,
                                     false, false, SET)
                      : CODE_OK;
}

static uint32_t set_key_value(struct world *world, const struct winreg_call *call, bool narrow)
{
    struct naive_handle handle;
    uint32_t code = subkey(&handle, world, call);
    return code == CODE_OK ? set(world, call, handle, narrow) : code;
}

/* REG_SZ only, whatever the size, up to the first NUL (sdk-api RegSetValueW). */
static uint32_t set_default(struct world *world, const struct winreg_call *call)
{
    const struct text *text = &NAIVE_PICK(data, call->index);
    struct naive_handle handle;
    uint32_t units = 0, code = CODE_INVALID;
    while (text->units[units])
        units++;
    if (call_type(call) == TYPE_SZ)
        code = subkey(&handle, world, call);
    return code == CODE_OK ? naive_set(&world->naive, handle, call_value(0), TYPE_SZ, text->units,
                                       (units + 1) * 2)
                           : code;
}

static uint32_t unset_below(struct world *world, const struct winreg_call *call)
{
    struct text path = call_path(call);
    struct naive_handle handle = world->handles[call->handle];
    uint32_t code = CODE_OK;
    if (path.count)
        code = naive_open(&handle, &world->naive, handle, path.units, path.count, false, SET);
    return code == CODE_OK ? naive_unset(&world->naive, handle, call_value(call->value)) : code;
}

bool naive_play_write(struct world *world, const struct winreg_call *call)
{
    struct naive_handle handle = world->handles[call->handle];
    uint32_t code;
    switch (call->kind) {
    case CALL_SET:
    case CALL_SET_A:
        code = set(world, call, handle, call->kind == CALL_SET_A);
        break;
    case CALL_SET_KEY_VALUE:
    case CALL_SET_KEY_VALUE_A:
        code = set_key_value(world, call, call->kind == CALL_SET_KEY_VALUE_A);
        break;
    case CALL_SET_DEFAULT:
    case CALL_SET_DEFAULT_A:
        code = set_default(world, call);
        break;
    case CALL_UNSET:
    case CALL_UNSET_A:
        code = naive_unset(&world->naive, handle, call_value(call->value));
        break;
    case CALL_DELETE_KEY_VALUE:
    case CALL_DELETE_KEY_VALUE_A:
        code = unset_below(world, call);
        break;
    default:
        return false;
    }
    buf_printf(world->out, "%u", code);
    return true;
}
