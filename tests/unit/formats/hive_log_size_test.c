/* A log that claims a huge hive is no reason to take its memory. */
#include "check.h"

#include "base/memory.h"
#include "formats/hive.h"
#include "formats/hive_format.h"
#include "formats/hive_recover.h"
#include "formats/hive_write.h"

#include <string.h>

static void put_u32(uint8_t *bytes, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        bytes[i] = (uint8_t)(value >> 8 * i);
}

static void put_u64(uint8_t *bytes, uint64_t value)
{
    put_u32(bytes, (uint32_t)value);
    put_u32(bytes + 4, (uint32_t)(value >> 32));
}

static void make_dirty(uint8_t *base)
{
    put_u32(base + BASE_SEQUENCE_1, 8);
    put_u32(base + BASE_SEQUENCE_2, 7);
    put_u32(base + HIVE_CHECKSUM_AT, hive_checksum(base));
}

/* A log of one entry, without pages, with right hashes, that says how large the bins are. */
static void make_log(uint8_t log[1024], const uint8_t *base, uint32_t bins_size)
{
    memset(log, 0, 1024);
    memcpy(log, base, 512);
    put_u32(log + BASE_TYPE, 6);
    put_u32(log + BASE_SEQUENCE_1, 7);
    put_u32(log + BASE_SEQUENCE_2, 7);
    put_u32(log + HIVE_CHECKSUM_AT, hive_checksum(log));
    uint8_t *entry = log + 512;
    memcpy(entry, "HvLE", 4);
    put_u32(entry + 4, 512);
    put_u32(entry + 12, 7);
    put_u32(entry + 16, bins_size);
    put_u64(entry + 24, hive_marvin32(entry + 40, 512 - 40));
    put_u64(entry + 32, hive_marvin32(entry, 32));
}

static bool recovers(uint32_t bins_size, size_t *size)
{
    struct output output = {.fd = -1};
    struct store *store = store_new();
    struct hive_write_options options = {.minor = 3};
    assert_int_equal(hive_write(&output, store, store_root(store), &options, NULL).code, REGSIM_OK);
    store_free(store);
    make_dirty(output.buf.bytes);
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
