#include "win32/crt_format.h"

#include "win32/nls.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

struct spec {
    bool left, plus, blank, zero, alternate;
    int width, precision; /* -1: none */
    enum { SIZE_INT, SIZE_SHORT, SIZE_LONG, SIZE_64, SIZE_WIDE } size;
    uint16_t conversion;
};

static void flush_piece(struct format_sink *sink)
{
    crt_write(sink->stream, sink->piece, sink->pending);
    sink->pending = 0;
}

static void put_byte(struct format_sink *sink, uint8_t byte)
{
    if (sink->pending == FORMAT_PIECE)
        flush_piece(sink);
    sink->piece[sink->pending++] = (char)byte;
}

/* A unit of the sink's own width. */
USER_MEMORY static void put(struct format_sink *sink, uint16_t unit)
{
    if (sink->stream && !sink->wide) {
        put_byte(sink, (uint8_t)unit);
    } else if (sink->stream) {
        put_byte(sink, unit_to_ansi(unit));
    } else if (sink->count < sink->room) {
        if (sink->wide)
            ((regsim_wchar *)sink->out)[sink->count] = unit;
        else
            ((char *)sink->out)[sink->count] = (char)unit;
    }
    sink->count++;
}

static void put_wide_char(struct format_sink *sink, regsim_wchar unit)
{
    put(sink, sink->wide ? unit : unit_to_ansi(unit));
}

static void put_narrow_char(struct format_sink *sink, char byte)
{
    put(sink, sink->wide ? ansi_to_unit((unsigned char)byte) : (uint8_t)byte);
}

static void pad(struct format_sink *sink, char with, int count)
{
    while (count-- > 0)
        put_narrow_char(sink, with);
}

USER_MEMORY static uint16_t unit_at(const struct format_sink *sink, const void *format, size_t at)
{
    return sink->wide ? ((const regsim_wchar *)format)[at] : ((const uint8_t *)format)[at];
}

static int number_at(const struct format_sink *sink, const void *format, size_t *at,
                     va_list *arguments)
{
    int number = 0;
    if (unit_at(sink, format, *at) == '*') {
        ++*at;
        return va_arg(*arguments, int);
    }
    for (; unit_at(sink, format, *at) >= '0' && unit_at(sink, format, *at) <= '9'; ++*at)
        if (number < 100000)
            number = number * 10 + (unit_at(sink, format, *at) - '0');
    return number;
}

static void read_flags(struct spec *out, const struct format_sink *sink, const void *format,
                       size_t *at)
{
    for (;; ++*at) {
        switch (unit_at(sink, format, *at)) {
        case '-':
            out->left = true;
            break;
        case '+':
            out->plus = true;
            break;
        case ' ':
            out->blank = true;
            break;
        case '0':
            out->zero = true;
            break;
        case '#':
            out->alternate = true;
            break;
        default:
            return;
        }
    }
}

static void read_size(struct spec *out, const struct format_sink *sink, const void *format,
                      size_t *at)
{
    for (;; ++*at) {
        uint16_t unit = unit_at(sink, format, *at);
        uint16_t next = unit ? unit_at(sink, format, *at + 1) : 0;
        if (unit == 'h')
            out->size = SIZE_SHORT;
        else if (unit == 'l')
            out->size = out->size == SIZE_LONG ? SIZE_64 : SIZE_LONG;
        else if (unit == 'w')
            out->size = SIZE_WIDE;
        else if (unit == 'z' || unit == 'j' || unit == 't')
            out->size = SIZE_64;
        else if (unit == 'I' && (next == '6' || next == '3')) {
            out->size = next == '6' ? SIZE_64 : SIZE_LONG;
            *at += 2;
        } else if (unit == 'I')
            out->size = SIZE_64;
        else if (unit != 'L' && unit != 'F' && unit != 'N')
            return;
    }
}

static void read_spec(struct spec *out, const struct format_sink *sink, const void *format,
                      size_t *at, va_list *arguments)
{
    *out = (struct spec){.precision = -1};
    read_flags(out, sink, format, at);
    out->width = number_at(sink, format, at, arguments);
    if (out->width < 0) {
        out->left = true;
        out->width = out->width == INT_MIN ? 0 : -out->width;
    }
    if (unit_at(sink, format, *at) == '.') {
        ++*at;
        out->precision = number_at(sink, format, at, arguments);
    }
    read_size(out, sink, format, at);
    out->conversion = unit_at(sink, format, *at);
    if (out->conversion)
        ++*at;
}

/* `digits` with sign or prefix before it, padded. */
static void put_digits(struct format_sink *sink, const struct spec *spec, const char *before,
                       const char *digits)
{
    int length = (int)strlen(digits), before_length = (int)strlen(before);
    int zeros = spec->precision > length ? spec->precision - length : 0;
    int blanks = spec->width - before_length - zeros - length;
    if (spec->zero && !spec->left && spec->precision < 0 && blanks > 0) {
        zeros = blanks;
        blanks = 0;
    }
    if (!spec->left)
        pad(sink, ' ', blanks);
    for (; *before; before++)
        put_narrow_char(sink, *before);
    pad(sink, '0', zeros);
    for (; *digits; digits++)
        put_narrow_char(sink, *digits);
    if (spec->left)
        pad(sink, ' ', blanks);
}

