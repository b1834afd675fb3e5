/*
 * winnls.h of regsim's SDK: code pages and languages. The simulated system speaks English (0x0409),
 * ANSI code page 1252, OEM code page 437.
 */
#ifndef REGSIM_SDK_WINNLS_H
#define REGSIM_SDK_WINNLS_H

#include "winnt.h"

#define CP_ACP               0
#define CP_OEMCP             1
#define CP_UTF7              65000
#define CP_UTF8              65001

#define MB_PRECOMPOSED       0x00000001
#define MB_ERR_INVALID_CHARS 0x00000008
#define WC_COMPOSITECHECK    0x00000200
#define WC_NO_BEST_FIT_CHARS 0x00000400

#define NORM_IGNORECASE      0x00000001
#define CSTR_LESS_THAN       1
#define CSTR_EQUAL           2
#define CSTR_GREATER_THAN    3

int WINAPI MultiByteToWideChar(UINT code_page, DWORD flags, LPCSTR text, int size, LPWSTR out,
                               int out_size);
int WINAPI WideCharToMultiByte(UINT code_page, DWORD flags, LPCWSTR text, int size, LPSTR out,
                               int out_size, LPCSTR default_char, LPBOOL used_default);
UINT WINAPI GetACP(void);
UINT WINAPI GetOEMCP(void);
BOOL WINAPI IsValidCodePage(UINT code_page);
LCID WINAPI GetSystemDefaultLCID(void);
LCID WINAPI GetUserDefaultLCID(void);
LANGID WINAPI GetSystemDefaultLangID(void);
LANGID WINAPI GetUserDefaultLangID(void);
int WINAPI CompareStringA(LCID locale, DWORD flags, LPCSTR a, int a_size, LPCSTR b, int b_size);
int WINAPI CompareStringW(LCID locale, DWORD flags, LPCWSTR a, int a_size, LPCWSTR b, int b_size);

#define CompareString REGSIM_T(CompareString)

#endif
