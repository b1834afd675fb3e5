/* The command line: split as CommandLineToArgvW does, which NT 4 has only in its shell. */
#include "options.h"

#include <string.h>

#include "text.h"

static BOOL is_blank(WCHAR unit)
{
    return unit == u' ' || unit == u'\t';
}

/*
 * Backslashes count only before a quote: 2n of them are n, and the quote switches quoting; 2n+1 are
 * n and the quote is a character. Two quotes inside quotes are a character and end the quoting.
 */
WCHAR *options_next(const WCHAR **command_line)
{
    const WCHAR *at = *command_line;
    struct buf out = {0};
    BOOL quoted = FALSE;

    while (is_blank(*at))
        at++;
    if (*at == 0)
        return NULL;
    while (*at != 0 && (quoted || !is_blank(*at))) {
        SIZE_T slashes = 0;

        while (at[slashes] == u'\\')
            slashes++;
        if (at[slashes] != u'"') {
            text_add_units(&out, at, slashes + (slashes == 0));
            at += slashes + (slashes == 0);
            continue;
        }
        text_add_units(&out, at, slashes / 2);
        at += slashes + 1;
        if (slashes % 2 != 0) {
            text_add(&out, u"\"");
        } else if (quoted && *at == u'"') {
            text_add(&out, u"\"");
            at++;
            quoted = FALSE;
        } else {
            quoted = !quoted;
        }
    }
    *command_line = at;
    return text_copy((const void *)out.at, out.used / sizeof(WCHAR));
}

/* The program's own name knows no backslash rule. */
static const WCHAR *after_program(const WCHAR *at)
{
    BOOL quoted = FALSE;

    while (*at != 0 && (quoted || !is_blank(*at))) {
        if (*at == u'"')
            quoted = !quoted;
        at++;
    }
    return at;
}

static BOOL is_computer(const WCHAR *argument)
{
    SIZE_T units = 2;

    if (!text_begins(argument, text_units(argument), u"\\\\"))
        return FALSE;
    while (argument[units] != 0 && argument[units] != u'\\')
        units++;
    return argument[units] == 0 && units > 2;
}

static const WCHAR *check(struct options *out, const WCHAR *backup)
{
    if (out->force && out->action == ACTION_REPORT)
        return u"--force needs --fix or --undo";
    if (backup != NULL && out->action != ACTION_FIX)
        return u"--backup needs --fix";
    if (out->action == ACTION_FIX)
        out->file = backup != NULL ? backup : DEFAULT_BACKUP;
    return NULL;
}

const WCHAR *options_parse(struct options *out, const WCHAR **argument, const WCHAR *command_line)
{
    static const struct {
        const WCHAR *word;
        enum action action;
    } actions[] = {
        {u"--fix", ACTION_FIX}, {u"--undo", ACTION_UNDO},       {u"--help", ACTION_HELP},
        {u"/?", ACTION_HELP},   {u"--version", ACTION_VERSION},
    };
    const SIZE_T count = sizeof(actions) / sizeof(actions[0]);
    const WCHAR *at = after_program(command_line), *backup = NULL;

    memset(out, 0, sizeof(*out));
    while ((*argument = options_next(&at)) != NULL) {
        SIZE_T i = 0;

        while (i < count && !text_same(*argument, actions[i].word))
            i++;
        if (i < count) {
            if (out->action != ACTION_REPORT)
                return u"only one of --fix, --undo, --help and --version can be done";
            out->action = actions[i].action;
            if (out->action == ACTION_UNDO && (out->file = options_next(&at)) == NULL)
                return u"a file name must follow";
        } else if (text_same(*argument, u"--backup")) {
            if ((backup = options_next(&at)) == NULL)
                return u"a file name must follow";
        } else if (text_same(*argument, u"--force")) {
            out->force = TRUE;
        } else if (is_computer(*argument) && out->computer == NULL) {
            out->computer = *argument;
        } else {
            return u"not understood";
        }
    }
    *argument = u"the command line";
    return check(out, backup);
}
