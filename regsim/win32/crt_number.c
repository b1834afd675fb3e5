/* Numbers to and from text; qsort, bsearch. long has the range of Windows: 32 bits. */
#include "win32/crt.h"
#include "win32/crt_float.h"

#include "win32/nls.h"
#include "win32/text.h"

#include <string.h>

struct digits {
    const void *text;
    bool wide;
};

static uint16_t digit_at(const struct digits *text, size_t at)
{
    return crt_unit_at(text->text, text->wide, at);
}

static unsigned digit_value(uint16_t c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 10u;
    return c >= 'A' && c <= 'Z' ? c - 'A' + 10u : 99;
}

/* strtol's reading: blanks, sign, 0x, digits. The magnitude stops at 2^63. */
static uint64_t read_number(const struct digits *text, size_t *end, bool *negative, int base)
{
    size_t at = 0, start;
    uint64_t value = 0;
    while (digit_at(text, at) < 0x80 && crt_isspace(digit_at(text, at)))
        at++;
    *negative = digit_at(text, at) == '-';
    if (*negative || digit_at(text, at) == '+')
        at++;
    if ((base == 0 || base == 16) && digit_at(text, at) == '0' &&
        (digit_at(text, at + 1) | 0x20) == 'x' && digit_value(digit_at(text, at + 2)) < 16) {
        at += 2;
        base = 16;
    }
    if (base == 0)
        base = digit_at(text, at) == '0' ? 8 : 10;
    for (start = at; digit_value(digit_at(text, at)) < (unsigned)base; at++)
        value = value > UINT64_C(1) << 58
                    ? UINT64_C(1) << 63
                    : value * (unsigned)base + digit_value(digit_at(text, at));
    *end = at > start ? at : 0;
    return value;
}

static long to_long(const struct digits *text, size_t *end, int base)
{
    bool negative;
    uint64_t value = read_number(text, end, &negative, base);
    uint64_t limit = negative ? UINT64_C(0x80000000) : 0x7FFFFFFF;
    if (value > limit) {
        crt_state()->error = 34; /* ERANGE */
        value = limit;
    }
    return negative ? -(long)value : (long)value;
}

static unsigned long to_unsigned(const struct digits *text, size_t *end, int base)
{
    bool negative;
    uint64_t value = read_number(text, end, &negative, base);
    if (value > UINT32_MAX) {
        crt_state()->error = 34;
        return UINT32_MAX;
    }
    return negative ? (uint32_t)(0 - value) : value;
}

long crt_strtol(const char *text, char **end, int base)
{
    size_t at;
    long value = to_long(&(struct digits){text, false}, &at, base);
    if (end)
        *end = (char *)(uintptr_t)text + at;
    return value;
}

unsigned long crt_strtoul(const char *text, char **end, int base)
{
    size_t at;
    unsigned long value = to_unsigned(&(struct digits){text, false}, &at, base);
    if (end)
        *end = (char *)(uintptr_t)text + at;
    return value;
}

long crt_wcstol(const regsim_wchar *text, regsim_wchar **end, int base)
{
    size_t at;
    long value = to_long(&(struct digits){text, true}, &at, base);
    if (end)
        *end = (regsim_wchar *)(uintptr_t)text + at;
    return value;
}

unsigned long crt_wcstoul(const regsim_wchar *text, regsim_wchar **end, int base)
{
    size_t at;
    unsigned long value = to_unsigned(&(struct digits){text, true}, &at, base);
    if (end)
        *end = (regsim_wchar *)(uintptr_t)text + at;
    return value;
}

int crt_atoi(const char *text)
{
    return (int)crt_strtol(text, NULL, 10);
}

long crt_atol(const char *text)
{
    return crt_strtol(text, NULL, 10);
}

int crt__wtoi(const regsim_wchar *text)
{
    return (int)crt_wcstol(text, NULL, 10);
}

long crt__wtol(const regsim_wchar *text)
{
    return crt_wcstol(text, NULL, 10);
}

long long crt__atoi64(const char *text)
{
    size_t end;
    bool negative;
    uint64_t value = read_number(&(struct digits){text, false}, &end, &negative, 10);
    return (long long)(negative ? 0 - value : value);
}

