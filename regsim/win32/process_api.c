/* The process itself, events, waiting. */
#include "win32/text.h"

static const HANDLE current_process = (HANDLE)(LONG_PTR)-1;
static const HANDLE current_thread = (HANDLE)(LONG_PTR)-2;

VOID WINAPI ExitProcess(UINT code)
{
    run_leave(RUN_EXITED, code);
}

BOOL WINAPI TerminateProcess(HANDLE process, UINT code)
{
    if (process == current_process)
        run_leave(RUN_EXITED, code);
    run_current->process->last_error = ERROR_INVALID_HANDLE;
    return FALSE;
}

HANDLE WINAPI GetCurrentProcess(void)
{
    return current_process;
}

HANDLE WINAPI GetCurrentThread(void)
{
    return current_thread;
}

DWORD WINAPI GetCurrentProcessId(void)
{
    return 0x78; /* the same for every run */
}

DWORD WINAPI GetCurrentThreadId(void)
{
    return 0x7C;
}

static HANDLE create_event(struct call *call, BOOL manual, BOOL initial)
{
    struct handle *object;
    uint32_t value = handle_new(call->process, HANDLE_EVENT, call->machine, &object);
    if (value)
        object->u.event = (initial ? EVENT_SIGNALLED : 0u) | (manual ? EVENT_MANUAL_RESET : 0u);
    call_end_bool(call, value ? ERROR_SUCCESS : ERROR_TOO_MANY_OPEN_FILES);
    return (HANDLE)(uintptr_t)value;
}

HANDLE WINAPI CreateEventW(LPSECURITY_ATTRIBUTES security, BOOL manual, BOOL initial, LPCWSTR name)
{
    struct call call = call_begin("CreateEventW");
    (void)security, (void)name;
    return create_event(&call, manual, initial);
}

HANDLE WINAPI CreateEventA(LPSECURITY_ATTRIBUTES security, BOOL manual, BOOL initial, LPCSTR name)
{
    struct call call = call_begin("CreateEventA");
    (void)security, (void)name;
    return create_event(&call, manual, initial);
}

static BOOL signal_event(struct call *call, HANDLE event, bool signalled)
{
    struct handle *object = handle_get(call->process, (uintptr_t)event, HANDLE_EVENT);
    if (object)
        object->u.event =
            (object->u.event & EVENT_MANUAL_RESET) | (signalled ? EVENT_SIGNALLED : 0u);
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

/* Nobody else runs while the program waits: a wait that is not over at once takes its whole time.
 * One without end would never come back: the process has hung. */
DWORD WINAPI WaitForSingleObject(HANDLE handle, DWORD ms)
{
    struct call call = call_begin("WaitForSingleObject");
    struct handle *object = handle_any(call.process, (uintptr_t)handle);
    uint32_t code = call.failed ? call.failed : check_wait(object);
    if (code != ERROR_SUCCESS) {
        call_end_bool(&call, code);
        return WAIT_FAILED;
    }
    bool is_event = object->kind == HANDLE_EVENT;
    bool signalled = !is_event || object->u.event & EVENT_SIGNALLED;
    if (is_event && !(object->u.event & EVENT_MANUAL_RESET))
        object->u.event = 0; /* the wait takes it */
    if (!signalled && ms == INFINITE)
        run_leave(RUN_TIMED_OUT, 0);
    if (!signalled)
        machine_advance(call.machine, ms * CLOCK_MILLISECOND);
    call_end(&call, ERROR_SUCCESS);
    return signalled ? WAIT_OBJECT_0 : WAIT_TIMEOUT;
}
