/*
 * scanf and its kind, from a string or a stream. Works in the program's memory alone, as msvcrt
 * does: a wild pointer is the program's.
 *
 * One unit is looked at ahead, and given back to the stream at the end: what a directive took
 * before it failed is taken. %s, %c and %[ take text of the function's own width; %hs and %ls say
 * otherwise, %S is the other one. %l is 32 bits wide, %I64 and %ll are 64; %f is a float, %lf a
 * double, and so is %Lf.
 */
#include "win32/crt.h"
#include "win32/crt_float.h"

#include "win32/nls.h"

#include <string.h>

struct scan {
    const void *text, *format;
    struct crt_file *stream; /* instead of the text */
    int held;                /* the stream's next unit, or NOT_HELD */
    size_t at, at_format;
    bool wide;
};

enum { NOT_HELD = -2 };

struct directive {
    bool suppressed, wide;
    bool is_long;  /* of a floating-point number: a double */
    unsigned size; /* bytes of an integer */
    size_t width;  /* 0: none given */
    uint16_t kind;
};

/* The next unit; 0 at the end. */
static uint16_t here(struct scan *scan)
{
    if (!scan->stream)
        return crt_unit_at(scan->text, scan->wide, scan->at);
    if (scan->held == NOT_HELD)
        scan->held = scan->wide ? crt_fgetwc(scan->stream) : crt_fgetc(scan->stream);
    return scan->held == (scan->wide ? CRT_WEOF : -1) ? 0 : (uint16_t)scan->held;
}

static void take(struct scan *scan)
{
    scan->at++;
    scan->held = NOT_HELD;
}

static void give_back(struct scan *scan)
{
    if (scan->stream && scan->held != NOT_HELD && here(scan))
        crt_ungetc(scan->held, scan->stream);
}

static uint16_t format_at(const struct scan *scan)
{
    return crt_unit_at(scan->format, scan->wide, scan->at_format);
}

static bool blank(uint16_t c)
{
    return c == ' ' || (c >= 9 && c <= 13);
}

static void skip_blanks(struct scan *scan)
{
    while (blank(here(scan)))
        take(scan);
}

/* What stands behind a %, up to its letter. */
static struct directive read_directive(struct scan *scan)
{
    struct directive d = {.wide = scan->wide, .size = 4};
    if (format_at(scan) == '*') {
        d.suppressed = true;
        scan->at_format++;
    }
    for (; format_at(scan) >= '0' && format_at(scan) <= '9'; scan->at_format++)
        d.width = d.width < 100000 ? d.width * 10 + (format_at(scan) - '0') : d.width;
    for (bool more = true; more;) {
        switch (format_at(scan)) {
        case 'h':
            d.wide = false;
            d.size = d.size == 2 ? 1 : 2;
            break;
        case 'L':
            d.is_long = true;
            break;
        case 'l':
            d.is_long = true;
            d.size = d.wide && d.size == 4 && !scan->wide ? 8 : d.size;
            d.wide = true;
            break;
        case 'w':
            d.wide = true;
            break;
        case 'I':
            if (crt_unit_at(scan->format, scan->wide, scan->at_format + 1) != '6')
                break;
            d.size = 8;
            scan->at_format += 2;
            break;
        default:
            more = false;
            continue;
        }
        scan->at_format++;
    }
    d.kind = format_at(scan);
    if (d.kind)
        scan->at_format++;
    if (d.kind == 'S' || d.kind == 'C') {
        d.wide = !scan->wide;
        d.kind |= 0x20;
    }
    return d;
}

static unsigned digit_of(uint16_t c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10u : 99;
}

USER_MEMORY static void store_number(void *to, uint64_t value, unsigned size)
{
    unsigned char *bytes = to;
    for (unsigned i = 0; i < size; i++)
        bytes[i] = (unsigned char)(value >> 8 * i);
}

USER_MEMORY static void store_bytes(void *to, const void *from, size_t size)
{
    for (size_t i = 0; i < size; i++)
        ((unsigned char *)to)[i] = ((const unsigned char *)from)[i];
}

static unsigned base_of(uint16_t kind)
{
    switch (kind) {
    case 'x':
    case 'X':
    case 'p':
        return 16;
    case 'o':
        return 8;
    default:
        return kind == 'i' ? 0 : 10;
    }
}

/* False: no number stands here. */
static bool scan_number(struct scan *scan, const struct directive *d, void *to)
{
    unsigned base = base_of(d->kind);
    size_t end = d->width ? scan->at + d->width : SIZE_MAX, digits = 0;
    uint64_t value = 0;
    bool negative = here(scan) == '-';
    if ((negative || here(scan) == '+') && scan->at < end)
        take(scan);
    if ((base == 0 || base == 16) && here(scan) == '0' && scan->at < end) {
        take(scan);
        digits = 1;
        if ((here(scan) | 0x20) == 'x' && scan->at < end) {
            take(scan);
            digits = 0;
            base = 16;
        }
        base = base ? base : 8;
    }
    base = base ? base : 10;
    for (; scan->at < end && digit_of(here(scan)) < base; take(scan), digits++)
        value = value * base + digit_of(here(scan));
    if (digits && !d->suppressed)
        store_number(to, negative ? 0 - value : value, d->size);
    return digits != 0;
}

/* A unit that a floating-point number may go on with is taken. */
static bool scan_float(struct scan *scan, const struct directive *d, void *to)
{
    struct crt_float number = {0};
    size_t end = d->width ? scan->at + d->width : SIZE_MAX;
    while (scan->at < end && crt_float_add(&number, here(scan)))
        take(scan);
    if (!crt_float_is_number(&number))
        return false;
    double value = crt_float_value(&number);
    float narrow = (float)value;
    if (!d->suppressed && d->is_long)
        store_bytes(to, &value, sizeof value);
    else if (!d->suppressed)
        store_bytes(to, &narrow, sizeof narrow);
    return true;
}

