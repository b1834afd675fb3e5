#include "perflib/monitor.h"

#include "sdk/winerror.h"

#include <string.h>

static struct perf_session *start(struct machine *machine, const struct perf_switches *switches)
{
    struct token token = token_system(); /* agents run as services; Perfmon's user is one too */
    struct perf_session *session = perf_session_new(machine, &token, NULL);
    if (switches)
        session->switches = *switches;
    return session;
}

static uint32_t query(struct perf_session *session, struct ustr text)
{
    struct buf data = {.max = PERF_DATA_MAX};
    uint32_t type;
    uint32_t code = perflib_query(session, text, &type, &data);
    buf_free(&data);
    return code;
}

void monitor_perfmon(struct monitor_result *out, struct machine *machine,
                     const struct perf_switches *switches)
{
    struct perf_session *session = start(machine, switches);
    *out = (struct monitor_result){.polls = 1};
    out->code = query(session, USTR(u"Counter 009"));
    if (!out->code)
        out->code = query(session, USTR(u"Help 009"));
    if (!out->code)
        out->code = query(session, USTR(u"Global"));
    out->faulted = session->faulted;
    perf_session_free(session);
}

static void poll_once(struct monitor_result *out, struct machine *machine,
                      struct perf_session **session, const struct perf_switches *switches)
{
    if (!*session)
        *session = start(machine, switches);
    out->polls++;
    out->code = query(*session, USTR(u"Global"));
    out->faulted = (*session)->faulted;
    if ((*session)->switches.poll_is_session) {
        perf_session_free(*session);
        *session = NULL;
    }
}

void monitor_agent_run(struct monitor_result *out, struct machine *machine,
                       const struct monitor_agent *agent, const struct perf_switches *switches)
{
    *out = (struct monitor_result){0};
    filetime start_time = machine_now(machine);
    filetime every = agent->every ? agent->every : 1;
    struct perf_session *session = NULL;
    for (filetime due = agent->first; due < agent->duration && !out->faulted; due += every) {
        filetime elapsed = machine_now(machine) - start_time;
        if (elapsed > due)
            continue;
        machine_advance(machine, due - elapsed);
        poll_once(out, machine, &session, switches);
    }
    perf_session_free(session);
    filetime elapsed = machine_now(machine) - start_time;
    if (elapsed < agent->duration)
        machine_advance(machine, agent->duration - elapsed);
}

bool monitor_agent_known(struct monitor_agent *out, const char *name)
{
    if (strcmp(name, "compaq-insight") != 0)
        return false;
    out->every = 2 * CLOCK_MINUTE; /* Q238866 (rule perflib.monitor) */
    return true;
}
