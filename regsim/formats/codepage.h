/*
 * An ANSI code page, by its Windows number: 1252, 932, 65001 (UTF-8) … Single-byte pages go through
 * tables, the others through iconv. A byte that a single-byte page leaves undefined stands for the
 * control character of the same number, as MultiByteToWideChar has it, so no byte is lost.
 */
#ifndef REGSIM_FORMATS_CODEPAGE_H
#define REGSIM_FORMATS_CODEPAGE_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/ustr.h"

enum { CODEPAGE_DEFAULT = 1252, CODEPAGE_UTF8 = 65001 };

struct codepage;

/* REGSIM_INVALID: the host knows no such code page. */
REGSIM_CHECKED regsim_status codepage_open(struct codepage **out, uint32_t number,
                                           struct diags *diags);
void codepage_free(struct codepage *codepage); /* NULL is fine */
uint32_t codepage_number(const struct codepage *codepage);

/* Appends `bytes` as UTF-16; false where some bytes mean nothing (each becomes U+FFFD). */
bool codepage_decode(struct ubuf *out, const struct codepage *codepage, const void *bytes,
                     size_t size);

/* Appends `text` in the code page; false where some unit has no bytes there (it becomes '?'). */
bool codepage_encode(struct buf *out, const struct codepage *codepage, struct ustr text);

#endif
