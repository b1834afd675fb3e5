/*
 * What the loader says about mistakes. Many cells of a matrix, and many uses of an install, share
 * the same text: a mistake is one place and one kind of error (its format), and is said once.
 */
#include "scenario/decode.h"

#include "base/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { COMPLAINTS_MAX = 2 * DIAGS_MAX }; /* each new one is compared with all */

static bool said_before(struct decoder *decoder, const struct node *at, const char *format,
                        const char *text)
{
    struct loader *loader = decoder->loader;
    if (loader->complaint_count == COMPLAINTS_MAX) /* far more than is shown: only counted */
        return false;
    for (size_t i = 0; i < loader->complaint_count; i++) {
        const struct complaint *c = &loader->complaints[i];
        if (c->file == at->file && c->line == at->line && c->column == at->column &&
            c->format == format && (c->pass != decoder->pass || !strcmp(c->text, text)))
            return true;
    }
    MEM_GROW(loader->complaints, loader->complaint_capacity, loader->complaint_count + 1);
    loader->complaints[loader->complaint_count++] = (struct complaint){
        at->file, at->line, at->column, decoder->pass, format, arena_strdup(&loader->arena, text)};
    return false;
}

static struct diag *complain(struct decoder *decoder, const struct node *at,
                             enum diag_severity severity, const char *format, va_list args)
    __attribute__((format(printf, 4, 0)));

static struct diag *complain(struct decoder *decoder, const struct node *at,
                             enum diag_severity severity, const char *format, va_list args)
{
    char *text = NULL;
    if (vasprintf(&text, format, args) < 0)
        text = mem_strdup("(unprintable)");
    struct diag *diag = NULL;
    if (!said_before(decoder, at, format, text))
        diag =
            yaml_complain(decoder->loader->diags, at->file, severity, at->line, at->column, text);
    mem_free(text);
    return diag;
}

struct diag *bad(struct decoder *decoder, const struct node *at, const char *format, ...)
{
    decoder->errors++;
    decoder->loader->errors++;
    va_list args;
    va_start(args, format);
    struct diag *diag = complain(decoder, at, DIAG_ERROR, format, args);
    va_end(args);
    return diag;
}

void doubtful(struct decoder *decoder, const struct node *at, const char *format, ...)
{
    if (!decoder->loader->lint)
        return;
    va_list args;
    va_start(args, format);
    complain(decoder, at, DIAG_WARNING, format, args);
    va_end(args);
}

void not_yet(struct decoder *decoder, const struct node *at, const char *what)
{
    struct diag *diag = bad(decoder, at, "%s is not supported yet", what);
    diag_hint(diag, "the language has this word, but this version of regsim cannot play it");
    decoder->loader->not_yet++;
}

void hint_near(struct diag *diag, const char *near)
{
    if (near)
        diag_hint(diag, "did you mean %s?", near);
}

struct place place_of(struct decoder *decoder, const struct node *node)
{
    if (decoder->placed != node->file) {
        decoder->placed = node->file;
        decoder->placed_path = arena_strdup(decoder->arena, node->file->path);
    }
    return (struct place){decoder->placed_path, node->line, node->column};
}
