#include "formats/regfile_order.h"

#include "base/memory.h"

#include <string.h>

enum { NAMES_FIRST = 64, NAMES_KEPT = 1024, PROBES_MAX = 1000 };

static struct ustr component_at(struct ustr path, size_t start)
{
    size_t end = ustr_find(path, u'\\', start);
    return ustr_slice(path, start, end);
}

/* Where the first component starts that is not spelled the same in both. */
static size_t shared_components(struct ustr a, struct ustr b)
{
    size_t least = a.count < b.count ? a.count : b.count, start = 0, at = 0;
    while (at < least && a.units[at] == b.units[at]) {
        if (a.units[at++] == u'\\')
            start = at;
    }
    if (at == a.count && at < b.count && b.units[at] == u'\\')
        return at + 1;
    return start;
}

/* A table that grew is not cleared again for each key that follows. */
static void forget_names(struct regfile_order *order)
{
    if (order->name_capacity > NAMES_KEPT) {
        mem_free(order->names);
        order->names = NULL;
        order->name_capacity = 0;
    } else if (order->name_count) {
        memset(order->names, 0, order->name_capacity * sizeof *order->names);
    }
    order->name_count = 0;
}

/* rule reg.export-order: a key, then what is below it, siblings by their upcased names. */
bool regfile_order_key(struct regfile_order *order, struct ustr path)
{
    struct ustr last = ubuf_view(&order->path);
    size_t start = shared_components(last, path);
    bool next = !last.count || start > last.count ||
                (start < last.count && start < path.count &&
                 ustr_compare_nocase(component_at(last, start), component_at(path, start)) < 0);
    if (!next)
        return false;
    ubuf_clear(&order->path);
    ubuf_add(&order->path, path);
    forget_names(order);
    return true;
}

static uint64_t hash_of(struct ustr name)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325); /* FNV-1a, by units */
    for (size_t i = 0; i < name.count; i++)
        hash = (hash ^ ustr_upcase(name.units[i])) * UINT64_C(0x100000001b3);
    return hash ? hash : 1;
}

/* Where the hash is, or where it belongs; NULL: names were chosen so that this takes long. */
static uint64_t *place_of(uint64_t *names, size_t capacity, uint64_t hash)
{
    size_t at = hash ^ hash >> 32;
    for (size_t probes = 0; probes < PROBES_MAX; probes++, at++) {
        uint64_t *place = &names[at & (capacity - 1)];
        if (!*place || *place == hash)
            return place;
    }
    return NULL;
}

static bool grow(struct regfile_order *order)
{
    size_t capacity = order->name_capacity ? order->name_capacity * 2 : NAMES_FIRST;
    uint64_t *names = mem_calloc(capacity, sizeof *names);
    bool good = true;
    for (size_t i = 0; i < order->name_capacity && good; i++) {
        uint64_t hash = order->names[i], *place = hash ? place_of(names, capacity, hash) : NULL;
        good = !hash || place;
        if (place)
            *place = hash;
    }
    mem_free(order->names);
    order->names = names;
    order->name_capacity = capacity;
    return good;
}

bool regfile_order_value(struct regfile_order *order, struct ustr name)
{
    if (order->name_count * 2 >= order->name_capacity && !grow(order))
        return false;
    uint64_t hash = hash_of(name), *place = place_of(order->names, order->name_capacity, hash);
    if (!place || *place)
        return false;
    *place = hash;
    order->name_count++;
    return true;
}

void regfile_order_done(struct regfile_order *order)
{
    ubuf_free(&order->path);
    mem_free(order->names);
    *order = (struct regfile_order){0};
}
