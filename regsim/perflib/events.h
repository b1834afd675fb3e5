/* How perflib writes to the event log: EventLogLevel, ids by system, data as DWORDs. */
#ifndef REGSIM_PERFLIB_EVENTS_H
#define REGSIM_PERFLIB_EVENTS_H

#include "perflib/session.h"

/* An event of the source Perflib. The strings are in the order of the insertion numbers, not of the
 * text. Nothing is written where the level is too low or the system has no such event. */
void perf_report(struct perf_session *session, uint32_t code, const struct ustr *strings,
                 size_t string_count, const uint32_t *data, size_t data_count);

/* An event of the source LoadPerf; Windows NT 4.0 has none (lodctr only prints). */
void loadperf_report(struct machine *machine, uint32_t code, const struct ustr *strings,
                     size_t string_count, const uint32_t *data, size_t data_count);

#endif
