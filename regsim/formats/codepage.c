#include "formats/codepage.h"

#include "base/memory.h"
#include "formats/codepage_host.h"

#include <string.h>

struct codepage {
    uint32_t number;
    char16_t single[256];   /* of a byte that leads no pair */
    bool lead[256];         /* the first byte of a pair */
    char16_t *pairs;        /* of 65,536, by both bytes; NULL: the page has none; 0: undefined */
    uint16_t *from_unicode; /* of 65,536; 0: not there, but for U+0000 */
    char16_t default_unit;  /* what undefined bytes become */
};

/* The lead bytes of the pages that have pairs, and their default character. Windows has them
 * whether or not a pair is defined. */
static const struct paired {
    uint32_t number;
    uint8_t from_1, to_1, from_2, to_2, from_3, to_3;
    char16_t default_unit;
} paired[] = {
    {932, 0x81, 0x9F, 0xE0, 0xFC, 1, 0, u'\u30FB'},
    {936, 0x81, 0xFE, 1, 0, 1, 0, u'?'},
    {949, 0x81, 0xFE, 1, 0, 1, 0, u'?'},
    {950, 0x81, 0xFE, 1, 0, 1, 0, u'?'},
    {1361, 0x84, 0xD3, 0xD8, 0xDE, 0xE0, 0xF9, u'?'},
};

/* What Windows defines and iconv does not: private characters, counted up over the codes of a range
 * that are still free. The second bytes of pairs are 0x40 to 0xFE without 0x7F (949: from 0xA1). */
static const struct private_area {
    uint32_t number;
    uint16_t from, to;
    char16_t first;
} private_areas[] = {
    {857, 0xD5, 0xD5, 0xF8BB},     {857, 0xE7, 0xE7, 0xF8BC},     {857, 0xF2, 0xF2, 0xF8BD},
    {874, 0xDB, 0xDE, 0xF8C1},     {874, 0xFC, 0xFF, 0xF8C5},     {1253, 0xAA, 0xAA, 0xF8F9},
    {1253, 0xD2, 0xD2, 0xF8FA},    {1253, 0xFF, 0xFF, 0xF8FB},    {1255, 0xCA, 0xCA, 0x05BA},
    {1255, 0xD9, 0xDF, 0xF88D},    {1255, 0xFB, 0xFC, 0xF894},    {1255, 0xFF, 0xFF, 0xF896},
    {1257, 0xA1, 0xA1, 0xF8FC},    {1257, 0xA5, 0xA5, 0xF8FD},    {932, 0xA0, 0xA0, 0xF8F0},
    {932, 0xFD, 0xFF, 0xF8F1},     {936, 0xFF, 0xFF, 0xF8F5},     {949, 0xFF, 0xFF, 0xF8F7},
    {950, 0xFF, 0xFF, 0xF8F8},     {936, 0xAAA1, 0xAFFE, 0xE000}, {936, 0xF8A1, 0xFDFE, 0xE234},
    {936, 0xFEA1, 0xFEFE, 0xE468}, {936, 0xA140, 0xA2A0, 0xE4C6}, {936, 0xA340, 0xA4A0, 0xE586},
    {936, 0xA540, 0xA5A0, 0xE646}, {936, 0xA640, 0xA6A0, 0xE6A6}, {936, 0xA740, 0xA7A0, 0xE706},
    {936, 0xA2AB, 0xA2FE, 0xE766}, {936, 0xA4F4, 0xA4FE, 0xE772}, {936, 0xA5F7, 0xA5FE, 0xE77D},
    {936, 0xA6B9, 0xA6FE, 0xE785}, {936, 0xA7C2, 0xA9FE, 0xE7A0}, {936, 0xD7FA, 0xD7FE, 0xE810},
    {936, 0xFE50, 0xFEA0, 0xE815}, {949, 0xC9A1, 0xC9FE, 0xE000}, {949, 0xFEA1, 0xFEFE, 0xE05E},
    {950, 0xFA40, 0xFEFE, 0xE000}, {950, 0x8E40, 0xA0FE, 0xE311}, {950, 0x8140, 0x8DFE, 0xEEB8},
};

/* Where Windows and iconv prefer another of the two codes that a character has. */
static const struct preferred {
    uint32_t number;
    char16_t unit;
    uint16_t code;
} preferred[] = {
    {950, 0x2550, 0xF9F9},
    {950, 0x255E, 0xF9E9},
    {950, 0x2561, 0xF9EB},
    {950, 0x256A, 0xF9EA},
};

static void mark_leads(struct codepage *codepage, unsigned from, unsigned to)
{
    for (unsigned byte = from; byte <= to; byte++)
        codepage->lead[byte] = true;
}

static void fill_single(struct codepage *codepage, const struct codepage_host *host)
{
    for (unsigned byte = 0; byte < 256; byte++) {
        uint8_t in = (uint8_t)byte;
        if (!codepage_host_decode(&codepage->single[byte], host, &in, 1))
            codepage->single[byte] = (char16_t)byte;
    }
}

static void fill_pairs(struct codepage *codepage, const struct codepage_host *host)
{
    for (size_t i = 0; i < sizeof paired / sizeof *paired; i++) {
        const struct paired *page = &paired[i];
        if (page->number != codepage->number)
            continue;
        codepage->pairs = mem_calloc(65536, sizeof *codepage->pairs);
        codepage->default_unit = page->default_unit;
        mark_leads(codepage, page->from_1, page->to_1);
        mark_leads(codepage, page->from_2, page->to_2);
        mark_leads(codepage, page->from_3, page->to_3);
    }
    for (unsigned code = 0x8000; codepage->pairs && code < 65536; code++) {
        uint8_t in[2] = {(uint8_t)(code >> 8), (uint8_t)code};
        char16_t unit;
        if (codepage->lead[in[0]] && in[1] >= 0x31 && in[1] != 0x7F && in[1] != 0xFF &&
            codepage_host_decode(&unit, host, in, 2))
            codepage->pairs[code] = unit;
    }
}

