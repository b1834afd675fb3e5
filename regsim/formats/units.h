/*
 * Runs of units: finding the first of two, what scanning text spends its time on, so eight (SSE2)
 * or four (a word) are looked at together; and making them of Latin-1, what hives have names in.
 */
#ifndef REGSIM_FORMATS_UNITS_H
#define REGSIM_FORMATS_UNITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <uchar.h>

#ifdef __SSE2__
#include <emmintrin.h>

/* How many units before the first group that holds one of the two (or before the last, short one).
 */
static inline size_t units_skip(const char16_t *units, size_t count, char16_t a, char16_t b,
                                unsigned *found)
{
    size_t i = 0;
    __m128i wanted_a = _mm_set1_epi16((short)a), wanted_b = _mm_set1_epi16((short)b);
    for (; i + 8 <= count; i += 8) {
        __m128i group = _mm_loadu_si128((const __m128i *)(const void *)(units + i));
        __m128i hits =
            _mm_or_si128(_mm_cmpeq_epi16(group, wanted_a), _mm_cmpeq_epi16(group, wanted_b));
        unsigned mask = (unsigned)_mm_movemask_epi8(hits);
        if (mask) {
            *found = (unsigned)__builtin_ctz(mask) / 2;
            return i;
        }
    }
    return i;
}
#else
static inline size_t units_skip(const char16_t *units, size_t count, char16_t a, char16_t b,
                                unsigned *found)
{
    const uint64_t ones = UINT64_C(0x0001000100010001), tops = ones << 15;
    size_t i = 0;
    (void)found;
    for (uint64_t word; i + 4 <= count; i += 4) {
        memcpy(&word, units + i, sizeof word);
        uint64_t x = word ^ ones * a, y = word ^ ones * b;
        if ((((x - ones) & ~x) | ((y - ones) & ~y)) & tops)
            break;
    }
    return i;
}
#endif

/* Whether there is a unit below `limit`. */
static inline bool units_any_below(const char16_t *units, size_t count, char16_t limit)
{
    size_t i = 0;
#ifdef __SSE2__
    __m128i wanted = _mm_set1_epi16((short)limit), short_of = _mm_setzero_si128();
    for (; i + 8 <= count; i += 8) {
        __m128i group = _mm_loadu_si128((const __m128i *)(const void *)(units + i));
        short_of = _mm_or_si128(short_of, _mm_subs_epu16(wanted, group));
    }
    if (_mm_movemask_epi8(_mm_cmpeq_epi16(short_of, _mm_setzero_si128())) != 0xFFFF)
        return true;
#endif
    while (i < count && units[i] >= limit)
        i++;
    return i < count;
}

/* Latin-1 as units. */
static inline void units_widen(char16_t *out, const uint8_t *bytes, size_t count)
{
    size_t i = 0;
#ifdef __SSE2__
    for (; i + 8 <= count; i += 8) {
        __m128i eight = _mm_loadl_epi64((const __m128i *)(const void *)(bytes + i));
        _mm_storeu_si128((__m128i *)(void *)(out + i),
                         _mm_unpacklo_epi8(eight, _mm_setzero_si128()));
    }
#endif
    for (; i + 4 <= count; i += 4) {
        uint32_t four;
        memcpy(&four, bytes + i, sizeof four);
        uint64_t spread = (four | (uint64_t)four << 16) & UINT64_C(0x0000FFFF0000FFFF);
        spread = (spread | spread << 8) & UINT64_C(0x00FF00FF00FF00FF);
        memcpy(out + i, &spread, sizeof spread);
    }
    for (; i < count; i++)
        out[i] = bytes[i];
}

/* The index of the first unit that is `a` or `b`; `count` where there is none. */
static inline size_t units_find_either(const char16_t *units, size_t count, char16_t a, char16_t b)
{
    unsigned found = 0;
    size_t i = units_skip(units, count, a, b, &found) + found;
    while (i < count && units[i] != a && units[i] != b)
        i++;
    return i;
}

#endif
