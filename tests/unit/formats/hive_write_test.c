/* A hive that was written reads back as what was written, byte for byte; other readers of hives are
 * asked in tests/cli. */
#include "corpus.h"
#include "reg_check.h"

#include "formats/hive.h"
#include "formats/hive_format.h"
#include "formats/hive_write.h"
#include "formats/load.h"
#include "registry/access.h"
#include "registry/diff.h"

static struct output written(const struct store *store, uint32_t minor)
{
    struct output output = {.fd = -1};
    struct hive_write_options options = {.minor = minor};
    struct diags diags = {0};
    regsim_status status = hive_write(&output, store, store_root(store), &options, &diags);
    diags_print(&diags, stderr, false);
    assert_int_equal(status.code, REGSIM_OK);
    return output;
}

static struct store *read_back(const struct output *output, uint32_t minor)
{
    struct store *store = store_new();
    struct hive_facts facts;
    struct diags diags = {0};
    struct hive_source source = {.name = "t", .bytes = output->buf.bytes, .size = output->buf.size};
    assert_int_equal(hive_read(&facts, store, store_root(store), &source, &diags).code, REGSIM_OK);
    assert_int_equal(facts.minor, minor);
    assert_false(facts.dirty);
    for (size_t i = 0; i < diags.count; i++) /* names may be odd, what we write may not */
        assert_non_null(strstr(diags.items[i].text, "name holds a "));
    diags_free(&diags);
    ustr_free(facts.root_name);
    return store;
}

/* Differences in what a hive holds; security counts where `store` says it itself. */
static void assert_round_trip(const struct store *store)
{
    for (uint32_t minor = 3; minor <= 5; minor += 2) {
        struct output output = written(store, minor);
        struct store *again = read_back(&output, minor);
        struct diff diff = {0};
        diff_stores(&diff, store, store_root(store), again, store_root(again), DIFF_LAST_WRITES);
        for (size_t i = 0; i < diff.count; i++) {
            assert_int_equal(diff.entries[i].kind, DIFF_KEY_CHANGED);
            assert_int_equal(diff.entries[i].what, DIFF_SECURITY);
            assert_null(store_security(store, diff.entries[i].before));
        }
        diff_free(&diff);
        struct output twice = written(again, minor);
        assert_int_equal(output.buf.size, twice.buf.size);
        assert_memory_equal(output.buf.bytes, twice.buf.bytes, output.buf.size);
        store_free(again);
        buf_free(&output.buf);
        buf_free(&twice.buf);
    }
}

/* rules hive.base, hive.bins */
static void an_empty_registry_makes_the_smallest_hive(void **state)
{
    (void)state;
    struct store *store = store_new();
    struct output output = written(store, 3);
    assert_int_equal(output.buf.size, 8192);
    buf_free(&output.buf);
    assert_round_trip(store);
    store_free(store);
}

/* rules hive.keys, hive.values */
static void names_values_and_attributes_survive(void **state)
{
    (void)state;
    struct store *store = store_new();
    key_id root = store_root(store);
    static const struct ustr names[] = {{u"plain", 5}, {u"\x00e9", 1},      {u"\x20ac", 1},
                                        {u"n\0l", 3},  {u"\xd800 lone", 6}, {u"a]b", 3}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        key_id key = store_key_add(store, root, names[i], 0, 1000 + i);
        for (uint32_t size = 0; size <= 9; size++)
            store_value_set(store, key, (struct ustr){&u"0123456789"[size], 1}, size << 28 | size,
                            "abcdefghij", size);
        store_value_set(store, key, names[i], 3, "x", 1);
        store_value_set(store, key, (struct ustr){0}, 1, "d\0\0", 4);
    }
    key_id plain = store_find(store, root, USTR(u"plain"));
    store_class_set(store, plain, USTR(u"class\x20ac"));
    store_flags_set(store, plain, KEY_LINK);
    struct token user = token_user();
    const struct blob *deny = security_with_deny(security_default(), &user.user, 0x10000);
    store_security_set(store, plain, deny);
    blob_release(deny);
    assert_round_trip(store);
    store_free(store);
}

/* rule hive.lists */
static void many_subkeys_get_an_index_of_lists(void **state)
{
    (void)state;
    static const unsigned counts[] = {499, 500, 501, 1001, 5000, 10000};
    for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
        struct store *store = store_new();
        for (unsigned i = 0; i < counts[c]; i++) {
            char16_t name[3] = {(char16_t)(u'A' + i % 26), (char16_t)(0xE0 + i / 26 % 26),
                                (char16_t)(0x400 + i / 676)};
            store_key_add(store, store_root(store), (struct ustr){name, 3}, 0, 5);
        }
        assert_round_trip(store);
        store_free(store);
    }
}

