/*
 * Writing a registry back in the format that its file came in: a hive keeps its version, .reg text
 * its version, encoding and code page. What cannot stay as it was is a warning that says why.
 */
#ifndef REGSIM_FORMATS_REWRITE_H
#define REGSIM_FORMATS_REWRITE_H

#include "formats/load.h"
#include "formats/output.h"

/* `facts` is what loading the file told; `named` of it, where there is one, says which keys a .reg
 * file names. `lossy`: what the format cannot hold is a warning too, and is left out. Into
 * out->buf. */
REGSIM_CHECKED regsim_status rewrite_store(struct output *out, const struct load_result *facts,
                                           const struct store *store, bool lossy,
                                           struct diags *diags);
REGSIM_CHECKED regsim_status rewrite_patch(struct output *out, const struct load_result *facts,
                                           const struct patch *patch, bool lossy,
                                           struct diags *diags);

#endif
