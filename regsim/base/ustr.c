#include "base/ustr.h"

#include "base/memory.h"
#include "base/units.h"
#include "base/upcase_table.h"

#include <stdio.h>
#include <string.h>

/* rule name.case */
char16_t ustr_upcase(char16_t unit)
{
    return upcase_lookup(unit);
}

struct ustr ustr_z(const char16_t *text)
{
    size_t count = 0;
    while (text && text[count])
        count++;
    return (struct ustr){text, count};
}

struct ustr ustr_slice(struct ustr text, size_t from, size_t to)
{
    if (to > text.count)
        to = text.count;
    if (from > to)
        from = to;
    return (struct ustr){text.units ? text.units + from : NULL, to - from};
}

bool ustr_same(struct ustr a, struct ustr b)
{
    return a.count == b.count && (!a.count || !memcmp(a.units, b.units, a.count * sizeof *a.units));
}

bool ustr_same_nocase(struct ustr a, struct ustr b)
{
    return a.count == b.count && ustr_starts_nocase(a, b);
}

bool ustr_starts_nocase(struct ustr text, struct ustr prefix)
{
    if (text.count < prefix.count)
        return false;
    for (size_t i = 0; i < prefix.count; i++) {
        char16_t a = text.units[i], b = prefix.units[i];
        if (a != b && upcase_lookup(a) != upcase_lookup(b))
            return false;
    }
    return true;
}

int ustr_compare(struct ustr a, struct ustr b)
{
    size_t shared = a.count < b.count ? a.count : b.count;
    for (size_t i = 0; i < shared; i++) {
        if (a.units[i] != b.units[i])
            return a.units[i] < b.units[i] ? -1 : 1;
    }
    return (a.count > b.count) - (a.count < b.count);
}

/* rule name.sharp-s */
int ustr_compare_nocase(struct ustr a, struct ustr b)
{
    size_t shared = a.count < b.count ? a.count : b.count;
    for (size_t i = 0; i < shared; i++) {
        if (a.units[i] == b.units[i])
            continue;
        char16_t left = upcase_lookup(a.units[i]), right = upcase_lookup(b.units[i]);
        if (left != right)
            return left < right ? -1 : 1;
    }
    return (a.count > b.count) - (a.count < b.count);
}

size_t ustr_find(struct ustr text, char16_t unit, size_t from)
{
    if (from >= text.count)
        return SIZE_MAX;
    size_t left = text.count - from;
    size_t at = units_find_either(text.units + from, left, unit, unit);
    return at < left ? from + at : SIZE_MAX;
}

void ubuf_add(struct ubuf *buf, struct ustr text)
{
    if (!text.count)
        return;
    MEM_GROW(buf->units, buf->capacity, buf->count + text.count);
    memcpy(buf->units + buf->count, text.units, text.count * sizeof *text.units);
    buf->count += text.count;
}

void ubuf_put(struct ubuf *buf, char16_t unit)
{
    MEM_GROW(buf->units, buf->capacity, buf->count + 1);
    buf->units[buf->count++] = unit;
}

void ubuf_add_wtf8(struct ubuf *buf, const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        uint32_t code = wtf8_next(text, length, &at);
        if (code < 0x10000) {
            ubuf_put(buf, (char16_t)code);
        } else {
            ubuf_put(buf, (char16_t)(0xD800 + ((code - 0x10000) >> 10)));
            ubuf_put(buf, (char16_t)(0xDC00 + ((code - 0x10000) & 0x3FF)));
        }
    }
}

struct ustr ubuf_view(const struct ubuf *buf)
{
    return (struct ustr){buf->units, buf->count};
}

void ubuf_clear(struct ubuf *buf)
{
    buf->count = 0;
}

void ubuf_free(struct ubuf *buf)
{
    mem_free(buf->units);
    *buf = (struct ubuf){0};
}

/* The code point at text.units[*at]; a surrogate that is not half of a pair stands for itself. */
static uint32_t next_code(struct ustr text, size_t *at)
{
    char16_t unit = text.units[(*at)++];
    if (unit < 0xD800 || unit > 0xDBFF || *at == text.count)
        return unit;
    char16_t low = text.units[*at];
    if (low < 0xDC00 || low > 0xDFFF)
        return unit;
    (*at)++;
    return 0x10000u + ((uint32_t)(unit - 0xD800) << 10) + (uint32_t)(low - 0xDC00);
}

