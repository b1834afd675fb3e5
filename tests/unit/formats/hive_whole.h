/*
 * A whole hive, for tests that damage it:
 *
 *   root (class "c", security)
 *   ├── A   values: "big" in segments, "long" in a cell, "short" inline
 *   │   └── below
 *   └── B
 */
#ifndef TESTS_UNIT_FORMATS_HIVE_WHOLE_H
#define TESTS_UNIT_FORMATS_HIVE_WHOLE_H

#include "hive_make.h"

enum { BIG_SIZE = 40000, LONG_SIZE = 100 };

static struct whole {
    struct buf file;
    uint32_t root, a, below, b, root_list, list_of_a, values, big, big_db, big_list, segment, deep,
        text, brief, class, security;
} whole;

static inline uint32_t make_security(struct hive_bins *bins)
{
    uint32_t cell = hive_bins_cell(bins, SK_DESCRIPTOR + 20);
    uint8_t *sk = hive_bins_at(bins, cell);
    memcpy(sk, "sk", 2);
    hive_put_u32(sk + SK_NEXT, cell);
    hive_put_u32(sk + SK_PREVIOUS, cell);
    hive_put_u32(sk + SK_REFERENCES, 1);
    hive_put_u32(sk + SK_SIZE, 20);
    sk[SK_DESCRIPTOR] = 1;
    return cell;
}

static inline void make_values(struct hive_bins *bins, struct whole *w)
{
    uint32_t segments[3];
    for (size_t i = 0; i < 3; i++)
        segments[i] = hive_bins_cell(bins, HIVE_BIG_DATA + 4);
    w->segment = segments[1];
    w->big_list = raw_cells(bins, segments, 3);
    w->big_db = hive_bins_cell(bins, 8);
    memcpy(hive_bins_at(bins, w->big_db), "db\3\0", 4);
    raw_put(bins, w->big_db, 4, w->big_list);
    w->big = raw_vk(bins, "big", BIG_SIZE, w->big_db);
    w->deep = hive_bins_cell(bins, LONG_SIZE);
    w->text = raw_vk(bins, "long", LONG_SIZE, w->deep);
    w->brief = raw_vk(bins, "short", VK_INLINE | 4, 7);
    uint32_t values[] = {w->big, w->text, w->brief};
    w->values = raw_cells(bins, values, 3);
    raw_values(bins, w->a, w->values, 3);
}

static inline int make_whole(void **state)
{
    struct hive_bins bins = {0};
    struct whole w = {0};
    w.root = raw_nk(&bins, "root", HIVE_NONE);
    w.a = raw_nk(&bins, "A", w.root);
    w.below = raw_nk(&bins, "below", w.a);
    w.b = raw_nk(&bins, "B", w.root);
    w.list_of_a = raw_list(&bins, "li", &w.below, 1);
    raw_subkeys(&bins, w.a, w.list_of_a, 1);
    uint32_t keys[] = {w.a, w.b};
    w.root_list = raw_list(&bins, "li", keys, 2);
    raw_subkeys(&bins, w.root, w.root_list, 2);
    w.class = hive_bins_cell(&bins, 2);
    hive_put_u16(hive_bins_at(&bins, w.class), u'c');
    raw_put(&bins, w.root, NK_CLASS, w.class);
    hive_put_u16(hive_bins_at(&bins, w.root) + NK_CLASS_SIZE, 2);
    w.security = make_security(&bins);
    raw_put(&bins, w.root, NK_SECURITY, w.security);
    make_values(&bins, &w);
    w.file = raw_file(&bins, w.root, 5);
    whole = w;
    (void)state;
    return 0;
}

static inline int free_whole(void **state)
{
    buf_free(&whole.file);
    (void)state;
    return 0;
}

static inline size_t count_values(const struct store *store)
{
    size_t values = 0;
    for (key_id key = 1; key < store_id_limit(store); key++)
        values += store_exists(store, key) ? store_value_count(store, key) : 0;
    return values;
}

/* The damage is told in one error with `text`; salvaged, so many keys, values and losses are left.
 */
static inline void assert_damage(const struct buf *file, const char *text, size_t keys,
                                 size_t values, size_t lost)
{
    struct raw_reading strict = raw_read(file, false), salvaged = raw_read(file, true);
    assert_int_equal(strict.status.code, REGSIM_INVALID);
    assert_int_equal(strict.diags.errors, 1);
    assert_true(says(&strict, text));
    assert_int_equal(salvaged.status.code, REGSIM_OK);
    assert_int_equal(salvaged.diags.errors, 0);
    assert_true(says(&salvaged, text));
    assert_int_equal(store_key_count(salvaged.store), keys);
    assert_int_equal(count_values(salvaged.store), values);
    assert_int_equal(salvaged.facts.lost, lost);
    raw_reading_free(&strict);
    raw_reading_free(&salvaged);
}

static inline struct buf copy(void)
{
    struct buf file = {0};
    buf_add(&file, whole.file.bytes, whole.file.size);
    return file;
}

/* One field of a cell is changed, or, where `field` is SIZE_OF_CELL, the size before it. */
enum { SIZE_OF_CELL = -4 };

static inline void assert_field_damages(uint32_t cell, int field, uint32_t value, const char *text,
                                        size_t keys, size_t values, size_t lost)
{
    struct buf file = copy();
    hive_put_u32(file_at(&file, cell) + field, value);
    assert_damage(&file, text, keys, values, lost);
    buf_free(&file);
}

#endif
