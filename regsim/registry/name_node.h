/*
 * Inside the tree of names (registry/name_tree.h draws it): a node, its windows, and how names are
 * compared. Only name_tree*.c include this.
 */
#ifndef REGSIM_REGISTRY_NAME_NODE_H
#define REGSIM_REGISTRY_NAME_NODE_H

#include "base/units.h"
#include "base/upcase_table.h"
#include "registry/name_tree.h"
#include "registry/store_table.h"
#include "registry/value_list.h"

#include <string.h>

enum {
    NODE_MAX = 64,
    NODE_MIN = 2, /* smallest capacity: most keys have few children */
    WINDOW_UNITS = 8,
    WINDOW_OTHER = 0xFF, /* this unit or any above it: the window ends here, the names decide */
    SKIP_MIN = 4,        /* a skip costs a look at a name, so a short one does not pay */
    SKIP_MAX = 0xFFFF,
    TIGHTEN_MIN = 4, /* names from which on a node that gets full looks for what they share */
};

struct name_node {
    uint32_t references;
    uint32_t total; /* ids in this subtree */
    uint16_t count, capacity;
    uint16_t height; /* 0: a leaf */
    uint16_t skip;
    uint64_t windows[];
};

/* What is looked for: a name, or an id where the order is by id. */
struct probe {
    struct ustr name;
    uint32_t id;
    bool last; /* known to come after all that are there: nothing is searched */
};

static inline struct name_node **below_of(struct name_node *node)
{
    return (struct name_node **)(void *)(node->windows + node->capacity);
}

static inline uint32_t *ids_of(const struct name_node *node)
{
    struct name_node *mine = (struct name_node *)(uintptr_t)node;
    return node->height ? (uint32_t *)(void *)(below_of(mine) + node->capacity)
                        : (uint32_t *)(void *)(mine->windows + node->capacity);
}

static inline uint32_t *totals_of(const struct name_node *node)
{
    return ids_of(node) + node->capacity;
}

/* Names and windows. */

static inline struct ustr name_of(struct name_source source, uint32_t id)
{
    if (source.store)
        return body_name(body_of(source.store, id));
    return value_list_slot_name(source.values, id);
}

static inline bool by_id(struct name_source source)
{
    return !source.store && !source.values;
}

static inline struct probe probe_of(struct name_source source, uint32_t id)
{
    return (struct probe){by_id(source) ? (struct ustr){NULL, 0} : name_of(source, id), id, false};
}

#ifdef __SSE2__
/* Eight ASCII units, upcased, as eight bytes, the first one on top; false where one is not ASCII.
 */
static inline bool pack_ascii(uint64_t *out, __m128i group)
{
    __m128i beyond = _mm_srli_epi16(group, 7), zero = _mm_setzero_si128();
    if (_mm_movemask_epi8(_mm_cmpeq_epi16(beyond, zero)) != 0xFFFF)
        return false;
    __m128i upcased = units_upcase_group(group);
    uint64_t bytes;
    _mm_storel_epi64((__m128i *)(void *)&bytes, _mm_packus_epi16(upcased, upcased));
    *out = __builtin_bswap64(bytes);
    return true;
}

/* The window of ASCII units in a name of at least four: of a short rest the first four and the last
 * four, or only the last four. */
static inline bool window_of_ascii(uint64_t *out, struct ustr name, size_t skip)
{
    size_t rest = skip < name.count ? name.count - skip : 0;
    if (name.count < 4 || !rest)
        return false;
    if (rest >= WINDOW_UNITS)
        return pack_ascii(out, units_group(name.units + skip));
    if (rest < 4) {
        bool good = pack_ascii(out, units_four(name.units + name.count - 4));
        *out <<= 8 * (4 - rest);
        return good;
    }
    bool good = pack_ascii(out, units_short_group(name.units + skip, rest));
    *out = (*out & ~(uint64_t)UINT32_MAX) | (*out & UINT32_MAX) << 8 * (WINDOW_UNITS - rest);
    return good;
}
#else
static inline bool window_of_ascii(uint64_t *out, struct ustr name, size_t skip)
{
    (void)out, (void)name, (void)skip;
    return false;
}
#endif

static inline uint64_t window_at(struct ustr name, size_t skip)
{
    uint64_t window = 0;
    if (window_of_ascii(&window, name, skip))
        return window;
    size_t end = skip + WINDOW_UNITS;
    if (end > name.count)
        end = name.count;
    for (size_t i = skip, shift = 56; i < end; i++, shift -= 8) {
        char16_t unit = upcase_lookup(name.units[i]);
        if (unit >= WINDOW_OTHER)
            return window | (uint64_t)WINDOW_OTHER << shift;
        window |= (uint64_t)unit << shift;
    }
    return window;
}

/* Up to where names with this window are known to be the same. */
static inline size_t window_end(uint64_t window, size_t skip)
{
    uint8_t last = window & 0xFF;
    return last && last != WINDOW_OTHER ? skip + WINDOW_UNITS : skip;
}

static inline uint64_t window_of(const struct probe *probe, struct name_source source, size_t skip)
{
    return by_id(source) ? probe->id : window_at(probe->name, skip);
}

static inline size_t shared_units(struct ustr a, struct ustr b)
{
    size_t least = a.count < b.count ? a.count : b.count, at = 0;
    while (at < least &&
           (a.units[at] == b.units[at] || upcase_lookup(a.units[at]) == upcase_lookup(b.units[at])))
        at++;
    return at < SKIP_MAX ? at : SKIP_MAX;
}

/* ustr_compare_nocase, inlined: a lookup compares a few names to the end (rule name.sharp-s). */
static inline int compare_names(struct ustr a, struct ustr b, size_t from)
{
    size_t least = a.count < b.count ? a.count : b.count;
    for (size_t i = from; i < least; i++) {
        if (a.units[i] == b.units[i])
            continue;
        char16_t left = upcase_lookup(a.units[i]), right = upcase_lookup(b.units[i]);
        if (left != right)
            return left < right ? -1 : 1;
    }
    return (a.count > b.count) - (a.count < b.count);
}

/* The first entry that is not before the probe; *found tells whether it is the probe itself. */
size_t name_node_lower_bound(const struct name_node *node, struct name_source source,
                             const struct probe *probe, bool *found);
/* The subtree of an inner node in which the probe is or belongs. */
size_t name_node_subtree(const struct name_node *node, struct name_source source,
                         const struct probe *probe);

#endif
