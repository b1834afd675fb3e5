/*
 * Reads a hive: walks the keys from the root. Subkeys must come sorted by upcased name; where they
 * do, they are added without a look-up.
 *
 * Strict: a reference that leads nowhere is an error; salvaged, it is a loss, and what comes after
 * it is read. Bounded: a key is read once; a cell costs of a budget what it holds each time that it
 * is used, and the budget is the size of the bins, in which cells that are used once have room.
 */
#include "formats/hive_cells.h"

#include "base/memory.h"
#include "base/units.h"

#include <stdio.h>

enum { KEY_NAME_MAX = 256 };

/* Of the subkeys of one key, while they are read. */
struct siblings {
    key_id parent;
    key_id last; /* that sorts last so far */
    uint32_t count, max_name, max_class;
    bool put_back; /* no list led to them: they come in no order */
};

/* One element of a list of subkeys. */
struct element {
    uint32_t cell;
    const uint8_t *hint; /* four bytes; NULL: an li list has none */
    bool hashed;         /* the hint is a hash */
};

/* ---- keys ---- */

static regsim_status read_class(struct hive_reader *h, key_id key, const uint8_t *nk)
{
    uint32_t size = hive_u16(nk + NK_CLASS_SIZE), cell = hive_u32(nk + NK_CLASS);
    if (!size || cell == HIVE_NONE)
        return regsim_ok();
    if (!hive_spend(h, size))
        return hive_damaged(h, cell, "keys that share class names hold more than the file does");
    struct hive_cell class = hive_cell_at(h, cell, size, "a class name");
    if (!class.bytes)
        return regsim_failed(REGSIM_INVALID);
    store_class_set(h->store, key, hive_name(h, class.bytes, size, false));
    return regsim_ok();
}

static regsim_status read_subkeys(struct hive_reader *h, key_id key, uint32_t cell,
                                  const uint8_t *nk, uint32_t *listed);

static void note_place(struct hive_reader *h, key_id key, uint32_t cell)
{
    if (h->place_count == h->place_capacity)
        MEM_GROW(h->places, h->place_capacity, h->place_count + 1);
    h->places[h->place_count++] = (struct hive_place){cell, key, false};
}

/* Whether there are subkeys to read. A list counts though the key says 0, if it leads to subkeys of
 * this key: what a cell that was used again says of others does not. */
static bool has_subkeys(const struct hive_reader *h, uint32_t cell, const uint8_t *nk)
{
    uint32_t offset = hive_u32(nk + NK_SUBKEY_LIST);
    if (hive_u32(nk + NK_SUBKEYS))
        return true;
    if (offset == HIVE_NONE)
        return false;
    struct hive_cell list = hive_cell_find(h, offset, 8);
    if (list.bytes && !memcmp(list.bytes, "ri", 2))
        list = hive_cell_find(h, hive_u32(list.bytes + 4), 8);
    if (!list.bytes || list.bytes[0] != 'l' || !hive_u16(list.bytes + 2))
        return false;
    struct hive_cell child = hive_cell_find(h, hive_u32(list.bytes + 4), NK_NAME);
    return child.bytes && hive_u16(child.bytes) == NK_SIGNATURE &&
           hive_u32(child.bytes + NK_PARENT) == cell;
}

/* Everything of a key but its name. */
static regsim_status read_key_body(struct hive_reader *h, key_id key, uint32_t cell,
                                   const uint8_t *nk)
{
    size_t place = h->place_count;
    h->key = key;
    h->path[h->depth] = cell;
    note_place(h, key, cell);
    if (hive_u16(nk + NK_FLAGS) & NK_FLAG_LINK)
        store_flags_set(h->store, key, KEY_LINK);
    REGSIM_TRY(hive_go_on(h, read_class(h, key, nk)));
    REGSIM_TRY(hive_go_on(h, hive_read_security(h, key, hive_u32(nk + NK_SECURITY))));
    REGSIM_TRY(hive_go_on(h, hive_read_values(h, key, cell, nk)));
    if (!has_subkeys(h, cell, nk))
        return regsim_ok();
    if (h->depth == HIVE_DEPTH_MAX)
        return hive_damaged(h, cell, "a key more than %d levels deep", HIVE_DEPTH_MAX);
    h->depth++;
    uint32_t listed = 0;
    regsim_status status = read_subkeys(h, key, cell, nk, &listed);
    h->places[place].cut = !regsim_is_ok(status) || listed < hive_u32(nk + NK_SUBKEYS);
    h->depth--;
    return status;
}

