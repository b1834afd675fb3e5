/*
 * A backup only ever grows. The work may have been cut short after a backup was made, and is then
 * run again with the same file: a backup of this computer that does not contradict the registry is
 * kept, or replaced by one that holds the same and what it lacks. Any other file that has the name
 * is not touched, and nothing is deleted.
 *
 * The name never stands for half a backup: a new one is written under a temporary name, flushed,
 * read back, and then moved. That its bytes say what the registry holds is known before: each tree
 * was compared with what the reader makes of its text (regfile_can_hold).
 */
#include "backup.h"

#include "file.h"
#include "regfile.h"
#include "report.h"
#include "text.h"

static const WCHAR *temporary_name(const WCHAR *path, WCHAR digit)
{
    struct buf name = {0};

    text_add(&name, path);
    text_add(&name, u".");
    text_add_unit(&name, digit);
    text_add(&name, u".tmp");
    text_add_unit(&name, 0);
    return (const void *)name.at;
}

/* What an earlier run left under a temporary name is not touched either. */
static DWORD write_and_move(const WCHAR *path, const struct buf *bytes, DWORD move_flags)
{
    const WCHAR *temporary = NULL;
    DWORD error = ERROR_FILE_EXISTS;
    struct buf back = {0};

    buf_reserve(&back,
                bytes->used + FILE_PIECE); /* no memory is asked for while the file is there */
    for (WCHAR digit = u'1'; error == ERROR_FILE_EXISTS && digit <= u'9'; digit++) {
        temporary = temporary_name(path, digit);
        error = file_create(temporary, bytes);
    }
    if (error != ERROR_SUCCESS)
        return error;
    error = file_read(&back, temporary);
    if (error == ERROR_SUCCESS && !buf_equal(&back, bytes))
        error = REFUSED_READ_BACK;
    if (error == ERROR_SUCCESS && !MoveFileExW(temporary, path, move_flags))
        error = GetLastError();
    if (error != ERROR_SUCCESS)
        DeleteFileW(temporary);
    return error;
}

static enum backup refuse(const WCHAR *path, const WCHAR *why)
{
    complain(path, u" exists, ", why, u"; name another file with --backup");
    return BACKUP_FAILED;
}

enum backup backup_hold(const WCHAR *path, const struct tree *wanted, const WCHAR *computer)
{
    DWORD move_flags = MOVEFILE_WRITE_THROUGH;
    struct buf bytes = {0};
    struct regfile held = {0};
    DWORD error = file_read(&bytes, path);
    enum merged merged;

    if (error == ERROR_SUCCESS) {
        if (regfile_read(&held, &bytes) != NULL || held.computer == NULL ||
            !text_same(held.computer, computer))
            return refuse(path, u"and is no backup of this computer by smsperffix");
        move_flags |= MOVEFILE_REPLACE_EXISTING;
        bytes.used = 0;
    }
    merged = tree_merge(&held.tree, wanted);
    if (merged == MERGED_CONFLICT)
        return refuse(path, u"and holds other data for the same keys");
    if (merged == MERGED_HELD_ALL)
        return BACKUP_KEPT;
    if (error == ERROR_SUCCESS || error == ERROR_FILE_NOT_FOUND) {
        regfile_write(&bytes, &held.tree, computer);
        error = write_and_move(path, &bytes, move_flags);
    }
    if (error != ERROR_SUCCESS) {
        complain(u"cannot write the backup ", path, error_text(error));
        return BACKUP_FAILED;
    }
    return move_flags & MOVEFILE_REPLACE_EXISTING ? BACKUP_EXTENDED : BACKUP_CREATED;
}
