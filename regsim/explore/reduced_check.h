/* What is written of a reduction is loaded and played before it is: it must show the same. */
#ifndef REGSIM_EXPLORE_REDUCED_CHECK_H
#define REGSIM_EXPLORE_REDUCED_CHECK_H

#include "base/buf.h"
#include "scenario/play.h"

struct reduced_check {
    const struct play_options *options;
    const char *path; /* where the text is going to stand */
    bool (*same)(void *context, const struct outcome *outcome);
    void *context;
    const char *refused; /* begins what is said where it does not show the same … */
    const char *hint;    /* … and what helps then; NULL: nothing */
};

/* REGSIM_INVALID: the text is no scenario, or some cell of it does not show the same. */
REGSIM_CHECKED regsim_status reduced_check(const struct buf *text,
                                           const struct reduced_check *check, struct diags *diags);

#endif
