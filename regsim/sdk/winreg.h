/*
 * winreg.h of regsim's SDK: the registry API. Which version of Windows has which function is in
 * win32/api.def.
 */
#ifndef REGSIM_SDK_WINREG_H
#define REGSIM_SDK_WINREG_H

#include "winnt.h"

/* Only the low 32 bits of a predefined handle matter. */
#define REGSIM_PREDEFINED(number) ((HKEY)(LONG_PTR)(LONG)(number))
#define HKEY_CLASSES_ROOT         REGSIM_PREDEFINED(0x80000000u)
#define HKEY_CURRENT_USER         REGSIM_PREDEFINED(0x80000001u)
#define HKEY_LOCAL_MACHINE        REGSIM_PREDEFINED(0x80000002u)
#define HKEY_USERS                REGSIM_PREDEFINED(0x80000003u)
#define HKEY_PERFORMANCE_DATA     REGSIM_PREDEFINED(0x80000004u)
#define HKEY_CURRENT_CONFIG       REGSIM_PREDEFINED(0x80000005u)
#define HKEY_DYN_DATA             REGSIM_PREDEFINED(0x80000006u)
#define HKEY_PERFORMANCE_TEXT     REGSIM_PREDEFINED(0x80000050u)
#define HKEY_PERFORMANCE_NLSTEXT  REGSIM_PREDEFINED(0x80000060u)

#define RRF_RT_REG_NONE           0x00000001
#define RRF_RT_REG_SZ             0x00000002
#define RRF_RT_REG_EXPAND_SZ      0x00000004
#define RRF_RT_REG_BINARY         0x00000008
#define RRF_RT_REG_DWORD          0x00000010
#define RRF_RT_REG_MULTI_SZ       0x00000020
#define RRF_RT_REG_QWORD          0x00000040
#define RRF_RT_DWORD              (RRF_RT_REG_BINARY | RRF_RT_REG_DWORD)
#define RRF_RT_QWORD              (RRF_RT_REG_BINARY | RRF_RT_REG_QWORD)
#define RRF_RT_ANY                0x0000FFFF
#define RRF_SUBKEY_WOW6464KEY     0x00010000
#define RRF_SUBKEY_WOW6432KEY     0x00020000
#define RRF_NOEXPAND              0x10000000
#define RRF_ZEROONFAILURE         0x20000000

struct _SECURITY_ATTRIBUTES;
#ifndef REGSIM_SECURITY_ATTRIBUTES
#define REGSIM_SECURITY_ATTRIBUTES
typedef struct _SECURITY_ATTRIBUTES {
    DWORD nLength;
    LPVOID lpSecurityDescriptor;
    BOOL bInheritHandle;
} SECURITY_ATTRIBUTES, *PSECURITY_ATTRIBUTES, *LPSECURITY_ATTRIBUTES;
#endif

/* Entries of RegQueryMultipleValues. */
typedef struct value_entA {
    LPSTR ve_valuename;
    DWORD ve_valuelen;
    DWORD_PTR ve_valueptr;
    DWORD ve_type;
} VALENTA, *PVALENTA;
typedef struct value_entW {
    LPWSTR ve_valuename;
    DWORD ve_valuelen;
    DWORD_PTR ve_valueptr;
    DWORD ve_type;
} VALENTW, *PVALENTW;
#ifdef UNICODE
typedef VALENTW VALENT, *PVALENT;
#else
typedef VALENTA VALENT, *PVALENT;
#endif

LSTATUS WINAPI RegCloseKey(HKEY key);
LSTATUS WINAPI RegConnectRegistryA(LPCSTR machine, HKEY key, PHKEY result);
LSTATUS WINAPI RegConnectRegistryW(LPCWSTR machine, HKEY key, PHKEY result);
LSTATUS WINAPI RegCopyTreeA(HKEY source, LPCSTR subkey, HKEY destination);
LSTATUS WINAPI RegCopyTreeW(HKEY source, LPCWSTR subkey, HKEY destination);
LSTATUS WINAPI RegCreateKeyA(HKEY key, LPCSTR subkey, PHKEY result);
LSTATUS WINAPI RegCreateKeyW(HKEY key, LPCWSTR subkey, PHKEY result);
LSTATUS WINAPI RegCreateKeyExA(HKEY key, LPCSTR subkey, DWORD reserved, LPSTR class_name,
                               DWORD options, REGSAM desired, const SECURITY_ATTRIBUTES *security,
                               PHKEY result, LPDWORD disposition);
