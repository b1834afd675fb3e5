/*
 * Variables, as in Compose: $name, ${name}, $$; and two of bash's: ${name^^}, ${name//A/B}. A
 * replaced text is not looked at again. A scalar that is nothing but one variable counts as
 * (un)quoted like the variable's own value, so that `let: {n: 5}` stays a number.
 */
#include "scenario/decode.h"

#include "base/buf.h"
#include "base/memory.h"
#include "base/nearest.h"

#include <string.h>

static bool starts_name(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

static size_t name_length(const char *text, const char *end)
{
    size_t length = 0;
    while (text + length < end &&
           (starts_name(text[length]) || (length && text[length] >= '0' && text[length] <= '9')))
        length++;
    return length;
}

struct variable *variable_find(struct variables *variables, const char *name)
{
    for (size_t i = 0; i < variables->count; i++) {
        if (!strcmp(variables->items[i].name, name))
            return &variables->items[i];
    }
    return NULL;
}

/* The place of a character of a scalar: exact where the text stands on one line as written. */
static struct node inside(const struct node *node, const char *at)
{
    struct node place = *node;
    if (node->style == STYLE_DOUBLE_QUOTED || node->style == STYLE_BLOCK)
        return place;
    bool quoted = node->style == STYLE_SINGLE_QUOTED;
    place.column += quoted;
    for (const char *c = node->text; c < at; c++) {
        if (((unsigned char)*c & 0xC0) != 0x80)
            place.column += quoted && *c == '\'' ? 2 : 1;
    }
    return place;
}

static void undefined(struct decoder *decoder, const struct node *at, const char *name)
{
    const char *names[VARIABLES_MAX];
    const struct variables *variables = decoder->variables;
    for (size_t i = 0; i < variables->count; i++)
        names[i] = variables->items[i].name;
    const char *near = nearest_word(name, names, variables->count);
    /* $driveX where ${drive}X was meant: the longest variable that the name starts with */
    for (size_t i = 0, longest = 0; !near && i < variables->count; i++) {
        size_t length = strlen(names[i]);
        if (length > longest && !strncmp(name, names[i], length)) {
            near = arena_printf(&decoder->loader->arena, "${%s}%s", names[i], name + length);
            longest = length;
        }
    }
    struct diag *diag = bad(decoder, at, "undefined variable $%s", name);
    if (near && near[0] == '$')
        diag_hint(diag, "did you mean %s?", near);
    else if (near)
        diag_hint(diag, "did you mean $%s?", near);
    else
        diag_hint(diag, "variables come from let, matrix or params; $$ is a dollar sign");
}

static void add_upcased(struct buf *out, struct text text)
{
    struct ustr units = ustr_from_wtf8(text.bytes, text.length);
    struct ubuf upper = {0};
    for (size_t i = 0; i < units.count; i++)
        ubuf_put(&upper, ustr_upcase(units.units[i]));
    char *bytes = ustr_to_wtf8(ubuf_view(&upper));
    buf_add(out, bytes, ustr_wtf8_size(ubuf_view(&upper)));
    mem_free(bytes);
    ubuf_free(&upper);
    ustr_free(units);
}

static void add_replaced(struct buf *out, struct text text, struct text old, struct text new)
{
    for (size_t at = 0; at < text.length;) {
        if (old.length <= text.length - at && !memcmp(text.bytes + at, old.bytes, old.length)) {
            buf_add(out, new.bytes, new.length);
            at += old.length;
        } else {
            buf_put(out, (uint8_t)text.bytes[at++]);
        }
    }
}

/* What stands between the name and the closing brace. */
static bool add_modified(struct buf *out, struct text value, const char *from, const char *end)
{
    if (from == end) {
        buf_add(out, value.bytes, value.length);
        return true;
    }
    if (end - from == 2 && !memcmp(from, "^^", 2)) {
        add_upcased(out, value);
        return true;
    }
    if (end - from < 4 || memcmp(from, "//", 2))
        return false;
    const char *old = from + 2;
    const char *slash = memchr(old, '/', (size_t)(end - old));
    if (!slash || slash == old)
        return false;
    add_replaced(out, value, (struct text){old, (size_t)(slash - old), false},
                 (struct text){slash + 1, (size_t)(end - slash - 1), false});
    return true;
}

/* One reference at the dollar sign; returns behind it, NULL after an error. *used is the variable
 * whose value stands there unmodified. */
static const char *expand_one(struct decoder *decoder, const struct node *node, const char *dollar,
                              const char *end, struct buf *out, const struct variable **used)
{
    struct node here = inside(node, dollar);
    bool braced = dollar + 1 < end && dollar[1] == '{';
    const char *name = dollar + 1 + braced;
    size_t length = name_length(name, end);
    const char *close = braced ? memchr(name, '}', (size_t)(end - name)) : name + length;
    if (!length || !close) {
        struct diag *diag = bad(decoder, &here, "a dollar sign without the name of a variable");
        diag_hint(diag, "$name or ${name} is a variable, $$ is a dollar sign");
        return NULL;
    }
    char *key = arena_strndup(&decoder->loader->arena, name, length);
    struct variable *variable = variable_find(decoder->variables, key);
    if (!variable) {
        undefined(decoder, &here, key);
        return NULL;
    }
    variable->used = true;
    *used = close == name + length ? variable : NULL;
    if (!add_modified(out, variable->text, name + length, close)) {
        struct diag *diag = bad(decoder, &here, "no such use of a variable");
        diag_hint(diag, "${name}, ${name^^} for upper case, ${name//A/B} to replace every A by B");
        return NULL;
    }
    return close + braced;
}

/* One text may be long, and many may be; both are bounded, since each variable may hold the one
 * before it many times. */
static bool fits(struct decoder *decoder, const struct node *node, const struct buf *text)
{
    if (text->overflow) {
        diag_hint(bad(decoder, node, "with its variables this text is longer than 64 KiB"),
                  "does one variable hold another many times?");
        return false;
    }
    bool fitted = decoder->expanded <= EXPANDED_MAX;
    decoder->expanded += text->size;
    if (decoder->expanded <= EXPANDED_MAX)
        return true;
    if (fitted) {
        diag_hint(bad(decoder, node, "the texts of this file are more than 64 MiB with variables"),
                  "every combination of the matrix counts");
    } else { /* which was said */
        decoder->errors++;
        decoder->loader->errors++;
    }
    return false;
}

bool expand(struct decoder *decoder, const struct node *node, struct text *out)
{
    *out = (struct text){node->text, node->length, node->style == STYLE_PLAIN};
    const char *end = node->text + node->length;
    const char *dollar = memchr(node->text, '$', node->length);
    if (!dollar)
        return true;
    struct buf text = {.max = EXPANSION_MAX};
    const char *at = node->text;
    const struct variable *used = NULL;
    const char *whole = NULL;
    for (; dollar; dollar = memchr(at, '$', (size_t)(end - at))) {
        buf_add(&text, at, (size_t)(dollar - at));
        if (dollar + 1 < end && dollar[1] == '$') {
            buf_put(&text, '$');
            at = dollar + 2;
            continue;
        }
        at = expand_one(decoder, node, dollar, end, &text, &used);
        if (!at) {
            buf_free(&text);
            return false;
        }
        whole = dollar == node->text ? at : whole;
    }
    buf_add(&text, at, (size_t)(end - at));
    if (!fits(decoder, node, &text)) {
        buf_free(&text);
        return false;
    }
    out->bytes = arena_strndup(decoder->arena, buf_z(&text), text.size);
    out->length = text.size;
    if (whole == end && used)
        out->plain &= used->text.plain;
    buf_free(&text);
    return true;
}

void variable_set(struct decoder *decoder, const char *name, struct text text,
                  const struct node *at)
{
    struct variables *variables = decoder->variables;
    if (variables->count == VARIABLES_MAX) {
        bad(decoder, at, "more than %d variables", VARIABLES_MAX);
        return;
    }
    variables->items[variables->count++] =
        (struct variable){arena_strdup(decoder->arena, name), text, at, false};
}

void variable_define(struct decoder *decoder, const struct node *name, const struct node *value)
{
    if (name_length(name->text, name->text + name->length) != name->length || !name->length) {
        struct diag *diag = bad(decoder, name, "%s cannot name a variable", name->text);
        diag_hint(diag, "letters, digits and _, not starting with a digit");
        return;
    }
    if (variable_find(decoder->variables, name->text)) {
        bad(decoder, name, "variable %s is defined twice", name->text);
        return;
    }
    struct text text;
    if (!expect_kind(decoder, value, 1u << NODE_SCALAR, name->text, "a text or a number") ||
        !expand(decoder, value, &text))
        text = (struct text){"", 0, false}; /* defined all the same: its uses are no mistakes */
    else if (text.plain && plain_kind_of(text.bytes, text.length) == PLAIN_AMBIGUOUS)
        diag_hint(bad(decoder, value, "%s may be read as something else than a text", text.bytes),
                  "quote it: '%s'", text.bytes);
    variable_set(decoder, name->text, text, name);
}

void decode_let(struct decoder *decoder, const struct node *let)
{
    for (size_t i = 0; let && i < let->count; i++)
        variable_define(decoder, let->keys[i], let->items[i]);
}

void warn_of_unused(struct decoder *decoder)
{
    for (size_t i = 0; i < decoder->variables->count; i++) {
        const struct variable *variable = &decoder->variables->items[i];
        if (variable->node && !variable->used)
            doubtful(decoder, variable->node, "variable %s is never used", variable->name);
    }
}
