#include "base/diag.h"

#include "base/memory.h"

#include <stdarg.h>
#include <string.h>

enum { SOURCE_MAX = 200 };

struct diag *diags_add(struct diags *list, enum diag_severity severity, const char *file,
                       size_t line, size_t column, const char *format, ...)
{
    if (!list)
        return NULL;
    if (severity == DIAG_ERROR)
        list->errors++;
    else if (severity == DIAG_WARNING)
        list->warnings++;
    if (list->count == DIAGS_MAX)
        return NULL;
    MEM_GROW(list->items, list->capacity, list->count + 1);
    struct diag *diag = &list->items[list->count++];
    char *text = NULL;
    va_list args;
    va_start(args, format);
    if (vasprintf(&text, format, args) < 0)
        text = mem_strdup("(unprintable)");
    va_end(args);
    *diag = (struct diag){.severity = severity, .line = line, .column = column, .text = text};
    if (file)
        diag->file = mem_strdup(file);
    return diag;
}

/* Bytes of UTF-8 that continue a character do not start a column. */
static bool starts_character(char byte)
{
    return ((unsigned char)byte & 0xC0) != 0x80;
}

void diag_source(struct diag *diag, const char *line, size_t length)
{
    if (!diag)
        return;
    size_t start = 0, seen = 0;
    size_t skip = diag->column > SOURCE_MAX ? diag->column - SOURCE_MAX / 2 : 0;
    if (skip) { /* a long line: show the part around the column, and no caret, which would be off */
        while (start < length && (seen < skip || !starts_character(line[start])))
            seen += starts_character(line[start++]);
    }
    size_t end = start;
    for (size_t kept = 0; end < length && kept <= SOURCE_MAX; end++)
        kept += starts_character(line[end]);
    mem_free(diag->source);
    diag->source = skip ? mem_printf("… %.*s", (int)(end - start), line + start)
                        : mem_printf("%.*s", (int)(end - start), line + start);
}

void diag_hint(struct diag *diag, const char *format, ...)
{
    if (!diag)
        return;
    va_list args;
    va_start(args, format);
    mem_free(diag->hint);
    if (vasprintf(&diag->hint, format, args) < 0)
        diag->hint = NULL;
    va_end(args);
}

regsim_status diags_invalid(struct diags *list, const char *file, const char *format, ...)
{
    char *text = NULL;
    va_list args;
    va_start(args, format);
    if (vasprintf(&text, format, args) < 0)
        text = NULL;
    va_end(args);
    diags_add(list, DIAG_ERROR, file, 0, 0, "%s", text ? text : "(unprintable)");
    mem_free(text);
    return regsim_failed(REGSIM_INVALID);
}

regsim_status diags_host(struct diags *list, const char *file, int error, const char *what)
{
    diags_add(list, DIAG_ERROR, file, 0, 0, "%s: %s", what, strerrordesc_np(error));
    return regsim_failed(REGSIM_HOST);
}

void diags_move(struct diags *to, struct diags *from)
{
    for (size_t i = 0; i < from->count; i++) {
        if (to->count == DIAGS_MAX)
            break;
        MEM_GROW(to->items, to->capacity, to->count + 1);
        to->items[to->count++] = from->items[i];
        from->items[i] = (struct diag){0};
    }
    to->errors += from->errors;
    to->warnings += from->warnings;
    diags_free(from);
}

static void print_place(const struct diag *diag, FILE *out)
{
    if (!diag->file)
        fputs("regsim: ", out);
    else if (!diag->line)
        fprintf(out, "%s: ", diag->file);
    else if (!diag->column)
        fprintf(out, "%s:%zu: ", diag->file, diag->line);
    else
        fprintf(out, "%s:%zu:%zu: ", diag->file, diag->line, diag->column);
}

/* The caret line repeats the tabs of the source line, so that it lines up in any terminal. */
static void print_caret(const struct diag *diag, FILE *out)
{
    if (!diag->column || diag->column > SOURCE_MAX)
        return;
    fputs("  ", out);
    size_t column = 1;
    for (const char *at = diag->source; column < diag->column && *at; at++) {
        if (!starts_character(*at))
            continue;
        fputc(*at == '\t' ? '\t' : ' ', out);
        column++;
    }
    for (; column < diag->column; column++)
        fputc(' ', out);
    fputs("^\n", out);
}

static void print_source(const char *source, FILE *out)
{
    fputs("  ", out);
    for (const char *at = source; *at; at++) {
        unsigned char byte = (unsigned char)*at;
        fputc(byte == 0x7F || (byte < 0x20 && byte != '\t') ? '?' : byte, out);
    }
    fputc('\n', out);
}

void diags_print(const struct diags *list, FILE *out, bool color)
{
    static const char *const words[] = {"error", "warning", "note"};
    static const char *const colors[] = {"\033[1;31m", "\033[1;35m", "\033[1;36m"};
    for (size_t i = 0; i < list->count; i++) {
        const struct diag *diag = &list->items[i];
        print_place(diag, out);
        fprintf(out, "%s%s:%s %s\n", color ? colors[diag->severity] : "", words[diag->severity],
                color ? "\033[0m" : "", diag->text);
        if (diag->source) {
            print_source(diag->source, out);
            print_caret(diag, out);
        }
        if (diag->hint)
            fprintf(out, "  hint: %s\n", diag->hint);
    }
    size_t all = list->errors + list->warnings;
    if (list->count == DIAGS_MAX && all > list->count)
        fprintf(out, "regsim: note: %zu further diagnostics are not shown\n", all - list->count);
}

void diags_free(struct diags *list)
{
    for (size_t i = 0; i < list->count; i++) {
        mem_free(list->items[i].file);
        mem_free(list->items[i].text);
        mem_free(list->items[i].source);
        mem_free(list->items[i].hint);
    }
    mem_free(list->items);
    *list = (struct diags){0};
}
