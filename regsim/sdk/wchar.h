/* wchar.h of regsim's SDK: 16-bit wide strings. Case folds in the "C" locale.
 */
#ifndef REGSIM_SDK_WCHAR_H
#define REGSIM_SDK_WCHAR_H

#include "regsim_crt.h"

#ifndef REGSIM_INSIDE
#include "stdio.h"
typedef unsigned short wint_t, wctype_t;
#define WEOF ((wint_t)0xFFFF)
#endif

REGSIM_CRT(size_t, wcslen, (const regsim_wchar *text));
REGSIM_CRT(regsim_wchar *, wcscpy, (regsim_wchar * to, const regsim_wchar *from));
REGSIM_CRT(regsim_wchar *, wcsncpy, (regsim_wchar * to, const regsim_wchar *from, size_t size));
REGSIM_CRT(regsim_wchar *, wcscat, (regsim_wchar * to, const regsim_wchar *from));
REGSIM_CRT(regsim_wchar *, wcsncat, (regsim_wchar * to, const regsim_wchar *from, size_t size));
REGSIM_CRT(int, wcscmp, (const regsim_wchar *a, const regsim_wchar *b));
REGSIM_CRT(int, wcsncmp, (const regsim_wchar *a, const regsim_wchar *b, size_t size));
REGSIM_CRT(int, _wcsicmp, (const regsim_wchar *a, const regsim_wchar *b));
REGSIM_CRT(int, _wcsnicmp, (const regsim_wchar *a, const regsim_wchar *b, size_t size));
REGSIM_CRT(regsim_wchar *, wcschr, (const regsim_wchar *text, regsim_wchar c));
REGSIM_CRT(regsim_wchar *, wcsrchr, (const regsim_wchar *text, regsim_wchar c));
REGSIM_CRT(regsim_wchar *, wcsstr, (const regsim_wchar *text, const regsim_wchar *part));
REGSIM_CRT(regsim_wchar *, wcspbrk, (const regsim_wchar *text, const regsim_wchar *set));
REGSIM_CRT(size_t, wcsspn, (const regsim_wchar *text, const regsim_wchar *set));
REGSIM_CRT(size_t, wcscspn, (const regsim_wchar *text, const regsim_wchar *set));
REGSIM_CRT(regsim_wchar *, wcstok, (regsim_wchar * text, const regsim_wchar *set));
REGSIM_CRT(regsim_wchar *, _wcsdup, (const regsim_wchar *text));
REGSIM_CRT(regsim_wchar *, _wcsupr, (regsim_wchar * text));
REGSIM_CRT(regsim_wchar *, _wcslwr, (regsim_wchar * text));
REGSIM_CRT(regsim_wchar *, wmemcpy, (regsim_wchar * to, const regsim_wchar *from, size_t count));
REGSIM_CRT(regsim_wchar *, wmemset, (regsim_wchar * to, regsim_wchar unit, size_t count));
/* Microsoft's documentation gives these two headers: stdlib.h, wchar.h. */
REGSIM_CRT(regsim_wchar *, _wgetenv, (const regsim_wchar *name));
REGSIM_CRT(int, _wtoi, (const regsim_wchar *text));
REGSIM_CRT(long, _wtol, (const regsim_wchar *text));
REGSIM_CRT(double, wcstod, (const regsim_wchar *text, regsim_wchar **end));
REGSIM_CRT(long, wcstol, (const regsim_wchar *text, regsim_wchar **end, int base));
REGSIM_CRT(unsigned long, wcstoul, (const regsim_wchar *text, regsim_wchar **end, int base));
REGSIM_CRT(regsim_wchar *, _itow, (int value, regsim_wchar *out, int base));
REGSIM_CRT(regsim_wchar *, _ltow, (long value, regsim_wchar *out, int base));
REGSIM_CRT(regsim_wchar *, _ultow, (unsigned long value, regsim_wchar *out, int base));
REGSIM_CRT(int, iswalpha, (regsim_wchar c));
REGSIM_CRT(int, iswdigit, (regsim_wchar c));
REGSIM_CRT(int, iswalnum, (regsim_wchar c));
REGSIM_CRT(int, iswspace, (regsim_wchar c));
REGSIM_CRT(int, iswxdigit, (regsim_wchar c));
REGSIM_CRT(int, iswupper, (regsim_wchar c));
REGSIM_CRT(int, iswlower, (regsim_wchar c));
REGSIM_CRT(int, iswprint, (regsim_wchar c));
REGSIM_CRT(regsim_wchar, towupper, (regsim_wchar c));
REGSIM_CRT(regsim_wchar, towlower, (regsim_wchar c));

#ifndef REGSIM_INSIDE
#define wcsicmp  _wcsicmp
#define wcsnicmp _wcsnicmp
#define wcsdup   _wcsdup
#define wcsupr   _wcsupr
#define wcslwr   _wcslwr
#endif

#endif
