/* .reg text and text hives of Wine: any bytes get an answer; what was read survives being written,
 * in either, and read again; and text that is written as it is read is what comes of a store, or of
 * a list of operations. */
#include "base/memory.h"
#include "formats/patch.h"
#include "formats/regfile_apply.h"
#include "formats/regfile_stream.h"
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
    struct regfile_source source = {"fuzz", bytes, size, 0, NULL};
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

static void check_same_bytes(struct output *one, struct output *other)
{
    if (one->buf.size != other->buf.size ||
        (one->buf.size && memcmp(one->buf.bytes, other->buf.bytes, one->buf.size) != 0))
        abort();
    buf_free(&one->buf);
    buf_free(&other->buf);
}

/* What the stream writes, and with how many losses; false: the file is no export. */
static bool stream(struct output *out, size_t *losses, const struct regfile_source *source,
                   const struct regfile_write_options *options, bool as_patch)
{
    struct regfile_stream stream;
    struct diags diags = {0};
    if (!regsim_is_ok(regfile_stream_begin(&stream, out, options, as_patch, &diags)))
        abort();
    struct regfile_sink sink = regfile_stream_sink(&stream);
    if (!regsim_is_ok(regfile_read(NULL, source, &sink, NULL)) ||
        !regsim_is_ok(regfile_stream_end(&stream)))
        abort();
    *losses = diags.warnings;
    diags_free(&diags);
    return stream.ordered;
}

static void check_registry(const struct regfile_source *source, struct output *streamed,
                           size_t losses, struct regfile_write_options options)
{
    struct output output = {.fd = -1};
    struct diags diags = {0};
    struct store *store = store_new();
    struct regfile_apply apply;
    regfile_apply_init(&apply, store, REGFILE_AS_WRITTEN, 0);
    apply.track_named = true;
    struct regfile_sink sink = regfile_apply_sink(&apply);
    if (!regsim_is_ok(regfile_read(NULL, source, &sink, NULL)))
        abort();
    options.named = apply.named;
    options.named_count = apply.named_capacity;
    if (!regsim_is_ok(regfile_write_store(&output, store, store_root(store), (struct ustr){0},
                                          &options, &diags)) ||
        diags.warnings != losses)
        abort();
    regfile_apply_done(&apply);
    store_free(store);
    diags_free(&diags);
    check_same_bytes(streamed, &output);
}

static void check_patch(const struct regfile_source *source, struct output *streamed,
                        const struct regfile_write_options *options)
{
    struct output output = {.fd = -1};
    struct patch patch = {0};
    struct regfile_sink sink = patch_sink(&patch);
    if (!regsim_is_ok(regfile_read(NULL, source, &sink, NULL)) ||
        !regsim_is_ok(regfile_write_patch(&output, &patch, options, NULL)))
        abort();
    patch_free(&patch);
    check_same_bytes(streamed, &output);
}

/* Text that is written while it is read. */
static void check_stream(const void *bytes, size_t size)
{
    struct regfile_source source = {"fuzz", bytes, size, 0, NULL};
    for (int version = REGFILE_4; version <= REGFILE_5; version++) {
        struct regfile_write_options options = {.version = (enum regfile_version)version,
                                                .lossy = true};
        struct output registry = {.fd = -1}, patch = {.fd = -1};
        size_t losses;
        if (stream(&registry, &losses, &source, &options, false))
            check_registry(&source, &registry, losses, options);
        buf_free(&registry.buf);
        (void)stream(&patch, &losses, &source, &options, true);
        check_patch(&source, &patch, &options);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct diags diags = {0};
    uint8_t *aligned = mem_dup(data, size);
    bool wine = size > 4 && !memcmp(aligned, "WINE", 4);
    struct store *store = wine ? read_wine(aligned, size) : read_text(aligned, size, &diags);
    if (store) {
        if (!wine) { /* its keys are those of a machine, not below predefined ones */
            check_reg(store);
            check_stream(aligned, size);
        }
        check_wine(store);
        check_31(store);
    }
    store_free(store);
    mem_free(aligned);
    diags_free(&diags);
    return 0;
}
