/*
 * SDDL, the text of security descriptors: O:owner G:group D:flags(ace)… S:flags(ace)…, an ACE being
 * type;flags;rights;;;sid ([MS-DTYP] 2.5.1). Object ACEs and conditions are refused by name.
 */
#include "registry/security.h"

#include "base/memory.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct word {
    char text[3];
    uint32_t bits;
};

/* What is written is a set by its name, else bit after bit. */
static const struct word rights[] = {
    {"KA", 0x000F003F}, {"KR", 0x00020019}, {"KW", 0x00020006}, {"KX", 0x00020019},
    {"FA", 0x001F01FF}, {"FR", 0x00120089}, {"FW", 0x00120116}, {"FX", 0x001200A0},
    {"GA", 0x10000000}, {"GR", 0x80000000}, {"GW", 0x40000000}, {"GX", 0x20000000},
    {"CC", 0x00000001}, {"DC", 0x00000002}, {"LC", 0x00000004}, {"SW", 0x00000008},
    {"RP", 0x00000010}, {"WP", 0x00000020}, {"DT", 0x00000040}, {"LO", 0x00000080},
    {"CR", 0x00000100}, {"SD", 0x00010000}, {"RC", 0x00020000}, {"WD", 0x00040000},
    {"WO", 0x00080000},
};
enum { SETS_OF_RIGHTS = 8 }; /* the ones in front */
static const struct word ace_types[] = {{"A", ACE_ALLOW}, {"D", ACE_DENY}, {"AU", ACE_AUDIT}};
static const struct word ace_flags[] = {{"OI", ACE_OBJECT_INHERIT},
                                        {"CI", ACE_CONTAINER_INHERIT},
                                        {"NP", ACE_NO_PROPAGATE},
                                        {"IO", ACE_INHERIT_ONLY},
                                        {"ID", ACE_INHERITED},
                                        {"SA", 0x40},
                                        {"FA", 0x80}};

/* SE_DACL_AUTO_INHERIT_REQ stands two bits below SE_DACL_AUTO_INHERITED, and so for the SACL. */
#define INHERIT_REQUESTED(inherited_bit) ((uint16_t)((inherited_bit) >> 2))
#define COUNT(array)                     (sizeof(array) / sizeof *(array))

/* Where the reader is, and where it puts what it has to say. */
struct reader {
    const char *start, *at;
    struct diags *diags;
};

static bool fail(const struct reader *reader, const char *what)
{
    struct diag *diag = diags_add(reader->diags, DIAG_ERROR, NULL, 1,
                                  (size_t)(reader->at - reader->start) + 1, "%s", what);
    diag_source(diag, reader->start, strlen(reader->start));
    return false;
}

static bool take(struct reader *reader, char c)
{
    if (*reader->at != c)
        return false;
    reader->at++;
    return true;
}

/* The word of a table that stands here, the longest one. */
static const struct word *take_word(struct reader *reader, const struct word *words, size_t count)
{
    const struct word *best = NULL;
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(words[i].text);
        if (strncasecmp(reader->at, words[i].text, length) == 0 &&
            (!best || length > strlen(best->text)))
            best = &words[i];
    }
    if (best)
        reader->at += strlen(best->text);
    return best;
}

static bool read_sid_text(struct sid *out, struct reader *reader)
{
    char text[200];
    size_t length = 0;
    bool spelled = strncasecmp(reader->at, "S-", 2) == 0;
    while (length + 1 < sizeof text && (spelled ? isdigit((unsigned char)reader->at[length]) ||
                                                      reader->at[length] == '-' || length == 0
                                                : length < 2 && reader->at[length]))
        length++;
    memcpy(text, reader->at, length);
    text[length] = '\0';
    if (!sid_from_string(out, text))
        return fail(reader, "not a security identifier");
    reader->at += length;
    return true;
}

