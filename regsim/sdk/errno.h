/* errno.h of regsim's SDK: the numbers of Microsoft's C library. */
#ifndef REGSIM_SDK_ERRNO_H
#define REGSIM_SDK_ERRNO_H

#include "regsim_crt.h"

REGSIM_CRT(int *, regsim_errno, (void));

#ifndef REGSIM_INSIDE
#define errno  (*regsim_errno())
#define EPERM  1
#define ENOENT 2
#define EIO    5
#define EBADF  9
#define ENOMEM 12
#define EACCES 13
#define EEXIST 17
#define EINVAL 22
#define EMFILE 24
#define ENOSPC 28
#define EDOM   33
#define ERANGE 34
#define EILSEQ 42
#endif

#endif
