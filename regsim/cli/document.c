#include "cli/document.h"

#include "registry/ops.h"

#include <string.h>

/* HKLM\X or HKEY_LOCAL_MACHINE\X → the long name. */
static regsim_status parse_key(struct ubuf *out, const char *key, struct diags *diags)
{
    struct ustr units = ustr_from_wtf8(key, strlen(key));
    while (units.count && units.units[units.count - 1] == u'\\')
        units.count--;
    struct ubuf path = {0};
    bool known = registry_path_from_user(&path, units);
    if (known)
        registry_path_to_user(out, ubuf_view(&path), true);
    ubuf_free(&path);
    ustr_free(units);
    return known ? regsim_ok()
                 : diags_invalid(diags, NULL, "--key %s: no predefined key, as HKLM or HKCU", key);
}

void document_mount(struct document *document)
{
    struct store *store = store_new();
    key_id key = store_ensure(store, store_root(store), ubuf_view(&document->key), 0);
    store_tree_copy(store, key, document->store, store_root(document->store));
    store_free(document->store);
    document->store = store;
    document->rooted_in_hive = false;
}

/* A file that follows others: .reg text, applied to what there is. */
static regsim_status prepare_next(struct document *document, const char *path, struct diags *diags)
{
    enum file_format format;
    REGSIM_TRY(file_format_of(&format, path, diags));
    if (format != FORMAT_REG)
        return diags_invalid(diags, path, "a hive must be the first of several files");
    if (document->rooted_in_hive && !document->key.count)
        return diags_invalid(diags, path,
                             "--key must say which key the hive before it is the root of");
    if (document->rooted_in_hive)
        document_mount(document);
    return regsim_ok();
}

static regsim_status add_file(struct document *document, const char *path, bool first,
                              const struct load_options *options, struct diags *diags)
{
    if (!first)
        REGSIM_TRY(prepare_next(document, path, diags));
    load_result_free(&document->result);
    REGSIM_TRY(load_file(&document->result, document->store, path, options, diags));
    document->rooted_in_hive = first && document->result.format != FORMAT_REG;
    document->deletions += document->result.deletions;
    document->lost += document->result.lost;
    return regsim_ok();
}

regsim_status document_open(struct document *out, const char *const *paths, size_t count,
                            const char *key, struct load_options *options, struct diags *diags)
{
    *out = (struct document){.store = store_new()};
    options->layout = REGFILE_AS_WRITTEN;
    options->track_named = count == 1;
    if (key)
        REGSIM_TRY(parse_key(&out->key, key, diags));
    for (size_t i = 0; i < count; i++)
        REGSIM_TRY(add_file(out, paths[i], i == 0, options, diags));
    return regsim_ok();
}

void document_close(struct document *document)
{
    store_free(document->store);
    load_result_free(&document->result);
    ubuf_free(&document->key);
    *document = (struct document){0};
}
