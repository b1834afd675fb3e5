/*
 * The two views of 64-bit Windows, after Microsoft's "Registry Keys Affected by WOW64".
 * HKLM\SOFTWARE is HKLM\SOFTWARE\Wow6432Node to the 32-bit view (resolve.c); all outside of it is
 * one for both.
 *
 *     shared below SOFTWARE    links from Wow6432Node to the one key, by the table below
 *     Classes                  Wow6432Node\Classes is a link to Classes\Wow6432Node
 *     Classes, from Windows 7  shared, but for a few subkeys, which are in Classes\Wow6432Node
 *     Classes, before          redirected whole, and reflected (reflect.c)
 *
 * The classes of each user, \REGISTRY\USER\SID_Classes, are as those of the machine.
 */
#include "registry/view.h"
#include "registry/diff.h"

#include <assert.h>

/* rule wow64.shared */
static const struct {
    const char16_t *path;
    enum os since; /* shared from this system on; redirected before, but see reflect.c */
} shared[] = {
    {u"Clients", OS_WIN7},
    {u"Policies", OS_XP},
    {u"RegisteredApplications", OS_WIN7}, /* the key came with Vista */
    {u"Microsoft\\COM3", OS_WIN7},
    {u"Microsoft\\Cryptography\\Calais\\Current", OS_XP},
    {u"Microsoft\\Cryptography\\Calais\\Readers", OS_XP},
    {u"Microsoft\\Cryptography\\Services", OS_XP},
    {u"Microsoft\\CTF\\SystemShared", OS_XP},
    {u"Microsoft\\CTF\\TIP", OS_XP},
    {u"Microsoft\\DFS", OS_XP},
    {u"Microsoft\\Driver Signing", OS_XP},
    {u"Microsoft\\EnterpriseCertificates", OS_XP},
    {u"Microsoft\\EventSystem", OS_WIN7},
    {u"Microsoft\\MSMQ", OS_XP},
    {u"Microsoft\\Non-Driver Signing", OS_XP},
    {u"Microsoft\\Notepad\\DefaultFonts", OS_WIN7},
    {u"Microsoft\\OLE", OS_WIN7},
    {u"Microsoft\\RAS", OS_XP},
    {u"Microsoft\\RPC", OS_WIN7},
    {u"Microsoft\\Shared Tools\\MSInfo", OS_XP},
    {u"Microsoft\\SystemCertificates", OS_XP},
    {u"Microsoft\\TermServLicensing", OS_XP},
    {u"Microsoft\\TransactionServer", OS_XP},
    {u"Microsoft\\Windows\\CurrentVersion\\App Paths", OS_WIN7},
    {u"Microsoft\\Windows\\CurrentVersion\\Control Panel\\Cursors\\Schemes", OS_XP},
    {u"Microsoft\\Windows\\CurrentVersion\\Explorer\\AutoplayHandlers", OS_WIN7},
    {u"Microsoft\\Windows\\CurrentVersion\\Explorer\\DriveIcons", OS_WIN7},
    {u"Microsoft\\Windows\\CurrentVersion\\Explorer\\KindMap", OS_WIN7},
    {u"Microsoft\\Windows\\CurrentVersion\\Group Policy", OS_XP},
    {u"Microsoft\\Windows\\CurrentVersion\\Policies", OS_XP},
    {u"Microsoft\\Windows\\CurrentVersion\\PreviewHandlers", OS_WIN7},
    {u"Microsoft\\Windows\\CurrentVersion\\Setup", OS_XP},
    {u"Microsoft\\Windows\\CurrentVersion\\Telephony\\Locations", OS_XP},
    {u"Microsoft\\Windows NT\\CurrentVersion\\Console", OS_WIN7},
    {u"Microsoft\\Windows NT\\CurrentVersion\\FontDpi", OS_XP},
    {u"Microsoft\\Windows NT\\CurrentVersion\\FontLink", OS_WIN7},
    {u"Microsoft\\Windows NT\\CurrentVersion\\FontMapper", OS_XP},
    {u"Microsoft\\Windows NT\\CurrentVersion\\Fonts", OS_XP},
    {u"Microsoft\\Windows NT\\CurrentVersion\\FontSubstitutes", OS_XP},
    {u"Microsoft\\Windows NT\\CurrentVersion\\Gre_Initialize", OS_WIN7},
    {u"Microsoft\\Windows NT\\CurrentVersion\\Image File Execution Options", OS_WIN7},
    {u"Microsoft\\Windows NT\\CurrentVersion\\Language Pack", OS_WIN7},
    {u"Microsoft\\Windows NT\\CurrentVersion\\NetworkCards", OS_XP},
    {u"Microsoft\\Windows NT\\CurrentVersion\\Perflib", OS_XP},
    {u"Microsoft\\Windows NT\\CurrentVersion\\Ports", OS_XP},
    {u"Microsoft\\Windows NT\\CurrentVersion\\Print", OS_XP},
    {u"Microsoft\\Windows NT\\CurrentVersion\\ProfileList", OS_XP},
    {u"Microsoft\\Windows NT\\CurrentVersion\\Time Zones", OS_XP},
};

/* What of Classes is redirected from Windows 7 on, and what of Classes\Wow6432Node is a link to
 * Classes then (rule wow64.classes). */
static const char16_t *const own_classes[] = {u"CLSID", u"DirectShow", u"Interface", u"Media Type",
                                              u"MediaFoundation"};
static const char16_t *const linked_classes[] = {u"AppId", u"PROTOCOLS", u"TypeLib"};

static const struct ustr software = {u"MACHINE\\SOFTWARE", 16};
static const struct ustr node = {u"Wow6432Node", 11};

