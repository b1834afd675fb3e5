/* The machine's files as the player sees them: drives, clones, contents without rights or sharing,
 * and what a power cut leaves. What programs do is in file_open.c and file_name.c. */
#include "machine/files.h"

#include "base/memory.h"
#include "machine/file_table.h"

#include <assert.h>

struct files *files_new(void)
{
    struct files *files = mem_calloc(1, sizeof *files);
    files_set_drive(files, u'C', FILES_DRIVE_BYTES, false);
    return files;
}

struct files *files_clone(const struct files *files)
{
    struct files *clone = mem_calloc(1, sizeof *clone);
    for (int i = 0; i < DRIVES; i++)
        clone->drives[i] = files->drives[i];
    MEM_GROW(clone->nodes, clone->capacity, files->count);
    for (size_t i = 0; i < files->count; i++) {
        struct file_node *node = files->nodes[i];
        if (node->delete_pending) /* nobody has it open in the clone */
            continue;
        node->references++;
        clone->nodes[clone->count++] = node;
    }
    return clone;
}

void files_free(struct files *files)
{
    if (!files)
        return;
    assert(!files->opens);
    for (size_t i = 0; i < files->count; i++)
        node_release(files->nodes[i]);
    mem_free(files->nodes);
    mem_free(files);
}

static struct drive *drive_at(const struct files *files, char16_t letter)
{
    char16_t upper = ustr_upcase(letter);
    if (upper < u'A' || upper > u'Z')
        return NULL;
    return (struct drive *)&files->drives[upper - u'A'];
}

void files_set_drive(struct files *files, char16_t letter, uint64_t capacity, bool read_only)
{
    struct drive *drive = drive_at(files, letter);
    assert(drive);
    *drive = (struct drive){true, read_only, capacity};
    files_put_directory(files, (struct ustr){(char16_t[]){ustr_upcase(letter), u':', u'\\'}, 3},
                        CLOCK_START);
}

void files_remove_drive(struct files *files, char16_t letter)
{
    struct drive *drive = drive_at(files, letter);
    if (!drive || !drive->present)
        return;
    files_erase(files, (struct ustr){(char16_t[]){letter, u':', u'\\'}, 3});
    *drive = (struct drive){0};
}

bool files_has_drive(const struct files *files, char16_t letter)
{
    const struct drive *drive = drive_at(files, letter);
    return drive && drive->present;
}

bool files_set_free(struct files *files, char16_t letter, uint64_t bytes)
{
    if (!files_has_drive(files, letter))
        return false;
    drive_at(files, letter)->capacity = drive_used(files, letter) + bytes;
    return true;
}

bool files_drive_space(const struct files *files, char16_t letter, uint64_t *capacity,
                       uint64_t *free_bytes)
{
    if (!files_has_drive(files, letter))
        return false;
    uint64_t used = drive_used(files, letter);
    *capacity = drive_at(files, letter)->capacity;
    *free_bytes = used < *capacity ? *capacity - used : 0;
    return true;
}

bool files_info(struct file_info *out, const struct files *files, struct ustr path)
{
    const struct file_node *node = table_find(files, path);
    if (node)
        node_info(out, node);
    return node != NULL;
}

void files_put_directory(struct files *files, struct ustr path, filetime now)
{
    if (!path.count || table_find(files, path))
        return;
    if (!drive_of(files, path))
        files_set_drive(files, path.units[0], FILES_DRIVE_BYTES, false);
    files_put_directory(files, path_parent(path), now);
    if (!table_find(files, path)) /* X:\ itself comes with its drive */
        table_insert(files, node_new(path, FILE_DIRECTORY, NULL, now));
}

void files_put(struct files *files, struct ustr path, const void *bytes, size_t size,
               struct module_info *module, filetime now)
{
    files_put_directory(files, path_parent(path), now);
    struct file_data *data = data_new(bytes, size);
    struct file_node *node = table_find(files, path);
    if (!node) {
        node = node_new(path, FILE_ARCHIVE, data, now);
        table_insert(files, node);
    } else {
        assert(!(node->attributes & FILE_DIRECTORY));
        node = table_own(files, node);
        data_release(node->data);
        data_release(node->durable);
        module_info_release(node->module);
        node->data = data;
        node->written = now;
    }
    node->durable = data_retain(data);
    node->module = module_info_retain(module);
}

bool files_erase(struct files *files, struct ustr path)
{
    struct file_node *node = table_find(files, path);
    if (!node)
        return false;
    struct ustr copy = ustr_dup(path); /* may be lent by the node */
    table_remove(files, node);
    for (size_t i = files->count; i-- > 0;) {
        if (path_is_below(files->nodes[i]->path, copy))
            table_remove(files, files->nodes[i]);
    }
    ustr_free(copy);
    return true;
}

size_t files_count(const struct files *files)
{
    return files->count;
}

void files_at(struct file_info *out, const struct files *files, size_t index)
{
    assert(index < files->count);
    node_info(out, files->nodes[index]);
}

void files_make_durable(struct files *files)
{
    for (size_t i = 0; i < files->count; i++) {
        if (files->nodes[i]->durable == files->nodes[i]->data)
            continue;
        struct file_node *node = table_own(files, files->nodes[i]);
        data_release(node->durable);
        node->durable = data_retain(node->data);
    }
}

void files_power_cut(struct files *files)
{
    for (size_t i = files->count; i-- > 0;) {
        struct file_node *node = files->nodes[i];
        if (node->durable == node->data)
            continue;
        if (!node->durable) {
            table_remove(files, node);
            continue;
        }
        node = table_own(files, node);
        data_release(node->data);
        node->data = data_retain(node->durable);
    }
}
