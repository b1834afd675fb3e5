/* Where Windows keeps the names of people, computers and domains; and the stand-ins they get. */
#include "customer/scrub_parts.h"

#include "base/memory.h"

#include <string.h>

enum { SHORTEST = 3, LONG_NAME = 6, SHORTEST_PART = 4 };

const char *scrub_kind_name(enum scrub_kind kind)
{
    static const char *const names[SCRUB_KINDS] = {"user",    "computer", "domain",      "SID",
                                                   "address", "share",    "product key", "secret"};
    return names[kind];
}

bool scrub_holds_nocase(struct ustr text, struct ustr part)
{
    for (size_t at = 0; at + part.count <= text.count; at++) {
        if (ustr_starts_nocase(ustr_slice(text, at, text.count), part))
            return true;
    }
    return false;
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
                                             u"Server",
                                             u"Computer",
                                             u"Workstation",
                                             u"Domain",
                                             u"Device",
                                             u"Registry",
                                             u"SystemRoot",
                                             u"Admin",
                                             u"Company",
                                             u"Corporation",
                                             u"Local",
                                             u"localdomain",
                                             u"private",
                                             u"root",
                                             u"Share",
                                             u"print$",
                                             u"ADMIN$",
                                             u"IPC$",
                                             u"NETLOGON",
                                             u"SYSVOL",
                                             u"pipe",
                                             u"mailslot",
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

static bool is_spared(const struct scrub *scrub, struct ustr word)
{
    bool spared = false;
    for (size_t i = 0; i < scrub->spared_count && !spared; i++) {
        struct ustr one = ustr_from_wtf8(scrub->spared[i], strlen(scrub->spared[i]));
        spared = ustr_same_nocase(one, word);
        ustr_free(one);
    }
    return spared;
}

static bool is_hex_letter(char16_t unit)
{
    return (unit >= u'A' && unit <= u'F') || (unit >= u'a' && unit <= u'f');
}

/* How many first digits the decimal number that starts at `at` may have. One as long as the longest
 * begins with 1, and so stays in range, as a part of a SID or an address. */
static uint32_t first_digits(struct ustr text, size_t at, enum scrub_kind kind)
{
    size_t longest = kind == SCRUB_SID ? 10 : kind == SCRUB_ADDRESS ? 3 : SIZE_MAX, count = 0;
    while (at + count < text.count && text.units[at + count] >= u'0' &&
           text.units[at + count] <= u'9')
        count++;
    return count < longest ? 9 : 1;
}

/* `letters`: how many of the alphabet may stand there; `first`: how many digits, from 1, or 0: any.
 */
static char16_t stand_in_unit(char16_t unit, uint32_t *state, uint32_t first, uint32_t letters)
{
    if (unit >= u'A' && unit <= u'Z')
        return (char16_t)(u'A' + draw(state, letters));
    if (unit >= u'a' && unit <= u'z')
        return (char16_t)(u'a' + draw(state, letters));
    if (unit >= u'0' && unit <= u'9')
        return (char16_t)(first ? u'1' + draw(state, first) : u'0' + draw(state, 10));
    return unit >= 0x80 ? (char16_t)(u'a' + draw(state, 26)) : unit;
}

/* A decimal number keeps its digits, none of them a leading 0. Addresses in hexadecimal (all
 * letters are up to F) keep their first digit: it tells what kind of address it is. */
static struct ustr make_stand_in(struct ustr original, enum scrub_kind kind, uint32_t number)
{
    struct ubuf out = {0};
    uint32_t state = number * 2654435761u + 1;
    bool hex = kind == SCRUB_ADDRESS && (ustr_find(original, u':', 0) != SIZE_MAX ||
                                         ustr_find(original, u'-', 0) != SIZE_MAX);
    for (size_t i = 0; i < original.count && hex; i++)
        hex = (original.units[i] < u'A' || is_hex_letter(original.units[i]));
    for (size_t i = 0; i < original.count; i++) {
        char16_t before = i ? original.units[i - 1] : u' ', unit = original.units[i];
        bool leading = !hex && (before < u'0' || before > u'9');
        uint32_t first = leading ? first_digits(original, i, kind) : 0;
        if (hex && !i)
            ubuf_put(&out, unit);
        else
            ubuf_put(&out, stand_in_unit(unit, &state, first, hex ? 6 : 26));
    }
    struct ustr made = ustr_dup(ubuf_view(&out));
    ubuf_free(&out);
    return made;
}

/* One that is the original itself would show it, one that another has would make two things one; of
 * short ones there may be no other. */
static bool is_taken(const struct scrub *scrub, enum scrub_kind kind, struct ustr original,
                     struct ustr stand_in)
{
    if (ustr_same_nocase(stand_in, original))
        return true;
    for (size_t i = 0; i + 1 < scrub->count && kind < SCRUB_PRODUCT_KEY; i++) {
        if (scrub->entries[i].kind == kind &&
            ustr_same_nocase(scrub->entries[i].stand_in, stand_in))
            return true;
    }
    return false;
}

struct scrub_entry *scrub_find(struct scrub *scrub, enum scrub_kind kind, struct ustr original)
{
    for (size_t i = 0; i < scrub->count; i++) {
        if (scrub->entries[i].kind == kind &&
            ustr_same_nocase(scrub->entries[i].original, original))
            return &scrub->entries[i];
    }
    if (original.count < SHORTEST || is_common(original) || is_spared(scrub, original))
        return NULL;
    MEM_GROW(scrub->entries, scrub->capacity, scrub->count + 1);
    struct scrub_entry *entry = &scrub->entries[scrub->count++];
    *entry = (struct scrub_entry){.kind = kind, .original = ustr_dup(original)};
    uint32_t number = (uint32_t)scrub->count + scrub->salt * 0x1000000;
    entry->stand_in = make_stand_in(original, kind, number);
    for (uint32_t again = 1; again < 1000 && is_taken(scrub, kind, original, entry->stand_in);
         again++) {
        ustr_free(entry->stand_in);
        entry->stand_in = make_stand_in(original, kind, number + again * 0x10000);
    }
    return entry;
}

/* A name that is looked for wherever it stands: as a word, and where it is so long that it is
 * hardly something else, also within words. */
static void learn_name(struct scrub *scrub, enum scrub_kind kind, struct ustr name, bool whole)
{
    struct scrub_entry *entry = scrub_find(scrub, kind, name);
    if (!entry)
        return;
    if (!entry->word) {
        char16_t first = ustr_upcase(name.units[0]);
        scrub->starts[first / 8] |= (uint8_t)(1u << first % 8);
        MEM_GROW(scrub->words, scrub->word_capacity, scrub->word_count + 1);
        scrub->words[scrub->word_count++] = (size_t)(entry - scrub->entries);
    }
    entry->word = true;
    entry->anywhere = entry->anywhere || (whole && name.count >= LONG_NAME);
}

static const struct told_by {
    const char16_t *value;
    enum scrub_kind kind;
    const char16_t *key; /* … of keys that end so; NULL: of all */
} told_by[] = {
    {u"ComputerName", SCRUB_COMPUTER, NULL},
    {u"Hostname", SCRUB_COMPUTER, NULL},
    {u"NV Hostname", SCRUB_COMPUTER, NULL},
    {u"LOGONSERVER", SCRUB_COMPUTER, NULL},
    {u"Domain", SCRUB_DOMAIN, NULL},
    {u"NV Domain", SCRUB_DOMAIN, NULL},
    {u"DhcpDomain", SCRUB_DOMAIN, NULL},
    {u"DefaultDomainName", SCRUB_DOMAIN, NULL},
    {u"CachePrimaryDomain", SCRUB_DOMAIN, NULL},
    {u"USERDOMAIN", SCRUB_DOMAIN, NULL},
    {u"USERDNSDOMAIN", SCRUB_DOMAIN, NULL},
    {u"DefaultUserName", SCRUB_USER, NULL},
    {u"AltDefaultUserName", SCRUB_USER, NULL},
    {u"LastUsedUsername", SCRUB_USER, NULL},
    {u"Logon User Name", SCRUB_USER, NULL},
    {u"USERNAME", SCRUB_USER, NULL},
    {u"RegisteredOwner", SCRUB_USER, NULL},
    {u"LastLoggedOnUser", SCRUB_USER, NULL},
    {u"RegisteredOrganization", SCRUB_DOMAIN, NULL},
    {u"SearchList", SCRUB_DOMAIN, NULL},
    {u"Site Server", SCRUB_COMPUTER, NULL},
    {u"Server", SCRUB_COMPUTER, u"\\SQL Server"},
    {u"Login", SCRUB_USER, u"\\SQL Server"},
};

/* The words of a person's name: each of them tells who it is. */
static void learn_words(struct scrub *scrub, struct ustr name)
{
    for (size_t start = 0, i = 0; i <= name.count; i++) {
        if (i < name.count && name.units[i] != u' ')
            continue;
        if (i - start >= SHORTEST_PART && i - start < name.count)
            learn_name(scrub, SCRUB_USER, ustr_slice(name, start, i), false);
        start = i + 1;
    }
}

/* The folder's name that `text` starts with; one with blanks must end at a backslash, since in a
 * command line a blank ends a path. */
static struct ustr folder_at(struct ustr text)
{
    size_t end = 0, blank = SIZE_MAX;
    for (; end < text.count && text.units[end] >= u' '; end++) {
        if (ustr_find(USTR(u"\\/:*?\"<>|%;,"), text.units[end], 0) != SIZE_MAX)
            break;
        if (text.units[end] == u' ' && blank == SIZE_MAX)
            blank = end;
    }
    bool whole = blank == SIZE_MAX || (end < text.count && text.units[end] == u'\\');
    return ustr_slice(text, 0, whole ? end : blank);
}

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
            struct ustr name = folder_at(ustr_slice(rest, folders[i].count, rest.count));
            learn_name(scrub, SCRUB_USER, name, true);
            if (!is_common(name))
                learn_words(scrub, name);
        }
    }
}

