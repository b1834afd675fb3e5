/*
 * Reads a hive: checks the base block and the headers of the bins, then walks the keys from the
 * root. Subkeys must come sorted by upcased name; where they do, they are added without a look-up.
 *
 * Strict: a reference that leads nowhere is an error. Bounded: a key's cell is read once, and what
 * is loaded stays within a budget that grows with the file.
 */
#include "formats/hive_cells.h"

#include "base/memory.h"

enum { DEPTH_MAX = 512, MIN_BIN = 4096 };

/* ---- security ---- */

static size_t security_slot(const struct hive_reader *h, uint32_t cell)
{
    size_t mask = h->security_slots - 1, slot = (cell >> 3) * 2654435761u & mask;
    while (h->securities[slot].cell && h->securities[slot].cell != cell)
        slot = (slot + 1) & mask;
    return slot;
}

static void grow_securities(struct hive_reader *h)
{
    struct hive_security *old = h->securities;
    size_t slots = h->security_slots;
    h->security_slots = slots ? slots * 2 : 64;
    h->securities = mem_calloc(h->security_slots, sizeof *h->securities);
    for (size_t i = 0; i < slots; i++) {
        if (old[i].cell)
            h->securities[security_slot(h, old[i].cell)] = old[i];
    }
    mem_free(old);
}

/* The descriptor in the sk cell, shared by all keys that refer to it. */
static regsim_status read_security(struct hive_reader *h, key_id key, uint32_t cell)
{
    if (cell == HIVE_NONE)
        return regsim_ok();
    if (h->security_count * 2 >= h->security_slots)
        grow_securities(h);
    size_t slot = security_slot(h, cell);
    if (!h->securities[slot].cell) {
        struct hive_cell sk = hive_cell_at(h, cell, SK_DESCRIPTOR, "a security descriptor");
        if (!sk.bytes)
            return regsim_failed(REGSIM_INVALID);
        uint32_t size = hive_u32(sk.bytes + SK_SIZE);
        if (memcmp(sk.bytes, "sk", 2) || size > sk.size - SK_DESCRIPTOR)
            return hive_damaged(h, cell, "a security descriptor that is none, or leaves its cell");
        h->securities[slot] =
            (struct hive_security){cell, blob_new(sk.bytes + SK_DESCRIPTOR, size)};
        h->security_count++;
    }
    store_security_set(h->store, key, h->securities[slot].blob);
    return regsim_ok();
}

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

static regsim_status read_subkeys(struct hive_reader *h, key_id key, const uint8_t *nk);

/* Everything of a key but its name. */
static regsim_status read_key_body(struct hive_reader *h, key_id key, uint32_t cell,
                                   const uint8_t *nk)
{
    if (hive_u16(nk + NK_FLAGS) & NK_FLAG_LINK)
        store_flags_set(h->store, key, KEY_LINK);
    REGSIM_TRY(read_class(h, key, nk));
    REGSIM_TRY(read_security(h, key, hive_u32(nk + NK_SECURITY)));
    REGSIM_TRY(hive_read_values(h, key, cell, nk));
    if (!hive_u32(nk + NK_SUBKEYS))
        return regsim_ok();
    if (++h->depth > DEPTH_MAX)
        return hive_damaged(h, cell, "a key more than %d levels deep", DEPTH_MAX);
    regsim_status status = read_subkeys(h, key, nk);
    h->depth--;
    return status;
}

/* Whether the key at `cell` was read before; it counts as read from now on. */
static bool was_seen(struct hive_reader *h, uint32_t cell)
{
    uint8_t bit = (uint8_t)(1u << (cell / 8 % 8));
    bool seen = h->seen[cell / 64] & bit;
    h->seen[cell / 64] |= bit;
    return seen;
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
    hive_name(h, nk.bytes + NK_NAME, name_size, hive_u16(nk.bytes + NK_FLAGS) & NK_FLAG_COMPRESSED);
    return nk.bytes;
}

static void odd_name(struct hive_reader *h, uint32_t cell, const char *what)
{
    char *text = ustr_to_wtf8(ubuf_view(&h->name));
    hive_odd(h, cell, "%s \"%s\"", what, text);
    mem_free(text);
}

/* Reads the key at `cell` as a subkey; *last is the one that sorts last so far. */
static regsim_status read_subkey(struct hive_reader *h, key_id parent, uint32_t cell, key_id *last)
{
    const uint8_t *nk = take_nk(h, cell);
    if (!nk)
        return regsim_failed(REGSIM_INVALID);
    struct ustr name = ubuf_view(&h->name);
    int order = *last ? ustr_compare_nocase(store_name(h->store, *last), name) : -1;
    bool seen = was_seen(h, cell);
    if (!name.count)
        return hive_damaged(h, cell, "a key without a name");
    if ((order >= 0 || seen) && store_child_find(h->store, parent, name)) {
        odd_name(h, cell, "a second key of the same name, left out:");
        return regsim_ok();
    }
    if (seen)
        return hive_damaged(h, cell, "a key that is below two keys");
    if (order >= 0)
        odd_name(h, cell, "a key in the wrong order, which Windows may not find:");
    if (ustr_find(name, u'\\', 0) != SIZE_MAX)
        odd_name(h, cell, "a key whose name holds a backslash:");
    key_id key = store_key_add(h->store, parent, name, 0, hive_u64(nk + NK_LAST_WRITE));
    if (order < 0)
        *last = key;
    return read_key_body(h, key, cell, nk);
}

