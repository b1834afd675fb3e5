/*
 * The security of registry keys through aclapi: by a name such as MACHINE\SOFTWARE\… or
 * \\SERVER\USERS\…, or by a handle. From Windows 2000 on what is set is inherited at once by the
 * keys below (registry/security_propagate.c). Of other kinds of objects regsim keeps no security.
 */
#include "win32/reg.h"
#include "win32/security.h"

#include "base/memory.h"
#include "registry/blob.h"
#include "sdk/aclapi.h"

static uint32_t check_type(SE_OBJECT_TYPE type)
{
    if (type == SE_REGISTRY_KEY || type == SE_REGISTRY_WOW64_32KEY)
        return ERROR_SUCCESS;
    return type <= SE_UNKNOWN_OBJECT_TYPE || type > SE_REGISTRY_WOW64_32KEY
               ? ERROR_INVALID_PARAMETER
               : ERROR_NOT_SUPPORTED;
}

/* Where the parts of a descriptor go. */
struct info_places {
    PSID *owner, *group;
    PACL *dacl, *sacl;
    PSECURITY_DESCRIPTOR *whole;
};

static void look_at(const struct info_places *to)
{
    const void *const places[] = {to->owner, to->group, to->dacl, to->sacl, to->whole};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        user_look(places[i], places[i] ? sizeof(void *) : 0);
}

/* The parts point into the whole, which is one block that LocalFree takes. */
static uint32_t give(const struct call *call, const struct info_places *to,
                     SECURITY_INFORMATION what, const struct blob *asked)
{
    BYTE *made = local_copy(call, blob_bytes(asked), blob_size(asked));
    if (!made)
        return ERROR_NOT_ENOUGH_MEMORY;
    const struct descriptor_places at = descriptor_places(made);
    if (what & OWNER_SECURITY_INFORMATION)
        user_put_pointer(to->owner, at.owner);
    if (what & GROUP_SECURITY_INFORMATION)
        user_put_pointer(to->group, at.group);
    if (what & DACL_SECURITY_INFORMATION)
        user_put_pointer(to->dacl, at.dacl);
    if (what & SACL_SECURITY_INFORMATION)
        user_put_pointer(to->sacl, at.sacl);
    user_put_pointer(to->whole, made);
    return ERROR_SUCCESS;
}

/* rule security.get-info */
static uint32_t get_info(struct call *call, HANDLE handle, SE_OBJECT_TYPE type,
                         SECURITY_INFORMATION what, const struct info_places *to)
{
    struct key_ref ref;
    const struct blob *whole = NULL, *asked;
    uint32_t code = check_type(type);
    if (code == ERROR_SUCCESS && !to->owner && !to->group && !to->dacl && !to->sacl && !to->whole)
        code = ERROR_INVALID_PARAMETER;
    if (code == ERROR_SUCCESS)
        code = key_ref_plain(&ref, call, (HKEY)handle);
    if (code == ERROR_SUCCESS)
        code = reg_get_security(&whole, ref.registry, &ref.key, what);
    if (code != ERROR_SUCCESS)
        return code;
    look_at(to);
    asked = security_combine(NULL, whole, what);
    code = asked ? give(call, to, what, asked) : ERROR_INVALID_SECURITY_DESCR;
    blob_release(asked);
    return code;
}

DWORD WINAPI GetSecurityInfo(HANDLE handle, SE_OBJECT_TYPE type, SECURITY_INFORMATION what,
                             PSID *owner, PSID *group, PACL *dacl, PACL *sacl,
                             PSECURITY_DESCRIPTOR *security)
{
    struct call call = call_begin("GetSecurityInfo");
    const struct info_places to = {owner, group, dacl, sacl, security};
    return (DWORD)call_end(&call,
                           call.failed ? call.failed : get_info(&call, handle, type, what, &to));
}

struct info {
    PSID owner, group;
    PACL dacl, sacl;
};

/* What the caller says of protection; else the key's DACL stays as protected as it was. */
static WORD protection(const struct key_ref *ref, SECURITY_INFORMATION what)
{
    struct security_view view;
    const struct blob *now = access_security(ref->registry->store, ref->key.key);
    if (what & PROTECTED_DACL_SECURITY_INFORMATION)
        return SE_DACL_PROTECTED;
    if (what & UNPROTECTED_DACL_SECURITY_INFORMATION ||
        !security_read(&view, blob_bytes(now), blob_size(now)))
        return 0;
    return view.control & SE_DACL_PROTECTED;
}

