/* string.h: memory and narrow strings. Case folds in the "C" locale. */
#include "win32/crt.h"

#include <string.h>

void *crt_memcpy(void *to, const void *from, size_t size)
{
    return memcpy(to, from, size);
}

void *crt_memmove(void *to, const void *from, size_t size)
{
    return memmove(to, from, size);
}

void *crt_memset(void *to, int byte, size_t size)
{
    return memset(to, byte, size);
}

int crt_memcmp(const void *a, const void *b, size_t size)
{
    return memcmp(a, b, size);
}

void *crt_memchr(const void *data, int byte, size_t size)
{
    return memchr(data, byte, size);
}

USER_MEMORY int crt__memicmp(const void *a, const void *b, size_t size)
{
    const unsigned char *left = a, *right = b;
    for (size_t i = 0; i < size; i++) {
        int difference = crt_tolower(left[i]) - crt_tolower(right[i]);
        if (difference)
            return difference;
    }
    return 0;
}

USER_MEMORY size_t crt_strlen(const char *text)
{
    size_t length = 0;
    while (text[length])
        length++;
    return length;
}

USER_MEMORY char *crt_strcpy(char *to, const char *from)
{
    size_t i = 0;
    while ((to[i] = from[i]) != 0)
        i++;
    return to;
}

USER_MEMORY char *crt_strncpy(char *to, const char *from, size_t size)
{
    size_t i = 0;
    for (; i < size && from[i]; i++)
        to[i] = from[i];
    for (; i < size; i++)
        to[i] = 0;
    return to;
}

char *crt_strcat(char *to, const char *from)
{
    crt_strcpy(to + crt_strlen(to), from);
    return to;
}

USER_MEMORY char *crt_strncat(char *to, const char *from, size_t size)
{
    char *end = to + crt_strlen(to);
    while (size-- && *from)
        *end++ = *from++;
    *end = 0;
    return to;
}

USER_MEMORY int crt_strncmp(const char *a, const char *b, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (a[i] != b[i])
            return (unsigned char)a[i] < (unsigned char)b[i] ? -1 : 1;
        if (!a[i])
            break;
    }
    return 0;
}

int crt_strcmp(const char *a, const char *b)
{
    return crt_strncmp(a, b, SIZE_MAX);
}

int crt_strcoll(const char *a, const char *b)
{
    return crt_strcmp(a, b);
}

USER_MEMORY int crt__strnicmp(const char *a, const char *b, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        int left = crt_tolower((unsigned char)a[i]), right = crt_tolower((unsigned char)b[i]);
        if (left != right)
            return left - right;
        if (!left)
            break;
    }
    return 0;
}

int crt__stricmp(const char *a, const char *b)
{
    return crt__strnicmp(a, b, SIZE_MAX);
}

USER_MEMORY char *crt_strchr(const char *text, int c)
{
    for (;; text++) {
        if (*text == (char)c)
            return (char *)(uintptr_t)text;
        if (!*text)
            return NULL;
    }
}

#define CRT_UNIT       char
#define CRT_ARGUMENT   int
#define CRT_TEXT(name) crt_str##name
#define CRT_TOK_AT     strtok_at
#include "win32/crt_text.h"

char *crt__strdup(const char *text)
{
    size_t size = crt_strlen(text) + 1;
    char *copy = crt_malloc(size);
    return copy ? memcpy(copy, text, size) : NULL;
}

USER_MEMORY char *crt__strupr(char *text)
{
    for (char *c = text; *c; c++)
        *c = (char)crt_toupper((unsigned char)*c);
    return text;
}

USER_MEMORY char *crt__strlwr(char *text)
{
    for (char *c = text; *c; c++)
        *c = (char)crt_tolower((unsigned char)*c);
    return text;
}

USER_MEMORY char *crt__strrev(char *text)
{
    size_t length = crt_strlen(text);
    for (size_t i = 0; i < length / 2; i++) {
        char c = text[i];
        text[i] = text[length - 1 - i];
        text[length - 1 - i] = c;
    }
    return text;
}
