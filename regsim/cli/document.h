/*
 * What the file commands work on: registry files loaded, in order, into one store. Either the
 * predefined keys stand below its root (.reg files, and a hive that is mounted at a key), or the
 * root is that of a single hive. Wine's text hives say themselves where they belong.
 */
#ifndef REGSIM_CLI_DOCUMENT_H
#define REGSIM_CLI_DOCUMENT_H

#include "formats/load.h"

struct document {
    struct store *store;
    struct load_result result; /* of the last file */
    size_t deletions;          /* that the files asked for */
    size_t lost;               /* of hives that were salvaged */
    bool rooted_in_hive;       /* the store's root is a hive's root */
    struct ubuf key;           /* where a hive belongs: HKEY_LOCAL_MACHINE\…; empty: not said */
    bool timed;                /* a file had last-write times of its own */
};

/* What --key says, HKLM\X or HKEY_LOCAL_MACHINE\X, with the long name. */
REGSIM_CHECKED regsim_status document_parse_key(struct ubuf *out, const char *key,
                                                struct diags *diags);
/* `key` is what --key said, or NULL. A hive among several files, or beside .reg files, needs it,
 * unless it says itself where it belongs. */
REGSIM_CHECKED regsim_status document_open(struct document *out, const char *const *paths,
                                           size_t count, const char *key,
                                           struct load_options *options, struct diags *diags);
/* Puts the root of a hive at the document's key. */
void document_mount(struct document *document);
void document_close(struct document *document);

#endif
