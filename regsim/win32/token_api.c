/*
 * The process's access token: who runs it (sdk-api processthreadsapi, securitybaseapi). Nobody is
 * impersonated here: a thread has no token of its own.
 */
#include "win32/token.h"

#include <string.h>

static const HANDLE current_process = (HANDLE)(LONG_PTR)-1;
static const HANDLE current_thread = (HANDLE)(LONG_PTR)-2;

static DWORD granted(DWORD access)
{
    DWORD mapped = access & TOKEN_ALL_ACCESS;
    if (access & (GENERIC_ALL | MAXIMUM_ALLOWED))
        mapped |= TOKEN_ALL_ACCESS;
    if (access & GENERIC_READ)
        mapped |= TOKEN_READ;
    if (access & GENERIC_WRITE)
        mapped |= TOKEN_ADJUST_PRIVILEGES | TOKEN_ADJUST_GROUPS | TOKEN_ADJUST_DEFAULT;
    return mapped;
}

BOOL WINAPI OpenProcessToken(HANDLE process, DWORD access, PHANDLE token)
{
    struct call call = call_begin("OpenProcessToken");
    struct handle *object;
    uint32_t value = 0, code = call.failed;
    if (code == ERROR_SUCCESS && process != current_process)
        code = ERROR_INVALID_HANDLE;
    if (code == ERROR_SUCCESS && !user_writable(token, sizeof *token))
        code = ERROR_NOACCESS;
    if (code == ERROR_SUCCESS) {
        value = handle_new(call.process, HANDLE_TOKEN, call.machine, &object);
        code = value ? ERROR_SUCCESS : ERROR_TOO_MANY_OPEN_FILES;
    }
    if (code == ERROR_SUCCESS) {
        object->u.number = granted(access);
        user_put_pointer(token, (void *)(uintptr_t)value);
    }
    return call_end_bool(&call, code);
}

BOOL WINAPI OpenThreadToken(HANDLE thread, DWORD access, BOOL as_self, PHANDLE token)
{
    struct call call = call_begin_quiet();
    (void)access, (void)as_self, (void)token;
    return call_end_bool(&call, thread == current_thread ? ERROR_NO_TOKEN : ERROR_INVALID_HANDLE);
}

/* rule token.rights */
uint32_t token_check(const struct call *call, HANDLE handle, DWORD rights)
{
    const struct handle *object = handle_get(call->process, (uintptr_t)handle, HANDLE_TOKEN);
    if (!object)
        return ERROR_INVALID_HANDLE;
    return (object->u.number & rights) == rights ? ERROR_SUCCESS : ERROR_ACCESS_DENIED;
}

/* What is told points into itself, so it is laid out for the place where it will stand:
 * the structure | the SIDs and lists that it points to. */
struct answer {
    struct buf *bytes;
    uintptr_t place;
    size_t head; /* where what is pointed to begins */
};

static uintptr_t add_behind(struct answer *answer, const void *from, size_t size)
{
    uintptr_t at = answer->place + answer->bytes->size;
    buf_add(answer->bytes, from, size);
    return at;
}

static void put_pointer(struct answer *answer, size_t offset, uintptr_t value)
{
    memcpy(answer->bytes->bytes + offset, &value, sizeof value);
}

static void put_number(struct answer *answer, size_t offset, DWORD value)
{
    memcpy(answer->bytes->bytes + offset, &value, sizeof value);
}

static void make_room(struct answer *answer, size_t head)
{
    for (size_t i = 0; i < head; i++)
        buf_put(answer->bytes, 0);
}

static void tell_sid(struct answer *answer, size_t head, const struct sid *sid)
{
    make_room(answer, head);
    put_pointer(answer, 0, add_behind(answer, sid->bytes, sid->size));
}

static struct sid administrators(void)
{
    struct sid sid = {{0}, 0};
    (void)sid_from_string(&sid, "BA");
    return sid;
}

static void tell_groups(struct answer *answer, const struct token *token)
{
    const size_t first = offsetof(TOKEN_GROUPS, Groups), one = sizeof(SID_AND_ATTRIBUTES);
    const struct sid owners = administrators();
    make_room(answer, first + token->group_count * one);
    put_number(answer, 0, (DWORD)token->group_count);
    for (size_t i = 0; i < token->group_count; i++) {
        const struct sid *group = &token->groups[i];
        uintptr_t at = add_behind(answer, group->bytes, group->size);
        put_pointer(answer, first + i * one, at);
        put_number(answer, first + i * one + offsetof(SID_AND_ATTRIBUTES, Attributes),
                   SE_GROUP_MANDATORY | SE_GROUP_ENABLED_BY_DEFAULT | SE_GROUP_ENABLED |
                       (sid_same(group, &owners) ? (DWORD)SE_GROUP_OWNER : 0));
    }
}

static bool is_member(const struct token *token, const struct sid *sid)
{
    bool member = sid_same(&token->user, sid);
    for (size_t i = 0; i < token->group_count; i++)
        member |= sid_same(&token->groups[i], sid);
    return member;
}

