#include "cli/document.h"

#include "cli/document_scenario.h"
#include "registry/ops.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

regsim_status document_parse_key(struct ubuf *out, const char *key, struct diags *diags)
{
    struct ustr units = ustr_from_wtf8(key, strlen(key));
    while (units.count && units.units[units.count - 1] == u'\\')
        units.count--;
    static const struct ustr nothing = {u"\\\\", 2};
    bool empty = false;
    for (size_t i = 0; i + 1 < units.count; i++)
        empty |= ustr_same(ustr_slice(units, i, i + 2), nothing);
    bool known = registry_path_in_full(out, units);
    ustr_free(units);
    if (known && !empty)
        return regsim_ok();
    ubuf_free(out);
    if (known)
        return diags_invalid(diags, NULL, "--key %s: two backslashes, and no name between", key);
    return diags_invalid(diags, NULL, "--key %s: no predefined key, as HKLM or HKCU", key);
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

/* A text hive that follows other files: below the key that it says. */
static void add_at_place(struct document *document, struct store *loaded)
{
    key_id key =
        store_ensure(document->store, store_root(document->store), document->result.place, 0);
    store_tree_copy(document->store, key, loaded, store_root(loaded));
}

/* The store that the next file is loaded into: that of the document for .reg text, which is applied
 * to what there is. */
static regsim_status prepare_next(struct store **into, struct document *document, const char *path,
                                  struct diags *diags)
{
    enum file_format format;
    if (is_scenario_path(path))
        return diags_invalid(diags, path, "a scenario must be the first of several files");
    REGSIM_TRY(file_format_of(&format, path, diags));
    if (format == FORMAT_REGF)
        return diags_invalid(diags, path, "a hive must be the first of several files");
    if (document->rooted_in_hive && !document->key.count)
        return diags_invalid(diags, path,
                             "--key must say which key the hive before it is the root of");
    if (document->rooted_in_hive)
        document_mount(document);
    *into = format == FORMAT_WINE ? store_new() : document->store;
    return regsim_ok();
}

static regsim_status add_file(struct document *document, const char *path, bool first,
                              const struct load_options *options, struct diags *diags)
{
    struct store *into = document->store;
    if (!first)
        REGSIM_TRY(prepare_next(&into, document, path, diags));
    load_result_free(&document->result);
    struct load_result *result = &document->result;
    regsim_status status = load_file(result, into, path, options, diags);
    if (regsim_is_ok(status) && into != document->store && !result->place.count)
        status = diags_invalid(diags, path,
                               "a text hive that does not say where it belongs must "
                               "be the first of several files");
    else if (regsim_is_ok(status) && into != document->store)
        add_at_place(document, into);
    if (into != document->store)
        store_free(into);
    if (!regsim_is_ok(status))
        return status;
    document->rooted_in_hive = first && result->format != FORMAT_REG;
    document->timed |= result->format != FORMAT_REG;
    document->deletions += result->deletions;
    document->lost += result->lost;
    if (document->rooted_in_hive && !document->key.count)
        ubuf_add(&document->key, result->place);
    return regsim_ok();
}

static regsim_status add_scenario(struct document *document, const char *path,
                                  const struct arguments *arguments, struct diags *diags)
{
    struct scenario_choice choice = {.machine = arguments_value(arguments, "machine"),
                                     .cell = arguments_value(arguments, "cell")};
    store_free(document->store);
    document->of_scenario = true;
    return document_of_scenario(&document->store, path, &choice, diags);
}

regsim_status document_open(struct document *out, const char *const *paths, size_t count,
                            const struct arguments *arguments, struct load_options *options,
                            struct diags *diags)
{
    const char *key = arguments_value(arguments, "key");
    *out = (struct document){.store = store_new()};
    options->layout = REGFILE_AS_WRITTEN;
    options->track_named = count == 1;
    if (key)
        REGSIM_TRY(document_parse_key(&out->key, key, diags));
    for (size_t i = 0; i < count; i++)
        REGSIM_TRY(!i && is_scenario_path(paths[i])
                       ? add_scenario(out, paths[i], arguments, diags)
                       : add_file(out, paths[i], i == 0, options, diags));
    return regsim_ok();
}

bool document_options_fit(const struct arguments *arguments)
{
    const char *option = arguments_has(arguments, "machine") ? "machine"
                         : arguments_has(arguments, "cell")  ? "cell"
                                                             : NULL;
    for (size_t i = 0; option && i < arguments->word_count; i++) {
        if (is_scenario_path(arguments->words[i]))
            option = NULL;
    }
    if (option)
        fprintf(stderr, "regsim: error: --%s is about scenarios (.yaml)\n", option);
    return !option;
}

void document_close(struct document *document)
{
    store_free(document->store);
    load_result_free(&document->result);
    ubuf_free(&document->key);
    *document = (struct document){0};
}

regsim_status document_spare(const char *out, const char *const *inputs, size_t count,
                             struct diags *diags)
{
    struct stat in, there;
    for (size_t i = 0; out && i < count; i++) {
        if (!stat(inputs[i], &in) && !stat(out, &there) && S_ISREG(in.st_mode) &&
            in.st_dev == there.st_dev && in.st_ino == there.st_ino)
            return diags_invalid(diags, inputs[i],
                                 "this is read, and would be lost: write to another file");
    }
    return regsim_ok();
}
