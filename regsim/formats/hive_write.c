/*
 * Writes the tree depth first: a key's nk cell comes first, so that its subkeys can name their
 * parent; its counts, lists and maxima are filled in once its values and subkeys stand. Security
 * descriptors of equal bytes share one sk cell; the sk cells form a ring.
 */
#include "formats/hive_write.h"

#include "base/memory.h"
#include "formats/hive_bins.h"
#include "formats/losses.h"
#include "registry/access.h"

#include <assert.h>

/* 1.3 has lf, 1.5 has lh and big data; that 1.4, which is rare, has lf and big data is our choice.
 */
enum { FIRST_WITH_HASHES = 5 };
/* What fields of 16 bits count, and what a value of the standard format may have (sdk-api,
 * RegSaveKeyExW: 1 MB). */
enum {
    LEAF_MAX = 500,
    NAME_BYTES_MAX = 0xFFFF,
    CLASS_MAX = 0xFFFF / 2,
    DATA_MAX_STANDARD = 1024 * 1024,
    DATA_MAX = 0xFFFF * HIVE_BIG_DATA,
};

struct shared_security {
    const struct blob *blob; /* lent by the store */
    uint32_t cell, references;
};

struct hive_writer {
    const struct store *store;
    const struct hive_write_options *options;
    struct output *out;
    struct hive_bins bins;
    struct shared_security *securities;
    size_t security_count, security_capacity;
    size_t last_security;     /* most keys have that of the key before */
    uint32_t *security_slots; /* by content, open addressing: index + 1, 0 is empty */
    size_t security_slot_count;
    struct losses losses;
    key_id top;
};

/* What the hive cannot hold, of the key or of its value. */
static void lose(struct hive_writer *w, key_id key, const struct value *value, const char *what)
{
    struct ubuf path = {0};
    store_path(w->store, key, w->top, &path);
    struct ustr name = value ? value_name(value) : (struct ustr){0};
    losses_add(&w->losses, ubuf_view(&path), value ? &name : NULL, what);
    ubuf_free(&path);
}

static bool fits_latin1(struct ustr name)
{
    for (size_t i = 0; i < name.count; i++) {
        if (name.units[i] > 0xFF)
            return false;
    }
    return true;
}

static size_t name_size(struct ustr name)
{
    return fits_latin1(name) ? name.count : name.count * 2;
}

static void put_name(uint8_t *to, struct ustr name)
{
    if (!fits_latin1(name)) {
        memcpy(to, name.units, name.count * 2);
        return;
    }
    for (size_t i = 0; i < name.count; i++)
        to[i] = (uint8_t)name.units[i];
}

/* ---- values ---- */

static uint32_t write_cell(struct hive_writer *w, const void *bytes, size_t size)
{
    uint32_t cell = hive_bins_cell(&w->bins, size);
    if (!w->bins.full && size)
        memcpy(hive_bins_at(&w->bins, cell), bytes, size);
    return cell;
}

/* Windows leaves four bytes after the data of a segment, and hivex counts on them. */
enum { SEGMENT_SLACK = 4 };

/* rule hive.big-data */
static uint32_t write_big_data(struct hive_writer *w, const uint8_t *data, uint32_t size)
{
    uint32_t count = (size + HIVE_BIG_DATA - 1) / HIVE_BIG_DATA;
    uint32_t db = hive_bins_cell(&w->bins, 8), list = hive_bins_cell(&w->bins, count * 4);
    for (uint32_t i = 0; i < count && !w->bins.full; i++) {
        uint32_t from = i * HIVE_BIG_DATA, left = size - from;
        uint32_t part = left < HIVE_BIG_DATA ? left : HIVE_BIG_DATA;
        uint32_t segment = hive_bins_cell(&w->bins, part + SEGMENT_SLACK);
        if (w->bins.full)
            break;
        memcpy(hive_bins_at(&w->bins, segment), data + from, part);
        hive_put_u32(hive_bins_at(&w->bins, list) + i * 4, segment);
    }
    uint8_t *head = hive_bins_at(&w->bins, db);
    memcpy(head, "db", 2);
    hive_put_u16(head + 2, count);
    hive_put_u32(head + 4, list);
    return db;
}

