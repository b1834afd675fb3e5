/* Finds in text, one or two bytes a character, what is told by its form, and known words. */
#include "customer/scrub_parts.h"

#include "base/buf.h"
#include "base/memory.h"

#include <string.h>

struct view {
    uint8_t *bytes;
    size_t width, count; /* of characters */
};

static char16_t unit_at(const struct view *view, size_t at)
{
    const uint8_t *bytes = view->bytes + at * view->width;
    return view->width == 1 ? bytes[0] : (char16_t)(bytes[0] | bytes[1] << 8);
}

static void put_unit(const struct view *view, size_t at, char16_t unit)
{
    view->bytes[at * view->width] = (uint8_t)unit;
    if (view->width == 2)
        view->bytes[at * 2 + 1] = (uint8_t)(unit >> 8);
}

static bool is_digit(char16_t unit)
{
    return unit >= u'0' && unit <= u'9';
}

/* ASCII only: where it is not sure that a name ends, too much is scrubbed, not too little. */
static bool is_word(char16_t unit)
{
    return is_digit(unit) || (unit >= u'A' && unit <= u'Z') || (unit >= u'a' && unit <= u'z') ||
           unit == u'_';
}

static bool is_letter_or_digit(char16_t unit)
{
    return is_word(unit) && unit != u'_';
}

static bool is_hex(char16_t unit)
{
    return is_digit(unit) || (unit >= u'A' && unit <= u'F') || (unit >= u'a' && unit <= u'f');
}

static bool ends_at(const struct view *view, size_t at)
{
    return at >= view->count || !is_word(unit_at(view, at));
}

/* The stand-in's letters take the case of what they replace. */
static void put_stand_in(const struct view *view, size_t at, struct scrub_entry *entry)
{
    for (size_t i = 0; i < entry->stand_in.count; i++) {
        char16_t old = unit_at(view, at + i), new = entry->stand_in.units[i];
        if (new < 0x80 && old >= u'a' && old <= u'z')
            new |= 0x20;
        else if (new >= u'a' && new <= u'z' && old >= u'A' && old <= u'Z')
            new = (char16_t)(new - 0x20);
        put_unit(view, at + i, new);
    }
    entry->places++;
}

static size_t replace(struct scrub *scrub, enum scrub_kind kind, const struct view *view, size_t at,
                      size_t count)
{
    struct ubuf original = {0};
    for (size_t i = 0; i < count; i++)
        ubuf_put(&original, unit_at(view, at + i));
    struct scrub_entry *entry = scrub_find(scrub, kind, ubuf_view(&original));
    if (entry)
        put_stand_in(view, at, entry);
    ubuf_free(&original);
    return count;
}

static size_t digits_at(const struct view *view, size_t at)
{
    size_t count = 0;
    while (at + count < view->count && is_digit(unit_at(view, at + count)))
        count++;
    return count;
}

/* S-1-5-21-a-b-c: the machine's or the domain's part; what follows, the account, stays. Returns the
 * characters that it takes, 0: there is none. */
static size_t take_sid(struct scrub *scrub, const struct view *view, size_t at)
{
    static const char prefix[] = "S-1-5-21-";
    size_t skip = sizeof prefix - 1, end = at + skip;
    for (size_t i = 0; i < skip; i++) {
        if (at + i >= view->count || ustr_upcase(unit_at(view, at + i)) != (char16_t)prefix[i])
            return 0;
    }
    for (int part = 0; part < 3; part++) {
        size_t digits = digits_at(view, end);
        bool last = part == 2;
        if (!digits || digits > 10 ||
            (!last && (end + digits >= view->count || unit_at(view, end + digits) != u'-')))
            return 0;
        end += digits + !last;
    }
    replace(scrub, SCRUB_SID, view, at + skip, end - at - skip);
    return end - at;
}

/* What is told by its form and may be spared. */
static bool is_known_version(const struct scrub *scrub, const struct view *view, size_t at,
                             size_t end)
{
    struct ubuf text = {0};
    for (; at < end; at++)
        ubuf_put(&text, unit_at(view, at));
    bool known = scrub_is_version(scrub, ubuf_view(&text));
    ubuf_free(&text);
    return known;
}

/* Whether a number with dots goes on: 1.3.6.1.5.5.7.3.1 holds no address, and a sentence that ends
 * with one does. */
static bool is_dotted_at(const struct view *view, size_t at)
{
    return at + 1 < view->count && unit_at(view, at) == u'.' && is_digit(unit_at(view, at + 1));
}

