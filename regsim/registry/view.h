/* What the 32-bit view of 64-bit Windows sees in the place of a key (view.c). */
#ifndef REGSIM_REGISTRY_VIEW_H
#define REGSIM_REGISTRY_VIEW_H

#include "registry/ops.h"

/* The key whose subkey `name` the 32-bit view opens when it comes to `at`; `at` itself where that
 * is one for both. An empty name: where the path ends. */
key_id view_enter(const struct registry *registry, key_id at, struct ustr name);
/* HKLM\SOFTWARE\Classes, or a user's \REGISTRY\USER\SID_Classes. */
bool view_is_classes(const struct store *store, key_id key);

#endif
