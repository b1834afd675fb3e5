/*
 * Whose coverage is it: with REGSIM_COVERAGE=DIR in the environment, what a fixer built by
 * `regsim-cc --coverage` counts during a scenario goes to DIR/NAME, where NAME is the scenario's id
 * and cell in letters, digits and underscores, as lcov wants the name of a test.
 *
 * Without the variable, and for a fixer without coverage, nothing happens.
 */
#ifndef REGSIM_SCENARIO_COVERAGE_H
#define REGSIM_SCENARIO_COVERAGE_H

#include "scenario/model.h"

void coverage_begin(const struct scenario *scenario); /* before the program is loaded */
void coverage_end(void);                              /* after it is unloaded */

#endif
