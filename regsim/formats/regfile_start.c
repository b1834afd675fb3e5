/*
 * The start of a .reg file: which encoding, which version.
 *
 *   FF FE …             UTF-16LE, what regedit writes for version 5.00
 *   other bytes         the ANSI code page, for all versions: Windows looks at nothing else
 *
 * Read besides, and said so, since Windows would misread or ignore them: UTF-8 with a mark, UTF-8
 * without one (5.00 only), UTF-16LE without a mark, UTF-16BE. The header is case-sensitive and
 * fills its line but for leading blanks; with another header Windows ignores the whole file (Wine's
 * regedit tests, test_basic_import).
 */
#include "formats/regfile_parse.h"

#include "base/memory.h"

#include <string.h>

static const struct ustr header_31 = {u"REGEDIT", 7};
static const struct ustr header_4 = {u"REGEDIT4", 8};
static const struct ustr header_5 = {u"Windows Registry Editor Version 5.00", 36};

static bool has_mark(const struct regfile_source *source, const char *mark, size_t size)
{
    return source->size >= size && !memcmp(source->bytes, mark, size);
}

/* The first `size` bytes look like UTF-16LE text without a mark: ASCII with a zero after each. */
static bool looks_utf16(const uint8_t *bytes, size_t size, size_t high)
{
    if (size < 16)
        return false;
    for (size_t i = 0; i < 16; i += 2) {
        if (bytes[i + high] || bytes[i + 1 - high] < 9 || bytes[i + 1 - high] > 126)
            return false;
    }
    return true;
}

static void note_encoding(struct regfile_parser *p, enum diag_severity severity, const char *text)
{
    diags_add(p->diags, severity, p->file, 0, 0, "%s", text);
}

static bool beyond_ascii(const uint8_t *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (bytes[i] >= 0x80)
            return true;
    }
    return false;
}

/* How far text is looked at before it is taken for UTF-8: a huge file is not read twice. */
enum { UTF8_LOOK = 1 << 24 };

/* 8-bit text: by the stated code page; without one, 5.00 text that is good UTF-8 is UTF-8, for that
 * is what other tools write, and all else is Windows-1252. */
static regsim_status start_bytes(struct regfile_parser *p, struct regfile_facts *facts,
                                 const struct regfile_source *source)
{
    const uint8_t *bytes = source->bytes;
    uint32_t number = source->codepage ? source->codepage : CODEPAGE_DEFAULT;
    size_t bad, looked_at = source->size < UTF8_LOOK ? source->size : UTF8_LOOK;
    p->lines.encoding = TEXT_BYTES;
    if (has_mark(source, "\xEF\xBB\xBF", 3)) {
        p->lines.at = 3;
        facts->mark = true;
        number = CODEPAGE_UTF8;
        note_encoding(p, DIAG_WARNING, "UTF-8 with a byte order mark: Windows ignores this file");
    } else if (!source->codepage && source->size && bytes[0] == 'W' &&
               beyond_ascii(bytes, looked_at) &&
               (wtf8_check(source->bytes, looked_at, &bad) ||
                (looked_at < source->size && bad + 4 > looked_at))) {
        number = CODEPAGE_UTF8;
        note_encoding(p, DIAG_WARNING,
                      "read as UTF-8: Windows takes 8-bit text in its ANSI code page, say "
                      "--codepage 1252 to read it so");
    }
    REGSIM_TRY(codepage_open(&p->owned_codepage, number, p->diags));
    p->codepage = p->lines.codepage = p->owned_codepage;
    facts->codepage = number;
    snprintf(facts->encoding, sizeof facts->encoding,
             number == CODEPAGE_UTF8 ? "UTF-8" : "windows-%u", number);
    return regsim_ok();
}

/* rule reg.encoding */
static regsim_status start_encoding(struct regfile_parser *p, struct regfile_facts *facts,
                                    const struct regfile_source *source)
{
    p->lines.bytes = source->bytes;
    p->lines.size = source->size;
    strcpy(facts->encoding, "UTF-16LE");
    if (has_mark(source, "\xFF\xFE", 2)) {
        p->lines.at = 2;
        facts->mark = true;
    } else if (has_mark(source, "\xFE\xFF", 2) || looks_utf16(source->bytes, source->size, 0)) {
        p->lines.at = has_mark(source, "\xFE\xFF", 2) ? 2 : 0;
        p->lines.encoding = TEXT_UTF16BE;
        facts->mark = p->lines.at;
        strcpy(facts->encoding, "UTF-16BE");
        note_encoding(p, DIAG_WARNING, "big-endian UTF-16: Windows ignores this file");
    } else if (looks_utf16(source->bytes, source->size, 1)) {
        note_encoding(p, DIAG_WARNING,
                      "UTF-16 without a byte order mark: Windows ignores this file");
    } else {
        return start_bytes(p, facts, source);
    }
    if ((source->size - p->lines.at) % 2)
        note_encoding(p, DIAG_WARNING, "the file ends in the middle of a character");
    return regsim_ok();
}