/* rule hive.values */
static uint32_t write_value(struct hive_writer *w, const struct value *value)
{
    struct ustr name = value_name(value);
    const uint8_t *data = value_data(value);
    uint32_t cell = hive_bins_cell(&w->bins, VK_NAME + name_size(name)), held = 0;
    bool inside = value->size <= HIVE_INLINE_MAX;
    if (!inside && w->options->minor > 3 && value->size > HIVE_BIG_DATA)
        held = write_big_data(w, data, value->size);
    else if (!inside)
        held = write_cell(w, data, value->size);
    if (w->bins.full)
        return cell;
    uint8_t *vk = hive_bins_at(&w->bins, cell);
    memcpy(vk, "vk", 2);
    hive_put_u16(vk + VK_NAME_SIZE, (uint32_t)name_size(name));
    hive_put_u32(vk + VK_DATA_SIZE, inside ? value->size | VK_INLINE : value->size);
    if (inside)
        memcpy(vk + VK_DATA, data, value->size);
    else
        hive_put_u32(vk + VK_DATA, held);
    hive_put_u32(vk + VK_TYPE, value->type);
    hive_put_u16(vk + VK_FLAGS, name.count && fits_latin1(name) ? VK_FLAG_COMPRESSED : 0);
    put_name(vk + VK_NAME, name);
    return cell;
}

/* Why a hive of this version cannot hold the value; NULL: it can. */
static const char *too_much(const struct hive_writer *w, const struct value *value)
{
    bool standard = w->options->minor == 3;
    if (name_size(value_name(value)) > NAME_BYTES_MAX)
        return "a value whose name has more than 65,535 bytes cannot be held";
    if (standard && value->size > DATA_MAX_STANDARD)
        return "a value of more than 1 MiB cannot be held in the standard format (1.3)";
    return value->size > DATA_MAX ? "a value of more than 1,071,104,040 bytes cannot be held"
                                  : NULL;
}

static uint32_t count_values(struct hive_writer *w, key_id key)
{
    uint32_t count = 0;
    for (size_t i = 0; i < store_value_count(w->store, key); i++) {
        const struct value *value = store_value_at(w->store, key, i);
        const char *why = too_much(w, value);
        if (why)
            lose(w, key, value, why);
        count += !why;
    }
    return count;
}

static void write_values(struct hive_writer *w, key_id key, uint32_t nk_cell)
{
    uint32_t count = count_values(w, key), max_name = 0, max_data = 0, written = 0;
    uint32_t list = count ? hive_bins_cell(&w->bins, (size_t)count * 4) : HIVE_NONE;
    for (size_t i = 0; written < count && !w->bins.full; i++) {
        const struct value *value = store_value_at(w->store, key, i);
        if (too_much(w, value))
            continue;
        if (value->name_units * 2 > max_name)
            max_name = value->name_units * 2;
        if (value->size > max_data)
            max_data = value->size;
        uint32_t cell = write_value(w, value);
        hive_put_u32(hive_bins_at(&w->bins, list) + (size_t)written++ * 4, cell);
    }
    uint8_t *nk = hive_bins_at(&w->bins, nk_cell);
    hive_put_u32(nk + NK_VALUES, count);
    hive_put_u32(nk + NK_VALUE_LIST, list);
    hive_put_u32(nk + NK_MAX_VALUE_NAME, max_name);
    hive_put_u32(nk + NK_MAX_VALUE_DATA, max_data);
}

/* ---- security ---- */

static bool same_blob(const struct blob *a, const struct blob *b)
{
    return a == b ||
           (blob_size(a) == blob_size(b) && !memcmp(blob_bytes(a), blob_bytes(b), blob_size(a)));
}

