/*
 * A floating-point number that is read unit by unit, as msvcrt does: sign, digits, point, digits,
 * exponent. No "inf", no "nan", no hexadecimal.
 */
#ifndef REGSIM_WIN32_CRT_FLOAT_H
#define REGSIM_WIN32_CRT_FLOAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CRT_FLOAT_UNITS = 512 }; /* digits beyond are worth nothing but their place */

enum crt_float_part {
    FLOAT_SIGN,
    FLOAT_WHOLE,
    FLOAT_FRACTION,
    FLOAT_EXPONENT_SIGN,
    FLOAT_EXPONENT
};

struct crt_float {
    char text[CRT_FLOAT_UNITS];
    size_t count;
    enum crt_float_part part;
    bool has_digits; /* of the mantissa */
    size_t whole;    /* units without an exponent that has no digits */
};

bool crt_float_add(struct crt_float *number, uint16_t unit); /* false: it does not belong to it */
bool crt_float_is_number(const struct crt_float *number);
double crt_float_value(struct crt_float *number);

/* Of the program's text, narrow or wide. */
uint16_t crt_unit_at(const void *text, bool wide, size_t at);

#endif
