#include "base/pool.h"

#include "base/memory.h"

enum {
    FIRST_SLAB = 4 * 1024,
    LAST_SLAB = 2 * 1024 * 1024, /* each is twice as big as the one before, up to a big page */
};

_Static_assert(_Alignof(max_align_t) >= POOL_ALIGNMENT, "malloc's blocks lie at 0 modulo 16");

_Static_assert(sizeof(struct pool_slab) % POOL_ALIGNMENT == 0, "the first block is aligned");

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
    pool->slab = pool->size < LAST_SLAB ? mem_alloc(pool->size) : mem_alloc_pages(LAST_SLAB);
    pool->slab->live = 1;
    pool->used = sizeof *pool->slab;
}

void *pool_alloc_slowly(struct pool *pool, size_t size)
{
    if (!pool || size > POOL_BLOCK_MAX || MEM_WATCHED)
        return mem_alloc(size);
    next_slab(pool);
    return pool_alloc(pool, size);
}

void pool_free(void *block)
{
    if ((uintptr_t)block % POOL_ALIGNMENT == 0) {
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
