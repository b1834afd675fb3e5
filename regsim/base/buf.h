/*
 * A growable buffer of bytes with a stated maximum. Appending past the maximum sets `overflow` and
 * keeps what was there, so a writer checks once, at the end.
 */
#ifndef REGSIM_BASE_BUF_H
#define REGSIM_BASE_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf {
    uint8_t *bytes;
    size_t size, capacity;
    size_t max;    /* 0: no maximum (only for what does not grow from input) */
    bool overflow; /* something did not fit */
};

void buf_add(struct buf *buf, const void *bytes, size_t size);
void buf_put(struct buf *buf, uint8_t byte);
void buf_u16(struct buf *buf, uint16_t value); /* little-endian, as all that follow */
void buf_u32(struct buf *buf, uint32_t value);
void buf_u64(struct buf *buf, uint64_t value);
void buf_text(struct buf *buf, const char *text);
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_clear(struct buf *buf);    /* keeps the memory */
void buf_free(struct buf *buf);     /* leaves an empty buffer with the same maximum */
const char *buf_z(struct buf *buf); /* NUL-terminated view, valid until the next change */

#endif
