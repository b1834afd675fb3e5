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

#define SHDeleteEmptyKey REGSIM_T(SHDeleteEmptyKey)
#define SHDeleteKey      REGSIM_T(SHDeleteKey)
#define SHDeleteValue    REGSIM_T(SHDeleteValue)
#define SHGetValue       REGSIM_T(SHGetValue)
#define SHSetValue       REGSIM_T(SHSetValue)

#endif
