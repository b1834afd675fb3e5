#include "registry/resolve.h"
#include "registry/view.h"

#include "base/units.h"
#include "sdk/winerror.h"

static const struct ustr prefix = {u"\\REGISTRY", 9};

static struct ustr skip_backslashes(struct ustr path)
{
    while (path.count && *path.units == u'\\')
        path = ustr_slice(path, 1, path.count);
    return path;
}

/* On the path of every call, so written out: no more than one look at each unit (rules
 * name.path-length, name.legal, open.trailing-backslashes). */
struct ustr walk_name(struct ustr *rest)
{
    const char16_t *units = rest->units;
    size_t end = units_find_either(units, rest->count, u'\\', u'\\'), next;
    /* any number of backslashes at the end is ignored (Wine test_reg_open_key) */
    for (next = end; next < rest->count && units[next] == u'\\';)
        next++;
    *rest = (struct ustr){units + next, rest->count - next};
    return (struct ustr){units, end};
}

/* `path` below \REGISTRY; false where it is not absolute. */
static bool strip_root(struct ustr *path)
{
    if (!ustr_starts_nocase(*path, prefix) ||
        (path->count > prefix.count && path->units[prefix.count] != u'\\'))
        return false;
    *path = skip_backslashes(ustr_slice(*path, prefix.count, path->count));
    return true;
}

uint32_t walk_start(struct walk *out, const struct registry *registry, const struct reg_key *base,
                    struct ustr path)
{
    *out = (struct walk){.registry = registry, .rest = path};
    if (!base) {
        out->at = store_root(registry->store);
        return strip_root(&out->rest) ? ERROR_SUCCESS : ERROR_BAD_PATHNAME;
    }
    if (path.count && *path.units == u'\\')
        return ERROR_BAD_PATHNAME; /* Wine test_reg_open_key (rule open.leading-backslash) */
    if (!base->key)
        return ERROR_INVALID_HANDLE;
    if (!store_exists(registry->store, base->key))
        /* rule delete.deleted-handle */
        return ERROR_KEY_DELETED;
    out->at = base->key;
    return ERROR_SUCCESS;
}

/* A link holds REG_LINK data: an absolute path without a terminating NUL. Anything else leads
 * nowhere (Wine test_symlinks; rule link.value). */
bool link_target(struct ustr *out, const struct registry *registry, key_id key)
{
    const struct value *value = store_value_find(registry->store, key, USTR(u"SymbolicLinkValue"));
    *out = (struct ustr){NULL, 0};
    if (!value || value->type != REG_LINK_TYPE)
        return false;
    *out = (struct ustr){(const char16_t *)(const void *)value_data(value),
                         value->size / sizeof(char16_t)};
    return strip_root(out);
}

/* Where the target is not there, creation may go on with it: what is missing of it, then ours (rule
 * link.dangling). A target that is a link to nowhere has no place where anything could be made. */
static void join_rest(struct walk *walk, struct walk *target)
{
    struct ubuf joined = {0};
    if (!target->rest.count) {
        walk->rest = target->rest;
        return;
    }
    ubuf_add(&joined, target->rest);
    if (walk->rest.count)
        ubuf_put(&joined, u'\\');
    ubuf_add(&joined, walk->rest);
    ubuf_free(&walk->path);
    walk->path = joined;
    walk->rest = ubuf_view(&walk->path);
    walk->at = target->at;
}

/* Only Windows 2000 follows a relative target (Wine test_symlinks); that it starts at the link's
 * parent is our choice (rule link.relative). */
static bool relative_target(struct walk *target, key_id link)
{
    struct ustr text = target->rest;
    if (target->registry->os != OS_W2K || !text.count || *text.units == u'\\')
        return false;
    target->at = store_parent(target->registry->store, link);
    return true;
}

static uint32_t follow(struct walk *walk, key_id link)
{
    if (++walk->hops >
        REG_LINK_HOPS_MAX) /* Wine test_symlinks: STATUS_NAME_TOO_LONG (rule link.loop) */
        return walk->registry->os >= OS_WIN10 ? ERROR_INVALID_PARAMETER
                                              : ERROR_FILENAME_EXCED_RANGE;
    struct walk target = {
        .registry = walk->registry, .at = store_root(walk->registry->store), .hops = walk->hops};
    if (!link_target(&target.rest, walk->registry, link) && !relative_target(&target, link)) {
        walk->rest = (struct ustr){NULL, 0};
        return ERROR_FILE_NOT_FOUND;
    }
    uint32_t code = walk_on(&target);
    walk->hops = target.hops;
    if (code == ERROR_SUCCESS)
        walk->at = target.at;
    else if (code == ERROR_FILE_NOT_FOUND)
        join_rest(walk, &target);
    walk_end(&target);
    return code;
}

/* rule wow64.redirected (rule wow64.flags-ignored) */
void walk_view(struct walk *walk, uint32_t desired)
{
    walk->in_view =
        walk->registry->is_wow64 && (desired & KEY_WOW64_32_FLAG) && !(desired & KEY_WOW64_64_FLAG);
}

uint32_t walk_on(struct walk *walk)
{
    const struct store *store = walk->registry->store;
    while (walk->rest.count) {
        struct ustr rest = walk->rest, name = walk_name(&rest);
        /* rule name.component-length */
        if (name.count > REG_KEY_NAME_NT_MAX)
            return ERROR_INVALID_PARAMETER;
        if (walk->in_view)
            walk->at = view_enter(walk->registry, walk->at, name);
        key_id child = store_child_find(store, walk->at, name);
        if (!child)
            return ERROR_FILE_NOT_FOUND;
        walk->rest = rest;
        /* rule link.open-link */
        if ((store_flags(store, child) & KEY_LINK) && (rest.count || !walk->open_link)) {
            uint32_t code = follow(walk, child);
            if (code != ERROR_SUCCESS)
                return code;
        } else {
            walk->at = child;
        }
    }
    if (walk->in_view)
        walk->at = view_enter(walk->registry, walk->at, (struct ustr){NULL, 0});
    return ERROR_SUCCESS;
}

void walk_end(struct walk *walk)
{
    ubuf_free(&walk->path);
}
