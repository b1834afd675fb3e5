#include "win32/image.h"

#include "base/buf.h"
#include "base/memory.h"
#include "win32/api_table.h"
#include "win32/elf_symbols.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { IMAGE_BYTES_MAX = 256 * 1024 * 1024 };

struct image {
    char *path;
    bool marked; /* regsim-cc built it */
    const struct api **imports;
    size_t import_count, import_capacity;
};

static void note_symbol(void *context, const struct elf_symbol *symbol)
{
    struct image *image = context;
    if (symbol->defined) {
        if (strcmp(symbol->name, "regsim_sdk_version") == 0)
            image->marked = true;
        return;
    }
    const struct api *api = api_by_symbol(symbol->name);
    if (!api)
        return;
    MEM_GROW(image->imports, image->import_capacity, image->import_count + 1);
    image->imports[image->import_count++] = api;
}

static regsim_status read_file(struct buf *out, const char *path, struct diags *diags)
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

regsim_status image_open(struct image **out, const char *path, struct diags *diags)
{
    struct buf bytes = {0};
    *out = NULL;
    regsim_status status = read_file(&bytes, path, diags);
    if (regsim_is_ok(status)) {
        struct image *image = mem_calloc(1, sizeof *image);
        bool good = elf_symbols(bytes.bytes, bytes.size, true, note_symbol, image);
        if (good && image->marked) {
            /* With a slash, so that the loader takes it as a path. */
            image->path = strchr(path, '/') ? mem_strdup(path) : mem_printf("./%s", path);
            *out = image;
        } else {
            image_close(image);
            status = diags_invalid(diags, path,
                                   good ? "this shared object was not built by regsim-cc"
                                        : "this is not a program that regsim-cc built");
        }
    }
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

const char *image_missing(const struct image *image, enum os os)
{
    for (size_t i = 0; i < image->import_count; i++)
        if (image->imports[i]->first > os)
            return image->imports[i]->name;
    return NULL;
}

regsim_status image_load(struct loaded *out, const struct image *image, struct diags *diags)
{
    static const struct {
        const char *name;
        enum entry_kind kind;
    } entries[] = {{"wmain", ENTRY_WMAIN},
                   {"main", ENTRY_MAIN},
                   {"wWinMain", ENTRY_WWINMAIN},
                   {"WinMain", ENTRY_WINMAIN}};
    *out = (struct loaded){.library = dlopen(image->path, RTLD_NOW | RTLD_LOCAL)};
    if (!out->library)
        return diags_invalid(diags, image->path, "the program cannot be loaded: %s", dlerror());
    for (size_t i = 0; !out->entry && i < sizeof entries / sizeof *entries; i++) {
        out->entry = dlsym(out->library, entries[i].name);
        out->kind = entries[i].kind;
    }
    if (!out->entry) {
        image_unload(out);
        return diags_invalid(diags, image->path,
                             "the program has no main, wmain, WinMain or wWinMain");
    }
    return regsim_ok();
}

void image_unload(struct loaded *loaded)
{
    if (loaded->library)
        dlclose(loaded->library);
    loaded->library = NULL;
}
