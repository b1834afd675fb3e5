/*
 * What came of playing a scenario: a verdict and, where it failed, findings that say what was
 * expected, what happened and where the expectation stands. Plain data: a worker process sends it
 * through a pipe, a report prints it.
 */
#ifndef REGSIM_SCENARIO_OUTCOME_H
#define REGSIM_SCENARIO_OUTCOME_H

#include "base/buf.h"
#include "base/cursor.h"

#include <stdbool.h>

enum verdict {
    VERDICT_PASSED,
    VERDICT_FAILED,
    VERDICT_SKIPPED, /* with the reason; counted apart, never as passed */
    VERDICT_INVALID, /* the scenario asks for what cannot be: a file that is not there, circular
                        links */
    VERDICT_ERROR,   /* something on our side: a worker died, a file could not be read */
};

/* One line of a finding: `mark` is '-' (must not be), '+' (is missing) or ' ' (context, as
 * expected). */
struct finding_line {
    char mark;
    uint32_t depth; /* 0: a heading, 1 and more: indented below it */
    char *subject;  /* a key relative to the heading, a value and its data, an event */
    char *happened; /* removed, added, changed …; NULL: nothing to say */
    char *verdict;  /* expected, must stay, is missing …; NULL likewise */
};

struct finding {
    char *file; /* where the expectation stands */
    uint32_t line;
    char *title; /* then.removed: 1 key expected, 2 were removed */
    struct finding_line *lines;
    size_t count, capacity;
};

struct outcome {
    enum verdict verdict;
    char *reason; /* of a skip or an error; NULL otherwise */
    struct finding *findings;
    size_t count, capacity;
    char *said;        /* what the fixer wrote to stdout and stderr; NULL: nothing */
    char **last_calls; /* the last API calls of the fixer, oldest first */
    size_t call_count, call_capacity;
    char *trace;         /* every call, a line each, where it was asked for; NULL otherwise */
    uint64_t api_calls;  /* how many the fixer made in all */
    uint64_t elapsed_ns; /* host time; shown only where asked for */
};

/* The finding is lent; texts are taken over by the outcome (they come from mem_printf and the
 * like). */
struct finding *outcome_fail(struct outcome *outcome, const char *file, size_t line, char *title);
void finding_line(struct finding *finding, char mark, uint32_t depth, char *subject,
                  const char *happened, const char *verdict);
void outcome_error(struct outcome *outcome, char *reason);
void outcome_invalid(struct outcome *outcome, char *reason);
void outcome_call(struct outcome *outcome, char *text);

void outcome_write(struct buf *out, const struct outcome *outcome);
bool outcome_read(struct outcome *out,
                  struct cursor *in); /* false: malformed; `out` can be freed */
void outcome_free(struct outcome *outcome);

#endif
