#include "naive.h"

#include <stdlib.h>
#include <string.h>

enum { OK = 0, NOT_FOUND = 2, DENIED = 5, INVALID = 87, BAD_PATH = 161, EXISTS = 183 };
enum { TOO_LONG = 206, NO_MORE = 259, DELETED = 1018, MUST_BE_VOLATILE = 1021 };
enum { QUERY = 1, SET = 2, CREATE = 4, ENUM = 8, LINK = 0x20, DELETE = 0x10000 };
enum { ALL = 0xF003F, WRITE = 0x20006, WRITE_DAC = 0x40000, OWNERS = 0x60000, MAXIMUM = 0x2000000 };

/* The names of the model are ASCII, ä, and units without case. */
static char16_t fold(char16_t unit)
{
    return (unit >= 'a' && unit <= 'z') || unit == 0xE4 ? (char16_t)(unit - 32) : unit;
}

static int order(const struct naive_name *a, const struct naive_name *b)
{
    for (size_t i = 0; i < a->count && i < b->count; i++) {
        if (a->units[i] != b->units[i] && fold(a->units[i]) != fold(b->units[i]))
            return fold(a->units[i]) < fold(b->units[i]) ? -1 : 1;
    }
    return a->count < b->count ? -1 : a->count > b->count;
}

static int find_child(const struct naive *naive, int parent, struct naive_name name)
{
    for (size_t i = 0; i < naive->key_count; i++) {
        if (naive->keys[i].alive && naive->keys[i].parent == parent &&
            order(&naive->keys[i].name, &name) == 0)
            return (int)i;
    }
    return -1;
}

static struct naive_name name_of(const char16_t *units, size_t count)
{
    struct naive_name name;
    name.count = count < NAIVE_NAME_MAX ? count : NAIVE_NAME_MAX;
    if (name.count)
        memcpy(name.units, units, name.count * sizeof *units);
    return name;
}

static int add(struct naive *naive, int parent, struct naive_name name)
{
    if (naive->key_count == naive->key_capacity) {
        naive->key_capacity = naive->key_capacity ? naive->key_capacity * 2 : 64;
        naive->keys = realloc(naive->keys, naive->key_capacity * sizeof *naive->keys);
        if (!naive->keys)
            abort();
    }
    naive->keys[naive->key_count] =
        (struct naive_key){.alive = true, .parent = parent, .name = name, .last_write = naive->now};
    return (int)naive->key_count++;
}

void naive_init(struct naive *naive)
{
    *naive = (struct naive){0};
    add(naive, -1, name_of(NULL, 0));
    int machine = add(naive, 0, name_of(u"MACHINE", 7));
    add(naive, machine, name_of(u"SYSTEM", 6));
    add(naive, machine, name_of(u"SOFTWARE", 8));
    add(naive, machine, name_of(u"SAM", 3));
    add(naive, machine, name_of(u"SECURITY", 8));
    int hardware = add(naive, machine, name_of(u"HARDWARE", 8));
    naive->keys[hardware].is_volatile = true;
    add(naive, add(naive, 0, name_of(u"USER", 4)), name_of(u".DEFAULT", 8));
}

void naive_done(struct naive *naive)
{
    for (size_t i = 0; i < naive->key_count; i++)
        free(naive->keys[i].values);
    free(naive->keys);
}

/* Rights. */

static uint32_t allowed(const struct naive *naive, int key)
{
    for (; key >= 0; key = naive->keys[key].parent) {
        if (naive->keys[key].has_deny)
            return (ALL & ~naive->keys[key].deny) | OWNERS;
    }
    return ALL;
}

static uint32_t authorize(uint32_t *granted, const struct naive *naive, int key, uint32_t desired)
{
    uint32_t all = allowed(naive, key);
    uint32_t wanted = desired & ~(uint32_t)MAXIMUM;
    if (!desired || (wanted & ~all))
        return DENIED;
    *granted = desired & MAXIMUM ? all : wanted;
    return OK;
}

static uint32_t require(const struct naive *naive, struct naive_handle key, uint32_t right)
{
    if ((key.granted & right) != right)
        return DENIED;
    return naive->keys[key.key].alive ? OK : DELETED;
}

/* Paths. */

struct place {
    int key; /* as far as there are keys */
    char16_t rest[NAIVE_PATH_MAX];
    size_t units; /* of the rest; 0: all is there */
};

static struct naive_name first_name(const struct place *place, size_t *next)
{
    size_t end = 0;
    while (end < place->units && place->rest[end] != '\\')
        end++;
    *next = end;
    while (*next < place->units && place->rest[*next] == '\\')
        ++*next;
    return name_of(place->rest, end);
}

static void drop(struct place *place, size_t units)
{
    place->units -= units;
    memmove(place->rest, place->rest + units, place->units * sizeof *place->rest);
}

static const struct naive_value *find_value(const struct naive_key *key, struct naive_name name)
{
    for (size_t i = 0; i < key->value_count; i++) {
        if (order(&key->values[i].name, &name) == 0)
            return &key->values[i];
    }
    return NULL;
}

