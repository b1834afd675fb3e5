/* wchar.h: 16-bit strings. _wcsicmp folds as Microsoft's does in the "C" locale: A to Z only. */
#include "win32/crt.h"

#include <string.h>

static int lower(regsim_wchar c)
{
    return c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c;
}

static int upper(regsim_wchar c)
{
    return c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c;
}

#define CRT_UNIT       regsim_wchar
#define CRT_VALUE      regsim_wchar
#define CRT_ARGUMENT   regsim_wchar
#define CRT_TEXT(name) crt_wcs##name
#define CRT_OWN(name)  crt__wcs##name
#define CRT_LOWER      lower
#define CRT_UPPER      upper
#define CRT_TOK_AT     wcstok_at
#include "win32/crt_text.h"

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
