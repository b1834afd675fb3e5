/* What programs do to names: deleting, moving, copying, attributes, directories, listing. */
#include "base/memory.h"
#include "machine/file_table.h"
#include "sdk/winerror.h"

static bool read_only_drive(struct files *files, struct ustr path)
{
    const struct drive *drive = drive_of(files, path);
    return drive && drive->read_only;
}

/* 32 while somebody has it open without letting it be deleted. */
static uint32_t check_unlink(const struct files *files, const struct file_node *node)
{
    for (const struct file_open *open = files->opens; open; open = open->next) {
        if (open->node == node && !(open->share & FILE_LETS_DELETE))
            return ERROR_SHARING_VIOLATION;
    }
    return ERROR_SUCCESS;
}

uint32_t files_delete(struct files *files, struct ustr path)
{
    struct file_node *node = table_find(files, path);
    if (!node)
        return path_missing(files, path);
    if (read_only_drive(files, path))
        return ERROR_WRITE_PROTECT;
    if (node->delete_pending || node->attributes & (FILE_DIRECTORY | FILE_READ_ONLY))
        return ERROR_ACCESS_DENIED;
    uint32_t refused = check_unlink(files, node);
    if (refused)
        return refused;
    if (opens_of(files, node))
        table_own(files, node)->delete_pending = true; /* sdk-api DeleteFileW (rule file.delete) */
    else
        table_remove(files, node);
    return ERROR_SUCCESS;
}

/* Gives the node another path: itself, or a copy where a clone shares it. */
static void rename_node(struct files *files, struct file_node *node, struct ustr to)
{
    node = table_own(files, node);
    node->references++;
    table_remove(files, node);
    ustr_free(node->path);
    node->path = ustr_dup(to);
    table_insert(files, node);
}

static void rename_tree(struct files *files, struct ustr from, struct ustr to)
{
    for (size_t i = 0; i < files->count;) {
        struct file_node *node = files->nodes[i];
        if (!path_is_below(node->path, from)) {
            i++;
            continue;
        }
        struct ubuf path = {0};
        ubuf_add(&path, to);
        ubuf_add(&path, ustr_slice(node->path, from.count, node->path.count));
        rename_node(files, node, ubuf_view(&path));
        ubuf_free(&path);
        i = 0; /* the table has moved */
    }
}

static bool open_below(const struct files *files, struct ustr directory)
{
    for (const struct file_open *open = files->opens; open; open = open->next) {
        if (path_is_below(open->node->path, directory))
            return true;
    }
    return false;
}

static uint32_t check_target(const struct files *files, const struct file_node *target,
                             struct ustr to, uint32_t flags)
{
    if (!target)
        return path_missing(files, to) == ERROR_FILE_NOT_FOUND ? ERROR_SUCCESS
                                                               : ERROR_PATH_NOT_FOUND;
    if (!(flags & FILE_MOVE_REPLACE))
        return ERROR_ALREADY_EXISTS;
    /* sdk-api MoveFileExW: a directory, a read-only file or one in use is not replaced (rule
     * file.move) */
    bool kept = target->attributes & (FILE_DIRECTORY | FILE_READ_ONLY) || opens_of(files, target);
    return kept ? ERROR_ACCESS_DENIED : ERROR_SUCCESS;
}

static uint32_t move_to_other_drive(struct files *files, struct file_node *node, struct ustr to,
                                    uint32_t flags)
{
    if (!(flags & FILE_MOVE_COPY_ALLOWED) || node->attributes & FILE_DIRECTORY)
        return ERROR_NOT_SAME_DEVICE;
    filetime written = node->written;
    struct ustr from = ustr_dup(node->path);
    uint32_t code = files_copy(files, from, to, !(flags & FILE_MOVE_REPLACE), written);
    if (!code) {
        struct file_node *copy = table_find(files, to);
        if (flags & FILE_MOVE_WRITE_THROUGH) {
            data_release(copy->durable);
            copy->durable = data_retain(copy->data);
        }
        files_delete(files, from);
    }
    ustr_free(from);
    return code;
}

uint32_t files_move(struct files *files, struct ustr from, struct ustr to, uint32_t flags)
{
    struct file_node *node = table_find(files, from);
    if (!node)
        return path_missing(files, from);
    if (!drive_of(files, to))
        return ERROR_PATH_NOT_FOUND;
    if (read_only_drive(files, from) || read_only_drive(files, to))
        return ERROR_WRITE_PROTECT;
    bool directory = node->attributes & FILE_DIRECTORY;
    if (node->delete_pending || path_parent(from).count == 0 ||
        (directory && open_below(files, from)))
        return ERROR_ACCESS_DENIED;
    if (directory && path_is_below(to, from))
        return ERROR_SHARING_VIOLATION;
    uint32_t refused = check_unlink(files, node);
    struct file_node *target = table_find(files, to);
    if (!refused && target != node)
        refused = check_target(files, target, to, flags);
    if (refused)
        return refused;
    if (ustr_upcase(from.units[0]) != ustr_upcase(to.units[0]))
        return move_to_other_drive(files, node, to, flags);
    if (target && target != node)
        table_remove(files, target);
    rename_node(files, node, to);
    if (directory)
        rename_tree(files, from, to);
    return ERROR_SUCCESS;
}

