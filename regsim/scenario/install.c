/*
 * Installs are data: a file of installs/ is read once and bound per use. Binding makes variables of
 * the parameters (and of the machine: $machine_os, $machine_platform), then one change of each part
 * whose `where` holds, in order.
 */
#include "scenario/decode.h"

#include "base/memory.h"
#include "base/nearest.h"

#include <string.h>

static const struct binding *binding_of(const struct use *use, const char *name)
{
    for (size_t i = 0; i < use->count; i++) {
        if (!strcmp(use->bindings[i].name, name))
            return &use->bindings[i];
    }
    return NULL;
}

/* Whether `text` is a text of the list; *near is the nearest of them. */
static bool is_one_of(struct decoder *decoder, const struct node *list, const char *text,
                      const char **near)
{
    size_t count;
    const char **allowed = decode_texts(decoder, list, &count);
    for (size_t i = 0; i < count; i++) {
        if (!strcmp(allowed[i], text))
            return true;
    }
    *near = nearest_word(text, allowed, count);
    return false;
}

static void check_one_of(struct decoder *decoder, const struct node *list, const struct node *at,
                         const char *name, const char *text)
{
    const char *near = NULL;
    if (!list || is_one_of(decoder, list, text, &near))
        return;
    struct diag *diag = bad(decoder, at, "%s is no %s of this install", text, name);
    if (near)
        diag_hint(diag, "did you mean %s?", near);
    else
        diag_hint(diag, "its params list what is allowed, at %s:%zu", list->file->path, list->line);
}

static void bind_param(struct decoder *decoder, const struct use *use, const struct node *key,
                       const struct node *param)
{
    if (!check_map(decoder, param, IN_PARAM, "a parameter"))
        return;
    const struct node *otherwise = map_get(param, WORD_DEFAULT);
    const struct binding *binding = binding_of(use, key->text);
    if (binding) {
        variable_set(decoder, key->text, binding->text, NULL);
        if (binding->at)
            check_one_of(decoder, map_get(param, WORD_ONE_OF), binding->at, key->text,
                         binding->text.bytes);
    } else if (otherwise) {
        variable_define(decoder, key, otherwise);
    } else {
        diag_hint(bad(decoder, use->at, "parameter %s of %s is missing", key->text, use->at->text),
                  "%s: {%s: …}", use->at->text, key->text);
        variable_set(decoder, key->text, (struct text){"X", 1, false}, NULL);
    }
}

static void bind_params(struct decoder *decoder, const struct use *use, const struct node *params)
{
    size_t declared = params ? params->count : 0;
    const char **names = mem_calloc(declared, sizeof *names);
    for (size_t i = 0; i < declared; i++) {
        names[i] = params->keys[i]->text;
        if (variable_find(decoder->variables, names[i]))
            bad(decoder, params->keys[i], "parameter %s stands here twice", names[i]);
        else
            bind_param(decoder, use, params->keys[i], params->items[i]);
    }
    for (size_t i = 0; i < use->count; i++) {
        const struct binding *binding = &use->bindings[i];
        bool known = false;
        for (size_t j = 0; j < declared; j++)
            known |= !strcmp(names[j], binding->name);
        if (!known && binding->at)
            hint_near(
                bad(decoder, binding->at, "%s has no parameter %s", use->at->text, binding->name),
                nearest_word(binding->name, names, declared));
    }
    mem_free(names);
}

/* --- parts ---------------------------------------------------------------------------------- */

static bool condition_holds(struct decoder *decoder, const struct node *params,
                            const struct node *key, const struct node *values)
{
    struct variable *variable = variable_find(decoder->variables, key->text);
    if (!variable) {
        bad(decoder, key, "where asks for %s, which is no parameter", key->text);
        return false;
    }
    variable->used = true;
    const struct node *const *items;
    size_t count = items_of(&values, &items);
    const struct node *allowed = NULL;
    for (size_t i = 0; params && i < params->count; i++) {
        if (node_is(params->keys[i], key->text))
            allowed = map_get(params->items[i], WORD_ONE_OF);
    }
    bool holds = false;
    for (size_t i = 0; i < count; i++) {
        const char *text = decode_scalar(decoder, items[i]);
        if (!text)
            continue;
        check_one_of(decoder, allowed, items[i], key->text, text);
        holds |= !strcmp(text, variable->text.bytes);
    }
    return holds;
}

