/*
 * What a power cut keeps. Each hive is written lazily, LAZY_FLUSH after its first unwritten change,
 * or by RegFlushKey, and each by itself:
 *
 *   \REGISTRY\MACHINE\{SYSTEM, SOFTWARE, SAM, SECURITY}, \REGISTRY\USER\*, and what programs load
 *   (mounts.h)
 *
 * Per hive there is the snapshot of the store when it was last written, and when it became dirty. A
 * power cut brings every hive back to its own snapshot. Volatile keys are in no hive.
 *
 * 5 seconds and "the whole hive at once" are facts of Windows (rule flush.hive: a flush writes the
 * whole hive); that a hive is never torn is its log's merit.
 */
#ifndef REGSIM_MACHINE_DURABILITY_H
#define REGSIM_MACHINE_DURABILITY_H

#include "machine/clock.h"
#include "registry/ops.h"

#define LAZY_FLUSH (5 * CLOCK_SECOND)

struct durability;
struct machine;

struct durability *durability_new(void);
struct durability *durability_clone(const struct durability *durability);
void durability_free(struct durability *durability);

/* Writes the hive that holds `key`; a key in no hive (volatile) is success without effect. */
void durability_flush_key(struct machine *machine, key_id key);
void durability_flush_all(struct machine *machine); /* as a clean shutdown; files too */
/* The hive that holds the key has no unwritten change. True for a key in no hive. */
bool durability_is_flushed(const struct machine *machine, key_id key);

/* The root of the hive that holds `key`: the ancestor two levels below the root of the store.
 * KEY_NONE: it is above all hives, or volatile. */
key_id durability_hive(const struct machine *machine, key_id key);
void durability_forget(struct machine *machine, key_id hive); /* it was unloaded */

/* From now on the hive that holds the key is written by flushes alone. */
void durability_stop_lazy(struct machine *machine, key_id key);
/* The hive at `root` becomes what its last flush wrote; false: it is written lazily. */
bool durability_refresh(struct machine *machine, key_id root);

/* Called by machine/ after a change, resp. when the clock has moved. */
void durability_changed(struct machine *machine, key_id key);
void durability_settle(struct machine *machine);

/* The registry becomes what was durable; volatile keys stay (a boot takes them away). */
void durability_restore(struct machine *machine);

#endif
