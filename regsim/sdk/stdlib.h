/* stdlib.h of regsim's SDK: memory, numbers, sorting and the end of the simulated process. */
#ifndef REGSIM_SDK_STDLIB_H
#define REGSIM_SDK_STDLIB_H

#include "regsim_crt.h"

#ifndef REGSIM_INSIDE
#define EXIT_SUCCESS    0
#define EXIT_FAILURE    1
#define RAND_MAX        0x7FFF
#define MB_CUR_MAX      1
#define _MAX_PATH       260
#define _MAX_DRIVE      3
#define _MAX_DIR        256
#define _MAX_FNAME      256
#define _MAX_EXT        256
#define __argc          (*regsim_argc())
#define __argv          (*regsim_argv())
#define __wargv         (*regsim_wargv())
#define _countof(array) (sizeof(array) / sizeof *(array))
#define alloca(size)    __builtin_alloca(size)
#define _alloca(size)   __builtin_alloca(size)
typedef struct {
    int quot, rem;
} div_t;
#endif

REGSIM_CRT(int *, regsim_argc, (void));
REGSIM_CRT(char ***, regsim_argv, (void));
REGSIM_CRT(regsim_wchar ***, regsim_wargv, (void));

REGSIM_CRT(void *, malloc, (size_t size));
REGSIM_CRT(void *, calloc, (size_t count, size_t size));
REGSIM_CRT(void *, realloc, (void *memory, size_t size));
REGSIM_CRT(void, free, (void *memory));
REGSIM_CRT(void, exit, (int code)) __attribute__((noreturn));
REGSIM_CRT(void, _exit, (int code)) __attribute__((noreturn));
REGSIM_CRT(void, abort, (void)) __attribute__((noreturn));
REGSIM_CRT(int, atexit, (void (*function)(void)));
REGSIM_CRT(int, atoi, (const char *text));
REGSIM_CRT(long, atol, (const char *text));
REGSIM_CRT(int, _wtoi, (const regsim_wchar *text));
REGSIM_CRT(long, _wtol, (const regsim_wchar *text));
REGSIM_CRT(long long, _atoi64, (const char *text));
REGSIM_CRT(double, atof, (const char *text));
REGSIM_CRT(double, strtod, (const char *text, char **end));
REGSIM_CRT(long, strtol, (const char *text, char **end, int base));
REGSIM_CRT(unsigned long, strtoul, (const char *text, char **end, int base));
REGSIM_CRT(long, wcstol, (const regsim_wchar *text, regsim_wchar **end, int base));
REGSIM_CRT(unsigned long, wcstoul, (const regsim_wchar *text, regsim_wchar **end, int base));
REGSIM_CRT(char *, _itoa, (int value, char *out, int base));
REGSIM_CRT(char *, _ltoa, (long value, char *out, int base));
REGSIM_CRT(char *, _ultoa, (unsigned long value, char *out, int base));
REGSIM_CRT(regsim_wchar *, _itow, (int value, regsim_wchar *out, int base));
REGSIM_CRT(regsim_wchar *, _ltow, (long value, regsim_wchar *out, int base));
REGSIM_CRT(regsim_wchar *, _ultow, (unsigned long value, regsim_wchar *out, int base));
REGSIM_CRT(void, qsort,
           (void *items, size_t count, size_t size, int (*compare)(const void *, const void *)));
REGSIM_CRT(void *, bsearch,
           (const void *key, const void *items, size_t count, size_t size,
            int (*compare)(const void *, const void *)));
REGSIM_CRT(int, abs, (int value));
REGSIM_CRT(long, labs, (long value));
REGSIM_CRT(int, rand, (void));
REGSIM_CRT(void, srand, (unsigned seed));
REGSIM_CRT(char *, getenv, (const char *name));
REGSIM_CRT(regsim_wchar *, _wgetenv, (const regsim_wchar *name));
REGSIM_CRT(size_t, mbstowcs, (regsim_wchar * out, const char *text, size_t size));
REGSIM_CRT(size_t, wcstombs, (char *out, const regsim_wchar *text, size_t size));

#endif
