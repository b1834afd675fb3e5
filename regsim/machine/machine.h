/*
 * One simulated computer: an OS profile, a processor, a registry, files, an event log, an
 * environment, and what of it a power cut keeps. Time is virtual and moves only by machine_advance
 * and network_advance.
 *
 * machine_clone is cheap (everything big is shared until written): scenarios prepare a machine once
 * and play on clones.
 */
#ifndef REGSIM_MACHINE_MACHINE_H
#define REGSIM_MACHINE_MACHINE_H

#include "base/os.h"
#include "machine/clock.h"
#include "machine/durability.h"
#include "machine/environment.h"
#include "machine/event_log.h"
#include "machine/files.h"
#include "registry/ops.h"

struct mounts;
struct network;
struct process;

struct machine {
    struct ustr name; /* LOGON1: as given, without backslashes; owned */
    enum os os;
    enum platform platform;
    struct clock own_clock;
    struct clock *clock;     /* own_clock, or the network's */
    struct network *network; /* NULL: alone */
    struct registry registry;
    struct files *files;
    struct event_log *event_log;
    struct environment environment; /* the system's: SystemRoot, windir, Path, … */
    struct durability *durability;
    struct mounts *mounts;     /* loaded hives */
    struct process *processes; /* that run on it, by their `next` */
    uint32_t boots;            /* 1 after machine_new */
};

/* A booted machine with the bare registry of registry_init, Select, ControlSet001 with Services and
 * Control, the CurrentControlSet link, SOFTWARE\Microsoft\Windows NT\CurrentVersion, its name, its
 * system directories; on an x64 processor and XP or later, the two views of 64-bit Windows; all of
 * it durable. Starts at CLOCK_START. Free with machine_free. */
struct machine *machine_new(struct ustr name, enum os os, enum platform platform);
/* What its CurrentVersion says: 5.0. */
struct ustr machine_os_version(enum os os);
/* A machine alone, with the same time; its network is not cloned (network_clone does that). */
struct machine *machine_clone(const struct machine *machine);
void machine_free(struct machine *machine); /* NULL is fine; not one that is in a network */

filetime machine_now(const struct machine *machine);
/* Moves the clock of the machine, hence of its network, and lets lazy writing happen. */
void machine_advance(struct machine *machine, filetime by);

struct ustr machine_system_root(const struct machine *machine); /* C:\WINNT or C:\WINDOWS; lends */

/* registry_resolve of MACHINE\SYSTEM\CurrentControlSet\`below`; KEY_NONE: not there. */
key_id machine_control_set_key(const struct machine *machine, struct ustr below);
key_id machine_key(const struct machine *machine, struct ustr path); /* registry_resolve */

/* --- boots ---------------------------------------------------------------------------------- */

enum boot { BOOT_NORMAL, BOOT_LAST_KNOWN_GOOD };

/* A clean restart: everything is written first. Then volatile keys are gone, the control set is the
 * one of Select\Default, or of Select\LastKnownGood when asked (then Default and Current become it,
 * and Failed what Default was), and the CurrentControlSet link is made anew. The boot is good: see
 * machine_boot_succeeded. */
void machine_reboot(struct machine *machine, enum boot boot);
/* As machine_reboot, but nothing is written first: hives and files are what was durable. */
void machine_power_cut(struct machine *machine, enum boot boot);
/* The two halves, for what happens in between: after the cut the machine is off. */
void machine_lose_power(struct machine *machine);
void machine_boot(struct machine *machine, enum boot boot);
/* A good boot: Select\LastKnownGood names a copy of the current set as it is now (rule
 * link.control-set; decision 0201). Boots do it by themselves; machine_new does not, so whoever
 * prepares a machine that has been in use calls it when it is prepared. */
void machine_boot_succeeded(struct machine *machine);

#endif
