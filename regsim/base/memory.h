/*
 * Host memory. None of these functions returns NULL: when the host has no memory left, the
 * out-of-memory handler runs, and a handler does not return. regsim's default prints one line to
 * stderr and ends the process with exit code 3, an *error* of the run, never a *failure* of a
 * scenario and never a simulated ERROR_OUTOFMEMORY (decisions/0001-host-memory.md).
 */
#ifndef REGSIM_BASE_MEMORY_H
#define REGSIM_BASE_MEMORY_H

#include <stddef.h>

typedef void mem_exhausted_fn(size_t size);

/* Installs the handler that runs when the host is out of memory; it must not return. NULL restores
 * the default. Process-wide: call it once, at start. */
void mem_set_exhausted(mem_exhausted_fn *handler);

void *mem_alloc(size_t size);                  /* uninitialised, size 0 gives a valid pointer */
void *mem_calloc(size_t count, size_t size);   /* zeroed; an overflowing product is exhaustion */
void *mem_realloc(void *memory, size_t size);  /* as realloc, memory may be NULL */
void *mem_dup(const void *bytes, size_t size); /* a copy of size bytes */
/* Uninitialised; on Linux aligned to `size`, a power of two, and in big pages where it has them:
 * small ones are handed out one by one, which takes a fifth of the time in which a hive is loaded.
 */
void *mem_alloc_pages(size_t size);
char *mem_strdup(const char *text); /* a copy of a C string */
char *mem_printf(const char *format, ...) __attribute__((format(printf, 1, 2)));
void mem_free(void *memory); /* NULL is fine */

/* Grows the array *items (of *capacity items, item_size bytes each) so that it holds at least
 * `needed`, doubling; the caller stores the result. */
void *mem_grow(void *items, size_t *capacity, size_t needed, size_t item_size);

/* Whether AddressSanitizer watches each block of malloc's. */
#if defined(__SANITIZE_ADDRESS__)
#define MEM_WATCHED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define MEM_WATCHED 1
#endif
#endif
#ifndef MEM_WATCHED
#define MEM_WATCHED 0
#endif

#define MEM_GROW(items, capacity, needed)                                                          \
    ((items) = mem_grow((items), &(capacity), (needed), sizeof *(items)))

#endif
