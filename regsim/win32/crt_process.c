/* exit, abort, atexit, the heap, numbers' random ones: the C library's side of the process. */
#include "win32/crt.h"

#include "win32/text.h"

void *crt_malloc(size_t size)
{
    struct run *run = host_begin();
    void *memory = process_alloc(run->process, size, false);
    host_end(run);
    if (!memory)
        crt_state()->error = 12; /* ENOMEM */
    return memory;
}

void *crt_calloc(size_t count, size_t size)
{
    size_t total;
    struct run *run = host_begin();
    void *memory = __builtin_mul_overflow(count, size, &total)
                       ? NULL
                       : process_alloc(run->process, total, true);
    host_end(run);
    return memory;
}

/* What Windows does with a pointer that is no block: the heap notices and the process dies. */
static void heap_corruption(void)
{
    run_fault(0xC0000374u); /* STATUS_HEAP_CORRUPTION */
}

void *crt_realloc(void *memory, size_t size)
{
    if (!memory)
        return crt_malloc(size);
    struct run *run = host_begin();
    bool known = process_block_size(run->process, memory) != SIZE_MAX;
    void *moved = NULL;
    if (known && size)
        moved = process_realloc(run->process, memory, size, false);
    else if (known)
        process_release(run->process, memory);
    host_end(run);
    if (!known)
        heap_corruption();
    return moved;
}

void crt_free(void *memory)
{
    struct run *run = host_begin();
    bool known = !memory || process_release(run->process, memory);
    host_end(run);
    if (!known)
        heap_corruption();
}

void crt_exit(int code)
{
    crt_run_exits();
    ExitProcess((UINT)code);
}

void crt__exit(int code)
{
    ExitProcess((UINT)code);
}

/* Microsoft's abort says so and exits with 3. */
void crt_abort(void)
{
    static const char text[] = "\nabnormal program termination\n";
    crt_write(&crt_state()->standard[2], text, sizeof text - 1);
    run_leave(RUN_EXITED, CRT_ABORT_CODE);
}

void crt_regsim_assert_failed(const char *expression, const char *file, int line)
{
    crt_fprintf(&crt_state()->standard[2], "Assertion failed: %s, file %s, line %d\n", expression,
                file, line);
    crt_abort();
}

int crt_atexit(void (*function)(void))
{
    struct crt *crt = crt_state();
    if (crt->exit_count == CRT_EXITS_MAX)
        return -1;
    crt->exits[crt->exit_count++] = function;
    return 0;
}

/* The generator of Microsoft's C library. */
int crt_rand(void)
{
    struct crt *crt = crt_state();
    crt->random = crt->random * 214013u + 2531011u;
    return (int)(crt->random >> 16 & 0x7FFF);
}

void crt_srand(unsigned seed)
{
    crt_state()->random = seed;
}

int crt_abs(int value)
{
    return value < 0 ? (int)(0u - (unsigned)value) : value;
}

long crt_labs(long value)
{
    return value < 0 ? -value : value;
}

char *crt_setlocale(int category, const char *locale)
{
    static char name[] = "C";
    (void)category, (void)locale;
    return name;
}

regsim_wchar *crt__wsetlocale(int category, const regsim_wchar *locale)
{
    static regsim_wchar name[] = u"C";
    (void)category, (void)locale;
    return name;
}

regsim_wchar *crt__wgetenv(const regsim_wchar *name)
{
    struct ustr value;
    struct run *run = host_begin();
    bool found = environment_get(&value, &run->process->environment, user_wide(name));
    regsim_wchar *copy = NULL;
    if (found)
        copy = process_alloc(run->process, (value.count + 1) * sizeof *copy, true);
    if (copy)
        user_copy_out(copy, value.units, value.count * sizeof *copy);
    host_end(run);
    return copy;
}

char *crt_getenv(const char *name)
{
    struct ustr value;
    struct run *run = host_begin();
    bool found =
        environment_get(&value, &run->process->environment, text_narrow(SCRATCH_NAME, name));
    char *copy = NULL;
    if (found) {
        struct buf *bytes = text_ansi(SCRATCH_DATA, value);
        copy = process_alloc(run->process, bytes->size + 1, true);
        if (copy)
            user_copy_out(copy, bytes->bytes, bytes->size);
    }
    host_end(run);
    return copy;
}