/* Four numbers of up to 255; not 0.…, 127.…, 224.… and up, and ….0.0.0, which are nobody's. */
static size_t take_address(struct scrub *scrub, const struct view *view, size_t at)
{
    size_t end = at;
    uint32_t first = 0, rest = 0;
    if (at > 1 && unit_at(view, at - 1) == u'.' && is_digit(unit_at(view, at - 2)))
        return 0;
    for (int part = 0; part < 4; part++) {
        size_t digits = digits_at(view, end);
        uint32_t number = 0;
        for (size_t i = 0; i < digits && i < 4; i++)
            number = number * 10 + (uint32_t)(unit_at(view, end + i) - u'0');
        if (!digits || digits > 3 || number > 255)
            return 0;
        first = part ? first : number;
        rest += part ? number : 0;
        end += digits;
        if (part < 3 && (end >= view->count || unit_at(view, end++) != u'.'))
            return 0;
    }
    if (!ends_at(view, end) || is_dotted_at(view, end))
        return 0;
    if (first && first != 127 && first < 224 && rest && !is_known_version(scrub, view, at, end))
        replace(scrub, SCRUB_ADDRESS, view, at, end - at);
    return end - at;
}

static size_t hex_at(const struct view *view, size_t at)
{
    size_t count = 0;
    while (at + count < view->count && is_hex(unit_at(view, at + count)))
        count++;
    return count;
}

/* Six bytes with `-` or `:` between them; not all of them 00 or FF. */
static size_t take_mac(struct scrub *scrub, const struct view *view, size_t at)
{
    enum { LENGTH = 17 };
    if (at + LENGTH > view->count)
        return 0;
    char16_t mark = unit_at(view, at + 2), after = u' ';
    bool same = true;
    if (at + LENGTH < view->count)
        after = unit_at(view, at + LENGTH);
    if ((mark != u'-' && mark != u':') || is_word(after) || after == mark ||
        (at && unit_at(view, at - 1) == mark))
        return 0;
    for (size_t i = 0; i < LENGTH; i++) {
        char16_t unit = unit_at(view, at + i);
        if (i % 3 == 2 ? unit != mark : !is_hex(unit))
            return 0;
        same = same && (i % 3 == 2 || ustr_upcase(unit) == ustr_upcase(unit_at(view, at)));
    }
    char16_t first = ustr_upcase(unit_at(view, at));
    if (!same || (first != u'0' && first != u'F'))
        replace(scrub, SCRUB_ADDRESS, view, at, LENGTH);
    return LENGTH;
}

/* Eight groups, or three and more around one `::`; the first in full, as those of all addresses
 * that belong to somebody: 2000::/3, fc00::/7, fe80::/10. A `:` behind it is the sentence's. */
static size_t take_ipv6(struct scrub *scrub, const struct view *view, size_t at)
{
    char16_t first = ustr_upcase(unit_at(view, at));
    size_t groups = 0, end = at;
    bool gap = false;
    if ((first != u'2' && first != u'3' && first != u'F') || hex_at(view, at) != 4 ||
        ustr_upcase(unit_at(view, at + 1)) == u'F') /* ff02::1 is a group */
        return 0;
    for (;;) {
        size_t digits = hex_at(view, end);
        if (!digits || digits > 4)
            return 0;
        groups++;
        end += digits;
        if (end + 1 >= view->count || unit_at(view, end) != u':' ||
            (unit_at(view, end + 1) != u':' && !is_hex(unit_at(view, end + 1))))
            break;
        end++;
        if (unit_at(view, end) == u':') {
            if (gap)
                return 0;
            gap = true;
            end++;
            if (!hex_at(view, end))
                break;
        }
    }
    if (!ends_at(view, end) || (gap ? groups < 3 || groups > 7 : groups != 8))
        return 0;
    return replace(scrub, SCRUB_ADDRESS, view, at, end - at);
}

static size_t take_groups(struct scrub *scrub, const struct view *view, size_t at,
                          const uint8_t *sizes, size_t groups, bool digits)
{
    size_t end = at;
    for (size_t i = 0; i < groups; i++) {
        for (size_t j = 0; j < sizes[i]; j++, end++) {
            char16_t unit = end < view->count ? unit_at(view, end) : 0;
            if (digits ? !is_digit(unit) && unit != u'O' && unit != u'E' && unit != u'M' &&
                             unit != u'A'
                       : !is_word(unit))
                return 0;
        }
        if (i + 1 < groups && (end >= view->count || unit_at(view, end++) != u'-'))
            return 0;
    }
    if (!ends_at(view, end) || (end < view->count && unit_at(view, end) == u'-'))
        return 0;
    return replace(scrub, SCRUB_PRODUCT_KEY, view, at, end - at);
}

