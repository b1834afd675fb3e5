/* Finds in text, one or two bytes a character, what is told by its form, and known words. */
#include "formats/scrub.h"

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

/* Four numbers of up to 255; not 0.…, 127.… and 255.…, which are nobody's. */
static size_t take_address(struct scrub *scrub, const struct view *view, size_t at)
{
    size_t end = at;
    uint32_t first = 0;
    for (int part = 0; part < 4; part++) {
        size_t digits = digits_at(view, end);
        uint32_t number = 0;
        for (size_t i = 0; i < digits && i < 4; i++)
            number = number * 10 + (uint32_t)(unit_at(view, end + i) - u'0');
        if (!digits || digits > 3 || number > 255)
            return 0;
        first = part ? first : number;
        end += digits;
        if (part < 3 && (end >= view->count || unit_at(view, end++) != u'.'))
            return 0;
    }
    if (!ends_at(view, end) || (end < view->count && unit_at(view, end) == u'.'))
        return 0;
    if (first && first != 127 && first != 255)
        replace(scrub, SCRUB_ADDRESS, view, at, end - at);
    return end - at;
}

static size_t take_groups(struct scrub *scrub, const struct view *view, size_t at,
                          const uint8_t *sizes, size_t groups, bool digits)
{
    size_t end = at;
    for (size_t i = 0; i < groups; i++) {
        for (size_t j = 0; j < sizes[i]; j++, end++) {
            char16_t unit = end < view->count ? unit_at(view, end) : 0;
            if (digits ? !is_digit(unit) && unit != u'O' && unit != u'E' && unit != u'M'
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

/* name@host.domain: both sides, but not the last label. */
static size_t take_mail(struct scrub *scrub, const struct view *view, size_t at)
{
    size_t sign = at, dot = 0;
    while (sign < view->count && (is_word(unit_at(view, sign)) || unit_at(view, sign) == u'.' ||
                                  unit_at(view, sign) == u'-'))
        sign++;
    if (sign == at || sign >= view->count || unit_at(view, sign) != u'@')
        return 0;
    size_t end = sign + 1;
    for (; end < view->count && (is_word(unit_at(view, end)) || unit_at(view, end) == u'.' ||
                                 unit_at(view, end) == u'-');
         end++)
        dot = unit_at(view, end) == u'.' ? end : dot;
    if (dot <= sign + 1)
        return 0;
    replace(scrub, SCRUB_ADDRESS, view, at, sign - at);
    replace(scrub, SCRUB_ADDRESS, view, sign + 1, dot - sign - 1);
    return end - at;
}

static bool is_name(enum scrub_kind kind)
{
    return kind == SCRUB_USER || kind == SCRUB_COMPUTER || kind == SCRUB_DOMAIN;
}

static size_t take_word(struct scrub *scrub, const struct view *view, size_t at)
{
    char16_t first = ustr_upcase(unit_at(view, at));
    for (size_t i = 0; i < scrub->count; i++) {
        struct scrub_entry *entry = &scrub->entries[i];
        size_t count = entry->original.count, same = 0;
        if (!is_name(entry->kind) || ustr_upcase(entry->original.units[0]) != first ||
            at + count > view->count || !ends_at(view, at + count))
            continue;
        while (same < count &&
               ustr_upcase(unit_at(view, at + same)) == ustr_upcase(entry->original.units[same]))
            same++;
        if (same < count)
            continue;
        put_stand_in(view, at, entry);
        return count;
    }
    return 0;
}

void scrub_text(struct scrub *scrub, uint8_t *bytes, size_t size, size_t width, bool version)
{
    struct view view = {bytes, width, size / width};
    for (size_t at = 0; at < view.count;) {
        size_t taken = 0;
        char16_t unit = unit_at(&view, at);
        if (is_word(unit) || unit >= 0x80) {
            taken = ustr_upcase(unit) == u'S' ? take_sid(scrub, &view, at) : 0;
            if (!taken && is_digit(unit) && !version)
                taken = take_address(scrub, &view, at);
            if (!taken)
                taken = take_product_key(scrub, &view, at);
            if (!taken)
                taken = take_mail(scrub, &view, at);
            if (!taken)
                taken = take_word(scrub, &view, at);
        }
        at += taken ? taken : 1;
        while (!taken && is_word(unit) && at < view.count && is_word(unit_at(&view, at)))
            at++; /* the rest of a word starts nothing */
    }
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
