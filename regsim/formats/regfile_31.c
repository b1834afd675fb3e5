/*
 * A registration file of Windows 3.1: below the header REGEDIT each line is a key of
 * HKEY_CLASSES_ROOT and its default value, as it stands:
 *
 *   HKEY_CLASSES_ROOT\txtfile\shell\open\command = notepad.exe %1
 *
 * The key ends at the first blank. Then blanks, one `=` and one space are skipped, and the rest of
 * the line is the value, which may be empty. Lines that do not start with the root, spelled so, are
 * ignored (Wine's reg tests, test_import_win31).
 */
#include "formats/regfile_parse.h"

#include "registry/value.h"

static const struct ustr root_name = {u"HKEY_CLASSES_ROOT", 17};

static void ignored_line(struct regfile_parser *p, size_t at)
{
    char16_t first = p->line.units[at];
    if (!at && (first == u';' || first == u'#'))
        return;
    struct ustr rest = ustr_slice(p->line, at, p->line.count);
    struct diag *diag = regfile_warn(p, at, "Windows ignores this line");
    if (at && ustr_starts_nocase(rest, root_name))
        diag_hint(diag, "a line of this format starts without blanks");
    else
        diag_hint(diag, "a line of this format starts with HKEY_CLASSES_ROOT, in capitals");
}

/* rule reg.header-31: where the value starts, *end being where the key ends. */
static size_t find_value(struct ustr line, size_t *end)
{
    size_t at = 0;
    while (at < line.count && !regfile_is_blank(line.units[at]))
        at++;
    *end = at;
    at = regfile_skip_blanks(line, at);
    if (at < line.count && line.units[at] == u'=') {
        at++;
        at += at < line.count && line.units[at] == u' ';
    }
    return at;
}

static void take_line(struct regfile_parser *p)
{
    struct ustr line = p->line;
    struct regfile_path path;
    size_t at = regfile_skip_blanks(line, 0), end;
    if (at == line.count)
        return;
    if (!ustr_same(ustr_slice(line, 0, root_name.count), root_name)) {
        ignored_line(p, at);
        return;
    }
    size_t value = find_value(line, &end);
    if (ustr_find(line, 0, 0) != SIZE_MAX) {
        regfile_warn(p, ustr_find(line, 0, 0), "a NUL character: Windows drops this line");
        return;
    }
    if (!regfile_take_path(p, &path, 0, ustr_slice(line, 0, end)) ||
        !p->sink->key(p->sink->context, &path))
        return;
    ubuf_clear(&p->text);
    ubuf_add(&p->text, ustr_slice(line, value, line.count));
    ubuf_put(&p->text, 0);
    p->sink->value(p->sink->context, (struct ustr){0}, REG_SZ_TYPE, p->text.units,
                   (uint32_t)(p->text.count * sizeof(char16_t)));
}

regsim_status regfile_take_31(struct regfile_parser *p)
{
    for (bool ended = false;;) {
        REGSIM_TRY(regfile_next_line(p, &ended));
        if (ended)
            return regsim_ok();
        take_line(p);
    }
}
