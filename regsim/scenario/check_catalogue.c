/* The files of installs/ and bases/ by themselves: each is decoded as if a scenario used it, and
 * dropped, so that its mistakes are known though none does. */
#include "scenario/decode.h"

#include "base/memory.h"

#include <string.h>

/* The parameters' lists are an odometer: cell number `cell` of all combinations. */
static size_t combination(struct decoder *decoder, const struct node *params, size_t cell,
                          struct binding *out, size_t *count)
{
    size_t all = 1;
    *count = 0;
    for (size_t i = 0; params && i < params->count; i++) {
        const struct node *list = map_get(params->items[i], WORD_ONE_OF);
        if (!list)
            continue;
        size_t choices;
        const char **texts = decode_texts(decoder, list, &choices);
        if (!choices)
            continue;
        const char *text = texts[cell / all % choices];
        out[(*count)++] =
            (struct binding){params->keys[i]->text, (struct text){text, strlen(text), true}, NULL};
        all *= choices;
    }
    return all;
}

/* What has neither a default nor a list gets a text that can stand for a drive or a name. */
static void bind_required(const struct node *params, struct binding *out, size_t *count)
{
    for (size_t i = 0; params && i < params->count; i++) {
        const struct node *param = params->items[i];
        if (param->kind == NODE_MAP && !map_get(param, WORD_ONE_OF) &&
            !map_get(param, WORD_DEFAULT))
            out[(*count)++] =
                (struct binding){params->keys[i]->text, (struct text){"X", 1, true}, NULL};
    }
}

/* A scenario of one machine, for a file that none uses. */
struct alone {
    struct machine_spec machine;
    struct scenario scenario;
    struct decoder decoder;
};

static void alone_init(struct alone *out, struct loader *loader, const struct yaml_file *file,
                       const char *catalogue, enum os os)
{
    *out = (struct alone){.machine = {.name = "PC", .os = os},
                          .scenario = {.machine_count = 1},
                          .decoder = {.loader = loader, .file = file, .catalogue = catalogue}};
    out->scenario.machines = &out->machine;
    out->decoder.machine = &out->machine;
    out->decoder.scenario = &out->scenario;
    out->decoder.arena = &out->scenario.arena;
}

static void check_combination(struct loader *loader, const struct yaml_file *file,
                              const char *catalogue, enum os os, size_t cell, size_t *all)
{
    struct alone alone;
    alone_init(&alone, loader, file, catalogue, os);
    struct variables none = {0};
    alone.decoder.variables = &none;
    const struct node *root = file->root, *params = map_get(root, WORD_PARAMS);
    struct binding *bindings =
        ARENA_ARRAY(&alone.scenario.arena, struct binding, params ? params->count : 0);
    size_t count = 0;
    *all = combination(&alone.decoder, params, cell, bindings, &count);
    bind_required(params, bindings, &count);
    struct use use = {file, root, bindings, count, false};
    struct node named = *root; /* what the labels and messages call it */
    const char *slash = strrchr(file->path, '/');
    named.text = slash ? slash + 1 : file->path;
    use.at = &named;
    struct change *changes = NULL;
    size_t change_count = 0;
    bind_use(&alone.decoder, &use, &changes, &change_count);
    if (map_get(root, WORD_UNINSTALL_PARTS)) {
        use.uninstall = true;
        bind_use(&alone.decoder, &use, &changes, &change_count);
    }
    arena_free(&alone.scenario.arena);
}

void check_install_file(struct loader *loader, const struct yaml_file *file, const char *catalogue)
{
    static const enum os systems[] = {OS_NT4, OS_W2K};
    size_t all = 1;
    for (size_t i = 0; i < 2; i++) {
        for (size_t cell = 0; cell < all && cell < INSTALL_CHECKS_MAX; cell++)
            check_combination(loader, file, catalogue, systems[i], cell, &all);
    }
}

void check_base_file(struct loader *loader, const struct yaml_file *file, const char *catalogue)
{
    struct alone alone;
    alone_init(&alone, loader, file, catalogue, (enum os)OS_DEFAULT);
    struct change change;
    decode_base(&alone.decoder, file, &change);
    arena_free(&alone.scenario.arena);
}
