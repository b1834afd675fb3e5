/*
 * A bounded cursor over bytes: every parser reads through one. A read past the end gives zeros,
 * sets `bad`, and stays bad, so a parser checks once per structure and can never leave its input.
 */
#ifndef REGSIM_BASE_CURSOR_H
#define REGSIM_BASE_CURSOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct cursor {
    const uint8_t *bytes;
    size_t size, at;
    bool bad;
};

static inline struct cursor cursor_of(const void *bytes, size_t size)
{
    return (struct cursor){bytes, size, 0, false};
}

static inline size_t cursor_left(const struct cursor *c)
{
    return c->size - c->at;
}

/* Lends `size` bytes and moves past them; NULL where they are not there. */
static inline const uint8_t *cursor_take(struct cursor *c, size_t size)
{
    if (c->bad || size > cursor_left(c)) {
        c->bad = true;
        return NULL;
    }
    const uint8_t *taken = c->bytes + c->at;
    c->at += size;
    return taken;
}

static inline void cursor_seek(struct cursor *c, size_t at)
{
    if (at > c->size)
        c->bad = true;
    else
        c->at = at;
}

static inline uint8_t cursor_u8(struct cursor *c)
{
    const uint8_t *b = cursor_take(c, 1);
    return b ? *b : 0;
}

static inline uint16_t cursor_u16(struct cursor *c)
{
    const uint8_t *b = cursor_take(c, 2);
    return b ? (uint16_t)(b[0] | b[1] << 8) : 0;
}

static inline uint32_t cursor_u32(struct cursor *c)
{
    const uint8_t *b = cursor_take(c, 4);
    return b ? (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24
             : 0;
}

static inline uint64_t cursor_u64(struct cursor *c)
{
    uint64_t low = cursor_u32(c);
    return low | (uint64_t)cursor_u32(c) << 32;
}

/* A view of `size` bytes at `offset` of the same input; bad where they are not there. */
static inline struct cursor cursor_window(const struct cursor *c, size_t offset, size_t size)
{
    if (offset > c->size || size > c->size - offset)
        return (struct cursor){c->bytes, 0, 0, true};
    return cursor_of(c->bytes + offset, size);
}

#endif
