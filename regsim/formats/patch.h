/*
 * A patch: the operations of a .reg file, in order, kept to be applied or written later. It can
 * hold what a registry cannot: deletions.
 */
#ifndef REGSIM_FORMATS_PATCH_H
#define REGSIM_FORMATS_PATCH_H

#include "base/arena.h"
#include "formats/regfile.h"
#include "registry/value.h"

enum patch_kind { PATCH_KEY, PATCH_DELETE_KEY, PATCH_VALUE, PATCH_DELETE_VALUE };

struct patch_op {
    enum patch_kind kind;
    struct regfile_path path;  /* of the two key kinds */
    const struct value *value; /* of the two value kinds; a deletion has its name only */
};

struct patch {
    struct patch_op *ops;
    size_t count, capacity;
    size_t deletions; /* operations that delete */
    struct arena names;
};

/* Zero-initialise the patch. */
struct regfile_sink patch_sink(struct patch *patch); /* appends what it is told */
void patch_replay(const struct patch *patch, const struct regfile_sink *sink);
void patch_free(struct patch *patch);

#endif
