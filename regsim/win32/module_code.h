/* The code of DLLs that the program loaded: shared objects that regsim-cc built (run.h,
 * image_as_module). */
#ifndef REGSIM_WIN32_MODULE_CODE_H
#define REGSIM_WIN32_MODULE_CODE_H

#include "win32/call.h"

/* NULL: it has no such function, or its code cannot be loaded. */
void *module_code_symbol(struct run *run, const struct module_info *info, const char *name);
/* At the end of the run: nothing of its globals is left for the next one. */
void module_code_done(struct run *run);
/* DLL_PROCESS_DETACH for all that are loaded, when the process ends by itself (module_api.c). */
void modules_tell_exit(struct run *run);

#endif
