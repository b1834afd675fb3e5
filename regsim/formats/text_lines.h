/*
 * The lines of a text file as UTF-16, whatever its encoding:
 *
 *   UTF-16LE   a line is lent straight from the file's bytes
 *   UTF-16BE   a line is swapped into a buffer
 *   bytes      a line is decoded into a buffer, by code page
 *
 * `\n`, `\r\n` and a lone `\r` end a line; the last one may lack its end. Only one line is in
 * memory at a time, and a line that is longer than TEXT_LINE_MAX is reported, not read.
 */
#ifndef REGSIM_FORMATS_TEXT_LINES_H
#define REGSIM_FORMATS_TEXT_LINES_H

#include "base/ustr.h"
#include "formats/codepage.h"

enum { TEXT_LINE_MAX = 16 * 1024 * 1024 }; /* units (UTF-16) or bytes (others) */

enum text_encoding { TEXT_UTF16LE, TEXT_UTF16BE, TEXT_BYTES };

struct text_lines {
    const uint8_t *bytes;
    size_t size;
    enum text_encoding encoding;
    const struct codepage *codepage; /* of TEXT_BYTES */
    size_t at;                       /* offset of the next line */
    size_t number;                   /* of the line that was read last, 1-based */
    bool undecodable;                /* the line that was read last holds bytes that mean nothing */
    struct ubuf decoded;
};

enum text_line_result { TEXT_LINE, TEXT_END, TEXT_LINE_TOO_LONG };

/* A place to come back to: see text_lines_seek. */
struct text_place {
    size_t at, number;
};

/* Reads the next line, lent until the next call, without its end. */
enum text_line_result text_lines_next(struct text_lines *lines, struct ustr *out);

struct text_place text_lines_tell(const struct text_lines *lines);
void text_lines_seek(struct text_lines *lines, struct text_place place);
/* The end of the line that was read last: "\r\n", "\n", "\r" or empty at the end of the file. */
struct ustr text_lines_end(const struct text_lines *lines);
void text_lines_done(struct text_lines *lines);

#endif
