/*
 * Damaged hives: refused with the cell, the key and what is wrong; salvaged, all else is read, and
 * each loss is told. The whole one:
 *
 *   root (class "c", security)
 *   ├── A   values: "big" in segments, "long" in a cell, "short" inline
 *   │   └── below
 *   └── B
 */
#include "corpus.h"
#include "hive_make.h"

#include "formats/input.h"

enum { BIG_SIZE = 40000, LONG_SIZE = 100 };

static struct whole {
    struct buf file;
    uint32_t root, a, below, b, root_list, list_of_a, values, big, big_db, big_list, segment, deep,
        text, brief, class, security;
} whole;

static uint32_t make_security(struct hive_bins *bins)
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

static void make_values(struct hive_bins *bins, struct whole *w)
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

static int make_whole(void **state)
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

static int free_whole(void **state)
{
    buf_free(&whole.file);
    (void)state;
    return 0;
}

static size_t count_values(const struct store *store)
{
    size_t values = 0;
    for (key_id key = 1; key < store_id_limit(store); key++)
        values += store_exists(store, key) ? store_value_count(store, key) : 0;
    return values;
}

/* The damage is told in one error with `text`; salvaged, so many keys, values and losses are left.
 */
static void assert_damage(const struct buf *file, const char *text, size_t keys, size_t values,
                          size_t lost)
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

static struct buf copy(void)
{
    struct buf file = {0};
    buf_add(&file, whole.file.bytes, whole.file.size);
    return file;
}

/* One field of a cell is changed, or, where `field` is SIZE_OF_CELL, the size before it. */
enum { SIZE_OF_CELL = -4 };

static void assert_field_damages(uint32_t cell, int field, uint32_t value, const char *text,
                                 size_t keys, size_t values, size_t lost)
{
    struct buf file = copy();
    hive_put_u32(file_at(&file, cell) + field, value);
    assert_damage(&file, text, keys, values, lost);
    buf_free(&file);
}

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

static void a_bad_list_takes_its_subkeys(void **state)
{
    (void)state;
    assert_field_damages(whole.a, NK_SUBKEY_LIST, 0x7FFFFFF8,
                         "key A: the list of 1 subkeys is outside of the hive bins", 3, 3, 1);
    assert_field_damages(whole.a, NK_SUBKEY_LIST, 4, "is outside of the hive bins", 3, 3, 1);
    assert_field_damages(whole.a, NK_SUBKEY_LIST, whole.values + 8,
                         "the list of 1 subkeys is where no cell starts", 3, 3, 1);
    assert_field_damages(whole.list_of_a, 0, 'x' | 1 << 16,
                         "a list of subkeys with an unknown signature", 3, 3, 1);
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

/* Another program found 1,687 reachable keys in it. */
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
    assert_damage(&file, "offset 0x19000 (file offset 0x1a000): no hive bin", 1687, 5616, 217);
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
    assert_damage(&file, "should hold 487424 bytes of hive bins, and holds 8192", 2, 0, 10);
    buf_free(&file);
    input_close(&input);
    mem_free(path);
}

/* Every byte of it wrong in turn: an answer each time; where the strict reader is content, the
 * salvaged hive is the same. */
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
            assert_int_equal(salvaged.facts.lost, 0);
            assert_int_equal(store_key_count(strict.store), store_key_count(salvaged.store));
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
        cmocka_unit_test(a_bad_list_takes_its_subkeys),
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