static size_t make_digits(char out[40], uint32_t value, bool negative, int base)
{
    char digits[40];
    size_t count = 0, length = 0;
    do {
        digits[count++] = "0123456789abcdefghijklmnopqrstuvwxyz"[value % (unsigned)base];
        value /= (unsigned)base;
    } while (value);
    if (negative)
        out[length++] = '-';
    while (count)
        out[length++] = digits[--count];
    out[length] = 0;
    return length;
}

static char *narrow_digits(char *out, uint32_t value, bool negative, int base)
{
    char digits[40];
    size_t length = make_digits(digits, value, negative, base);
    return memcpy(out, digits, length + 1);
}

static regsim_wchar *wide_digits(regsim_wchar *out, uint32_t value, bool negative, int base)
{
    char digits[40];
    size_t length = make_digits(digits, value, negative, base);
    for (size_t i = 0; i <= length; i++)
        out[i] = (regsim_wchar)digits[i];
    return out;
}

static uint32_t magnitude(long value, bool negative)
{
    return negative ? 0 - (uint32_t)value : (uint32_t)value;
}

char *crt__ltoa(long value, char *out, int base)
{
    bool negative = (int32_t)value < 0 && base == 10;
    return narrow_digits(out, magnitude(value, negative), negative, base);
}

char *crt__itoa(int value, char *out, int base)
{
    return crt__ltoa(value, out, base);
}

char *crt__ultoa(unsigned long value, char *out, int base)
{
    return narrow_digits(out, (uint32_t)value, false, base);
}

regsim_wchar *crt__ltow(long value, regsim_wchar *out, int base)
{
    bool negative = (int32_t)value < 0 && base == 10;
    return wide_digits(out, magnitude(value, negative), negative, base);
}

regsim_wchar *crt__itow(int value, regsim_wchar *out, int base)
{
    return crt__ltow(value, out, base);
}

regsim_wchar *crt__ultow(unsigned long value, regsim_wchar *out, int base)
{
    return wide_digits(out, (uint32_t)value, false, base);
}

static void swap(char *a, char *b, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        char byte = a[i];
        a[i] = b[i];
        b[i] = byte;
    }
}

static void sift(char *items, size_t root, size_t count, size_t size,
                 int (*compare)(const void *, const void *))
{
    for (size_t child; (child = 2 * root + 1) < count; root = child) {
        if (child + 1 < count && compare(items + child * size, items + (child + 1) * size) < 0)
            child++;
        if (compare(items + root * size, items + child * size) >= 0)
            return;
        swap(items + root * size, items + child * size, size);
    }
}

/* A heap sort: no memory, no depth, and the same order on every host. */
void crt_qsort(void *items, size_t count, size_t size, int (*compare)(const void *, const void *))
{
    char *bytes = items;
    for (size_t i = count / 2; i-- > 0;)
        sift(bytes, i, count, size, compare);
    for (size_t i = count; i-- > 1;) {
        swap(bytes, bytes + i * size, size);
        sift(bytes, 0, i, size, compare);
    }
}

void *crt_bsearch(const void *key, const void *items, size_t count, size_t size,
                  int (*compare)(const void *, const void *))
{
    const char *low = items;
    while (count) {
        const char *middle = low + count / 2 * size;
        int order = compare(key, middle);
        if (order == 0)
            return (void *)(uintptr_t)middle;
        if (order > 0) {
            low = middle + size;
            count -= count / 2 + 1;
        } else {
            count /= 2;
        }
    }
    return NULL;
}

USER_MEMORY size_t crt_mbstowcs(regsim_wchar *out, const char *text, size_t size)
{
    size_t i = 0;
    for (; (!out || i < size) && text[i]; i++)
        if (out)
            out[i] = ansi_to_unit((unsigned char)text[i]);
    if (out && i < size)
        out[i] = 0;
    return i;
}

USER_MEMORY size_t crt_wcstombs(char *out, const regsim_wchar *text, size_t size)
{
    size_t i = 0;
    for (; (!out || i < size) && text[i]; i++)
        if (out)
            out[i] = (char)unit_to_ansi(text[i]);
    if (out && i < size)
        out[i] = 0;
    return i;
}
