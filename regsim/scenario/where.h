/*
 * Where a path of a scenario is: from the user's spelling (HKLM\SYSTEM\CurrentControlSet\…) to the
 * one canonical path below \REGISTRY (MACHINE\SYSTEM\ControlSet001\…), in which no component is a
 * link, and back. Canonical paths are what diffs, marks and expectations are compared by.
 */
#ifndef REGSIM_SCENARIO_WHERE_H
#define REGSIM_SCENARIO_WHERE_H

#include "registry/ops.h"

/* Appends the canonical path. Components that do not exist stay as written; the last one is not
 * followed where it is a link itself. False: the path does not begin with a known root, or its
 * links go round in circles. */
bool where_canonical(struct ubuf *out, const struct registry *registry, struct ustr user_path);
/* The same, but a link that is the last component is followed too, as programs do that do not ask
 * for the link itself. */
bool where_target(struct ubuf *out, const struct registry *registry, struct ustr user_path);

/* Appends the path as people write it: HKLM\…, with CurrentControlSet for the set that it names
 * now. */
void where_show(struct ubuf *out, const struct registry *registry, struct ustr canonical);

/* The same as text; the caller frees. */
char *where_text(const struct registry *registry, struct ustr canonical);

#endif
