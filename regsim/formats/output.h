/*
 * A file that appears whole or not at all: written without a name where the file system can (so
 * that nothing stays of a process that is killed), else beside its name, then renamed; where the
 * name is a symbolic link, beside what it leads to, and the link stays. What is no regular file (a
 * pipe, a device, "-" for standard output) gets all of it at the end, or nothing: until then it
 * waits in a file without a name (spool.h). Errors are kept until output_commit, so a writer need
 * not look at each write.
 */
#ifndef REGSIM_FORMATS_OUTPUT_H
#define REGSIM_FORMATS_OUTPUT_H

#include "base/buf.h"
#include "base/diag.h"

#include <stdbool.h>

struct output {
    char *path;
    char *target;    /* NULL where `path` is no regular file */
    char *temporary; /* NULL: none, or not yet */
    int fd;          /* -1: no file, everything stays in `buf` */
    bool spools;     /* `path` is no regular file: it gets all at the end, through `last_fd` */
    int last_fd;
    int error; /* errno of the first write that failed; 0: none */
    struct buf buf;
};

REGSIM_CHECKED regsim_status output_begin(struct output *out, const char *path,
                                          struct diags *diags);
/* Writes what `buf` holds once it is large; call it after each record. */
void output_spill(struct output *output);
/* Flushes, syncs and renames; where that fails nothing is left behind. */
REGSIM_CHECKED regsim_status output_commit(struct output *output, struct diags *diags);
void output_abort(struct output *output); /* after output_commit it does nothing */

#endif