/* DOMAIN\name, \\SERVER: the parts are names of their own. */
static void learn_parts(struct scrub *scrub, enum scrub_kind kind, struct ustr text)
{
    size_t start = 0;
    for (size_t i = 0; i <= text.count; i++) {
        char16_t unit = i < text.count ? text.units[i] : u'\\';
        if (unit != u'\\' && unit != u'@' && (kind != SCRUB_DOMAIN || unit != u','))
            continue;
        learn_name(scrub, kind, ustr_slice(text, start, i), true);
        if (kind == SCRUB_USER)
            learn_words(scrub, ustr_slice(text, start, i));
        start = i + 1;
    }
}

static bool is_name_unit(char16_t unit)
{
    return unit > u' ' && unit != u'\\' && unit != u'/' && unit != u'"' && unit != u'?' &&
           unit != u';' && unit != u',' && unit != u'<' && unit != u'>' && unit != u'|';
}

size_t scrub_unc_at(struct ustr text, size_t at, size_t *server_end)
{
    char16_t before = at ? text.units[at - 1] : u' ';
    bool starts = before <= u' ' || before == u'"' || before == u'=' || before == u',' ||
                  before == u';' || before == u'(' || before == u'\'';
    size_t end = at + 2;
    if (!starts || at + 4 > text.count || text.units[at] != u'\\' || text.units[at + 1] != u'\\')
        return 0;
    while (end < text.count && is_name_unit(text.units[end]))
        end++;
    if (end == at + 2 || end >= text.count || text.units[end] != u'\\' ||
        text.units[at + 2] == u'.' || text.units[at + 2] == u'%')
        return 0;
    *server_end = end++;
    while (end < text.count && is_name_unit(text.units[end]))
        end++;
    return end - at;
}