/* rules hive.versions, hive.big-data */
static void big_data_are_cut_into_segments(void **state)
{
    (void)state;
    static const uint32_t sizes[] = {16343, 16344, 16345, 32688, 32689, 100000, 1048576};
    struct store *store = store_new();
    uint8_t *data = mem_alloc(1048576);
    for (size_t i = 0; i < 1048576; i++)
        data[i] = (uint8_t)(i * 7 + i / 251);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        store_value_set(store, store_root(store), (struct ustr){&u"abcdefg"[i], 1}, 3, data,
                        sizes[i]);
    assert_round_trip(store);
    mem_free(data);
    store_free(store);
}

/* rule volatile.not-saved */
static void volatile_keys_are_refused_or_left_out(void **state)
{
    (void)state;
    struct store *store = store_new();
    store_key_add(store, store_root(store), USTR(u"v"), KEY_VOLATILE, 1);
    struct output output = {.fd = -1};
    struct hive_write_options options = {.minor = 5};
    struct diags diags = {0};
    assert_int_equal(hive_write(&output, store, store_root(store), &options, &diags).code,
                     REGSIM_INVALID);
    assert_int_equal(output.buf.size, 0);
    options.lossy = true;
    assert_int_equal(hive_write(&output, store, store_root(store), &options, &diags).code,
                     REGSIM_OK);
    assert_int_equal(diags.warnings, 1);
    struct store *again = read_back(&output, 5);
    assert_int_equal(store_key_count(again), 1);
    store_free(again);
    buf_free(&output.buf);
    diags_free(&diags);
    store_free(store);
}

/* Each thing that does not fit is refused, and named; when lossy it is left out, and the rest kept.
 */
static void assert_lost(const struct store *store, uint32_t minor, const char *text)
{
    struct output output = {.fd = -1};
    struct hive_write_options options = {.minor = minor};
    struct diags diags = {0};
    assert_int_equal(hive_write(&output, store, store_root(store), &options, &diags).code,
                     REGSIM_INVALID);
    assert_int_equal(diags.errors, 1);
    assert_string_equal(diags.items[0].text, text);
    assert_int_equal(output.buf.size, 0);
    options.lossy = true;
    assert_int_equal(hive_write(&output, store, store_root(store), &options, &diags).code,
                     REGSIM_OK);
    assert_int_equal(diags.warnings, 1);
    struct store *again = read_back(&output, minor);
    assert_non_null(store_value_find(again, store_root(again), USTR(u"kept")));
    store_free(again);
    buf_free(&output.buf);
    diags_free(&diags);
}

static void what_does_not_fit_is_refused_or_left_out(void **state)
{
    (void)state;
    static char16_t units[70000];
    for (size_t i = 0; i < 70000; i++)
        units[i] = u'a';
    struct ustr latin = {units, 65536};
    uint8_t *data = mem_calloc(1024 * 1024 + 1, 1);
    struct store *store = store_new();
    key_id root = store_root(store), key = store_key_add(store, root, USTR(u"k"), 0, 1);
    store_value_set(store, root, USTR(u"kept"), 3, "x", 1);
    store_class_set(store, key, ustr_slice(latin, 0, 32768));
    assert_lost(store, 5, "k: a class name of more than 32,767 characters cannot be held");
    store_class_set(store, key, ustr_slice(latin, 0, 32767));
    assert_round_trip(store);
    store_class_set(store, key, (struct ustr){0});

    store_value_set(store, key, USTR(u"v\n"), 3, data, 1024 * 1024 + 1);
    assert_lost(store, 3,
                "k: value \"v\\u{A}\": a value of more than 1 MiB cannot be held in the standard "
                "format (1.3)");
    struct output output = written(store, 5);
    buf_free(&output.buf);
    store_value_set(store, key, USTR(u"v\n"), 3, data, 1024 * 1024);
    assert_round_trip(store);
    store_value_remove(store, key, USTR(u"v\n"));

    units[0] = 0x416; /* not Latin-1: two bytes a character */
    key_id other = store_key_add(store, root, ustr_slice(latin, 0, 32768), 0, 1);
    struct output none = {.fd = -1};
    struct hive_write_options options = {.minor = 5, .lossy = true};
    struct diags diags = {0};
    assert_true(regsim_is_ok(hive_write(&none, store, root, &options, &diags)));
    assert_non_null(strstr(diags.items[0].text, "a key whose name has more than 65,535 bytes"));
    diags_free(&diags);
    buf_free(&none.buf);
    store_key_remove(store, other);
    store_value_set(store, root, ustr_slice(latin, 0, 32768), 3, "x", 1);
    assert_int_equal(
        hive_write(&none, store, root, &(struct hive_write_options){.minor = 5}, &diags).code,
        REGSIM_INVALID);
    assert_non_null(strstr(diags.items[0].text, "a value whose name has more than 65,535 bytes"));
    diags_free(&diags);
    mem_free(data);
    store_free(store);
}