/* The slot of an equal descriptor, or the one where it belongs. */
static uint32_t *security_slot(const struct hive_writer *w, const struct blob *blob)
{
    const uint8_t *bytes = blob_bytes(blob);
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (size_t i = 0; i < blob_size(blob); i++)
        hash = (hash ^ bytes[i]) * 16777619u;
    size_t mask = w->security_slot_count - 1, slot = hash & mask;
    while (w->security_slots[slot] &&
           !same_blob(w->securities[w->security_slots[slot] - 1].blob, blob))
        slot = (slot + 1) & mask;
    return &w->security_slots[slot];
}

static void grow_security_slots(struct hive_writer *w)
{
    w->security_slot_count = w->security_slot_count ? w->security_slot_count * 2 : 64;
    mem_free(w->security_slots);
    w->security_slots = mem_calloc(w->security_slot_count, sizeof *w->security_slots);
    for (size_t i = 0; i < w->security_count; i++)
        *security_slot(w, w->securities[i].blob) = (uint32_t)i + 1;
}

/* Its place among the descriptors, or where it is new, security_count. */
static size_t find_security(struct hive_writer *w, const struct blob *blob, uint32_t **slot)
{
    if (w->security_count && w->securities[w->last_security].blob == blob)
        return w->last_security;
    if (w->security_count * 2 >= w->security_slot_count)
        grow_security_slots(w);
    *slot = security_slot(w, blob);
    return **slot ? **slot - 1 : w->security_count;
}

static uint32_t share_security(struct hive_writer *w, key_id key)
{
    const struct blob *blob = access_security(w->store, key);
    uint32_t *slot = NULL;
    size_t at = find_security(w, blob, &slot);
    if (at == w->security_count) {
        uint32_t cell = hive_bins_cell(&w->bins, SK_DESCRIPTOR + blob_size(blob));
        if (w->bins.full)
            return cell;
        uint8_t *sk = hive_bins_at(&w->bins, cell);
        memcpy(sk, "sk", 2);
        hive_put_u32(sk + SK_SIZE, (uint32_t)blob_size(blob));
        memcpy(sk + SK_DESCRIPTOR, blob_bytes(blob), blob_size(blob));
        MEM_GROW(w->securities, w->security_capacity, w->security_count + 1);
        w->securities[w->security_count++] = (struct shared_security){blob, cell, 0};
        assert(slot); /* only what is found at once has none */
        *slot = (uint32_t)w->security_count;
    }
    w->last_security = at;
    w->securities[at].references++;
    return w->securities[at].cell;
}

/* rule hive.security */
static void link_securities(struct hive_writer *w)
{
    size_t count = w->security_count;
    for (size_t i = 0; i < count; i++) {
        uint8_t *sk = hive_bins_at(&w->bins, w->securities[i].cell);
        hive_put_u32(sk + SK_NEXT, w->securities[(i + 1) % count].cell);
        hive_put_u32(sk + SK_PREVIOUS, w->securities[(i + count - 1) % count].cell);
        hive_put_u32(sk + SK_REFERENCES, w->securities[i].references);
    }
}

/* ---- subkeys ---- */

struct subkey {
    key_id key;
    uint32_t cell;
};

/* The hint of lf: the first four characters, none where the name is not Latin-1 (rule
 * hive.versions). */
static void put_hint(struct hive_writer *w, uint8_t *to, struct ustr name)
{
    if (w->options->minor >= FIRST_WITH_HASHES)
        hive_put_u32(to, hive_name_hash(name));
    else if (fits_latin1(name))
        put_name(to, ustr_slice(name, 0, 4));
}