/* The server of \\server\share; an address is told by its form. */
static void learn_server(struct scrub *scrub, struct ustr text)
{
    size_t end, dot;
    if (ustr_starts_nocase(text, USTR(u"\\\\")) && ustr_find(text, u'\\', 2) == SIZE_MAX &&
        ustr_find(text, u'.', 0) == SIZE_MAX && ustr_find(text, u' ', 0) == SIZE_MAX)
        learn_name(scrub, SCRUB_COMPUTER, ustr_slice(text, 2, text.count), true);
    for (size_t at = ustr_find(text, u'\\', 0); at != SIZE_MAX;
         at = ustr_find(text, u'\\', at + 1)) {
        size_t taken = scrub_unc_at(text, at, &end);
        if (!taken)
            continue;
        struct ustr server = ustr_slice(text, at + 2, end);
        dot = ustr_find(server, u'.', 0);
        bool number = server.units[0] >= u'0' && server.units[0] <= u'9' && dot != SIZE_MAX;
        if (!number)
            learn_name(scrub, SCRUB_COMPUTER, ustr_slice(server, 0, dot), true);
        if (!number && dot != SIZE_MAX)
            learn_name(scrub, SCRUB_DOMAIN, ustr_slice(server, dot + 1, server.count), true);
    }
}

