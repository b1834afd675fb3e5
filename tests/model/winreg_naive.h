/* The naive registry behind the face of winreg, in parts: what a call answers, as winreg_play says
 * it. */
#ifndef TESTS_MODEL_WINREG_NAIVE_H
#define TESTS_MODEL_WINREG_NAIVE_H

#include "naive.h"
#include "winreg.h"

enum { CODE_OK = 0, CODE_NOT_FOUND = 2, CODE_DENIED = 5, CODE_BAD_HANDLE = 6, CODE_INVALID = 87 };
enum { CODE_MORE_DATA = 234, CODE_NO_MORE = 259, CODE_DELETED = 1018 };
enum { TYPE_SZ = 1, TYPE_EXPAND_SZ = 2, TYPE_BINARY = 3, TYPE_MULTI_SZ = 7, RIGHT_ALL = 0xF003F };

struct text {
    size_t count;
    const char16_t *units;
};

struct world {
    struct naive naive;
    struct naive_handle handles[WINREG_HANDLES], copies, machine;
    struct buf *out;
};

#define NAIVE_UNITS(text)          {sizeof(u##text) / 2 - 1, u##text},
#define NAIVE_NUMBER(name, number) number,
#define NAIVE_COUNT(array)         (sizeof(array) / sizeof *(array))
#define NAIVE_PICK(array, number)  ((array)[(number) % NAIVE_COUNT(array)])

struct text call_path(const struct winreg_call *call);
struct naive_name call_value(unsigned number);
uint32_t call_rights(const struct winreg_call *call);
uint32_t call_type(const struct winreg_call *call);

void put_name(struct buf *out, const struct naive_name *name);
void put_bytes(struct buf *out, const uint8_t *bytes, size_t size);
bool is_string(uint32_t type);

/* Each false where the call is none of its part. */
bool naive_play_read(struct world *world, const struct winreg_call *call); /* values, keys, trees */
bool naive_play_write(struct world *world, const struct winreg_call *call); /* values */
bool naive_play_nt(struct world *world, const struct winreg_call *call);

/* RegCloseKey of a slot; the first stays open. What the call opened, in the slot that it names. */
uint32_t naive_close(struct world *world, unsigned slot);
void naive_keep(struct world *world, const struct winreg_call *call, struct naive_handle got);
void naive_put_tree(struct world *world, struct naive_handle handle);

#endif