size_t wtf8_put(char out[4], uint32_t code)
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (char)(0xC0 | code >> 6);
        out[1] = (char)(0x80 | (code & 0x3F));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (char)(0xE0 | code >> 12);
        out[1] = (char)(0x80 | (code >> 6 & 0x3F));
        out[2] = (char)(0x80 | (code & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | code >> 18);
    out[1] = (char)(0x80 | (code >> 12 & 0x3F));
    out[2] = (char)(0x80 | (code >> 6 & 0x3F));
    out[3] = (char)(0x80 | (code & 0x3F));
    return 4;
}

size_t ustr_wtf8_size(struct ustr text)
{
    size_t size = 0;
    for (size_t at = 0; at < text.count;) {
        uint32_t code = next_code(text, &at);
        size += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    }
    return size;
}

char *ustr_to_wtf8(struct ustr text)
{
    char *out = mem_alloc(ustr_wtf8_size(text) + 1);
    size_t size = 0;
    for (size_t at = 0; at < text.count;) {
        char bytes[4];
        size_t length = wtf8_put(bytes, next_code(text, &at));
        memcpy(out + size, bytes, length);
        size += length;
    }
    out[size] = '\0';
    return out;
}

/* Bidirectional controls (U+202A-E, U+2066-9) and line separators reorder or break what stands
 * around. */
static bool is_shown_escaped(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0xD800 && code < 0xE000) ||
           (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) ||
           code == 0xFEFF;
}

char *ustr_to_shown(struct ustr text)
{
    char *out = mem_alloc(text.count * 10 + 1); /* \u{FFFFF} is the longest form of a unit */
    size_t size = 0;
    for (size_t at = 0; at < text.count;) {
        uint32_t code = next_code(text, &at);
        if (is_shown_escaped(code))
            size += (size_t)sprintf(out + size, "\\u{%X}", code);
        else
            size += wtf8_put(out + size, code);
    }
    out[size] = '\0';
    return out;
}

struct ustr ustr_dup(struct ustr text)
{
    char16_t *units = mem_alloc((text.count + 1) * sizeof *units);
    if (text.count)
        memcpy(units, text.units, text.count * sizeof *units);
    units[text.count] = 0;
    return (struct ustr){units, text.count};
}

struct ustr ustr_from_wtf8(const char *text, size_t length)
{
    struct ubuf buf = {0};
    ubuf_add_wtf8(&buf, text, length);
    struct ustr copy = ustr_dup(ubuf_view(&buf));
    ubuf_free(&buf);
    return copy;
}

void ustr_free(struct ustr text)
{
    mem_free((void *)(uintptr_t)text.units);
}

/* Decodes one sequence; returns its length, or 0 where it is ill-formed. */
static size_t decode(const char *text, size_t length, size_t at, uint32_t *code)
{
    unsigned char first = (unsigned char)text[at];
    size_t more = first < 0x80 ? 0 : first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
    static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
    if (first >= 0xF5 || (first >= 0x80 && first < 0xC2) || length - at <= more)
        return 0;
    uint32_t value = more == 0 ? first : first & (0x3Fu >> more);
    for (size_t i = 1; i <= more; i++) {
        unsigned char byte = (unsigned char)text[at + i];
        if ((byte & 0xC0) != 0x80)
            return 0;
        value = value << 6 | (byte & 0x3F);
    }
    if (value < least[more] || value > 0x10FFFF)
        return 0;
    *code = value;
    return more + 1;
}

uint32_t wtf8_next(const char *text, size_t length, size_t *at)
{
    uint32_t code = 0xFFFD;
    size_t used = decode(text, length, *at, &code);
    *at += used ? used : 1;
    return used ? code : 0xFFFD;
}

bool wtf8_check(const char *text, size_t length, size_t *bad)
{
    for (size_t at = 0; at < length;) {
        uint32_t code;
        size_t used = decode(text, length, at, &code);
        if (!used) {
            *bad = at;
            return false;
        }
        at += used;
    }
    return true;
}
