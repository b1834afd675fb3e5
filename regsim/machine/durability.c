#include "machine/durability.h"

#include "base/memory.h"
#include "machine/machine.h"
#include "machine/mounts.h"
#include "registry/diff.h"

struct snapshot {
    uint32_t references;
    struct store *store;
};

struct hive {
    key_id root;
    struct snapshot *written; /* as the hive is on disk; NULL: not there yet */
    filetime dirty_since;     /* 0: not dirty */
    bool stays;               /* not written lazily (REG_NO_LAZY_FLUSH) */
};

struct durability {
    struct hive *hives;
    size_t count, capacity;
};

static struct snapshot *retain(struct snapshot *snapshot)
{
    if (snapshot)
        snapshot->references++;
    return snapshot;
}

static void release(struct snapshot *snapshot)
{
    if (!snapshot || --snapshot->references)
        return;
    store_free(snapshot->store);
    mem_free(snapshot);
}

static struct snapshot *take(const struct machine *machine)
{
    struct snapshot *snapshot = mem_alloc(sizeof *snapshot);
    *snapshot = (struct snapshot){1, store_clone(machine->registry.store)};
    return snapshot;
}

struct durability *durability_new(void)
{
    return mem_calloc(1, sizeof(struct durability));
}

struct durability *durability_clone(const struct durability *durability)
{
    struct durability *clone = durability_new();
    MEM_GROW(clone->hives, clone->capacity, durability->count);
    for (; clone->count < durability->count; clone->count++) {
        clone->hives[clone->count] = durability->hives[clone->count];
        retain(clone->hives[clone->count].written);
    }
    return clone;
}

void durability_free(struct durability *durability)
{
    if (!durability)
        return;
    for (size_t i = 0; i < durability->count; i++)
        release(durability->hives[i].written);
    mem_free(durability->hives);
    mem_free(durability);
}

key_id durability_hive(const struct machine *machine, key_id key)
{
    const struct store *store = machine->registry.store;
    key_id root = KEY_NONE, above = KEY_NONE; /* of the ancestors so far: the last two */
    for (; key != store_root(store); key = store_parent(store, key)) {
        if (!store_exists(store, key) || store_flags(store, key) & KEY_VOLATILE)
            return KEY_NONE;
        root = above;
        above = key;
    }
    return root;
}

static struct hive *hive_at(struct durability *durability, key_id root)
{
    for (size_t i = 0; i < durability->count; i++) {
        if (durability->hives[i].root == root)
            return &durability->hives[i];
    }
    MEM_GROW(durability->hives, durability->capacity, durability->count + 1);
    durability->hives[durability->count] = (struct hive){.root = root};
    return &durability->hives[durability->count++];
}

static void write_hive(struct machine *machine, struct hive *hive, struct snapshot *snapshot)
{
    if (hive->dirty_since)
        mounts_written(machine, hive->root);
    release(hive->written);
    hive->written = retain(snapshot);
    hive->dirty_since = 0;
}

void durability_changed(struct machine *machine, key_id key)
{
    key_id root = durability_hive(machine, key);
    if (root == KEY_NONE)
        return;
    struct hive *hive = hive_at(machine->durability, root);
    if (!hive->dirty_since)
        hive->dirty_since = machine_now(machine);
}

/* rule flush.hive */
void durability_flush_key(struct machine *machine, key_id key)
{
    key_id root = durability_hive(machine, key);
    if (root == KEY_NONE)
        return;
    struct hive *hive = hive_at(machine->durability, root);
    if (!hive->dirty_since && hive->written)
        return;
    struct snapshot *snapshot = take(machine);
    write_hive(machine, hive, snapshot);
    release(snapshot);
}

void durability_forget(struct machine *machine, key_id hive)
{
    struct durability *durability = machine->durability;
    for (size_t i = 0; i < durability->count; i++) {
        if (durability->hives[i].root != hive)
            continue;
        release(durability->hives[i].written);
        durability->hives[i] = durability->hives[--durability->count];
        return;
    }
}

bool durability_is_flushed(const struct machine *machine, key_id key)
{
    key_id root = durability_hive(machine, key);
    if (root == KEY_NONE)
        return true;
    const struct hive *hive = hive_at(machine->durability, root);
    return !hive->dirty_since && hive->written;
}

