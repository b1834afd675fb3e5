/* The process itself, its token, events, waiting. */
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

BOOL WINAPI OpenProcessToken(HANDLE process, DWORD access, PHANDLE token)
{
    struct call call = call_begin("OpenProcessToken");
    struct handle *object;
    uint32_t value = 0, code = call.failed;
    (void)access;
    if (code == ERROR_SUCCESS && process != current_process)
        code = ERROR_INVALID_HANDLE;
    if (code == ERROR_SUCCESS) {
        value = handle_new(call.process, HANDLE_TOKEN, call.machine, &object);
        code = value ? ERROR_SUCCESS : ERROR_TOO_MANY_OPEN_FILES;
    }
    if (code == ERROR_SUCCESS)
        user_put_pointer(token, (void *)(uintptr_t)value);
    return call_end_bool(&call, code);
}

/* LUIDs of privileges are small fixed numbers on Windows NT. */
static const struct {
    const char16_t *name;
    DWORD luid;
    uint32_t privilege; /* 0: one that regsim knows, and never grants */
} privileges[] = {
    {u"SeTcbPrivilege", 7, PRIVILEGE_TCB},
    {u"SeSecurityPrivilege", 8, PRIVILEGE_SECURITY},
    {u"SeTakeOwnershipPrivilege", 9, PRIVILEGE_TAKE_OWNERSHIP},
    {u"SeBackupPrivilege", 17, PRIVILEGE_BACKUP},
    {u"SeRestorePrivilege", 18, PRIVILEGE_RESTORE},
    {u"SeShutdownPrivilege", 19, 0},
    {u"SeDebugPrivilege", 20, 0},
};
enum { PRIVILEGES = sizeof privileges / sizeof *privileges };

static BOOL look_up(struct call *call, struct ustr name, PLUID out)
{
    for (size_t i = 0; i < PRIVILEGES; i++) {
        if (ustr_same_nocase(name, ustr_z(privileges[i].name))) {
            LUID luid = {privileges[i].luid, 0};
            user_copy_out(out, &luid, sizeof luid);
            return call_end_bool(call, ERROR_SUCCESS);
        }
    }
    return call_end_bool(call, ERROR_NO_SUCH_PRIVILEGE);
}

BOOL WINAPI LookupPrivilegeValueW(LPCWSTR system, LPCWSTR name, PLUID luid)
{
    struct call call = call_begin_quiet();
    (void)system;
    return look_up(&call, user_wide(name), luid);
}

BOOL WINAPI LookupPrivilegeValueA(LPCSTR system, LPCSTR name, PLUID luid)
{
    struct call call = call_begin_quiet();
    (void)system;
    return look_up(&call, text_narrow(SCRATCH_NAME, name), luid);
}

/* False: the token does not hold it (rule access.privileges). */
static bool adjust(struct token *token, const LUID_AND_ATTRIBUTES *change)
{
    for (size_t i = 0; i < PRIVILEGES; i++) {
        if (privileges[i].luid != change->Luid.LowPart ||
            !(token->privileges_held & privileges[i].privilege))
            continue;
        if (change->Attributes & SE_PRIVILEGE_ENABLED)
            token->privileges_enabled |= privileges[i].privilege;
        else
            token->privileges_enabled &= ~privileges[i].privilege;
        return true;
    }
    return false;
}

/* TRUE with last error 1300 where some are not held (sdk-api AdjustTokenPrivileges). */
BOOL WINAPI AdjustTokenPrivileges(HANDLE token, BOOL disable_all, PTOKEN_PRIVILEGES state,
                                  DWORD size, PTOKEN_PRIVILEGES previous, PDWORD previous_size)
{
    struct call call = call_begin("AdjustTokenPrivileges");
    bool all = true;
    (void)size, (void)previous;
    if (!handle_get(call.process, (uintptr_t)token, HANDLE_TOKEN))
        return call_end_bool(&call, ERROR_INVALID_HANDLE);
    user_put32(previous_size, 0);
    if (disable_all)
        call.process->token.privileges_enabled = 0;
    for (DWORD i = 0; !disable_all && i < user_get32(&state->PrivilegeCount) && i < 64; i++) {
        LUID_AND_ATTRIBUTES change;
        user_copy_in(&change, &state->Privileges[i], sizeof change);
        all &= adjust(&call.process->token, &change);
    }
    call_end_bool(&call, ERROR_SUCCESS);
    call.process->last_error = all ? ERROR_SUCCESS : ERROR_NOT_ALL_ASSIGNED;
    return TRUE;
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
