/*
 * `given`: one machine, or several by name. All names are known before the first path is read,
 * since paths may name a machine. A machine is its bases, then its installs, then the state words.
 */
#include "scenario/decode.h"

#include "base/memory.h"
#include "formats/codepage.h"

#include <string.h>

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
