/*
 * Judging: what happened, held against one expectation. Each judge adds findings to the outcome and
 * changes nothing. `what` is how the expectation is called in a finding's title: "then", "step 2
 * (fix)".
 *
 * The registry is judged closed-world: whatever changed and is not listed is a failure.
 */
#ifndef REGSIM_SCENARIO_JUDGE_H
#define REGSIM_SCENARIO_JUDGE_H

#include "machine/network.h"
#include "scenario/ledger.h"
#include "scenario/model.h"
#include "scenario/outcome.h"
#include "scenario/program.h"

void judge_exit(struct outcome *outcome, const char *what, const struct expectation *expected,
                const struct run_summary *run);
void judge_output(struct outcome *outcome, const char *what, const struct expectation *expected,
                  const struct run_summary *run);

/* The net changes of each machine, in the network's order, and what each registry was before. */
struct registry_changes {
    const struct network *network;
    const struct ledger *ledgers;
    const struct registry *before; /* for paths: links as they were then */
};
void judge_registry(struct outcome *outcome, const char *what, const struct expectation *expected,
                    const struct registry_changes *changes);

/* Events that were logged, in order of time, then of machine. */
struct seen_event {
    const struct machine *machine;
    const struct event_record *record; /* lent by the machine's log */
};
void judge_events(struct outcome *outcome, const char *what, const struct expectation *expected,
                  const struct seen_event *events, size_t count);

/* The listed files as they are now; and, where `before` is not NULL, that no other file of the
 * machines was changed or deleted since (`before` has one state of the files for each machine). */
void judge_files(struct outcome *outcome, const char *what, const struct expectation *expected,
                 const struct network *network, struct files *const *before);

/* Whether a text is as expected; if not, *why says what is wrong (owned by the caller). */
bool text_matches(const char *text, const struct text_match *match, char **why);

#endif
