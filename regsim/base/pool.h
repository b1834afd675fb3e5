/*
 * A pool: many small blocks that are made one after the other and mostly die together, at a
 * fraction of what malloc asks for each. A big file loaded into a store is made of them.
 *
 *   slab: {live} | distance, block | distance, block | … | room
 *
 * A block knows its slab by the distance before it, and the last one of a slab to be freed frees
 * the slab. So a block outlives its pool, and is freed without it: it belongs to whom it was given.
 *
 * Main invariant: the blocks of a pool lie at 8 modulo 16, those of malloc at 0. pool_free tells
 * them apart by that and takes both, so what is usually pooled may also be allocated alone. Under
 * AddressSanitizer each block is one of malloc's, to be watched.
 */
#ifndef REGSIM_BASE_POOL_H
#define REGSIM_BASE_POOL_H

#include <stddef.h>
#include <stdint.h>

enum {
    POOL_BLOCK_MAX = 2 * 1024, /* a bigger block is not worth the room it may leave unused */
    POOL_ALIGNMENT = 16,
    POOL_DISTANCE = 8, /* before a block; its last four bytes say how far the slab's start is */
};

struct pool_slab {
    size_t live; /* blocks, and one more while a pool fills it */
    size_t padding;
};

struct pool {
    struct pool_slab *slab; /* that is being filled; zero-initialised is empty */
    size_t used, size;      /* of it, in bytes */
};

/* Where a slab is full, or the block is none for a slab. */
void *pool_alloc_slowly(struct pool *pool, size_t size);

/* Uninitialised, 8-aligned. Without a pool (NULL), and for big blocks: from malloc. */
static inline void *pool_alloc(struct pool *pool, size_t size)
{
    size_t whole = (POOL_DISTANCE + size + POOL_ALIGNMENT - 1) & ~(size_t)(POOL_ALIGNMENT - 1);
    if (!pool || size > POOL_BLOCK_MAX || whole > pool->size - pool->used)
        return pool_alloc_slowly(pool, size);
    char *block = (char *)pool->slab + pool->used + POOL_DISTANCE;
    ((uint32_t *)(void *)block)[-1] = (uint32_t)(pool->used + POOL_DISTANCE);
    pool->used += whole;
    pool->slab->live++;
    return block;
}

void pool_free(void *block);       /* NULL is fine */
void pool_done(struct pool *pool); /* leaves an empty pool; its blocks stay */

#endif