/* The nk cell, its name in h->name. */
static const uint8_t *take_nk(struct hive_reader *h, uint32_t cell)
{
    struct hive_cell nk = hive_cell_at(h, cell, NK_NAME, "a key");
    if (!nk.bytes)
        return NULL;
    uint32_t name_size = hive_u16(nk.bytes + NK_NAME_SIZE);
    if (memcmp(nk.bytes, "nk", 2)) {
        hive_damaged(h, cell, "a key without the signature nk");
        return NULL;
    }
    if (name_size > nk.size - NK_NAME) {
        hive_damaged(h, cell, "the name of a key leaves its cell");
        return NULL;
    }
    if (!hive_spend(h, NK_NAME + name_size)) {
        hive_damaged(h, cell, "lists that share keys hold more than the file does");
        return NULL;
    }
    hive_name(h, nk.bytes + NK_NAME, name_size, hive_u16(nk.bytes + NK_FLAGS) & NK_FLAG_COMPRESSED);
    return nk.bytes;
}

static bool is_ancestor(const struct hive_reader *h, uint32_t cell)
{
    for (uint32_t i = 0; i < h->depth; i++) {
        if (h->path[i] == cell)
            return true;
    }
    return false;
}

/* Whether the hint in a list is that of the name. An lf list has four characters, or none where
 * they are not Latin-1. */
static bool hint_is_right(const struct element *element, struct ustr name)
{
    if (element->hashed)
        return hive_u32(element->hint) == hive_name_hash(name);
    for (size_t i = 0; i < 4 && element->hint[0]; i++) {
        char16_t unit = i < name.count ? name.units[i] : 0;
        if (ustr_upcase(element->hint[i]) != ustr_upcase(unit))
            return false;
    }
    return true;
}

/* Names that a hive can hold and programs trip over. */
static void check_name(struct hive_reader *h, uint32_t cell, struct ustr name)
{
    if (units_find_either(name.units, name.count, u'\\', u'\\') < name.count)
        hive_odd_name(h, ODD_KEY_NAME, cell, "a key whose name holds a backslash:");
    if (units_any_below(name.units, name.count, u' '))
        hive_odd_name(h, ODD_KEY_NAME, cell, "a key whose name holds a control character:");
    if (name.count > KEY_NAME_MAX)
        hive_odd_name(h, ODD_KEY_NAME, cell, "a key whose name has more than 256 characters:");
}

/* Whether the key may be added below its parent; what keeps it out is told. */
static regsim_status may_be_added(bool *out, struct hive_reader *h, const struct siblings *s,
                                  uint32_t cell, int order)
{
    struct ustr name = ubuf_view(&h->name);
    bool seen = hive_reach(h, cell);
    *out = false;
    if (!name.count)
        return hive_damaged(h, cell, "a key without a name");
    if (seen && is_ancestor(h, cell))
        return hive_damaged(h, cell, "a key that is below itself");
    if ((order >= 0 || seen) && store_child_find(h->store, s->parent, name))
        hive_odd_name(h, ODD_SECOND_KEY, cell, "a second key of the same name, left out:");
    else if (seen)
        hive_odd_name(h, ODD_SHARED_KEY, cell, "a key that is below another key too, left out:");
    else
        *out = true;
    return regsim_ok();
}

