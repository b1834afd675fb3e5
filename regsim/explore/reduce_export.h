/*
 * What is asked of a smaller registry: does a monitor still log this event, does the scenario still
 * fail at this check. And what is written of it: .reg text, or a scenario that a person reads.
 */
#ifndef REGSIM_EXPLORE_REDUCE_EXPORT_H
#define REGSIM_EXPLORE_REDUCE_EXPORT_H

#include "base/buf.h"
#include "explore/reduce.h"
#include "scenario/play.h"
#include "scenario/reproduce.h"

struct reduce_job {
    size_t most_runs;
    void (*progress)(const struct reduce_progress *progress); /* NULL: none */
    const char *event; /* of an export: a part of the event's text; NULL: the first event */
};

struct reduced {
    struct store *store; /* HKEY_LOCAL_MACHINE … below the root, the one set is ControlSet001 */
    struct reduce_progress end;
    size_t keys_before, values_before;
    char *what;        /* the event's text, or the finding's title */
    uint32_t event_id; /* of an export: as the Event Viewer shows it */
};

/* REGSIM_INVALID: the export cannot be read, or a monitor causes no such event. */
regsim_status reduce_export(struct reduced *out, const char *const *files, size_t count,
                            const struct reproduce_options *options, const struct reduce_job *job,
                            struct diags *diags) REGSIM_CHECKED;
/* REGSIM_INVALID: the scenario does not fail. Only its first machine's registry is reduced. */
regsim_status reduce_scenario(struct reduced *out, const struct scenario *scenario,
                              const struct play_options *options, const struct reduce_job *job,
                              struct diags *diags) REGSIM_CHECKED;
void reduced_free(struct reduced *reduced);

/* A scenario with what is left of an export, that expects what a monitor logs there. */
void reduced_scenario(struct buf *out, const struct reduced *reduced,
                      const struct reproduce_options *options);

#endif
