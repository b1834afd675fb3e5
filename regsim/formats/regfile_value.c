/*
 * A value line: NAME = DATA, where NAME is `@` or "quoted", and DATA is
 *
 *   "string"     REG_SZ; \\ \" \n \r are escapes, any other \x stands for x, \0 is invalid
 *   dword:N      REG_DWORD, one to eight hex digits
 *   hex:…        REG_BINARY        hex(N):…   any type, N in hex
 *   -            deletes the value
 *
 * Blanks may stand around `=` and before and after DATA; a ; comment may follow. Keywords are lower
 * case. What does not fit is dropped as regedit drops it, with a warning (Wine's regedit tests:
 * test_basic_import, test_invalid_import, test_comments, test_value_deletion).
 */
#include "formats/regfile_parse.h"

#include "base/memory.h"
#include "base/units.h"
#include "registry/value.h"

#include <string.h>

enum { VALUE_NAME_MAX = 16383 }; /* rule reg.limits: NtSetValueKey refuses longer names */

struct regfile_datum {
    bool deletes;
    uint32_t type;
    const void *bytes;
    size_t size;
};

enum unquoted { QUOTED_OK, QUOTED_OPEN, QUOTED_NUL };

/* Unescapes from *at (after the opening quote) into `out`; *at is left after the closing quote, or
 * at what is wrong (rule reg.names). */
static enum unquoted unquote(struct ubuf *out, struct ustr line, size_t *at)
{
    size_t i = *at;
    out->count = 0;
    MEM_GROW(out->units, out->capacity, line.count + 1); /* no more than that comes of it */
    for (;;) {
        size_t start = i;
        i += units_find_either(line.units + i, line.count - i, u'"', u'\\');
        memcpy(out->units + out->count, line.units + start, (i - start) * sizeof *out->units);
        out->count += i - start;
        if (i + 1 >= line.count && (i == line.count || line.units[i] == u'\\')) {
            *at = i;
            return QUOTED_OPEN;
        }
        if (line.units[i] == u'"') {
            *at = i + 1;
            return QUOTED_OK;
        }
        char16_t escaped = line.units[i + 1];
        if (escaped == u'0') {
            *at = i;
            return QUOTED_NUL;
        }
        out->units[out->count++] = escaped == u'n' ? u'\n' : escaped == u'r' ? u'\r' : escaped;
        i += 2;
    }
}

static bool starts_with(struct ustr line, size_t at, struct ustr word)
{
    return line.count - at >= word.count &&
           !memcmp(line.units + at, word.units, word.count * sizeof *word.units);
}

/* Where the first unescaped quote is, from *scan on; SIZE_MAX: not yet, and *scan is where to go on
 * when there is more text. */
static size_t closing_quote(struct ustr text, size_t *scan)
{
    for (; *scan < text.count && text.units[*scan] != u'"'; ++*scan) {
        if (text.units[*scan] == u'\\' && *scan + 1 < text.count)
            ++*scan;
    }
    return *scan < text.count ? *scan : SIZE_MAX;
}

/* Joins the lines of a string that holds raw line ends (Windows' own exports do) until its quote
 * closes, and unescapes it. False: it never does, or junk follows, and the reader is back after the
 * first line (rule reg.raw-newlines). */
static bool join_string(struct regfile_parser *p, size_t open, regsim_status *status)
{
    struct text_place place = text_lines_tell(&p->lines);
    size_t scan = 0;
    ubuf_clear(&p->joined);
    ubuf_add(&p->joined, ustr_slice(p->line, open, p->line.count));
    while (p->joined.count <= TEXT_LINE_MAX) {
        ubuf_add(&p->joined, text_lines_end(&p->lines));
        bool ended = false;
        *status = regfile_next_line(p, &ended);
        if (!regsim_is_ok(*status) || ended)
            break;
        ubuf_add(&p->joined, p->line);
        struct ustr joined = ubuf_view(&p->joined);
        size_t quote = closing_quote(joined, &scan);
        if (quote == SIZE_MAX)
            continue;
        size_t at = 0;
        if (regfile_ends(joined, quote + 1) && unquote(&p->text, joined, &at) == QUOTED_OK)
            return true;
        break;
    }
    text_lines_seek(&p->lines, place);
    return false;
}

/* Reads the first line again after join_string went back: its text was lent. */
static void reread_line(struct regfile_parser *p, struct text_place before)
{
    struct text_place after = text_lines_tell(&p->lines);
    text_lines_seek(&p->lines, before);
    text_lines_next(&p->lines, &p->line);
    text_lines_seek(&p->lines, after);
}

