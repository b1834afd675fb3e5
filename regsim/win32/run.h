/*
 * Runs a program under test inside this process, as one simulated process: an image (a shared
 * object built by regsim-cc) is loaded fresh, its entry point called on a stack of its own, and
 * whatever it does (return, ExitProcess, crash, loop for ever) comes back here as data.
 *
 *   player ──win32_run──► [own stack] main() ──API call──► machine
 *      ▲                        │ exit, fault, time, power    │
 *      └────────────────────────┴─────────────────────────────┘
 *
 * Main invariant: after win32_run nothing of the program is left but what it did to the machine: no
 * globals, no memory, no handles. Not for several threads at the same time.
 */
#ifndef REGSIM_WIN32_RUN_H
#define REGSIM_WIN32_RUN_H

#include "base/diag.h"
#include "machine/process.h"

struct image;

/* Reads the file and checks that regsim-cc built it: REGSIM_HOST if it cannot be read,
 * REGSIM_INVALID if it is no such program or has no main. Free with image_close. */
REGSIM_CHECKED regsim_status image_open(struct image **out, const char *path, struct diags *diags);
void image_close(struct image *image); /* NULL is fine */
const char *image_path(const struct image *image);
/* The first function that the image imports and this Windows lacks; NULL: it has them all. */
const char *image_missing(const struct image *image, enum os os);

/* The same for a DLL, which needs no main: what to put in the machine's files, so that its programs
 * load it (LoadLibrary calls its DllMain) and run its functions. Of a Windows that lacks what it
 * imports, loading it answers 127. */
REGSIM_CHECKED regsim_status image_as_module(struct module_info **out, const char *path,
                                             const struct machine *machine, struct diags *diags);

enum run_end {
    RUN_EXITED,      /* exit_code */
    RUN_CRASHED,     /* exit_code is the exception */
    RUN_TIMED_OUT,   /* CPU time or number of calls */
    RUN_LOST_POWER,  /* before_call said so */
    RUN_NOT_STARTED, /* missing: the function that this Windows lacks; or empty, see text */
};

enum call_verdict { CALL_GOES_ON, CALL_FAILS, CALL_LOSES_POWER };

struct run_options { /* zero-initialised: the defaults */
    uint32_t cpu_ms; /* 0: RUN_CPU_MS */
    uint64_t calls;  /* 0: RUN_CALLS */
    /* The yield point: before every API call that enters the machine. May change the machine, and
     * with CALL_FAILS name the Win32 code with which the call fails. NULL: nothing odd happens. */
    enum call_verdict (*before_call)(void *context, struct process *process, const char *api,
                                     uint32_t *code);
    void *before_call_context;
};

enum { RUN_CPU_MS = 10000, RUN_CALLS = 50000000, RUN_STACK_BYTES = 1024 * 1024 };

struct run_result {
    enum run_end end;
    uint32_t exit_code; /* of RUN_EXITED; of RUN_CRASHED the exception, 0xC0000005 … */
    const char
        *call; /* RUN_CRASHED, RUN_TIMED_OUT: inside this API function; NULL: in its own code */
    char missing[64]; /* RUN_NOT_STARTED */
    char text[200];   /* what happened, one sentence without a full stop; empty for RUN_EXITED */
};

/* Runs the image as `process` (fresh from process_new) and ends the process. `options` may be NULL.
 * stdout and stderr are in process->out and process->err. Coverage of the program is written when
 * it is unloaded, before this returns: set GCOV_PREFIX before the call. */
void win32_run(struct run_result *out, struct process *process, const struct image *image,
               const struct run_options *options);

/* Makes `process` the current one without an image, so that its API can be called from here
 * (benchmarks, unit tests): no guard, no limits. Calls may not nest with win32_run. */
void win32_attach(struct process *process);
void win32_detach(void);

#endif
