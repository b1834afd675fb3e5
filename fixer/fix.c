/*
 * facts -> judge -> plan -> backup -> apply.
 *
 * A tree is planned if all of it can be read, deleted and kept in a backup; it is deleted if it is
 * still within what the backup holds. So no key goes that the backup lacks, and a tree that may not
 * be deleted keeps all its keys. Whether the work is done is asked of the registry at the end, not
 * concluded from the calls that succeeded: keys may vanish and appear meanwhile.
 */
#include "fix.h"

#include "backup.h"
#include "capture.h"
#include "judge.h"
#include "regfile.h"
#include "report.h"
#include "text.h"

static BOOL is_gone(LSTATUS code)
{
    return code == ERROR_FILE_NOT_FOUND || code == ERROR_KEY_DELETED;
}

static void complain_of(const WCHAR *what, const struct key *key, LSTATUS code)
{
    if (code != ERROR_SUCCESS && !is_gone(code))
        complain(what, key_path_text(key), error_text((DWORD)code));
}

static void report_facts(const struct machine *machine, const struct stale *stale,
                         enum release release)
{
    static const WCHAR *const remarks[] = {
        [RELEASE_UNKNOWN] = u"WARNING: it is missing or unreadable; the article is taken to apply.",
        [RELEASE_BEFORE_SP2] = u"This is SMS 2.0 before SP2, which uses these keys.",
        [RELEASE_SP2_OR_LATER] = u"This is SMS 2.0 SP2 or later, to which the article applies.",
        [RELEASE_OTHER] = u"WARNING: the article does not name it; it is taken to apply.",
    };

    say(u"Full Version of SMS on ", machine->prefix[0] != 0 ? machine->name : u"this computer",
        u": ", machine->version != NULL ? machine->version : u"not found");
    if (stale != NULL)
        say(remarks[release]);
    for (; stale != NULL; stale = stale->next)
        say(u"  ", machine->prefix, SERVICES_NAME u"\\", stale->name);
}

/* Captures what can be backed up and deleted, and adds it to `wanted`. */
static void plan(struct tree *wanted, const struct machine *machine, struct stale *stale)
{
    for (; stale != NULL; stale = stale->next) {
        LSTATUS status =
            capture(&stale->tree, machine->services, stale->name, stale->units, DELETE);

        capture_close(&stale->tree);
        if (status == ERROR_SUCCESS && !regfile_can_hold(&stale->tree))
            status = REFUSED_TEXT;
        stale->planned = status == ERROR_SUCCESS;
        if (stale->planned)
            tree_merge(wanted, &stale->tree);
        complain_of(u"left as it is because of ", stale->tree.refused, status);
    }
}

/* Deletes one tree if it still is as planned; TRUE if anything was deleted. */
static BOOL remove_tree(const struct machine *machine, const struct stale *stale)
{
    struct tree now = {0};
    BOOL removed = FALSE;
    LSTATUS status = capture(&now, machine->services, stale->name, stale->units, DELETE);

    if (status == ERROR_SUCCESS && !tree_holds(&stale->tree, &now))
        status = REFUSED_CHANGED;
    complain_of(u"left as it is because of ", now.refused, status);
    for (struct key *key = now.last; status == ERROR_SUCCESS && key != NULL; key = key->previous) {
        status =
            RegDeleteKeyW(key->parent != NULL ? key->parent->handle : machine->services, key->name);
        removed |= status == ERROR_SUCCESS;
        complain_of(u"cannot delete ", key, status);
        if (is_gone(status))
            status = ERROR_SUCCESS;
    }
    capture_close(&now);
    if (status == ERROR_SUCCESS)
        say(u"removed ", machine->prefix, SERVICES_NAME u"\\", stale->name);
    return removed;
}

static enum exit_code check_result(const struct machine *machine, BOOL removed)
{
    struct stale *left = NULL;
    SIZE_T count;

    if ((removed && !machine_flush(machine)) || !machine_find_stale(&left, &count, machine))
        return EXIT_REGISTRY;
    for (; left != NULL; left = left->next)
        complain(u"still there: ", machine->prefix, SERVICES_NAME u"\\", left->name);
    if (count != 0)
        return EXIT_KEYS_REMAIN;
    say(u"No stale key is left.");
    return EXIT_DONE;
}

static enum exit_code fix(const struct machine *machine, const struct options *options,
                          struct stale *stale)
{
    struct tree wanted = {0};
    enum backup backup = BACKUP_KEPT;
    BOOL removed = FALSE;

    plan(&wanted, machine, stale);
    if (wanted.keys != 0)
        backup = backup_hold(options->file, &wanted, machine->name);
    if (backup == BACKUP_FAILED)
        return EXIT_NO_BACKUP;
    if (wanted.keys != 0) {
        say(u"The backup is ", options->file, u"; it holds every key and value, but not the");
        say(u"permissions and class names of keys. smsperffix --undo restores it.");
    }
    for (; stale != NULL; stale = stale->next)
        if (stale->planned && remove_tree(machine, stale))
            removed = TRUE;
    if (!removed && backup == BACKUP_CREATED && DeleteFileW(options->file))
        say(u"Nothing was deleted, so the backup was removed.");
    return check_result(machine, removed);
}

enum exit_code fix_or_report(struct machine *machine, const struct options *options)
{
    struct stale *stale = NULL;
    enum release release;
    SIZE_T count;

    if (!machine_read_version(machine) || !machine_find_stale(&stale, &count, machine))
        return EXIT_REGISTRY;
    release = judge_release(machine->version);
    report_facts(machine, stale, release);
    switch (judge_machine(release, count, options->force)) {
    case VERDICT_CLEAN:
        say(u"There is no stale key.");
        return EXIT_DONE;
    case VERDICT_IN_USE:
        complain(u"the keys are in use; nothing was changed (--force overrides)");
        return EXIT_KEYS_IN_USE;
    default:
        if (options->action == ACTION_FIX)
            return fix(machine, options, stale);
        say(decimal(count), u" stale. Nothing was changed; --fix removes them.");
        return EXIT_STALE_FOUND;
    }
}
