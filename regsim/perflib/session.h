/*
 * One use of HKEY_PERFORMANCE_DATA, from its first query to RegCloseKey (rule perflib.who). The
 * first query for data lists the services; a DLL is loaded when the first query that reaches it
 * comes, and stays loaded; one that failed is not called again in this session. Closing the key
 * drops all that, so the next session tries stale DLLs again, and they are logged again.
 *
 * Main invariant: a query never fails because of a DLL (Q152513): the data are missing, the event
 * log says why.
 */
#ifndef REGSIM_PERFLIB_SESSION_H
#define REGSIM_PERFLIB_SESSION_H

#include "base/buf.h"
#include "machine/modules.h"
#include "perflib/service.h"
#include "perflib/switches.h"

enum perf_dll_state {
    PERF_DLL_UNTRIED,
    PERF_DLL_OPEN,
    PERF_DLL_DEAD, /* failed, disabled or not to be loaded: not called again in this session */
};

struct perf_dll {
    struct perf_service service;
    enum perf_dll_state state;
    struct module module; /* while OPEN */
};

/* What Perflib's own values say (rule perflib.level). */
struct perf_settings {
    uint32_t event_log_level; /* EventLogLevel, 1 by default */
    uint32_t test_level;      /* ExtCounterTestLevel, 4 by default (NT 4.0 SP3 and later) */
    uint32_t open_wait_ms;    /* OpenProcedureWaitTime: 5000 on NT 4.0, then 10000 */
    uint32_t flags;           /* Configuration Flags, 0x10 by default; Windows 2000 and later */
};

enum perf_flag {
    PERF_FLAG_NO_ALIGNMENT_TEST = 0x1,
    PERF_FLAG_NEVER_DISABLE = 0x2,
    PERF_FLAG_NO_TIMING = 0x4,
    PERF_FLAG_DISABLE_SLOW = 0x8,
};

struct perf_session {
    struct machine *machine;
    struct token token;
    struct module_search search; /* owns its texts, lends the environment */
    struct perf_switches switches;
    struct perf_settings settings;
    bool listed; /* the services were read */
    struct perf_dll *dlls;
    size_t dll_count, dll_capacity;
    /* Windows NT 4.0 SP4 and SP5 died of a Library longer than 62 characters (Q242472): the process
     * that asked has faulted. */
    bool faulted;
};

enum { PERF_DATA_MAX = 64 * 1024 * 1024 };

/* `search` says where the asking process looks for DLLs (as it is now; its environment must outlive
 * the session); NULL: only the system's places. */
struct perf_session *perf_session_new(struct machine *machine, const struct token *token,
                                      const struct module_search *search);
/* RegCloseKey(HKEY_PERFORMANCE_DATA): Close is called, the DLLs are freed. NULL is fine; takes a
 * void pointer, so that a process (machine/process.h) can hold it. */
void perf_session_free(void *session);

/* Appends what the query asks for: a PERF_DATA_BLOCK (*type REG_BINARY) or, for Counter and Help,
 * the name table (REG_MULTI_SZ). 0; 2 FILE_NOT_FOUND: no such name table; 5: the caller may not
 * read Perflib (event 1000); 234: the collected data are more than `out->max`; 998 NOACCESS: the
 * session has faulted. */
uint32_t perflib_query(struct perf_session *session, struct ustr query, uint32_t *type,
                       struct buf *out);

/* RegQueryValueEx on the performance key, with its rules for buffers (rules perf.small and
 * perf.names): data NULL or too small is 234, and for data *size is then undefined (here: left
 * alone, 0 without a buffer), for names the size needed; names with data NULL are 0 with the size;
 * size NULL is 87. */
uint32_t perflib_query_value(struct perf_session *session, struct ustr query, uint32_t *type,
                             void *data, uint32_t *size);

#endif
