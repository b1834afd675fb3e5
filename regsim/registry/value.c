#include "registry/value.h"

#include "base/pool.h"

#include <assert.h>
#include <string.h>

const struct value *value_new_in(struct pool *pool, struct ustr name, uint32_t type,
                                 const void *data, uint32_t size)
{
    assert(name.count <= UINT32_MAX / sizeof *name.units);
    size_t name_size = name.count * sizeof *name.units;
    struct value *value = pool_alloc(pool, sizeof *value + name_size + size);
    *value = (struct value){1, type, size, (uint32_t)name.count};
    uint8_t *tail = (uint8_t *)(value + 1);
    if (name_size)
        memcpy(tail, name.units, name_size);
    if (size)
        memcpy(tail + name_size, data, size);
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
