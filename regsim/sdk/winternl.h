/*
 * winternl.h of regsim's SDK: the native calls that the registry API rests on (wdm ZwOpenKey and
 * its kind), for programs that call ntdll or look there with GetProcAddress.
 */
#ifndef REGSIM_SDK_WINTERNL_H
#define REGSIM_SDK_WINTERNL_H

#include "windef.h"
#include "winnt.h"

typedef LONG NTSTATUS;
#define NT_SUCCESS(status) ((NTSTATUS)(status) >= 0)

typedef struct _UNICODE_STRING {
    USHORT Length, MaximumLength; /* bytes */
    PWSTR Buffer;
} UNICODE_STRING, *PUNICODE_STRING;
typedef const UNICODE_STRING *PCUNICODE_STRING;

typedef struct _OBJECT_ATTRIBUTES {
    ULONG Length;
    HANDLE RootDirectory;
    PUNICODE_STRING ObjectName;
    ULONG Attributes;
    PVOID SecurityDescriptor, SecurityQualityOfService;
} OBJECT_ATTRIBUTES, *POBJECT_ATTRIBUTES;

#define OBJ_CASE_INSENSITIVE 0x00000040
#define OBJ_OPENLINK         0x00000100
#define InitializeObjectAttributes(attributes, name, flags, root, security)                        \
    do {                                                                                           \
        (attributes)->Length = sizeof(OBJECT_ATTRIBUTES);                                          \
        (attributes)->RootDirectory = (root);                                                      \
        (attributes)->ObjectName = (name);                                                         \
        (attributes)->Attributes = (flags);                                                        \
        (attributes)->SecurityDescriptor = (security);                                             \
        (attributes)->SecurityQualityOfService = NULL;                                             \
    } while (0)

typedef enum _KEY_INFORMATION_CLASS {
    KeyBasicInformation,
    KeyNodeInformation,
    KeyFullInformation,
    KeyNameInformation
} KEY_INFORMATION_CLASS;

typedef enum _KEY_VALUE_INFORMATION_CLASS {
    KeyValueBasicInformation,
    KeyValueFullInformation,
    KeyValuePartialInformation
} KEY_VALUE_INFORMATION_CLASS;

typedef struct _KEY_BASIC_INFORMATION {
    LARGE_INTEGER LastWriteTime;
    ULONG TitleIndex, NameLength;
    WCHAR Name[1];
} KEY_BASIC_INFORMATION, *PKEY_BASIC_INFORMATION;

typedef struct _KEY_NODE_INFORMATION {
    LARGE_INTEGER LastWriteTime;
    ULONG TitleIndex, ClassOffset, ClassLength, NameLength;
    WCHAR Name[1];
} KEY_NODE_INFORMATION, *PKEY_NODE_INFORMATION;

typedef struct _KEY_FULL_INFORMATION {
    LARGE_INTEGER LastWriteTime;
    ULONG TitleIndex, ClassOffset, ClassLength, SubKeys, MaxNameLen, MaxClassLen;
    ULONG Values, MaxValueNameLen, MaxValueDataLen;
    WCHAR Class[1];
} KEY_FULL_INFORMATION, *PKEY_FULL_INFORMATION;

typedef struct _KEY_NAME_INFORMATION {
    ULONG NameLength;
    WCHAR Name[1];
} KEY_NAME_INFORMATION, *PKEY_NAME_INFORMATION;

typedef struct _KEY_VALUE_BASIC_INFORMATION {
    ULONG TitleIndex, Type, NameLength;
    WCHAR Name[1];
} KEY_VALUE_BASIC_INFORMATION, *PKEY_VALUE_BASIC_INFORMATION;

typedef struct _KEY_VALUE_FULL_INFORMATION {
    ULONG TitleIndex, Type, DataOffset, DataLength, NameLength;
    WCHAR Name[1];
} KEY_VALUE_FULL_INFORMATION, *PKEY_VALUE_FULL_INFORMATION;

typedef struct _KEY_VALUE_PARTIAL_INFORMATION {
    ULONG TitleIndex, Type, DataLength;
    UCHAR Data[1];
} KEY_VALUE_PARTIAL_INFORMATION, *PKEY_VALUE_PARTIAL_INFORMATION;

NTSTATUS NTAPI NtCreateKey(PHANDLE key, ACCESS_MASK desired, POBJECT_ATTRIBUTES attributes,
                           ULONG title_index, PUNICODE_STRING class_name, ULONG options,
                           PULONG disposition);
NTSTATUS NTAPI NtOpenKey(PHANDLE key, ACCESS_MASK desired, POBJECT_ATTRIBUTES attributes);
NTSTATUS NTAPI NtOpenKeyEx(PHANDLE key, ACCESS_MASK desired, POBJECT_ATTRIBUTES attributes,
                           ULONG options);
NTSTATUS NTAPI NtClose(HANDLE object);
NTSTATUS NTAPI NtDeleteKey(HANDLE key);
NTSTATUS NTAPI NtRenameKey(HANDLE key, PUNICODE_STRING name);
NTSTATUS NTAPI NtFlushKey(HANDLE key);
NTSTATUS NTAPI NtSetValueKey(HANDLE key, PUNICODE_STRING name, ULONG title_index, ULONG type,
                             PVOID data, ULONG size);
NTSTATUS NTAPI NtDeleteValueKey(HANDLE key, PUNICODE_STRING name);
NTSTATUS NTAPI NtQueryValueKey(HANDLE key, PUNICODE_STRING name, KEY_VALUE_INFORMATION_CLASS what,
                               PVOID out, ULONG room, PULONG size);
NTSTATUS NTAPI NtEnumerateValueKey(HANDLE key, ULONG index, KEY_VALUE_INFORMATION_CLASS what,
                                   PVOID out, ULONG room, PULONG size);
NTSTATUS NTAPI NtQueryKey(HANDLE key, KEY_INFORMATION_CLASS what, PVOID out, ULONG room,
                          PULONG size);
NTSTATUS NTAPI NtEnumerateKey(HANDLE key, ULONG index, KEY_INFORMATION_CLASS what, PVOID out,
                              ULONG room, PULONG size);

VOID NTAPI RtlInitUnicodeString(PUNICODE_STRING out, PCWSTR text);
WCHAR NTAPI RtlUpcaseUnicodeChar(WCHAR unit);
ULONG NTAPI RtlNtStatusToDosError(NTSTATUS status);

#endif
