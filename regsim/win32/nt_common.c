#include "win32/nt.h"

#include "base/memory.h"

static const struct ustr dos_prefixes[] = {{u"\\??\\", 4}, {u"\\DosDevices\\", 12}};
static const struct ustr registry_name = {u"REGISTRY", 8};

int32_t nt_done(struct call *call, int32_t status)
{
    call_done(call, nt_to_win32(status));
    return status;
}

int32_t nt_end(struct call *call, uint32_t code)
{
    call_done(call, code);
    return nt_from_win32(code);
}

static int32_t check_key(const struct call *call, HANDLE handle)
{
    const struct handle *object = handle_any(call->process, (uintptr_t)handle);
    if (call->failed)
        return nt_from_win32(call->failed);
    if (!object)
        return NT_INVALID_HANDLE;
    return object->kind == HANDLE_KEY ? NT_SUCCESS_STATUS : NT_OBJECT_TYPE_MISMATCH;
}

int32_t nt_key_ref(struct key_ref *out, struct call *call, HANDLE handle)
{
    int32_t status = check_key(call, handle);
    return status == NT_SUCCESS_STATUS ? nt_from_win32(key_ref(out, call, (HKEY)handle)) : status;
}

int32_t nt_key_ref_any(struct key_ref *out, struct call *call, HANDLE handle)
{
    int32_t status = check_key(call, handle);
    return status == NT_SUCCESS_STATUS ? nt_from_win32(key_ref_any(out, call, (HKEY)handle))
                                       : status;
}

/* rule name.nul */
int32_t nt_string(struct ustr *out, enum scratch_slot slot, const UNICODE_STRING *text)
{
    UNICODE_STRING copy;
    struct ubuf *units = text_units(slot);
    *out = (struct ustr){NULL, 0};
    if (!text || !user_readable(&copy, text, sizeof copy))
        return NT_ACCESS_VIOLATION;
    size_t count = copy.Length / sizeof(WCHAR);
    MEM_GROW(units->units, units->capacity, count + 1);
    if (!user_readable(units->units, copy.Buffer, count * sizeof(WCHAR)))
        return NT_ACCESS_VIOLATION;
    units->count = count;
    *out = ubuf_view(units);
    return copy.Length % sizeof(WCHAR) ? NT_OBJECT_NAME_INVALID : NT_SUCCESS_STATUS;
}

/* Only a copy of the right size is looked at (Wine test_NtOpenKey; 87 for NULL on Windows NT 4). */
static int32_t attributes_in(OBJECT_ATTRIBUTES *out, struct ustr *name, const struct call *call,
                             const OBJECT_ATTRIBUTES *attributes)
{
    *name = (struct ustr){NULL, 0};
    if (!attributes && call->machine->os == OS_NT4)
        return NT_INVALID_PARAMETER;
    if (!attributes || !user_readable(out, attributes, sizeof *out))
        return NT_ACCESS_VIOLATION;
    if (out->Length != sizeof *out)
        return NT_INVALID_PARAMETER;
    return out->ObjectName ? nt_string(name, SCRATCH_NAME, out->ObjectName) : NT_SUCCESS_STATUS;
}

/* The first name of an absolute path is the object manager's, which tells upper and lower case
 * apart unless OBJ_CASE_INSENSITIVE is given, until Windows 10 (rule nt.registry-case). What else
 * is in its root is not here: nothing is there, or it is no key. */
static int32_t check_absolute(const struct call *call, const struct nt_path *path)
{
    struct ustr rest = path->path;
    if (!rest.count || *rest.units != u'\\')
        return NT_OBJECT_PATH_SYNTAX_BAD;
    if (rest.count == 1)
        return NT_OBJECT_TYPE_MISMATCH; /* \ is a directory */
    rest = ustr_slice(rest, 1, rest.count);
    size_t end = ustr_find(rest, u'\\', 0);
    struct ustr first = ustr_slice(rest, 0, end);
    if (!first.count)
        return NT_OBJECT_NAME_INVALID;
    bool folds = (path->flags & OBJ_CASE_INSENSITIVE) || call->machine->os >= OS_WIN10;
    if (folds ? ustr_same_nocase(first, registry_name) : ustr_same(first, registry_name))
        return NT_SUCCESS_STATUS;
    return end < rest.count ? NT_OBJECT_PATH_NOT_FOUND : NT_NAME_NOT_FOUND;
}

int32_t nt_path_of(struct nt_path *out, struct call *call, const OBJECT_ATTRIBUTES *attributes)
{
    OBJECT_ATTRIBUTES copy;
    int32_t status = attributes_in(&copy, &out->path, call, attributes);
    call_trace_text(call, out->path);
    if (call->failed)
        return nt_from_win32(call->failed);
    if (status != NT_SUCCESS_STATUS)
        return status;
    out->flags = copy.Attributes;
    out->security = copy.SecurityDescriptor;
    out->absolute = !copy.RootDirectory;
    if (!out->absolute)
        return nt_key_ref_any(&out->root, call, copy.RootDirectory);
    out->root.machine = call->machine;
    out->root.registry = &call->machine->registry;
    return check_absolute(call, out);
}

int32_t nt_file_of(struct ubuf *out, struct call *call, const OBJECT_ATTRIBUTES *attributes)
{
    OBJECT_ATTRIBUTES copy;
    struct ustr name;
    int32_t status = attributes_in(&copy, &name, call, attributes);
    call_trace_text(call, name);
    if (status != NT_SUCCESS_STATUS)
        return status;
    if (copy.RootDirectory)
        return NT_INVALID_HANDLE; /* no directories are opened here, so it cannot be one */
    for (size_t i = 0; i < sizeof dos_prefixes / sizeof *dos_prefixes; i++) {
        if (!ustr_starts_nocase(name, dos_prefixes[i]))
            continue;
        name = ustr_slice(name, dos_prefixes[i].count, name.count);
        return nt_from_win32(files_full_path(out, call->process->cwd, name));
    }
    return name.count && *name.units == u'\\' ? NT_OBJECT_PATH_NOT_FOUND
                                              : NT_OBJECT_PATH_SYNTAX_BAD;
}

uint32_t nt_open_path(struct reg_key *out, struct call *call, const struct nt_path *from,
                      struct ustr path, uint32_t options, uint32_t desired)
{
    struct reg_caller caller = call_caller(call);
    if (from->flags & OBJ_OPENLINK)
        options |= REG_OPT_OPEN_LINK;
    return reg_open(out, from->root.registry, &caller, from->absolute ? NULL : &from->root.key,
                    path, options, desired);
}
