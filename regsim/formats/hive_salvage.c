/*
 * What is looked for in all cells, because no reference leads there any more: the root key of a
 * hive whose base block is wrong, and the keys below what was lost.
 */
#include "formats/hive_cells.h"

#include "base/memory.h"

#include <stdlib.h>

enum { NAMES_MAX = 16 };

static const uint8_t *nk_at(const struct hive_reader *h, uint32_t cell)
{
    struct hive_cell nk = hive_cell_find(h, cell, NK_NAME);
    bool good = nk.bytes && !memcmp(nk.bytes, "nk", 2) &&
                hive_u16(nk.bytes + NK_NAME_SIZE) <= nk.size - NK_NAME;
    return good ? nk.bytes : NULL;
}

static bool is_root(const uint8_t *nk)
{
    return hive_u16(nk + NK_FLAGS) & NK_FLAG_ROOT;
}

uint32_t hive_find_root(const struct hive_reader *h)
{
    for (uint32_t cell = 0; cell < h->bins_size; cell += 8) {
        const uint8_t *nk = nk_at(h, cell);
        if (nk && is_root(nk))
            return cell;
    }
    return 0;
}

bool hive_is_named_parent(const struct hive_reader *h, uint32_t cell)
{
    for (uint32_t at = 0; at < h->bins_size; at += 8) {
        const uint8_t *nk = nk_at(h, at);
        if (nk && hive_u32(nk + NK_PARENT) == cell)
            return true;
    }
    return false;
}

/* The names from the key upwards, as far as there are some: they may well go in circles. */
static void list(struct hive_reader *h, uint32_t cell)
{
    const uint8_t *chain[NAMES_MAX];
    size_t count = 0;
    for (uint32_t at = cell; count < NAMES_MAX; count++) {
        chain[count] = nk_at(h, at);
        if (!chain[count] || is_root(chain[count]))
            break;
        at = hive_u32(chain[count] + NK_PARENT);
    }
    struct ubuf path = {0};
    for (size_t i = count; i-- > 0;) {
        const uint8_t *nk = chain[i];
        ubuf_add(&path, hive_name(h, nk + NK_NAME, hive_u16(nk + NK_NAME_SIZE),
                                  hive_u16(nk + NK_FLAGS) & NK_FLAG_COMPRESSED));
        if (i)
            ubuf_put(&path, u'\\');
    }
    hive_unreached(h, cell, "key", ubuf_view(&path));
    ubuf_free(&path);
}

static const uint8_t *vk_at(const struct hive_reader *h, uint32_t cell)
{
    struct hive_cell vk = hive_cell_find(h, cell, VK_NAME);
    bool good = vk.bytes && hive_u16(vk.bytes) == VK_SIGNATURE &&
                hive_u16(vk.bytes + VK_NAME_SIZE) <= vk.size - VK_NAME;
    return good ? vk.bytes : NULL;
}

/* ---- values behind the end of a list ---- */

/* The cell that held values now deleted is left as it was: what it names behind its end counts only
 * where that is in use, and nobody else's. */
static void check_values(struct hive_reader *h, const struct hive_place *place)
{
    const uint8_t *nk = nk_at(h, place->cell);
    if (!nk) /* the root key, which is lost */
        return;
    uint32_t count = hive_u32(nk + NK_VALUES), offset = hive_u32(nk + NK_VALUE_LIST), more = 0;
    struct hive_cell list = hive_cell_find(h, offset, 4);
    uint32_t room = list.size / 4;
    if (!list.bytes || hive_u16(nk + NK_FLAGS) & NK_FLAG_PREDEFINED || count >= room ||
        !hive_spend(h, (uint64_t)(room - count) * 4))
        return;
    for (uint32_t i = count; i < room; i++) {
        uint32_t vk = hive_u32(list.bytes + i * 4);
        more += vk_at(h, vk) && !hive_bit(h->seen, vk);
    }
    if (!more)
        return;
    static const char text[] =
        "the value list in cell 0x%x holds %u values in use behind the %u that the key counts, %s";
    h->key = place->key;
    if (!h->salvage) {
        hive_odd(h, ODD_VALUE_COUNT, place->cell, text, offset, more, count, "not read");
        return;
    }
    hive_damaged(h, place->cell, text, offset, more, count, "and they are read");
    for (uint32_t i = count; i < room; i++) {
        uint32_t vk = hive_u32(list.bytes + i * 4);
        if (vk_at(h, vk) && !hive_bit(h->seen, vk))
            hive_read_value(h, place->key, vk);
    }
}

/* ---- keys that nothing leads to ---- */

