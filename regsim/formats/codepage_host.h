/*
 * What the host knows of an ANSI code page, one character at a time: iconv on POSIX, the native
 * call on Windows. codepage.c asks once for all there is and makes its tables of the answers.
 */
#ifndef REGSIM_FORMATS_CODEPAGE_HOST_H
#define REGSIM_FORMATS_CODEPAGE_HOST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uchar.h>

struct codepage_host {
    uint32_t number;
    void *decoder, *encoder; /* of iconv; else NULL */
};

/* False: the host has no such code page. */
bool codepage_host_open(struct codepage_host *out, uint32_t number);
void codepage_host_close(struct codepage_host *host);

/* The one unit that these bytes (one or two) stand for; false: they stand for none. */
bool codepage_host_decode(char16_t *out, const struct codepage_host *host, const uint8_t *bytes,
                          size_t size);
/* The bytes that stand for the unit, at most two; 0: there are none. */
size_t codepage_host_encode(uint8_t out[2], const struct codepage_host *host, char16_t unit);

#endif
