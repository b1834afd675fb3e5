/* wchar.h: 16-bit strings. _wcsicmp folds as Microsoft's does in the "C" locale: A to Z only. */
#include "win32/crt.h"

#include <string.h>

USER_MEMORY size_t crt_wcslen(const regsim_wchar *text)
{
    size_t length = 0;
    while (text[length])
        length++;
    return length;
}

USER_MEMORY regsim_wchar *crt_wcscpy(regsim_wchar *to, const regsim_wchar *from)
{
    size_t i = 0;
    while ((to[i] = from[i]) != 0)
        i++;
    return to;
}

USER_MEMORY regsim_wchar *crt_wcsncpy(regsim_wchar *to, const regsim_wchar *from, size_t size)
{
    size_t i = 0;
    for (; i < size && from[i]; i++)
        to[i] = from[i];
    for (; i < size; i++)
        to[i] = 0;
    return to;
}

regsim_wchar *crt_wcscat(regsim_wchar *to, const regsim_wchar *from)
{
    crt_wcscpy(to + crt_wcslen(to), from);
    return to;
}

USER_MEMORY regsim_wchar *crt_wcsncat(regsim_wchar *to, const regsim_wchar *from, size_t size)
{
    regsim_wchar *end = to + crt_wcslen(to);
    while (size-- && *from)
        *end++ = *from++;
    *end = 0;
    return to;
}

USER_MEMORY int crt_wcsncmp(const regsim_wchar *a, const regsim_wchar *b, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (a[i] != b[i])
            return a[i] < b[i] ? -1 : 1;
        if (!a[i])
            break;
    }
    return 0;
}

int crt_wcscmp(const regsim_wchar *a, const regsim_wchar *b)
{
    return crt_wcsncmp(a, b, SIZE_MAX);
}

static int fold(regsim_wchar c)
{
    return c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c;
}

USER_MEMORY int crt__wcsnicmp(const regsim_wchar *a, const regsim_wchar *b, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (fold(a[i]) != fold(b[i]))
            return fold(a[i]) - fold(b[i]);
        if (!a[i])
            break;
    }
    return 0;
}

int crt__wcsicmp(const regsim_wchar *a, const regsim_wchar *b)
{
    return crt__wcsnicmp(a, b, SIZE_MAX);
}

USER_MEMORY regsim_wchar *crt_wcschr(const regsim_wchar *text, regsim_wchar c)
{
    for (;; text++) {
        if (*text == c)
            return (regsim_wchar *)(uintptr_t)text;
        if (!*text)
            return NULL;
    }
}

#define CRT_UNIT       regsim_wchar
#define CRT_ARGUMENT   regsim_wchar
#define CRT_TEXT(name) crt_wcs##name
#define CRT_TOK_AT     wcstok_at
#include "win32/crt_text.h"

regsim_wchar *crt__wcsdup(const regsim_wchar *text)
{
    size_t size = (crt_wcslen(text) + 1) * sizeof *text;
    regsim_wchar *copy = crt_malloc(size);
    return copy ? memcpy(copy, text, size) : NULL;
}

USER_MEMORY regsim_wchar *crt__wcsupr(regsim_wchar *text)
{
    for (regsim_wchar *c = text; *c; c++)
        if (*c >= 'a' && *c <= 'z')
            *c = (regsim_wchar)(*c - 'a' + 'A');
    return text;
}

USER_MEMORY regsim_wchar *crt__wcslwr(regsim_wchar *text)
{
    for (regsim_wchar *c = text; *c; c++)
        *c = (regsim_wchar)fold(*c);
    return text;
}

regsim_wchar *crt_wmemcpy(regsim_wchar *to, const regsim_wchar *from, size_t count)
{
    return memcpy(to, from, count * sizeof *to);
}

USER_MEMORY regsim_wchar *crt_wmemset(regsim_wchar *to, regsim_wchar unit, size_t count)
{
    for (size_t i = 0; i < count; i++)
        to[i] = unit;
    return to;
}
