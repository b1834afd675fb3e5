/*
 * CommandLineToArgvW (sdk-api): blanks and tabs separate; quotes protect; 2n backslashes before a
 * quote are n, 2n+1 are n and a literal quote; other backslashes are themselves. The program's name
 * knows no backslash rule: it ends at the closing quote, or at the first blank. Inside quotes, two
 * quotes are one literal quote and end the protection (the shell's function, not the C run-time's).
 */
#include "base/memory.h"
#include "machine/process.h"

static bool is_blank(char16_t unit)
{
    return unit == u' ' || unit == u'\t';
}

struct args {
    struct ustr *items;
    size_t count, capacity;
};

static void add(struct args *args, struct ubuf *word)
{
    MEM_GROW(args->items, args->capacity, args->count + 1);
    args->items[args->count++] = ustr_dup(ubuf_view(word));
    ubuf_clear(word);
}

static size_t program(struct args *args, struct ustr line, struct ubuf *word)
{
    size_t at = 0;
    if (line.count && line.units[0] == u'"') {
        for (at = 1; at < line.count && line.units[at] != u'"'; at++)
            ubuf_put(word, line.units[at]);
        at += at < line.count;
    } else {
        for (; at < line.count && !is_blank(line.units[at]); at++)
            ubuf_put(word, line.units[at]);
    }
    add(args, word);
    return at;
}

/* One argument, which starts at `at`; returns where it ends. */
static size_t argument(struct ustr line, size_t at, struct ubuf *word)
{
    bool quoted = false;
    while (at < line.count && (quoted || !is_blank(line.units[at]))) {
        size_t backslashes = 0;
        while (at < line.count && line.units[at] == u'\\') {
            backslashes++;
            at++;
        }
        bool quote = at < line.count && line.units[at] == u'"';
        for (size_t i = quote ? backslashes / 2 : backslashes; i; i--)
            ubuf_put(word, u'\\');
        if (quote && backslashes % 2) {
            ubuf_put(word, u'"');
            at++;
        } else if (quote && quoted && at + 1 < line.count && line.units[at + 1] == u'"') {
            ubuf_put(word, u'"');
            quoted = false;
            at += 2;
        } else if (quote) {
            quoted = !quoted;
            at++;
        } else if (!backslashes) {
            ubuf_put(word, line.units[at++]);
        }
    }
    return at;
}

/* rule module.arguments */
void args_split(struct ustr **out, size_t *count, struct ustr command_line)
{
    struct args args = {0};
    struct ubuf word = {0};
    size_t at = program(&args, command_line, &word);
    for (;;) {
        while (at < command_line.count && is_blank(command_line.units[at]))
            at++;
        if (at == command_line.count)
            break;
        at = argument(command_line, at, &word);
        add(&args, &word);
    }
    ubuf_free(&word);
    *out = args.items;
    *count = args.count;
}

void args_free(struct ustr *args, size_t count)
{
    for (size_t i = 0; i < count; i++)
        ustr_free(args[i]);
    mem_free(args);
}
