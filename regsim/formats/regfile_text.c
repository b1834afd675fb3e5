/*
 * Lines of .reg text. Data wraps as regedit wraps it: once a comma stands beyond column 76, the
 * line ends in `\` and the next one starts with two blanks; so no line is longer than 80 characters
 * unless its name is.
 */
#include "formats/regfile_text.h"

#include "base/memory.h"

#include <stdio.h>
#include <string.h>

enum { WRAP_COLUMN = 76 };

regsim_status regfile_text_start(struct regfile_text *text, struct output *out,
                                 const struct regfile_write_options *options, struct diags *diags)
{
    bool latest = options->version == REGFILE_5;
    *text = (struct regfile_text){
        .out = out,
        .options = options,
        .wide = options->encoding == REGFILE_USUAL ? latest : options->encoding == REGFILE_UTF16LE,
        .wide_hex = latest,
        .losses = {.diags = diags, .file = out->path, .allowed = options->lossy},
    };
    uint32_t number = options->codepage ? options->codepage : CODEPAGE_DEFAULT;
    if (!text->wide || !text->wide_hex)
        REGSIM_TRY(codepage_open(&text->codepage, number, diags));
    if (text->wide)
        buf_u16(&out->buf, 0xFEFF);
    else if (options->encoding == REGFILE_MARKED)
        buf_add(&out->buf, "\xEF\xBB\xBF", 3);
    regfile_text_ascii(text, latest ? "Windows Registry Editor Version 5.00\r\n\r\n"
                             : options->version == REGFILE_4 ? "REGEDIT4\r\n\r\n"
                                                             : "REGEDIT\r\n");
    return regsim_ok();
}

regsim_status regfile_text_end(struct regfile_text *text)
{
    codepage_free(text->codepage);
    buf_free(&text->ascii);
    buf_free(&text->bytes);
    ubuf_free(&text->back);
    ubuf_free(&text->where);
    return losses_end(&text->losses);
}

void regfile_text_lose(struct regfile_text *text, const struct ustr *name, const char *what)
{
    losses_add(&text->losses, ubuf_view(&text->where), name, what);
}

/* rule reg.export-loses */
void regfile_text_note_key(struct regfile_text *text, const struct store *store, key_id key)
{
    if (store_class(store, key).count)
        regfile_text_lose(text, NULL, "the class name cannot be held");
    if (store_flags(store, key) & KEY_VOLATILE)
        regfile_text_lose(text, NULL, "the volatile key becomes an ordinary one");
    text->losses.securities += loses_security(store, key);
    text->losses.times += text->options->timed && store_last_write(store, key) != 0;
}

/* Appends bytes that are ASCII, as bytes or as UTF-16LE. */
static void put(struct regfile_text *text, const uint8_t *ascii, size_t size)
{
    struct buf *out = &text->out->buf;
    if (!text->wide) {
        buf_add(out, ascii, size);
        return;
    }
    MEM_GROW(out->bytes, out->capacity, out->size + size * 2);
    uint8_t *to = out->bytes + out->size;
    for (size_t i = 0; i < size; i++) {
        to[i * 2] = ascii[i];
        to[i * 2 + 1] = 0;
    }
    out->size += size * 2;
}

void regfile_text_ascii(struct regfile_text *text, const char *ascii)
{
    put(text, (const uint8_t *)ascii, strlen(ascii));
}

bool regfile_text_units(struct regfile_text *text, struct ustr units)
{
    if (!text->wide)
        return codepage_encode(&text->out->buf, text->codepage, units);
    buf_add(&text->out->buf, units.units, units.count * sizeof *units.units);
    return true;
}

bool regfile_text_holds(struct regfile_text *text, struct ustr units)
{
    buf_clear(&text->bytes);
    return text->wide || codepage_encode(&text->bytes, text->codepage, units);
}

const char *regfile_key_problem(struct regfile_text *text, struct ustr name, size_t level)
{
    static const char16_t bad[] = {0, u'\n', u'\r', u'\\'};
    static const char *const why[] = {
        "a key name with a NUL cannot be held", "a key name with a line end cannot be held",
        "a key name with a line end cannot be held", "a key name with a backslash cannot be held"};
    if (!name.count)
        return "an empty key name cannot be held";
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (ustr_find(name, bad[i], 0) != SIZE_MAX)
            return why[i];
    }
    if (name.count > REGFILE_KEY_NAME_MAX)
        return "a key name longer than 256 characters cannot be held";
    if (level > REGFILE_DEPTH_MAX)
        return "a key more than 512 levels deep cannot be held";
    return regfile_text_holds(text, name)
               ? NULL
               : "a key name that is not in the code page cannot be held";
}

void regfile_text_section(struct regfile_text *text, struct ustr path, const char *mark)
{
    regfile_text_ascii(text, mark);
    regfile_text_units(text, path);
    regfile_text_ascii(text, "]\r\n");
}

static const char *escape_of(char16_t unit)
{
    switch (unit) {
    case u'\\':
        return "\\\\";
    case u'"':
        return "\\\"";
    case u'\n':
        return "\\n";
    case u'\r':
        return "\\r";
    default:
        return NULL;
    }
}

/* "text" with escapes; *column moves past it. False: some unit is not in the code page. */
static bool put_quoted(struct regfile_text *text, struct ustr units, size_t *column)
{
    bool whole = true;
    size_t start = 0;
    regfile_text_ascii(text, "\"");
    *column += units.count + 2;
    for (size_t i = 0; i < units.count; i++) {
        const char *escape = escape_of(units.units[i]);
        if (!escape)
            continue;
        whole &= regfile_text_units(text, ustr_slice(units, start, i));
        regfile_text_ascii(text, escape);
        start = i + 1;
        ++*column;
    }
    whole &= regfile_text_units(text, ustr_slice(units, start, units.count));
    regfile_text_ascii(text, "\"");
    return whole;
}

