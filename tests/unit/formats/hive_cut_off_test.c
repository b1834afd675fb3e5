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

/* Strict, refused with the place; salvaged, so many keys, values and losses. */
static void assert_salvaged(const struct buf *file, const char *strictly, const char *text,
                            size_t keys, size_t values, size_t lost)
{
    struct raw_reading strict = raw_read(file, false), salvaged = raw_read(file, true);
    assert_int_equal(strict.status.code, REGSIM_INVALID);
    assert_true(says(&strict, strictly));
    assert_int_equal(salvaged.status.code, REGSIM_OK);
    assert_true(says(&salvaged, text));
    assert_int_equal(salvaged.diags.errors, 0);
    assert_int_equal(store_key_count(salvaged.store), keys);
    assert_int_equal(count_values(salvaged.store), values);
    assert_int_equal(salvaged.facts.lost, lost);
    raw_reading_free(&strict);
    raw_reading_free(&salvaged);
}

static void a_root_key_without_its_signature_is_read(void **state)
{
    (void)state;
    struct buf file = copy();
    char text[100];
    snprintf(text, sizeof text, "cell 0x%x (file offset 0x%x): a key without the signature nk",
             whole.root, whole.root + HIVE_BASE_SIZE);
    memset(file_at(&file, whole.root), 'x', 2);
    assert_salvaged(&file, text, text, 4, 3, 1);
    struct raw_reading reading = raw_read(&file, true); /* its class is there */
    assert_int_equal(store_class(reading.store, store_root(reading.store)).count, 1);
    raw_reading_free(&reading);
    hive_put_u16(file_at(&file, whole.root) + NK_NAME_SIZE, 900); /* its name does not fit */
    assert_salvaged(&file, text, "a subkey that was put back: \"B\"", 4, 3, 3);
    buf_free(&file);
}

static void what_names_a_lost_root_key_is_put_back_below_it(void **state)
{
    (void)state;
    struct buf file = copy();
    memset(file_at(&file, whole.root), 0, NK_NAME);
    assert_salvaged(&file, "a key without the signature nk",
                    "the root key: its values, class and descriptor; keys that name it as", 4, 3,
                    3);
    uint8_t *size = file_at(&file, whole.root) - 4;
    hive_put_u32(size, 0u - hive_u32(size)); /* free */
    assert_salvaged(&file, "a key is in a cell that is free", "put back: \"A\"", 4, 3, 3);
    buf_free(&file);
}

static void a_base_block_without_its_signature_is_put_right(void **state)
{
    (void)state;
    struct buf file = copy();
    file.bytes[0] = 'x';
    assert_salvaged(&file, "file offset 0x0: a base block without the signature regf",
                    "lost at file offset 0x0: the signature regf", 4, 3, 1);
    struct raw_reading reading = raw_read(&file, true);
    assert_false(reading.facts.dirty);
    raw_reading_free(&reading);
    hive_put_u32(file.bytes + BASE_SEQUENCE_1, 9); /* dirty, which the checksum has */
    memcpy(file.bytes, "regf", 4);
    hive_put_u32(file.bytes + HIVE_CHECKSUM_AT, hive_checksum(file.bytes));
    file.bytes[0] = 'x';
    assert_salvaged(&file, "without the signature regf", "a dirty hive, and no log", 4, 3, 1);
    buf_free(&file);
}

static void a_lost_base_block_is_rebuilt_from_the_bins(void **state)
{
    (void)state;
    char text[160];
    struct buf file = copy();
    snprintf(
        text, sizeof text,
        "the base block is damaged; assumed: version 1.5, the root key in cell 0x%x, %zu bytes",
        whole.root, file.size - HIVE_BASE_SIZE);
    memset(file.bytes, 0, HIVE_BASE_SIZE);
    assert_salvaged(&file, "though hive bins follow at 0x1000", text, 4, 3, 1);
    static const uint8_t behind[100] = {7};
    buf_add(&file, behind, sizeof behind);
    assert_salvaged(&file, "though hive bins follow at 0x1000", text, 4, 3, 1);
    memset(file_at(&file, whole.root), 0, NK_NAME);
    assert_salvaged(&file, "though hive bins follow at 0x1000", "in cell 0x20", 4, 3, 4);
    buf_free(&file);
}

static void a_kind_or_version_that_the_checksum_denies_is_rebuilt(void **state)
{
    (void)state;
    static const unsigned fields[] = {BASE_TYPE, BASE_MAJOR, BASE_MINOR};
    for (size_t i = 0; i < 3; i++) {
        struct buf file = copy();
        hive_put_u32(file.bytes + fields[i], 77);
        struct raw_reading salvaged = raw_read(&file, true);
        assert_int_equal(salvaged.status.code, REGSIM_OK);
        assert_int_equal(store_key_count(salvaged.store), 4);
        assert_int_equal(salvaged.facts.lost, 1);
        raw_reading_free(&salvaged);
        hive_put_u32(file.bytes + HIVE_CHECKSUM_AT, hive_checksum(file.bytes)); /* it says so */
        salvaged = raw_read(&file, true);
        assert_true(salvaged.status.code != REGSIM_OK);
        raw_reading_free(&salvaged);
        buf_free(&file);
    }
}

static void lists_tell_the_version(void **state)
{
    (void)state;
    for (uint32_t minor = 3; minor <= 5; minor += 2) {
        struct buf file = copy();
        memcpy(file_at(&file, whole.root_list), minor == 3 ? "lf" : "lh", 2);
        memset(file.bytes, 0, HIVE_BASE_SIZE);
        struct raw_reading salvaged = raw_read(&file, true);
        assert_int_equal(salvaged.facts.minor, minor);
        raw_reading_free(&salvaged);
        buf_free(&file);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_are_put_back_below_keys_that_are_put_back),
        cmocka_unit_test(subkeys_behind_the_end_of_a_list_are_put_back),
        cmocka_unit_test(a_key_that_counts_no_subkeys_has_those_of_its_list),
        cmocka_unit_test(values_behind_the_end_of_a_list_are_told_and_salvaged),
        cmocka_unit_test(values_that_were_deleted_are_nothing_to_tell),
        cmocka_unit_test(a_root_key_without_its_signature_is_read),
        cmocka_unit_test(what_names_a_lost_root_key_is_put_back_below_it),
        cmocka_unit_test(a_base_block_without_its_signature_is_put_right),
        cmocka_unit_test(a_lost_base_block_is_rebuilt_from_the_bins),
        cmocka_unit_test(a_kind_or_version_that_the_checksum_denies_is_rebuilt),
        cmocka_unit_test(lists_tell_the_version),
    };
    return cmocka_run_group_tests(tests, make_whole, free_whole);
}
