/*
 * The patch that turns one registry into another, from what differs between them.
 *
 * Main invariant: applied to A it gives B, or what keeps it from that is said: a .reg file knows
 * keys and values, not their class names, descriptors, flags, or how a name is spelled.
 */
#ifndef REGSIM_FORMATS_PATCH_DIFF_H
#define REGSIM_FORMATS_PATCH_DIFF_H

#include "formats/patch.h"
#include "registry/diff.h"

struct patch_diff_options {
    const char *name;  /* how a diagnostic calls the patch */
    uint32_t compared; /* diff_what: which of them count; those of keys that B adds too */
    bool lossy;        /* what no patch can say is a warning, not an error */
};

/* The predefined keys stand below the roots that `diff` compared. They are always there: the patch
 * neither makes nor deletes them. */
REGSIM_CHECKED regsim_status patch_from_diff(struct patch *out, const struct diff *diff,
                                             const struct store *a, const struct store *b,
                                             const struct patch_diff_options *options,
                                             struct diags *diags);

#endif
