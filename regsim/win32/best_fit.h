/* See best_fit.c. */
#ifndef REGSIM_WIN32_BEST_FIT_H
#define REGSIM_WIN32_BEST_FIT_H

#include <uchar.h>

int best_fit_1252(char16_t unit); /* the byte, or -1 */

#endif
