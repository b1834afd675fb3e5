/* What smsperffix may find, and what it is asked to do about it. */
#ifndef TESTS_FIXER_SITUATIONS_H
#define TESTS_FIXER_SITUATIONS_H

#include "world.h"

enum intent { REPORTS, FIXES, UNDOES };

struct situation {
    const char *name;
    enum intent intent;
    const char *command;
    uint32_t exit; /* without trouble */
    void (*prepare)(struct world *world);
    const char *before[2];             /* commands run before, without trouble */
    void (*then)(struct world *world); /* what happens after them */
    const char *undo;    /* FIXES: brings everything back; NULL: nothing was removed */
    bool remote;         /* LOGON1 is being fixed */
    bool backup_is_kept; /* the file with the backup's name stays as it is */
    bool others_act;     /* before every call, too */
    bool takes_long;     /* so one way to fail is enough */
};

extern const struct situation situations[];
extern const size_t situation_count;

struct actor {
    const char *name;
    actor_fn *act;
    bool writes_values, changes_data, takes_rights, touches_files;
};

extern const struct actor actors[];
extern const size_t actor_count;

#endif
