/*
 * What an HKEY stands for: a predefined key (only the low 32 bits of it count, Wine
 * test_reg_open_key), an entry of the process's handle table, or one of the performance keys.
 */
#ifndef REGSIM_WIN32_KEY_HANDLE_H
#define REGSIM_WIN32_KEY_HANDLE_H

#include "win32/call.h"

enum performance_key { PERFORMANCE_NONE, PERFORMANCE_DATA, PERFORMANCE_TEXT, PERFORMANCE_NLSTEXT };

struct key_ref {
    struct machine *machine;
    struct registry *registry;
    struct reg_key key;
    enum performance_key performance; /* then `key` is nothing */
    struct performance *remote;       /* of a performance key of another machine */
    bool predefined;                  /* closing it does nothing, opening "" gives it back */
    bool classes_root;                /* HKEY_CLASSES_ROOT itself */
    bool merged;                      /* a key of the merged view (classes.h) */
};

/* ERROR_SUCCESS, or 6 ERROR_INVALID_HANDLE. Traces the key as an argument of the call. */
uint32_t key_ref(struct key_ref *out, struct call *call, HKEY handle);
/* As key_ref, for a handle that ntdll gave of the key of counter names, too: that is good for its
 * name, for what is below it and to be closed, and 6 to all else (rule perf.text-key). */
uint32_t key_ref_any(struct key_ref *out, struct call *call, HKEY handle);
/* As key_ref, but a performance key is 6 too: for functions that have no meaning on those. */
uint32_t key_ref_plain(struct key_ref *out, struct call *call, HKEY handle);

/* A handle for an open key, or 4 ERROR_TOO_MANY_OPEN_FILES. */
uint32_t key_handle_new(HKEY *out, struct call *call, struct machine *machine,
                        const struct reg_key *key);

/* As key_handle_new, for a key found through `from`: on its machine, in the merged view as it is;
 * HKEY_PERFORMANCE_TEXT where that is what the key stands for. */
uint32_t key_handle_below(HKEY *out, struct call *call, const struct key_ref *from,
                          const struct reg_key *key);

/* Where the two sides of the merged view are. False: there is no such view (Windows NT 4), or it
 * has only the machine's. */
struct class_roots {
    key_id user, machine;
};
bool key_class_roots(struct class_roots *out, struct call *call);

/* Whether the key stands for HKEY_PERFORMANCE_TEXT. */
bool key_is_names(const struct call *call, const struct machine *machine, key_id key);
bool key_is_predefined(HKEY handle);
/* RegOverridePredefKey: NULL restores. */
uint32_t key_override(struct call *call, HKEY predefined, const struct key_ref *with);
/* The fixed path of \REGISTRY that a predefined key stands for, for this process. */
void key_predefined_path(struct ubuf *out, const struct process *process, uint32_t number);

#endif
