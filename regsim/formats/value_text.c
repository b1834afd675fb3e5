#include "formats/value_text.h"

#include "base/buf.h"
#include "base/memory.h"

enum { TEXT_MAX_UNITS = 120, HEX_MAX_BYTES = 24 };

const char *value_type_word(uint32_t type)
{
    static const char *const words[] = {
        [REG_NONE_TYPE] = "none",           [REG_SZ_TYPE] = "sz",
        [REG_EXPAND_SZ_TYPE] = "expand_sz", [REG_BINARY_TYPE] = "binary",
        [REG_DWORD_TYPE] = "dword",         [REG_DWORD_BIG_ENDIAN_TYPE] = "dword_big_endian",
        [REG_LINK_TYPE] = "link",           [REG_MULTI_SZ_TYPE] = "multi_sz",
        [REG_QWORD_TYPE] = "qword",
    };
    return type < sizeof words / sizeof *words ? words[type] : NULL;
}

static void put_text(struct buf *out, struct ustr text)
{
    bool cut = text.count > TEXT_MAX_UNITS;
    char *shown = ustr_to_shown(ustr_slice(text, 0, cut ? TEXT_MAX_UNITS : text.count));
    buf_text(out, shown);
    mem_free(shown);
    if (cut)
        buf_printf(out, "… (%zu characters)", text.count);
}

static void put_hex(struct buf *out, const struct value *value)
{
    const uint8_t *data = value_data(value);
    for (uint32_t i = 0; i < value->size && i < HEX_MAX_BYTES; i++)
        buf_printf(out, "%s%02x", i ? " " : "", data[i]);
    if (value->size > HEX_MAX_BYTES)
        buf_printf(out, " … (%u bytes)", value->size);
    else if (!value->size)
        buf_text(out, "(empty)");
}

/* The units of a value of strings; false where they are no whole units with a terminating NUL. */
static bool terminated_units(struct ustr *out, const struct value *value)
{
    *out = (struct ustr){(const char16_t *)(const void *)value_data(value), value->size / 2};
    return value->size >= 2 && value->size % 2 == 0 && out->units[out->count - 1] == 0;
}

static bool put_string(struct buf *out, const struct value *value)
{
    struct ustr units;
    if (!terminated_units(&units, value) || ustr_find(units, 0, 0) != units.count - 1)
        return false;
    put_text(out, ustr_slice(units, 0, units.count - 1));
    return true;
}

static bool put_strings(struct buf *out, const struct value *value)
{
    struct ustr units;
    if (!terminated_units(&units, value) || (units.count > 1 && units.units[units.count - 2] != 0))
        return false;
    buf_text(out, "[");
    for (size_t at = 0; at + 1 < units.count;) {
        size_t end = ustr_find(units, 0, at);
        buf_text(out, at ? ", \"" : "\"");
        put_text(out, ustr_slice(units, at, end));
        buf_text(out, "\"");
        at = end + 1;
    }
    buf_text(out, "]");
    return true;
}

static bool put_number(struct buf *out, const struct value *value, uint32_t size)
{
    if (value->size != size)
        return false;
    uint64_t number = 0;
    for (uint32_t i = 0; i < size; i++)
        number |= (uint64_t)value_data(value)[i] << (8 * i);
    buf_printf(out, "0x%llx", (unsigned long long)number);
    return true;
}

static bool put_typed(struct buf *out, const struct value *value)
{
    switch (value->type) {
    case REG_SZ_TYPE:
    case REG_EXPAND_SZ_TYPE:
        return put_string(out, value);
    case REG_MULTI_SZ_TYPE:
        return put_strings(out, value);
    case REG_DWORD_TYPE:
        return put_number(out, value, 4);
    case REG_QWORD_TYPE:
        return put_number(out, value, 8);
    case REG_LINK_TYPE:
        put_text(out,
                 (struct ustr){(const char16_t *)(const void *)value_data(value), value->size / 2});
        return value->size % 2 == 0;
    default:
        return false;
    }
}

char *value_text(const struct value *value)
{
    struct buf out = {0};
    const char *word = value_type_word(value->type);
    if (word)
        buf_printf(&out, "%s ", word);
    else
        buf_printf(&out, "type 0x%x ", value->type);
    size_t start = out.size;
    if (!put_typed(&out, value)) { /* data that the type does not describe: the bytes themselves */
        out.size = start;
        put_hex(&out, value);
    }
    char *text = mem_strdup(buf_z(&out));
    buf_free(&out);
    return text;
}
