/*
 * windef.h of regsim's SDK: the basic types. LONG, DWORD and ULONG are 32 bits wide, pointers 64;
 * WCHAR is the type of both L"…" (regsim-cc passes -fshort-wchar) and u"…".
 */
#ifndef REGSIM_SDK_WINDEF_H
#define REGSIM_SDK_WINDEF_H

#include <stdarg.h>
#include <stddef.h>

#ifndef WINVER
#define WINVER 0x0400
#endif

#define FAR
#define far
#define NEAR
#define near
#define CONST const
#define VOID  void
#define IN
#define OUT
#define OPTIONAL
#define WINAPI
#define NTAPI
#define APIENTRY
#define CALLBACK
#define PASCAL
#define WINAPIV
#define DECLSPEC_IMPORT
#define DECLSPEC_NORETURN __attribute__((noreturn))

#ifndef TRUE
#define TRUE 1
#endif
#ifndef FALSE
#define FALSE 0
#endif
#ifndef MAX_PATH
#define MAX_PATH 260
#endif

typedef char CHAR, *PCHAR, *LPCH, *PCH, *LPSTR, *PSTR, CCHAR;
typedef const char *LPCSTR, *PCSTR, *LPCCH, *PCCH;
typedef signed char INT8;
typedef unsigned char UCHAR, *PUCHAR, BYTE, *PBYTE, *LPBYTE, UINT8, BOOLEAN, *PBOOLEAN;
typedef short SHORT, *PSHORT, INT16;
typedef unsigned short USHORT, *PUSHORT, WORD, *PWORD, *LPWORD, UINT16, ATOM, LANGID;
typedef int INT, *PINT, *LPINT, BOOL, *PBOOL, *LPBOOL, INT32;
typedef int LONG, *PLONG, *LPLONG, LONG32, HRESULT, LSTATUS;
typedef unsigned int UINT, *PUINT, *LPUINT, UINT32, DWORD, *PDWORD, *LPDWORD, ULONG, *PULONG,
    ULONG32, DWORD32, LCID, *PLCID, COLORREF, REGSAM, ACCESS_MASK, *PACCESS_MASK;
typedef long long LONGLONG, *PLONGLONG, LONG64, *PLONG64, INT64, *PINT64;
typedef unsigned long long ULONGLONG, *PULONGLONG, DWORDLONG, ULONG64, *PULONG64, UINT64, *PUINT64,
    DWORD64, *PDWORD64;
typedef float FLOAT;
typedef void *PVOID, *LPVOID;
typedef const void *LPCVOID;
typedef __CHAR16_TYPE__ WCHAR, *PWCHAR, *LPWSTR, *PWSTR, *LPWCH, *PWCH;
typedef const WCHAR *LPCWSTR, *PCWSTR, *LPCWCH, *PCWCH;

typedef __INTPTR_TYPE__ INT_PTR, *PINT_PTR, LONG_PTR, *PLONG_PTR, SSIZE_T, LPARAM, LRESULT;
typedef __UINTPTR_TYPE__ UINT_PTR, *PUINT_PTR, ULONG_PTR, *PULONG_PTR, DWORD_PTR, *PDWORD_PTR,
    SIZE_T, *PSIZE_T, WPARAM;

#ifdef UNICODE
typedef WCHAR TCHAR, *PTCHAR, *LPTSTR, *PTSTR, TBYTE;
typedef const WCHAR *LPCTSTR, *PCTSTR;
#define TEXT_(text)    L##text
#define REGSIM_T(name) name##W
#else
typedef char TCHAR, *PTCHAR, *LPTSTR, *PTSTR;
typedef unsigned char TBYTE;
typedef const char *LPCTSTR, *PCTSTR;
#define TEXT_(text)    text
#define REGSIM_T(name) name##A
#endif
#define TEXT(text)           TEXT_(text)

#define DECLARE_HANDLE(name) typedef struct name##__ *name
typedef void *HANDLE, **PHANDLE, **LPHANDLE, *HGLOBAL, *HLOCAL;
DECLARE_HANDLE(HKEY);
typedef HKEY *PHKEY;
DECLARE_HANDLE(HINSTANCE);
typedef HINSTANCE HMODULE;
DECLARE_HANDLE(HWND);
DECLARE_HANDLE(HDC);
DECLARE_HANDLE(HICON);
DECLARE_HANDLE(HRSRC);
typedef INT_PTR(WINAPI *FARPROC)(void);
typedef INT_PTR(WINAPI *PROC)(void);

typedef struct _FILETIME {
    DWORD dwLowDateTime, dwHighDateTime;
} FILETIME, *PFILETIME, *LPFILETIME;

#define MAKEWORD(low, high)               ((WORD)((BYTE)(low) | (WORD)((BYTE)(high) << 8)))
#define MAKELONG(low, high)               ((LONG)((WORD)(low) | (DWORD)(WORD)(high) << 16))
#define LOWORD(value)                     ((WORD)((DWORD_PTR)(value)&0xFFFF))
#define HIWORD(value)                     ((WORD)((DWORD_PTR)(value) >> 16 & 0xFFFF))
#define LOBYTE(value)                     ((BYTE)((DWORD_PTR)(value)&0xFF))
#define HIBYTE(value)                     ((BYTE)((DWORD_PTR)(value) >> 8 & 0xFF))
#define UNREFERENCED_PARAMETER(parameter) ((void)(parameter))
#ifndef NOMINMAX
#define max(a, b) ((a) > (b) ? (a) : (b))
#define min(a, b) ((a) < (b) ? (a) : (b))
#endif

#endif
