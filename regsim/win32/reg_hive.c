/*
 * Keys and files: RegSaveKey, RegRestoreKey, RegLoadKey, RegUnLoadKey, RegLoadAppKey,
 * RegReplaceKey. Files are those of the machine that the key is on (sdk-api RegSaveKeyW).
 */
#include "win32/classes.h"
#include "win32/reg.h"
#include "win32/text.h"

#include "machine/hive_file.h"
#include "machine/mounts.h"

/* A call on a key and a file: what most of these functions have. */
struct hive_call {
    struct key_ref ref;
    struct ubuf path; /* full */
};

/* rule load.no-file */
static uint32_t full_path(struct ubuf *out, const struct call *call, struct ustr file)
{
    if (!file.count)
        return ERROR_INVALID_PARAMETER; /* Wine test_reg_load_key */
    return files_full_path(out, call->process->cwd, file);
}

/* The key and the file's path. What advapi32 does with the file by itself comes before what the
 * system asks about the key (rules save.order, restore.order). */
static uint32_t begin(struct hive_call *out, struct call *call, HKEY key, struct ustr file)
{
    *out = (struct hive_call){.path = {0}};
    uint32_t code = key_ref_plain(&out->ref, call, key);
    call_trace_text(call, file);
    if (call->failed)
        return call->failed;
    return code == ERROR_SUCCESS ? full_path(&out->path, call, file) : code;
}

/* The privileges (rule save.privilege: 1314), then whether the key is still there. */
static uint32_t ask(const struct hive_call *hive, const struct call *call, uint32_t privileges)
{
    if ((call->process->token.privileges_enabled & privileges) != privileges)
        return ERROR_PRIVILEGE_NOT_HELD;
    return store_exists(hive->ref.registry->store, hive->ref.key.key) ? ERROR_SUCCESS
                                                                      : ERROR_KEY_DELETED;
}

static LSTATUS end(struct hive_call *hive, struct call *call, uint32_t code)
{
    ubuf_free(&hive->path);
    return call_end(call, code);
}

/* HKLM or HKU of this machine or of another: where hives are loaded (rule load.place). */
bool hive_holder(const struct key_ref *ref)
{
    const struct store *store = ref->registry->store;
    struct ustr name = store_name(store, ref->key.key);
    return store_parent(store, ref->key.key) == store_root(store) &&
           (ustr_same_nocase(name, USTR(u"MACHINE")) || ustr_same_nocase(name, USTR(u"USER")));
}

/* ---- saving ---- */

/* rule save.flags: exactly one flag; REG_NO_COMPRESSION is for roots of hives only. What is in no
 * hive
 * (\REGISTRY\MACHINE itself, volatile keys) is 5, our choice. */
uint32_t hive_check_save(uint32_t *minor, const struct key_ref *ref, DWORD flags)
{
    if (flags != REG_STANDARD_FORMAT && flags != REG_LATEST_FORMAT && flags != REG_NO_COMPRESSION)
        return ERROR_INVALID_PARAMETER;
    if (flags == REG_NO_COMPRESSION && durability_hive(ref->machine, ref->key.key) != ref->key.key)
        return ERROR_INVALID_PARAMETER;
    if (durability_hive(ref->machine, ref->key.key) == KEY_NONE)
        return ERROR_ACCESS_DENIED;
    *minor = flags == REG_STANDARD_FORMAT ? HIVE_MINOR_STANDARD : HIVE_MINOR_LATEST;
    return ERROR_SUCCESS;
}

/* The privilege takes the place of rights on the key (rule save.privilege). */
static LSTATUS save(struct call *call, HKEY key, struct ustr file, DWORD flags)
{
    struct hive_call hive;
    uint32_t minor, code = begin(&hive, call, key, file);
    if (code == ERROR_SUCCESS)
        code = hive_file_may_make(hive.ref.machine, ubuf_view(&hive.path));
    if (code == ERROR_SUCCESS)
        code = ask(&hive, call, PRIVILEGE_BACKUP);
    if (code == ERROR_SUCCESS)
        code = hive_check_save(&minor, &hive.ref, flags);
    if (code == ERROR_SUCCESS)
        /* rule save.where */
        code = hive_file_save(hive.ref.machine, hive.ref.key.key,
                              store_name(hive.ref.registry->store, hive.ref.key.key), minor,
                              ubuf_view(&hive.path));
    return end(&hive, call, code);
}

