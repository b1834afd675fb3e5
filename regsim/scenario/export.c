#include "scenario/export.h"

#include "base/buf.h"
#include "base/memory.h"
#include "formats/load.h"
#include "registry/diff.h"

#include <string.h>
#include <sys/stat.h>

static const struct ustr system_path = {u"HKEY_LOCAL_MACHINE\\SYSTEM", 25};

void export_free(struct export *export)
{
    for (size_t i = 0; i < export->file_count; i++) {
        mem_free(export->files[i].name);
        store_free(export->files[i].document);
    }
    for (size_t i = 0; i < export->deletion_count; i++) {
        ustr_free(export->deletions[i].path);
        ustr_free(export->deletions[i].name);
    }
    mem_free(export->files);
    mem_free(export->deletions);
    store_free(export->store);
    *export = (struct export){0};
}

/* Select\Current where it is a number of a control set, else 0. */
static uint32_t current_number(const struct store *store, key_id system)
{
    key_id select =
        system == KEY_NONE ? KEY_NONE : store_child_find(store, system, USTR(u"Select"));
    const struct value *current =
        select == KEY_NONE ? NULL : store_value_find(store, select, USTR(u"Current"));
    uint32_t number;
    return current && value_dword(&number, current) && number >= 1 && number <= 999 ? number : 0;
}

void export_init(struct export *out, const struct machine *machine)
{
    *out = (struct export){.store = store_new()};
    if (!machine)
        return;
    const struct store *store = machine->registry.store;
    out->current =
        current_number(store, store_find(store, store_root(store), USTR(u"MACHINE\\SYSTEM")));
}

static struct ustr set_name(char16_t name[13], uint32_t number)
{
    static const char16_t prefix[] = u"ControlSet";
    for (size_t i = 0; i < 10; i++)
        name[i] = prefix[i];
    name[10] = (char16_t)(u'0' + number / 100);
    name[11] = (char16_t)(u'0' + number / 10 % 10);
    name[12] = (char16_t)(u'0' + number % 10);
    return (struct ustr){name, 13};
}

static regsim_status sets_differ(const struct diff *diff, struct ustr set, const char *name,
                                 struct diags *diags)
{
    const struct diff_entry *first = &diff->entries[0];
    const struct value *value = first->old ? first->old : first->new;
    char *numbered = ustr_to_shown(set), *path = ustr_to_shown(first->path);
    char *value_part = value ? ustr_to_shown(value_name(value)) : NULL;
    regsim_status status = diags_invalid(
        diags, name, "CurrentControlSet and %s are both there and differ, first at %s%s%s",
        numbered, path, value ? ", value " : "",
        value ? (*value_part ? value_part : "(Default)") : "");
    mem_free(numbered);
    mem_free(path);
    mem_free(value_part);
    return status;
}

struct ustr export_current_set(char16_t units[13], const struct store *store)
{
    uint32_t number = current_number(store, store_find(store, store_root(store), system_path));
    return set_name(units, number ? number : 1);
}

/* Puts the control sets of one file in order; `number` is the current one. */
static regsim_status settle(struct store *store, uint32_t number, const char *name,
                            struct diags *diags)
{
    key_id system = store_find(store, store_root(store), system_path);
    key_id current =
        system == KEY_NONE ? KEY_NONE : store_child_find(store, system, USTR(u"CurrentControlSet"));
    if (current == KEY_NONE || (store_flags(store, current) & KEY_LINK))
        return regsim_ok();
    char16_t units[13];
    struct ustr set = set_name(units, number);
    key_id numbered = store_child_find(store, system, set);
    if (numbered == KEY_NONE) {
        store_key_rename(store, current, set);
        return regsim_ok();
    }
    struct diff diff = {0};
    diff_stores(&diff, store, numbered, store, current, 0);
    regsim_status status = diff.count ? sets_differ(&diff, set, name, diags) : regsim_ok();
    diff_free(&diff);
    if (regsim_is_ok(status))
        store_tree_remove(store, current);
    return status;
}

/* A hive in its place below the root. */
static regsim_status place_hive(struct store *out, struct export_file *file,
                                const struct store *hive, struct diags *diags)
{
    file->place = export_hive_place(hive, file->name);
    if (!file->place.count)
        return diags_invalid(diags, file->name,
                             "a hive, but neither its content nor its name tells whether it is "
                             "SYSTEM, SOFTWARE, SAM, SECURITY, DEFAULT or NTUSER.DAT");
    const char *named = export_misnamed(file->name, file->place);
    char *place = ustr_to_wtf8(file->place);
    if (named)
        diags_add(diags, DIAG_WARNING, file->name, 0, 0,
                  "named like %s, but what it holds is that of %s, where it is put", named, place);
    mem_free(place);
    store_tree_copy(out, store_ensure(out, store_root(out), file->place, CLOCK_START), hive,
                    store_root(hive));
    return regsim_ok();
}