static regsim_status read_subkey(struct hive_reader *h, struct siblings *s,
                                 const struct element *element)
{
    uint32_t cell = element->cell;
    const uint8_t *nk = take_nk(h, cell);
    if (!nk)
        return regsim_failed(REGSIM_INVALID);
    struct ustr name = ubuf_view(&h->name);
    int order = s->put_back ? 1
                : s->last   ? ustr_compare_nocase(store_name(h->store, s->last), name)
                            : -1;
    bool add;
    REGSIM_TRY(may_be_added(&add, h, s, cell, order));
    if (!add)
        return regsim_ok();
    if (s->put_back)
        hive_odd_name(h, ODD_PUT_BACK, cell, "a subkey that was put back:");
    else if (order >= 0)
        hive_odd_name(h, ODD_ORDER, cell, "a key in the wrong order, which Windows may not find:");
    if (element->hint && !hint_is_right(element, name))
        hive_odd_name(h, ODD_HINT, cell, "a key with a wrong hint, which Windows may not find:");
    if (hive_u32(nk + NK_PARENT) != h->path[h->depth - 1])
        hive_odd_name(h, ODD_PARENT, cell, "a key that names another parent:");
    if (h->odd_name || name.count > KEY_NAME_MAX)
        check_name(h, cell, name);
    uint32_t class = hive_u16(nk + NK_CLASS_SIZE);
    s->max_name = name.count * 2 > s->max_name ? (uint32_t)name.count * 2 : s->max_name;
    s->max_class = class > s->max_class ? class : s->max_class;
    filetime written = hive_u64(nk + NK_LAST_WRITE);
    key_id key = order < 0 ? store_key_append(h->store, s->parent, name, written, s->count)
                           : store_key_add(h->store, s->parent, name, 0, written);
    if (order < 0)
        s->last = key;
    regsim_status status = read_key_body(h, key, cell, nk);
    h->key = s->parent;
    return status;
}

/* ---- lists of subkeys ---- */

/* How many elements of `step` bytes the list holds; where it says more than that, *count is what
 * its cell holds, and it is damaged. */
static regsim_status count_elements(uint32_t *count, struct hive_reader *h, uint32_t offset,
                                    struct hive_cell list, uint32_t step)
{
    uint32_t stated = hive_u16(list.bytes + 2), most = (list.size - 4) / step;
    *count = stated < most ? stated : most;
    if (!hive_spend(h, *count * step)) {
        *count = 0;
        return hive_damaged(h, offset, "lists that keys share hold more than the file does");
    }
    return stated > most
               ? hive_damaged(h, offset, "a list of %u, whose cell has room for %u", stated, most)
               : regsim_ok();
}

/* A leaf: li has offsets, lf and lh have offsets with a hint (rule hive.lists). */
static regsim_status read_leaf(struct hive_reader *h, struct siblings *s, uint32_t offset)
{
    struct hive_cell list = hive_cell_at(h, offset, 4, "a list of subkeys");
    if (!list.bytes)
        return regsim_failed(REGSIM_INVALID);
    bool plain = !memcmp(list.bytes, "li", 2), hashed = !memcmp(list.bytes, "lh", 2);
    if (!plain && !hashed && memcmp(list.bytes, "lf", 2))
        return hive_damaged(h, offset, "a list of subkeys with an unknown signature");
    uint32_t step = plain ? 4 : 8, count;
    REGSIM_TRY(hive_go_on(h, count_elements(&count, h, offset, list, step)));
    s->count += count;
    for (uint32_t i = 0; i < count; i++) {
        const uint8_t *at = list.bytes + 4 + i * step;
        struct element element = {hive_u32(at), plain ? NULL : at + 4, hashed};
        REGSIM_TRY(hive_go_on(h, read_subkey(h, s, &element)));
    }
    return regsim_ok();
}

/* An index: offsets of leaves, never of another index. */
static regsim_status read_index(struct hive_reader *h, struct siblings *s, uint32_t offset,
                                struct hive_cell list)
{
    uint32_t count;
    REGSIM_TRY(hive_go_on(h, count_elements(&count, h, offset, list, 4)));
    for (uint32_t i = 0; i < count; i++)
        REGSIM_TRY(hive_go_on(h, read_leaf(h, s, hive_u32(list.bytes + 4 + i * 4))));
    return regsim_ok();
}

