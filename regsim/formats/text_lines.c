#include "formats/text_lines.h"

#include "base/units.h"

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
               "UTF-16LE is lent from the file as it is");

/* rule reg.line-ends */
static size_t find_end_utf16be(const uint8_t *bytes, size_t count)
{
    size_t i = 0;
    while (i < count && (bytes[i * 2] || (bytes[i * 2 + 1] != '\n' && bytes[i * 2 + 1] != '\r')))
        i++;
    return i;
}

/* rule reg.line-ends */
static size_t find_end_bytes(const uint8_t *bytes, size_t count)
{
    size_t i = 0;
    while (i < count && bytes[i] != '\n' && bytes[i] != '\r')
        i++;
    return i;
}

static size_t unit_size(const struct text_lines *lines)
{
    return lines->encoding == TEXT_BYTES ? 1 : 2;
}

static char16_t unit_at(const struct text_lines *lines, size_t offset)
{
    const uint8_t *b = lines->bytes + offset;
    switch (lines->encoding) {
    case TEXT_UTF16LE:
        return (char16_t)(b[0] | b[1] << 8);
    case TEXT_UTF16BE:
        return (char16_t)(b[1] | b[0] << 8);
    default:
        return b[0];
    }
}

static struct ustr decode(struct text_lines *lines, const uint8_t *bytes, size_t count)
{
    lines->undecodable = false;
    if (lines->encoding == TEXT_UTF16LE) /* bytes are 2-aligned: the file's start is, and so is each
                                            line, whose lengths are counted in units */
        return (struct ustr){(const char16_t *)(const void *)bytes, count};
    ubuf_clear(&lines->decoded);
    if (lines->encoding == TEXT_BYTES) {
        lines->undecodable = !codepage_decode(&lines->decoded, lines->codepage, bytes, count);
    } else {
        for (size_t i = 0; i < count; i++)
            ubuf_put(&lines->decoded, (char16_t)(bytes[i * 2 + 1] | bytes[i * 2] << 8));
    }
    return ubuf_view(&lines->decoded);
}

enum text_line_result text_lines_next(struct text_lines *lines, struct ustr *out)
{
    size_t unit = unit_size(lines), left = (lines->size - lines->at) / unit;
    *out = (struct ustr){0};
    if (!left)
        return TEXT_END;
    lines->number++;
    const uint8_t *bytes = lines->bytes + lines->at;
    size_t most = left > TEXT_LINE_MAX ? (size_t)TEXT_LINE_MAX + 1 : left;
    size_t count =
        lines->encoding == TEXT_UTF16LE
            ? units_find_either((const char16_t *)(const void *)bytes, most, u'\n', u'\r')
        : lines->encoding == TEXT_UTF16BE ? find_end_utf16be(bytes, most)
                                          : find_end_bytes(bytes, most);
    if (count > TEXT_LINE_MAX)
        return TEXT_LINE_TOO_LONG;
    lines->at += count * unit;
    if (count < left) {
        bool cr = unit_at(lines, lines->at) == '\r';
        lines->at += unit;
        if (cr && count + 1 < left && unit_at(lines, lines->at) == '\n')
            lines->at += unit;
    }
    *out = decode(lines, bytes, count);
    return TEXT_LINE;
}

struct text_place text_lines_tell(const struct text_lines *lines)
{
    return (struct text_place){lines->at, lines->number};
}

void text_lines_seek(struct text_lines *lines, struct text_place place)
{
    lines->at = place.at;
    lines->number = place.number;
}

struct ustr text_lines_end(const struct text_lines *lines)
{
    size_t unit = unit_size(lines);
    char16_t last = lines->at >= unit ? unit_at(lines, lines->at - unit) : 0;
    if (last == '\r')
        return USTR(u"\r");
    if (last != '\n')
        return (struct ustr){0};
    return lines->at >= 2 * unit && unit_at(lines, lines->at - 2 * unit) == '\r' ? USTR(u"\r\n")
                                                                                 : USTR(u"\n");
}

void text_lines_done(struct text_lines *lines)
{
    ubuf_free(&lines->decoded);
}