/* As many as there are keys: found by their content, each once. */
static void descriptors_that_all_differ_get_a_cell_each(void **state)
{
    (void)state;
    enum { KEYS = 1000 };
    struct store *store = store_new();
    for (uint32_t i = 0; i < 2 * KEYS; i++) {
        char16_t name[3] = {(char16_t)(u'A' + i % 10), (char16_t)(u'A' + i / 10 % 10),
                            (char16_t)(u'A' + i / 100)};
        key_id key = store_key_add(store, store_root(store), (struct ustr){name, 3}, 0, 1);
        uint32_t content[5] = {1, i % KEYS, 3, 4, 5};
        const struct blob *blob = blob_new(content, sizeof content);
        store_security_set(store, key, blob);
        blob_release(blob);
    }
    struct output output = written(store, 5);
    size_t cells = 0, references = 0;
    for (size_t at = HIVE_BASE_SIZE + HIVE_BIN_HEADER; at + 8 < output.buf.size; at += 8) {
        const uint8_t *cell = output.buf.bytes + at;
        if (memcmp(cell + 4, "sk\0", 4))
            continue;
        cells++;
        references += hive_u32(cell + 4 + SK_REFERENCES);
    }
    assert_int_equal(cells, KEYS + 1); /* the root's is another */
    assert_int_equal(references, 2 * KEYS + 1);
    buf_free(&output.buf);
    assert_round_trip(store);
    store_free(store);
}

/* rule hive.security */
static void equal_descriptors_share_one_cell(void **state)
{
    (void)state;
    struct store *store = store_new();
    for (unsigned i = 0; i < 100; i++)
        store_key_add(store, store_root(store),
                      (struct ustr){(const char16_t[]){u'k', (char16_t)(u'a' + i)}, 2}, 0, 1);
    struct output output = written(store, 5);
    size_t cells = 0;
    for (size_t at = HIVE_BASE_SIZE + HIVE_BIN_HEADER; at + 8 < output.buf.size; at += 8) {
        const uint8_t *cell = output.buf.bytes + at;
        if (!memcmp(cell + 4, "sk\0", 4)) {
            cells++;
            assert_int_equal(hive_u32(cell + 4 + SK_REFERENCES), 101);
        }
    }
    assert_int_equal(cells, 1);
    buf_free(&output.buf);
    store_free(store);
}

static void the_hives_of_the_corpus_survive(void **state)
{
    static const char *const names[] = {"ntuser/winxp_joe_NTUSER.DAT", "small/hivex_special",
                                        "yarp/BigDataHive", "yarp/ManySubkeysHive",
                                        "yarp/UnicodeHive"};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *path = mem_printf("%s/%s", corpus(), names[i]);
        struct store *store = store_new();
        struct load_options options = {0};
        struct load_result result;
        assert_true(regsim_is_ok(load_file(&result, store, path, &options, NULL)));
        assert_round_trip(store);
        load_result_free(&result);
        store_free(store);
        mem_free(path);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_registry_makes_the_smallest_hive),
        cmocka_unit_test(names_values_and_attributes_survive),
        cmocka_unit_test(many_subkeys_get_an_index_of_lists),
        cmocka_unit_test(big_data_are_cut_into_segments),
        cmocka_unit_test(volatile_keys_are_refused_or_left_out),
        cmocka_unit_test(what_does_not_fit_is_refused_or_left_out),
        cmocka_unit_test(descriptors_that_all_differ_get_a_cell_each),
        cmocka_unit_test(equal_descriptors_share_one_cell),
        cmocka_unit_test(the_hives_of_the_corpus_survive),
    };
    return RUN_TESTS(tests);
}
