/* Whole files, read and made in one go. */
#ifndef SMSPERFFIX_FILE_H
#define SMSPERFFIX_FILE_H

#include "memory.h"

#define FILE_PIECE 0x10000 /* the most that one call transfers */

/* Each returns a Windows error code. A file that cannot be made whole and flushed is not left
 * behind; one that exists is not touched. Reading needs room for the file and a piece more. */
DWORD file_read(struct buf *out, const WCHAR *path);
DWORD file_create(const WCHAR *path, const struct buf *bytes);

#endif
