/* See listing.h. */
#include "scenario/listing.h"

#include "base/memory.h"
#include "scenario/where.h"

#include <string.h>

static size_t machine_index(const struct registry_changes *changes, const char *name)
{
    if (!name)
        return 0;
    struct ustr wide = ustr_from_wtf8(name, strlen(name));
    const struct machine *machine = network_find(changes->network, wide);
    ustr_free(wide);
    size_t index = 0;
    while (changes->network->machines[index] != machine)
        index++;
    return index;
}

static void listed_init(struct listed *out, const struct registry_changes *changes,
                        const char *machine, struct ustr path, const struct place *place)
{
    *out = (struct listed){.machine = machine_index(changes, machine), .place = place};
    if (!where_canonical(&out->path, &changes->before[out->machine], path))
        ubuf_add(&out->path, path); /* matches nothing, and is then reported as missing */
}

struct listing listing_of_paths(const struct registry_changes *changes,
                                const struct path_spec *specs, size_t count)
{
    struct listing listing = {mem_calloc(count, sizeof *listing.items), count};
    for (size_t i = 0; i < count; i++) {
        listed_init(&listing.items[i], changes, specs[i].machine, specs[i].path, &specs[i].place);
        listing.items[i].names = specs[i].values;
        listing.items[i].value_count = specs[i].value_count;
    }
    return listing;
}

struct listing listing_of_keys(const struct registry_changes *changes, const struct key_spec *specs,
                               size_t count)
{
    struct listing listing = {mem_calloc(count, sizeof *listing.items), count};
    for (size_t i = 0; i < count; i++) {
        listed_init(&listing.items[i], changes, specs[i].machine, specs[i].path, &specs[i].place);
        listing.items[i].values = specs[i].values;
        listing.items[i].value_count = specs[i].value_count;
    }
    return listing;
}

void listing_free(struct listing *listing)
{
    for (size_t i = 0; i < listing->count; i++)
        ubuf_free(&listing->items[i].path);
    mem_free(listing->items);
}

enum change_kind ledger_kind(const struct ledger_entry *entry)
{
    return entry->was && entry->is ? CHANGE_CHANGED : entry->was ? CHANGE_REMOVED : CHANGE_ADDED;
}

static bool value_as_listed(const struct value_spec *spec, const struct value *value)
{
    return spec->type == value->type && spec->size == value->size &&
           (!spec->size || memcmp(spec->data, value_data(value), spec->size) == 0);
}

/* The line is about this path: a key and all below it, or some values of the key. */
static bool covers(const struct listed *line, const struct ledger_entry *entry)
{
    struct ustr path = ubuf_view(&line->path);
    if (!line->value_count)
        return path_is_within(entry->path, path);
    if (!entry->is_value || !ustr_same_nocase(entry->path, path))
        return false;
    for (size_t i = 0; i < line->value_count; i++) {
        if (ustr_same_nocase(line->names[i], entry->name))
            return true;
    }
    return false;
}

/* As covers, for `added` (a key above a listed one is implied) and `changed` (a line without values
 * is about the key itself). */
static bool lists(const struct listed *line, const struct ledger_entry *entry)
{
    struct ustr path = ubuf_view(&line->path);
    if (!entry->is_value) {
        return ledger_kind(entry) == CHANGE_ADDED
                   ? path_is_within(path, entry->path)
                   : ustr_same_nocase(path, entry->path) && !line->value_count;
    }
    if (!ustr_same_nocase(path, entry->path))
        return false;
    for (size_t i = 0; i < line->value_count; i++) {
        if (ustr_same_nocase(line->values[i].name, entry->name))
            return value_as_listed(&line->values[i], entry->new);
    }
    return false;
}

bool listing_allows(const struct listing *listing, size_t machine, const struct ledger_entry *entry)
{
    for (size_t i = 0; i < listing->count; i++) {
        const struct listed *line = &listing->items[i];
        if (line->machine == machine &&
            (ledger_kind(entry) == CHANGE_REMOVED ? covers(line, entry) : lists(line, entry)))
            return true;
    }
    return false;
}

bool listing_covers(const struct listing *listing, size_t machine, const struct ledger_entry *entry)
{
    for (size_t i = 0; i < listing->count; i++) {
        if (listing->items[i].machine == machine && covers(&listing->items[i], entry))
            return true;
    }
    return false;
}

/* The change of a key (name NULL) or a value at a path; NULL: there was none. */
static const struct ledger_entry *find_change(const struct ledger *ledger, enum change_kind kind,
                                              struct ustr path, const struct ustr *name)
{
    for (size_t i = 0; i < ledger->count; i++) {
        const struct ledger_entry *entry = &ledger->entries[i];
        if (ledger_kind(entry) == kind && entry->is_value == (name != NULL) &&
            ustr_same_nocase(entry->path, path) && (!name || ustr_same_nocase(entry->name, *name)))
            return entry;
    }
    return NULL;
}

const struct value_spec *listing_value(const struct listing *listing, size_t machine,
                                       const struct ledger_entry *entry)
{
    for (size_t i = 0; i < listing->count; i++) {
        const struct listed *line = &listing->items[i];
        if (line->machine != machine || !line->values ||
            !ustr_same_nocase(ubuf_view(&line->path), entry->path))
            continue;
        for (size_t j = 0; j < line->value_count; j++) {
            if (ustr_same_nocase(line->values[j].name, entry->name))
                return &line->values[j];
        }
    }
    return NULL;
}

static void add_missing(struct missing_list *out, size_t machine, struct ustr path,
                        const struct ustr *name)
{
    MEM_GROW(out->items, out->capacity, out->count + 1);
    out->items[out->count++] = (struct missing){machine, path, name};
}

void listing_missing(struct missing_list *out, const struct listing *listing,
                     const struct registry_changes *changes, enum change_kind kind)
{
    for (size_t i = 0; i < listing->count; i++) {
        const struct listed *line = &listing->items[i];
        const struct ledger *ledger = &changes->ledgers[line->machine];
        struct ustr path = ubuf_view(&line->path);
        if (!line->value_count && !find_change(ledger, kind, path, NULL))
            add_missing(out, line->machine, path, NULL);
        for (size_t j = 0; j < line->value_count; j++) {
            const struct ustr *name = line->names ? &line->names[j] : &line->values[j].name;
            if (!find_change(ledger, kind, path, name))
                add_missing(out, line->machine, path, name);
        }
    }
}
