/*
 * Scalars. A reader of YAML 1.1 may take 010, 12:30, 4.0, yes or ~ for something else than the text
 * that stands there, and one of YAML 1.2 for something else again; so a plain one is an error
 * wherever a text is meant, and only whole decimal and 0x numbers are numbers.
 */
#include "scenario/decode.h"

#include "base/buf.h"
#include "base/nearest.h"

#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static int hex_digit(char c)
{
    if (is_digit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool parse_number(uint64_t *out, const char *text)
{
    bool hex = text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
    uint64_t number = 0, base = hex ? 16 : 10;
    const char *at = text + (hex ? 2 : 0);
    if (!*at || (!hex && at[0] == '0' && at[1]))
        return false;
    for (; *at; at++) {
        int digit = hex_digit(*at);
        if (digit < 0 || (uint64_t)digit >= base || number > (UINT64_MAX - (uint64_t)digit) / base)
            return false;
        number = number * base + (uint64_t)digit;
    }
    *out = number;
    return true;
}

/* Whether all characters are of the set, at least one of them a digit. */
static bool made_of(const char *text, const char *set)
{
    size_t length = strlen(text);
    return length && strspn(text, set) == length && strpbrk(text, "0123456789");
}

static size_t count_of(const char *text, char c)
{
    size_t count = 0;
    for (; *text; text++)
        count += *text == c;
    return count;
}

/* 1e3, 4.0, .5, -1, 1_000, 12:30:45, 0o17, 0b1, 2000-01-31; but not 2.00.1239.0000, which nobody
 * reads as a number. */
static bool looks_like_number(const char *text)
{
    if (made_of(text, "0123456789+-._eE"))
        return count_of(text, '.') < 2 && strcspn(text, "eE") != 0 &&
               count_of(text, 'e') + count_of(text, 'E') < 2;
    if (made_of(text, "0123456789:.+-_"))
        return true;
    if (text[0] == '0' && text[1] && strchr("xXoObB", text[1]))
        return made_of(text + 2, "0123456789abcdefABCDEF_");
    return false;
}

enum plain_kind plain_kind_of(const char *text, size_t length)
{
    static const char *const reserved[] = {"yes",  "no", "on",   "off",   "true",  "false",
                                           "null", "~",  ".inf", "-.inf", "+.inf", ".nan"};
    uint64_t number;
    if (!length)
        return PLAIN_AMBIGUOUS;
    if (strlen(text) != length)
        return PLAIN_TEXT;
    if (parse_number(&number, text))
        return number <= UINT32_MAX ? PLAIN_INTEGER : PLAIN_AMBIGUOUS;
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++) {
        if (!strcasecmp(text, reserved[i]))
            return PLAIN_AMBIGUOUS;
    }
    return looks_like_number(text) ? PLAIN_AMBIGUOUS : PLAIN_TEXT;
}

static bool is_scalar(struct decoder *decoder, const struct node *node)
{
    return expect_kind(decoder, node, 1u << NODE_SCALAR, "this", "a text");
}

static void ambiguous(struct decoder *decoder, const struct node *node, struct text text)
{
    if (!text.length) {
        diag_hint(bad(decoder, node, "a text is missing"), "an empty text is ''");
        return;
    }
    diag_hint(bad(decoder, node, "%s may be read as something else than a text", text.bytes),
              "quote it: '%s'", text.bytes);
}

static const char *without_nul(struct decoder *decoder, const struct node *node, struct text text)
{
    if (strlen(text.bytes) == text.length) /* nodes go before the scenario does */
        return arena_strndup(decoder->arena, text.bytes, text.length);
    bad(decoder, node, "a NUL character cannot stand here");
    return NULL;
}

const char *decode_text(struct decoder *decoder, const struct node *node)
{
    struct text text;
    if (!is_scalar(decoder, node) || !expand(decoder, node, &text))
        return NULL;
    if (text.plain && plain_kind_of(text.bytes, text.length) != PLAIN_TEXT) {
        ambiguous(decoder, node, text);
        return NULL;
    }
    return without_nul(decoder, node, text);
}

const char *decode_scalar(struct decoder *decoder, const struct node *node)
{
    struct text text;
    if (!is_scalar(decoder, node) || !expand(decoder, node, &text))
        return NULL;
    if (text.plain && node_is_null(node)) {
        ambiguous(decoder, node, (struct text){"", 0, true});
        return NULL;
    }
    return without_nul(decoder, node, text);
}

/* \u{D800} at `at` (which is the backslash): moves behind it. */
static bool take_unit(const char **at, const char *end, char16_t *unit)
{
    const char *digit = *at + 3;
    uint32_t value = 0;
    size_t digits = 0;
    for (; digit < end && hex_digit(*digit) >= 0; digit++, digits++)
        value = value << 4 | (uint32_t)hex_digit(*digit);
    if (!digits || digits > 4 || digit == end || *digit != '}')
        return false;
    *unit = (char16_t)value;
    *at = digit + 1;
    return true;
}

bool units_of(struct decoder *decoder, const struct node *node, struct text text, struct ustr *out)
{
    struct ubuf units = {0};
    const char *at = text.bytes, *end = text.bytes + text.length, *from = at;
    bool good = true;
    while (good && at < end) {
        if (end - at < 3 || memcmp(at, "\\u{", 3)) {
            at++;
            continue;
        }
        ubuf_add_wtf8(&units, from, (size_t)(at - from));
        char16_t unit = 0;
        good = take_unit(&at, end, &unit);
        ubuf_put(&units, unit);
        from = at;
    }
    ubuf_add_wtf8(&units, from, (size_t)(end - from));
    *out = arena_ustr(decoder->arena, ubuf_view(&units));
    ubuf_free(&units);
    if (!good)
        diag_hint(bad(decoder, node, "\\u{…} holds one to four hexadecimal digits"),
                  "\\u{D800} is one UTF-16 unit");
    return good;
}

bool decode_units(struct decoder *decoder, const struct node *node, struct ustr *out)
{
    struct text text;
    *out = (struct ustr){0};
    return is_scalar(decoder, node) && expand(decoder, node, &text) &&
           units_of(decoder, node, text, out);
}

bool decode_number(struct decoder *decoder, const struct node *node, uint64_t max, uint64_t *out)
{
    const char *text = decode_scalar(decoder, node);
    *out = 0;
    if (!text)
        return false;
    if (parse_number(out, text) && *out <= max)
        return true;
    diag_hint(bad(decoder, node, "%s is not a whole number from 0 to %llu", text,
                  (unsigned long long)max),
              "decimal without leading zeros, or 0x and hexadecimal digits");
    return false;
}

bool decode_boolean(struct decoder *decoder, const struct node *node)
{
    const char *text = decode_scalar(decoder, node);
    if (text && strcmp(text, "true") && strcmp(text, "false"))
        bad(decoder, node, "%s is neither true nor false", text);
    return text && !strcmp(text, "true");
}

/* A number and a unit, several times where `chain`: 1h30m. */
struct unit {
    const char *name;
    uint64_t factor;
};

static bool parse_units(uint64_t *out, const char *text, const struct unit *units, bool chain)
{
    uint64_t sum = 0;
    do {
        uint64_t number = 0;
        size_t digits = strspn(text, "0123456789");
        if (!digits || digits > 15)
            return false;
        for (size_t i = 0; i < digits; i++)
            number = number * 10 + (uint64_t)(text[i] - '0');
        text += digits;
        text += strspn(text, " ");
        const struct unit *unit = units;
        size_t length = strcspn(text, "0123456789");
        while (unit->name &&
               (strlen(unit->name) != length || strncasecmp(text, unit->name, length)))
            unit++;
        if (!unit->name || number > UINT64_MAX / 4 / unit->factor)
            return false;
        sum += number * unit->factor;
        text += length;
    } while (chain && *text && sum < UINT64_MAX / 4);
    *out = sum;
    return !*text;
}

bool decode_duration(struct decoder *decoder, const struct node *node, uint64_t *out_ms)
{
    static const struct unit units[] = {{"ms", 1},      {"s", 1000},     {"m", 60000},
                                        {"h", 3600000}, {"d", 86400000}, {NULL, 0}};
    const char *text = decode_scalar(decoder, node);
    *out_ms = 0;
    if (!text)
        return false;
    /* the clock counts 100 ns in 64 bits from 1601: ten years are plenty */
    if (parse_units(out_ms, text, units, true) && *out_ms <= UINT64_C(3660) * 86400000)
        return true;
    *out_ms = 0;
    diag_hint(bad(decoder, node, "%s is not a duration", text),
              "500ms, 10s, 2m, 13h, 1h30m, 7d; at most ten years");
    return false;
}

bool decode_size(struct decoder *decoder, const struct node *node, uint64_t *out)
{
    static const struct unit units[] = {
        {"", 1},  {"B", 1}, {"KB", 1024}, {"MB", 1024 * 1024}, {"GB", 1024 * 1024 * 1024},
        {NULL, 0}};
    const char *text = decode_scalar(decoder, node);
    *out = 0;
    if (!text || parse_units(out, text, units, false))
        return text != NULL;
    diag_hint(bad(decoder, node, "%s is not a size", text), "4096, 64 KB, 20 MB, 4 GB");
    return false;
}

bool decode_bytes(struct decoder *decoder, const struct node *node, const uint8_t **out,
                  size_t *out_size)
{
    *out = NULL;
    *out_size = 0;
    struct text text;
    if (!is_scalar(decoder, node) || !expand(decoder, node, &text))
        return false;
    struct buf bytes = {0};
    int high = -1;
    bool good = !node_is_null(node) || node->length; /* nothing at all is a slip: '' is none */
    for (size_t i = 0; good && i < text.length; i++) {
        int digit = hex_digit(text.bytes[i]);
        if (digit < 0) {
            good = high < 0 && strchr(" ,\n", text.bytes[i]) && text.bytes[i];
        } else if (high < 0) {
            high = digit;
        } else {
            buf_put(&bytes, (uint8_t)(high << 4 | digit));
            high = -1;
        }
    }
    good &= high < 0;
    *out = arena_dup(decoder->arena, bytes.bytes, bytes.size);
    *out_size = bytes.size;
    buf_free(&bytes);
    if (!good)
        diag_hint(bad(decoder, node, "bytes are pairs of hexadecimal digits"),
                  "de ad be ef; '' for none");
    return good;
}

int decode_choice(struct decoder *decoder, const struct node *node, enum word_id word)
{
    const char *text = decode_scalar(decoder, node);
    if (!text)
        return -1;
    const char *const *choices = words[word].choices;
    size_t count = 0;
    for (; choices[count]; count++) {
        if (!strcmp(choices[count], text))
            return (int)count;
    }
    struct diag *diag = bad(decoder, node, "unknown %s %s", words[word].name, text);
    const char *near = nearest_word(text, choices, count);
    if (near) {
        hint_near(diag, near);
        return -1;
    }
    struct buf list = {0};
    for (size_t i = 0; i < count; i++)
        buf_printf(&list, "%s%s", i ? ", " : "", choices[i]);
    diag_hint(diag, "one of: %s", buf_z(&list));
    buf_free(&list);
    return -1;
}
