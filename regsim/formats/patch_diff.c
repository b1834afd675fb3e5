#include "formats/patch_diff.h"

#include "formats/losses.h"
#include "registry/access.h"

#include <string.h>

struct differ {
    const struct store *a, *b;
    const struct patch_diff_options *options;
    struct regfile_sink sink;
    struct ustr open, gone; /* the open section; the topmost key that the patch deletes */
    struct losses losses;
};

static void lose(struct differ *d, const struct diff_entry *entry, const char *what)
{
    const struct value *value = entry->new ? entry->new : entry->old;
    struct ustr name = value ? value_name(value) : (struct ustr){0};
    losses_add(&d->losses, entry->path, value ? &name : NULL, what);
}

static bool is_within(struct ustr path, struct ustr top)
{
    return top.count && ustr_starts_nocase(path, top) &&
           (path.count == top.count || path.units[top.count] == u'\\');
}

/* False: not a path that a section can hold, and that has been said. */
static bool split_path(struct regfile_path *out, struct differ *d, const struct diff_entry *entry)
{
    struct ustr path = entry->path;
    size_t end = ustr_find(path, u'\\', 0), names = path.count > 0, depth = 0;
    const struct store *store = entry->after ? d->b : d->a;
    for (size_t at = end; at != SIZE_MAX; at = ustr_find(path, u'\\', at + 1))
        names++;
    for (key_id key = entry->after ? entry->after : entry->before; store_parent(store, key);
         key = store_parent(store, key))
        depth++;
    if (end == SIZE_MAX)
        end = path.count;
    out->below = ustr_slice(path, end < path.count ? end + 1 : end, path.count);
    if (!regfile_root_find(&out->root, ustr_slice(path, 0, end)))
        lose(d, entry, "a key that is below no predefined key cannot be held");
    else if (names != depth)
        lose(d, entry, "a key name with a backslash cannot be held");
    else
        return true;
    return false;
}

/* What governs a key that a .reg file makes at `path`: what governs the nearest key that A has. */
static const struct blob *given_security(const struct store *a, struct ustr path)
{
    key_id key = KEY_NONE;
    while (!key && path.count) {
        do
            path.count--;
        while (path.count && path.units[path.count] != u'\\');
        key = store_find(a, store_root(a), path);
    }
    return access_security(a, key ? key : store_root(a));
}

static bool has_other_security(const struct differ *d, const struct diff_entry *entry)
{
    const struct blob *own = store_security(d->b, entry->after);
    const struct blob *given = own ? given_security(d->a, entry->path) : NULL;
    return own != given && (blob_size(own) != blob_size(given) ||
                            memcmp(blob_bytes(own), blob_bytes(given), blob_size(own)) != 0);
}

static void note_losses(struct differ *d, const struct diff_entry *entry, uint32_t what)
{
    what &= d->options->compared;
    if (what & DIFF_NAME)
        lose(d, entry, "another spelling of the key's name cannot be held");
    if (what & DIFF_CLASS)
        lose(d, entry, "the class name cannot be held");
    if (what & DIFF_SECURITY)
        d->losses.securities++;
    if (what & DIFF_FLAGS)
        lose(d, entry, "a volatile key or a symbolic link cannot be held");
}

static void add_key(struct differ *d, const struct diff_entry *entry)
{
    struct regfile_path path;
    uint32_t what = (store_class(d->b, entry->after).count ? DIFF_CLASS : 0u) |
                    (store_flags(d->b, entry->after) ? DIFF_FLAGS : 0u) |
                    (has_other_security(d, entry) ? DIFF_SECURITY : 0u);
    note_losses(d, entry, what);
    if (split_path(&path, d, entry) && path.below.count) {
        d->sink.key(d->sink.context, &path);
        d->open = entry->path;
    }
}

static void remove_key(struct differ *d, const struct diff_entry *entry)
{
    struct regfile_path path;
    if (split_path(&path, d, entry) && path.below.count) {
        d->sink.delete_key(d->sink.context, &path);
        d->gone = entry->path;
        d->open = (struct ustr){0};
    }
}

static bool open_section(struct differ *d, const struct diff_entry *entry)
{
    struct regfile_path path;
    if (d->open.count && ustr_same_nocase(d->open, entry->path))
        return true;
    if (!split_path(&path, d, entry))
        return false;
    d->sink.key(d->sink.context, &path);
    d->open = entry->path;
    return true;
}

/* What a .reg file writes to a link goes to the link's target. */
static bool in_link(const struct differ *d, const struct diff_entry *entry)
{
    return (entry->before && store_flags(d->a, entry->before) & KEY_LINK) ||
           (entry->after && store_flags(d->b, entry->after) & KEY_LINK);
}

static void change_value(struct differ *d, const struct diff_entry *entry)
{
    const struct value *old = entry->old, *new = entry->new;
    if (in_link(d, entry)) {
        lose(d, entry, "a value of a symbolic link cannot be held");
        return;
    }
    if (!open_section(d, entry))
        return;
    /* A value that exists keeps the spelling of its name. */
    if (old && (!new || !ustr_same(value_name(old), value_name(new))))
        d->sink.delete_value(d->sink.context, value_name(old));
    if (new)
        d->sink.value(d->sink.context, value_name(new), new->type, value_data(new), new->size);
}

regsim_status patch_from_diff(struct patch *out, const struct diff *diff, const struct store *a,
                              const struct store *b, const struct patch_diff_options *options,
                              struct diags *diags)
{
    struct differ d = {
        .a = a,
        .b = b,
        .options = options,
        .sink = patch_sink(out),
        .losses = {.diags = diags, .file = options->name, .allowed = options->lossy},
    };
    for (size_t i = 0; i < diff->count; i++) {
        const struct diff_entry *entry = &diff->entries[i];
        if (is_within(entry->path, d.gone))
            continue;
        switch (entry->kind) {
        case DIFF_KEY_ADDED:
            add_key(&d, entry);
            break;
        case DIFF_KEY_REMOVED:
            remove_key(&d, entry);
            break;
        case DIFF_KEY_CHANGED:
            note_losses(&d, entry, entry->what);
            break;
        default:
            change_value(&d, entry);
            break;
        }
    }
    return losses_end(&d.losses);
}