/* A leaf: li has offsets, lf and lh have offsets with a hint, which is not needed here. */
static regsim_status read_leaf(struct hive_reader *h, key_id parent, uint32_t offset,
                               struct hive_cell list, key_id *last, uint32_t *left)
{
    uint32_t count = hive_u16(list.bytes + 2);
    uint32_t step = !memcmp(list.bytes, "li", 2) ? 4 : 8;
    if (memcmp(list.bytes, "li", 2) && memcmp(list.bytes, "lf", 2) && memcmp(list.bytes, "lh", 2))
        return hive_damaged(h, offset, "a list of subkeys with an unknown signature");
    if (count * step > list.size - 4)
        return hive_damaged(h, offset, "a list of %u subkeys leaves its cell", count);
    for (uint32_t i = 0; i < count; i++) {
        if (!*left)
            return hive_damaged(h, offset, "a list holds more subkeys than its key has");
        --*left;
        REGSIM_TRY(read_subkey(h, parent, hive_u32(list.bytes + 4 + i * step), last));
    }
    return regsim_ok();
}

static regsim_status read_subkeys(struct hive_reader *h, key_id key, const uint8_t *nk)
{
    uint32_t left = hive_u32(nk + NK_SUBKEYS), offset = hive_u32(nk + NK_SUBKEY_LIST);
    key_id last = KEY_NONE;
    struct hive_cell list = hive_cell_at(h, offset, 4, "a list of subkeys");
    if (!list.bytes)
        return regsim_failed(REGSIM_INVALID);
    if (memcmp(list.bytes, "ri", 2)) {
        REGSIM_TRY(read_leaf(h, key, offset, list, &last, &left));
    } else {
        uint32_t count = hive_u16(list.bytes + 2);
        if (count * 4 > list.size - 4)
            return hive_damaged(h, offset, "a list of %u lists leaves its cell", count);
        for (uint32_t i = 0; i < count; i++) {
            uint32_t leaf_offset = hive_u32(list.bytes + 4 + i * 4);
            struct hive_cell leaf = hive_cell_at(h, leaf_offset, 4, "a list of subkeys");
            if (!leaf.bytes)
                return regsim_failed(REGSIM_INVALID);
            REGSIM_TRY(read_leaf(h, key, leaf_offset, leaf, &last, &left));
        }
    }
    if (left)
        hive_odd(h, offset, "%u subkeys fewer than their key says", left);
    return regsim_ok();
}

/* ---- the file ---- */

static regsim_status check_bins(struct hive_reader *h)
{
    for (uint32_t at = 0; at < h->bins_size;) {
        const uint8_t *bin = h->bins + at;
        if (h->bins_size - at < HIVE_BIN_HEADER || memcmp(bin, "hbin", 4))
            return hive_damaged(h, at, "no hive bin where one should start");
        uint32_t size = hive_u32(bin + 8);
        if (hive_u32(bin + 4) != at || size < MIN_BIN || size % MIN_BIN || size > h->bins_size - at)
            return hive_damaged(h, at,
                                "a hive bin of %u bytes at 0x%x, in the wrong place or of a "
                                "wrong size",
                                size, hive_u32(bin + 4));
        at += size;
    }
    return regsim_ok();
}

static regsim_status read_bins(struct hive_reader *h, struct ustr *root_name, key_id top,
                               uint32_t root)
{
    REGSIM_TRY(check_bins(h));
    h->seen = mem_calloc(h->bins_size / 64 + 1, 1);
    const uint8_t *nk = take_nk(h, root);
    if (!nk)
        return regsim_failed(REGSIM_INVALID);
    *root_name = ustr_dup(ubuf_view(&h->name));
    was_seen(h, root);
    store_touch(h->store, top, hive_u64(nk + NK_LAST_WRITE));
    return read_key_body(h, top, root, nk);
}

regsim_status hive_read_image(struct ustr *root_name, struct store *store, key_id top,
                              const char *file, const uint8_t *bytes, size_t size,
                              struct diags *diags)
{
    uint32_t bins_size = hive_u32(bytes + BASE_BINS_SIZE);
    if (bins_size > size - HIVE_BASE_SIZE || bins_size < MIN_BIN)
        return diags_invalid(diags, file,
                             "a truncated hive: it should hold %u bytes of hive bins, "
                             "and holds %zu",
                             bins_size, size - HIVE_BASE_SIZE);
    struct hive_reader h = {
        .file = file,
        .bins = bytes + HIVE_BASE_SIZE,
        .bins_size = bins_size,
        .minor = hive_u32(bytes + BASE_MINOR),
        .store = store,
        .diags = diags,
        .budget = bins_size,
    };
    regsim_status status = read_bins(&h, root_name, top, hive_u32(bytes + BASE_ROOT));
    for (size_t i = 0; i < h.security_slots; i++)
        blob_release(h.securities[i].blob);
    mem_free(h.securities);
    mem_free(h.seen);
    ubuf_free(&h.name);
    buf_free(&h.data);
    return status;
}
