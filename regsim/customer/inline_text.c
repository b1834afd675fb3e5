/* See inline_text.h. */
#include "customer/inline_text.h"

#include "base/memory.h"
#include "customer/yaml_text.h"
#include "scenario/decode.h"

#include <string.h>

static bool mentions(const struct buf *text, const char *name)
{
    char *plain = mem_printf("$%s", name), *braced = mem_printf("${%s", name);
    bool found = text->size && (memmem(text->bytes, text->size, plain, strlen(plain)) ||
                                memmem(text->bytes, text->size, braced, strlen(braced)));
    mem_free(plain);
    mem_free(braced);
    return found;
}

/* One variable of `let`, where what follows needs it; it comes before what is there. */
static void prepend(struct buf *let, const struct buf *rest, const struct node *name,
                    const struct node *value)
{
    if (!mentions(rest, name->text) && !mentions(let, name->text))
        return;
    struct buf line = {0};
    buf_printf(&line, "  %s:", name->text);
    yaml_put_node(&line, value, 4);
    buf_add(&line, let->bytes, let->size);
    buf_free(let);
    *let = line;
}

/* Variables, the last one first: each is kept where a later text mentions it. */
static void put_variables(struct buf *out, const struct node *root, const struct buf *rest,
                          size_t cell)
{
    const struct node *let = map_get(root, WORD_LET), *matrix = map_get(root, WORD_MATRIX);
    struct buf lines = {0};
    for (size_t i = let ? let->count : 0; i-- > 0;)
        prepend(&lines, rest, let->keys[i], let->items[i]);
    for (size_t i = matrix ? matrix->count : 0; i-- > 0;)
        prepend(&lines, rest, matrix->keys[i],
                matrix->items[i]->items[matrix_choice(matrix, i, cell)]);
    if (lines.size) {
        buf_text(out, "let:\n");
        buf_add(out, lines.bytes, lines.size);
    }
    buf_free(&lines);
}

static bool is_header(enum word_id word)
{
    return word == WORD_NAME || word == WORD_SOURCE || word == WORD_TAGS;
}

static void put_sections(struct buf *out, const struct node *root, bool header)
{
    for (size_t i = 0; i < root->count; i++) {
        enum word_id word = word_find(IN_SCENARIO, root->keys[i]->text);
        if (word == WORD_GIVEN || word == WORD_MATRIX || word == WORD_LET ||
            is_header(word) != header)
            continue;
        buf_printf(out, "%s%s:", header ? "" : "\n", root->keys[i]->text);
        yaml_put_node(out, root->items[i], 2);
    }
}

regsim_status inline_text(struct buf *out, const struct scenario *scenario, const struct buf *given,
                          struct diags *diags)
{
    struct arena arena = {0};
    struct yaml_file *file = NULL;
    regsim_status status = yaml_read(&file, &arena, scenario->path, diags);
    if (regsim_is_ok(status)) {
        struct buf rest = {0}, head = {0};
        put_sections(&head, file->root, true);
        put_sections(&rest, file->root, false);
        buf_add(out, head.bytes, head.size);
        buf_add(&head, rest.bytes, rest.size);
        put_variables(out, file->root, &head, scenario->cell_index);
        buf_text(out, "\ngiven:\n");
        buf_add(out, given->bytes, given->size);
        buf_add(out, rest.bytes, rest.size);
        buf_free(&head);
        buf_free(&rest);
    }
    arena_free(&arena);
    return status;
}
