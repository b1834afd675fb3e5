/*
 * Code pages: 1252 (the simulated system's ANSI code page), 437 and 850 (OEM), UTF-8. Single bytes
 * but for UTF-8. A byte that 1252 leaves undefined is the control character of the same number, as
 * on Windows. A character that the code page lacks becomes one that looks alike (1252 only), else
 * the default character.
 */
#ifndef REGSIM_WIN32_NLS_H
#define REGSIM_WIN32_NLS_H

#include "base/buf.h"
#include "base/ustr.h"

enum { NLS_ANSI = 1252, NLS_OEM = 437, NLS_UTF8 = 65001 };

/* CP_ACP (0), CP_OEMCP (1), … to one of the numbers that this file knows; 0: not known. */
uint32_t nls_page(uint32_t code_page);

/* Appends; false: there was something ill-formed (UTF-8 only; it became U+FFFD). */
bool nls_decode(struct ubuf *out, uint32_t code_page, const char *text, size_t size);
/* Appends; false: something became `replacement`. */
enum nls_fit { NLS_BEST_FIT, NLS_EXACT };
bool nls_encode(struct buf *out, uint32_t code_page, struct ustr text, enum nls_fit fit,
                char replacement);

char16_t ansi_to_unit(unsigned char byte);
uint8_t unit_to_ansi(char16_t unit); /* ? where the code page lacks it */

#endif
