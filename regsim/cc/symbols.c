#include "cc/symbols.h"

#include "base/buf.h"
#include "win32/api_table.h"
#include "win32/elf_symbols.h"

#include <stdio.h>
#include <string.h>

struct tally {
    struct words defined, undefined;
};

static void count_symbol(void *context, const struct elf_symbol *symbol)
{
    struct tally *tally = context;
    if (symbol->defined && !symbol->local)
        words_add(&tally->defined, symbol->name);
    else if (!symbol->defined && !symbol->weak && !words_has(&tally->undefined, symbol->name))
        words_add(&tally->undefined, symbol->name);
}

static bool read_object(struct tally *tally, const char *path)
{
    struct buf bytes = {0};
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        return false;
    }
    char piece[65536];
    size_t got;
    while ((got = fread(piece, 1, sizeof piece, file)) > 0)
        buf_add(&bytes, piece, got);
    fclose(file);
    bool good = elf_symbols(bytes.bytes, bytes.size, false, count_symbol, tally);
    if (!good)
        fprintf(stderr, "regsim-cc: error: %s is no object file of this machine\n", path);
    buf_free(&bytes);
    return good;
}

int check_symbols(const struct words *objects)
{
    struct tally tally = {0};
    int code = 0;
    for (size_t i = 0; code == 0 && i < objects->count; i++)
        if (!read_object(&tally, objects->items[i]))
            code = 3;
    for (size_t i = 0; code != 3 && i < tally.undefined.count; i++) {
        const char *name = tally.undefined.items[i];
        if (words_has(&tally.defined, name) || api_by_symbol(name) || api_is_compiler_support(name))
            continue;
        fprintf(stderr, "regsim-cc: error: regsim's SDK does not have the function %s\n", name);
        code = 1;
    }
    words_free(&tally.defined);
    words_free(&tally.undefined);
    return code;
}
