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

typedef struct _STRING {
    USHORT Length, MaximumLength; /* bytes */
    PCHAR Buffer;
} STRING, ANSI_STRING, OEM_STRING, *PSTRING, *PANSI_STRING, *POEM_STRING;
typedef const STRING *PCANSI_STRING;

typedef struct _IO_STATUS_BLOCK {
    union {
        NTSTATUS Status;
        PVOID Pointer;
    };
    ULONG_PTR Information;
} IO_STATUS_BLOCK, *PIO_STATUS_BLOCK;

typedef VOID(NTAPI *PIO_APC_ROUTINE)(PVOID context, PIO_STATUS_BLOCK status, ULONG reserved);

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
    KeyNameInformation,
    KeyCachedInformation
} KEY_INFORMATION_CLASS;

typedef enum _KEY_VALUE_INFORMATION_CLASS {
    KeyValueBasicInformation,
    KeyValueFullInformation,
    KeyValuePartialInformation,
    KeyValueFullInformationAlign64,
    KeyValuePartialInformationAlign64
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

typedef struct _KEY_CACHED_INFORMATION {
    LARGE_INTEGER LastWriteTime;
    ULONG TitleIndex, SubKeys, MaxNameLen, Values, MaxValueNameLen, MaxValueDataLen, NameLength;
} KEY_CACHED_INFORMATION, *PKEY_CACHED_INFORMATION;

typedef enum _KEY_SET_INFORMATION_CLASS { KeyWriteTimeInformation } KEY_SET_INFORMATION_CLASS;

typedef struct _KEY_WRITE_TIME_INFORMATION {
    LARGE_INTEGER LastWriteTime;
} KEY_WRITE_TIME_INFORMATION, *PKEY_WRITE_TIME_INFORMATION;

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

typedef struct _KEY_VALUE_PARTIAL_INFORMATION_ALIGN64 {
    ULONG Type, DataLength;
    UCHAR Data[1];
} KEY_VALUE_PARTIAL_INFORMATION_ALIGN64, *PKEY_VALUE_PARTIAL_INFORMATION_ALIGN64;

typedef struct _KEY_VALUE_ENTRY {
    PUNICODE_STRING ValueName;
    ULONG DataLength, DataOffset, Type;
} KEY_VALUE_ENTRY, *PKEY_VALUE_ENTRY;

typedef enum _OBJECT_INFORMATION_CLASS {
    ObjectBasicInformation,
    ObjectNameInformation,
    ObjectTypeInformation
} OBJECT_INFORMATION_CLASS;

typedef struct _OBJECT_BASIC_INFORMATION {
    ULONG Attributes;
    ACCESS_MASK GrantedAccess;
    ULONG HandleCount, PointerCount, PagedPoolUsage, NonPagedPoolUsage, Reserved[3];
    ULONG NameInformationLength, TypeInformationLength, SecurityDescriptorLength;
    LARGE_INTEGER CreateTime;
} OBJECT_BASIC_INFORMATION, *POBJECT_BASIC_INFORMATION;

typedef struct _OBJECT_NAME_INFORMATION {
    UNICODE_STRING Name;
} OBJECT_NAME_INFORMATION, *POBJECT_NAME_INFORMATION;

/* A function and its Zw name: to a program they are one. */
#define REGSIM_NT(name, ...)                                                                       \
    NTSTATUS NTAPI Nt##name(__VA_ARGS__);                                                          \
    NTSTATUS NTAPI Zw##name(__VA_ARGS__)

REGSIM_NT(CreateKey, PHANDLE key, ACCESS_MASK desired, POBJECT_ATTRIBUTES attributes,
          ULONG title_index, PUNICODE_STRING class_name, ULONG options, PULONG disposition);
REGSIM_NT(OpenKey, PHANDLE key, ACCESS_MASK desired, POBJECT_ATTRIBUTES attributes);
REGSIM_NT(OpenKeyEx, PHANDLE key, ACCESS_MASK desired, POBJECT_ATTRIBUTES attributes,
          ULONG options);
REGSIM_NT(Close, HANDLE object);
REGSIM_NT(DeleteKey, HANDLE key);
REGSIM_NT(RenameKey, HANDLE key, PUNICODE_STRING name);
REGSIM_NT(FlushKey, HANDLE key);
REGSIM_NT(SetValueKey, HANDLE key, PUNICODE_STRING name, ULONG title_index, ULONG type, PVOID data,
          ULONG size);
REGSIM_NT(DeleteValueKey, HANDLE key, PUNICODE_STRING name);
REGSIM_NT(QueryValueKey, HANDLE key, PUNICODE_STRING name, KEY_VALUE_INFORMATION_CLASS what,
          PVOID out, ULONG room, PULONG size);
REGSIM_NT(QueryMultipleValueKey, HANDLE key, PKEY_VALUE_ENTRY entries, ULONG count, PVOID out,
          PULONG room, PULONG needed);
REGSIM_NT(EnumerateValueKey, HANDLE key, ULONG index, KEY_VALUE_INFORMATION_CLASS what, PVOID out,
          ULONG room, PULONG size);
REGSIM_NT(QueryKey, HANDLE key, KEY_INFORMATION_CLASS what, PVOID out, ULONG room, PULONG size);
REGSIM_NT(EnumerateKey, HANDLE key, ULONG index, KEY_INFORMATION_CLASS what, PVOID out, ULONG room,
          PULONG size);
REGSIM_NT(SetInformationKey, HANDLE key, KEY_SET_INFORMATION_CLASS what, PVOID in, ULONG size);
REGSIM_NT(NotifyChangeKey, HANDLE key, HANDLE event, PIO_APC_ROUTINE routine, PVOID context,
          PIO_STATUS_BLOCK status, ULONG filter, BOOLEAN subtree, PVOID out, ULONG room,
          BOOLEAN asynchronous);
REGSIM_NT(LoadKey, POBJECT_ATTRIBUTES key, POBJECT_ATTRIBUTES file);
REGSIM_NT(LoadKey2, POBJECT_ATTRIBUTES key, POBJECT_ATTRIBUTES file, ULONG flags);
REGSIM_NT(LoadKeyEx, POBJECT_ATTRIBUTES key, POBJECT_ATTRIBUTES file, ULONG flags, HANDLE trusted,
          HANDLE event, ACCESS_MASK desired, PHANDLE root, PVOID reserved);
REGSIM_NT(UnloadKey, POBJECT_ATTRIBUTES key);
#define REG_FORCE_UNLOAD 1
REGSIM_NT(UnloadKey2, POBJECT_ATTRIBUTES key, ULONG flags);
REGSIM_NT(QueryOpenSubKeys, POBJECT_ATTRIBUTES key, PULONG count);
REGSIM_NT(SaveKey, HANDLE key, HANDLE file);
REGSIM_NT(SaveKeyEx, HANDLE key, HANDLE file, ULONG format);
REGSIM_NT(RestoreKey, HANDLE key, HANDLE file, ULONG flags);
REGSIM_NT(ReplaceKey, POBJECT_ATTRIBUTES new_file, HANDLE key, POBJECT_ATTRIBUTES old_file);
REGSIM_NT(QueryObject, HANDLE object, OBJECT_INFORMATION_CLASS what, PVOID out, ULONG room,
          PULONG size);
REGSIM_NT(QuerySecurityObject, HANDLE object, SECURITY_INFORMATION what,
          PSECURITY_DESCRIPTOR security, ULONG room, PULONG size);
REGSIM_NT(SetSecurityObject, HANDLE object, SECURITY_INFORMATION what,
          PSECURITY_DESCRIPTOR security);

VOID NTAPI RtlInitUnicodeString(PUNICODE_STRING out, PCWSTR text);
VOID NTAPI RtlInitAnsiString(PANSI_STRING out, PCSTR text);
BOOLEAN NTAPI RtlCreateUnicodeString(PUNICODE_STRING out, PCWSTR text);
BOOLEAN NTAPI RtlCreateUnicodeStringFromAsciiz(PUNICODE_STRING out, PCSTR text);
VOID NTAPI RtlFreeUnicodeString(PUNICODE_STRING text);
VOID NTAPI RtlFreeAnsiString(PANSI_STRING text);
NTSTATUS NTAPI RtlAnsiStringToUnicodeString(PUNICODE_STRING out, PCANSI_STRING text,
                                            BOOLEAN allocate);
NTSTATUS NTAPI RtlUnicodeStringToAnsiString(PANSI_STRING out, PCUNICODE_STRING text,
                                            BOOLEAN allocate);
VOID NTAPI RtlCopyUnicodeString(PUNICODE_STRING out, PCUNICODE_STRING text);
NTSTATUS NTAPI RtlAppendUnicodeToString(PUNICODE_STRING out, PCWSTR text);
NTSTATUS NTAPI RtlAppendUnicodeStringToString(PUNICODE_STRING out, PCUNICODE_STRING text);
LONG NTAPI RtlCompareUnicodeString(PCUNICODE_STRING a, PCUNICODE_STRING b, BOOLEAN nocase);
BOOLEAN NTAPI RtlEqualUnicodeString(PCUNICODE_STRING a, PCUNICODE_STRING b, BOOLEAN nocase);
WCHAR NTAPI RtlUpcaseUnicodeChar(WCHAR unit);
NTSTATUS NTAPI RtlFormatCurrentUserKeyPath(PUNICODE_STRING out);
NTSTATUS NTAPI RtlOpenCurrentUser(ACCESS_MASK desired, PHANDLE key);
ULONG NTAPI RtlNtStatusToDosError(NTSTATUS status);

/* Keys by a root and a path below it, or, with RTL_REGISTRY_HANDLE, by a handle in its place. */
#define RTL_REGISTRY_ABSOLUTE   0
#define RTL_REGISTRY_SERVICES   1
#define RTL_REGISTRY_CONTROL    2
#define RTL_REGISTRY_WINDOWS_NT 3
#define RTL_REGISTRY_DEVICEMAP  4
#define RTL_REGISTRY_USER       5
#define RTL_REGISTRY_MAXIMUM    6
#define RTL_REGISTRY_HANDLE     0x40000000
#define RTL_REGISTRY_OPTIONAL   0x80000000
NTSTATUS NTAPI RtlCheckRegistryKey(ULONG root, PCWSTR path);
NTSTATUS NTAPI RtlCreateRegistryKey(ULONG root, PCWSTR path);
NTSTATUS NTAPI RtlDeleteRegistryValue(ULONG root, PCWSTR path, PCWSTR name);
NTSTATUS NTAPI RtlWriteRegistryValue(ULONG root, PCWSTR path, PCWSTR name, ULONG type, PVOID data,
                                     ULONG size);

#endif
