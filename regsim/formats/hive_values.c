/*
 * Values: the key's value list holds offsets of vk cells, in creation order. Data of up to four
 * bytes stand in the vk; longer ones in a cell; from version 1.4 on, those beyond 16,344 bytes in
 * segments:
 *
 *   vk ──► db {count, list} ──► offsets ──► segments of 16,344 bytes, the last one shorter
 */
#include "formats/hive_cells.h"

#include "base/memory.h"
#include "base/units.h"

#include <stdio.h>

enum { VALUE_NAME_MAX = 16383 };

/* rule hive.big-data */
static regsim_status read_big_data(struct hive_reader *h, uint32_t offset, uint32_t size)
{
    struct hive_cell db = hive_cell_at(h, offset, 8, "big data");
    if (!db.bytes)
        return regsim_failed(REGSIM_INVALID);
    uint32_t count = hive_u16(db.bytes + 2);
    if (memcmp(db.bytes, "db", 2))
        return hive_damaged(h, offset, "data of %u bytes without the signature db", size);
    if ((uint64_t)count * HIVE_BIG_DATA < size)
        return hive_damaged(h, offset, "%u segments cannot hold %u bytes", count, size);
    struct hive_cell list =
        hive_cell_at(h, hive_u32(db.bytes + 4), count * 4, "the list of segments");
    if (!list.bytes)
        return regsim_failed(REGSIM_INVALID);
    buf_clear(&h->data);
    for (uint32_t i = 0; h->data.size < size; i++) {
        uint32_t left = size - (uint32_t)h->data.size;
        uint32_t part = left < HIVE_BIG_DATA ? left : HIVE_BIG_DATA;
        struct hive_cell segment =
            hive_cell_at(h, hive_u32(list.bytes + i * 4), part, "a segment of big data");
        if (!segment.bytes)
            return regsim_failed(REGSIM_INVALID);
        buf_add(&h->data, segment.bytes, part);
    }
    return regsim_ok();
}

/* Finds the data of a vk; they are lent until the next call. */
static regsim_status find_data(struct hive_reader *h, uint32_t cell, const uint8_t *vk,
                               const uint8_t **data, uint32_t *size)
{
    uint32_t raw = hive_u32(vk + VK_DATA_SIZE), offset = hive_u32(vk + VK_DATA);
    *size = raw & ~VK_INLINE;
    *data = vk + VK_DATA;
    if (raw & VK_INLINE)
        return *size <= HIVE_INLINE_MAX ? regsim_ok()
                                        : hive_damaged(h, cell, "%u bytes cannot be inline", *size);
    if (!*size)
        return regsim_ok();
    if (!hive_spend(h, *size))
        return hive_damaged(h, cell, "values that share their data hold more than the file does");
    if (h->minor > 3 && *size > HIVE_BIG_DATA) {
        REGSIM_TRY(read_big_data(h, offset, *size));
        *data = h->data.bytes;
        return regsim_ok();
    }
    struct hive_cell held = hive_cell_at(h, offset, *size, "the data of a value");
    *data = held.bytes;
    return held.bytes ? regsim_ok() : regsim_failed(REGSIM_INVALID);
}

/* Of the values of one key, while they are read. */
struct maxima {
    uint32_t count, name, data;
};

static void check_name(struct hive_reader *h, uint32_t cell, struct ustr name)
{
    if (name.count > VALUE_NAME_MAX)
        hive_odd(h, ODD_VALUE_NAME, cell, "a value whose name has more than %d characters",
                 VALUE_NAME_MAX);
    if (units_any_below(name.units, name.count, 1))
        hive_odd(h, ODD_VALUE_NAME, cell, "a value whose name holds a NUL");
}

