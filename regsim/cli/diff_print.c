#include "cli/diff_print.h"

#include "base/buf.h"
#include "base/memory.h"
#include "cli/json.h"
#include "formats/value_text.h"
#include "registry/access.h"

#include <stdio.h>
#include <string.h>

static const char *kind_word(enum diff_kind kind)
{
    static const char *const words[] = {"added", "removed", "changed",
                                        "added", "removed", "changed"};
    return words[kind];
}

static bool is_value(const struct diff_entry *entry)
{
    return entry->kind >= DIFF_VALUE_ADDED;
}

static char *value_label(const struct value *value)
{
    struct ustr name = value_name(value);
    return name.count ? ustr_to_shown(name) : mem_strdup("(Default)");
}

static void print_value(char sign, const struct value *value)
{
    char *name = value_label(value), *text = value_text(value);
    printf("%c %s   %s\n", sign, name, text);
    mem_free(name);
    mem_free(text);
}

/* Values of equal shortened text differ further on: then the line says where. */
static void print_changed(const struct value *old, const struct value *new)
{
    print_value('-', old);
    print_value('+', new);
    char *before = value_text(old), *after = value_text(new);
    if (!strcmp(before, after)) {
        uint32_t at = 0;
        while (at < old->size && at < new->size &&value_data(old)[at] == value_data(new)[at])
            at++;
        printf("  (the data differ from byte %u on)\n", at);
    }
    mem_free(before);
    mem_free(after);
}

static const char *const what_words[] = {"spelling", "class", "security", "flags", "last write"};
enum { WHAT_COUNT = sizeof what_words / sizeof *what_words };

char *diff_what_text(uint32_t what)
{
    struct buf text = {0};
    for (size_t i = 0; i < WHAT_COUNT; i++) {
        if (what & 1u << i)
            buf_printf(&text, "%s%s", text.size ? ", " : "", what_words[i]);
    }
    char *out = mem_strdup(buf_z(&text));
    buf_free(&text);
    return out;
}

/* 2010-11-20T21:48:37.2500000Z; years begin in March, so that a leap day is a year's last. */
static char *time_text(filetime time)
{
    uint64_t seconds = time / 10000000, days = seconds / 86400 + 306; /* since 1600-03-01 */
    uint64_t cycle = days / 146097, day = days % 146097;
    uint64_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
    uint64_t of_year = day - (365 * year + year / 4 - year / 100), month = (5 * of_year + 2) / 153;
    return mem_printf("%04u-%02u-%02uT%02u:%02u:%02u.%07uZ",
                      (unsigned)(1600 + cycle * 400 + year + (month >= 10)),
                      (unsigned)(month < 10 ? month + 3 : month - 9),
                      (unsigned)(of_year - (153 * month + 2) / 5 + 1),
                      (unsigned)(seconds / 3600 % 24), (unsigned)(seconds / 60 % 60),
                      (unsigned)(seconds % 60), (unsigned)(time % 10000000));
}

/* What one of diff_what is for the key, as text; empty: it has none. */
static char *attribute_text(const struct store *store, key_id key, uint32_t what)
{
    uint32_t flags = store_flags(store, key);
    switch (what) {
    case DIFF_NAME:
        return ustr_to_shown(store_name(store, key));
    case DIFF_CLASS:
        return ustr_to_shown(store_class(store, key));
    case DIFF_SECURITY: {
        const struct blob *security = store_security(store, key);
        char *sddl = security ? security_to_sddl(security) : mem_strdup("");
        return sddl ? sddl : mem_strdup("(damaged)");
    }
    case DIFF_FLAGS:
        return mem_strdup(flags & KEY_LINK       ? flags & KEY_VOLATILE ? "link, volatile" : "link"
                          : flags & KEY_VOLATILE ? "volatile"
                                                 : "");
    default:
        return time_text(store_last_write(store, key));
    }
}

static void print_attribute(char sign, const struct store *store, key_id key, size_t what)
{
    char *text = attribute_text(store, key, 1u << what);
    if (*text)
        printf("%c (%s)   %s\n", sign, what_words[what], text);
    mem_free(text);
}

/* What changed of a key, before and after; of a key that came or went, its class and flags. */
static void print_attributes(const struct diff_entry *entry, const struct store *a,
                             const struct store *b, uint32_t held)
{
    uint32_t what =
        entry->kind == DIFF_KEY_CHANGED ? entry->what : (DIFF_CLASS | DIFF_FLAGS) & held;
    for (size_t i = 0; i < WHAT_COUNT; i++) {
        if ((what & 1u << i) && entry->before)
            print_attribute('-', a, entry->before, i);
        if ((what & 1u << i) && entry->after)
            print_attribute('+', b, entry->after, i);
    }
}

