/* What every operation asks first: is the key there, and may this handle, or this caller, do it? */
#ifndef REGSIM_REGISTRY_RIGHTS_H
#define REGSIM_REGISTRY_RIGHTS_H

#include "registry/ops.h"

/* ERROR_ACCESS_DENIED, ERROR_KEY_DELETED or ERROR_INVALID_HANDLE. The handle's rights come first:
 * Windows looks at them before it looks at the key. */
uint32_t require(const struct registry *registry, const struct reg_key *key, uint32_t right);
/* Checks the caller against the descriptor of `key`; *granted may be NULL. */
uint32_t authorize(uint32_t *granted, const struct registry *registry,
                   const struct reg_caller *caller, key_id key, uint32_t desired);
/* \REGISTRY, MACHINE, USER and the roots of hives below them: nobody deletes or renames these. */
bool is_hive_root(const struct registry *registry, key_id key);
void changed(struct registry *registry, key_id key, uint32_t filter);

#endif
