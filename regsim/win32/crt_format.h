/*
 * printf of Microsoft's C library, narrow and wide: one engine. What differs from the host's: l is
 * 32 bits, I64 and ll are 64; %s is of the format's own width, %S of the other, %hs narrow, %ls and
 * %ws wide.
 *
 * The engine makes units; a sink takes them. It allocates nothing, so a program that faults in the
 * middle (a wild %s) leaves nothing behind.
 */
#ifndef REGSIM_WIN32_CRT_FORMAT_H
#define REGSIM_WIN32_CRT_FORMAT_H

#include "win32/crt.h"

enum { FORMAT_PIECE = 512 };

struct format_sink {
    bool wide; /* units are UTF-16; else bytes of the ANSI code page */
    void *out; /* fixed room for `room` units; NULL: a stream */
    size_t room;
    struct crt_file *stream;
    char piece[FORMAT_PIECE]; /* on its way to the stream */
    size_t pending;
    size_t count; /* units made so far, also those that did not fit */
};

/* `format` is of the sink's width. Answers the number of units made. */
int format_run(struct format_sink *sink, const void *format, va_list *arguments);

#endif
