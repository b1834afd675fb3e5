/*
 * Reads a text hive of Wine line by line. A line that Wine's server would drop with a complaint is
 * an error here: a file that Wine wrote has none, so it was damaged, and what it lost is not known.
 */
#include "formats/winehive.h"

#include "base/memory.h"
#include "formats/regfile.h"
#include "registry/ops.h"

#include <stdlib.h>
#include <string.h>

enum { VALUE_NAME_MAX = REG_VALUE_NAME_MAX };

struct winehive_reader {
    const char *file;
    const uint8_t *next, *end; /* of the file's bytes: the lines that were not read yet */
    const char *line;          /* the current one, without its end */
    size_t length, number;
    struct store *store;
    key_id top, key; /* of the open section; KEY_NONE: none */
    size_t implied;  /* keys right above it that its section made */
    struct winehive_facts *facts;
    struct diags *diags;
    size_t errors;
    struct ubuf name, text;
    struct buf data;
};

static bool wrong(struct winehive_reader *r, size_t at, const char *text)
{
    struct diag *diag = diags_add(r->diags, DIAG_ERROR, r->file, r->number, at + 1,
                                  "%s: Wine drops this line", text);
    diag_source(diag, r->line, r->length);
    r->errors++;
    return false;
}

static bool next_line(struct winehive_reader *r)
{
    if (r->next == r->end)
        return false;
    const uint8_t *end = memchr(r->next, '\n', (size_t)(r->end - r->next));
    const uint8_t *stop = end ? end : r->end;
    r->line = (const char *)r->next;
    r->length = (size_t)(stop - r->next);
    r->next = end ? end + 1 : r->end;
    r->number++;
    if (r->length && r->line[r->length - 1] == '\r')
        r->length--;
    return true;
}

static char at_line(const struct winehive_reader *r, size_t at)
{
    return at < r->length ? r->line[at] : 0;
}

static size_t skip_blanks(const struct winehive_reader *r, size_t at)
{
    while (at_line(r, at) == ' ' || at_line(r, at) == '\t')
        at++;
    return at;
}

static bool starts_with(const struct winehive_reader *r, size_t at, const char *word)
{
    size_t size = strlen(word);
    return at <= r->length && r->length - at >= size && !memcmp(r->line + at, word, size);
}

