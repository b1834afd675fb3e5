/* What formats/codepage.c makes of every byte and pair of bytes, and of every UTF-16 unit, as text.
 */
#include "formats/codepage.h"

#include <stdio.h>
#include <stdlib.h>

static void dump_decoding(const struct codepage *codepage)
{
    for (unsigned code = 0; code < 65536; code++) {
        uint8_t bytes[2] = {(uint8_t)(code >> 8), (uint8_t)code};
        struct ubuf units = {0};
        bool whole = codepage_decode(&units, codepage, bytes, 2);
        printf("%04x %d", code, whole);
        for (size_t i = 0; i < units.count; i++)
            printf(" %04x", units.units[i]);
        puts("");
        ubuf_free(&units);
    }
}

static void dump_encoding(const struct codepage *codepage)
{
    for (unsigned code = 0; code < 65536; code++) {
        char16_t unit = (char16_t)code;
        struct buf bytes = {0};
        bool whole = codepage_encode(&bytes, codepage, (struct ustr){&unit, 1});
        printf("u%04x %d", code, whole);
        for (size_t i = 0; i < bytes.size; i++)
            printf(" %02x", bytes.bytes[i]);
        puts("");
        buf_free(&bytes);
    }
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        struct codepage *codepage;
        printf("code page %s\n", argv[i]);
        if (!regsim_is_ok(codepage_open(&codepage, (uint32_t)atoi(argv[i]), NULL)))
            return 1;
        dump_decoding(codepage);
        dump_encoding(codepage);
        codepage_free(codepage);
    }
    return 0;
}
