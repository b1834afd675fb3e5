/*
 * Reads a backup. Every function takes what it understands off the front of the current line and
 * says whether it could; what is left over at the end of a line makes the line wrong.
 */
#include "regfile.h"

#include <string.h>

#include "judge.h"
#include "regfile_format.h"
#include "text.h"

struct reader {
    const WCHAR *at, *end;     /* what is left of the file */
    const WCHAR *line, *after; /* what is left of the current line */
    struct regfile *file;
    struct key *key; /* the section that values belong to */
    struct buf name, data;
    DWORD type;
};

/* FALSE at the end of the file. The last line needs no line end. */
static BOOL next_line(struct reader *reader)
{
    const WCHAR *at = reader->at;

    if (at == reader->end)
        return FALSE;
    reader->line = at;
    while (at != reader->end && *at != u'\n')
        at++;
    reader->after = at;
    reader->at = at == reader->end ? at : at + 1;
    if (reader->after != reader->line && reader->after[-1] == u'\r')
        reader->after--;
    reader->file->line++;
    return TRUE;
}

static SIZE_T left(const struct reader *reader)
{
    return (SIZE_T)(reader->after - reader->line);
}

static BOOL take(struct reader *reader, const WCHAR *word)
{
    if (!text_begins(reader->line, left(reader), word))
        return FALSE;
    reader->line += text_units(word);
    return TRUE;
}

static DWORD hex_digit(WCHAR unit)
{
    if (unit >= u'0' && unit <= u'9')
        return (DWORD)(unit - u'0');
    if (unit >= u'a' && unit <= u'f')
        return (DWORD)(unit - u'a' + 10);
    if (unit >= u'A' && unit <= u'F')
        return (DWORD)(unit - u'A' + 10);
    return 16;
}

/* From `least` to `most` digits. */
static BOOL take_hex(struct reader *reader, DWORD least, DWORD most, DWORD *number)
{
    DWORD digits = 0;

    *number = 0;
    while (digits < most && left(reader) != 0 && hex_digit(*reader->line) < 16) {
        *number = *number << 4 | hex_digit(*reader->line++);
        digits++;
    }
    return digits >= least;
}

/* The rest of a quoted text, whose opening quote was taken. */
static BOOL take_quoted(struct reader *reader, struct buf *out)
{
    out->used = 0;
    while (left(reader) != 0) {
        WCHAR unit = *reader->line++;

        if (unit == u'"')
            return TRUE;
        if (unit == u'\\') {
            if (take(reader, u"\\"))
                unit = u'\\';
            else if (take(reader, u"\""))
                unit = u'"';
            else if (take(reader, u"r"))
                unit = u'\r';
            else if (take(reader, u"n"))
                unit = u'\n';
            else
                return FALSE;
        }
        text_add_unit(out, unit);
    }
    return FALSE;
}

/* Bytes with commas between them; a backslash after a comma continues on the next line. */
static BOOL take_bytes(struct reader *reader)
{
    DWORD number;
    BYTE byte;

    if (left(reader) == 0)
        return TRUE;
    do {
        if (take(reader, u"\\")) {
            if (left(reader) != 0 || !next_line(reader))
                return FALSE;
            while (take(reader, u" "))
                ;
        }
        if (!take_hex(reader, 2, 2, &number))
            return FALSE;
        byte = (BYTE)number;
        buf_add(&reader->data, &byte, sizeof(byte));
    } while (take(reader, u","));
    return TRUE;
}

static BOOL take_data(struct reader *reader)
{
    DWORD number;

    reader->data.used = 0;
    if (take(reader, u"\"")) {
        reader->type = REG_SZ;
        if (!take_quoted(reader, &reader->data))
            return FALSE;
        text_add_unit(&reader->data, 0);
        return TRUE;
    }
    if (take(reader, u"dword:")) {
        reader->type = REG_DWORD;
        if (!take_hex(reader, 8, 8, &number))
            return FALSE;
        buf_add(&reader->data, &number, sizeof(number));
        return TRUE;
    }
    reader->type = REG_BINARY;
    if (!take(reader, u"hex"))
        return FALSE;
    if (take(reader, u"(") && !(take_hex(reader, 1, 8, &reader->type) && take(reader, u")")))
        return FALSE;
    return take(reader, u":") && take_bytes(reader);
}

