/*
 * ntdll's short ways to values: RtlWriteRegistryValue and its kin (wdm). On Windows they are code
 * of the process itself above the key calls, and so they are here: each of those calls is one, and
 * a wild pointer faults in the program.
 */
#include "win32/nt.h"

#include "base/memory.h"

/* \REGISTRY\… of a root of RTL_REGISTRY_…; of the user's it is put together. */
static bool root_path(struct ubuf *out, struct call *call, ULONG root)
{
    static const char16_t *const paths[] = {
        u"", u"MACHINE\\SYSTEM\\CurrentControlSet\\Services",
        u"MACHINE\\SYSTEM\\CurrentControlSet\\Control",
        u"MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion",
        u"MACHINE\\HARDWARE\\DEVICEMAP"};
    if (root == RTL_REGISTRY_USER) {
        key_predefined_path(out, call->process, 1); /* HKEY_CURRENT_USER */
        return true;
    }
    if (root == RTL_REGISTRY_ABSOLUTE || root >= RTL_REGISTRY_MAXIMUM)
        return root == RTL_REGISTRY_ABSOLUTE;
    ubuf_add(out, USTR(u"\\REGISTRY\\"));
    ubuf_add(out, ustr_z(paths[root]));
    return true;
}

/* The key's name, in the run's memory; STATUS_INVALID_PARAMETER for a root there is none of. */
static int32_t name_of(UNICODE_STRING *out, ULONG root, PCWSTR path)
{
    struct call call = call_begin_quiet();
    struct ustr below = user_wide(path);
    struct ubuf *name = text_units(SCRATCH_LIST);
    bool known = root_path(name, &call, root);
    if (below.count && name->count && *below.units != u'\\')
        ubuf_put(name, u'\\');
    ubuf_add(name, below);
    size_t size = name->count * sizeof(WCHAR);
    *out = (UNICODE_STRING){(USHORT)size, (USHORT)size, name->units};
    call_end(&call, ERROR_SUCCESS);
    return known && size <= 0xFFFE ? NT_SUCCESS_STATUS : NT_INVALID_PARAMETER;
}

/* Opened, or made where it is not there; with RTL_REGISTRY_HANDLE the path is the key. */
static int32_t open_root(HANDLE *out, ULONG root, PCWSTR path, ACCESS_MASK desired, bool make)
{
    UNICODE_STRING name;
    OBJECT_ATTRIBUTES attributes;
    *out = (HANDLE)(uintptr_t)path;
    if (root & RTL_REGISTRY_HANDLE)
        return NT_SUCCESS_STATUS;
    int32_t status = name_of(&name, root & ~RTL_REGISTRY_OPTIONAL, path);
    if (status != NT_SUCCESS_STATUS)
        return status;
    InitializeObjectAttributes(&attributes, &name, OBJ_CASE_INSENSITIVE, NULL, NULL);
    return make ? NtCreateKey(out, desired, &attributes, 0, NULL, 0, NULL)
                : NtOpenKey(out, desired, &attributes);
}

static void close_root(ULONG root, HANDLE key)
{
    if (!(root & RTL_REGISTRY_HANDLE))
        NtClose(key);
}

/* rule rtl.registry-roots */
NTSTATUS NTAPI RtlCheckRegistryKey(ULONG root, PCWSTR path)
{
    HANDLE key;
    int32_t status = open_root(&key, root, path, KEY_QUERY_VALUE, false);
    if (status == NT_SUCCESS_STATUS)
        close_root(root, key);
    return status;
}

/* One level: the key above is there (rule rtl.registry-write). */
NTSTATUS NTAPI RtlCreateRegistryKey(ULONG root, PCWSTR path)
{
    HANDLE key;
    int32_t status = open_root(&key, root, path, KEY_READ, true);
    if (status == NT_SUCCESS_STATUS)
        close_root(root, key);
    return status;
}

NTSTATUS NTAPI RtlWriteRegistryValue(ULONG root, PCWSTR path, PCWSTR name, ULONG type, PVOID data,
                                     ULONG size)
{
    HANDLE key;
    UNICODE_STRING value;
    int32_t status = open_root(&key, root, path, KEY_SET_VALUE, true);
    if (status != NT_SUCCESS_STATUS)
        return status;
    RtlInitUnicodeString(&value, name);
    status = NtSetValueKey(key, &value, 0, type, data, size);
    close_root(root, key);
    return status;
}

NTSTATUS NTAPI RtlDeleteRegistryValue(ULONG root, PCWSTR path, PCWSTR name)
{
    HANDLE key;
    UNICODE_STRING value;
    int32_t status = open_root(&key, root, path, KEY_SET_VALUE, false);
    if (status != NT_SUCCESS_STATUS)
        return status;
    RtlInitUnicodeString(&value, name);
    status = NtDeleteValueKey(key, &value);
    close_root(root, key);
    return status;
}
