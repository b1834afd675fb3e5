/*
 * From a path to a key: components, links, name limits. A walk goes as far as there are keys; where
 * one is missing it stays at the key that lacks it, so that creation can go on from there.
 */
#ifndef REGSIM_REGISTRY_RESOLVE_H
#define REGSIM_REGISTRY_RESOLVE_H

#include "registry/ops.h"

struct walk {
    const struct registry *registry;
    key_id at;        /* the key that was reached */
    struct ustr rest; /* what is still to go, without leading backslashes */
    unsigned hops;    /* links followed so far */
    bool in_view;     /* the caller is in the 32-bit view of a 64-bit Windows */
    bool open_link;   /* do not follow a link that is the last component */
    struct ubuf path; /* holds `rest` where a link leads to a key that is not there */
};

/* Starts at `base`, or at the root of the registry where base is NULL and the path absolute.
 * ERROR_BAD_PATHNAME, ERROR_INVALID_HANDLE, ERROR_KEY_DELETED. */
uint32_t walk_start(struct walk *out, const struct registry *registry, const struct reg_key *base,
                    struct ustr path);
/* From here on by the view that the flags of `desired` ask for. */
void walk_view(struct walk *walk, uint32_t desired);
/* ERROR_SUCCESS: `at` is the key. ERROR_FILE_NOT_FOUND: `at` has no key of the first name of
 * `rest`; or `rest` is empty and a link leads nowhere. */
uint32_t walk_on(struct walk *walk);
void walk_end(struct walk *walk);

/* The first name of `rest`, which moves past it and its backslashes. */
struct ustr walk_name(struct ustr *rest);

/* The key that the link `key` leads to, as REG_LINK data; false: it has no usable target. */
bool link_target(struct ustr *out, const struct registry *registry, key_id key);

#endif
