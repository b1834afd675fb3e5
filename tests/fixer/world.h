/*
 * The computers that every_call_fails_test.c plays on, and one run of smsperffix on them in which
 * something goes wrong at one call.
 *
 *   DESK    runs smsperffix, has the files
 *   LOGON1  an NT 4 on the same network
 *
 * Main invariant: a world belongs to one run; what comes next is played on a clone.
 */
#ifndef TESTS_FIXER_WORLD_H
#define TESTS_FIXER_WORLD_H

#include "base/memory.h"
#include "machine/network.h"
#include "win32/run.h"

#define BACKUP   u"C:\\undo.reg"
#define BACKUP_2 u"C:\\undo2.reg"
#define SERVICES u"MACHINE\\SYSTEM\\ControlSet001\\Services"
#define PREFIX   SERVICES u"\\SMSPerfCountersFor"

struct world {
    struct network *network;
    struct machine *desk, *logon1;
};

/* Somebody else: what they do to the computer that is being fixed, and to the desk's files. */
typedef void actor_fn(struct machine *target, struct machine *desk);

enum trouble_kind {
    NO_TROUBLE,
    FAILS,            /* the call fails with `code` */
    FAILS_ALL,        /* the call and all after it fail with `code` */
    DIES,             /* the process ends before the call */
    LOSES_POWER,      /* all computers lose power before the call */
    LOSES_POWER_LATE, /* … after the registry was written lazily */
    NO_MEMORY,        /* none is left from the call on */
    ACTS,             /* somebody else acts before the call */
};

struct trouble {
    enum trouble_kind kind;
    size_t at; /* 1: the first call */
    uint32_t code;
    actor_fn *actor;
    bool remote; /* the computer that is being fixed is LOGON1 */
};

#define WRITES_OUTPUT "WriteFile of output" /* as the name of a call */

struct ran {
    struct run_result result;
    const char *struck; /* the call at which it happened; NULL: there was none */
    bool late;          /* no registry call came after it */
    unsigned opens;     /* keys opened after it before the first one was deleted */
    bool unseen;        /* a key was deleted after it before any key was opened again */
    const char **apis;  /* of each call; owned */
    size_t calls, apis_capacity;
    char *out, *err;                      /* owned */
    struct store *before_act, *after_act; /* ACTS: the target's registry around it; owned */
};

void fixer_open(const char *path);
void fixer_close(void);

struct world world_new(void);
struct world world_clone(const struct world *world);
void world_free(struct world *world);
void world_settle(struct world *world); /* everything is durable */

/* Runs `smsperffix.exe ARGUMENTS` at the desk. `trouble` may be NULL. The power, once lost, stays
 * lost. */
void world_run(struct ran *out, struct world *world, const char *arguments,
               const struct trouble *trouble);
void ran_free(struct ran *ran);

/* `path` is below Services; the key is made where it is missing. */
key_id make_key(struct machine *machine, struct ustr path);
void make_string(struct machine *machine, struct ustr path, struct ustr name, struct ustr text);
void make_value(struct machine *machine, struct ustr path, struct ustr name, uint32_t type,
                const void *data, uint32_t size);
key_id service_key(const struct machine *machine, struct ustr path); /* KEY_NONE: not there */
void remove_service(struct machine *machine, struct ustr path);
void make_version(struct machine *machine, uint32_t type, struct ustr text);
void deny(struct machine *machine, struct ustr path, uint32_t rights);
void make_file(struct machine *machine, struct ustr path, struct ustr text);

#endif
