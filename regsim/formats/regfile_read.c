/*
 * Reads .reg text: decides the encoding, checks the header, and goes over the lines. A line is
 *
 *   [KEY]      opens a key            ; # …   a comment
 *   [-KEY]     deletes a tree         other   ignored
 *   "name"=…   a value (regfile_value.c)
 *
 * after any blanks. The state that matters is which key is open: `target`. Rules as Wine's regedit
 * tests assert them of Windows (test_basic_import, test_key_creation_and_deletion).
 */
#include "formats/regfile_parse.h"

#include "base/memory.h"

#include <stdarg.h>
#include <string.h>

enum { SOURCE_UNITS_MAX = 600 }; /* of a line shown in a diagnostic */

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

regsim_status regfile_next_line(struct regfile_parser *p, bool *ended)
{
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

/* Splits off the predefined key and drops empty components: NT skips doubled and trailing
 * backslashes. False: there is no such predefined key; *at is where the path starts to be wrong. */
static bool parse_path(struct regfile_parser *p, struct regfile_path *out, struct ustr text)
{
    size_t end = ustr_find(text, u'\\', 0);
    if (end == SIZE_MAX)
        end = text.count;
    if (!regfile_root_find(&out->root, ustr_slice(text, 0, end)))
        return false;
    ubuf_clear(&p->path);
    while (end < text.count) {
        size_t start = end + 1;
        end = ustr_find(text, u'\\', start);
        if (end == SIZE_MAX)
            end = text.count;
        if (end == start)
            continue;
        if (p->path.count)
            ubuf_put(&p->path, u'\\');
        ubuf_add(&p->path, ustr_slice(text, start, end));
    }
    out->below = ubuf_view(&p->path);
    return true;
}

/* Windows refuses names and depths beyond its limits, so the key cannot be opened (rule
 * reg.limits). */
static bool within_limits(struct regfile_parser *p, struct ustr path)
{
    size_t levels = 1, start = 0;
    for (size_t i = 0; i <= path.count && path.count; i++) {
        if (i < path.count && path.units[i] != u'\\')
            continue;
        if (i - start > REGFILE_KEY_NAME_MAX) {
            regfile_warn(p, 0,
                         "a key name of %zu characters, %d are possible: Windows drops this key",
                         i - start, REGFILE_KEY_NAME_MAX);
            return false;
        }
        start = i + 1;
        levels++;
    }
    if (levels > REGFILE_DEPTH_MAX)
        regfile_warn(p, 0, "a key %zu levels deep, %d are possible: Windows drops this key", levels,
                     REGFILE_DEPTH_MAX);
    return levels <= REGFILE_DEPTH_MAX;
}

/* rule reg.unknown-root */
static void unknown_root(struct regfile_parser *p, size_t at, struct ustr name)
{
    struct diag *diag =
        regfile_warn(p, at, "no predefined key: Windows ignores this section and drops its values");
    static const struct {
        struct ustr abbreviation, name;
    } abbreviations[] = {
        {{u"HKLM", 4}, {u"HKEY_LOCAL_MACHINE", 18}},  {{u"HKCU", 4}, {u"HKEY_CURRENT_USER", 17}},
        {{u"HKCR", 4}, {u"HKEY_CLASSES_ROOT", 17}},   {{u"HKU", 3}, {u"HKEY_USERS", 10}},
        {{u"HKCC", 4}, {u"HKEY_CURRENT_CONFIG", 19}},
    };
    size_t end = ustr_find(name, u'\\', 0);
    for (size_t i = 0; i < sizeof abbreviations / sizeof *abbreviations; i++) {
        if (!ustr_same_nocase(ustr_slice(name, 0, end), abbreviations[i].abbreviation))
            continue;
        char *full = ustr_to_wtf8(abbreviations[i].name);
        diag_hint(diag, "write %s: regedit knows no abbreviations", full);
        mem_free(full);
    }
}

/* rule open.leading-backslash: a path that starts with a backslash is ERROR_BAD_PATHNAME, but for
 * HKEY_CLASSES_ROOT. */
static bool starts_doubled(const struct regfile_path *path, struct ustr text)
{
    size_t root = regfile_root_name(path->root).count;
    return path->root != REGFILE_CLASSES_ROOT && path->below.count && root + 1 < text.count &&
           text.units[root + 1] == u'\\';
}

bool regfile_take_path(struct regfile_parser *p, struct regfile_path *out, size_t at,
                       struct ustr text)
{
    if (!parse_path(p, out, text)) {
        unknown_root(p, at, text);
        return false;
    }
    if (starts_doubled(out, text)) {
        regfile_warn(p, at + regfile_root_name(out->root).count + 1,
                     "two backslashes after the predefined key: Windows cannot open this key and "
                     "drops its values");
        return false;
    }
    if (out->root == REGFILE_DYN_DATA)
        regfile_warn(p, at, "Windows NT has no HKEY_DYN_DATA, and drops this key and its values");
    return within_limits(p, out->below);
}

/* rule reg.key-deletion */
static void take_deletion(struct regfile_parser *p, size_t at, struct ustr name)
{
    struct regfile_path path;
    p->target = TARGET_REFUSED;
    if (!regfile_take_path(p, &path, at, name))
        return;
    p->target = TARGET_DELETED;
    if (!path.below.count)
        regfile_warn(p, at, "a predefined key cannot be deleted: Windows ignores this");
    else
        p->sink->delete_key(p->sink->context, &path);
}

/* rule reg.section-ignored */
static void ignored_section(struct regfile_parser *p, size_t at, const char *why)
{
    bool open = p->target == TARGET_OPEN || p->target == TARGET_STRAY;
    struct diag *diag = regfile_warn(p, at, "%s: Windows ignores this section", why);
    if (open) {
        diag_hint(diag, "the values that follow go to the key that was open before");
        p->target = TARGET_STRAY;
    }
}

/* `[` is at `at`. The closing bracket is the last one of the line; what follows it is ignored (rule
 * reg.section-end). */
static void take_section(struct regfile_parser *p, size_t at)
{
    struct ustr line = p->line;
    size_t start = at + 1, end = line.count;
    while (end > start && line.units[end - 1] != u']')
        end--;
    p->section_line = p->lines.number;
    if (end == start) {
        ignored_section(p, at, "no closing ]");
        return;
    }
    if (regfile_is_blank(line.units[start])) {
        ignored_section(p, start, "a blank after [");
        return;
    }
    struct ustr name = ustr_slice(line, start, end - 1);
    size_t nul = ustr_find(name, 0, 0);
    if (nul != SIZE_MAX) { /* the line ends there for a reader of C strings (our choice) */
        ignored_section(p, start + nul, "a NUL character");
        return;
    }
    if (line.units[start] == u'-') {
        take_deletion(p, start + 1, ustr_slice(line, start + 1, end - 1));
        return;
    }
    struct regfile_path path;
    p->target = TARGET_REFUSED;
    if (regfile_take_path(p, &path, start, name) && p->sink->key(p->sink->context, &path))
        p->target = TARGET_OPEN;
}

static void ignored_line(struct regfile_parser *p, size_t at)
{
    struct diag *diag =
        regfile_warn(p, at, "no section, value or comment: Windows ignores this line");
    if (ustr_find(p->line, u'=', at) != SIZE_MAX)
        diag_hint(diag, "value names stand in quotes; @ is the default value");
}

/* rule reg.comments */
static regsim_status take_lines(struct regfile_parser *p)
{
    for (;;) {
        struct text_place line_start = text_lines_tell(&p->lines);
        bool ended = false;
        REGSIM_TRY(regfile_next_line(p, &ended));
        if (ended)
            return regsim_ok();
        size_t at = regfile_skip_blanks(p->line, 0);
        if (at == p->line.count)
            continue;
        switch (p->line.units[at]) {
        case u'[':
            take_section(p, at);
            break;
        case u'"':
        case u'@':
            REGSIM_TRY(regfile_take_value(p, at, line_start));
            break;
        case u';':
        case u'#':
            break;
        default:
            ignored_line(p, at);
        }
    }
}

regsim_status regfile_read(struct regfile_facts *facts, const struct regfile_source *source,
                           const struct regfile_sink *sink, struct diags *diags)
{
    struct regfile_parser p = {.file = source->name, .sink = sink, .diags = diags};
    struct regfile_facts own;
    regsim_status status = regfile_start(&p, facts ? facts : &own, source);
    if (regsim_is_ok(status))
        status = p.version == REGFILE_31 ? regfile_take_31(&p) : take_lines(&p);
    text_lines_done(&p.lines);
    codepage_free(p.owned_codepage);
    ubuf_free(&p.path);
    ubuf_free(&p.name);
    ubuf_free(&p.text);
    ubuf_free(&p.joined);
    buf_free(&p.data);
    return status;
}
