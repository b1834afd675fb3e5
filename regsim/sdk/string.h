/* string.h of regsim's SDK: narrow strings (ANSI code page 1252) and memory. */
#ifndef REGSIM_SDK_STRING_H
#define REGSIM_SDK_STRING_H

#include "regsim_crt.h"

REGSIM_CRT(void *, memcpy, (void *to, const void *from, size_t size));
REGSIM_CRT(void *, memmove, (void *to, const void *from, size_t size));
REGSIM_CRT(void *, memset, (void *to, int byte, size_t size));
REGSIM_CRT(int, memcmp, (const void *a, const void *b, size_t size));
REGSIM_CRT(void *, memchr, (const void *data, int byte, size_t size));
REGSIM_CRT(int, _memicmp, (const void *a, const void *b, size_t size));
REGSIM_CRT(size_t, strlen, (const char *text));
REGSIM_CRT(char *, strcpy, (char *to, const char *from));
REGSIM_CRT(char *, strncpy, (char *to, const char *from, size_t size));
REGSIM_CRT(char *, strcat, (char *to, const char *from));
REGSIM_CRT(char *, strncat, (char *to, const char *from, size_t size));
REGSIM_CRT(int, strcmp, (const char *a, const char *b));
REGSIM_CRT(int, strncmp, (const char *a, const char *b, size_t size));
REGSIM_CRT(int, _stricmp, (const char *a, const char *b));
REGSIM_CRT(int, _strnicmp, (const char *a, const char *b, size_t size));
REGSIM_CRT(int, strcoll, (const char *a, const char *b));
REGSIM_CRT(char *, strchr, (const char *text, int c));
REGSIM_CRT(char *, strrchr, (const char *text, int c));
REGSIM_CRT(char *, strstr, (const char *text, const char *part));
REGSIM_CRT(char *, strpbrk, (const char *text, const char *set));
REGSIM_CRT(size_t, strspn, (const char *text, const char *set));
REGSIM_CRT(size_t, strcspn, (const char *text, const char *set));
REGSIM_CRT(char *, strtok, (char *text, const char *set));
REGSIM_CRT(char *, strerror, (int code));
REGSIM_CRT(char *, _strdup, (const char *text));
REGSIM_CRT(char *, _strupr, (char *text));
REGSIM_CRT(char *, _strlwr, (char *text));
REGSIM_CRT(char *, _strrev, (char *text));

#ifndef REGSIM_INSIDE
#define stricmp  _stricmp
#define strcmpi  _stricmp
#define _strcmpi _stricmp
#define strnicmp _strnicmp
#define memicmp  _memicmp
#define strdup   _strdup
#define strupr   _strupr
#define strlwr   _strlwr
#include "wchar.h"
#endif

#endif
