/* What the user sees: lines on stdout, complaints on stderr. */
#ifndef SMSPERFFIX_REPORT_H
#define SMSPERFFIX_REPORT_H

#include <windows.h>

/* Reasons of our own, beside Windows' error codes; bit 29 marks an application's codes. */
enum refusal {
    REFUSED_LINK = 0x20000001,
    REFUSED_NUL,
    REFUSED_TEXT,
    REFUSED_CHANGED,
    REFUSED_READ_BACK
};

/* One line made of the parts. */
#define say(...) report_line(STD_OUTPUT_HANDLE, __VA_ARGS__, (const WCHAR *)NULL)
#define complain(...)                                                                              \
    report_line(STD_ERROR_HANDLE, u"smsperffix: ", __VA_ARGS__, (const WCHAR *)NULL)

void report_line(DWORD handle, ...);

/* For the end of a line, as in ": Access is denied. (5)". */
const WCHAR *error_text(DWORD code);
const WCHAR *decimal(SIZE_T number);

#endif
