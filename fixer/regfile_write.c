/* Writes the backup text; regfile.h shows it. */
#include "regfile.h"

#include <string.h>

#include "regfile_format.h"
#include "text.h"

#define WRAP_COLUMN 76

static void add_quoted(struct buf *out, const WCHAR *text, SIZE_T units)
{
    text_add(out, u"\"");
    for (SIZE_T i = 0; i < units; i++) {
        if (text[i] == u'\r' || text[i] == u'\n') {
            text_add(out, text[i] == u'\r' ? u"\\r" : u"\\n");
            continue;
        }
        if (text[i] == u'"' || text[i] == u'\\')
            text_add(out, u"\\");
        text_add_unit(out, text[i]);
    }
    text_add(out, u"\"");
}

/* Is the value one NUL-terminated string of printable units, as a quoted string can say? */
static BOOL is_plain_string(const struct value *value)
{
    const WCHAR *text = (const void *)value->data;
    SIZE_T units = value->size / sizeof(WCHAR), i = 0;

    if (value->type != REG_SZ || value->size % sizeof(WCHAR) != 0 || units == 0)
        return FALSE;
    while (i < units && text[i] >= u' ')
        i++;
    return i == units - 1 && text[i] == 0;
}

static void add_hex(struct buf *out, const struct value *value, SIZE_T line_start)
{
    text_add(out, u"hex");
    if (value->type != REG_BINARY) {
        text_add(out, u"(");
        text_add_hex(out, value->type, 1);
        text_add(out, u")");
    }
    text_add(out, u":");
    for (DWORD i = 0; i < value->size; i++) {
        if (i != 0)
            text_add(out, u",");
        if ((out->used - line_start) / sizeof(WCHAR) > WRAP_COLUMN) {
            text_add(out, u"\\\r\n");
            line_start = out->used;
            text_add(out, u"  ");
        }
        text_add_hex(out, value->data[i], 2);
    }
}

static void add_value(struct buf *out, const struct value *value)
{
    SIZE_T line_start = out->used;
    DWORD number;

    if (value->name[0] == 0)
        text_add(out, u"@");
    else
        add_quoted(out, value->name, text_units(value->name));
    text_add(out, u"=");
    if (is_plain_string(value)) {
        add_quoted(out, (const void *)value->data, value->size / sizeof(WCHAR) - 1);
    } else if (value->type == REG_DWORD && value->size == sizeof(number)) {
        memcpy(&number, value->data, sizeof(number));
        text_add(out, u"dword:");
        text_add_hex(out, number, 8);
    } else {
        add_hex(out, value, line_start);
    }
    text_add(out, u"\r\n");
}

void regfile_write(struct buf *out, const struct tree *tree, const WCHAR *computer)
{
    text_add(out, REGFILE_BOM REGFILE_HEADER u"\r\n" REGFILE_COMPUTER);
    text_add(out, computer);
    text_add(out, u"\r\n");
    for (const struct key *key = tree->first; key != NULL; key = key->next) {
        text_add(out, u"\r\n[" SERVICES_NAME u"\\");
        key_path(key, out);
        text_add(out, u"]\r\n");
        for (const struct value *value = key->values; value != NULL; value = value->next)
            add_value(out, value);
    }
    text_add(out, u"\r\n" REGFILE_END u"\r\n");
}

BOOL regfile_can_hold(const struct tree *tree)
{
    struct buf bytes = {0};
    struct regfile back;

    regfile_write(&bytes, tree, u"");
    return regfile_read(&back, &bytes) == NULL && tree_holds(&back.tree, tree);
}