/* The set of %[…]: whether it holds the unit; the format is left behind its ]. */
static bool in_set(const struct scan *scan, size_t from, size_t end, uint16_t c)
{
    bool inverted = crt_unit_at(scan->format, scan->wide, from) == '^', found = false;
    for (size_t i = from + inverted; i < end; i++) {
        uint16_t first = crt_unit_at(scan->format, scan->wide, i), last = first;
        if (i + 2 < end && crt_unit_at(scan->format, scan->wide, i + 1) == '-') {
            last = crt_unit_at(scan->format, scan->wide, i + 2);
            i += 2;
        }
        found |= c >= first && c <= last;
    }
    return found != inverted;
}

static size_t set_end(const struct scan *scan, size_t from)
{
    size_t at = from + (crt_unit_at(scan->format, scan->wide, from) == '^');
    if (crt_unit_at(scan->format, scan->wide, at) == ']')
        at++;
    while (crt_unit_at(scan->format, scan->wide, at) &&
           crt_unit_at(scan->format, scan->wide, at) != ']')
        at++;
    return at;
}

USER_MEMORY static void store_unit(void *to, size_t at, uint16_t c, bool wide)
{
    if (wide)
        ((regsim_wchar *)to)[at] = c;
    else
        ((char *)to)[at] = (char)c;
}

/* %s, %c, %[: letters beyond Latin-1 keep their low byte in narrow text (our choice). */
static bool scan_text(struct scan *scan, const struct directive *d, void *to)
{
    size_t from = scan->at_format, end = from, count = 0;
    size_t most = d->width ? d->width : d->kind == 'c' ? 1 : SIZE_MAX;
    if (d->kind == '[') {
        end = set_end(scan, from);
        scan->at_format =
            end + (format_at(scan) != 0 && crt_unit_at(scan->format, scan->wide, end) != 0);
    }
    for (; count < most && here(scan); take(scan), count++) {
        uint16_t c = here(scan);
        if ((d->kind == 's' && blank(c)) || (d->kind == '[' && !in_set(scan, from, end, c)))
            break;
        if (!d->suppressed)
            store_unit(to, count, c, d->wide);
    }
    if (count && !d->suppressed && d->kind != 'c')
        store_unit(to, count, 0, d->wide);
    return d->kind == 'c' ? count == most : count != 0;
}

/* What one directive takes; false: the text does not match, and the scan ends. */
static bool scan_one(struct scan *scan, const struct directive *d, void *to)
{
    switch (d->kind) {
    case 'd':
    case 'i':
    case 'o':
    case 'u':
    case 'x':
    case 'X':
    case 'p':
        return scan_number(scan, d, to);
    case 'e':
    case 'E':
    case 'f':
    case 'g':
    case 'G':
        return scan_float(scan, d, to);
    case 's':
    case 'c':
    case '[':
        return scan_text(scan, d, to);
    default:
        return false;
    }
}

/* What stands in the format as itself. False: the text does not match. */
static bool scan_itself(struct scan *scan, uint16_t c)
{
    if (c == '%') {
        scan->at_format++;
        skip_blanks(scan);
    }
    if (here(scan) != c)
        return false;
    take(scan);
    return true;
}

static int scan_run(struct scan *scan, va_list *arguments)
{
    int stored = 0;
    while (format_at(scan)) {
        uint16_t c = format_at(scan);
        scan->at_format++;
        if (blank(c)) {
            skip_blanks(scan);
            continue;
        }
        if (c != '%' || format_at(scan) == '%') {
            if (!scan_itself(scan, c))
                return stored || here(scan) ? stored : -1;
            continue;
        }
        struct directive d = read_directive(scan);
        void *to = d.suppressed ? NULL : va_arg(*arguments, void *);
        if (d.kind == 'n') {
            if (to)
                store_number(to, scan->at, d.size);
            continue;
        }
        if (d.kind != 'c' && d.kind != '[')
            skip_blanks(scan);
        if (!here(scan) && !stored)
            return -1; /* EOF: the end came before anything was converted */
        if (!scan_one(scan, &d, to))
            return stored;
        stored += !d.suppressed;
    }
    return stored;
}

static int scan_text_of(const void *text, const void *format, bool wide, va_list *arguments)
{
    struct scan scan = {text, format, NULL, NOT_HELD, 0, 0, wide};
    return scan_run(&scan, arguments);
}

static int scan_stream(struct crt_file *stream, const void *format, bool wide, va_list *arguments)
{
    struct scan scan = {NULL, format, stream, NOT_HELD, 0, 0, wide};
    int count = scan_run(&scan, arguments);
    give_back(&scan);
    return count;
}

int crt_sscanf(const char *text, const char *format, ...)
{
    CRT_VARIADIC(scan_text_of(text, format, false, &arguments));
}

int crt_swscanf(const regsim_wchar *text, const regsim_wchar *format, ...)
{
    CRT_VARIADIC(scan_text_of(text, format, true, &arguments));
}

int crt_fscanf(struct crt_file *stream, const char *format, ...)
{
    CRT_VARIADIC(scan_stream(stream, format, false, &arguments));
}

int crt_fwscanf(struct crt_file *stream, const regsim_wchar *format, ...)
{
    CRT_VARIADIC(scan_stream(stream, format, true, &arguments));
}

int crt_scanf(const char *format, ...)
{
    CRT_VARIADIC(scan_stream(&crt_state()->standard[0], format, false, &arguments));
}

int crt_wscanf(const regsim_wchar *format, ...)
{
    CRT_VARIADIC(scan_stream(&crt_state()->standard[0], format, true, &arguments));
}
