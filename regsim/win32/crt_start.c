/* The start and the end of the simulated process's C library. */
#include "win32/crt.h"

#include "base/memory.h"
#include "win32/text.h"

#include <string.h>

struct crt *crt_state(void)
{
    return run_current->crt;
}

static void *take(size_t size)
{
    void *memory = process_alloc(run_current->process, size, true);
    if (!memory)
        run_fault(0xC0000017u); /* STATUS_NO_MEMORY */
    return memory;
}

static regsim_wchar *wide_copy(struct ustr text)
{
    regsim_wchar *copy = take((text.count + 1) * sizeof *copy);
    if (text.count)
        memcpy(copy, text.units, text.count * sizeof *copy);
    return copy;
}

static char *narrow_copy(struct ustr text)
{
    struct buf *bytes = text_ansi(SCRATCH_NAME, text);
    char *copy = take(bytes->size + 1);
    if (bytes->size)
        memcpy(copy, bytes->bytes, bytes->size);
    return copy;
}

void crt_start(struct run *run)
{
    struct crt *crt = mem_calloc(1, sizeof *crt);
    const struct process *process = run->process;
    run->crt = crt;
    for (int i = 0; i < 3; i++)
        crt->standard[i] = (struct crt_file){
            .standard = i, .text = true, .read = i == 0, .write = i != 0, .pushed = -1};
    crt->random = 1;
    crt->argc = (int)process->arg_count;
    crt->argv = take((process->arg_count + 1) * sizeof *crt->argv);
    crt->wargv = take((process->arg_count + 1) * sizeof *crt->wargv);
    for (size_t i = 0; i < process->arg_count; i++) {
        crt->argv[i] = narrow_copy(process->args[i]);
        crt->wargv[i] = wide_copy(process->args[i]);
    }
    crt->command_line = narrow_copy(process->command_line);
    crt->command_line_wide = wide_copy(process->command_line);
}

void crt_done(struct run *run)
{
    if (!run->crt)
        return;
    while (run->crt->files) {
        struct crt_file *file = run->crt->files;
        run->crt->files = file->next;
        mem_free(file);
    }
    mem_free(run->crt);
    run->crt = NULL;
}

void crt_run_exits(void)
{
    struct crt *crt = crt_state();
    while (crt->exit_count)
        crt->exits[--crt->exit_count]();
}

int *crt_regsim_argc(void)
{
    return &crt_state()->argc;
}

char ***crt_regsim_argv(void)
{
    return &crt_state()->argv;
}

regsim_wchar ***crt_regsim_wargv(void)
{
    return &crt_state()->wargv;
}

int *crt_regsim_errno(void)
{
    return &crt_state()->error;
}

int crt_errno_of(uint32_t code)
{
    switch (code) {
    case ERROR_FILE_NOT_FOUND:
    case ERROR_PATH_NOT_FOUND:
    case ERROR_INVALID_NAME:
    case ERROR_INVALID_DRIVE:
        return 2; /* ENOENT */
    case ERROR_ACCESS_DENIED:
    case ERROR_SHARING_VIOLATION:
    case ERROR_WRITE_PROTECT:
        return 13; /* EACCES */
    case ERROR_FILE_EXISTS:
    case ERROR_ALREADY_EXISTS:
        return 17; /* EEXIST */
    case ERROR_INVALID_HANDLE:
        return 9; /* EBADF */
    case ERROR_DISK_FULL:
        return 28; /* ENOSPC */
    case ERROR_TOO_MANY_OPEN_FILES:
        return 24; /* EMFILE */
    default:
        return 22; /* EINVAL */
    }
}

LPSTR WINAPI GetCommandLineA(void)
{
    return crt_state()->command_line;
}

LPWSTR WINAPI GetCommandLineW(void)
{
    return crt_state()->command_line_wide;
}
