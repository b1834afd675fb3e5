/* NT's upcase table; see upcase_table.c. ASCII, nearly all of what is looked up, is inline. */
#ifndef REGSIM_BASE_UPCASE_TABLE_H
#define REGSIM_BASE_UPCASE_TABLE_H

#include <uchar.h>

char16_t upcase_beyond_ascii(char16_t unit);

static inline char16_t upcase_lookup(char16_t unit)
{
    if (unit < 0x80)
        return unit >= u'a' && unit <= u'z' ? (char16_t)(unit - 0x20) : unit;
    return upcase_beyond_ascii(unit);
}

#endif
