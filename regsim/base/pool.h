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

struct pool_slab;
struct pool {
    struct pool_slab *slab; /* that is being filled; zero-initialised is empty */
    size_t used, size;      /* of it, in bytes */
};

/* Uninitialised, 8-aligned. Without a pool (NULL), and for big blocks: from malloc. */
void *pool_alloc(struct pool *pool, size_t size);
void pool_free(void *block);       /* NULL is fine */
void pool_done(struct pool *pool); /* leaves an empty pool; its blocks stay */

#endif
