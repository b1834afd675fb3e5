/* A hive from its file: what the base block says, recovery where it is dirty, then the cells. */
#include "formats/hive.h"

#include "base/memory.h"
#include "formats/hive_base.h"
#include "formats/hive_cells.h"
#include "formats/hive_recover.h"

enum { MAJOR = 1, FIRST_MINOR = 2, LAST_MINOR = 6, LAYERED = 2 };

static regsim_status unsupported(struct diags *diags, const char *file, const char *what)
{
    diags_add(diags, DIAG_ERROR, file, 0, 0, "%s, which is not supported", what);
    return regsim_failed(REGSIM_UNSUPPORTED);
}

static bool is_sound(const uint8_t *base)
{
    return hive_checksum(base) == hive_u32(base + HIVE_CHECKSUM_AT);
}

/* What is read, from the base block of the hive or of its log (rule hive.versions). */
static regsim_status check_version(struct hive_facts *out, const uint8_t *base, const char *name,
                                   struct diags *diags)
{
    out->major = hive_u32(base + BASE_MAJOR);
    out->minor = hive_u32(base + BASE_MINOR);
    if (out->major == MAJOR && out->minor < FIRST_MINOR)
        return unsupported(diags, name,
                           out->minor
                               ? "a hive of Windows NT 3.1 or 3.5 (version 1.1), whose cells "
                                 "have another layout"
                               : "a hive from before Windows NT 3.1 (version 1.0), whose "
                                 "cells have another layout");
    if (out->major != MAJOR || out->minor > LAST_MINOR) {
        diags_add(diags, DIAG_ERROR, name, 0, 0,
                  "file offset 0x%x: a hive of the unknown version %u.%u, which is not supported",
                  BASE_MAJOR, out->major, out->minor);
        return regsim_failed(REGSIM_UNSUPPORTED);
    }
    if (out->minor == LAST_MINOR && hive_u32(base + BASE_FLAGS) & LAYERED)
        return unsupported(diags, name, "a layered (differencing) hive");
    return regsim_ok();
}

/* Whether the file is a hive at all (rule hive.base). */
static regsim_status check_kind(const struct hive_source *source, struct diags *diags)
{
    const uint8_t *base = source->bytes;
    bool marked = source->size >= HIVE_SECTOR && !memcmp(base, "regf", 4);
    bool bins = hive_bins_follow(base, source->size);
    if (source->salvage && bins && !(marked && is_sound(base)))
        return regsim_ok();
    if (marked && hive_u32(base + BASE_TYPE))
        return diags_invalid(diags, source->name, "the log of a hive: give the hive itself");
    if (!marked && bins) {
        struct diag *diag = diags_add(diags, DIAG_ERROR, source->name, 0, 0,
                                      "file offset 0x0: a base block without the signature regf, "
                                      "though hive bins follow at 0x1000");
        diag_hint(diag, HIVE_SALVAGE_HINT);
        return regsim_failed(REGSIM_INVALID);
    }
    if (source->size < HIVE_BASE_SIZE || !marked)
        return diags_invalid(diags, source->name,
                             "file offset 0x%zx: a truncated hive: it ends within its base block, "
                             "which takes 0x%x bytes",
                             source->size, HIVE_BASE_SIZE);
    return regsim_ok();
}

/* The version is one that is read, or would be if the checksum were right. */
static bool is_plausible(const uint8_t *base)
{
    return !hive_u32(base + BASE_TYPE) && hive_u32(base + BASE_MAJOR) == MAJOR &&
           hive_u32(base + BASE_MINOR) >= FIRST_MINOR && hive_u32(base + BASE_MINOR) <= LAST_MINOR;
}

/* Recovers a dirty hive where logs can. Of one that is salvaged, `own` is a copy of the file where
 * its base block is damaged, and *lost counts that. */
static const uint8_t *complete(struct hive_facts *out, uint8_t **image, size_t *size, uint8_t *own,
                               const struct hive_source *source, struct diags *diags)
{
    out->dirty = !hive_is_clean(source->bytes);
    if (out->dirty) {
        hive_recover(image, size, source, diags);
        out->recovered = *image != NULL;
    }
    if (*image)
        return *image;
    *size = source->size;
    if (own && !is_sound(own)) {
        hive_rebuild_base(own, *size, source->name, diags);
        return own;
    }
    if (own)
        diags_add(diags, DIAG_WARNING, source->name, 0, 0,
                  "lost at file offset 0x0: the signature regf; the rest of the base block is as "
                  "its checksum says");
    if (out->dirty)
        diags_add(diags, DIAG_WARNING, source->name, 0, 0,
                  "a dirty hive, and no log that completes it: read as it is");
    return source->bytes;
}

regsim_status hive_read(struct hive_facts *out, struct store *store, key_id top,
                        const struct hive_source *source, struct diags *diags)
{
    *out = (struct hive_facts){0};
    REGSIM_TRY(check_kind(source, diags));
    struct hive_source whole = *source;
    uint8_t *own = NULL, *image = NULL;
    size_t size = source->size;
    const uint8_t *base = source->bytes;
    bool marked = !memcmp(base, "regf", 4);
    if (source->salvage && (!marked || (!is_sound(base) && !is_plausible(base))))
        whole.bytes = own = hive_put_signature(base, size);
    const uint8_t *bytes = complete(out, &image, &size, own, &whole, diags);
    out->rebuilt = own && bytes == own && hive_is_clean(own);
    struct hive_image read = {.file = source->name,
                              .bytes = bytes,
                              .size = size,
                              .salvage = source->salvage,
                              .unfinished = out->dirty && !out->recovered && !out->rebuilt};
    regsim_status status = check_version(out, bytes, source->name, diags);
    if (regsim_is_ok(status))
        status = hive_read_image(&out->root_name, &out->lost, store, top, &read, diags);
    out->lost += own && bytes == own;
    mem_free(image);
    mem_free(own);
    return status;
}