void diff_print_text(const struct diff *diff, const struct store *a, const struct store *b,
                     uint32_t held)
{
    struct ustr last = {0};
    for (size_t i = 0; i < diff->count; i++) {
        const struct diff_entry *entry = &diff->entries[i];
        if (!i || !is_value(entry) || !ustr_same(last, entry->path)) {
            char *path = ustr_to_shown(entry->path);
            fputs(*path ? path : "(root)", stdout);
            mem_free(path);
            char *what = diff_what_text(entry->what);
            if (entry->kind == DIFF_KEY_CHANGED)
                printf("    changed: %s", what);
            else if (!is_value(entry))
                printf("    %s", kind_word(entry->kind));
            mem_free(what);
            putchar('\n');
            if (!is_value(entry))
                print_attributes(entry, a, b, held);
            last = entry->path;
        }
        if (entry->kind == DIFF_VALUE_CHANGED)
            print_changed(entry->old, entry->new);
        else if (is_value(entry))
            print_value(entry->old ? '-' : '+', entry->old ? entry->old : entry->new);
    }
    if (diff->count)
        printf("%zu %s\n", diff->count, diff->count == 1 ? "difference" : "differences");
}

static cJSON *what_json(uint32_t what)
{
    cJSON *list = cJSON_CreateArray();
    for (size_t i = 0; i < WHAT_COUNT; i++) {
        if (what & 1u << i)
            cJSON_AddItemToArray(list, cJSON_CreateString(what_words[i]));
    }
    return list;
}

static cJSON *value_json(const struct value *value)
{
    cJSON *object = cJSON_CreateObject();
    struct buf hex = {0};
    for (uint32_t i = 0; i < value->size; i++)
        buf_printf(&hex, "%02x", value_data(value)[i]);
    cJSON_AddNumberToObject(object, "type", value->type);
    cJSON_AddStringToObject(object, "data", buf_z(&hex));
    buf_free(&hex);
    return object;
}

/* "class": {"old": …, "new": …} for what changed; of a key that came or went, its class and flags.
 */
static void add_attributes(cJSON *object, const struct diff_entry *entry, const struct store *a,
                           const struct store *b, uint32_t held)
{
    uint32_t what =
        entry->kind == DIFF_KEY_CHANGED ? entry->what : (DIFF_CLASS | DIFF_FLAGS) & held;
    for (size_t i = 0; i < WHAT_COUNT; i++) {
        if (!(what & 1u << i))
            continue;
        char *old = entry->before ? attribute_text(a, entry->before, 1u << i) : mem_strdup("");
        char *new = entry->after ? attribute_text(b, entry->after, 1u << i) : mem_strdup("");
        if (entry->kind == DIFF_KEY_CHANGED || *old || *new) {
            cJSON *both = cJSON_AddObjectToObject(object, what_words[i]);
            if (entry->before)
                cJSON_AddStringToObject(both, "old", old);
            if (entry->after)
                cJSON_AddStringToObject(both, "new", new);
        }
        mem_free(old);
        mem_free(new);
    }
}

void diff_print_json(const struct diff *diff, const struct store *a, const struct store *b,
                     uint32_t held)
{
    cJSON *list = cJSON_CreateArray();
    for (size_t i = 0; i < diff->count; i++) {
        const struct diff_entry *entry = &diff->entries[i];
        cJSON *object = cJSON_CreateObject();
        char *path = ustr_to_wtf8(entry->path);
        cJSON_AddStringToObject(object, "change", kind_word(entry->kind));
        cJSON_AddStringToObject(object, "key", path);
        mem_free(path);
        if (entry->kind == DIFF_KEY_CHANGED)
            cJSON_AddItemToObject(object, "what", what_json(entry->what));
        if (!is_value(entry))
            add_attributes(object, entry, a, b, held);
        if (is_value(entry)) {
            char *name = ustr_to_wtf8(value_name(entry->old ? entry->old : entry->new));
            cJSON_AddStringToObject(object, "value", name);
            mem_free(name);
            if (entry->old)
                cJSON_AddItemToObject(object, "old", value_json(entry->old));
            if (entry->new)
                cJSON_AddItemToObject(object, "new", value_json(entry->new));
        }
        cJSON_AddItemToArray(list, object);
    }
    json_print(list);
}
