/* Where installs/ and bases/ are, and what is in them. */
#include "scenario/decode.h"

#include "base/memory.h"
#include "base/nearest.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FOLDERS_UP_MAX = 40 };

static bool is_folder(const char *path)
{
    struct stat status;
    return !stat(path, &status) && S_ISDIR(status.st_mode);
}

static bool is_same_folder(const char *a, const char *b)
{
    struct stat left, right;
    return !stat(a, &left) && !stat(b, &right) && left.st_dev == right.st_dev &&
           left.st_ino == right.st_ino;
}

/* The folder above, without resolving what can be said by cutting the text. */
static char *parent_of(struct arena *arena, const char *folder)
{
    const char *slash = strrchr(folder, '/'), *last = slash ? slash + 1 : folder;
    if (!strcmp(last, ".."))
        return arena_printf(arena, "%s/..", folder);
    if (!strcmp(folder, "."))
        return arena_strdup(arena, "..");
    if (!slash)
        return arena_strdup(arena, ".");
    return arena_strndup(arena, folder, slash == folder ? 1 : (size_t)(slash - folder));
}

const char *catalogue_of(struct arena *arena, const char *path)
{
    const char *folder = is_folder(path) ? path : parent_of(arena, path);
    for (size_t i = 0; i < FOLDERS_UP_MAX; i++) {
        if (is_folder(arena_printf(arena, "%s/installs", folder)))
            return folder;
        const char *above = parent_of(arena, folder);
        if (is_same_folder(above, folder))
            return NULL;
        folder = above;
    }
    return NULL;
}

const char *catalogue_file(struct decoder *decoder, const char *folder, const char *name)
{
    if (!decoder->catalogue || strchr(name, '/') || name[0] == '.')
        return NULL;
    char *path = arena_printf(decoder->arena, "%s/%s/%s.yaml", decoder->catalogue, folder, name);
    return access(path, F_OK) ? NULL : path;
}

static int is_yaml(const struct dirent *entry)
{
    const char *dot = strrchr(entry->d_name, '.');
    return entry->d_name[0] != '.' && dot && !strcmp(dot, ".yaml");
}

const char *catalogue_near(struct decoder *decoder, const char *folder, const char *name)
{
    if (!decoder->catalogue)
        return NULL;
    struct dirent **entries;
    char *path = arena_printf(decoder->arena, "%s/%s", decoder->catalogue, folder);
    int count = scandir(path, &entries, is_yaml, alphasort);
    if (count <= 0)
        return NULL;
    const char **names = mem_calloc((size_t)count, sizeof *names);
    for (int i = 0; i < count; i++) {
        const char *file = entries[i]->d_name;
        names[i] = arena_strndup(decoder->arena, file, strlen(file) - strlen(".yaml"));
        free(entries[i]);
    }
    free(entries);
    const char *near = nearest_word(name, names, (size_t)count);
    mem_free(names);
    return near;
}

struct yaml_file *loader_file(struct loader *loader, const char *path)
{
    for (size_t i = 0; i < loader->file_count; i++) {
        if (!strcmp(loader->files[i].path, path))
            return loader->files[i].file;
    }
    struct yaml_file *file = NULL;
    regsim_status status = yaml_read(&file, &loader->arena, path, loader->diags);
    if (!regsim_is_ok(status)) {
        file = NULL;
        loader->errors++;
        loader->host_failed |= status.code == REGSIM_HOST;
    }
    MEM_GROW(loader->files, loader->file_capacity, loader->file_count + 1);
    loader->files[loader->file_count++] =
        (struct cached_file){arena_strdup(&loader->arena, path), file};
    return file;
}
