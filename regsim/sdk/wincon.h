/*
 * wincon.h of regsim's SDK. A program under test has no console: its standard handles are files
 * that regsim captures, so WriteConsole writes there and GetConsoleMode says that they are no
 * console.
 */
#ifndef REGSIM_SDK_WINCON_H
#define REGSIM_SDK_WINCON_H

#include "winnt.h"

#define ENABLE_PROCESSED_OUTPUT 0x0001
#define CTRL_C_EVENT            0
#define CTRL_BREAK_EVENT        1
typedef BOOL(WINAPI *PHANDLER_ROUTINE)(DWORD type);

BOOL WINAPI WriteConsoleA(HANDLE console, const VOID *text, DWORD count, LPDWORD done,
                          LPVOID reserved);
BOOL WINAPI WriteConsoleW(HANDLE console, const VOID *text, DWORD count, LPDWORD done,
                          LPVOID reserved);
BOOL WINAPI GetConsoleMode(HANDLE console, LPDWORD mode);
UINT WINAPI GetConsoleOutputCP(void);
UINT WINAPI GetConsoleCP(void);
BOOL WINAPI SetConsoleCtrlHandler(PHANDLER_ROUTINE handler, BOOL add);

#define WriteConsole REGSIM_T(WriteConsole)

#endif
