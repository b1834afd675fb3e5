#include "cli/default_fixer.h"

#include "base/memory.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

char *default_fixer_path(void)
{
    char program[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    program[length < 0 ? 0 : length] = '\0';
    char *slash = strrchr(program, '/');
    if (slash)
        *slash = '\0';
    char *built = mem_printf("%s/smsperffix.so", program);
    if (access(built, R_OK) == 0)
        return built;
    char *installed = mem_printf("%s/../lib/regsim/smsperffix.so", program);
    if (access(installed, R_OK) == 0) {
        mem_free(built);
        return installed;
    }
    mem_free(installed);
    return built;
}
