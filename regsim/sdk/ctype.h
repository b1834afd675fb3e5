/* ctype.h of regsim's SDK: the "C" locale. */
#ifndef REGSIM_SDK_CTYPE_H
#define REGSIM_SDK_CTYPE_H

#include "regsim_crt.h"

REGSIM_CRT(int, isalpha, (int c));
REGSIM_CRT(int, isdigit, (int c));
REGSIM_CRT(int, isalnum, (int c));
REGSIM_CRT(int, isspace, (int c));
REGSIM_CRT(int, isxdigit, (int c));
REGSIM_CRT(int, isupper, (int c));
REGSIM_CRT(int, islower, (int c));
REGSIM_CRT(int, isprint, (int c));
REGSIM_CRT(int, ispunct, (int c));
REGSIM_CRT(int, iscntrl, (int c));
REGSIM_CRT(int, isgraph, (int c));
REGSIM_CRT(int, toupper, (int c));
REGSIM_CRT(int, tolower, (int c));

#ifndef REGSIM_INSIDE
#include "wchar.h"
#endif

#endif
