/*
 * sscanf and swscanf, without floating point. Works in the program's memory alone, as msvcrt does:
 * a wild pointer is the program's.
 *
 * %s, %c and %[ take text of the function's own width; %hs and %ls say otherwise, %S is the other
 * one. %l is 32 bits wide, %I64 and %ll are 64.
 */
#include "win32/crt.h"

#include "win32/nls.h"

struct scan {
    const void *text, *format;
    size_t at, at_format;
    bool wide;
};

struct directive {
    bool suppressed, wide;
    unsigned size; /* bytes of a number */
    size_t width;  /* 0: none given */
    uint16_t kind;
};

USER_MEMORY static uint16_t unit(const void *text, bool wide, size_t at)
{
    return wide ? ((const regsim_wchar *)text)[at] : ((const unsigned char *)text)[at];
}

static uint16_t here(const struct scan *scan)
{
    return unit(scan->text, scan->wide, scan->at);
}

static uint16_t format_at(const struct scan *scan)
{
    return unit(scan->format, scan->wide, scan->at_format);
}

static bool blank(uint16_t c)
{
    return c == ' ' || (c >= 9 && c <= 13);
}

static void skip_blanks(struct scan *scan)
{
    while (blank(here(scan)))
        scan->at++;
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
        case 'l':
            d.size = d.wide && d.size == 4 && !scan->wide ? 8 : d.size;
            d.wide = true;
            break;
        case 'w':
            d.wide = true;
            break;
        case 'I':
            if (unit(scan->format, scan->wide, scan->at_format + 1) != '6')
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

/* False: no number stands here. */
static bool scan_number(struct scan *scan, const struct directive *d, void *to)
{
    unsigned base = d->kind == 'x' || d->kind == 'X' || d->kind == 'p' ? 16
                    : d->kind == 'o'                                   ? 8
                    : d->kind == 'i'                                   ? 0
                                                                       : 10;
    size_t end = d->width ? d->width : SIZE_MAX, digits = 0;
    uint64_t value = 0;
    skip_blanks(scan);
    end = end == SIZE_MAX ? end : scan->at + end;
    bool negative = here(scan) == '-';
    if ((negative || here(scan) == '+') && scan->at < end)
        scan->at++;
    if ((base == 0 || base == 16) && here(scan) == '0' && scan->at < end) {
        bool hex = (unit(scan->text, scan->wide, scan->at + 1) | 0x20) == 'x' && scan->at + 1 < end;
        scan->at += hex ? 2 : 1;
        digits = hex ? 0 : 1;
        base = hex ? 16 : base ? base : 8;
    }
    base = base ? base : 10;
    for (; scan->at < end && digit_of(here(scan)) < base; scan->at++, digits++)
        value = value * base + digit_of(here(scan));
    if (digits && !d->suppressed)
        store_number(to, negative ? 0 - value : value, d->size);
    return digits != 0;
}

/* The set of %[…]: whether it holds the unit; the format is left behind its ]. */
static bool in_set(const struct scan *scan, size_t from, size_t end, uint16_t c)
{
    bool inverted = unit(scan->format, scan->wide, from) == '^', found = false;
    for (size_t i = from + inverted; i < end; i++) {
        uint16_t first = unit(scan->format, scan->wide, i), last = first;
        if (i + 2 < end && unit(scan->format, scan->wide, i + 1) == '-') {
            last = unit(scan->format, scan->wide, i + 2);
            i += 2;
        }
        found |= c >= first && c <= last;
    }
    return found != inverted;
}

static size_t set_end(const struct scan *scan, size_t from)
{
    size_t at = from + (unit(scan->format, scan->wide, from) == '^');
    if (unit(scan->format, scan->wide, at) == ']')
        at++;
    while (unit(scan->format, scan->wide, at) && unit(scan->format, scan->wide, at) != ']')
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
        scan->at_format = end + (format_at(scan) != 0 && unit(scan->format, scan->wide, end) != 0);
    } else if (d->kind == 's') {
        skip_blanks(scan);
    }
    for (; count < most && here(scan); scan->at++, count++) {
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
    case 's':
    case 'c':
    case '[':
        return scan_text(scan, d, to);
    default:
        return false;
    }
}

static int scan_run(const void *text, const void *format, bool wide, va_list *arguments)
{
    struct scan scan = {text, format, 0, 0, wide};
    int stored = 0;
    while (format_at(&scan)) {
        uint16_t c = format_at(&scan);
        scan.at_format++;
        if (blank(c)) {
            skip_blanks(&scan);
            continue;
        }
        if (c != '%' || format_at(&scan) == '%') {
            if (c == '%') {
                scan.at_format++;
                skip_blanks(&scan);
            }
            if (here(&scan) != c)
                return stored || here(&scan) ? stored : -1;
            scan.at++;
            continue;
        }
        struct directive d = read_directive(&scan);
        void *to = d.suppressed ? NULL : va_arg(*arguments, void *);
        if (d.kind == 'n') {
            if (to)
                store_number(to, scan.at, d.size);
            continue;
        }
        size_t before = scan.at;
        if (d.kind != 'c' && d.kind != '[')
            while (blank(unit(text, wide, before)))
                before++;
        if (!unit(text, wide, before) && !stored)
            return -1; /* EOF: the end came before anything was converted */
        if (!scan_one(&scan, &d, to))
            return stored;
        stored += !d.suppressed;
    }
    return stored;
}

int crt_sscanf(const char *text, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int count = scan_run(text, format, false, &arguments);
    va_end(arguments);
    return count;
}

int crt_swscanf(const regsim_wchar *text, const regsim_wchar *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int count = scan_run(text, format, true, &arguments);
    va_end(arguments);
    return count;
}
