/*
 * Registry reflection of 64-bit Windows before Windows 7 (Microsoft "Registry Reflection",
 * "Registry Keys Affected by WOW64"). A reflected key has a counterpart in the other view:
 *
 *     CLASSES\path                             CLASSES\Wow6432Node\path
 *     HKLM\SOFTWARE\Microsoft\COM3\path        HKLM\SOFTWARE\Wow6432Node\Microsoft\COM3\path, and
 *                                              so EventSystem, OLE and RPC
 *
 * When a handle of either is closed, the one that was written last is copied over the other: its
 * values; that subkeys are reflected as they are closed themselves, and that a deletion is not
 * reflected, are our choices.
 */
#include "registry/reflect.h"

#include "registry/rights.h"
#include "registry/view.h"

#include "base/memory.h"
#include "sdk/winerror.h"

static const struct ustr node = {u"Wow6432Node", 11};

/* rule wow64.reflected-keys: not the CLSIDs of servers in the process, and not HCP, which is one */
static bool is_reflected_class(const struct store *store, key_id classes, struct ustr path)
{
    struct ustr first = ustr_slice(path, 0, ustr_find(path, u'\\', 0));
    if (ustr_same_nocase(first, USTR(u"HCP")))
        return false;
    if (!ustr_same_nocase(first, USTR(u"CLSID")) || first.count == path.count)
        return true;
    key_id class = store_find(store, classes, ustr_slice(path, 0, ustr_find(path, u'\\', 6)));
    return class && !store_child_find(store, class, USTR(u"InprocServer32")) &&
           !store_child_find(store, class, USTR(u"InprocHandler32"));
}

/* The counterpart of a key below a Classes key. */
static bool other_class(struct ubuf *out, const struct store *store, key_id key)
{
    key_id classes = key, view = KEY_NONE;
    while (classes && !view_is_classes(store, classes)) {
        view = classes;
        classes = store_parent(store, classes);
    }
    if (!classes)
        return false;
    bool is_narrow = view && ustr_same_nocase(store_name(store, view), node);
    key_id root = is_narrow ? view : classes;
    struct ubuf path = {0};
    store_path(store, key, root, &path);
    bool reflected = is_reflected_class(store, root, ubuf_view(&path));
    store_path(store, classes, store_root(store), out);
    if (!is_narrow) {
        ubuf_put(out, u'\\');
        ubuf_add(out, node);
    }
    if (path.count)
        ubuf_put(out, u'\\');
    ubuf_add(out, ubuf_view(&path));
    ubuf_free(&path);
    return reflected;
}

static bool other_of_software(struct ubuf *out, const struct store *store, key_id key)
{
    static const struct ustr wide = {u"MACHINE\\SOFTWARE\\Microsoft", 26},
                             narrow = {u"MACHINE\\SOFTWARE\\Wow6432Node\\Microsoft", 38};
    static const char16_t *const names[] = {u"COM3", u"EventSystem", u"OLE", u"RPC"};
    struct ubuf path = {0};
    bool found = false;
    store_path(store, key, store_root(store), &path);
    for (int from_narrow = 0; from_narrow < 2 && !found; from_narrow++) {
        struct ustr root = from_narrow ? narrow : wide;
        if (!ustr_starts_nocase(ubuf_view(&path), root))
            continue;
        struct ustr rest = ustr_slice(ubuf_view(&path), root.count, path.count);
        struct ustr name = ustr_slice(rest, rest.count > 0, ustr_find(rest, u'\\', 1));
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            found |= ustr_same_nocase(name, ustr_z(names[i]));
        ubuf_add(out, from_narrow ? wide : narrow);
        ubuf_add(out, rest);
    }
    ubuf_free(&path);
    return found;
}

static bool counterpart(struct ubuf *out, const struct registry *registry, key_id key)
{
    const struct store *store = registry->store;
    if (!registry->is_wow64 || registry->os >= OS_WIN7 || !store_exists(store, key))
        return false;
    if (other_class(out, store, key))
        return true;
    ubuf_clear(out);
    return other_of_software(out, store, key);
}

bool registry_is_reflected(const struct registry *registry, key_id key)
{
    struct ubuf path = {0};
    bool reflected = counterpart(&path, registry, key);
    ubuf_free(&path);
    return reflected;
}

/* An AppID says an empty DllSurrogate of its own view only (rule wow64.reflected-keys). */
static bool is_of_one_view(const struct store *store, key_id key, const struct value *value)
{
    key_id parent = store_parent(store, key);
    struct ustr name = value_name(value);
    return parent && ustr_same_nocase(store_name(store, parent), USTR(u"AppID")) &&
           (ustr_same_nocase(name, USTR(u"DllSurrogate")) ||
            ustr_same_nocase(name, USTR(u"DllSurrogateExecutable"))) &&
           value->size <= sizeof(char16_t);
}

static void copy_over(struct store *store, key_id to, key_id from)
{
    for (size_t i = store_value_count(store, to); i > 0; i--) {
        const struct value *value = store_value_at(store, to, i - 1);
        struct ustr name = ustr_dup(value_name(value));
        if (!is_of_one_view(store, to, value) && !store_value_find(store, from, name))
            store_value_remove(store, to, name);
        ustr_free(name);
    }
    for (size_t i = 0; i < store_value_count(store, from); i++) {
        const struct value *value = store_value_at(store, from, i);
        if (!is_of_one_view(store, from, value))
            store_value_set(store, to, value_name(value), value->type, value_data(value),
                            value->size);
    }
}

/* rule wow64.reflected */
void registry_reflect(struct registry *registry, key_id key)
{
    struct store *store = registry->store;
    struct ubuf path = {0};
    if (counterpart(&path, registry, key) && !(store_flags(store, key) & KEY_UNREFLECTED)) {
        filetime written = store_last_write(store, key);
        key_id other = store_find(store, store_root(store), ubuf_view(&path));
        if (!other || (store_last_write(store, other) < written &&
                       !(store_flags(store, other) & KEY_UNREFLECTED))) {
            bool made = !other;
            if (made)
                other = store_ensure(store, store_root(store), ubuf_view(&path), written);
            copy_over(store, other, key);
            store_touch(store, other, written);
            changed(registry, made ? store_parent(store, other) : other,
                    made ? REG_CHANGE_NAME : REG_CHANGE_LAST_SET);
        }
    }
    ubuf_free(&path);
}

/* rule wow64.reflection-off */
void registry_set_reflection(struct registry *registry, key_id key, bool on)
{
    uint32_t flags = store_flags(registry->store, key);
    if (registry_is_reflected(registry, key))
        store_flags_set(registry->store, key,
                        on ? flags & ~(uint32_t)KEY_UNREFLECTED : flags | KEY_UNREFLECTED);
}
