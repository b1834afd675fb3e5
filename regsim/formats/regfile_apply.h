/*
 * A sink that carries a .reg file out in a store. Sections of a file follow each other in tree
 * order, so each one starts from the deepest key that it shares with the one before.
 */
#ifndef REGSIM_FORMATS_REGFILE_APPLY_H
#define REGSIM_FORMATS_REGFILE_APPLY_H

#include "formats/regfile.h"
#include "registry/store.h"

/* Where the predefined keys are in the store. */
enum regfile_layout {
    REGFILE_AS_WRITTEN, /* HKEY_LOCAL_MACHINE, HKEY_CURRENT_USER … below the root: a document */
    REGFILE_AS_NT, /* MACHINE, USER … below the root, links followed: a machine's \REGISTRY */
};

struct regfile_level {
    size_t end; /* of this component in the path */
    key_id key;
};

struct regfile_apply {
    struct store *store;
    enum regfile_layout layout;
    filetime now;
    key_id key;       /* of the open section; KEY_NONE: none */
    bool touched;     /* the open key has its last-write time */
    size_t deletions; /* sections and values that delete, found so far */
    /* Which keys a section names, by id (the others are implied): set where track_named. */
    bool track_named;
    uint8_t *named; /* owned; named_capacity bytes */
    size_t named_capacity;
    /* the last path, and the keys along it */
    enum regfile_root root;
    struct ubuf path;
    struct regfile_level levels[REGFILE_DEPTH_MAX + 1];
    size_t level_count; /* levels[0] is the predefined key; 0: nothing is known */
};

/* Everything that is created or changed gets `now` as its last-write time. */
void regfile_apply_init(struct regfile_apply *out, struct store *store, enum regfile_layout layout,
                        filetime now);
struct regfile_sink regfile_apply_sink(struct regfile_apply *apply);
void regfile_apply_done(struct regfile_apply *apply); /* the store stays */

/* Follows a link key to its target; KEY_NONE where it leads nowhere. `place` is the path of `top`
 * (HKEY_LOCAL_MACHINE\…); where it is empty, MACHINE and USER, or the predefined keys, stand below
 * the store's root. */
key_id regfile_follow_links(const struct store *store, key_id top, struct ustr place, key_id key);

#endif
