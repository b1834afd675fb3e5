/*
 * The base block of a hive that is salvaged, where its own is damaged. A wrong signature alone is
 * put right: the checksum says that the rest is. Else the bins tell what they can, and what is
 * assumed is said.
 */
#include "formats/hive_base.h"

#include "base/memory.h"
#include "formats/hive_bins.h"

enum { FIRST_CELL = HIVE_BIN_HEADER, LF = 'l' | 'f' << 8, LH = 'l' | 'h' << 8 };

bool hive_bins_follow(const uint8_t *bytes, size_t size)
{
    return size >= HIVE_BASE_SIZE + HIVE_MIN_BIN && !memcmp(bytes + HIVE_BASE_SIZE, "hbin", 4) &&
           !hive_u32(bytes + HIVE_BASE_SIZE + 4);
}

/* What stands in the bins, as far as it can be told from what cells begin with. */
struct guess {
    uint32_t root; /* 0: no key is marked as one */
    size_t lf, lh;
    uint32_t end; /* of the last bin */
};

static struct guess look_at(const uint8_t *bins, size_t size)
{
    struct guess guess = {.end = HIVE_MIN_BIN};
    uint32_t most = size > INT32_MAX ? INT32_MAX & ~7u : (uint32_t)size & ~7u;
    for (uint32_t at = 0; at + 8 <= most; at += 8) {
        uint32_t bin =
            at % HIVE_MIN_BIN || memcmp(bins + at, "hbin", 4) || hive_u32(bins + at + 4) != at
                ? 0
                : hive_u32(bins + at + 8);
        if (bin && bin % HIVE_MIN_BIN == 0 && bin <= most - at)
            guess.end = at + bin;
        if (!(hive_u32(bins + at) & 0x80000000u))
            continue;
        uint16_t signature = hive_u16(bins + at + 4);
        guess.lf += signature == LF;
        guess.lh += signature == LH;
        if (!guess.root && signature == NK_SIGNATURE && hive_u16(bins + at + 6) & NK_FLAG_ROOT)
            guess.root = at;
    }
    return guess;
}

uint8_t *hive_put_signature(const uint8_t *bytes, size_t size)
{
    uint8_t *copy = mem_dup(bytes, size);
    memcpy(copy, "regf", 4);
    return copy;
}

void hive_rebuild_base(uint8_t *bytes, size_t size, const char *file, struct diags *diags)
{
    struct guess guess = look_at(bytes + HIVE_BASE_SIZE, size - HIVE_BASE_SIZE);
    uint32_t minor = guess.lf > guess.lh ? 3 : 5, root = guess.root ? guess.root : FIRST_CELL;
    memset(bytes, 0, HIVE_BASE_SIZE);
    memcpy(bytes, "regf", 4);
    hive_put_u32(bytes + BASE_SEQUENCE_1, 1);
    hive_put_u32(bytes + BASE_SEQUENCE_2, 1);
    hive_put_u32(bytes + BASE_MAJOR, 1);
    hive_put_u32(bytes + BASE_MINOR, minor);
    hive_put_u32(bytes + BASE_FORMAT, 1);
    hive_put_u32(bytes + BASE_ROOT, root);
    hive_put_u32(bytes + BASE_BINS_SIZE, guess.end);
    hive_put_u32(bytes + BASE_CLUSTER, 1);
    hive_put_u32(bytes + HIVE_CHECKSUM_AT, hive_checksum(bytes));
    diags_add(diags, DIAG_WARNING, file, 0, 0,
              "lost at file offset 0x0: the base block is damaged; assumed: version 1.%u, the root "
              "key in cell 0x%x, %u bytes of hive bins, no log",
              minor, root, guess.end);
}
