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

static inline __m128i units_four(const char16_t *units) /* and four zeros */
{
    return _mm_loadl_epi64((const __m128i *)(const void *)units);
}

/* Of four to seven units the first four and the last four, which may be partly the same. */
static inline __m128i units_short_group(const char16_t *units, size_t count)
{
    return _mm_unpacklo_epi64(units_four(units), units_four(units + count - 4));
}

/* All ones where a unit of the group is one of the two. */
static inline __m128i units_hits_in(__m128i group, __m128i a, __m128i b)
{
    return _mm_or_si128(_mm_cmpeq_epi16(group, a), _mm_cmpeq_epi16(group, b));
}

static inline __m128i units_hits(const char16_t *units, __m128i a, __m128i b)
{
    return units_hits_in(units_group(units), a, b);
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
    if (count >= 4 && count < UNITS_GROUP) {
        lacking = _mm_subs_epu16(wanted, units_short_group(units, count));
        i = count;
    }
    if (_mm_movemask_epi8(_mm_cmpeq_epi16(lacking, zero)) != 0xFFFF)
        return true;
#endif
    while (i < count && units[i] >= limit)
        i++;
    return i < count;
}

#ifdef __SSE2__
/* Sixteen bytes: as units at `low` and `high`, eight each; a bit for each that is below `limit` or
 * is `other`. */
static inline unsigned units_widen_group(char16_t *low, char16_t *high, __m128i bytes,
                                         uint8_t limit, uint8_t other)
{
    __m128i zero = _mm_setzero_si128();
    __m128i enough = _mm_cmpeq_epi8(_mm_subs_epu8(_mm_set1_epi8((char)limit), bytes), zero);
    __m128i good = _mm_andnot_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)other)), enough);
    _mm_storeu_si128((__m128i *)(void *)low, _mm_unpacklo_epi8(bytes, zero));
    _mm_storeu_si128((__m128i *)(void *)high, _mm_unpackhi_epi8(bytes, zero));
    return ~(unsigned)_mm_movemask_epi8(good) & 0xFFFF;
}

static inline __m128i units_eight_bytes(const uint8_t *bytes)
{
    return _mm_loadl_epi64((const __m128i *)(const void *)bytes);
}
#endif

/* Latin-1 as units; whether one of them is below `limit`, or is `other`. Names are mostly of eight
 * to sixteen: those are two groups that overlap, without a loop. */
static inline bool units_widen(char16_t *out, const uint8_t *bytes, size_t count, uint8_t limit,
                               uint8_t other)
{
    size_t i = 0;
    unsigned odd = 0;
#ifdef __SSE2__
    if (count >= UNITS_GROUP) {
        for (; i + 2 * UNITS_GROUP < count; i += 2 * UNITS_GROUP)
            odd |= units_widen_group(out + i, out + i + UNITS_GROUP,
                                     _mm_loadu_si128((const __m128i *)(const void *)(bytes + i)),
                                     limit, other);
        size_t last = count - UNITS_GROUP;
        i = i < last ? i : last;
        odd |= units_widen_group(
            out + i, out + last,
            _mm_unpacklo_epi64(units_eight_bytes(bytes + i), units_eight_bytes(bytes + last)),
            limit, other);
        return odd;
    }
    if (count >= 4) {
        char16_t eight[8], none[8];
        int first, last;
        memcpy(&first, bytes, 4);
        memcpy(&last, bytes + count - 4, 4);
        odd = units_widen_group(
            eight, none, _mm_unpacklo_epi32(_mm_cvtsi32_si128(first), _mm_cvtsi32_si128(last)),
            limit, other);
        memcpy(out, eight, 8);
        memcpy(out + count - 4, eight + 4, 8);
        return odd & 0xFF;
    }
#endif
    for (; i < count; i++) {
        out[i] = bytes[i];
        odd |= bytes[i] < limit || bytes[i] == other;
    }
    return odd;
}

#ifdef __SSE2__
static inline __m128i units_upcase_group(__m128i group)
{
    __m128i letters = _mm_and_si128(_mm_cmpgt_epi16(group, _mm_set1_epi16('a' - 1)),
                                    _mm_cmplt_epi16(group, _mm_set1_epi16('z' + 1)));
    return _mm_sub_epi16(group, _mm_and_si128(letters, _mm_set1_epi16('a' - 'A')));
}
#endif

/* The units, upcased; false where one is not ASCII: then `out` says nothing. */
static inline bool units_upcase_ascii(char16_t *out, const char16_t *units, size_t count)
{
    size_t i = 0;
    char16_t all = 0;
#ifdef __SSE2__
    __m128i group = _mm_setzero_si128(), any = group;
    for (; i < count && count >= UNITS_GROUP; i = units_next(i, count, UNITS_GROUP)) {
        group = units_group(units + i);
        any = _mm_or_si128(any, group);
        _mm_storeu_si128((__m128i *)(void *)(out + i), units_upcase_group(group));
    }
    if (count >= 4 && count < UNITS_GROUP) {
        any = units_short_group(units, count);
        group = units_upcase_group(any);
        _mm_storel_epi64((__m128i *)(void *)out, group);
        _mm_storel_epi64((__m128i *)(void *)(out + count - 4), _mm_unpackhi_epi64(group, group));
        i = count;
    }
    any = _mm_srli_epi16(any, 7);
    if (_mm_movemask_epi8(_mm_cmpeq_epi16(any, _mm_setzero_si128())) != 0xFFFF)
        return false;
#endif
    for (; i < count; i++) {
        out[i] = (char16_t)(units[i] - (units[i] >= u'a' && units[i] <= u'z' ? 0x20 : 0));
        all |= units[i];
    }
    return all < 0x80;
}

#endif
