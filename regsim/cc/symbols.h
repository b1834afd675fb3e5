/* The check of regsim-cc: what the objects leave undefined is in the API table. */
#ifndef REGSIM_CC_SYMBOLS_H
#define REGSIM_CC_SYMBOLS_H

#include "cc/command.h"

/* The symbol by which the loader knows what regsim-cc built. */
#define SDK_MARK "regsim_sdk_version"

/* 0; 1 after saying which functions regsim's SDK does not have; 3: an object cannot be read. */
int check_symbols(const struct words *objects);

#endif
