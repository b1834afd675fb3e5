/* Open files: CreateFile's dispositions and sharing, reading, writing, flushing. */
#include "base/memory.h"
#include "machine/file_table.h"
#include "sdk/winerror.h"

#include <string.h>

/* Whether what an open file may do (`access`) is let by what another shares. */
static bool lets(uint32_t access, uint32_t share)
{
    return (!(access & FILE_CAN_READ) || share & FILE_LETS_READ) &&
           (!(access & (FILE_CAN_WRITE | FILE_APPENDS)) || share & FILE_LETS_WRITE) &&
           (!(access & FILE_CAN_DELETE) || share & FILE_LETS_DELETE);
}

/* sdk-api CreateFileW, dwShareMode: each of two must share what the other does (rule file.create).
 */
static bool shared(const struct files *files, const struct file_node *node, uint32_t access,
                   uint32_t share)
{
    for (const struct file_open *open = files->opens; open; open = open->next) {
        if (open->node == node && !(lets(access, open->share) && lets(open->access, share)))
            return false;
    }
    return true;
}

static uint32_t check_existing(const struct files *files, const struct file_node *node,
                               uint32_t access, uint32_t share, uint32_t disposition)
{
    bool replaces = disposition == FILE_CREATE_ALWAYS || disposition == FILE_TRUNCATE_EXISTING;
    if (node->delete_pending || node->attributes & FILE_DIRECTORY)
        return ERROR_ACCESS_DENIED;
    if (disposition == FILE_CREATE_NEW)
        return ERROR_FILE_EXISTS;
    bool writes = replaces || access & (FILE_CAN_WRITE | FILE_APPENDS);
    if (node->attributes & FILE_READ_ONLY && writes)
        return ERROR_ACCESS_DENIED;
    if (!shared(files, node, replaces ? access | FILE_CAN_WRITE : access, share))
        return ERROR_SHARING_VIOLATION;
    return ERROR_SUCCESS;
}

static uint32_t check_new(const struct files *files, struct ustr path, uint32_t disposition)
{
    uint32_t missing = path_missing(files, path);
    bool creates = disposition == FILE_CREATE_NEW || disposition == FILE_CREATE_ALWAYS ||
                   disposition == FILE_OPEN_ALWAYS;
    return creates && missing == ERROR_FILE_NOT_FOUND ? ERROR_SUCCESS : missing;
}

static struct file_node *create(struct files *files, struct ustr path, uint32_t attributes,
                                filetime now)
{
    uint32_t kept = attributes & (FILE_READ_ONLY | FILE_HIDDEN | FILE_SYSTEM);
    struct file_node *node = node_new(path, kept | FILE_ARCHIVE, data_new(NULL, 0), now);
    table_insert(files, node);
    return node;
}

/* The new contents are not durable before they are flushed, and the old ones are not lost before
 * that; what the file was as a module ends with its bytes. */
static struct file_node *truncate_node(struct files *files, struct file_node *node, filetime now)
{
    node = table_own(files, node);
    data_release(node->data);
    node->data = data_new(NULL, 0);
    node->written = now;
    module_info_release(node->module);
    node->module = NULL;
    return node;
}

uint32_t files_open(struct file_open **out, bool *existed, struct files *files, struct ustr path,
                    uint32_t access, uint32_t share, uint32_t disposition, uint32_t attributes,
                    filetime now)
{
    *out = NULL;
    if (existed)
        *existed = false;
    bool writes = access & (FILE_CAN_WRITE | FILE_APPENDS);
    if (disposition < FILE_CREATE_NEW || disposition > FILE_TRUNCATE_EXISTING ||
        (disposition == FILE_TRUNCATE_EXISTING && !writes))
        return ERROR_INVALID_PARAMETER;
    const struct drive *drive = drive_of(files, path);
    if (!drive)
        return ERROR_PATH_NOT_FOUND;
    struct file_node *node = table_find(files, path);
    uint32_t refused = node ? check_existing(files, node, access, share, disposition)
                            : check_new(files, path, disposition);
    if (refused)
        return refused;
    bool replaces = disposition == FILE_CREATE_ALWAYS || disposition == FILE_TRUNCATE_EXISTING;
    if (drive->read_only && (writes || replaces || !node))
        return ERROR_WRITE_PROTECT;

    if (existed)
        *existed = node != NULL;
    if (!node)
        node = create(files, path, attributes, now);
    else if (replaces)
        node = truncate_node(files, node, now);
    struct file_open *open = mem_calloc(1, sizeof *open);
    *open = (struct file_open){files, node, access, share, 0, 0, files->opens};
    node->references++;
    files->opens = open;
    *out = open;
    return ERROR_SUCCESS;
}

