/*
 * Hex data: bytes of one or two digits, separated by commas; blanks may stand before a byte, one
 * comma may trail. After a comma, `\` continues on the next line:
 *
 *   01,02,\ ; comment         blanks and a ; comment may follow the backslash
 *                             blank lines and ; comment lines may stand between
 *     03                      the next line starts with a digit, or the value is dropped
 *
 * and the line that stands there instead is consumed, even a section (Wine's regedit tests,
 * test_invalid_import and test_import_with_whitespace).
 */
#include "base/memory.h"
#include "formats/regfile_parse.h"

#include <string.h>

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "take_pairs reads units in place");

/* The value of a hex digit; 0xFF: none. */
static const uint8_t digits[256] = {
#define NONE8   0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF
#define NONE64  NONE8, NONE8, NONE8, NONE8, NONE8, NONE8, NONE8, NONE8
#define LETTERS 0xFF, 10, 11, 12, 13, 14, 15, 0xFF
    NONE8,   NONE8, NONE8, NONE8, NONE8,   NONE8, 0,     1,     2,      3,      4,
    5,       6,     7,     8,     9,       0xFF,  0xFF,  0xFF,  0xFF,   0xFF,   0xFF,
    LETTERS, NONE8, NONE8, NONE8, LETTERS, NONE8, NONE8, NONE8, NONE64, NONE64,
};

static inline unsigned digit_of(char16_t unit)
{
    return unit < 256 ? digits[unit] : 0xFF;
}

/* The common shape, `xx,xx,xx,`, looked at as words of four units; returns where it stops (rule
 * reg.hex). */
static size_t take_pairs(struct buf *data, const char16_t *units, size_t at, size_t count)
{
    const uint64_t fixed = UINT64_C(0x0000FFFFFF00FF00), comma = (uint64_t)u',' << 32;
    size_t most = at < count ? (count - at - 1) / 3 : 0;
    if (most > data->max - data->size)
        most = data->max - data->size;
    if (!most)
        return at;
    MEM_GROW(data->bytes, data->capacity, data->size + most);
    uint8_t *out = data->bytes + data->size, *end = out + most;
    while (out < end) {
        uint64_t word;
        memcpy(&word, units + at, sizeof word);
        unsigned high = digits[word & 0xFF], low = digits[word >> 16 & 0xFF];
        if ((high | low) > 0xF || (word & fixed) != comma)
            break;
        *out++ = (uint8_t)(high << 4 | low);
        at += 3;
    }
    data->size = (size_t)(out - data->bytes);
    return at;
}

enum line_end { END_OF_DATA, END_CONTINUES, END_INVALID, END_TOO_BIG };

/* Takes the bytes of one line from *at, which is left at what is wrong with them (rule
 * reg.continuation). */
static enum line_end take_line(struct regfile_parser *p, size_t *at)
{
    struct ustr line = p->line;
    bool comma = !p->data.size; /* a line may end right after the colon, as for long names */
    for (;;) {
        size_t start = *at;
        *at = take_pairs(&p->data, line.units, *at, line.count);
        comma |= *at > start;
        size_t next = regfile_skip_blanks(line, *at);
        unsigned high = next < line.count ? digit_of(line.units[next]) : 0xFF;
        if (high > 0xF) {
            *at = next;
            break;
        }
        unsigned low = next + 1 < line.count ? digit_of(line.units[next + 1]) : 0xFF;
        buf_put(&p->data, (uint8_t)(low > 0xF ? high : high << 4 | low));
        if (p->data.overflow)
            return END_TOO_BIG;
        *at = next + (low > 0xF ? 1 : 2);
        comma = *at < line.count && line.units[*at] == u',';
        if (!comma)
            break;
        ++*at;
    }
    if (regfile_ends(line, *at))
        return END_OF_DATA;
    if (comma && line.units[*at] == u'\\' && regfile_ends(line, *at + 1))
        return END_CONTINUES;
    return END_INVALID;
}

/* Moves to the next line that is neither blank nor a comment (rule reg.continuation). */
static regsim_status next_data_line(struct regfile_parser *p, bool *ended, size_t *at)
{
    do {
        REGSIM_TRY(regfile_next_line(p, ended));
        *at = regfile_skip_blanks(p->line, 0);
    } while (!*ended && (*at == p->line.count || p->line.units[*at] == u';'));
    return regsim_ok();
}

static enum regfile_hex_result invalid_bytes(struct regfile_parser *p, size_t at)
{
    struct diag *diag = regfile_warn(p, at, "invalid hex data: Windows drops this value");
    if (at < p->line.count && p->line.units[at] == u'#')
        diag_hint(diag, "after data, only ; starts a comment");
    else if (at < p->line.count && p->line.units[at] == u'\\')
        diag_hint(diag, "a line is continued by \\ after a comma, at the end of the line");
    else
        diag_hint(diag, "bytes are one or two hex digits, separated by single commas");
    return HEX_BAD;
}

enum regfile_hex_result regfile_take_hex(struct regfile_parser *p, size_t at, regsim_status *status)
{
    buf_clear(&p->data);
    p->data.max = REGFILE_VALUE_MAX;
    p->data.overflow = false;
    size_t first_line = p->lines.number;
    for (;;) {
        switch (take_line(p, &at)) {
        case END_OF_DATA:
            return HEX_DATA;
        case END_INVALID:
            return invalid_bytes(p, at);
        case END_TOO_BIG:
            diags_add(p->diags, DIAG_ERROR, p->file, first_line, 0,
                      "the data of this value is longer than %d bytes", REGFILE_VALUE_MAX);
            *status = regsim_failed(REGSIM_INVALID);
            return HEX_FAILED;
        case END_CONTINUES:
            break;
        }
        bool ended = false;
        *status = next_data_line(p, &ended, &at);
        if (!regsim_is_ok(*status))
            return HEX_FAILED;
        if (ended) {
            diags_add(p->diags, DIAG_WARNING, p->file, first_line, 0,
                      "the file ends inside this value: Windows keeps the bytes read so far");
            return HEX_DATA;
        }
        if (digit_of(p->line.units[at]) > 0xF) {
            regfile_warn(p, at,
                         "not the continuation of line %zu: Windows drops that value, and ignores "
                         "this line",
                         first_line);
            return HEX_BAD;
        }
    }
}
