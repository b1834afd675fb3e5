/*
 * Paths. Of the registry: \\COMPUTER\ROOT\key\key, with the root in short or in full, every
 * component at least one unit long. Of files: X:\name\name, or %SystemRoot%\name. Of the host:
 * beside the file that names them.
 */
#include "scenario/decode.h"

#include "base/memory.h"
#include "base/nearest.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The Win32 layer takes 255 units, the NT layer 256 (rule name.component-length). */
enum { KEY_NAME_UNITS_MAX = 256, ROOT_COUNT = 5 };

static const struct root {
    struct ustr brief, full;
} roots[ROOT_COUNT] = {
    {{u"HKLM", 4}, {u"HKEY_LOCAL_MACHINE", 18}},  {{u"HKU", 3}, {u"HKEY_USERS", 10}},
    {{u"HKCU", 4}, {u"HKEY_CURRENT_USER", 17}},   {{u"HKCR", 4}, {u"HKEY_CLASSES_ROOT", 17}},
    {{u"HKCC", 4}, {u"HKEY_CURRENT_CONFIG", 19}},
};

/* The root that the path starts with; ROOT_COUNT: none. */
static size_t root_of(struct ustr path, size_t *units)
{
    size_t end = ustr_find(path, u'\\', 0);
    struct ustr word = ustr_slice(path, 0, end == SIZE_MAX ? path.count : end);
    *units = word.count;
    for (size_t i = 0; i < ROOT_COUNT; i++) {
        if (ustr_same_nocase(word, roots[i].brief) || ustr_same_nocase(word, roots[i].full))
            return i;
    }
    return ROOT_COUNT;
}

const char *machine_named(struct decoder *decoder, const struct node *at, const char *name)
{
    const struct scenario *scenario = decoder->scenario;
    const char *names[16];
    size_t count = 0;
    for (size_t i = 0; i < scenario->machine_count; i++) {
        const char *machine = scenario->machines[i].name;
        if (!strcasecmp(machine, name))
            return machine;
        if (count < 16)
            names[count++] = machine;
    }
    struct diag *diag = bad(decoder, at, "no computer %s in given.machines", name);
    hint_near(diag, nearest_word(name, names, count));
    return NULL;
}

/* Takes \\COMPUTER\ off the front of the path. */
static bool take_machine(struct decoder *decoder, const struct node *node, struct key_path *path)
{
    if (!ustr_starts_nocase(path->path, USTR(u"\\\\")))
        return true;
    size_t end = ustr_find(path->path, u'\\', 2);
    if (end == SIZE_MAX)
        end = path->path.count;
    char *name = ustr_to_wtf8(ustr_slice(path->path, 2, end));
    path->machine = machine_named(decoder, node, name);
    mem_free(name);
    if (end < path->path.count)
        end++;
    path->path = ustr_slice(path->path, end, path->path.count);
    return path->machine != NULL;
}

/* Says what is wrong with the components from `from` on. */
static bool check_components(struct decoder *decoder, const struct node *node, struct ustr path,
                             size_t from)
{
    while (from < path.count) {
        size_t end = ustr_find(path, u'\\', from + 1);
        size_t next = end == SIZE_MAX ? path.count : end, units = next - from - 1;
        if (!units) {
            diag_hint(bad(decoder, node, "a name between backslashes is missing in the path"),
                      "one \\ between names, none at the end; backslashes are not doubled");
            return false;
        }
        if (units > KEY_NAME_UNITS_MAX) {
            bad(decoder, node, "a key name of %zu characters; Windows allows %d", units,
                KEY_NAME_UNITS_MAX);
            return false;
        }
        from = next;
    }
    return true;
}

bool decode_key_path(struct decoder *decoder, const struct node *node, struct key_path *out)
{
    *out = (struct key_path){0};
    if (!decode_units(decoder, node, &out->path) || !take_machine(decoder, node, out))
        return false;
    size_t units;
    if (root_of(out->path, &units) == ROOT_COUNT) {
        diag_hint(bad(decoder, node, "a registry path starts with a root"),
                  "HKLM\\… (HKEY_LOCAL_MACHINE), HKU, HKCU, HKCR or HKCC");
        return false;
    }
    return check_components(decoder, node, out->path, units);
}

bool decode_local_path(struct decoder *decoder, const struct node *node, struct ustr *out)
{
    struct key_path path;
    bool good = decode_key_path(decoder, node, &path);
    *out = path.path;
    if (good && path.machine) {
        diag_hint(bad(decoder, node, "a path on another computer cannot stand here"),
                  "write it below that computer in given.machines");
        return false;
    }
    return good;
}

struct ustr canonical_path(struct decoder *decoder, struct key_path path)
{
    size_t units;
    size_t root = root_of(path.path, &units);
    struct ubuf text = {0};
    if (path.machine)
        ubuf_add_wtf8(&text, path.machine, strlen(path.machine));
    if (root < ROOT_COUNT)
        ubuf_add(&text, roots[root].brief);
    ubuf_add(&text, ustr_slice(path.path, root < ROOT_COUNT ? units : 0, path.path.count));
    struct ustr kept = arena_ustr(decoder->arena, ubuf_view(&text));
    ubuf_free(&text);
    return kept;
}

