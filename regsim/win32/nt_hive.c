/*
 * Keys and files through ntdll: NtLoadKey, NtUnloadKey, NtSaveKey, NtRestoreKey, NtReplaceKey and
 * their kin. What they do is reg_hive.c's and machine/mounts.h's; here a file is a handle, or an
 * OBJECT_ATTRIBUTES with a path of the object manager (\??\C:\…).
 */
#include "win32/nt.h"
#include "win32/reg.h"

#include "machine/durability.h"
#include "machine/hive_file.h"
#include "machine/mounts.h"

#include "base/memory.h"

/* The privileges, then the rest (rules save.privilege and load.privilege: 1314). */
static int32_t check_privileges(const struct call *call, uint32_t privileges)
{
    if (call->failed)
        return nt_from_win32(call->failed);
    return (call->process->token.privileges_enabled & privileges) == privileges
               ? NT_SUCCESS_STATUS
               : nt_from_win32(ERROR_PRIVILEGE_NOT_HELD);
}

/* The key that is to be, or is, the root of a loaded hive: its parent's key and its name. */
struct nt_mount {
    struct key_ref parent;
    struct ustr name; /* owned */
};

static int32_t mount_of(struct nt_mount *out, struct call *call, const OBJECT_ATTRIBUTES *key)
{
    struct nt_path path;
    *out = (struct nt_mount){.name = {NULL, 0}};
    int32_t status = nt_path_of(&path, call, key);
    if (status != NT_SUCCESS_STATUS)
        return status;
    size_t start = path.path.count;
    while (start && path.path.units[start - 1] != u'\\')
        start--;
    out->name = ustr_dup(ustr_slice(path.path, start, path.path.count));
    out->parent = path.root;
    if (!path.absolute && !start)
        return NT_SUCCESS_STATUS;
    struct ustr above = ustr_slice(path.path, 0, start ? start - 1 : 0);
    if (!above.count)
        return NT_INVALID_PARAMETER; /* \REGISTRY itself */
    return nt_from_win32(nt_open_path(&out->parent.key, call, &path, above, 0, MAXIMUM_ALLOWED));
}

static int32_t load(struct call *call, const OBJECT_ATTRIBUTES *key, const OBJECT_ATTRIBUTES *file)
{
    struct nt_mount mount = {.name = {NULL, 0}};
    struct ubuf path = {0};
    int32_t status = check_privileges(call, PRIVILEGE_RESTORE);
    if (status == NT_SUCCESS_STATUS)
        status = mount_of(&mount, call, key);
    if (status == NT_SUCCESS_STATUS)
        status = nt_file_of(&path, call, file);
    if (status == NT_SUCCESS_STATUS && !hive_holder(&mount.parent))
        status = NT_INVALID_PARAMETER;
    if (status == NT_SUCCESS_STATUS)
        status = nt_from_win32(
            mounts_load(mount.parent.machine, mount.parent.key.key, mount.name, ubuf_view(&path)));
    ubuf_free(&path);
    ustr_free(mount.name);
    return nt_done(call, status);
}

NTSTATUS NTAPI NtLoadKey(POBJECT_ATTRIBUTES key, POBJECT_ATTRIBUTES file)
{
    struct call call = call_begin("NtLoadKey");
    return load(&call, key, file);
}
NT_ALSO_ZW(LoadKey)

/* REG_NO_LAZY_FLUSH is taken, and lazy writing goes on: our choice. */
static int32_t load_with(struct call *call, const OBJECT_ATTRIBUTES *key,
                         const OBJECT_ATTRIBUTES *file, ULONG flags)
{
    if (flags & ~(ULONG)REG_NO_LAZY_FLUSH)
        return nt_done(call, NT_INVALID_PARAMETER);
    return load(call, key, file);
}

NTSTATUS NTAPI NtLoadKey2(POBJECT_ATTRIBUTES key, POBJECT_ATTRIBUTES file, ULONG flags)
{
    struct call call = call_begin("NtLoadKey2");
    return load_with(&call, key, file, flags);
}
NT_ALSO_ZW(LoadKey2)

