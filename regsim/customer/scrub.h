/*
 * Scrubbing: what identifies people or opens doors is replaced by stand-ins.
 *
 * Main invariants: a stand-in has the length of what it replaces and a character of the same class
 * (capital, small letter, digit; of addresses, hexadecimal digit) at each place, so no datum
 * changes its size or shape; the same thing gets the same stand-in everywhere, in names, text,
 * binary data and descriptors, of all files that are scrubbed together. Stand-ins are numbered in
 * the order in which their originals are found: nothing can be computed back.
 *
 * What is recognised: names of users, computers, organisations and domains where Windows keeps
 * them, and then wherever they stand, as words, long ones also within words; machine and domain
 * SIDs, IPv4, IPv6, MAC and mail addresses, servers and shares of UNC paths, product keys and ids
 * by their form, as are signed tokens; passwords and secrets by the names of values and keys, and
 * within text by what stands before them (scrub_doors.c). A name that no such place
 * tells is not found.
 */
#ifndef REGSIM_CUSTOMER_SCRUB_H
#define REGSIM_CUSTOMER_SCRUB_H

#include "registry/store.h"

enum scrub_kind {
    SCRUB_USER,
    SCRUB_COMPUTER,
    SCRUB_DOMAIN,
    SCRUB_SID,
    SCRUB_ADDRESS,
    SCRUB_SHARE,
    SCRUB_PRODUCT_KEY,
    SCRUB_SECRET,
    SCRUB_KINDS,
};

const char *scrub_kind_name(enum scrub_kind kind);

struct scrub_entry {
    enum scrub_kind kind;
    struct ustr original, stand_in; /* owned */
    bool word;                      /* looked for wherever words stand */
    bool anywhere;                  /* … and within words */
    size_t places;
};

struct scrub {
    struct scrub_entry *entries; /* in the order found */
    size_t count, capacity;
    size_t *words; /* those entries that are looked for, and the units that they start with */
    size_t word_count, word_capacity;
    uint8_t starts[8192];
    struct ustr *versions; /* what looks like an address, and is said to be a version; owned */
    size_t version_count, version_capacity;
    size_t renamed;    /* keys and values that got another name */
    uint32_t salt;     /* other stand-ins, where those of another salt collided */
    size_t collisions; /* a stand-in is the name of another key or value: try another salt */
    const char *const *spared; /* words that are nobody's; lent */
    size_t spared_count;
};

/* Both take `place`, the path of the store's root, HKEY_LOCAL_MACHINE\SAM of that hive; empty where
 * the predefined keys stand below the root. Names are learnt of all stores before the first is
 * scrubbed, in place. Zero-initialise `scrub`. */
void scrub_learn_store(struct scrub *scrub, const struct store *store, struct ustr place);
void scrub_store(struct scrub *scrub, struct store *store, struct ustr place);
void scrub_free(struct scrub *scrub);

#endif
