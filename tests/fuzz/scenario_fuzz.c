/* A scenario file: any bytes are loaded, or refused with an error that has a place. */
#include "base/memory.h"
#include "scenario/load.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *write_file(const uint8_t *data, size_t size)
{
    static char path[64];
    if (!path[0])
        snprintf(path, sizeof path, "/tmp/regsim-fuzz-%ld.yaml", (long)getpid());
    FILE *out = fopen(path, "wb");
    if (!out || fwrite(data, 1, size, out) != size || fclose(out))
        abort();
    return path;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *path = write_file(data, size);
    struct scenario_list list = {0};
    struct scenario_load_options options = {.lint = true};
    struct diags diags = {0};
    regsim_status status = scenario_load(&list, path, &options, &diags);
    if (regsim_is_ok(status) == (diags.errors > 0))
        abort(); /* refused without a word, or accepted with an error */
    scenario_list_free(&list);
    diags_free(&diags);
    unlink(path);
    return 0;
}
