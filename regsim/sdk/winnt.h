/*
 * winnt.h of regsim's SDK: registry types and rights, generic rights, privileges, languages, files.
 */
#ifndef REGSIM_SDK_WINNT_H
#define REGSIM_SDK_WINNT_H

#include "windef.h"

/* How a DLL's own entry points are declared (DllRegisterServer). */
#ifdef __cplusplus
#define EXTERN_C extern "C"
#else
#define EXTERN_C extern
#endif
#define STDAPICALLTYPE
#define STDMETHODCALLTYPE
#define STDAPI        EXTERN_C HRESULT WINAPI
#define STDAPI_(type) EXTERN_C type WINAPI

typedef union _LARGE_INTEGER {
    struct {
        DWORD LowPart;
        LONG HighPart;
    };
    struct {
        DWORD LowPart;
        LONG HighPart;
    } u;
    LONGLONG QuadPart;
} LARGE_INTEGER, *PLARGE_INTEGER;

typedef union _ULARGE_INTEGER {
    struct {
        DWORD LowPart, HighPart;
    };
    struct {
        DWORD LowPart, HighPart;
    } u;
    ULONGLONG QuadPart;
} ULARGE_INTEGER, *PULARGE_INTEGER;

typedef struct _LUID {
    DWORD LowPart;
    LONG HighPart;
} LUID, *PLUID;

typedef struct _LUID_AND_ATTRIBUTES {
    LUID Luid;
    DWORD Attributes;
} LUID_AND_ATTRIBUTES, *PLUID_AND_ATTRIBUTES;

#define ANYSIZE_ARRAY 1
#define MAXDWORD      0xFFFFFFFF
typedef struct _TOKEN_PRIVILEGES {
    DWORD PrivilegeCount;
    LUID_AND_ATTRIBUTES Privileges[ANYSIZE_ARRAY];
} TOKEN_PRIVILEGES, *PTOKEN_PRIVILEGES;

#define SE_PRIVILEGE_ENABLED_BY_DEFAULT 0x00000001
#define SE_PRIVILEGE_ENABLED            0x00000002
#define SE_PRIVILEGE_REMOVED            0x00000004
#define SE_BACKUP_NAME                  TEXT("SeBackupPrivilege")
#define SE_RESTORE_NAME                 TEXT("SeRestorePrivilege")
#define SE_TAKE_OWNERSHIP_NAME          TEXT("SeTakeOwnershipPrivilege")
#define SE_SECURITY_NAME                TEXT("SeSecurityPrivilege")
#define SE_DEBUG_NAME                   TEXT("SeDebugPrivilege")
#define SE_SHUTDOWN_NAME                TEXT("SeShutdownPrivilege")
#define SE_CHANGE_NOTIFY_NAME           TEXT("SeChangeNotifyPrivilege")
#define SE_TCB_NAME                     TEXT("SeTcbPrivilege")

/* Access rights */
#define DELETE                   0x00010000
#define READ_CONTROL             0x00020000
#define WRITE_DAC                0x00040000
#define WRITE_OWNER              0x00080000
#define SYNCHRONIZE              0x00100000
#define STANDARD_RIGHTS_REQUIRED 0x000F0000
#define STANDARD_RIGHTS_READ     READ_CONTROL
#define STANDARD_RIGHTS_WRITE    READ_CONTROL
#define STANDARD_RIGHTS_EXECUTE  READ_CONTROL
#define STANDARD_RIGHTS_ALL      0x001F0000
#define SPECIFIC_RIGHTS_ALL      0x0000FFFF
#define ACCESS_SYSTEM_SECURITY   0x01000000
#define MAXIMUM_ALLOWED          0x02000000
#define GENERIC_READ             0x80000000
#define GENERIC_WRITE            0x40000000
#define GENERIC_EXECUTE          0x20000000
#define GENERIC_ALL              0x10000000