/* Rewrites the place: the target of the link, then what is left; false: it leads nowhere. */
static bool follow(struct place *place, const struct naive *naive, int link)
{
    static const char16_t root[] = u"\\REGISTRY\\";
    const size_t root_units = sizeof root / sizeof *root - 1;
    char16_t target[NAIVE_DATA_MAX];
    const struct naive_value *value =
        find_value(&naive->keys[link], name_of(u"SymbolicLinkValue", 17));
    if (!value || value->type != 6 || value->size < root_units * 2 ||
        memcmp(value->data, root, root_units * 2) != 0)
        return false;
    size_t count = value->size / 2 - root_units;
    memcpy(target, value->data + root_units * 2, count * 2);
    target[count++] = '\\';
    memmove(place->rest + count, place->rest, place->units * sizeof *place->rest);
    memcpy(place->rest, target, count * sizeof *target);
    place->units += count;
    place->key = 0;
    return true;
}

/* OK; NOT_FOUND, where `units` 0 means that a link leads nowhere; or what is wrong. */
static uint32_t walk(struct place *place, const struct naive *naive, struct naive_handle base,
                     const char16_t *path, size_t units, bool open_link)
{
    int hops = 0;
    if (units && path[0] == '\\')
        return BAD_PATH;
    if (!naive->keys[base.key].alive)
        return DELETED;
    place->key = base.key;
    place->units = units;
    memcpy(place->rest, path, units * sizeof *path);
    while (place->units) {
        size_t next;
        struct naive_name name = first_name(place, &next);
        if (name.count > 256)
            return INVALID;
        int child = find_child(naive, place->key, name);
        if (child < 0)
            return NOT_FOUND;
        drop(place, next);
        place->key = child;
        if (!naive->keys[child].is_link || (open_link && !place->units))
            continue;
        if (++hops > 64)
            return TOO_LONG;
        if (!follow(place, naive, child)) {
            place->units = 0;
            return NOT_FOUND;
        }
    }
    return OK;
}

/* Keys. */

uint32_t naive_open(struct naive_handle *out, struct naive *naive, struct naive_handle base,
                    const char16_t *path, size_t units, bool open_link, uint32_t desired)
{
    struct place place;
    uint32_t granted, code = walk(&place, naive, base, path, units, open_link);
    if (code == OK)
        code = authorize(&granted, naive, place.key, desired);
    if (code == OK)
        *out = (struct naive_handle){place.key, granted};
    return code;
}

static uint32_t check_names(const struct naive *naive, struct place place)
{
    int depth = 0, levels = 0;
    for (int key = place.key; key >= 0; key = naive->keys[key].parent)
        depth++;
    for (size_t next; place.units; drop(&place, next), levels++) {
        if (first_name(&place, &next).count > 255)
            return INVALID;
    }
    return depth <= 2 || levels > 32 || depth + levels > 512 ? INVALID : OK;
}

uint32_t naive_create(struct naive_handle *out, uint32_t *disposition, struct naive *naive,
                      struct naive_handle base, const char16_t *path, size_t units,
                      bool is_volatile, bool is_link, uint32_t desired)
{
    struct place place;
    uint32_t granted, code = walk(&place, naive, base, path, units, is_link);
    if (code == OK) {
        *disposition = 2;
        code = is_link ? EXISTS : authorize(&granted, naive, place.key, desired);
        if (code == OK)
            *out = (struct naive_handle){place.key, granted};
        return code;
    }
    if (code != NOT_FOUND || !place.units)
        return code;
    code = check_names(naive, place);
    while (code == OK && place.units) {
        size_t next;
        struct naive_name name = first_name(&place, &next);
        drop(&place, next);
        bool last_link = is_link && !place.units;
        if (authorize(&granted, naive, place.key, last_link ? LINK : CREATE) != OK)
            return DENIED;
        if (naive->keys[place.key].is_volatile && !is_volatile)
            return MUST_BE_VOLATILE;
        naive->keys[place.key].last_write = naive->now;
        place.key = add(naive, place.key, name);
        naive->keys[place.key].is_volatile = is_volatile;
        naive->keys[place.key].is_link = last_link;
    }
    if (code != OK)
        return code;
    *disposition = 1;
    *out = (struct naive_handle){place.key, desired & MAXIMUM ? ALL : desired};
    return OK;
}

static bool has_children(const struct naive *naive, int parent)
{
    for (size_t i = 0; i < naive->key_count; i++) {
        if (naive->keys[i].alive && naive->keys[i].parent == parent)
            return true;
    }
    return false;
}

/* The root, MACHINE and USER, and the hives below them. */
static bool is_fixed(const struct naive *naive, int key)
{
    int parent = naive->keys[key].parent;
    return parent <= 0 || naive->keys[parent].parent <= 0;
}

