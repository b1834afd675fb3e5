/*
 * `given`: one machine, or several by name. All names are known before the first path is read,
 * since paths may name a machine. A machine is its bases, then its installs, then the state words.
 */
#include "scenario/decode.h"

#include "base/memory.h"
#include "formats/codepage.h"

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
static void decode_bases(struct decoder *decoder, const struct node *given)
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

/* rule wow64.machine */
static void decode_profile(struct decoder *decoder, const struct node *given)
{
    struct machine_spec *machine = decoder->machine;
    const struct node *os = map_get(given, WORD_OS), *platform = map_get(given, WORD_PLATFORM);
    int index = os ? decode_choice(decoder, os, WORD_OS) : -1;
    if (index >= 0)
        machine->os = (enum os)index;
    index = platform ? decode_choice(decoder, platform, WORD_PLATFORM) : -1;
    if (index >= 0)
        machine->platform = (enum platform)index;
    const struct node *identical = map_get(given, WORD_IDENTICAL_WRITES);
    machine->skips_identical_writes =
        identical && decode_choice(decoder, identical, WORD_IDENTICAL_WRITES) == 1;
    if (machine->platform == PLATFORM_X64 && machine->os < OS_XP)
        diag_hint(bad(decoder, platform, "%s was never made for x64", os_title(machine->os)),
                  "os: xp, ws2003, win7 or win10");
    const struct node *codepage = map_get(given, WORD_CODEPAGE);
    uint64_t number = 0;
    struct codepage *known = NULL;
    if (codepage && decode_number(decoder, codepage, UINT16_MAX, &number) &&
        !regsim_is_ok(codepage_open(&known, (uint32_t)number, NULL)))
        bad(decoder, codepage, "no code page %u is known here", (unsigned)number);
    codepage_free(known);
    machine->codepage = (uint32_t)number;
}

static void decode_machine(struct decoder *decoder, const struct node *given)
{
    struct machine_spec *machine = decoder->machine;
    if (given)
        decode_profile(decoder, given);
    decode_bases(decoder, given);
    if (!given)
        return;
    const struct node *setup = map_get(given, WORD_SETUP);
    if (setup)
        decode_uses(decoder, setup, false, &machine->setup, &machine->setup_count);
    struct change *all = ARENA_ARRAY(decoder->arena, struct change, machine->setup_count + 1);
    if (machine->setup_count)
        memcpy(all, machine->setup, machine->setup_count * sizeof *all);
    struct change *own = &all[machine->setup_count];
    own->place = place_of(decoder, given);
    own->label = "given";
    decode_state(decoder, given, own);
    machine->setup = all;
    machine->setup_count++;
}

static void name_machines(struct decoder *decoder, const struct node *machines)
{
    struct scenario *scenario = decoder->scenario;
    struct ustr *names = mem_calloc(machines->count, sizeof *names);
    scenario->machines = ARENA_ARRAY(decoder->arena, struct machine_spec, machines->count);
    for (size_t i = 0; i < machines->count; i++) {
        const struct node *key = machines->keys[i];
        const char *name = decode_text(decoder, key);
        if (name && strcspn(name, "\\/:*?\"<>| ") != strlen(name))
            bad(decoder, key, "%s cannot name a computer", name);
        scenario->machines[i] = (struct machine_spec){
            .place = place_of(decoder, key), .name = name ? name : "?", .os = (enum os)OS_DEFAULT};
        decode_units(decoder, key, &names[i]);
    }
    scenario->machine_count = machines->count;
    check_duplicates(decoder, names, machines->keys, machines->count, "computer");
    mem_free(names);
}

static void decode_machines(struct decoder *decoder, const struct node *given,
                            const struct node *machines)
{
    struct scenario *scenario = decoder->scenario;
    for (size_t i = 0; i < given->count; i++) {
        if (!node_is(given->keys[i], words[WORD_MACHINES].name))
            diag_hint(
                bad(decoder, given->keys[i], "%s stands beside machines", given->keys[i]->text),
                "write it below the computer that it is about");
    }
    if (!machines->count)
        bad(decoder, machines, "no computers are listed");
    name_machines(decoder, machines);
    for (size_t i = 0; i < machines->count; i++) {
        decoder->machine = &scenario->machines[i];
        if (!check_map(decoder, machines->items[i], IN_GIVEN, "a computer"))
            continue;
        if (map_key(machines->items[i], WORD_MACHINES))
            bad(decoder, map_key(machines->items[i], WORD_MACHINES),
                "a computer cannot hold computers");
        decode_machine(decoder, machines->items[i]);
    }
}

void decode_given(struct decoder *decoder, const struct node *given)
{
    struct scenario *scenario = decoder->scenario;
    const struct node *machines = NULL;
    if (given) {
        check_map(decoder, given, IN_GIVEN, "given");
        machines = map_get(given, WORD_MACHINES);
    }
    if (machines) {
        decode_machines(decoder, given, machines);
    } else {
        scenario->machines = ARENA_NEW(decoder->arena, struct machine_spec);
        scenario->machines[0] = (struct machine_spec){
            .place = scenario->place, .name = "PC", .os = (enum os)OS_DEFAULT};
        scenario->machine_count = 1;
        decoder->machine = &scenario->machines[0];
        decode_machine(decoder, given);
    }
    decoder->machine = NULL;
}
