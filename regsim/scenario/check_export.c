/*
 * What a scenario brings along from the host: a .reg file or a hive under a machine, a .reg file
 * that is imported. It is read here as the player will read it, and thrown away: what is wrong with
 * it is known when the scenario is loaded, and said once, with the first place that names it.
 */
#include "scenario/decode.h"

#include "base/memory.h"
#include "formats/load.h"
#include "machine/clock.h"
#include "scenario/export.h"

#include <string.h>

static regsim_status read_base(const char *path, uint32_t codepage, struct diags *diags)
{
    struct export export;
    export_init(&export, NULL);
    regsim_status status = export_read(&export, &path, 1, codepage, diags);
    export_free(&export);
    return status;
}

static regsim_status read_import(const char *path, uint32_t codepage, struct diags *diags)
{
    struct load_options options = {
        .codepage = codepage, .layout = REGFILE_AS_NT, .now = CLOCK_START};
    struct load_result result = {0};
    struct store *store = store_new();
    regsim_status status = load_file(&result, store, path, &options, diags);
    if (regsim_is_ok(status) && result.format != FORMAT_REG)
        status =
            diags_invalid(diags, path, "only .reg files can be imported into a running machine");
    load_result_free(&result);
    store_free(store);
    return status;
}

static bool read_export(struct decoder *decoder, const struct node *at, const char *path,
                        uint32_t codepage, bool imported)
{
    struct loader *loader = decoder->loader;
    struct diags diags = {0};
    regsim_status status =
        imported ? read_import(path, codepage, &diags) : read_base(path, codepage, &diags);
    bool said = diags.count != 0;
    if (loader->diags)
        diags_move(loader->diags, &diags);
    diags_free(&diags);
    if (said)
        yaml_complain(loader->diags, at->file, DIAG_NOTE, at->line, at->column,
                      imported ? "the file is imported here" : "the file is a base here");
    loader->host_failed |= status.code == REGSIM_HOST;
    loader->not_yet += status.code == REGSIM_UNSUPPORTED;
    return regsim_is_ok(status);
}

void check_export(struct decoder *decoder, const struct node *at, const char *path,
                  uint32_t codepage, bool imported)
{
    struct loader *loader = decoder->loader;
    const struct checked_export *known = NULL;
    for (size_t i = 0; i < loader->export_count && !known; i++) {
        const struct checked_export *one = &loader->exports[i];
        if (one->imported == imported && one->codepage == codepage && !strcmp(one->path, path))
            known = one;
    }
    if (!known) {
        bool good = read_export(decoder, at, path, codepage, imported);
        MEM_GROW(loader->exports, loader->export_capacity, loader->export_count + 1);
        loader->exports[loader->export_count] =
            (struct checked_export){arena_strdup(&loader->arena, path), codepage, imported, good};
        known = &loader->exports[loader->export_count++];
    }
    if (!known->good) { /* which was said at the file */
        decoder->errors++;
        loader->errors++;
    }
}
