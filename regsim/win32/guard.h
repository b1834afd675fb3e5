/*
 * Runs a function on a stack of its own, and brings control back whatever happens in it: it leaves
 * by guard_leave, it faults (SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP), or its CPU time is over.
 *
 *   low  | guard page | RESERVE for our own code | RUN_STACK_BYTES of the program |  high
 *
 * A program that runs down into the reserve and calls the API overflows the stack there; one that
 * runs into the guard page, there. A fault or alarm inside of the API is not the program's
 * (call.h).
 */
#ifndef REGSIM_WIN32_GUARD_H
#define REGSIM_WIN32_GUARD_H

#include "win32/call.h"

struct guard_end {
    enum run_end end;
    uint32_t code;
    const char *call; /* the API function it was in, or NULL */
};

/* Runs entry(context), which must not return but guard_leave, with run->guard set, for at most
 * cpu_ms. */
void guard_run(struct guard_end *out, struct run *run, uint32_t cpu_ms,
               void (*entry)(void *context), void *context);
void guard_leave(struct guard *guard, enum run_end end, uint32_t code) __attribute__((noreturn));

#endif
