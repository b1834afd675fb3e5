/*
 * HKEY_PERFORMANCE_DATA, _TEXT and _NLSTEXT: what win32/ asks of perflib/. The session of the local
 * machine is the process's, that of another machine its handle's; each begins with its first query
 * (rule perflib.who).
 */
#include "perflib/session.h"
#include "win32/reg.h"

/* rule close.performance */
void reg_performance_close(struct call *call, const struct key_ref *ref)
{
    struct process *process = call->process;
    if (ref->performance == PERFORMANCE_DATA && ref->predefined && process->performance_free) {
        process->performance_free(process->performance);
        process->performance = NULL;
        process->performance_free = NULL;
    }
}

static struct ustr directory_of(struct ustr path)
{
    while (path.count && path.units[path.count - 1] != u'\\')
        path.count--;
    return path;
}

static struct perf_session *session(struct call *call, const struct key_ref *ref)
{
    struct process *process = call->process;
    /* DLLs of a remote machine load there, into a system process (rule perflib.who). */
    struct module_search search = {.program_directory = directory_of(process->program),
                                   .current_directory = process->cwd,
                                   .environment = &process->environment};
    if (!ref->predefined) {
        struct performance *remote = ref->remote;
        if (!remote->session) {
            remote->session = perf_session_new(ref->machine, &process->token, NULL);
            remote->free = perf_session_free;
        }
        return remote->session;
    }
    if (!process->performance) {
        process->performance = perf_session_new(ref->machine, &process->token, &search);
        process->performance_free = perf_session_free;
    }
    return process->performance;
}

uint32_t reg_performance_query(struct buf *out, uint32_t *type, struct call *call,
                               const struct key_ref *ref, struct ustr name)
{
    struct perf_session *asked = session(call, ref);
    out->max = PERF_DATA_MAX;
    uint32_t code = perflib_query(asked, name, type, out);
    if (asked->faulted && ref->predefined)
        run_fault(STATUS_ACCESS_VIOLATION); /* Q242472: the process that asked has faulted */
    return code;
}