static int digit_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    char lower = (char)(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* Up to `most` digits of the base at *at; how many there are. */
static size_t take_digits(uint64_t *out, const struct winehive_reader *r, size_t *at, int base,
                          size_t most)
{
    size_t digits = 0;
    *out = 0;
    for (; digits < most; digits++, ++*at) {
        int digit = digit_of(at_line(r, *at));
        if (digit < 0 || digit >= base)
            break;
        *out = *out * (uint64_t)base + (uint64_t)digit;
    }
    return digits;
}

/* The unit that an escape stands for, *at being behind its backslash. */
static char16_t take_escape(const struct winehive_reader *r, size_t *at)
{
    static const char letters[] = "abefnrtv", units[] = "\a\b\x1B\f\n\r\t\v";
    uint64_t number;
    char c = at_line(r, *at);
    const char *letter = c ? strchr(letters, c) : NULL;
    if (c == 'x') {
        ++*at;
        return take_digits(&number, r, at, 16, 4) ? (char16_t)number : u'x';
    }
    if (take_digits(&number, r, at, 8, 3))
        return (char16_t)number;
    ++*at;
    return letter ? (char16_t)units[letter - letters] : (char16_t)(unsigned char)c;
}

/* Unescapes from *at to the closing character, which *at is left behind. */
static bool take_text(struct winehive_reader *r, struct ubuf *out, size_t *at, char closing)
{
    size_t open = *at;
    ubuf_clear(out);
    while (*at < r->length) {
        char c = r->line[(*at)++];
        if (c == closing)
            return true;
        if (c != '\\')
            ubuf_put(out, (unsigned char)c);
        else if (*at < r->length)
            ubuf_put(out, take_escape(r, at));
    }
    return wrong(r, open, closing == ']' ? "no closing ]" : "no closing quote");
}

/* ---- keys ---- */

static filetime from_unix(uint64_t seconds)
{
    return (seconds + UINT64_C(11644473600)) * 10000000;
}

/* A key's time, which those above it that it implied get too: the file does not have theirs. */
static void touch(struct winehive_reader *r, filetime time)
{
    key_id key = r->key;
    store_touch(r->store, key, time);
    for (size_t i = 0; i < r->implied; i++) {
        key = store_parent(r->store, key);
        store_touch(r->store, key, time);
    }
}

/* The key at the path, made where it is missing. */
static bool open_path(struct winehive_reader *r, struct ustr path, filetime time)
{
    key_id key = r->top;
    size_t levels = 1, made = 0;
    for (size_t start = 0; start < path.count; levels++) {
        size_t end = ustr_find(path, u'\\', start);
        if (end == SIZE_MAX)
            end = path.count;
        struct ustr name = ustr_slice(path, start, end);
        if (!name.count || name.count > REGFILE_KEY_NAME_MAX || levels > REGFILE_DEPTH_MAX ||
            ustr_find(name, 0, 0) != SIZE_MAX)
            return wrong(r, 0, "not the path of a key");
        key_id child = store_child_find(r->store, key, name);
        key = child ? child : store_key_add(r->store, key, name, 0, time);
        made += !child;
        start = end + 1;
    }
    r->key = key;
    r->implied = made ? made - 1 : 0;
    touch(r, time);
    return true;
}

static bool take_key(struct winehive_reader *r)
{
    size_t at = 1;
    uint64_t seconds = 0;
    r->key = KEY_NONE;
    if (!take_text(r, &r->name, &at, ']'))
        return false;
    at = skip_blanks(r, at);
    size_t digits = take_digits(&seconds, r, &at, 10, 10);
    at = skip_blanks(r, at);
    if (at < r->length)
        return wrong(r, at, "text after the time of a key");
    return open_path(r, ubuf_view(&r->name), digits ? from_unix(seconds) : 0);
}

/* #time=… #class="…" #link of a key; #arch=… before any. Wine ignores what else there is. */
static bool take_option(struct winehive_reader *r)
{
    uint64_t time;
    size_t at = 6;
    if (starts_with(r, 0, "#arch=")) {
        size_t size = r->length - at < sizeof r->facts->arch ? r->length - at : 0;
        memcpy(r->facts->arch, r->line + at, size);
        return true;
    }
    if (!r->key)
        return true;
    if (starts_with(r, 0, "#time=")) {
        if (!take_digits(&time, r, &at, 16, 16) || skip_blanks(r, at) < r->length)
            return wrong(r, at, "not a time in hex");
        touch(r, time);
    } else if (starts_with(r, 0, "#class=\"")) {
        at = 8;
        if (!take_text(r, &r->text, &at, '"'))
            return false;
        store_class_set(r->store, r->key, ubuf_view(&r->text));
    } else if (starts_with(r, 0, "#link")) {
        store_flags_set(r->store, r->key, KEY_LINK);
    }
    return true;
}

/* ---- values ---- */

/* Bytes and commas; `\` at the end of a line goes on in the next one. */
static bool take_hex(struct winehive_reader *r, size_t at)
{
    uint64_t byte;
    buf_clear(&r->data);
    r->data.max = REGFILE_VALUE_MAX;
    r->data.overflow = false;
    for (;;) {
        at = skip_blanks(r, at);
        if (at == r->length)
            break;
        if (r->line[at] == '\\' && at + 1 == r->length) {
            if (!next_line(r))
                return wrong(r, at, "the file ends inside this value");
            at = 0;
            continue;
        }
        size_t digits = take_digits(&byte, r, &at, 16, 3);
        if (!digits || digits > 2)
            return wrong(r, at, "not a byte in hex");
        buf_put(&r->data, (uint8_t)byte);
        at = skip_blanks(r, at);
        if (at == r->length)
            break;
        if (r->line[at++] != ',')
            return wrong(r, at - 1, "expected a comma");
    }
    return !r->data.overflow || wrong(r, 0, "the data are longer than 64 MiB");
}

static bool take_string(struct winehive_reader *r, size_t at)
{
    if (!take_text(r, &r->text, &at, '"'))
        return false;
    if (skip_blanks(r, at) < r->length)
        return wrong(r, at, "text after the closing quote");
    ubuf_put(&r->text, 0);
    buf_clear(&r->data);
    r->data.max = 0;
    buf_add(&r->data, r->text.units, r->text.count * sizeof *r->text.units);
    return true;
}

/* N of str(N): and hex(N): and what ends it. */
static bool take_type(struct winehive_reader *r, size_t *at, uint32_t *type, const char *ending)
{
    uint64_t number;
    size_t digits = take_digits(&number, r, at, 16, 8);
    *type = (uint32_t)number;
    if (!digits || !starts_with(r, *at, ending))
        return wrong(r, *at, "not a type in hex");
    *at += strlen(ending);
    return true;
}

static bool take_dword(struct winehive_reader *r, size_t at)
{
    uint64_t number;
    if (!take_digits(&number, r, &at, 16, 8) || skip_blanks(r, at) < r->length)
        return wrong(r, at, "not a number of up to eight hex digits");
    buf_clear(&r->data);
    buf_u32(&r->data, (uint32_t)number);
    return true;
}

static bool take_data(struct winehive_reader *r, size_t at, uint32_t *type)
{
    *type = REG_SZ_TYPE;
    if (at_line(r, at) == '"')
        return take_string(r, at + 1);
    if (starts_with(r, at, "str:\""))
        return take_string(r, at + 5);
    if (starts_with(r, at, "str(")) {
        at += 4;
        return take_type(r, &at, type, "):\"") && take_string(r, at);
    }
    if (starts_with(r, at, "hex(")) {
        at += 4;
        return take_type(r, &at, type, "):") && take_hex(r, at);
    }
    if (starts_with(r, at, "dword:")) {
        *type = REG_DWORD_TYPE;
        return take_dword(r, at + 6);
    }
    *type = REG_BINARY_TYPE;
    return starts_with(r, at, "hex:") ? take_hex(r, at + 4) : wrong(r, at, "unknown data");
}

static bool take_value(struct winehive_reader *r)
{
    size_t at = 1;
    uint32_t type;
    ubuf_clear(&r->name);
    if (!r->key)
        return wrong(r, 0, "a value that is in no key");
    if (r->line[0] == '"' && !take_text(r, &r->name, &at, '"'))
        return false;
    at = skip_blanks(r, at);
    if (at_line(r, at) != '=')
        return wrong(r, at, "expected = after the value name");
    if (r->name.count > VALUE_NAME_MAX)
        return wrong(r, 0, "a value name of more than 16,383 characters");
    if (!take_data(r, skip_blanks(r, at + 1), &type))
        return false;
    store_value_set(r->store, r->key, ubuf_view(&r->name), type, r->data.bytes,
                    (uint32_t)r->data.size);
    return true;
}

/* ---- the file ---- */

/* ;; All keys relative to REGISTRY\\Machine; or HKEY_CURRENT_USER, as we write that */
static void take_comment(struct winehive_reader *r)
{
    static const char relative[] = ";; All keys relative to ";
    static const struct ustr registry = {u"REGISTRY\\", 9};
    size_t at = sizeof relative - 1;
    if (r->facts->place.count || !starts_with(r, 0, relative))
        return;
    ubuf_clear(&r->text);
    while (at < r->length) {
        char c = r->line[at++];
        ubuf_put(&r->text, c == '\\' ? take_escape(r, &at) : (unsigned char)c);
    }
    struct ustr path = ubuf_view(&r->text);
    size_t start = path.count && path.units[0] == u'\\';
    path = ustr_slice(path, start, path.count);
    struct ubuf place = {0};
    if (ustr_starts_nocase(path, registry))
        registry_path_to_user(&place, ustr_slice(path, registry.count, path.count), true);
    else if (!registry_path_in_full(&place, path))
        return;
    r->facts->place = ustr_dup(ubuf_view(&place));
    ubuf_free(&place);
}

static regsim_status take_header(struct winehive_reader *r)
{
    static const char header[] = "WINE REGISTRY Version ";
    if (!next_line(r) || !starts_with(r, 0, header))
        return diags_invalid(r->diags, r->file, "not a text hive of Wine: no header");
    if (skip_blanks(r, sizeof header) == r->length && at_line(r, sizeof header - 1) == '2')
        return regsim_ok();
    struct diag *diag = diags_add(r->diags, DIAG_ERROR, r->file, 1, sizeof header,
                                  "a text hive of Wine of another version than 2");
    diag_source(diag, r->line, r->length);
    return regsim_failed(REGSIM_UNSUPPORTED);
}

static void take_line(struct winehive_reader *r)
{
    size_t at = skip_blanks(r, 0);
    if (at == r->length)
        return;
    switch (r->line[0]) {
    case '[':
        take_key(r);
        break;
    case '@':
    case '"':
        take_value(r);
        break;
    case '#':
        take_option(r);
        break;
    case ';':
        take_comment(r);
        break;
    default:
        wrong(r, at, "no key, value, option or comment");
    }
}

/* Wine ends each line, so a file that ends within one was cut: in what, cannot be known. */
static void warn_of_cut(struct winehive_reader *r)
{
    struct diag *diag =
        diags_add(r->diags, DIAG_WARNING, r->file, r->number, r->length + 1,
                  "the file ends within a line: it may be cut, and this line incomplete");
    diag_source(diag, r->line, r->length);
}

regsim_status winehive_read(struct winehive_facts *out, struct store *store, key_id top,
                            const struct winehive_source *source, struct diags *diags)
{
    *out = (struct winehive_facts){0};
    struct winehive_reader r = {
        .file = source->name,
        .next = source->bytes,
        .end = source->bytes + source->size,
        .store = store,
        .top = top,
        .facts = out,
        .diags = diags,
    };
    regsim_status status = take_header(&r);
    while (regsim_is_ok(status) && next_line(&r))
        take_line(&r);
    if (regsim_is_ok(status) && source->bytes[source->size - 1] != '\n')
        warn_of_cut(&r);
    ubuf_free(&r.name);
    ubuf_free(&r.text);
    buf_free(&r.data);
    return r.errors ? regsim_failed(REGSIM_INVALID) : status;
}
