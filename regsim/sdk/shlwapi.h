/*
 * shlwapi.h of regsim's SDK: the registry helpers that NT 4 programs (with Internet Explorer 4)
 * used.
 */
#ifndef REGSIM_SDK_SHLWAPI_H
#define REGSIM_SDK_SHLWAPI_H

#include "winnt.h"

LSTATUS WINAPI SHDeleteEmptyKeyA(HKEY key, LPCSTR subkey);
LSTATUS WINAPI SHDeleteEmptyKeyW(HKEY key, LPCWSTR subkey);
LSTATUS WINAPI SHDeleteKeyA(HKEY key, LPCSTR subkey);
LSTATUS WINAPI SHDeleteKeyW(HKEY key, LPCWSTR subkey);
LSTATUS WINAPI SHDeleteValueA(HKEY key, LPCSTR subkey, LPCSTR name);
LSTATUS WINAPI SHDeleteValueW(HKEY key, LPCWSTR subkey, LPCWSTR name);
LSTATUS WINAPI SHGetValueA(HKEY key, LPCSTR subkey, LPCSTR name, LPDWORD type, LPVOID data,
                           LPDWORD size);
LSTATUS WINAPI SHGetValueW(HKEY key, LPCWSTR subkey, LPCWSTR name, LPDWORD type, LPVOID data,
                           LPDWORD size);
LSTATUS WINAPI SHSetValueA(HKEY key, LPCSTR subkey, LPCSTR name, DWORD type, LPCVOID data,
                           DWORD size);
LSTATUS WINAPI SHSetValueW(HKEY key, LPCWSTR subkey, LPCWSTR name, DWORD type, LPCVOID data,
                           DWORD size);

LSTATUS WINAPI SHQueryValueExA(HKEY key, LPCSTR name, LPDWORD reserved, LPDWORD type, LPVOID data,
                               LPDWORD size);
LSTATUS WINAPI SHQueryValueExW(HKEY key, LPCWSTR name, LPDWORD reserved, LPDWORD type, LPVOID data,
                               LPDWORD size);
LSTATUS WINAPI SHEnumKeyExA(HKEY key, DWORD index, LPSTR name, LPDWORD count);
LSTATUS WINAPI SHEnumKeyExW(HKEY key, DWORD index, LPWSTR name, LPDWORD count);
LSTATUS WINAPI SHEnumValueA(HKEY key, DWORD index, LPSTR name, LPDWORD count, LPDWORD type,
                            LPVOID data, LPDWORD size);
LSTATUS WINAPI SHEnumValueW(HKEY key, DWORD index, LPWSTR name, LPDWORD count, LPDWORD type,
                            LPVOID data, LPDWORD size);
LSTATUS WINAPI SHQueryInfoKeyA(HKEY key, LPDWORD subkeys, LPDWORD max_subkey, LPDWORD values,
                               LPDWORD max_name);
LSTATUS WINAPI SHQueryInfoKeyW(HKEY key, LPDWORD subkeys, LPDWORD max_subkey, LPDWORD values,
                               LPDWORD max_name);
LSTATUS WINAPI SHCopyKeyA(HKEY source, LPCSTR subkey, HKEY destination, DWORD reserved);
LSTATUS WINAPI SHCopyKeyW(HKEY source, LPCWSTR subkey, HKEY destination, DWORD reserved);
LSTATUS WINAPI SHRegGetPathA(HKEY key, LPCSTR subkey, LPCSTR name, LPSTR path, DWORD flags);
LSTATUS WINAPI SHRegGetPathW(HKEY key, LPCWSTR subkey, LPCWSTR name, LPWSTR path, DWORD flags);
LSTATUS WINAPI SHRegSetPathA(HKEY key, LPCSTR subkey, LPCSTR name, LPCSTR path, DWORD flags);
LSTATUS WINAPI SHRegSetPathW(HKEY key, LPCWSTR subkey, LPCWSTR name, LPCWSTR path, DWORD flags);

typedef INT SRRF; /* what SHRegGetValue takes and gives */
#define SRRF_RT_REG_NONE      0x00000001
#define SRRF_RT_REG_SZ        0x00000002
#define SRRF_RT_REG_EXPAND_SZ 0x00000004
#define SRRF_RT_REG_BINARY    0x00000008
#define SRRF_RT_REG_DWORD     0x00000010
#define SRRF_RT_REG_MULTI_SZ  0x00000020
#define SRRF_RT_REG_QWORD     0x00000040
#define SRRF_RT_DWORD         (SRRF_RT_REG_BINARY | SRRF_RT_REG_DWORD)
#define SRRF_RT_QWORD         (SRRF_RT_REG_BINARY | SRRF_RT_REG_QWORD)
#define SRRF_RT_ANY           0x0000FFFF
#define SRRF_RM_ANY           0x00000000
#define SRRF_RM_NORMAL        0x00010000
#define SRRF_RM_SAFE          0x00020000
#define SRRF_RM_SAFENETWORK   0x00040000
#define SRRF_NOEXPAND         0x10000000
#define SRRF_ZEROONFAILURE    0x20000000

