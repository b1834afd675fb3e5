/*
 * Recovery from logs that are incomplete, damaged or of another hive. Which entries were applied is
 * checked against the pages of those entries, copied by the test itself.
 */
#include "corpus.h"
#include "hive_log.h"

#include "base/memory.h"
#include "formats/hive.h"
#include "formats/input.h"
#include "registry/diff.h"

/* The pair of the corpus: the hive stands at 2, LOG1 has the entry 2, LOG2 has 3, 4 and 5. */
struct files {
    uint8_t *bytes[3]; /* the hive, LOG1, LOG2 */
    size_t sizes[3];
};

static uint8_t *read_corpus(size_t *size, const char *name)
{
    struct input input;
    char *path = mem_printf("%s/%s", corpus(), name);
    assert_true(regsim_is_ok(input_open(&input, path, NULL)));
    uint8_t *bytes = mem_dup(input.bytes, input.size);
    *size = input.size;
    input_close(&input);
    mem_free(path);
    return bytes;
}

static struct files open_files(void)
{
    static const char *const names[] = {"", ".LOG1", ".LOG2"};
    struct files files;
    for (size_t i = 0; i < 3; i++) {
        char *name = mem_printf("yarp/NewDirtyHive1/NewDirtyHive%s", names[i]);
        files.bytes[i] = read_corpus(&files.sizes[i], name);
        mem_free(name);
    }
    return files;
}

static void close_files(struct files *files)
{
    for (size_t i = 0; i < 3; i++)
        mem_free(files->bytes[i]);
}

static uint8_t *entry_of(const struct files *files, size_t log, uint32_t sequence)
{
    uint8_t *entry = files->bytes[log] + LOG_ENTRIES_AT;
    while (hive_u32(entry + 12) != sequence) {
        entry += hive_u32(entry + 4);
        assert_true(entry < files->bytes[log] + files->sizes[log]);
    }
    return entry;
}

struct reading {
    struct store *store;
    struct hive_facts facts;
    struct diags diags;
};

static struct reading read_source(const struct hive_source *source)
{
    struct reading reading = {.store = store_new()};
    assert_int_equal(
        hive_read(&reading.facts, reading.store, store_root(reading.store), source, &reading.diags)
            .code,
        REGSIM_OK);
    return reading;
}

static void reading_free(struct reading *reading)
{
    store_free(reading->store);
    ustr_free(reading->facts.root_name);
    diags_free(&reading->diags);
}

/* The hive with the logs that are given: bit 0 is LOG1, bit 1 is LOG2. */
static struct reading recover(const struct files *files, unsigned logs)
{
    struct hive_source source = {.name = "hive", .bytes = files->bytes[0], .size = files->sizes[0]};
    for (unsigned i = 1; i < 3; i++) {
        if (logs & i)
            source.logs[i] =
                (struct hive_log){i == 1 ? "LOG1" : "LOG2", files->bytes[i], files->sizes[i]};
    }
    return read_source(&source);
}

/* The reading is the hive with the pages of the entries from `first` to `last`, none where that is
 * 0, and says `warnings`, the first of them with `text` in it. */
static void assert_applied(struct reading reading, const struct files *files, uint32_t first,
                           uint32_t last, size_t warnings, const char *text)
{
    uint8_t *bytes = mem_dup(files->bytes[0], files->sizes[0]);
    for (uint32_t sequence = first; first && sequence <= last; sequence++) {
        const uint8_t *entry = entry_of(files, sequence == 2 ? 1 : 2, sequence);
        size_t pages = hive_u32(entry + 20), from = LOG_ENTRY_HEADER + pages * 8;
        for (size_t i = 0; i < pages; i++) {
            const uint8_t *page = entry + LOG_ENTRY_HEADER + i * 8;
            memcpy(bytes + HIVE_BASE_SIZE + hive_u32(page), entry + from, hive_u32(page + 4));
            from += hive_u32(page + 4);
        }
    }
    put_sequences(bytes, 9, 9);
    struct hive_source source = {.name = "expected", .bytes = bytes, .size = files->sizes[0]};
    struct reading expected = read_source(&source);
    struct diff diff = {0};
    diff_stores(&diff, expected.store, store_root(expected.store), reading.store,
                store_root(reading.store), DIFF_LAST_WRITES);
    assert_int_equal(diff.count, 0);
    assert_int_equal(reading.facts.recovered, first != 0);
    assert_int_equal(reading.diags.warnings, warnings);
    if (text)
        assert_non_null(strstr(reading.diags.items[0].text, text));
    diff_free(&diff);
    mem_free(bytes);
    reading_free(&expected);
    reading_free(&reading);
}

/* rule hive.new-log */
static void both_logs_apply_in_order(void **state)
{
    (void)state;
    struct files files = open_files();
    assert_applied(recover(&files, 3), &files, 2, 5, 0, NULL);
    close_files(&files);
}

static void one_log_applies_as_far_as_it_goes(void **state)
{
    (void)state;
    struct files files = open_files();
    assert_applied(recover(&files, 1), &files, 2, 2, 0, NULL);
    assert_applied(recover(&files, 2), &files, 3, 5, 1, "starts at 3, the hive stands at 2");
    assert_applied(recover(&files, 0), &files, 0, 0, 1, "no log that completes it");
    close_files(&files);
}

/* The first hash is of what follows the header, the second of the header before it (rule
 * hive.new-log). */
