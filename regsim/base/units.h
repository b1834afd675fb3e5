/*
 * Runs of units: finding one of two, what scanning text spends its time on; and making them of
 * Latin-1, in which hives have their names. Eight are looked at together where there is SSE2.
 */
#ifndef REGSIM_BASE_UNITS_H
#define REGSIM_BASE_UNITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <uchar.h>

#ifdef __SSE2__
#include <emmintrin.h>

enum { UNITS_GROUP = 8 };

static inline __m128i units_group(const char16_t *units)
{
    return _mm_loadu_si128((const __m128i *)(const void *)units);
}

/* The `size` units after those at `i`: the last ones overlap the ones before, so that none is
 * looked at alone. `count`, which is at least `size`: there are none. */
static inline size_t units_next(size_t i, size_t count, size_t size)
{
    i += size;
    return i + size <= count ? i : i < count ? count - size : count;
}

/* All ones where a unit of the group is one of the two. */
static inline __m128i units_hits(const char16_t *units, __m128i a, __m128i b)
{
    __m128i group = units_group(units);
    return _mm_or_si128(_mm_cmpeq_epi16(group, a), _mm_cmpeq_epi16(group, b));
}
#endif

/* The index of the first unit that is `a` or `b`; `count` where there is none. */
static inline size_t units_find_either(const char16_t *units, size_t count, char16_t a, char16_t b)
{
    size_t i = 0;
#ifdef __SSE2__
    __m128i all_a = _mm_set1_epi16((short)a), all_b = _mm_set1_epi16((short)b);
    for (; i < count && count >= 2 * UNITS_GROUP; i = units_next(i, count, 2 * UNITS_GROUP)) {
        unsigned mask = (unsigned)_mm_movemask_epi8(
            _mm_packs_epi16(units_hits(units + i, all_a, all_b),
                            units_hits(units + i + UNITS_GROUP, all_a, all_b)));
        if (mask)
            return i + (unsigned)__builtin_ctz(mask);
    }
    for (; i < count && count >= UNITS_GROUP; i = units_next(i, count, UNITS_GROUP)) {
        unsigned mask = (unsigned)_mm_movemask_epi8(units_hits(units + i, all_a, all_b));
        if (mask)
            return i + (unsigned)__builtin_ctz(mask) / 2;
    }
#else
    const uint64_t ones = UINT64_C(0x0001000100010001), tops = ones << 15;
    for (uint64_t word; i + 4 <= count; i += 4) {
        memcpy(&word, units + i, sizeof word);
        uint64_t x = word ^ ones * a, y = word ^ ones * b;
        if ((((x - ones) & ~x) | ((y - ones) & ~y)) & tops)
            break;
    }
#endif
    while (i < count && units[i] != a && units[i] != b)
        i++;
    return i;
}

/* Whether there is a unit below `limit`. */
static inline bool units_any_below(const char16_t *units, size_t count, char16_t limit)
{
    size_t i = 0;
#ifdef __SSE2__
    __m128i wanted = _mm_set1_epi16((short)limit), zero = _mm_setzero_si128(), lacking = zero;
    for (; i < count && count >= UNITS_GROUP; i = units_next(i, count, UNITS_GROUP))
        lacking = _mm_or_si128(lacking, _mm_subs_epu16(wanted, units_group(units + i)));
    if (_mm_movemask_epi8(_mm_cmpeq_epi16(lacking, zero)) != 0xFFFF)
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
    for (; i < count && count >= UNITS_GROUP; i = units_next(i, count, UNITS_GROUP)) {
        __m128i eight = _mm_loadl_epi64((const __m128i *)(const void *)(bytes + i));
        _mm_storeu_si128((__m128i *)(void *)(out + i),
                         _mm_unpacklo_epi8(eight, _mm_setzero_si128()));
    }
#endif
    for (; i < count; i++)
        out[i] = bytes[i];
}

#endif
