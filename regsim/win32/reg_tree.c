/*
 * What advapi32 and shlwapi do with whole trees, in user mode, call by call: RegDeleteTree,
 * SHDeleteKey, RegCopyTree. Not atomic: before each deletion the player may act (call_yield), so a
 * crash half-way is one of the things that can happen.
 */
#include "win32/classes.h"
#include "win32/reg.h"
#include "win32/text.h"

#include "base/memory.h"
#include "sdk/shlwapi.h"

enum { TREE_RIGHTS = DELETE | KEY_ENUMERATE_SUB_KEYS | KEY_QUERY_VALUE };

/* A key below, as it is seen through `from`. */
static uint32_t open_below(struct key_ref *out, struct call *call, const struct key_ref *from,
                           struct ustr name, uint32_t desired)
{
    *out = *from;
    out->predefined = out->classes_root = false;
    return key_open(&out->key, call, from, name, 0, desired);
}

/* Of the merged view of HKEY_CLASSES_ROOT, first the user's key of a name goes and then, as it is
 * still seen, the machine's (rules delete.tree-not-atomic, classes.trees). A link is opened as any
 * other name: what it leads to goes, and the link that then leads nowhere stops the rest; links
 * that go round would take more stack than there is (rule link.trees). */
static uint32_t delete_children(struct call *call, const struct key_ref *ref, unsigned level)
{
    key_id child;
    uint32_t code;
    if (level > REG_DEPTH_MAX)
        return ERROR_STACK_OVERFLOW;
    while ((code = key_enum_key(&child, call, ref, 0)) == ERROR_SUCCESS) {
        struct key_ref below;
        struct ustr name = ustr_dup(store_name(ref->registry->store, child));
        code = open_below(&below, call, ref, name, TREE_RIGHTS);
        if (code == ERROR_SUCCESS)
            code = delete_children(call, &below, level + 1);
        if (code == ERROR_SUCCESS)
            code = call_yield(call);
        if (code == ERROR_SUCCESS)
            code = key_delete(call, &below, (struct ustr){NULL, 0}, 0);
        ustr_free(name);
        if (code != ERROR_SUCCESS)
            return code;
    }
    return code == ERROR_NO_MORE_ITEMS ? ERROR_SUCCESS : code;
}

static uint32_t delete_values(struct call *call, const struct key_ref *ref)
{
    const struct value *value;
    uint32_t code;
    while ((code = key_enum_value(&value, call, ref, 0)) == ERROR_SUCCESS) {
        value_retain(value);
        code = call_yield(call);
        if (code == ERROR_SUCCESS)
            code = key_delete_value(call, ref, value_name(value));
        value_release(value);
        if (code != ERROR_SUCCESS)
            return code;
    }
    return code == ERROR_NO_MORE_ITEMS ? ERROR_SUCCESS : code;
}

/* `whole`: the key named by the path goes too. RegDeleteTree without a name keeps the key (rule
 * delete.tree). */
static LSTATUS delete_tree(struct call *call, HKEY key, struct ustr path, bool whole)
{
    struct key_ref ref, top;
    uint32_t code = key_ref_plain(&ref, call, key);
    call_trace_text(call, path);
    if (call->failed)
        return call_end(call, call->failed);
    top = ref;
    /* rule delete.tree-rights */
    if (code == ERROR_SUCCESS && !path.count && (top.key.granted & TREE_RIGHTS) != TREE_RIGHTS)
        code = ERROR_ACCESS_DENIED;
    if (code == ERROR_SUCCESS && path.count)
        code = open_below(&top, call, &ref, path, TREE_RIGHTS | (whole ? 0 : KEY_SET_VALUE));
    if (code == ERROR_SUCCESS)
        code = delete_children(call, &top, 0);
    if (code == ERROR_SUCCESS && !whole)
        code = delete_values(call, &top);
    if (code == ERROR_SUCCESS && whole)
        code = call_yield(call);
    if (code == ERROR_SUCCESS && whole)
        code = key_delete(call, &top, (struct ustr){NULL, 0}, 0);
    return call_end(call, code);
}

LSTATUS WINAPI RegDeleteTreeW(HKEY key, LPCWSTR subkey)
{
    struct call call = call_begin("RegDeleteTreeW");
    struct ustr path = user_wide(subkey);
    return delete_tree(&call, key, path, path.count != 0);
}

LSTATUS WINAPI RegDeleteTreeA(HKEY key, LPCSTR subkey)
{
    struct call call = call_begin("RegDeleteTreeA");
    struct ustr path = text_narrow(SCRATCH_NAME, subkey);
    return delete_tree(&call, key, path, path.count != 0);
}

LSTATUS WINAPI SHDeleteKeyW(HKEY key, LPCWSTR subkey)
{
    struct call call = call_begin("SHDeleteKeyW");
    return delete_tree(&call, key, user_wide(subkey), true);
}

LSTATUS WINAPI SHDeleteKeyA(HKEY key, LPCSTR subkey)
{
    struct call call = call_begin("SHDeleteKeyA");
    return delete_tree(&call, key, text_narrow(SCRATCH_NAME, subkey), true);
}

