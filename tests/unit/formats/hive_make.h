/*
 * Hives cell by cell, for what no writer of ours would write. A cell's content may be changed until
 * raw_file; lists are li, which need no hints.
 */
#ifndef TESTS_UNIT_FORMATS_HIVE_MAKE_H
#define TESTS_UNIT_FORMATS_HIVE_MAKE_H

#include "check.h"

#include "base/memory.h"
#include "formats/hive.h"
#include "formats/hive_bins.h"

#include <stdio.h>
#include <string.h>

/* The field of a cell. */
static inline void raw_put(struct hive_bins *bins, uint32_t cell, unsigned field, uint32_t value)
{
    hive_put_u32(hive_bins_at(bins, cell) + field, value);
}

static inline uint32_t raw_nk(struct hive_bins *bins, const char *name, uint32_t parent)
{
    static const unsigned none[] = {NK_SUBKEY_LIST, NK_VOLATILE_LIST, NK_VALUE_LIST, NK_SECURITY,
                                    NK_CLASS};
    size_t size = strlen(name);
    uint32_t cell = hive_bins_cell(bins, NK_NAME + size);
    uint8_t *nk = hive_bins_at(bins, cell);
    memcpy(nk, "nk", 2);
    hive_put_u16(nk + NK_FLAGS, NK_FLAG_COMPRESSED | (parent == HIVE_NONE ? NK_FLAG_ROOT : 0));
    hive_put_u32(nk + NK_PARENT, parent);
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        hive_put_u32(nk + none[i], HIVE_NONE);
    hive_put_u32(nk + NK_MAX_SUBKEY_NAME, 0xFFFF);
    hive_put_u32(nk + NK_MAX_CLASS, 0xFFFF);
    hive_put_u32(nk + NK_MAX_VALUE_NAME, UINT32_MAX);
    hive_put_u32(nk + NK_MAX_VALUE_DATA, UINT32_MAX);
    hive_put_u16(nk + NK_NAME_SIZE, (uint32_t)size);
    memcpy(nk + NK_NAME, name, size);
    return cell;
}

static inline uint32_t raw_cells(struct hive_bins *bins, const uint32_t *cells, size_t count)
{
    uint32_t list = hive_bins_cell(bins, count * 4);
    for (size_t i = 0; i < count; i++)
        raw_put(bins, list, (unsigned)(i * 4), cells[i]);
    return list;
}

/* An li or ri list. */
static inline uint32_t raw_list(struct hive_bins *bins, const char *signature,
                                const uint32_t *cells, size_t count)
{
    uint32_t list = hive_bins_cell(bins, 4 + count * 4);
    memcpy(hive_bins_at(bins, list), signature, 2);
    hive_put_u16(hive_bins_at(bins, list) + 2, (uint32_t)count);
    for (size_t i = 0; i < count; i++)
        raw_put(bins, list, (unsigned)(4 + i * 4), cells[i]);
    return list;
}

static inline void raw_subkeys(struct hive_bins *bins, uint32_t nk, uint32_t list, size_t count)
{
    raw_put(bins, nk, NK_SUBKEYS, (uint32_t)count);
    raw_put(bins, nk, NK_SUBKEY_LIST, list);
}

static inline void raw_values(struct hive_bins *bins, uint32_t nk, uint32_t list, size_t count)
{
    raw_put(bins, nk, NK_VALUES, (uint32_t)count);
    raw_put(bins, nk, NK_VALUE_LIST, list);
}

/* `size` with VK_INLINE: `data` are the data, else their cell. */
static inline uint32_t raw_vk(struct hive_bins *bins, const char *name, uint32_t size,
                              uint32_t data)
{
    uint32_t cell = hive_bins_cell(bins, VK_NAME + strlen(name));
    uint8_t *vk = hive_bins_at(bins, cell);
    memcpy(vk, "vk", 2);
    hive_put_u16(vk + VK_NAME_SIZE, (uint32_t)strlen(name));
    hive_put_u32(vk + VK_DATA_SIZE, size);
    hive_put_u32(vk + VK_DATA, data);
    hive_put_u32(vk + VK_TYPE, 3);
    hive_put_u16(vk + VK_FLAGS, *name ? VK_FLAG_COMPRESSED : 0);
    memcpy(vk + VK_NAME, name, strlen(name));
    return cell;
}

/* The whole file; the caller frees it, the bins are taken. */
static inline struct buf raw_file(struct hive_bins *bins, uint32_t root, uint32_t minor)
{
    uint8_t base[HIVE_BASE_SIZE] = {'r', 'e', 'g', 'f'};
    struct buf file = {0};
    hive_bins_finish(bins, 0);
    hive_put_u32(base + BASE_MAJOR, 1);
    hive_put_u32(base + BASE_MINOR, minor);
    hive_put_u32(base + BASE_FORMAT, 1);
    hive_put_u32(base + BASE_ROOT, root);
    hive_put_u32(base + BASE_BINS_SIZE, (uint32_t)bins->bytes.size);
    hive_put_u32(base + BASE_CLUSTER, 1);
    hive_put_u32(base + HIVE_CHECKSUM_AT, hive_checksum(base));
    buf_add(&file, base, sizeof base);
    buf_add(&file, bins->bytes.bytes, bins->bytes.size);
    buf_free(&bins->bytes);
    return file;
}

/* A cell of the file, for changes behind raw_file. */
static inline uint8_t *file_at(const struct buf *file, uint32_t cell)
{
    return file->bytes + HIVE_BASE_SIZE + cell + 4;
}

/* What came of reading a file. */
struct raw_reading {
    struct store *store;
    struct hive_facts facts;
    struct diags diags;
    regsim_status status;
};

static inline struct raw_reading raw_read(const struct buf *file, bool salvage)
{
    struct raw_reading reading = {.store = store_new()};
    struct hive_source source = {
        .name = "t", .bytes = file->bytes, .size = file->size, .salvage = salvage};
    reading.status = hive_read(&reading.facts, reading.store, store_root(reading.store), &source,
                               &reading.diags);
    return reading;
}

static inline bool says(const struct raw_reading *reading, const char *text)
{
    for (size_t i = 0; i < reading->diags.count; i++) {
        if (strstr(reading->diags.items[i].text, text))
            return true;
    }
    for (size_t i = 0; i < reading->diags.count; i++)
        print_message("said: %s\n", reading->diags.items[i].text);
    print_message("not said: %s\n", text);
    return false;
}

static inline void raw_reading_free(struct raw_reading *reading)
{
    store_free(reading->store);
    ustr_free(reading->facts.root_name);
    diags_free(&reading->diags);
}

#endif
