/*
 * What str… and wcs… functions have in common, for the one file that includes it with
 *
 *     CRT_UNIT          char, or regsim_wchar
 *     CRT_VALUE         the unit as a number: unsigned char, or regsim_wchar
 *     CRT_ARGUMENT      of a single unit: int, or regsim_wchar
 *     CRT_TEXT(name)    crt_str##name, or crt_wcs##name
 *     CRT_OWN(name)     of Microsoft's own: crt__str##name, or crt__wcs##name
 *     CRT_LOWER(c), CRT_UPPER(c)
 *     CRT_TOK_AT        where strtok, or wcstok, goes on
 */

USER_MEMORY size_t CRT_TEXT(len)(const CRT_UNIT *text)
{
    size_t length = 0;
    while (text[length])
        length++;
    return length;
}

USER_MEMORY CRT_UNIT *CRT_TEXT(cpy)(CRT_UNIT *to, const CRT_UNIT *from)
{
    size_t i = 0;
    while ((to[i] = from[i]) != 0)
        i++;
    return to;
}

USER_MEMORY CRT_UNIT *CRT_TEXT(ncpy)(CRT_UNIT *to, const CRT_UNIT *from, size_t size)
{
    size_t i = 0;
    for (; i < size && from[i]; i++)
        to[i] = from[i];
    for (; i < size; i++)
        to[i] = 0;
    return to;
}

CRT_UNIT *CRT_TEXT(cat)(CRT_UNIT *to, const CRT_UNIT *from)
{
    CRT_TEXT(cpy)(to + CRT_TEXT(len)(to), from);
    return to;
}

USER_MEMORY CRT_UNIT *CRT_TEXT(ncat)(CRT_UNIT *to, const CRT_UNIT *from, size_t size)
{
    CRT_UNIT *end = to + CRT_TEXT(len)(to);
    while (size-- && *from)
        *end++ = *from++;
    *end = 0;
    return to;
}

USER_MEMORY int CRT_TEXT(ncmp)(const CRT_UNIT *a, const CRT_UNIT *b, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (a[i] != b[i])
            return (CRT_VALUE)a[i] < (CRT_VALUE)b[i] ? -1 : 1;
        if (!a[i])
            break;
    }
    return 0;
}

int CRT_TEXT(cmp)(const CRT_UNIT *a, const CRT_UNIT *b)
{
    return CRT_TEXT(ncmp)(a, b, SIZE_MAX);
}

USER_MEMORY int CRT_OWN(nicmp)(const CRT_UNIT *a, const CRT_UNIT *b, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        int left = CRT_LOWER((CRT_VALUE)a[i]), right = CRT_LOWER((CRT_VALUE)b[i]);
        if (left != right)
            return left - right;
        if (!left)
            break;
    }
    return 0;
}

int CRT_OWN(icmp)(const CRT_UNIT *a, const CRT_UNIT *b)
{
    return CRT_OWN(nicmp)(a, b, SIZE_MAX);
}

USER_MEMORY CRT_UNIT *CRT_TEXT(chr)(const CRT_UNIT *text, CRT_ARGUMENT c)
{
    for (;; text++) {
        if (*text == (CRT_UNIT)c)
            return (CRT_UNIT *)(uintptr_t)text;
        if (!*text)
            return NULL;
    }
}

USER_MEMORY CRT_UNIT *CRT_TEXT(rchr)(const CRT_UNIT *text, CRT_ARGUMENT c)
{
    const CRT_UNIT *found = NULL;
    for (;; text++) {
        if (*text == (CRT_UNIT)c)
            found = text;
        if (!*text)
            return (CRT_UNIT *)(uintptr_t)found;
    }
}

USER_MEMORY CRT_UNIT *CRT_TEXT(str)(const CRT_UNIT *text, const CRT_UNIT *part)
{
    size_t length = CRT_TEXT(len)(part);
    for (;; text++) {
        if (CRT_TEXT(ncmp)(text, part, length) == 0)
            return (CRT_UNIT *)(uintptr_t)text;
        if (!*text)
            return NULL;
    }
}

USER_MEMORY static bool in_set(CRT_UNIT c, const CRT_UNIT *set)
{
    for (; *set; set++)
        if (*set == c)
            return true;
    return false;
}

USER_MEMORY size_t CRT_TEXT(spn)(const CRT_UNIT *text, const CRT_UNIT *set)
{
    size_t length = 0;
    while (text[length] && in_set(text[length], set))
        length++;
    return length;
}

USER_MEMORY size_t CRT_TEXT(cspn)(const CRT_UNIT *text, const CRT_UNIT *set)
{
    size_t length = 0;
    while (text[length] && !in_set(text[length], set))
        length++;
    return length;
}

USER_MEMORY CRT_UNIT *CRT_TEXT(pbrk)(const CRT_UNIT *text, const CRT_UNIT *set)
{
    const CRT_UNIT *found = text + CRT_TEXT(cspn)(text, set);
    return *found ? (CRT_UNIT *)(uintptr_t)found : NULL;
}

USER_MEMORY CRT_UNIT *CRT_TEXT(tok)(CRT_UNIT *text, const CRT_UNIT *set)
{
    struct crt *crt = crt_state();
    CRT_UNIT *start = text ? text : crt->CRT_TOK_AT;
    if (!start)
        return NULL;
    start += CRT_TEXT(spn)(start, set);
    CRT_UNIT *end = start + CRT_TEXT(cspn)(start, set);
    crt->CRT_TOK_AT = *end ? end + 1 : NULL;
    *end = 0;
    return end == start ? NULL : start;
}

CRT_UNIT *CRT_OWN(dup)(const CRT_UNIT *text)
{
    size_t size = (CRT_TEXT(len)(text) + 1) * sizeof *text;
    CRT_UNIT *copy = crt_malloc(size);
    return copy ? memcpy(copy, text, size) : NULL;
}

USER_MEMORY CRT_UNIT *CRT_OWN(upr)(CRT_UNIT *text)
{
    for (CRT_UNIT *c = text; *c; c++)
        *c = (CRT_UNIT)CRT_UPPER((CRT_VALUE)*c);
    return text;
}

USER_MEMORY CRT_UNIT *CRT_OWN(lwr)(CRT_UNIT *text)
{
    for (CRT_UNIT *c = text; *c; c++)
        *c = (CRT_UNIT)CRT_LOWER((CRT_VALUE)*c);
    return text;
}
