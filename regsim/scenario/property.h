/*
 * Named properties of `finally` (later `always`, `sometimes`): a registered table, so that the
 * loader knows the words and the player the checks. What is stale comes from the marks of install
 * files (leaves_behind), never from a fixer.
 */
#ifndef REGSIM_SCENARIO_PROPERTY_H
#define REGSIM_SCENARIO_PROPERTY_H

#include <stdbool.h>
#include <stddef.h>

/* The supported ones; they come first in the table. */
enum property_id {
    PROPERTY_ONLY_STALE_KEYS_REMOVED,
    PROPERTY_LIVE_COUNTERS_STILL_LOAD,
    PROPERTY_SUPPORTED_COUNT
};

struct property {
    const char *name, *help; /* help: one sentence */
    bool names_smsperffix;   /* may stand only where a `run: smsperffix` step does */
};

/* All that the language knows: those at PROPERTY_SUPPORTED_COUNT and after are "not supported yet".
 */
const struct property *property_table(size_t *count);

/* The index in the table; SIZE_MAX: no such property. */
size_t property_find(const char *name);

#endif
