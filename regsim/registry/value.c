#include "registry/value.h"

#include "base/pool.h"

#include <assert.h>
#include <string.h>

struct value *value_blank_in(struct pool *pool, uint32_t name_units, uint32_t type, uint32_t size)
{
    struct value *value =
        pool_alloc(pool, sizeof *value + (size_t)name_units * sizeof(char16_t) + size);
    *value = (struct value){1, type, size, name_units};
    return value;
}

const struct value *value_new_in(struct pool *pool, struct ustr name, uint32_t type,
                                 const void *data, uint32_t size)
{
    assert(name.count <= UINT32_MAX / sizeof *name.units);
    struct value *value = value_blank_in(pool, (uint32_t)name.count, type, size);
    if (name.count)
        memcpy(value_blank_name(value), name.units, name.count * sizeof *name.units);
    if (size)
        memcpy(value_blank_data(value), data, size);
    return value;
}

const struct value *value_new(struct ustr name, uint32_t type, const void *data, uint32_t size)
{
    return value_new_in(NULL, name, type, data, size);
}

const struct value *value_retain(const struct value *value)
{
    ((struct value *)(uintptr_t)value)->references++;
    return value;
}

void value_release(const struct value *value)
{
    struct value *mine = (struct value *)(uintptr_t)value;
    if (mine && --mine->references == 0)
        pool_free(mine);
}

bool value_same(const struct value *a, const struct value *b)
{
    return a == b ||
           (a->type == b->type && a->size == b->size && ustr_same(value_name(a), value_name(b)) &&
            memcmp(value_data(a), value_data(b), a->size) == 0);
}

bool value_string(struct ustr *out, const struct value *value)
{
    if (value->type != REG_SZ_TYPE && value->type != REG_EXPAND_SZ_TYPE)
        return false;
    struct ustr all = {(const char16_t *)(const void *)value_data(value),
                       value->size / sizeof(char16_t)};
    *out = ustr_slice(all, 0, ustr_find(all, u'\0', 0));
    return true;
}

bool value_dword(uint32_t *out, const struct value *value)
{
    if (value->type != REG_DWORD_TYPE || value->size != sizeof *out)
        return false;
    const uint8_t *b = value_data(value);
    *out = (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
    return true;
}
