#include "naive.h"

#include <stdlib.h>
#include <string.h>

enum {
    OK = 0,
    NOT_FOUND = 2,
    DENIED = 5,
    BAD_HANDLE = 6,
    INVALID = 87,
    BAD_PATH = 161,
    EXISTS = 183
};
enum { TOO_LONG = 206, NO_MORE = 259, DELETED = 1018, MUST_BE_VOLATILE = 1021 };
enum { QUERY = 1, CREATE = 4, ENUM = 8, LINK = 0x20, DELETE = 0x10000 };
enum { SOFTWARE = 3 }; /* its place in the array */
enum { ALL = 0xF003F, WRITE = 0x20006, WRITE_DAC = 0x40000, OWNERS = 0x60000, MAXIMUM = 0x2000000 };

/* The names of the model are ASCII, ä, and units without case. */
static char16_t fold(char16_t unit)
{
    return (unit >= 'a' && unit <= 'z') || unit == 0xE4 ? (char16_t)(unit - 32) : unit;
}

int naive_order(const struct naive_name *a, const struct naive_name *b)
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
            naive_order(&naive->keys[i].name, &name) == 0)
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

int naive_add(struct naive *naive, int parent, struct naive_name name)
{
    if (naive->key_count == naive->key_capacity) {
        naive->key_capacity = naive->key_capacity ? naive->key_capacity * 2 : 64;
        naive->keys = realloc(naive->keys, naive->key_capacity * sizeof *naive->keys);
        if (!naive->keys)
            abort();
    }
    struct naive_security security = {ALL, -1};
    if (parent >= 0 && naive->fault != FAULT_INHERIT)
        security = naive->keys[parent].security_below;
    naive->keys[naive->key_count] = (struct naive_key){.alive = true,
                                                       .parent = parent,
                                                       .name = name,
                                                       .security = security,
                                                       .security_below = security,
                                                       .last_write = naive->now};
    return (int)naive->key_count++;
}

void naive_init(struct naive *naive)
{
    *naive = (struct naive){0};
    naive_add(naive, -1, name_of(NULL, 0));
    int machine = naive_add(naive, 0, name_of(u"MACHINE", 7));
    naive_add(naive, machine, name_of(u"SYSTEM", 6));
    naive_add(naive, machine, name_of(u"SOFTWARE", 8));
    naive_add(naive, machine, name_of(u"SAM", 3));
    naive_add(naive, machine, name_of(u"SECURITY", 8));
    int hardware = naive_add(naive, machine, name_of(u"HARDWARE", 8));
    naive->keys[hardware].is_volatile = true;
    naive_add(naive, naive_add(naive, 0, name_of(u"USER", 4)), name_of(u".DEFAULT", 8));
}

void naive_done(struct naive *naive)
{
    for (size_t i = 0; i < naive->key_count; i++)
        free(naive->keys[i].values);
    free(naive->keys);
}

/* Rights, and who is told. */

uint32_t naive_authorize(uint32_t *granted, const struct naive *naive, int key, uint32_t desired)
{
    uint32_t all = naive->keys[key].security.allowed;
    uint32_t wanted = desired & ~(uint32_t)MAXIMUM;
    if (!desired || (wanted & ~all))
        return DENIED;
    *granted = desired & MAXIMUM ? all : wanted;
    return OK;
}

uint32_t naive_require(const struct naive *naive, struct naive_handle key, uint32_t right)
{
    if (key.key < 0)
        return BAD_HANDLE;
    if ((key.granted & right) != right)
        return DENIED;
    return naive->keys[key.key].alive ? OK : DELETED;
}

bool naive_is_below(const struct naive *naive, int key, int top)
{
    do
        key = naive->keys[key].parent;
    while (key >= 0 && key != top);
    return key == top;
}

