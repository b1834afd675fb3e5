/*
 * What str… and wcs… functions have in common, for the one file that includes it with
 *
 *     CRT_UNIT          char, or regsim_wchar
 *     CRT_ARGUMENT      of a single unit: int, or regsim_wchar
 *     CRT_TEXT(name)    crt_str##name, or crt_wcs##name
 *     CRT_TOK_AT        where strtok, or wcstok, goes on
 */

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
