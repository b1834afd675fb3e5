/*
 * Included before everything else in smsperffix's sources: what they call goes through faults.c,
 * which can make one call fail, end the process there, or let somebody else act first.
 */
#ifndef TESTS_FIXER_FAULTS_H
#define TESTS_FIXER_FAULTS_H

#include <windows.h>

int fixer_main(void);

/* X(result, name, parameters, arguments, the failure) */
#define FAULTY_CALLS(X)                                                                            \
    X(LSTATUS, RegOpenKeyExW, (HKEY a, LPCWSTR b, DWORD c, REGSAM d, PHKEY e), (a, b, c, d, e),    \
      reg_failure)                                                                                 \
    X(LSTATUS, RegEnumKeyExW,                                                                      \
      (HKEY a, DWORD b, LPWSTR c, LPDWORD d, LPDWORD e, LPWSTR f, LPDWORD g, PFILETIME h),         \
      (a, b, c, d, e, f, g, h), reg_failure)                                                       \
    X(LSTATUS, RegEnumValueW,                                                                      \
      (HKEY a, DWORD b, LPWSTR c, LPDWORD d, LPDWORD e, LPDWORD f, LPBYTE g, LPDWORD h),           \
      (a, b, c, d, e, f, g, h), reg_failure)                                                       \
    X(LSTATUS, RegQueryValueExW, (HKEY a, LPCWSTR b, LPDWORD c, LPDWORD d, LPBYTE e, LPDWORD f),   \
      (a, b, c, d, e, f), reg_failure)                                                             \
    X(LSTATUS, RegCreateKeyExW,                                                                    \
      (HKEY a, LPCWSTR b, DWORD c, LPWSTR d, DWORD e, REGSAM f, LPSECURITY_ATTRIBUTES g, PHKEY h,  \
       LPDWORD i),                                                                                 \
      (a, b, c, d, e, f, g, h, i), reg_failure)                                                    \
    X(LSTATUS, RegSetValueExW, (HKEY a, LPCWSTR b, DWORD c, DWORD d, const BYTE *e, DWORD f),      \
      (a, b, c, d, e, f), reg_failure)                                                             \
    X(LSTATUS, RegDeleteKeyW, (HKEY a, LPCWSTR b), (a, b), reg_failure)                            \
    X(LSTATUS, RegFlushKey, (HKEY a), (a), reg_failure)                                            \
    X(BOOL, ReadFile, (HANDLE a, LPVOID b, DWORD c, LPDWORD d, LPOVERLAPPED e), (a, b, c, d, e),   \
      (SetLastError(ERROR_CRC), FALSE))                                                            \
    X(BOOL, WriteFile, (HANDLE a, LPCVOID b, DWORD c, LPDWORD d, LPOVERLAPPED e), (a, b, c, d, e), \
      (SetLastError(ERROR_DISK_FULL), FALSE))                                                      \
    X(BOOL, FlushFileBuffers, (HANDLE a), (a), (SetLastError(ERROR_DISK_FULL), FALSE))             \
    X(BOOL, MoveFileExW, (LPCWSTR a, LPCWSTR b, DWORD c), (a, b, c),                               \
      (SetLastError(ERROR_ACCESS_DENIED), FALSE))                                                  \
    X(BOOL, DeleteFileW, (LPCWSTR a), (a), (SetLastError(ERROR_ACCESS_DENIED), FALSE))             \
    X(LPVOID, HeapAlloc, (HANDLE a, DWORD b, SIZE_T c), (a, b, c), NULL)

#define DECLARE_FAULTY(result, name, parameters, arguments, failure)                               \
    result WINAPI faulty_##name parameters;
FAULTY_CALLS(DECLARE_FAULTY)
#undef DECLARE_FAULTY

HANDLE WINAPI faulty_CreateFileW(LPCWSTR path, DWORD access, DWORD share,
                                 LPSECURITY_ATTRIBUTES security, DWORD how, DWORD flags,
                                 HANDLE model);
BOOL WINAPI faulty_CloseHandle(HANDLE file);
DECLSPEC_NORETURN void WINAPI faulty_ExitProcess(UINT code);
LPWSTR WINAPI faulty_GetCommandLineW(void);
HANDLE WINAPI faulty_GetStdHandle(DWORD which);

#ifndef FAULTS_REAL
#define main             fixer_main
#define RegOpenKeyExW    faulty_RegOpenKeyExW
#define RegEnumKeyExW    faulty_RegEnumKeyExW
#define RegEnumValueW    faulty_RegEnumValueW
#define RegQueryValueExW faulty_RegQueryValueExW
#define RegCreateKeyExW  faulty_RegCreateKeyExW
#define RegSetValueExW   faulty_RegSetValueExW
#define RegDeleteKeyW    faulty_RegDeleteKeyW
#define RegFlushKey      faulty_RegFlushKey
#define CreateFileW      faulty_CreateFileW
#define CloseHandle      faulty_CloseHandle
#define ReadFile         faulty_ReadFile
#define WriteFile        faulty_WriteFile
#define FlushFileBuffers faulty_FlushFileBuffers
#define MoveFileExW      faulty_MoveFileExW
#define DeleteFileW      faulty_DeleteFileW
#define HeapAlloc        faulty_HeapAlloc
#define ExitProcess      faulty_ExitProcess
#define GetCommandLineW  faulty_GetCommandLineW
#define GetStdHandle     faulty_GetStdHandle
#endif

#endif
