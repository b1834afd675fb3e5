/*
 * The judgement, after Q267971: direct subkeys of Services that start with SMSPerfCountersFor are
 * stale, unless the machine runs SMS 2.0 RTM or SP1, which still use them. Nothing else counts: not
 * what follows the prefix, not the library that the key names, not whether that file exists (rule
 * sms.stale).
 */
#include "judge.h"

#include "text.h"

/*
 * Registry names compare by NT's upcase table. The prefix is ASCII letters only, and that table
 * maps no unit outside ASCII to an ASCII letter (U+017F, U+0131 and U+212A stay as they are), so
 * folding ASCII is exact here, and no locale has a say.
 */
BOOL judge_name(const WCHAR *name, SIZE_T units)
{
    return text_begins(name, units, STALE_PREFIX);
}

/* RTM is 2.00.1239.0000, SP1 2.00.1380.1000, SP2 and later share build 1493; hotfixes change only
 * the last field [Q213410, Q266130] (rule sms.versions). */
enum release judge_release(const WCHAR *version)
{
    static const struct {
        const WCHAR *prefix;
        enum release release;
    } builds[] = {
        {u"2.00.1239.", RELEASE_BEFORE_SP2},
        {u"2.00.1380.", RELEASE_BEFORE_SP2},
        {u"2.00.1493.", RELEASE_SP2_OR_LATER},
    };

    if (version == NULL)
        return RELEASE_UNKNOWN;
    for (SIZE_T i = 0; i < sizeof(builds) / sizeof(builds[0]); i++)
        if (text_begins(version, text_units(version), builds[i].prefix))
            return builds[i].release;
    return RELEASE_OTHER;
}

enum verdict judge_machine(enum release release, SIZE_T named_so, BOOL force)
{
    if (named_so == 0)
        return VERDICT_CLEAN;
    return release == RELEASE_BEFORE_SP2 && !force ? VERDICT_IN_USE : VERDICT_STALE;
}