static uint32_t write_leaf(struct hive_writer *w, const struct subkey *subkeys, uint32_t count)
{
    uint32_t cell = hive_bins_cell(&w->bins, 4 + (size_t)count * 8);
    if (w->bins.full)
        return cell;
    uint8_t *list = hive_bins_at(&w->bins, cell);
    memcpy(list, w->options->minor >= FIRST_WITH_HASHES ? "lh" : "lf", 2);
    hive_put_u16(list + 2, count);
    for (uint32_t i = 0; i < count; i++) {
        hive_put_u32(list + 4 + i * 8, subkeys[i].cell);
        put_hint(w, list + 8 + i * 8, store_name(w->store, subkeys[i].key));
    }
    return cell;
}

/* rule hive.lists */
static uint32_t write_lists(struct hive_writer *w, const struct subkey *subkeys, uint32_t count)
{
    if (count <= LEAF_MAX)
        return write_leaf(w, subkeys, count);
    uint32_t leaves = (count + LEAF_MAX - 1) / LEAF_MAX;
    uint32_t cell = hive_bins_cell(&w->bins, 4 + (size_t)leaves * 4);
    for (uint32_t i = 0; i < leaves && !w->bins.full; i++) {
        uint32_t from = i * LEAF_MAX, left = count - from;
        uint32_t leaf = write_leaf(w, subkeys + from, left < LEAF_MAX ? left : LEAF_MAX);
        hive_put_u32(hive_bins_at(&w->bins, cell) + 4 + i * 4, leaf);
    }
    uint8_t *list = hive_bins_at(&w->bins, cell);
    memcpy(list, "ri", 2);
    hive_put_u16(list + 2, leaves);
    return cell;
}

static uint32_t write_key(struct hive_writer *w, key_id key, uint32_t parent);

/* Whether a hive can hold the key; rule volatile.not-saved */
static bool may_write(struct hive_writer *w, key_id key)
{
    const char *why = NULL;
    if (store_flags(w->store, key) & KEY_VOLATILE)
        why = "a volatile key cannot be held";
    else if (name_size(store_name(w->store, key)) > NAME_BYTES_MAX)
        why = "a key whose name has more than 65,535 bytes cannot be held";
    if (why)
        lose(w, key, NULL, why);
    return !why;
}

/* The class that is written: none where a hive cannot hold it. */
static struct ustr class_of(const struct hive_writer *w, key_id key)
{
    struct ustr class = store_class(w->store, key);
    return class.count > CLASS_MAX ? (struct ustr){0} : class;
}

static void write_subkeys(struct hive_writer *w, key_id key, uint32_t nk_cell)
{
    size_t children = store_child_count(w->store, key);
    struct subkey *subkeys = mem_alloc(children * sizeof *subkeys);
    uint32_t count = 0, max_name = 0, max_class = 0;
    for (size_t i = 0; i < children && !w->bins.full; i++) {
        key_id child = store_child_at(w->store, key, i);
        if (!may_write(w, child))
            continue;
        uint32_t name = (uint32_t)store_name(w->store, child).count * 2;
        uint32_t class = (uint32_t)class_of(w, child).count * 2;
        max_name = name > max_name ? name : max_name;
        max_class = class > max_class ? class : max_class;
        subkeys[count++] = (struct subkey){child, write_key(w, child, nk_cell)};
    }
    uint32_t list = count ? write_lists(w, subkeys, count) : HIVE_NONE;
    uint8_t *nk = hive_bins_at(&w->bins, nk_cell);
    hive_put_u32(nk + NK_SUBKEYS, count);
    hive_put_u32(nk + NK_SUBKEY_LIST, list);
    hive_put_u16(nk + NK_MAX_SUBKEY_NAME, max_name);
    hive_put_u32(nk + NK_MAX_CLASS, max_class);
    mem_free(subkeys);
}

