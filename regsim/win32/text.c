#include "win32/text.h"

#include "base/memory.h"
#include "win32/nls.h"

static struct scratch *scratch(void)
{
    struct run *run = run_current;
    if (!run->scratch)
        run->scratch = mem_calloc(1, sizeof *run->scratch);
    return run->scratch;
}

struct ubuf *text_units(enum scratch_slot slot)
{
    struct ubuf *units = &scratch()->units[slot];
    ubuf_clear(units);
    return units;
}

struct buf *text_bytes(enum scratch_slot slot)
{
    struct buf *bytes = &scratch()->bytes[slot];
    buf_clear(bytes);
    bytes->max = 0;
    return bytes;
}

size_t text_bytes_size(enum scratch_slot slot)
{
    return scratch()->bytes[slot].size;
}

void text_bytes_in(struct buf *bytes, const void *data, size_t size)
{
    user_look(data, size);
    bytes->bytes = mem_grow(bytes->bytes, &bytes->capacity, size + 1, 1);
    user_copy_in(bytes->bytes, data, size);
    bytes->size = size;
}

struct ustr text_narrow_n(enum scratch_slot slot, const char *text, size_t size)
{
    struct ubuf *units = text_units(slot);
    if (size == 0)
        return (struct ustr){NULL, 0};
    struct buf *bytes = text_bytes(slot);
    text_bytes_in(bytes, text, size);
    nls_decode(units, NLS_ANSI, (const char *)bytes->bytes, size);
    return ubuf_view(units);
}

struct ustr text_narrow(enum scratch_slot slot, const char *text)
{
    return text_narrow_n(slot, text, user_narrow(text));
}

struct ustr text_unaligned(enum scratch_slot slot, const void *data, size_t count)
{
    struct ubuf *units = text_units(slot);
    MEM_GROW(units->units, units->capacity, count + 1);
    user_copy_in(units->units, data, count * sizeof(char16_t));
    units->count = count;
    return ubuf_view(units);
}

struct buf *text_ansi(enum scratch_slot slot, struct ustr text)
{
    struct buf *bytes = text_bytes(slot);
    nls_encode(bytes, NLS_ANSI, text, NLS_BEST_FIT, '?');
    return bytes;
}

void text_scratch_free(struct run *run)
{
    if (!run->scratch)
        return;
    for (int i = 0; i < SCRATCH_SLOTS; i++) {
        ubuf_free(&run->scratch->units[i]);
        buf_free(&run->scratch->bytes[i]);
    }
    mem_free(run->scratch);
    run->scratch = NULL;
}

static void put_wide(WCHAR *buffer, struct ustr text)
{
    user_copy_out(buffer, text.units, text.count * sizeof(WCHAR));
    user_zero(buffer + text.count, sizeof(WCHAR));
}

static void put_narrow(char *buffer, const struct buf *bytes)
{
    user_copy_out(buffer, bytes->bytes, bytes->size);
    user_zero(buffer + bytes->size, 1);
}

uint32_t text_out_wide(WCHAR *buffer, DWORD *size, struct ustr text, uint32_t too_small)
{
    if (!buffer || user_get32(size) <= text.count) {
        user_put32(size, (uint32_t)text.count + 1);
        return too_small;
    }
    put_wide(buffer, text);
    user_put32(size, (uint32_t)text.count);
    return ERROR_SUCCESS;
}

uint32_t text_out_narrow(char *buffer, DWORD *size, struct ustr text, uint32_t too_small)
{
    struct buf *bytes = text_ansi(SCRATCH_DATA, text);
    if (!buffer || user_get32(size) <= bytes->size) {
        user_put32(size, (uint32_t)bytes->size + 1);
        return too_small;
    }
    put_narrow(buffer, bytes);
    user_put32(size, (uint32_t)bytes->size);
    return ERROR_SUCCESS;
}

DWORD text_copy_wide(WCHAR *buffer, DWORD size, struct ustr text)
{
    if (!buffer || size <= text.count)
        return (DWORD)text.count + 1;
    put_wide(buffer, text);
    return (DWORD)text.count;
}

DWORD text_copy_narrow(char *buffer, DWORD size, struct ustr text)
{
    struct buf *bytes = text_ansi(SCRATCH_DATA, text);
    if (!buffer || size <= bytes->size)
        return (DWORD)bytes->size + 1;
    put_narrow(buffer, bytes);
    return (DWORD)bytes->size;
}

uint32_t text_out(void *buffer, DWORD *size, struct ustr text, bool narrow, uint32_t too_small)
{
    return narrow ? text_out_narrow(buffer, size, text, too_small)
                  : text_out_wide(buffer, size, text, too_small);
}
