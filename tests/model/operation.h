/*
 * One random operation, as numbers: they mean something for every state of a registry (names and
 * handles are taken modulo what there is), so a list stays valid when a part of it is left out.
 */
#ifndef TESTS_MODEL_OPERATION_H
#define TESTS_MODEL_OPERATION_H

#include "naive.h"

#include "base/choice.h"

#include <stdio.h>

enum operation_kind {
    OP_OPEN,
    OP_CREATE,
    OP_DELETE,
    OP_RENAME,
    OP_SET,
    OP_LINK, /* sets SymbolicLinkValue */
    OP_UNSET,
    OP_QUERY,
    OP_ENUM_VALUE,
    OP_ENUM_KEY,
    OP_DENY,
    OP_FILL_KEYS, /* many subkeys, or values: what makes trees of more than one node */
    OP_FILL_VALUES,
    OP_KINDS
};

enum { HANDLES = 6, LEVELS_MAX = 4 };

struct operation {
    enum operation_kind kind;
    uint32_t handle, slot; /* which one it uses, and which one it replaces */
    uint32_t levels, names[LEVELS_MAX], shape;
    uint32_t rights, options, data, index;
};

struct operation operation_draw(struct choice *choice);
void operation_print(const struct operation *operation, FILE *out);

struct naive_name operation_name(uint32_t number); /* of a key */
struct naive_name
operation_value_name(uint32_t number); /* also SymbolicLinkValue, and the empty one */
struct naive_name operation_numbered(char16_t stem, uint32_t number);
size_t operation_path(char16_t out[NAIVE_PATH_MAX], const struct operation *operation);
size_t operation_target(char16_t out[NAIVE_DATA_MAX], uint32_t number);
uint32_t operation_rights(const struct operation *operation);
bool operation_is_volatile(const struct operation *operation);
bool operation_is_link(const struct operation *operation);

#endif
