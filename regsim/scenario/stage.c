#include "scenario/stage.h"

#include "base/memory.h"
#include "formats/load.h"
#include "scenario/export.h"
#include "scenario/ledger.h"
#include "scenario/where.h"

#include <string.h>

static void tell(struct machine *machine, key_id key, uint32_t filter)
{
    if (machine->registry.on_change)
        machine->registry.on_change(machine->registry.on_change_context, &machine->registry, key,
                                    filter);
}

static regsim_status bad_place(struct diags *diags, const struct place *place, const char *text)
{
    diags_add(diags, DIAG_ERROR, place->file, place->line, place->column, "%s", text);
    return regsim_failed(REGSIM_INVALID);
}

/* Whether a link that is the last component is meant itself, or what it leads to. */
enum last { LINK_ITSELF, LINK_TARGET };

static regsim_status canonical(struct ubuf *out, const struct machine *machine, struct ustr path,
                               enum last last, const struct place *place, struct diags *diags)
{
    if (!(last == LINK_TARGET ? where_target : where_canonical)(out, &machine->registry, path))
        return bad_place(diags, place, "no such registry root, or links that go round in circles");
    return regsim_ok();
}

/* The key at a user path, made with all above it where it is missing. */
static regsim_status ensure_key(key_id *out, struct machine *machine, struct ustr path,
                                enum last last, const struct place *place, struct diags *diags)
{
    struct ubuf where = {0};
    regsim_status status = canonical(&where, machine, path, last, place, diags);
    if (regsim_is_ok(status)) {
        struct store *store = machine->registry.store;
        *out = store_find(store, store_root(store), ubuf_view(&where));
        if (*out == KEY_NONE) {
            *out = store_ensure(store, store_root(store), ubuf_view(&where), machine_now(machine));
            tell(machine, store_parent(store, *out), REG_CHANGE_NAME);
        }
    }
    ubuf_free(&where);
    return status;
}

static regsim_status find_key(key_id *out, const struct machine *machine, struct ustr path,
                              enum last last, const struct place *place, struct diags *diags)
{
    struct ubuf where = {0};
    regsim_status status = canonical(&where, machine, path, last, place, diags);
    const struct store *store = machine->registry.store;
    *out =
        regsim_is_ok(status) ? store_find(store, store_root(store), ubuf_view(&where)) : KEY_NONE;
    ubuf_free(&where);
    return status;
}

static regsim_status apply_remove(struct machine *machine, const struct path_spec *spec,
                                  struct diags *diags)
{
    key_id key;
    REGSIM_TRY(find_key(&key, machine, spec->path, spec->value_count ? LINK_TARGET : LINK_ITSELF,
                        &spec->place, diags));
    if (key == KEY_NONE) /* an install removes what an earlier one may have put there */
        return regsim_ok();
    struct store *store = machine->registry.store;
    for (size_t i = 0; i < spec->value_count; i++)
        store_value_remove(store, key, spec->values[i]);
    if (!spec->value_count) {
        key_id parent = store_parent(store, key);
        store_tree_remove(store, key);
        key = parent;
    }
    store_touch(store, key, machine_now(machine));
    tell(machine, key, spec->value_count ? REG_CHANGE_LAST_SET : REG_CHANGE_NAME);
    return regsim_ok();
}

static regsim_status apply_key(struct machine *machine, const struct key_spec *spec,
                               struct diags *diags)
{
    key_id key;
    REGSIM_TRY(ensure_key(&key, machine, spec->path, LINK_TARGET, &spec->place, diags));
    struct store *store = machine->registry.store;
    for (size_t i = 0; i < spec->value_count; i++) {
        const struct value_spec *value = &spec->values[i];
        store_value_set(store, key, value->name, value->type, value->data, value->size);
    }
    store_touch(store, key, machine_now(machine));
    tell(machine, key, REG_CHANGE_LAST_SET);
    return regsim_ok();
}

static regsim_status apply_volatile(struct machine *machine, struct ustr path,
                                    const struct place *place, struct diags *diags)
{
    key_id key;
    REGSIM_TRY(ensure_key(&key, machine, path, LINK_TARGET, place, diags));
    struct store *store = machine->registry.store;
    store_flags_set(store, key, store_flags(store, key) | KEY_VOLATILE);
    tell(machine, key, REG_CHANGE_ATTRIBUTES);
    return regsim_ok();
}

static regsim_status apply_link(struct machine *machine, const struct link_spec *spec,
                                struct diags *diags)
{
    key_id key;
    REGSIM_TRY(ensure_key(&key, machine, spec->path, LINK_ITSELF, &spec->place, diags));
    struct ubuf target = {0};
    ubuf_add(&target, USTR(u"\\REGISTRY\\"));
    regsim_status status = regsim_ok();
    if (!registry_path_from_user(&target, spec->target))
        status = bad_place(diags, &spec->place, "the target of a link begins with no known root");
    if (regsim_is_ok(status)) {
        registry_set_link(&machine->registry, key, ubuf_view(&target));
        tell(machine, key, REG_CHANGE_ATTRIBUTES);
    }
    ubuf_free(&target);
    return status;
}

