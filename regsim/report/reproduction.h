/*
 * What reproducing a customer's machine showed, for people: the events before, what the fixer did,
 * the events after, and whether that is a cure.
 */
#ifndef REGSIM_REPORT_REPRODUCTION_H
#define REGSIM_REPORT_REPRODUCTION_H

#include "customer/reproduce.h"

#include <stdio.h>

void report_reproduction(FILE *out, const struct reproduce_result *result);

#endif
