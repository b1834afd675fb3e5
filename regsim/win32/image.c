#include "win32/image.h"

#include "base/buf.h"
#include "base/memory.h"
#include "win32/api_table.h"
#include "win32/elf_symbols.h"

#include "sdk/winerror.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { IMAGE_BYTES_MAX = 256 * 1024 * 1024 };

struct image {
    char *path;
    bool marked; /* regsim-cc built it */
    enum entry_kind entry;
    const struct api **imports;
    size_t import_count, import_capacity;
};

/* In the order of preference where an image has several. */
static const char *const entry_names[] = {[ENTRY_WMAIN] = "wmain",
                                          [ENTRY_MAIN] = "main",
                                          [ENTRY_WWINMAIN] = "wWinMain",
                                          [ENTRY_WINMAIN] = "WinMain"};

static void note_entry(struct image *image, const char *name)
{
    for (int kind = ENTRY_WMAIN; kind <= ENTRY_WINMAIN; kind++)
        if (strcmp(name, entry_names[kind]) == 0 && (!image->entry || kind < (int)image->entry))
            image->entry = (enum entry_kind)kind;
}

static void note_symbol(void *context, const struct elf_symbol *symbol)
{
    struct image *image = context;
    if (symbol->defined) {
        if (strcmp(symbol->name, "regsim_sdk_version") == 0)
            image->marked = true;
        note_entry(image, symbol->name);
        return;
    }
    const struct api *api = api_by_symbol(symbol->name);
    if (!api)
        return;
    MEM_GROW(image->imports, image->import_capacity, image->import_count + 1);
    image->imports[image->import_count++] = api;
}

static regsim_status image_read(struct buf *out, const char *path, struct diags *diags)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return diags_host(diags, path, errno, "cannot open the program");
    char piece[65536];
    size_t got;
    out->max = IMAGE_BYTES_MAX;
    while ((got = fread(piece, 1, sizeof piece, file)) > 0)
        buf_add(out, piece, got);
    bool failed = ferror(file) != 0;
    fclose(file);
    return failed ? diags_host(diags, path, EIO, "cannot read the program") : regsim_ok();
}

/* What is wrong with it, or NULL. */
static const char *read_image(struct image *image, const char *path, const struct buf *bytes)
{
    if (!elf_symbols(bytes->bytes, bytes->size, true, note_symbol, image))
        return "this is not a program that regsim-cc built";
    /* With a slash, so that the loader takes it as a path. */
    image->path = strchr(path, '/') ? mem_strdup(path) : mem_printf("./%s", path);
    return image->marked ? NULL : "this shared object was not built by regsim-cc";
}

regsim_status image_open(struct image **out, const char *path, struct diags *diags)
{
    struct buf bytes = {0};
    *out = NULL;
    regsim_status status = image_read(&bytes, path, diags);
    if (regsim_is_ok(status)) {
        struct image *image = mem_calloc(1, sizeof *image);
        const char *wrong = read_image(image, path, &bytes);
        if (!wrong && !image->entry)
            wrong = "the program has no main, wmain, WinMain or wWinMain";
        if (wrong) {
            status = diags_invalid(diags, path, "%s", wrong);
            image_close(image);
        } else {
            *out = image;
        }
    }
    buf_free(&bytes);
    return status;
}

static void note_export(void *context, const struct elf_symbol *symbol)
{
    if (!symbol->defined || symbol->local || strcmp(symbol->name, "regsim_sdk_version") == 0)
        return;
    struct ustr name = ustr_from_wtf8(symbol->name, strlen(symbol->name));
    module_info_export(context, name);
    ustr_free(name);
}

regsim_status image_as_module(struct module_info **out, const char *path,
                              const struct machine *machine, struct diags *diags)
{
    struct buf bytes = {0};
    struct image image = {0};
    *out = NULL;
    regsim_status status = image_read(&bytes, path, diags);
    const char *wrong = regsim_is_ok(status) ? read_image(&image, path, &bytes) : NULL;
    if (wrong) {
        status = diags_invalid(diags, path, "%s", wrong);
    } else if (regsim_is_ok(status)) {
        *out = module_info_new(machine->platform);
        elf_symbols(bytes.bytes, bytes.size, true, note_export, *out);
        if (image_missing(&image, machine->os))
            (*out)->load =
                (struct module_behaviour){.act = MODULE_FAILS, .code = ERROR_PROC_NOT_FOUND};
        (*out)->code = image.path;
        image.path = NULL;
    }
    mem_free(image.path);
    mem_free(image.imports);
    buf_free(&bytes);
    return status;
}

void image_close(struct image *image)
{
    if (!image)
        return;
    mem_free(image->path);
    mem_free(image->imports);
    mem_free(image);
}

const char *image_path(const struct image *image)
{
    return image->path;
}

/* rule delete.tree-since */
const char *image_missing(const struct image *image, enum os os)
{
    for (size_t i = 0; i < image->import_count; i++)
        if (image->imports[i]->first > os)
            return image->imports[i]->name;
    return NULL;
}

bool image_load(struct loaded *out, const char **why, const struct image *image)
{
    *out = (struct loaded){.kind = image->entry};
    out->library = dlopen(image->path, RTLD_NOW | RTLD_LOCAL);
    out->entry = out->library ? dlsym(out->library, entry_names[image->entry]) : NULL;
    *why = out->entry ? NULL : dlerror();
    if (!out->entry)
        image_unload(out);
    return out->entry != NULL;
}

void image_unload(struct loaded *loaded)
{
    if (loaded->library)
        dlclose(loaded->library);
    loaded->library = NULL;
}
