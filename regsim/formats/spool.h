/*
 * A file without a name, in TMPDIR or /tmp: what must not be held in memory while it waits to be
 * read again (a pipe as input) or to be whole (a pipe as output). It is gone with the process.
 */
#ifndef REGSIM_FORMATS_SPOOL_H
#define REGSIM_FORMATS_SPOOL_H

#include <stdbool.h>
#include <stddef.h>

/* A descriptor to read and write; -1 with errno. */
int spool_open(void);

/* Appends all bytes; false with errno. */
bool spool_write(int fd, const void *bytes, size_t size);
/* Appends what is still to be read from `from`; false with errno, EFBIG beyond `most` bytes. */
bool spool_copy(int fd, int from, size_t most);

#endif
