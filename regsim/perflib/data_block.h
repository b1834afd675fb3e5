/*
 * What a query returns: PERF_DATA_BLOCK and the objects behind it (sdk-api winperf).
 *
 *   PERF_DATA_BLOCK | computer name | pad to 8 | PERF_OBJECT_TYPE … | PERF_OBJECT_TYPE …
 *
 *   PERF_OBJECT_TYPE (64) | PERF_COUNTER_DEFINITION (40) × counters
 *     | PERF_COUNTER_BLOCK (8) values                              without instances
 *     | (PERF_INSTANCE_DEFINITION | name | PERF_COUNTER_BLOCK) …   with instances
 *
 * Every length is a multiple of 8 bytes. All numbers are little-endian.
 */
#ifndef REGSIM_PERFLIB_DATA_BLOCK_H
#define REGSIM_PERFLIB_DATA_BLOCK_H

#include "base/buf.h"
#include "machine/clock.h"

struct perf_object {
    uint32_t name_index, help_index;   /* of the object itself */
    uint32_t first_counter, last_name; /* name indexes of its counters, in steps of 2 */
    uint32_t instances;                /* 0: an object without instances */
    filetime now;
};

/* Appends the block's header; perf_block_finish fills in the lengths and the number of objects. */
void perf_block_start(struct buf *out, struct ustr computer, filetime now);
void perf_block_finish(struct buf *out, uint32_t objects);
void perf_object_add(struct buf *out, const struct perf_object *object);

#endif
