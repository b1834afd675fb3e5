/* assert.h of regsim's SDK: a failed assertion prints and aborts, exit code 3. */
#include "regsim_crt.h"

#ifndef REGSIM_SDK_ASSERT_H
#define REGSIM_SDK_ASSERT_H
REGSIM_CRT(void, regsim_assert_failed, (const char *expression, const char *file, int line))
__attribute__((noreturn));
#ifndef REGSIM_INSIDE
#define static_assert _Static_assert
#endif
#endif

#ifndef REGSIM_INSIDE
#undef assert
#ifdef NDEBUG
#define assert(expression) ((void)0)
#else
#define assert(expression)                                                                         \
    ((expression) ? (void)0 : regsim_assert_failed(#expression, __FILE__, __LINE__))
#endif
#endif