/* XXXXX-XXXXX-XXXXX-XXXXX-XXXXX, and the ids 55274-640-1011873-23081. */
static size_t take_product_key(struct scrub *scrub, const struct view *view, size_t at)
{
    static const uint8_t key[] = {5, 5, 5, 5, 5}, id[] = {5, 3, 7, 5}, newer[] = {5, 5, 5, 5};
    size_t taken = take_groups(scrub, view, at, key, 5, false);
    if (!taken)
        taken = take_groups(scrub, view, at, id, 4, true);
    return taken ? taken : take_groups(scrub, view, at, newer, 4, true);
}

/* name@host.domain: both sides, but not the last label. A dot at the end is the sentence's. */
static size_t take_mail(struct scrub *scrub, const struct view *view, size_t at)
{
    size_t sign = at, dot = 0;
    while (sign < view->count && (is_word(unit_at(view, sign)) || unit_at(view, sign) == u'.' ||
                                  unit_at(view, sign) == u'-'))
        sign++;
    if (sign == at || sign >= view->count || unit_at(view, sign) != u'@')
        return 0;
    size_t end = sign + 1;
    while (end < view->count && (is_word(unit_at(view, end)) || unit_at(view, end) == u'.' ||
                                 unit_at(view, end) == u'-'))
        end++;
    while (end > sign + 1 && !is_word(unit_at(view, end - 1)))
        end--;
    for (size_t i = sign + 1; i < end; i++)
        dot = unit_at(view, i) == u'.' ? i : dot;
    size_t letters = dot + 1; /* of the last label, which is letters alone */
    while (letters < end && !is_digit(unit_at(view, letters)))
        letters++;
    if (dot <= sign + 1 || letters < end || end - dot < 3 || unit_at(view, sign + 1) == u'_' ||
        unit_at(view, sign - 1) == u'_')
        return 0;
    replace(scrub, SCRUB_ADDRESS, view, at, sign - at);
    replace(scrub, SCRUB_ADDRESS, view, sign + 1, dot - sign - 1);
    return end - at;
}

static bool matches(const struct view *view, size_t at, struct ustr word)
{
    if (at + word.count > view->count)
        return false;
    for (size_t i = 0; i < word.count; i++) {
        if (ustr_upcase(unit_at(view, at + i)) != ustr_upcase(word.units[i]))
            return false;
    }
    return true;
}

/* The longest name that stands here. */
static struct scrub_entry *name_at(struct scrub *scrub, const struct view *view, size_t at)
{
    bool starts = !at || !is_letter_or_digit(unit_at(view, at - 1));
    struct scrub_entry *longest = NULL;
    char16_t first = ustr_upcase(unit_at(view, at));
    if (!(scrub->starts[first / 8] >> first % 8 & 1))
        return NULL;
    for (size_t i = 0; i < scrub->word_count; i++) {
        struct scrub_entry *entry = &scrub->entries[scrub->words[i]];
        size_t count = entry->original.count, end = at + count;
        if ((longest && longest->original.count >= count) || !matches(view, at, entry->original))
            continue;
        bool ends = end >= view->count || !is_letter_or_digit(unit_at(view, end));
        if (entry->anywhere || (starts && ends))
            longest = entry;
    }
    return longest;
}

static size_t take_word(struct scrub *scrub, const struct view *view, size_t at)
{
    struct scrub_entry *entry = name_at(scrub, view, at);
    if (entry)
        put_stand_in(view, at, entry);
    return entry ? entry->original.count : 0;
}

/* The share of \\server\share gets its stand-in here; the server is a name, and comes next. */
static void take_share(struct scrub *scrub, const struct view *view, size_t at)
{
    enum { AROUND = 200 };
    struct ubuf around = {0};
    size_t from = at ? at - 1 : 0, server_end = 0;
    for (size_t i = from; i < view->count && i < from + AROUND; i++)
        ubuf_put(&around, unit_at(view, i));
    size_t taken = scrub_unc_at(ubuf_view(&around), at - from, &server_end);
    ubuf_free(&around);
    size_t share = from + server_end + 1, end = at + taken;
    if (taken && end > share && !name_at(scrub, view, share))
        replace(scrub, SCRUB_SHARE, view, share, end - share);
}

