/* Internal to process*.c: how the end of a process takes what it held. */
#ifndef REGSIM_MACHINE_PROCESS_INTERNAL_H
#define REGSIM_MACHINE_PROCESS_INTERNAL_H

#include "machine/process.h"

void heap_release_all(struct process *process);
void handle_close_slot(struct process *process, uint32_t slot);

#endif
