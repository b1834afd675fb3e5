/* Where Windows keeps the names of people, computers and domains; and the stand-ins they get. */
#include "formats/scrub.h"

#include "base/memory.h"

enum { SHORTEST = 3 };

const char *scrub_kind_name(enum scrub_kind kind)
{
    static const char *const names[SCRUB_KINDS] = {"user",    "computer",    "domain", "SID",
                                                   "address", "product key", "secret"};
    return names[kind];
}

static bool is_listed(struct ustr word, const char16_t *const *list)
{
    for (; *list; list++) {
        if (ustr_same_nocase(word, ustr_z(*list)))
            return true;
    }
    return false;
}

/* Names that every Windows has: they tell nobody apart, and their words stand everywhere. */
static bool is_common(struct ustr word)
{
    static const char16_t *const common[] = {u"Administrator",
                                             u"Administrators",
                                             u"All Users",
                                             u"Default",
                                             u"Default User",
                                             u"Public",
                                             u"Guest",
                                             u"System",
                                             u"LocalService",
                                             u"NetworkService",
                                             u"WORKGROUP",
                                             u"localhost",
                                             u"Users",
                                             u"User",
                                             u"Owner",
                                             u"Microsoft",
                                             u"Windows",
                                             u"Services",
                                             u"Performance",
                                             u"Library",
                                             u"MSHOME",
                                             u"SYSTEM32",
                                             u"SOFTWARE",
                                             u"ServiceProfiles",
                                             NULL};
    return is_listed(word, common);
}

/* A small generator (xorshift): the same number gives the same stand-in. */
static uint32_t draw(uint32_t *state, uint32_t count)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state % count;
}

static char16_t stand_in_unit(char16_t unit, uint32_t *state, bool leading)
{
    if (unit >= u'A' && unit <= u'Z')
        return (char16_t)(u'A' + draw(state, 26));
    if (unit >= u'a' && unit <= u'z')
        return (char16_t)(u'a' + draw(state, 26));
    if (unit >= u'0' && unit <= u'9')
        return leading ? u'1' : (char16_t)(u'0' + draw(state, 10));
    return unit >= 0x80 ? (char16_t)(u'a' + draw(state, 26)) : unit;
}

/* The first digit of a number becomes 1: it stays in range, as a part of a SID or an address. */
static struct ustr make_stand_in(struct ustr original, uint32_t number)
{
    struct ubuf out = {0};
    uint32_t state = number * 2654435761u + 1;
    for (size_t i = 0; i < original.count; i++) {
        char16_t before = i ? original.units[i - 1] : u' ';
        bool leading = before < u'0' || before > u'9';
        ubuf_put(&out, stand_in_unit(original.units[i], &state, leading));
    }
    struct ustr made = ustr_dup(ubuf_view(&out));
    ubuf_free(&out);
    return made;
}

struct scrub_entry *scrub_find(struct scrub *scrub, enum scrub_kind kind, struct ustr original)
{
    for (size_t i = 0; i < scrub->count; i++) {
        if (scrub->entries[i].kind == kind &&
            ustr_same_nocase(scrub->entries[i].original, original))
            return &scrub->entries[i];
    }
    if (original.count < SHORTEST || is_common(original))
        return NULL;
    MEM_GROW(scrub->entries, scrub->capacity, scrub->count + 1);
    struct scrub_entry *entry = &scrub->entries[scrub->count++];
    *entry = (struct scrub_entry){.kind = kind, .original = ustr_dup(original)};
    entry->stand_in = make_stand_in(original, (uint32_t)scrub->count);
    if (ustr_same(entry->stand_in, original)) { /* one in 26^n, and never twice */
        ustr_free(entry->stand_in);
        entry->stand_in = make_stand_in(original, (uint32_t)scrub->count + 0x10000);
    }
    return entry;
}

static const struct told_by {
    const char16_t *value;
    enum scrub_kind kind;
} told_by[] = {
    {u"ComputerName", SCRUB_COMPUTER},
    {u"Hostname", SCRUB_COMPUTER},
    {u"NV Hostname", SCRUB_COMPUTER},
    {u"LOGONSERVER", SCRUB_COMPUTER},
    {u"DhcpServer", SCRUB_ADDRESS},
    {u"Domain", SCRUB_DOMAIN},
    {u"NV Domain", SCRUB_DOMAIN},
    {u"DhcpDomain", SCRUB_DOMAIN},
    {u"DefaultDomainName", SCRUB_DOMAIN},
    {u"CachePrimaryDomain", SCRUB_DOMAIN},
    {u"USERDOMAIN", SCRUB_DOMAIN},
    {u"USERDNSDOMAIN", SCRUB_DOMAIN},
    {u"DefaultUserName", SCRUB_USER},
    {u"AltDefaultUserName", SCRUB_USER},
    {u"LastUsedUsername", SCRUB_USER},
    {u"Logon User Name", SCRUB_USER},
    {u"USERNAME", SCRUB_USER},
    {u"RegisteredOwner", SCRUB_USER},
    {u"LastLoggedOnUser", SCRUB_USER},
    {u"RegisteredOrganization", SCRUB_DOMAIN},
};

/* The name of a user in a path of a profile: C:\Users\NAME, …\Documents and Settings\NAME. */
static void learn_from_path(struct scrub *scrub, struct ustr text)
{
    static const struct ustr folders[] = {
        {u"\\Users\\", 7}, {u"\\Documents and Settings\\", 24}, {u"\\Profiles\\", 10}};
    for (size_t at = ustr_find(text, u'\\', 0); at != SIZE_MAX;
         at = ustr_find(text, u'\\', at + 1)) {
        struct ustr rest = ustr_slice(text, at, text.count);
        for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
            if (!ustr_starts_nocase(rest, folders[i]))
                continue;
            size_t end = folders[i].count;
            while (end < rest.count && rest.units[end] > u' ' && rest.units[end] != u'\\' &&
                   rest.units[end] != u'"' && rest.units[end] != u'%' && rest.units[end] != u';')
                end++;
            scrub_find(scrub, SCRUB_USER, ustr_slice(rest, folders[i].count, end));
        }
    }
}

/* DOMAIN\name, \\SERVER: the parts are names of their own. */
static void learn_parts(struct scrub *scrub, enum scrub_kind kind, struct ustr text)
{
    size_t start = 0;
    for (size_t i = 0; i <= text.count; i++) {
        if (i < text.count && text.units[i] != u'\\' && text.units[i] != u'@')
            continue;
        scrub_find(scrub, kind, ustr_slice(text, start, i));
        start = i + 1;
    }
}

void scrub_learn(struct scrub *scrub, const struct store *store, key_id key, struct ustr path)
{
    for (size_t i = 0; i < store_value_count(store, key); i++) {
        const struct value *value = store_value_at(store, key, i);
        struct ustr text;
        if (!value_string(&text, value) || !text.count)
            continue;
        for (size_t j = 0; j < sizeof told_by / sizeof *told_by; j++) {
            if (ustr_same_nocase(value_name(value), ustr_z(told_by[j].value)))
                learn_parts(scrub, told_by[j].kind, text);
        }
        learn_from_path(scrub, text);
    }
    if (!scrub_holds_nocase(path, USTR(u"\\SAM\\Domains\\Account\\Users\\Names")))
        return;
    for (size_t i = 0; i < store_child_count(store, key); i++)
        scrub_find(scrub, SCRUB_USER, store_name(store, store_child_at(store, key, i)));
}
