/* What reading answers: the value as it is, or as narrow text, or as RegGetValue cooks it. */
#include "winreg_naive.h"

#include <stdlib.h>
#include <string.h>

enum { QUERY = 1, READ = 0x20019, UNSUPPORTED_TYPE = 1630, MISMATCH = 1629, TYPE_NONE = 77 };
enum { ANY_TYPE = 0xFFFF, NO_EXPAND = 0x10000000, OF_EXPAND_SZ = 4, OF_SZ = 2 };

static const uint32_t filters[] = {WINREG_FILTERS(NAIVE_NUMBER)};

/* A value on its way out. */
struct shown {
    uint32_t type, size;
    uint8_t data[NAIVE_DATA_MAX + 4];
};

static struct shown as_stored(const struct naive_value *value)
{
    struct shown shown = {.type = value->type, .size = value->size};
    memcpy(shown.data, value->data, value->size);
    return shown;
}

/* The data of the model is ASCII; half a unit is lost. */
static void make_narrow(struct shown *shown)
{
    if (!is_string(shown->type))
        return;
    shown->size /= 2;
    for (uint32_t i = 0; i < shown->size; i++)
        shown->data[i] = shown->data[i * 2];
}

static void add_nul(struct shown *shown)
{
    shown->data[shown->size++] = 0;
    shown->data[shown->size++] = 0;
}

static bool ends_with_nuls(const struct shown *shown, uint32_t units)
{
    if (shown->size < units * 2)
        return false;
    for (uint32_t i = 1; i <= units * 2; i++)
        if (shown->data[shown->size - i])
            return false;
    return true;
}

/* sdk-api RegGetValueW: strings end with NUL, lists with two, and what is to be expanded is. */
static void cook(struct shown *shown, uint32_t filter)
{
    if (!is_string(shown->type))
        return;
    shown->size -= shown->size % 2;
    if (shown->type == TYPE_EXPAND_SZ && !(filter & NO_EXPAND)) {
        shown->type = TYPE_SZ;
        for (uint32_t i = 0; i < shown->size; i += 2)
            if (!shown->data[i] && !shown->data[i + 1])
                shown->size = i;
        add_nul(shown);
        return;
    }
    if (!ends_with_nuls(shown, 1))
        add_nul(shown);
    if (shown->type == TYPE_MULTI_SZ && !ends_with_nuls(shown, 2))
        add_nul(shown);
}

/* RRF_RT_…: one bit a type; of RRF_RT_DWORD and RRF_RT_QWORD the binary half has the number's size.
 */
static uint32_t check_filter(uint32_t filter, const struct shown *shown)
{
    static const uint32_t bits[] = {1, 2, 4, 8, 16, 0, 0, 32, 0, 0, 0, 64};
    uint32_t wanted = filter & ANY_TYPE, bit = shown->type < 12 ? bits[shown->type] : 0;
    bool becomes_sz = shown->type == TYPE_EXPAND_SZ && !(filter & NO_EXPAND) && (wanted & OF_SZ);
    if (wanted == ANY_TYPE || becomes_sz)
        return CODE_OK;
    if (!(wanted & bit))
        return UNSUPPORTED_TYPE;
    if (shown->type == TYPE_BINARY &&
        ((wanted == 0x18 && shown->size != 4) || (wanted == 0x48 && shown->size != 8)))
        return MISMATCH;
    return CODE_OK;
}

/* What say_value prints. */
static void put_value(struct world *world, const struct winreg_call *call, uint32_t code,
                      const struct shown *shown, uint32_t type)
{
    bool into = call->index != WINREG_NULL_INDEX;
    if (code == CODE_OK && into && call->size < shown->size)
        code = CODE_MORE_DATA;
    buf_printf(world->out, "%u", code);
    if (code == CODE_OK || code == CODE_MORE_DATA)
        buf_printf(world->out, " %u %u", type, shown->size);
    if (code == CODE_OK && into)
        put_bytes(world->out, shown->data, shown->size);
}

