/*
 * Virtual time: FILETIME units (100 ns) that only machine_advance and network_advance move. A
 * machine in a network shares the network's clock; a machine alone has its own.
 */
#ifndef REGSIM_MACHINE_CLOCK_H
#define REGSIM_MACHINE_CLOCK_H

#include "registry/store.h"

#define CLOCK_START       UINT64_C(126227808000000000) /* 2001-01-01T00:00:00Z */
#define CLOCK_MILLISECOND UINT64_C(10000)
#define CLOCK_SECOND      (1000 * CLOCK_MILLISECOND)
#define CLOCK_MINUTE      (60 * CLOCK_SECOND)
#define CLOCK_HOUR        (60 * CLOCK_MINUTE)

struct clock {
    filetime now;
};

#endif
