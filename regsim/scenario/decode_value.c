/*
 * Registry maps: path → {name: value}. A plain integer is a DWORD, a text a string, a list of texts
 * a multi-string; everything else is a map that names its type.
 */
#include "scenario/decode.h"

#include "base/buf.h"
#include "base/memory.h"
#include "registry/value.h"

#include <string.h>

static void put_string(struct buf *out, struct ustr text)
{
    for (size_t i = 0; i < text.count; i++)
        buf_u16(out, text.units[i]);
    buf_u16(out, 0);
}

static void finish(struct decoder *decoder, struct value_spec *out, uint32_t type, struct buf *data)
{
    out->type = type;
    out->data = arena_dup(decoder->arena, data->bytes, data->size);
    out->size = (uint32_t)data->size;
    buf_free(data);
}

static void make_string(struct decoder *decoder, struct value_spec *out, uint32_t type,
                        struct ustr text)
{
    struct buf data = {0};
    put_string(&data, text);
    finish(decoder, out, type, &data);
}

static void decode_string(struct decoder *decoder, const struct node *node, uint32_t type,
                          struct value_spec *out)
{
    struct ustr text;
    if (decode_units(decoder, node, &text))
        make_string(decoder, out, type, text);
}

static void decode_integer(struct decoder *decoder, const struct node *node, bool wide,
                           struct value_spec *out)
{
    uint64_t number;
    struct buf data = {0};
    decode_number(decoder, node, wide ? UINT64_MAX : UINT32_MAX, &number);
    if (wide)
        buf_u64(&data, number);
    else
        buf_u32(&data, (uint32_t)number);
    finish(decoder, out, wide ? REG_QWORD_TYPE : REG_DWORD_TYPE, &data);
}

static void decode_raw(struct decoder *decoder, const struct node *node, uint32_t type,
                       struct value_spec *out)
{
    size_t size;
    decode_bytes(decoder, node, &out->data, &size);
    out->type = type;
    out->size = (uint32_t)size;
}

/* An unquoted text that could be a number is one of the mistakes that this language prevents. */
static bool check_quoting(struct decoder *decoder, const struct node *node, struct text text)
{
    uint64_t number;
    if (!text.length) {
        diag_hint(bad(decoder, node, "a value is missing"), "an empty string is ''");
        return false;
    }
    struct diag *diag =
        bad(decoder, node, "%s is neither a REG_DWORD nor clearly a text", text.bytes);
    if (parse_number(&number, text.bytes))
        diag_hint(diag, "quote it: '%s', or write {qword: %s}", text.bytes, text.bytes);
    else
        diag_hint(diag, "quote it: '%s', or write a number in decimal or 0x", text.bytes);
    return false;
}

static void decode_plain(struct decoder *decoder, const struct node *node, struct value_spec *out)
{
    struct text text;
    struct ustr units;
    if (!expand(decoder, node, &text))
        return;
    enum plain_kind kind = text.plain ? plain_kind_of(text.bytes, text.length) : PLAIN_TEXT;
    if (kind == PLAIN_INTEGER)
        decode_integer(decoder, node, false, out);
    else if (kind == PLAIN_AMBIGUOUS)
        check_quoting(decoder, node, text);
    else if (units_of(decoder, node, text, &units))
        make_string(decoder, out, REG_SZ_TYPE, units);
}

static void decode_multi(struct decoder *decoder, const struct node *list, struct value_spec *out)
{
    struct buf data = {0};
    const struct node *const *items;
    size_t count = items_of(&list, &items);
    for (size_t i = 0; i < count; i++) {
        struct text text;
        struct ustr units = {0};
        if (!expect_kind(decoder, items[i], 1u << NODE_SCALAR, "a multi-string", "texts") ||
            !expand(decoder, items[i], &text))
            continue;
        if (text.plain && plain_kind_of(text.bytes, text.length) != PLAIN_TEXT)
            check_quoting(decoder, items[i], text);
        else if (units_of(decoder, items[i], text, &units) && !units.count)
            diag_hint(bad(decoder, items[i], "a multi-string cannot hold an empty string"),
                      "it would end there; write the bytes: {type: 7, hex: …}");
        put_string(&data, units);
    }
    buf_u16(&data, 0);
    finish(decoder, out, REG_MULTI_SZ_TYPE, &data);
}

