/*
 * Odd hives: read all the same, each oddity told once with its cell, its key and what is odd; of
 * many of a kind ten are told, and then how many more. Also the versions that are read or refused.
 */
#include "hive_make.h"

/* The hive is read, says `text` in its only warning, and has so many keys. */
static void assert_odd(struct buf file, const char *text, size_t keys)
{
    struct raw_reading reading = raw_read(&file, false);
    assert_int_equal(reading.status.code, REGSIM_OK);
    assert_true(says(&reading, text));
    assert_int_equal(reading.diags.warnings, 1);
    assert_int_equal(store_key_count(reading.store), keys);
    raw_reading_free(&reading);
    buf_free(&file);
}

/* root with the keys of these names, in this order, and a value "v" of eight bytes. */
struct few {
    struct hive_bins bins;
    uint32_t root, keys[4], list, values, vk;
};

static struct few few(const char *const *names, size_t count)
{
    struct few f = {0};
    f.root = raw_nk(&f.bins, "root", HIVE_NONE);
    for (size_t i = 0; i < count; i++)
        f.keys[i] = raw_nk(&f.bins, names[i], f.root);
    f.list = raw_list(&f.bins, "li", f.keys, count);
    raw_subkeys(&f.bins, f.root, f.list, count);
    f.vk = raw_vk(&f.bins, "v", 8, hive_bins_cell(&f.bins, 8));
    f.values = raw_cells(&f.bins, &f.vk, 1);
    raw_values(&f.bins, f.root, f.values, 1);
    return f;
}

