#include "scenario/yaml_text.h"

#include "base/memory.h"

#include <string.h>

static bool is_plain(struct ustr text, size_t at)
{
    char16_t unit = text.units[at];
    bool high = unit >= 0xD800 && unit < 0xDC00, low = unit >= 0xDC00 && unit < 0xE000;
    if (high)
        return at + 1 < text.count && text.units[at + 1] >= 0xDC00 && text.units[at + 1] < 0xE000;
    if (low)
        return at && text.units[at - 1] >= 0xD800 && text.units[at - 1] < 0xDC00;
    /* what YAML 1.1 calls printable, without its line ends and the byte order mark */
    return unit >= 0x20 && unit < 0xFFFE && unit != 0x2028 && unit != 0x2029 && unit != 0xFEFF &&
           (unit < 0x7F || unit > 0x9F);
}

void yaml_quote(struct buf *out, struct ustr text)
{
    struct ubuf plain = {0};
    buf_put(out, '\'');
    for (size_t i = 0; i < text.count; i++) {
        char16_t unit = text.units[i];
        bool escape = unit == u'\\' && i + 2 < text.count && text.units[i + 1] == u'u' &&
                      text.units[i + 2] == u'{';
        if (is_plain(text, i) && !escape) {
            ubuf_put(&plain, unit);
            if (unit == u'\'' || unit == u'$')
                ubuf_put(&plain, unit);
            continue;
        }
        char *code = mem_printf("\\u{%04X}", unit);
        ubuf_add_wtf8(&plain, code, strlen(code));
        mem_free(code);
    }
    char *bytes = ustr_to_wtf8(ubuf_view(&plain));
    buf_text(out, bytes);
    buf_put(out, '\'');
    mem_free(bytes);
    ubuf_free(&plain);
}

void yaml_quote_z(struct buf *out, const char *text)
{
    struct ustr units = ustr_from_wtf8(text, strlen(text));
    yaml_quote(out, units);
    ustr_free(units);
}

/* Whether a scenario's plain text gives these very bytes: one NUL, at the end. */
static bool is_text(struct ustr *out, const struct value *value)
{
    struct ustr all = {(const char16_t *)(const void *)value_data(value), value->size / 2};
    if (value->type != REG_SZ_TYPE || value->size % 2 || !all.count)
        return false;
    *out = ustr_slice(all, 0, all.count - 1);
    return ustr_find(all, 0, 0) == out->count;
}

void yaml_value(struct buf *out, const struct value *value)
{
    struct ustr text;
    uint32_t number;
    if (is_text(&text, value)) {
        yaml_quote(out, text);
    } else if (value_dword(&number, value)) {
        buf_printf(out, "0x%x", number);
    } else {
        buf_printf(out, "{type: 0x%x, hex: '", value->type);
        for (uint32_t i = 0; i < value->size; i++)
            buf_printf(out, i ? " %02x" : "%02x", value_data(value)[i]);
        buf_text(out, "'}");
    }
}
