/*
 * A value as people read it in a report: its type in the words of the scenario language, then its
 * data.
 *
 *   sz smsperf.dll      dword 0x736      multi_sz ["a", "b"]      binary de ad be ef … (40 bytes)
 *
 * For the eye only: long data are cut, and it is not meant to be read back (scenarios and .reg
 * are).
 */
#ifndef REGSIM_FORMATS_VALUE_TEXT_H
#define REGSIM_FORMATS_VALUE_TEXT_H

#include "registry/value.h"

/* WTF-8 without control characters; the caller frees. */
char *value_text(const struct value *value);

/* The word for a type: sz, dword …; NULL: it has none. */
const char *value_type_word(uint32_t type);

#endif
