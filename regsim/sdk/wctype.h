/* wctype.h of regsim's SDK: see wchar.h. */
#include "wchar.h"
