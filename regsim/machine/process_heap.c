/*
 * The memory of a simulated process. Each block is in a hash table by its address, so that a wild
 * pointer is refused without being followed:
 *
 *   host block:  | struct heap_block | bytes of the program … |
 */
#include "base/memory.h"
#include "machine/process_internal.h"

#include <stdalign.h>
#include <string.h>

struct heap_block {
    alignas(max_align_t) struct heap_block *next; /* of the same bucket */
    size_t size;
};

enum { BUCKETS = 256 };

struct heap {
    struct heap_block *buckets[BUCKETS];
};

static void *bytes_of(struct heap_block *block)
{
    return block + 1;
}

/* Addresses decide only where a block is looked for, never an order that anybody sees. */
static struct heap_block **bucket_of(struct heap *heap, const void *memory)
{
    uintptr_t address = (uintptr_t)memory;
    return &heap->buckets[(address >> 4 ^ address >> 12) % BUCKETS];
}

/* The link that points to the block of `memory`; NULL: it is no live block. */
static struct heap_block **find(const struct process *process, const void *memory)
{
    if (!process->heap)
        return NULL;
    struct heap_block **link = bucket_of(process->heap, memory);
    while (*link && bytes_of(*link) != memory)
        link = &(*link)->next;
    return *link ? link : NULL;
}

static bool fits(const struct process *process, size_t size)
{
    return size <= PROCESS_HEAP_MAX && process->heap_bytes <= PROCESS_HEAP_MAX - size;
}

static void count(struct process *process, size_t less, size_t more)
{
    process->heap_bytes = process->heap_bytes - less + more;
    if (process->heap_bytes > process->heap_peak_bytes)
        process->heap_peak_bytes = process->heap_bytes;
}

static void enter(struct process *process, struct heap_block *block)
{
    struct heap_block **link = bucket_of(process->heap, bytes_of(block));
    block->next = *link;
    *link = block;
}

void *process_alloc(struct process *process, size_t size, bool zero)
{
    if (!fits(process, size))
        return NULL;
    if (!process->heap)
        process->heap = mem_calloc(1, sizeof *process->heap);
    struct heap_block *block = mem_alloc(sizeof *block + size);
    block->size = size;
    /* Fresh memory holds a pattern, the same in every run: what a program reads unset shows. */
    memset(bytes_of(block), zero ? 0 : 0xCD, size);
    enter(process, block);
    count(process, 0, size);
    return bytes_of(block);
}

void *process_realloc(struct process *process, void *memory, size_t size, bool zero)
{
    struct heap_block **link = find(process, memory);
    if (!link)
        return NULL;
    size_t old = (*link)->size;
    if (size > old && !fits(process, size - old))
        return NULL;
    struct heap_block *block = *link;
    *link = block->next;
    block = mem_realloc(block, sizeof *block + size);
    block->size = size;
    if (size > old)
        memset((uint8_t *)bytes_of(block) + old, zero ? 0 : 0xCD, size - old);
    enter(process, block);
    count(process, old, size);
    return bytes_of(block);
}

bool process_release(struct process *process, void *memory)
{
    struct heap_block **link = find(process, memory);
    if (!link)
        return false;
    struct heap_block *block = *link;
    *link = block->next;
    count(process, block->size, 0);
    mem_free(block);
    return true;
}

size_t process_block_size(const struct process *process, const void *memory)
{
    struct heap_block **link = find(process, memory);
    return link ? (*link)->size : SIZE_MAX;
}

void heap_release_all(struct process *process)
{
    for (size_t i = 0; process->heap && i < BUCKETS; i++) {
        struct heap_block *block = process->heap->buckets[i];
        while (block) {
            struct heap_block *next = block->next;
            mem_free(block);
            block = next;
        }
    }
    mem_free(process->heap);
    process->heap = NULL;
    process->heap_bytes = 0;
}
