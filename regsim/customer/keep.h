/*
 * What is kept of a reproduction: the customer's files as the fixer left them, each in the format
 * that it came in, and scenarios that play the whole again.
 *
 *   DIR/SYSTEM  DIR/export.reg …   repaired
 *   DIR/elsewhere.reg              what the fixer did that is in none of these, where it did so
 *   DIR/scenario.yaml              given.base: the originals
 *   DIR/repaired.yaml              given.base: the files beside it
 *
 * Main invariants: DIR appears whole or not at all; its files, mounted again, are the registry that
 * the fixer left, but for what a warning names; the scenarios have been played and pass.
 */
#ifndef REGSIM_CUSTOMER_KEEP_H
#define REGSIM_CUSTOMER_KEEP_H

#include "customer/reproduce.h"
#include "formats/output.h"

/* Whether DIR can be made: it is not there, or an empty folder, and something can be written beside
 * it. To be asked before anything is run. */
regsim_status keep_check_folder(const char *folder, struct diags *diags) REGSIM_CHECKED;

/* REGSIM_INVALID: DIR is there already, or a file's format cannot hold what it must. */
regsim_status keep_reproduction(const char *folder, const struct reproduce_result *result,
                                const char *const *files, size_t count,
                                const struct reproduce_options *options,
                                struct diags *diags) REGSIM_CHECKED;

/* The parts. One file as the fixer left it; `rest`, which no file holds by itself, comes at the end
 * of .reg text. */
regsim_status keep_repaired(struct output *out, const struct reproduce_result *result,
                            const char *file, uint32_t codepage, const struct ledger *rest,
                            struct diags *diags) REGSIM_CHECKED;
/* The rest as a .reg file of its own. */
regsim_status keep_rest(struct output *out, const struct reproduce_result *result,
                        const struct ledger *rest, struct diags *diags) REGSIM_CHECKED;
void keep_scenario_text(struct buf *out, const char *name, const struct reproduce_result *result,
                        const char *const *files, size_t count,
                        const struct reproduce_options *options);

/* A section of a scenario, also for others that write one: a monitor's step that expects the events
 * numbered first … last. */
void keep_put_monitor(struct buf *out, const struct event_log *log, uint32_t first, uint32_t last);

#endif
