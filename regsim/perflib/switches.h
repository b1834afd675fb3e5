/*
 * Our choices about perflib where no public source tells what Windows does: each a named switch, so
 * that a scenario can ask for the other answer. All UNCONFIRMED (rule perflib.choices).
 */
#ifndef REGSIM_PERFLIB_SWITCHES_H
#define REGSIM_PERFLIB_SWITCHES_H

#include "base/os.h"

struct perf_switches {
    /* A monitor closes the performance key after each poll, so each poll is a session that tries
     * stale DLLs again: that makes the article's event periodic. False: one session for all polls.
     */
    bool poll_is_session;
    /* A DLL that cannot be loaded (1011) gets Disable Performance Counters = 1, Windows 2000 and
     * later. Off: Q267971's "periodically" would end after the first event. */
    bool missing_library_disables;
    /* An Open procedure that returns an error gets Disable Performance Counters = 1 (current docs
     * say so; logs of Windows 2000 and 2003 show 1008 again and again). Off. */
    bool failed_open_disables;
    /* An exception in Open or Collect, or an overrun buffer, is the "critical error" of Q248993,
     * which disables and logs 1017 (Windows 2000 and later). On. */
    bool exception_disables;
    /* DWORD 0 of 1011 is LoadLibrary's error, 126 for a missing file. False: always 2. */
    bool data_is_load_error;
    /* Windows NT 4.0 has Windows 2000's order in 1011: %1 service, %2 library. False: the text
     * order, library first (the text then reads wrongly with Windows 2000's table). */
    bool nt4_service_first;
};

struct perf_switches perf_switches_default(void);

#endif
