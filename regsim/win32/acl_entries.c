/*
 * SetEntriesInAcl: a new list from an old one and what shall be granted, denied, revoked or audited
 * (sdk-api aclapi). The order is that of "Order of ACEs in a DACL": what denies, what allows, what
 * is inherited; what is new stands in front of what was there.
 */
#include "win32/security.h"

#include "base/memory.h"
#include "sdk/aclapi.h"

#include <string.h>

enum { ENTRIES_MAX = 4096 };

struct entry {
    uint8_t type, flags;
    uint32_t mask;
    struct sid sid;
    bool old; /* of the list before */
    bool gone;
};

struct entries {
    struct buf *room; /* of the run, since a wild pointer may end it half-way */
    struct entry *items;
    size_t count;
};

static void insert(struct entries *list, size_t at, const struct entry *entry)
{
    list->count++;
    MEM_GROW(list->room->bytes, list->room->capacity, list->count * sizeof *list->items);
    list->items = (struct entry *)(void *)list->room->bytes;
    memmove(list->items + at + 1, list->items + at, (list->count - 1 - at) * sizeof *list->items);
    list->items[at] = *entry;
}

/* 0 what denies and 1 what else is the list's own, 2 what is inherited. */
static int rank(const struct entry *entry)
{
    return entry->flags & ACE_INHERITED ? 2 : entry->type == ACE_DENY ? 0 : 1;
}

static void add(struct entries *list, const struct entry *entry)
{
    size_t at = 0;
    while (at < list->count && (rank(&list->items[at]) < rank(entry) ||
                                (rank(&list->items[at]) == rank(entry) && !list->items[at].old)))
        at++;
    insert(list, at, entry);
}

static bool was_own(const struct entry *entry, const struct sid *sid)
{
    return entry->old && !entry->gone && !(entry->flags & ACE_INHERITED) &&
           sid_same(&entry->sid, sid);
}

static void forget(struct entries *list, const struct sid *sid, bool denied, bool audited)
{
    for (size_t i = 0; i < list->count; i++) {
        struct entry *entry = &list->items[i];
        if (was_own(entry, sid) &&
            (entry->type == ACE_ALLOW || (entry->type == ACE_DENY && denied) ||
             (entry->type == ACE_AUDIT && audited)))
            entry->gone = true;
    }
}

/* What is granted is denied no longer. */
static void deny_no_longer(struct entries *list, const struct entry *entry)
{
    for (size_t i = 0; i < list->count; i++) {
        struct entry *other = &list->items[i];
        if (!was_own(other, &entry->sid) || other->type != ACE_DENY || other->flags != entry->flags)
            continue;
        other->mask &= ~entry->mask;
        other->gone = !other->mask;
    }
}

static bool merge(struct entries *list, const struct entry *entry)
{
    for (size_t i = 0; i < list->count; i++) {
        struct entry *other = &list->items[i];
        if (!was_own(other, &entry->sid) || other->type != entry->type ||
            other->flags != entry->flags)
            continue;
        other->mask |= entry->mask;
        return true;
    }
    return false;
}

/* rule acl.entries */
static uint32_t apply(struct entries *list, struct entry *entry, ACCESS_MODE mode)
{
    switch (mode) {
    case GRANT_ACCESS:
        entry->type = ACE_ALLOW;
        deny_no_longer(list, entry);
        if (!merge(list, entry))
            add(list, entry);
        return ERROR_SUCCESS;
    case SET_ACCESS:
        entry->type = ACE_ALLOW;
        forget(list, &entry->sid, true, false);
        add(list, entry);
        return ERROR_SUCCESS;
    case DENY_ACCESS:
        entry->type = ACE_DENY;
        if (!merge(list, entry))
            add(list, entry);
        return ERROR_SUCCESS;
    case REVOKE_ACCESS:
        forget(list, &entry->sid, false, true);
        return ERROR_SUCCESS;
    case SET_AUDIT_SUCCESS:
    case SET_AUDIT_FAILURE:
        entry->type = ACE_AUDIT;
        entry->flags |=
            mode == SET_AUDIT_SUCCESS ? SUCCESSFUL_ACCESS_ACE_FLAG : FAILED_ACCESS_ACE_FLAG;
        if (!merge(list, entry))
            add(list, entry);
        return ERROR_SUCCESS;
    default:
        return ERROR_INVALID_PARAMETER;
    }
}