/* rule reg.header */
static regsim_status wrong_header(struct regfile_parser *p, size_t at)
{
    struct ustr line = ustr_slice(p->line, at, p->line.count);
    bool binary = ustr_find(line, 0, 0) != SIZE_MAX;
    bool close =
        !binary && line.count < 100 &&
        (ustr_starts_nocase(line, header_31) || ustr_starts_nocase(line, USTR(u"Windows Reg")));
    bool truncated = !binary && line.count && line.count < header_5.count &&
                     ustr_same(ustr_slice(header_5, 0, line.count), line);
    const char *text = truncated ? "a truncated header: Windows ignores this file"
                       : close   ? "no header that Windows knows: it ignores this file"
                       : binary  ? "not a .reg file: binary data"
                                 : "not a .reg file: no header";
    struct diag *diag =
        diags_add(p->diags, DIAG_ERROR, p->file, 1, binary ? 0 : at + 1, "%s", text);
    if (!binary) {
        char *source = ustr_to_wtf8(ustr_slice(p->line, 0, 400));
        diag_source(diag, source, strlen(source));
        mem_free(source);
        diag_hint(diag, "the first line is REGEDIT4 or Windows Registry Editor Version 5.00");
    }
    return regsim_failed(REGSIM_INVALID);
}

/* rule reg.header */
regsim_status regfile_start(struct regfile_parser *p, struct regfile_facts *facts,
                            const struct regfile_source *source)
{
    *facts = (struct regfile_facts){0};
    if (!source->size) {
        diags_add(p->diags, DIAG_ERROR, p->file, 0, 0, "an empty file, not a .reg file");
        return regsim_failed(REGSIM_INVALID);
    }
    REGSIM_TRY(start_encoding(p, facts, source));
    bool ended = false;
    REGSIM_TRY(regfile_next_line(p, &ended));
    size_t at = regfile_skip_blanks(p->line, 0);
    struct ustr header = ustr_slice(p->line, at, p->line.count);
    if (ustr_same(header, header_5))
        p->version = REGFILE_5;
    else if (ustr_same(header, header_4))
        p->version = REGFILE_4;
    else if (ustr_same(header, header_31))
        p->version = REGFILE_31;
    else
        return wrong_header(p, at);
    facts->version = p->version;
    bool bytes = p->version != REGFILE_5; /* rule reg.hex-width */
    if (!p->codepage && (bytes || source->codepage)) {
        uint32_t number = source->codepage ? source->codepage : CODEPAGE_DEFAULT;
        REGSIM_TRY(codepage_open(&p->owned_codepage, number, p->diags));
        p->codepage = p->owned_codepage;
        facts->codepage = bytes ? number : 0;
    }
    return regsim_ok();
}

enum { SNIFF_SIZE = 512 };

bool regfile_sniff(const void *bytes, size_t size)
{
    static const char *const starts[] = {"REGEDIT", "Windows Registry Editor"};
    const uint8_t *text = bytes;
    bool mark8 = size >= 3 && !memcmp(text, "\xEF\xBB\xBF", 3);
    bool mark16 = size >= 2 && (!memcmp(text, "\xFF\xFE", 2) || !memcmp(text, "\xFE\xFF", 2));
    if (mark16)
        return true;
    size_t at = mark8 ? 3 : 0;
    char ascii[64];
    size_t count = 0; /* the text without zeros and leading blanks, so that every encoding fits */
    for (; at < size && at < SNIFF_SIZE && count < sizeof ascii; at++) {
        if (text[at] && (count || (text[at] != ' ' && text[at] != '\t')))
            ascii[count++] = (char)(text[at] & 0x7F);
    }
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        size_t length = strlen(starts[i]);
        size_t most = count < length ? count : length;
        if (most >= 7 && !strncasecmp(ascii, starts[i], most))
            return true;
    }
    return false;
}
