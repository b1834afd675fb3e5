#include "formats/hive_bins.h"

#include "base/memory.h"

enum { PAGE = 4096, BINS_MAX = 0x7FFFF000 };

static void close_bin(struct hive_bins *bins)
{
    if (bins->at < bins->end)
        hive_put_u32(bins->bytes.bytes + bins->at, bins->end - bins->at);
    bins->at = bins->end;
}

/* rule hive.bins */
static void open_bin(struct hive_bins *bins, size_t cell_size)
{
    size_t size = (cell_size + HIVE_BIN_HEADER + PAGE - 1) / PAGE * PAGE, start = bins->bytes.size;
    struct buf *bytes = &bins->bytes;
    close_bin(bins);
    MEM_GROW(bytes->bytes, bytes->capacity, start + size);
    memset(bytes->bytes + start, 0, size);
    bytes->size = start + size;
    uint8_t *bin = bytes->bytes + start;
    memcpy(bin, "hbin", 4);
    hive_put_u32(bin + 4, (uint32_t)start);
    hive_put_u32(bin + 8, (uint32_t)size);
    bins->at = (uint32_t)start + HIVE_BIN_HEADER;
    bins->end = (uint32_t)(start + size);
}

/* rule hive.cells */
uint32_t hive_bins_cell(struct hive_bins *bins, size_t size)
{
    size_t whole = (size + 4 + 7) / 8 * 8;
    if (bins->full || whole > BINS_MAX - bins->bytes.size) {
        bins->full = true;
        return HIVE_BIN_HEADER;
    }
    if (whole > bins->end - bins->at)
        open_bin(bins, whole);
    uint32_t cell = bins->at;
    hive_put_u32(bins->bytes.bytes + cell, 0u - (uint32_t)whole);
    bins->at += (uint32_t)whole;
    return cell;
}

uint8_t *hive_bins_at(struct hive_bins *bins, uint32_t cell)
{
    return bins->bytes.bytes + cell + 4;
}

void hive_bins_finish(struct hive_bins *bins, uint64_t time)
{
    close_bin(bins);
    hive_put_u64(bins->bytes.bytes + 20, time);
}
