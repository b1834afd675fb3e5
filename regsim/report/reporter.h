/*
 * Reporters: what came of each scenario, for a reader. A reporter gets the outcomes in the order of
 * the list and keeps nothing of them. What it prints is the same for the same outcomes: host times
 * only where they are asked for.
 */
#ifndef REGSIM_REPORT_REPORTER_H
#define REGSIM_REPORT_REPORTER_H

#include "base/diag.h"
#include "scenario/model.h"
#include "scenario/outcome.h"

#include <stdio.h>

struct totals {
    size_t scenarios, passed, failed, skipped, invalid, errors;
    uint64_t api_calls;
    uint64_t elapsed_ns; /* of the whole run, host time */
};

struct reporter {
    void (*start)(struct reporter *reporter, size_t count);
    void (*entry)(struct reporter *reporter, const struct scenario *scenario,
                  const struct outcome *outcome);
    /* Ends the report and frees the reporter. */
    regsim_status (*end)(struct reporter *reporter, const struct totals *totals,
                         struct diags *diags);
};

struct report_style {
    bool color, times;
    bool full_output; /* of programs: as long as it is */
    const char
        *again; /* what "run again" adds to `regsim run PATH`, e.g. --fixer X; "" for nothing */
};

/* For people, to a stream that stays open. */
struct reporter *reporter_pretty(FILE *out, const struct report_style *style);
/* JUnit XML, as Jenkins, GitLab and GitHub read it; written to `path` as a whole at the end. */
struct reporter *reporter_junit(const char *path, const struct report_style *style);

void totals_add(struct totals *totals, const struct outcome *outcome);
const char *verdict_word(enum verdict verdict); /* PASS, FAIL, SKIP, INVALID, ERROR */

/* sp2/site-server (drive: D); the caller frees. */
char *scenario_title(const struct scenario *scenario);

/* Appends what a program wrote, a line of it behind each `margin` (the first behind `first`):
 * control characters as \u{…}; unless `full`, a text of many lines is cut in the middle and a line
 * of many bytes at its end, and the cut names the option that shows all (--full-output). */
void report_said(struct buf *out, const char *first, const char *margin, const char *text,
                 bool full);

/* Appends what went wrong: findings, what the fixer said, its last calls, how to run it again. */
void report_details(struct buf *out, const struct scenario *scenario, const struct outcome *outcome,
                    const struct report_style *style);

#endif
