/* The registry as a whole: its fixed keys, the control set link, paths as people write them. */
#include "registry/resolve.h"

#include "sdk/winerror.h"

#include <string.h>

void registry_init(struct registry *out, enum os os)
{
    static const struct {
        struct ustr path;
        uint32_t flags;
    } keys[] = {
        {{u"SYSTEM", 6}, 0},
        {{u"SOFTWARE", 8}, 0},
        {{u"SAM", 3}, 0},
        {{u"SECURITY", 8}, 0},
        {{u"HARDWARE", 8}, KEY_VOLATILE},
    };
    *out = (struct registry){.store = store_new(), .os = os};
    key_id root = store_root(out->store);
    key_id machine = store_key_add(out->store, root, USTR(u"MACHINE"), 0, 0);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        store_key_add(out->store, machine, keys[i].path, keys[i].flags, 0);
    store_ensure(out->store, root, USTR(u"USER\\.DEFAULT"), 0);
}

void registry_done(struct registry *registry)
{
    store_free(registry->store);
    *registry = (struct registry){0};
}

static uint32_t current_of_select(const struct store *store, key_id system)
{
    uint32_t number = 1;
    key_id select = store_child_find(store, system, USTR(u"Select"));
    const struct value *current = select ? store_value_find(store, select, USTR(u"Current")) : NULL;
    if (current)
        value_dword(&number, current);
    return number;
}

void registry_set_link(struct registry *registry, key_id key, struct ustr target)
{
    struct store *store = registry->store;
    store_flags_set(store, key, store_flags(store, key) | KEY_LINK);
    store_value_set(store, key, USTR(u"SymbolicLinkValue"), REG_LINK_TYPE, target.units,
                    (uint32_t)(target.count * sizeof *target.units));
}

/* The volatile link `name` below `parent`; an ordinary key gives way to it. */
static void make_link(struct registry *registry, key_id parent, struct ustr name,
                      struct ustr target, filetime now)
{
    struct store *store = registry->store;
    key_id link = store_child_find(store, parent, name);
    if (link && !(store_flags(store, link) & KEY_LINK)) {
        store_tree_remove(store, link);
        link = KEY_NONE;
    }
    if (!link)
        link = store_key_add(store, parent, name, KEY_LINK | KEY_VOLATILE, now);
    registry_set_link(registry, link, target);
}

/* rule link.user-classes */
void registry_link_classes(struct registry *registry, filetime now)
{
    const struct ustr ending = USTR(u"_Classes");
    struct store *store = registry->store;
    key_id users = store_find(store, store_root(store), USTR(u"USER"));
    for (size_t i = 0; users && i < store_child_count(store, users); i++) {
        struct ustr name = store_name(store, store_child_at(store, users, i));
        size_t length = name.count > ending.count ? name.count - ending.count : 0;
        key_id user =
            length ? store_child_find(store, users, ustr_slice(name, 0, length)) : KEY_NONE;
        if (!user || !ustr_same_nocase(ustr_slice(name, length, name.count), ending))
            continue;
        struct ubuf target = {0};
        ubuf_add(&target, USTR(u"\\REGISTRY\\USER\\"));
        ubuf_add(&target, name);
        make_link(registry, store_ensure(store, user, USTR(u"Software"), now), USTR(u"Classes"),
                  ubuf_view(&target), now);
        ubuf_free(&target);
    }
}

/* rule link.control-set */
void registry_link_control_set(struct registry *registry, uint32_t number, filetime now)
{
    struct store *store = registry->store;
    key_id system = store_ensure(store, store_root(store), USTR(u"MACHINE\\SYSTEM"), now);
    if (!number)
        number = current_of_select(store, system);
    char16_t target[] = u"\\REGISTRY\\MACHINE\\SYSTEM\\ControlSet000";
    size_t end = sizeof target / sizeof *target - 1;
    for (size_t i = 1; i <= 3; i++, number /= 10)
        target[end - i] = (char16_t)(u'0' + number % 10);
    make_link(registry, system, USTR(u"CurrentControlSet"), (struct ustr){target, end}, now);
}

key_id registry_resolve(const struct registry *registry, struct ustr path)
{
    struct walk walk = {.registry = registry, .at = store_root(registry->store), .rest = path};
    while (walk.rest.count && *walk.rest.units == u'\\')
        walk.rest = ustr_slice(walk.rest, 1, walk.rest.count);
    uint32_t code = walk_on(&walk);
    walk_end(&walk);
    return code == ERROR_SUCCESS ? walk.at : KEY_NONE;
}
