/* See rewrite.h. */
#include "formats/rewrite.h"

#include "formats/hive_write.h"
#include "formats/regfile_apply.h"
#include "formats/regfile_write.h"
#include "formats/winehive.h"

#include <stdlib.h>
#include <string.h>

static void say(const struct output *out, struct diags *diags, const char *text)
{
    diags_add(diags, DIAG_WARNING, out->path, 0, 0, "%s", text);
}

static struct regfile_write_options text_options(const struct output *out,
                                                 const struct load_result *facts, bool lossy,
                                                 struct diags *diags)
{
    bool wide = !strncmp(facts->encoding, "UTF-16", 6);
    struct regfile_write_options options = {
        .version = facts->version[0] == '3'   ? REGFILE_31
                   : facts->version[0] == '4' ? REGFILE_4
                                              : REGFILE_5,
        .encoding = wide          ? REGFILE_UTF16LE
                    : facts->mark ? REGFILE_MARKED
                                  : REGFILE_BYTES,
        .codepage = facts->codepage,
        .lossy = lossy,
        .named = facts->named,
        .named_count = facts->named_count,
    };
    if (wide && strcmp(facts->encoding, "UTF-16LE") != 0)
        say(out, diags, "big-endian UTF-16, which Windows does not read: written as little-endian");
    else if (wide && !facts->mark)
        say(out, diags, "UTF-16 without a mark, which Windows does not read: written with one");
    return options;
}

static uint32_t hive_minor(const struct output *out, const struct load_result *facts,
                           struct diags *diags)
{
    const char *dot = strchr(facts->version, '.');
    uint32_t minor = dot ? (uint32_t)strtoul(dot + 1, NULL, 10) : 0;
    if (minor >= 3)
        return minor;
    diags_add(
        diags, DIAG_WARNING, out->path, 0, 0,
        "a hive of version %s (Windows NT 3): written as 1.3, the oldest that is known in full",
        facts->version);
    return 3;
}

regsim_status rewrite_store(struct output *out, const struct load_result *facts,
                            const struct store *store, bool lossy, struct diags *diags)
{
    key_id top = store_root(store);
    if (facts->format == FORMAT_REGF) {
        struct hive_write_options options = {
            .minor = hive_minor(out, facts, diags), .lossy = lossy, .root_name = facts->root_name};
        return hive_write(out, store, top, &options, diags);
    }
    if (facts->format == FORMAT_WINE) {
        struct winehive_write_options options = {
            .place = facts->place, .arch = facts->arch, .lossy = lossy};
        return winehive_write(out, store, top, &options, diags);
    }
    struct regfile_write_options options = text_options(out, facts, lossy, diags);
    if (options.version == REGFILE_31)
        return regfile_write_31(out, store, &options, diags);
    return regfile_write_store(out, store, top, (struct ustr){0}, &options, diags);
}

/* What the patch makes of nothing, as text of Windows 3.1. False: it holds something that such text
 * cannot, which was said, and nothing was written. */
static bool write_patch_31(struct output *out, const struct patch *patch,
                           struct regfile_write_options options, struct diags *diags)
{
    struct output text = {.path = out->path, .fd = -1};
    struct regfile_apply apply;
    struct diags losses = {0};
    struct store *store = store_new();
    regfile_apply_init(&apply, store, REGFILE_AS_WRITTEN, 0);
    apply.track_named = true;
    struct regfile_sink sink = regfile_apply_sink(&apply);
    patch_replay(patch, &sink);
    options.lossy = true;
    options.named = apply.named;
    options.named_count = apply.named_capacity;
    bool held = regsim_is_ok(regfile_write_31(&text, store, &options, &losses)) && !losses.count &&
                !patch->deletions;
    if (held)
        buf_add(&out->buf, text.buf.bytes, text.buf.size);
    else if (patch->deletions)
        say(out, &losses, "Windows 3.1 has no deletions");
    diags_move(diags, &losses);
    buf_free(&text.buf);
    regfile_apply_done(&apply);
    store_free(store);
    return held;
}

regsim_status rewrite_patch(struct output *out, const struct load_result *facts,
                            const struct patch *patch, bool lossy, struct diags *diags)
{
    struct regfile_write_options options = text_options(out, facts, lossy, diags);
    if (options.version == REGFILE_31) {
        if (write_patch_31(out, patch, options, diags))
            return regsim_ok();
        say(out, diags, "since a file of Windows 3.1 cannot hold that, it is written as REGEDIT4");
        options.version = REGFILE_4;
    }
    return regfile_write_patch(out, patch, &options, diags);
}
