/*
 * Two kinds of failure never mix. What Windows would answer is data: an LSTATUS, a DWORD. What goes
 * wrong in our own process (an unreadable file, bad YAML) is a regsim_status, with the details as
 * diagnostics (base/diag.h). The struct makes the compiler refuse to mix the two.
 */
#ifndef REGSIM_BASE_STATUS_H
#define REGSIM_BASE_STATUS_H

#include <stdbool.h>

enum regsim_code {
    REGSIM_OK = 0,
    REGSIM_INVALID,     /* the input (scenario, .reg, hive, arguments) is wrong: exit code 2 */
    REGSIM_HOST,        /* the host failed (open, read, write, fork): exit code 3 */
    REGSIM_UNSUPPORTED, /* the input is right, but not supported yet: exit code 2 */
};

typedef struct regsim_status {
    enum regsim_code code;
} regsim_status;

#define REGSIM_CHECKED __attribute__((warn_unused_result))

static inline regsim_status regsim_ok(void)
{
    return (regsim_status){REGSIM_OK};
}

static inline regsim_status regsim_failed(enum regsim_code code)
{
    return (regsim_status){code};
}

static inline bool regsim_is_ok(regsim_status status)
{
    return status.code == REGSIM_OK;
}

/* Returns from the calling function (which itself returns regsim_status) if `call` failed. */
#define REGSIM_TRY(call)                                                                           \
    do {                                                                                           \
        regsim_status try_status = (call);                                                         \
        if (!regsim_is_ok(try_status))                                                             \
            return try_status;                                                                     \
    } while (0)

#endif
