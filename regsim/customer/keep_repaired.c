/*
 * A customer's file as the fixer left it. A hive is loaded, edited and written, so its descriptors,
 * class names and last-write times stay (our choice: Windows would also date the parent of a
 * removed key). A .reg file is edited as a list of operations, so that what it deletes stays in it
 * too; what the fixer did that belongs to no section of it comes after them.
 */
#include "customer/keep.h"

#include "base/memory.h"
#include "formats/rewrite.h"
#include "scenario/export.h"
#include "scenario/where.h"

struct filter {
    const struct reproduce_result *result;
    struct regfile_sink to;
    struct ubuf path;        /* canonical, of the open section; empty: it goes nowhere */
    bool gone;               /* the open section's key was removed, and all in it with it */
    bool by_link, by_number; /* how sections call the current control set */
};

static const struct ustr link_path = {u"HKLM\\SYSTEM\\CurrentControlSet", 29};
static const struct ustr link_below = {u"SYSTEM\\CurrentControlSet", 24};

/* MACHINE\SYSTEM\ControlSet001 of the reproduction. */
static void current_set(struct ubuf *out, const struct reproduce_result *result)
{
    (void)where_target(out, &result->before, link_path);
}

static void canonical_path(struct ubuf *out, const struct filter *filter,
                           const struct regfile_path *path)
{
    struct ubuf user = {0};
    ubuf_clear(out);
    regfile_path_text(&user, path);
    if (!where_canonical(out, &filter->result->before, ubuf_view(&user)))
        ubuf_clear(out);
    ubuf_free(&user);
}

/* Whether a section goes through the link to the current set, or by the set's number. */
static void note_spelling(struct filter *filter, const struct regfile_path *path)
{
    struct ubuf set = {0};
    current_set(&set, filter->result);
    bool link = path->root == REGFILE_LOCAL_MACHINE && path_is_within(path->below, link_below);
    filter->by_link = filter->by_link || link;
    filter->by_number =
        filter->by_number || (!link && path_is_within(ubuf_view(&filter->path), ubuf_view(&set)));
    ubuf_free(&set);
}

static const struct ledger_entry *change_of(const struct filter *filter, struct ustr name)
{
    const struct ledger *changes = &filter->result->changes;
    struct ustr path = ubuf_view(&filter->path);
    for (size_t i = 0; i < changes->count && path.count; i++) {
        const struct ledger_entry *entry = &changes->entries[i];
        if (entry->is_value && ustr_same_nocase(entry->path, path) &&
            ustr_same_nocase(entry->name, name))
            return entry;
    }
    return NULL;
}

static bool key_is_gone(const struct filter *filter)
{
    const struct ledger *changes = &filter->result->changes;
    bool gone = false;
    for (size_t i = 0; i < changes->count && filter->path.count && !gone; i++) {
        const struct ledger_entry *entry = &changes->entries[i];
        gone =
            !entry->is_value && !entry->is && path_is_within(ubuf_view(&filter->path), entry->path);
    }
    return gone;
}

static bool filter_key(void *context, const struct regfile_path *path)
{
    struct filter *filter = context;
    canonical_path(&filter->path, filter, path);
    note_spelling(filter, path);
    filter->gone = key_is_gone(filter);
    return !filter->gone && filter->to.key(filter->to.context, path);
}

static void filter_delete_key(void *context, const struct regfile_path *path)
{
    struct filter *filter = context;
    filter->to.delete_key(filter->to.context, path);
}

static void filter_value(void *context, struct ustr name, uint32_t type, const void *data,
                         uint32_t size)
{
    struct filter *filter = context;
    const struct ledger_entry *change = change_of(filter, name);
    if (change && !change->is)
        return;
    if (change && change->was)
        filter->to.value(filter->to.context, value_name(change->new), change->new->type,
                         value_data(change->new), change->new->size);
    else
        filter->to.value(filter->to.context, name, type, data, size);
}