static bool take_string(struct regfile_parser *p, size_t at, struct regfile_datum *datum,
                        struct text_place line_start, regsim_status *status)
{
    size_t quote = at++;
    size_t open = at;
    enum unquoted result = unquote(&p->text, p->line, &at);
    if (result == QUOTED_OPEN) {
        size_t first_line = p->lines.number;
        if (join_string(p, open, status)) {
            diags_add(p->diags, DIAG_NOTE, p->file, first_line, 0,
                      "a string with raw line ends, up to line %zu", p->lines.number);
        } else {
            if (!regsim_is_ok(*status))
                return false;
            reread_line(p, line_start);
            regfile_warn(p, quote, "this string has no closing quote: Windows drops this value");
            return false;
        }
    } else if (result == QUOTED_NUL) {
        regfile_warn(p, at, "\\0 in a string: Windows drops this value");
        return false;
    } else if (!regfile_ends(p->line, at)) {
        struct diag *diag = regfile_warn(p, regfile_skip_blanks(p->line, at),
                                         "text after the closing quote: Windows drops this value");
        diag_hint(diag, "inside a string, a quote is written \\\"; a comment starts with ;");
        return false;
    }
    size_t nul = units_find_either(p->text.units, p->text.count, 0, 0);
    if (nul < p->text.count) { /* the line ends there for a reader of C strings (our choice) */
        regfile_warn(p, quote, "a NUL character in this string: Windows drops this value");
        return false;
    }
    ubuf_put(&p->text, 0);
    *datum = (struct regfile_datum){
        .type = REG_SZ_TYPE, .bytes = p->text.units, .size = p->text.count * sizeof(char16_t)};
    return true;
}

static int hex_digit(char16_t unit)
{
    if (unit >= u'0' && unit <= u'9')
        return unit - u'0';
    char16_t lower = unit | 0x20;
    return unit < 128 && lower >= u'a' && lower <= u'f' ? lower - u'a' + 10 : -1;
}

/* Up to eight hex digits at *at; how many there are, nine standing for more. */
static size_t take_number(uint32_t *out, struct ustr line, size_t *at)
{
    size_t digits = 0;
    *out = 0;
    for (; *at < line.count && hex_digit(line.units[*at]) >= 0 && digits < 9; ++*at, digits++)
        *out = *out << 4 | (uint32_t)hex_digit(line.units[*at]);
    return digits;
}

/* rule reg.dword */
static bool take_dword(struct regfile_parser *p, size_t at, struct regfile_datum *datum)
{
    uint32_t number;
    at = regfile_skip_blanks(p->line, at);
    size_t start = at, digits = take_number(&number, p->line, &at);
    if (!digits || digits > 8 || !regfile_ends(p->line, at)) {
        struct diag *diag =
            regfile_warn(p, digits > 8 ? start : at, "invalid dword: Windows drops this value");
        diag_hint(diag, "dword: takes one to eight hex digits, without 0x");
        return false;
    }
    buf_clear(&p->data);
    buf_u32(&p->data, number);
    *datum = (struct regfile_datum){.type = REG_DWORD_TYPE, .bytes = p->data.bytes, .size = 4};
    return true;
}

/* The type in hex(N): and its `):`. `hex()` is type 0 and a blank may stand before N, as in Wine
 * (our choice: nothing else is known) (rule reg.hex). */
static bool take_type(struct regfile_parser *p, size_t *at, uint32_t *type)
{
    *at = regfile_skip_blanks(p->line, *at);
    size_t start = *at;
    if (take_number(type, p->line, at) <= 8 && starts_with(p->line, *at, USTR(u"):"))) {
        *at += 2;
        return true;
    }
    struct diag *diag = regfile_warn(p, start, "invalid type: Windows drops this value");
    diag_hint(diag, "hex(N): takes one to eight hex digits, without 0x, and no blanks after them");
    return false;
}

static void warn_of_terminator(struct regfile_parser *p)
{
    regfile_warn(p, 0, "string data without a terminating NUL: Windows adds one");
}

/* String data written as bytes gets its terminator where it lacks one, and under REGEDIT4, where
 * bytes are 8-bit text, is converted first. Empty data stays empty; half a unit behind a NUL stays
 * (rule reg.termination). */
static void finish_string_bytes(struct regfile_parser *p, struct regfile_datum *datum)
{
    struct buf *data = &p->data;
    datum->bytes = data->bytes;
    datum->size = data->size;
    if (!data->size)
        return;
    data->max = 0;
    if (p->version == REGFILE_4) {
        if (data->bytes[data->size - 1]) {
            buf_put(data, 0);
            warn_of_terminator(p);
        }
        ubuf_clear(&p->text);
        if (!codepage_decode(&p->text, p->codepage, data->bytes, data->size))
            regfile_warn(p, 0, "bytes that code page %u does not define: Windows replaces them",
                         codepage_number(p->codepage));
        datum->bytes = p->text.units;
        datum->size = p->text.count * sizeof(char16_t);
        return;
    }
    size_t whole = data->size & ~(size_t)1;
    if (!whole || data->bytes[whole - 2] || data->bytes[whole - 1]) {
        warn_of_terminator(p);
        if (data->size & 1) /* our choice: half a unit is kept, and completed */
            buf_put(data, 0);
        bool terminated = !data->bytes[data->size - 2] && !data->bytes[data->size - 1];
        if (!terminated)
            buf_u16(data, 0);
    }
    datum->bytes = data->bytes;
    datum->size = data->size;
}

