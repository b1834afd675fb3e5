/*
 * A log beside a good but dirty hive. The first byte chooses the format; base blocks, hashes and
 * sequence numbers are put right, or nothing would come past them.
 */
#include "base/memory.h"
#include "formats/hive.h"
#include "formats/hive_bins.h"
#include "formats/hive_recover.h"
#include "formats/hive_write.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { LOG_AT = 512, ENTRY_HEADER = 40 };

static struct output dirty_hive(void)
{
    struct output output = {.fd = -1};
    struct store *store = store_new();
    key_id key = store_ensure(store, store_root(store), USTR(u"a\\b\\c"), 0);
    store_value_set(store, key, USTR(u"v"), 3, "0123456789", 10);
    struct hive_write_options options = {.minor = 3};
    if (!regsim_is_ok(hive_write(&output, store, store_root(store), &options, NULL)))
        abort();
    store_free(store);
    hive_put_u32(output.buf.bytes + BASE_SEQUENCE_1, 8);
    hive_put_u32(output.buf.bytes + BASE_SEQUENCE_2, 7);
    hive_put_u32(output.buf.bytes + HIVE_CHECKSUM_AT, hive_checksum(output.buf.bytes));
    return output;
}

/* Sizes stay as the input says them; where they do not fit, the rest of the log is one entry. */
static void put_entries_right(uint8_t *log, size_t size)
{
    uint32_t sequence = 7;
    for (size_t at = LOG_AT; size - at >= ENTRY_HEADER;) {
        uint8_t *entry = log + at;
        size_t length = hive_u32(entry + 4);
        if (length < ENTRY_HEADER || length > size - at || length % 512)
            length = (size - at) & ~(size_t)511;
        if (length < ENTRY_HEADER)
            break;
        memcpy(entry, "HvLE", 4);
        hive_put_u32(entry + 4, (uint32_t)length);
        hive_put_u32(entry + 12, sequence++);
        hive_put_u64(entry + 24, hive_marvin32(entry + ENTRY_HEADER, length - ENTRY_HEADER));
        hive_put_u64(entry + 32, hive_marvin32(entry, 32));
        at += length;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    struct output hive = dirty_hive();
    bool old = data[0] & 1;
    size_t log_size = LOG_AT + size - 1;
    uint8_t *log = mem_alloc(log_size);
    memcpy(log, hive.buf.bytes, LOG_AT);
    memcpy(log + LOG_AT, data + 1, size - 1);
    hive_put_u32(log + BASE_TYPE, old ? 1 : 6);
    hive_put_u32(log + BASE_SEQUENCE_1, old ? 8 : 7);
    hive_put_u32(log + BASE_SEQUENCE_2, old ? 8 : 7);
    hive_put_u32(log + HIVE_CHECKSUM_AT, hive_checksum(log));
    if (old && size > 5)
        memcpy(log + LOG_AT, "DIRT", 4);
    if (!old)
        put_entries_right(log, log_size);
    struct hive_source source = {.name = "fuzz", .bytes = hive.buf.bytes, .size = hive.buf.size};
    source.logs[1] = (struct hive_log){"log", log, log_size};
    struct store *store = store_new();
    struct hive_facts facts;
    struct diags diags = {0};
    regsim_status status = hive_read(&facts, store, store_root(store), &source, &diags);
    (void)status; /* any answer will do */
    ustr_free(facts.root_name);
    diags_free(&diags);
    store_free(store);
    mem_free(log);
    buf_free(&hive.buf);
    return 0;
}
