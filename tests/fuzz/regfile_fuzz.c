/* .reg text: any bytes get an answer; and what was read survives being written and read again. */
#include "base/memory.h"
#include "formats/regfile_apply.h"
#include "formats/regfile_write.h"
#include "registry/diff.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct store *read_text(const void *bytes, size_t size, struct diags *diags)
{
    struct store *store = store_new();
    struct regfile_apply apply;
    regfile_apply_init(&apply, store, REGFILE_AS_WRITTEN, 0);
    struct regfile_sink sink = regfile_apply_sink(&apply);
    struct regfile_source source = {"fuzz", bytes, size, 0};
    regsim_status status = regfile_read(NULL, &source, &sink, diags);
    regfile_apply_done(&apply);
    if (regsim_is_ok(status))
        return store;
    store_free(store);
    return NULL;
}

static void check_round_trip(const struct store *store)
{
    struct output output = {.fd = -1};
    struct regfile_write_options options = {.version = REGFILE_5};
    regsim_status status =
        regfile_write_store(&output, store, store_root(store), (struct ustr){0}, &options, NULL);
    if (regsim_is_ok(status)) {
        struct diags diags = {0};
        struct store *again = read_text(output.buf.bytes, output.buf.size, &diags);
        struct diff diff = {0};
        if (!again || diags.warnings)
            abort();
        diff_stores(&diff, store, store_root(store), again, store_root(again), 0);
        if (diff.count)
            abort();
        diff_free(&diff);
        diags_free(&diags);
        store_free(again);
    }
    buf_free(&output.buf);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct diags diags = {0};
    uint8_t *aligned = mem_dup(data, size);
    struct store *store = read_text(aligned, size, &diags);
    if (store)
        check_round_trip(store);
    store_free(store);
    mem_free(aligned);
    diags_free(&diags);
    return 0;
}
