/*
 * Programs that watch performance, on virtual time: what makes the article's event appear, and
 * appear again. Each poll is a session: query "Global", close the key
 * (perf_switches.poll_is_session).
 */
#ifndef REGSIM_PERFLIB_MONITOR_H
#define REGSIM_PERFLIB_MONITOR_H

#include "perflib/session.h"

struct monitor_result {
    size_t polls;
    uint32_t code; /* of the last poll: 0, or why there were no data */
    bool faulted;  /* the monitor died (perf_session.faulted) */
};

/* Perfmon (Q152513): reads the names (without Perflib\009 the connection fails: code 2), then all
 * data once, and goes. `switches` NULL: the defaults (rule perflib.monitor). */
void monitor_perfmon(struct monitor_result *out, struct machine *machine,
                     const struct perf_switches *switches);

struct monitor_agent {
    filetime first; /* until the first poll */
    filetime every; /* from poll to poll, at least 1 */
    filetime duration;
};

/* Polls at first, first + every, … before `duration` is over; then the clock stands at the end of
 * the duration (later where DLLs took longer). A poll that is due while another still runs is
 * skipped. */
void monitor_agent_run(struct monitor_result *out, struct machine *machine,
                       const struct monitor_agent *agent, const struct perf_switches *switches);

/* What is known of an agent by name (compaq-insight: every 2 minutes, Q238866); false: unknown.
 * Sets only `every`. */
bool monitor_agent_known(struct monitor_agent *out, const char *name);

#endif
