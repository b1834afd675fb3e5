/*
 * One run of a program under test on a simulated machine, as data.
 */
#ifndef REGSIM_SCENARIO_PROGRAM_H
#define REGSIM_SCENARIO_PROGRAM_H

#include "machine/machine.h"
#include "machine/trace.h"
#include "scenario/fixer.h"

/* How a run ended, and what the program said. */
struct run_summary {
    bool timed_out; /* how far it came is the host's doing then, and no part of a report */
    bool exited;    /* false: it crashed, ran out of time or did not start; `how` says so */
    uint32_t exit_code;
    char *out, *err; /* what it wrote, as WTF-8; owned */
    char *how;       /* why it did not exit by itself; owned; NULL when it did */
    uint64_t calls;  /* API calls */
};

/* Runs `fixer` with these arguments as an administrator. `trace` gets its calls; `cpu_limit_ms` 0:
 * the default. */
void program_run(struct run_summary *out, struct machine *machine, const struct fixer *fixer,
                 const char *arguments, uint32_t cpu_limit_ms, struct trace *trace);
void run_summary_free(struct run_summary *run);

#endif
