/* registry/value.h and the values of a key: creation order, spelling, many values. */
#include "check.h"

#include "base/choice.h"
#include "registry/store.h"

#include <stdio.h>
#include <string.h>

static void a_value_holds_any_type_and_any_bytes(void **state)
{
    (void)state;
    const struct value *value = value_new(USTR(u"n\0m"), 0xff00ff00, "\1\2\3", 3);
    assert_int_equal(value->type, 0xff00ff00);
    assert_int_equal(value->size, 3);
    assert_memory_equal(value_data(value), "\1\2\3", 3);
    assert_true(ustr_same(value_name(value), USTR(u"n\0m")));
    assert_ptr_equal(value_retain(value), value);
    value_release(value);
    value_release(value);
    value_release(NULL);
}

static void values_are_the_same_by_name_type_and_bytes(void **state)
{
    (void)state;
    const struct value *value = value_new(USTR(u"a"), 1, "xy", 2);
    const struct value *others[] = {
        value_new(USTR(u"A"), 1, "xy", 2), value_new(USTR(u"a"), 2, "xy", 2),
        value_new(USTR(u"a"), 1, "xz", 2), value_new(USTR(u"a"), 1, "xy", 1)};
    for (size_t i = 0; i < 4; i++) {
        assert_false(value_same(value, others[i]));
        value_release(others[i]);
    }
    const struct value *equal = value_new(USTR(u"a"), 1, "xy", 2);
    assert_true(value_same(value, equal));
    assert_true(value_same(value, value));
    value_release(equal);
    value_release(value);
}

static void a_string_ends_at_its_first_nul_or_its_end(void **state)
{
    (void)state;
    struct ustr text;
    const struct value *value = value_new(USTR(u""), REG_SZ_TYPE, u"ab\0c", 8);
    assert_true(value_string(&text, value));
    assert_true(ustr_same(text, USTR(u"ab")));
    value_release(value);
    value = value_new(USTR(u"x"), REG_EXPAND_SZ_TYPE, u"abc", 5);
    assert_true(value_string(&text, value));
    assert_true(ustr_same(text, USTR(u"ab")));
    value_release(value);
    value = value_new(USTR(u"x"), REG_SZ_TYPE, NULL, 0);
    assert_true(value_string(&text, value));
    assert_int_equal(text.count, 0);
    value_release(value);
    value = value_new(USTR(u"x"), REG_BINARY_TYPE, u"ab", 4);
    assert_false(value_string(&text, value));
    value_release(value);
}

static void a_dword_has_four_bytes(void **state)
{
    (void)state;
    uint32_t number = 0;
    const struct value *value = value_new(USTR(u"x"), REG_DWORD_TYPE, "\1\2\3\xff", 4);
    assert_true(value_dword(&number, value));
    assert_int_equal(number, 0xff030201);
    value_release(value);
    value = value_new(USTR(u"x"), REG_DWORD_TYPE, "\1\2\3\4\5\6\7\10", 8);
    assert_false(value_dword(&number, value));
    value_release(value);
    value = value_new(USTR(u"x"), REG_BINARY_TYPE, "\1\2\3\4", 4);
    assert_false(value_dword(&number, value));
    value_release(value);
}

static void set(struct store *store, struct ustr name, const char *data)
{
    store_value_set(store, store_root(store), name, 1, data, (uint32_t)strlen(data));
}

static void values_keep_creation_order_place_and_spelling(void **state)
{
    (void)state;
    struct store *store = store_new();
    key_id root = store_root(store);
    set(store, USTR(u"A"), "1");
    set(store, USTR(u"C"), "2");
    set(store, USTR(u""), "3");
    set(store, USTR(u"a"), "longer");
    assert_int_equal(store_value_count(store, root), 3);
    assert_true(ustr_same(value_name(store_value_at(store, root, 0)), USTR(u"A")));
    assert_int_equal(store_value_at(store, root, 0)->size, 6);
    assert_true(store_value_remove(store, root, USTR(u"c")));
    assert_false(store_value_remove(store, root, USTR(u"c")));
    assert_int_equal(store_value_at(store, root, 1)->name_units, 0);
    assert_true(store_value_remove(store, root, USTR(u"A")));
    assert_true(store_value_remove(store, root, USTR(u"")));
    assert_int_equal(store_value_count(store, root), 0);
    store_free(store);
}

static struct ustr numbered(char16_t units[16], unsigned number)
{
    char text[16];
    int length = snprintf(text, sizeof text, "Value%06u", number);
    for (int i = 0; i < length; i++)
        units[i] = (char16_t)text[i];
    return (struct ustr){units, (size_t)length};
}

static void many_values_keep_creation_order_through_removals_from_anywhere(void **state)
{
    (void)state;
    enum { COUNT = 3000 };
    struct store *store = store_new();
    key_id root = store_root(store);
    unsigned live[COUNT];
    size_t count = 0;
    char16_t units[16];
    for (unsigned i = 0; i < COUNT; i++) {
        unsigned number = i * 1237 % COUNT; /* a permutation: the names come in no order */
        const struct value *value = value_new(numbered(units, number), 4, &number, 4);
        store_value_append(store, root, value);
        value_release(value);
        live[count++] = number;
    }
    struct choice *choice = choice_random(3);
    struct store *clone = store_clone(store);
    while (count) {
        size_t at = choice_draw(choice, "which", (uint32_t)count);
        if (choice_draw(choice, "front", 2))
            at = 0;
        struct ustr name = numbered(units, live[at]);
        assert_ptr_equal(store_value_find(store, root, name), store_value_at(store, root, at));
        assert_true(ustr_same(value_name(store_value_at(store, root, at)), name));
        assert_true(store_value_remove(store, root, name));
        assert_null(store_value_find(store, root, name));
        memmove(live + at, live + at + 1, (--count - at) * sizeof *live);
        if (count == COUNT / 2) { /* new ones go last, holes or not */
            store_value_set(store, root, USTR(u"late"), 1, NULL, 0);
            assert_ptr_equal(store_value_at(store, root, count),
                             store_value_find(store, root, USTR(u"LATE")));
            assert_true(store_value_remove(store, root, USTR(u"late")));
        }
        assert_int_equal(store_value_count(store, root), count);
    }
    assert_int_equal(store_value_count(clone, root), COUNT);
    for (unsigned i = 0; i < COUNT; i++) {
        uint32_t number;
        assert_true(value_dword(&number, store_value_at(clone, root, i)));
        assert_int_equal(number, i * 1237 % COUNT);
    }
    choice_free(choice);
    store_free(store);
    store_free(clone);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_holds_any_type_and_any_bytes),
        cmocka_unit_test(values_are_the_same_by_name_type_and_bytes),
        cmocka_unit_test(a_string_ends_at_its_first_nul_or_its_end),
        cmocka_unit_test(a_dword_has_four_bytes),
        cmocka_unit_test(values_keep_creation_order_place_and_spelling),
        cmocka_unit_test(many_values_keep_creation_order_through_removals_from_anywhere),
    };
    return RUN_TESTS(tests);
}
