#include "base/pool.h"

#include "base/memory.h"

#include <stdint.h>

enum {
    FIRST_SLAB = 4 * 1024,
    LAST_SLAB = 1024 * 1024, /* each slab is twice as big as the one before, up to this */
    BLOCK_MAX = 2 * 1024,    /* a bigger block is not worth the room it may leave unused */
    ALIGNMENT = 16,
    DISTANCE = 8, /* the bytes before a block, the last four of which say how far its slab is */
};

_Static_assert(_Alignof(max_align_t) >= ALIGNMENT, "malloc's blocks lie at 0 modulo 16");

struct pool_slab {
    size_t live; /* blocks, and one more while a pool fills it */
    size_t padding;
};

_Static_assert(sizeof(struct pool_slab) % ALIGNMENT == 0, "the first block is aligned");

static void slab_release(struct pool_slab *slab)
{
    if (--slab->live == 0)
        mem_free(slab);
}

static void next_slab(struct pool *pool)
{
    size_t size = pool->size < LAST_SLAB ? pool->size * 2 : LAST_SLAB;
    pool_done(pool);
    pool->size = size ? size : FIRST_SLAB;
    pool->slab = mem_alloc(pool->size);
    pool->slab->live = 1;
    pool->used = sizeof *pool->slab;
}

void *pool_alloc(struct pool *pool, size_t size)
{
    if (!pool || size > BLOCK_MAX || MEM_WATCHED)
        return mem_alloc(size);
    size_t whole = (DISTANCE + size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (!pool->slab || whole > pool->size - pool->used)
        next_slab(pool);
    char *block = (char *)pool->slab + pool->used + DISTANCE;
    ((uint32_t *)(void *)block)[-1] = (uint32_t)(pool->used + DISTANCE);
    pool->used += whole;
    pool->slab->live++;
    return block;
}

void pool_free(void *block)
{
    if ((uintptr_t)block % ALIGNMENT == 0) {
        mem_free(block);
        return;
    }
    uint32_t distance = ((const uint32_t *)block)[-1];
    slab_release((struct pool_slab *)(void *)((char *)block - distance));
}

void pool_done(struct pool *pool)
{
    if (pool->slab)
        slab_release(pool->slab);
    *pool = (struct pool){0};
}
