/* The command line. Pure. */
#ifndef SMSPERFFIX_OPTIONS_H
#define SMSPERFFIX_OPTIONS_H

#include <windows.h>

enum action { ACTION_REPORT, ACTION_FIX, ACTION_UNDO, ACTION_HELP, ACTION_VERSION };

struct options {
    enum action action;
    BOOL force;
    const WCHAR *file;     /* the backup, or what to undo */
    const WCHAR *computer; /* \\NAME, or NULL: this one */
};

#define DEFAULT_BACKUP u"smsperffix-undo.reg"

/* NULL, or what is wrong with the command line; then `*argument` is what it is wrong with. */
const WCHAR *options_parse(struct options *out, const WCHAR **argument, const WCHAR *command_line);

/* The next argument by the rules of CommandLineToArgvW, or NULL at the end. */
WCHAR *options_next(const WCHAR **command_line);

#endif
