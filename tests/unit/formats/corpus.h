/*
 * Real input: the folder that REGSIM_CORPUS names. Without it a test skips, loudly; when
 * REGSIM_REQUIRE holds "corpus" that is a failure, for CI must not pass by skipping.
 */
#ifndef TESTS_UNIT_FORMATS_CORPUS_H
#define TESTS_UNIT_FORMATS_CORPUS_H

#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The corpus; skips or fails the running test where there is none. */
static inline const char *corpus(void)
{
    const char *folder = getenv("REGSIM_CORPUS"), *require = getenv("REGSIM_REQUIRE");
    if (folder && *folder)
        return folder;
    if (require && strstr(require, "corpus"))
        fail_msg("REGSIM_CORPUS is not set, and REGSIM_REQUIRE asks for the corpus");
    print_message("skipped: REGSIM_CORPUS is not set\n");
    skip();
    return NULL;
}

#endif