static void filter_delete_value(void *context, struct ustr name)
{
    struct filter *filter = context;
    filter->to.delete_value(filter->to.context, name);
}

/* The section of a canonical path, with `set`, the current control set, called by its link. False:
 * it is below no predefined key. `user` holds the name. */
static bool section_of(struct regfile_path *out, struct ubuf *user, struct ustr canonical,
                       struct ustr set)
{
    struct ubuf path = {0};
    if (set.count) {
        ubuf_add(&path, USTR(u"MACHINE\\"));
        ubuf_add(&path, link_below);
    }
    ubuf_add(&path, ustr_slice(canonical, set.count, canonical.count));
    registry_path_to_user(user, ubuf_view(&path), true);
    ubuf_free(&path);
    struct ustr all = ubuf_view(user);
    size_t end = ustr_find(all, u'\\', 0);
    if (end == SIZE_MAX || !regfile_root_find(&out->root, ustr_slice(all, 0, end)))
        return false;
    out->below = ustr_slice(all, end + 1, all.count);
    return true;
}

/* One entry of the rest; `open` is the path of the section before it. */
static void put_entry(const struct regfile_sink *to, const struct ledger_entry *entry,
                      struct ustr set, struct ustr *open)
{
    struct ubuf user = {0};
    struct regfile_path section;
    bool is_open = open->count && ustr_same(*open, entry->path);
    if (!section_of(&section, &user, entry->path, set)) {
        ubuf_free(&user);
        return;
    }
    *open = entry->path;
    if (!entry->is_value && !entry->is) {
        to->delete_key(to->context, &section);
        *open = (struct ustr){0};
    } else if (!is_open) {
        to->key(to->context, &section);
    }
    if (entry->is_value && entry->is)
        to->value(to->context, value_name(entry->new), entry->new->type, value_data(entry->new),
                  entry->new->size);
    else if (entry->is_value)
        to->delete_value(to->context, entry->name);
    ubuf_free(&user);
}

/* Those of the rest that are in the current control set, by its link; or all others. */
static void put_rest_of(const struct filter *filter, const struct ledger *rest, bool by_link)
{
    struct ubuf set = {0};
    const struct ledger_entry *top =
        NULL; /* what is below it goes without saying, or is volatile */
    struct ustr open = {0};
    current_set(&set, filter->result);
    for (size_t i = 0; i < rest->count; i++) {
        const struct ledger_entry *entry = &rest->entries[i];
        if (top && path_is_within(entry->path, top->path))
            continue;
        bool volatile_key = !entry->is_value && (entry->after.flags & KEY_VOLATILE);
        bool in_set = path_is_within(entry->path, ubuf_view(&set));
        bool numbered = !in_set || filter->by_number || !filter->by_link;
        if (!entry->is_value && (!entry->is || volatile_key))
            top = entry;
        if (volatile_key || (!entry->is_value && entry->was && entry->is))
            continue; /* an attribute is nothing that .reg text knows */
        if (by_link ? in_set : numbered)
            put_entry(&filter->to, entry, by_link ? ubuf_view(&set) : (struct ustr){0}, &open);
    }
    ubuf_free(&set);
}

/* What no section was about. */
static void put_rest(const struct filter *filter, const struct ledger *rest)
{
    if (filter->by_link)
        put_rest_of(filter, rest, true);
    put_rest_of(filter, rest, false);
}

static regsim_status repair_text(struct output *out, const struct reproduce_result *result,
                                 const char *file, uint32_t codepage, const struct ledger *rest,
                                 struct diags *diags)
{
    struct load_options load = {.codepage = codepage};
    struct load_result facts;
    struct patch whole = {0}, kept = {0};
    struct filter filter = {.result = result, .to = patch_sink(&kept)};
    struct regfile_sink sink = {&filter, filter_key, filter_delete_key, filter_value,
                                filter_delete_value};
    /* what is odd in the file was said when it was mounted */
    regsim_status status = load_patch(&facts, &whole, file, &load, NULL);
    if (regsim_is_ok(status)) {
        patch_replay(&whole, &sink);
        put_rest(&filter, rest);
        status = rewrite_patch(out, &facts, &kept, true, diags);
    }
    ubuf_free(&filter.path);
    patch_free(&kept);
    patch_free(&whole);
    return status;
}