/* A subtree's changes are heard at its top; that a key is gone is heard by who watched it. */
void naive_changed(struct naive *naive, int key, uint32_t change)
{
    for (int i = 0; i < NAIVE_WATCHES; i++) {
        struct naive_watch *watch = &naive->watches[i];
        if (!watch->armed)
            continue;
        bool below = naive->fault == FAULT_NOTIFY ? naive->keys[key].parent == watch->key
                                                  : naive_is_below(naive, key, watch->key);
        bool heard = key == watch->key || (watch->subtree && below);
        if (naive->keys[watch->key].alive && !(heard && (watch->filter & change)))
            continue;
        watch->armed = false;
        watch->signalled = true;
    }
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

/* Rewrites the place: the target of the link, then what is left; false: it leads nowhere. Windows
 * 2000 takes a relative target, which starts at the link's parent (our choice). */
static bool follow(struct place *place, const struct naive *naive, int link)
{
    static const char16_t root[] = u"\\REGISTRY\\";
    const size_t root_units = sizeof root / sizeof *root - 1;
    char16_t target[NAIVE_DATA_MAX];
    const struct naive_value *value =
        naive_find_value(naive, &naive->keys[link], name_of(u"SymbolicLinkValue", 17));
    if (!value || value->type != 6 || value->size < 2)
        return false;
    bool absolute = value->size >= root_units * 2 && memcmp(value->data, root, root_units * 2) == 0;
    if (!absolute && value->data[0] == '\\' && !value->data[1])
        return false;
    size_t skipped = absolute ? root_units : 0, count = value->size / 2 - skipped;
    memcpy(target, value->data + skipped * 2, count * 2);
    target[count++] = '\\';
    memmove(place->rest + count, place->rest, place->units * sizeof *place->rest);
    memcpy(place->rest, target, count * sizeof *target);
    place->units += count;
    place->key = absolute ? 0 : naive->keys[link].parent;
    return true;
}

static bool is_node(const struct naive_name *name)
{
    struct naive_name node = name_of(u"Wow6432Node", 11);
    return naive_order(name, &node) == 0;
}

/* OK; NOT_FOUND, where `units` 0 means that a link leads nowhere; or what is wrong. */
static uint32_t walk(struct place *place, const struct naive *naive, struct naive_handle base,
                     const char16_t *path, size_t units, bool open_link)
{
    int hops = 0;
    if (base.key < 0)
        return BAD_HANDLE;
    if (units && path[0] == '\\')
        return BAD_PATH;
    if (!naive->keys[base.key].alive)
        return DELETED;
    place->key = base.key;
    place->units = units;
    if (units)
        memcpy(place->rest, path, units * sizeof *path);
    while (place->units) {
        size_t next;
        struct naive_name name = first_name(place, &next);
        if (name.count > 256)
            return INVALID;
        if (naive->view32 && place->key == SOFTWARE && !is_node(&name))
            place->key = naive->wow64_node;
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
        code = naive_authorize(&granted, naive, place.key, desired);
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
        code = is_link ? EXISTS : naive_authorize(&granted, naive, place.key, desired);
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
        if (naive_authorize(&granted, naive, place.key, last_link ? LINK : CREATE) != OK)
            return DENIED;
        if (naive->keys[place.key].is_volatile && !is_volatile)
            return MUST_BE_VOLATILE;
        naive->keys[place.key].last_write = naive->now;
        int parent = place.key;
        place.key = naive_add(naive, place.key, name);
        naive->keys[place.key].is_volatile = is_volatile;
        naive->keys[place.key].is_link = last_link;
        naive_changed(naive, parent, NAIVE_NAME_CHANGE);
    }
    if (code != OK)
        return code;
    *disposition = 1;
    *out = (struct naive_handle){place.key, desired & MAXIMUM ? ALL : desired};
    return OK;
}

bool naive_lacks_parent(const struct naive *naive, struct naive_handle base, const char16_t *path,
                        size_t units)
{
    struct place place;
    size_t next = 0;
    if (walk(&place, naive, base, path, units, false) != NOT_FOUND || !place.units)
        return false;
    first_name(&place, &next);
    return next < place.units;
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

uint32_t naive_delete_opened(struct naive *naive, struct naive_handle handle)
{
    struct naive_key *key = &naive->keys[handle.key];
    if ((has_children(naive, handle.key) && naive->fault != FAULT_DELETE) ||
        is_fixed(naive, handle.key))
        return DENIED;
    key->alive = false;
    naive->keys[key->parent].last_write = naive->now;
    naive_changed(naive, key->parent, NAIVE_NAME_CHANGE);
    return OK;
}

uint32_t naive_delete(struct naive *naive, struct naive_handle base, const char16_t *path,
                      size_t units)
{
    struct place place;
    uint32_t granted, code = walk(&place, naive, base, path, units, false);
    if (code == OK)
        code = naive_authorize(&granted, naive, place.key, DELETE);
    if (code == OK)
        code = naive_delete_opened(naive, (struct naive_handle){place.key, granted});
    return code;
}

uint32_t naive_rename(struct naive *naive, struct naive_handle base, const char16_t *path,
                      size_t units, struct naive_name name)
{
    struct place place;
    uint32_t granted;
    if (base.key < 0)
        return BAD_HANDLE;
    if (!name.count || name.count > 255)
        return INVALID;
    for (size_t i = 0; i < name.count; i++) {
        if (name.units[i] == '\\')
            return INVALID;
    }
    uint32_t code = walk(&place, naive, base, path, units, false);
    if (code == OK)
        code = units ? naive_authorize(&granted, naive, place.key, WRITE)
                     : naive_require(naive, base, WRITE);
    if (code != OK)
        return code;
    struct naive_key *key = &naive->keys[place.key];
    if (is_fixed(naive, place.key) || find_child(naive, key->parent, name) >= 0)
        return DENIED;
    key->name = name;
    key->last_write = naive->keys[key->parent].last_write = naive->now;
    naive_changed(naive, key->parent, NAIVE_NAME_CHANGE);
    return OK;
}

/* Stable keys come before volatile ones, each by name. */
static bool comes_before(const struct naive_key *a, const struct naive_key *b)
{
    return a->is_volatile != b->is_volatile ? b->is_volatile : naive_order(&a->name, &b->name) < 0;
}

uint32_t naive_enum_key(int *out, const struct naive *naive, struct naive_handle key,
                        uint32_t index)
{
    uint32_t code = naive_require(naive, key, ENUM);
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

uint32_t naive_info(struct naive_info *out, const struct naive *naive, struct naive_handle handle)
{
    uint32_t code = naive_require(naive, handle, QUERY);
    *out = (struct naive_info){0};
    if (code != OK)
        return code;
    for (size_t i = 0; i < naive->key_count; i++) {
        const struct naive_key *key = &naive->keys[i];
        if (key->alive && key->parent == handle.key) {
            out->keys++;
            out->longest_key =
                key->name.count > out->longest_key ? (uint32_t)key->name.count : out->longest_key;
        }
    }
    const struct naive_key *key = &naive->keys[handle.key];
    out->values = (uint32_t)key->value_count;
    for (size_t i = 0; i < key->value_count; i++) {
        const struct naive_value *value = &key->values[i];
        if (value->name.count > out->longest_value)
            out->longest_value = (uint32_t)value->name.count;
        if (value->size > out->biggest)
            out->biggest = value->size;
    }
    return OK;
}

uint32_t naive_set_security(struct naive *naive, struct naive_handle handle,
                            struct naive_security security, struct naive_security below)
{
    uint32_t code = naive_require(naive, handle, WRITE_DAC);
    if (code != OK)
        return code;
    struct naive_key *key = &naive->keys[handle.key];
    key->security = security;
    key->security_below = below;
    key->last_write = naive->now;
    naive_changed(naive, handle.key, NAIVE_SECURITY_CHANGE);
    return OK;
}

uint32_t naive_deny(struct naive *naive, struct naive_handle key, uint32_t mask)
{
    struct naive_security security = {(ALL & ~mask) | OWNERS, 0};
    return naive_set_security(naive, key, security, security);
}