uint32_t naive_delete(struct naive *naive, struct naive_handle base, const char16_t *path,
                      size_t units)
{
    struct place place;
    uint32_t granted, code = walk(&place, naive, base, path, units, false);
    if (code == OK)
        code = authorize(&granted, naive, place.key, DELETE);
    if (code != OK)
        return code;
    if (has_children(naive, place.key) || is_fixed(naive, place.key))
        return DENIED;
    naive->keys[place.key].alive = false;
    naive->keys[naive->keys[place.key].parent].last_write = naive->now;
    return OK;
}

uint32_t naive_rename(struct naive *naive, struct naive_handle base, const char16_t *path,
                      size_t units, struct naive_name name)
{
    struct place place;
    uint32_t granted;
    if (!name.count || name.count > 255)
        return INVALID;
    for (size_t i = 0; i < name.count; i++) {
        if (name.units[i] == '\\')
            return INVALID;
    }
    uint32_t code = walk(&place, naive, base, path, units, false);
    if (code == OK)
        code = units ? authorize(&granted, naive, place.key, WRITE) : require(naive, base, WRITE);
    if (code != OK)
        return code;
    struct naive_key *key = &naive->keys[place.key];
    if (is_fixed(naive, place.key) || find_child(naive, key->parent, name) >= 0)
        return DENIED;
    key->name = name;
    key->last_write = naive->keys[key->parent].last_write = naive->now;
    return OK;
}

/* Stable keys come before volatile ones, each by name. */
static bool comes_before(const struct naive_key *a, const struct naive_key *b)
{
    return a->is_volatile != b->is_volatile ? b->is_volatile : order(&a->name, &b->name) < 0;
}

uint32_t naive_enum_key(int *out, const struct naive *naive, struct naive_handle key,
                        uint32_t index)
{
    uint32_t code = require(naive, key, ENUM);
    if (code != OK)
        return code;
    int *children = malloc(naive->key_count * sizeof *children);
    size_t count = 0;
    for (size_t i = 0; i < naive->key_count; i++) {
        if (naive->keys[i].alive && naive->keys[i].parent == key.key)
            children[count++] = (int)i;
    }
    /* The one before which exactly `index` others come. */
    code = NO_MORE;
    for (size_t i = 0; i < count && code == NO_MORE; i++) {
        uint32_t before = 0;
        for (size_t j = 0; j < count; j++)
            before += comes_before(&naive->keys[children[j]], &naive->keys[children[i]]);
        if (before == index) {
            *out = children[i];
            code = OK;
        }
    }
    free(children);
    return code;
}

uint32_t naive_deny(struct naive *naive, struct naive_handle key, uint32_t mask)
{
    uint32_t code = require(naive, key, WRITE_DAC);
    if (code != OK)
        return code;
    naive->keys[key.key].has_deny = true;
    naive->keys[key.key].deny = mask;
    naive->keys[key.key].last_write = naive->now;
    return OK;
}

/* Values. */

uint32_t naive_set(struct naive *naive, struct naive_handle handle, struct naive_name name,
                   uint32_t type, const void *data, uint32_t size)
{
    uint32_t code = require(naive, handle, SET);
    if (code != OK)
        return code;
    struct naive_key *key = &naive->keys[handle.key];
    struct naive_name target = name_of(u"SymbolicLinkValue", 17);
    if (key->is_link && (type != 6 || order(&name, &target) != 0))
        return DENIED;
    struct naive_value *value = (struct naive_value *)(uintptr_t)find_value(key, name);
    if (!value) {
        if (!key->values)
            key->values = calloc(NAIVE_VALUES_MAX, sizeof *key->values);
        if (!key->values || key->value_count == NAIVE_VALUES_MAX)
            abort();
        value = &key->values[key->value_count++];
        value->name = name;
    }
    value->type = type;
    value->size = size;
    if (size)
        memcpy(value->data, data, size);
    key->last_write = naive->now;
    return OK;
}

uint32_t naive_unset(struct naive *naive, struct naive_handle handle, struct naive_name name)
{
    uint32_t code = require(naive, handle, SET);
    if (code != OK)
        return code;
    struct naive_key *key = &naive->keys[handle.key];
    const struct naive_value *value = find_value(key, name);
    if (!value)
        return NOT_FOUND;
    size_t at = (size_t)(value - key->values);
    memmove(key->values + at, key->values + at + 1,
            (--key->value_count - at) * sizeof *key->values);
    key->last_write = naive->now;
    return OK;
}

uint32_t naive_query(const struct naive_value **out, const struct naive *naive,
                     struct naive_handle handle, struct naive_name name)
{
    uint32_t code = require(naive, handle, QUERY);
    if (code != OK)
        return code;
    *out = find_value(&naive->keys[handle.key], name);
    return *out ? OK : NOT_FOUND;
}

uint32_t naive_enum_value(const struct naive_value **out, const struct naive *naive,
                          struct naive_handle handle, uint32_t index)
{
    uint32_t code = require(naive, handle, QUERY);
    if (code != OK)
        return code;
    const struct naive_key *key = &naive->keys[handle.key];
    if (index >= key->value_count)
        return NO_MORE;
    *out = &key->values[index];
    return OK;
}
