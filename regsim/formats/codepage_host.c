#include "formats/codepage_host.h"

#ifdef _WIN32

#include <windows.h>

bool codepage_host_open(struct codepage_host *out, uint32_t number)
{
    *out = (struct codepage_host){.number = number};
    return IsValidCodePage(number);
}

void codepage_host_close(struct codepage_host *host)
{
    *host = (struct codepage_host){0};
}

bool codepage_host_decode(char16_t *out, const struct codepage_host *host, const uint8_t *bytes,
                          size_t size)
{
    WCHAR units[4];
    int count = MultiByteToWideChar(host->number, MB_ERR_INVALID_CHARS, (const char *)bytes,
                                    (int)size, units, 4);
    *out = (char16_t)units[0];
    return count == 1;
}

size_t codepage_host_encode(uint8_t out[2], const struct codepage_host *host, char16_t unit)
{
    WCHAR wide = (WCHAR)unit;
    BOOL replaced = FALSE;
    char bytes[4];
    int count = WideCharToMultiByte(host->number, WC_NO_BEST_FIT_CHARS, &wide, 1, bytes,
                                    sizeof bytes, NULL, &replaced);
    if (replaced || count < 1 || count > 2)
        return 0;
    for (int i = 0; i < count; i++)
        out[i] = (uint8_t)bytes[i];
    return (size_t)count;
}

#else

#include <iconv.h>
#include <stdio.h>

static const iconv_t no_iconv = (iconv_t)-1;

bool codepage_host_open(struct codepage_host *out, uint32_t number)
{
    char name[24];
    *out = (struct codepage_host){.number = number};
    snprintf(name, sizeof name, "CP%u", number);
    iconv_t decoder = iconv_open("UTF-16LE", name), encoder = iconv_open(name, "UTF-16LE");
    out->decoder = decoder == no_iconv ? NULL : decoder;
    out->encoder = encoder == no_iconv ? NULL : encoder;
    if (out->decoder && out->encoder)
        return true;
    codepage_host_close(out);
    return false;
}

void codepage_host_close(struct codepage_host *host)
{
    if (host->decoder)
        iconv_close(host->decoder);
    if (host->encoder)
        iconv_close(host->encoder);
    *host = (struct codepage_host){0};
}

/* Converts `size` bytes; how many came of it, 0 where not all of them mean something. A second call
 * without input flushes what a stateful page holds back (1255 waits for an accent). */
static size_t convert(void *with, char *out, size_t room, const void *bytes, size_t size)
{
    char *from = (char *)(uintptr_t)bytes, *to = out;
    size_t left = room;
    iconv(with, NULL, NULL, NULL, NULL);
    if (iconv(with, &from, &size, &to, &left) == (size_t)-1 || size ||
        iconv(with, NULL, NULL, &to, &left) == (size_t)-1)
        return 0;
    return room - left;
}

bool codepage_host_decode(char16_t *out, const struct codepage_host *host, const uint8_t *bytes,
                          size_t size)
{
    char16_t units[4];
    size_t got = convert(host->decoder, (char *)units, sizeof units, bytes, size);
    *out = units[0];
    return got == sizeof *units;
}

size_t codepage_host_encode(uint8_t out[2], const struct codepage_host *host, char16_t unit)
{
    char bytes[8];
    size_t got = convert(host->encoder, bytes, sizeof bytes, &unit, sizeof unit);
    if (got > 2)
        return 0;
    for (size_t i = 0; i < got; i++)
        out[i] = (uint8_t)bytes[i];
    return got;
}

#endif
