/* Old logs, made by hand: what one must say to be applied, and what of it is. */
#include "hive_log.h"
#include "hive_make.h"

#define WRITTEN_AT 0x01BF53EB256D4000u

/* A hive with the key "a" in an unfinished write, and the log that makes it "b". */
struct pair {
    struct buf hive, log;
};

static struct pair make_pair(void)
{
    struct hive_bins bins = {0};
    uint32_t root = raw_nk(&bins, "root", HIVE_NONE), key = raw_nk(&bins, "a", root);
    raw_subkeys(&bins, root, raw_list(&bins, "li", &key, 1), 1);
    struct pair pair = {.hive = raw_file(&bins, root, 3)};
    assert_int_equal(pair.hive.size, 8192); /* eight sectors of bins */
    hive_put_u64(pair.hive.bytes + 12, WRITTEN_AT);
    put_sequences(pair.hive.bytes, 8, 7);

    uint8_t sectors[3 * 512] = {0};
    memcpy(sectors, pair.hive.bytes, 512);
    hive_put_u32(sectors + 28, 1);
    put_sequences(sectors, 8, 8);
    uint32_t name = 4096 + key + 4 + 76, page = (name - 4096) / 512; /* where the name stands */
    memcpy(sectors + 512, "DIRT", 4);
    sectors[512 + 4 + page / 8] = (uint8_t)(1 << page % 8);
    memcpy(sectors + 1024, pair.hive.bytes + 4096 + page * 512, 512);
    sectors[1024 + name % 512] = 'b';
    buf_add(&pair.log, sectors, sizeof sectors);
    return pair;
}

/* Reads the hive with its log, frees both, and says whether the log was applied: if not, with this
 * warning. */
static bool applies(struct pair pair, const char *warning)
{
    struct raw_reading reading = {.store = store_new()};
    struct hive_source source = {.name = "t", .bytes = pair.hive.bytes, .size = pair.hive.size};
    source.logs[1] = (struct hive_log){"log", pair.log.bytes, pair.log.size};
    assert_int_equal(
        hive_read(&reading.facts, reading.store, store_root(reading.store), &source, &reading.diags)
            .code,
        REGSIM_OK);
    key_id root = store_root(reading.store);
    bool applied = store_find(reading.store, root, USTR(u"b")) != KEY_NONE;
    assert_int_equal(store_find(reading.store, root, USTR(u"a")) == KEY_NONE, applied);
    assert_int_equal(reading.facts.recovered, applied);
    assert_int_equal(reading.diags.warnings, applied ? 0 : 2);
    if (!applied)
        assert_true(says(&reading, warning));
    raw_reading_free(&reading);
    buf_free(&pair.hive);
    buf_free(&pair.log);
    return applied;
}

/* rule hive.old-log */
static void the_sectors_that_the_bits_name_are_applied(void **state)
{
    (void)state;
    assert_true(applies(make_pair(), NULL));
    struct pair pair = make_pair();
    hive_put_u32(pair.log.bytes + 28, 2); /* as before Windows XP */
    put_checksum_right(pair.log.bytes);
    assert_true(applies(pair, NULL));
}

/* rule hive.old-log */
static void the_log_of_another_time_is_not_applied(void **state)
{
    (void)state;
    for (unsigned at = 12; at < 20; at += 7) {
        struct pair pair = make_pair();
        pair.log.bytes[at] ^= 1;
        put_checksum_right(pair.log.bytes);
        assert_false(applies(pair, "the log of another write, not used"));
    }
}

/* rule hive.old-log */
static void an_unfinished_log_is_not_applied(void **state)
{
    (void)state;
    struct pair pair = make_pair();
    put_sequences(pair.log.bytes, 9, 8);
    assert_false(applies(pair, "a damaged or unfinished log"));
    pair = make_pair();
    pair.log.bytes[508] ^= 1;
    assert_false(applies(pair, "a damaged or unfinished log"));
}

/* rule hive.old-log */
static void a_log_without_its_mark_or_sectors_is_not_applied(void **state)
{
    (void)state;
    struct pair pair = make_pair();
    pair.log.bytes[512] = 'd';
    assert_false(applies(pair, "a damaged log: it does not hold the pages that it should"));
    pair = make_pair();
    pair.log.bytes[516] = 0xFF; /* eight sectors, and there is one */
    assert_false(applies(pair, "a damaged log: it does not hold the pages that it should"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sectors_that_the_bits_name_are_applied),
        cmocka_unit_test(the_log_of_another_time_is_not_applied),
        cmocka_unit_test(an_unfinished_log_is_not_applied),
        cmocka_unit_test(a_log_without_its_mark_or_sectors_is_not_applied),
    };
    return RUN_TESTS(tests);
}
