/* locale.h of regsim's SDK: there is one locale, "C". */
#ifndef REGSIM_SDK_LOCALE_H
#define REGSIM_SDK_LOCALE_H

#include "regsim_crt.h"

#ifndef REGSIM_INSIDE
#define LC_ALL     0
#define LC_COLLATE 1
#define LC_CTYPE   2
#define LC_NUMERIC 4
#define LC_TIME    5
#endif

REGSIM_CRT(char *, setlocale, (int category, const char *locale));
REGSIM_CRT(regsim_wchar *, _wsetlocale, (int category, const regsim_wchar *locale));

#endif
