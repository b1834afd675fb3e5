/* The inside of image.c for run.c: an image, loaded fresh. */
#ifndef REGSIM_WIN32_IMAGE_H
#define REGSIM_WIN32_IMAGE_H

#include "win32/run.h"

enum entry_kind { ENTRY_NONE, ENTRY_WMAIN, ENTRY_MAIN, ENTRY_WWINMAIN, ENTRY_WINMAIN };

struct loaded {
    void *library;
    void *entry;
    enum entry_kind kind;
};

/* Globals are as in the file: nothing of an earlier run is left. False: the host's loader refuses
 * it, *why says why (lends until the next load). */
bool image_load(struct loaded *out, const char **why, const struct image *image);
void image_unload(struct loaded *loaded);

#endif
