/*
 * Writes a hive: version 1.3 (what RegSaveKey calls the standard format), 1.5 (the latest) or, so
 * that a file keeps its version, 1.4 and 1.6 (as 1.5, without its layers). The same tree gives the
 * same bytes. Volatile keys are no part of a hive: they are an error, or, when lossy, a warning,
 * and are left out.
 */
#ifndef REGSIM_FORMATS_HIVE_WRITE_H
#define REGSIM_FORMATS_HIVE_WRITE_H

#include "formats/output.h"
#include "registry/store.h"

struct hive_write_options {
    uint32_t minor; /* 3 … 6 */
    bool lossy;
    struct ustr root_name; /* lent; empty: ROOT */
};

/* The tree at `top`, which becomes the hive's root key, into out->buf. A key without a security
 * descriptor gets the one that governs it. REGSIM_INVALID: a hive cannot hold it. */
REGSIM_CHECKED regsim_status hive_write(struct output *out, const struct store *store, key_id top,
                                        const struct hive_write_options *options,
                                        struct diags *diags);

#endif
