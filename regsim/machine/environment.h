/*
 * Environment variables: names compared nocase, kept in the order in which they were set. A machine
 * has the system's; a process starts with a copy.
 */
#ifndef REGSIM_MACHINE_ENVIRONMENT_H
#define REGSIM_MACHINE_ENVIRONMENT_H

#include "base/ustr.h"

struct environment_entry {
    struct ustr name, value; /* owned */
};

struct environment { /* zero-initialised is empty */
    struct environment_entry *entries;
    size_t count, capacity;
};

void environment_set(struct environment *env, struct ustr name, struct ustr value);
bool environment_unset(struct environment *env, struct ustr name);
/* Lends; false where the name is not set. */
bool environment_get(struct ustr *out, const struct environment *env, struct ustr name);
/* Appends `text` with each %NAME% replaced; an unknown %NAME% stays as it is written (sdk-api
 * ExpandEnvironmentStringsW; rule text.environment). */
void environment_expand(struct ubuf *out, const struct environment *env, struct ustr text);
void environment_copy(struct environment *out, const struct environment *env);
void environment_free(struct environment *env); /* leaves an empty one */

#endif
