/*
 * The layout of REGF, for its reader, its recovery and its writer. Offsets of cells count from the
 * first hive bin, which starts at 4,096. A cell is an i32 size, negative where it is in use, and
 * what it holds:
 *
 *   nk  key            vk  value            sk  security descriptor, shared by keys
 *   lf, lh, li         lists of subkeys     ri  list of such lists
 *   db  big data       no signature: value lists, class names, data
 */
#ifndef REGSIM_FORMATS_HIVE_FORMAT_H
#define REGSIM_FORMATS_HIVE_FORMAT_H

#include "base/units.h"
#include "base/upcase_table.h"
#include "base/ustr.h"

#include <stdint.h>
#include <string.h>

enum {
    HIVE_BASE_SIZE = 4096,
    HIVE_BIN_HEADER = 32,
    HIVE_MIN_BIN = 4096,
    HIVE_CHECKSUM_AT = 508,
    HIVE_BIG_DATA = 16344, /* data beyond this are in segments, from version 1.4 on */
    HIVE_INLINE_MAX = 4,   /* data up to this stand in the vk itself */
    HIVE_SECTOR = 512,
    BASE_IDS_SIZE = 32,
    NK_SIGNATURE = 0x6B6E, /* "nk", "vk": no offset of a cell begins so */
    VK_SIGNATURE = 0x6B76,
};
#define HIVE_NONE UINT32_MAX /* no cell */

enum hive_base { /* offsets in the base block */
                 BASE_SEQUENCE_1 = 4,
                 BASE_SEQUENCE_2 = 8,
                 BASE_TIME = 12,
                 BASE_MAJOR = 20,
                 BASE_MINOR = 24,
                 BASE_TYPE = 28,
                 BASE_FORMAT = 32,
                 BASE_ROOT = 36,
                 BASE_BINS_SIZE = 40,
                 BASE_CLUSTER = 44,
                 BASE_NAME = 48,
                 BASE_IDS = 112, /* of its resource manager and its log: GUIDs */
                 BASE_FLAGS = 144,
};

enum hive_nk { /* offsets in a key's cell, after the size */
               NK_FLAGS = 2,
               NK_LAST_WRITE = 4,
               NK_PARENT = 16,
               NK_SUBKEYS = 20,
               NK_VOLATILE_SUBKEYS = 24,
               NK_SUBKEY_LIST = 28,
               NK_VOLATILE_LIST = 32,
               NK_VALUES = 36,
               NK_VALUE_LIST = 40,
               NK_SECURITY = 44,
               NK_CLASS = 48,
               NK_MAX_SUBKEY_NAME = 52,
               NK_MAX_CLASS = 56,
               NK_MAX_VALUE_NAME = 60,
               NK_MAX_VALUE_DATA = 64,
               NK_NAME_SIZE = 72,
               NK_CLASS_SIZE = 74,
               NK_NAME = 76,
};

enum hive_nk_flag {
    NK_FLAG_ROOT = 0x4,
    NK_FLAG_NO_DELETE = 0x8,
    NK_FLAG_LINK = 0x10,
    NK_FLAG_COMPRESSED = 0x20, /* the name is Latin-1 */
    NK_FLAG_PREDEFINED = 0x40, /* the value count is a handle */
};

enum hive_vk {
    VK_NAME_SIZE = 2,
    VK_DATA_SIZE = 4, /* the top bit: inline */
    VK_DATA = 8,
    VK_TYPE = 12,
    VK_FLAGS = 16,
    VK_NAME = 20,
};
enum { VK_FLAG_COMPRESSED = 1, VK_FLAG_TOMBSTONE = 2 };
#define VK_INLINE 0x80000000u

enum hive_sk {
    SK_NEXT = 4,
    SK_PREVIOUS = 8,
    SK_REFERENCES = 12,
    SK_SIZE = 16,
    SK_DESCRIPTOR = 20,
};

static inline uint16_t hive_u16(const uint8_t *b)
{
    return (uint16_t)(b[0] | b[1] << 8);
}

static inline uint32_t hive_u32(const uint8_t *b)
{
    return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

static inline uint64_t hive_u64(const uint8_t *b)
{
    return hive_u32(b) | (uint64_t)hive_u32(b + 4) << 32;
}

/* Of the first 508 bytes of a base block. */
static inline uint32_t hive_checksum(const uint8_t *base)
{
    uint32_t sum = 0;
    for (unsigned at = 0; at < HIVE_CHECKSUM_AT; at += 4)
        sum ^= hive_u32(base + at);
    return sum == UINT32_MAX ? UINT32_MAX - 1 : sum == 0 ? 1 : sum;
}

/* Whether the base block says that the last write was completed. */
static inline bool hive_is_clean(const uint8_t *base)
{
    return hive_checksum(base) == hive_u32(base + HIVE_CHECKSUM_AT) &&
           hive_u32(base + BASE_SEQUENCE_1) == hive_u32(base + BASE_SEQUENCE_2);
}

/* Of upcased units hash = hash * 37 + unit; as many as are no whole group first, for what comes
 * before the first unit counts as zeros. */
static inline uint32_t hive_name_hash_upcased(const char16_t *u, size_t count)
{
    const uint32_t base = 37;
    uint32_t hash = 0;
    size_t i = 0;
    for (; i < count % 4; i++)
        hash = hash * base + u[i];
    for (; i < count; i += 4) /* four at once: each product waits for the last */
        hash = hash * (base * base * base * base) + (u[i] * base + u[i + 1]) * (base * base) +
               (u[i + 2] * base + u[i + 3]);
    return hash;
}

/* The hash of a name in an lh list. */
static inline uint32_t hive_name_hash(struct ustr name)
{
    enum { AT_ONCE = 64 };
    char16_t upcased[AT_ONCE] = {0};
    if (name.count <= AT_ONCE && units_upcase_ascii(upcased, name.units, name.count))
        return hive_name_hash_upcased(upcased, name.count);
    uint32_t hash = 0;
    for (size_t i = 0; i < name.count; i++)
        hash = hash * 37 + upcase_lookup(name.units[i]);
    return hash;
}

#endif
