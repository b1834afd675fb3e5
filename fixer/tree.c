/*
 * Keys in one list, parents before children: going through it forward creates a tree, backward
 * deletes it, and no depth needs a stack.
 *
 * Names are compared unit by unit. Where the registry would fold case, the difference then counts
 * as one, which is the safe side: a key that only resembles one in the backup is not in the backup.
 */
#include "tree.h"

#include <string.h>

#include "text.h"

/* RegSetValueExW stores one more unit where a string lacks its NUL and a zero follows it in memory;
 * so that data comes back as it was, something other than zero follows it. */
#define GUARD_BYTES 4

struct key *tree_add_key(struct tree *tree, struct key *parent, const WCHAR *name, SIZE_T units)
{
    struct key *key = memory_zeroed(sizeof(*key));

    key->parent = parent;
    key->name = text_copy(name, units);
    key->previous = tree->last;
    if (tree->last != NULL)
        tree->last->next = key;
    else
        tree->first = key;
    tree->last = key;
    tree->keys++;
    return key;
}

struct value *key_add_value(struct key *key, const WCHAR *name, SIZE_T units, DWORD type,
                            const void *data, DWORD size)
{
    struct value *value = memory_zeroed(sizeof(*value));

    value->name = text_copy(name, units);
    value->type = type;
    value->size = size;
    value->data = memory_zeroed((SIZE_T)size + GUARD_BYTES);
    memset(value->data + size, 0xFF, GUARD_BYTES);
    memcpy(value->data, data, size);
    if (key->last_value != NULL)
        key->last_value->next = value;
    else
        key->values = value;
    key->last_value = value;
    return value;
}

static BOOL is_named(const WCHAR *own, const WCHAR *name, SIZE_T units)
{
    return text_units(own) == units && memcmp(own, name, units * sizeof(*name)) == 0;
}

struct key *tree_find_key(const struct tree *tree, const struct key *parent, const WCHAR *name,
                          SIZE_T units)
{
    struct key *key = parent != NULL ? parent->next : tree->first;

    while (key != NULL && (key->parent != parent || !is_named(key->name, name, units)))
        key = key->next;
    return key;
}

static const struct value *find_value(const struct key *key, const WCHAR *name)
{
    const struct value *value = key->values;

    while (value != NULL && !is_named(value->name, name, text_units(name)))
        value = value->next;
    return value;
}

static BOOL value_equal(const struct value *a, const struct value *b)
{
    return a->type == b->type && a->size == b->size && memcmp(a->data, b->data, a->size) == 0;
}

void key_path(const struct key *key, struct buf *out)
{
    SIZE_T end, units = 0;
    const struct key *up;

    for (up = key; up != NULL; up = up->parent)
        units += text_units(up->name) + 1;
    buf_reserve(out, out->used + units * sizeof(WCHAR));
    out->used += (units - 1) * sizeof(WCHAR);
    for (up = key, end = out->used; up != NULL; up = up->parent) {
        SIZE_T size = text_units(up->name) * sizeof(WCHAR);

        memcpy(out->at + end - size, up->name, size);
        end -= size;
        if (up->parent != NULL) {
            end -= sizeof(WCHAR);
            memcpy(out->at + end, u"\\", sizeof(WCHAR));
        }
    }
}

const WCHAR *key_path_text(const struct key *key)
{
    struct buf path = {0};

    key_path(key, &path);
    text_add_unit(&path, 0);
    return (const void *)path.at;
}

static enum merged merge_values(struct key *into, const struct key *from)
{
    enum merged result = MERGED_HELD_ALL;

    for (const struct value *value = from->values; value != NULL; value = value->next) {
        const struct value *held = find_value(into, value->name);

        if (held == NULL) {
            key_add_value(into, value->name, text_units(value->name), value->type, value->data,
                          value->size);
            result = MERGED_GREW;
        } else if (!value_equal(held, value)) {
            return MERGED_CONFLICT;
        }
    }
    return result;
}

enum merged tree_merge(struct tree *into, const struct tree *from)
{
    enum merged result = MERGED_HELD_ALL, values;

    for (struct key *key = from->first; key != NULL; key = key->next) {
        struct key *parent = key->parent != NULL ? key->parent->twin : NULL;
        SIZE_T units = text_units(key->name);

        key->twin = tree_find_key(into, parent, key->name, units);
        if (key->twin == NULL) {
            key->twin = tree_add_key(into, parent, key->name, units);
            result = MERGED_GREW;
        }
        values = merge_values(key->twin, key);
        if (values == MERGED_CONFLICT)
            return MERGED_CONFLICT;
        if (values == MERGED_GREW)
            result = MERGED_GREW;
    }
    return result;
}

BOOL tree_holds(const struct tree *tree, const struct tree *part)
{
    for (struct key *key = part->first; key != NULL; key = key->next) {
        const struct key *parent = key->parent != NULL ? key->parent->twin : NULL;

        key->twin = tree_find_key(tree, parent, key->name, text_units(key->name));
        if (key->twin == NULL)
            return FALSE;
        for (const struct value *value = key->values; value != NULL; value = value->next) {
            const struct value *held = find_value(key->twin, value->name);

            if (held == NULL || !value_equal(held, value))
                return FALSE;
        }
    }
    return TRUE;
}
