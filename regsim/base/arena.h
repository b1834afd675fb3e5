/*
 * An arena: memory that lives as long as one thing does (a scenario, a catalogue) and is freed as a
 * whole. Nothing in it is freed alone.
 */
#ifndef REGSIM_BASE_ARENA_H
#define REGSIM_BASE_ARENA_H

#include "base/ustr.h"

#include <stddef.h>

struct arena_block;
struct arena {
    struct arena_block *blocks; /* zero-initialised is empty */
};

void *arena_alloc(struct arena *arena, size_t size); /* zeroed, aligned for any type */
void *arena_dup(struct arena *arena, const void *bytes, size_t size);
char *arena_strdup(struct arena *arena, const char *text);
char *arena_strndup(struct arena *arena, const char *text, size_t length);
char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
struct ustr arena_ustr(struct arena *arena, struct ustr text); /* a NUL follows the last unit */
void arena_free(struct arena *arena);                          /* leaves an empty arena */

#define ARENA_NEW(arena, type)          ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, type, count) ((type *)arena_alloc((arena), sizeof(type) * (count)))

#endif
