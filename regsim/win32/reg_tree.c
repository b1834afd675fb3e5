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

/* rule delete.tree-not-atomic */
static uint32_t delete_children(struct call *call, struct registry *registry,
                                const struct reg_key *key)
{
    struct reg_caller caller = call_caller(call);
    key_id child;
    uint32_t code;
    while ((code = reg_enum_key(&child, registry, key, 0)) == ERROR_SUCCESS) {
        struct reg_key opened;
        struct ustr name = ustr_dup(store_name(registry->store, child));
        code = reg_open(&opened, registry, &caller, key, name, REG_OPTION_OPEN_LINK, TREE_RIGHTS);
        if (code == ERROR_SUCCESS && !(store_flags(registry->store, child) & KEY_LINK))
            code = delete_children(call, registry, &opened);
        if (code == ERROR_SUCCESS)
            code = call_yield(call);
        if (code == ERROR_SUCCESS)
            code = reg_delete_key(registry, &caller, &opened, (struct ustr){NULL, 0}, 0);
        ustr_free(name);
        if (code != ERROR_SUCCESS)
            return code;
    }
    return code == ERROR_NO_MORE_ITEMS ? ERROR_SUCCESS : code;
}

static uint32_t delete_values(struct call *call, struct registry *registry,
                              const struct reg_key *key)
{
    struct reg_caller caller = call_caller(call);
    const struct value *value;
    uint32_t code;
    while ((code = reg_enum_value(&value, registry, key, 0)) == ERROR_SUCCESS) {
        value_retain(value);
        code = call_yield(call);
        if (code == ERROR_SUCCESS)
            code = reg_delete_value(registry, &caller, key, value_name(value));
        value_release(value);
        if (code != ERROR_SUCCESS)
            return code;
    }
    return code == ERROR_NO_MORE_ITEMS ? ERROR_SUCCESS : code;
}

uint32_t reg_delete_below(struct call *call, struct registry *registry, const struct reg_key *key)
{
    uint32_t code = delete_children(call, registry, key);
    return code == ERROR_SUCCESS ? delete_values(call, registry, key) : code;
}

/* `whole`: the key named by the path goes too. RegDeleteTree without a name keeps the key (rule
 * delete.tree) (rule delete.tree). */
static LSTATUS delete_tree(struct call *call, HKEY key, struct ustr path, bool whole)
{
    struct key_ref ref;
    struct reg_key top;
    struct reg_caller caller = call_caller(call);
    uint32_t code = key_ref_plain(&ref, call, key);
    call_trace_text(call, path);
    if (call->failed)
        return call_end(call, call->failed);
    top = ref.key;
    /* rule delete.tree-rights */
    if (code == ERROR_SUCCESS && !path.count && (top.granted & TREE_RIGHTS) != TREE_RIGHTS)
        code = ERROR_ACCESS_DENIED;
    if (code == ERROR_SUCCESS && path.count)
        code = key_open(&top, call, &ref, path, 0, TREE_RIGHTS | (whole ? 0 : KEY_SET_VALUE));
    if (code == ERROR_SUCCESS)
        code = delete_children(call, ref.registry, &top);
    if (code == ERROR_SUCCESS && !whole)
        code = delete_values(call, ref.registry, &top);
    if (code == ERROR_SUCCESS && whole)
        code = call_yield(call);
    if (code == ERROR_SUCCESS && whole)
        code = reg_delete_key(ref.registry, &caller, &top, (struct ustr){NULL, 0}, 0);
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
    struct key_ref ref;
    struct reg_caller caller = call_caller(call);
    struct reg_key_info info;
    struct reg_key top;
    uint32_t code = key_ref_plain(&ref, call, key);
    call_trace_text(call, path);
    if (code == ERROR_SUCCESS)
        code = key_open(&top, call, &ref, path, 0, TREE_RIGHTS);
    if (code == ERROR_SUCCESS)
        code = reg_query_info(&info, ref.registry, &top);
    if (code == ERROR_SUCCESS && info.subkeys)
        code = ERROR_KEY_HAS_CHILDREN;
    if (code == ERROR_SUCCESS)
        code = reg_delete_key(ref.registry, &caller, &top, (struct ustr){NULL, 0}, 0);
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
    struct reg_caller caller = call_caller(call);
    const struct value *value;
    uint32_t code = ERROR_SUCCESS;
    for (uint32_t i = 0; code == ERROR_SUCCESS; i++) {
        code = reg_enum_value(&value, from->registry, &from->key, i);
        if (code != ERROR_SUCCESS)
            break;
        value_retain(value);
        code = reg_set_value(to->registry, &caller, &to->key, value_name(value), value->type,
                             value_data(value), value->size);
        value_release(value);
    }
    return code == ERROR_NO_MORE_ITEMS ? ERROR_SUCCESS : code;
}

/* Values, subkeys and, for RegCopyTree, the security descriptor (rule copy.tree): SHCopyKey leaves
 * that out (sdk-api SHCopyKeyW). */
static uint32_t copy_tree(struct call *call, const struct key_ref *from, const struct key_ref *to,
                          bool security)
{
    struct reg_caller caller = call_caller(call);
    uint32_t code = copy_values(call, from, to);
    for (uint32_t i = 0; code == ERROR_SUCCESS; i++) {
        struct key_ref child = *from, made = *to;
        key_id id;
        code = reg_enum_key(&id, from->registry, &from->key, i);
        if (code != ERROR_SUCCESS)
            break;
        struct ustr name = ustr_dup(store_name(from->registry->store, id));
        struct ustr class = ustr_dup(store_class(from->registry->store, id));
        code = reg_open(&child.key, from->registry, &caller, &from->key, name, 0, KEY_READ);
        if (code == ERROR_SUCCESS)
            code = call_yield(call);
        if (code == ERROR_SUCCESS)
            code = reg_create(&made.key, NULL, to->registry, &caller, &to->key, name, class, 0,
                              KEY_ALL_ACCESS,
                              security ? access_security(from->registry->store, id) : NULL);
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
    struct key_ref from, to;
    uint32_t code = key_ref_plain(&from, call, source);
    call_trace_text(call, path);
    if (code == ERROR_SUCCESS)
        code = key_ref_plain(&to, call, destination);
    if (call->failed)
        return call_end(call, call->failed);
    if (code == ERROR_SUCCESS && path.count) {
        struct key_ref base = from;
        code = key_open(&from.key, call, &base, path, 0, KEY_READ);
    }
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
