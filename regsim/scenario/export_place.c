/* Where a hive belongs: what its root holds tells it, or else the name of its file. */
#include "scenario/export.h"

#include <string.h>
#include <strings.h>

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
enum { HIVE_PLACES = sizeof hive_places / sizeof *hive_places, OF_A_USER = HIVE_PLACES - 1 };

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

static const struct hive_place *place_named(const char *file)
{
    for (size_t i = 0; i < HIVE_PLACES; i++) {
        if (is_named(file, hive_places[i].file))
            return &hive_places[i];
    }
    return NULL;
}

struct ustr export_hive_place(const struct store *hive, const char *file)
{
    const struct hive_place *named = place_named(file);
    if (named && !named->marks[0] && has_mark(hive, &hive_places[OF_A_USER]))
        return named->path; /* DEFAULT holds what any user's does */
    for (size_t i = 0; i < HIVE_PLACES; i++) {
        if (has_mark(hive, &hive_places[i]))
            return hive_places[i].path;
    }
    return named ? named->path : (struct ustr){0};
}

const char *export_misnamed(const char *file, struct ustr place)
{
    const struct hive_place *named = place_named(file);
    return named && !ustr_same(named->path, place) ? named->file : NULL;
}
