#include "machine/mounts.h"

#include "base/memory.h"
#include "machine/hive_file.h"
#include "machine/process.h"
#include "sdk/winerror.h"

struct mount {
    key_id root;
    struct ustr path, root_name; /* owned */
    struct file_open *file;      /* held for as long as the hive is loaded */
    uint32_t minor;
    bool app;
};

struct replacement {
    key_id root;
    struct ustr old;    /* owned */
    struct store *with; /* owned */
};

struct mounts {
    struct mount *items;
    size_t count, capacity;
    struct replacement *replacements;
    size_t replacement_count, replacement_capacity;
    uint32_t apps; /* so far: their names are numbered */
};

static const struct ustr app_root = {u"A", 1};

struct mounts *mounts_new(void)
{
    return mem_calloc(1, sizeof(struct mounts));
}

/* Nobody else gets at the file of a loaded hive: 32 ERROR_SHARING_VIOLATION for whoever reads,
 * writes, renames or deletes it (sdk-api CreateFileW, dwShareMode 0). */
static uint32_t hold(struct file_open **out, struct files *files, struct ustr path)
{
    return files_open(out, NULL, files, path, FILE_CAN_READ, 0, FILE_OPEN_EXISTING, 0, 0);
}

struct mounts *mounts_clone(const struct mounts *mounts, struct files *files)
{
    struct mounts *clone = mounts_new();
    clone->apps = mounts->apps;
    MEM_GROW(clone->items, clone->capacity, mounts->count);
    for (; clone->count < mounts->count; clone->count++) {
        struct mount *item = &clone->items[clone->count];
        *item = mounts->items[clone->count];
        item->path = ustr_dup(item->path);
        item->root_name = ustr_dup(item->root_name);
        hold(&item->file, files, item->path); /* it may be gone: the player can do that */
    }
    MEM_GROW(clone->replacements, clone->replacement_capacity, mounts->replacement_count);
    for (size_t i = 0; i < mounts->replacement_count; i++) {
        const struct replacement *item = &mounts->replacements[i];
        clone->replacements[clone->replacement_count++] =
            (struct replacement){item->root, ustr_dup(item->old), store_clone(item->with)};
    }
    return clone;
}

static void forget(struct mounts *mounts, size_t index)
{
    files_close(mounts->items[index].file);
    ustr_free(mounts->items[index].path);
    ustr_free(mounts->items[index].root_name);
    mounts->items[index] = mounts->items[--mounts->count];
}

static void forget_replacements(struct mounts *mounts)
{
    for (size_t i = 0; i < mounts->replacement_count; i++) {
        ustr_free(mounts->replacements[i].old);
        store_free(mounts->replacements[i].with);
    }
    mounts->replacement_count = 0;
}

void mounts_free(struct mounts *mounts)
{
    if (!mounts)
        return;
    while (mounts->count)
        forget(mounts, mounts->count - 1);
    forget_replacements(mounts);
    mem_free(mounts->items);
    mem_free(mounts->replacements);
    mem_free(mounts);
}

static struct mount *mount_at(const struct mounts *mounts, key_id root)
{
    for (size_t i = 0; i < mounts->count; i++) {
        if (mounts->items[i].root == root)
            return &mounts->items[i];
    }
    return NULL;
}

static struct mount *mount_of_file(const struct mounts *mounts, struct ustr path)
{
    for (size_t i = 0; i < mounts->count; i++) {
        if (ustr_same_nocase(mounts->items[i].path, path))
            return &mounts->items[i];
    }
    return NULL;
}

static void tell_of_subkeys(struct machine *machine, key_id key)
{
    struct registry *registry = &machine->registry;
    if (registry->on_change)
        registry->on_change(registry->on_change_context, registry, key, REG_CHANGE_NAME);
}

/* Reads the file, or makes it (sdk-api RegLoadKeyW: "If this file does not exist, a file is
 * created"), and shows it as the key (rule load.makes-file). */
static uint32_t mount(key_id *out, struct machine *machine, key_id parent, struct ustr name,
                      struct ustr path)
{
    struct mounts *mounts = machine->mounts;
    struct store *store = machine->registry.store;
    struct hive_content content;
    uint32_t code = hive_file_read(&content, machine, path);
    bool made = code == ERROR_FILE_NOT_FOUND;
    if (code != ERROR_SUCCESS && !made)
        return code;
    key_id root = store_key_add(store, parent, name, 0, machine_now(machine));
    struct mount item = {.root = root, .path = ustr_dup(path), .minor = content.minor};
    if (made) {
        item.minor = machine->os >= OS_XP ? HIVE_MINOR_LATEST : HIVE_MINOR_STANDARD;
        code = hive_file_save(machine, root, item.root_name, item.minor, path);
    } else {
        store_tree_copy(store, root, content.store, store_root(content.store));
        item.root_name = content.root_name;
        content.root_name = (struct ustr){0};
    }
    hive_content_free(&content);
    if (code == ERROR_SUCCESS)
        code = hold(&item.file, machine->files, path);
    if (code != ERROR_SUCCESS) {
        store_tree_remove(store, root);
        ustr_free(item.path);
        ustr_free(item.root_name);
        return code;
    }
    durability_flush_key(machine,
                         root); /* as it is on disk; not yet a mount, so nothing to write */
    MEM_GROW(mounts->items, mounts->capacity, mounts->count + 1);
    mounts->items[mounts->count++] = item;
    *out = root;
    return ERROR_SUCCESS;
}

