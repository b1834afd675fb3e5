/* Walking the store by plain names: paths without links (registry/store.h). */
#include "registry/store.h"

#include "registry/store_table.h"

/* The component of `path` at *at; *at moves past it and the backslashes that follow. */
static struct ustr component(struct ustr path, size_t *at)
{
    size_t end = ustr_find(path, u'\\', *at);
    struct ustr name = ustr_slice(path, *at, end);
    *at += name.count;
    while (*at < path.count && path.units[*at] == u'\\')
        ++*at;
    return name;
}

key_id store_find(const struct store *store, key_id from, struct ustr path)
{
    for (size_t at = 0; from && at < path.count;) {
        struct ustr name = component(path, &at);
        if (name.count)
            from = store_child_find(store, from, name);
    }
    return from;
}

key_id store_ensure(struct store *store, key_id from, struct ustr path, filetime now)
{
    for (size_t at = 0; at < path.count;) {
        struct ustr name = component(path, &at);
        if (!name.count)
            continue;
        key_id child = store_child_find(store, from, name);
        from = child ? child : store_key_add(store, from, name, 0, now);
    }
    return from;
}

static void add_path(const struct store *store, key_id key, key_id below, struct ubuf *out)
{
    const struct body *body = body_of(store, key);
    if (key == below || !body->parent)
        return;
    size_t before = out->count;
    add_path(store, body->parent, below, out);
    if (out->count > before)
        ubuf_put(out, u'\\');
    ubuf_add(out, body_name(body));
}

void store_path(const struct store *store, key_id key, key_id below, struct ubuf *out)
{
    add_path(store, key, below, out);
}
