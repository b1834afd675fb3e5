/*
 * The API table as data: what regsim's SDK has, where it lives on Windows, since when. One table
 * (api.def) drives regsim-cc, the loader, GetProcAddress and the list of symbols that a program
 * which hosts fixers exports.
 */
#ifndef REGSIM_WIN32_API_TABLE_H
#define REGSIM_WIN32_API_TABLE_H

#include "base/os.h"

#include <stddef.h>

struct api {
    const char *symbol; /* linker name: RegCloseKey, crt_printf */
    const char *name;   /* in C source: RegCloseKey, printf */
    const char *module; /* advapi32, kernel32, …, msvcrt */
    enum os first;
};

extern const struct api api_table[];
extern const size_t api_count;

const struct api *api_by_symbol(const char *symbol); /* NULL: regsim does not have it */

/* Names that a fixer may also leave undefined: memory functions that compilers call by themselves,
 * and what coverage needs of the host. */
bool api_is_compiler_support(const char *symbol);

#endif