static void either_wrong_hash_ends_the_recovery(void **state)
{
    (void)state;
    static const size_t hashed[] = {5000, 10, 35}; /* in data, in the header, the second itself */
    struct files files = open_files();
    for (size_t i = 0; i < sizeof hashed / sizeof *hashed; i++) {
        entry_of(&files, 2, 4)[hashed[i]] ^= 1;
        assert_applied(recover(&files, 3), &files, 2, 3, 1,
                       "entry 4 (file offset 0x2000) is damaged");
        entry_of(&files, 2, 4)[hashed[i]] ^= 1;
    }
    entry_of(&files, 2, 4)[5000] ^= 1;
    entry_of(&files, 1, 2)[24] ^= 1; /* the first of all: only the later log is left */
    assert_applied(recover(&files, 1), &files, 0, 0, 2, "entry 2 (file offset 0x200) is damaged");
    close_files(&files);
}

/* rule hive.new-log */
static void a_gap_ends_the_recovery(void **state)
{
    (void)state;
    struct files files = open_files();
    uint8_t *entry = entry_of(&files, 2, 4);
    hive_put_u32(entry + 12, 6);
    put_hashes_right(entry);
    assert_applied(recover(&files, 3), &files, 2, 3, 1,
                   "entry 6 (file offset 0x2000) comes where 4");
    hive_put_u32(entry + 12, 1); /* a remnant of earlier use is usual */
    put_hashes_right(entry);
    assert_applied(recover(&files, 3), &files, 2, 3, 0, NULL);
    put_sequences(files.bytes[2], 4, 4); /* the later log does not follow on */
    assert_applied(recover(&files, 3), &files, 2, 2, 1, "starts at 4 and should follow on at 3");
    close_files(&files);
}

static void the_log_of_another_hive_is_not_used(void **state)
{
    (void)state;
    struct files files = open_files();
    size_t other_size;
    uint8_t *other = read_corpus(&other_size, "yarp/OldDirtyHive/OldDirtyHive.LOG1");
    struct files mixed = {{files.bytes[0], other, files.bytes[2]},
                          {files.sizes[0], other_size, files.sizes[2]}};
    assert_applied(recover(&mixed, 1), &files, 0, 0, 2, "log of another hive (\"Users\\11\\Desk");
    files.bytes[1][BASE_IDS] ^= 1; /* the same name on another machine */
    put_checksum_right(files.bytes[1]);
    assert_applied(recover(&files, 1), &files, 0, 0, 2, "log of another hive (\"ers\\user\\Desk");
    files.bytes[1][BASE_IDS] ^= 1;
    files.bytes[1][BASE_NAME] ^= 1; /* a hive may be renamed */
    put_checksum_right(files.bytes[1]);
    assert_applied(recover(&files, 1), &files, 2, 2, 0, NULL);
    mem_free(other);
    close_files(&files);
}

/* rule hive.dirty */
static void a_clean_hive_ignores_its_logs(void **state)
{
    (void)state;
    struct files files = open_files();
    put_sequences(files.bytes[0], 2, 2);
    struct reading reading = recover(&files, 3);
    assert_false(reading.facts.dirty);
    assert_applied(reading, &files, 0, 0, 0, NULL);
    close_files(&files);
}

/* Windows takes the base block of the later log then, and applies that one only. */
static void a_damaged_base_block_comes_from_the_later_log(void **state)
{
    (void)state;
    struct files files = open_files();
    uint8_t version = files.bytes[0][BASE_MINOR];
    files.bytes[0][BASE_MINOR] = 77;
    struct reading reading = recover(&files, 3);
    assert_int_equal(reading.facts.minor, version);
    files.bytes[0][BASE_MINOR] = version;
    assert_applied(reading, &files, 3, 5, 1, "comes from the later log");
    close_files(&files);
}

static void a_log_that_is_unfinished_or_torn_is_not_used(void **state)
{
    (void)state;
    struct files files = open_files();
    put_sequences(files.bytes[1], 3, 2);
    assert_applied(recover(&files, 1), &files, 0, 0, 2, "a damaged or unfinished log");
    put_sequences(files.bytes[1], 2, 2);
    files.sizes[1] = 600; /* less than its entry says */
    assert_applied(recover(&files, 1), &files, 0, 0, 2, "entry 2 (file offset 0x200) is damaged");
    close_files(&files);
}

/* rule hive.new-log */
static void sequence_numbers_may_wrap(void **state)
{
    (void)state;
    struct files files = open_files();
    for (uint32_t sequence = 2; sequence <= 5; sequence++) { /* 2 … 5 become -2 … 1 */
        uint8_t *entry = entry_of(&files, sequence == 2 ? 1 : 2, sequence);
        hive_put_u32(entry + 12, sequence - 4);
        put_hashes_right(entry);
    }
    put_sequences(files.bytes[0], 3u - 4, 2u - 4);
    put_sequences(files.bytes[1], 2u - 4, 2u - 4);
    put_sequences(files.bytes[2], 3u - 4, 3u - 4);
    struct reading wrapped = recover(&files, 3);
    close_files(&files);
    files = open_files();
    assert_applied(wrapped, &files, 2, 5, 0, NULL);
    close_files(&files);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_logs_apply_in_order),
        cmocka_unit_test(one_log_applies_as_far_as_it_goes),
        cmocka_unit_test(either_wrong_hash_ends_the_recovery),
        cmocka_unit_test(a_gap_ends_the_recovery),
        cmocka_unit_test(the_log_of_another_hive_is_not_used),
        cmocka_unit_test(a_clean_hive_ignores_its_logs),
        cmocka_unit_test(a_damaged_base_block_comes_from_the_later_log),
        cmocka_unit_test(a_log_that_is_unfinished_or_torn_is_not_used),
        cmocka_unit_test(sequence_numbers_may_wrap),
    };
    return RUN_TESTS(tests);
}
