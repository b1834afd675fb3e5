/*
 * Steps: a word, or a map of one word that says what happens, with at, expect and source beside it.
 * The words of a step stand in words.h in the order of enum step_kind.
 */
#include "scenario/decode.h"

#include "base/memory.h"
#include "base/nearest.h"

#include <string.h>

_Static_assert(WORD_IMPORT - WORD_DETECT == STEP_IMPORT - STEP_DETECT, "words and kinds in step");

static bool is_action(enum word_id id)
{
    return id >= WORD_DETECT && id <= WORD_IMPORT;
}

static void decode_run(struct decoder *decoder, const struct node *node, struct step *step)
{
    static const char program[] = "smsperffix";
    const char *text = decode_text(decoder, node);
    if (!text)
        return;
    size_t length = strcspn(text, " \t");
    if (length != strlen(program) || strncasecmp(text, program, length)) {
        diag_hint(bad(decoder, node, "run plays smsperffix only, not %.*s", (int)length, text),
                  "the fixer under test is called by its intents: detect, fix, undo");
        return;
    }
    step->text = text + length + strspn(text + length, " \t");
    decoder->scenario->names_smsperffix = true;
}

static void decode_monitor(struct decoder *decoder, const struct node *node, struct step *step)
{
    if (node->kind == NODE_SCALAR) {
        step->monitor = decode_text(decoder, node);
        if (step->monitor && strcmp(step->monitor, "perfmon"))
            diag_hint(bad(decoder, node, "unknown monitor %s", step->monitor),
                      "perfmon, or an agent: {agent: %s, every: 2m, for: 1h}", step->monitor);
        return;
    }
    if (!check_map(decoder, node, IN_MONITOR, "monitor"))
        return;
    const struct node *agent = map_get(node, WORD_AGENT), *every = map_get(node, WORD_EVERY);
    const struct node *length = map_get(node, WORD_FOR), *after = map_get(node, WORD_AFTER);
    step->monitor = agent ? decode_text(decoder, agent) : "perfmon";
    if (every)
        decode_duration(decoder, every, &step->every_ms);
    if (length)
        decode_duration(decoder, length, &step->for_ms);
    if (after)
        decode_duration(decoder, after, &step->after_ms);
    if (every && !step->every_ms)
        bad(decoder, every, "every needs a time longer than nothing");
    if (!every != !length)
        diag_hint(bad(decoder, node, "every and for go together"), "%s",
                  "{agent: compaq-insight, every: 2m, for: 1h}");
    else if (every && step->every_ms && step->for_ms / step->every_ms > 100000)
        bad(decoder, length, "more than 100,000 sessions");
}

/* The one change that a step of the registry or of files is. */
static struct change *own_change(struct decoder *decoder, struct step *step)
{
    step->changes = ARENA_NEW(decoder->arena, struct change);
    step->change_count = 1;
    step->changes->place = step->place;
    step->changes->label = step->word;
    return step->changes;
}

static void decode_key_step(struct decoder *decoder, const struct node *node, struct step *step)
{
    struct change *change = own_change(decoder, step);
    const struct node *const *items;
    size_t count = items_of(&node, &items);
    change->removes = ARENA_ARRAY(decoder->arena, struct path_spec, count);
    for (size_t i = 0; i < count; i++) {
        struct path_spec path = {.place = place_of(decoder, items[i])};
        if (!decode_local_path(decoder, items[i], &path.path))
            continue;
        struct key_spec key = {.place = path.place, .path = path.path};
        if (step->kind == STEP_CREATE_KEY)
            change_add_keys(decoder, change, &key, 1);
        else
            change->removes[change->remove_count++] = path;
    }
    if (!count)
        bad(decoder, node, "no keys are listed");
}

static void decode_value_step(struct decoder *decoder, const struct node *node, struct step *step)
{
    struct change *change = own_change(decoder, step);
    if (step->kind == STEP_SET_VALUE) {
        size_t count;
        struct key_spec *keys = decode_registry(decoder, node, &count);
        change_add_keys(decoder, change, keys, count);
        for (size_t i = 0; i < count; i++) {
            if (keys[i].machine)
                diag_hint(bad(decoder, node, "a path on another computer cannot stand here"),
                          "at: %s", keys[i].machine);
        }
        return;
    }
    change->removes = decode_paths(decoder, node, &change->remove_count);
    for (size_t i = 0; i < change->remove_count; i++) {
        if (change->removes[i].machine)
            diag_hint(bad(decoder, node, "a path on another computer cannot stand here"), "at: %s",
                      change->removes[i].machine);
        if (!change->removes[i].value_count)
            diag_hint(bad(decoder, node, "the values to delete are missing"),
                      "{path: name}; delete_key deletes a key");
    }
}

static void decode_file_step(struct decoder *decoder, const struct node *node, struct step *step)
{
    struct change *change = own_change(decoder, step);
    if (step->kind == STEP_CREATE_FILE) {
        size_t count;
        struct file_spec *files = decode_files(decoder, node, false, &count);
        change_add_files(decoder, change, files, count);
        return;
    }
    const struct node *const *items;
    size_t count = items_of(&node, &items);
    for (size_t i = 0; i < count; i++) {
        struct key_path path;
        if (!decode_file_path(decoder, items[i], &path))
            continue;
        if (path.machine)
            diag_hint(bad(decoder, items[i], "a file of another computer cannot stand here"),
                      "at: %s", path.machine);
        struct file_spec file = {
            .place = place_of(decoder, items[i]), .path = path.path, .state = FILE_ABSENT};
        change_add_files(decoder, change, &file, 1);
    }
    if (!count)
        bad(decoder, node, "no files are listed");
}

