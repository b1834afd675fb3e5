/*
 * What is looked for in all cells, because no reference leads there any more: the root key of a
 * hive whose base block is wrong, and the keys below what was lost.
 */
#include "formats/hive_cells.h"

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
    hive_unreached(h, cell, ubuf_view(&path));
    ubuf_free(&path);
}

void hive_list_unreached(struct hive_reader *h)
{
    h->key = KEY_NONE;
    for (uint32_t cell = 0; cell < h->bins_size; cell += 8) {
        if (hive_bit(h->seen, cell) || !nk_at(h, cell))
            continue;
        if (h->unreached++ < HIVE_UNREACHED_SHOWN)
            list(h, cell);
    }
}
