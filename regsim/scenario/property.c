#include "scenario/property.h"

#include <stdint.h>
#include <string.h>

static const struct property table[] = {
    [PROPERTY_ONLY_STALE_KEYS_REMOVED] = {"only_stale_keys_removed",
                                          "Every key that the run removed was marked as left "
                                          "behind by an install, or lay below such a "
                                          "key; nothing was added or changed",
                                          false},
    [PROPERTY_LIVE_COUNTERS_STILL_LOAD] =
        {"live_counters_still_load",
         "Every service whose counters loaded before the fixer ran still loads them afterwards",
         false},
    {"backup_before_delete", "A backup holds each key before that key is deleted", true},
    {"backup_durable_before_delete", "The backup is flushed before the first key is deleted", true},
    {"undo_restores_all", "undo brings back exactly what fix removed", false},
    {"rerun_finishes_the_job", "Running the fixer again after an interruption finishes its work",
     false},
    {"success_means_nothing_stale_left", "A fixer that reports success leaves no stale key", false},
    {"failure_is_reported", "A fixer that could not do its work does not report success", false},
};

const struct property *property_table(size_t *count)
{
    *count = sizeof table / sizeof *table;
    return table;
}

size_t property_find(const char *name)
{
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        if (strcmp(table[i].name, name) == 0)
            return i;
    }
    return SIZE_MAX;
}
