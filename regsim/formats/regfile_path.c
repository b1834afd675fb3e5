/* The path of a section: a predefined key by its long name, and the keys below it. */
#include "formats/regfile_parse.h"

#include "base/memory.h"

static const struct ustr root_names[REGFILE_ROOTS] = {
    [REGFILE_LOCAL_MACHINE] = {u"HKEY_LOCAL_MACHINE", 18},
    [REGFILE_USERS] = {u"HKEY_USERS", 10},
    [REGFILE_CLASSES_ROOT] = {u"HKEY_CLASSES_ROOT", 17},
    [REGFILE_CURRENT_CONFIG] = {u"HKEY_CURRENT_CONFIG", 19},
    [REGFILE_CURRENT_USER] = {u"HKEY_CURRENT_USER", 17},
    [REGFILE_DYN_DATA] = {u"HKEY_DYN_DATA", 13},
};

struct ustr regfile_root_name(enum regfile_root root)
{
    return root_names[root];
}

void regfile_path_text(struct ubuf *out, const struct regfile_path *path)
{
    ubuf_add(out, regfile_root_name(path->root));
    if (path->below.count)
        ubuf_put(out, u'\\');
    ubuf_add(out, path->below);
}

bool regfile_root_find(enum regfile_root *out, struct ustr name)
{
    for (int root = 0; root < REGFILE_ROOTS; root++) {
        if (ustr_same_nocase(root_names[root], name)) {
            *out = (enum regfile_root)root;
            return true;
        }
    }
    return false;
}

/* Splits off the predefined key and drops empty components: NT skips doubled and trailing
 * backslashes. False: there is no such predefined key; *at is where the path starts to be wrong. */
static bool parse_path(struct regfile_parser *p, struct regfile_path *out, struct ustr text)
{
    size_t end = ustr_find(text, u'\\', 0);
    if (end == SIZE_MAX)
        end = text.count;
    if (!regfile_root_find(&out->root, ustr_slice(text, 0, end)))
        return false;
    ubuf_clear(&p->path);
    while (end < text.count) {
        size_t start = end + 1;
        end = ustr_find(text, u'\\', start);
        if (end == SIZE_MAX)
            end = text.count;
        if (end == start)
            continue;
        if (p->path.count)
            ubuf_put(&p->path, u'\\');
        ubuf_add(&p->path, ustr_slice(text, start, end));
    }
    out->below = ubuf_view(&p->path);
    return true;
}

/* Windows refuses names and depths beyond its limits, so the key cannot be opened (rule
 * reg.limits). */
static bool within_limits(struct regfile_parser *p, struct ustr path)
{
    size_t levels = 1, start = 0;
    for (size_t i = 0; i <= path.count && path.count; i++) {
        if (i < path.count && path.units[i] != u'\\')
            continue;
        if (i - start > REGFILE_KEY_NAME_MAX) {
            regfile_warn(p, 0,
                         "a key name of %zu characters, %d are possible: Windows drops this key",
                         i - start, REGFILE_KEY_NAME_MAX);
            return false;
        }
        start = i + 1;
        levels++;
    }
    if (levels > REGFILE_DEPTH_MAX)
        regfile_warn(p, 0, "a key %zu levels deep, %d are possible: Windows drops this key", levels,
                     REGFILE_DEPTH_MAX);
    return levels <= REGFILE_DEPTH_MAX;
}

/* rule reg.unknown-root */
static void unknown_root(struct regfile_parser *p, size_t at, struct ustr name)
{
    struct diag *diag =
        regfile_warn(p, at, "no predefined key: Windows ignores this section and drops its values");
    static const struct {
        struct ustr abbreviation, name;
    } abbreviations[] = {
        {{u"HKLM", 4}, {u"HKEY_LOCAL_MACHINE", 18}},  {{u"HKCU", 4}, {u"HKEY_CURRENT_USER", 17}},
        {{u"HKCR", 4}, {u"HKEY_CLASSES_ROOT", 17}},   {{u"HKU", 3}, {u"HKEY_USERS", 10}},
        {{u"HKCC", 4}, {u"HKEY_CURRENT_CONFIG", 19}},
    };
    size_t end = ustr_find(name, u'\\', 0);
    for (size_t i = 0; i < sizeof abbreviations / sizeof *abbreviations; i++) {
        if (!ustr_same_nocase(ustr_slice(name, 0, end), abbreviations[i].abbreviation))
            continue;
        char *full = ustr_to_wtf8(abbreviations[i].name);
        diag_hint(diag, "write %s: regedit knows no abbreviations", full);
        mem_free(full);
    }
}

/* rule open.leading-backslash: a path that starts with a backslash is ERROR_BAD_PATHNAME, but for
 * HKEY_CLASSES_ROOT. */
static bool starts_doubled(const struct regfile_path *path, struct ustr text)
{
    size_t root = regfile_root_name(path->root).count;
    return path->root != REGFILE_CLASSES_ROOT && path->below.count && root + 1 < text.count &&
           text.units[root + 1] == u'\\';
}

bool regfile_take_path(struct regfile_parser *p, struct regfile_path *out, size_t at,
                       struct ustr text)
{
    if (!parse_path(p, out, text)) {
        unknown_root(p, at, text);
        return false;
    }
    if (starts_doubled(out, text)) {
        regfile_warn(p, at + regfile_root_name(out->root).count + 1,
                     "two backslashes after the predefined key: Windows cannot open this key and "
                     "drops its values");
        return false;
    }
    if (out->root == REGFILE_DYN_DATA)
        regfile_warn(p, at, "Windows NT has no HKEY_DYN_DATA, and drops this key and its values");
    return within_limits(p, out->below);
}
