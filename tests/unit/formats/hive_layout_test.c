/*
 * Which bytes of a hive say what: the offsets and figures are those of the specification, written
 * out here, so that a reader and a writer that are wrong together are seen.
 */
#include "check.h"

#include "formats/hive.h"
#include "formats/hive_format.h"
#include "formats/hive_write.h"
#include "registry/store.h"

#include <string.h>

#define WRITTEN_AT             0x01BF53EB256D4000u
#define ASSERT_BYTES(at, text) assert_memory_equal(at, text, sizeof(text) - 1)

static struct buf write_store(const struct store *store, uint32_t minor)
{
    struct output output = {.fd = -1};
    struct hive_write_options options = {.minor = minor};
    assert_int_equal(hive_write(&output, store, store_root(store), &options, NULL).code, REGSIM_OK);
    return output.buf;
}

/* What a cell holds; in the file it stands behind the base block and the cell's size. */
static const uint8_t *cell(const struct buf *file, const uint8_t *offset)
{
    return file->bytes + 4096 + hive_u32(offset) + 4;
}

static const uint8_t *root_of(const struct buf *file)
{
    return cell(file, file->bytes + 36);
}

/* A subkey by its place in the only list, which is lf or lh. */
static const uint8_t *subkey(const struct buf *file, const uint8_t *nk, size_t i)
{
    return cell(file, cell(file, nk + 28) + 4 + i * 8);
}

static const uint8_t *value(const struct buf *file, const uint8_t *nk, size_t i)
{
    return cell(file, cell(file, nk + 40) + i * 4);
}

/* rule hive.base */
static void the_base_block_says_what_the_hive_is(void **state)
{
    (void)state;
    struct store *store = store_new();
    store_value_set(store, store_root(store), USTR(u"v"), 3, "12345", 5);
    store_touch(store, store_root(store), WRITTEN_AT);
    for (uint32_t minor = 3; minor <= 5; minor += 2) {
        struct buf file = write_store(store, minor);
        const uint8_t *base = file.bytes;
        ASSERT_BYTES(base, "regf\1\0\0\0\1\0\0\0"); /* two equal sequence numbers: clean */
        assert_true(hive_u64(base + 12) == WRITTEN_AT);
        assert_int_equal(hive_u32(base + 20), 1);
        assert_int_equal(hive_u32(base + 24), minor);
        assert_int_equal(hive_u32(base + 28), 0); /* no log */
        assert_int_equal(hive_u32(base + 32), 1);
        ASSERT_BYTES(root_of(&file), "nk");
        assert_int_equal(hive_u32(base + 40), file.size - 4096);
        assert_int_equal(hive_u32(base + 44), 1);
        uint32_t sum = 0;
        for (size_t at = 0; at < 508; at += 4)
            sum ^= hive_u32(base + at);
        assert_int_equal(hive_u32(base + 508), sum);
        buf_free(&file);
    }
    store_free(store);
}

/* A checksum is never 0 nor -1 (rule hive.base). */
static void the_checksums_0_and_minus_1_stand_for_others(void **state)
{
    (void)state;
    uint8_t base[512] = {0};
    assert_int_equal(hive_checksum(base), 1);
    memset(base + 16, 0xFF, 4);
    assert_int_equal(hive_checksum(base), 0xFFFFFFFE);
    base[504] = 1;
    assert_int_equal(hive_checksum(base), 0xFFFFFFFE);
    base[504] = 2;
    assert_int_equal(hive_checksum(base), 0xFFFFFFFD);
    base[508] = 0x55; /* is no part of it */
    assert_int_equal(hive_checksum(base), 0xFFFFFFFD);
}

