/*
 * Events and waiting. Nobody else runs while the program waits: a wait that is not over at once
 * takes its whole time, and one without end would never come back: the process has hung.
 */
#include "win32/text.h"

/* All of regsim's processes are of one session, whose names the prefixes say again (our choice). */
static struct ustr plain_name(struct ustr name)
{
    static const struct ustr prefixes[] = {{u"Local\\", 6}, {u"Global\\", 7}};
    for (size_t i = 0; i < 2; i++) {
        size_t count = prefixes[i].count;
        if (name.count > count && ustr_same(ustr_slice(name, 0, count), prefixes[i]))
            return ustr_slice(name, count, name.count);
    }
    return name;
}

static HANDLE cannot_create(struct call *call, uint32_t code)
{
    call_end_bool(call, code);
    return NULL;
}

/* rule event.named */
static HANDLE create_event(struct call *call, struct ustr given, BOOL manual, BOOL initial)
{
    struct ustr name = plain_name(given);
    if (name.count > MAX_PATH)
        return cannot_create(call, ERROR_FILENAME_EXCED_RANGE);
    if (ustr_find(name, u'\\', 0) != SIZE_MAX)
        return cannot_create(call, ERROR_PATH_NOT_FOUND);
    struct event *event = name.count ? event_find(call->machine, name) : NULL;
    struct handle *object;
    uint32_t value = handle_new(call->process, HANDLE_EVENT, call->machine, &object);
    if (!value)
        return cannot_create(call, ERROR_TOO_MANY_OPEN_FILES);
    if (event)
        event->references++;
    call->process->last_error = event ? ERROR_ALREADY_EXISTS : ERROR_SUCCESS;
    object->u.event =
        event ? event
              : event_new((initial ? EVENT_SIGNALLED : 0u) | (manual ? EVENT_MANUAL_RESET : 0u),
                          name);
    call_end_bool(call, ERROR_SUCCESS);
    return (HANDLE)(uintptr_t)value;
}

HANDLE WINAPI CreateEventW(LPSECURITY_ATTRIBUTES security, BOOL manual, BOOL initial, LPCWSTR name)
{
    struct call call = call_begin("CreateEventW");
    (void)security;
    return create_event(&call, name ? user_wide(name) : (struct ustr){0}, manual, initial);
}

HANDLE WINAPI CreateEventA(LPSECURITY_ATTRIBUTES security, BOOL manual, BOOL initial, LPCSTR name)
{
    struct call call = call_begin("CreateEventA");
    (void)security;
    return create_event(&call, name ? text_narrow(SCRATCH_NAME, name) : (struct ustr){0}, manual,
                        initial);
}

static BOOL signal_event(struct call *call, HANDLE event, bool signalled)
{
    struct handle *object = handle_get(call->process, (uintptr_t)event, HANDLE_EVENT);
    if (object)
        object->u.event->state =
            (object->u.event->state & EVENT_MANUAL_RESET) | (signalled ? EVENT_SIGNALLED : 0u);
    return call_end_bool(call, object ? ERROR_SUCCESS : ERROR_INVALID_HANDLE);
}

BOOL WINAPI SetEvent(HANDLE event)
{
    struct call call = call_begin("SetEvent");
    return signal_event(&call, event, true);
}

BOOL WINAPI ResetEvent(HANDLE event)
{
    struct call call = call_begin("ResetEvent");
    return signal_event(&call, event, false);
}

/* What cannot be waited for: a handle without SYNCHRONIZE, as those of keys and tokens are, is 5
 * (observed under Wine). A file is signalled while nothing is under way. */
static uint32_t check_wait(const struct handle *object)
{
    if (!object)
        return ERROR_INVALID_HANDLE;
    switch (object->kind) {
    case HANDLE_EVENT:
    case HANDLE_FILE:
        return ERROR_SUCCESS;
    case HANDLE_KEY:
    case HANDLE_TOKEN:
        return ERROR_ACCESS_DENIED;
    default:
        return ERROR_INVALID_HANDLE;
    }
}

static bool is_signalled(const struct handle *object)
{
    return object->kind != HANDLE_EVENT || object->u.event->state & EVENT_SIGNALLED;
}

/* The wait takes an event that resets itself. */
static void taken(struct handle *object)
{
    if (object->kind == HANDLE_EVENT && !(object->u.event->state & EVENT_MANUAL_RESET))
        object->u.event->state = 0;
}

/* What ends the wait at once, WAIT_OBJECT_0 and so on, or WAIT_TIMEOUT. */
static DWORD ready(struct handle *const *objects, DWORD count, bool all)
{
    DWORD first = count, signalled = 0;
    for (DWORD i = count; i > 0; i--) {
        if (!is_signalled(objects[i - 1]))
            continue;
        first = i - 1;
        signalled++;
    }
    if (!signalled || (all && signalled < count))
        return WAIT_TIMEOUT;
    for (DWORD i = all ? 0 : first; i < (all ? count : first + 1); i++)
        taken(objects[i]);
    return WAIT_OBJECT_0 + (all ? 0 : first);
}

static DWORD wait(struct call *call, struct handle *const *objects, DWORD count, bool all, DWORD ms)
{
    DWORD answer = ready(objects, count, all);
    if (answer == WAIT_TIMEOUT && ms == INFINITE)
        run_leave(RUN_TIMED_OUT, 0);
    if (answer == WAIT_TIMEOUT)
        machine_advance(call->machine, ms * CLOCK_MILLISECOND);
    call_end(call, ERROR_SUCCESS);
    return answer;
}

static DWORD cannot_wait(struct call *call, uint32_t code)
{
    call_end_bool(call, code);
    return WAIT_FAILED;
}

DWORD WINAPI WaitForSingleObject(HANDLE handle, DWORD ms)
{
    struct call call = call_begin("WaitForSingleObject");
    struct handle *object = handle_any(call.process, (uintptr_t)handle);
    uint32_t code = call.failed ? call.failed : check_wait(object);
    return code == ERROR_SUCCESS ? wait(&call, &object, 1, false, ms) : cannot_wait(&call, code);
}

/* With `all`, one object must not be there twice (rule wait.multiple). */
static uint32_t objects_in(struct handle **out, const struct call *call, DWORD count,
                           const HANDLE *handles, bool all)
{
    if (!count || count > MAXIMUM_WAIT_OBJECTS)
        return ERROR_INVALID_PARAMETER;
    for (DWORD i = 0; i < count; i++) {
        HANDLE handle;
        user_copy_in(&handle, &handles[i], sizeof handle);
        out[i] = handle_any(call->process, (uintptr_t)handle);
        uint32_t code = check_wait(out[i]);
        if (code != ERROR_SUCCESS)
            return code;
        for (DWORD j = 0; all && j < i; j++)
            if (out[j] == out[i] || (out[j]->kind == HANDLE_EVENT && out[i]->kind == HANDLE_EVENT &&
                                     out[j]->u.event == out[i]->u.event))
                return ERROR_INVALID_PARAMETER;
    }
    return ERROR_SUCCESS;
}

/* rule wait.multiple */
DWORD WINAPI WaitForMultipleObjects(DWORD count, const HANDLE *handles, BOOL all, DWORD ms)
{
    struct call call = call_begin("WaitForMultipleObjects");
    struct handle *objects[MAXIMUM_WAIT_OBJECTS];
    uint32_t code = call.failed ? call.failed : objects_in(objects, &call, count, handles, all);
    call_trace_number(&call, count);
    return code == ERROR_SUCCESS ? wait(&call, objects, count, all, ms) : cannot_wait(&call, code);
}
