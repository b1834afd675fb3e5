/*
 * From YAML to scenarios: every file below the given paths, every cell of its matrix, checked
 * whole. Errors carry file, line, column, the line, a caret and a hint, and each mistake is said
 * once, however many cells share it.
 */
#ifndef REGSIM_SCENARIO_LOAD_H
#define REGSIM_SCENARIO_LOAD_H

#include "base/diag.h"
#include "scenario/model.h"

/* A file that was read, by its real path: one that is named twice is read once. */
struct loaded_file {
    uint64_t device, inode; /* what differs most quickly */
    char *path;
};

struct scenario_list {
    struct scenario **items; /* owned; in path order, then in matrix order */
    size_t count, capacity;
    size_t files; /* scenario files read */
    struct loaded_file *loaded;
    size_t loaded_count, loaded_capacity;
};

struct scenario_load_options {
    bool lint; /* also report what is legal but doubtful, as warnings */
};

/* Adds the scenarios of a file, or of all *.yaml below a folder (installs/ and bases/ are
 * validated, not listed). REGSIM_INVALID when anything was wrong; what was right is in the list all
 * the same. REGSIM_HOST where the path cannot be opened. */
regsim_status scenario_load(struct scenario_list *out, const char *path,
                            const struct scenario_load_options *options,
                            struct diags *diags) REGSIM_CHECKED;
/* The same of one scenario's text that is there already, read as if it stood in `path`. */
regsim_status scenario_load_text(struct scenario_list *out, const char *path, const char *text,
                                 size_t size, struct diags *diags) REGSIM_CHECKED;
void scenario_list_free(struct scenario_list *list);

#endif