static bool read_rights(uint32_t *out, struct reader *reader)
{
    *out = 0;
    if (strncasecmp(reader->at, "0x", 2) == 0) {
        char *end = NULL;
        unsigned long long mask = strtoull(reader->at, &end, 16);
        if (!isxdigit((unsigned char)reader->at[2]) || mask > UINT32_MAX)
            return fail(reader, "not a mask of access rights");
        *out = (uint32_t)mask;
        reader->at = end;
        return true;
    }
    while (*reader->at != ';') {
        const struct word *word = take_word(reader, rights, COUNT(rights));
        if (!word)
            return fail(reader, "not an access right");
        *out |= word->bits;
    }
    return true;
}

static bool read_flags(uint8_t *out, struct reader *reader)
{
    for (*out = 0; *reader->at != ';';) {
        const struct word *word = take_word(reader, ace_flags, COUNT(ace_flags));
        if (!word)
            return fail(reader, "not a flag of an ACE");
        *out |= (uint8_t)word->bits;
    }
    return true;
}

static bool read_ace(struct buf *aces, struct reader *reader)
{
    uint32_t mask;
    uint8_t flags;
    struct sid sid;
    const struct word *type = take_word(reader, ace_types, COUNT(ace_types));
    if (!type || !take(reader, ';'))
        return fail(reader, "an ACE starts with A;, D; or AU;");
    if (!read_flags(&flags, reader) || !take(reader, ';') || !read_rights(&mask, reader))
        return false;
    for (int i = 0; i < 3; i++) {
        if (!take(reader, ';'))
            return fail(reader, "an ACE is type;flags;rights;;;sid, without object types");
    }
    if (!read_sid_text(&sid, reader))
        return false;
    if (!take(reader, ')'))
        return fail(reader, "an ACE ends with )");
    ace_write(aces, (uint8_t)type->bits, flags, mask, &sid);
    return aces->size <= 0xF000 || fail(reader, "too many ACEs");
}

/* `protected_bit` is that of a DACL or a SACL. */
static bool read_acl_text(struct buf *aces, uint16_t *count, uint16_t *control,
                          struct reader *reader, uint16_t protected_bit, uint16_t inherited_bit)
{
    while (*reader->at && *reader->at != '(' && reader->at[1] != ':') {
        if (take(reader, 'P')) {
            *control |= protected_bit;
        } else if (strncmp(reader->at, "AI", 2) == 0) {
            *control |= inherited_bit;
            reader->at += 2;
        } else if (strncmp(reader->at, "AR", 2) == 0) {
            *control |= INHERIT_REQUESTED(inherited_bit);
            reader->at += 2;
        } else {
            return fail(reader, "not a flag of an ACL (P, AR, AI)");
        }
    }
    for (*count = 0; take(reader, '('); ++*count) {
        if (!read_ace(aces, reader))
            return false;
    }
    return true;
}

struct descriptor {
    struct security_parts parts;
    struct sid owner, group;
    struct buf sacl, dacl;
};

static bool read_part(struct descriptor *out, struct reader *reader)
{
    struct security_parts *parts = &out->parts;
    char which = *reader->at;
    if (!which || reader->at[1] != ':' || !strchr("OGDS", which))
        return fail(reader, "O:, G:, D: or S: is expected here");
    if ((which == 'O' && parts->owner) || (which == 'G' && parts->group) ||
        (which == 'D' && parts->dacl) || (which == 'S' && parts->sacl))
        return fail(reader, "this part is given twice");
    reader->at += 2;
    switch (which) {
    case 'O':
        parts->owner = &out->owner;
        return read_sid_text(&out->owner, reader);
    case 'G':
        parts->group = &out->group;
        return read_sid_text(&out->group, reader);
    case 'D':
        parts->dacl = &out->dacl;
        return read_acl_text(&out->dacl, &parts->dacl_count, &parts->control, reader,
                             SECURITY_DACL_PROTECTED, SECURITY_DACL_AUTO_INHERITED);
    default:
        parts->sacl = &out->sacl;
        return read_acl_text(&out->sacl, &parts->sacl_count, &parts->control, reader,
                             SECURITY_SACL_PROTECTED, SECURITY_SACL_AUTO_INHERITED);
    }
}