bool view_is_classes(const struct store *store, key_id key)
{
    key_id parent = store_parent(store, key),
           above = parent ? store_parent(store, parent) : KEY_NONE;
    struct ustr name = store_name(store, key);
    const struct ustr ending = USTR(u"_Classes");
    if (!above || !store_parent(store, above))
        return above && name.count > ending.count &&
               ustr_same_nocase(ustr_slice(name, name.count - ending.count, name.count), ending) &&
               ustr_same_nocase(store_name(store, parent), USTR(u"USER"));
    return ustr_same_nocase(name, USTR(u"Classes")) &&
           store_find(store, store_root(store), software) == parent;
}

static bool is_own_class(struct ustr name)
{
    for (size_t i = 0; i < sizeof own_classes / sizeof *own_classes; i++) {
        if (ustr_same_nocase(name, ustr_z(own_classes[i])))
            return true;
    }
    return false;
}

/* rule wow64.classes */
key_id view_enter(const struct registry *registry, key_id at, struct ustr name)
{
    const struct store *store = registry->store;
    bool shares_classes = registry->os >= OS_WIN7, stays;
    if (ustr_same_nocase(name, node))
        return at; /* who names the node finds it */
    if (at == store_find(store, store_root(store), software))
        stays = shares_classes && ustr_same_nocase(name, USTR(u"Classes"));
    else if (view_is_classes(store, at))
        stays = shares_classes && !is_own_class(name);
    else
        return at;
    key_id view = stays ? KEY_NONE : store_child_find(store, at, node);
    return view ? view : at;
}

/* What is there already stays, unless it is the same key seen twice, as in an export. */
static bool is_same(const struct store *store, key_id key, key_id target)
{
    struct diff diff = {0};
    if (!target || store_flags(store, key) & KEY_LINK)
        return false;
    diff_stores(&diff, store, target, store, key, 0);
    bool same = diff.count == 0;
    diff_free(&diff);
    return same;
}

/* Both paths are below HKLM\SOFTWARE. */
static void link_to(struct registry *registry, struct ustr path, struct ustr target, filetime now)
{
    struct store *store = registry->store;
    key_id root = store_find(store, store_root(store), software);
    key_id link = store_find(store, root, path);
    if (link && !is_same(store, link, store_find(store, root, target)))
        return;
    if (link)
        store_tree_remove(store, link);
    struct ubuf whole = {0};
    ubuf_add(&whole, USTR(u"\\REGISTRY\\MACHINE\\SOFTWARE\\"));
    ubuf_add(&whole, target);
    registry_set_link(registry, store_ensure(store, root, path, now), ubuf_view(&whole));
    ubuf_free(&whole);
}

/* As link_to, from the 32-bit side of `at` (empty, or Classes) to `name` beside it. */
static void link_view(struct registry *registry, struct ustr at, struct ustr name, filetime now)
{
    struct ubuf from = {0}, to = {0};
    ubuf_add(&to, at);
    if (at.count)
        ubuf_put(&to, u'\\');
    ubuf_add(&from, ubuf_view(&to));
    ubuf_add(&from, node);
    ubuf_put(&from, u'\\');
    ubuf_add(&from, name);
    ubuf_add(&to, name);
    link_to(registry, ubuf_view(&from), ubuf_view(&to), now);
    ubuf_free(&from);
    ubuf_free(&to);
}

/* rule wow64.classes */
static void make_classes(struct registry *registry, key_id root, filetime now)
{
    struct store *store = registry->store;
    key_id classes = store_ensure(store, root, USTR(u"Classes"), now);
    store_ensure(store, classes, node, now);
    link_to(registry, USTR(u"Wow6432Node\\Classes"), USTR(u"Classes\\Wow6432Node"), now);
    link_view(registry, USTR(u"Classes"), USTR(u"HCP"), now);
    for (size_t i = 0;
         registry->os >= OS_WIN7 && i < sizeof linked_classes / sizeof *linked_classes; i++)
        link_view(registry, USTR(u"Classes"), ustr_z(linked_classes[i]), now);
    key_id users = store_find(store, store_root(store), USTR(u"USER"));
    for (size_t i = 0; users && i < store_child_count(store, users); i++) {
        key_id user = store_child_at(store, users, i);
        if (view_is_classes(store, user))
            store_ensure(store, user, node, now);
    }
}

/* rule wow64.shared */
void registry_make_wow64(struct registry *registry, filetime now)
{
    struct store *store = registry->store;
    assert(registry->os >= OS_XP); /* before, there was no 64-bit Windows with a 32-bit view */
    registry->is_wow64 = true;
    key_id root = store_ensure(store, store_root(store), software, now);
    store_ensure(store, root, node, now);
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++) {
        if (registry->os >= shared[i].since)
            link_view(registry, (struct ustr){NULL, 0}, ustr_z(shared[i].path), now);
    }
    make_classes(registry, root, now);
}

static void unlink_below(struct store *store, key_id key)
{
    for (size_t i = store_child_count(store, key); i > 0; i--) {
        key_id child = store_child_at(store, key, i - 1);
        if (store_flags(store, child) & KEY_LINK)
            store_tree_remove(store, child);
        else
            unlink_below(store, child);
    }
}

void registry_unlink_wow64(struct registry *registry)
{
    struct store *store = registry->store;
    key_id root = store_find(store, store_root(store), software);
    key_id view = root ? store_child_find(store, root, node) : KEY_NONE;
    key_id classes = root ? store_find(store, root, USTR(u"Classes\\Wow6432Node")) : KEY_NONE;
    if (view)
        unlink_below(store, view);
    if (classes)
        unlink_below(store, classes);
}