void files_share(struct file_open *open)
{
    open->shared++;
}

void files_close(struct file_open *open)
{
    if (!open || open->shared-- > 0)
        return;
    struct files *files = open->files;
    struct file_node *node = open->node;
    struct file_open **link = &files->opens;
    while (*link != open)
        link = &(*link)->next;
    *link = open->next;
    mem_free(open);
    bool last = opens_of(files, node) == 0;
    if (last && node->delete_pending && table_find(files, node->path) == node)
        table_remove(files, node);
    node_release(node);
}

uint32_t file_read(struct file_open *open, void *out, uint32_t size, uint32_t *got)
{
    *got = 0;
    if (!(open->access & FILE_CAN_READ))
        return ERROR_ACCESS_DENIED;
    const struct file_data *data = open->node->data;
    if (open->position >= data->size)
        return ERROR_SUCCESS;
    uint64_t left = data->size - open->position;
    uint32_t taken = size < left ? size : (uint32_t)left;
    memcpy(out, data->bytes + open->position, taken);
    open->position += taken;
    *got = taken;
    return ERROR_SUCCESS;
}

/* The node of an open file, made its table's own; a node that the player erased meanwhile is in no
 * table any more and may be written as it is. */
static struct file_node *writable(struct file_open *open)
{
    if (table_find(open->files, open->node->path) != open->node)
        return open->node;
    return table_own(open->files, open->node);
}

static uint32_t resize(struct file_open *open, uint64_t size)
{
    uint64_t old = open->node->data->size;
    if (size > FILE_SIZE_MAX)
        return ERROR_DISK_FULL;
    if (size > old && drive_takes(open->files, open->node->path, size - old))
        return ERROR_DISK_FULL;
    struct file_data *data = node_own_data(writable(open));
    MEM_GROW(data->bytes, data->capacity, (size_t)size);
    if (size > data->size)
        memset(data->bytes + data->size, 0, (size_t)size - data->size);
    data->size = (size_t)size;
    return ERROR_SUCCESS;
}

/* rule file.full-disk */
uint32_t file_write(struct file_open *open, const void *bytes, uint32_t size, uint32_t *written,
                    filetime now)
{
    *written = 0;
    if (!(open->access & (FILE_CAN_WRITE | FILE_APPENDS)))
        return ERROR_ACCESS_DENIED;
    if (!size)
        return ERROR_SUCCESS;
    if (!(open->access & FILE_CAN_WRITE))
        open->position = open->node->data->size;
    uint64_t end = open->position + size;
    uint64_t grown = end > open->node->data->size ? end : open->node->data->size;
    uint32_t refused = resize(open, grown);
    if (refused)
        return refused;
    memcpy(open->node->data->bytes + open->position, bytes, size);
    open->node->written = now;
    open->position = end;
    *written = size;
    return ERROR_SUCCESS;
}

uint32_t file_flush(struct file_open *open)
{
    /* sdk-api FlushFileBuffers: "must have the GENERIC_WRITE access right" (rule file.flush) */
    if (!(open->access & (FILE_CAN_WRITE | FILE_APPENDS)))
        return ERROR_ACCESS_DENIED;
    if (open->node->durable == open->node->data)
        return ERROR_SUCCESS;
    struct file_node *node = writable(open);
    data_release(node->durable);
    node->durable = data_retain(node->data);
    return ERROR_SUCCESS;
}

uint32_t file_seek(struct file_open *open, int64_t distance, uint32_t method, uint64_t *position)
{
    uint64_t base = method == 1 ? open->position : method == 2 ? open->node->data->size : 0;
    if (method > 2)
        return ERROR_INVALID_PARAMETER;
    if (distance < 0 && (uint64_t)-distance > base)
        return ERROR_NEGATIVE_SEEK;
    open->position = base + (uint64_t)distance;
    *position = open->position;
    return ERROR_SUCCESS;
}

uint32_t file_set_end(struct file_open *open, filetime now)
{
    if (!(open->access & FILE_CAN_WRITE))
        return ERROR_ACCESS_DENIED;
    uint32_t refused = resize(open, open->position);
    if (!refused)
        open->node->written = now;
    return refused;
}

uint64_t file_size(const struct file_open *open)
{
    return open->node->data->size;
}

void file_open_info(struct file_info *out, const struct file_open *open)
{
    node_info(out, open->node);
}