static void query(struct world *world, const struct winreg_call *call, bool narrow)
{
    const struct naive_value *value = NULL;
    struct shown shown = {0};
    uint32_t code =
        naive_query(&value, &world->naive, world->handles[call->handle], call_value(call->value));
    if (code == CODE_OK)
        shown = as_stored(value);
    if (narrow)
        make_narrow(&shown);
    put_value(world, call, code, &shown, shown.type);
}

/* A value of a subkey; an empty path is the key itself, with the rights of its handle. */
static uint32_t find(const struct naive_value **out, struct world *world,
                     const struct winreg_call *call, struct naive_name name)
{
    struct text path = call_path(call);
    struct naive_handle handle = world->handles[call->handle];
    uint32_t code = CODE_OK;
    if (path.count)
        code = naive_open(&handle, &world->naive, handle, path.units, path.count, false, QUERY);
    return code == CODE_OK ? naive_query(out, &world->naive, handle, name) : code;
}

/* A default value that is not there is an empty string. */
static void query_default(struct world *world, const struct winreg_call *call, bool narrow)
{
    const struct naive_value *value = NULL;
    struct text path = call_path(call);
    struct naive_handle handle = world->handles[call->handle];
    struct shown shown = {TYPE_SZ, 2, {0}};
    uint32_t code = CODE_OK;
    if (path.count)
        code = naive_open(&handle, &world->naive, handle, path.units, path.count, false, QUERY);
    if (code == CODE_OK) {
        code = naive_query(&value, &world->naive, handle, call_value(0));
        if (code == CODE_OK)
            shown = as_stored(value);
        else if (code == CODE_NOT_FOUND)
            code = CODE_OK;
    }
    if (narrow)
        make_narrow(&shown);
    put_value(world, call, code, &shown, TYPE_NONE);
}

/* Until Windows 7, REG_EXPAND_SZ is only to be had unexpanded (Wine test_get_value). */
static void get(struct world *world, const struct winreg_call *call, bool narrow)
{
    const struct naive_value *value = NULL;
    struct shown shown = {0};
    uint32_t filter = NAIVE_PICK(filters, call->flags), code = CODE_OK;
    if ((filter & OF_EXPAND_SZ) && !(filter & NO_EXPAND) && (filter & ANY_TYPE) != ANY_TYPE)
        code = CODE_INVALID;
    if (code == CODE_OK)
        code = find(&value, world, call, call_value(call->value));
    if (code == CODE_OK) {
        shown = as_stored(value);
        code = check_filter(filter, &shown);
        cook(&shown, filter);
    }
    if (narrow)
        make_narrow(&shown);
    put_value(world, call, code, &shown, shown.type);
}

static void query_multiple(struct world *world, const struct winreg_call *call, bool narrow)
{
    const struct naive_handle handle = world->handles[call->handle];
    const unsigned names[] = {call->value, call->flags};
    uint8_t bytes[2 * NAIVE_DATA_MAX];
    uint32_t size = 0;
    for (int i = 0; i < 2; i++) {
        const struct naive_value *value;
        uint32_t code = naive_query(&value, &world->naive, handle, call_value(names[i]));
        if (code != CODE_OK) {
            buf_printf(world->out, "%u", code);
            return;
        }
        struct shown shown = as_stored(value);
        if (narrow)
            make_narrow(&shown);
        memcpy(bytes + size, shown.data, shown.size);
        size += shown.size;
    }
    bool fits = call->index != WINREG_NULL_INDEX && size <= call->size * 2;
    buf_printf(world->out, "%u %u", fits ? CODE_OK : CODE_MORE_DATA, size);
    if (fits)
        put_bytes(world->out, bytes, size);
}