/* A key's cell with everything but its lists (rule hive.keys). */
static uint32_t write_nk(struct hive_writer *w, key_id key, uint32_t parent)
{
    bool root = key == w->top;
    struct ustr name = !root                         ? store_name(w->store, key)
                       : w->options->root_name.count ? w->options->root_name
                                                     : USTR(u"ROOT");
    struct ustr class = class_of(w, key);
    if (store_class(w->store, key).count != class.count)
        lose(w, key, NULL, "a class name of more than 32,767 characters cannot be held");
    uint32_t cell = hive_bins_cell(&w->bins, NK_NAME + name_size(name));
    uint32_t class_cell = class.count ? write_cell(w, class.units, class.count * 2) : HIVE_NONE;
    uint32_t security = share_security(w, key);
    if (w->bins.full)
        return cell;
    uint8_t *nk = hive_bins_at(&w->bins, cell);
    memcpy(nk, "nk", 2);
    hive_put_u16(nk + NK_FLAGS, (root ? NK_FLAG_ROOT | NK_FLAG_NO_DELETE : 0u) |
                                    (store_flags(w->store, key) & KEY_LINK ? NK_FLAG_LINK : 0u) |
                                    (fits_latin1(name) ? NK_FLAG_COMPRESSED : 0u));
    hive_put_u64(nk + NK_LAST_WRITE, store_last_write(w->store, key));
    hive_put_u32(nk + NK_PARENT, parent);
    hive_put_u32(nk + NK_VOLATILE_LIST, HIVE_NONE);
    hive_put_u32(nk + NK_SECURITY, security);
    hive_put_u32(nk + NK_CLASS, class_cell);
    hive_put_u16(nk + NK_NAME_SIZE, (uint32_t)name_size(name));
    hive_put_u16(nk + NK_CLASS_SIZE, (uint32_t) class.count * 2);
    put_name(nk + NK_NAME, name);
    return cell;
}

static uint32_t write_key(struct hive_writer *w, key_id key, uint32_t parent)
{
    uint32_t cell = write_nk(w, key, parent);
    if (!w->bins.full)
        write_values(w, key, cell);
    if (!w->bins.full)
        write_subkeys(w, key, cell);
    return cell;
}

/* ---- the file ---- */

/* rule hive.base */
static void write_base(struct hive_writer *w, uint32_t root)
{
    uint8_t base[HIVE_BASE_SIZE] = {'r', 'e', 'g', 'f'};
    hive_put_u32(base + BASE_SEQUENCE_1, 1);
    hive_put_u32(base + BASE_SEQUENCE_2, 1);
    hive_put_u64(base + BASE_TIME, store_last_write(w->store, w->top));
    hive_put_u32(base + BASE_MAJOR, 1);
    hive_put_u32(base + BASE_MINOR, w->options->minor);
    hive_put_u32(base + BASE_FORMAT, 1);
    hive_put_u32(base + BASE_ROOT, root);
    hive_put_u32(base + BASE_BINS_SIZE, (uint32_t)w->bins.bytes.size);
    hive_put_u32(base + BASE_CLUSTER, 1);
    hive_put_u32(base + HIVE_CHECKSUM_AT, hive_checksum(base));
    buf_add(&w->out->buf, base, sizeof base);
}

regsim_status hive_write(struct output *out, const struct store *store, key_id top,
                         const struct hive_write_options *options, struct diags *diags)
{
    struct hive_writer w = {
        .store = store,
        .options = options,
        .out = out,
        .losses = {.diags = diags, .file = out->path, .allowed = options->lossy},
        .top = top,
    };
    uint32_t root = write_key(&w, top, HIVE_NONE);
    regsim_status status =
        w.bins.full ? diags_invalid(diags, out->path, "more than the 2 GiB that a hive can hold")
                    : losses_end(&w.losses);
    if (regsim_is_ok(status)) {
        link_securities(&w);
        hive_bins_finish(&w.bins, store_last_write(store, top));
        write_base(&w, root);
        buf_add(&out->buf, w.bins.bytes.bytes, w.bins.bytes.size);
    }
    buf_free(&w.bins.bytes);
    mem_free(w.securities);
    mem_free(w.security_slots);
    return status;
}
