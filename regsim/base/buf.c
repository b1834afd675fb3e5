#include "base/buf.h"

#include "base/memory.h"

#include <stdio.h>
#include <string.h>

void buf_add(struct buf *buf, const void *bytes, size_t size)
{
    if (!size)
        return;
    if (buf->overflow || (buf->max && size > buf->max - buf->size)) {
        buf->overflow = true;
        return;
    }
    MEM_GROW(buf->bytes, buf->capacity, buf->size + size);
    memcpy(buf->bytes + buf->size, bytes, size);
    buf->size += size;
}

void buf_put(struct buf *buf, uint8_t byte)
{
    buf_add(buf, &byte, 1);
}

void buf_u16(struct buf *buf, uint16_t value)
{
    uint8_t bytes[2] = {(uint8_t)value, (uint8_t)(value >> 8)};
    buf_add(buf, bytes, sizeof bytes);
}

void buf_u32(struct buf *buf, uint32_t value)
{
    uint8_t bytes[4];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (uint8_t)(value >> (8 * i));
    buf_add(buf, bytes, sizeof bytes);
}

void buf_u64(struct buf *buf, uint64_t value)
{
    buf_u32(buf, (uint32_t)value);
    buf_u32(buf, (uint32_t)(value >> 32));
}

void buf_text(struct buf *buf, const char *text)
{
    buf_add(buf, text, strlen(text));
}

void buf_printf(struct buf *buf, const char *format, ...)
{
    char *text = NULL;
    va_list args;
    va_start(args, format);
    int length = vasprintf(&text, format, args);
    va_end(args);
    if (length >= 0)
        buf_add(buf, text, (size_t)length);
    mem_free(length >= 0 ? text : NULL);
}

void buf_clear(struct buf *buf)
{
    buf->size = 0;
    buf->overflow = false;
}

void buf_free(struct buf *buf)
{
    mem_free(buf->bytes);
    *buf = (struct buf){.max = buf->max};
}

const char *buf_z(struct buf *buf)
{
    MEM_GROW(buf->bytes, buf->capacity, buf->size + 1);
    buf->bytes[buf->size] = '\0';
    return (const char *)buf->bytes;
}