#define KEY_QUERY_VALUE          0x0001
#define KEY_SET_VALUE            0x0002
#define KEY_CREATE_SUB_KEY       0x0004
#define KEY_ENUMERATE_SUB_KEYS   0x0008
#define KEY_NOTIFY               0x0010
#define KEY_CREATE_LINK          0x0020
#define KEY_WOW64_64KEY          0x0100
#define KEY_WOW64_32KEY          0x0200
#define KEY_WOW64_RES            0x0300
#define KEY_READ                                                                                   \
    ((STANDARD_RIGHTS_READ | KEY_QUERY_VALUE | KEY_ENUMERATE_SUB_KEYS | KEY_NOTIFY) & ~SYNCHRONIZE)
#define KEY_WRITE   ((STANDARD_RIGHTS_WRITE | KEY_SET_VALUE | KEY_CREATE_SUB_KEY) & ~SYNCHRONIZE)
#define KEY_EXECUTE (KEY_READ & ~SYNCHRONIZE)
#define KEY_ALL_ACCESS                                                                             \
    ((STANDARD_RIGHTS_ALL | KEY_QUERY_VALUE | KEY_SET_VALUE | KEY_CREATE_SUB_KEY |                 \
      KEY_ENUMERATE_SUB_KEYS | KEY_NOTIFY | KEY_CREATE_LINK) &                                     \
     ~SYNCHRONIZE)

/* Registry options, dispositions, value types */
#define REG_OPTION_RESERVED            0x0000
#define REG_OPTION_NON_VOLATILE        0x0000
#define REG_OPTION_VOLATILE            0x0001
#define REG_OPTION_CREATE_LINK         0x0002
#define REG_OPTION_BACKUP_RESTORE      0x0004
#define REG_OPTION_OPEN_LINK           0x0008

#define REG_CREATED_NEW_KEY            1
#define REG_OPENED_EXISTING_KEY        2

#define REG_STANDARD_FORMAT            1
#define REG_LATEST_FORMAT              2
#define REG_NO_COMPRESSION             4
#define REG_WHOLE_HIVE_VOLATILE        0x0001
#define REG_REFRESH_HIVE               0x0002
#define REG_NO_LAZY_FLUSH              0x0004
#define REG_FORCE_RESTORE              0x0008
#define REG_PROCESS_APPKEY             0x0001

#define REG_NOTIFY_CHANGE_NAME         0x00000001
#define REG_NOTIFY_CHANGE_ATTRIBUTES   0x00000002
#define REG_NOTIFY_CHANGE_LAST_SET     0x00000004
#define REG_NOTIFY_CHANGE_SECURITY     0x00000008
#define REG_NOTIFY_THREAD_AGNOSTIC     0x10000000
#define REG_LEGAL_CHANGE_FILTER        0x1000000F

#define REG_NONE                       0
#define REG_SZ                         1
#define REG_EXPAND_SZ                  2
#define REG_BINARY                     3
#define REG_DWORD                      4
#define REG_DWORD_LITTLE_ENDIAN        4
#define REG_DWORD_BIG_ENDIAN           5
#define REG_LINK                       6
#define REG_MULTI_SZ                   7
#define REG_RESOURCE_LIST              8
#define REG_FULL_RESOURCE_DESCRIPTOR   9
#define REG_RESOURCE_REQUIREMENTS_LIST 10
#define REG_QWORD                      11
#define REG_QWORD_LITTLE_ENDIAN        11

/* Security: descriptors are opaque here; RegGetKeySecurity gives self-relative ones. */
typedef PVOID PSID, PSECURITY_DESCRIPTOR;
typedef DWORD SECURITY_INFORMATION, *PSECURITY_INFORMATION;
#define OWNER_SECURITY_INFORMATION            0x00000001
#define GROUP_SECURITY_INFORMATION            0x00000002
#define DACL_SECURITY_INFORMATION             0x00000004
#define SACL_SECURITY_INFORMATION             0x00000008
#define UNPROTECTED_SACL_SECURITY_INFORMATION 0x10000000
#define UNPROTECTED_DACL_SECURITY_INFORMATION 0x20000000
#define PROTECTED_SACL_SECURITY_INFORMATION   0x40000000
#define PROTECTED_DACL_SECURITY_INFORMATION   0x80000000

