/* Hives of the corpus: what other readers counted in them, and what Windows itself made of the
 * dirty ones. */
#include "corpus.h"
#include "reg_check.h"

#include "formats/hive.h"
#include "formats/input.h"
#include "formats/load.h"
#include "registry/diff.h"

struct hive {
    struct store *store;
    struct load_result result;
    struct diags diags;
    regsim_status status;
    size_t values;
};

static struct hive open_hive(const char *name)
{
    const char *folder = corpus(); /* skips the test where there is none */
    struct hive hive = {.store = store_new()};
    struct load_options options = {0};
    char *path = mem_printf("%s/%s", folder, name);
    hive.status = load_file(&hive.result, hive.store, path, &options, &hive.diags);
    for (key_id key = 1; key < store_id_limit(hive.store); key++)
        hive.values += store_exists(hive.store, key) ? store_value_count(hive.store, key) : 0;
    mem_free(path);
    return hive;
}

static void hive_close(struct hive *hive)
{
    store_free(hive->store);
    load_result_free(&hive->result);
    diags_free(&hive->diags);
}

/* rule hive.bins */
static void counts_are_those_of_the_manifest(void **state)
{
    static const struct {
        const char *name, *version;
        size_t keys, values, warnings;
    } hives[] = {
        {"ntuser/winxp_joe_NTUSER.DAT", "1.3", 1127, 5602, 0},
        {"small/hivex_minimal", "1.5", 1, 0, 0},
        {"small/hivex_special", "1.5", 4, 3, 2}, /* names with a NUL */
        {"small/hivex_rlenvalue_test_hive", "1.5", 2, 6, 0},
        {"yarp/EmptyHive", "1.3", 1, 0, 0},
        {"yarp/BigDataHive", "1.5", 2, 2, 0},
        {"yarp/UnicodeHive", "1.3", 3, 0, 0},
        {"yarp/UpcaseHive", "1.3", 4, 0, 0},
        {"yarp/ValuesOrderHive", "1.3", 1, 3, 0},
        {"yarp/ManySubkeysHive", "1.3", 5003, 0, 0},
        {"yarp/MultiSzHive", "1.3", 2, 2, 0},
        {"yarp/CompHive", "1.3", 4, 0, 1}, /* a renamed key kept its hint */
        {"cfreds/base.hive", "1.3", 1, 0, 0},
        {"yarp/BadListHive", "1.3", 6, 0, 3},     /* two keys have the same list */
        {"yarp/WrongOrderHive", "1.3", 11, 0, 2}, /* another reader gave up at 3 */
    };
    (void)state;
    for (size_t i = 0; i < sizeof hives / sizeof *hives; i++) {
        struct hive hive = open_hive(hives[i].name);
        assert_int_equal(hive.status.code, REGSIM_OK);
        assert_string_equal(hive.result.version, hives[i].version);
        assert_int_equal(store_key_count(hive.store), hives[i].keys);
        assert_int_equal(hive.values, hives[i].values);
        assert_int_equal(hive.diags.warnings, hives[i].warnings);
        assert_false(hive.result.dirty);
        hive_close(&hive);
    }
}

static void assert_recovers(const char *dirty_name, const char *truth_name)
{
    struct hive dirty = open_hive(dirty_name), truth = open_hive(truth_name);
    assert_int_equal(dirty.status.code, REGSIM_OK);
    assert_int_equal(truth.status.code, REGSIM_OK);
    assert_true(dirty.result.dirty && dirty.result.recovered);
    assert_false(truth.result.dirty);
    struct diff diff = {0};
    diff_stores(&diff, dirty.store, store_root(dirty.store), truth.store, store_root(truth.store),
                0);
    assert_int_equal(diff.count, 0);
    diff_free(&diff);
    hive_close(&dirty);
    hive_close(&truth);
}

/* rules flush.log-first, hive.dirty, hive.old-log, hive.new-log */
static void dirty_hives_become_what_windows_made_of_them(void **state)
{
    (void)state;
    assert_recovers("yarp/OldDirtyHive/OldDirtyHive", "yarp/OldDirtyHive/RecoveredHive_Windows7");
    assert_recovers("yarp/NewDirtyHive1/NewDirtyHive",
                    "yarp/NewDirtyHive1/RecoveredHive_Windows10");
}

