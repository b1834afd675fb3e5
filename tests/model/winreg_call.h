/*
 * One random Reg* call as numbers, and what the numbers mean: shared by the program that makes the
 * calls (winreg_play.c, a Windows program) and by the one that draws and judges them (winreg.c). A
 * number means something in every state of a registry, so a sequence stays valid when a part is
 * left out.
 */
#ifndef TESTS_MODEL_WINREG_CALL_H
#define TESTS_MODEL_WINREG_CALL_H

enum winreg_kind {
    CALL_OPEN,
    CALL_CREATE,
    CALL_DELETE,
    CALL_SET,
    CALL_UNSET,
    CALL_QUERY,
    CALL_ENUM_VALUE,
    CALL_ENUM_KEY,
    CALL_INFO,
    CALL_LIST, /* all values, sorted by name, by RegEnumValue */
    CALL_CLOSE,
    CALL_NAIVE_KINDS, /* the naive registry knows those above */
    CALL_DELETE_TREE = CALL_NAIVE_KINDS,
    CALL_GET_VALUE,
    CALL_SET_KEY_VALUE,
    CALL_DELETE_KEY_VALUE,
    CALL_SET_DEFAULT,
    CALL_QUERY_DEFAULT,
    CALL_SET_A,
    CALL_QUERY_A,
    CALL_ENUM_KEY_A,
    CALL_KINDS /* no RegRenameKey: random renames crash the server of Wine 8 */
};

struct winreg_call {
    unsigned kind, handle, slot, path, value, index, type, size;
};
enum { CALL_FIELDS = 8 };

/* handles[0] is the scratch key and stays; a closed slot holds WINREG_CLOSED, which is no handle.
 */
enum { WINREG_HANDLES = 4, WINREG_INDICES = 4, WINREG_SIZES = 16, WINREG_BUFFER = 16 };
#define WINREG_CLOSED     0x7FFE0
#define WINREG_EMPTY_PATH 7

#define WINREG_PATHS(X)                                                                            \
    X("a") X("b") X("A") X("a\\b") X("b\\A") X("a\\b\\c") X("c") X("") X("\\a") X("a\\") X("c\\c")
#define WINREG_VALUES(X) X("") X("v") X("V") X("w") X("x\\y") X("a long name")
#define WINREG_RIGHTS(X)                                                                           \
    X(KEY_ALL_ACCESS, 0xF003F)                                                                     \
    X(KEY_READ, 0x20019)                                                                           \
    X(KEY_WRITE, 0x20006)                                                                          \
    X(KEY_QUERY_VALUE, 0x1)                                                                        \
    X(KEY_ENUMERATE_SUB_KEYS, 0x8)                                                                 \
    X(MAXIMUM_ALLOWED, 0x2000000)
#define WINREG_TYPES(X)                                                                            \
    X(REG_SZ, 1)                                                                                   \
    X(REG_NONE, 0)                                                                                 \
    X(REG_EXPAND_SZ, 2)                                                                            \
    X(REG_BINARY, 3)                                                                               \
    X(REG_DWORD, 4)                                                                                \
    X(REG_MULTI_SZ, 7)                                                                             \
    X(REG_QWORD, 11)
#define WINREG_FILTERS(X)                                                                          \
    X(RRF_RT_ANY)                                                                                  \
    X(RRF_RT_REG_SZ)                                                                               \
    X(RRF_RT_REG_DWORD)                                                                            \
    X(RRF_RT_ANY | RRF_ZEROONFAILURE)                                                              \
    X(RRF_RT_ANY | RRF_NOEXPAND)

/* The data that is set: without and with a NUL in it. */
#define WINREG_DATA(X) X("abcdefgh") X("ab\0cd\0\0x")

#endif
