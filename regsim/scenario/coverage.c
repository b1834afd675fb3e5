#include "scenario/coverage.h"

#include "base/memory.h"

#include <ctype.h>
#include <stdlib.h>

void coverage_begin(const struct scenario *scenario)
{
    const char *folder = getenv("REGSIM_COVERAGE");
    if (!folder || !*folder)
        return;
    char *name = mem_printf("%s%s%s", scenario->id, *scenario->cell ? "_" : "", scenario->cell);
    for (char *at = name; *at; at++)
        *at = isalnum((unsigned char)*at) ? *at : '_';
    char *prefix = mem_printf("%s/%s", folder, name);
    setenv("GCOV_PREFIX", prefix, 1);
    mem_free(prefix);
    mem_free(name);
}

void coverage_end(void)
{
    /* Only then, or the counts of a regsim with coverage of its own would follow. */
    if (getenv("REGSIM_COVERAGE"))
        unsetenv("GCOV_PREFIX");
}
