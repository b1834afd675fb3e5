/*
 * Internal to the .reg reader: its state, and the parts that parse one line.
 *
 *   regfile_line.c    the current line, and warnings about it
 *   regfile_path.c    a predefined key and the keys below it
 *   regfile_start.c   encoding and header
 *   regfile_read.c    sections and the loop over lines
 *   regfile_value.c   name=data: strings, dword, deletions
 *   regfile_hex.c     hex data and its continuation lines
 *   regfile_31.c      the lines of a Windows 3.1 file
 */
#ifndef REGSIM_FORMATS_REGFILE_PARSE_H
#define REGSIM_FORMATS_REGFILE_PARSE_H

#include "base/buf.h"
#include "formats/regfile.h"
#include "formats/text_lines.h"

enum regfile_target {
    TARGET_NONE,    /* no section yet */
    TARGET_OPEN,    /* values go to the key of the last good section */
    TARGET_STRAY,   /* as TARGET_OPEN, but a later section was ignored: the values are misplaced */
    TARGET_DELETED, /* a deletion closed the key: values are dropped */
    TARGET_REFUSED, /* an unknown root or an impossible key: values are dropped */
};

struct regfile_parser {
    struct text_lines lines;
    struct ustr line; /* the current one */
    const char *file;
    const struct regfile_sink *sink;
    struct diags *diags;
    enum regfile_version version;
    const struct codepage *codepage;
    enum regfile_target target;
    size_t section_line; /* of the last section, good or bad */
    bool quiet;          /* the value being read is dropped anyway: no more warnings */
    struct ubuf path;    /* scratch: a normalised key path */
    struct ubuf name;    /* the value's name, unescaped */
    struct ubuf text;    /* a string's units, unescaped; or converted hex */
    struct ubuf joined;  /* the lines of a string that goes over several */
    struct buf data;     /* hex bytes */
    struct codepage *owned_codepage;
    const struct input *input; /* or NULL: see struct regfile_source */
    size_t window, window_end; /* what of it is in memory */
};

/* A warning about the current line, at the 0-based unit `at`. */
struct diag *regfile_warn(struct regfile_parser *p, size_t at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Decides encoding and version, and stands after the header. */
REGSIM_CHECKED regsim_status regfile_start(struct regfile_parser *p, struct regfile_facts *facts,
                                           const struct regfile_source *source);

/* The path of `text`, which starts at `at` of the line; it may be opened where this is true, else a
 * warning says why not. */
bool regfile_take_path(struct regfile_parser *p, struct regfile_path *out, size_t at,
                       struct ustr text);

/* The lines of a Windows 3.1 file. */
REGSIM_CHECKED regsim_status regfile_take_31(struct regfile_parser *p);

/* Takes a value line, whose first unit is `@` or `"` at `at`; line_start is where it can be read
 * again. */
regsim_status regfile_take_value(struct regfile_parser *p, size_t at, struct text_place line_start);

enum regfile_hex_result { HEX_DATA, HEX_BAD, HEX_FAILED };

/* Parses the bytes from `at` and the continuation lines into p->data. HEX_BAD: invalid, a warning
 * says why and what was consumed; HEX_FAILED: *status holds an error of the whole file. */
enum regfile_hex_result regfile_take_hex(struct regfile_parser *p, size_t at,
                                         regsim_status *status);

/* Moves on to the next line; REGSIM_INVALID where it is too long. *ended: there is none. */
regsim_status regfile_next_line(struct regfile_parser *p, bool *ended);

static inline bool regfile_is_blank(char16_t unit)
{
    return unit == u' ' || unit == u'\t';
}

static inline size_t regfile_skip_blanks(struct ustr line, size_t at)
{
    while (at < line.count && regfile_is_blank(line.units[at]))
        at++;
    return at;
}

/* Whether only blanks, or blanks and a `;` comment, follow `at`. */
static inline bool regfile_ends(struct ustr line, size_t at)
{
    at = regfile_skip_blanks(line, at);
    return at == line.count || line.units[at] == u';';
}

#endif
