/* What the files of the token API share. A process has one token; a handle says what may be done
 * with it. */
#ifndef REGSIM_WIN32_TOKEN_H
#define REGSIM_WIN32_TOKEN_H

#include "win32/security.h"

/* 0, ERROR_INVALID_HANDLE or ERROR_ACCESS_DENIED. */
uint32_t token_check(const struct call *call, HANDLE handle, DWORD rights);

/* Appends a TOKEN_PRIVILEGES of those in `which` that the token holds. */
void privileges_list(struct buf *out, const struct token *token, uint32_t which);

#endif
