/* The process itself. */
#include "win32/module_code.h"
#include "win32/text.h"

static const HANDLE current_process = (HANDLE)(LONG_PTR)-1;
static const HANDLE current_thread = (HANDLE)(LONG_PTR)-2;

VOID WINAPI ExitProcess(UINT code)
{
    modules_tell_exit(run_current);
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
