/*
 * Counter DLLs: loading and opening one, collecting from one, closing one, with everything that can
 * go wrong and the event each leaves. The DLLs are simulated: module_info says how they behave.
 */
#ifndef REGSIM_PERFLIB_PROVIDER_H
#define REGSIM_PERFLIB_PROVIDER_H

#include "perflib/query.h"
#include "perflib/session.h"

/* Loads an untried DLL, finds its procedures, calls Open: it is OPEN or DEAD then. */
void perf_dll_open(struct perf_session *session, struct perf_dll *dll);
/* Calls Collect of an open DLL: appends its objects and counts them, or appends nothing. 0, or 234
 * when `out->max` is reached: the caller's buffer is too small. */
uint32_t perf_dll_collect(struct perf_session *session, struct perf_dll *dll,
                          const struct perf_query *query, struct buf *out, uint32_t *objects);
void perf_dll_close(struct perf_session *session, struct perf_dll *dll);

/* Why a service's counters do not load, asked without any effect: no event, no time, no load. */
enum perf_load {
    PERF_LOADS,
    PERF_NO_PERFORMANCE_KEY,
    PERF_DISABLED,
    PERF_NO_LIBRARY,        /* no usable Library value */
    PERF_NO_PROCEDURE_NAME, /* Open, Collect or Close has no usable value */
    PERF_LIBRARY_FAILS,     /* LoadLibrary fails with *code */
    PERF_PROCEDURE_MISSING, /* it does not export one of them: 127 */
    PERF_OPEN_FAILS,        /* *code is its status, or the exception */
    PERF_NO_COUNTERS,       /* unlodctr'ed: First Counter, Last Counter or First Help is missing */
};

const char *perf_load_text(enum perf_load load); /* a phrase for reports */
/* `service` is the key of the service; `code` may be NULL. */
enum perf_load perflib_service_loads(struct machine *machine, key_id service, uint32_t *code);

#endif
