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

#define CRT_UNIT       char
#define CRT_VALUE      unsigned char
#define CRT_ARGUMENT   int
#define CRT_TEXT(name) crt_str##name
#define CRT_OWN(name)  crt__str##name
#define CRT_LOWER      crt_tolower
#define CRT_UPPER      crt_toupper
#define CRT_TOK_AT     strtok_at
#include "win32/crt_text.h"

int crt_strcoll(const char *a, const char *b)
{
    return crt_strcmp(a, b);
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
