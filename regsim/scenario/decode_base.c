/* `base`: what a machine starts from. Files of bases/, or any like them, and exports; in order. */
#include "scenario/decode.h"

#include <string.h>

static struct text plain_text(const char *text)
{
    return (struct text){text, strlen(text), true};
}

void decode_base(struct decoder *decoder, const struct yaml_file *file, struct change *out)
{
    struct variables variables = {0}, *outer = decoder->variables;
    size_t pass = decoder->pass;
    decoder->pass = ++decoder->loader->passes;
    decoder->variables = &variables;
    variable_set(decoder, "machine_os", plain_text(os_name(decoder->machine->os)), NULL);
    variable_set(decoder, "machine_platform", plain_text(platform_name(decoder->machine->platform)),
                 NULL);
    *out = (struct change){.place = place_of(decoder, file->root), .label = "base"};
    if (check_map(decoder, file->root, IN_BASE, "a base")) {
        check_header(decoder, file->root);
        decode_let(decoder, map_get(file->root, WORD_LET));
        decode_state(decoder, file->root, out);
    }
    decoder->variables = outer;
    decoder->pass = pass;
}

static void add_yaml_base(struct decoder *decoder, const struct node *at, const char *path)
{
    struct machine_spec *machine = decoder->machine;
    const struct yaml_file *file = loader_file(decoder->loader, path);
    if (!file) {
        decoder->errors++; /* which was said at the file */
        return;
    }
    struct change *change = ARENA_NEW(decoder->arena, struct change);
    decode_base(decoder, file, change);
    machine->bases[machine->base_count++] =
        (struct base_spec){at ? place_of(decoder, at) : change->place, path, change};
}

static void add_export(struct decoder *decoder, const struct node *at, const char *path)
{
    struct machine_spec *machine = decoder->machine;
    check_export(decoder, at, path, machine->codepage, false);
    machine->bases[machine->base_count++] = (struct base_spec){place_of(decoder, at), path, NULL};
}

static void decode_one_base(struct decoder *decoder, const struct node *node)
{
    const char *name = decode_text(decoder, node);
    if (!name)
        return;
    const char *path = catalogue_file(decoder, "bases", name);
    const char *dot = strrchr(name, '.');
    if (path) {
        add_yaml_base(decoder, node, path);
    } else if (dot || strchr(name, '/')) {
        path = decode_host_path(decoder, node);
        if (path && dot && !strcmp(dot, ".yaml"))
            add_yaml_base(decoder, node, path);
        else if (path)
            add_export(decoder, node, path);
    } else if (host_file_is_there(decoder, node, name)) { /* SYSTEM: hives have such names */
        add_export(decoder, node, decode_host_path(decoder, node));
    } else {
        struct diag *diag = bad(decoder, node, "no base %s in the catalogue", name);
        const char *near = catalogue_near(decoder, "bases", name);
        if (near)
            diag_hint(diag, "did you mean %s?", near);
        else
            diag_hint(diag, "a name of bases/, the path of a .reg file or a hive, or none");
    }
}

/* Without `base` it is the one named like the os, where the catalogue has it: a bare machine is
 * nobody's customer's. */
void decode_bases(struct decoder *decoder, const struct node *given)
{
    struct machine_spec *machine = decoder->machine;
    const struct node *base = given ? map_get(given, WORD_BASE) : NULL;
    if (!base) {
        const char *path = catalogue_file(decoder, "bases", os_name(machine->os));
        machine->bases = ARENA_NEW(decoder->arena, struct base_spec);
        if (path)
            add_yaml_base(decoder, NULL, path);
        return;
    }
    const struct node *const *items;
    size_t count = items_of(&base, &items);
    machine->bases = ARENA_ARRAY(decoder->arena, struct base_spec, count);
    if (node_is(base, "none"))
        return;
    for (size_t i = 0; i < count; i++)
        decode_one_base(decoder, items[i]);
}
