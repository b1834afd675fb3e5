/* The naive registry behind the face of winreg: what each call must answer, by the rules alone. */
#include "naive.h"
#include "winreg.h"

#include <stdlib.h>
#include <string.h>

#define NUMBER(name, number) number,
#define UNITS(text)          {sizeof(u##text) / 2 - 1, u##text},

enum { NONE = -1, SZ = 1, EXPAND_SZ = 2, MULTI_SZ = 7 };
enum { INVALID_HANDLE = 6, MORE_DATA = 234, NO_MORE_ITEMS = 259 };

struct text {
    size_t count;
    const char16_t *units;
};

static const struct text paths[] = {WINREG_PATHS(UNITS)};
static const struct text values[] = {WINREG_VALUES(UNITS)};
static const uint32_t rights[] = {WINREG_RIGHTS(NUMBER)};
static const uint32_t types[] = {WINREG_TYPES(NUMBER)};
static const struct text data[] = {WINREG_DATA(UNITS)};

struct world {
    struct naive naive;
    struct naive_handle handles[WINREG_HANDLES];
    struct buf *out;
};

static struct naive_name value_name(const struct winreg_call *call)
{
    struct naive_name name = {.count = values[call->value].count};
    memcpy(name.units, values[call->value].units, name.count * sizeof *name.units);
    return name;
}

static void put_name(struct buf *out, const struct naive_name *name)
{
    buf_printf(out, " '");
    for (size_t i = 0; i < name->count; i++)
        buf_printf(out, "%c", (char)name->units[i]);
    buf_printf(out, "'");
}

static void put_data(struct buf *out, const struct naive_value *value)
{
    buf_printf(out, " ");
    for (uint32_t i = 0; i < value->size; i++)
        buf_printf(out, "%02x", value->data[i]);
}

static uint32_t play_open(struct world *world, const struct winreg_call *call,
                          struct naive_handle handle)
{
    const struct text *path = &paths[call->path];
    uint32_t sam = rights[call->type % (sizeof rights / sizeof *rights)], disposition = 0;
    struct naive_handle got;
    uint32_t code =
        call->kind == CALL_OPEN
            ? naive_open(&got, &world->naive, handle, path->units, path->count, false, sam)
            : naive_create(&got, &disposition, &world->naive, handle, path->units, path->count,
                           call->index == 3, false, sam);
    buf_printf(world->out, "%u", code);
    if (!code && call->kind == CALL_CREATE)
        buf_printf(world->out, " %u", disposition);
    if (!code)
        world->handles[1 + call->slot] = got;
    return code;
}

/* test_string_termination (Wine): a string that ends right before a NUL in memory gets it. */
static uint32_t play_set(struct world *world, const struct winreg_call *call,
                         struct naive_handle handle)
{
    const struct text *text = &data[call->index % (sizeof data / sizeof *data)];
    uint32_t type = types[call->type], size = call->size;
    bool string = type == SZ || type == EXPAND_SZ || type == MULTI_SZ;
    size_t units = size / 2;
    if (string && units && text->units[units - 1] && !text->units[units])
        size += 2;
    return naive_set(&world->naive, handle, value_name(call), type, text->units, size);
}

static void play_query(struct world *world, const struct winreg_call *call,
                       struct naive_handle handle)
{
    const struct naive_value *value = NULL;
    uint32_t code = naive_query(&value, &world->naive, handle, value_name(call));
    if (!code && call->index != 1 && call->size < value->size)
        code = MORE_DATA;
    buf_printf(world->out, "%u", code);
    if (value)
        buf_printf(world->out, " %u %u", value->type, value->size);
    if (!code && call->index != 1)
        put_data(world->out, value);
}

static void play_enum_value(struct world *world, const struct winreg_call *call,
                            struct naive_handle handle)
{
    const struct naive_value *value = NULL;
    uint32_t code = naive_enum_value(&value, &world->naive, handle, call->index);
    if (!code && (call->type * 2 <= value->name.count || call->size < value->size))
        code = MORE_DATA;
    buf_printf(world->out, "%u", code);
    if (!code) {
        put_name(world->out, &value->name);
        buf_printf(world->out, " %u %u", value->type, value->size);
        put_data(world->out, value);
    }
}