static void put_unsigned(struct format_sink *sink, const struct spec *spec, const char *before,
                         uint64_t value)
{
    unsigned base = spec->conversion == 'o' ? 8
                    : spec->conversion == 'x' || spec->conversion == 'X' || spec->conversion == 'p'
                        ? 16
                        : 10;
    const char *set = spec->conversion == 'x' ? "0123456789abcdef" : "0123456789ABCDEF";
    char digits[24], *at = digits + sizeof digits - 1;
    *at = 0;
    for (uint64_t rest = value; rest; rest /= base)
        *--at = set[rest % base];
    if (!*at && spec->precision != 0)
        *--at = '0';
    if (spec->alternate && value && base == 16)
        before = spec->conversion == 'x' ? "0x" : "0X";
    put_digits(sink, spec, before, at);
}

static void put_integer(struct format_sink *sink, const struct spec *spec, va_list *arguments)
{
    bool is_signed = spec->conversion == 'd' || spec->conversion == 'i';
    int64_t value;
    if (spec->size == SIZE_64)
        value = va_arg(*arguments, long long);
    else if (is_signed)
        value = va_arg(*arguments, int);
    else
        value = va_arg(*arguments, unsigned);
    if (spec->size == SIZE_SHORT)
        value = is_signed ? (int16_t)value : (uint16_t)value;
    if (!is_signed)
        put_unsigned(sink, spec, "", (uint64_t)value);
    else if (value < 0)
        put_unsigned(sink, spec, "-", 0 - (uint64_t)value);
    else
        put_unsigned(sink, spec, spec->plus ? "+" : spec->blank ? " " : "", (uint64_t)value);
}

static bool argument_is_wide(const struct format_sink *sink, const struct spec *spec)
{
    if (spec->size == SIZE_SHORT)
        return false;
    if (spec->size == SIZE_LONG || spec->size == SIZE_WIDE)
        return true;
    return sink->wide == (spec->conversion == 's' || spec->conversion == 'c');
}

USER_MEMORY static void put_string(struct format_sink *sink, const struct spec *spec,
                                   const void *text)
{
    bool wide = argument_is_wide(sink, spec);
    int length = 0;
    if (!text) {
        text = wide ? (const void *)u"(null)" : "(null)";
    }
    while ((spec->precision < 0 || length < spec->precision) &&
           (wide ? ((const regsim_wchar *)text)[length] != 0 : ((const char *)text)[length] != 0))
        length++;
    if (!spec->left)
        pad(sink, spec->zero ? '0' : ' ', spec->width - length);
    for (int i = 0; i < length; i++) {
        if (wide)
            put_wide_char(sink, ((const regsim_wchar *)text)[i]);
        else
            put_narrow_char(sink, ((const char *)text)[i]);
    }
    if (spec->left)
        pad(sink, ' ', spec->width - length);
}

static void put_character(struct format_sink *sink, const struct spec *spec, va_list *arguments)
{
    int value = va_arg(*arguments, int);
    if (!spec->left)
        pad(sink, ' ', spec->width - 1);
    if (argument_is_wide(sink, spec))
        put_wide_char(sink, (regsim_wchar)value);
    else
        put_narrow_char(sink, (char)value);
    if (spec->left)
        pad(sink, ' ', spec->width - 1);
}

static void put_double(struct format_sink *sink, const struct spec *spec, va_list *arguments)
{
    char format[16], text[400], *at = format;
    double value = va_arg(*arguments, double);
    int precision = spec->precision < 0 ? 6 : spec->precision > 60 ? 60 : spec->precision;
    *at++ = '%';
    if (spec->plus)
        *at++ = '+';
    if (spec->alternate)
        *at++ = '#';
    snprintf(at, sizeof format - 4, ".*%c", (char)spec->conversion);
    struct run *run = host_begin();
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    snprintf(text, sizeof text, format, precision, value);
#pragma GCC diagnostic pop
    host_end(run);
    struct spec whole = *spec;
    whole.precision = -1;
    bool negative = text[0] == '-' || text[0] == '+';
    char sign[2] = {negative ? text[0] : 0, 0};
    put_digits(sink, &whole, sign, text + negative);
}

static void put_pointer(struct format_sink *sink, const struct spec *spec, va_list *arguments)
{
    struct spec digits = *spec;
    digits.precision = 16;
    put_unsigned(sink, &digits, "", (uintptr_t)va_arg(*arguments, void *));
}

static void put_conversion(struct format_sink *sink, const struct spec *spec, va_list *arguments)
{
    switch (spec->conversion) {
    case 'd':
    case 'i':
    case 'u':
    case 'x':
    case 'X':
    case 'o':
        put_integer(sink, spec, arguments);
        break;
    case 's':
    case 'S':
        put_string(sink, spec, va_arg(*arguments, const void *));
        break;
    case 'c':
    case 'C':
        put_character(sink, spec, arguments);
        break;
    case 'p':
        put_pointer(sink, spec, arguments);
        break;
    case 'e':
    case 'E':
    case 'f':
    case 'g':
    case 'G':
        put_double(sink, spec, arguments);
        break;
    case 0:
        break;
    default: /* %% and what is no conversion: the character itself */
        put(sink, spec->conversion);
    }
}

int format_run(struct format_sink *sink, const void *format, va_list *arguments)
{
    size_t at = 0;
    uint16_t unit;
    while ((unit = unit_at(sink, format, at)) != 0) {
        at++;
        if (unit == '%') {
            struct spec spec;
            read_spec(&spec, sink, format, &at, arguments);
            put_conversion(sink, &spec, arguments);
        } else {
            put(sink, unit);
        }
    }
    if (sink->stream && sink->pending)
        flush_piece(sink);
    return (int)sink->count;
}
