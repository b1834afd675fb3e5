#include "formats/regfile_apply.h"

#include "base/memory.h"
#include "registry/ops.h"

#include <string.h>

/* rules link.value, reg.link: SymbolicLinkValue is \REGISTRY\…, absolute and without a terminator.
 * A document has the predefined keys where a machine has MACHINE and USER; `place` is what its top
 * key is. */
static key_id link_target(const struct store *store, key_id top, struct ustr place, key_id link)
{
    static const struct ustr prefix = {u"\\REGISTRY\\", 10};
    const struct value *value = store_value_find(store, link, USTR(u"SymbolicLinkValue"));
    if (!value || value->type != REG_LINK_TYPE)
        return KEY_NONE;
    struct ustr target = {(const char16_t *)(const void *)value_data(value),
                          value->size / sizeof(char16_t)};
    if (!ustr_starts_nocase(target, prefix))
        return KEY_NONE;
    target = ustr_slice(target, prefix.count, target.count);
    key_id key = place.count ? KEY_NONE : store_find(store, store_root(store), target);
    if (key)
        return key;
    struct ubuf user = {0};
    registry_path_to_user(&user, target, true);
    struct ustr path = ubuf_view(&user);
    if (!place.count)
        key = store_find(store, store_root(store), path);
    else if (ustr_starts_nocase(path, place) &&
             (path.count == place.count || path.units[place.count] == u'\\'))
        key = store_find(store, top,
                         ustr_slice(path, place.count + (path.count > place.count), path.count));
    ubuf_free(&user);
    return key;
}

key_id regfile_follow_links(const struct store *store, key_id top, struct ustr place, key_id key)
{
    for (int hops = 0; key && store_flags(store, key) & KEY_LINK; hops++)
        key = hops < REG_LINK_HOPS_MAX ? link_target(store, top, place, key) : KEY_NONE;
    return key;
}

/* The child `name` of `parent`, created where it is missing and `create`. */
static key_id step(struct regfile_apply *a, key_id parent, struct ustr name, bool create)
{
    key_id child = store_child_find(a->store, parent, name);
    if (child && a->layout == REGFILE_AS_NT)
        return regfile_follow_links(a->store, KEY_NONE, (struct ustr){0}, child);
    if (child || !create)
        return child;
    store_touch(a->store, parent, a->now);
    return store_key_add(a->store, parent, name, 0, a->now);
}

static key_id walk(struct regfile_apply *a, key_id from, struct ustr path, bool create)
{
    for (size_t start = 0; from && start < path.count;) {
        size_t end = ustr_find(path, u'\\', start);
        if (end == SIZE_MAX)
            end = path.count;
        from = step(a, from, ustr_slice(path, start, end), create);
        start = end + 1;
    }
    return from;
}

/* The predefined key in the store; KEY_NONE: it is not there, or no NT has it. */
static key_id find_root(struct regfile_apply *a, enum regfile_root root, bool create)
{
    struct ubuf path = {0};
    key_id key = KEY_NONE;
    if (a->layout == REGFILE_AS_WRITTEN)
        key = walk(a, store_root(a->store), regfile_root_name(root), create);
    else if (registry_path_from_user(&path, regfile_root_name(root)))
        key = walk(a, store_root(a->store), ubuf_view(&path), create);
    ubuf_free(&path);
    return key;
}

/* Drops the levels that the new path does not share with the last one. */
static void keep_shared(struct regfile_apply *a, const struct regfile_path *path)
{
    if (a->level_count && a->root != path->root)
        a->level_count = 0;
    struct ustr new = path->below;
    size_t shared = 0, most = a->path.count < new.count ? a->path.count : new.count;
    while (shared < most && a->path.units[shared] == new.units[shared])
        shared++;
    while (a->level_count > 1) {
        size_t end = a->levels[a->level_count - 1].end;
        if (end <= shared && (end == new.count || new.units[end] == u'\\'))
            break;
        a->level_count--;
    }
}

/* The key at `path`; where it is missing it is created, or KEY_NONE. */
static key_id find_key(struct regfile_apply *a, const struct regfile_path *path, bool create)
{
    keep_shared(a, path);
    if (!a->level_count) {
        key_id key = find_root(a, path->root, create);
        if (!key)
            return KEY_NONE;
        a->root = path->root;
        a->levels[a->level_count++] = (struct regfile_level){0, key};
    }
    key_id key = a->levels[a->level_count - 1].key;
    size_t start = a->levels[a->level_count - 1].end;
    ubuf_clear(&a->path);
    ubuf_add(&a->path, path->below);
    for (start += start > 0; key && start < path->below.count;) {
        size_t end = ustr_find(path->below, u'\\', start);
        if (end == SIZE_MAX)
            end = path->below.count;
        key = step(a, key, ustr_slice(path->below, start, end), create);
        if (key)
            a->levels[a->level_count++] = (struct regfile_level){end, key};
        start = end + 1;
    }
    return key;
}

static void mark_named(struct regfile_apply *a, key_id key)
{
    size_t old = a->named_capacity;
    MEM_GROW(a->named, a->named_capacity, (size_t)key + 1);
    memset(a->named + old, 0, a->named_capacity - old);
    a->named[key] = 1;
}

static bool apply_key(void *context, const struct regfile_path *path)
{
    struct regfile_apply *a = context;
    a->key = find_key(a, path, true);
    a->touched = false;
    if (a->key && a->track_named)
        mark_named(a, a->key);
    return a->key != KEY_NONE;
}

static void apply_delete_key(void *context, const struct regfile_path *path)
{
    struct regfile_apply *a = context;
    a->deletions++;
    key_id key = find_key(a, path, false);
    if (key) {
        key_id parent = store_parent(a->store, key);
        store_tree_remove(a->store, key);
        if (store_exists(a->store, parent))
            store_touch(a->store, parent, a->now);
    }
    a->level_count = 0;
    a->key = KEY_NONE;
}

/* `now` does not move, so the first change of a section touches its key for all of them. */
static void touch_once(struct regfile_apply *a)
{
    if (!a->touched)
        store_touch(a->store, a->key, a->now);
    a->touched = true;
}

static void apply_value(void *context, struct ustr name, uint32_t type, const void *data,
                        uint32_t size)
{
    struct regfile_apply *a = context;
    store_value_set(a->store, a->key, name, type, data, size);
    touch_once(a);
}

static void apply_delete_value(void *context, struct ustr name)
{
    struct regfile_apply *a = context;
    a->deletions++;
    if (store_value_remove(a->store, a->key, name))
        touch_once(a);
}

void regfile_apply_init(struct regfile_apply *out, struct store *store, enum regfile_layout layout,
                        filetime now)
{
    *out = (struct regfile_apply){.store = store, .layout = layout, .now = now};
}

struct regfile_sink regfile_apply_sink(struct regfile_apply *apply)
{
    return (struct regfile_sink){
        .context = apply,
        .key = apply_key,
        .delete_key = apply_delete_key,
        .value = apply_value,
        .delete_value = apply_delete_value,
    };
}

void regfile_apply_done(struct regfile_apply *apply)
{
    ubuf_free(&apply->path);
    mem_free(apply->named);
    apply->named = NULL;
}
