/* memory.h of regsim's SDK: see string.h. */
#include "string.h"
