/* What is stale, and whether the article applies. Pure: facts in, verdict out. */
#ifndef SMSPERFFIX_JUDGE_H
#define SMSPERFFIX_JUDGE_H

#include <windows.h>

#define STALE_PREFIX u"SMSPerfCountersFor"

/* What `Full Version` says. */
enum release {
    RELEASE_UNKNOWN,      /* missing or unreadable */
    RELEASE_BEFORE_SP2,   /* RTM and SP1: the keys are in use */
    RELEASE_SP2_OR_LATER, /* the article's own */
    RELEASE_OTHER
};

enum verdict { VERDICT_CLEAN, VERDICT_STALE, VERDICT_IN_USE };

/* `name` is that of a direct subkey of Services, counted: it may hold NUL. */
BOOL judge_name(const WCHAR *name, SIZE_T units);

/* `version` may be NULL: not known. */
enum release judge_release(const WCHAR *version);

enum verdict judge_machine(enum release release, SIZE_T named_so, BOOL force);

#endif
