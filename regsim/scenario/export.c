#include "scenario/export.h"

#include "base/memory.h"
#include "formats/load.h"
#include "registry/diff.h"

#include <string.h>
#include <strings.h>

static const struct ustr system_path = {u"HKEY_LOCAL_MACHINE\\SYSTEM", 25};

void export_init(struct export *out)
{
    *out = (struct export){.store = store_new()};
}

void export_free(struct export *export)
{
    store_free(export->store);
    export->store = NULL;
}

static bool has_key(const struct store *store, struct ustr path)
{
    return store_find(store, store_root(store), path) != KEY_NONE;
}

struct hive_place {
    const char *file;         /* the name that Windows gives to its file */
    struct ustr path;         /* where it is mounted */
    const char16_t *marks[3]; /* a key of any of these names tells it; NULL ends them */
};

static const struct hive_place hive_places[] = {
    {"SYSTEM",
     {u"HKEY_LOCAL_MACHINE\\SYSTEM", 25},
     {u"Select", u"ControlSet001", u"CurrentControlSet"}},
    {"SOFTWARE", {u"HKEY_LOCAL_MACHINE\\SOFTWARE", 27}, {u"Microsoft\\Windows NT", u"Classes"}},
    {"SAM", {u"HKEY_LOCAL_MACHINE\\SAM", 22}, {u"SAM"}},
    {"SECURITY", {u"HKEY_LOCAL_MACHINE\\SECURITY", 27}, {u"Policy"}},
    {"DEFAULT", {u"HKEY_USERS\\.DEFAULT", 19}, {NULL}},
    {"NTUSER", {u"HKEY_CURRENT_USER", 17}, {u"Software", u"Control Panel"}},
};
enum { HIVE_PLACES = sizeof hive_places / sizeof *hive_places };

static bool has_mark(const struct store *hive, const struct hive_place *place)
{
    for (size_t i = 0; i < sizeof place->marks / sizeof *place->marks && place->marks[i]; i++) {
        if (has_key(hive, ustr_z(place->marks[i])))
            return true;
    }
    return false;
}

/* SYSTEM, system.bak, NTUSER.DAT: the file's name up to its first dot. */
static bool is_named(const char *file, const char *name)
{
    const char *slash = strrchr(file, '/');
    const char *base = slash ? slash + 1 : file;
    size_t length = strcspn(base, ".");
    return length == strlen(name) && strncasecmp(base, name, length) == 0;
}

struct ustr export_hive_place(const struct store *hive, const char *file)
{
    for (size_t i = 0; i < HIVE_PLACES; i++) {
        if (has_mark(hive, &hive_places[i]))
            return hive_places[i].path;
    }
    for (size_t i = 0; i < HIVE_PLACES; i++) {
        if (is_named(file, hive_places[i].file))
            return hive_places[i].path;
    }
    return (struct ustr){0};
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

/* The file as a document of its own: HKEY_LOCAL_MACHINE … below the root. */
static regsim_status load_document(struct store *out, struct export *export, const char *file,
                                   uint32_t codepage, struct diags *diags)
{
    struct load_options options = {.codepage = codepage,
                                   .layout = REGFILE_AS_WRITTEN,
                                   .now = CLOCK_START,
                                   .salvage = export->salvage};
    struct load_result result = {0};
    struct store *loaded = store_new();
    regsim_status status = load_file(&result, loaded, file, &options, diags);
    struct ustr place = {0};
    export->lost += result.lost;
    if (regsim_is_ok(status) && result.format == FORMAT_REGF) {
        place = export_hive_place(loaded, file);
        if (!place.count)
            status =
                diags_invalid(diags, file,
                              "a hive, but neither its content nor its name tells whether it is "
                              "SYSTEM, SOFTWARE, SAM, SECURITY, DEFAULT or NTUSER.DAT");
    }
    if (regsim_is_ok(status))
        store_tree_copy(out, store_ensure(out, store_root(out), place, CLOCK_START), loaded,
                        store_root(loaded));
    load_result_free(&result);
    store_free(loaded);
    return status;
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

regsim_status export_add(struct export *export, const char *file, uint32_t codepage,
                         struct diags *diags)
{
    struct store *document = store_new();
    regsim_status status = load_document(document, export, file, codepage, diags);
    if (regsim_is_ok(status)) {
        uint32_t number = current_number(document, system_key(document));
        if (!number)
            number = current_number(export->store, system_key(export->store));
        status = settle(document, number ? number : 1, file, diags);
    }
    if (regsim_is_ok(status))
        store_tree_copy(export->store, store_root(export->store), document, store_root(document));
    store_free(document);
    return status;
}

void export_mount(const struct export *export, struct machine *machine)
{
    const struct store *from = export->store;
    struct store *to = machine->registry.store;
    for (size_t i = 0; i < store_child_count(from, store_root(from)); i++) {
        key_id root = store_child_at(from, store_root(from), i);
        struct ubuf path = {0};
        if (registry_path_from_user(&path, store_name(from, root)))
            store_tree_copy(
                to, store_ensure(to, store_root(to), ubuf_view(&path), machine_now(machine)), from,
                root);
        ubuf_free(&path);
    }
    key_id system = store_find(to, store_root(to), USTR(u"MACHINE\\SYSTEM"));
    registry_link_control_set(&machine->registry, current_number(to, system), machine_now(machine));
    durability_flush_all(machine);
}
