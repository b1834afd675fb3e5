/*
 * What a target format cannot hold, told as it is met: one error for each thing, or one warning
 * where losing it is allowed. The first error says how to allow it. What whole trees have
 * (descriptors, last-write times) is counted, and told in one line each at the end. The list is
 * bounded as all diagnostics are (DIAGS_MAX), with a count of the rest.
 */
#ifndef REGSIM_FORMATS_LOSSES_H
#define REGSIM_FORMATS_LOSSES_H

#include "base/diag.h"
#include "base/ustr.h"
#include "registry/store.h"

#include <stdbool.h>

struct losses {
    struct diags *diags;
    const char *file; /* the target; NULL: none */
    bool allowed;     /* --lossy */
    size_t count;
    size_t securities, times; /* keys whose descriptor, whose last-write time is lost */
};

/* `what` of the key at `path`, and of its value `value` unless that is NULL. */
void losses_add(struct losses *losses, struct ustr path, const struct ustr *value,
                const char *what);
/* Whether the key's descriptor is another than a new key would get there: any format without
 * descriptors loses only such a one. */
bool loses_security(const struct store *store, key_id key);
/* REGSIM_INVALID where something was lost and that is not allowed. */
REGSIM_CHECKED regsim_status losses_end(struct losses *losses);

#endif