struct orphan {
    uint32_t parent, cell;
};

static int by_parent(const void *a, const void *b)
{
    const struct orphan *x = a, *y = b;
    if (x->parent != y->parent)
        return x->parent < y->parent ? -1 : 1;
    return x->cell < y->cell ? -1 : x->cell > y->cell;
}

/* The first ones of these that name this parent. */
static void put_back_below(struct hive_reader *h, const struct hive_place *parent,
                           const struct orphan *orphans, size_t count)
{
    bool told = false;
    for (size_t i = 0; i < count && orphans[i].parent == parent->cell; i++) {
        if (hive_bit(h->seen, orphans[i].cell))
            continue;
        h->key = parent->key;
        if (!told)
            hive_damaged(h, parent->cell, "subkeys that its list does not lead to are put back");
        told = true;
        hive_put_back(h, parent, orphans[i].cell);
    }
}

/* Those whose parent lost its list, or has more subkeys than that holds, go below it: in order of
 * their cells. Keys that are put back may lack some in their turn, and follow at the end of
 * `places`; each is looked at once. */
static void put_back(struct hive_reader *h, struct orphan *orphans, size_t count)
{
    qsort(orphans, count, sizeof *orphans, by_parent);
    for (size_t p = 0; p < h->place_count; p++) {
        struct hive_place parent = h->places[p];
        size_t low = 0, high = count;
        while (parent.cut && low < high) {
            size_t middle = (low + high) / 2;
            if (orphans[middle].parent < parent.cell)
                low = middle + 1;
            else
                high = middle;
        }
        if (parent.cut)
            put_back_below(h, &parent, orphans + low, count - low);
    }
}

static bool is_cut_off(const struct hive_reader *h, uint32_t cell)
{
    return !hive_bit(h->seen, cell) && nk_at(h, cell);
}

/* Values of a key that is not read are lost with it: only the others are told by themselves. */
static void pass_values_of(struct hive_reader *h, uint32_t cell)
{
    const uint8_t *nk = nk_at(h, cell);
    uint32_t count = hive_u32(nk + NK_VALUES);
    struct hive_cell list = hive_cell_find(h, hive_u32(nk + NK_VALUE_LIST), 4);
    uint32_t room = list.bytes ? list.size / 4 : 0;
    if (count > room)
        count = room;
    if (!hive_spend(h, (uint64_t)count * 4))
        return;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t vk = hive_u32(list.bytes + i * 4);
        if (vk_at(h, vk))
            hive_bit_set(h->seen, vk);
    }
}

/* A vk cell names no key, so it cannot be put back: its name is all that can be told. */
static void list_values(struct hive_reader *h)
{
    for (uint32_t cell = 0; cell < h->bins_size; cell += 8) {
        const uint8_t *vk = hive_bit(h->seen, cell) ? NULL : vk_at(h, cell);
        if (!vk || h->unreached_values++ >= HIVE_UNREACHED_SHOWN)
            continue;
        struct ustr name = hive_name(h, vk + VK_NAME, hive_u16(vk + VK_NAME_SIZE),
                                     hive_u16(vk + VK_FLAGS) & VK_FLAG_COMPRESSED);
        hive_unreached(h, cell, "value", name.count ? name : USTR(u"(Default)"));
    }
}

/* Keys that were read and whose list is whole may be named as parent by keys that no list has:
 * Windows leaves such behind where it renames a key. So without a loss they are nothing to tell. */
static void list_cut_off(struct hive_reader *h)
{
    h->key = KEY_NONE;
    for (uint32_t cell = 0; cell < h->bins_size; cell += 8) {
        if (!is_cut_off(h, cell))
            continue;
        if (h->unreached++ < HIVE_UNREACHED_SHOWN)
            list(h, cell);
        pass_values_of(h, cell);
    }
    list_values(h);
}

void hive_check_unreached(struct hive_reader *h)
{
    struct orphan *orphans = NULL;
    size_t count = 0, capacity = 0, values = 0;
    for (uint32_t cell = 0; cell < h->bins_size; cell += 8) {
        values += !hive_bit(h->seen, cell) && vk_at(h, cell);
        if (!h->salvage || !is_cut_off(h, cell))
            continue;
        if (count == capacity)
            MEM_GROW(orphans, capacity, count + 1);
        orphans[count++] = (struct orphan){hive_u32(nk_at(h, cell) + NK_PARENT), cell};
    }
    if (count)
        put_back(h, orphans, count);
    mem_free(orphans);
    for (size_t p = 0; values && p < h->place_count; p++)
        check_values(h, &h->places[p]);
    if (h->lost)
        list_cut_off(h);
}
