/* tchar.h of regsim's SDK: names that are wide under _UNICODE (or UNICODE) and narrow otherwise. */
#ifndef REGSIM_SDK_TCHAR_H
#define REGSIM_SDK_TCHAR_H

#include "ctype.h"
#include "stdio.h"
#include "stdlib.h"
#include "string.h"
#include "wchar.h"

#if defined(_UNICODE) || defined(UNICODE)
#define __T(text)                  L##text
#define REGSIM_TCHAR(wide, narrow) wide
#ifndef REGSIM_SDK_WINDEF_H
typedef regsim_wchar TCHAR;
#endif
typedef regsim_wchar _TCHAR;
#else
#define __T(text)                  text
#define REGSIM_TCHAR(wide, narrow) narrow
#ifndef REGSIM_SDK_WINDEF_H
typedef char TCHAR;
#endif
typedef char _TCHAR;
#endif
#define _T(text)    __T(text)
#define _TEXT(text) __T(text)

#define _tmain      REGSIM_TCHAR(wmain, main)
#define _tWinMain   REGSIM_TCHAR(wWinMain, WinMain)
#define _tprintf    REGSIM_TCHAR(wprintf, printf)
#define _ftprintf   REGSIM_TCHAR(fwprintf, fprintf)
#define _stprintf   REGSIM_TCHAR(_swprintf, sprintf)
#define _sntprintf  REGSIM_TCHAR(_snwprintf, _snprintf)
#define _vsntprintf REGSIM_TCHAR(_vsnwprintf, _vsnprintf)
#define _vtprintf   REGSIM_TCHAR(vwprintf, vprintf)
#define _vftprintf  REGSIM_TCHAR(vfwprintf, vfprintf)
#define _putts      REGSIM_TCHAR(_putws, puts)
#define _fputts     REGSIM_TCHAR(fputws, fputs)
#define _tfopen     REGSIM_TCHAR(_wfopen, fopen)
#define _tcslen     REGSIM_TCHAR(wcslen, strlen)
#define _tcscpy     REGSIM_TCHAR(wcscpy, strcpy)
#define _tcsncpy    REGSIM_TCHAR(wcsncpy, strncpy)
#define _tcscat     REGSIM_TCHAR(wcscat, strcat)
#define _tcsncat    REGSIM_TCHAR(wcsncat, strncat)
#define _tcscmp     REGSIM_TCHAR(wcscmp, strcmp)
#define _tcsncmp    REGSIM_TCHAR(wcsncmp, strncmp)
#define _tcsicmp    REGSIM_TCHAR(_wcsicmp, _stricmp)
#define _tcsnicmp   REGSIM_TCHAR(_wcsnicmp, _strnicmp)
#define _tcschr     REGSIM_TCHAR(wcschr, strchr)
#define _tcsrchr    REGSIM_TCHAR(wcsrchr, strrchr)
#define _tcsstr     REGSIM_TCHAR(wcsstr, strstr)
#define _tcstok     REGSIM_TCHAR(wcstok, strtok)
#define _tcsdup     REGSIM_TCHAR(_wcsdup, _strdup)
#define _tcsupr     REGSIM_TCHAR(_wcsupr, _strupr)
#define _tcslwr     REGSIM_TCHAR(_wcslwr, _strlwr)
#define _tcstod     REGSIM_TCHAR(wcstod, strtod)
#define _tscanf     REGSIM_TCHAR(wscanf, scanf)
#define _ftscanf    REGSIM_TCHAR(fwscanf, fscanf)
#define _stscanf    REGSIM_TCHAR(swscanf, sscanf)
#define _fgetts     REGSIM_TCHAR(fgetws, fgets)
#define _tcstol     REGSIM_TCHAR(wcstol, strtol)
#define _tcstoul    REGSIM_TCHAR(wcstoul, strtoul)
#define _ttoi       REGSIM_TCHAR(_wtoi, atoi)
#define _ttol       REGSIM_TCHAR(_wtol, atol)
#define _totupper   REGSIM_TCHAR(towupper, toupper)
#define _totlower   REGSIM_TCHAR(towlower, tolower)
#define _istdigit   REGSIM_TCHAR(iswdigit, isdigit)
#define _istspace   REGSIM_TCHAR(iswspace, isspace)
#define _istalpha   REGSIM_TCHAR(iswalpha, isalpha)
#define _tgetenv    REGSIM_TCHAR(_wgetenv, getenv)

#endif