/* A user's own is the group None (on a server in a domain: Domain Users), the system's the system.
 */
static struct sid primary_group(const struct token *token)
{
    static const uint8_t non_unique[] = {5, SECURITY_NT_NON_UNIQUE, 0, 0, 0};
    struct sid group = token->user;
    if (group.size == 28 && memcmp(group.bytes + 7, non_unique, sizeof non_unique) == 0) {
        const DWORD users = DOMAIN_GROUP_RID_USERS;
        memcpy(group.bytes + group.size - sizeof users, &users, sizeof users);
    }
    return group;
}

static void tell_default_dacl(struct answer *answer, const struct token *token)
{
    struct sid system, owner = token_owner(token);
    struct buf aces = {0};
    if (sid_from_string(&system, "SY")) {
        ace_write(&aces, ACE_ALLOW, 0, GENERIC_ALL, &owner);
        ace_write(&aces, ACE_ALLOW, 0, GENERIC_ALL, &system);
    }
    const ACL head = {ACL_REVISION, 0, (WORD)(sizeof head + aces.size), 2, 0};
    make_room(answer, sizeof(TOKEN_DEFAULT_DACL));
    put_pointer(answer, 0, add_behind(answer, &head, sizeof head));
    add_behind(answer, aces.bytes, aces.size);
    buf_free(&aces);
}

/* The full token of an administrator or the system; only the built-in one is met here, whom Windows
 * Vista and later elevate at once. */
static bool tell_elevation(struct answer *answer, const struct call *call, bool type)
{
    const struct sid group = administrators();
    DWORD elevated = is_member(&call->process->token, &group);
    if (call->machine->os < OS_WIN7)
        return false;
    make_room(answer, sizeof(DWORD));
    put_number(answer, 0, type ? (DWORD)TokenElevationTypeDefault : elevated);
    return true;
}

static bool tell(struct answer *answer, const struct call *call, TOKEN_INFORMATION_CLASS what)
{
    const struct token *token = &call->process->token;
    struct sid sid;
    switch (what) {
    case TokenUser:
        tell_sid(answer, sizeof(TOKEN_USER), &token->user);
        return true;
    case TokenGroups:
        tell_groups(answer, token);
        return true;
    case TokenPrivileges:
        privileges_list(answer->bytes, token, UINT32_MAX);
        return true;
    case TokenOwner:
        sid = token_owner(token);
        tell_sid(answer, sizeof(TOKEN_OWNER), &sid);
        return true;
    case TokenPrimaryGroup:
        sid = primary_group(token);
        tell_sid(answer, sizeof(TOKEN_PRIMARY_GROUP), &sid);
        return true;
    case TokenDefaultDacl:
        tell_default_dacl(answer, token);
        return true;
    case TokenType:
        make_room(answer, sizeof(DWORD));
        put_number(answer, 0, TokenPrimary);
        return true;
    case TokenElevationType:
    case TokenElevation:
        return tell_elevation(answer, call, what == TokenElevationType);
    default:
        return false;
    }
}

/* rule token.information */
BOOL WINAPI GetTokenInformation(HANDLE handle, TOKEN_INFORMATION_CLASS what, LPVOID out, DWORD size,
                                PDWORD needed)
{
    struct call call = call_begin("GetTokenInformation");
    struct answer answer = {.bytes = text_bytes(SCRATCH_DATA), .place = (uintptr_t)out};
    uint32_t code = call.failed;
    if (code == ERROR_SUCCESS && !tell(&answer, &call, what))
        code = ERROR_INVALID_PARAMETER;
    if (code == ERROR_SUCCESS)
        code = token_check(&call, handle, TOKEN_QUERY);
    if (code == ERROR_SUCCESS && (!user_writable(needed, sizeof *needed) || !needed))
        code = ERROR_NOACCESS;
    if (code != ERROR_SUCCESS)
        return call_end_bool(&call, code);
    user_put32(needed, (uint32_t)answer.bytes->size);
    if (size < answer.bytes->size)
        code = ERROR_INSUFFICIENT_BUFFER;
    else if (!user_writable(out, answer.bytes->size))
        code = ERROR_NOACCESS;
    else
        user_copy_out(out, answer.bytes->bytes, answer.bytes->size);
    return call_end_bool(&call, code);
}

/* Of a token that impersonates, or, without one, of the caller (rule token.membership). */
BOOL WINAPI CheckTokenMembership(HANDLE handle, PSID sid, PBOOL member)
{
    struct call call = call_begin("CheckTokenMembership");
    struct sid given;
    uint32_t code = call.failed;
    if (code == ERROR_SUCCESS && handle)
        code = handle_get(call.process, (uintptr_t)handle, HANDLE_TOKEN)
                   ? ERROR_NO_IMPERSONATION_TOKEN
                   : ERROR_INVALID_HANDLE;
    if (code == ERROR_SUCCESS && !sid_in(&given, sid))
        code = ERROR_INVALID_SID;
    user_put32(member, code == ERROR_SUCCESS && is_member(&call.process->token, &given));
    return call_end_bool(&call, code);
}
