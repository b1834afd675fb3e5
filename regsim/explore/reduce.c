#include "explore/reduce.h"

#include "base/memory.h"

struct item {
    key_id key;
    const struct value *value; /* NULL: the key with all below it; else retained */
};

struct reducer {
    const struct reduce_question *question;
    struct store *best;
    struct item *items;
    size_t count, capacity;
};

size_t reduce_count_values(const struct store *store)
{
    size_t values = 0;
    for (key_id key = 1; key < store_id_limit(store); key++)
        values += store_exists(store, key) ? store_value_count(store, key) : 0;
    return values;
}

/* The key of the fixed registry at the same path. */
static key_id fixed_key(const struct reducer *r, key_id key)
{
    const struct store *fixed = r->question->fixed;
    struct ubuf path = {0};
    if (!fixed)
        return KEY_NONE;
    store_path(r->best, key, KEY_NONE, &path);
    key_id found = store_find(fixed, store_root(fixed), ubuf_view(&path));
    ubuf_free(&path);
    return found;
}

static void add_item(struct reducer *r, key_id key, const struct value *value)
{
    MEM_GROW(r->items, r->capacity, r->count + 1);
    r->items[r->count++] = (struct item){key, value ? value_retain(value) : NULL};
}

static void clear_items(struct reducer *r)
{
    for (size_t i = 0; i < r->count; i++)
        value_release(r->items[i].value);
    r->count = 0;
}

/* The keys `level` below the root; false: there are none so deep. */
static bool list_level(struct reducer *r, key_id key, size_t level)
{
    bool found = false;
    for (size_t i = 0; i < store_child_count(r->best, key); i++) {
        key_id child = store_child_at(r->best, key, i);
        if (level > 1) {
            found = list_level(r, child, level - 1) || found;
            continue;
        }
        found = true;
        if (!fixed_key(r, child))
            add_item(r, child, NULL);
    }
    return found;
}

static void list_values(struct reducer *r)
{
    for (key_id key = 1; key < store_id_limit(r->best); key++) {
        size_t count = store_exists(r->best, key) ? store_value_count(r->best, key) : 0;
        key_id fixed = count ? fixed_key(r, key) : KEY_NONE;
        for (size_t i = 0; i < count; i++) {
            const struct value *value = store_value_at(r->best, key, i);
            if (!fixed || !store_value_find(r->question->fixed, fixed, value_name(value)))
                add_item(r, key, value);
        }
    }
}

/* Takes items[from … to) away, and keeps it so where that still shows it. */
static bool try_without(void *context, size_t from, size_t to)
{
    struct reducer *r = context;
    const struct reduce_question *question = r->question;
    struct store *candidate = store_clone(r->best);
    for (size_t i = from; i < to; i++) {
        const struct item *item = &r->items[i];
        if (item->value)
            store_value_remove(candidate, item->key, value_name(item->value));
        else
            store_tree_remove(candidate, item->key);
    }
    question->budget->runs++;
    bool shows = question->shows(question->context, candidate);
    if (shows) {
        store_free(r->best);
        r->best = candidate;
        for (size_t i = from; i < to; i++)
            value_release(r->items[i].value);
        for (size_t i = to; i < r->count; i++)
            r->items[from + i - to] = r->items[i];
        r->count -= to - from;
    } else {
        store_free(candidate);
    }
    if (question->progress)
        question->progress(question->context, r->best);
    return shows;
}

bool reduce_list(struct reduce_list *list)
{
    bool any = false;
    for (size_t size = list->count; size; size = size > 1 ? (size + 1) / 2 : 0) {
        for (size_t from = 0; from < list->count && reduce_may_run(list->budget);) {
            size_t to = from + size < list->count ? from + size : list->count;
            if (list->without(list->context, from, to)) {
                any = true;
                list->count -= to - from;
            } else {
                from = to;
            }
        }
    }
    return any;
}

static bool reduce_items(struct reducer *r)
{
    struct reduce_list list = {r, r->count, try_without, r->question->budget};
    bool any = reduce_list(&list);
    clear_items(r);
    return any;
}

static bool reduce_once(struct reducer *r)
{
    bool any = false;
    for (size_t level = 1; list_level(r, store_root(r->best), level); level++)
        any = reduce_items(r) || any;
    list_values(r);
    return reduce_items(r) || any;
}

struct store *reduce_registry(const struct store *start, const struct reduce_question *question)
{
    struct reducer r = {.question = question, .best = store_clone(start)};
    while (reduce_may_run(question->budget) && reduce_once(&r))
        ;
    mem_free(r.items);
    return r.best;
}
