/*
 * A customer's registry from its exports: .reg files and hives, put together as one document, made
 * consistent, and mounted on a machine. Later files win; what a .reg file deletes goes from those
 * before it, and from the machine.
 *
 * An export made on a running machine shows the current control set twice: as ControlSet00N and
 * through CurrentControlSet. On a machine there is one set and a link, so: where only
 * CurrentControlSet is there it becomes ControlSet00N; where both are, they must be equal. N is
 * what the file's own Select\Current says, else the last file's that says it, wherever that file
 * stands, else the machine's before, else 1.
 */
#ifndef REGSIM_SCENARIO_EXPORT_H
#define REGSIM_SCENARIO_EXPORT_H

#include "base/diag.h"
#include "machine/machine.h"

/* A file that was added. */
struct export_file {
    char *name;
    uint64_t device, inode;
    struct ustr place;      /* of a hive; empty: .reg text */
    struct store *document; /* what it holds, until all are joined */
    uint32_t codepage;
    bool deletes;
};

/* What a .reg file deletes: a key with all below it, or a value of it. */
struct export_deletion {
    struct ustr path; /* HKEY_LOCAL_MACHINE\SYSTEM\ControlSet001\…; owned */
    bool is_value;
    struct ustr name; /* owned */
};

struct export
{
    struct store *store; /* HKEY_LOCAL_MACHINE, HKEY_USERS … below the root */
    bool salvage; /* of damaged hives, read what can be reached; `lost` counts what could not */
    size_t lost;
    uint32_t current; /* the control set of the machine before; 0: not known */
    struct export_file *files;
    size_t file_count, file_capacity;
    struct export_deletion *deletions;
    size_t deletion_count, deletion_capacity;
};

/* To be mounted on `machine`; NULL: on none that is known. */
void export_init(struct export *out, const struct machine *machine);
/* Reads the files, in their order, into one document in `store`. A hive goes where its content says
 * (HKLM\SYSTEM has Select, HKLM\SOFTWARE has Classes), else where its file's name does; two of one
 * place, and a file that was given already, are refused. `codepage` is that of 8-bit .reg text, 0:
 * not stated. To be called once. */
regsim_status export_read(struct export *export, const char *const *files, size_t count,
                          uint32_t codepage, struct diags *diags) REGSIM_CHECKED;
/* Whether a monitor could find anything: warns where there are no services; REGSIM_INVALID where
 * Select\Current names a control set that is not there. */
regsim_status export_check(const struct export *export, struct diags *diags) REGSIM_CHECKED;
/* Puts the control sets of a document in order that was not made by export_read; `name` is how an
 * error calls it. */
regsim_status export_settle(struct store *document, const char *name,
                            struct diags *diags) REGSIM_CHECKED;
/* The name of the control set that an export says is current, in `units`. */
struct ustr export_current_set(char16_t units[13], const struct store *store);
/* Adds what the export holds to the machine's registry, takes away what it deletes, and links the
 * control set that it says is current. */
void export_mount(const struct export *export, struct machine *machine);
/* Where a hive belongs: by what its root holds, else by its file's name. Empty: nobody can tell. */
struct ustr export_hive_place(const struct store *hive, const char *file);
/* The hive that the file is named like, where that is another than the one of this place; NULL. */
const char *export_misnamed(const char *file, struct ustr place);
void export_free(struct export *export);

#endif
