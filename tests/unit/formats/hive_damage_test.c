/*
 * Damaged hives: refused with the cell, the key and what is wrong; salvaged, all else is read, and
 * each loss is told.
 */
#include "corpus.h"
#include "hive_whole.h"

#include "formats/input.h"

static void the_whole_hive_is_read_without_a_word(void **state)
{
    (void)state;
    for (int salvage = 0; salvage < 2; salvage++) {
        struct raw_reading reading = raw_read(&whole.file, salvage);
        assert_int_equal(reading.status.code, REGSIM_OK);
        assert_int_equal(reading.diags.warnings, 0);
        assert_int_equal(store_key_count(reading.store), 4);
        assert_int_equal(count_values(reading.store), 3);
        assert_int_equal(reading.facts.lost, 0);
        raw_reading_free(&reading);
    }
}

static void a_bad_key_takes_what_is_below_it(void **state)
{
    (void)state;
    assert_field_damages(whole.a, 0, 'x', "the root key: a key without the signature nk", 2, 0, 1);
    assert_field_damages(whole.a, NK_NAME_SIZE, 900, "the name of a key leaves its cell", 2, 0, 1);
    assert_field_damages(whole.below, NK_NAME_SIZE, 0, "key A: a key without a name", 3, 3, 1);
    assert_field_damages(whole.b, SIZE_OF_CELL, 88, "a key is in a cell that is free", 3, 3, 1);
}

/* They name their parent, so they are put back. */
static void a_bad_list_does_not_take_its_subkeys(void **state)
{
    (void)state;
    assert_field_damages(whole.a, NK_SUBKEY_LIST, 0x7FFFFFF8,
                         "key A: the list of 1 subkeys is outside of the hive bins", 4, 3, 2);
    assert_field_damages(whole.a, NK_SUBKEY_LIST, 4, "is outside of the hive bins", 4, 3, 2);
    assert_field_damages(whole.a, NK_SUBKEY_LIST, whole.values + 8,
                         "the list of 1 subkeys is where no cell starts", 4, 3, 2);
    assert_field_damages(whole.list_of_a, 0, 'x' | 1 << 16,
                         "a list of subkeys with an unknown signature", 4, 3, 2);
    assert_field_damages(whole.root_list, 4, whole.values, "a key is cut: its cell has 12 bytes", 2,
                         0, 1);
}

static void what_fits_of_a_list_that_is_too_long_is_read(void **state)
{
    (void)state;
    struct buf file = copy();
    hive_put_u16(file_at(&file, whole.list_of_a) + 2, 500);
    struct raw_reading salvaged = raw_read(&file, true);
    assert_int_equal(store_key_count(salvaged.store), 4);
    assert_true(says(&salvaged, "key A: a list of 500, whose cell has room for 2"));
    raw_reading_free(&salvaged);
    buf_free(&file);
    assert_field_damages(whole.a, NK_VALUES, 500, "key A: the list of 500 values is cut", 4, 3, 1);
}

static void a_bad_value_is_lost_alone(void **state)
{
    (void)state;
    assert_field_damages(whole.text, 0, 'x', "key A: a value without the signature vk", 4, 2, 1);
    assert_field_damages(whole.text, VK_NAME_SIZE - 2, 0x7FFF6B76,
                         "the name of a value leaves its cell", 4, 2, 1);
    assert_field_damages(whole.brief, VK_DATA_SIZE, VK_INLINE | 5,
                         "key A, value \"short\": 5 bytes cannot be inline", 4, 2, 1);
    assert_field_damages(whole.text, VK_DATA, 0x7FFFFFF8,
                         "value \"long\": the data of a value is outside of the hive bins", 4, 2,
                         1);
    assert_field_damages(whole.text, VK_DATA_SIZE, LONG_SIZE + 9,
                         "value \"long\": the data of a value is cut", 4, 2, 1);
    assert_field_damages(whole.deep, SIZE_OF_CELL, 104, "is in a cell that is free", 4, 2, 1);
    assert_field_damages(whole.text, VK_FLAGS, 3, "a tombstone, which only layered hives have", 4,
                         2, 1);
    assert_field_damages(whole.a, NK_VALUE_LIST, HIVE_NONE,
                         "the list of 3 values is outside of the hive bins", 4, 0, 1);
    assert_field_damages(whole.values, 4, 12345, "a value is outside of the hive bins", 4, 2, 1);
}

static void big_data_are_whole_or_lost(void **state)
{
    (void)state;
    assert_field_damages(whole.big_db, 0, 'x' | 3 << 16, "without the signature db", 4, 2, 1);
    assert_field_damages(whole.big_db, 0, 'd' | 'b' << 8 | 2 << 16,
                         "2 segments cannot hold 40000 bytes", 4, 2, 1);
    assert_field_damages(whole.big_db, 4, 0, "the list of segments", 4, 2, 1);
    assert_field_damages(whole.big_list, 4, 9, "a segment of big data is outside", 4, 2, 1);
    assert_field_damages(whole.segment, SIZE_OF_CELL, 0x3FE0, "is in a cell that is free", 4, 2, 1);
}