/* An absolute descriptor of our own that points to the program's parts, copied from there. */
static uint32_t info_in(const struct blob **out, const struct key_ref *ref,
                        SECURITY_INFORMATION what, const struct info *from, bool inherits)
{
    SECURITY_DESCRIPTOR given = {.Revision = SECURITY_DESCRIPTOR_REVISION,
                                 .Control = SE_DACL_PRESENT | SE_SACL_PRESENT};
    if ((what & OWNER_SECURITY_INFORMATION && !from->owner) ||
        (what & GROUP_SECURITY_INFORMATION && !from->group))
        return ERROR_INVALID_PARAMETER;
    given.Owner = what & OWNER_SECURITY_INFORMATION ? from->owner : NULL;
    given.Group = what & GROUP_SECURITY_INFORMATION ? from->group : NULL;
    given.Dacl = what & DACL_SECURITY_INFORMATION ? from->dacl : NULL;
    given.Sacl = what & SACL_SECURITY_INFORMATION ? from->sacl : NULL;
    if (inherits && what & DACL_SECURITY_INFORMATION)
        given.Control |= protection(ref, what);
    return reg_security_in(out, &given);
}

/* rules security.set-info, access.propagated */
static uint32_t set_info(struct call *call, HANDLE handle, SE_OBJECT_TYPE type,
                         SECURITY_INFORMATION what, const struct info *from)
{
    struct key_ref ref;
    struct reg_caller caller = call_caller(call);
    const struct blob *given = NULL, *whole = NULL;
    bool inherits = call->machine->os >= OS_W2K;
    uint32_t code = check_type(type);
    if (code == ERROR_SUCCESS)
        code = key_ref_plain(&ref, call, (HKEY)handle);
    if (code == ERROR_SUCCESS)
        code = info_in(&given, &ref, what, from, inherits);
    if (code == ERROR_SUCCESS)
        code = reg_may_set_security(ref.registry, &ref.key, what);
    if (code == ERROR_SUCCESS) {
        whole = security_combine(access_security(ref.registry->store, ref.key.key), given, what);
        if (!whole)
            code = ERROR_INVALID_SECURITY_DESCR;
        else if (inherits)
            code = reg_set_security_inherited(ref.registry, &caller, &ref.key, what, whole);
        else
            code = reg_set_security(ref.registry, &caller, &ref.key, what, whole);
    }
    blob_release(whole);
    blob_release(given);
    return code;
}

DWORD WINAPI SetSecurityInfo(HANDLE handle, SE_OBJECT_TYPE type, SECURITY_INFORMATION what,
                             PSID owner, PSID group, PACL dacl, PACL sacl)
{
    struct call call = call_begin("SetSecurityInfo");
    const struct info from = {owner, group, dacl, sacl};
    call_trace_number(&call, what);
    return (DWORD)call_end(&call,
                           call.failed ? call.failed : set_info(&call, handle, type, what, &from));
}

/* The rights that a part needs for being told, or set. */
static REGSAM rights_for(SECURITY_INFORMATION what, bool set)
{
    REGSAM rights = what & SACL_SECURITY_INFORMATION ? ACCESS_SYSTEM_SECURITY : 0u;
    if (!set && what & (OWNER_SECURITY_INFORMATION | GROUP_SECURITY_INFORMATION |
                        DACL_SECURITY_INFORMATION))
        rights |= READ_CONTROL;
    if (set && what & DACL_SECURITY_INFORMATION)
        rights |= WRITE_DAC;
    if (set && what & (OWNER_SECURITY_INFORMATION | GROUP_SECURITY_INFORMATION))
        rights |= WRITE_OWNER;
    return rights ? rights : READ_CONTROL;
}

static HKEY root_named(struct ustr name)
{
    static const char16_t *const names[] = {u"CLASSES_ROOT", u"CURRENT_USER", u"MACHINE", u"USERS"};
    const HKEY roots[] = {HKEY_CLASSES_ROOT, HKEY_CURRENT_USER, HKEY_LOCAL_MACHINE, HKEY_USERS};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (ustr_same_nocase(name, ustr_z(names[i])))
            return roots[i];
    return NULL;
}

/* Up to the next backslash; *name goes behind it. */
static struct ustr first_part(struct ustr *name)
{
    size_t end = ustr_find(*name, u'\\', 0);
    struct ustr part = ustr_slice(*name, 0, end);
    *name = ustr_slice(*name, end < name->count ? end + 1 : end, name->count);
    return part;
}

