/*
 * What is asked of a smaller registry: does a monitor still log this event, does the scenario still
 * fail at this check. And what is written of it: .reg text, or a scenario that a person reads and
 * that stands for itself.
 *
 * Main invariant: a scenario that is written has been loaded and played, and shows the same.
 */
#ifndef REGSIM_EXPLORE_REDUCED_H
#define REGSIM_EXPLORE_REDUCED_H

#include "base/buf.h"
#include "customer/reproduce.h"
#include "explore/reduce.h"
#include "scenario/play.h"
#include "scenario/stage.h"

struct reduce_progress {
    size_t runs, keys, values, files; /* so far; of the smallest machines yet */
};

struct reduce_job {
    size_t most_runs;
    void (*progress)(const struct reduce_progress *progress); /* NULL: none */
    const char *what;    /* a part of the event's text, or of the check's title; NULL: the first */
    const char *machine; /* of a scenario: only this computer; NULL: each of them */
};

struct reduced {
    struct store *store; /* HKEY_LOCAL_MACHINE … below the root, the one set is ControlSet001; NULL:
                            several machines were reduced */
    struct stage stage; /* of a scenario */
    struct reduce_progress start, end;
    char *what;        /* the event's text, or the finding's title */
    char *wrong;       /* of a finding: the first thing that must not be, or is missing; or NULL */
    char mark;         /* … and which of both */
    char *verdict;     /* … and what is said of it: was expected, was never there; or NULL */
    uint32_t event_id; /* of an export: as the Event Viewer shows it */
    size_t lost;       /* of an export: places of salvaged hives that could not be read */
};

/* REGSIM_INVALID: the export cannot be read, or a monitor causes no such event. */
regsim_status reduce_export(struct reduced *out, const char *const *files, size_t count,
                            const struct reproduce_options *options, const struct reduce_job *job,
                            struct diags *diags) REGSIM_CHECKED;
/* REGSIM_INVALID: the scenario does not fail, not at this check, or has no such machine. Keys and
 * values of the registry and files go, but not what every machine of that kind has. */
regsim_status reduce_scenario(struct reduced *out, const struct scenario *scenario,
                              const struct play_options *options, const struct reduce_job *job,
                              struct diags *diags) REGSIM_CHECKED;
void reduced_free(struct reduced *reduced);

/* A scenario with what is left of an export, that expects what a monitor logs there. */
regsim_status reduced_export_text(struct buf *out, const struct reduced *reduced,
                                  const struct reproduce_options *options,
                                  const struct fixer *fixer, struct diags *diags) REGSIM_CHECKED;
/* The scenario with what is left as its `given`. `path` is where it is going to stand, since its
 * steps may name installs and files. */
regsim_status reduced_scenario_text(struct buf *out, const struct reduced *reduced,
                                    const struct scenario *scenario,
                                    const struct play_options *options, const char *path,
                                    struct diags *diags) REGSIM_CHECKED;

#endif
