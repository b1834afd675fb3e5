/*
 * An ANSI code page, by its Windows number: 1252, 932, 65001 (UTF-8) … All but UTF-8 are tables,
 * filled from what the host knows (codepage_host.h) and mended where Windows' own tables say more:
 *
 *   a byte          that a page leaves undefined is the control character of the same number, or
 *                   one of the private characters that Windows has there
 *   lead + byte     of 932, 936, 949, 950, 1361: one character whatever the second byte is, `\` and
 *                   `"` included; undefined ones are the page's default character, and the user's
 *                   own areas are private characters
 *
 * So text is split into characters exactly as MultiByteToWideChar does it.
 */
#ifndef REGSIM_FORMATS_CODEPAGE_H
#define REGSIM_FORMATS_CODEPAGE_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/ustr.h"

enum { CODEPAGE_DEFAULT = 1252, CODEPAGE_UTF8 = 65001 };

struct codepage;

/* REGSIM_INVALID: no such code page, or none that a Windows can have as its ANSI code page. */
REGSIM_CHECKED regsim_status codepage_open(struct codepage **out, uint32_t number,
                                           struct diags *diags);
void codepage_free(struct codepage *codepage); /* NULL is fine */
uint32_t codepage_number(const struct codepage *codepage);

/* Appends `bytes` as UTF-16; false where some bytes mean nothing: they become the page's default
 * character, as on Windows (U+FFFD in UTF-8). */
bool codepage_decode(struct ubuf *out, const struct codepage *codepage, const void *bytes,
                     size_t size);

/* Appends `text` in the code page; false where some unit has no bytes there (it becomes '?'). */
bool codepage_encode(struct buf *out, const struct codepage *codepage, struct ustr text);

#endif