/* The old list, copied; 1336 for one that is none. Kinds of ACEs that regsim does not know are not
 * kept. */
static uint32_t read_old(struct entries *out, PACL old)
{
    struct buf *bytes = text_bytes(SCRATCH_DATA);
    if (!old)
        return ERROR_SUCCESS;
    if (!IsValidAcl(old) || !user_bytes_in(bytes, old, old->AclSize))
        return ERROR_INVALID_ACL;
    ACL head;
    memcpy(&head, bytes->bytes, sizeof head);
    struct cursor aces = cursor_of(bytes->bytes + sizeof head, bytes->size - sizeof head);
    for (WORD i = 0; i < head.AceCount; i++) {
        struct ace ace;
        struct entry entry = {0};
        if (!ace_read(&ace, &aces))
            return ERROR_INVALID_ACL;
        entry = (struct entry){ace.type, ace.flags, ace.mask, {{0}, 0}, true, false};
        if (sid_read(&entry.sid, ace.sid))
            insert(out, out->count, &entry);
    }
    return ERROR_SUCCESS;
}

/* A trustee by its SID, or by name, CURRENT_USER being who runs the program. */
static uint32_t trustee_sid(struct sid *out, const struct call *call, const TRUSTEE_W *trustee,
                            bool narrow)
{
    struct account account;
    if (trustee->pMultipleTrustee || trustee->MultipleTrusteeOperation != NO_MULTIPLE_TRUSTEE)
        return ERROR_INVALID_PARAMETER;
    if (trustee->TrusteeForm == TRUSTEE_IS_SID)
        return sid_in(out, trustee->ptstrName) ? ERROR_SUCCESS : ERROR_INVALID_SID;
    if (trustee->TrusteeForm != TRUSTEE_IS_NAME)
        return ERROR_INVALID_PARAMETER;
    struct ustr name = narrow ? text_narrow(SCRATCH_NAME, (const char *)trustee->ptstrName)
                              : user_wide(trustee->ptstrName);
    if (ustr_same_nocase(name, USTR(u"CURRENT_USER"))) {
        *out = call->process->token.user;
        return ERROR_SUCCESS;
    }
    if (!account_by_name(&account, call->machine, name))
        return ERROR_NONE_MAPPED;
    *out = account.sid;
    return ERROR_SUCCESS;
}

static uint32_t write_list(PACL *out, const struct call *call, const struct entries *list)
{
    ACL head = {ACL_REVISION, 0, 0, 0, 0};
    struct buf *bytes = text_bytes(SCRATCH_OTHER);
    buf_add(bytes, &head, sizeof head);
    for (size_t i = 0; i < list->count; i++) {
        const struct entry *entry = &list->items[i];
        if (entry->gone)
            continue;
        ace_write(bytes, entry->type, entry->flags, entry->mask, &entry->sid);
        head.AceCount++;
    }
    if (bytes->size > 0xFFFF)
        return ERROR_INVALID_PARAMETER;
    head.AclSize = (WORD)bytes->size;
    memcpy(bytes->bytes, &head, sizeof head);
    void *made = local_copy(call, bytes->bytes, bytes->size);
    if (!made)
        return ERROR_NOT_ENOUGH_MEMORY;
    user_put_pointer(out, made);
    return ERROR_SUCCESS;
}