static bool take_hex(struct regfile_parser *p, size_t at, struct regfile_datum *datum,
                     regsim_status *status)
{
    uint32_t type = REG_BINARY_TYPE;
    bool typed = p->line.units[at - 1] == u'(';
    if (typed && !take_type(p, &at, &type))
        return false;
    if (regfile_take_hex(p, at, status) != HEX_DATA)
        return false;
    *datum = (struct regfile_datum){.type = type, .bytes = p->data.bytes, .size = p->data.size};
    if (type == REG_SZ_TYPE || type == REG_EXPAND_SZ_TYPE || type == REG_MULTI_SZ_TYPE)
        finish_string_bytes(p, datum);
    return true;
}

/* rule reg.value-deletion */
static bool take_datum(struct regfile_parser *p, size_t at, struct regfile_datum *datum,
                       struct text_place line_start, regsim_status *status)
{
    struct ustr line = p->line;
    if (at < line.count && line.units[at] == u'"')
        return take_string(p, at, datum, line_start, status);
    if (starts_with(line, at, USTR(u"dword:")))
        return take_dword(p, at + 6, datum);
    if (starts_with(line, at, USTR(u"hex:")) || starts_with(line, at, USTR(u"hex(")))
        return take_hex(p, at + 4, datum, status);
    if (at < line.count && line.units[at] == u'-' && regfile_ends(line, at + 1)) {
        *datum = (struct regfile_datum){.deletes = true};
        return true;
    }
    struct diag *diag = regfile_warn(p, at, "unknown data: Windows drops this value");
    diag_hint(diag, "data is \"…\", dword:…, hex:…, hex(N):… or -, in lower case");
    return false;
}

/* The name at *at, which is left at the data (rule reg.names). */
static bool take_name(struct regfile_parser *p, size_t *at)
{
    if (p->line.units[*at] == u'@') {
        ubuf_clear(&p->name);
        ++*at;
    } else {
        size_t quote = (*at)++;
        enum unquoted result = unquote(&p->name, p->line, at);
        if (result != QUOTED_OK) {
            regfile_warn(p, result == QUOTED_NUL ? *at : quote, "%s: Windows drops this value",
                         result == QUOTED_NUL ? "\\0 in a value name"
                                              : "this value name has no closing quote");
            return false;
        }
    }
    if (ustr_find(ubuf_view(&p->name), 0, 0) != SIZE_MAX) {
        regfile_warn(p, 0, "a NUL character in the value name: Windows drops this value");
        return false;
    }
    *at = regfile_skip_blanks(p->line, *at);
    if (*at == p->line.count || p->line.units[*at] != u'=') {
        struct diag *diag =
            regfile_warn(p, *at, "expected = after the value name: Windows drops this value");
        diag_hint(diag, "inside a name, a quote is written \\\"");
        return false;
    }
    *at = regfile_skip_blanks(p->line, *at + 1);
    if (p->name.count > VALUE_NAME_MAX) {
        regfile_warn(p, 0,
                     "a value name of %zu characters, %d are possible: Windows drops this value",
                     p->name.count, VALUE_NAME_MAX);
        return false;
    }
    return true;
}

static bool has_target(struct regfile_parser *p, size_t at)
{
    switch (p->target) {
    case TARGET_OPEN:
        return true;
    case TARGET_STRAY:
        regfile_warn(p, at,
                     "Windows ignored the section in line %zu, so this value goes to the key that "
                     "was open before",
                     p->section_line);
        return true;
    case TARGET_NONE:
        regfile_warn(p, at, "a value before any section: Windows drops it");
        return false;
    case TARGET_DELETED:
        regfile_warn(p, at, "the deletion in line %zu left no key open: Windows drops this value",
                     p->section_line);
        return false;
    default:
        regfile_warn(p, at, "line %zu opened no key: Windows drops this value", p->section_line);
        return false;
    }
}

regsim_status regfile_take_value(struct regfile_parser *p, size_t at, struct text_place line_start)
{
    regsim_status status = regsim_ok();
    struct regfile_datum datum = {0};
    /* rule reg.dropped-value */
    p->quiet = !has_target(p, at);
    bool good = take_name(p, &at) && take_datum(p, at, &datum, line_start, &status) && !p->quiet;
    p->quiet = false;
    if (!good)
        return status;
    if (datum.deletes)
        p->sink->delete_value(p->sink->context, ubuf_view(&p->name));
    else
        p->sink->value(p->sink->context, ubuf_view(&p->name), datum.type, datum.bytes,
                       (uint32_t)datum.size);
    return status;
}
