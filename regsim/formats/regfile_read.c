/*
 * Reads .reg text: goes over the lines. A line is
 *
 *   [KEY]      opens a key            ; # …   a comment
 *   [-KEY]     deletes a tree         other   ignored
 *   "name"=…   a value (regfile_value.c)
 *
 * after any blanks. The state that matters is which key is open: `target`. Rules as Wine's regedit
 * tests assert them of Windows (test_basic_import, test_key_creation_and_deletion).
 */
#include "formats/regfile_parse.h"

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

static void finish(struct regfile_parser *p)
{
    text_lines_done(&p->lines);
    codepage_free(p->owned_codepage);
    ubuf_free(&p->path);
    ubuf_free(&p->name);
    ubuf_free(&p->text);
    ubuf_free(&p->joined);
    buf_free(&p->data);
}

regsim_status regfile_header(struct regfile_facts *facts, const struct regfile_source *source,
                             struct diags *diags)
{
    struct regfile_parser p = {.file = source->name, .diags = diags};
    regsim_status status = regfile_start(&p, facts, source);
    finish(&p);
    return status;
}

regsim_status regfile_read(struct regfile_facts *facts, const struct regfile_source *source,
                           const struct regfile_sink *sink, struct diags *diags)
{
    struct regfile_parser p = {
        .file = source->name, .sink = sink, .diags = diags, .input = source->input};
    struct regfile_facts own;
    regsim_status status = regfile_start(&p, facts ? facts : &own, source);
    if (regsim_is_ok(status))
        status = p.version == REGFILE_31 ? regfile_take_31(&p) : take_lines(&p);
    finish(&p);
    return status;
}
