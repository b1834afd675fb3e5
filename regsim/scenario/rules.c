/*
 * Rules that need the whole scenario: it can fail, it says where its facts are from, and it holds
 * only smsperffix to what only smsperffix promises (design rules 5, 7, 8).
 */
#include "scenario/decode.h"

#include "scenario/property.h"

#include "base/nearest.h"

#include <string.h>

void check_header(struct decoder *decoder, const struct node *root)
{
    if (map_get(root, WORD_SOURCE))
        (void)decode_text(decoder, map_get(root, WORD_SOURCE));
    if (map_get(root, WORD_NAME))
        (void)decode_text(decoder, map_get(root, WORD_NAME));
}

/* A node that stands for a place: rules speak about decoded things. */
static struct node node_at(const struct node *root, const struct place *place)
{
    struct node node = *root;
    node.line = place->line;
    node.column = place->column;
    return node;
}

static void check_sources(struct decoder *decoder, const struct node *root)
{
    const struct scenario *scenario = decoder->scenario;
    if (scenario->source || map_key(root, WORD_SOURCE))
        return;
    const struct step *without = NULL;
    for (size_t i = 0; i < scenario->step_count && !without; i++)
        without = scenario->steps[i].source ? NULL : &scenario->steps[i];
    if (scenario->step_count && !without)
        return;
    struct node at = without ? node_at(root, &without->place) : *root;
    diag_hint(bad(decoder, &at, "neither the scenario nor this step says where its facts are from"),
              "source: Q267971, or source: inferred, and from what");
}

static bool runs_fixer(const struct scenario *scenario)
{
    for (size_t i = 0; i < scenario->step_count; i++) {
        enum step_kind kind = scenario->steps[i].kind;
        if (kind == STEP_DETECT || kind == STEP_FIX || kind == STEP_UNDO || kind == STEP_RUN)
            return true;
    }
    return false;
}

/* `then` sums up what the fixer did: where none runs, that is nothing, and to expect nothing asks
 * nothing. Only files are looked at whoever made them. */
static bool then_can_fail(const struct scenario *scenario)
{
    const struct expectation *then = scenario->then;
    if (!then || runs_fixer(scenario))
        return then != NULL;
    return then->exit != EXIT_ANY || then->out || then->err || then->removed_count ||
           then->added_count || then->changed_count || then->event_count || then->file_count;
}

static void check_can_fail(struct decoder *decoder, const struct node *root)
{
    const struct scenario *scenario = decoder->scenario;
    bool then = then_can_fail(scenario),
         can = then || scenario->finally_count || map_key(root, WORD_FINALLY);
    for (size_t i = 0; i < scenario->step_count; i++)
        can |= scenario->steps[i].expect && expectation_can_fail(scenario->steps[i].expect);
    /* what is not supported yet was said, and could have failed */
    can |= map_key(root, WORD_ALWAYS) || map_key(root, WORD_SOMETIMES);
    if (scenario->then && decoder->errors) /* a step that was not understood may be a fix */
        return;
    if (scenario->then && !then)
        diag_hint(bad(decoder, map_key(root, WORD_THEN),
                      can ? "then can never fail here" : "this scenario can never fail"),
                  "no step runs the fixer, and then is about what the fixer did: expect of a step "
                  "is about that step");
    else if (!can)
        diag_hint(bad(decoder, root, "this scenario can never fail"),
                  "then, expect of a step, or finally says what must be true");
}

static bool makes_file(const struct change *change, struct ustr path)
{
    for (size_t i = 0; i < change->file_count; i++) {
        if (ustr_same_nocase(change->files[i].path, path))
            return true;
    }
    return false;
}

/* Whether somebody but a fixer makes this file: then it is no backup. */
static bool is_known_file(const struct scenario *scenario, const struct file_spec *file)
{
    bool known = false;
    for (size_t i = 0; i < scenario->machine_count; i++) {
        const struct machine_spec *machine = &scenario->machines[i];
        for (size_t j = 0; j < machine->setup_count; j++)
            known |= makes_file(&machine->setup[j], file->path);
        for (size_t j = 0; j < machine->base_count; j++)
            known |= machine->bases[j].change && makes_file(machine->bases[j].change, file->path);
    }
    for (size_t i = 0; i < scenario->step_count; i++) {
        for (size_t j = 0; j < scenario->steps[i].change_count; j++)
            known |= makes_file(&scenario->steps[i].changes[j], file->path);
    }
    return known;
}

static void only_smsperffix(struct decoder *decoder, const struct node *root,
                            const struct place *place, const char *what)
{
    struct node at = node_at(root, place);
    diag_hint(bad(decoder, &at, "%s may stand only where the scenario names smsperffix", what),
              "any fixer can be held to exit: success or failure, removed, events; "
              "run: smsperffix names it");
}

static void check_expectation(struct decoder *decoder, const struct node *root,
                              const struct expectation *expect)
{
    const struct scenario *scenario = decoder->scenario;
    if (!expect || scenario->names_smsperffix)
        return;
    if (expect->out)
        only_smsperffix(decoder, root, &expect->out->place, "stdout");
    if (expect->err)
        only_smsperffix(decoder, root, &expect->err->place, "stderr");
    if (expect->exit == EXIT_CODE)
        only_smsperffix(decoder, root, &expect->exit_place, "a numeric exit");
    for (size_t i = 0; i < expect->file_count; i++) {
        const struct file_spec *file = &expect->files[i];
        if (file->state == FILE_PRESENT && !is_known_file(scenario, file))
            only_smsperffix(decoder, root, &file->place, "a file that only a fixer makes");
    }
}

static void decode_properties(struct decoder *decoder, const struct node *node)
{
    struct scenario *scenario = decoder->scenario;
    const struct node *const *items;
    size_t listed = items_of(&node, &items), known;
    const struct property *table = property_table(&known);
    const char *names[64];
    for (size_t i = 0; i < known && i < 64; i++)
        names[i] = table[i].name;
    scenario->finally = ARENA_ARRAY(decoder->arena, struct property_use, listed);
    for (size_t i = 0; i < listed; i++) {
        const char *name = decode_text(decoder, items[i]);
        size_t id = name ? property_find(name) : SIZE_MAX;
        if (!name)
            continue;
        if (id == SIZE_MAX)
            hint_near(bad(decoder, items[i], "unknown property %s", name),
                      nearest_word(name, names, known));
        else if (table[id].names_smsperffix && !scenario->names_smsperffix)
            only_smsperffix(decoder, items[i],
                            &(struct place){NULL, items[i]->line, items[i]->column},
                            table[id].name);
        else if (id >= PROPERTY_SUPPORTED_COUNT)
            not_yet(decoder, items[i], table[id].name);
        else
            scenario->finally[scenario->finally_count++] =
                (struct property_use){place_of(decoder, items[i]), id};
    }
    if (!listed)
        bad(decoder, node, "no properties are listed");
}

void check_scenario(struct decoder *decoder, const struct node *root)
{
    const struct scenario *scenario = decoder->scenario;
    const struct node *finally = map_get(root, WORD_FINALLY);
    if (finally)
        decode_properties(decoder, finally);
    check_sources(decoder, root);
    check_can_fail(decoder, root);
    check_expectation(decoder, root, scenario->then);
    for (size_t i = 0; i < scenario->step_count; i++)
        check_expectation(decoder, root, scenario->steps[i].expect);
}
