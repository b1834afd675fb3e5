/*
 * Hives that a program loaded (RegLoadKey, RegLoadAppKey) and those that the next boot puts in the
 * place of others (RegReplaceKey). A loaded hive is a key two levels below \REGISTRY, like the
 * system's own hives, so durability.h treats it as one; here is which file it belongs to:
 *
 *   \REGISTRY\{MACHINE, USER}\name   RegLoadKey, until RegUnLoadKey or the next boot
 *   \REGISTRY\A\{guid}               RegLoadAppKey, until its last handle is closed
 *
 * Main invariant: whenever durability.h writes a loaded hive, its file holds it, and nobody else
 * has the file open. What a power cut leaves of a loaded hive is its file; the key itself is gone
 * after any boot.
 *
 * Answers are Win32 codes; rights and privileges are the caller's business.
 */
#ifndef REGSIM_MACHINE_MOUNTS_H
#define REGSIM_MACHINE_MOUNTS_H

#include "machine/machine.h"

struct process;
struct mounts;

struct mounts *mounts_new(void);
struct mounts *mounts_clone(const struct mounts *mounts, struct files *files); /* the clone's */
void mounts_free(struct mounts *mounts);

/* Loads the file as the new subkey `name` of `parent` (MACHINE or USER). A file that is not there
 * is made, as an empty hive. 5: the name is taken; 32: the file is open or loaded already; 87: no
 * legal name; and as hive_file_read. */
uint32_t mounts_load(struct machine *machine, key_id parent, struct ustr name, struct ustr path);
/* As an application's hive; one that is loaded already is given again, unless `alone`: 32. */
uint32_t mounts_load_app(key_id *out, struct machine *machine, struct ustr path, bool alone);
/* Writes the file and takes the key away. 5: a hive of the system; 87: no root of a hive. */
uint32_t mounts_unload(struct machine *machine, key_id root);
/* At the next boot, the hive that `key` is in is what `path` holds now; what it was is in the new
 * file `old`. 87: in no hive; 183: `old` is there; and as hive_file_read. */
uint32_t mounts_replace(struct machine *machine, key_id key, struct ustr path, struct ustr old);

/* For durability.c: the hive was written. For boot.c: what a boot does. */
void mounts_written(struct machine *machine, key_id root);
void mounts_boot(struct machine *machine);
/* A handle of the process to `key` was closed: an application's hive goes with the last one. */
void mounts_key_closed(const struct process *process, struct machine *machine, key_id key);

#endif