LSTATUS WINAPI RegSaveKeyW(HKEY key, LPCWSTR file, const LPSECURITY_ATTRIBUTES security)
{
    struct call call = call_begin("RegSaveKeyW");
    (void)security; /* files have no descriptors here */
    return save(&call, key, user_wide(file), REG_STANDARD_FORMAT);
}

LSTATUS WINAPI RegSaveKeyA(HKEY key, LPCSTR file, const LPSECURITY_ATTRIBUTES security)
{
    struct call call = call_begin("RegSaveKeyA");
    (void)security;
    return save(&call, key, text_narrow(SCRATCH_NAME, file), REG_STANDARD_FORMAT);
}

/* Not HKEY_CLASSES_ROOT, which is no key of one hive (rule save.classes-root). */
static LSTATUS save_ex(struct call *call, HKEY key, struct ustr file, DWORD flags)
{
    if ((uint32_t)(uintptr_t)key == (uint32_t)(uintptr_t)HKEY_CLASSES_ROOT)
        return call_end(call, call->failed ? call->failed : ERROR_INVALID_HANDLE);
    return save(call, key, file, flags);
}

LSTATUS WINAPI RegSaveKeyExW(HKEY key, LPCWSTR file, const LPSECURITY_ATTRIBUTES security,
                             DWORD flags)
{
    struct call call = call_begin("RegSaveKeyExW");
    (void)security;
    return save_ex(&call, key, user_wide(file), flags);
}

LSTATUS WINAPI RegSaveKeyExA(HKEY key, LPCSTR file, const LPSECURITY_ATTRIBUTES security,
                             DWORD flags)
{
    struct call call = call_begin("RegSaveKeyExA");
    (void)security;
    return save_ex(&call, key, text_narrow(SCRATCH_NAME, file), flags);
}

/* ---- restoring ---- */

/* A volatile hive could only take the place of HKLM or HKU as a whole, where subkeys are always
 * open (sdk-api RegRestoreKeyW; rules restore.open, restore.volatile). */
uint32_t hive_check_restore(const struct key_ref *ref, DWORD flags)
{
    if (flags & ~(DWORD)(REG_WHOLE_HIVE_VOLATILE | REG_NO_LAZY_FLUSH | REG_FORCE_RESTORE))
        return ERROR_INVALID_PARAMETER;
    if (flags & REG_WHOLE_HIVE_VOLATILE)
        return hive_holder(ref) ? ERROR_ACCESS_DENIED : ERROR_INVALID_PARAMETER;
    if (durability_hive(ref->machine, ref->key.key) == KEY_NONE)
        return ERROR_ACCESS_DENIED;
    if (!(flags & REG_FORCE_RESTORE) && processes_have_key_open(ref->machine, ref->key.key, false))
        return ERROR_ACCESS_DENIED; /* "or any of its subkeys has open handles" */
    return ERROR_SUCCESS;
}

/* The root of a hive that is not written lazily goes back to its last flush; the file is not
 * read. Another key is 87, our choice (sdk-api RegRestoreKeyW; rule restore.refresh). */
uint32_t hive_refresh(const struct call *call, const struct key_ref *ref)
{
    if (!(call->process->token.privileges_enabled & PRIVILEGE_TCB))
        return ERROR_PRIVILEGE_NOT_HELD;
    return durability_hive(ref->machine, ref->key.key) == ref->key.key &&
                   durability_refresh(ref->machine, ref->key.key)
               ? ERROR_SUCCESS
               : ERROR_INVALID_PARAMETER;
}

/* Replaces all that the key holds, and tells nobody (rule restore.quiet) but those who watched a
 * key that is gone. */
void hive_restore(const struct key_ref *ref, const struct hive_content *content, DWORD flags)
{
    hive_content_put(ref->registry->store, ref->key.key, content->store);
    durability_changed(ref->machine, ref->key.key);
    if (flags & REG_NO_LAZY_FLUSH) /* rule restore.no-lazy-flush */
        durability_stop_lazy(ref->machine, ref->key.key);
    reg_gone(ref->registry, ref->key.key);
}