#define FEW(...)                                                                                   \
    few((const char *const[]){__VA_ARGS__},                                                        \
        sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static struct buf file_of(struct few *f)
{
    return raw_file(&f->bins, f->root, 5);
}

static void a_hive_in_order_is_read_without_a_word(void **state)
{
    (void)state;
    struct few f = FEW("a", "b", "c");
    struct buf file = file_of(&f);
    struct raw_reading reading = raw_read(&file, false);
    assert_int_equal(reading.status.code, REGSIM_OK);
    assert_int_equal(reading.diags.warnings, 0);
    raw_reading_free(&reading);
    buf_free(&file);
}

static void order_and_names_of_keys_are_looked_at(void **state)
{
    (void)state;
    static char name[300];
    struct few f = FEW("b", "a", "c");
    assert_odd(file_of(&f),
               "the root key: a key in the wrong order, which Windows may not find: \"a\"", 4);
    f = FEW("a", "A");
    assert_odd(file_of(&f), "a second key of the same name, left out: \"A\"", 2);
    f = FEW("b", "c", "B");
    assert_odd(file_of(&f), "a second key of the same name, left out: \"B\"", 3);
    f = FEW("a\\b");
    assert_odd(file_of(&f), "a key whose name holds a backslash: \"a\\b\"", 2);
    f = FEW("testnew\r\nne");
    assert_odd(file_of(&f), "a key whose name holds a control character: \"testnew\\u{D}", 2);
    memset(name, 'n', 257);
    f = FEW(name);
    assert_odd(file_of(&f), "a key whose name has more than 256 characters: \"…nnn", 2);
    name[256] = 0;
    f = FEW("a", name);
    struct buf file = file_of(&f);
    struct raw_reading reading = raw_read(&file, false);
    assert_int_equal(reading.diags.warnings, 0);
    raw_reading_free(&reading);
    buf_free(&file);
}

static void a_key_in_two_places_is_read_once(void **state)
{
    (void)state;
    struct few f = FEW("a", "b");
    uint32_t below = raw_nk(&f.bins, "below", f.keys[1]);
    uint32_t list = raw_list(&f.bins, "li", &below, 1);
    raw_subkeys(&f.bins, f.keys[0], list, 1);
    raw_subkeys(&f.bins, f.keys[1], list, 1);
    struct buf file = file_of(&f);
    struct raw_reading reading = raw_read(&file, false);
    assert_int_equal(reading.status.code, REGSIM_OK);
    assert_true(says(&reading, "key a: a key that names another parent: \"below\""));
    assert_true(says(&reading, "key b: a key that is below another key too, left out: \"below\""));
    assert_int_equal(store_key_count(reading.store), 4);
    raw_reading_free(&reading);
    buf_free(&file);
}

static void counts_and_maxima_are_looked_at(void **state)
{
    (void)state;
    struct few f = FEW("a", "b");
    raw_put(&f.bins, f.root, NK_SUBKEYS, 3);
    assert_odd(file_of(&f), "the root key: 2 subkeys, where the key says 3", 3);
    f = FEW("a", "b");
    raw_put(&f.bins, f.root, NK_SUBKEYS, 1);
    assert_odd(file_of(&f), "the root key: 2 subkeys, where the key says 1", 3);
    f = FEW("a", "four");
    raw_put(&f.bins, f.root, NK_MAX_SUBKEY_NAME, 0x10006); /* flags stand in the upper half */
    assert_odd(file_of(&f), "a subkey's name has 8 bytes, the key says at most 6", 3);
    f = FEW("a", "b");
    uint32_t class = hive_bins_cell(&f.bins, 10);
    raw_put(&f.bins, f.keys[0], NK_CLASS, class);
    hive_put_u16(hive_bins_at(&f.bins, f.keys[0]) + NK_CLASS_SIZE, 10);
    raw_put(&f.bins, f.root, NK_MAX_CLASS, 8);
    assert_odd(file_of(&f), "a subkey's class has 10 bytes, the key says at most 8", 3);
    f = FEW("a", "b");
    raw_put(&f.bins, f.root, NK_MAX_VALUE_NAME, 1);
    assert_odd(file_of(&f), "a value's name has 2 bytes, the key says at most 1", 3);
    f = FEW("a", "b");
    raw_put(&f.bins, f.root, NK_MAX_VALUE_DATA, 7);
    assert_odd(file_of(&f), "a value's data have 8 bytes, the key says at most 7", 3);
}

static void values_with_a_second_or_an_odd_name_are_told(void **state)
{
    (void)state;
    struct few f = FEW("a");
    uint32_t values[] = {f.vk, raw_vk(&f.bins, "V", VK_INLINE, 0)};
    raw_values(&f.bins, f.root, raw_cells(&f.bins, values, 2), 2);
    assert_odd(file_of(&f), "the root key, value \"V\": a second value of this name, left out", 2);
    f = FEW("a");
    hive_put_u16(hive_bins_at(&f.bins, f.vk) + VK_FLAGS, 0);
    hive_put_u16(hive_bins_at(&f.bins, f.vk) + VK_NAME_SIZE, 4);
    hive_put_u32(hive_bins_at(&f.bins, f.vk) + VK_NAME, 'v');
    assert_odd(file_of(&f), "value \"v\\u{0}\": a value whose name holds a NUL", 2);
}

static void hints_are_looked_at(void **state)
{
    (void)state;
    struct few f = FEW("Abcde");
    uint32_t list = hive_bins_cell(&f.bins, 12);
    raw_put(&f.bins, list, 0, 'l' | 'h' << 8 | 1 << 16);
    raw_put(&f.bins, list, 4, f.keys[0]);
    raw_put(&f.bins, list, 8, hive_name_hash(USTR(u"aBCDE")) + 1);
    raw_put(&f.bins, f.root, NK_SUBKEY_LIST, list);
    assert_odd(file_of(&f), "a key with a wrong hint, which Windows may not find: \"Abcde\"", 2);
    f = FEW("Abcde");
    list = hive_bins_cell(&f.bins, 12);
    raw_put(&f.bins, list, 0, 'l' | 'f' << 8 | 1 << 16);
    raw_put(&f.bins, list, 4, f.keys[0]);
    memcpy(hive_bins_at(&f.bins, list) + 8, "Abcx", 4);
    raw_put(&f.bins, f.root, NK_SUBKEY_LIST, list);
    struct buf file = file_of(&f), right = {0};
    buf_add(&right, file.bytes, file.size);
    assert_odd(file, "a key with a wrong hint", 2);
    static const char *const good[] = {"Abcd", "\0\0\0\0"}; /* none is right too */
    for (size_t i = 0; i < 2; i++) {
        memcpy(file_at(&right, list) + 8, good[i], 4);
        struct raw_reading reading = raw_read(&right, false);
        assert_int_equal(reading.diags.warnings, 0);
        raw_reading_free(&reading);
    }
    buf_free(&right);
}

static uint32_t raw_sk(struct hive_bins *bins, uint32_t references)
{
    uint32_t cell = hive_bins_cell(bins, SK_DESCRIPTOR + 20);
    memcpy(hive_bins_at(bins, cell), "sk", 2);
    raw_put(bins, cell, SK_NEXT, cell);
    raw_put(bins, cell, SK_PREVIOUS, cell);
    raw_put(bins, cell, SK_REFERENCES, references);
    raw_put(bins, cell, SK_SIZE, 20);
    return cell;
}

/* rule hive.security */
static void counts_and_links_of_descriptors_are_looked_at(void **state)
{
    (void)state;
    struct few f = FEW("a");
    raw_put(&f.bins, f.root, NK_SECURITY, raw_sk(&f.bins, 3));
    assert_odd(file_of(&f), "a security descriptor that counts 3 keys, and 1 refer to it", 2);

    f = FEW("a");
    uint32_t used = raw_sk(&f.bins, 1), unused = raw_sk(&f.bins, 0);
    raw_put(&f.bins, f.root, NK_SECURITY, used);
    for (size_t i = 0; i < 2; i++) {
        raw_put(&f.bins, i ? used : unused, SK_NEXT, i ? unused : used);
        raw_put(&f.bins, i ? used : unused, SK_PREVIOUS, i ? unused : used);
    }
    assert_odd(file_of(&f), "a security descriptor that no key refers to", 2);

    f = FEW("a");
    used = raw_sk(&f.bins, 1), unused = raw_sk(&f.bins, 1);
    raw_put(&f.bins, f.root, NK_SECURITY, used);
    raw_put(&f.bins, f.keys[0], NK_SECURITY, unused);
    assert_odd(file_of(&f), "a security descriptor outside of the ring of them", 2);

    f = FEW("a");
    used = raw_sk(&f.bins, 1);
    raw_put(&f.bins, f.root, NK_SECURITY, used);
    raw_put(&f.bins, used, SK_PREVIOUS, 0x48);
    assert_odd(file_of(&f), "names 0x48 as the one before", 2);

    f = FEW("a");
    used = raw_sk(&f.bins, 1);
    raw_put(&f.bins, f.root, NK_SECURITY, used);
    raw_put(&f.bins, used, SK_NEXT, 0x12345);
    assert_odd(file_of(&f), "the next security descriptor should be in cell 0x12345", 2);
}

/* The ring goes on without its start: told, and not for ever. */
static void a_ring_that_does_not_come_back_ends(void **state)
{
    (void)state;
    struct few f = FEW("a");
    uint32_t first = raw_sk(&f.bins, 1), second = raw_sk(&f.bins, 1);
    raw_put(&f.bins, f.root, NK_SECURITY, first);
    raw_put(&f.bins, f.keys[0], NK_SECURITY, second);
    raw_put(&f.bins, first, SK_NEXT, second);
    raw_put(&f.bins, second, SK_PREVIOUS, second);
    struct buf file = file_of(&f);
    struct raw_reading reading = raw_read(&file, false);
    assert_int_equal(reading.status.code, REGSIM_OK);
    assert_true(says(&reading, "the ring of security descriptors does not come back"));
    assert_int_equal(reading.diags.warnings, 2);
    raw_reading_free(&reading);
    buf_free(&file);
}

static void kinds_of_keys_are_told(void **state)
{
    (void)state;
    struct few f = FEW("a");
    hive_put_u16(hive_bins_at(&f.bins, f.root) + NK_FLAGS, NK_FLAG_COMPRESSED);
    assert_odd(file_of(&f), "the root key is not marked as one", 2);
    f = FEW("a");
    hive_put_u16(hive_bins_at(&f.bins, f.keys[0]) + NK_FLAGS,
                 NK_FLAG_COMPRESSED | NK_FLAG_PREDEFINED);
    raw_put(&f.bins, f.keys[0], NK_VALUES, 0x80000002u);
    assert_odd(file_of(&f), "key a: a key that stands for a predefined handle", 2);
}

/* rule hive.bins */
static void bytes_behind_the_bins_are_told_padding_is_not(void **state)
{
    (void)state;
    struct few f = FEW("a");
    struct buf file = file_of(&f);
    static const uint8_t padding[5000];
    buf_add(&file, padding, sizeof padding);
    struct raw_reading reading = raw_read(&file, false);
    assert_int_equal(reading.diags.warnings, 0);
    raw_reading_free(&reading);
    file.bytes[file.size - 1] = 1;
    assert_odd(file, "5000 bytes behind the last hive bin, not read", 2);
}

static void of_many_ten_are_told_and_the_rest_counted(void **state)
{
    (void)state;
    struct hive_bins bins = {0};
    uint32_t root = raw_nk(&bins, "root", HIVE_NONE), cells[30];
    for (size_t i = 0; i < 30; i++) {
        char name[] = {(char)('a' + i % 26), (char)('0' + i / 26), '\\', 0};
        cells[29 - i] = raw_nk(&bins, name, root);
    }
    raw_subkeys(&bins, root, raw_list(&bins, "li", cells, 30), 30);
    struct buf file = raw_file(&bins, root, 3);
    struct raw_reading reading = raw_read(&file, false);
    assert_int_equal(reading.status.code, REGSIM_OK);
    assert_true(says(&reading, "and 20 more keys with an odd name"));
    assert_true(says(&reading, "more keys in the wrong order"));
    assert_int_equal(reading.diags.count, 2 * 11);
    assert_int_equal(store_key_count(reading.store), 31);
    raw_reading_free(&reading);
    buf_free(&file);
}

/* ---- versions ---- */

static struct raw_reading read_version(uint32_t minor, uint32_t flags)
{
    struct few f = FEW("a", "b"); /* li lists: all that 1.2 has */
    struct buf file = raw_file(&f.bins, f.root, minor);
    hive_put_u32(file.bytes + BASE_FLAGS, flags);
    hive_put_u32(file.bytes + HIVE_CHECKSUM_AT, hive_checksum(file.bytes));
    struct raw_reading reading = raw_read(&file, false);
    buf_free(&file);
    return reading;
}

static void versions_from_1_2_to_1_6_are_read(void **state)
{
    (void)state;
    for (uint32_t minor = 2; minor <= 6; minor++) {
        struct raw_reading reading = read_version(minor, 1);
        assert_int_equal(reading.status.code, REGSIM_OK);
        assert_int_equal(reading.facts.minor, minor);
        assert_int_equal(reading.diags.warnings, 0);
        assert_int_equal(store_key_count(reading.store), 3);
        raw_reading_free(&reading);
    }
}

/* rule hive.versions */
static void other_versions_and_layers_are_refused_by_name(void **state)
{
    static const struct {
        uint32_t minor, flags;
        const char *text;
    } cases[] = {
        {0, 0,
         "a hive from before Windows NT 3.1 (version 1.0), whose cells have another layout, which "
         "is not supported"},
        {1, 0,
         "a hive of Windows NT 3.1 or 3.5 (version 1.1), whose cells have another layout, which is "
         "not supported"},
        {7, 0, "file offset 0x14: a hive of the unknown version 1.7, which is not supported"},
        {6, 2, "a layered (differencing) hive, which is not supported"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct raw_reading reading = read_version(cases[i].minor, cases[i].flags);
        assert_int_equal(reading.status.code, REGSIM_UNSUPPORTED);
        assert_int_equal(reading.diags.errors, 1);
        assert_true(says(&reading, cases[i].text));
        raw_reading_free(&reading);
    }
    struct raw_reading reading =
        read_version(5, 2); /* there it says that the hive was defragmented */
    assert_int_equal(reading.status.code, REGSIM_OK);
    raw_reading_free(&reading);
}

/* From 1.4 on, data of more than 16,344 bytes are in segments; before, in a cell (rule
 * hive.big-data). */
static void big_data_depend_on_the_version(void **state)
{
    (void)state;
    struct few f = FEW("a");
    uint32_t data = hive_bins_cell(&f.bins, HIVE_BIG_DATA + 1);
    raw_put(&f.bins, f.vk, VK_DATA, data);
    raw_put(&f.bins, f.vk, VK_DATA_SIZE, HIVE_BIG_DATA + 1);
    struct buf file = raw_file(&f.bins, f.root, 3);
    struct raw_reading reading = raw_read(&file, false);
    assert_int_equal(reading.status.code, REGSIM_OK);
    raw_reading_free(&reading);
    hive_put_u32(file.bytes + BASE_MINOR, 4);
    hive_put_u32(file.bytes + HIVE_CHECKSUM_AT, hive_checksum(file.bytes));
    reading = raw_read(&file, false);
    assert_int_equal(reading.status.code, REGSIM_INVALID);
    assert_true(says(&reading, "without the signature db"));
    raw_reading_free(&reading);
    buf_free(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hive_in_order_is_read_without_a_word),
        cmocka_unit_test(order_and_names_of_keys_are_looked_at),
        cmocka_unit_test(a_key_in_two_places_is_read_once),
        cmocka_unit_test(counts_and_maxima_are_looked_at),
        cmocka_unit_test(values_with_a_second_or_an_odd_name_are_told),
        cmocka_unit_test(hints_are_looked_at),
        cmocka_unit_test(counts_and_links_of_descriptors_are_looked_at),
        cmocka_unit_test(a_ring_that_does_not_come_back_ends),
        cmocka_unit_test(kinds_of_keys_are_told),
        cmocka_unit_test(bytes_behind_the_bins_are_told_padding_is_not),
        cmocka_unit_test(of_many_ten_are_told_and_the_rest_counted),
        cmocka_unit_test(versions_from_1_2_to_1_6_are_read),
        cmocka_unit_test(other_versions_and_layers_are_refused_by_name),
        cmocka_unit_test(big_data_depend_on_the_version),
    };
    return RUN_TESTS(tests);
}