/* The file as a document of its own: HKEY_LOCAL_MACHINE … below the root. */
static regsim_status load_document(struct store *out, struct load_result *result,
                                   struct export *export, struct export_file *file,
                                   uint32_t codepage, struct diags *diags)
{
    struct load_options options = {.codepage = codepage,
                                   .layout = REGFILE_AS_WRITTEN,
                                   .now = CLOCK_START,
                                   .salvage = export->salvage};
    struct store *loaded = store_new();
    regsim_status status = load_file(result, loaded, file->name, &options, diags);
    export->lost += result->lost;
    bool hive = result->format != FORMAT_REG && !result->place.count;
    if (regsim_is_ok(status) && hive)
        status = place_hive(out, file, loaded, diags);
    else if (regsim_is_ok(status)) /* a text hive of Wine says where it belongs */
        store_tree_copy(out, store_ensure(out, store_root(out), result->place, CLOCK_START), loaded,
                        store_root(loaded));
    store_free(loaded);
    return status;
}

/* Nothing is mounted twice: the second would only hide what the first one says. */
static regsim_status check_twice(const struct export *export, const struct export_file *file,
                                 struct diags *diags)
{
    for (size_t i = 0; i < export->file_count; i++) {
        const struct export_file *other = &export->files[i];
        if (other->device == file->device && other->inode == file->inode)
            return diags_invalid(diags, file->name, "this file was given already%s%s",
                                 strcmp(other->name, file->name) != 0 ? ", as " : "",
                                 strcmp(other->name, file->name) != 0 ? other->name : "");
        if (file->place.count && ustr_same(other->place, file->place)) {
            char *place = ustr_to_wtf8(file->place);
            regsim_status status = diags_invalid(
                diags, file->name, "a second hive of %s: %s is one", place, other->name);
            mem_free(place);
            return status;
        }
    }
    return regsim_ok();
}

static void note_file(struct export *export, const struct export_file *file)
{
    MEM_GROW(export->files, export->file_capacity, export->file_count + 1);
    export->files[export->file_count] = *file;
    export->files[export->file_count++].name = mem_strdup(file->name);
}

static key_id system_key(const struct store *store)
{
    return store_find(store, store_root(store), system_path);
}

regsim_status export_settle(struct store *document, const char *name, struct diags *diags)
{
    uint32_t number = current_number(document, system_key(document));
    return settle(document, number ? number : 1, name, diags);
}

/* The path of a section as the document has it, its current control set under its number. */
static void deleted_path(struct ubuf *out, const struct regfile_path *path, uint32_t number)
{
    static const struct ustr current = {u"SYSTEM\\CurrentControlSet", 24};
    struct ustr below = path->below;
    char16_t units[13];
    ubuf_clear(out);
    ubuf_add(out, regfile_root_name(path->root));
    ubuf_put(out, u'\\');
    if (path->root == REGFILE_LOCAL_MACHINE && ustr_starts_nocase(below, current) &&
        (below.count == current.count || below.units[current.count] == u'\\')) {
        ubuf_add(out, USTR(u"SYSTEM\\"));
        ubuf_add(out, set_name(units, number));
        below = ustr_slice(below, current.count, below.count);
    }
    ubuf_add(out, below);
}

static void delete_in(struct store *store, struct ustr path, const struct ustr *name)
{
    key_id key = store_find(store, store_root(store), path);
    if (key && name)
        store_value_remove(store, key, *name);
    else if (key)
        store_tree_remove(store, key);
}

static void note_deletion(struct export *export, struct ustr path, const struct ustr *name)
{
    delete_in(export->store, path, name);
    MEM_GROW(export->deletions, export->deletion_capacity, export->deletion_count + 1);
    export->deletions[export->deletion_count++] = (struct export_deletion){
        .path = ustr_dup(path),
        .is_value = name != NULL,
        .name = name ? ustr_dup(*name) : (struct ustr){0},
    };
}

/* What the file deletes goes from what was there before it; what it puts back is in its document.
 */
static regsim_status take_deletions(struct export *export, const char *file, uint32_t codepage,
                                    uint32_t number)
{
    struct patch patch = {0};
    struct load_options options = {.codepage = codepage};
    struct load_result result;
    struct ubuf path = {0};
    regsim_status status = load_patch(&result, &patch, file, &options, NULL);
    for (size_t i = 0; i < patch.count; i++) {
        const struct patch_op *op = &patch.ops[i];
        if (op->kind == PATCH_KEY || op->kind == PATCH_DELETE_KEY)
            deleted_path(&path, &op->path, number);
        if (op->kind == PATCH_DELETE_KEY && op->path.below.count)
            note_deletion(export, ubuf_view(&path), NULL);
        if (op->kind == PATCH_DELETE_VALUE) {
            struct ustr name = value_name(op->value);
            note_deletion(export, ubuf_view(&path), &name);
        }
    }
    ubuf_free(&path);
    patch_free(&patch);
    load_result_free(&result);
    return status;
}

