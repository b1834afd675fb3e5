/*
 * Strings of the program under test on their way in and out. What is made of a narrow string lives
 * in the run's scratch memory until the same slot is used again, so nothing leaks when the program
 * dies half-way.
 */
#ifndef REGSIM_WIN32_TEXT_H
#define REGSIM_WIN32_TEXT_H

#include "win32/user.h"

enum scratch_slot { SCRATCH_NAME, SCRATCH_OTHER, SCRATCH_DATA, SCRATCH_LIST, SCRATCH_SLOTS };

struct scratch {
    struct ubuf units[SCRATCH_SLOTS];
    struct buf bytes[SCRATCH_SLOTS];
};

/* A narrow string, NUL-terminated, or of `size` bytes, in ANSI; NULL gives an empty one. */
struct ustr text_narrow(enum scratch_slot slot, const char *text);
struct ustr text_narrow_n(enum scratch_slot slot, const char *text, size_t size);
/* The units in ANSI; lends. */
struct buf *text_ansi(enum scratch_slot slot, struct ustr text);
struct buf *text_bytes(enum scratch_slot slot);  /* empty */
size_t text_bytes_size(enum scratch_slot slot);  /* of what is in there */
struct ubuf *text_units(enum scratch_slot slot); /* empty */

/* The program's bytes, copied into `bytes`. */
void text_bytes_in(struct buf *bytes, const void *data, size_t size);
/* Units that need not be 2-aligned, copied. */
struct ustr text_unaligned(enum scratch_slot slot, const void *units, size_t count);

void text_scratch_free(struct run *run);

/*
 * GetComputerName and its kind: `size` counts characters with the NUL going in, without it coming
 * out. Answers 0, or `too_small` with the needed size, NUL included.
 */
uint32_t text_out_wide(WCHAR *buffer, DWORD *size, struct ustr text, uint32_t too_small);
uint32_t text_out_narrow(char *buffer, DWORD *size, struct ustr text, uint32_t too_small);
/* The one or the other. */
uint32_t text_out(void *buffer, DWORD *size, struct ustr text, bool narrow, uint32_t too_small);
/* GetSystemDirectory and its kind: the length without the NUL, or the needed size with it. */
DWORD text_copy_wide(WCHAR *buffer, DWORD size, struct ustr text);
DWORD text_copy_narrow(char *buffer, DWORD size, struct ustr text);

#endif