/* rules restore.privileges, restore.replaces, restore.quiet */
static LSTATUS restore(struct call *call, HKEY key, struct ustr file, DWORD flags)
{
    struct hive_call hive;
    struct hive_content content = {0};
    uint32_t code = begin(&hive, call, key, file);
    if (code == ERROR_SUCCESS)
        code = hive_file_may_read(hive.ref.machine, ubuf_view(&hive.path));
    if (code == ERROR_SUCCESS)
        code = ask(&hive, call, PRIVILEGE_BACKUP | PRIVILEGE_RESTORE);
    if (code == ERROR_SUCCESS && flags == REG_REFRESH_HIVE)
        return end(&hive, call, hive_refresh(call, &hive.ref));
    if (code == ERROR_SUCCESS)
        code = hive_check_restore(&hive.ref, flags);
    if (code == ERROR_SUCCESS)
        code = hive_file_read(&content, hive.ref.machine, ubuf_view(&hive.path));
    if (code == ERROR_SUCCESS)
        hive_restore(&hive.ref, &content, flags);
    hive_content_free(&content);
    return end(&hive, call, code);
}

LSTATUS WINAPI RegRestoreKeyW(HKEY key, LPCWSTR file, DWORD flags)
{
    struct call call = call_begin("RegRestoreKeyW");
    return restore(&call, key, user_wide(file), flags);
}

LSTATUS WINAPI RegRestoreKeyA(HKEY key, LPCSTR file, DWORD flags)
{
    struct call call = call_begin("RegRestoreKeyA");
    return restore(&call, key, text_narrow(SCRATCH_NAME, file), flags);
}

/* ---- loading ---- */

/* Restore alone is asked for: with backup off, Windows loads (an earlier Wine test_reg_load_key);
 * sdk-api names both (rule load.privilege). */
static LSTATUS load(struct call *call, HKEY key, struct ustr name, struct ustr file)
{
    struct hive_call hive;
    uint32_t code = begin(&hive, call, key, file);
    call_trace_text(call, name);
    if (code == ERROR_SUCCESS)
        code = ask(&hive, call, PRIVILEGE_RESTORE);
    if (code == ERROR_SUCCESS && !hive_holder(&hive.ref))
        code = ERROR_INVALID_PARAMETER;
    if (code == ERROR_SUCCESS)
        code = mounts_load(hive.ref.machine, hive.ref.key.key, name, ubuf_view(&hive.path));
    return end(&hive, call, code);
}

LSTATUS WINAPI RegLoadKeyW(HKEY key, LPCWSTR subkey, LPCWSTR file)
{
    struct call call = call_begin("RegLoadKeyW");
    return load(&call, key, user_wide(subkey), user_wide(file));
}

LSTATUS WINAPI RegLoadKeyA(HKEY key, LPCSTR subkey, LPCSTR file)
{
    struct call call = call_begin("RegLoadKeyA");
    struct ustr name = text_narrow(SCRATCH_NAME, subkey);
    return load(&call, key, name, text_narrow(SCRATCH_OTHER, file));
}

/* STATUS_CANNOT_DELETE while one of its keys is open (rule unload.open), hence 5. */
uint32_t hive_unload(const struct key_ref *parent, struct ustr name, bool force)
{
    if (!name.count || !hive_holder(parent))
        return ERROR_INVALID_PARAMETER;
    key_id root = store_child_find(parent->registry->store, parent->key.key, name);
    if (root == KEY_NONE)
        return ERROR_FILE_NOT_FOUND;
    if (!force && processes_have_key_open(parent->machine, root, true))
        return ERROR_ACCESS_DENIED;
    return mounts_unload(parent->machine, root);
}

/* rules load.privilege, unload.open */
static LSTATUS unload(struct call *call, HKEY key, struct ustr name)
{
    struct key_ref ref;
    uint32_t code = key_ref_plain(&ref, call, key);
    call_trace_text(call, name);
    if (call->failed)
        return call_end(call, call->failed);
    if (code == ERROR_SUCCESS && !(call->process->token.privileges_enabled & PRIVILEGE_RESTORE))
        code = ERROR_PRIVILEGE_NOT_HELD;
    if (code == ERROR_SUCCESS)
        code = hive_unload(&ref, name, false);
    return call_end(call, code);
}

LSTATUS WINAPI RegUnLoadKeyW(HKEY key, LPCWSTR subkey)
{
    struct call call = call_begin("RegUnLoadKeyW");
    return unload(&call, key, user_wide(subkey));
}

