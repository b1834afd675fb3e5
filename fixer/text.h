/* UTF-16 text: measuring, comparing, and building it in a buffer. Pure. */
#ifndef SMSPERFFIX_TEXT_H
#define SMSPERFFIX_TEXT_H

#include "memory.h"

SIZE_T text_units(const WCHAR *text);

/* Equal, or beginning alike, when ASCII letters count as one in both cases. */
BOOL text_begins(const WCHAR *text, SIZE_T units, const WCHAR *prefix);
BOOL text_same(const WCHAR *a, const WCHAR *b);

/* A copy that ends with NUL; `units` is counted without it. */
WCHAR *text_copy(const WCHAR *text, SIZE_T units);

void text_add(struct buf *out, const WCHAR *text);
void text_add_units(struct buf *out, const WCHAR *text, SIZE_T units);
void text_add_unit(struct buf *out, WCHAR unit);
void text_add_decimal(struct buf *out, SIZE_T number);
void text_add_hex(struct buf *out, DWORD number, DWORD digits);

#endif
