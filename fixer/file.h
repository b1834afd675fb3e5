/* Whole files, read and made in one go. */
#ifndef SMSPERFFIX_FILE_H
#define SMSPERFFIX_FILE_H

#include "memory.h"

/* Each returns a Windows error code. A file that cannot be made whole and flushed is not left
 * behind; one that exists is not touched. */
DWORD file_read(struct buf *out, const WCHAR *path);
DWORD file_create(const WCHAR *path, const struct buf *bytes);

#endif
