/* .reg text and text hives of Wine: any bytes get an answer; and what was read survives being
 * written, in either, and read again. */
#include "base/memory.h"
#include "formats/regfile_apply.h"
#include "formats/regfile_write.h"
#include "formats/winehive.h"
#include "registry/diff.h"

#include <stdlib.h>
#include <string.h>

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

static struct store *read_wine(const void *bytes, size_t size)
{
    struct store *store = store_new();
    struct winehive_source source = {"fuzz", bytes, size};
    struct winehive_facts facts;
    regsim_status status = winehive_read(&facts, store, store_root(store), &source, NULL);
    ustr_free(facts.place);
    if (regsim_is_ok(status))
        return store;
    store_free(store);
    return NULL;
}

static void check_same(const struct store *store, struct store *again)
{
    struct diff diff = {0};
    if (!again)
        abort();
    diff_stores(&diff, store, store_root(store), again, store_root(again), 0);
    if (diff.count)
        abort();
    diff_free(&diff);
    store_free(again);
}

/* Windows NT has no HKEY_DYN_DATA, and that is warned of. */
static bool is_of_nt(const struct store *store)
{
    return !store_child_find(store, store_root(store), regfile_root_name(REGFILE_DYN_DATA));
}

static void check_reg(const struct store *store)
{
    struct output output = {.fd = -1};
    struct regfile_write_options options = {.version = REGFILE_5};
    regsim_status status =
        regfile_write_store(&output, store, store_root(store), (struct ustr){0}, &options, NULL);
    if (regsim_is_ok(status)) {
        struct diags diags = {0};
        struct store *again = read_text(output.buf.bytes, output.buf.size, &diags);
        if (diags.warnings && is_of_nt(store))
            abort();
        diags_free(&diags);
        check_same(store, again);
    }
    buf_free(&output.buf);
}

static void check_wine(const struct store *store)
{
    struct output output = {.fd = -1};
    struct winehive_write_options options = {.lossy = false};
    regsim_status status = winehive_write(&output, store, store_root(store), &options, NULL);
    if (regsim_is_ok(status))
        check_same(store, read_wine(output.buf.bytes, output.buf.size));
    buf_free(&output.buf);
}

/* What such a file cannot hold is left out, so only that it is read again is sure. */
static void check_31(const struct store *store)
{
    struct output output = {.fd = -1};
    struct regfile_write_options options = {.version = REGFILE_31, .lossy = true};
    if (!regsim_is_ok(regfile_write_31(&output, store, &options, NULL)))
        abort();
    struct diags diags = {0};
    struct store *again = read_text(output.buf.bytes, output.buf.size, &diags);
    if (!again)
        abort();
    store_free(again);
    diags_free(&diags);
    buf_free(&output.buf);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct diags diags = {0};
    uint8_t *aligned = mem_dup(data, size);
    bool wine = size > 4 && !memcmp(aligned, "WINE", 4);
    struct store *store = wine ? read_wine(aligned, size) : read_text(aligned, size, &diags);
    if (store) {
        if (!wine) /* its keys are those of a machine, not below predefined ones */
            check_reg(store);
        check_wine(store);
        check_31(store);
    }
    store_free(store);
    mem_free(aligned);
    diags_free(&diags);
    return 0;
}