void durability_flush_all(struct machine *machine)
{
    const struct store *store = machine->registry.store;
    struct snapshot *snapshot = take(machine);
    key_id top = store_root(store);
    for (size_t i = 0; i < store_child_count(store, top); i++) {
        key_id parent = store_child_at(store, top, i);
        for (size_t j = 0; j < store_child_count(store, parent); j++) {
            key_id root = durability_hive(machine, store_child_at(store, parent, j));
            if (root != KEY_NONE)
                write_hive(machine, hive_at(machine->durability, root), snapshot);
        }
    }
    release(snapshot);
    files_make_durable(machine->files);
}

void durability_settle(struct machine *machine)
{
    struct durability *durability = machine->durability;
    filetime now = machine_now(machine);
    struct snapshot *snapshot = NULL;
    for (size_t i = 0; i < durability->count; i++) {
        struct hive *hive = &durability->hives[i];
        if (!hive->dirty_since || hive->stays || now - hive->dirty_since < LAZY_FLUSH)
            continue;
        if (!snapshot)
            snapshot = take(machine);
        write_hive(machine, hive, snapshot);
    }
    release(snapshot);
}

/* Makes `key` of `store` what `there` is in `from`, subkeys aside. */
static void copy_body(struct store *store, key_id key, const struct store *from, key_id there)
{
    store_class_set(store, key, store_class(from, there));
    store_security_set(store, key, store_security(from, there));
    store_flags_set(store, key, store_flags(from, there));
    if (!ustr_same(store_name(store, key), store_name(from, there)))
        store_key_rename(store, key, store_name(from, there));
}

static void undo_entry(struct store *store, key_id hive, const struct store *written,
                       const struct diff_entry *entry)
{
    switch (entry->kind) {
    case DIFF_KEY_ADDED: { /* was there when it was written */
        key_id key =
            store_ensure(store, hive, entry->path, store_last_write(written, entry->after));
        copy_body(store, key, written, entry->after);
        break;
    }
    case DIFF_KEY_CHANGED:
        copy_body(store, entry->before, written, entry->after);
        break;
    case DIFF_KEY_REMOVED: /* the topmost takes those below along */
        if (store_exists(store, entry->before))
            store_tree_remove(store, entry->before);
        break;
    case DIFF_VALUE_ADDED:
    case DIFF_VALUE_CHANGED:
    case DIFF_VALUE_REMOVED:
        break; /* see copy_values */
    }
}

/* All values of `key`, in the order that they have on disk. */
static void copy_values(struct store *store, key_id key, const struct store *from, key_id there)
{
    while (store_value_count(store, key))
        store_value_remove(store, key, value_name(store_value_at(store, key, 0)));
    for (size_t i = 0; i < store_value_count(from, there); i++)
        store_value_append(store, key, store_value_at(from, there, i));
}

static void restore_hive(struct machine *machine, struct hive *hive)
{
    struct store *store = machine->registry.store;
    if (!store_exists(store, hive->root))
        return;
    if (!hive->written) { /* never written: there is no such hive */
        store_tree_remove(store, hive->root);
        return;
    }
    const struct store *written = hive->written->store;
    struct diff diff = {0};
    diff_stores(&diff, store, hive->root, written, hive->root, DIFF_LAST_WRITES);
    for (size_t i = 0; i < diff.count; i++)
        undo_entry(store, hive->root, written, &diff.entries[i]);
    for (size_t i = 0; i < diff.count; i++) {
        const struct diff_entry *entry = &diff.entries[i];
        if (entry->after == KEY_NONE)
            continue;
        struct ubuf path = {0};
        store_path(written, entry->after, hive->root, &path);
        key_id key = store_find(store, hive->root, ubuf_view(&path));
        copy_values(store, key, written, entry->after);
        store_touch(store, key, store_last_write(written, entry->after));
        ubuf_free(&path);
    }
    diff_free(&diff);
}

void durability_stop_lazy(struct machine *machine, key_id key)
{
    key_id root = durability_hive(machine, key);
    if (root != KEY_NONE)
        hive_at(machine->durability, root)->stays = true;
}

bool durability_refresh(struct machine *machine, key_id root)
{
    struct hive *hive = hive_at(machine->durability, root);
    if (!hive->stays || !hive->written)
        return false;
    restore_hive(machine, hive);
    hive->dirty_since = 0;
    return true;
}

void durability_restore(struct machine *machine)
{
    struct durability *durability = machine->durability;
    for (size_t i = 0; i < durability->count;) {
        struct hive *hive = &durability->hives[i];
        if (hive->dirty_since)
            restore_hive(machine, hive);
        hive->dirty_since = 0;
        if (hive->written)
            i++;
        else
            durability->hives[i] = durability->hives[--durability->count];
    }
}