/* rule access.descriptor-format */
const struct blob *security_from_sddl(const char *sddl, struct diags *diags)
{
    struct descriptor descriptor = {0};
    struct reader reader = {sddl, sddl, diags};
    bool right = *sddl || fail(&reader, "an empty security descriptor");
    while (right && *reader.at)
        right = read_part(&descriptor, &reader);
    const struct blob *blob = right ? security_write(&descriptor.parts) : NULL;
    buf_free(&descriptor.sacl);
    buf_free(&descriptor.dacl);
    return blob;
}

/* Writing. */

static void write_sid(struct buf *out, struct cursor at)
{
    struct sid sid;
    if (!sid_read(&sid, at))
        return;
    const char *alias = sid_alias(&sid);
    char *text = alias ? NULL : sid_to_string(&sid);
    buf_text(out, alias ? alias : text);
    mem_free(text);
}

static void write_rights(struct buf *out, uint32_t mask)
{
    uint32_t named = 0;
    for (size_t i = 0; i < COUNT(rights); i++) {
        if (rights[i].bits == mask) {
            buf_text(out, rights[i].text);
            return;
        }
        named |= i < SETS_OF_RIGHTS ? 0 : rights[i].bits;
    }
    if (!mask || mask & ~named) {
        buf_printf(out, "0x%x", mask);
        return;
    }
    for (size_t i = SETS_OF_RIGHTS; i < COUNT(rights); i++) {
        if (mask & rights[i].bits)
            buf_text(out, rights[i].text);
    }
}

static void write_acl(struct buf *out, struct cursor aces, uint16_t count)
{
    for (uint16_t i = 0; i < count; i++) {
        struct ace ace;
        if (!ace_read(&ace, &aces) || ace.type >= COUNT(ace_types))
            continue; /* other kinds have no text here */
        buf_printf(out, "(%s;", ace_types[ace.type].text);
        for (size_t flag = 0; flag < COUNT(ace_flags); flag++) {
            if (ace.flags & ace_flags[flag].bits)
                buf_text(out, ace_flags[flag].text);
        }
        buf_put(out, ';');
        write_rights(out, ace.mask);
        buf_text(out, ";;;");
        write_sid(out, ace.sid);
        buf_put(out, ')');
    }
}

static void write_flags(struct buf *out, const char *part, uint16_t control, uint16_t protected_bit,
                        uint16_t inherited_bit)
{
    buf_printf(out, "%s%s%s%s", part, control & protected_bit ? "P" : "",
               control & INHERIT_REQUESTED(inherited_bit) ? "AR" : "",
               control & inherited_bit ? "AI" : "");
}

char *security_to_sddl(const struct blob *security)
{
    struct security_view view;
    struct buf out = {0};
    if (!security_read(&view, blob_bytes(security), blob_size(security)))
        return mem_strdup("");
    if (view.owner.size) {
        buf_text(&out, "O:");
        write_sid(&out, view.owner);
    }
    if (view.group.size) {
        buf_text(&out, "G:");
        write_sid(&out, view.group);
    }
    if (view.has_dacl) {
        write_flags(&out, "D:", view.control, SECURITY_DACL_PROTECTED,
                    SECURITY_DACL_AUTO_INHERITED);
        write_acl(&out, view.dacl, view.dacl_count);
    }
    if (view.has_sacl) {
        write_flags(&out, "S:", view.control, SECURITY_SACL_PROTECTED,
                    SECURITY_SACL_AUTO_INHERITED);
        write_acl(&out, view.sacl, view.sacl_count);
    }
    char *text = mem_strdup(buf_z(&out));
    buf_free(&out);
    return text;
}
