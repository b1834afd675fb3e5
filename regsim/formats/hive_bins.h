/*
 * Internal to the hive writer: hive bins that cells are allocated in, one after another. A bin has
 * 4,096 bytes, or as many pages as one cell needs; what is left of it is a free cell.
 */
#ifndef REGSIM_FORMATS_HIVE_BINS_H
#define REGSIM_FORMATS_HIVE_BINS_H

#include "base/buf.h"
#include "formats/hive_format.h"

struct hive_bins {
    struct buf bytes;
    uint32_t at, end; /* the free rest of the last bin */
    bool full;        /* beyond 2 GiB: what a hive can hold */
};

/* A cell for `size` bytes, zeroed; its offset. hive_bins_at lends its content until the next
 * allocation. Once the bins are full every cell is the first one. */
uint32_t hive_bins_cell(struct hive_bins *bins, size_t size);
uint8_t *hive_bins_at(struct hive_bins *bins, uint32_t cell);
/* Makes the rest of the last bin a free cell, and gives the first bin its time. */
void hive_bins_finish(struct hive_bins *bins, uint64_t time);

static inline void hive_put_u16(uint8_t *to, uint32_t value)
{
    to[0] = (uint8_t)value;
    to[1] = (uint8_t)(value >> 8);
}

static inline void hive_put_u32(uint8_t *to, uint32_t value)
{
    hive_put_u16(to, value);
    hive_put_u16(to + 2, value >> 16);
}

static inline void hive_put_u64(uint8_t *to, uint64_t value)
{
    hive_put_u32(to, (uint32_t)value);
    hive_put_u32(to + 4, (uint32_t)(value >> 32));
}

#endif