/* [\\SERVER\]ROOT[\PATH], opened; `name` ends with NUL (rule security.key-name). */
static uint32_t open_named(HKEY *out, struct ustr name, SE_OBJECT_TYPE type, REGSAM rights)
{
    struct ubuf *server = text_units(SCRATCH_LIST);
    HKEY root, remote = NULL;
    if (ustr_starts_nocase(name, USTR(u"\\\\"))) {
        name = ustr_slice(name, 2, name.count);
        ubuf_add(server, USTR(u"\\\\"));
        ubuf_add(server, first_part(&name));
    }
    ubuf_put(server, 0);
    root = root_named(first_part(&name));
    if (!root)
        return ERROR_INVALID_PARAMETER;
    if (type == SE_REGISTRY_WOW64_32KEY)
        rights |= KEY_WOW64_32KEY;
    if (server->count > 1) {
        uint32_t code = (uint32_t)RegConnectRegistryW(server->units, root, &remote);
        if (code != ERROR_SUCCESS)
            return code;
        root = remote;
    }
    uint32_t code = (uint32_t)RegOpenKeyExW(root, name.count ? name.units : NULL, 0, rights, out);
    if (remote && *out != remote)
        RegCloseKey(remote);
    return code;
}

/* In the run's memory, ended by NUL. */
static struct ustr keep(struct ustr name)
{
    struct ubuf *units = text_units(SCRATCH_OTHER);
    ubuf_add(units, name);
    ubuf_put(units, 0);
    return ustr_slice(ubuf_view(units), 0, name.count);
}

static uint32_t get_named(struct call *call, struct ustr name, SE_OBJECT_TYPE type,
                          SECURITY_INFORMATION what, const struct info_places *to)
{
    HKEY key = NULL;
    uint32_t code = call->failed ? call->failed : check_type(type);
    call_trace_text(call, name);
    if (code == ERROR_SUCCESS && !name.count)
        code = ERROR_INVALID_PARAMETER;
    if (code == ERROR_SUCCESS)
        code = open_named(&key, keep(name), type, rights_for(what, false));
    if (code == ERROR_SUCCESS)
        code = get_info(call, key, type, what, to);
    if (key)
        RegCloseKey(key);
    return (uint32_t)call_end(call, code);
}

DWORD WINAPI GetNamedSecurityInfoW(LPCWSTR name, SE_OBJECT_TYPE type, SECURITY_INFORMATION what,
                                   PSID *owner, PSID *group, PACL *dacl, PACL *sacl,
                                   PSECURITY_DESCRIPTOR *security)
{
    struct call call = call_begin("GetNamedSecurityInfoW");
    const struct info_places to = {owner, group, dacl, sacl, security};
    return get_named(&call, user_wide(name), type, what, &to);
}

DWORD WINAPI GetNamedSecurityInfoA(LPCSTR name, SE_OBJECT_TYPE type, SECURITY_INFORMATION what,
                                   PSID *owner, PSID *group, PACL *dacl, PACL *sacl,
                                   PSECURITY_DESCRIPTOR *security)
{
    struct call call = call_begin("GetNamedSecurityInfoA");
    const struct info_places to = {owner, group, dacl, sacl, security};
    return get_named(&call, text_narrow(SCRATCH_NAME, name), type, what, &to);
}

static uint32_t set_named(struct call *call, struct ustr name, SE_OBJECT_TYPE type,
                          SECURITY_INFORMATION what, const struct info *from)
{
    HKEY key = NULL;
    uint32_t code = call->failed ? call->failed : check_type(type);
    call_trace_text(call, name);
    call_trace_number(call, what);
    if (code == ERROR_SUCCESS && !name.count)
        code = ERROR_INVALID_PARAMETER;
    if (code == ERROR_SUCCESS)
        code = open_named(&key, keep(name), type, rights_for(what, true));
    if (code == ERROR_SUCCESS)
        code = set_info(call, key, type, what, from);
    if (key)
        RegCloseKey(key);
    return (uint32_t)call_end(call, code);
}

DWORD WINAPI SetNamedSecurityInfoW(LPWSTR name, SE_OBJECT_TYPE type, SECURITY_INFORMATION what,
                                   PSID owner, PSID group, PACL dacl, PACL sacl)
{
    struct call call = call_begin("SetNamedSecurityInfoW");
    const struct info from = {owner, group, dacl, sacl};
    return set_named(&call, user_wide(name), type, what, &from);
}

DWORD WINAPI SetNamedSecurityInfoA(LPSTR name, SE_OBJECT_TYPE type, SECURITY_INFORMATION what,
                                   PSID owner, PSID group, PACL dacl, PACL sacl)
{
    struct call call = call_begin("SetNamedSecurityInfoA");
    const struct info from = {owner, group, dacl, sacl};
    return set_named(&call, text_narrow(SCRATCH_NAME, name), type, what, &from);
}
