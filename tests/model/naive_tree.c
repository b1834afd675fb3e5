/* What the naive registry does to whole trees, key by key. */
#include "naive.h"

#include <stdlib.h>
#include <string.h>

enum { OK = 0, DENIED = 5, BAD_HANDLE = 6, NO_MORE = 259, DELETED = 1018, NOWHERE = -2 };
enum { QUERY = 1, SET = 2, ENUM = 8, READ = 0x20019, DELETE = 0x10000, ALL = 0xF003F };

/* sdk-api RegDeleteTreeW: what it needs of each key. */
enum { TREE = DELETE | ENUM | QUERY };

static uint32_t delete_below(struct naive *naive, struct naive_handle top)
{
    int child;
    uint32_t code;
    while ((code = naive_enum_key(&child, naive, top, 0)) == OK) {
        struct naive_handle opened = {child, 0};
        code = naive_authorize(&opened.granted, naive, child, TREE);
        if (code == OK)
            code = delete_below(naive, opened);
        if (code == OK)
            code = naive_delete(naive, opened, NULL, 0);
        if (code != OK)
            return code;
    }
    return code == NO_MORE ? OK : code;
}

/* With a name, that key too; without, the values of the key that stays (sdk-api RegDeleteTreeW). */
uint32_t naive_delete_tree(struct naive *naive, struct naive_handle base, const char16_t *path,
                           size_t units)
{
    const struct naive_value *value;
    struct naive_handle top = base;
    uint32_t code = units ? naive_open(&top, naive, base, path, units, false, TREE)
                          : naive_require(naive, base, TREE);
    if (code == OK)
        code = delete_below(naive, top);
    if (code == OK && units)
        return naive_delete(naive, top, NULL, 0);
    while (code == OK && (code = naive_enum_value(&value, naive, top, 0)) == OK)
        code = naive_unset(naive, top, value->name);
    return code == NO_MORE ? OK : code;
}

static uint32_t copy_values(struct naive *naive, struct naive_handle from, struct naive_handle to)
{
    uint32_t code = OK;
    for (uint32_t i = 0; code == OK; i++) {
        const struct naive_value *value;
        code = naive_enum_value(&value, naive, from, i);
        if (code == OK) {
            struct naive_value copy = *value;
            code = naive_set(naive, to, copy.name, copy.type, copy.data, copy.size);
        }
    }
    return code == NO_MORE ? OK : code;
}

/* Subkeys that are there stay what they are; new ones get the descriptor of the original. */
static uint32_t copy(struct naive *naive, struct naive_handle from, struct naive_handle to,
                     bool top)
{
    uint32_t code = top || naive->fault != FAULT_COPY ? copy_values(naive, from, to) : OK;
    for (uint32_t i = 0; code == OK; i++) {
        int child;
        uint32_t disposition;
        struct naive_handle original, made;
        code = naive_enum_key(&child, naive, from, i);
        if (code != OK)
            break;
        struct naive_name name = naive->keys[child].name;
        original.key = child;
        code = naive_authorize(&original.granted, naive, child, READ);
        if (code == OK)
            code = naive_create(&made, &disposition, naive, to, name.units, name.count, false,
                                false, ALL);
        if (code == OK && disposition == 1) {
            naive->keys[made.key].security = naive->keys[child].security;
            naive->keys[made.key].security_below = naive->keys[child].security_below;
        }
        if (code == OK)
            code = copy(naive, original, made, false);
    }
    return code == NO_MORE ? OK : code;
}

uint32_t naive_copy_tree(struct naive *naive, struct naive_handle base, const char16_t *path,
                         size_t units, struct naive_handle to)
{
    struct naive_handle from = base;
    uint32_t code = base.key < 0 || to.key < 0 ? BAD_HANDLE : OK;
    if (code == OK && units)
        code = naive_open(&from, naive, base, path, units, false, READ);
    return code == OK ? copy(naive, from, to, true) : code;
}

/* All below `from` but volatile keys, whoever may read it: a backup's privilege. */
static void fill(struct naive *naive, int to, int from)
{
    size_t count = naive->key_count;
    naive->keys[to].security = naive->keys[from].security;
    naive->keys[to].security_below = naive->keys[from].security_below;
    naive->keys[to].value_count = naive->keys[from].value_count;
    if (naive->keys[from].values && !naive->keys[to].values)
        naive->keys[to].values = calloc(NAIVE_VALUES_MAX, sizeof(struct naive_value));
    if (naive->keys[from].values)
        memcpy(naive->keys[to].values, naive->keys[from].values,
               NAIVE_VALUES_MAX * sizeof(struct naive_value));
    for (size_t i = 0; i < count; i++) {
        if (naive->keys[i].alive && naive->keys[i].parent == from && !naive->keys[i].is_volatile) {
            int made = naive_add(naive, NOWHERE, naive->keys[i].name);
            fill(naive, made, (int)i);
            naive->keys[made].parent = to;
        }
    }
}

/* A tree of its own, which no path leads to. Volatile keys are in no file: 5 is our choice. */
uint32_t naive_save(int *out, struct naive *naive, struct naive_handle handle)
{
    struct naive_name none = {.count = 0};
    uint32_t code = naive_require(naive, handle, 0);
    if (code == OK && naive->keys[handle.key].is_volatile)
        code = DENIED;
    if (code != OK)
        return code;
    *out = naive_add(naive, NOWHERE, none);
    fill(naive, *out, handle.key);
    return OK;
}

static void remove_below(struct naive *naive, int top)
{
    for (size_t i = 0; i < naive->key_count; i++) {
        if (naive->keys[i].alive && naive->keys[i].parent == top) {
            remove_below(naive, (int)i);
            naive->keys[i].alive = false;
        }
    }
}

/* Tells nobody but who watched what is gone (sdk-api RegRestoreKeyW). has_open: there is a handle
 * to a subkey, and no REG_FORCE_RESTORE. */
uint32_t naive_restore(struct naive *naive, struct naive_handle handle, int saved, bool has_open)
{
    uint32_t code = naive_require(naive, handle, 0);
    if (code == OK && (naive->keys[handle.key].is_volatile || has_open))
        code = DENIED;
    if (code != OK)
        return code;
    remove_below(naive, handle.key);
    fill(naive, handle.key, saved);
    naive_changed(naive, handle.key, 0);
    return OK;
}
