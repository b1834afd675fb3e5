/*
 * Paths as people write them, HKLM\… or HKEY_LOCAL_MACHINE\…, and as the registry names them. The
 * current user is the one of the default profile, and classes are those of the machine (our
 * choices: a machine has one user).
 */
#include "registry/ops.h"

static const struct root {
    struct ustr brief, full, path;
} roots[] = {
    {{u"HKLM", 4}, {u"HKEY_LOCAL_MACHINE", 18}, {u"MACHINE", 7}},
    {{u"HKU", 3}, {u"HKEY_USERS", 10}, {u"USER", 4}},
    {{u"HKCU", 4}, {u"HKEY_CURRENT_USER", 17}, {u"USER\\.DEFAULT", 13}},
    {{u"HKCR", 4}, {u"HKEY_CLASSES_ROOT", 17}, {u"MACHINE\\SOFTWARE\\Classes", 24}},
    {{u"HKCC", 4},
     {u"HKEY_CURRENT_CONFIG", 19},
     {u"MACHINE\\SYSTEM\\CurrentControlSet\\Hardware Profiles\\Current", 58}},
};

enum { ROOT_COUNT = sizeof roots / sizeof *roots };

/* The root that `path` starts with; NULL: none. *rest is what follows its name. */
static const struct root *find_root(struct ustr path, struct ustr *rest)
{
    struct ustr name = ustr_slice(path, 0, ustr_find(path, u'\\', 0));
    *rest = ustr_slice(path, name.count, path.count);
    for (size_t i = 0; i < ROOT_COUNT; i++) {
        if (ustr_same_nocase(name, roots[i].brief) || ustr_same_nocase(name, roots[i].full))
            return &roots[i];
    }
    return NULL;
}

bool registry_path_from_user(struct ubuf *out, struct ustr path)
{
    struct ustr rest;
    const struct root *root = find_root(path, &rest);
    if (!root)
        return false;
    ubuf_add(out, root->path);
    ubuf_add(out, rest);
    return true;
}

bool registry_path_in_full(struct ubuf *out, struct ustr path)
{
    struct ustr rest;
    const struct root *root = find_root(path, &rest);
    if (!root)
        return false;
    ubuf_add(out, root->full);
    ubuf_add(out, rest);
    return true;
}

void registry_path_to_user(struct ubuf *out, struct ustr path, bool long_names)
{
    struct ustr name = ustr_slice(path, 0, ustr_find(path, u'\\', 0));
    for (size_t i = 0; i < ROOT_COUNT; i++) {
        if (!ustr_same_nocase(name, roots[i].path))
            continue;
        ubuf_add(out, long_names ? roots[i].full : roots[i].brief);
        ubuf_add(out, ustr_slice(path, name.count, path.count));
        return;
    }
    ubuf_add(out, USTR(u"\\REGISTRY"));
    if (path.count)
        ubuf_put(out, u'\\');
    ubuf_add(out, path);
}
