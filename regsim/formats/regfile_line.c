/* The current line of a .reg file, and what is said about it. */
#include "formats/regfile_parse.h"

#include "base/memory.h"
#include "formats/input.h"

#include <stdarg.h>
#include <string.h>

enum {
    SOURCE_UNITS_MAX = 600, /* of a line shown in a diagnostic */
    WINDOW_SIZE = 1 << 22,  /* of a mapped file, so much is in memory */
};

struct diag *regfile_warn(struct regfile_parser *p, size_t at, const char *format, ...)
{
    char *text = NULL;
    if (p->quiet)
        return NULL;
    va_list args;
    va_start(args, format);
    if (vasprintf(&text, format, args) < 0)
        text = NULL;
    va_end(args);
    struct ustr line = p->line;
    size_t column = 1;
    for (size_t i = 0; i < at && i < line.count; i++)
        column += (line.units[i] & 0xFC00) != 0xDC00;
    struct diag *diag = diags_add(p->diags, DIAG_WARNING, p->file, p->lines.number, column, "%s",
                                  text ? text : "(unprintable)");
    mem_free(text);
    if (diag) {
        size_t most = at + SOURCE_UNITS_MAX;
        char *source = ustr_to_wtf8(ustr_slice(line, 0, most));
        diag_source(diag, source, strlen(source));
        mem_free(source);
    }
    return diag;
}

static void move_window(struct regfile_parser *p)
{
    size_t at = p->lines.at;
    input_forget(p->input, p->window, at);
    input_expect(p->input, at, at + WINDOW_SIZE);
    p->window = at;
    p->window_end = at + WINDOW_SIZE;
}

regsim_status regfile_next_line(struct regfile_parser *p, bool *ended)
{
    if (p->input && p->lines.at >= p->window_end)
        move_window(p);
    enum text_line_result result = text_lines_next(&p->lines, &p->line);
    *ended = result == TEXT_END;
    if (result == TEXT_LINE_TOO_LONG) {
        diags_add(p->diags, DIAG_ERROR, p->file, p->lines.number, 0,
                  "a line longer than %d characters: this is not a .reg file, or a damaged one",
                  TEXT_LINE_MAX);
        return regsim_failed(REGSIM_INVALID);
    }
    if (p->lines.undecodable) {
        regfile_warn(p, 0, "bytes that code page %u does not define: Windows replaces them",
                     codepage_number(p->codepage));
        p->lines.undecodable = false;
    }
    return regsim_ok();
}
