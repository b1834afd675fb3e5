/*
 * The cells of a hive. A bin is filled by its cells, one after another; a pass over all bins notes
 * where they start, and only there a cell may be referred to. So cells never overlap.
 *
 * Where a bin is damaged and the hive is read all the same (salvaged, or dirty without a log), any
 * place in it counts as a start: what refers there knows best.
 */
#include "formats/hive_cells.h"

#include "base/memory.h"
#include "base/units.h"

enum { PAGE = 4096, LINE = 64 }; /* bytes that are fetched ahead */

struct ustr hive_name(struct hive_reader *h, const uint8_t *bytes, uint32_t size, bool compressed)
{
    uint32_t count = compressed ? size : size / 2;
    if (count >= h->name.capacity)
        MEM_GROW(h->name.units, h->name.capacity, (size_t)count + 1);
    h->name.count = count;
    h->odd_name = hive_name_to(h->name.units, bytes, count, compressed, ' ', '\\');
    return ubuf_view(&h->name);
}

/* ---- bins ---- */

/* The size of the bin at `at`; 0: none is there. */
static uint32_t bin_size(const struct hive_reader *h, uint32_t at)
{
    const uint8_t *bin = h->bins + at;
    if (h->bins_size - at < HIVE_BIN_HEADER || memcmp(bin, "hbin", 4))
        return 0;
    uint32_t size = hive_u32(bin + 8);
    bool good = hive_u32(bin + 4) == at && size >= HIVE_MIN_BIN && size % HIVE_MIN_BIN == 0 &&
                size <= h->bins_size - at;
    return good ? size : 0;
}

static void any_may_start(struct hive_reader *h, uint32_t from, uint32_t to)
{
    for (uint32_t cell = from; cell < to; cell += 8)
        hive_bit_set(h->starts, cell);
}

/* What is wrong with the bins of a hive that is dirty, and that no log completed, is odd only: they
 * were still to be written. What refers there is still checked. */
static regsim_status bad_cell(struct hive_reader *h, uint32_t cell, uint32_t size, uint32_t left)
{
    static const char text[] = "a cell of %u bytes, where its hive bin has %u left";
    if (!h->unfinished)
        return hive_damaged(h, cell, text, size, left);
    hive_odd(h, ODD_FILE, cell, text, size, left);
    return regsim_ok();
}

static regsim_status no_bin(struct hive_reader *h, uint32_t at, uint32_t next)
{
    static const char text[] = "no hive bin where one should start: %u bytes without one";
    const uint8_t *bin = h->bins + at;
    if (h->unfinished && at) {
        hive_odd(h, ODD_FILE, at, text, next - at);
        return regsim_ok();
    }
    if (h->bins_size - at < HIVE_BIN_HEADER || memcmp(bin, "hbin", 4))
        return hive_damaged_bin(h, at, text, next - at);
    return hive_damaged_bin(h, at,
                            "a hive bin of %u bytes at 0x%x, in the wrong place or of a wrong size",
                            hive_u32(bin + 8), hive_u32(bin + 4));
}

/* Of one bin. What is noted is kept aside meanwhile: the bits may lie anywhere for all that the
 * compiler knows, also in the reader. */
static regsim_status map_cells(struct hive_reader *h, uint32_t at, uint32_t end)
{
    const uint8_t *bins = h->bins;
    uint8_t *starts = h->starts;
    size_t named = 0;
    for (uint32_t cell = at + HIVE_BIN_HEADER, size; cell < end; cell += size) {
        uint32_t raw = hive_u32(bins + cell);
        size = raw & 0x80000000u ? 0u - raw : raw;
        if (size < 8 || size % 8 || size > end - cell) {
            h->named += named;
            any_may_start(h, cell, end);
            return bad_cell(h, cell, size, end - cell);
        }
        hive_bit_set(starts, cell);
        uint16_t signature = hive_u16(bins + cell + 4);
        bool known = (signature == NK_SIGNATURE) | (signature == VK_SIGNATURE);
        named += known & raw >> 31;
        if (h->bins_size - cell > PAGE + LINE) { /* this pass is the first to touch the file */
            __builtin_prefetch(bins + cell + PAGE);
            __builtin_prefetch(bins + cell + PAGE + LINE);
        }
    }
    h->named += named;
    return regsim_ok();
}

/* Where the next bin starts, behind a place where none does. */
static uint32_t next_bin(const struct hive_reader *h, uint32_t at)
{
    do {
        at = h->bins_size - at > HIVE_MIN_BIN ? at + HIVE_MIN_BIN : h->bins_size;
    } while (at < h->bins_size && !bin_size(h, at));
    return at;
}

regsim_status hive_map_bins(struct hive_reader *h)
{
    h->starts = mem_calloc((size_t)h->bins_size / 64 + 1, 1);
    for (uint32_t at = 0; at < h->bins_size;) {
        uint32_t size = bin_size(h, at), next = size ? at + size : next_bin(h, at);
        REGSIM_TRY(hive_go_on(h, size ? map_cells(h, at, next) : no_bin(h, at, next)));
        if (!size)
            any_may_start(h, at, next);
        at = next;
    }
    return regsim_ok();
}

/* ---- cells ---- */

void hive_cell_missing(struct hive_reader *h, uint32_t offset, uint32_t least, const char *what)
{
    if (offset % 8 || offset >= h->bins_size) {
        hive_damaged(h, offset, "%s is outside of the hive bins", what);
        return;
    }
    uint32_t raw = hive_u32(h->bins + offset), used = 0u - raw;
    if (!hive_bit(h->starts, offset))
        hive_damaged(h, offset, "%s is where no cell starts", what);
    else if (!(raw & 0x80000000u))
        hive_damaged(h, offset, "%s is in a cell that is free", what);
    else if (used > h->bins_size - offset || used < 8)
        hive_damaged(h, offset, "%s has a cell of %u bytes, which leaves the hive bins", what,
                     used);
    else
        hive_damaged(h, offset, "%s is cut: its cell has %u bytes, it needs %u", what, used - 4,
                     least);
}
