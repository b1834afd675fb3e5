/* The computer that is looked at: the facts that the judgement needs. */
#ifndef SMSPERFFIX_MACHINE_H
#define SMSPERFFIX_MACHINE_H

#include "tree.h"

struct machine {
    const WCHAR *name;   /* without backslashes */
    const WCHAR *prefix; /* before registry paths in messages: u"" or u"\\\\LOGON1\\" */
    HKEY root, services;
    WCHAR *version; /* SMS's Full Version; NULL: missing or unreadable */
};

/* A direct subkey of Services that is named like a stale one. */
struct stale {
    struct stale *next;
    WCHAR *name; /* may hold NUL before its end: units counts */
    SIZE_T units;
    struct tree tree; /* what was captured of it */
    BOOL planned;     /* it can be removed */
};

/* `computer` is NULL or \\NAME. The calls complain themselves and return FALSE. */
BOOL machine_open(struct machine *out, const WCHAR *computer);
BOOL machine_read_version(struct machine *machine);
BOOL machine_find_stale(struct stale **out, SIZE_T *count, const struct machine *machine);
BOOL machine_flush(const struct machine *machine);

#endif