/* Files */
#define FILE_SHARE_READ          0x00000001
#define FILE_SHARE_WRITE         0x00000002
#define FILE_SHARE_DELETE        0x00000004
#define FILE_ATTRIBUTE_READONLY  0x00000001
#define FILE_ATTRIBUTE_HIDDEN    0x00000002
#define FILE_ATTRIBUTE_SYSTEM    0x00000004
#define FILE_ATTRIBUTE_DIRECTORY 0x00000010
#define FILE_ATTRIBUTE_ARCHIVE   0x00000020
#define FILE_ATTRIBUTE_NORMAL    0x00000080
#define FILE_ATTRIBUTE_TEMPORARY 0x00000100
#define FILE_READ_DATA           0x0001
#define FILE_WRITE_DATA          0x0002
#define FILE_APPEND_DATA         0x0004
#define FILE_GENERIC_READ        0x00120089
#define FILE_GENERIC_WRITE       0x00120116

/* Languages */
#define LANG_NEUTRAL                      0x00
#define LANG_ENGLISH                      0x09
#define SUBLANG_NEUTRAL                   0x00
#define SUBLANG_DEFAULT                   0x01
#define SUBLANG_SYS_DEFAULT               0x02
#define SUBLANG_ENGLISH_US                0x01
#define MAKELANGID(primary, sub)          ((WORD)((WORD)(sub) << 10 | (WORD)(primary)))
#define PRIMARYLANGID(language)           ((WORD)((WORD)(language)&0x3FF))
#define SUBLANGID(language)               ((WORD)((WORD)(language) >> 10))
#define MAKELCID(language, sort)          ((DWORD)(sort) << 16 | (WORD)(language))
#define SORT_DEFAULT                      0
#define LANG_SYSTEM_DEFAULT               MAKELANGID(LANG_NEUTRAL, SUBLANG_SYS_DEFAULT)
#define LANG_USER_DEFAULT                 MAKELANGID(LANG_NEUTRAL, SUBLANG_DEFAULT)
#define LOCALE_SYSTEM_DEFAULT             MAKELCID(LANG_SYSTEM_DEFAULT, SORT_DEFAULT)
#define LOCALE_USER_DEFAULT               MAKELCID(LANG_USER_DEFAULT, SORT_DEFAULT)

#define VER_PLATFORM_WIN32s               0
#define VER_PLATFORM_WIN32_WINDOWS        1
#define VER_PLATFORM_WIN32_NT             2
#define VER_NT_WORKSTATION                1
#define VER_NT_DOMAIN_CONTROLLER          2
#define VER_NT_SERVER                     3

#define DLL_PROCESS_DETACH                0
#define DLL_PROCESS_ATTACH                1
#define DLL_THREAD_ATTACH                 2
#define DLL_THREAD_DETACH                 3

#define STATUS_WAIT_0                     ((DWORD)0x00000000)
#define STATUS_TIMEOUT                    ((DWORD)0x00000102)
#define STATUS_ACCESS_VIOLATION           ((DWORD)0xC0000005)
#define STATUS_ILLEGAL_INSTRUCTION        ((DWORD)0xC000001D)
#define STATUS_INTEGER_DIVIDE_BY_ZERO     ((DWORD)0xC0000094)
#define STATUS_STACK_OVERFLOW             ((DWORD)0xC00000FD)
#define STATUS_CONTROL_C_EXIT             ((DWORD)0xC000013A)

#define ZeroMemory(memory, size)          __builtin_memset((memory), 0, (size))
#define FillMemory(memory, size, byte)    __builtin_memset((memory), (byte), (size))
#define CopyMemory(to, from, size)        __builtin_memcpy((to), (from), (size))
#define MoveMemory(to, from, size)        __builtin_memmove((to), (from), (size))
#define RtlZeroMemory(memory, size)       __builtin_memset((memory), 0, (size))
#define RtlFillMemory(memory, size, byte) __builtin_memset((memory), (byte), (size))
#define RtlCopyMemory(to, from, size)     __builtin_memcpy((to), (from), (size))
#define RtlMoveMemory(to, from, size)     __builtin_memmove((to), (from), (size))

#endif
