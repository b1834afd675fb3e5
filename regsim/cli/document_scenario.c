#include "cli/document_scenario.h"

#include "customer/given_text.h"
#include "scenario/load.h"
#include "scenario/stage.h"

#include <string.h>
#include <strings.h>

bool is_scenario_path(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot && (!strcasecmp(dot, ".yaml") || !strcasecmp(dot, ".yml"));
}

static regsim_status choose_cell(const struct scenario **out, const struct scenario_list *list,
                                 const char *path, const char *cell, struct diags *diags)
{
    if (list->files != 1 || !list->count)
        return diags_invalid(diags, path, "not one scenario, but %zu", list->files);
    for (size_t i = 0; i < list->count; i++) {
        if (cell ? !strcmp(list->items[i]->cell, cell) : list->count == 1) {
            *out = list->items[i];
            return regsim_ok();
        }
    }
    struct diag *diag =
        cell ? diags_add(diags, DIAG_ERROR, path, 0, 0, "no cell of its matrix is %s", cell)
             : diags_add(diags, DIAG_ERROR, path, 0, 0,
                         "its matrix has %zu cells: --cell must say which", list->count);
    if (*list->items[0]->cell)
        diag_hint(diag, "the first is --cell '%s'", list->items[0]->cell);
    else
        diag_hint(diag, "it has no matrix");
    return regsim_failed(REGSIM_INVALID);
}

static regsim_status choose_machine(const struct machine **out, const struct stage *stage,
                                    const struct scenario *scenario, const char *name,
                                    struct diags *diags)
{
    bool one = scenario->machine_count == 1;
    *out = name || one ? stage_machine(stage, name) : NULL;
    if (*out)
        return regsim_ok();
    struct diag *diag =
        name ? diags_add(diags, DIAG_ERROR, scenario->path, 0, 0,
                         "no computer of this scenario is %s", name)
             : diags_add(diags, DIAG_ERROR, scenario->path, 0, 0,
                         "it has %zu computers: --machine must say which", scenario->machine_count);
    if (one)
        diag_hint(diag, "it has one, which needs no name");
    else
        diag_hint(diag, "the first is --machine %s", scenario->machines[0].name);
    return regsim_failed(REGSIM_INVALID);
}

static void drop_volatile(struct store *store, key_id key)
{
    for (size_t i = store_child_count(store, key); i-- > 0;) {
        key_id child = store_child_at(store, key, i);
        if (store_flags(store, child) & KEY_VOLATILE)
            store_tree_remove(store, child);
        else
            drop_volatile(store, child);
    }
}

static struct store *as_hives(const struct store *registry)
{
    static const struct ustr current = {u"HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet", 43};
    struct store *nothing = store_new();
    struct store *store = given_document(registry, nothing);
    key_id link = store_find(store, store_root(store), current);
    if (link && store_flags(store, link) & KEY_LINK)
        store_tree_remove(store, link);
    drop_volatile(store, store_root(store));
    store_free(nothing);
    return store;
}

regsim_status document_of_scenario(struct store **out, const char *path,
                                   const struct scenario_choice *choice, struct diags *diags)
{
    struct scenario_list list = {0};
    struct scenario_load_options load = {0};
    const struct scenario *scenario = NULL;
    const struct machine *machine = NULL;
    struct stage stage = {0};
    regsim_status status = scenario_load(&list, path, &load, diags);
    if (regsim_is_ok(status))
        status = choose_cell(&scenario, &list, path, choice->cell, diags);
    if (regsim_is_ok(status) && scenario)
        status = stage_build(&stage, scenario, diags);
    if (regsim_is_ok(status) && scenario)
        status = choose_machine(&machine, &stage, scenario, choice->machine, diags);
    *out = machine ? as_hives(machine->registry.store) : NULL;
    stage_free(&stage);
    scenario_list_free(&list);
    return status;
}
