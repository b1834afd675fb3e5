/*
 * The .ini file of lodctr and its symbol file (rule perflib.lodctr):
 *
 *   [info]      drivername=SMSPerf   symbolfile=smsperf.h   trusted=
 *   [objects]   OBJECT_009_NAME=
 *   [languages] 009=English
 *   [text]      OBJECT_009_NAME=SMS Executive   OBJECT_009_HELP=…
 *
 *   #define OBJECT 0        symbols are even numbers from 0
 */
#include "perflib/lodctr.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

void lodctr_add_language(struct lodctr_file *file, struct ustr language)
{
    MEM_GROW(file->languages, file->language_capacity, file->language_count + 1);
    file->languages[file->language_count++] = ustr_dup(language);
}

void lodctr_add_object(struct lodctr_file *file, uint32_t offset)
{
    file->has_objects = true;
    MEM_GROW(file->objects, file->object_capacity, file->object_count + 1);
    file->objects[file->object_count++] = offset;
}

/* The entry of a symbol in a language, made where there is none. */
static struct lodctr_text *text_of(struct lodctr_file *file, uint32_t offset, struct ustr language)
{
    for (size_t i = 0; i < file->text_count; i++) {
        if (file->texts[i].offset == offset && ustr_same_nocase(file->texts[i].language, language))
            return &file->texts[i];
    }
    MEM_GROW(file->texts, file->text_capacity, file->text_count + 1);
    struct lodctr_text *text = &file->texts[file->text_count++];
    *text = (struct lodctr_text){.offset = offset, .language = ustr_dup(language)};
    return text;
}

static void set_text(struct lodctr_text *text, bool help, struct ustr value)
{
    struct ustr *place = help ? &text->help : &text->name;
    ustr_free(*place);
    *place = ustr_dup(value);
    *(help ? &text->has_help : &text->has_name) = true;
}

void lodctr_add_text(struct lodctr_file *file, uint32_t offset, struct ustr language,
                     struct ustr name, struct ustr help)
{
    struct lodctr_text *text = text_of(file, offset, language);
    set_text(text, false, name);
    set_text(text, true, help);
}

void lodctr_done(struct lodctr_file *file)
{
    ustr_free(file->driver);
    ustr_free(file->symbol_file);
    mem_free(file->objects);
    for (size_t i = 0; i < file->language_count; i++)
        ustr_free(file->languages[i]);
    mem_free(file->languages);
    for (size_t i = 0; i < file->text_count; i++) {
        ustr_free(file->texts[i].language);
        ustr_free(file->texts[i].name);
        ustr_free(file->texts[i].help);
    }
    mem_free(file->texts);
    *file = (struct lodctr_file){0};
}

struct span { /* of the text that is read */
    const char *text;
    size_t length;
};

struct reader {
    struct lodctr_file *out;
    struct diags *diags;
    const char *name;
    const char *symbols;
    size_t line;
    struct span section;
    bool wrong;
};

static struct span trim(struct span span)
{
    while (span.length && strchr(" \t\r", span.text[0])) {
        span.text++;
        span.length--;
    }
    while (span.length && strchr(" \t\r", span.text[span.length - 1]))
        span.length--;
    return span;
}

static bool is(struct span span, const char *word)
{
    return span.length == strlen(word) && strncasecmp(span.text, word, span.length) == 0;
}

static void fail(struct reader *reader, const char *what, struct span span)
{
    reader->wrong = true;
    diags_add(reader->diags, DIAG_ERROR, reader->name, reader->line, 1, "%s: %.*s", what,
              (int)span.length, span.text);
}

/* The number that the symbol file defines for a symbol. */
static bool symbol_offset(uint32_t *out, const char *symbols, struct span symbol)
{
    static const char define[] = "#define";
    for (const char *at = strstr(symbols, define); at; at = strstr(at, define)) {
        at += sizeof define - 1;
        at += strspn(at, " \t");
        size_t length = strcspn(at, " \t\r\n");
        if (length != symbol.length || memcmp(at, symbol.text, length) != 0)
            continue;
        const char *number = at + length + strspn(at + length, " \t");
        char *end;
        unsigned long value = strtoul(number, &end, 10);
        if (end == number || value % 2 || value > 10000) /* even numbers; a stated maximum */
            return false;
        *out = (uint32_t)value;
        return true;
    }
    return false;
}

