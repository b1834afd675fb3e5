/*
 * One file, one scenario for each combination of its matrix; the last variable varies fastest. Each
 * cell is decoded from the same nodes with other variables.
 */
#include "scenario/decode.h"

#include "base/buf.h"
#include "base/memory.h"

#include <string.h>

enum { CELLS_MAX = 1000 };

/* Equal values would be the same scenario twice, under the same name. */
static void check_values_differ(struct decoder *decoder, const struct node *list)
{
    for (size_t i = 1; i < list->count; i++) {
        const struct node *value = list->items[i];
        for (size_t j = 0; j < i && value->kind == NODE_SCALAR; j++) {
            const struct node *other = list->items[j];
            if (other->kind != NODE_SCALAR || other->length != value->length ||
                memcmp(other->text, value->text, value->length) != 0)
                continue;
            diag_hint(bad(decoder, value, "%s stands here twice", value->text),
                      "each value makes a scenario of its own");
            break;
        }
    }
}

/* The number of cells; 0: the matrix is wrong, which was said. */
static size_t count_cells(struct decoder *decoder, const struct node *matrix)
{
    size_t cells = 1;
    for (size_t i = 0; matrix && i < matrix->count; i++) {
        const struct node *list = matrix->items[i];
        if (!expect_kind(decoder, list, 1u << NODE_LIST, matrix->keys[i]->text, "a list"))
            return 0;
        if (!list->count) {
            bad(decoder, list, "a matrix variable without values");
            return 0;
        }
        cells *= list->count;
        if (cells > CELLS_MAX) {
            bad(decoder, matrix, "more than %d combinations", CELLS_MAX);
            return 0;
        }
        check_values_differ(decoder, list);
    }
    return cells;
}

size_t matrix_choice(const struct node *matrix, size_t variable, size_t cell)
{
    size_t after = 1; /* combinations of the variables that follow */
    for (size_t i = variable + 1; i < matrix->count; i++)
        after *= matrix->items[i]->count;
    return cell / after % matrix->items[variable]->count;
}

static const char *define_cell(struct decoder *decoder, const struct node *matrix, size_t cell)
{
    struct buf text = {0};
    for (size_t i = 0; matrix && i < matrix->count; i++) {
        const struct node *list = matrix->items[i];
        variable_define(decoder, matrix->keys[i], list->items[matrix_choice(matrix, i, cell)]);
        const struct variable *variable = variable_find(decoder->variables, matrix->keys[i]->text);
        if (variable)
            buf_printf(&text, "%s%s: %s", i ? ", " : "", variable->name, variable->text.bytes);
    }
    const char *kept = arena_strdup(decoder->arena, buf_z(&text));
    buf_free(&text);
    return kept;
}

static void decode_header(struct decoder *decoder, const struct node *root)
{
    struct scenario *scenario = decoder->scenario;
    const struct node *name = map_get(root, WORD_NAME), *source = map_get(root, WORD_SOURCE);
    const struct node *tags = map_get(root, WORD_TAGS);
    scenario->name = name ? decode_text(decoder, name) : NULL;
    scenario->source = source ? decode_text(decoder, source) : NULL;
    if (tags)
        scenario->tags = decode_texts(decoder, tags, &scenario->tag_count);
}

static void decode_scenario(struct decoder *decoder, const struct node *root)
{
    struct scenario *scenario = decoder->scenario;
    const struct node *when = map_get(root, WORD_WHEN), *then = map_get(root, WORD_THEN);
    decode_let(decoder, map_get(root, WORD_LET));
    decode_header(decoder, root);
    decode_given(decoder, map_get(root, WORD_GIVEN));
    if (when)
        scenario->steps = decode_steps(decoder, when, &scenario->step_count);
    if (when && !scenario->step_count && !decoder->errors)
        diag_hint(bad(decoder, when, "a scenario in which nothing happens"), "when: fix");
    if (then)
        scenario->then = decode_expectation(decoder, then);
    check_scenario(decoder, root);
    warn_of_unused(decoder);
}

static void decode_cell(struct decoder *decoder, struct scenario_list *out, const char *id,
                        size_t cell)
{
    const struct node *root = decoder->file->root;
    struct scenario *scenario = mem_calloc(1, sizeof *scenario);
    struct variables variables = {0};
    decoder->scenario = scenario;
    decoder->arena = &scenario->arena;
    decoder->variables = &variables;
    decoder->placed = NULL;
    decoder->errors = 0;
    decoder->pass = ++decoder->loader->passes;
    scenario->place = place_of(decoder, root);
    scenario->path = scenario->place.file;
    scenario->id = arena_strdup(decoder->arena, id);
    scenario->cell_index = cell;
    scenario->cell = define_cell(decoder, map_get(root, WORD_MATRIX), cell);
    decode_scenario(decoder, root);
    if (decoder->errors) {
        arena_free(&scenario->arena);
        mem_free(scenario);
        return;
    }
    MEM_GROW(out->items, out->capacity, out->count + 1);
    out->items[out->count++] = scenario;
}

void decode_cells(struct loader *loader, struct scenario_list *out, const struct yaml_file *file,
                  const char *catalogue, const char *id)
{
    struct variables none = {0};
    struct scenario nobody = {0};
    struct decoder decoder = {.loader = loader,
                              .arena = &loader->arena,
                              .file = file,
                              .catalogue = catalogue,
                              .variables = &none,
                              .scenario = &nobody};
    if (!check_map(&decoder, file->root, IN_SCENARIO, "a scenario"))
        return;
    size_t cells = count_cells(&decoder, map_get(file->root, WORD_MATRIX));
    size_t shape_errors = decoder.errors;
    struct scenario_list made = {0};
    for (size_t cell = 0; cell < cells; cell++)
        decode_cell(&decoder, &made, id, cell);
    for (size_t i = 0; i < made.count; i++) {
        if (shape_errors) { /* a word that nobody understood: what is left is not what was meant */
            arena_free(&made.items[i]->arena);
            mem_free(made.items[i]);
            continue;
        }
        MEM_GROW(out->items, out->capacity, out->count + 1);
        out->items[out->count++] = made.items[i];
    }
    mem_free(made.items);
}
