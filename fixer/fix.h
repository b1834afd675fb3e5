/* The report, and the repair. Both return the exit code. */
#ifndef SMSPERFFIX_FIX_H
#define SMSPERFFIX_FIX_H

#include "exits.h"
#include "machine.h"
#include "options.h"

enum exit_code fix_or_report(struct machine *machine, const struct options *options);

#endif