static bool part_applies(struct decoder *decoder, const struct node *params,
                         const struct node *where)
{
    bool applies = true;
    for (size_t i = 0; where && i < where->count; i++)
        applies &= condition_holds(decoder, params, where->keys[i], where->items[i]);
    return applies;
}

static void decode_removes(struct decoder *decoder, const struct node *map, struct change *change)
{
    if (!check_map(decoder, map, IN_REMOVES, "removes"))
        return;
    const struct node *keys = map_get(map, WORD_REMOVED_KEYS);
    const struct node *files = map_get(map, WORD_REMOVED_FILES);
    if (keys)
        change->removes = decode_paths(decoder, keys, &change->remove_count);
    for (size_t i = 0; i < change->remove_count; i++) {
        if (change->removes[i].machine)
            bad(decoder, keys, "a path on another computer cannot stand here");
    }
    const struct node *const *items;
    size_t count = files ? items_of(&files, &items) : 0;
    for (size_t i = 0; i < count; i++) {
        struct key_path path;
        if (!decode_file_path(decoder, items[i], &path))
            continue;
        struct file_spec file = {
            .place = place_of(decoder, items[i]), .path = path.path, .state = FILE_ABSENT};
        change_add_files(decoder, change, &file, 1);
    }
}

static void decode_part(struct decoder *decoder, const struct node *part, struct change *change)
{
    const struct node *removes = map_get(part, WORD_REMOVES);
    const struct node *leaves = map_get(part, WORD_LEAVES_BEHIND);
    static const enum word_id states[] = {WORD_ADDS, WORD_CHANGES};
    if (removes)
        decode_removes(decoder, removes, change);
    for (size_t i = 0; i < 2; i++) {
        const struct node *state = map_get(part, states[i]);
        if (state && check_map(decoder, state, IN_ADDS, words[states[i]].name))
            decode_state(decoder, state, change);
    }
    if (leaves)
        decode_leaves_behind(decoder, leaves, change);
}

static const char *label_of(struct decoder *decoder, const struct use *use)
{
    const struct variable *role = variable_find(decoder->variables, "role");
    if (!role)
        return arena_strdup(decoder->arena, use->at->text);
    return arena_printf(decoder->arena, "%s (%s)", use->at->text, role->text.bytes);
}

static void bind_parts(struct decoder *decoder, const struct use *use, const struct node *root,
                       struct change **changes, size_t *count)
{
    const struct node *params = map_get(root, WORD_PARAMS);
    const struct node *parts = map_get(root, use->uninstall ? WORD_UNINSTALL_PARTS : WORD_PARTS);
    if (!parts) {
        if (use->uninstall) /* a missing `parts` was said */
            bad(decoder, use->at, "%s has no uninstall", use->at->text);
        return;
    }
    struct change *all = ARENA_ARRAY(decoder->arena, struct change, *count + parts->count);
    if (*count)
        memcpy(all, *changes, *count * sizeof *all);
    for (size_t i = 0; i < parts->count; i++) {
        const struct node *part = parts->items[i];
        if (!check_map(decoder, part, IN_PART, "a part") ||
            !part_applies(decoder, params, map_get(part, WORD_WHERE)))
            continue;
        struct change *change = &all[(*count)++];
        change->place = place_of(decoder, part);
        change->label = label_of(decoder, use);
        decode_part(decoder, part, change);
    }
    *changes = all;
}

/* A mistake that this use brought to light stands in the install's file: this says who asked. */
static void note_use(struct decoder *decoder, const struct use *use, size_t said)
{
    struct diags *diags = decoder->loader->diags;
    bool there = false;
    for (size_t i = said; diags && i < diags->count; i++)
        there |= diags->items[i].file && !strcmp(diags->items[i].file, use->file->path);
    if (there && use->at->file != use->file) {
        char *text = mem_printf("%s is used here", use->at->text);
        yaml_complain(diags, use->at->file, DIAG_NOTE, use->at->line, use->at->column, text);
        mem_free(text);
    }
}