/* A hive of which the current control set is called by its link, as no Windows writes it: the
 * changes are made under its number, and then it is called so again. */
static void apply_by_number(struct store *store, key_id system, const struct ledger *changes,
                            struct ustr place, struct ustr set)
{
    key_id link = store_child_find(store, system, USTR(u"CurrentControlSet"));
    bool ordinary = link && !(store_flags(store, link) & KEY_LINK);
    key_id numbered = ordinary ? store_child_find(store, system, set) : KEY_NONE;
    if (numbered)
        store_tree_remove(store, link); /* it is the same, or it would not have been mounted */
    else if (ordinary)
        store_key_rename(store, link, set);
    ledger_apply(store, changes, place, CLOCK_START);
    if (numbered) {
        struct store *twin = store_clone(store);
        link = store_key_add(store, system, USTR(u"CurrentControlSet"), 0, CLOCK_START);
        store_tree_copy(store, link, twin, numbered);
        store_free(twin);
    } else if (ordinary) {
        store_key_rename(store, link, USTR(u"CurrentControlSet"));
    }
}

static regsim_status repair_hive(struct output *out, const struct reproduce_result *result,
                                 const char *file, struct diags *diags)
{
    static const struct ustr system = {u"MACHINE\\SYSTEM", 14};
    struct load_options load = {0};
    struct load_result facts;
    struct store *store = store_new();
    struct ubuf place = {0}, set = {0};
    regsim_status status = load_file(&facts, store, file, &load, NULL);
    if (regsim_is_ok(status)) {
        registry_path_from_user(&place,
                                facts.place.count ? facts.place : export_hive_place(store, file));
        /* HKLM\SYSTEM in what the file holds: its root, or a key of a text hive of HKLM */
        struct ustr at = ubuf_view(&place);
        key_id machine = ustr_same_nocase(at, USTR(u"MACHINE")) ? store_root(store) : KEY_NONE;
        key_id top = ustr_same_nocase(at, system) ? store_root(store)
                     : machine ? store_child_find(store, machine, USTR(u"SYSTEM"))
                               : KEY_NONE;
        current_set(&set, result);
        struct ustr number = ustr_slice(ubuf_view(&set), system.count + 1, set.count);
        if (top)
            apply_by_number(store, top, &result->changes, at, number);
        else
            ledger_apply(store, &result->changes, at, CLOCK_START);
        status = rewrite_store(out, &facts, store, true, diags);
    }
    load_result_free(&facts);
    ubuf_free(&set);
    ubuf_free(&place);
    store_free(store);
    return status;
}

regsim_status keep_repaired(struct output *out, const struct reproduce_result *result,
                            const char *file, uint32_t codepage, const struct ledger *rest,
                            struct diags *diags)
{
    enum file_format format;
    REGSIM_TRY(file_format_of(&format, file, diags));
    return format == FORMAT_REG ? repair_text(out, result, file, codepage, rest, diags)
                                : repair_hive(out, result, file, diags);
}

regsim_status keep_rest(struct output *out, const struct reproduce_result *result,
                        const struct ledger *rest, struct diags *diags)
{
    struct patch patch = {0};
    struct filter filter = {.result = result, .to = patch_sink(&patch)};
    struct load_result facts = {
        .format = FORMAT_REG, .version = "5.00", .encoding = "UTF-16LE", .mark = true};
    put_rest(&filter, rest);
    regsim_status status = rewrite_patch(out, &facts, &patch, true, diags);
    patch_free(&patch);
    return status;
}
