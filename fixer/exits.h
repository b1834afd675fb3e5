/* How smsperffix ends. exits.c says what each code means, for --help. */
#ifndef SMSPERFFIX_EXITS_H
#define SMSPERFFIX_EXITS_H

#include <windows.h>

enum exit_code {
    EXIT_DONE,
    EXIT_STALE_FOUND,
    EXIT_USAGE,
    EXIT_KEYS_IN_USE,
    EXIT_KEYS_REMAIN,
    EXIT_NO_BACKUP,
    EXIT_REGISTRY,
    EXIT_UNDO,
    EXIT_MEMORY,
    EXIT_CODES
};

extern const WCHAR *const exit_meanings[EXIT_CODES];

#endif
