/*
 * What the file commands work on: registry files loaded, in order, into one store. Either the
 * predefined keys stand below its root (.reg files, and a hive that is mounted at a key), or the
 * root is that of a single hive. Wine's text hives say themselves where they belong. The first file
 * may be a scenario, for the registry that it gives (document_scenario.h).
 */
#ifndef REGSIM_CLI_DOCUMENT_H
#define REGSIM_CLI_DOCUMENT_H

#include "cli/options.h"
#include "formats/load.h"

struct document {
    struct store *store;
    struct load_result result; /* of the last file */
    size_t deletions;          /* that the files asked for */
    size_t lost;               /* of hives that were salvaged */
    bool rooted_in_hive;       /* the store's root is a hive's root */
    struct ubuf key;           /* where a hive belongs: HKEY_LOCAL_MACHINE\…; empty: not said */
    bool timed;                /* a file had last-write times of its own */
    bool of_scenario;          /* there is no file: `result` tells nothing */
};

/* What --key says, HKLM\X or HKEY_LOCAL_MACHINE\X, with the long name. */
REGSIM_CHECKED regsim_status document_parse_key(struct ubuf *out, const char *key,
                                                struct diags *diags);
/* The options --key, --machine and --cell are taken from `arguments`. A hive among several files,
 * or beside .reg files, needs --key, unless it says itself where it belongs. */
REGSIM_CHECKED regsim_status document_open(struct document *out, const char *const *paths,
                                           size_t count, const struct arguments *arguments,
                                           struct load_options *options, struct diags *diags);
/* --machine and --cell mean nothing where no word of the arguments is a scenario: false, and stderr
 * says so. */
bool document_options_fit(const struct arguments *arguments);
/* REGSIM_INVALID: `out`, if it is not NULL, is one of the input files, which would be lost. */
REGSIM_CHECKED regsim_status document_spare(const char *out, const char *const *inputs,
                                            size_t count, struct diags *diags);
/* Puts the root of a hive at the document's key. */
void document_mount(struct document *document);
void document_close(struct document *document);

#endif
