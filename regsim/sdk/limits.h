/*
 * limits.h of regsim's SDK: the ranges of Windows, where long is 32 bits wide. (The compiler's own
 * long has 64 bits; the functions of this SDK keep to 32.)
 */
#ifndef REGSIM_SDK_LIMITS_H
#define REGSIM_SDK_LIMITS_H

#define CHAR_BIT   8
#define SCHAR_MIN  (-128)
#define SCHAR_MAX  127
#define UCHAR_MAX  255
#define CHAR_MIN   SCHAR_MIN
#define CHAR_MAX   SCHAR_MAX
#define MB_LEN_MAX 2
#define SHRT_MIN   (-32768)
#define SHRT_MAX   32767
#define USHRT_MAX  0xFFFF
#define INT_MIN    (-2147483647 - 1)
#define INT_MAX    2147483647
#define UINT_MAX   0xFFFFFFFFu
#define LONG_MIN   (-2147483647L - 1)
#define LONG_MAX   2147483647L
#define ULONG_MAX  0xFFFFFFFFuL
#define LLONG_MIN  (-9223372036854775807LL - 1)
#define LLONG_MAX  9223372036854775807LL
#define ULLONG_MAX 0xFFFFFFFFFFFFFFFFuLL

#endif
