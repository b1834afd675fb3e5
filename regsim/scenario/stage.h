/*
 * The stage: the machines of a scenario, built from what it says (bases, installs, `given`), and
 * what the installs said they leave behind. Changes are made as the system makes them: no access
 * checks, the links followed.
 */
#ifndef REGSIM_SCENARIO_STAGE_H
#define REGSIM_SCENARIO_STAGE_H

#include "base/diag.h"
#include "machine/network.h"
#include "scenario/model.h"

/* Keys of one machine that are stale, by canonical path. Only install files and `leaves_behind` of
 * the scenario put them here; no fixer has a say. */
struct marks {
    struct ustr *paths; /* owned */
    size_t count, capacity;
};

struct stage {
    struct network *network;
    struct marks *marks; /* one for each machine of the network, in its order */
};

regsim_status stage_build(struct stage *out, const struct scenario *scenario,
                          struct diags *diags) REGSIM_CHECKED;
/* A copy that goes its own way; cheap, as what is big is shared until written. */
struct stage stage_clone(const struct stage *stage);
void stage_free(struct stage *stage);

/* The machine named so; `name` NULL: the first. NULL: there is none of that name. */
struct machine *stage_machine(const struct stage *stage, const char *name);
size_t stage_index(const struct stage *stage, const struct machine *machine);

/* Applies a change to one machine, and marks what it leaves behind. */
regsim_status stage_apply(struct stage *stage, struct machine *machine, const struct change *change,
                          struct diags *diags) REGSIM_CHECKED;
/* Imports a .reg file as regedit does on the running machine: through links, deletions included. */
regsim_status stage_import(struct machine *machine, const char *file, uint32_t codepage,
                           struct diags *diags) REGSIM_CHECKED;

/* Whether the canonical path is a marked key or lies below one. */
bool marks_cover(const struct marks *marks, struct ustr canonical);

#endif