/* A hive of a class of trust whose links may lead into each other's: which key's class it is
 * changes nothing here. Hives of applications are RegLoadAppKey's alone (our choice). */
NTSTATUS NTAPI NtLoadKeyEx(POBJECT_ATTRIBUTES key, POBJECT_ATTRIBUTES file, ULONG flags,
                           HANDLE trusted, HANDLE event, ACCESS_MASK desired, PHANDLE root,
                           PVOID reserved)
{
    struct call call = call_begin("NtLoadKeyEx");
    struct key_ref ref;
    (void)event, (void)desired, (void)root, (void)reserved;
    int32_t status = trusted ? nt_key_ref(&ref, &call, trusted) : NT_SUCCESS_STATUS;
    return status == NT_SUCCESS_STATUS ? load_with(&call, key, file, flags)
                                       : nt_done(&call, status);
}
NT_ALSO_ZW(LoadKeyEx)

/* Open keys below are STATUS_CANNOT_DELETE (rule unload.open), or lose their keys where the caller
 * forces it (rule nt.force-unload). */
static int32_t unload(struct call *call, const OBJECT_ATTRIBUTES *key, bool force)
{
    struct nt_mount mount = {.name = {NULL, 0}};
    int32_t status = check_privileges(call, PRIVILEGE_RESTORE);
    if (status == NT_SUCCESS_STATUS)
        status = mount_of(&mount, call, key);
    if (status == NT_SUCCESS_STATUS) {
        uint32_t code = hive_unload(&mount.parent, mount.name, force);
        status = code == ERROR_ACCESS_DENIED ? NT_CANNOT_DELETE : nt_from_win32(code);
    }
    ustr_free(mount.name);
    return nt_done(call, status);
}

NTSTATUS NTAPI NtUnloadKey(POBJECT_ATTRIBUTES key)
{
    struct call call = call_begin("NtUnloadKey");
    return unload(&call, key, false);
}
NT_ALSO_ZW(UnloadKey)

NTSTATUS NTAPI NtUnloadKey2(POBJECT_ATTRIBUTES key, ULONG flags)
{
    struct call call = call_begin("NtUnloadKey2");
    if (flags & ~(ULONG)REG_FORCE_UNLOAD)
        return nt_done(&call, NT_INVALID_PARAMETER);
    return unload(&call, key, flags & REG_FORCE_UNLOAD);
}
NT_ALSO_ZW(UnloadKey2)

/* How many keys below the root of a hive are open, by whomever; another key is none of these (rule
 * nt.open-subkeys). */
NTSTATUS NTAPI NtQueryOpenSubKeys(POBJECT_ATTRIBUTES key, PULONG count)
{
    struct call call = call_begin("NtQueryOpenSubKeys");
    struct nt_path path;
    struct reg_key opened;
    int32_t status = nt_path_of(&path, &call, key);
    if (status == NT_SUCCESS_STATUS)
        status = nt_from_win32(nt_open_path(&opened, &call, &path, path.path, 0, KEY_READ));
    if (status == NT_SUCCESS_STATUS && !user_writable(count, sizeof *count))
        status = NT_ACCESS_VIOLATION;
    if (status == NT_SUCCESS_STATUS && durability_hive(path.root.machine, opened.key) != opened.key)
        status = NT_INVALID_PARAMETER;
    if (status == NT_SUCCESS_STATUS)
        user_put32(count, (uint32_t)processes_open_keys(path.root.machine, opened.key));
    return nt_done(&call, status);
}
NT_ALSO_ZW(QueryOpenSubKeys)

