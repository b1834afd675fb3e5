#include "promises.h"

#include "formats/regfile_apply.h"
#include "registry/diff.h"

#include <string.h>

static const struct ustr backups[] = {{BACKUP, sizeof(BACKUP) / sizeof(char16_t) - 1},
                                      {BACKUP_2, sizeof(BACKUP_2) / sizeof(char16_t) - 1}};

enum { BACKUPS = sizeof(backups) / sizeof(backups[0]) };

/* --- the registry --------------------------------------------------------------------------- */

bool is_any_stale(const struct machine *machine)
{
    const struct store *store = machine->registry.store;
    key_id services = store_find(store, store_root(store), USTR(SERVICES));
    size_t count = store_child_count(store, services);
    for (size_t i = 0; i < count; i++)
        if (ustr_starts_nocase(store_name(store, store_child_at(store, services, i)),
                               USTR(u"SMSPerfCountersFor")))
            return true;
    return false;
}

static bool same_below(const struct store *a, const struct store *b, struct ustr path)
{
    struct diff diff;
    diff_stores(&diff, a, store_find(a, store_root(a), path), b, store_find(b, store_root(b), path),
                0);
    bool same = diff.count == 0;
    diff_free(&diff);
    return same;
}

bool same_registry(const struct store *a, const struct store *b)
{
    return same_below(a, b, USTR(SERVICES)) && same_below(a, b, USTR(u"MACHINE\\SOFTWARE"));
}

static bool is_removal(const struct diff_entry *entry)
{
    return entry->kind == DIFF_KEY_REMOVED || entry->kind == DIFF_VALUE_REMOVED;
}

static bool is_addition(const struct diff_entry *entry)
{
    return entry->kind == DIFF_KEY_ADDED || entry->kind == DIFF_VALUE_ADDED;
}

static bool is_stale(const struct diff_entry *entry)
{
    return ustr_starts_nocase(entry->path, USTR(PREFIX));
}

/* Whether `holds` is true of every difference. */
static bool every(const struct store *from, const struct store *to,
                  bool (*holds)(const struct diff_entry *entry, void *context), void *context)
{
    struct diff diff;
    bool all = true;
    diff_stores(&diff, from, store_root(from), to, store_root(to), 0);
    for (size_t i = 0; i < diff.count && all; i++)
        all = holds(&diff.entries[i], context);
    diff_free(&diff);
    return all;
}

static bool removes_stale(const struct diff_entry *entry, void *context)
{
    (void)context;
    return is_removal(entry) && is_stale(entry);
}

bool only_stale_removed(const struct store *from, const struct store *to)
{
    return every(from, to, removes_stale, NULL);
}

static bool adds_stale(const struct diff_entry *entry, void *context)
{
    (void)context;
    return is_addition(entry) && is_stale(entry);
}

bool only_stale_added(const struct store *from, const struct store *to)
{
    return every(from, to, adds_stale, NULL);
}

/* Stores of which one must hold what was removed, and where in them Services is. */
struct places {
    struct store *stores[BACKUPS];
    struct ustr services;
    bool whatever_data;
};

/* A reader that does as regedit does ends strings that lack their NUL. */
static bool same_but_end(const struct value *held, const struct value *value)
{
    if (held->type != value->type || held->size < value->size || held->size - value->size > 4 ||
        memcmp(value_data(held), value_data(value), value->size) != 0)
        return false;
    for (uint32_t i = value->size; i < held->size; i++)
        if (value_data(held)[i] != 0)
            return false;
    return held->size == value->size || value->type == REG_SZ_TYPE ||
           value->type == REG_EXPAND_SZ_TYPE || value->type == REG_MULTI_SZ_TYPE;
}

static bool holds_entry(const struct store *store, const struct places *places,
                        const struct diff_entry *entry)
{
    size_t below = sizeof(SERVICES) / sizeof(char16_t) - 1;
    struct ubuf path = {0};
    ubuf_add(&path, places->services);
    ubuf_add(&path, ustr_slice(entry->path, below, entry->path.count));
    key_id key = store_find(store, store_root(store), ubuf_view(&path));
    ubuf_free(&path);
    if (key == KEY_NONE || !entry->old)
        return key != KEY_NONE;
    const struct value *value = store_value_find(store, key, value_name(entry->old));
    return value && (places->whatever_data || same_but_end(value, entry->old));
}

static bool is_held(const struct diff_entry *entry, void *context)
{
    const struct places *places = context;
    if (!is_removal(entry))
        return true;
    for (int i = 0; i < BACKUPS; i++)
        if (places->stores[i] && holds_entry(places->stores[i], places, entry))
            return true;
    return false;
}