LSTATUS WINAPI RegCreateKeyExW(HKEY key, LPCWSTR subkey, DWORD reserved, LPWSTR class_name,
                               DWORD options, REGSAM desired, const SECURITY_ATTRIBUTES *security,
                               PHKEY result, LPDWORD disposition);
LSTATUS WINAPI RegCreateKeyTransactedA(HKEY key, LPCSTR subkey, DWORD reserved, LPSTR class_name,
                                       DWORD options, REGSAM desired,
                                       const SECURITY_ATTRIBUTES *security, PHKEY result,
                                       LPDWORD disposition, HANDLE transaction, PVOID extended);
LSTATUS WINAPI RegCreateKeyTransactedW(HKEY key, LPCWSTR subkey, DWORD reserved, LPWSTR class_name,
                                       DWORD options, REGSAM desired,
                                       const SECURITY_ATTRIBUTES *security, PHKEY result,
                                       LPDWORD disposition, HANDLE transaction, PVOID extended);
LSTATUS WINAPI RegDeleteKeyA(HKEY key, LPCSTR subkey);
LSTATUS WINAPI RegDeleteKeyW(HKEY key, LPCWSTR subkey);
LSTATUS WINAPI RegDeleteKeyExA(HKEY key, LPCSTR subkey, REGSAM view, DWORD reserved);
LSTATUS WINAPI RegDeleteKeyExW(HKEY key, LPCWSTR subkey, REGSAM view, DWORD reserved);
LSTATUS WINAPI RegDeleteKeyTransactedA(HKEY key, LPCSTR subkey, REGSAM view, DWORD reserved,
                                       HANDLE transaction, PVOID extended);
LSTATUS WINAPI RegDeleteKeyTransactedW(HKEY key, LPCWSTR subkey, REGSAM view, DWORD reserved,
                                       HANDLE transaction, PVOID extended);
LSTATUS WINAPI RegDeleteKeyValueA(HKEY key, LPCSTR subkey, LPCSTR name);
LSTATUS WINAPI RegDeleteKeyValueW(HKEY key, LPCWSTR subkey, LPCWSTR name);
LSTATUS WINAPI RegDeleteTreeA(HKEY key, LPCSTR subkey);
LSTATUS WINAPI RegDeleteTreeW(HKEY key, LPCWSTR subkey);
LSTATUS WINAPI RegDeleteValueA(HKEY key, LPCSTR name);
LSTATUS WINAPI RegDeleteValueW(HKEY key, LPCWSTR name);
LSTATUS WINAPI RegDisablePredefinedCache(void);
LSTATUS WINAPI RegDisablePredefinedCacheEx(void);
LSTATUS WINAPI RegDisableReflectionKey(HKEY key);
LSTATUS WINAPI RegEnableReflectionKey(HKEY key);
LSTATUS WINAPI RegEnumKeyA(HKEY key, DWORD index, LPSTR name, DWORD size);
LSTATUS WINAPI RegEnumKeyW(HKEY key, DWORD index, LPWSTR name, DWORD size);
LSTATUS WINAPI RegEnumKeyExA(HKEY key, DWORD index, LPSTR name, LPDWORD name_size, LPDWORD reserved,
                             LPSTR class_name, LPDWORD class_size, PFILETIME last_write);
LSTATUS WINAPI RegEnumKeyExW(HKEY key, DWORD index, LPWSTR name, LPDWORD name_size,
                             LPDWORD reserved, LPWSTR class_name, LPDWORD class_size,
                             PFILETIME last_write);
LSTATUS WINAPI RegEnumValueA(HKEY key, DWORD index, LPSTR name, LPDWORD name_size, LPDWORD reserved,
                             LPDWORD type, LPBYTE data, LPDWORD data_size);
LSTATUS WINAPI RegEnumValueW(HKEY key, DWORD index, LPWSTR name, LPDWORD name_size,
                             LPDWORD reserved, LPDWORD type, LPBYTE data, LPDWORD data_size);
LSTATUS WINAPI RegFlushKey(HKEY key);
LSTATUS WINAPI RegGetKeySecurity(HKEY key, SECURITY_INFORMATION what, PSECURITY_DESCRIPTOR security,
                                 LPDWORD size);
LSTATUS WINAPI RegGetValueA(HKEY key, LPCSTR subkey, LPCSTR name, DWORD flags, LPDWORD type,
                            PVOID data, LPDWORD size);
LSTATUS WINAPI RegGetValueW(HKEY key, LPCWSTR subkey, LPCWSTR name, DWORD flags, LPDWORD type,
                            PVOID data, LPDWORD size);
