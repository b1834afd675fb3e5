/* native.h: what the programs on ntdll share: its structures, as winternl.h of every SDK spells
 * them a little differently, its codes, and its functions, found at run time as a program for
 * several Windows versions finds them. */
#ifndef NATIVE_H
#define NATIVE_H

#include "check.h"

struct nt_string {
    USHORT Length, MaximumLength;
    WCHAR *Buffer;
};

struct nt_attributes {
    ULONG Length;
    HANDLE RootDirectory;
    struct nt_string *ObjectName;
    ULONG Attributes;
    void *SecurityDescriptor, *SecurityQualityOfService;
};

#define NT_INSENSITIVE            0x40u
#define NT_SUCCESS_CODE           0u
#define NT_PENDING                0x00000103u
#define NT_NOTIFY_CLEANUP         0x0000010Bu
#define NT_NOTIFY_ENUM_DIR        0x0000010Cu
#define NT_BUFFER_OVERFLOW        0x80000005u
#define NT_NO_MORE_ENTRIES        0x8000001Au
#define NT_INVALID_INFO_CLASS     0xC0000003u
#define NT_LENGTH_MISMATCH        0xC0000004u
#define NT_ACCESS_VIOLATION       0xC0000005u
#define NT_INVALID_HANDLE         0xC0000008u
#define NT_INVALID_PARAMETER      0xC000000Du
#define NT_ACCESS_DENIED          0xC0000022u
#define NT_BUFFER_TOO_SMALL       0xC0000023u
#define NT_TYPE_MISMATCH          0xC0000024u
#define NT_NAME_INVALID           0xC0000033u
#define NT_NOT_FOUND              0xC0000034u
#define NT_PATH_NOT_FOUND         0xC000003Au
#define NT_OBJECT_PATH_SYNTAX     0xC000003Bu
#define NT_SHARING_VIOLATION      0xC0000043u
#define NT_PRIVILEGE_NOT_HELD     0xC0000061u
#define NT_CANNOT_DELETE          0xC0000121u
#define NT_NOT_REGISTRY_FILE      0xC000015Cu
#define NT_KEY_DELETED            0xC000017Cu
#define NT_CHILD_MUST_BE_VOLATILE 0xC0000181u

/* By the Zw name too: it is the same function, and the odd labels are called through it. */
#define NATIVE_FUNCTIONS(X)                                                                        \
    X(create, "CreateKey",                                                                         \
      (HANDLE *, ACCESS_MASK, struct nt_attributes *, ULONG, struct nt_string *, ULONG, ULONG *))  \
    X(open, "OpenKey", (HANDLE *, ACCESS_MASK, struct nt_attributes *))                            \
    X(close, "Close", (HANDLE))                                                                    \
    X(delete, "DeleteKey", (HANDLE))                                                               \
    X(flush, "FlushKey", (HANDLE))                                                                 \
    X(set, "SetValueKey", (HANDLE, struct nt_string *, ULONG, ULONG, const void *, ULONG))         \
    X(delete_value, "DeleteValueKey", (HANDLE, struct nt_string *))                                \
    X(query, "QueryValueKey", (HANDLE, struct nt_string *, ULONG, void *, ULONG, ULONG *))         \
    X(enum_value, "EnumerateValueKey", (HANDLE, ULONG, ULONG, void *, ULONG, ULONG *))             \
    X(enum, "EnumerateKey", (HANDLE, ULONG, ULONG, void *, ULONG, ULONG *))                        \
    X(query_key, "QueryKey", (HANDLE, ULONG, void *, ULONG, ULONG *))                              \
    X(query_multiple, "QueryMultipleValueKey", (HANDLE, void *, ULONG, void *, ULONG *, ULONG *))  \
    X(set_information, "SetInformationKey", (HANDLE, ULONG, const void *, ULONG))                  \
    X(notify, "NotifyChangeKey",                                                                   \
      (HANDLE, HANDLE, void *, void *, void *, ULONG, BOOLEAN, void *, ULONG, BOOLEAN))            \
    X(load, "LoadKey", (struct nt_attributes *, struct nt_attributes *))                           \
    X(load2, "LoadKey2", (struct nt_attributes *, struct nt_attributes *, ULONG))                  \
    X(unload, "UnloadKey", (struct nt_attributes *))                                               \
    X(save, "SaveKey", (HANDLE, HANDLE))                                                           \
    X(restore, "RestoreKey", (HANDLE, HANDLE, ULONG))                                              \
    X(replace, "ReplaceKey", (struct nt_attributes *, HANDLE, struct nt_attributes *))             \
    X(query_object, "QueryObject", (HANDLE, ULONG, void *, ULONG, ULONG *))                        \
    X(query_security, "QuerySecurityObject", (HANDLE, ULONG, void *, ULONG, ULONG *))              \
    X(set_security, "SetSecurityObject", (HANDLE, ULONG, void *))

#define NATIVE_POINTER(name, text, arguments) static ULONG(NTAPI *nt_##name) arguments;
NATIVE_FUNCTIONS(NATIVE_POINTER)
#undef NATIVE_POINTER

/* Every function, under the prefix; 0: one is missing. */
static inline int native_load(const char *prefix)
{
#define NATIVE_ROW(name, text, arguments) {text, &nt_##name},
    static const struct {
        const char *name;
        void *slot;
    } functions[] = {NATIVE_FUNCTIONS(NATIVE_ROW)};
#undef NATIVE_ROW
    char name[40];
    int all = 1;

    for (unsigned i = 0; i < sizeof functions / sizeof *functions; i++) {
        void (*function)(void);

        snprintf(name, sizeof name, "%s%s", prefix, functions[i].name);
        function = late("ntdll.dll", name);
        label("%s", name);
        expect_true(function != NULL);
        memcpy(functions[i].slot, &function, sizeof function);
        all &= function != NULL;
    }
    return all;
}

static inline struct nt_string name_of(const char *text)
{
    struct nt_string name;

    name.Buffer = wide(text);
    name.Length = name.MaximumLength = (USHORT)(strlen(text) * 2);
    return name;
}

static inline struct nt_attributes at(HANDLE root, struct nt_string *name, ULONG flags)
{
    struct nt_attributes attributes = {sizeof attributes, root, name, flags, NULL, NULL};

    return attributes;
}

static inline ULONG open_at(HANDLE root, const char *path, ACCESS_MASK access, ULONG flags,
                            HANDLE *out)
{
    struct nt_string name = name_of(path);
    struct nt_attributes attributes = at(root, &name, flags);

    return nt_open(out, access, &attributes);
}

static inline ULONG create_at(HANDLE root, const char *path, ULONG options, HANDLE *out,
                              ULONG *disposition)
{
    struct nt_string name = name_of(path);
    struct nt_attributes attributes = at(root, &name, NT_INSENSITIVE);

    return nt_create(out, KEY_ALL_ACCESS, &attributes, 0, NULL, options, disposition);
}

/* A function that is not of the table. */
static inline int native_find(const char *name, void *slot)
{
    void (*function)(void) = late("ntdll.dll", name);

    memcpy(slot, &function, sizeof function);
    return function != NULL;
}

#endif
