/*
 * Playing a scenario: build its machines, play its steps in order, judge each step's `expect`, then
 * `then` and the properties. The result is an outcome; nothing of the host is touched, and the same
 * scenario and fixer give the same outcome, whatever was played before.
 */
#ifndef REGSIM_SCENARIO_PLAY_H
#define REGSIM_SCENARIO_PLAY_H

#include "scenario/fixer.h"
#include "scenario/model.h"
#include "scenario/outcome.h"

struct stage;

struct play_options {
    const struct fixer *fixer;
    uint32_t cpu_limit_ms; /* of one run of the fixer; 0: the default */
    bool trace;            /* keep every API call in outcome.trace */
    /* The machines before the first step, in place of what `given` makes; NULL: what it makes. */
    const struct stage *stage;
};

void play_scenario(struct outcome *out, const struct scenario *scenario,
                   const struct play_options *options);

#endif
