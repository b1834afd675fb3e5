/*
 * What an expectation lists about the registry, with canonical paths, and whether a change is among
 * it.
 */
#ifndef REGSIM_SCENARIO_LISTING_H
#define REGSIM_SCENARIO_LISTING_H

#include "scenario/judge.h"

enum change_kind { CHANGE_REMOVED, CHANGE_ADDED, CHANGE_CHANGED };
enum { CHANGE_KIND_COUNT = CHANGE_CHANGED + 1 };

enum change_kind ledger_kind(const struct ledger_entry *entry);

/* One listed line: of `removed` and `ignoring` (names), of `added` and `changed` (values). */
struct listed {
    size_t machine;   /* its place in the network */
    struct ubuf path; /* canonical */
    const struct place *place;
    const struct ustr *names;
    const struct value_spec *values;
    size_t value_count; /* 0: about the key (and, of names, all below it) */
};

struct listing {
    struct listed *items;
    size_t count;
};

struct listing listing_of_paths(const struct registry_changes *changes,
                                const struct path_spec *specs, size_t count);
struct listing listing_of_keys(const struct registry_changes *changes, const struct key_spec *specs,
                               size_t count);
void listing_free(struct listing *listing);

/* A removal is allowed by a line of `removed`, an addition by one of `added`, a change by one of
 * `changed`; the listing is that of the entry's kind. */
bool listing_allows(const struct listing *listing, size_t machine,
                    const struct ledger_entry *entry);
/* The entry is at or below a line of names: `ignoring`. */
bool listing_covers(const struct listing *listing, size_t machine,
                    const struct ledger_entry *entry);

/* What the listing says of the entry's value, where it names that value; NULL: it does not. */
const struct value_spec *listing_value(const struct listing *listing, size_t machine,
                                       const struct ledger_entry *entry);

/* What is listed and did not happen; lends the listing's texts. */
struct missing {
    size_t machine;
    struct ustr path;
    const struct ustr *name; /* NULL: the key */
};
struct missing_list {
    struct missing *items; /* freed by the caller */
    size_t count, capacity;
};
void listing_missing(struct missing_list *out, const struct listing *listing,
                     const struct registry_changes *changes, enum change_kind kind);

#endif
