/* What the tests of win32/run.h share: a program of programs/, built by regsim-cc, run on a
 * machine. */
#ifndef TESTS_UNIT_WIN32_PROGRAMS_H
#define TESTS_UNIT_WIN32_PROGRAMS_H

#include "check.h"

#include "base/memory.h"
#include "machine/network.h"
#include "win32/run.h"

#include <stdio.h>
#include <string.h>

static const struct run_options quick = {.cpu_ms = 100, .calls = 200000};

static inline struct image *open_program(const char *name)
{
    struct image *image;
    char *path = mem_printf("%s/%s.so", PROGRAMS, name);
    struct diags diags = {0};
    assert_true(regsim_is_ok(image_open(&image, path, &diags)));
    diags_free(&diags);
    mem_free(path);
    return image;
}

/* The process of C:\NAME.exe, which has ended; the caller frees it. */
static inline struct process *run_program(struct run_result *out, struct machine *machine,
                                          struct token token, const char *name,
                                          const char *arguments, const struct run_options *options)
{
    struct image *image = open_program(name);
    char *line = mem_printf("C:\\%s.exe %s", name, arguments);
    struct ustr units = ustr_from_wtf8(line, strlen(line));
    struct process *process = process_new(machine, &token, units);
    win32_run(out, process, image, options);
    ustr_free(units);
    mem_free(line);
    image_close(image);
    return process;
}

/* What an administrator's program returns. */
static inline uint32_t exit_code_of(struct machine *machine, const char *name,
                                    const char *arguments)
{
    struct run_result result;
    process_free(run_program(&result, machine, token_administrator(), name, arguments, &quick));
    assert_int_equal(result.end, RUN_EXITED);
    return result.exit_code;
}

#endif
