#include "scenario/ledger.h"

#include "base/memory.h"

#include <stdlib.h>

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

static void entry_free(struct ledger_entry *entry)
{
    ustr_free(entry->path);
    ustr_free(entry->name);
    value_release(entry->old);
    value_release(entry->new);
}

static void append(struct ledger *ledger, const struct diff_entry *change)
{
    bool is_value = change->kind >= DIFF_VALUE_ADDED;
    const struct value *named = change->new ? change->new : change->old;
    MEM_GROW(ledger->entries, ledger->capacity, ledger->count + 1);
    ledger->entries[ledger->count++] = (struct ledger_entry){
        .path = ustr_dup(change->path),
        .is_value = is_value,
        .name = is_value ? ustr_dup(value_name(named)) : (struct ustr){0},
        .was = change->kind != DIFF_KEY_ADDED && change->kind != DIFF_VALUE_ADDED,
        .is = change->kind != DIFF_KEY_REMOVED && change->kind != DIFF_VALUE_REMOVED,
        .what = change->what,
        .old = change->old ? value_retain(change->old) : NULL,
        .new = change->new ? value_retain(change->new) : NULL,
    };
}

/* `later` follows `entry` in time and is about the same key or value; it is used up. */
static void merge(struct ledger_entry *entry, struct ledger_entry *later)
{
    const struct value *swap = entry->new;
    entry->new = later->new;
    later->new = swap;
    entry->is = later->is;
    entry->what |= later->what;
    entry_free(later);
}

/* A key that was removed and made again counts as unchanged here: its attributes are in `what`, and
 * its values have entries of their own. */
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
    struct diff diff = {0};
    diff_stores(&diff, before, store_root(before), after, store_root(after),
                last_writes ? DIFF_LAST_WRITES : 0);
    for (size_t i = 0; i < diff.count; i++)
        append(ledger, &diff.entries[i]);
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
