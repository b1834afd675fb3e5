/*
 * A call of the API: the door between the program under test and the machine. Every function that
 * enters the machine is written
 *
 *     struct call call = call_begin("RegDeleteKeyW");
 *     … marshal in, call registry/ or machine/, marshal out, with `code` as the answer …
 *     return call_end(&call, code);
 *
 * call_begin is the yield point: it counts, traces, and lets the player act (another actor, an
 * error, a power cut). Main invariant: between the two, a fault or an alarm is not the program's,
 * unless it happens in user.h; so the machine is never left half-changed.
 */
#ifndef REGSIM_WIN32_CALL_H
#define REGSIM_WIN32_CALL_H

#define NOMINMAX
#ifndef REGSIM_INSIDE
#define REGSIM_INSIDE
#endif

#include "machine/process.h"
#include "win32/run.h"

#include "sdk/windows.h"

#include <setjmp.h>

struct guard;
struct crt;
struct scratch;

enum { PREDEFINED_KEYS = 7 }; /* HKEY_CLASSES_ROOT … HKEY_DYN_DATA */

struct predefined {
    enum { PREDEFINED_UNKNOWN, PREDEFINED_OPEN, PREDEFINED_OVERRIDDEN } state;
    struct machine *machine;
    struct reg_key key;
};

/* One run of a program: the current process and what win32/ remembers of it. */
struct run {
    struct process *process;
    const struct run_options *options;
    struct guard *guard; /* NULL: attached, no program of its own */
    struct crt *crt;
    struct scratch *scratch;
    struct predefined predefined[PREDEFINED_KEYS];
    uint32_t standard[3];  /* handles of GetStdHandle, 0 before */
    struct watch *watches; /* reg_notify.c */
    struct watched_registry *watched;
    struct module_code *codes; /* module_code.c */
    uint64_t calls_left;
    const char *stack_limit; /* below it, a call counts as a stack overflow; NULL: none */

    /* Read by the signal handlers. */
    volatile int inside;        /* depth of calls, and of sections of the host's library */
    volatile bool touching;     /* user.h touches the program's memory */
    volatile bool out_of_time;  /* the alarm came inside of a call */
    sigjmp_buf *volatile probe; /* where a fault of a probing read goes */
    const char *volatile api;   /* the outermost call */
};

extern _Thread_local struct run *run_current; /* the one current process; NULL: none */

struct call {
    struct run *run;
    struct process *process;
    struct machine *machine; /* the process's own */
    uint32_t failed;         /* the code that the player makes this call fail with, else 0 */
    bool quiet;              /* asks nothing of the machine: neither a yield point nor traced */
};

/* The outermost call's half of call_begin: the limits, the trace, the player. Its answer is
 * `failed`. */
uint32_t call_enter(struct run *run, const char *api);
void call_out_of_time(struct run *run) __attribute__((noreturn));

/* Between the steps of one call that Windows makes in several: the player may act. The code, or 0.
 */
uint32_t call_yield(struct call *call);

static inline struct call call_begin(const char *api)
{
    struct run *run = run_current;
    struct call call = {.run = run, .process = run->process, .machine = run->process->machine};
    if (run->inside++ == 0)
        call.failed = call_enter(run, api);
    return call;
}

/* For functions that only compute: conversions, texts, names. */
static inline struct call call_begin_quiet(void)
{
    struct run *run = run_current;
    run->inside++;
    return (struct call){run, run->process, run->process->machine, 0, true};
}

/* rule query.last-error */
static inline uint32_t call_done(struct call *call, uint32_t code)
{
    struct run *run = call->run;
    if (run->inside == 1 && !call->quiet && run->process->trace)
        trace_end(run->process->trace, code);
    if (--run->inside == 0 && run->out_of_time)
        call_out_of_time(run);
    return code;
}

/* For functions that return the code (the registry). */
static inline LSTATUS call_end(struct call *call, uint32_t code)
{
    return (LSTATUS)call_done(call, code);
}

/* For functions that return TRUE, or FALSE with the code as last error. */
static inline BOOL call_end_bool(struct call *call, uint32_t code)
{
    if (code != 0)
        call->process->last_error = code;
    return call_done(call, code) == 0;
}

static inline void call_trace_key(struct call *call, const struct machine *machine, key_id key)
{
    if (call->process->trace && call->run->inside == 1 && !call->quiet)
        trace_key(call->process->trace, machine, key);
}

static inline void call_trace_text(struct call *call, struct ustr text)
{
    if (call->process->trace && call->run->inside == 1 && !call->quiet)
        trace_text(call->process->trace, text);
}

static inline void call_trace_number(struct call *call, uint32_t number)
{
    if (call->process->trace && call->run->inside == 1 && !call->quiet)
        trace_number(call->process->trace, number);
}

/* Around code that is no call of the API but must not be abandoned half-way (the host's malloc). */
static inline struct run *host_begin(void)
{
    run_current->inside++;
    return run_current;
}

static inline void host_end(struct run *run)
{
    if (--run->inside == 0 && run->out_of_time)
        call_out_of_time(run);
}

static inline struct reg_caller call_caller(const struct call *call)
{
    return (struct reg_caller){&call->process->token, machine_now(call->machine)};
}

/* Ends the program from anywhere in it: exit, abort, a refused heap, … Frees nothing by itself. */
void run_leave(enum run_end end, uint32_t code) __attribute__((noreturn));
/* The program faults, with this exception, as if it had done so itself. */
void run_fault(uint32_t exception) __attribute__((noreturn));

#endif