LSTATUS WINAPI RegUnLoadKeyA(HKEY key, LPCSTR subkey)
{
    struct call call = call_begin("RegUnLoadKeyA");
    return unload(&call, key, text_narrow(SCRATCH_NAME, subkey));
}

/* No privilege (rule load.app); the hive goes with its last handle. */
static LSTATUS load_app(struct call *call, struct ustr file, PHKEY result, REGSAM desired,
                        DWORD options, DWORD reserved)
{
    struct ubuf path = {0};
    struct reg_key opened;
    struct reg_caller caller = call_caller(call);
    HKEY handle = NULL;
    key_id root;
    call_trace_text(call, file);
    uint32_t code = call->failed;
    if (code == ERROR_SUCCESS && (!result || reserved || (options & ~(DWORD)REG_PROCESS_APPKEY)))
        code = ERROR_INVALID_PARAMETER;
    if (code == ERROR_SUCCESS)
        code = full_path(&path, call, file);
    if (code == ERROR_SUCCESS)
        code = mounts_load_app(&root, call->machine, ubuf_view(&path), options != 0);
    ubuf_free(&path);
    if (code == ERROR_SUCCESS) {
        struct reg_key whole = {root, KEY_ALL_ACCESS, 0};
        code = reg_open(&opened, &call->machine->registry, &caller, &whole, (struct ustr){NULL, 0},
                        0, desired);
        if (code == ERROR_SUCCESS)
            code = key_handle_new(&handle, call, call->machine, &opened);
        if (code != ERROR_SUCCESS)
            mounts_key_closed(call->process, call->machine, root);
    }
    if (result)
        user_put_pointer(result, handle);
    return call_end(call, code);
}

LSTATUS WINAPI RegLoadAppKeyW(LPCWSTR file, PHKEY result, REGSAM desired, DWORD options,
                              DWORD reserved)
{
    struct call call = call_begin("RegLoadAppKeyW");
    return load_app(&call, user_wide(file), result, desired, options, reserved);
}

LSTATUS WINAPI RegLoadAppKeyA(LPCSTR file, PHKEY result, REGSAM desired, DWORD options,
                              DWORD reserved)
{
    struct call call = call_begin("RegLoadAppKeyA");
    return load_app(&call, text_narrow(SCRATCH_NAME, file), result, desired, options, reserved);
}

/* ---- replacing ---- */

/* A subkey that is not there is made; a key that is no root of a hive stands for its hive (rules
 * replace.subkey, replace.privileges). */
static LSTATUS replace(struct call *call, HKEY key, struct ustr subkey, struct ustr file,
                       struct ustr old)
{
    struct hive_call hive;
    struct ubuf old_path = {0};
    struct reg_key within;
    const struct key_creation how = {.desired = MAXIMUM_ALLOWED};
    uint32_t code = begin(&hive, call, key, file);
    call_trace_text(call, old);
    if (code == ERROR_SUCCESS)
        code = full_path(&old_path, call, old);
    if (code == ERROR_SUCCESS)
        code = ask(&hive, call, PRIVILEGE_BACKUP | PRIVILEGE_RESTORE);
    if (code == ERROR_SUCCESS)
        code = key_create(&within, NULL, call, &hive.ref, subkey, &how);
    if (code == ERROR_SUCCESS)
        code = mounts_replace(hive.ref.machine, within.key, ubuf_view(&hive.path),
                              ubuf_view(&old_path));
    ubuf_free(&old_path);
    return end(&hive, call, code);
}

LSTATUS WINAPI RegReplaceKeyW(HKEY key, LPCWSTR subkey, LPCWSTR new_file, LPCWSTR old_file)
{
    struct call call = call_begin("RegReplaceKeyW");
    return replace(&call, key, user_wide(subkey), user_wide(new_file), user_wide(old_file));
}

LSTATUS WINAPI RegReplaceKeyA(HKEY key, LPCSTR subkey, LPCSTR new_file, LPCSTR old_file)
{
    struct call call = call_begin("RegReplaceKeyA");
    struct ustr path = text_narrow(SCRATCH_NAME, subkey);
    struct ustr from = text_narrow(SCRATCH_OTHER, new_file);
    return replace(&call, key, path, from, text_narrow(SCRATCH_DATA, old_file));
}
