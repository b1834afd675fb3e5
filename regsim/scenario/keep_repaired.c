/*
 * A customer's file without what the fixer removed. A hive is loaded, edited and written, so its
 * descriptors, class names and last-write times stay (our choice: Windows would also date the
 * parent of a removed key). A .reg file is edited as a list of operations, so that what it deletes
 * stays in it too.
 */
#include "scenario/keep.h"

#include "base/memory.h"
#include "formats/hive_write.h"
#include "formats/load.h"
#include "formats/regfile_write.h"
#include "scenario/export.h"
#include "scenario/where.h"

#include <string.h>

struct filter {
    const struct reproduce_result *result;
    uint8_t *done;
    struct regfile_sink to;
    struct ubuf path; /* canonical, of the open section; empty: it goes nowhere */
    bool gone;        /* the open section's key was removed, and all in it with it */
};

static void canonical_path(struct ubuf *out, const struct filter *filter,
                           const struct regfile_path *path)
{
    struct ubuf user = {0};
    ubuf_clear(out);
    ubuf_add(&user, regfile_root_name(path->root));
    if (path->below.count)
        ubuf_put(&user, u'\\');
    ubuf_add(&user, path->below);
    if (!where_canonical(out, &filter->result->before, ubuf_view(&user)))
        ubuf_clear(out);
    ubuf_free(&user);
}

/* Whether the open section's key, or its value `name`, was removed; all entries that say so are
 * done. */
static bool was_removed(struct filter *filter, const struct ustr *name)
{
    const struct ledger *changes = &filter->result->changes;
    struct ustr path = ubuf_view(&filter->path);
    bool removed = false;
    for (size_t i = 0; i < changes->count && path.count; i++) {
        const struct ledger_entry *entry = &changes->entries[i];
        bool hit = entry->is_value ? name && ustr_same_nocase(entry->path, path) &&
                                         ustr_same_nocase(entry->name, *name)
                                   : path_is_within(path, entry->path);
        if (hit)
            filter->done[i] = 1;
        removed = removed || hit;
    }
    return removed;
}

static bool filter_key(void *context, const struct regfile_path *path)
{
    struct filter *filter = context;
    canonical_path(&filter->path, filter, path);
    filter->gone = was_removed(filter, NULL);
    /* its values are looked at all the same, so that their entries are done */
    return filter->gone || filter->to.key(filter->to.context, path);
}

static void filter_delete_key(void *context, const struct regfile_path *path)
{
    struct filter *filter = context;
    filter->to.delete_key(filter->to.context, path);
}

static void filter_value(void *context, struct ustr name, uint32_t type, const void *data,
                         uint32_t size)
{
    struct filter *filter = context;
    if (!was_removed(filter, &name) && !filter->gone)
        filter->to.value(filter->to.context, name, type, data, size);
}

static void filter_delete_value(void *context, struct ustr name)
{
    struct filter *filter = context;
    if (!was_removed(filter, &name) && !filter->gone)
        filter->to.delete_value(filter->to.context, name);
}

static regsim_status repair_text(struct output *out, struct filter *filter, const char *file,
                                 uint32_t codepage, struct diags *diags)
{
    struct load_options load = {.codepage = codepage};
    struct load_result facts;
    struct patch whole = {0}, kept = {0};
    struct regfile_sink sink = {filter, filter_key, filter_delete_key, filter_value,
                                filter_delete_value};
    filter->to = patch_sink(&kept);
    /* what is odd in the file was said when it was mounted */
    regsim_status status = load_patch(&facts, &whole, file, &load, NULL);
    if (regsim_is_ok(status)) {
        patch_replay(&whole, &sink);
        struct regfile_write_options write = {
            .version = facts.version[0] == '5' ? REGFILE_5 : REGFILE_4, .codepage = codepage};
        status = regfile_write_patch(out, &kept, &write, diags);
    }
    ubuf_free(&filter->path);
    patch_free(&kept);
    patch_free(&whole);
    return status;
}

static void remove_from(struct store *store, const struct ledger_entry *entry, struct ustr place,
                        uint8_t *done)
{
    size_t start = entry->path.count > place.count ? place.count + 1 : place.count;
    struct ustr below = ustr_slice(entry->path, start, entry->path.count);
    key_id key = store_find(store, store_root(store), below);
    if (key && entry->is_value)
        *done |= store_value_remove(store, key, entry->name);
    if (key && !entry->is_value) {
        store_tree_remove(store, key);
        *done = 1;
    }
}

static regsim_status repair_hive(struct output *out, struct filter *filter, const char *file,
                                 struct diags *diags)
{
    struct load_options load = {0};
    struct load_result facts;
    struct store *store = store_new();
    struct ubuf place = {0};
    regsim_status status = load_file(&facts, store, file, &load, NULL);
    if (regsim_is_ok(status))
        registry_path_from_user(&place, export_hive_place(store, file));
    const struct ledger *changes = &filter->result->changes;
    for (size_t i = changes->count; regsim_is_ok(status) && i-- > 0;) { /* values before keys */
        if (path_is_within(changes->entries[i].path, ubuf_view(&place)))
            remove_from(store, &changes->entries[i], ubuf_view(&place), &filter->done[i]);
    }
    if (regsim_is_ok(status)) {
        struct hive_write_options write = {.minor = strcmp(facts.version, "1.3") ? 5 : 3,
                                           .root_name = facts.root_name};
        if (write.minor == 5 && strcmp(facts.version, "1.5"))
            diags_add(diags, DIAG_WARNING, file, 0, 0, "a hive of version %s, kept as 1.5",
                      facts.version);
        status = hive_write(out, store, store_root(store), &write, diags);
    }
    load_result_free(&facts);
    ubuf_free(&place);
    store_free(store);
    return status;
}

regsim_status keep_repaired(struct output *out, uint8_t *done,
                            const struct reproduce_result *result, const char *file,
                            uint32_t codepage, struct diags *diags)
{
    struct filter filter = {.result = result, .done = done};
    enum file_format format;
    REGSIM_TRY(file_format_of(&format, file, diags));
    return format == FORMAT_REG ? repair_text(out, &filter, file, codepage, diags)
                                : repair_hive(out, &filter, file, diags);
}