/* The two kinds of entries differ in what the name points to. */
static uint32_t set_entries(struct entries *list, const struct call *call, ULONG count,
                            const EXPLICIT_ACCESS_W *entries, PACL old, bool narrow)
{
    uint32_t code = read_old(list, old);
    for (ULONG i = 0; code == ERROR_SUCCESS && i < count; i++) {
        EXPLICIT_ACCESS_W one;
        struct entry entry = {0};
        user_copy_in(&one, &entries[i], sizeof one);
        code = trustee_sid(&entry.sid, call, &one.Trustee, narrow);
        entry.flags = (uint8_t)(one.grfInheritance & VALID_INHERIT_FLAGS);
        entry.mask = one.grfAccessPermissions;
        if (code == ERROR_SUCCESS)
            code = apply(list, &entry, one.grfAccessMode);
    }
    return code;
}

static DWORD entries_in_acl(struct call call, ULONG count, const void *entries, PACL old, PACL *out,
                            bool narrow)
{
    struct entries list = {.room = text_bytes(SCRATCH_LIST)};
    if (!out || (count && !entries) || count > ENTRIES_MAX)
        return (DWORD)call_end(&call, ERROR_INVALID_PARAMETER);
    user_look(entries, count * sizeof(EXPLICIT_ACCESS_W));
    user_put_pointer(out, NULL);
    if (!count && !old)
        return (DWORD)call_end(&call, ERROR_SUCCESS);
    uint32_t code = set_entries(&list, &call, count, entries, old, narrow);
    if (code == ERROR_SUCCESS)
        code = write_list(out, &call, &list);
    return (DWORD)call_end(&call, code);
}

DWORD WINAPI SetEntriesInAclW(ULONG count, PEXPLICIT_ACCESS_W entries, PACL old, PACL *made)
{
    return entries_in_acl(call_begin_quiet(), count, entries, old, made, false);
}

DWORD WINAPI SetEntriesInAclA(ULONG count, PEXPLICIT_ACCESS_A entries, PACL old, PACL *made)
{
    return entries_in_acl(call_begin_quiet(), count, entries, old, made, true);
}

USER_MEMORY VOID WINAPI BuildTrusteeWithNameW(PTRUSTEE_W trustee, LPWSTR name)
{
    *trustee = (TRUSTEE_W){NULL, NO_MULTIPLE_TRUSTEE, TRUSTEE_IS_NAME, TRUSTEE_IS_UNKNOWN, name};
}

USER_MEMORY VOID WINAPI BuildTrusteeWithNameA(PTRUSTEE_A trustee, LPSTR name)
{
    *trustee = (TRUSTEE_A){NULL, NO_MULTIPLE_TRUSTEE, TRUSTEE_IS_NAME, TRUSTEE_IS_UNKNOWN, name};
}

USER_MEMORY VOID WINAPI BuildTrusteeWithSidW(PTRUSTEE_W trustee, PSID sid)
{
    *trustee = (TRUSTEE_W){NULL, NO_MULTIPLE_TRUSTEE, TRUSTEE_IS_SID, TRUSTEE_IS_UNKNOWN, sid};
}

USER_MEMORY VOID WINAPI BuildTrusteeWithSidA(PTRUSTEE_A trustee, PSID sid)
{
    *trustee = (TRUSTEE_A){NULL, NO_MULTIPLE_TRUSTEE, TRUSTEE_IS_SID, TRUSTEE_IS_UNKNOWN, sid};
}

USER_MEMORY VOID WINAPI BuildExplicitAccessWithNameW(PEXPLICIT_ACCESS_W entry, LPWSTR trustee,
                                                     DWORD rights, ACCESS_MODE mode,
                                                     DWORD inheritance)
{
    entry->grfAccessPermissions = rights;
    entry->grfAccessMode = mode;
    entry->grfInheritance = inheritance;
    BuildTrusteeWithNameW(&entry->Trustee, trustee);
}

USER_MEMORY VOID WINAPI BuildExplicitAccessWithNameA(PEXPLICIT_ACCESS_A entry, LPSTR trustee,
                                                     DWORD rights, ACCESS_MODE mode,
                                                     DWORD inheritance)
{
    entry->grfAccessPermissions = rights;
    entry->grfAccessMode = mode;
    entry->grfInheritance = inheritance;
    BuildTrusteeWithNameA(&entry->Trustee, trustee);
}