/* [our choice] C:\WINNT up to Windows 2000, C:\WINDOWS after, as machine_system_root says. */
static struct ustr system_root(const struct decoder *decoder)
{
    const struct machine_spec *machine = decoder->machine;
    if (!machine && decoder->scenario->machine_count)
        machine = &decoder->scenario->machines[0];
    return !machine || machine->os <= OS_W2K ? USTR(u"C:\\WINNT") : USTR(u"C:\\WINDOWS");
}

static bool is_drive_path(struct ustr path)
{
    if (path.count < 3 || path.units[1] != u':' || path.units[2] != u'\\')
        return false;
    char16_t letter = ustr_upcase(path.units[0]);
    for (size_t i = 2; i < path.count; i++) {
        char16_t unit = path.units[i];
        bool doubled = unit == u'\\' && i + 1 < path.count && path.units[i + 1] == u'\\';
        bool last = unit == u'\\' && i + 1 == path.count && i > 2;
        if (unit < 0x20 || (unit < 0x80 && strchr("<>\"|?*/:", unit)) || doubled || last)
            return false;
    }
    return letter >= u'A' && letter <= u'Z';
}

bool decode_file_path(struct decoder *decoder, const struct node *node, struct key_path *out)
{
    *out = (struct key_path){0};
    if (!decode_units(decoder, node, &out->path) || !take_machine(decoder, node, out))
        return false;
    const struct ustr variable = USTR(u"%SystemRoot%");
    if (ustr_starts_nocase(out->path, variable)) {
        struct ubuf text = {0};
        ubuf_add(&text, system_root(decoder));
        ubuf_add(&text, ustr_slice(out->path, variable.count, out->path.count));
        out->path = arena_ustr(decoder->arena, ubuf_view(&text));
        ubuf_free(&text);
    }
    if (is_drive_path(out->path))
        return true;
    diag_hint(bad(decoder, node, "this is not the path of a file"),
              "C:\\folder\\name, or '%%SystemRoot%%\\System32\\name'");
    return false;
}

static const char *host_path(struct decoder *decoder, const struct node *node, const char *name)
{
    const char *beside = strrchr(node->file->path, '/');
    if (!beside || name[0] == '/')
        return name;
    return arena_printf(decoder->arena, "%.*s/%s", (int)(beside - node->file->path),
                        node->file->path, name);
}

bool host_file_is_there(struct decoder *decoder, const struct node *node, const char *name)
{
    struct stat about;
    return !stat(host_path(decoder, node, name), &about) && S_ISREG(about.st_mode);
}

const char *decode_host_path(struct decoder *decoder, const struct node *node)
{
    const char *name = decode_text(decoder, node);
    if (!name)
        return NULL;
    const char *path = host_path(decoder, node, name);
    if (!access(path, R_OK))
        return path;
    diag_hint(bad(decoder, node, "there is no file %s", name), "looked for %s", path);
    return NULL;
}

/* One {path: names} pair. */
static bool decode_value_path(struct decoder *decoder, const struct node *key,
                              const struct node *names, struct path_spec *out)
{
    struct key_path path;
    bool good = decode_key_path(decoder, key, &path);
    *out = (struct path_spec){
        .place = place_of(decoder, key), .machine = path.machine, .path = path.path};
    if (!expect_kind(decoder, names, 1u << NODE_SCALAR | 1u << NODE_LIST, "a key here",
                     "the name of a value or a list of names"))
        return false;
    const struct node *const *items;
    size_t count = items_of(&names, &items);
    out->values = ARENA_ARRAY(decoder->arena, struct ustr, count);
    for (size_t i = 0; i < count; i++) {
        struct ustr name;
        if (!decode_units(decoder, items[i], &name))
            return false;
        if (ustr_same_nocase(name, USTR(u"(Default)")))
            name = (struct ustr){0};
        out->values[out->value_count++] = name;
    }
    check_duplicates(decoder, out->values, items, out->value_count, "value");
    if (!count) /* an empty list would read as: the whole key */
        bad(decoder, names, "no values are listed");
    return good && count;
}

static size_t paths_in(const struct node *item)
{
    return item->kind == NODE_MAP ? item->count : 1;
}

struct path_spec *decode_paths(struct decoder *decoder, const struct node *node, size_t *count)
{
    const struct node *const *items;
    size_t listed = items_of(&node, &items), most = 0;
    for (size_t i = 0; i < listed; i++)
        most += paths_in(items[i]);
    struct path_spec *paths = ARENA_ARRAY(decoder->arena, struct path_spec, most);
    struct ustr *names = mem_calloc(most, sizeof *names);
    const struct node **nodes = mem_calloc(most, sizeof *nodes);
    *count = 0;
    for (size_t i = 0; i < listed; i++) {
        for (size_t j = 0; j < paths_in(items[i]); j++) {
            const struct node *key = items[i]->kind == NODE_MAP ? items[i]->keys[j] : items[i];
            struct path_spec *spec = &paths[*count];
            struct key_path path = {0};
            bool good;
            if (items[i]->kind == NODE_MAP) {
                good = decode_value_path(decoder, key, items[i]->items[j], spec);
            } else {
                good = decode_key_path(decoder, key, &path);
                *spec = (struct path_spec){
                    .place = place_of(decoder, key), .machine = path.machine, .path = path.path};
            }
            if (!good)
                continue;
            names[*count] = canonical_path(decoder, (struct key_path){spec->machine, spec->path});
            nodes[(*count)++] = key;
        }
    }
    check_duplicates(decoder, names, nodes, *count, "path");
    mem_free(names);
    mem_free(nodes);
    return paths;
}