uint32_t mounts_load(struct machine *machine, key_id parent, struct ustr name, struct ustr path)
{
    key_id root;
    if (!name.count || name.count > REG_KEY_NAME_MAX || ustr_find(name, u'\\', 0) != SIZE_MAX)
        return ERROR_INVALID_PARAMETER;
    if (store_child_find(machine->registry.store, parent, name) != KEY_NONE)
        return ERROR_ACCESS_DENIED; /* our choice */
    if (mount_of_file(machine->mounts, path))
        return ERROR_SHARING_VIOLATION; /* the system holds the file of a loaded hive open */
    uint32_t code = mount(&root, machine, parent, name, path);
    if (code == ERROR_SUCCESS)
        tell_of_subkeys(machine, parent);
    return code;
}

/* rule load.app */
uint32_t mounts_load_app(key_id *out, struct machine *machine, struct ustr path, bool alone)
{
    struct mounts *mounts = machine->mounts;
    struct store *store = machine->registry.store;
    struct mount *loaded = mount_of_file(mounts, path);
    if (loaded && (alone || !loaded->app))
        return ERROR_SHARING_VIOLATION; /* sdk-api RegLoadAppKeyW */
    if (loaded) {
        *out = loaded->root;
        return ERROR_SUCCESS;
    }
    char16_t name[] = u"{00000000-0000-0000-0000-000000000000}";
    uint32_t number = ++mounts->apps;
    for (size_t at = sizeof name / sizeof *name - 3; number; at--, number /= 10)
        name[at] = (char16_t)(u'0' + number % 10);
    key_id parent = store_ensure(store, store_root(store), app_root, machine_now(machine));
    uint32_t code = mount(out, machine, parent, ustr_z(name), path);
    if (code != ERROR_SUCCESS) {
        if (!store_child_count(store, parent))
            store_key_remove(store, parent);
        return code;
    }
    mount_at(mounts, *out)->app = true;
    return ERROR_SUCCESS;
}

static void take_away(struct machine *machine, const struct mount *item)
{
    struct store *store = machine->registry.store;
    key_id root = item->root, parent = store_parent(store, root);
    bool app = item->app;
    forget(machine->mounts, (size_t)(item - machine->mounts->items));
    store_tree_remove(store, root);
    durability_forget(machine, root);
    if (app && !store_child_count(store, parent))
        store_key_remove(store, parent); /* \REGISTRY\A is there while it is needed */
}

/* rule unload.system */
uint32_t mounts_unload(struct machine *machine, key_id root)
{
    const struct mount *item = mount_at(machine->mounts, root);
    if (!item) /* Wine test_reg_unload_key: HKU\.Default is 5 */
        return durability_hive(machine, root) == root ? ERROR_ACCESS_DENIED
                                                      : ERROR_INVALID_PARAMETER;
    key_id parent = store_parent(machine->registry.store, root);
    durability_flush_key(machine, root);
    take_away(machine, item);
    tell_of_subkeys(machine, parent);
    return ERROR_SUCCESS;
}

/* Up to the root of a hive; it acts when the system is started again (sdk-api RegReplaceKeyW; rules
 * replace.next-boot, replace.subkey). */
uint32_t mounts_replace(struct machine *machine, key_id key, struct ustr path, struct ustr old)
{
    struct mounts *mounts = machine->mounts;
    struct hive_content content;
    key_id root = durability_hive(machine, key);
    if (root == KEY_NONE)
        return ERROR_INVALID_PARAMETER;
    struct ustr name = store_name(machine->registry.store, root);
    uint32_t code = hive_file_read(&content, machine, path);
    if (code == ERROR_SUCCESS)
        code = hive_file_save(machine, root, name, content.minor, old);
    if (code == ERROR_SUCCESS) {
        MEM_GROW(mounts->replacements, mounts->replacement_capacity, mounts->replacement_count + 1);
        mounts->replacements[mounts->replacement_count++] =
            (struct replacement){root, ustr_dup(old), content.store};
        content.store = NULL;
        files_erase(machine->files, path); /* it is the hive's own file from now on */
    }
    hive_content_free(&content);
    return code;
}

void mounts_written(struct machine *machine, key_id root)
{
    const struct mount *item = mount_at(machine->mounts, root);
    if (item)
        hive_file_rewrite(machine, root, item->root_name, item->minor, item->path);
}

/* What the hive held last stays in the old file, as the system's writes go there until the boot. */
static void replace(struct machine *machine, const struct replacement *item)
{
    struct store *store = machine->registry.store;
    if (!store_exists(store, item->root))
        return;
    hive_file_rewrite(machine, item->root, store_name(store, item->root), HIVE_MINOR_LATEST,
                      item->old);
    hive_content_put(store, item->root, item->with);
    durability_changed(machine, item->root);
    durability_flush_key(machine, item->root);
}

void mounts_boot(struct machine *machine)
{
    struct mounts *mounts = machine->mounts;
    /* First: the file of a loaded hive gets its new content, and then the hive goes. */
    for (size_t i = 0; i < mounts->replacement_count; i++)
        replace(machine, &mounts->replacements[i]);
    forget_replacements(mounts);
    while (mounts->count)
        take_away(machine, &mounts->items[mounts->count - 1]);
}

void mounts_key_closed(const struct process *process, struct machine *machine, key_id key)
{
    if (!machine->mounts->count || !store_exists(machine->registry.store, key))
        return;
    key_id root = durability_hive(machine, key);
    const struct mount *item = mount_at(machine->mounts, root);
    if (!item || !item->app || processes_have_key_open(machine, root, true))
        return;
    if (process->state != PROCESS_LOST)
        durability_flush_key(machine, root);
    take_away(machine, item);
}