LSTATUS WINAPI RegLoadAppKeyA(LPCSTR file, PHKEY result, REGSAM desired, DWORD options,
                              DWORD reserved);
LSTATUS WINAPI RegLoadAppKeyW(LPCWSTR file, PHKEY result, REGSAM desired, DWORD options,
                              DWORD reserved);
LSTATUS WINAPI RegLoadKeyA(HKEY key, LPCSTR subkey, LPCSTR file);
LSTATUS WINAPI RegLoadKeyW(HKEY key, LPCWSTR subkey, LPCWSTR file);
LSTATUS WINAPI RegNotifyChangeKeyValue(HKEY key, BOOL subtree, DWORD filter, HANDLE event,
                                       BOOL asynchronous);
LSTATUS WINAPI RegOpenCurrentUser(REGSAM desired, PHKEY result);
LSTATUS WINAPI RegOpenUserClassesRoot(HANDLE token, DWORD options, REGSAM desired, PHKEY result);
LSTATUS WINAPI RegOpenKeyA(HKEY key, LPCSTR subkey, PHKEY result);
LSTATUS WINAPI RegOpenKeyW(HKEY key, LPCWSTR subkey, PHKEY result);
LSTATUS WINAPI RegOpenKeyExA(HKEY key, LPCSTR subkey, DWORD options, REGSAM desired, PHKEY result);
LSTATUS WINAPI RegOpenKeyExW(HKEY key, LPCWSTR subkey, DWORD options, REGSAM desired, PHKEY result);
LSTATUS WINAPI RegOpenKeyTransactedA(HKEY key, LPCSTR subkey, DWORD options, REGSAM desired,
                                     PHKEY result, HANDLE transaction, PVOID extended);
LSTATUS WINAPI RegOpenKeyTransactedW(HKEY key, LPCWSTR subkey, DWORD options, REGSAM desired,
                                     PHKEY result, HANDLE transaction, PVOID extended);
LSTATUS WINAPI RegOverridePredefKey(HKEY predefined, HKEY key);
LSTATUS WINAPI RegQueryInfoKeyA(HKEY key, LPSTR class_name, LPDWORD class_size, LPDWORD reserved,
                                LPDWORD subkeys, LPDWORD max_subkey, LPDWORD max_class,
                                LPDWORD values, LPDWORD max_name, LPDWORD max_data,
                                LPDWORD security_size, PFILETIME last_write);
LSTATUS WINAPI RegQueryInfoKeyW(HKEY key, LPWSTR class_name, LPDWORD class_size, LPDWORD reserved,
                                LPDWORD subkeys, LPDWORD max_subkey, LPDWORD max_class,
                                LPDWORD values, LPDWORD max_name, LPDWORD max_data,
                                LPDWORD security_size, PFILETIME last_write);
LSTATUS WINAPI RegQueryMultipleValuesA(HKEY key, PVALENTA list, DWORD count, LPSTR buffer,
                                       LPDWORD total);
LSTATUS WINAPI RegQueryMultipleValuesW(HKEY key, PVALENTW list, DWORD count, LPWSTR buffer,
                                       LPDWORD total);
LSTATUS WINAPI RegQueryReflectionKey(HKEY key, BOOL *disabled);
LSTATUS WINAPI RegQueryValueA(HKEY key, LPCSTR subkey, LPSTR data, PLONG size);
LSTATUS WINAPI RegQueryValueW(HKEY key, LPCWSTR subkey, LPWSTR data, PLONG size);
LSTATUS WINAPI RegQueryValueExA(HKEY key, LPCSTR name, LPDWORD reserved, LPDWORD type, LPBYTE data,
                                LPDWORD size);
LSTATUS WINAPI RegQueryValueExW(HKEY key, LPCWSTR name, LPDWORD reserved, LPDWORD type, LPBYTE data,
                                LPDWORD size);
LSTATUS WINAPI RegRenameKey(HKEY key, LPCWSTR subkey, LPCWSTR name);
LSTATUS WINAPI RegReplaceKeyA(HKEY key, LPCSTR subkey, LPCSTR new_file, LPCSTR old_file);
LSTATUS WINAPI RegReplaceKeyW(HKEY key, LPCWSTR subkey, LPCWSTR new_file, LPCWSTR old_file);
LSTATUS WINAPI RegRestoreKeyA(HKEY key, LPCSTR file, DWORD flags);
LSTATUS WINAPI RegRestoreKeyW(HKEY key, LPCWSTR file, DWORD flags);
LSTATUS WINAPI RegSaveKeyA(HKEY key, LPCSTR file, const LPSECURITY_ATTRIBUTES security);
LSTATUS WINAPI RegSaveKeyW(HKEY key, LPCWSTR file, const LPSECURITY_ATTRIBUTES security);
LSTATUS WINAPI RegSaveKeyExA(HKEY key, LPCSTR file, const LPSECURITY_ATTRIBUTES security,
                             DWORD flags);
