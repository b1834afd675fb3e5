#include "scenario/where.h"

#include "base/memory.h"

static const struct ustr link_value = {u"SymbolicLinkValue", 17};
static const struct ustr registry_prefix = {u"\\REGISTRY\\", 10};

/* The target of a link key without its \REGISTRY\ prefix; false where it has none that is absolute.
 */
static bool link_target(struct ustr *out, const struct store *store, key_id key)
{
    const struct value *value = store_value_find(store, key, link_value);
    if (!value)
        return false;
    struct ustr target = {(const char16_t *)(const void *)value_data(value),
                          value->size / sizeof(char16_t)};
    if (!ustr_starts_nocase(target, registry_prefix))
        return false;
    *out = ustr_slice(target, registry_prefix.count, target.count);
    return true;
}

/* Walks `path` from the root as far as it exists. True: a link stands in the way; *target is its
 * target, *rest what of `path` comes after the link. */
static bool find_link(struct ustr *target, struct ustr *rest, const struct store *store,
                      struct ustr path, bool follow_last)
{
    key_id key = store_root(store);
    for (size_t at = 0; at < path.count;) {
        size_t end = ustr_find(path, u'\\', at);
        if (end == SIZE_MAX && !follow_last)
            return false;
        end = end == SIZE_MAX ? path.count : end;
        key = store_child_find(store, key, ustr_slice(path, at, end));
        if (key == KEY_NONE)
            return false;
        if ((store_flags(store, key) & KEY_LINK) && link_target(target, store, key)) {
            *rest = ustr_slice(path, end, path.count);
            return true;
        }
        at = end + 1;
    }
    return false;
}

static bool resolve(struct ubuf *out, const struct registry *registry, struct ustr user_path,
                    bool follow_last)
{
    struct ubuf path = {0};
    bool found = registry_path_from_user(&path, user_path);
    for (int hops = 0; found; hops++) {
        struct ustr target, rest;
        if (!find_link(&target, &rest, registry->store, ubuf_view(&path), follow_last))
            break;
        found = hops < REG_LINK_HOPS_MAX;
        struct ubuf next = {0};
        ubuf_add(&next, target);
        ubuf_add(&next, rest);
        ubuf_free(&path);
        path = next;
    }
    if (found)
        ubuf_add(out, ubuf_view(&path));
    ubuf_free(&path);
    return found;
}

bool where_canonical(struct ubuf *out, const struct registry *registry, struct ustr user_path)
{
    return resolve(out, registry, user_path, false);
}

bool where_target(struct ubuf *out, const struct registry *registry, struct ustr user_path)
{
    return resolve(out, registry, user_path, true);
}

/* Puts CurrentControlSet back where the path goes through its target. */
static void unlink_control_set(struct ubuf *out, const struct registry *registry,
                               struct ustr canonical)
{
    struct ustr link_path = USTR(u"MACHINE\\SYSTEM\\CurrentControlSet"), target;
    key_id link = store_find(registry->store, store_root(registry->store), link_path);
    if (link == KEY_NONE || !link_target(&target, registry->store, link) ||
        !ustr_starts_nocase(canonical, target) ||
        (canonical.count > target.count && canonical.units[target.count] != u'\\')) {
        ubuf_add(out, canonical);
        return;
    }
    ubuf_add(out, link_path);
    ubuf_add(out, ustr_slice(canonical, target.count, canonical.count));
}

void where_show(struct ubuf *out, const struct registry *registry, struct ustr canonical)
{
    struct ubuf path = {0};
    unlink_control_set(&path, registry, canonical);
    registry_path_to_user(out, ubuf_view(&path), false);
    ubuf_free(&path);
}

char *where_text(const struct registry *registry, struct ustr canonical)
{
    struct ubuf path = {0};
    where_show(&path, registry, canonical);
    char *text = ustr_to_shown(ubuf_view(&path));
    ubuf_free(&path);
    return text;
}
