/*
 * How the C library of regsim's SDK reaches the simulated process: every function keeps its C name
 * in the source and has the linker name crt_NAME, which regsim exports. So nothing binds to the
 * host's C library by accident. regsim itself (REGSIM_INSIDE) declares the same functions as
 * crt_NAME.
 */
#ifndef REGSIM_SDK_REGSIM_CRT_H
#define REGSIM_SDK_REGSIM_CRT_H

#include <stdarg.h>
#include <stddef.h>

#ifdef REGSIM_INSIDE
#define REGSIM_CRT(type, name, arguments) type crt_##name arguments
#define REGSIM_FILE                       struct crt_file
#define REGSIM_TM                         struct crt_tm
#else
#define REGSIM_CRT(type, name, arguments) type name arguments __asm__("crt_" #name)
#define REGSIM_FILE                       FILE
#define REGSIM_TM                         struct tm
#endif

typedef __CHAR16_TYPE__ regsim_wchar; /* wchar_t of a program under test */

#endif
