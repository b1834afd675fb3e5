/*
 * Playing many scenarios in worker processes. Each worker plays whole scenarios and sends their
 * outcomes through a pipe; the parent hands them on in the order of the list, however many workers
 * there are. A worker that is lost (killed, out of memory) costs the scenario that it was playing,
 * which becomes an error; a new worker goes on with the rest.
 */
#ifndef REGSIM_EXPLORE_WORKERS_H
#define REGSIM_EXPLORE_WORKERS_H

#include "scenario/load.h"
#include "scenario/play.h"

enum { WORKERS_MAX = 256 };

/* Called for scenarios[0], scenarios[1], … in this order; the outcome is lent. */
typedef void outcome_fn(void *context, const struct scenario *scenario,
                        const struct outcome *outcome);

/* `jobs` 1 … WORKERS_MAX. REGSIM_HOST when no process can be made. */
regsim_status workers_play(struct scenario *const *scenarios, size_t count,
                           const struct play_options *options, size_t jobs, outcome_fn *on_outcome,
                           void *context, struct diags *diags) REGSIM_CHECKED;

#endif
