/*
 * The memory of the program under test, as the API touches it. A wild pointer here is the program's
 * fault (the simulated process dies of 0xC0000005), or an answer where Windows answers
 * (user_readable).
 *
 * All functions may be given unaligned pointers. They are not instrumented by AddressSanitizer:
 * that the program reads past its own memory is its bug, which must not end this process.
 */
#ifndef REGSIM_WIN32_USER_H
#define REGSIM_WIN32_USER_H

#include "win32/call.h"

#define USER_MEMORY __attribute__((no_sanitize("address")))

/* Lends the program's string up to its NUL; NULL gives an empty one. Windows reads at most 32,767
 * units of a name (a UNICODE_STRING's length is 16 bits of bytes); longer strings are cut after
 * 65,536. */
struct ustr user_wide(const WCHAR *text);
struct ustr user_wide_n(const WCHAR *text, size_t max); /* looks at no more than max units */
size_t user_narrow(const char *text);                   /* strlen */

void user_copy_in(void *to, const void *from, size_t size);
void user_copy_out(void *to, const void *from, size_t size);
void user_zero(void *to, size_t size);
bool user_readable(void *to, const void *from, size_t size); /* copies; false: a wild pointer */
bool user_writable(void *to, size_t size);                   /* touches every page */
/* Before memory is made for bytes of the program: the size is its word, and may be any. */
void user_look(const void *from, size_t size); /* a wild pointer is its fault */
bool user_can_read(const void *from, size_t size);
bool user_bytes_in(struct buf *out, const void *from, size_t size); /* false: a wild pointer */

/* Through a pointer that may be NULL: then nothing happens, resp. the answer is 0. */
void user_put32(void *to, uint32_t value);
void user_put_pointer(void *to, const void *value);
uint32_t user_get32(const void *from);

#endif
