/*
 * A customer's registry from its exports: .reg files and hives, put together as one document, made
 * consistent, and mounted on a machine.
 *
 * An export made on a running machine shows the current control set twice: as ControlSet00N and
 * through CurrentControlSet. On a machine there is one set and a link, so: where only
 * CurrentControlSet is there it becomes ControlSet00<Select\Current or 1>; where both are, they
 * must be equal.
 */
#ifndef REGSIM_SCENARIO_EXPORT_H
#define REGSIM_SCENARIO_EXPORT_H

#include "base/diag.h"
#include "machine/machine.h"

struct export
{
    struct store *store; /* HKEY_LOCAL_MACHINE, HKEY_USERS … below the root */
    bool salvage; /* of damaged hives, read what can be reached; `lost` counts what could not */
    size_t lost;
};

void export_init(struct export *out);
/* Adds a file; later ones win. A hive goes where its content says (HKLM\SYSTEM has Select,
 * HKLM\SOFTWARE has Classes), else where its file's name does. `codepage` is that of 8-bit .reg
 * text, 0: not stated. */
regsim_status export_add(struct export *export, const char *file, uint32_t codepage,
                         struct diags *diags) REGSIM_CHECKED;
/* Puts the control sets of a document in order that was not made by export_add; `name` is how an
 * error calls it. */
regsim_status export_settle(struct store *document, const char *name,
                            struct diags *diags) REGSIM_CHECKED;
/* The name of the control set that an export says is current, in `units`. */
struct ustr export_current_set(char16_t units[13], const struct store *store);
/* Adds what the export holds to the machine's registry, and links the control set that it says is
 * current. */
void export_mount(const struct export *export, struct machine *machine);
/* Where a hive belongs: by what its root holds, else by its file's name. Empty: nobody can tell. */
struct ustr export_hive_place(const struct store *hive, const char *file);
void export_free(struct export *export);

#endif