static regsim_status apply_class(struct machine *machine, const struct class_spec *spec,
                                 struct diags *diags)
{
    key_id key;
    REGSIM_TRY(ensure_key(&key, machine, spec->path, LINK_TARGET, &spec->place, diags));
    store_class_set(machine->registry.store, key, spec->class_name);
    tell(machine, key, REG_CHANGE_ATTRIBUTES);
    return regsim_ok();
}

static regsim_status apply_acl(struct machine *machine, const struct acl_spec *spec,
                               struct diags *diags)
{
    key_id key;
    REGSIM_TRY(ensure_key(&key, machine, spec->path, LINK_TARGET, &spec->place, diags));
    struct store *store = machine->registry.store;
    const struct blob *security;
    if (spec->sddl) {
        security = security_from_sddl(spec->sddl, diags);
    } else {
        struct sid who;
        security = sid_from_string(&who, spec->deny_who)
                       ? security_with_deny(access_security(store, key), &who, spec->deny_mask)
                       : NULL;
    }
    if (!security)
        return bad_place(diags, &spec->place,
                         "no security descriptor, or no account, can be made of this");
    store_security_set(store, key, security);
    blob_release(security);
    tell(machine, key, REG_CHANGE_SECURITY);
    return regsim_ok();
}

static struct module_info *make_module(const struct file_spec *spec)
{
    if (!spec->is_module)
        return NULL;
    struct module_info *module = module_info_new(spec->arch);
    module->load = spec->load;
    module->open = spec->open;
    module->collect = spec->collect;
    module->close = spec->close;
    for (size_t i = 0; i < spec->export_count; i++)
        module_info_export(module, spec->exports[i]);
    return module;
}

static void put_file(struct machine *machine, const struct file_spec *spec, struct ustr path)
{
    struct module_info *module = make_module(spec);
    files_put(machine->files, path, spec->bytes, spec->size, module, machine_now(machine));
    module_info_release(module);
    if (spec->read_only)
        (void)files_set_attributes(machine->files, path, FILE_READ_ONLY);
}

static void apply_file(struct machine *machine, const struct file_spec *spec)
{
    struct ubuf path = {0};
    environment_expand(&path, &machine->environment, spec->path);
    if (spec->state == FILE_ABSENT)
        files_erase(machine->files, ubuf_view(&path));
    else if (spec->is_directory)
        files_put_directory(machine->files, ubuf_view(&path), machine_now(machine));
    else
        put_file(machine, spec, ubuf_view(&path));
    ubuf_free(&path);
}

static void apply_drive(struct machine *machine, const struct drive_spec *spec)
{
    char16_t letter = (char16_t)spec->letter;
    if (spec->capacity_bytes || !files_has_drive(machine->files, letter))
        files_set_drive(machine->files, letter,
                        spec->capacity_bytes ? spec->capacity_bytes : FILES_DRIVE_BYTES, false);
    if (spec->free_bytes != UINT64_MAX)
        (void)files_set_free(machine->files, letter, spec->free_bytes);
}

/* Exports and hives under a machine, one after the other: what it was before anything happened to
 * it. */
static regsim_status mount_bases(struct machine *machine, const struct base_spec *bases,
                                 size_t count, uint32_t codepage, struct diags *diags)
{
    struct export export;
    const char **files = mem_alloc(count * sizeof *files);
    for (size_t i = 0; i < count; i++)
        files[i] = bases[i].file;
    export_init(&export, machine);
    regsim_status status = export_read(&export, files, count, codepage, diags);
    if (regsim_is_ok(status))
        export_mount(&export, machine);
    export_free(&export);
    mem_free(files);
    return status;
}

static regsim_status build_bases(struct stage *stage, struct machine *machine,
                                 const struct machine_spec *spec, struct diags *diags)
{
    for (size_t i = 0; i < spec->base_count;) {
        size_t files = 0;
        while (i + files < spec->base_count && !spec->bases[i + files].change)
            files++;
        if (files)
            REGSIM_TRY(mount_bases(machine, &spec->bases[i], files, spec->codepage, diags));
        else
            REGSIM_TRY(stage_apply(stage, machine, spec->bases[i].change, diags));
        i += files ? files : 1;
    }
    return regsim_ok();
}

regsim_status stage_import(struct machine *machine, const char *file, uint32_t codepage,
                           struct diags *diags)
{
    struct load_options options = {
        .codepage = codepage, .layout = REGFILE_AS_NT, .now = machine_now(machine)};
    struct load_result result = {0};
    regsim_status status = load_file(&result, machine->registry.store, file, &options, diags);
    if (regsim_is_ok(status) && result.format != FORMAT_REG)
        status =
            diags_invalid(diags, file, "only .reg files can be imported into a running machine");
    load_result_free(&result);
    return status;
}