static void enum_value(struct world *world, const struct winreg_call *call, bool narrow)
{
    const struct naive_value *value = NULL;
    struct shown shown = {0};
    uint32_t code =
        naive_enum_value(&value, &world->naive, world->handles[call->handle], call->index);
    if (code == CODE_OK)
        shown = as_stored(value);
    if (narrow)
        make_narrow(&shown);
    if (code == CODE_OK && (call->type * 2 <= value->name.count || call->size < shown.size))
        code = CODE_MORE_DATA;
    buf_printf(world->out, "%u", code);
    if (code)
        return;
    put_name(world->out, &value->name);
    buf_printf(world->out, " %u %u", shown.type, shown.size);
    put_bytes(world->out, shown.data, shown.size);
}

static void enum_key(struct world *world, const struct winreg_call *call)
{
    int key = -1;
    uint32_t code = naive_enum_key(&key, &world->naive, world->handles[call->handle], call->index);
    if (!code && call->type * 2 <= world->naive.keys[key].name.count)
        code = CODE_MORE_DATA;
    buf_printf(world->out, "%u", code);
    if (!code)
        put_name(world->out, &world->naive.keys[key].name);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(a, b);
}

static void put_values(struct world *world, struct naive_handle handle)
{
    char lines[16][120];
    const struct naive_value *value;
    uint32_t code, index = 0;
    for (;; index++) {
        code = naive_enum_value(&value, &world->naive, handle, index);
        if (code)
            break;
        struct buf line = {0};
        put_name(&line, &value->name);
        buf_printf(&line, " %u %u", value->type, value->size);
        put_bytes(&line, value->data, value->size);
        snprintf(lines[index], sizeof lines[index], "%s", buf_z(&line) + 1);
        buf_free(&line);
    }
    qsort(lines, index, sizeof *lines, by_text);
    buf_printf(world->out, "%u", code);
    for (uint32_t i = 0; i < index; i++)
        buf_printf(world->out, " [%s]", lines[i]);
}

void naive_put_tree(struct world *world, struct naive_handle handle)
{
    struct {
        char name[16];
        int key;
    } below[16];
    uint32_t code, index = 0;
    put_values(world, handle);
    for (;; index++) {
        code = naive_enum_key(&below[index].key, &world->naive, handle, index);
        if (code)
            break;
        const struct naive_name *name = &world->naive.keys[below[index].key].name;
        for (size_t i = 0; i < name->count; i++)
            below[index].name[i] = (char)name->units[i];
        below[index].name[name->count] = 0;
    }
    qsort(below, index, sizeof *below, by_text);
    buf_printf(world->out, " %u", code);
    for (uint32_t i = 0; i < index; i++) {
        struct naive_handle child = {below[i].key, 0};
        buf_printf(world->out, " %s{", below[i].name);
        code = naive_authorize(&child.granted, &world->naive, child.key, READ);
        if (code)
            buf_printf(world->out, "%u", code);
        else
            naive_put_tree(world, child);
        buf_printf(world->out, "}");
    }
}

bool naive_play_read(struct world *world, const struct winreg_call *call)
{
    switch (call->kind) {
    case CALL_QUERY:
    case CALL_QUERY_A:
        query(world, call, call->kind == CALL_QUERY_A);
        return true;
    case CALL_QUERY_DEFAULT:
    case CALL_QUERY_DEFAULT_A:
        query_default(world, call, call->kind == CALL_QUERY_DEFAULT_A);
        return true;
    case CALL_GET:
    case CALL_GET_A:
        get(world, call, call->kind == CALL_GET_A);
        return true;
    case CALL_MULTIPLE:
    case CALL_MULTIPLE_A:
        query_multiple(world, call, call->kind == CALL_MULTIPLE_A);
        return true;
    case CALL_ENUM_VALUE:
    case CALL_ENUM_VALUE_A:
        enum_value(world, call, call->kind == CALL_ENUM_VALUE_A);
        return true;
    case CALL_ENUM_KEY:
    case CALL_ENUM_KEY_A:
        enum_key(world, call);
        return true;
    case CALL_TREE:
        naive_put_tree(world, world->handles[call->handle]);
        return true;
    default:
        return false;
    }
}