/* rule hive.versions */
static void the_version_decides_the_lists_and_where_big_data_are(void **state)
{
    (void)state;
    static const uint8_t data[16345] = {7};
    struct store *store = store_new();
    key_id root = store_root(store);
    store_key_add(store, root, USTR(u"aB\x00e9zz"), 0, 1);
    store_key_add(store, root, USTR(u"b\x20ac"), 0, 1);
    store_value_set(store, root, USTR(u"v"), 3, data, sizeof data);
    struct buf file = write_store(store, 3);
    const uint8_t *list = cell(&file, root_of(&file) + 28);
    ASSERT_BYTES(list, "lf\2\0");
    ASSERT_BYTES(list + 8, "aB\xE9z"); /* the first four characters, or none */
    ASSERT_BYTES(list + 16, "\0\0\0\0");
    ASSERT_BYTES(cell(&file, value(&file, root_of(&file), 0) + 8), "\7\0\0\0");
    buf_free(&file);

    file = write_store(store, 5);
    list = cell(&file, root_of(&file) + 28);
    ASSERT_BYTES(list, "lh\2\0");
    uint32_t hash = (((('A' * 37u) + 'B') * 37 + 0xC9) * 37 + 'Z') * 37 + 'Z';
    assert_int_equal(hive_u32(list + 8), hash); /* of the name in upper case */
    assert_int_equal(hive_u32(list + 16), 'B' * 37 + 0x20AC);
    const uint8_t *db = cell(&file, value(&file, root_of(&file), 0) + 8);
    ASSERT_BYTES(db, "db\2\0");
    ASSERT_BYTES(cell(&file, cell(&file, db + 4)), "\7\0\0\0");
    buf_free(&file);
    store_free(store);
}

/* rule hive.big-data: from 1.4 on, what is longer than a segment is in segments. */
static void a_segment_holds_16344_bytes(void **state)
{
    (void)state;
    uint8_t data[2 * 16344 + 1];
    for (size_t i = 0; i < sizeof data; i++)
        data[i] = (uint8_t)(1 + i / 16344);
    struct store *store = store_new();
    store_value_set(store, store_root(store), USTR(u"a"), 3, data, 16344);
    store_value_set(store, store_root(store), USTR(u"b"), 3, data, sizeof data);
    for (uint32_t minor = 3; minor <= 5; minor++) {
        struct buf file = write_store(store, minor);
        const uint8_t *whole = cell(&file, value(&file, root_of(&file), 0) + 8);
        const uint8_t *held = cell(&file, value(&file, root_of(&file), 1) + 8);
        assert_memory_equal(whole, data, 16344);
        if (minor == 3) {
            assert_memory_equal(held, data, sizeof data);
        } else {
            const uint8_t *list = cell(&file, held + 4);
            ASSERT_BYTES(held, "db\3\0");
            assert_memory_equal(cell(&file, list), data, 16344);
            assert_memory_equal(cell(&file, list + 4), data + 16344, 16344);
            ASSERT_BYTES(cell(&file, list + 8), "\3");
        }
        buf_free(&file);
    }
    store_free(store);
}

/* rule hive.values */
static void small_data_stand_in_the_value_and_values_in_their_order(void **state)
{
    (void)state;
    static const struct {
        const char16_t *name;
        uint32_t type;
        const char *data;
        uint32_t size;
    } values[] = {{u"z", 0, "", 0},
                  {u"a", 0xFFFFFFFF, "\1", 1},
                  {u"Z2", 0x12345678, "\1\2\3\4", 4},
                  {u"m", 3, "\1\2\3\4\5", 5}};
    struct store *store = store_new();
    for (size_t i = 0; i < 4; i++)
        store_value_set(store, store_root(store), ustr_z(values[i].name), values[i].type,
                        values[i].data, values[i].size);
    struct buf file = write_store(store, 3);
    assert_int_equal(hive_u32(root_of(&file) + 36), 4);
    for (size_t i = 0; i < 4; i++) {
        const uint8_t *vk = value(&file, root_of(&file), i);
        bool inside = values[i].size <= 4;
        ASSERT_BYTES(vk, "vk");
        assert_int_equal(vk[20], values[i].name[0]);
        assert_int_equal(hive_u32(vk + 4), values[i].size | (inside ? 0x80000000 : 0));
        assert_memory_equal(inside ? vk + 8 : cell(&file, vk + 8), values[i].data, values[i].size);
        assert_int_equal(hive_u32(vk + 12), values[i].type);
    }
    buf_free(&file);
    store_free(store);
}

/* What stands in a value is read from there, and not from a cell (rule hive.values). */
static void data_in_the_value_are_read_from_there(void **state)
{
    (void)state;
    struct store *store = store_new(), *again = store_new();
    store_value_set(store, store_root(store), USTR(u"v"), 3, "\1\2\3\4", 4);
    struct buf file = write_store(store, 5);
    uint8_t *vk = (uint8_t *)value(&file, root_of(&file), 0);
    memcpy(vk + 4, "\3\0\0\x80wxyz\xFE\xFF\xFF\xFF", 12);
    struct hive_source source = {.name = "t", .bytes = file.bytes, .size = file.size};
    struct hive_facts facts;
    assert_int_equal(hive_read(&facts, again, store_root(again), &source, NULL).code, REGSIM_OK);
    const struct value *read = store_value_find(again, store_root(again), USTR(u"v"));
    assert_int_equal(read->size, 3);
    assert_memory_equal(value_data(read), "wxy", 3);
    assert_int_equal(read->type, 0xFFFFFFFE);
    ustr_free(facts.root_name);
    buf_free(&file);
    store_free(store);
    store_free(again);
}

