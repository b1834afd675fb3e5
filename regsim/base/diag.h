/*
 * Diagnostics: what is wrong with an input, where, and what would mend it. A list of them is the
 * companion of a regsim_status; a reader that can go on adds warnings to the same list.
 *
 *   file:line:col: error: text
 *     the offending line
 *         ^
 *     hint: text
 */
#ifndef REGSIM_BASE_DIAG_H
#define REGSIM_BASE_DIAG_H

#include "base/status.h"

#include <stddef.h>
#include <stdio.h>

enum diag_severity { DIAG_ERROR, DIAG_WARNING, DIAG_NOTE };

struct diag {
    enum diag_severity severity;
    char *file;    /* NULL: not about a file */
    size_t line;   /* 1-based; 0: not about a line */
    size_t column; /* 1-based, in characters; 0: not about a column */
    char *text;    /* one impersonal sentence, without a full stop */
    char *source;  /* the offending line without its end, as UTF-8; NULL where there is none */
    char *hint;    /* what would mend it; NULL where there is none */
};

/* Owns its diagnostics. Zero-initialised is empty. Keeps at most DIAGS_MAX, then counts only. */
enum { DIAGS_MAX = 1000 };
struct diags {
    struct diag *items;
    size_t count, capacity;
    size_t errors, warnings; /* all of them, the ones not kept included */
};

/* Adds a diagnostic and lends it, so that the caller may set source and hint with diag_source and
 * diag_hint; `list` may be NULL, and then nothing is kept and NULL is returned. */
struct diag *diags_add(struct diags *list, enum diag_severity severity, const char *file,
                       size_t line, size_t column, const char *format, ...)
    __attribute__((format(printf, 6, 7)));
void diag_source(struct diag *diag, const char *line,
                 size_t length); /* diag may be NULL; cut at 200 characters around the column */
void diag_hint(struct diag *diag, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* An error that is about no place in a file; always REGSIM_INVALID, resp. REGSIM_HOST with errno's
 * text appended. */
regsim_status diags_invalid(struct diags *list, const char *file, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
regsim_status diags_host(struct diags *list, const char *file, int error, const char *what);

void diags_move(struct diags *to, struct diags *from); /* appends; `from` is left empty */
void diags_print(const struct diags *list, FILE *out, bool color);
void diags_free(struct diags *list); /* leaves an empty list */

#endif
