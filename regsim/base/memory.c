#include "base/memory.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __linux__
#include <sys/mman.h>
#endif

static void default_exhausted(size_t size)
{
    fprintf(stderr, "regsim: error: out of memory (%zu bytes more were needed)\n", size);
    exit(3);
}

static mem_exhausted_fn *on_exhausted = default_exhausted;

void mem_set_exhausted(mem_exhausted_fn *handler)
{
    on_exhausted = handler ? handler : default_exhausted;
}

static void *check(void *memory, size_t size)
{
    if (!memory) {
        on_exhausted(size);
        abort(); /* a handler must not return */
    }
    return memory;
}

void *mem_alloc(size_t size)
{
    return check(malloc(size ? size : 1), size);
}

void *mem_calloc(size_t count, size_t size)
{
    return check(calloc(count ? count : 1, size ? size : 1), size);
}

void *mem_realloc(void *memory, size_t size)
{
    return check(realloc(memory, size ? size : 1), size);
}

void *mem_dup(const void *bytes, size_t size)
{
    void *copy = mem_alloc(size);
    if (size)
        memcpy(copy, bytes, size);
    return copy;
}

void *mem_alloc_pages(size_t size)
{
#ifdef __linux__
    void *memory = check(aligned_alloc(size, size), size);
    madvise(memory, size, MADV_HUGEPAGE); /* a hint: what comes of it does not matter */
    return memory;
#else
    return mem_alloc(size);
#endif
}

char *mem_strdup(const char *text)
{
    return mem_dup(text, strlen(text) + 1);
}

char *mem_printf(const char *format, ...)
{
    va_list args;
    char *text = NULL;
    va_start(args, format);
    int length = vasprintf(&text, format, args);
    va_end(args);
    return check(length < 0 ? NULL : text, 0);
}

void mem_free(void *memory)
{
    free(memory);
}

void *mem_grow(void *items, size_t *capacity, size_t needed, size_t item_size)
{
    if (needed <= *capacity)
        return items;
    size_t grown = *capacity ? *capacity : 8;
    while (grown < needed) {
        if (grown > SIZE_MAX / 2)
            check(NULL, needed);
        grown *= 2;
    }
    if (grown > SIZE_MAX / item_size)
        check(NULL, needed);
    *capacity = grown;
    return mem_realloc(items, grown * item_size);
}
