/*
 * The registry of a scenario as a document: what its `given` makes of one computer, as the hives of
 * that computer would hold it. So it is without what a boot makes: volatile keys, and the link
 * CurrentControlSet; the control sets stand there by their numbers.
 */
#ifndef REGSIM_CLI_DOCUMENT_SCENARIO_H
#define REGSIM_CLI_DOCUMENT_SCENARIO_H

#include "base/diag.h"
#include "registry/store.h"

#include <stdbool.h>

/* By its name: a scenario has no mark of its own. */
bool is_scenario_path(const char *path);

struct scenario_choice {
    const char *machine; /* of several computers; NULL: there must be one */
    const char *cell;    /* of a matrix, as 'drive: D'; likewise */
};

/* HKEY_LOCAL_MACHINE and HKEY_USERS below the root; the caller frees the store. */
REGSIM_CHECKED regsim_status document_of_scenario(struct store **out, const char *path,
                                                  const struct scenario_choice *choice,
                                                  struct diags *diags);

#endif
