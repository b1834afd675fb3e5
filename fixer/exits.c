/* What each exit code means: the one table, printed by --help. */
#include "exits.h"

const WCHAR *const exit_meanings[EXIT_CODES] = {
    [EXIT_DONE] = u"done, or nothing to do",
    [EXIT_STALE_FOUND] = u"report only: stale keys were found",
    [EXIT_USAGE] = u"wrong arguments; nothing was changed",
    [EXIT_KEYS_IN_USE] = u"the keys are in use, the article does not apply; nothing was changed",
    [EXIT_KEYS_REMAIN] = u"stale keys remain; the others were removed",
    [EXIT_NO_BACKUP] = u"no backup could be made; nothing was changed",
    [EXIT_REGISTRY] = u"the registry could not be read or flushed",
    [EXIT_UNDO] = u"undo was refused, or did not restore everything",
    [EXIT_MEMORY] = u"out of memory",
};
