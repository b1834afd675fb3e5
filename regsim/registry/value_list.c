#include "registry/value_list.h"

#include "base/pool.h"
#include "base/upcase_table.h"

#include <assert.h>
#include <string.h>

static const struct name_source by_place = {NULL, NULL};

struct value_list *value_list_retain(struct value_list *list)
{
    if (list)
        list->references++;
    return list;
}

void value_list_release(struct value_list *list)
{
    if (!list || --list->references)
        return;
    for (uint32_t i = 0; i < list->slots; i++)
        value_release(list->items[i]);
    name_tree_release(list->index);
    name_tree_release(list->order);
    pool_free(list);
}

size_t value_list_count(const struct value_list *list)
{
    if (!list)
        return 0;
    return list->order ? name_tree_count(list->order) : list->slots;
}

const struct value *value_list_at(const struct value_list *list, size_t index)
{
    assert(index < value_list_count(list));
    return list->items[list->order ? name_tree_at(list->order, index) : index];
}

/* Names of one key often start alike. */
static uint32_t last_unit(struct ustr name)
{
    return name.count ? upcase_lookup(name.units[name.count - 1]) : 0;
}

static uint32_t filter_bit(struct ustr name)
{
    return (uint32_t)1 << ((last_unit(name) + 7 * (uint32_t)name.count) % 32);
}

static uint32_t find_plain(const struct value_list *list, struct ustr name)
{
    uint32_t last = last_unit(name);
    for (uint32_t i = 0; i < list->slots; i++) {
        struct ustr slot = value_list_slot_name(list, i);
        if (slot.count == name.count && last_unit(slot) == last && ustr_same_nocase(slot, name))
            return i;
    }
    return NAME_TREE_NONE;
}

uint32_t value_list_slot(const struct value_list *list, struct ustr name)
{
    if (!list)
        return NAME_TREE_NONE;
    if (list->index)
        return name_tree_find(list->index, (struct name_source){.values = list}, name);
    return list->filter & filter_bit(name) ? find_plain(list, name) : NAME_TREE_NONE;
}

static struct value_list *allocate(struct pool *pool, uint32_t capacity)
{
    struct value_list *list = pool_alloc(pool, sizeof *list + capacity * sizeof(struct value *));
    *list = (struct value_list){.references = 1, .capacity = capacity};
    return list;
}

static struct value_list *copy_shared(struct value_list **at)
{
    struct value_list *shared = *at;
    struct value_list *copy = allocate(NULL, shared->capacity);
    copy->slots = shared->slots;
    copy->filter = shared->filter;
    copy->index = name_tree_retain(shared->index);
    copy->order = name_tree_retain(shared->order);
    for (uint32_t i = 0; i < shared->slots; i++)
        copy->items[i] = shared->items[i] ? value_retain(shared->items[i]) : NULL;
    shared->references--;
    return *at = copy;
}

static inline struct value_list *make_unique(struct value_list **at)
{
    return (*at)->references == 1 ? *at : copy_shared(at);
}

static void index_slots(struct value_list *list)
{
    for (uint32_t i = 0; i < list->slots; i++)
        name_tree_insert(&list->index, (struct name_source){.values = list}, i);
}

static struct value_list *grow(struct value_list **at)
{
    struct value_list *small = *at;
    assert(small->capacity <= UINT32_MAX / 2);
    struct value_list *list = allocate(NULL, small->capacity * 2);
    uint32_t capacity = list->capacity;
    memcpy(list, small, sizeof *small + small->slots * sizeof(struct value *));
    list->capacity = capacity;
    pool_free(small);
    return *at = list;
}

static void index_slot(struct value_list *list, uint32_t slot)
{
    if (list->index)
        name_tree_insert(&list->index, (struct name_source){.values = list}, slot);
    else if (list->slots > VALUE_LIST_PLAIN)
        index_slots(list);
    if (list->order)
        name_tree_insert(&list->order, by_place, slot);
}

/* `bit` is that of its name in the filter. */
static inline void append(struct value_list **at, const struct value *value, uint32_t bit)
{
    struct value_list *list = make_unique(at);
    if (list->slots == list->capacity)
        list = grow(at);
    list->items[list->slots++] = value;
    list->filter |= bit;
    if (list->index || list->slots > VALUE_LIST_PLAIN)
        index_slot(list, list->slots - 1);
}

void value_list_append(struct value_list **at, const struct value *value)
{
    if (!*at)
        *at = allocate(NULL, 2);
    append(at, value, filter_bit(value_name(value)));
}

bool value_list_add(struct pool *pool, struct value_list **at, const struct value *value,
                    uint32_t expected)
{
    uint32_t bit = filter_bit(value_name(value));
    if (!*at)
        *at = allocate(pool, expected ? expected : 1);
    else if (((*at)->index || (*at)->filter & bit) &&
             value_list_slot(*at, value_name(value)) != NAME_TREE_NONE)
        return false;
    append(at, value, bit);
    return true;
}

/* The names are the same but for case, so the index stays right. */
void value_list_replace(struct value_list **at, uint32_t slot, const struct value *value)
{
    struct value_list *list = make_unique(at);
    value_release(list->items[slot]);
    list->items[slot] = value;
}

/* Closes the holes once they are half of all slots; what that costs was paid by those removals. */
static void compact(struct value_list *list)
{
    uint32_t kept = 0;
    list->filter = 0;
    for (uint32_t i = 0; i < list->slots; i++) {
        if (!list->items[i])
            continue;
        list->filter |= filter_bit(value_name(list->items[i]));
        list->items[kept++] = list->items[i];
    }
    list->slots = kept;
    name_tree_release(list->index);
    name_tree_release(list->order);
    list->index = list->order = NULL;
    if (kept > VALUE_LIST_PLAIN)
        index_slots(list);
}

static void punch_hole(struct value_list *list, uint32_t slot)
{
    if (!list->order) {
        for (uint32_t i = 0; i < list->slots; i++)
            name_tree_insert(&list->order, by_place, i);
    }
    name_tree_remove(&list->index, (struct name_source){.values = list}, slot);
    name_tree_remove(&list->order, by_place, slot);
    list->items[slot] = NULL;
    if (value_list_count(list) <= list->slots / 2)
        compact(list);
}

void value_list_remove(struct value_list **at, uint32_t slot)
{
    struct value_list *list = make_unique(at);
    const struct value *removed = list->items[slot];
    if (list->index) {
        punch_hole(list, slot);
    } else {
        list->slots--;
        memmove(list->items + slot, list->items + slot + 1,
                (list->slots - slot) * sizeof(struct value *));
    }
    value_release(removed);
    if (!value_list_count(list)) {
        value_list_release(list);
        *at = NULL;
    }
}
