/*
 * Marvin32, the hash of log entries: the input in words of 32 bits, closed by a byte 0x80, each
 * word mixed into two halves of state.
 */
#include "formats/hive_recover.h"

#include "formats/hive_format.h"

static uint32_t rotate(uint32_t word, unsigned bits)
{
    return word << bits | word >> (32 - bits);
}

static void mix(uint32_t *low, uint32_t *high, uint32_t word)
{
    *low += word;
    *high ^= *low;
    *low = rotate(*low, 20) + *high;
    *high = rotate(*high, 9) ^ *low;
    *low = rotate(*low, 27) + *high;
    *high = rotate(*high, 19);
}

uint64_t hive_marvin32(const uint8_t *bytes, size_t size)
{
    uint32_t low = 0x7A4E55C5, high = 0x82EF4D88; /* rule hive.new-log: seed 82EF4D887A4E55C5 */
    for (; size >= 4; bytes += 4, size -= 4)
        mix(&low, &high, hive_u32(bytes));
    uint32_t last = 0x80;
    while (size--)
        last = last << 8 | bytes[size];
    mix(&low, &high, last);
    mix(&low, &high, 0);
    return (uint64_t)high << 32 | low;
}
