/*
 * LoadLibrary and GetProcAddress on the simulated files.
 *
 * Search order for a name without a directory (sdk-api LoadLibraryW): the directory of the program,
 * [the current one], System32, System, the Windows directory, [the current one, from XP on: safe
 * search mode], the directories of Path. A name without a dot gets .dll; a final dot means none
 * (rule module.load).
 */
#ifndef REGSIM_MACHINE_MODULES_H
#define REGSIM_MACHINE_MODULES_H

#include "machine/machine.h"

/* Who loads: which directories come first. All may be empty. */
struct module_search {
    struct ustr program_directory, current_directory;
    const struct environment *environment; /* for Path; NULL: the machine's */
};

struct module {
    struct module_info *info; /* retained */
    struct ustr path;         /* where it was found; owned */
    size_t loads;             /* of the same file, less what was freed */
    bool gone;                /* it was told that the process ends */
};

/* Finds the file that would be loaded, without loading it: no time passes. `how` NULL: all empty.
 * 0, or 126 MOD_NOT_FOUND (it, or one it imports), 193 BAD_EXE_FORMAT (no image, or one for another
 * processor), 1114 DLL_INIT_FAILED or what the module's `load` says. */
uint32_t module_find(struct file_info *out, struct machine *machine,
                     const struct module_search *how, struct ustr name);
/* Loads it; free with module_done. */
uint32_t module_load(struct module *out, struct machine *machine, const struct module_search *how,
                     struct ustr name);
void module_done(struct module *module);
/* 0 or 127 PROC_NOT_FOUND. */
uint32_t module_procedure(const struct module *module, struct ustr name);

#endif