/* What is told by its form, where a word starts. */
static size_t take_form(struct scrub *scrub, const struct view *view, size_t at, bool version)
{
    char16_t unit = unit_at(view, at);
    size_t taken = ustr_upcase(unit) == u'S' ? take_sid(scrub, view, at) : 0;
    if (!taken && is_digit(unit) && !version)
        taken = take_address(scrub, view, at);
    if (!taken && is_hex(unit))
        taken = take_mac(scrub, view, at);
    if (!taken && is_hex(unit))
        taken = take_ipv6(scrub, view, at);
    if (!taken)
        taken = take_product_key(scrub, view, at);
    return taken ? taken : take_mail(scrub, view, at);
}

/* All of a secret that is told by what stands before it; a short one, too, is gone. */
static size_t take_secret(struct scrub *scrub, const struct view *view, struct ustr text, size_t at)
{
    size_t end, from = scrub_secret_at(text, at, &end);
    if (!end)
        return 0;
    struct scrub_entry *entry = scrub_find(scrub, SCRUB_SECRET, ustr_slice(text, from, end));
    for (size_t i = from; i < end && !entry; i++)
        put_unit(view, i, u'x');
    if (entry)
        put_stand_in(view, from, entry);
    return end - at;
}

void scrub_text(struct scrub *scrub, uint8_t *bytes, size_t size, size_t width, bool version)
{
    struct view view = {bytes, width, size / width};
    struct ubuf text = {0}; /* as it was */
    for (size_t at = 0; at < view.count; at++)
        ubuf_put(&text, unit_at(&view, at));
    for (size_t at = 0; at < view.count;) {
        size_t taken = 0;
        char16_t unit = unit_at(&view, at);
        bool starts = !at || !is_word(unit_at(&view, at - 1));
        if (unit == u'\\')
            take_share(scrub, &view, at);
        if (is_word(unit)) /* also within a word: db_password=… */
            taken = take_secret(scrub, &view, ubuf_view(&text), at);
        if (!taken && starts && (is_word(unit) || unit >= 0x80))
            taken = take_form(scrub, &view, at, version);
        if (!taken && unit > u' ')
            taken = take_word(scrub, &view, at);
        at += taken ? taken : 1;
    }
    ubuf_free(&text);
}

/* 01 nn 00 00 00 00 00 05 15 00 00 00 | three numbers …: the same SIDs, as bytes. */
void scrub_binary_sids(struct scrub *scrub, uint8_t *bytes, size_t size)
{
    static const uint8_t tail[] = {0, 0, 0, 0, 0, 5, 21, 0, 0, 0};
    for (size_t at = 0; at + 24 <= size; at++) {
        if (bytes[at] != 1 || bytes[at + 1] < 4 || bytes[at + 1] > 15 ||
            memcmp(bytes + at + 2, tail, sizeof tail) != 0)
            continue;
        uint32_t parts[3];
        memcpy(parts, bytes + at + 12, sizeof parts);
        char *text = mem_printf("%u-%u-%u", parts[0], parts[1], parts[2]);
        struct ustr original = ustr_from_wtf8(text, strlen(text));
        struct scrub_entry *entry = scrub_find(scrub, SCRUB_SID, original);
        size_t from = 0;
        for (int part = 0; part < 3 && entry; part++, from++) {
            parts[part] = 0;
            for (; from < entry->stand_in.count && entry->stand_in.units[from] != u'-'; from++)
                parts[part] = parts[part] * 10 + (uint32_t)(entry->stand_in.units[from] - u'0');
        }
        memcpy(bytes + at + 12, parts, sizeof parts);
        if (entry)
            entry->places++;
        ustr_free(original);
        mem_free(text);
    }
}

/* All of it, by the number of the secret; text keeps its shape. */
void scrub_secret(struct scrub *scrub, uint8_t *bytes, size_t size, enum scrub_kind kind)
{
    struct view view = {bytes, 2, size / 2};
    struct ubuf original = {0};
    bool text = size >= 2 && size % 2 == 0;
    for (size_t i = 0; i < view.count && text; i++)
        text = unit_at(&view, i) < 0x80 || i + 1 == view.count;
    if (!text)
        view = (struct view){bytes, 1, size};
    while (text && view.count && !unit_at(&view, view.count - 1))
        view.count--;
    for (size_t i = 0; i < view.count; i++)
        ubuf_put(&original, text ? unit_at(&view, i) : (char16_t)(0x80 + bytes[i]));
    struct scrub_entry *entry = scrub_find(scrub, kind, ubuf_view(&original));
    for (size_t i = 0; i < view.count; i++) /* a short one, too, is gone */
        put_unit(&view, i, entry ? entry->stand_in.units[i] : u'x');
    if (entry)
        entry->places++;
    ubuf_free(&original);
}
