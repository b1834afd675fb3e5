#include "win32/crt_float.h"
#include "win32/crt.h"

#include <stdlib.h>

USER_MEMORY uint16_t crt_unit_at(const void *text, bool wide, size_t at)
{
    return wide ? ((const regsim_wchar *)text)[at] : ((const unsigned char *)text)[at];
}

static bool is_digit(uint16_t unit)
{
    return unit >= '0' && unit <= '9';
}

/* The part that the unit belongs to; false: it belongs to none. */
static bool advance(struct crt_float *number, uint16_t unit)
{
    enum crt_float_part part = number->part;
    if (is_digit(unit)) {
        if (part == FLOAT_SIGN)
            number->part = FLOAT_WHOLE;
        if (part == FLOAT_EXPONENT_SIGN)
            number->part = FLOAT_EXPONENT;
        return true;
    }
    if (unit == '+' || unit == '-') {
        bool first = part == FLOAT_SIGN && number->count == 0;
        bool of_exponent =
            part == FLOAT_EXPONENT_SIGN && (number->text[number->count - 1] | 0x20) == 'e';
        return first || of_exponent;
    }
    if (unit == '.' && part <= FLOAT_WHOLE) {
        number->part = FLOAT_FRACTION;
        return true;
    }
    if ((unit | 0x20) == 'e' && part <= FLOAT_FRACTION && number->has_digits) {
        number->part = FLOAT_EXPONENT_SIGN;
        return true;
    }
    return false;
}

bool crt_float_add(struct crt_float *number, uint16_t unit)
{
    if (number->count + 1 >= CRT_FLOAT_UNITS || !advance(number, unit))
        return false;
    number->text[number->count++] = (char)unit;
    number->has_digits |= is_digit(unit) && number->part <= FLOAT_FRACTION;
    if (number->has_digits && number->part != FLOAT_EXPONENT_SIGN)
        number->whole = number->count;
    return true;
}

bool crt_float_is_number(const struct crt_float *number)
{
    return number->has_digits;
}

/* What is there is plain C, so the host's strtod reads it, in whichever locale but one with another
 * point; the simulator sets none. */
double crt_float_value(struct crt_float *number)
{
    number->text[number->whole] = 0;
    return strtod(number->text, NULL);
}

static double to_double(const void *text, bool wide, size_t *end)
{
    struct crt_float number = {0};
    size_t at = 0;
    *end = 0;
    for (;; at++) {
        uint16_t unit = crt_unit_at(text, wide, at);
        if (unit != ' ' && (unit < 9 || unit > 13))
            break;
    }
    size_t start = at;
    while (crt_float_add(&number, crt_unit_at(text, wide, at)))
        at++;
    if (!crt_float_is_number(&number))
        return 0;
    *end = start + number.whole;
    double value = crt_float_value(&number);
    if (value > 1.7976931348623157e308 || value < -1.7976931348623157e308)
        crt_state()->error = 34; /* ERANGE */
    return value;
}

USER_MEMORY static void store_end(void *to, const void *end)
{
    if (to)
        *(const void **)to = end;
}

double crt_strtod(const char *text, char **end)
{
    size_t units;
    double value = to_double(text, false, &units);
    store_end(end, text + units);
    return value;
}

double crt_wcstod(const regsim_wchar *text, regsim_wchar **end)
{
    size_t units;
    double value = to_double(text, true, &units);
    store_end(end, text + units);
    return value;
}

double crt_atof(const char *text)
{
    return crt_strtod(text, NULL);
}
