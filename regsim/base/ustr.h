/*
 * Names are counted UTF-16: any unit is allowed, NUL and lone surrogates included. At the edges
 * (YAML, arguments, reports) they are WTF-8: UTF-8 that may also hold a lone surrogate, as three
 * bytes, so nothing is lost. Case is folded per unit by NT's own table; surrogates are not folded.
 */
#ifndef REGSIM_BASE_USTR_H
#define REGSIM_BASE_USTR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uchar.h>

/* Lends `count` units. `units` may be NULL when count is 0. */
struct ustr {
    const char16_t *units;
    size_t count;
};

/* ustr of a u"…" literal, without its terminating NUL. */
#define USTR(literal) ((struct ustr){(literal), sizeof(literal) / sizeof(char16_t) - 1})

/* A growable buffer of units; zero-initialised is empty. */
struct ubuf {
    char16_t *units;
    size_t count, capacity;
};

struct ustr ustr_z(const char16_t *text); /* up to its NUL; NULL gives empty */
struct ustr ustr_slice(struct ustr text, size_t from, size_t to);
bool ustr_same(struct ustr a, struct ustr b);        /* unit by unit */
bool ustr_same_nocase(struct ustr a, struct ustr b); /* after NT upcase */
int ustr_compare(struct ustr a, struct ustr b);      /* by unit value, then length */
int ustr_compare_nocase(struct ustr a,
                        struct ustr b); /* of the upcased units: the order of subkeys */
bool ustr_starts_nocase(struct ustr text, struct ustr prefix);
size_t ustr_find(struct ustr text, char16_t unit, size_t from); /* SIZE_MAX: not there */

/* RtlUpcaseUnicodeChar for one unit (base/upcase_table.h); total over all 65,536. */
char16_t ustr_upcase(char16_t unit);

void ubuf_add(struct ubuf *buf, struct ustr text);
void ubuf_put(struct ubuf *buf, char16_t unit);
void ubuf_add_wtf8(struct ubuf *buf, const char *text,
                   size_t length); /* ill-formed bytes become U+FFFD */
struct ustr ubuf_view(const struct ubuf *buf);
void ubuf_clear(struct ubuf *buf); /* keeps the memory */
void ubuf_free(struct ubuf *buf);

/* Conversions that allocate; the caller frees. */
char *
ustr_to_wtf8(struct ustr text); /* NUL-terminated; an embedded NUL is kept, so use ustr_wtf8_size */
/* For the eye: as ustr_to_wtf8, but what could break a line, drive a terminal or is no text
 * (control characters, NUL, lone surrogates) is written \u{…}, as the scenario language does. */
char *ustr_to_shown(struct ustr text);
size_t ustr_wtf8_size(struct ustr text);                     /* bytes without the terminator */
struct ustr ustr_dup(struct ustr text);                      /* free .units with ustr_free */
struct ustr ustr_from_wtf8(const char *text, size_t length); /* likewise */
void ustr_free(struct ustr text);

/* Whether `length` bytes are well-formed WTF-8; if not, *bad is the offset of the first bad byte.
 */
bool wtf8_check(const char *text, size_t length, size_t *bad);

/* One code point of `text` at *at (< length), *at moves past it; a bad byte gives 0xFFFD and moves
 * one byte. */
uint32_t wtf8_next(const char *text, size_t length, size_t *at);
size_t wtf8_put(char out[4], uint32_t code); /* how many bytes, 1 … 4 */

#endif
