/* lstr… of kernel32 and Char… of user32, and conversions between code pages. */
#include "win32/crt.h"

#include "base/memory.h"
#include "win32/nls.h"
#include "win32/text.h"

#include <string.h>

int WINAPI lstrlenA(LPCSTR text)
{
    return text ? (int)crt_strlen(text) : 0;
}

int WINAPI lstrlenW(LPCWSTR text)
{
    return text ? (int)crt_wcslen(text) : 0;
}

LPSTR WINAPI lstrcpyA(LPSTR to, LPCSTR from)
{
    return crt_strcpy(to, from);
}

LPWSTR WINAPI lstrcpyW(LPWSTR to, LPCWSTR from)
{
    return crt_wcscpy(to, from);
}

/* At most size characters, the NUL among them. */
USER_MEMORY LPSTR WINAPI lstrcpynA(LPSTR to, LPCSTR from, int size)
{
    int i = 0;
    for (; i + 1 < size && from[i]; i++)
        to[i] = from[i];
    if (size > 0)
        to[i] = 0;
    return to;
}

USER_MEMORY LPWSTR WINAPI lstrcpynW(LPWSTR to, LPCWSTR from, int size)
{
    int i = 0;
    for (; i + 1 < size && from[i]; i++)
        to[i] = from[i];
    if (size > 0)
        to[i] = 0;
    return to;
}

LPSTR WINAPI lstrcatA(LPSTR to, LPCSTR from)
{
    return crt_strcat(to, from);
}

LPWSTR WINAPI lstrcatW(LPWSTR to, LPCWSTR from)
{
    return crt_wcscat(to, from);
}

/* Symbols before digits before letters, whatever their case. */
static unsigned weight(char16_t unit)
{
    bool digit = unit >= u'0' && unit <= u'9';
    char16_t upper = ustr_upcase(unit);
    bool symbol = unit < 0x80 && !digit && (upper < u'A' || upper > u'Z');
    return (symbol ? 0u : digit ? 0x10000u : 0x20000u) | upper;
}

/* Words, not code units: by the alphabet first, lower case before upper (our choice, a simple form
 * of Windows's linguistic order: by weight, then by the units themselves). */
static int compare(struct ustr a, struct ustr b, bool nocase)
{
    size_t i = 0;
    while (i < a.count && i < b.count && weight(a.units[i]) == weight(b.units[i]))
        i++;
    int order = i < a.count && i < b.count ? weight(a.units[i]) < weight(b.units[i]) ? -1 : 1
                                           : (a.count > b.count) - (a.count < b.count);
    if (order == 0 && !nocase)
        order = -ustr_compare(a, b);
    return order < 0 ? -1 : order > 0;
}

int WINAPI lstrcmpW(LPCWSTR a, LPCWSTR b)
{
    return compare(user_wide(a), user_wide(b), false);
}

int WINAPI lstrcmpiW(LPCWSTR a, LPCWSTR b)
{
    return compare(user_wide(a), user_wide(b), true);
}

static int compare_narrow(const char *a, size_t a_size, const char *b, size_t b_size, bool nocase)
{
    struct run *run = host_begin();
    struct ustr left = text_narrow_n(SCRATCH_NAME, a, a_size);
    struct ustr right = text_narrow_n(SCRATCH_OTHER, b, b_size);
    int order = compare(left, right, nocase);
    host_end(run);
    return order;
}

int WINAPI lstrcmpA(LPCSTR a, LPCSTR b)
{
    return compare_narrow(a, user_narrow(a), b, user_narrow(b), false);
}

int WINAPI lstrcmpiA(LPCSTR a, LPCSTR b)
{
    return compare_narrow(a, user_narrow(a), b, user_narrow(b), true);
}

int WINAPI CompareStringW(LCID locale, DWORD flags, LPCWSTR a, int a_size, LPCWSTR b, int b_size)
{
    struct ustr left = a_size < 0 ? user_wide(a) : (struct ustr){a, (size_t)a_size};
    struct ustr right = b_size < 0 ? user_wide(b) : (struct ustr){b, (size_t)b_size};
    (void)locale;
    return compare(left, right, flags & NORM_IGNORECASE) + CSTR_EQUAL;
}

int WINAPI CompareStringA(LCID locale, DWORD flags, LPCSTR a, int a_size, LPCSTR b, int b_size)
{
    (void)locale;
    return compare_narrow(a, a_size < 0 ? user_narrow(a) : (size_t)a_size, b,
                          b_size < 0 ? user_narrow(b) : (size_t)b_size, flags & NORM_IGNORECASE) +
           CSTR_EQUAL;
}

/* A pointer below 64 K is one character (sdk-api CharUpperW; rule text.char-upper). */
LPWSTR WINAPI CharUpperW(LPWSTR text)
{
    if ((uintptr_t)text <= 0xFFFF)
        return (LPWSTR)(uintptr_t)ustr_upcase((char16_t)(uintptr_t)text);
    CharUpperBuffW(text, (DWORD)crt_wcslen(text));
    return text;
}

USER_MEMORY DWORD WINAPI CharUpperBuffW(LPWSTR text, DWORD size)
{
    for (DWORD i = 0; i < size; i++)
        text[i] = ustr_upcase(text[i]);
    return size;
}

static char upcase_byte(char byte)
{
    char16_t upper = ustr_upcase(ansi_to_unit((unsigned char)byte));
    uint8_t back = unit_to_ansi(upper);
    return back == '?' ? byte : (char)back;
}

USER_MEMORY DWORD WINAPI CharUpperBuffA(LPSTR text, DWORD size)
{
    for (DWORD i = 0; i < size; i++)
        text[i] = upcase_byte(text[i]);
    return size;
}

LPSTR WINAPI CharUpperA(LPSTR text)
{
    if ((uintptr_t)text <= 0xFFFF)
        return (LPSTR)(uintptr_t)(unsigned char)upcase_byte((char)(uintptr_t)text);
    CharUpperBuffA(text, (DWORD)crt_strlen(text));
    return text;
}

USER_MEMORY LPWSTR WINAPI CharLowerW(LPWSTR text)
{
    if ((uintptr_t)text <= 0xFFFF)
        return (LPWSTR)(uintptr_t)crt_towlower((regsim_wchar)(uintptr_t)text);
    for (WCHAR *c = text; *c; c++)
        *c = crt_towlower(*c);
    return text;
}

USER_MEMORY LPSTR WINAPI CharLowerA(LPSTR text)
{
    if ((uintptr_t)text <= 0xFFFF)
        return (LPSTR)(uintptr_t)(unsigned)crt_tolower((int)(uintptr_t)text);
    for (char *c = text; *c; c++)
        *c = (char)unit_to_ansi(crt_towlower(ansi_to_unit((unsigned char)*c)));
    return text;
}

LPSTR WINAPI CharNextA(LPCSTR text)
{
    return (LPSTR)(uintptr_t)(*text ? text + 1 : text);
}

LPWSTR WINAPI CharNextW(LPCWSTR text)
{
    return (LPWSTR)(uintptr_t)(*text ? text + 1 : text);
}