/* Only where it has no subkeys; its values do not count (sdk-api SHDeleteEmptyKeyW says "no
 * subkeys"; rule delete.empty-only). */
static LSTATUS delete_empty(struct call *call, HKEY key, struct ustr path)
{
    struct key_ref ref, top;
    struct reg_key_info info;
    uint32_t code = key_ref_plain(&ref, call, key);
    call_trace_text(call, path);
    if (code == ERROR_SUCCESS)
        code = open_below(&top, call, &ref, path, TREE_RIGHTS);
    if (code == ERROR_SUCCESS)
        code = key_query_info(&info, call, &top);
    if (code == ERROR_SUCCESS && info.subkeys)
        code = ERROR_KEY_HAS_CHILDREN;
    if (code == ERROR_SUCCESS)
        code = key_delete(call, &top, (struct ustr){NULL, 0}, 0);
    return call_end(call, code);
}

LSTATUS WINAPI SHDeleteEmptyKeyW(HKEY key, LPCWSTR subkey)
{
    struct call call = call_begin("SHDeleteEmptyKeyW");
    return delete_empty(&call, key, user_wide(subkey));
}

LSTATUS WINAPI SHDeleteEmptyKeyA(HKEY key, LPCSTR subkey)
{
    struct call call = call_begin("SHDeleteEmptyKeyA");
    return delete_empty(&call, key, text_narrow(SCRATCH_NAME, subkey));
}

static uint32_t copy_values(struct call *call, const struct key_ref *from, const struct key_ref *to)
{
    const struct value *value;
    uint32_t code = ERROR_SUCCESS;
    for (uint32_t i = 0; code == ERROR_SUCCESS; i++) {
        code = key_enum_value(&value, call, from, i);
        if (code != ERROR_SUCCESS)
            break;
        value_retain(value);
        code =
            key_set_value(call, to, value_name(value), value->type, value_data(value), value->size);
        value_release(value);
    }
    return code == ERROR_NO_MORE_ITEMS ? ERROR_SUCCESS : code;
}

/* Values, subkeys and, for RegCopyTree, the security descriptor (rules copy.tree, classes.trees):
 * SHCopyKey leaves that out (sdk-api SHCopyKeyW). */
static uint32_t copy_tree(struct call *call, const struct key_ref *from, const struct key_ref *to,
                          bool security)
{
    uint32_t code = copy_values(call, from, to);
    for (uint32_t i = 0; code == ERROR_SUCCESS; i++) {
        struct key_ref child, made = *to;
        key_id id;
        code = key_enum_key(&id, call, from, i);
        if (code != ERROR_SUCCESS)
            break;
        struct ustr name = ustr_dup(store_name(from->registry->store, id));
        struct ustr class = ustr_dup(store_class(from->registry->store, id));
        struct key_creation how = {.class = class,
                                   .desired = KEY_ALL_ACCESS,
                                   .security = security ? access_security(from->registry->store, id)
                                                        : NULL};
        made.predefined = made.classes_root = false;
        code = open_below(&child, call, from, name, KEY_READ);
        if (code == ERROR_SUCCESS)
            code = call_yield(call);
        if (code == ERROR_SUCCESS)
            code = key_create(&made.key, NULL, call, to, name, &how);
        if (code == ERROR_SUCCESS)
            code = copy_tree(call, &child, &made, security);
        ustr_free(name);
        ustr_free(class);
    }
    return code == ERROR_NO_MORE_ITEMS ? ERROR_SUCCESS : code;
}

static LSTATUS copy_key(struct call *call, HKEY source, struct ustr path, HKEY destination,
                        bool security)
{
    struct key_ref base, from, to;
    uint32_t code = key_ref_plain(&base, call, source);
    call_trace_text(call, path);
    if (code == ERROR_SUCCESS)
        code = key_ref_plain(&to, call, destination);
    if (call->failed)
        return call_end(call, call->failed);
    from = base;
    if (code == ERROR_SUCCESS && path.count)
        code = open_below(&from, call, &base, path, KEY_READ);
    if (code == ERROR_SUCCESS)
        code = copy_tree(call, &from, &to, security);
    return call_end(call, code);
}

LSTATUS WINAPI RegCopyTreeW(HKEY source, LPCWSTR subkey, HKEY destination)
{
    struct call call = call_begin("RegCopyTreeW");
    return copy_key(&call, source, user_wide(subkey), destination, true);
}

LSTATUS WINAPI RegCopyTreeA(HKEY source, LPCSTR subkey, HKEY destination)
{
    struct call call = call_begin("RegCopyTreeA");
    return copy_key(&call, source, text_narrow(SCRATCH_NAME, subkey), destination, true);
}

LSTATUS WINAPI SHCopyKeyW(HKEY source, LPCWSTR subkey, HKEY destination, DWORD reserved)
{
    struct call call = call_begin("SHCopyKeyW");
    (void)reserved;
    return copy_key(&call, source, user_wide(subkey), destination, false);
}

LSTATUS WINAPI SHCopyKeyA(HKEY source, LPCSTR subkey, HKEY destination, DWORD reserved)
{
    struct call call = call_begin("SHCopyKeyA");
    (void)reserved;
    return copy_key(&call, source, text_narrow(SCRATCH_NAME, subkey), destination, false);
}