/* rule hive.keys */
static void a_key_keeps_the_longest_names_and_data_below_it(void **state)
{
    (void)state;
    struct store *store = store_new();
    key_id root = store_root(store);
    key_id key = store_key_add(store, root, USTR(u"\x00e9\x00ff"), 0, WRITTEN_AT);
    store_key_add(store, root, USTR(u"four"), 0, 1);
    store_class_set(store, key, USTR(u"class"));
    store_value_set(store, root, USTR(u"seven77"), 3, "", 0);
    store_value_set(store, root, USTR(u"v"), 3, "123456789", 9);
    struct buf file = write_store(store, 5);
    const uint8_t *nk = root_of(&file);
    assert_int_equal(hive_u32(nk + 20), 2); /* in units of UTF-16, whatever they are kept in */
    assert_int_equal(hive_u32(nk + 52), 8);
    assert_int_equal(hive_u32(nk + 56), 10);
    assert_int_equal(hive_u32(nk + 60), 14);
    assert_int_equal(hive_u32(nk + 64), 9);
    nk = subkey(&file, nk, 1);
    assert_true(hive_u64(nk + 4) == WRITTEN_AT);
    assert_int_equal(hive_u16(nk + 74), 10);
    ASSERT_BYTES(cell(&file, nk + 48), "c\0l\0a\0s\0s\0");
    for (unsigned at = 52; at <= 64; at += 4)
        assert_int_equal(hive_u32(nk + at), 0);
    buf_free(&file);
    store_free(store);
}

/* rule hive.keys */
static void names_are_in_latin_1_where_that_can_hold_them(void **state)
{
    (void)state;
    struct store *store = store_new();
    key_id root = store_root(store);
    key_id latin = store_key_add(store, root, USTR(u"\x00e9\x00ff"), 0, 1);
    key_id wide = store_key_add(store, root, USTR(u"\x00ff\x0100"), 0, 1);
    store_value_set(store, latin, USTR(u"\x00ff"), 3, "", 0);
    store_value_set(store, latin, USTR(u"\x0100"), 3, "", 0);
    store_value_set(store, latin, (struct ustr){0}, 3, "", 0);
    store_flags_set(store, wide, KEY_LINK);
    struct buf file = write_store(store, 5);
    const uint8_t *root_nk = root_of(&file), *nk = subkey(&file, root_nk, 0);
    assert_int_equal(hive_u16(root_nk + 2), 0x2C); /* the root, not to be deleted, Latin-1 */
    assert_int_equal(hive_u16(nk + 2), 0x20);
    assert_int_equal(hive_u16(nk + 72), 2);
    ASSERT_BYTES(nk + 76, "\xE9\xFF");
    static const char *const names[] = {"\xFF", "\0\1", ""};
    for (size_t i = 0; i < 3; i++) {
        const uint8_t *vk = value(&file, nk, i);
        assert_int_equal(hive_u16(vk + 2), (i + 1) % 3);
        assert_int_equal(hive_u16(vk + 16), i == 0);
        assert_memory_equal(vk + 20, names[i], (i + 1) % 3);
    }
    nk = subkey(&file, root_nk, 1);
    assert_int_equal(hive_u16(nk + 2), 0x10); /* a link */
    assert_int_equal(hive_u16(nk + 72), 4);
    ASSERT_BYTES(nk + 76, "\xFF\0\0\1");
    buf_free(&file);
    store_free(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_base_block_says_what_the_hive_is),
        cmocka_unit_test(the_checksums_0_and_minus_1_stand_for_others),
        cmocka_unit_test(the_version_decides_the_lists_and_where_big_data_are),
        cmocka_unit_test(a_segment_holds_16344_bytes),
        cmocka_unit_test(small_data_stand_in_the_value_and_values_in_their_order),
        cmocka_unit_test(data_in_the_value_are_read_from_there),
        cmocka_unit_test(a_key_keeps_the_longest_names_and_data_below_it),
        cmocka_unit_test(names_are_in_latin_1_where_that_can_hold_them),
    };
    return RUN_TESTS(tests);
}