/* A key and an open file: the privileges, the two handles, then whether the key is still there. */
static int32_t key_and_file(struct key_ref *ref, struct file_open **out, struct call *call,
                            HANDLE key, HANDLE file, uint32_t privileges)
{
    const struct handle *object = handle_any(call->process, (uintptr_t)file);
    int32_t status = check_privileges(call, privileges);
    if (status == NT_SUCCESS_STATUS)
        status = nt_key_ref(ref, call, key);
    if (status == NT_SUCCESS_STATUS && (!object || object->kind != HANDLE_FILE))
        status = object ? NT_OBJECT_TYPE_MISMATCH : NT_INVALID_HANDLE;
    if (status == NT_SUCCESS_STATUS && !store_exists(ref->registry->store, ref->key.key))
        status = NT_KEY_DELETED;
    *out = status == NT_SUCCESS_STATUS ? object->u.file : NULL;
    return status;
}

static int32_t save(struct call *call, HANDLE key, HANDLE file, ULONG format)
{
    struct key_ref ref;
    struct file_open *open;
    uint32_t minor;
    int32_t status = key_and_file(&ref, &open, call, key, file, PRIVILEGE_BACKUP);
    if (status == NT_SUCCESS_STATUS)
        status = nt_from_win32(hive_check_save(&minor, &ref, format));
    if (status == NT_SUCCESS_STATUS)
        status = nt_from_win32(hive_file_write(
            ref.machine, ref.key.key, store_name(ref.registry->store, ref.key.key), minor, open));
    return nt_done(call, status);
}

NTSTATUS NTAPI NtSaveKey(HANDLE key, HANDLE file)
{
    struct call call = call_begin("NtSaveKey");
    return save(&call, key, file, REG_STANDARD_FORMAT);
}
NT_ALSO_ZW(SaveKey)

NTSTATUS NTAPI NtSaveKeyEx(HANDLE key, HANDLE file, ULONG format)
{
    struct call call = call_begin("NtSaveKeyEx");
    return save(&call, key, file, format);
}
NT_ALSO_ZW(SaveKeyEx)

NTSTATUS NTAPI NtRestoreKey(HANDLE key, HANDLE file, ULONG flags)
{
    struct call call = call_begin("NtRestoreKey");
    struct key_ref ref;
    struct file_open *open;
    struct hive_content content = {0};
    int32_t status = key_and_file(&ref, &open, &call, key, file, PRIVILEGE_RESTORE);
    if (status == NT_SUCCESS_STATUS)
        status = nt_from_win32(flags == REG_REFRESH_HIVE ? hive_refresh(&call, &ref)
                                                         : hive_check_restore(&ref, flags));
    if (flags == REG_REFRESH_HIVE)
        return nt_done(&call, status);
    if (status == NT_SUCCESS_STATUS)
        status = nt_from_win32(hive_file_read_open(&content, open));
    if (status == NT_SUCCESS_STATUS)
        hive_restore(&ref, &content, flags);
    hive_content_free(&content);
    return nt_done(&call, status);
}
NT_ALSO_ZW(RestoreKey)

NTSTATUS NTAPI NtReplaceKey(POBJECT_ATTRIBUTES new_file, HANDLE key, POBJECT_ATTRIBUTES old_file)
{
    struct call call = call_begin("NtReplaceKey");
    struct key_ref ref;
    struct ubuf from = {0}, old = {0};
    int32_t status = check_privileges(&call, PRIVILEGE_RESTORE);
    if (status == NT_SUCCESS_STATUS)
        status = nt_key_ref(&ref, &call, key);
    if (status == NT_SUCCESS_STATUS)
        status = nt_file_of(&from, &call, new_file);
    if (status == NT_SUCCESS_STATUS)
        status = nt_file_of(&old, &call, old_file);
    if (status == NT_SUCCESS_STATUS && !store_exists(ref.registry->store, ref.key.key))
        status = NT_KEY_DELETED;
    if (status == NT_SUCCESS_STATUS)
        status = nt_from_win32(
            mounts_replace(ref.machine, ref.key.key, ubuf_view(&from), ubuf_view(&old)));
    ubuf_free(&from);
    ubuf_free(&old);
    return nt_done(&call, status);
}
NT_ALSO_ZW(ReplaceKey)