static const WCHAR *read_value(struct reader *reader)
{
    if (reader->key == NULL)
        return u"a value that belongs to no key";
    reader->name.used = 0;
    if (!take(reader, u"@") && !(take(reader, u"\"") && take_quoted(reader, &reader->name)))
        return u"neither a key nor a value";
    if (!take(reader, u"="))
        return u"a value needs =";
    if (take(reader, u"-"))
        return u"a backup deletes nothing";
    if (!take_data(reader) || left(reader) != 0)
        return u"not the data of a value";
    text_add_unit(&reader->name, 0);
    text_add_unit(&reader->data, 0); /* so that both are blocks */
    key_add_value(reader->key, (const void *)reader->name.at, reader->name.used / sizeof(WCHAR) - 1,
                  reader->type, reader->data.at, (DWORD)(reader->data.used - sizeof(WCHAR)));
    return NULL;
}

/* What follows "[": the path of a key whose parents stand above it. */
static const WCHAR *read_key(struct reader *reader)
{
    struct tree *tree = &reader->file->tree;
    struct key *parent = NULL;
    SIZE_T units;

    if (left(reader) == 0 || reader->after[-1] != u']')
        return u"the ] is missing";
    reader->after--;
    if (!take(reader, SERVICES_NAME u"\\") || !judge_name(reader->line, left(reader)))
        return u"not a " STALE_PREFIX u" key of Services";
    for (;; reader->line += units + 1) {
        for (units = 0; units < left(reader) && reader->line[units] != u'\\'; units++)
            ;
        reader->key = tree_find_key(tree, parent, reader->line, units);
        if (units == left(reader))
            break;
        if (reader->key == NULL)
            return u"the key above this one is missing";
        parent = reader->key;
    }
    if (reader->key != NULL || units == 0)
        return u"this key has no name, or stands here twice";
    reader->key = tree_add_key(tree, parent, reader->line, units);
    return NULL;
}

static const WCHAR *read_line(struct reader *reader)
{
    if (left(reader) == 0)
        return NULL;
    if (take(reader, REGFILE_COMPUTER)) {
        reader->file->computer = text_copy(reader->line, left(reader));
        return NULL;
    }
    reader->file->ended = left(reader) == text_units(REGFILE_END) && take(reader, REGFILE_END);
    if (reader->file->ended || take(reader, u";"))
        return NULL;
    return take(reader, u"[") ? read_key(reader) : read_value(reader);
}

/* No NUL, so that no part of a name is lost; no carriage return alone, which regedit takes for the
 * end of a line. */
static BOOL is_text(const WCHAR *at, const WCHAR *end)
{
    while (at != end && *at != 0 && (*at != u'\r' || (at + 1 != end && at[1] == u'\n')))
        at++;
    return at == end;
}

const WCHAR *regfile_read(struct regfile *out, const struct buf *bytes)
{
    struct reader reader = {.at = (const void *)bytes->at, .file = out};
    const WCHAR *wrong = NULL;

    memset(out, 0, sizeof(*out));
    reader.end = reader.at + bytes->used / sizeof(WCHAR);
    if (bytes->used % sizeof(WCHAR) != 0 || !is_text(reader.at, reader.end) ||
        !next_line(&reader) || !take(&reader, REGFILE_BOM REGFILE_HEADER) || left(&reader) != 0)
        return u"not a registry file of version 5.00 in UTF-16";
    while (wrong == NULL && next_line(&reader))
        wrong = read_line(&reader);
    if (wrong == NULL && out->computer != NULL && !out->ended)
        wrong = u"the end of the backup is missing";
    return wrong;
}
