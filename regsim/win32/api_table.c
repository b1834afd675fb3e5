#include "win32/api_table.h"

#include <string.h>

#define FIRST_NT4                OS_NT4
#define FIRST_W2K                OS_W2K
#define FIRST_XP                 OS_XP
#define FIRST_WS2003             OS_WS2003
#define FIRST_WIN7               OS_WIN7
#define FIRST_WIN10              OS_WIN10

#define API(name, module, first) {#name, #name, #module, FIRST_##first},
#define CRT(name)                {"crt_" #name, #name, "msvcrt", OS_NT4},
const struct api api_table[] = {
#include "win32/api.def"
};
#undef API
#undef CRT

const size_t api_count = sizeof api_table / sizeof *api_table;

const struct api *api_by_symbol(const char *symbol)
{
    for (size_t i = 0; i < api_count; i++)
        if (strcmp(api_table[i].symbol, symbol) == 0)
            return &api_table[i];
    return NULL;
}

bool api_is_compiler_support(const char *symbol)
{
    static const char *const names[] = {"memcpy", "memmove", "memset", "memcmp", "strlen"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], symbol) == 0)
            return true;
    return strncmp(symbol, "__gcov_", 7) == 0 || strncmp(symbol, "llvm_gc", 7) == 0 ||
           strcmp(symbol, "_GLOBAL_OFFSET_TABLE_") == 0 || strcmp(symbol, "__tls_get_addr") == 0;
}
