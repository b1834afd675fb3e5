/*
 * What a wrong count, a lost list, root key or base block cuts off: told, and salvaged put back
 * where the cells themselves say that it belongs.
 */
#include "hive_whole.h"

static void keys_are_put_back_below_keys_that_are_put_back(void **state)
{
    (void)state;
    struct buf file = copy();
    hive_put_u32(file_at(&file, whole.list_of_a), 'x');
    hive_put_u32(file_at(&file, whole.root_list), 'x');
    struct raw_reading reading = raw_read(&file, true);
    assert_int_equal(store_key_count(reading.store), 4);
    assert_int_equal(count_values(reading.store), 3);
    assert_int_equal(reading.facts.lost, 4);
    assert_true(
        says(&reading, "the root key: subkeys that its list does not lead to are put back"));
    assert_true(says(&reading, "a subkey that was put back: \"below\""));
    assert_true(store_exists(
        reading.store, store_find(reading.store, store_root(reading.store), USTR(u"A\\below"))));
    raw_reading_free(&reading);
    hive_put_u32(file_at(&file, whole.a) + NK_PARENT, whole.below); /* both name each other */
    reading = raw_read(&file, true);
    assert_int_equal(store_key_count(reading.store), 2);
    raw_reading_free(&reading);
    buf_free(&file);
}

/* The list of the subkeys says one, and so misses B, which names its parent. */
static void subkeys_behind_the_end_of_a_list_are_put_back(void **state)
{
    (void)state;
    struct buf file = copy();
    hive_put_u16(file_at(&file, whole.root_list) + 2, 1);
    struct raw_reading strict = raw_read(&file, false), salvaged = raw_read(&file, true);
    assert_int_equal(strict.status.code, REGSIM_OK);
    assert_true(says(&strict, "the root key: 1 subkeys, where the key says 2"));
    assert_int_equal(store_key_count(strict.store), 3);
    assert_int_equal(store_key_count(salvaged.store), 4);
    assert_int_equal(salvaged.facts.lost, 1);
    raw_reading_free(&strict);
    raw_reading_free(&salvaged);
    buf_free(&file);
}

/* A count of subkeys that is too small: what the list has is read, and that is said. */
static void a_key_that_counts_no_subkeys_has_those_of_its_list(void **state)
{
    (void)state;
    for (int salvage = 0; salvage < 2; salvage++) {
        struct buf file = copy();
        hive_put_u32(file_at(&file, whole.root) + NK_SUBKEYS, 0);
        struct raw_reading reading = raw_read(&file, salvage);
        assert_int_equal(reading.status.code, REGSIM_OK);
        assert_true(says(&reading, "the root key: 2 subkeys, where the key says 0"));
        assert_int_equal(reading.diags.warnings, 1);
        assert_int_equal(store_key_count(reading.store), 4);
        assert_int_equal(reading.facts.lost, 0);
        raw_reading_free(&reading);
        /* a list of another key's subkeys is what a cell that was used again holds */
        hive_put_u32(file_at(&file, whole.root) + NK_SUBKEYS, 2);
        hive_put_u32(file_at(&file, whole.b) + NK_SUBKEY_LIST, whole.list_of_a);
        reading = raw_read(&file, salvage);
        assert_int_equal(reading.diags.warnings, 0);
        raw_reading_free(&reading);
        buf_free(&file);
    }
}

/* Strict, as Windows has it, and said; salvaged, they are there. */
static void values_behind_the_end_of_a_list_are_told_and_salvaged(void **state)
{
    (void)state;
    for (uint32_t count = 0; count < 3; count++) {
        struct buf file = copy();
        char text[120];
        hive_put_u32(file_at(&file, whole.a) + NK_VALUES, count);
        struct raw_reading strict = raw_read(&file, false), salvaged = raw_read(&file, true);
        snprintf(text, sizeof text,
                 "cell 0x%x (file offset 0x%x), key A: the value list in cell 0x%x holds %u values "
                 "in use behind the %u",
                 whole.a, whole.a + HIVE_BASE_SIZE, whole.values, 3 - count, count);
        assert_int_equal(strict.status.code, REGSIM_OK);
        assert_true(says(&strict, text));
        assert_int_equal(strict.diags.warnings, 1);
        assert_int_equal(count_values(strict.store), count);
        assert_true(says(&salvaged, text));
        assert_int_equal(count_values(salvaged.store), 3);
        assert_int_equal(salvaged.facts.lost, 1);
        raw_reading_free(&strict);
        raw_reading_free(&salvaged);
        buf_free(&file);
    }
}

/* A list keeps what it named when values were deleted: their cells are free, or another's. */
static void values_that_were_deleted_are_nothing_to_tell(void **state)
{
    (void)state;
    struct buf file = copy();
    hive_put_u32(file_at(&file, whole.a) + NK_VALUES, 2);
    hive_put_u32(file_at(&file, whole.brief) - 4, 0u - hive_u32(file_at(&file, whole.brief) - 4));
    struct raw_reading reading = raw_read(&file, false);
    assert_int_equal(reading.diags.warnings, 0);
    raw_reading_free(&reading);
    hive_put_u32(file_at(&file, whole.values) + 8, whole.big);
    reading = raw_read(&file, true);
    assert_int_equal(reading.diags.warnings, 0);
    assert_int_equal(reading.facts.lost, 0);
    raw_reading_free(&reading);
    buf_free(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_are_put_back_below_keys_that_are_put_back),
        cmocka_unit_test(subkeys_behind_the_end_of_a_list_are_put_back),
        cmocka_unit_test(a_key_that_counts_no_subkeys_has_those_of_its_list),
        cmocka_unit_test(values_behind_the_end_of_a_list_are_told_and_salvaged),
        cmocka_unit_test(values_that_were_deleted_are_nothing_to_tell),
    };
    return cmocka_run_group_tests(tests, make_whole, free_whole);
}
