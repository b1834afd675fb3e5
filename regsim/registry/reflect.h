/* Reflection between the two views of 64-bit Windows, which Windows 7 ended (reflect.c). */
#ifndef REGSIM_REGISTRY_REFLECT_H
#define REGSIM_REGISTRY_REFLECT_H

#include "registry/ops.h"

/* Whether the key is one of those that this Windows reflects. */
bool registry_is_reflected(const struct registry *registry, key_id key);
/* A handle of the key is closed: the key, or its counterpart, takes over what was written last. */
void registry_reflect(struct registry *registry, key_id key);
/* Of a key that is reflected; another stays as it is. */
void registry_set_reflection(struct registry *registry, key_id key, bool on);

#endif