LSTATUS WINAPI RegSaveKeyExW(HKEY key, LPCWSTR file, const LPSECURITY_ATTRIBUTES security,
                             DWORD flags);
LSTATUS WINAPI RegSetKeySecurity(HKEY key, SECURITY_INFORMATION what,
                                 PSECURITY_DESCRIPTOR security);
LSTATUS WINAPI RegSetKeyValueA(HKEY key, LPCSTR subkey, LPCSTR name, DWORD type, LPCVOID data,
                               DWORD size);
LSTATUS WINAPI RegSetKeyValueW(HKEY key, LPCWSTR subkey, LPCWSTR name, DWORD type, LPCVOID data,
                               DWORD size);
LSTATUS WINAPI RegSetValueA(HKEY key, LPCSTR subkey, DWORD type, LPCSTR data, DWORD size);
LSTATUS WINAPI RegSetValueW(HKEY key, LPCWSTR subkey, DWORD type, LPCWSTR data, DWORD size);
LSTATUS WINAPI RegSetValueExA(HKEY key, LPCSTR name, DWORD reserved, DWORD type, const BYTE *data,
                              DWORD size);
LSTATUS WINAPI RegSetValueExW(HKEY key, LPCWSTR name, DWORD reserved, DWORD type, const BYTE *data,
                              DWORD size);
LSTATUS WINAPI RegUnLoadKeyA(HKEY key, LPCSTR subkey);
LSTATUS WINAPI RegUnLoadKeyW(HKEY key, LPCWSTR subkey);

#define RegConnectRegistry     REGSIM_T(RegConnectRegistry)
#define RegCopyTree            REGSIM_T(RegCopyTree)
#define RegCreateKey           REGSIM_T(RegCreateKey)
#define RegCreateKeyEx         REGSIM_T(RegCreateKeyEx)
#define RegDeleteKey           REGSIM_T(RegDeleteKey)
#define RegDeleteKeyEx         REGSIM_T(RegDeleteKeyEx)
#define RegDeleteKeyValue      REGSIM_T(RegDeleteKeyValue)
#define RegDeleteTree          REGSIM_T(RegDeleteTree)
#define RegDeleteValue         REGSIM_T(RegDeleteValue)
#define RegEnumKey             REGSIM_T(RegEnumKey)
#define RegEnumKeyEx           REGSIM_T(RegEnumKeyEx)
#define RegEnumValue           REGSIM_T(RegEnumValue)
#define RegGetValue            REGSIM_T(RegGetValue)
#define RegLoadAppKey          REGSIM_T(RegLoadAppKey)
#define RegLoadKey             REGSIM_T(RegLoadKey)
#define RegOpenKey             REGSIM_T(RegOpenKey)
#define RegCreateKeyTransacted REGSIM_T(RegCreateKeyTransacted)
#define RegDeleteKeyTransacted REGSIM_T(RegDeleteKeyTransacted)
#define RegOpenKeyTransacted   REGSIM_T(RegOpenKeyTransacted)
#define RegOpenKeyEx           REGSIM_T(RegOpenKeyEx)
#define RegQueryInfoKey        REGSIM_T(RegQueryInfoKey)
#define RegQueryMultipleValues REGSIM_T(RegQueryMultipleValues)
#define RegQueryValue          REGSIM_T(RegQueryValue)
#define RegQueryValueEx        REGSIM_T(RegQueryValueEx)
#define RegReplaceKey          REGSIM_T(RegReplaceKey)
#define RegRestoreKey          REGSIM_T(RegRestoreKey)
#define RegSaveKey             REGSIM_T(RegSaveKey)
#define RegSaveKeyEx           REGSIM_T(RegSaveKeyEx)
#define RegSetKeyValue         REGSIM_T(RegSetKeyValue)
#define RegSetValue            REGSIM_T(RegSetValue)
#define RegSetValueEx          REGSIM_T(RegSetValueEx)
#define RegUnLoadKey           REGSIM_T(RegUnLoadKey)

#endif
