/* Where smsperffix, the fixer that is tested by default, was built or installed. */
#ifndef REGSIM_CLI_DEFAULT_FIXER_H
#define REGSIM_CLI_DEFAULT_FIXER_H

/* ../fixer/smsperffix.so beside the folder of this program, or ../lib/regsim/smsperffix.so where
 * that is installed; the caller frees. */
char *default_fixer_path(void);

#endif
