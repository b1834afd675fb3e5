/*
 * The fixer under test: an image that win32/ can run, or a .reg script, and its profile, which maps
 * the intents of scenarios to arguments. Without a profile `fix` is the program without arguments,
 * and there are no other intents.
 *
 * The profile is a YAML file beside the image, smsperffix.yaml for smsperffix.so:
 *
 *   name: smsperffix
 *   fix: --fix --backup C:\undo.reg
 *   undo: --undo C:\undo.reg
 */
#ifndef REGSIM_SCENARIO_FIXER_H
#define REGSIM_SCENARIO_FIXER_H

#include "base/diag.h"
#include "scenario/model.h"

struct image;
struct script;

struct fixer {
    char *path;                /* of the shared object or .reg script, as it was given */
    char *name;                /* of the program, without .exe */
    struct image *image;       /* NULL: it is a script */
    struct script *script;     /* NULL: it is an image */
    char *detect, *fix, *undo; /* argument strings; NULL: the fixer has no such intent */
    bool is_smsperffix;        /* `run: smsperffix …` steps may run it */
};

regsim_status fixer_open(struct fixer **out, const char *path, struct diags *diags) REGSIM_CHECKED;
void fixer_close(struct fixer *fixer); /* NULL is fine */

/* The arguments for STEP_DETECT, STEP_FIX or STEP_UNDO; NULL: none. */
const char *fixer_arguments(const struct fixer *fixer, enum step_kind intent);

#endif
