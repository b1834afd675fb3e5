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
    key_id link = store_child_find(store, system, USTR(u"CurrentControlSet"));
    if (link && !(store_flags(store, link) & KEY_LINK)) {
        store_tree_remove(store, link);
        link = KEY_NONE;
    }
    if (!link)
        link =
            store_key_add(store, system, USTR(u"CurrentControlSet"), KEY_LINK | KEY_VOLATILE, now);
    store_value_set(store, link, USTR(u"SymbolicLinkValue"), REG_LINK_TYPE, target,
                    (uint32_t)(end * sizeof *target));
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