/* rule hive.dirty */
static void a_dirty_hive_without_a_good_log_is_read_as_it_is(void **state)
{
    (void)state;
    struct hive hive = open_hive("yarp/BadLogHive1/BadLogHive");
    assert_int_equal(hive.status.code, REGSIM_OK);
    assert_true(hive.result.dirty);
    assert_false(hive.result.recovered);
    assert_int_equal(store_key_count(hive.store), 5003);
    assert_int_equal(hive.diags.warnings, 2);
    hive_close(&hive);
}

/* rules hive.base, hive.versions */
static void what_is_no_whole_hive_is_refused(void **state)
{
    static const char *const names[] = {
        "yarp/TruncatedHive",          "win9x/SYSTEM.DAT",
        "ntuser/winxp_ntuser.dat.LOG", "yarp/NewDirtyHive1/NewDirtyHive.LOG1",
        "small/plaso_SysEvent.Evt",
    };
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct hive hive = open_hive(names[i]);
        assert_int_equal(hive.status.code, REGSIM_INVALID);
        assert_int_equal(hive.diags.errors, 1);
        hive_close(&hive);
    }
}

/* rule hive.lists */
static void names_may_hold_nul_and_sort_by_upcased_units(void **state)
{
    (void)state;
    struct hive hive = open_hive("small/hivex_special");
    bool nul = false;
    for (key_id key = 1; key < store_id_limit(hive.store); key++)
        nul |= store_exists(hive.store, key) &&
               ustr_find(store_name(hive.store, key), 0, 0) != SIZE_MAX;
    assert_true(nul);
    hive_close(&hive);
    hive = open_hive("yarp/UpcaseHive"); /* ss1 < SS3 < ß2 */
    key_id root = store_root(hive.store);
    assert_true(
        ustr_same(store_name(hive.store, store_child_at(hive.store, root, 0)), USTR(u"ss1")));
    assert_true(
        ustr_same(store_name(hive.store, store_child_at(hive.store, root, 1)), USTR(u"SS3")));
    assert_true(
        ustr_same(store_name(hive.store, store_child_at(hive.store, root, 2)), USTR(u"ß2")));
    hive_close(&hive);
}

/* Every byte of a small hive, wrong in turn: an answer each time, and never a crash (rule
 * hive.cells). */
static void a_hive_with_any_byte_wrong_gets_an_answer(void **state)
{
    (void)state;
    struct input input;
    char *path = mem_printf("%s/small/hivex_special", corpus());
    assert_true(regsim_is_ok(input_open(&input, path, NULL)));
    uint8_t *bytes = mem_dup(input.bytes, input.size);
    size_t refused = 0;
    for (size_t at = 0; at < input.size; at++) {
        for (unsigned flip = 1; flip < 256; flip <<= 2) {
            struct store *store = store_new();
            struct hive_facts facts;
            struct hive_source source = {.name = "t", .bytes = bytes, .size = input.size};
            bytes[at] ^= (uint8_t)flip;
            refused += !regsim_is_ok(hive_read(&facts, store, store_root(store), &source, NULL));
            ustr_free(facts.root_name);
            bytes[at] ^= (uint8_t)flip;
            store_free(store);
        }
    }
    assert_true(refused > 100);
    mem_free(bytes);
    input_close(&input);
    mem_free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_are_those_of_the_manifest),
        cmocka_unit_test(dirty_hives_become_what_windows_made_of_them),
        cmocka_unit_test(a_dirty_hive_without_a_good_log_is_read_as_it_is),
        cmocka_unit_test(what_is_no_whole_hive_is_refused),
        cmocka_unit_test(names_may_hold_nul_and_sort_by_upcased_units),
        cmocka_unit_test(a_hive_with_any_byte_wrong_gets_an_answer),
    };
    return RUN_TESTS(tests);
}
