/* registry/store.h for readers of big files: what is made in bulk is like what is made one by one.
 */
#include "check.h"

#include "registry/diff.h"
#include "registry/store.h"

#include <stdio.h>
#include <string.h>

enum { SIBLINGS = 9000, VALUES = 40 };

struct name {
    char16_t units[40];
    size_t count;
};

/* Names in order; every third run shares a long start, so windows have something to skip. */
static struct ustr name_of(struct name *out, unsigned number)
{
    char text[40];
    int length = number / 100 % 3 ? snprintf(text, sizeof text, "%06u", number)
                                  : snprintf(text, sizeof text, "%06uSomethingLong", number);
    for (int i = 0; i < length; i++)
        out->units[i] = (char16_t)text[i];
    out->count = (size_t)length;
    return (struct ustr){out->units, out->count};
}

static bool add_value(struct store *store, key_id key, struct ustr name, uint32_t type,
                      const void *data, uint32_t size, uint32_t expected)
{
    struct value *value = store_value_blank(store, (uint32_t)name.count, type, size);
    memcpy(value_blank_name(value), name.units, name.count * sizeof *name.units);
    memcpy(value_blank_data(value), data, size);
    return store_value_add(store, key, value, expected);
}

static struct store *fill(bool bulk, unsigned expected)
{
    struct store *store = store_new();
    struct name name;
    if (bulk)
        store_fill_begin(store);
    for (unsigned i = 0; i < SIBLINGS; i++) {
        struct ustr text = name_of(&name, i);
        key_id key = bulk ? store_key_append(store, store_root(store), text, 5, expected)
                          : store_key_add(store, store_root(store), text, 0, 5);
        for (unsigned at = 0; at < i % VALUES; at++) {
            text = name_of(&name, at);
            if (bulk)
                assert_true(add_value(store, key, text, at, &at, sizeof at, i % 7));
            else
                store_value_set(store, key, text, at, &at, sizeof at);
        }
    }
    if (bulk)
        store_fill_end(store);
    return store;
}

static size_t differences(const struct store *a, const struct store *b)
{
    struct diff diff;
    diff_stores(&diff, a, store_root(a), b, store_root(b), 0);
    size_t count = diff.count;
    diff_free(&diff);
    return count;
}

static void a_store_filled_in_bulk_is_like_any_other(void **state)
{
    (void)state;
    struct store *alone = fill(false, 0);
    static const unsigned expectations[] = {0, 1, 3, 64, SIBLINGS};
    for (size_t i = 0; i < sizeof expectations / sizeof *expectations; i++) {
        struct store *bulk = fill(true, expectations[i]);
        assert_int_equal(differences(alone, bulk), 0);
        struct name name;
        for (unsigned at = 0; at < SIBLINGS; at += 7) {
            key_id key = store_child_find(bulk, store_root(bulk), name_of(&name, at));
            assert_true(key && store_child_at(bulk, store_root(bulk), at) == key);
            assert_int_equal(store_value_count(bulk, key), at % VALUES);
        }
        store_free(bulk);
    }
    store_free(alone);
}

static void what_was_made_in_bulk_is_changed_and_removed_as_ever(void **state)
{
    (void)state;
    struct store *store = fill(true, SIBLINGS), *snapshot = store_clone(store);
    key_id root = store_root(store);
    struct name name;
    for (unsigned i = 0; i < SIBLINGS; i++) {
        key_id key = store_child_find(store, root, name_of(&name, i));
        if (i % 2) {
            store_key_remove(store, key);
            continue;
        }
        store_value_set(store, key, name_of(&name, 1), 1, "xyz", 3);
        store_value_set(store, key, name_of(&name, VALUES), 1, "xyz", 3);
        if (i % VALUES)
            assert_true(store_value_remove(store, key, name_of(&name, 0)));
        store_key_add(store, key, USTR(u"Sub"), 0, 1);
    }
    assert_int_equal(store_child_count(store, root), SIBLINGS / 2);
    assert_int_equal(store_child_count(snapshot, root), SIBLINGS);
    store_free(store);
    key_id key = store_child_find(snapshot, root, name_of(&name, 39));
    assert_int_equal(store_value_count(snapshot, key), 39);
    assert_int_equal(value_data(store_value_at(snapshot, key, 38))[0], 38);
    store_free(snapshot);
}

static void a_value_outlives_the_store_that_it_was_made_in(void **state)
{
    (void)state;
    struct store *store = store_new();
    store_fill_begin(store);
    assert_true(add_value(store, store_root(store), USTR(u"kept"), 3, "bytes", 5, 1));
    const struct value *value = value_retain(store_value_at(store, store_root(store), 0));
    store_free(store); /* while it is filled: as when a file turns out to be damaged */
    assert_true(ustr_same(value_name(value), USTR(u"kept")));
    assert_memory_equal(value_data(value), "bytes", 5);
    value_release(value);
}

/* Names of the same length and last unit, which say the same of a name in the list's filter. */
static void a_second_value_of_a_name_is_left_out(void **state)
{
    (void)state;
    const struct ustr names[] = {USTR(u""),        USTR(u"ab"), USTR(u"cb"),
                                 USTR(u"c\u00E9"), USTR(u"B"),  USTR(u"\u00E9")};
    const struct ustr seconds[] = {USTR(u""),        USTR(u"AB"), USTR(u"cB"),
                                   USTR(u"C\u00C9"), USTR(u"b"),  USTR(u"\u00C9")};
    enum { COUNT = 6 };
    struct store *store = store_new();
    store_fill_begin(store);
    key_id root = store_root(store);
    for (uint32_t i = 0; i < COUNT; i++)
        assert_true(add_value(store, root, names[i], i, &i, sizeof i, COUNT));
    for (uint32_t i = 0; i < COUNT; i++)
        assert_false(add_value(store, root, seconds[i], 9, &i, sizeof i, COUNT));
    store_fill_end(store);
    assert_int_equal(store_value_count(store, root), COUNT);
    for (uint32_t i = 0; i < COUNT; i++)
        assert_int_equal(store_value_find(store, root, seconds[i])->type, i);
    store_free(store);
}

static void a_snapshot_of_a_store_that_is_filled_is_not(void **state)
{
    (void)state;
    struct store *store = store_new();
    store_fill_begin(store);
    store_key_append(store, store_root(store), USTR(u"A"), 1, 2);
    struct store *snapshot = store_clone(store);
    store_key_append(store, store_root(store), USTR(u"B"), 1, 2);
    store_key_add(snapshot, store_root(snapshot), USTR(u"C"), 0, 1);
    store_fill_end(store);
    store_free(store);
    assert_int_equal(store_child_count(snapshot, store_root(snapshot)), 2);
    assert_true(store_child_find(snapshot, store_root(snapshot), USTR(u"c")));
    store_free(snapshot);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_store_filled_in_bulk_is_like_any_other),
        cmocka_unit_test(what_was_made_in_bulk_is_changed_and_removed_as_ever),
        cmocka_unit_test(a_value_outlives_the_store_that_it_was_made_in),
        cmocka_unit_test(a_second_value_of_a_name_is_left_out),
        cmocka_unit_test(a_snapshot_of_a_store_that_is_filled_is_not),
    };
    return RUN_TESTS(tests);
}
