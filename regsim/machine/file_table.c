#include "machine/file_table.h"

#include "base/memory.h"
#include "sdk/winerror.h"

#include <string.h>

struct file_data *data_new(const void *bytes, size_t size)
{
    struct file_data *data = mem_calloc(1, sizeof *data);
    data->references = 1;
    data->size = data->capacity = size;
    data->bytes = mem_dup(bytes, size);
    return data;
}

struct file_data *data_retain(struct file_data *data)
{
    if (data)
        data->references++;
    return data;
}

void data_release(struct file_data *data)
{
    if (!data || --data->references)
        return;
    mem_free(data->bytes);
    mem_free(data);
}

struct file_node *node_new(struct ustr path, uint32_t attributes, struct file_data *data,
                           filetime now)
{
    struct file_node *node = mem_calloc(1, sizeof *node);
    node->references = 1;
    node->path = ustr_dup(path);
    node->attributes = attributes;
    node->created = node->written = now;
    node->data = data;
    return node;
}

void node_release(struct file_node *node)
{
    if (--node->references)
        return;
    ustr_free(node->path);
    data_release(node->data);
    data_release(node->durable);
    module_info_release(node->module);
    mem_free(node);
}

size_t table_place(const struct files *files, struct ustr path)
{
    size_t low = 0, high = files->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ustr_compare_nocase(files->nodes[middle]->path, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct file_node *table_find(const struct files *files, struct ustr path)
{
    size_t place = table_place(files, path);
    bool found = place < files->count && ustr_same_nocase(files->nodes[place]->path, path);
    return found ? files->nodes[place] : NULL;
}

void table_insert(struct files *files, struct file_node *node)
{
    size_t place = table_place(files, node->path);
    MEM_GROW(files->nodes, files->capacity, files->count + 1);
    memmove(files->nodes + place + 1, files->nodes + place,
            (files->count - place) * sizeof(struct file_node *));
    files->nodes[place] = node;
    files->count++;
}

void table_remove(struct files *files, struct file_node *node)
{
    size_t place = table_place(files, node->path);
    files->count--;
    memmove(files->nodes + place, files->nodes + place + 1,
            (files->count - place) * sizeof(struct file_node *));
    node_release(node);
}

size_t opens_of(const struct files *files, const struct file_node *node)
{
    size_t opens = 0;
    for (const struct file_open *open = files->opens; open; open = open->next)
        opens += open->node == node;
    return opens;
}

struct file_node *table_own(struct files *files, struct file_node *node)
{
    size_t opens = opens_of(files, node);
    if (node->references - opens <= 1)
        return node;
    struct file_node *own = node_new(node->path, node->attributes, data_retain(node->data), 0);
    own->created = node->created;
    own->written = node->written;
    own->durable = data_retain(node->durable);
    own->module = module_info_retain(node->module);
    files->nodes[table_place(files, node->path)] = own;
    for (struct file_open *open = files->opens; open; open = open->next) {
        if (open->node == node)
            open->node = own;
    }
    own->references += (uint32_t)opens;
    node->references -= (uint32_t)opens + 1; /* a clone still has it */
    return own;
}

struct file_data *node_own_data(struct file_node *node)
{
    if (node->data->references > 1) {
        struct file_data *own = data_new(node->data->bytes, node->data->size);
        data_release(node->data);
        node->data = own;
    }
    return node->data;
}

struct drive *drive_of(struct files *files, struct ustr path)
{
    char16_t letter = path.count > 1 && path.units[1] == u':' ? ustr_upcase(path.units[0]) : 0;
    if (letter < u'A' || letter > u'Z' || !files->drives[letter - u'A'].present)
        return NULL;
    return &files->drives[letter - u'A'];
}

uint64_t drive_used(const struct files *files, char16_t letter)
{
    uint64_t used = 0;
    for (size_t i = 0; i < files->count; i++) {
        const struct file_node *node = files->nodes[i];
        if (node->data && ustr_upcase(node->path.units[0]) == ustr_upcase(letter))
            used += node->data->size;
    }
    return used;
}

uint32_t drive_takes(const struct files *files, struct ustr path, uint64_t more)
{
    uint64_t capacity = files->drives[ustr_upcase(path.units[0]) - u'A'].capacity;
    uint64_t used = drive_used(files, path.units[0]);
    return used > capacity || more > capacity - used ? ERROR_DISK_FULL : ERROR_SUCCESS;
}

struct ustr path_parent(struct ustr path)
{
    size_t end = path.count;
    while (end && path.units[end - 1] != u'\\')
        end--;
    if (end == 3) /* X:\a has X:\ above it, and X:\ has nothing */
        return ustr_slice(path, 0, path.count > 3 ? 3 : 0);
    return ustr_slice(path, 0, end ? end - 1 : 0);
}

struct ustr path_name(struct ustr path)
{
    size_t start = path.count;
    while (start && path.units[start - 1] != u'\\')
        start--;
    return ustr_slice(path, start, path.count);
}

bool path_is_below(struct ustr path, struct ustr directory)
{
    if (!directory.count || !ustr_starts_nocase(path, directory))
        return false;
    if (directory.units[directory.count - 1] == u'\\')
        return path.count > directory.count;
    return path.count > directory.count + 1 && path.units[directory.count] == u'\\';
}

uint32_t path_missing(const struct files *files, struct ustr path)
{
    const struct file_node *parent = table_find(files, path_parent(path));
    return parent && parent->attributes & FILE_DIRECTORY ? ERROR_FILE_NOT_FOUND
                                                         : ERROR_PATH_NOT_FOUND;
}

void node_info(struct file_info *out, const struct file_node *node)
{
    *out = (struct file_info){
        .path = node->path,
        .name = path_name(node->path),
        .attributes = node->attributes,
        .created = node->created,
        .written = node->written,
        .durable = node->data == node->durable,
        .module = node->module,
    };
    if (node->data) {
        out->bytes = node->data->bytes;
        out->size = node->data->size;
    }
}