static void decode_numbered(struct decoder *decoder, const struct node *map, struct value_spec *out)
{
    const struct node *type = map_get(map, WORD_TYPE), *hex = map_get(map, WORD_HEX);
    uint64_t number = 0;
    if (map->count != 2 || !type || !hex) {
        diag_hint(bad(decoder, map, "a type by its number goes with its bytes"), "%s",
                  words[WORD_TYPE].example);
        return;
    }
    decode_number(decoder, type, UINT32_MAX, &number);
    decode_raw(decoder, hex, (uint32_t)number, out);
}

static void decode_typed(struct decoder *decoder, const struct node *map, struct value_spec *out)
{
    if (!check_map(decoder, map, IN_VALUE, "a value"))
        return;
    if (map_key(map, WORD_TYPE) || map_key(map, WORD_HEX)) {
        decode_numbered(decoder, map, out);
        return;
    }
    if (map->count != 1) {
        diag_hint(bad(decoder, map, "a value is a map with one word, its type"),
                  "{expand_sz: '…'}; a key with values does not stand below another key: paths are "
                  "flat");
        return;
    }
    enum word_id word = word_find(IN_VALUE, map->keys[0]->text);
    const struct node *value = word == WORD_COUNT ? NULL : map_get(map, word);
    if (!value) /* which check_map said */
        return;
    switch (word) {
    case WORD_SZ:
    case WORD_EXPAND_SZ:
        decode_string(decoder, value, word == WORD_SZ ? REG_SZ_TYPE : REG_EXPAND_SZ_TYPE, out);
        break;
    case WORD_MULTI_SZ:
        decode_multi(decoder, value, out);
        break;
    case WORD_DWORD:
    case WORD_QWORD:
        decode_integer(decoder, value, word == WORD_QWORD, out);
        break;
    default:
        decode_raw(decoder, value, word == WORD_BINARY ? REG_BINARY_TYPE : REG_NONE_TYPE, out);
    }
}

static void decode_value(struct decoder *decoder, const struct node *node, struct value_spec *out)
{
    if (node->kind == NODE_SCALAR)
        decode_plain(decoder, node, out);
    else if (node->kind == NODE_LIST)
        decode_multi(decoder, node, out);
    else
        decode_typed(decoder, node, out);
}

static bool decode_key(struct decoder *decoder, const struct node *key, const struct node *values,
                       struct key_spec *out)
{
    struct key_path path;
    bool good = decode_key_path(decoder, key, &path);
    *out = (struct key_spec){
        .place = place_of(decoder, key), .machine = path.machine, .path = path.path};
    if (node_is_null(values)) {
        diag_hint(bad(decoder, values, "a key has a map of values"),
                  "a key without values is written {}");
        return false;
    }
    if (!expect_kind(decoder, values, 1u << NODE_MAP, "a key", "a map of values"))
        return false;
    out->values = ARENA_ARRAY(decoder->arena, struct value_spec, values->count);
    struct ustr *names = mem_calloc(values->count, sizeof *names);
    for (size_t i = 0; i < values->count; i++) {
        struct value_spec *value = &out->values[out->value_count++];
        value->place = place_of(decoder, values->keys[i]);
        decode_units(decoder, values->keys[i], &value->name);
        if (ustr_same_nocase(value->name, USTR(u"(Default)")))
            value->name = (struct ustr){0};
        names[i] = value->name;
        decode_value(decoder, values->items[i], value);
    }
    check_duplicates(decoder, names, values->keys, values->count, "value");
    mem_free(names);
    return good;
}

struct key_spec *decode_registry(struct decoder *decoder, const struct node *map, size_t *count)
{
    struct key_spec *keys = ARENA_ARRAY(decoder->arena, struct key_spec, map->count);
    struct ustr *names = mem_calloc(map->count, sizeof *names);
    const struct node **nodes = mem_calloc(map->count, sizeof *nodes);
    *count = 0;
    for (size_t i = 0; i < map->count; i++) {
        struct key_spec *key = &keys[*count];
        if (!decode_key(decoder, map->keys[i], map->items[i], key))
            continue;
        names[*count] = canonical_path(decoder, (struct key_path){key->machine, key->path});
        nodes[(*count)++] = map->keys[i];
    }
    check_duplicates(decoder, names, nodes, *count, "key");
    mem_free(names);
    mem_free(nodes);
    return keys;
}
