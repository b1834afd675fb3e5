/* perflib/names.h: tables of index and text, and the damage that they come with. */
#include "perf_machine.h"

static const struct value *table(const char16_t *units, size_t count)
{
    return value_new(USTR(u"Counter"), REG_MULTI_SZ_TYPE, units, (uint32_t)(count * sizeof *units));
}

/* rule perflib.names */
static void a_clean_machine_ends_with_the_end_marker(void **state)
{
    (void)state;
    struct machine *machine = perf_machine(OS_NT4);
    struct perf_names names;
    perf_names_read(&names, perf_names_value(machine, USTR(u""), false));
    assert_int_equal(names.damage, PERF_NAMES_INTACT);
    assert_int_equal(names.last_index, 1846);
    assert_true(ustr_same(names.items[0].text, USTR(u"1847")));
    assert_true(ustr_same(names.items[names.count - 1].text, USTR(u"End Marker")));
    perf_names_free(&names);
    uint32_t last;
    assert_true(
        get_dword(&last, machine->registry.store, perflib_key(machine), USTR(u"Last Counter")));
    assert_int_equal(last, 1846);
    assert_true(
        get_dword(&last, machine->registry.store, perflib_key(machine), USTR(u"Last Help")));
    assert_int_equal(last, 1847);
    assert_false(durability_is_flushed(machine, perflib_key(machine)));
    machine_free(machine);
}

/* rule perflib.names: 1 is no counter, but says how many there are. */
static void indexes_are_even_for_names_and_odd_for_help(void **state)
{
    (void)state;
    struct machine *machine = perf_machine(OS_NT4);
    struct perf_names names;
    perf_names_read(&names, perf_names_value(machine, USTR(u"009"), false));
    assert_int_equal(names.items[0].index, 1);
    assert_true(names.count > 2);
    for (size_t i = 1; i < names.count; i++)
        assert_int_equal(names.items[i].index % 2, 0);
    perf_names_free(&names);
    perf_names_read(&names, perf_names_value(machine, USTR(u"009"), true));
    assert_true(names.count > 2);
    for (size_t i = 0; i < names.count; i++)
        assert_int_equal(names.items[i].index % 2, 1);
    assert_int_equal(names.last_index, 1847);
    perf_names_free(&names);
    machine_free(machine);
}

/* rule perflib.names-damage */
static void damage_is_told_and_what_is_before_it_is_kept(void **state)
{
    (void)state;
#define CASE(text, damage, count)                                                                  \
    {                                                                                              \
        text, sizeof(text) / sizeof(char16_t) - 1, damage, count                                   \
    }
    static const struct {
        const char16_t *units;
        size_t unit_count;
        enum perf_names_damage damage;
        size_t count;
    } cases[] = {
        CASE(u"2\0System\0"
             u"4\0Memory\0\0",
             PERF_NAMES_INTACT, 2),
        CASE(u"2\0System\0", PERF_NAMES_INTACT, 1), /* the last NUL is missing */
        CASE(u"2\0System\0\0"
             u"junk",
             PERF_NAMES_INTACT, 1),
        CASE(u"2\0System\0"
             u"1862\0\0"
             u"4\0x\0\0",
             PERF_NAMES_EMPTY_TEXT, 1), /* Q263377 */
        CASE(u"2\0System\0Memory\0"
             u"4\0\0",
             PERF_NAMES_GARBLED, 1), /* Q152513 */
        CASE(u"2\0System\0"
             u"4\0"
             u"6\0Browser\0\0",
             PERF_NAMES_GARBLED, 2),
        CASE(u"4\0Memory\0"
             u"2\0System\0\0",
             PERF_NAMES_UNORDERED, 1),
        CASE(u"2\0System\0"
             u"4\0Mem",
             PERF_NAMES_UNTERMINATED, 1),
        CASE(u"2\0System\0"
             u"4",
             PERF_NAMES_UNTERMINATED, 1),
        CASE(u"4294967296\0x\0\0", PERF_NAMES_GARBLED, 0),
        CASE(u"", PERF_NAMES_INTACT, 0),
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct value *value = table(cases[i].units, cases[i].unit_count);
        struct perf_names names;
        perf_names_read(&names, value);
        assert_int_equal(names.damage, cases[i].damage);
        assert_int_equal(names.count, cases[i].count);
        perf_names_free(&names);
        value_release(value);
    }
    struct perf_names names;
    perf_names_read(&names, NULL);
    assert_int_equal(names.damage, PERF_NAMES_ABSENT);
}

static void names_of_another_type_are_not_there(void **state)
{
    (void)state;
    struct machine *machine = perf_machine(OS_NT4);
    struct store *store = machine->registry.store;
    key_id german = store_ensure(store, perflib_key(machine), USTR(u"007"), 0);
    put_string(store, german, USTR(u"Counter"), REG_SZ_TYPE, USTR(u"2"));
    assert_null(perf_names_value(machine, USTR(u"007"), false));
    assert_null(perf_names_value(machine, USTR(u"007"), true));
    assert_non_null(perf_names_value(machine, USTR(u"00C"), true)); /* English instead */
    store_tree_remove(store, perflib_key(machine));
    assert_null(perf_names_value(machine, USTR(u"009"), true));
    machine_free(machine);
}

static void items_are_added_and_removed_by_index(void **state)
{
    (void)state;
    struct perf_names names = {0};
    for (uint32_t i = 2; i <= 10; i += 2)
        perf_names_add(&names, i, USTR(u"x"));
    perf_names_remove(&names, 8, 20);
    assert_int_equal(names.count, 3);
    assert_int_equal(names.last_index, 6);
    perf_names_remove(&names, 2, 6);
    assert_int_equal(names.last_index, 0);
    perf_names_free(&names);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_clean_machine_ends_with_the_end_marker),
        cmocka_unit_test(indexes_are_even_for_names_and_odd_for_help),
        cmocka_unit_test(damage_is_told_and_what_is_before_it_is_kept),
        cmocka_unit_test(names_of_another_type_are_not_there),
        cmocka_unit_test(items_are_added_and_removed_by_index),
    };
    return RUN_TESTS(tests);
}
