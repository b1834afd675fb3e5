/*
 * A .reg file as a program: what `reg import FILE` does on a machine, as an administrator, through
 * access checks and links. It goes on after an operation that fails, and then ends with exit
 * code 1.
 */
#ifndef REGSIM_SCENARIO_SCRIPT_H
#define REGSIM_SCENARIO_SCRIPT_H

#include "base/buf.h"
#include "base/diag.h"
#include "formats/patch.h"
#include "machine/machine.h"

struct script {
    struct patch patch; /* its operations */
};

regsim_status script_open(struct script **out, const char *path,
                          struct diags *diags) REGSIM_CHECKED;
void script_close(struct script *script); /* NULL is fine */

/* Returns the exit code. A line for each operation that failed is appended to `err`. */
uint32_t script_run(const struct script *script, struct machine *machine, struct buf *err);

#endif
