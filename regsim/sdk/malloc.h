/* malloc.h of regsim's SDK: see stdlib.h. */
#include "stdlib.h"