static void a_class_or_a_descriptor_is_lost_alone(void **state)
{
    (void)state;
    assert_field_damages(whole.root, NK_CLASS, 8, "the root key: a class name", 4, 3, 1);
    assert_field_damages(whole.root, NK_SECURITY, 8, "the root key: a security descriptor", 4, 3,
                         1);
    assert_field_damages(whole.security, 0, 'x', "a security descriptor that is none", 4, 3, 1);
    assert_field_damages(whole.security, SK_SIZE, 9999, "a security descriptor that is none", 4, 3,
                         1);
}

static void a_key_that_is_below_itself_is_left_out(void **state)
{
    (void)state;
    assert_field_damages(whole.list_of_a, 4, whole.a, "key A: a key that is below itself", 3, 3, 1);
    assert_field_damages(whole.list_of_a, 4, whole.root, "a key that is below itself", 3, 3, 1);
}

static void bad_cell_sizes_are_told_where_they_are(void **state)
{
    (void)state;
    char text[100];
    snprintf(text, sizeof text, "cell 0x%x (file offset 0x%x): a cell of 0 bytes", whole.b,
             whole.b + HIVE_BASE_SIZE);
    assert_field_damages(whole.b, SIZE_OF_CELL, 0, text, 3, 3, 2);
    assert_field_damages(whole.b, SIZE_OF_CELL, 0u - 84, "a cell of 84 bytes", 4, 3, 1);
    assert_field_damages(whole.b, SIZE_OF_CELL, 0x80000000u, "a cell of 2147483648 bytes", 3, 3, 2);
    assert_field_damages(whole.b, SIZE_OF_CELL, 0u - 8192, "a cell of 8192 bytes", 4, 3, 1);
}

static void a_bin_that_is_zeroed_or_moved_takes_its_cells(void **state)
{
    (void)state;
    struct buf file = copy();
    memset(file.bytes + HIVE_BASE_SIZE, 0, 4); /* its header only: the cells are there */
    assert_damage(&file, "no hive bin where one should start: 4096 bytes without one", 4, 3, 1);
    buf_free(&file);
    file = copy();
    hive_put_u32(file.bytes + HIVE_BASE_SIZE + 4, 4096);
    assert_damage(&file, "a hive bin of 4096 bytes at 0x1000, in the wrong place", 4, 3, 1);
    buf_free(&file);
    file = copy(); /* the bins of the segments */
    memset(file.bytes + 2 * HIVE_BASE_SIZE, 0, 3 * 4 * 4096);
    assert_damage(&file, "offset 0x1000 (file offset 0x2000): no hive bin", 4, 2, 2);
    buf_free(&file);
}

static void what_is_left_of_a_truncated_hive_is_read(void **state)
{
    (void)state;
    struct buf file = copy();
    file.size = 2 * HIVE_BASE_SIZE + 100;
    assert_damage(&file, "a truncated hive: it should hold", 4, 0, 3);
    buf_free(&file);
    file = copy();
    file.size = HIVE_BASE_SIZE - 1;
    struct raw_reading reading = raw_read(&file, true);
    assert_int_equal(reading.status.code, REGSIM_INVALID);
    raw_reading_free(&reading);
    buf_free(&file);
}

static void a_root_that_is_not_where_it_should_be_is_looked_for(void **state)
{
    (void)state;
    struct buf file = copy();
    hive_put_u32(file.bytes + BASE_ROOT, 0x888);
    hive_put_u32(file.bytes + HIVE_CHECKSUM_AT, hive_checksum(file.bytes));
    assert_damage(&file, "a key is where no cell starts", 4, 3, 1);
    memset(file_at(&file, whole.root), 0, 2);
    struct raw_reading reading = raw_read(&file, true);
    assert_int_equal(reading.status.code, REGSIM_INVALID);
    assert_true(says(&reading, "no root key: nothing can be reached"));
    raw_reading_free(&reading);
    buf_free(&file);
}

static void keys_that_were_cut_off_are_named(void **state)
{
    (void)state;
    struct buf file = copy();
    memset(file_at(&file, whole.a), 'x', 1);
    struct raw_reading reading = raw_read(&file, true);
    assert_true(says(&reading, "a key that nothing leads to any more, not read: below"));
    raw_reading_free(&reading);
    hive_put_u32(file_at(&file, whole.a), 'n' | 'k' << 8 | 0x20 << 16);
    hive_put_u32(file_at(&file, whole.root_list) + 4, whole.b);
    reading = raw_read(&file, true);
    assert_int_equal(reading.facts.lost, 0); /* B twice is odd only, and nothing is looked for */
    raw_reading_free(&reading);
    hive_put_u32(file_at(&file, whole.root_list) + 4, 0);
    reading = raw_read(&file, true);
    assert_true(says(&reading, "not read: A"));
    assert_true(says(&reading, "not read: A\\below"));
    raw_reading_free(&reading);
    buf_free(&file);
}

