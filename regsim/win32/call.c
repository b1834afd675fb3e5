#include "win32/call.h"

#include "win32/guard.h"

#include <stdio.h>
#include <stdlib.h>

_Thread_local struct run *run_current;

static uint32_t let_player_act(struct run *run, const char *api)
{
    uint32_t code = 0;
    if (!run->options || !run->options->before_call)
        return 0;
    switch (
        run->options->before_call(run->options->before_call_context, run->process, api, &code)) {
    case CALL_FAILS:
        return code;
    case CALL_LOSES_POWER:
        run_leave(RUN_LOST_POWER, 0);
    case CALL_GOES_ON:
        break;
    }
    return 0;
}

uint32_t call_enter(struct run *run, const char *api)
{
    struct process *process = run->process;
    char here;
    run->api = api;
    if (run->stack_limit && &here < run->stack_limit)
        run_fault(STATUS_STACK_OVERFLOW);
    process->calls++;
    if (process->trace)
        trace_begin(process->trace, api, machine_now(process->machine));
    if (run->calls_left-- == 0)
        call_out_of_time(run);
    return let_player_act(run, api);
}

uint32_t call_yield(struct call *call)
{
    return let_player_act(call->run, call->run->api);
}

void call_out_of_time(struct run *run)
{
    (void)run;
    run_leave(RUN_TIMED_OUT, 0);
}

void run_leave(enum run_end end, uint32_t code)
{
    struct run *run = run_current;
    if (run && run->guard)
        guard_leave(run->guard, end, code);
    fputs("regsim: a process without a program cannot end itself\n", stderr);
    abort();
}

void run_fault(uint32_t exception)
{
    run_leave(RUN_CRASHED, exception);
}
