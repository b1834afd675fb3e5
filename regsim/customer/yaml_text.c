#include "customer/yaml_text.h"

#include "base/memory.h"

#include <string.h>

/* What YAML 1.1 calls printable, without its line ends and the byte order mark. */
static bool is_printable(uint32_t code)
{
    return code >= 0x20 && (code < 0x7F || code > 0x9F) && code != 0x2028 && code != 0x2029 &&
           code != 0xFEFF && code != 0xFFFE && code != 0xFFFF;
}

static bool is_plain(struct ustr text, size_t at)
{
    char16_t unit = text.units[at];
    bool high = unit >= 0xD800 && unit < 0xDC00, low = unit >= 0xDC00 && unit < 0xE000;
    if (high)
        return at + 1 < text.count && text.units[at + 1] >= 0xDC00 && text.units[at + 1] < 0xE000;
    if (low)
        return at && text.units[at - 1] >= 0xD800 && text.units[at - 1] < 0xDC00;
    return is_printable(unit);
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

static struct ustr units_of(const struct value *value)
{
    return (struct ustr){(const char16_t *)(const void *)value_data(value), value->size / 2};
}

/* Whether a text of a scenario gives these very bytes: one NUL, at the end. */
static bool is_text(struct ustr *out, const struct value *value, uint32_t type)
{
    struct ustr all = units_of(value);
    if (value->type != type || value->size % 2 || !all.count)
        return false;
    *out = ustr_slice(all, 0, all.count - 1);
    return ustr_find(all, 0, 0) == out->count;
}

/* Whether a list of texts gives these very bytes: each with its NUL, none empty, one more NUL. */
static bool is_list(const struct value *value)
{
    struct ustr all = units_of(value);
    size_t texts = 0;
    if (value->type != REG_MULTI_SZ_TYPE || value->size % 2 || all.count < 3)
        return false;
    for (size_t at = 0, end; at + 1 < all.count; at = end + 1, texts++) {
        end = ustr_find(all, 0, at);
        if (end == SIZE_MAX || end == at)
            return false;
    }
    return !all.units[all.count - 1] && !all.units[all.count - 2];
}

static void put_list(struct buf *out, const struct value *value)
{
    struct ustr all = units_of(value);
    for (size_t at = 0, end; at + 1 < all.count; at = end + 1) {
        end = ustr_find(all, 0, at);
        buf_text(out, at ? ", " : "[");
        yaml_quote(out, ustr_slice(all, at, end));
    }
    buf_put(out, ']');
}

void yaml_value(struct buf *out, const struct value *value)
{
    struct ustr text;
    uint32_t number;
    bool binary = value->type == REG_BINARY_TYPE && value->size;
    if (is_text(&text, value, REG_SZ_TYPE)) {
        yaml_quote(out, text);
    } else if (is_text(&text, value, REG_EXPAND_SZ_TYPE)) {
        buf_text(out, "{expand_sz: ");
        yaml_quote(out, text);
        buf_put(out, '}');
    } else if (is_list(value)) {
        put_list(out, value);
    } else if (value_dword(&number, value)) {
        buf_printf(out, "0x%x", number);
    } else {
        if (binary)
            buf_text(out, "{binary: '");
        else
            buf_printf(out, "{type: 0x%x, hex: '", value->type);
        for (uint32_t i = 0; i < value->size; i++)
            buf_printf(out, i ? " %02x" : "%02x", value_data(value)[i]);
        buf_text(out, "'}");
    }
}

static bool needs_escapes(const struct node *node)
{
    for (size_t at = 0; at < node->length;) {
        if (!is_printable(wtf8_next(node->text, node->length, &at)))
            return true;
    }
    return false;
}

static void put_escaped(struct buf *out, const struct node *node)
{
    buf_put(out, '"');
    for (size_t at = 0, from = 0; at < node->length; from = at) {
        uint32_t code = wtf8_next(node->text, node->length, &at);
        if (code == '\n') {
            buf_text(out, "\\n");
        } else if (!is_printable(code)) {
            buf_printf(out, "\\u%04x", code);
        } else {
            if (code == '"' || code == '\\')
                buf_put(out, '\\');
            buf_add(out, node->text + from, at - from);
        }
    }
    buf_put(out, '"');
}

static void put_scalar(struct buf *out, const struct node *node)
{
    if (needs_escapes(node)) {
        put_escaped(out, node);
    } else if (node->style == STYLE_PLAIN) {
        buf_add(out, node->text, node->length);
    } else {
        buf_put(out, '\'');
        for (size_t i = 0; i < node->length; i++) {
            buf_put(out, (uint8_t)node->text[i]);
            if (node->text[i] == '\'')
                buf_put(out, '\'');
        }
        buf_put(out, '\'');
    }
}

static void put_indent(struct buf *out, size_t indent)
{
    for (size_t i = 0; i < indent; i++)
        buf_put(out, ' ');
}

/* The keys of a map, the first of them where the line stands already. */
static void put_entries(struct buf *out, const struct node *map, size_t indent, bool begun)
{
    for (size_t i = 0; i < map->count; i++) {
        if (i || !begun)
            put_indent(out, indent);
        put_scalar(out, map->keys[i]);
        buf_put(out, ':');
        yaml_put_node(out, map->items[i], indent + 2);
    }
}

void yaml_put_node(struct buf *out, const struct node *node, size_t indent)
{
    if (node->kind == NODE_SCALAR) {
        if (node->length || node->style != STYLE_PLAIN)
            buf_put(out, ' ');
        put_scalar(out, node);
        buf_put(out, '\n');
        return;
    }
    if (!node->count)
        buf_text(out, node->kind == NODE_LIST ? " []" : " {}");
    buf_put(out, '\n');
    for (size_t i = 0; i < node->count && node->kind == NODE_LIST; i++) {
        const struct node *item = node->items[i];
        put_indent(out, indent);
        buf_put(out, '-');
        if (item->kind == NODE_MAP && item->count) {
            buf_put(out, ' ');
            put_entries(out, item, indent + 2, true);
        } else {
            yaml_put_node(out, item, indent + 2);
        }
    }
    if (node->kind == NODE_MAP)
        put_entries(out, node, indent, false);
}
