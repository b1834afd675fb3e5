#include "scenario/ledger.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* The next component of `path` from *at on; *at moves behind its backslash. */
static struct ustr next_component(struct ustr path, size_t *at)
{
    size_t end = ustr_find(path, u'\\', *at);
    struct ustr name = ustr_slice(path, *at, end == SIZE_MAX ? path.count : end);
    *at = end == SIZE_MAX ? path.count : end + 1;
    return name;
}

int path_compare(struct ustr a, struct ustr b)
{
    size_t at_a = 0, at_b = 0;
    while (at_a < a.count && at_b < b.count) {
        int order = ustr_compare_nocase(next_component(a, &at_a), next_component(b, &at_b));
        if (order)
            return order;
    }
    return (at_a < a.count) - (at_b < b.count);
}

bool path_is_within(struct ustr path, struct ustr above)
{
    return ustr_starts_nocase(path, above) &&
           (path.count == above.count || !above.count || path.units[above.count] == u'\\');
}

static int entry_compare(const struct ledger_entry *a, const struct ledger_entry *b)
{
    int order = path_compare(a->path, b->path);
    if (!order)
        order = (int)a->is_value - (int)b->is_value;
    return order ? order : ustr_compare_nocase(a->name, b->name);
}

/* Of entries about the same thing the older one, which stands before it in the array, comes first.
 */
static int age_compare(const void *left, const void *right)
{
    const struct ledger_entry *const *a = left, *const *b = right;
    int order = entry_compare(*a, *b);
    return order ? order : (*a > *b) - (*a < *b);
}

static struct key_attributes attributes_of(const struct store *store, key_id key, bool last_writes)
{
    const struct blob *security = store_security(store, key);
    return (struct key_attributes){
        .name = ustr_dup(store_name(store, key)),
        .class_name = ustr_dup(store_class(store, key)),
        .security = security ? blob_retain(security) : NULL,
        .flags = store_flags(store, key),
        .last_write = last_writes ? store_last_write(store, key) : 0,
    };
}

static void attributes_free(struct key_attributes *attributes)
{
    ustr_free(attributes->name);
    ustr_free(attributes->class_name);
    blob_release(attributes->security);
}

static bool same_blob(const struct blob *a, const struct blob *b)
{
    return a == b || (a && b && blob_size(a) == blob_size(b) &&
                      memcmp(blob_bytes(a), blob_bytes(b), blob_size(a)) == 0);
}

static uint32_t what_differs(const struct key_attributes *a, const struct key_attributes *b)
{
    return (ustr_same(a->name, b->name) ? 0 : DIFF_NAME) |
           (ustr_same(a->class_name, b->class_name) ? 0 : DIFF_CLASS) |
           (same_blob(a->security, b->security) ? 0 : DIFF_SECURITY) |
           (a->flags == b->flags ? 0 : DIFF_FLAGS) |
           (a->last_write == b->last_write ? 0 : DIFF_LAST_WRITE);
}

static void entry_free(struct ledger_entry *entry)
{
    ustr_free(entry->path);
    ustr_free(entry->name);
    attributes_free(&entry->before);
    attributes_free(&entry->after);
    value_release(entry->old);
    value_release(entry->new);
}

/* The two states that a stretch leads from and to. */
struct stretch {
    const struct store *before, *after;
    bool last_writes;
};

static void append(struct ledger *ledger, const struct diff_entry *change,
                   const struct stretch *stretch)
{
    bool is_value = change->kind >= DIFF_VALUE_ADDED;
    const struct value *named = change->new ? change->new : change->old;
    struct ledger_entry entry = {
        .path = ustr_dup(change->path),
        .is_value = is_value,
        .name = is_value ? ustr_dup(value_name(named)) : (struct ustr){0},
        .was = change->kind != DIFF_KEY_ADDED && change->kind != DIFF_VALUE_ADDED,
        .is = change->kind != DIFF_KEY_REMOVED && change->kind != DIFF_VALUE_REMOVED,
        .old = change->old ? value_retain(change->old) : NULL,
        .new = change->new ? value_retain(change->new) : NULL,
    };
    if (!is_value && entry.was)
        entry.before = attributes_of(stretch->before, change->before, stretch->last_writes);
    if (!is_value && entry.is)
        entry.after = attributes_of(stretch->after, change->after, stretch->last_writes);
    if (!is_value && entry.was && entry.is)
        entry.what = what_differs(&entry.before, &entry.after);
    MEM_GROW(ledger->entries, ledger->capacity, ledger->count + 1);
    ledger->entries[ledger->count++] = entry;
}

/* `later` follows `entry` in time and is about the same key or value; it is used up. */
static void merge(struct ledger_entry *entry, struct ledger_entry *later)
{
    struct ledger_entry used = *later;
    used.new = entry->new;
    used.after = entry->after;
    entry->new = later->new;
    entry->after = later->after;
    entry->is = later->is;
    if (!entry->is_value && entry->was && entry->is)
        entry->what = what_differs(&entry->before, &entry->after);
    entry_free(&used);
}

static bool is_no_change(const struct ledger_entry *entry)
{
    if (entry->was != entry->is)
        return false;
    if (!entry->was)
        return true;
    return entry->is_value ? value_same(entry->old, entry->new) : !entry->what;
}

void ledger_add(struct ledger *ledger, const struct store *before, const struct store *after,
                bool last_writes)
{
    struct stretch stretch = {before, after, last_writes};
    struct diff diff = {0};
    diff_stores(&diff, before, store_root(before), after, store_root(after),
                last_writes ? DIFF_LAST_WRITES : 0);
    for (size_t i = 0; i < diff.count; i++)
        append(ledger, &diff.entries[i], &stretch);
    diff_free(&diff);
    struct ledger_entry **order = mem_alloc(ledger->count * sizeof *order);
    for (size_t i = 0; i < ledger->count; i++)
        order[i] = &ledger->entries[i];
    qsort(order, ledger->count, sizeof *order, age_compare);
    struct ledger sorted = {0};
    for (size_t i = 0; i < ledger->count; i++) {
        struct ledger_entry *entry = order[i];
        if (sorted.count && !entry_compare(&sorted.entries[sorted.count - 1], entry)) {
            merge(&sorted.entries[sorted.count - 1], entry);
            continue;
        }
        MEM_GROW(sorted.entries, sorted.capacity, sorted.count + 1);
        sorted.entries[sorted.count++] = *entry;
    }
    size_t kept = 0;
    for (size_t i = 0; i < sorted.count; i++) {
        if (is_no_change(&sorted.entries[i]))
            entry_free(&sorted.entries[i]);
        else
            sorted.entries[kept++] = sorted.entries[i];
    }
    sorted.count = kept;
    mem_free(order);
    mem_free(ledger->entries);
    *ledger = sorted;
}

void ledger_free(struct ledger *ledger)
{
    for (size_t i = 0; i < ledger->count; i++)
        entry_free(&ledger->entries[i]);
    mem_free(ledger->entries);
    *ledger = (struct ledger){0};
}