static void decode_reboot(struct decoder *decoder, const struct node *node, struct step *step)
{
    if (node_is_null(node) || !check_map(decoder, node, IN_REBOOT, "reboot"))
        return;
    const struct node *last = map_get(node, WORD_LAST_KNOWN_GOOD);
    step->last_known_good = last && decode_boolean(decoder, last);
}

static void decode_intent(struct decoder *decoder, const struct node *node, struct step *step)
{
    if (node && !node_is_null(node))
        diag_hint(bad(decoder, node, "%s takes nothing", step->word),
                  "at, expect and source stand beside it");
    decoder->scenario->needs_detect |= step->kind == STEP_DETECT;
    decoder->scenario->needs_fix |= step->kind == STEP_FIX;
    decoder->scenario->needs_undo |= step->kind == STEP_UNDO;
}

static void decode_action(struct decoder *decoder, const struct node *node, struct step *step)
{
    switch (step->kind) {
    case STEP_DETECT:
    case STEP_FIX:
    case STEP_UNDO:
    case STEP_POWER_CUT:
        decode_intent(decoder, node, step);
        break;
    case STEP_RUN:
        decode_run(decoder, node, step);
        break;
    case STEP_MONITOR:
        decode_monitor(decoder, node, step);
        break;
    case STEP_INSTALL:
    case STEP_UNINSTALL:
        decode_uses(decoder, node, step->kind == STEP_UNINSTALL, &step->changes,
                    &step->change_count);
        break;
    case STEP_LODCTR:
    case STEP_UNLODCTR:
        step->text = decode_text(decoder, node);
        break;
    case STEP_SET_VALUE:
    case STEP_DELETE_VALUE:
        decode_value_step(decoder, node, step);
        break;
    case STEP_CREATE_KEY:
    case STEP_DELETE_KEY:
        decode_key_step(decoder, node, step);
        break;
    case STEP_CREATE_FILE:
    case STEP_DELETE_FILE:
        decode_file_step(decoder, node, step);
        break;
    case STEP_ADVANCE:
        decode_duration(decoder, node, &step->advance_ms);
        break;
    case STEP_REBOOT:
        decode_reboot(decoder, node, step);
        break;
    case STEP_IMPORT:
        step->text = decode_host_path(decoder, node);
        if (step->text)
            check_export(decoder, node, step->text, decoder->machine->codepage, true);
        break;
    }
}

static void use_machine(struct decoder *decoder, const char *name)
{
    struct scenario *scenario = decoder->scenario;
    decoder->machine = &scenario->machines[0];
    for (size_t i = 0; name && i < scenario->machine_count; i++) {
        if (!strcmp(scenario->machines[i].name, name))
            decoder->machine = &scenario->machines[i];
    }
}

/* `fix`: a step that is nothing but its word. */
static bool decode_word_step(struct decoder *decoder, const struct node *node, struct step *step)
{
    const char *text = decode_text(decoder, node);
    if (!text)
        return false;
    enum word_id id = word_find(IN_STEP, text);
    if (id == WORD_COUNT || !is_action(id)) {
        hint_near(bad(decoder, node, "unknown step %s", text), word_nearest(IN_STEP, text));
        return false;
    }
    step->kind = (enum step_kind)(id - WORD_DETECT);
    step->word = words[id].name;
    if (words[id].type == TYPE_NOTHING)
        decode_intent(decoder, NULL, step);
    else if (words[id].type != TYPE_REBOOT)
        diag_hint(bad(decoder, node, "%s expects %s", text, word_types[words[id].type].name), "%s",
                  words[id].example);
    return true;
}

static bool decode_map_step(struct decoder *decoder, const struct node *map, struct step *step)
{
    if (!check_map(decoder, map, IN_STEP, "a step"))
        return false;
    const struct node *key = NULL, *action = NULL;
    for (enum word_id id = WORD_DETECT; id <= WORD_IMPORT; id++) {
        if (!map_key(map, id))
            continue;
        if (key) {
            diag_hint(bad(decoder, map_key(map, id), "%s and %s are two steps", key->text,
                          words[id].name),
                      "each step is an item of the list, with a dash of its own");
            return false;
        }
        key = map_key(map, id);
        action = map_get(map, id);
        step->kind = (enum step_kind)(id - WORD_DETECT);
        step->word = words[id].name;
    }
    if (!key) {
        diag_hint(bad(decoder, map, "a step without a word that says what happens"),
                  "fix, run, monitor, install, …: regsim explain lists them");
        return false;
    }
    const struct node *at = map_get(map, WORD_AT), *expect = map_get(map, WORD_EXPECT);
    const struct node *source = map_get(map, WORD_SOURCE);
    const char *machine = at ? decode_text(decoder, at) : NULL;
    step->at = machine ? machine_named(decoder, at, machine) : NULL;
    use_machine(decoder, step->at);
    step->source = source ? decode_text(decoder, source) : NULL;
    if (action)
        decode_action(decoder, action, step);
    step->expect = expect ? decode_expectation(decoder, expect) : NULL;
    return true;
}

struct step *decode_steps(struct decoder *decoder, const struct node *when, size_t *count)
{
    const struct node *const *items;
    size_t listed = items_of(&when, &items);
    struct step *steps = ARENA_ARRAY(decoder->arena, struct step, listed);
    *count = 0;
    for (size_t i = 0; i < listed; i++) {
        struct step *step = &steps[*count];
        step->place = place_of(decoder, items[i]);
        bool good = items[i]->kind == NODE_SCALAR ? decode_word_step(decoder, items[i], step)
                                                  : decode_map_step(decoder, items[i], step);
        *count += good;
    }
    decoder->machine = NULL;
    return steps;
}