void bind_use(struct decoder *decoder, const struct use *use, struct change **changes,
              size_t *count)
{
    size_t said = decoder->loader->diags ? decoder->loader->diags->count : 0;
    const struct node *root = use->file->root;
    struct variables variables = {0}, *outer = decoder->variables;
    size_t pass = decoder->pass;
    decoder->pass = ++decoder->loader->passes;
    decoder->variables = &variables;
    const char *os = os_name(decoder->machine->os);
    const char *platform = platform_name(decoder->machine->platform);
    variable_set(decoder, "machine_os", (struct text){os, strlen(os), true}, NULL);
    variable_set(decoder, "machine_platform", (struct text){platform, strlen(platform), true},
                 NULL);
    if (check_map(decoder, root, IN_INSTALL, "an install")) {
        check_header(decoder, root);
        bind_params(decoder, use, map_get(root, WORD_PARAMS));
        decode_let(decoder, map_get(root, WORD_LET));
        bind_parts(decoder, use, root, changes, count);
    }
    decoder->variables = outer;
    decoder->pass = pass;
    note_use(decoder, use, said);
}

/* --- uses ----------------------------------------------------------------------------------- */

static struct binding *decode_bindings(struct decoder *decoder, const struct node *map,
                                       size_t *count)
{
    struct binding *bindings = ARENA_ARRAY(decoder->arena, struct binding, map->count);
    *count = 0;
    for (size_t i = 0; i < map->count; i++) {
        struct binding *binding = &bindings[*count];
        *binding = (struct binding){.name = map->keys[i]->text, .at = map->keys[i]};
        for (size_t j = 0; j < i; j++) {
            if (node_is(map->keys[j], binding->name))
                bad(decoder, map->keys[i], "parameter %s stands here twice", binding->name);
        }
        const char *text = decode_text(decoder, map->items[i]);
        if (!text)
            continue;
        binding->text = (struct text){text, strlen(text), map->items[i]->style == STYLE_PLAIN};
        (*count)++;
    }
    return bindings;
}

static void decode_use(struct decoder *decoder, const struct node *name, const struct node *params,
                       bool uninstall, struct change **changes, size_t *count)
{
    const char *text = decode_text(decoder, name);
    if (!text)
        return;
    struct node at = *name;
    at.text = text;
    struct use use = {.at = &at, .uninstall = uninstall};
    if (params && !node_is_null(params)) {
        if (!expect_kind(decoder, params, 1u << NODE_MAP, text, "a map of parameters"))
            return;
        use.bindings = decode_bindings(decoder, params, &use.count);
    }
    const char *path = catalogue_file(decoder, "installs", text);
    if (!path) {
        struct diag *diag = bad(decoder, name, "no install %s in the catalogue", text);
        const char *near = catalogue_near(decoder, "installs", text);
        if (near)
            diag_hint(diag, "did you mean %s?", near);
        else
            diag_hint(diag, "an install is a file of installs/, in a folder above the scenario");
        return;
    }
    use.file = loader_file(decoder->loader, path);
    if (!use.file)
        decoder->errors++; /* which was said at the file */
    else
        bind_use(decoder, &use, changes, count);
}

void decode_uses(struct decoder *decoder, const struct node *uses, bool uninstall,
                 struct change **changes, size_t *count)
{
    const struct node *const *items;
    size_t listed = items_of(&uses, &items);
    for (size_t i = 0; i < listed; i++) {
        const struct node *item = items[i];
        if (item->kind == NODE_SCALAR) {
            decode_use(decoder, item, NULL, uninstall, changes, count);
        } else if (item->kind == NODE_MAP && item->count == 1) {
            decode_use(decoder, item->keys[0], item->items[0], uninstall, changes, count);
        } else {
            diag_hint(bad(decoder, item, "an install is a name, or one name with its parameters"),
                      "sms-2.0-sp2: {role: site-server, drive: D}");
        }
    }
}
