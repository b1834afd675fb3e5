/*
 * Finding files: a path is a scenario or a folder of them. Files come in byte order of their path,
 * so that output does not depend on the file system.
 */
#include "scenario/decode.h"

#include "base/memory.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { FOLDER_DEPTH_MAX = 32 };

/* What follows the catalogue's root in the file's path, without .yaml. */
static const char *id_of(struct arena *arena, const char *catalogue, const char *path)
{
    char *whole = realpath(path, NULL), *root = catalogue ? realpath(catalogue, NULL) : NULL;
    const char *id = whole ? whole : path;
    size_t length = root ? strlen(root) : 0;
    if (root && !strncmp(id, root, length) && id[length] == '/')
        id += length + 1;
    else if (strrchr(id, '/'))
        id = strrchr(id, '/') + 1;
    const char *dot = strrchr(id, '.');
    id = arena_strndup(arena, id, dot && !strchr(dot, '/') ? (size_t)(dot - id) : strlen(id));
    free(whole);
    free(root);
    return id;
}

/* Whether the file is in the list already, by whatever path; if not, it is from now on. */
static bool loaded_before(struct scenario_list *list, const char *path, const struct stat *about)
{
    char *real = realpath(path, NULL);
    if (!real)
        real = mem_strdup(path);
    struct loaded_file file = {(uint64_t)about->st_dev, (uint64_t)about->st_ino, mem_strdup(real)};
    free(real);
    for (size_t i = 0; i < list->loaded_count; i++) {
        const struct loaded_file *other = &list->loaded[i];
        if (other->inode == file.inode && other->device == file.device &&
            !strcmp(other->path, file.path)) {
            mem_free(file.path);
            return true;
        }
    }
    MEM_GROW(list->loaded, list->loaded_capacity, list->loaded_count + 1);
    list->loaded[list->loaded_count++] = file;
    return false;
}

static void load_file(struct loader *loader, struct scenario_list *out, const char *path)
{
    struct yaml_file *file = loader_file(loader, path);
    if (!file)
        return;
    const char *catalogue = catalogue_of(&loader->arena, path);
    const char *id = id_of(&loader->arena, catalogue, path);
    if (catalogue && !strncmp(id, "installs/", 9)) {
        check_install_file(loader, file, catalogue);
    } else if (catalogue && !strncmp(id, "bases/", 6)) {
        check_base_file(loader, file, catalogue);
    } else {
        out->files++;
        decode_cells(loader, out, file, catalogue, id);
    }
}

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static bool is_yaml_name(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot && (!strcmp(dot, ".yaml") || !strcmp(dot, ".yml"));
}

static regsim_status load_path(struct loader *loader, struct scenario_list *out, const char *path,
                               size_t depth);

static regsim_status load_folder(struct loader *loader, struct scenario_list *out, const char *path,
                                 size_t depth)
{
    struct dirent **entries;
    int count = scandir(path, &entries, is_visible, by_bytes);
    if (count < 0)
        return diags_host(loader->diags, path, errno, "reading the folder");
    regsim_status status = regsim_ok();
    size_t length = strlen(path);
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;
        char *below =
            arena_printf(&loader->arena, "%s%s%s", path, path[length - 1] == '/' ? "" : "/", name);
        struct stat about;
        bool folder = !stat(below, &about) && S_ISDIR(about.st_mode);
        if (regsim_is_ok(status) && (folder || is_yaml_name(name)))
            status = load_path(loader, out, below, depth + 1);
        free(entries[i]);
    }
    free(entries);
    return status;
}

static regsim_status load_path(struct loader *loader, struct scenario_list *out, const char *path,
                               size_t depth)
{
    struct stat about;
    if (stat(path, &about))
        return diags_host(loader->diags, path, errno, "opening");
    if (depth > FOLDER_DEPTH_MAX)
        return diags_invalid(loader->diags, path, "more than %d folders deep", FOLDER_DEPTH_MAX);
    if (S_ISDIR(about.st_mode))
        return load_folder(loader, out, path, depth);
    if (!loaded_before(out, path, &about))
        load_file(loader, out, path);
    return regsim_ok();
}

static regsim_status end_loading(struct loader *loader, regsim_status status)
{
    if (loader->host_failed)
        status = regsim_failed(REGSIM_HOST);
    else if (regsim_is_ok(status) && loader->errors)
        status =
            regsim_failed(loader->errors == loader->not_yet ? REGSIM_UNSUPPORTED : REGSIM_INVALID);
    arena_free(&loader->arena);
    mem_free(loader->complaints);
    mem_free(loader->files);
    mem_free(loader->exports);
    return status;
}

regsim_status scenario_load(struct scenario_list *out, const char *path,
                            const struct scenario_load_options *options, struct diags *diags)
{
    struct loader loader = {.diags = diags, .lint = options && options->lint};
    regsim_status status =
        *path ? load_path(&loader, out, path, 0) : diags_invalid(diags, NULL, "an empty path");
    return end_loading(&loader, status);
}

regsim_status scenario_load_text(struct scenario_list *out, const char *path, const char *text,
                                 size_t size, struct diags *diags)
{
    struct loader loader = {.diags = diags};
    struct yaml_file *file = NULL;
    const char *name = arena_strdup(&loader.arena, path);
    regsim_status status = yaml_parse(&file, &loader.arena, name, text, size, diags);
    if (regsim_is_ok(status)) {
        const char *catalogue = catalogue_of(&loader.arena, name);
        decode_cells(&loader, out, file, catalogue, id_of(&loader.arena, catalogue, name));
    }
    return end_loading(&loader, status);
}

void scenario_list_free(struct scenario_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        struct arena arena = list->items[i]->arena;
        arena_free(&arena);
        mem_free(list->items[i]);
    }
    for (size_t i = 0; i < list->loaded_count; i++)
        mem_free(list->loaded[i].path);
    mem_free(list->items);
    mem_free(list->loaded);
    *list = (struct scenario_list){0};
}
