#include "formats/hive_cells.h"

#include "base/memory.h"

#include <stdarg.h>
#include <stdio.h>

static void add(struct hive_reader *h, enum diag_severity severity, uint32_t cell,
                const char *format, va_list args)
{
    char *text = NULL;
    if (vasprintf(&text, format, args) < 0)
        text = NULL;
    diags_add(h->diags, severity, h->file, 0, 0, "cell 0x%x (file offset 0x%llx): %s", cell,
              (unsigned long long)cell + HIVE_BASE_SIZE, text ? text : "(unprintable)");
    mem_free(text);
}

regsim_status hive_damaged(struct hive_reader *h, uint32_t cell, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add(h, DIAG_ERROR, cell, format, args);
    va_end(args);
    return regsim_failed(REGSIM_INVALID);
}

void hive_odd(struct hive_reader *h, uint32_t cell, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add(h, DIAG_WARNING, cell, format, args);
    va_end(args);
    h->oddities++;
}

bool hive_spend(struct hive_reader *h, uint64_t bytes)
{
    if (bytes > h->budget)
        return false;
    h->budget -= bytes;
    return true;
}

struct hive_cell hive_cell_at(struct hive_reader *h, uint32_t offset, uint32_t least,
                              const char *what)
{
    struct hive_cell none = {NULL, 0};
    if (offset % 8 || offset > h->bins_size || h->bins_size - offset < 8) {
        hive_damaged(h, offset, "%s is outside of the hive bins", what);
        return none;
    }
    int32_t size = (int32_t)hive_u32(h->bins + offset);
    uint32_t used = size < 0 ? 0u - (uint32_t)size : (uint32_t)size;
    if (size >= 0) {
        hive_damaged(h, offset, "%s is in a cell that is free", what);
        return none;
    }
    if (used > h->bins_size - offset || used < 8) {
        hive_damaged(h, offset, "%s has a cell of %u bytes, which leaves the hive bins", what,
                     used);
        return none;
    }
    if (used - 4 < least) {
        hive_damaged(h, offset, "%s is cut: its cell has %u bytes, it needs %u", what, used - 4,
                     least);
        return none;
    }
    return (struct hive_cell){h->bins + offset + 4, used - 4};
}

struct ustr hive_name(struct hive_reader *h, const uint8_t *bytes, uint32_t size, bool compressed)
{
    uint32_t count = compressed ? size : size / 2;
    ubuf_clear(&h->name);
    MEM_GROW(h->name.units, h->name.capacity, (size_t)count + 1);
    h->name.count = count;
    if (compressed) {
        for (uint32_t i = 0; i < count; i++)
            h->name.units[i] = bytes[i];
    } else {
        memcpy(h->name.units, bytes, (size_t)count * 2);
    }
    return ubuf_view(&h->name);
}
