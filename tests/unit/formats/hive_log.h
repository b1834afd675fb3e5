/* Logs and base blocks of hives, made or changed by hand. */
#ifndef TESTS_UNIT_FORMATS_HIVE_LOG_H
#define TESTS_UNIT_FORMATS_HIVE_LOG_H

#include "check.h"

#include "formats/hive_bins.h"
#include "formats/hive_recover.h"

enum { LOG_ENTRIES_AT = 512, LOG_ENTRY_HEADER = 40 };

static inline void put_checksum_right(uint8_t *base)
{
    hive_put_u32(base + HIVE_CHECKSUM_AT, hive_checksum(base));
}

static inline void put_sequences(uint8_t *base, uint32_t primary, uint32_t secondary)
{
    hive_put_u32(base + BASE_SEQUENCE_1, primary);
    hive_put_u32(base + BASE_SEQUENCE_2, secondary);
    put_checksum_right(base);
}

static inline void put_hashes_right(uint8_t *entry)
{
    uint32_t size = hive_u32(entry + 4);
    hive_put_u64(entry + 24, hive_marvin32(entry + LOG_ENTRY_HEADER, size - LOG_ENTRY_HEADER));
    hive_put_u64(entry + 32, hive_marvin32(entry, 32));
}

#endif
