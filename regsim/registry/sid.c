/*
 * Security identifiers: bytes as in [MS-DTYP] 2.4.2.2, text S-1-… or one of the two-letter names of
 * SDDL ([MS-DTYP] 2.5.1.1). Names that depend on a domain are not known here.
 */
#include "registry/security.h"

#include "base/buf.h"
#include "base/memory.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { SID_HEADER = 8, SID_MAX_PARTS = 15 };

static const struct alias {
    char name[3];
    const char *sid;
} aliases[] = {
    {"WD", "S-1-1-0"},      {"CO", "S-1-3-0"},      {"CG", "S-1-3-1"},      {"OW", "S-1-3-4"},
    {"NU", "S-1-5-2"},      {"IU", "S-1-5-4"},      {"SU", "S-1-5-6"},      {"AN", "S-1-5-7"},
    {"ED", "S-1-5-9"},      {"PS", "S-1-5-10"},     {"AU", "S-1-5-11"},     {"RC", "S-1-5-12"},
    {"SY", "S-1-5-18"},     {"LS", "S-1-5-19"},     {"NS", "S-1-5-20"},     {"BA", "S-1-5-32-544"},
    {"BU", "S-1-5-32-545"}, {"BG", "S-1-5-32-546"}, {"PU", "S-1-5-32-547"}, {"AO", "S-1-5-32-548"},
    {"SO", "S-1-5-32-549"}, {"PO", "S-1-5-32-550"}, {"BO", "S-1-5-32-551"}, {"RE", "S-1-5-32-552"},
    {"RU", "S-1-5-32-554"}, {"RD", "S-1-5-32-555"}, {"NO", "S-1-5-32-556"},
};

static bool parse_number(uint64_t *out, const char **text, uint64_t max)
{
    if (!isdigit((unsigned char)**text))
        return false;
    uint64_t number = 0;
    for (; isdigit((unsigned char)**text); ++*text) {
        number = number * 10 + (uint64_t)(**text - '0');
        if (number > max)
            return false;
    }
    *out = number;
    return true;
}

/* Decimal, or hexadecimal behind 0x ([MS-DTYP] 2.4.2.1). */
static bool parse_authority(uint64_t *out, const char **text)
{
    const uint64_t max = 0xFFFFFFFFFFFF;
    if (strncasecmp(*text, "0x", 2) != 0)
        return parse_number(out, text, max);
    char *end;
    if (!isxdigit((unsigned char)(*text)[2]))
        return false;
    *out = strtoull(*text + 2, &end, 16);
    *text = end;
    return *out <= max;
}

/* rule access.sid */
bool sid_from_string(struct sid *out, const char *text)
{
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++) {
        if (strcasecmp(text, aliases[i].name) == 0)
            text = aliases[i].sid;
    }
    if (strncasecmp(text, "S-1-", 4) != 0)
        return false;
    text += 4;
    uint64_t authority;
    if (!parse_authority(&authority, &text))
        return false;
    *out = (struct sid){.bytes = {1}, .size = SID_HEADER};
    for (size_t i = 0; i < 6; i++)
        out->bytes[2 + i] = (uint8_t)(authority >> (8 * (5 - i)));
    while (*text == '-') {
        uint64_t part;
        text++;
        if (out->bytes[1] == SID_MAX_PARTS || !parse_number(&part, &text, UINT32_MAX))
            return false;
        for (size_t i = 0; i < 4; i++)
            out->bytes[out->size++] = (uint8_t)(part >> (8 * i));
        out->bytes[1]++;
    }
    return *text == '\0' && out->bytes[1] > 0;
}

bool sid_same(const struct sid *a, const struct sid *b)
{
    return a->size == b->size && memcmp(a->bytes, b->bytes, a->size) == 0;
}

char *sid_to_string(const struct sid *sid)
{
    uint64_t authority = 0;
    for (size_t i = 0; i < 6; i++)
        authority = authority << 8 | sid->bytes[2 + i];
    struct buf text = {0};
    buf_printf(&text, authority > UINT32_MAX ? "S-1-0x%012llx" : "S-1-%llu",
               (unsigned long long)authority);
    for (size_t at = SID_HEADER; at + 4 <= sid->size; at += 4) {
        const uint8_t *b = sid->bytes + at;
        uint32_t part =
            (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
        buf_printf(&text, "-%u", part);
    }
    char *string = mem_strdup(buf_z(&text));
    buf_free(&text);
    return string;
}

const char *sid_alias(const struct sid *sid)
{
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++) {
        struct sid known;
        if (sid_from_string(&known, aliases[i].sid) && sid_same(&known, sid))
            return aliases[i].name;
    }
    return NULL;
}
