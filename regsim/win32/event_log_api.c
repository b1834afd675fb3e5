/* Programs that write to the Application log (sdk-api winbase, RegisterEventSource, ReportEvent).
 * The text is made when the log is read (machine/event_log.h). */
#include "win32/text.h"

#include "base/memory.h"
#include "machine/event_log.h"

enum { EVENT_STRING_UNITS = 31839, STRINGS_ALLOWED = 256 };

/* rule eventlog.source */
static HANDLE register_source(struct call *call, struct ustr server, struct ustr source)
{
    struct handle *object;
    struct machine *machine = machine_find(call->machine, server);
    uint32_t value = 0, code = call->failed;
    call_trace_text(call, source);
    if (code == ERROR_SUCCESS && !source.count)
        code = ERROR_INVALID_PARAMETER;
    if (code == ERROR_SUCCESS && !machine)
        code = RPC_S_SERVER_UNAVAILABLE;
    if (code == ERROR_SUCCESS) {
        value = handle_new(call->process, HANDLE_EVENT_SOURCE, machine, &object);
        code = value ? ERROR_SUCCESS : ERROR_TOO_MANY_OPEN_FILES;
    }
    if (value)
        object->u.source = ustr_dup(source);
    call_end_bool(call, code);
    return (HANDLE)(uintptr_t)value;
}

HANDLE WINAPI RegisterEventSourceW(LPCWSTR server, LPCWSTR source)
{
    struct call call = call_begin("RegisterEventSourceW");
    return register_source(&call, user_wide(server), user_wide(source));
}

HANDLE WINAPI RegisterEventSourceA(LPCSTR server, LPCSTR source)
{
    struct call call = call_begin("RegisterEventSourceA");
    struct ustr machine = text_narrow(SCRATCH_OTHER, server);
    return register_source(&call, machine, text_narrow(SCRATCH_NAME, source));
}

BOOL WINAPI DeregisterEventSource(HANDLE source)
{
    struct call call = call_begin("DeregisterEventSource");
    bool known = handle_get(call.process, (uintptr_t)source, HANDLE_EVENT_SOURCE) != NULL;
    if (known)
        handle_close(call.process, (uintptr_t)source);
    return call_end_bool(&call, known ? ERROR_SUCCESS : ERROR_INVALID_HANDLE);
}

/* The insertion strings, one after the other in the run's memory, and where each ends. */
static bool strings_in(struct ubuf *units, size_t *ends, WORD count, const void *strings,
                       bool narrow)
{
    for (WORD i = 0; i < count; i++) {
        const void *at;
        user_copy_in(&at, (const char *)strings + i * sizeof at, sizeof at);
        struct ustr one = narrow ? text_narrow(SCRATCH_NAME, at) : user_wide(at);
        if (one.count > EVENT_STRING_UNITS)
            return false;
        ubuf_add(units, one);
        ends[i] = units->count;
    }
    return true;
}

/* The log keeps the first 16 strings (machine/event_log.h: our choice). */
static void add(struct machine *machine, struct event_record record, struct ustr all,
                const size_t *ends, size_t count)
{
    struct ustr strings[EVENT_STRINGS_MAX];
    size_t kept = count < EVENT_STRINGS_MAX ? count : EVENT_STRINGS_MAX;
    for (size_t i = 0; i < kept; i++)
        strings[i] = ustr_slice(all, i ? ends[i - 1] : 0, ends[i]);
    record.strings = strings;
    record.string_count = kept;
    event_log_add(machine->event_log, &record);
}

static bool is_type(WORD type)
{
    return type == EVENTLOG_SUCCESS || type == EVENTLOG_ERROR_TYPE ||
           type == EVENTLOG_WARNING_TYPE || type == EVENTLOG_INFORMATION_TYPE ||
           type == EVENTLOG_AUDIT_SUCCESS || type == EVENTLOG_AUDIT_FAILURE;
}

struct report {
    WORD type, category, count;
    DWORD id, size;
    const void *strings, *data;
    bool narrow;
};

/* rule eventlog.report */
static BOOL report(struct call *call, HANDLE source, const struct report *given)
{
    const struct handle *object = handle_get(call->process, (uintptr_t)source, HANDLE_EVENT_SOURCE);
    struct ubuf *units = text_units(SCRATCH_LIST);
    struct buf *data = text_bytes(SCRATCH_DATA);
    size_t ends[STRINGS_ALLOWED];
    call_trace_number(call, given->id);
    if (call->failed)
        return call_end_bool(call, call->failed);
    if (!object)
        return call_end_bool(call, ERROR_INVALID_HANDLE);
    if (!is_type(given->type) || given->count > STRINGS_ALLOWED ||
        (given->count && !given->strings) ||
        !strings_in(units, ends, given->count, given->strings, given->narrow))
        return call_end_bool(call, ERROR_INVALID_PARAMETER);
    text_bytes_in(data, given->data, given->size);
    const struct event_record record = {.time = machine_now(object->machine),
                                        .source = object->u.source,
                                        .id = given->id,
                                        .type = (enum event_type)given->type,
                                        .category = given->category,
                                        .data = data->bytes,
                                        .data_size = given->size};
    add(object->machine, record, ubuf_view(units), ends, given->count);
    return call_end_bool(call, ERROR_SUCCESS);
}

BOOL WINAPI ReportEventW(HANDLE source, WORD type, WORD category, DWORD id, PSID user, WORD count,
                         DWORD size, LPCWSTR *strings, LPVOID data)
{
    struct call call = call_begin("ReportEventW");
    const struct report given = {type, category, count, id, size, strings, data, false};
    (void)user;
    return report(&call, source, &given);
}

BOOL WINAPI ReportEventA(HANDLE source, WORD type, WORD category, DWORD id, PSID user, WORD count,
                         DWORD size, LPCSTR *strings, LPVOID data)
{
    struct call call = call_begin("ReportEventA");
    const struct report given = {type, category, count, id, size, strings, data, true};
    (void)user;
    return report(&call, source, &given);
}