/* Adds the value of the vk, whose name is known to be in its cell. */
static regsim_status add_value(struct hive_reader *h, key_id key, uint32_t cell, const uint8_t *vk,
                               struct maxima *maxima)
{
    const uint8_t *data;
    uint32_t size, flags = hive_u16(vk + VK_FLAGS), name_size = hive_u16(vk + VK_NAME_SIZE);
    uint32_t units = flags & VK_FLAG_COMPRESSED ? name_size : name_size / 2;
    if (flags & VK_FLAG_TOMBSTONE)
        return hive_damaged(h, cell, "a tombstone, which only layered hives have");
    REGSIM_TRY(find_data(h, cell, vk, &data, &size));
    struct value *value = store_value_blank(h->store, units, hive_u32(vk + VK_TYPE), size);
    bool odd = hive_name_to(value_blank_name(value), vk + VK_NAME, units,
                            flags & VK_FLAG_COMPRESSED, 1, 0);
    if (size)
        memcpy(value_blank_data(value), data, size);
    if (!store_value_add(h->store, key, value, maxima->count)) {
        hive_odd(h, ODD_SECOND_VALUE, cell, "a second value of this name, left out");
        return regsim_ok();
    }
    if (odd || units > VALUE_NAME_MAX)
        check_name(h, cell, value_name(value));
    maxima->name = units * 2 > maxima->name ? units * 2 : maxima->name;
    maxima->data = size > maxima->data ? size : maxima->data;
    return regsim_ok();
}

/* rule hive.values */
static regsim_status read_value(struct hive_reader *h, key_id key, uint32_t cell,
                                struct maxima *maxima)
{
    struct hive_cell vk = hive_cell_at(h, cell, VK_NAME, "a value");
    if (!vk.bytes)
        return regsim_failed(REGSIM_INVALID);
    if (hive_u16(vk.bytes) != VK_SIGNATURE)
        return hive_damaged(h, cell, "a value without the signature vk");
    uint32_t name_size = hive_u16(vk.bytes + VK_NAME_SIZE);
    if (name_size > vk.size - VK_NAME)
        return hive_damaged(h, cell, "the name of a value leaves its cell");
    if (!hive_spend(h, VK_NAME + name_size))
        return hive_damaged(h, cell, "value lists that share values hold more than the file does");
    hive_reach(h, cell);
    h->value = vk.bytes;
    regsim_status status = add_value(h, key, cell, vk.bytes, maxima);
    h->value = NULL;
    return status;
}

regsim_status hive_read_value(struct hive_reader *h, key_id key, uint32_t cell)
{
    struct maxima maxima = {.count = 1};
    return read_value(h, key, cell, &maxima);
}

/* The list of `*count` values; where it is damaged, *count is what can be read of it. */
static const uint8_t *find_list(struct hive_reader *h, uint32_t *count, const uint8_t *nk)
{
    uint32_t offset = hive_u32(nk + NK_VALUE_LIST);
    bool absurd = *count > h->bins_size / 4;
    struct hive_cell list = hive_cell_find(h, offset, absurd ? UINT32_MAX : *count * 4);
    if (!list.bytes) {
        char what[64];
        snprintf(what, sizeof what, "the list of %u values", *count);
        list = hive_cell_at(h, offset, absurd ? UINT32_MAX : *count * 4, what);
        list = h->salvage ? hive_cell_find(h, offset, 4) : list;
        *count = list.size / 4;
    }
    if (!hive_spend(h, (uint64_t)*count * 4)) {
        hive_damaged(h, offset, "value lists that keys share hold more than the file does");
        return NULL;
    }
    return list.bytes;
}

regsim_status hive_read_values(struct hive_reader *h, key_id key, uint32_t cell, const uint8_t *nk)
{
    uint32_t count = hive_u32(nk + NK_VALUES);
    if (hive_u16(nk + NK_FLAGS) & NK_FLAG_PREDEFINED) {
        hive_odd(h, ODD_KEY_KIND, cell,
                 "a key that stands for a predefined handle, whose values are elsewhere");
        return regsim_ok();
    }
    if (!count)
        return regsim_ok();
    const uint8_t *list = find_list(h, &count, nk);
    if (!list)
        return regsim_failed(REGSIM_INVALID);
    struct maxima maxima = {.count = count};
    for (uint32_t i = 0; i < count; i++)
        REGSIM_TRY(hive_go_on(h, read_value(h, key, hive_u32(list + i * 4), &maxima)));
    if (maxima.name > hive_u32(nk + NK_MAX_VALUE_NAME))
        hive_odd(h, ODD_MAXIMUM, cell, "a value's name has %u bytes, the key says at most %u",
                 maxima.name, hive_u32(nk + NK_MAX_VALUE_NAME));
    if (maxima.data > hive_u32(nk + NK_MAX_VALUE_DATA))
        hive_odd(h, ODD_MAXIMUM, cell, "a value's data have %u bytes, the key says at most %u",
                 maxima.data, hive_u32(nk + NK_MAX_VALUE_DATA));
    return regsim_ok();
}
