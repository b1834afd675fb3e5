/*
 * The C library of the simulated process (sdk/stdio.h and so on, here with the prefix crt_): its
 * state, one a run. Memory that the program sees comes from the process's heap.
 */
#ifndef REGSIM_WIN32_CRT_H
#define REGSIM_WIN32_CRT_H

#include "win32/user.h"

#include "sdk/assert.h"
#include "sdk/ctype.h"
#include "sdk/errno.h"
#include "sdk/locale.h"
#include "sdk/stdio.h"
#include "sdk/stdlib.h"
#include "sdk/string.h"
#include "sdk/time.h"
#include "sdk/wchar.h"

enum { CRT_EXITS_MAX = 64, CRT_ABORT_CODE = 3, CRT_WEOF = 0xFFFF };

struct crt_file {
    int standard; /* 0 stdin, 1 stdout, 2 stderr; -1: a file */
    HANDLE handle;
    bool text, eof, error, read, write;
    int pushed; /* by ungetc, or -1 */
    struct crt_file *next;
};

struct crt {
    struct crt_file standard[3];
    struct crt_file *files; /* open ones */
    void (*exits[CRT_EXITS_MAX])(void);
    size_t exit_count;
    int error; /* errno */
    int argc;
    char **argv;
    regsim_wchar **wargv;
    char *command_line; /* GetCommandLineA */
    regsim_wchar *command_line_wide;
    char *strtok_at;
    regsim_wchar *wcstok_at;
    unsigned random;
    struct crt_tm tm;
    char text[64]; /* asctime, strerror */
};

struct crt *crt_state(void);     /* of the current run */
void crt_start(struct run *run); /* fills in argc, argv, the command lines */
void crt_done(struct run *run);  /* frees; the files go with the process's handles */
void crt_run_exits(void);        /* what atexit registered, last first */
void crt_write(struct crt_file *stream, const char *bytes, size_t size); /* with CR LF in text */

/* All of a function that ends with (…, format, ...): the answer of `call`, which has `arguments`.
 */
#define CRT_VARIADIC(call)                                                                         \
    va_list arguments;                                                                             \
    va_start(arguments, format);                                                                   \
    int answer = (call);                                                                           \
    va_end(arguments);                                                                             \
    return answer

/* Errors of Windows as errno. */
int crt_errno_of(uint32_t code);

#endif
