#include "formats/codepage.h"

#include "base/memory.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

struct codepage {
    uint32_t number;
    bool single; /* one byte a character: the tables below are filled */
    char16_t to_unicode[256];
    uint8_t *from_unicode;    /* of 65,536; 0: not there, but for U+0000 */
    iconv_t decoder, encoder; /* of a multi-byte page */
};

static const iconv_t no_iconv = (iconv_t)-1;

/* Whether the page has one byte for each character; fills to_unicode as far as it goes. */
static bool fill_single(struct codepage *codepage)
{
    for (unsigned byte = 0; byte < 256; byte++) {
        char in = (char)byte, *from = &in;
        char16_t unit[2];
        char *to = (char *)unit;
        size_t in_left = 1, out_left = sizeof unit;
        iconv(codepage->decoder, NULL, NULL, NULL, NULL);
        size_t done = iconv(codepage->decoder, &from, &in_left, &to, &out_left);
        if (done == (size_t)-1 && errno == EINVAL)
            return false; /* a lead byte */
        codepage->to_unicode[byte] =
            done == (size_t)-1 || out_left == sizeof unit ? (char16_t)byte : unit[0];
    }
    return true;
}

static void invert_table(struct codepage *codepage)
{
    codepage->from_unicode = mem_calloc(65536, 1);
    for (unsigned byte = 256; byte-- > 0;)
        codepage->from_unicode[codepage->to_unicode[byte]] = (uint8_t)byte;
}

regsim_status codepage_open(struct codepage **out, uint32_t number, struct diags *diags)
{
    *out = NULL;
    struct codepage *codepage = mem_calloc(1, sizeof *codepage);
    codepage->number = number;
    codepage->decoder = codepage->encoder = no_iconv;
    if (number != CODEPAGE_UTF8) {
        char name[24];
        snprintf(name, sizeof name, "CP%u", number);
        codepage->decoder = iconv_open("UTF-16LE", name);
        codepage->encoder = iconv_open(name, "UTF-16LE");
        if (codepage->decoder == no_iconv || codepage->encoder == no_iconv) {
            codepage_free(codepage);
            return diags_invalid(diags, NULL, "unknown code page %u", number);
        }
        codepage->single = fill_single(codepage);
        if (codepage->single)
            invert_table(codepage);
    }
    *out = codepage;
    return regsim_ok();
}

void codepage_free(struct codepage *codepage)
{
    if (!codepage)
        return;
    if (codepage->decoder != no_iconv)
        iconv_close(codepage->decoder);
    if (codepage->encoder != no_iconv)
        iconv_close(codepage->encoder);
    mem_free(codepage->from_unicode);
    mem_free(codepage);
}

uint32_t codepage_number(const struct codepage *codepage)
{
    return codepage->number;
}

static bool decode_multi(struct ubuf *out, const struct codepage *codepage, const char *bytes,
                         size_t size)
{
    bool whole = true;
    char *from = (char *)(uintptr_t)bytes;
    iconv(codepage->decoder, NULL, NULL, NULL, NULL);
    while (size) {
        MEM_GROW(out->units, out->capacity, out->count + size + 2);
        char *to = (char *)(out->units + out->count);
        size_t room = (out->capacity - out->count) * sizeof *out->units, left = room;
        size_t done = iconv(codepage->decoder, &from, &size, &to, &left);
        int error = errno;
        out->count += (room - left) / sizeof *out->units;
        if (done == (size_t)-1 && error != E2BIG) {
            ubuf_put(out, 0xFFFD);
            from++;
            size--;
            whole = false;
        }
    }
    return whole;
}

bool codepage_decode(struct ubuf *out, const struct codepage *codepage, const void *bytes,
                     size_t size)
{
    const uint8_t *from = bytes;
    if (codepage->number == CODEPAGE_UTF8) {
        size_t bad;
        ubuf_add_wtf8(out, bytes, size);
        return wtf8_check(bytes, size, &bad);
    }
    if (!codepage->single)
        return decode_multi(out, codepage, bytes, size);
    MEM_GROW(out->units, out->capacity, out->count + size);
    for (size_t i = 0; i < size; i++)
        out->units[out->count++] = codepage->to_unicode[from[i]];
    return true;
}

static bool encode_multi(struct buf *out, const struct codepage *codepage, struct ustr text)
{
    bool whole = true;
    char *from = (char *)(uintptr_t)text.units;
    size_t left = text.count * sizeof *text.units;
    iconv(codepage->encoder, NULL, NULL, NULL, NULL);
    while (left) {
        char bytes[256], *to = bytes;
        size_t room = sizeof bytes;
        size_t done = iconv(codepage->encoder, &from, &left, &to, &room);
        int error = errno;
        buf_add(out, bytes, sizeof bytes - room);
        if (done == (size_t)-1 && error != E2BIG) {
            buf_put(out, '?');
            from += sizeof *text.units;
            left -= sizeof *text.units;
            whole = false;
        }
    }
    return whole;
}

bool codepage_encode(struct buf *out, const struct codepage *codepage, struct ustr text)
{
    if (codepage->number == CODEPAGE_UTF8) {
        char *wtf8 = ustr_to_wtf8(text);
        buf_add(out, wtf8, ustr_wtf8_size(text));
        mem_free(wtf8);
        return true;
    }
    if (!codepage->single)
        return encode_multi(out, codepage, text);
    bool whole = true;
    for (size_t i = 0; i < text.count; i++) {
        uint8_t byte = codepage->from_unicode[text.units[i]];
        if (!byte && text.units[i]) {
            byte = '?';
            whole = false;
        }
        buf_put(out, byte);
    }
    return whole;
}
