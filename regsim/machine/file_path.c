/* From what a program writes to a full path: X:\dir\name. */
#include "machine/files.h"

#include "sdk/winerror.h"

static bool is_separator(char16_t unit)
{
    return unit == u'\\' || unit == u'/';
}

static bool is_drive(struct ustr path)
{
    char16_t letter = path.count > 1 && path.units[1] == u':' ? ustr_upcase(path.units[0]) : 0;
    return letter >= u'A' && letter <= u'Z';
}

/* Removes the last component of X:\a\b behind `root`, which is where X: ends. */
static void pop(struct ubuf *path, size_t root)
{
    while (path->count > root && path->units[path->count - 1] != u'\\')
        path->count--;
    if (path->count > root)
        path->count--;
}

static bool is_legal(struct ustr name)
{
    for (size_t i = 0; i < name.count; i++) {
        char16_t unit = name.units[i];
        if (unit < 0x20 || unit == u'<' || unit == u'>' || unit == u'"' || unit == u'|' ||
            unit == u'?' || unit == u'*' || unit == u':')
            return false;
    }
    return true;
}

static uint32_t add_component(struct ubuf *out, size_t root, struct ustr name)
{
    if (ustr_same(name, USTR(u"..")))
        pop(out, root);
    while (name.count && (name.units[name.count - 1] == u'.' || name.units[name.count - 1] == u' '))
        name.count--;
    if (!name.count) /* empty, `.`, `..` or only dots and blanks */
        return ERROR_SUCCESS;
    if (!is_legal(name))
        return ERROR_INVALID_NAME;
    ubuf_put(out, u'\\');
    ubuf_add(out, name);
    return ERROR_SUCCESS;
}

static uint32_t add_components(struct ubuf *out, size_t root, struct ustr path)
{
    size_t at = 0;
    while (at < path.count) {
        size_t end = at;
        while (end < path.count && !is_separator(path.units[end]))
            end++;
        uint32_t refused = add_component(out, root, ustr_slice(path, at, end));
        if (refused)
            return refused;
        at = end + 1;
    }
    return ERROR_SUCCESS;
}

uint32_t files_full_path(struct ubuf *out, struct ustr cwd, struct ustr path)
{
    enum { SHORT_MAX = 259 }; /* MAX_PATH less the NUL */
    size_t max = SHORT_MAX;
    if (!path.count)
        return ERROR_PATH_NOT_FOUND;
    if (ustr_starts_nocase(path, USTR(u"\\\\?\\"))) {
        path = ustr_slice(path, 4, path.count);
        max = FILE_PATH_MAX;
        if (!is_drive(path))
            return ERROR_BAD_NETPATH;
    } else if (path.count > 1 && is_separator(path.units[0]) && is_separator(path.units[1])) {
        return ERROR_BAD_NETPATH;
    }
    size_t start = out->count;
    bool has_drive = is_drive(path);
    ubuf_put(out, ustr_upcase(has_drive ? path.units[0] : cwd.units[0]));
    ubuf_put(out, u':');
    size_t root = out->count;
    struct ustr rest = ustr_slice(path, has_drive ? 2 : 0, path.count);
    bool from_root = rest.count && is_separator(rest.units[0]);
    bool same_drive = ustr_upcase(cwd.units[0]) == out->units[start];
    uint32_t refused = ERROR_SUCCESS;
    if (!from_root && same_drive) /* C:name on another drive starts at its root (our choice) */
        refused = add_components(out, root, ustr_slice(cwd, 2, cwd.count));
    if (!refused)
        refused = add_components(out, root, rest);
    if (out->count == root)
        ubuf_put(out, u'\\');
    if (!refused && out->count - start > max)
        refused = ERROR_FILENAME_EXCED_RANGE;
    return refused;
}
