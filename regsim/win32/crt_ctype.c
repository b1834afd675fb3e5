/* ctype.h in the "C" locale, and its wide half, which knows the letters of the system's case table.
 */
#include "win32/crt.h"

int crt_isdigit(int c)
{
    return c >= '0' && c <= '9';
}

int crt_isupper(int c)
{
    return c >= 'A' && c <= 'Z';
}

int crt_islower(int c)
{
    return c >= 'a' && c <= 'z';
}

int crt_isalpha(int c)
{
    return crt_isupper(c) || crt_islower(c);
}

int crt_isalnum(int c)
{
    return crt_isalpha(c) || crt_isdigit(c);
}

int crt_isspace(int c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

int crt_isxdigit(int c)
{
    return crt_isdigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

int crt_isgraph(int c)
{
    return c > ' ' && c < 0x7F;
}

int crt_isprint(int c)
{
    return c >= ' ' && c < 0x7F;
}

int crt_ispunct(int c)
{
    return crt_isgraph(c) && !crt_isalnum(c);
}

int crt_iscntrl(int c)
{
    return (c >= 0 && c < ' ') || c == 0x7F;
}

int crt_toupper(int c)
{
    return crt_islower(c) ? c - 'a' + 'A' : c;
}

int crt_tolower(int c)
{
    return crt_isupper(c) ? c - 'A' + 'a' : c;
}

regsim_wchar crt_towupper(regsim_wchar c)
{
    return c < 0x80 ? (regsim_wchar)crt_toupper(c) : ustr_upcase(c);
}

/* The table folds up; down is searched (only where the program asks for a character above ASCII).
 */
regsim_wchar crt_towlower(regsim_wchar c)
{
    if (c < 0x80)
        return (regsim_wchar)crt_tolower(c);
    for (uint32_t lower = 0x80; lower < 0x10000; lower++)
        if (lower != c && ustr_upcase((char16_t)lower) == c)
            return (regsim_wchar)lower;
    return c;
}

int crt_iswupper(regsim_wchar c)
{
    return crt_towlower(c) != c;
}

int crt_iswlower(regsim_wchar c)
{
    return crt_towupper(c) != c;
}

int crt_iswalpha(regsim_wchar c)
{
    return crt_iswupper(c) || crt_iswlower(c);
}

int crt_iswdigit(regsim_wchar c)
{
    return crt_isdigit(c);
}

int crt_iswalnum(regsim_wchar c)
{
    return crt_iswalpha(c) || crt_iswdigit(c);
}

int crt_iswspace(regsim_wchar c)
{
    return crt_isspace(c) || c == 0xA0;
}

int crt_iswxdigit(regsim_wchar c)
{
    return crt_isxdigit(c);
}

int crt_iswprint(regsim_wchar c)
{
    return crt_isprint(c) || c >= 0xA0;
}
