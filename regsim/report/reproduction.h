/*
 * What reproducing a customer's machine showed, for people: the events before, what the fixer did,
 * the events after, and whether that is a cure.
 */
#ifndef REGSIM_REPORT_REPRODUCTION_H
#define REGSIM_REPORT_REPRODUCTION_H

#include "customer/reproduce.h"

#include <stdio.h>

/* `full_output`: all that the fixer said, however long. */
void report_reproduction(FILE *out, const struct reproduce_result *result, bool full_output);

#endif
