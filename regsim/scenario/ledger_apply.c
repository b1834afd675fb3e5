/* The changes of a ledger, made again: removals from below upwards, then all else downwards. */
#include "scenario/ledger.h"

#include "base/memory.h"

static struct ustr below_place(struct ustr path, struct ustr place)
{
    size_t start = path.count > place.count && place.count ? place.count + 1 : place.count;
    return ustr_slice(path, start, path.count);
}

static void remove_entry(struct store *store, const struct ledger_entry *entry, struct ustr below)
{
    key_id key = store_find(store, store_root(store), below);
    if (key && entry->is_value)
        store_value_remove(store, key, entry->name);
    else if (key && key != store_root(store))
        store_tree_remove(store, key);
}

static void put_value(struct store *store, const struct ledger_entry *entry, struct ustr below,
                      filetime now)
{
    key_id key = store_ensure(store, store_root(store), below, now);
    const struct value *old = store_value_find(store, key, entry->name);
    if (old && !ustr_same(value_name(old), value_name(entry->new))) /* spelled in another way */
        store_value_remove(store, key, entry->name);
    store_value_set(store, key, value_name(entry->new), entry->new->type, value_data(entry->new),
                    entry->new->size);
}

static void put_key(struct store *store, const struct ledger_entry *entry, struct ustr below,
                    filetime now)
{
    const struct key_attributes *after = &entry->after;
    key_id key = store_ensure(store, store_root(store), below, now);
    uint32_t what = entry->was ? entry->what : DIFF_NAME | DIFF_CLASS | DIFF_SECURITY | DIFF_FLAGS;
    if (what & DIFF_NAME && key != store_root(store))
        store_key_rename(store, key, after->name);
    if (what & DIFF_CLASS)
        store_class_set(store, key, after->class_name);
    if (what & DIFF_SECURITY)
        store_security_set(store, key, after->security);
    if (what & DIFF_FLAGS)
        store_flags_set(store, key, after->flags);
}

void ledger_apply(struct store *store, const struct ledger *ledger, struct ustr place, filetime now)
{
    for (size_t i = ledger->count; i-- > 0;) {
        const struct ledger_entry *entry = &ledger->entries[i];
        if (!entry->is && path_is_within(entry->path, place))
            remove_entry(store, entry, below_place(entry->path, place));
    }
    for (size_t i = 0; i < ledger->count; i++) {
        const struct ledger_entry *entry = &ledger->entries[i];
        if (!entry->is || !path_is_within(entry->path, place))
            continue;
        struct ustr below = below_place(entry->path, place);
        if (entry->is_value)
            put_value(store, entry, below, now);
        else
            put_key(store, entry, below, now);
    }
}
