/*
 * Machines that know each other by name, on one clock. The network owns its machines.
 */
#ifndef REGSIM_MACHINE_NETWORK_H
#define REGSIM_MACHINE_NETWORK_H

#include "machine/machine.h"

struct network {
    struct machine **machines; /* in the order in which they were added */
    size_t count, capacity;
    struct clock clock;
};

struct network *network_new(void);
struct network *network_clone(const struct network *network);
void network_free(struct network *network); /* NULL is fine; with its machines */

/* Takes the machine over; it now follows the network's clock. False (and the caller keeps it): the
 * name is taken. */
bool network_add(struct network *network, struct machine *machine);
/* By name, nocase, with or without leading backslashes; NULL: unknown (ERROR_BAD_NETPATH, 53). */
struct machine *network_find(const struct network *network, struct ustr name);
void network_advance(struct network *network, filetime by);

/* As seen from `machine`: an empty name, its own name, `.` and `localhost` are itself. NULL: 53. */
struct machine *machine_find(struct machine *machine, struct ustr name);

#endif
