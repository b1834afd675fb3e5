/*
 * Privileges: their names, and switching on and off those that the token holds. LUIDs of privileges
 * are small fixed numbers on Windows NT; regsim's tokens hold few of them (registry/access.h).
 */
#include "win32/token.h"

struct privilege_name {
    const char16_t *name;
    uint32_t privilege; /* 0: one that no token of regsim holds */
    enum os since;
};

/* From LUID 2 on. */
static const struct privilege_name privileges[] = {
    {u"SeCreateTokenPrivilege", 0, OS_NT4},
    {u"SeAssignPrimaryTokenPrivilege", 0, OS_NT4},
    {u"SeLockMemoryPrivilege", 0, OS_NT4},
    {u"SeIncreaseQuotaPrivilege", 0, OS_NT4},
    {u"SeMachineAccountPrivilege", 0, OS_NT4},
    {u"SeTcbPrivilege", PRIVILEGE_TCB, OS_NT4},
    {u"SeSecurityPrivilege", PRIVILEGE_SECURITY, OS_NT4},
    {u"SeTakeOwnershipPrivilege", PRIVILEGE_TAKE_OWNERSHIP, OS_NT4},
    {u"SeLoadDriverPrivilege", 0, OS_NT4},
    {u"SeSystemProfilePrivilege", 0, OS_NT4},
    {u"SeSystemtimePrivilege", 0, OS_NT4},
    {u"SeProfileSingleProcessPrivilege", 0, OS_NT4},
    {u"SeIncreaseBasePriorityPrivilege", 0, OS_NT4},
    {u"SeCreatePagefilePrivilege", 0, OS_NT4},
    {u"SeCreatePermanentPrivilege", 0, OS_NT4},
    {u"SeBackupPrivilege", PRIVILEGE_BACKUP, OS_NT4},
    {u"SeRestorePrivilege", PRIVILEGE_RESTORE, OS_NT4},
    {u"SeShutdownPrivilege", 0, OS_NT4},
    {u"SeDebugPrivilege", 0, OS_NT4},
    {u"SeAuditPrivilege", 0, OS_NT4},
    {u"SeSystemEnvironmentPrivilege", 0, OS_NT4},
    {u"SeChangeNotifyPrivilege", PRIVILEGE_CHANGE_NOTIFY, OS_NT4},
    {u"SeRemoteShutdownPrivilege", 0, OS_NT4},
    {u"SeUndockPrivilege", 0, OS_W2K},
    {u"SeSyncAgentPrivilege", 0, OS_W2K},
    {u"SeEnableDelegationPrivilege", 0, OS_W2K},
    {u"SeManageVolumePrivilege", 0, OS_XP},
    {u"SeImpersonatePrivilege", 0, OS_XP},
    {u"SeCreateGlobalPrivilege", 0, OS_XP},
};
enum { FIRST_LUID = 2, PRIVILEGES = sizeof privileges / sizeof *privileges, PRIVILEGES_MAX = 64 };

static const struct privilege_name *privilege_at(const struct call *call, LUID luid)
{
    uint32_t index = luid.LowPart - FIRST_LUID;
    return luid.HighPart == 0 && index < PRIVILEGES && privileges[index].since <= call->machine->os
               ? &privileges[index]
               : NULL;
}

static BOOL look_up(struct call *call, struct ustr name, PLUID out)
{
    for (DWORD i = 0; i < PRIVILEGES; i++) {
        if (ustr_same_nocase(name, ustr_z(privileges[i].name)) &&
            privileges[i].since <= call->machine->os) {
            LUID luid = {FIRST_LUID + i, 0};
            user_copy_out(out, &luid, sizeof luid);
            return call_end_bool(call, ERROR_SUCCESS);
        }
    }
    return call_end_bool(call, ERROR_NO_SUCH_PRIVILEGE);
}

BOOL WINAPI LookupPrivilegeValueW(LPCWSTR system, LPCWSTR name, PLUID luid)
{
    struct call call = call_begin_quiet();
    (void)system;
    return look_up(&call, user_wide(name), luid);
}

BOOL WINAPI LookupPrivilegeValueA(LPCSTR system, LPCSTR name, PLUID luid)
{
    struct call call = call_begin_quiet();
    (void)system;
    return look_up(&call, text_narrow(SCRATCH_NAME, name), luid);
}

static BOOL name_of(struct call call, PLUID luid, void *name, LPDWORD size, bool narrow)
{
    LUID number;
    user_copy_in(&number, luid, sizeof number);
    const struct privilege_name *found = privilege_at(&call, number);
    return call_end_bool(
        &call, found ? text_out(name, size, ustr_z(found->name), narrow, ERROR_INSUFFICIENT_BUFFER)
                     : ERROR_NO_SUCH_PRIVILEGE);
}

BOOL WINAPI LookupPrivilegeNameW(LPCWSTR system, PLUID luid, LPWSTR name, LPDWORD size)
{
    (void)system;
    return name_of(call_begin_quiet(), luid, name, size, false);
}