uint32_t files_copy(struct files *files, struct ustr from, struct ustr to, bool fail_if_exists,
                    filetime now)
{
    struct file_node *node = table_find(files, from);
    if (!node)
        return path_missing(files, from);
    if (node->attributes & FILE_DIRECTORY || node->delete_pending)
        return ERROR_ACCESS_DENIED;
    for (const struct file_open *open = files->opens; open; open = open->next) {
        if (open->node == node && !(open->share & FILE_LETS_READ))
            return ERROR_SHARING_VIOLATION;
    }
    struct file_open *target;
    uint32_t code =
        files_open(&target, NULL, files, to, FILE_CAN_WRITE, FILE_LETS_READ,
                   fail_if_exists ? FILE_CREATE_NEW : FILE_CREATE_ALWAYS, node->attributes, now);
    if (code)
        return code;
    code = drive_takes(files, to, node->data->size);
    if (!code) {
        data_release(target->node->data);
        target->node->data = data_retain(node->data);
        target->node->module = module_info_retain(node->module);
        target->node->written = node->written; /* a copy keeps the time of the contents */
    }
    files_close(target);
    if (code)
        files_delete(files, to);
    return code;
}

uint32_t files_attributes(uint32_t *out, const struct files *files, struct ustr path)
{
    const struct file_node *node = table_find(files, path);
    if (!node)
        return path_missing(files, path);
    *out = node->attributes ? node->attributes : (uint32_t)FILE_NORMAL;
    return ERROR_SUCCESS;
}

uint32_t files_set_attributes(struct files *files, struct ustr path, uint32_t attributes)
{
    struct file_node *node = table_find(files, path);
    if (!node)
        return path_missing(files, path);
    if (read_only_drive(files, path))
        return ERROR_WRITE_PROTECT;
    node = table_own(files, node);
    uint32_t settable = FILE_READ_ONLY | FILE_HIDDEN | FILE_SYSTEM | FILE_ARCHIVE;
    node->attributes = (attributes & settable) | (node->attributes & FILE_DIRECTORY);
    return ERROR_SUCCESS;
}

uint32_t files_make_directory(struct files *files, struct ustr path, filetime now)
{
    if (table_find(files, path))
        return ERROR_ALREADY_EXISTS;
    if (path_missing(files, path) != ERROR_FILE_NOT_FOUND)
        return ERROR_PATH_NOT_FOUND;
    if (read_only_drive(files, path))
        return ERROR_WRITE_PROTECT;
    table_insert(files, node_new(path, FILE_DIRECTORY, NULL, now));
    return ERROR_SUCCESS;
}

uint32_t files_remove_directory(struct files *files, struct ustr path)
{
    struct file_node *node = table_find(files, path);
    if (!node)
        return path_missing(files, path);
    if (!(node->attributes & FILE_DIRECTORY))
        return ERROR_DIRECTORY;
    if (read_only_drive(files, path))
        return ERROR_WRITE_PROTECT;
    if (path_parent(path).count == 0 || node->attributes & FILE_READ_ONLY)
        return ERROR_ACCESS_DENIED;
    for (size_t i = 0; i < files->count; i++) {
        if (path_is_below(files->nodes[i]->path, path))
            return ERROR_DIR_NOT_EMPTY;
    }
    table_remove(files, node);
    return ERROR_SUCCESS;
}

/* `*` any run, `?` any one unit or the end of the name; nocase. */
static bool matches(struct ustr name, struct ustr pattern)
{
    size_t n = 0, p = 0, star = SIZE_MAX, resume = 0;
    while (n < name.count) {
        if (p < pattern.count && pattern.units[p] == u'*') {
            star = p++;
            resume = n;
        } else if (p < pattern.count &&
                   (pattern.units[p] == u'?' ||
                    ustr_upcase(pattern.units[p]) == ustr_upcase(name.units[n]))) {
            p++;
            n++;
        } else if (star != SIZE_MAX) {
            p = star + 1;
            n = ++resume;
        } else {
            return false;
        }
    }
    while (p < pattern.count && (pattern.units[p] == u'*' || pattern.units[p] == u'?'))
        p++;
    return p == pattern.count;
}

bool files_list(struct file_info *out, const struct files *files, struct ustr directory,
                struct ustr pattern, struct ustr after)
{
    if (ustr_same(pattern, USTR(u"*.*"))) /* also names without a dot */
        pattern = USTR(u"*");
    for (size_t i = 0; i < files->count; i++) {
        const struct file_node *node = files->nodes[i];
        struct ustr name = path_name(node->path);
        if (!name.count || !ustr_same_nocase(path_parent(node->path), directory) ||
            node->delete_pending || !matches(name, pattern) ||
            (after.count && ustr_compare_nocase(name, after) <= 0))
            continue;
        node_info(out, node);
        return true;
    }
    return false;
}