static void check_siblings(struct hive_reader *h, const struct siblings *s, uint32_t cell,
                           const uint8_t *nk)
{
    uint32_t stated = hive_u32(nk + NK_SUBKEYS);
    if (stated != s->count)
        hive_odd(h, ODD_SUBKEY_COUNT, cell, "%u subkeys, where the key says %u", s->count, stated);
    if (s->max_name > hive_u16(nk + NK_MAX_SUBKEY_NAME))
        hive_odd(h, ODD_MAXIMUM, cell, "a subkey's name has %u bytes, the key says at most %u",
                 s->max_name, hive_u16(nk + NK_MAX_SUBKEY_NAME));
    if (s->max_class > hive_u32(nk + NK_MAX_CLASS))
        hive_odd(h, ODD_MAXIMUM, cell, "a subkey's class has %u bytes, the key says at most %u",
                 s->max_class, hive_u32(nk + NK_MAX_CLASS));
}

static regsim_status read_subkeys(struct hive_reader *h, key_id key, uint32_t cell,
                                  const uint8_t *nk, uint32_t *listed)
{
    struct siblings siblings = {.parent = key};
    uint32_t offset = hive_u32(nk + NK_SUBKEY_LIST);
    struct hive_cell list = hive_cell_find(h, offset, 4);
    if (!list.bytes) {
        char what[64];
        snprintf(what, sizeof what, "the list of %u subkeys", hive_u32(nk + NK_SUBKEYS));
        hive_cell_at(h, offset, 4, what); /* says what is wrong */
        return regsim_failed(REGSIM_INVALID);
    }
    if (!memcmp(list.bytes, "ri", 2))
        REGSIM_TRY(read_index(h, &siblings, offset, list));
    else
        REGSIM_TRY(read_leaf(h, &siblings, offset));
    check_siblings(h, &siblings, cell, nk);
    *listed = siblings.count;
    return regsim_ok();
}

regsim_status hive_put_back(struct hive_reader *h, const struct hive_place *parent, uint32_t cell)
{
    struct siblings siblings = {.parent = parent->key, .put_back = true};
    struct element element = {.cell = cell};
    uint32_t depth = 1;
    for (key_id key = parent->key; key != h->top; key = store_parent(h->store, key))
        depth++;
    h->key = parent->key;
    if (depth > HIVE_DEPTH_MAX)
        return hive_damaged(h, cell, "a key more than %d levels deep", HIVE_DEPTH_MAX);
    for (uint32_t i = 0; i < depth; i++) /* the others cannot lead here: they were read */
        h->path[i] = HIVE_NONE;
    h->path[depth - 1] = parent->cell;
    h->depth = depth;
    return read_subkey(h, &siblings, &element);
}

/* ---- the file ---- */

/* The root key where the base block says, though it lacks the signature: marked as a root, with a
 * name that fits. */
static const uint8_t *unsigned_root(struct hive_reader *h, uint32_t root)
{
    struct hive_cell cell = hive_cell_find(h, root, NK_NAME);
    if (!cell.bytes || !(hive_u16(cell.bytes + NK_FLAGS) & NK_FLAG_ROOT))
        return NULL;
    uint32_t name_size = hive_u16(cell.bytes + NK_NAME_SIZE);
    if (name_size > cell.size - NK_NAME || !hive_spend(h, NK_NAME + name_size))
        return NULL;
    hive_name(h, cell.bytes + NK_NAME, name_size,
              hive_u16(cell.bytes + NK_FLAGS) & NK_FLAG_COMPRESSED);
    return cell.bytes;
}

/* The root key of a hive that is salvaged; NULL: it is lost. */
static const uint8_t *salvage_root(struct hive_reader *h, uint32_t *root)
{
    const uint8_t *nk = unsigned_root(h, *root);
    if (nk)
        return nk;
    uint32_t found = hive_find_root(h);
    nk = found ? take_nk(h, found) : NULL;
    *root = nk ? found : *root;
    return nk;
}

/* Nothing is known of it but where it was: what names it as its parent is put back below it. */
static regsim_status read_lost_root(struct hive_reader *h, uint32_t root)
{
    if (root % 8 || root >= h->bins_size || !hive_is_named_parent(h, root))
        return diags_invalid(h->diags, h->file, "no root key: nothing can be reached");
    h->key = h->top;
    note_place(h, h->top, root);
    h->places[0].cut = true;
    hive_damaged(h, root,
                 "its values, class and descriptor; keys that name it as their parent are "
                 "put back");
    return regsim_ok();
}