static void a_dirty_hive_may_end_before_its_last_bins(void **state)
{
    (void)state;
    struct buf file = copy();
    hive_put_u32(file.bytes + BASE_BINS_SIZE, hive_u32(file.bytes + BASE_BINS_SIZE) + 8192);
    hive_put_u32(file.bytes + BASE_SEQUENCE_1, 9);
    hive_put_u32(file.bytes + HIVE_CHECKSUM_AT, hive_checksum(file.bytes));
    struct raw_reading reading = raw_read(&file, false);
    assert_int_equal(reading.status.code, REGSIM_OK);
    assert_true(says(&reading, "the file ends here, and should hold 8192 bytes more"));
    assert_int_equal(store_key_count(reading.store), 4);
    raw_reading_free(&reading);
    static const uint8_t garbage[8192] = {1};
    buf_add(&file, garbage, sizeof garbage);
    reading = raw_read(&file, false);
    assert_int_equal(reading.status.code, REGSIM_OK);
    assert_true(says(&reading, "no hive bin where one should start: 8192 bytes"));
    raw_reading_free(&reading);
    buf_free(&file);
}

/* Another program found 1,687 reachable keys in it; the others name parents that lost their list.
 */
static void the_damaged_hive_of_the_corpus_gives_what_can_be_reached(void **state)
{
    (void)state;
    char *command = mem_printf("xz -dc %s/system/winxpsp3_x86_SYSTEM_corrupt.xz", corpus());
    FILE *pipe = popen(command, "r");
    struct buf file = {0};
    uint8_t chunk[65536];
    assert_non_null(pipe);
    for (size_t got; (got = fread(chunk, 1, sizeof chunk, pipe)) > 0;)
        buf_add(&file, chunk, got);
    assert_int_equal(pclose(pipe), 0);
    assert_damage(&file, "offset 0x19000 (file offset 0x1a000): no hive bin", 1831, 5877, 266);
    buf_free(&file);
    mem_free(command);
}

static void the_truncated_hive_of_the_corpus_keeps_its_first_keys(void **state)
{
    (void)state;
    struct input input;
    char *path = mem_printf("%s/yarp/TruncatedHive", corpus());
    assert_true(regsim_is_ok(input_open(&input, path, NULL)));
    struct buf file = {0};
    buf_add(&file, input.bytes, input.size);
    assert_damage(&file, "should hold 487424 bytes of hive bins, and holds 8192", 85, 0, 11);
    buf_free(&file);
    input_close(&input);
    mem_free(path);
}

/* Every byte of it wrong in turn: an answer each time; where the strict reader is content, the
 * salvaged hive is the same, or more of what counts left out. */
static void a_hive_with_any_byte_wrong_is_salvaged(void **state)
{
    (void)state;
    struct buf file = copy();
    size_t refused = 0, empty = 0;
    for (size_t at = 0; at < 2 * HIVE_BASE_SIZE; at++) {
        file.bytes[at] ^= 0x81;
        struct raw_reading strict = raw_read(&file, false), salvaged = raw_read(&file, true);
        if (regsim_is_ok(strict.status)) {
            assert_true(regsim_is_ok(salvaged.status));
            size_t keys = store_key_count(strict.store), more = store_key_count(salvaged.store);
            assert_true(salvaged.facts.lost ? more >= keys && strict.diags.warnings : more == keys);
        }
        refused += !regsim_is_ok(strict.status);
        empty += !regsim_is_ok(salvaged.status);
        raw_reading_free(&strict);
        raw_reading_free(&salvaged);
        file.bytes[at] ^= 0x81;
    }
    assert_true(refused > 100);
    assert_true(empty < 40);
    buf_free(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_whole_hive_is_read_without_a_word),
        cmocka_unit_test(a_bad_key_takes_what_is_below_it),
        cmocka_unit_test(a_bad_list_does_not_take_its_subkeys),
        cmocka_unit_test(what_fits_of_a_list_that_is_too_long_is_read),
        cmocka_unit_test(a_bad_value_is_lost_alone),
        cmocka_unit_test(big_data_are_whole_or_lost),
        cmocka_unit_test(a_class_or_a_descriptor_is_lost_alone),
        cmocka_unit_test(a_key_that_is_below_itself_is_left_out),
        cmocka_unit_test(bad_cell_sizes_are_told_where_they_are),
        cmocka_unit_test(a_bin_that_is_zeroed_or_moved_takes_its_cells),
        cmocka_unit_test(what_is_left_of_a_truncated_hive_is_read),
        cmocka_unit_test(a_root_that_is_not_where_it_should_be_is_looked_for),
        cmocka_unit_test(keys_that_were_cut_off_are_named),
        cmocka_unit_test(a_dirty_hive_may_end_before_its_last_bins),
        cmocka_unit_test(the_damaged_hive_of_the_corpus_gives_what_can_be_reached),
        cmocka_unit_test(the_truncated_hive_of_the_corpus_keeps_its_first_keys),
        cmocka_unit_test(a_hive_with_any_byte_wrong_is_salvaged),
    };
    return cmocka_run_group_tests(tests, make_whole, free_whole);
}