static bool is_free(const struct codepage *codepage, unsigned code)
{
    if (code < 256)
        return codepage->single[code] == code;
    unsigned second = code & 0xFF, least = codepage->number == 949   ? 0xA1
                                           : codepage->number == 950 ? 0xA1
                                                                     : 0x40;
    bool low = codepage->number == 950 && second >= 0x40 && second < 0x7F;
    return (low || second >= least) && second != 0x7F && second != 0xFF && !codepage->pairs[code];
}

static void fill_private(struct codepage *codepage)
{
    for (size_t i = 0; i < sizeof private_areas / sizeof *private_areas; i++) {
        const struct private_area *area = &private_areas[i];
        char16_t unit = area->first;
        for (unsigned code = area->from; area->number == codepage->number && code <= area->to;
             code++) {
            if (!is_free(codepage, code))
                continue;
            if (code < 256)
                codepage->single[code] = unit++;
            else
                codepage->pairs[code] = unit++;
        }
    }
}

/* Characters that have two codes go to the one that the host prefers. */
static void invert(struct codepage *codepage, const struct codepage_host *host)
{
    uint16_t *to = codepage->from_unicode = mem_calloc(65536, sizeof *to);
    for (unsigned byte = 256; byte-- > 0;) {
        if (!codepage->lead[byte])
            to[codepage->single[byte]] = (uint16_t)byte;
    }
    for (unsigned code = 0x8000; codepage->pairs && code < 65536; code++) {
        char16_t unit = codepage->pairs[code];
        if (!unit)
            continue;
        uint8_t bytes[2];
        if (to[unit] && codepage_host_encode(bytes, host, unit) == 2)
            to[unit] = (uint16_t)(bytes[0] << 8 | bytes[1]);
        else if (!to[unit])
            to[unit] = (uint16_t)code;
    }
    for (size_t i = 0; i < sizeof preferred / sizeof *preferred; i++) {
        if (preferred[i].number == codepage->number)
            to[preferred[i].unit] = preferred[i].code;
    }
}

/* Whether ASCII is itself, as in every code page that .reg text can be in; EBCDIC is not. */
static bool holds_ascii(const struct codepage *codepage)
{
    for (unsigned byte = 0; byte < 128; byte++) {
        if (codepage->single[byte] != byte)
            return false;
    }
    return true;
}

regsim_status codepage_open(struct codepage **out, uint32_t number, struct diags *diags)
{
    *out = NULL;
    struct codepage *codepage = mem_calloc(1, sizeof *codepage);
    codepage->number = number;
    codepage->default_unit = u'?';
    bool known = true;
    if (number != CODEPAGE_UTF8) {
        struct codepage_host host;
        known = codepage_host_open(&host, number);
        if (known) {
            fill_single(codepage, &host);
            fill_pairs(codepage, &host);
            fill_private(codepage);
            invert(codepage, &host);
            codepage_host_close(&host);
            known = holds_ascii(codepage);
        }
    }
    if (!known) {
        codepage_free(codepage);
        diag_hint(diags_add(diags, DIAG_ERROR, NULL, 0, 0, "unknown code page %u", number),
                  "an ANSI code page: 874, 932, 936, 949, 950, 1250 to 1258, 437, 850 or 65001");
        return regsim_failed(REGSIM_INVALID);
    }
    *out = codepage;
    return regsim_ok();
}

void codepage_free(struct codepage *codepage)
{
    if (!codepage)
        return;
    mem_free(codepage->pairs);
    mem_free(codepage->from_unicode);
    mem_free(codepage);
}

uint32_t codepage_number(const struct codepage *codepage)
{
    return codepage->number;
}

/* rule reg.lead-bytes: one without a second byte, or before a NUL, is undefined by itself. */
static bool decode_pairs(struct ubuf *out, const struct codepage *codepage, const uint8_t *from,
                         size_t size)
{
    bool whole = true;
    for (size_t i = 0; i < size; i++) {
        char16_t unit = codepage->single[from[i]];
        if (codepage->lead[from[i]]) {
            bool pair = i + 1 < size && from[i + 1];
            unit = pair ? codepage->pairs[from[i] << 8 | from[i + 1]] : 0;
            i += pair;
            whole &= unit != 0;
            unit = unit ? unit : codepage->default_unit;
        }
        out->units[out->count++] = unit;
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
    MEM_GROW(out->units, out->capacity, out->count + size);
    if (codepage->pairs)
        return decode_pairs(out, codepage, from, size);
    for (size_t i = 0; i < size; i++)
        out->units[out->count++] = codepage->single[from[i]];
    return true;
}

bool codepage_encode(struct buf *out, const struct codepage *codepage, struct ustr text)
{
    if (codepage->number == CODEPAGE_UTF8) {
        char *wtf8 = ustr_to_wtf8(text);
        buf_add(out, wtf8, ustr_wtf8_size(text));
        mem_free(wtf8);
        return true;
    }
    bool whole = true;
    for (size_t i = 0; i < text.count; i++) {
        uint16_t code = codepage->from_unicode[text.units[i]];
        if (!code && text.units[i]) {
            code = u'?';
            whole = false;
        }
        if (code > 0xFF)
            buf_put(out, (uint8_t)(code >> 8));
        buf_put(out, (uint8_t)code);
    }
    return whole;
}
