/* A log that claims a huge hive is no reason to take its memory. */
#include "hive_log.h"

#include "base/memory.h"
#include "formats/hive.h"
#include "formats/hive_write.h"

#include <string.h>

/* A log of one entry, without pages, with right hashes, that says how large the bins are. */
static void make_log(uint8_t log[1024], const uint8_t *base, uint32_t bins_size)
{
    memset(log, 0, 1024);
    memcpy(log, base, 512);
    hive_put_u32(log + BASE_TYPE, 6);
    put_sequences(log, 7, 7);
    uint8_t *entry = log + LOG_ENTRIES_AT;
    memcpy(entry, "HvLE", 4);
    hive_put_u32(entry + 4, 512);
    hive_put_u32(entry + 12, 7);
    hive_put_u32(entry + 16, bins_size);
    put_hashes_right(entry);
}

static bool recovers(uint32_t bins_size, size_t *size)
{
    struct output output = {.fd = -1};
    struct store *store = store_new();
    struct hive_write_options options = {.minor = 3};
    assert_int_equal(hive_write(&output, store, store_root(store), &options, NULL).code, REGSIM_OK);
    store_free(store);
    put_sequences(output.buf.bytes, 8, 7);
    uint8_t log[1024], *image;
    make_log(log, output.buf.bytes, bins_size);
    struct hive_source source = {.name = "t", .bytes = output.buf.bytes, .size = output.buf.size};
    source.logs[1] = (struct hive_log){"log", log, sizeof log};
    struct diags diags = {0};
    hive_recover(&image, size, &source, &diags);
    diags_free(&diags);
    bool there = image != NULL;
    mem_free(image);
    buf_free(&output.buf);
    return there;
}

/* rule hive.new-log */
static void a_log_makes_a_hive_grow_only_by_what_it_can_hold(void **state)
{
    (void)state;
    size_t size;
    assert_true(recovers(4096, &size));
    assert_true(recovers(8 * 4096, &size));
    assert_false(recovers(0x7FFFF000, &size));
    assert_false(recovers(64 * 4096, &size));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_log_makes_a_hive_grow_only_by_what_it_can_hold),
    };
    return RUN_TESTS(tests);
}