static bool ends_nocase(struct ustr path, struct ustr end)
{
    return path.count >= end.count &&
           ustr_same_nocase(ustr_slice(path, path.count - end.count, path.count), end);
}

/* The account of a service: .\name, DOMAIN\name, name@domain. NT AUTHORITY and NT SERVICE are of
 * all Windows. */
static void learn_account(struct scrub *scrub, struct ustr path, const struct value *value,
                          struct ustr text)
{
    bool named = ustr_find(text, u'\\', 0) != SIZE_MAX || ustr_find(text, u'@', 0) != SIZE_MAX;
    if (named && ustr_same_nocase(value_name(value), USTR(u"ObjectName")) &&
        scrub_holds_nocase(path, USTR(u"\\Services\\")) &&
        !ustr_starts_nocase(text, USTR(u"NT ")) && !ustr_starts_nocase(text, USTR(u"\\")))
        learn_parts(scrub, SCRUB_USER, text);
}

/* DC=name of LDAP; the last of them is com, or the like. */
static void learn_components(struct scrub *scrub, struct ustr text)
{
    static const struct ustr mark = {u"DC=", 3};
    for (size_t at = 0; at < text.count; at++) {
        if (!ustr_starts_nocase(ustr_slice(text, at, text.count), mark))
            continue;
        size_t end = ustr_find(text, u',', at);
        if (end != SIZE_MAX && ustr_starts_nocase(ustr_slice(text, end + 1, text.count), mark))
            learn_name(scrub, SCRUB_DOMAIN, ustr_slice(text, at + mark.count, end), true);
    }
}

/* Names of SNMP communities are passwords, and stand where others have names of values. */
static void learn_community(struct scrub *scrub, struct ustr path, const struct value *value)
{
    if (ends_nocase(path, USTR(u"\\ValidCommunities")))
        learn_name(scrub, SCRUB_SECRET, value_name(value), true);
}

bool scrub_is_version(const struct scrub *scrub, struct ustr text)
{
    for (size_t i = 0; i < scrub->version_count; i++) {
        if (ustr_same(scrub->versions[i], text))
            return true;
    }
    return false;
}

static void learn_version(struct scrub *scrub, const struct value *value, struct ustr text)
{
    if (text.count < 7 || text.count > 15 || scrub_is_version(scrub, text) ||
        !scrub_holds_nocase(value_name(value), USTR(u"version")))
        return;
    for (size_t i = 0; i < text.count; i++) {
        if (text.units[i] != u'.' && (text.units[i] < u'0' || text.units[i] > u'9'))
            return;
    }
    MEM_GROW(scrub->versions, scrub->version_capacity, scrub->version_count + 1);
    scrub->versions[scrub->version_count++] = ustr_dup(text);
}

void scrub_learn(struct scrub *scrub, const struct store *store, key_id key, struct ustr path)
{
    for (size_t i = 0; i < store_value_count(store, key); i++) {
        const struct value *value = store_value_at(store, key, i);
        struct ustr text;
        learn_community(scrub, path, value);
        if (!value_string(&text, value) || !text.count)
            continue;
        for (size_t j = 0; j < sizeof told_by / sizeof *told_by; j++) {
            if (ustr_same_nocase(value_name(value), ustr_z(told_by[j].value)) &&
                (!told_by[j].key || ends_nocase(path, ustr_z(told_by[j].key))))
                learn_parts(scrub, told_by[j].kind, text);
        }
        learn_version(scrub, value, text);
        learn_from_path(scrub, text);
        learn_server(scrub, text);
        learn_account(scrub, path, value, text);
        learn_components(scrub, text);
    }
    bool users = scrub_holds_nocase(path, USTR(u"\\SAM\\Domains\\Account\\Users\\Names"));
    bool realms = ends_nocase(path, USTR(u"\\Lsa\\Kerberos\\Domains"));
    for (size_t i = 0; (users || realms) && i < store_child_count(store, key); i++)
        learn_name(scrub, users ? SCRUB_USER : SCRUB_DOMAIN,
                   store_name(store, store_child_at(store, key, i)), true);
}
