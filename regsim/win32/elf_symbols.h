/*
 * The symbols of an ELF64 little-endian file, object or shared object: just enough to tell what it
 * leaves undefined and what it defines. Reads through a bounded cursor: a damaged file is refused,
 * never followed.
 */
#ifndef REGSIM_WIN32_ELF_SYMBOLS_H
#define REGSIM_WIN32_ELF_SYMBOLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct elf_symbol {
    const char *name; /* lends from the file's bytes */
    uint64_t value;
    bool defined, weak, local;
};

/* Calls `each` for every named symbol of .dynsym (`dynamic`) or .symtab. False: not such a file. */
bool elf_symbols(const uint8_t *bytes, size_t size, bool dynamic,
                 void (*each)(void *context, const struct elf_symbol *symbol), void *context);

#endif
