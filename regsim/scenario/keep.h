/*
 * What is kept of a reproduction: the customer's files without what the fixer removed, each in the
 * format that it came in, and a scenario that plays the whole again from the original files.
 *
 *   DIR/SYSTEM  DIR/export.reg …   repaired
 *   DIR/scenario.yaml              given.base: the originals
 *
 * Main invariant: DIR appears whole or not at all, and the scenario in it has been played and
 * passes.
 */
#ifndef REGSIM_SCENARIO_KEEP_H
#define REGSIM_SCENARIO_KEEP_H

#include "formats/output.h"
#include "scenario/reproduce.h"

/* REGSIM_INVALID: DIR is there already, or what the fixer did cannot be kept: it added or changed
 * something, or a file's format cannot hold what it held. */
regsim_status keep_reproduction(const char *folder, const struct reproduce_result *result,
                                const char *const *files, size_t count,
                                const struct reproduce_options *options,
                                struct diags *diags) REGSIM_CHECKED;

/* The parts. One file without what was removed; a bit of `done` for each entry of the ledger that
 * the file held is set. */
regsim_status keep_repaired(struct output *out, uint8_t *done,
                            const struct reproduce_result *result, const char *file,
                            uint32_t codepage, struct diags *diags) REGSIM_CHECKED;
void keep_scenario_text(struct buf *out, const struct reproduce_result *result,
                        const char *const *files, size_t count, enum os os);

/* Sections of a scenario, also for others that write one: the libraries that a bare machine lacks,
 * and a monitor's step that expects the events numbered first … last. */
void keep_put_files(struct buf *out, const struct machine *machine);
void keep_put_monitor(struct buf *out, const struct event_log *log, uint32_t first, uint32_t last);

#endif
