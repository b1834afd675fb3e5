/*
 * One random call as numbers, and what the numbers mean: shared by the program that makes the calls
 * (winreg_play.c, a Windows program), by what draws and prints them (winreg_sequence.c) and by the
 * naive registry. A number means something in every state of a registry, so a sequence stays valid
 * when a part is left out.
 */
#ifndef TESTS_MODEL_WINREG_CALL_H
#define TESTS_MODEL_WINREG_CALL_H

#define CALL(name, judge, weight, ...) CALL_##name,
enum winreg_kind {
#include "winreg_calls.def"
    CALL_KINDS
};
#undef CALL

/* Who judges a call: Wine and the naive registry, or the latter alone. */
enum winreg_judge { BOTH, ALONE };

struct winreg_call {
    unsigned kind, handle, other, slot, path, value, index, type, size, flags;
};
enum { CALL_FIELDS = 10 };

/* key[0] is Software\regsim-model\top and stays; a closed slot holds WINREG_CLOSED, which is no
 * handle. */
enum { WINREG_HANDLES = 4, WINREG_INDICES = 4, WINREG_SIZES = 16, WINREG_FLAGS = 60 };
/* The ones that are told apart. */
enum { WINREG_VOLATILE_INDEX = 3, WINREG_NULL_INDEX = 1, WINREG_EMPTY_PATH = 7 };
enum { WINREG_RIGHTS_DELETE = 6, WINREG_BACKSLASH_VIEW_PATH = 2 };
#define WINREG_CLOSED 0x7FFE0

#define WINREG_PATHS(X)                                                                            \
    X("a") X("b") X("A") X("a\\b") X("b\\A") X("a\\b\\c") X("c") X("") X("\\a") X("a\\") X("c\\c")
#define WINREG_VALUES(X)    X("") X("v") X("V") X("w") X("x\\y") X("a long name")
#define WINREG_NEW_NAMES(X) X("a") X("b") X("B") X("d") X("") X("a\\b")
#define WINREG_RIGHTS(X)                                                                           \
    X(KEY_ALL_ACCESS, 0xF003F)                                                                     \
    X(KEY_READ, 0x20019)                                                                           \
    X(KEY_WRITE, 0x20006)                                                                          \
    X(KEY_QUERY_VALUE, 0x1)                                                                        \
    X(KEY_ENUMERATE_SUB_KEYS, 0x8)                                                                 \
    X(MAXIMUM_ALLOWED, 0x2000000)                                                                  \
    X(DELETE, 0x10000)
#define WINREG_TYPES(X)                                                                            \
    X(REG_SZ, 1)                                                                                   \
    X(REG_NONE, 0)                                                                                 \
    X(REG_EXPAND_SZ, 2)                                                                            \
    X(REG_BINARY, 3)                                                                               \
    X(REG_DWORD, 4)                                                                                \
    X(REG_MULTI_SZ, 7)                                                                             \
    X(REG_QWORD, 11)
#define WINREG_FILTERS(X)                                                                          \
    X(RRF_RT_ANY, 0xFFFF)                                                                          \
    X(RRF_RT_REG_SZ, 0x2)                                                                          \
    X(RRF_RT_REG_DWORD, 0x10)                                                                      \
    X(RRF_RT_ANY | RRF_ZEROONFAILURE, 0x2000FFFF)                                                  \
    X(RRF_RT_ANY | RRF_NOEXPAND, 0x1000FFFF)                                                       \
    X(RRF_RT_DWORD, 0x18)                                                                          \
    X(RRF_RT_QWORD, 0x48)                                                                          \
    X(RRF_RT_REG_EXPAND_SZ | RRF_NOEXPAND, 0x10000004)                                             \
    X(RRF_RT_REG_MULTI_SZ | RRF_RT_REG_BINARY, 0x28)                                               \
    X(RRF_RT_REG_EXPAND_SZ, 0x4)
#define WINREG_VIEWS(X) X(0, 0) X(KEY_WOW64_32KEY, 0x200) X(KEY_WOW64_64KEY, 0x100)
#define WINREG_VIEW_PATHS(X)                                                                       \
    X("Software\\regsim-model\\top\\a")                                                            \
    X("SOFTWARE\\regsim-model\\TOP\\A\\b")                                                         \
    X("Software\\regsim-model\\top\\c\\")                                                          \
    X("Software\\Wow6432Node\\regsim-model\\top\\a")                                               \
    X("Software\\Wow6432Node\\regsim-model\\top\\b")
#define WINREG_CHANGES(X)                                                                          \
    X(REG_NOTIFY_CHANGE_NAME, 1)                                                                   \
    X(REG_NOTIFY_CHANGE_LAST_SET, 4)                                                               \
    X(REG_NOTIFY_CHANGE_NAME | REG_NOTIFY_CHANGE_LAST_SET, 5)                                      \
    X(REG_NOTIFY_CHANGE_SECURITY, 8)                                                               \
    X(REG_NOTIFY_CHANGE_NAME | REG_NOTIFY_CHANGE_LAST_SET | REG_NOTIFY_CHANGE_SECURITY, 0xD)

/* The data that is set: without and with a NUL in it. */
#define WINREG_DATA(X) X("abcdefgh") X("ab\0cd\0\0x")

/* DACLs for everyone: what is denied, what is allowed (GRANT_NO_ACL: there is no DACL), and whether
 * subkeys inherit it. */
struct winreg_dacl {
    unsigned denied, allowed, inherited;
};
#define GRANT_NO_ACL 1u
#define WINREG_DACLS                                                                               \
    {0, 0xF003F, 1}, {0, 0x20019, 1}, {0x2, 0xF003F, 1}, {0, 0, 0}, {0, 0x30006, 0},               \
        {0, GRANT_NO_ACL, 0}, {0x4, 0xF003F, 1},                                                   \
    {                                                                                              \
        0x10000, 0xF003F, 1                                                                        \
    }
enum { WINREG_DACL_COUNT = 8 };

#endif