LSTATUS WINAPI SHRegGetValueA(HKEY key, LPCSTR subkey, LPCSTR name, SRRF flags, LPDWORD type,
                              LPVOID data, LPDWORD size);
LSTATUS WINAPI SHRegGetValueW(HKEY key, LPCWSTR subkey, LPCWSTR name, SRRF flags, LPDWORD type,
                              LPVOID data, LPDWORD size);

/* A setting of the user, or else of the machine. */
DECLARE_HANDLE(HUSKEY);
typedef HUSKEY *PHUSKEY;
typedef enum {
    SHREGDEL_DEFAULT = 0,
    SHREGDEL_HKCU = 1,
    SHREGDEL_HKLM = 0x10,
    SHREGDEL_BOTH = 0x11
} SHREGDEL_FLAGS;
#define SHREGSET_HKCU       0x00000001
#define SHREGSET_FORCE_HKCU 0x00000002
#define SHREGSET_HKLM       0x00000004
#define SHREGSET_FORCE_HKLM 0x00000008
#define SHREGSET_DEFAULT    (SHREGSET_FORCE_HKCU | SHREGSET_HKLM)
LSTATUS WINAPI SHRegOpenUSKeyA(LPCSTR path, REGSAM sam, HUSKEY relative, PHUSKEY out,
                               BOOL ignore_user);
LSTATUS WINAPI SHRegOpenUSKeyW(LPCWSTR path, REGSAM sam, HUSKEY relative, PHUSKEY out,
                               BOOL ignore_user);
LSTATUS WINAPI SHRegCloseUSKey(HUSKEY key);
LSTATUS WINAPI SHRegQueryUSValueA(HUSKEY key, LPCSTR name, DWORD *type, void *data, DWORD *size,
                                  BOOL ignore_user, void *default_data, DWORD default_size);
LSTATUS WINAPI SHRegQueryUSValueW(HUSKEY key, LPCWSTR name, DWORD *type, void *data, DWORD *size,
                                  BOOL ignore_user, void *default_data, DWORD default_size);
LSTATUS WINAPI SHRegGetUSValueA(LPCSTR path, LPCSTR name, DWORD *type, void *data, DWORD *size,
                                BOOL ignore_user, void *default_data, DWORD default_size);
LSTATUS WINAPI SHRegGetUSValueW(LPCWSTR path, LPCWSTR name, DWORD *type, void *data, DWORD *size,
                                BOOL ignore_user, void *default_data, DWORD default_size);
LSTATUS WINAPI SHRegSetUSValueA(LPCSTR path, LPCSTR name, DWORD type, const void *data, DWORD size,
                                DWORD flags);
LSTATUS WINAPI SHRegSetUSValueW(LPCWSTR path, LPCWSTR name, DWORD type, const void *data,
                                DWORD size, DWORD flags);
LSTATUS WINAPI SHRegDeleteUSValueA(HUSKEY key, LPCSTR name, SHREGDEL_FLAGS which);
LSTATUS WINAPI SHRegDeleteUSValueW(HUSKEY key, LPCWSTR name, SHREGDEL_FLAGS which);

#define SHDeleteEmptyKey   REGSIM_T(SHDeleteEmptyKey)
#define SHDeleteKey        REGSIM_T(SHDeleteKey)
#define SHDeleteValue      REGSIM_T(SHDeleteValue)
#define SHGetValue         REGSIM_T(SHGetValue)
#define SHSetValue         REGSIM_T(SHSetValue)
#define SHQueryValueEx     REGSIM_T(SHQueryValueEx)
#define SHEnumKeyEx        REGSIM_T(SHEnumKeyEx)
#define SHEnumValue        REGSIM_T(SHEnumValue)
#define SHQueryInfoKey     REGSIM_T(SHQueryInfoKey)
#define SHCopyKey          REGSIM_T(SHCopyKey)
#define SHRegGetPath       REGSIM_T(SHRegGetPath)
#define SHRegSetPath       REGSIM_T(SHRegSetPath)
#define SHRegGetValue      REGSIM_T(SHRegGetValue)
#define SHRegOpenUSKey     REGSIM_T(SHRegOpenUSKey)
#define SHRegQueryUSValue  REGSIM_T(SHRegQueryUSValue)
#define SHRegGetUSValue    REGSIM_T(SHRegGetUSValue)
#define SHRegSetUSValue    REGSIM_T(SHRegSetUSValue)
#define SHRegDeleteUSValue REGSIM_T(SHRegDeleteUSValue)

#endif
