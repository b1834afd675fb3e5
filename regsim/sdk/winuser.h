/*
 * winuser.h of regsim's SDK: the string functions that live in user32, and MessageBox, which writes
 * to the captured output and answers IDOK (there is nobody to press a button).
 */
#ifndef REGSIM_SDK_WINUSER_H
#define REGSIM_SDK_WINUSER_H

#include "winnt.h"

#define MB_OK              0x00000000
#define MB_OKCANCEL        0x00000001
#define MB_YESNO           0x00000004
#define MB_ICONERROR       0x00000010
#define MB_ICONSTOP        MB_ICONERROR
#define MB_ICONQUESTION    0x00000020
#define MB_ICONWARNING     0x00000030
#define MB_ICONEXCLAMATION MB_ICONWARNING
#define MB_ICONINFORMATION 0x00000040
#define IDOK               1
#define IDCANCEL           2
#define IDYES              6
#define IDNO               7

int WINAPI MessageBoxA(HWND owner, LPCSTR text, LPCSTR caption, UINT type);
int WINAPI MessageBoxW(HWND owner, LPCWSTR text, LPCWSTR caption, UINT type);
int WINAPIV wsprintfA(LPSTR out, LPCSTR format, ...);
int WINAPIV wsprintfW(LPWSTR out, LPCWSTR format, ...);
int WINAPI wvsprintfA(LPSTR out, LPCSTR format, va_list arguments);
int WINAPI wvsprintfW(LPWSTR out, LPCWSTR format, va_list arguments);
LPSTR WINAPI CharUpperA(LPSTR text);
LPWSTR WINAPI CharUpperW(LPWSTR text);
LPSTR WINAPI CharLowerA(LPSTR text);
LPWSTR WINAPI CharLowerW(LPWSTR text);
DWORD WINAPI CharUpperBuffA(LPSTR text, DWORD size);
DWORD WINAPI CharUpperBuffW(LPWSTR text, DWORD size);
LPSTR WINAPI CharNextA(LPCSTR text);
LPWSTR WINAPI CharNextW(LPCWSTR text);
BOOL WINAPI CharToOemA(LPCSTR text, LPSTR out);
BOOL WINAPI CharToOemW(LPCWSTR text, LPSTR out);

#define CharLower     REGSIM_T(CharLower)
#define CharNext      REGSIM_T(CharNext)
#define CharToOem     REGSIM_T(CharToOem)
#define CharUpper     REGSIM_T(CharUpper)
#define CharUpperBuff REGSIM_T(CharUpperBuff)
#define MessageBox    REGSIM_T(MessageBox)
#define wsprintf      REGSIM_T(wsprintf)
#define wvsprintf     REGSIM_T(wvsprintf)

#endif
