/* From the registry into a tree. */
#ifndef SMSPERFFIX_CAPTURE_H
#define SMSPERFFIX_CAPTURE_H

#include "tree.h"

/*
 * Adds the subkey `name` of Services and all below it. Every key is opened for reading and for
 * `access`, so that success also proves these rights on each of them. On failure out->refused is
 * the key that was in the way. In either case the handles stay open until capture_close.
 */
LSTATUS capture(struct tree *out, HKEY services, const WCHAR *name, SIZE_T units, REGSAM access);
void capture_close(struct tree *tree);

#endif
