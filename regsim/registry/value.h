/*
 * A value: name, type and bytes, immutable and reference-counted, in one allocation:
 *
 *   struct value | name units … | data bytes …
 *
 * Any type number is legal, and nothing ties the data to the type: "is it a well-formed string" is
 * a question (value_string), not an invariant. The empty name is the key's default value.
 */
#ifndef REGSIM_REGISTRY_VALUE_H
#define REGSIM_REGISTRY_VALUE_H

#include "base/ustr.h"

struct pool;

struct value {
    uint32_t references;
    uint32_t type; /* REG_SZ … or any other number */
    uint32_t size; /* of the data, in bytes */
    uint32_t name_units;
    /* name units, then data */
};

enum {
    REG_NONE_TYPE = 0,
    REG_SZ_TYPE = 1,
    REG_EXPAND_SZ_TYPE = 2,
    REG_BINARY_TYPE = 3,
    REG_DWORD_TYPE = 4,
    REG_DWORD_BIG_ENDIAN_TYPE = 5,
    REG_LINK_TYPE = 6,
    REG_MULTI_SZ_TYPE = 7,
    REG_QWORD_TYPE = 11,
};

const struct value *value_new(struct ustr name, uint32_t type, const void *data,
                              uint32_t size); /* one reference */
const struct value *value_new_in(struct pool *pool, struct ustr name, uint32_t type,
                                 const void *data, uint32_t size); /* pool NULL: as value_new */
/* One whose name and data its maker has yet to write, before anybody else sees it. */
struct value *value_blank_in(struct pool *pool, uint32_t name_units, uint32_t type, uint32_t size);
const struct value *value_retain(const struct value *value);
void value_release(const struct value *value); /* NULL is fine */

static inline char16_t *value_blank_name(struct value *value)
{
    return (char16_t *)(void *)(value + 1);
}

static inline uint8_t *value_blank_data(struct value *value)
{
    return (uint8_t *)(value_blank_name(value) + value->name_units);
}

static inline struct ustr value_name(const struct value *value) /* lends */
{
    return (struct ustr){(const char16_t *)(const void *)(value + 1), value->name_units};
}

static inline const uint8_t *value_data(const struct value *value) /* lends, 2-aligned */
{
    return (const uint8_t *)(value + 1) + value->name_units * sizeof(char16_t);
}

bool value_same(const struct value *a,
                const struct value *b); /* name unit by unit, type and bytes */

/* Lends the units of a string value up to its first NUL (or its end); false where the type is not
 * REG_SZ or REG_EXPAND_SZ. An odd last byte is ignored. */
bool value_string(struct ustr *out, const struct value *value);
bool value_dword(uint32_t *out, const struct value *value); /* REG_DWORD of exactly 4 bytes */

#endif