/* SYMBOL_LANG_NAME or SYMBOL_LANG_HELP. */
static bool split_key(struct span *symbol, struct span *language, bool *help, struct span key)
{
    size_t parts[2] = {0}, found = 0;
    for (size_t i = key.length; i-- > 0 && found < 2;) {
        if (key.text[i] == '_')
            parts[found++] = i;
    }
    if (found < 2)
        return false;
    struct span kind = {key.text + parts[0] + 1, key.length - parts[0] - 1};
    *symbol = (struct span){key.text, parts[1]};
    *language = (struct span){key.text + parts[1] + 1, parts[0] - parts[1] - 1};
    *help = is(kind, "HELP");
    return *help || is(kind, "NAME");
}

static void read_symbol_line(struct reader *reader, struct span key, struct span value)
{
    struct span symbol, language;
    bool help;
    uint32_t offset;
    if (!split_key(&symbol, &language, &help, key)) {
        fail(reader, "not SYMBOL_LANGUAGE_NAME or SYMBOL_LANGUAGE_HELP", key);
        return;
    }
    if (!symbol_offset(&offset, reader->symbols, symbol)) {
        fail(reader, "the symbol file has no even number for", symbol);
        return;
    }
    if (is(reader->section, "objects")) {
        lodctr_add_object(reader->out, offset);
        return;
    }
    struct ustr name = ustr_from_wtf8(language.text, language.length);
    struct ustr text = ustr_from_wtf8(value.text, value.length);
    set_text(text_of(reader->out, offset, name), help, text);
    ustr_free(name);
    ustr_free(text);
}

static void read_info(struct reader *reader, struct span key, struct span value)
{
    if (is(key, "drivername")) {
        ustr_free(reader->out->driver);
        reader->out->driver = ustr_from_wtf8(value.text, value.length);
    } else if (is(key, "symbolfile")) {
        ustr_free(reader->out->symbol_file);
        reader->out->symbol_file = ustr_from_wtf8(value.text, value.length);
    } else if (is(key, "trusted")) {
        reader->out->trusted = true;
    }
}

static void read_line(struct reader *reader, struct span line)
{
    line = trim(line);
    if (!line.length || line.text[0] == ';')
        return;
    if (line.text[0] == '[') {
        bool closed = line.text[line.length - 1] == ']';
        if (!closed)
            fail(reader, "a section without ]", line);
        reader->section = (struct span){line.text + 1, line.length - (closed ? 2 : 1)};
        if (is(reader->section, "objects"))
            reader->out->has_objects = true;
        return;
    }
    const char *equals = memchr(line.text, '=', line.length);
    if (!equals) {
        fail(reader, "a line without =", line);
        return;
    }
    struct span key = trim((struct span){line.text, (size_t)(equals - line.text)});
    struct span value =
        trim((struct span){equals + 1, line.length - (size_t)(equals + 1 - line.text)});
    if (is(reader->section, "info")) {
        read_info(reader, key, value);
    } else if (!reader->symbols) {
        return;
    } else if (is(reader->section, "languages")) {
        struct ustr language = ustr_from_wtf8(key.text, key.length);
        lodctr_add_language(reader->out, language);
        ustr_free(language);
    } else if (is(reader->section, "objects") || is(reader->section, "text")) {
        read_symbol_line(reader, key, value);
    }
}

regsim_status lodctr_parse(struct lodctr_file *out, struct diags *diags, const char *name,
                           const char *ini, const char *symbols)
{
    *out = (struct lodctr_file){0};
    struct reader reader = {
        .out = out, .diags = diags, .name = name, .symbols = symbols, .section = {"", 0}};
    for (const char *at = ini; *at;) {
        size_t length = strcspn(at, "\n");
        reader.line++;
        read_line(&reader, (struct span){at, length});
        at += length + (at[length] == '\n');
    }
    if (!out->driver.count) {
        reader.line = 0;
        fail(&reader, "no drivername in", (struct span){"[info]", 6});
    }
    if (!reader.wrong)
        return regsim_ok();
    lodctr_done(out);
    return regsim_failed(REGSIM_INVALID);
}