static void play_enum_key(struct world *world, const struct winreg_call *call,
                          struct naive_handle handle)
{
    int key = NONE;
    uint32_t code = naive_enum_key(&key, &world->naive, handle, call->index);
    if (!code && call->type <= world->naive.keys[key].name.count)
        code = MORE_DATA;
    buf_printf(world->out, "%u", code);
    if (!code)
        put_name(world->out, &world->naive.keys[key].name);
}

static void play_info(struct world *world, struct naive_handle handle)
{
    const struct naive_value *value = NULL;
    uint32_t code = naive_enum_value(&value, &world->naive, handle, 0);
    size_t keys = 0, longest_key = 0, longest = 0, biggest = 0;
    if (code && code != NO_MORE_ITEMS) {
        buf_printf(world->out, "%u", code);
        return;
    }
    for (size_t i = 0; i < world->naive.key_count; i++) {
        const struct naive_key *key = &world->naive.keys[i];
        if (key->alive && key->parent == handle.key) {
            keys++;
            longest_key = key->name.count > longest_key ? key->name.count : longest_key;
        }
    }
    const struct naive_key *key = &world->naive.keys[handle.key];
    for (size_t i = 0; i < key->value_count; i++) {
        value = &key->values[i];
        longest = value->name.count > longest ? value->name.count : longest;
        biggest = value->size > biggest ? value->size : biggest;
    }
    buf_printf(world->out, "0 %zu %zu %zu %zu %zu", keys, longest_key, key->value_count, longest,
               biggest);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(a, b);
}

static void play_list(struct world *world, struct naive_handle handle)
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
        put_data(&line, value);
        snprintf(lines[index], sizeof lines[index], "%s", buf_z(&line) + 1);
        buf_free(&line);
    }
    qsort(lines, index, sizeof *lines, by_text);
    buf_printf(world->out, "%u", code);
    for (uint32_t i = 0; i < index; i++)
        buf_printf(world->out, " [%s]", lines[i]);
}

static void play(struct world *world, const struct winreg_call *call)
{
    struct naive_handle handle = world->handles[call->handle];
    const struct text *path = &paths[call->path];
    world->naive.now++;
    if (handle.key == NONE) {
        buf_printf(world->out, "%u", INVALID_HANDLE);
        return;
    }
    switch (call->kind) {
    case CALL_OPEN:
    case CALL_CREATE:
        play_open(world, call, handle);
        break;
    case CALL_DELETE:
        buf_printf(world->out, "%u", naive_delete(&world->naive, handle, path->units, path->count));
        break;
    case CALL_SET:
        buf_printf(world->out, "%u", play_set(world, call, handle));
        break;
    case CALL_UNSET:
        buf_printf(world->out, "%u", naive_unset(&world->naive, handle, value_name(call)));
        break;
    case CALL_QUERY:
        play_query(world, call, handle);
        break;
    case CALL_ENUM_VALUE:
        play_enum_value(world, call, handle);
        break;
    case CALL_ENUM_KEY:
        play_enum_key(world, call, handle);
        break;
    case CALL_INFO:
        play_info(world, handle);
        break;
    case CALL_LIST:
        play_list(world, handle);
        break;
    default: /* CALL_CLOSE */
        if (call->handle)
            world->handles[call->handle].key = NONE;
        buf_printf(world->out, "0");
    }
}

void naive_answers(struct buf *out, const struct sequence *sequences, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct world world = {.out = out};
        struct naive_handle software = {3, 0xF003F}, scratch;
        uint32_t disposition;
        naive_init(&world.naive);
        naive_create(&scratch, &disposition, &world.naive, software, u"regsim-model", 12, false,
                     false, 0xF003F);
        for (int slot = 0; slot < WINREG_HANDLES; slot++)
            world.handles[slot] = scratch;
        buf_printf(out, "sequence %zu\n", i);
        for (size_t at = 0; at < sequences[i].count; at++) {
            play(&world, &sequences[i].calls[at]);
            buf_printf(out, "\n");
        }
        naive_done(&world.naive);
    }
}