BOOL WINAPI LookupPrivilegeNameA(LPCSTR system, PLUID luid, LPSTR name, LPDWORD size)
{
    (void)system;
    return name_of(call_begin_quiet(), luid, name, size, true);
}

static DWORD attributes_of(const struct token *token, uint32_t privilege)
{
    return (privilege == PRIVILEGE_CHANGE_NOTIFY ? SE_PRIVILEGE_ENABLED_BY_DEFAULT : 0u) |
           (token->privileges_enabled & privilege ? SE_PRIVILEGE_ENABLED : 0u);
}

void privileges_list(struct buf *out, const struct token *token, uint32_t which)
{
    TOKEN_PRIVILEGES head = {0};
    size_t start = out->size;
    buf_add(out, &head.PrivilegeCount, sizeof head.PrivilegeCount);
    for (DWORD i = 0; i < PRIVILEGES; i++) {
        uint32_t privilege = privileges[i].privilege & which & token->privileges_held;
        if (!privilege)
            continue;
        LUID_AND_ATTRIBUTES one = {{FIRST_LUID + i, 0}, attributes_of(token, privilege)};
        buf_add(out, &one, sizeof one);
        head.PrivilegeCount++;
    }
    __builtin_memcpy(out->bytes + start, &head.PrivilegeCount, sizeof head.PrivilegeCount);
}

/* False: the token does not hold it (rule access.privileges). */
static bool adjust(struct token *token, const struct call *call, const LUID_AND_ATTRIBUTES *change)
{
    const struct privilege_name *named = privilege_at(call, change->Luid);
    uint32_t privilege = named ? named->privilege & token->privileges_held : 0;
    if (change->Attributes & SE_PRIVILEGE_REMOVED && call->machine->os >= OS_XP)
        token->privileges_held &= ~privilege;
    if (change->Attributes & SE_PRIVILEGE_ENABLED)
        token->privileges_enabled |= privilege;
    else
        token->privileges_enabled &= ~privilege;
    token->privileges_enabled &= token->privileges_held;
    return privilege != 0;
}

/* The states before, of those that changed; all or nothing (rule token.previous-state). */
static uint32_t tell_previous(const struct token *before, const struct token *after, DWORD size,
                              PTOKEN_PRIVILEGES previous, PDWORD previous_size)
{
    struct buf *bytes = text_bytes(SCRATCH_DATA);
    if (!previous)
        return ERROR_SUCCESS;
    if (!user_writable(previous_size, sizeof *previous_size))
        return ERROR_NOACCESS;
    privileges_list(bytes, before,
                    (before->privileges_enabled ^ after->privileges_enabled) |
                        (before->privileges_held ^ after->privileges_held));
    user_put32(previous_size, (uint32_t)bytes->size);
    if (size < bytes->size)
        return ERROR_INSUFFICIENT_BUFFER;
    user_copy_out(previous, bytes->bytes, bytes->size);
    return ERROR_SUCCESS;
}

/* TRUE with last error 1300 where some are not held (sdk-api AdjustTokenPrivileges). */
BOOL WINAPI AdjustTokenPrivileges(HANDLE handle, BOOL disable_all, PTOKEN_PRIVILEGES state,
                                  DWORD size, PTOKEN_PRIVILEGES previous, PDWORD previous_size)
{
    struct call call = call_begin("AdjustTokenPrivileges");
    bool all = true;
    uint32_t code =
        call.failed ? call.failed
                    : token_check(&call, handle,
                                  TOKEN_ADJUST_PRIVILEGES | (previous ? (DWORD)TOKEN_QUERY : 0));
    DWORD count = 0;
    if (code == ERROR_SUCCESS && !disable_all && !state)
        code = ERROR_INVALID_PARAMETER;
    if (code == ERROR_SUCCESS && !disable_all &&
        !user_readable(&count, &state->PrivilegeCount, sizeof count))
        code = ERROR_NOACCESS;
    if (code != ERROR_SUCCESS)
        return call_end_bool(&call, code);
    struct token token = call.process->token;
    if (disable_all)
        token.privileges_enabled = 0;
    for (DWORD i = 0; i < count && i < PRIVILEGES_MAX; i++) {
        LUID_AND_ATTRIBUTES change;
        if (!user_readable(&change, &state->Privileges[i], sizeof change))
            return call_end_bool(&call, ERROR_NOACCESS);
        all &= adjust(&token, &call, &change);
    }
    code = tell_previous(&call.process->token, &token, size, previous, previous_size);
    if (code != ERROR_SUCCESS)
        return call_end_bool(&call, code);
    call.process->token = token;
    call_end_bool(&call, ERROR_SUCCESS);
    call.process->last_error = all ? ERROR_SUCCESS : ERROR_NOT_ALL_ASSIGNED;
    return TRUE;
}