/* NAME= with its column; false: this name cannot stand in a .reg file, and nothing was written. */
static bool put_name(struct regfile_text *text, struct ustr name, size_t *column)
{
    size_t before = text->out->buf.size;
    *column = 0;
    if (ustr_find(name, 0, 0) != SIZE_MAX) {
        regfile_text_lose(text, &name, "a value name with a NUL cannot be held");
        return false;
    }
    if (!name.count) {
        regfile_text_ascii(text, "@");
        ++*column;
    } else if (!put_quoted(text, name, column)) { /* one with ? could be that of another value */
        text->out->buf.size = before;
        regfile_text_lose(text, &name, "a value name that is not in the code page cannot be held");
        return false;
    }
    regfile_text_ascii(text, "=");
    ++*column;
    return true;
}

/* rule reg.export-wrap */
static void put_hex(struct regfile_text *text, uint32_t type, const uint8_t *data, size_t size,
                    size_t column)
{
    static const char digits[] = "0123456789abcdef";
    struct buf *ascii = &text->ascii;
    buf_clear(ascii);
    if (type == REG_BINARY_TYPE)
        buf_text(ascii, "hex:");
    else
        buf_printf(ascii, "hex(%x):", type);
    column += ascii->size;
    MEM_GROW(ascii->bytes, ascii->capacity, ascii->size + size * 4 + 16);
    uint8_t *to = ascii->bytes + ascii->size;
    for (size_t i = 0; i < size; i++) {
        *to++ = (uint8_t)digits[data[i] >> 4];
        *to++ = (uint8_t)digits[data[i] & 0xF];
        if (i + 1 == size)
            break;
        *to++ = ',';
        column += 3;
        if (column > WRAP_COLUMN) {
            memcpy(to, "\\\r\n  ", 5);
            to += 5;
            column = 2;
        }
    }
    ascii->size = (size_t)(to - ascii->bytes);
    put(text, ascii->bytes, ascii->size);
}

static struct ustr units_of(const uint8_t *data, uint32_t size)
{
    return (struct ustr){(const char16_t *)(const void *)data, size / sizeof(char16_t)};
}

static bool is_string_type(uint32_t type)
{
    return type == REG_SZ_TYPE || type == REG_EXPAND_SZ_TYPE || type == REG_MULTI_SZ_TYPE;
}

/* String data as bytes. The last whole unit decides, as it does for the reader: where it is a NUL
 * the data come back as they are, with half a unit behind it too; else they get a NUL. REGEDIT4
 * holds 8-bit text (rule reg.termination). */
static void put_string_bytes(struct regfile_text *text, struct ustr name, uint32_t type,
                             const uint8_t *data, uint32_t size, size_t column)
{
    struct ustr units = units_of(data, size);
    if (size && (!units.count || units.units[units.count - 1]))
        regfile_text_lose(text, &name, "string data without a terminating NUL gets one");
    if (text->wide_hex) {
        put_hex(text, type, data, size, column);
        return;
    }
    if (size % 2)
        regfile_text_lose(text, &name, "half a character at the end of string data is left out");
    buf_clear(&text->bytes);
    ubuf_clear(&text->back);
    codepage_encode(&text->bytes, text->codepage, units);
    codepage_decode(&text->back, text->codepage, text->bytes.bytes, text->bytes.size);
    if (!ustr_same(ubuf_view(&text->back), units))
        regfile_text_lose(text, &name, "text that is not in the code page becomes ?");
    put_hex(text, type, text->bytes.bytes, text->bytes.size, column);
}

static bool fits_quotes(struct ustr units, uint32_t size)
{
    return !(size % 2) && units.count && ustr_find(units, 0, 0) == units.count - 1;
}

/* "text" up to the first NUL; what quotes do not say of the data is lost. */
static void put_string(struct regfile_text *text, struct ustr name, struct ustr units,
                       uint32_t size, size_t *column)
{
    size_t end = ustr_find(units, 0, 0);
    if (!size)
        regfile_text_lose(text, &name, "an empty string gets a terminating NUL in quotes");
    else if (end == SIZE_MAX)
        regfile_text_lose(text, &name, "string data without a terminating NUL gets one");
    else if (!fits_quotes(units, size))
        regfile_text_lose(text, &name, "string data are cut at their first NUL");
    if (!put_quoted(text, ustr_slice(units, 0, end), column))
        regfile_text_lose(text, &name, "text that is not in the code page becomes ?");
}

/* rule reg.export-types */
void regfile_text_value(struct regfile_text *text, struct ustr name, uint32_t type,
                        const uint8_t *data, uint32_t size)
{
    size_t column;
    if (!put_name(text, name, &column))
        return;
    struct ustr units = units_of(data, size);
    if (type == REG_SZ_TYPE && (text->options->as_regedit || fits_quotes(units, size))) {
        put_string(text, name, units, size, &column);
    } else if (type == REG_DWORD_TYPE && size == 4) {
        buf_clear(&text->ascii);
        buf_printf(&text->ascii, "dword:%02x%02x%02x%02x", data[3], data[2], data[1], data[0]);
        put(text, text->ascii.bytes, text->ascii.size);
    } else if (is_string_type(type)) {
        put_string_bytes(text, name, type, data, size, column);
    } else {
        put_hex(text, type, data, size, column);
    }
    regfile_text_ascii(text, "\r\n");
    output_spill(text->out);
}

void regfile_text_delete_value(struct regfile_text *text, struct ustr name)
{
    size_t column;
    if (put_name(text, name, &column))
        regfile_text_ascii(text, "-\r\n");
}
