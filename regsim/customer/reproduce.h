/*
 * Reproducing a customer's machine: his exports on a machine of the given Windows, a monitor, the
 * fixer, the monitor again. What comes out is data; report/ words it.
 *
 * Exports do not say which files there were. So every library that a Performance key names is taken
 * to be there and in order, but those of keys that Q267971 is about, which are taken to be gone, as
 * the article says; `present` and `missing` change that for single files.
 */
#ifndef REGSIM_CUSTOMER_REPRODUCE_H
#define REGSIM_CUSTOMER_REPRODUCE_H

#include "scenario/fixer.h"
#include "scenario/ledger.h"
#include "scenario/stage.h"

struct reproduce_options {
    enum os os;
    bool os_assumed;   /* nobody said which: warn where the exports are of another */
    uint32_t codepage; /* of 8-bit .reg text; 0: not stated */
    bool salvage;      /* of damaged hives, read what can be reached */
    const struct fixer *fixer;
    uint32_t cpu_limit_ms;
    const char *const *present, *const *missing; /* paths of libraries */
    size_t present_count, missing_count;
};

struct reproduce_result {
    struct machine *machine;            /* after the fix */
    struct store *mounted;              /* the registry before the first monitor */
    struct registry before;             /* the registry before the fix; its store is a clone */
    uint32_t last_event_before;         /* number of the last event that the first monitor caused */
    size_t events_before, events_after; /* Perflib's errors that the monitors caused */
    struct ledger changes;              /* by the fixer */
    bool fixer_succeeded;
    char *fixer_end; /* how it ended: "exit code 0", what killed it */
    char *said;
    size_t lost;           /* places of salvaged hives that could not be read */
    size_t services, keys; /* Services\*\Performance, all keys */
};

/* The fixer's `fix` is run once. */
regsim_status reproduce(struct reproduce_result *out, const char *const *files, size_t count,
                        const struct reproduce_options *options,
                        struct diags *diags) REGSIM_CHECKED;
/* Puts the files under a machine; `lost` as in struct reproduce_result. REGSIM_INVALID: one cannot
 * be read, or the whole makes no machine (export_check). */
regsim_status reproduce_mount(struct machine *machine, size_t *lost, const char *const *files,
                              size_t count, const struct reproduce_options *options,
                              struct diags *diags) REGSIM_CHECKED;
/* The machine of a settled export (export.h) after one monitor: the events are in its log. */
struct machine *reproduce_watch(const struct store *export,
                                const struct reproduce_options *options);
void reproduce_free(struct reproduce_result *result);

/* Cured, or nothing was to be cured: no key of the article is left at which a monitor fails, the
 * fixer reported success, and all it did was to remove. */
bool reproduce_is_cured(const struct reproduce_result *result);

#endif
