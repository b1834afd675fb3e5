/* UTF-16 text. Lengths are in units; names may hold lone surrogates, which pass unchanged. */
#include "text.h"

#include <string.h>

SIZE_T text_units(const WCHAR *text)
{
    SIZE_T units = 0;

    while (text[units] != 0)
        units++;
    return units;
}

static WCHAR ascii_upper(WCHAR unit)
{
    return unit >= u'a' && unit <= u'z' ? (WCHAR)(unit - 0x20) : unit;
}

BOOL text_begins(const WCHAR *text, SIZE_T units, const WCHAR *prefix)
{
    SIZE_T i = 0;

    while (i < units && prefix[i] != 0 && ascii_upper(text[i]) == ascii_upper(prefix[i]))
        i++;
    return prefix[i] == 0;
}

BOOL text_same(const WCHAR *a, const WCHAR *b)
{
    SIZE_T units = text_units(a);

    return units == text_units(b) && text_begins(a, units, b);
}

WCHAR *text_copy(const WCHAR *text, SIZE_T units)
{
    WCHAR *copy = memory_zeroed((units + 1) * sizeof(*copy));

    memcpy(copy, text, units * sizeof(*copy));
    return copy;
}

void text_add(struct buf *out, const WCHAR *text)
{
    text_add_units(out, text, text_units(text));
}

void text_add_units(struct buf *out, const WCHAR *text, SIZE_T units)
{
    buf_add(out, text, units * sizeof(*text));
}

void text_add_unit(struct buf *out, WCHAR unit)
{
    buf_add(out, &unit, sizeof(unit));
}

void text_add_decimal(struct buf *out, SIZE_T number)
{
    WCHAR digits[20];
    SIZE_T first = 20;

    do {
        digits[--first] = (WCHAR)(u'0' + number % 10);
        number /= 10;
    } while (number != 0);
    text_add_units(out, digits + first, 20 - first);
}

/* At least `digits` digits, lower case. */
void text_add_hex(struct buf *out, DWORD number, DWORD digits)
{
    DWORD shift = 32;

    while (shift > 4 * digits && number >> (shift - 4) == 0)
        shift -= 4;
    while (shift != 0) {
        shift -= 4;
        text_add_unit(out, u"0123456789abcdef"[number >> shift & 15]);
    }
}
