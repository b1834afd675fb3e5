/* Puts back what a backup holds. */
#ifndef SMSPERFFIX_UNDO_H
#define SMSPERFFIX_UNDO_H

#include "exits.h"
#include "machine.h"
#include "options.h"

enum exit_code undo(const struct machine *machine, const struct options *options);

#endif
