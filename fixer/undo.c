/*
 * Undo adds, it never takes away. What stands in the registry where the backup's keys were must be
 * part of the backup, as it is after an undo that was cut short; anything else is a difference that
 * only --force overwrites, value by value. At the end the registry is read and compared.
 */
#include "undo.h"

#include "capture.h"
#include "file.h"
#include "regfile.h"
#include "report.h"
#include "text.h"

static BOOL read_backup(struct regfile *out, const WCHAR *path)
{
    struct buf bytes = {0};
    DWORD error = file_read(&bytes, path);
    const WCHAR *wrong;

    if (error != ERROR_SUCCESS) {
        complain(u"cannot read ", path, error_text(error));
        return FALSE;
    }
    wrong = regfile_read(out, &bytes);
    if (wrong != NULL)
        complain(path, u":", decimal(out->line), u": ", wrong);
    return wrong == NULL;
}

/* What the registry holds now of the trees in the backup. */
static BOOL capture_present(struct tree *out, const struct machine *machine,
                            const struct tree *backup)
{
    for (const struct key *key = backup->first; key != NULL; key = key->next) {
        struct tree one = {0};
        LSTATUS status;

        if (key->parent != NULL)
            continue;
        status = capture(&one, machine->services, key->name, text_units(key->name), 0);
        capture_close(&one);
        if (status == ERROR_SUCCESS) {
            tree_merge(out, &one);
        } else if (status != ERROR_FILE_NOT_FOUND) {
            complain(u"cannot read ", key_path_text(one.refused), error_text((DWORD)status));
            return FALSE;
        }
    }
    return TRUE;
}

static LSTATUS restore_key(const struct machine *machine, struct key *key)
{
    LSTATUS status = RegCreateKeyExW(key->parent != NULL ? key->parent->handle : machine->services,
                                     key->name, 0, NULL, REG_OPTION_NON_VOLATILE,
                                     KEY_SET_VALUE | KEY_CREATE_SUB_KEY, NULL, &key->handle, NULL);

    for (const struct value *value = key->values; status == ERROR_SUCCESS && value != NULL;
         value = value->next)
        status = RegSetValueExW(key->handle, value->name, 0, value->type, value->data, value->size);
    return status;
}

static BOOL restore(const struct machine *machine, struct tree *backup)
{
    LSTATUS status = ERROR_SUCCESS;

    for (struct key *key = backup->first; key != NULL && status == ERROR_SUCCESS; key = key->next) {
        status = restore_key(machine, key);
        if (status != ERROR_SUCCESS)
            complain(u"cannot restore ", key_path_text(key), error_text((DWORD)status));
    }
    capture_close(backup);
    return status == ERROR_SUCCESS;
}

enum exit_code undo(const struct machine *machine, const struct options *options)
{
    struct tree before = {0}, after = {0};
    struct regfile backup;

    if (!read_backup(&backup, options->file))
        return EXIT_UNDO;
    if (!options->force && backup.computer != NULL && !text_same(backup.computer, machine->name)) {
        complain(options->file, u" is a backup of ", backup.computer,
                 u"; nothing was changed (--force overrides)");
        return EXIT_UNDO;
    }
    if (!capture_present(&before, machine, &backup.tree))
        return EXIT_UNDO;
    if (!options->force && !tree_holds(&backup.tree, &before)) {
        complain(u"keys of the backup are there again with other contents; nothing was changed"
                 u" (--force overwrites)");
        return EXIT_UNDO;
    }
    if (!restore(machine, &backup.tree) || !machine_flush(machine) ||
        !capture_present(&after, machine, &backup.tree))
        return EXIT_UNDO;
    if (!tree_holds(&after, &backup.tree)) {
        complain(u"the registry does not hold what was restored");
        return EXIT_UNDO;
    }
    say(decimal(backup.tree.keys), u" keys are as in ", options->file, u".");
    return EXIT_DONE;
}
