/*
 * The two views of 64-bit Windows. A caller in the 32-bit view who passes HKLM\SOFTWARE is led to
 * HKLM\SOFTWARE\Wow6432Node (resolve.c); HKLM\SYSTEM and all else is one for both. What both views
 * share below SOFTWARE are links from the node to the one key, as Windows 7 and later have it (sdk
 * "Registry Keys Affected by WOW64"). Reflection, which XP had instead for a few of them, is left
 * out.
 */
#include "registry/ops.h"

#include <assert.h>

static const struct ustr shared[] = {
    {u"Policies", 8},
    {u"RegisteredApplications", 22},
    {u"Microsoft\\COM3", 14},
    {u"Microsoft\\Cryptography\\Services", 31},
    {u"Microsoft\\EnterpriseCertificates", 32},
    {u"Microsoft\\EventSystem", 21},
    {u"Microsoft\\MSMQ", 14},
    {u"Microsoft\\RAS", 13},
    {u"Microsoft\\Rpc", 13},
    {u"Microsoft\\SystemCertificates", 28},
    {u"Microsoft\\Windows\\CurrentVersion\\Group Policy", 45},
    {u"Microsoft\\Windows\\CurrentVersion\\Policies", 41},
    {u"Microsoft\\Windows\\CurrentVersion\\Setup", 38},
    {u"Microsoft\\Windows NT\\CurrentVersion\\Fonts", 41},
    {u"Microsoft\\Windows NT\\CurrentVersion\\NetworkCards", 48},
    {u"Microsoft\\Windows NT\\CurrentVersion\\Perflib", 43},
    {u"Microsoft\\Windows NT\\CurrentVersion\\Ports", 41},
    {u"Microsoft\\Windows NT\\CurrentVersion\\Print", 41},
    {u"Microsoft\\Windows NT\\CurrentVersion\\ProfileList", 47},
    {u"Microsoft\\Windows NT\\CurrentVersion\\Time Zones", 46},
};

static void share(struct store *store, key_id node, struct ustr path, filetime now)
{
    if (store_find(store, node, path))
        return; /* the machine has it its own way */
    key_id link = store_ensure(store, node, path, now);
    struct ubuf target = {0};
    ubuf_add(&target, USTR(u"\\REGISTRY\\MACHINE\\SOFTWARE\\"));
    ubuf_add(&target, path);
    store_flags_set(store, link, KEY_LINK);
    store_value_set(store, link, USTR(u"SymbolicLinkValue"), REG_LINK_TYPE, target.units,
                    (uint32_t)(target.count * sizeof *target.units));
    ubuf_free(&target);
}

void registry_make_wow64(struct registry *registry, filetime now)
{
    struct store *store = registry->store;
    assert(registry->os >= OS_XP); /* before, there was no 64-bit Windows with a 32-bit view */
    registry->is_wow64 = true;
    key_id node =
        store_ensure(store, store_root(store), USTR(u"MACHINE\\SOFTWARE\\Wow6432Node"), now);
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
        share(store, node, shared[i], now);
}
