/*
 * A file as bytes: mapped where it is a regular file; else (a pipe) copied, up to a stated maximum,
 * into a file without a name, which is mapped. The bytes are 8-aligned and stay as they are while
 * the input is open.
 *
 * "-" is standard input. It may be opened again: a pipe there is replaced by its copy.
 */
#ifndef REGSIM_FORMATS_INPUT_H
#define REGSIM_FORMATS_INPUT_H

#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { INPUT_UNMAPPED_MAX = 1 << 30 }; /* bytes read from what cannot be mapped (a pipe) */

struct input {
    const char *name; /* lent: as the caller gave it */
    const uint8_t *bytes;
    size_t size;
    bool mapped;
};

/* REGSIM_HOST where it cannot be opened or read, a directory included. */
REGSIM_CHECKED regsim_status input_open(struct input *out, const char *path, struct diags *diags);
/* The bytes from … to are going to be read: their pages are mapped at once, not a few with each
 * page fault. */
void input_expect(const struct input *input, size_t from, size_t to);
/* The bytes from … to need not stay in memory: they come from the file again where they are read
 * again. */
void input_forget(const struct input *input, size_t from, size_t to);
void input_close(struct input *input);

#endif
