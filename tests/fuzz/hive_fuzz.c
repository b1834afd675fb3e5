/*
 * A hive, and from the middle of the input on its log: any bytes get an answer. The checksums of
 * base blocks are put right, or nothing would come past them. What was read survives being written;
 * what is read strictly is salvaged whole, and what is salvaged survives being written too.
 */
#include "base/memory.h"
#include "formats/hive.h"
#include "formats/hive_bins.h"
#include "formats/hive_write.h"
#include "registry/diff.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* NULL: refused. */
static struct store *read_hive(const struct hive_source *source, size_t *lost)
{
    struct store *store = store_new();
    struct hive_facts facts;
    struct diags diags = {0};
    regsim_status status = hive_read(&facts, store, store_root(store), source, &diags);
    *lost = facts.lost;
    ustr_free(facts.root_name);
    diags_free(&diags);
    if (regsim_is_ok(status))
        return store;
    store_free(store);
    return NULL;
}

/* Aborts where they differ in more than `what` of keys. */
static void check_same(const struct store *a, const struct store *b, uint32_t what)
{
    struct diff diff = {0};
    diff_stores(&diff, a, store_root(a), b, store_root(b), DIFF_LAST_WRITES);
    for (size_t i = 0; i < diff.count; i++) {
        if (diff.entries[i].kind != DIFF_KEY_CHANGED || diff.entries[i].what & ~what)
            abort();
    }
    diff_free(&diff);
}

static void check_round_trip(const struct store *store)
{
    struct output output = {.fd = -1};
    struct hive_write_options options = {.minor = 5};
    if (regsim_is_ok(hive_write(&output, store, store_root(store), &options, NULL))) {
        struct hive_source source = {
            .name = "again", .bytes = output.buf.bytes, .size = output.buf.size};
        size_t lost;
        struct store *again = read_hive(&source, &lost);
        if (!again)
            abort();
        check_same(store, again, DIFF_SECURITY);
        store_free(again);
    }
    buf_free(&output.buf);
}

static void check(struct hive_source *source)
{
    size_t lost;
    struct store *strict = read_hive(source, &lost);
    source->salvage = true;
    struct store *salvaged = read_hive(source, &lost);
    if (strict) {
        if (!salvaged)
            abort();
        if (!lost) /* else there is more in it: what wrong counts left out */
            check_same(strict, salvaged, 0);
    }
    if (salvaged)
        check_round_trip(salvaged);
    store_free(strict);
    store_free(salvaged);
}

static void put_checksum_right(uint8_t *base, size_t size)
{
    if (size >= HIVE_SECTOR)
        hive_put_u32(base + HIVE_CHECKSUM_AT, hive_checksum(base));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t hive_size = size > 3 * HIVE_BASE_SIZE ? size / 2 & ~(size_t)7 : size;
    uint8_t *hive = mem_dup(data, hive_size), *log = mem_dup(data + hive_size, size - hive_size);
    put_checksum_right(hive, hive_size);
    put_checksum_right(log, size - hive_size);
    struct hive_source source = {.name = "fuzz", .bytes = hive, .size = hive_size};
    source.logs[1] = (struct hive_log){"log", log, size - hive_size};
    check(&source);
    mem_free(hive);
    mem_free(log);
    return 0;
}