static regsim_status add_file(struct export *export, const char *name, uint32_t codepage,
                              struct diags *diags)
{
    struct stat info = {0};
    struct load_result result = {0};
    struct export_file file = {
        .name = (char *)(uintptr_t)name, .document = store_new(), .codepage = codepage};
    regsim_status status = load_document(file.document, &result, export, &file, codepage, diags);
    if (regsim_is_ok(status) && !stat(name, &info)) {
        file.device = (uint64_t)info.st_dev;
        file.inode = (uint64_t)info.st_ino;
    }
    file.deletes = result.deletions != 0;
    load_result_free(&result);
    if (regsim_is_ok(status))
        status = check_twice(export, &file, diags);
    if (regsim_is_ok(status))
        note_file(export, &file);
    else
        store_free(file.document);
    return status;
}

/* The control set that is current for the file at `index`. */
static uint32_t number_for(const struct export *export, size_t index)
{
    const struct store *own = export->files[index].document;
    uint32_t number = current_number(own, system_key(own));
    for (size_t i = export->file_count; i-- > 0 && !number;) {
        const struct store *other = export->files[i].document;
        number = current_number(other, system_key(other));
    }
    if (!number)
        number = export->current;
    return number ? number : 1;
}

static regsim_status join_file(struct export *export, size_t index, struct diags *diags)
{
    const struct export_file *file = &export->files[index];
    uint32_t number = number_for(export, index);
    REGSIM_TRY(settle(file->document, number, file->name, diags));
    if (file->deletes)
        REGSIM_TRY(take_deletions(export, file->name, file->codepage, number));
    store_tree_copy(export->store, store_root(export->store), file->document,
                    store_root(file->document));
    return regsim_ok();
}

regsim_status export_read(struct export *export, const char *const *files, size_t count,
                          uint32_t codepage, struct diags *diags)
{
    for (size_t i = 0; i < count; i++)
        REGSIM_TRY(add_file(export, files[i], codepage, diags));
    for (size_t i = 0; i < export->file_count; i++)
        REGSIM_TRY(join_file(export, i, diags));
    for (size_t i = 0; i < export->file_count; i++) {
        store_free(export->files[i].document);
        export->files[i].document = NULL;
    }
    return regsim_ok();
}

/* ControlSet001, ControlSet002 …: those that are there. */
static void put_sets(struct buf *out, const struct store *store, key_id system)
{
    for (size_t i = 0; i < store_child_count(store, system); i++) {
        struct ustr name = store_name(store, store_child_at(store, system, i));
        if (name.count != 13 || !ustr_starts_nocase(name, USTR(u"ControlSet")))
            continue;
        char *text = ustr_to_shown(name);
        buf_printf(out, "%s%s", out->size ? ", " : "", text);
        mem_free(text);
    }
}

regsim_status export_check(const struct export *export, struct diags *diags)
{
    const struct store *store = export->store;
    key_id system = system_key(store);
    char16_t units[13];
    struct ustr set = export_current_set(units, store);
    key_id current = system ? store_child_find(store, system, set) : KEY_NONE;
    uint32_t number = current_number(store, system);
    if (!current && number > 1) { /* ControlSet001 is on every machine */
        struct buf sets = {0};
        char *name = ustr_to_wtf8(set);
        put_sets(&sets, store, system);
        regsim_status status = diags_invalid(
            diags, NULL, "Select\\Current is %u, and there is no %s%s%s", number, name,
            sets.size ? ", only " : ", nor any other set", sets.size ? buf_z(&sets) : "");
        buf_free(&sets);
        mem_free(name);
        return status;
    }
    if (system && !number && store_child_find(store, system, USTR(u"Select")))
        diags_add(diags, DIAG_WARNING, NULL, 0, 0,
                  "Select\\Current names no control set: ControlSet001 is taken");
    if (!current || !store_child_find(store, current, USTR(u"Services")))
        diags_add(
            diags, DIAG_WARNING, NULL, 0, 0,
            "nothing of HKLM\\SYSTEM\\CurrentControlSet\\Services is in what was given: there "
            "are no counters that a monitor could fail at");
    return regsim_ok();
}

/* rule link.control-set-import */
void export_mount(const struct export *export, struct machine *machine)
{
    const struct store *from = export->store;
    struct store *to = machine->registry.store;
    struct ubuf path = {0};
    if (machine->registry.is_wow64)
        registry_unlink_wow64(&machine->registry);
    for (size_t i = 0; i < export->deletion_count; i++) {
        const struct export_deletion *deletion = &export->deletions[i];
        ubuf_clear(&path);
        if (registry_path_from_user(&path, deletion->path))
            delete_in(to, ubuf_view(&path), deletion->is_value ? &deletion->name : NULL);
    }
    for (size_t i = 0; i < store_child_count(from, store_root(from)); i++) {
        key_id root = store_child_at(from, store_root(from), i);
        ubuf_clear(&path);
        if (registry_path_from_user(&path, store_name(from, root)))
            store_tree_copy(
                to, store_ensure(to, store_root(to), ubuf_view(&path), machine_now(machine)), from,
                root);
    }
    ubuf_free(&path);
    key_id system = store_find(to, store_root(to), USTR(u"MACHINE\\SYSTEM"));
    registry_link_control_set(&machine->registry, current_number(to, system), machine_now(machine));
    registry_link_classes(&machine->registry, machine_now(machine));
    if (machine->registry.is_wow64)
        registry_make_wow64(&machine->registry, machine_now(machine));
    durability_flush_all(machine);
}
