/* The inside of image.c for run.c: an image, loaded fresh. */
#ifndef REGSIM_WIN32_IMAGE_H
#define REGSIM_WIN32_IMAGE_H

#include "win32/run.h"

enum entry_kind { ENTRY_NONE, ENTRY_MAIN, ENTRY_WMAIN, ENTRY_WINMAIN, ENTRY_WWINMAIN };

struct loaded {
    void *library;
    void *entry; /* NULL: the image is a library without a main function */
    enum entry_kind kind;
};

/* Globals are as in the file: nothing of an earlier run is left. */
REGSIM_CHECKED regsim_status image_load(struct loaded *out, const struct image *image,
                                        struct diags *diags);
void image_unload(struct loaded *loaded);

#endif