bool removed_is_back(const struct store *from, const struct store *to, const struct store *now,
                     bool whatever_data)
{
    struct store *clone = store_clone(now);
    struct places places = {{clone}, USTR(SERVICES), whatever_data};
    bool back = every(from, to, is_held, &places);
    store_free(clone);
    return back;
}

static size_t count_keys(const struct store *store, key_id key)
{
    size_t keys = 1, children = store_child_count(store, key);
    for (size_t i = 0; i < children; i++)
        keys += count_keys(store, store_child_at(store, key, i));
    return keys;
}

bool trees_are_whole(const struct store *from, const struct store *to)
{
    key_id services = store_find(from, store_root(from), USTR(SERVICES));
    key_id others = store_find(to, store_root(to), USTR(SERVICES));
    size_t count = store_child_count(from, services);
    for (size_t i = 0; i < count; i++) {
        key_id tree = store_child_at(from, services, i);
        key_id other = store_child_find(to, others, store_name(from, tree));
        if (other != KEY_NONE && count_keys(from, tree) != count_keys(to, other))
            return false;
    }
    return true;
}

/* --- files ---------------------------------------------------------------------------------- */

static bool ends_as_backup(const struct file_info *file)
{
    static const char16_t end[] = u"\r\n; end\r\n";
    size_t size = sizeof(end) - sizeof(*end);
    return file->size >= size && memcmp(file->bytes + file->size - size, end, size) == 0;
}

/* Nothing but what same_but_end allows. */
static bool warns_of_ends_only(const struct diags *diags)
{
    for (size_t i = 0; i < diags->count; i++)
        if (!strstr(diags->items[i].text, "without a terminating NUL"))
            return false;
    return true;
}

/* The durable backup at `path` as a registry of its own; NULL: there is none. */
static struct store *read_backup(const struct machine *desk, struct ustr path)
{
    struct file_info file;
    if (!files_info(&file, desk->files, path) || !file.durable || !ends_as_backup(&file))
        return NULL;
    struct store *store = store_new();
    struct regfile_apply *apply = mem_alloc(sizeof(*apply));
    regfile_apply_init(apply, store, REGFILE_AS_WRITTEN, CLOCK_START);
    struct regfile_sink sink = regfile_apply_sink(apply);
    struct regfile_source source = {"backup", file.bytes, file.size, 0, NULL};
    struct diags diags = {0};
    bool good =
        regsim_is_ok(regfile_read(NULL, &source, &sink, &diags)) && warns_of_ends_only(&diags);
    diags_free(&diags);
    regfile_apply_done(apply);
    mem_free(apply);
    if (good)
        return store;
    store_free(store);
    return NULL;
}

bool removed_is_backed_up(const struct store *from, const struct store *to,
                          const struct machine *desk)
{
    struct places places = {.services =
                                USTR(u"HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services")};
    for (int i = 0; i < BACKUPS; i++)
        places.stores[i] = read_backup(desk, backups[i]);
    bool held = every(from, to, is_held, &places);
    for (int i = 0; i < BACKUPS; i++)
        store_free(places.stores[i]);
    return held;
}

static bool same_file(const struct machine *before, const struct machine *after, struct ustr path)
{
    struct file_info a, b;
    return files_info(&a, before->files, path) && files_info(&b, after->files, path) &&
           a.size == b.size && (a.size == 0 || memcmp(a.bytes, b.bytes, a.size) == 0);
}

bool backup_is_whole(const struct machine *before, const struct machine *after)
{
    struct file_info file;
    if (!files_info(&file, after->files, USTR(BACKUP)) || same_file(before, after, USTR(BACKUP)))
        return true;
    struct store *store = read_backup(after, USTR(BACKUP));
    store_free(store);
    return store != NULL;
}

static bool is_backup(struct ustr path)
{
    return ustr_same_nocase(path, USTR(BACKUP)) || ustr_same_nocase(path, USTR(BACKUP_2));
}

static bool is_temporary(struct ustr path)
{
    return path.count > 4 &&
           ustr_same_nocase(ustr_slice(path, path.count - 4, path.count), USTR(u".tmp"));
}

bool no_temporary_file(const struct machine *before, const struct machine *after)
{
    struct file_info file;
    for (size_t i = 0; i < files_count(after->files); i++) {
        files_at(&file, after->files, i);
        if (is_temporary(file.path) && !same_file(before, after, file.path))
            return false;
    }
    return true;
}

bool files_are_untouched(const struct machine *before, const struct machine *after,
                         bool backups_too)
{
    struct file_info file;
    for (size_t i = 0; i < files_count(before->files); i++) {
        files_at(&file, before->files, i);
        if ((backups_too || !is_backup(file.path)) && !(file.attributes & FILE_DIRECTORY) &&
            !same_file(before, after, file.path))
            return false;
    }
    return true;
}