static regsim_status read_root(struct hive_reader *h, struct ustr *root_name, uint32_t root)
{
    const uint8_t *nk = take_nk(h, root);
    if (!nk && h->salvage)
        nk = salvage_root(h, &root);
    if (!nk && h->salvage)
        return read_lost_root(h, root);
    if (!nk)
        return regsim_failed(REGSIM_INVALID);
    *root_name = ustr_dup(ubuf_view(&h->name));
    hive_reach(h, root);
    store_touch(h->store, h->top, hive_u64(nk + NK_LAST_WRITE));
    h->key = h->top;
    if (!(hive_u16(nk + NK_FLAGS) & NK_FLAG_ROOT))
        hive_odd(h, ODD_KEY_KIND, root, "the root key is not marked as one");
    REGSIM_TRY(hive_go_on(h, read_key_body(h, h->top, root, nk)));
    h->key = KEY_NONE;
    hive_check_securities(h, hive_u32(nk + NK_SECURITY));
    return regsim_ok();
}

/* The bins that the base block states, or what there is of them. */
static regsim_status measure(struct hive_reader *h, size_t held)
{
    uint32_t stated = h->bins_size;
    if (stated < HIVE_MIN_BIN && !h->salvage)
        return diags_invalid(h->diags, h->file,
                             "file offset 0x%x: %u bytes of hive bins: there is no whole one",
                             BASE_BINS_SIZE, stated);
    if (stated < HIVE_MIN_BIN || stated > held)
        h->bins_size = held > INT32_MAX ? INT32_MAX & ~7u : (uint32_t)held & ~7u;
    if (stated > held && h->unfinished)
        hive_odd(h, ODD_FILE, h->bins_size, "the file ends here, and should hold %u bytes more",
                 stated - h->bins_size);
    else if (h->bins_size != stated)
        return hive_go_on(h, hive_damaged_bin(h, h->bins_size,
                                              "a truncated hive: it should hold %u bytes of hive "
                                              "bins, and holds %zu",
                                              stated, held));
    return regsim_ok();
}

/* A file may be longer than its bins; Windows leaves zeros there, and now and then what was. */
static void check_rest(struct hive_reader *h, size_t held)
{
    size_t at = h->bins_size;
    while (at < held && !h->bins[at])
        at++;
    if (at < held)
        hive_odd(h, ODD_FILE, (uint32_t)at, "%zu bytes behind the last hive bin, not read",
                 held - h->bins_size);
}

static regsim_status read_file(struct hive_reader *h, struct ustr *root_name, size_t held,
                               uint32_t root)
{
    REGSIM_TRY(measure(h, held));
    check_rest(h, held);
    REGSIM_TRY(hive_map_bins(h));
    h->budget = h->bins_size;
    h->seen = mem_calloc((size_t)h->bins_size / 64 + 1, 1);
    regsim_status status = read_root(h, root_name, root);
    if (regsim_is_ok(status) && (h->lost || h->named != h->reached))
        hive_check_unreached(h);
    return status;
}

regsim_status hive_read_image(struct ustr *root_name, size_t *lost, struct store *store, key_id top,
                              const struct hive_image *image, struct diags *diags)
{
    struct hive_reader h = {
        .file = image->file,
        .bins = image->bytes + HIVE_BASE_SIZE,
        .bins_size = hive_u32(image->bytes + BASE_BINS_SIZE),
        .minor = hive_u32(image->bytes + BASE_MINOR),
        .salvage = image->salvage,
        .unfinished = image->unfinished,
        .store = store,
        .top = top,
        .diags = diags,
    };
    store_fill_begin(store);
    regsim_status status =
        read_file(&h, root_name, image->size - HIVE_BASE_SIZE, hive_u32(image->bytes + BASE_ROOT));
    store_fill_end(store);
    hive_report_rest(&h);
    *lost = h.lost;
    hive_free_securities(&h);
    mem_free(h.starts);
    mem_free(h.seen);
    mem_free(h.places);
    ubuf_free(&h.name);
    buf_free(&h.data);
    return status;
}