/* Marks the key as stale if it is there. */
static regsim_status mark(struct marks *marks, const struct machine *machine,
                          const struct path_spec *spec, struct diags *diags)
{
    struct ubuf where = {0};
    REGSIM_TRY(canonical(&where, machine, spec->path, LINK_ITSELF, &spec->place, diags));
    const struct store *store = machine->registry.store;
    bool marked = false; /* by another part or package */
    for (size_t i = 0; i < marks->count && !marked; i++)
        marked = ustr_same_nocase(marks->paths[i], ubuf_view(&where));
    if (!marked && store_find(store, store_root(store), ubuf_view(&where)) != KEY_NONE) {
        MEM_GROW(marks->paths, marks->capacity, marks->count + 1);
        marks->paths[marks->count++] = ustr_dup(ubuf_view(&where));
    }
    ubuf_free(&where);
    return regsim_ok();
}

regsim_status stage_apply(struct stage *stage, struct machine *machine, const struct change *change,
                          struct diags *diags)
{
    for (size_t i = 0; i < change->remove_count; i++)
        REGSIM_TRY(apply_remove(machine, &change->removes[i], diags));
    for (size_t i = 0; i < change->key_count; i++)
        REGSIM_TRY(apply_key(machine, &change->keys[i], diags));
    for (size_t i = 0; i < change->volatile_count; i++)
        REGSIM_TRY(apply_volatile(machine, change->volatile_keys[i], &change->place, diags));
    for (size_t i = 0; i < change->link_count; i++)
        REGSIM_TRY(apply_link(machine, &change->links[i], diags));
    for (size_t i = 0; i < change->class_count; i++)
        REGSIM_TRY(apply_class(machine, &change->classes[i], diags));
    for (size_t i = 0; i < change->acl_count; i++)
        REGSIM_TRY(apply_acl(machine, &change->acl[i], diags));
    for (size_t i = 0; i < change->file_count; i++)
        apply_file(machine, &change->files[i]);
    for (size_t i = 0; i < change->drive_count; i++)
        apply_drive(machine, &change->drives[i]);
    struct marks *marks = &stage->marks[stage_index(stage, machine)];
    for (size_t i = 0; i < change->leave_count; i++)
        REGSIM_TRY(mark(marks, machine, &change->leaves_behind[i], diags));
    return regsim_ok();
}

static regsim_status build_machine(struct stage *stage, const struct machine_spec *spec,
                                   struct diags *diags)
{
    struct ustr name = ustr_from_wtf8(spec->name, strlen(spec->name));
    struct machine *machine = machine_new(name, spec->os, spec->platform);
    ustr_free(name);
    machine->registry.skips_identical = spec->skips_identical_writes; /* rule set.identical */
    if (!network_add(stage->network, machine)) {
        machine_free(machine);
        return bad_place(diags, &spec->place, "two machines have the same name");
    }
    REGSIM_TRY(build_bases(stage, machine, spec, diags));
    for (size_t i = 0; i < spec->setup_count; i++)
        REGSIM_TRY(stage_apply(stage, machine, &spec->setup[i], diags));
    registry_link_classes(&machine->registry, machine_now(machine));
    durability_flush_all(machine);
    return regsim_ok();
}

regsim_status stage_build(struct stage *out, const struct scenario *scenario, struct diags *diags)
{
    *out = (struct stage){network_new(), mem_calloc(scenario->machine_count, sizeof(struct marks))};
    for (size_t i = 0; i < scenario->machine_count; i++)
        REGSIM_TRY(build_machine(out, &scenario->machines[i], diags));
    return regsim_ok();
}

struct stage stage_clone(const struct stage *stage)
{
    struct stage clone = {network_clone(stage->network),
                          mem_calloc(stage->network->count, sizeof(struct marks))};
    for (size_t i = 0; i < stage->network->count; i++) {
        const struct marks *from = &stage->marks[i];
        struct marks *to = &clone.marks[i];
        MEM_GROW(to->paths, to->capacity, from->count);
        for (to->count = 0; to->count < from->count; to->count++)
            to->paths[to->count] = ustr_dup(from->paths[to->count]);
    }
    return clone;
}

void stage_free(struct stage *stage)
{
    for (size_t i = 0; stage->network && i < stage->network->count; i++) {
        for (size_t j = 0; j < stage->marks[i].count; j++)
            ustr_free(stage->marks[i].paths[j]);
        mem_free(stage->marks[i].paths);
    }
    mem_free(stage->marks);
    network_free(stage->network);
    *stage = (struct stage){0};
}

struct machine *stage_machine(const struct stage *stage, const char *name)
{
    if (!name)
        return stage->network->machines[0];
    struct ustr wide = ustr_from_wtf8(name, strlen(name));
    struct machine *machine = network_find(stage->network, wide);
    ustr_free(wide);
    return machine;
}

size_t stage_index(const struct stage *stage, const struct machine *machine)
{
    size_t index = 0;
    while (stage->network->machines[index] != machine)
        index++;
    return index;
}

bool marks_cover(const struct marks *marks, struct ustr path)
{
    for (size_t i = 0; i < marks->count; i++) {
        if (path_is_within(path, marks->paths[i]))
            return true;
    }
    return false;
}
