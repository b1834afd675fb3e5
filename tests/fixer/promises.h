/*
 * What smsperffix promises, as questions about a world before and after. The backup is read by
 * regsim's own reader of .reg files, never by the fixer's.
 */
#ifndef TESTS_FIXER_PROMISES_H
#define TESTS_FIXER_PROMISES_H

#include "world.h"

bool is_any_stale(const struct machine *machine);
bool same_registry(const struct store *a, const struct store *b); /* Services and SOFTWARE */

/* Nothing but stale keys, and what is in them, is in `from` and not in `to`. */
bool only_stale_removed(const struct store *from, const struct store *to);
/* All that is in `from` and not in `to` is in the durable backups at the desk. */
bool removed_is_backed_up(const struct store *from, const struct store *to,
                          const struct machine *desk);
/* Nothing is in `from` and not in `to`, and only stale keys were added. */
bool only_stale_added(const struct store *from, const struct store *to);
/* All that `from` holds and `to` does not is in `now`; its data too, unless `whatever_data`. */
bool removed_is_back(const struct store *from, const struct store *to, const struct store *now,
                     bool whatever_data);
/* Each stale key of `from` is in `to` with all its keys, or not at all. */
bool trees_are_whole(const struct store *from, const struct store *to);

/* Under the backup's name is nothing, or a whole durable backup, or the file that was there. */
bool backup_is_whole(const struct machine *before, const struct machine *after);
bool no_temporary_file(const struct machine *before, const struct machine *after);
/* Every file of before but, unless `backups_too`, those with the names of our backups. */
bool files_are_untouched(const struct machine *before, const struct machine *after,
                         bool backups_too);

#endif
