/* LookupAccountSid, LookupAccountName (sdk-api winbase); accounts.c knows who there is. */
#include "win32/security.h"

/* The machine that is asked; NULL: it does not answer. */
static const struct machine *asked(const struct call *call, struct ustr system)
{
    return machine_find(call->machine, system);
}

struct name_places {
    void *name, *domain;
    LPDWORD name_size, domain_size;
    PSID_NAME_USE use;
    bool narrow;
};

/* Where either has no room, both sizes are told, with the NUL (rule account.sizes). */
static uint32_t tell_name(const struct account *account, const struct name_places *to)
{
    uint32_t code =
        text_out(to->name, to->name_size, account->name, to->narrow, ERROR_INSUFFICIENT_BUFFER);
    uint32_t other = text_out(to->domain, to->domain_size, account->domain, to->narrow,
                              ERROR_INSUFFICIENT_BUFFER);
    if (code == ERROR_SUCCESS && other != ERROR_SUCCESS)
        user_put32(to->name_size, user_get32(to->name_size) + 1);
    else if (code != ERROR_SUCCESS && other == ERROR_SUCCESS)
        user_put32(to->domain_size, user_get32(to->domain_size) + 1);
    user_put32(to->use, account->use);
    return code == ERROR_SUCCESS ? other : code;
}

/* rule account.lookup */
static BOOL by_sid(struct call *call, struct ustr system, PSID sid, const struct name_places *to)
{
    struct account account;
    struct sid given;
    const struct machine *machine = asked(call, system);
    uint32_t code = call->failed;
    if (code == ERROR_SUCCESS && !sid_in(&given, sid))
        code = sid ? ERROR_INVALID_SID : ERROR_INVALID_PARAMETER;
    if (code == ERROR_SUCCESS && !machine)
        code = RPC_S_SERVER_UNAVAILABLE;
    if (code == ERROR_SUCCESS && !account_by_sid(&account, machine, &given))
        code = ERROR_NONE_MAPPED;
    return call_end_bool(call, code == ERROR_SUCCESS ? tell_name(&account, to) : code);
}

BOOL WINAPI LookupAccountSidW(LPCWSTR system, PSID sid, LPWSTR name, LPDWORD name_size,
                              LPWSTR domain, LPDWORD domain_size, PSID_NAME_USE use)
{
    const struct name_places to = {name, domain, name_size, domain_size, use, false};
    struct call call = call_begin("LookupAccountSidW");
    return by_sid(&call, user_wide(system), sid, &to);
}

BOOL WINAPI LookupAccountSidA(LPCSTR system, PSID sid, LPSTR name, LPDWORD name_size, LPSTR domain,
                              LPDWORD domain_size, PSID_NAME_USE use)
{
    const struct name_places to = {name, domain, name_size, domain_size, use, true};
    struct call call = call_begin("LookupAccountSidA");
    return by_sid(&call, text_narrow(SCRATCH_OTHER, system), sid, &to);
}

struct sid_places {
    PSID sid;
    void *domain;
    LPDWORD sid_size, domain_size;
    PSID_NAME_USE use;
    bool narrow;
};

static uint32_t tell_sid(const struct account *account, const struct sid_places *to)
{
    bool fits = to->sid && user_get32(to->sid_size) >= account->sid.size;
    uint32_t code = text_out(to->domain, to->domain_size, account->domain, to->narrow,
                             ERROR_INSUFFICIENT_BUFFER);
    if (code == ERROR_SUCCESS && !fits)
        user_put32(to->domain_size, user_get32(to->domain_size) + 1);
    user_put32(to->sid_size, account->sid.size);
    if (fits)
        user_copy_out(to->sid, account->sid.bytes, account->sid.size);
    user_put32(to->use, account->use);
    return fits ? code : ERROR_INSUFFICIENT_BUFFER;
}

static BOOL by_name(struct call *call, struct ustr system, struct ustr name,
                    const struct sid_places *to)
{
    struct account account;
    const struct machine *machine = asked(call, system);
    uint32_t code = call->failed;
    call_trace_text(call, name);
    if (code == ERROR_SUCCESS && !machine)
        code = RPC_S_SERVER_UNAVAILABLE;
    if (code == ERROR_SUCCESS && !account_by_name(&account, machine, name))
        code = ERROR_NONE_MAPPED;
    return call_end_bool(call, code == ERROR_SUCCESS ? tell_sid(&account, to) : code);
}

BOOL WINAPI LookupAccountNameW(LPCWSTR system, LPCWSTR name, PSID sid, LPDWORD sid_size,
                               LPWSTR domain, LPDWORD domain_size, PSID_NAME_USE use)
{
    const struct sid_places to = {sid, domain, sid_size, domain_size, use, false};
    struct call call = call_begin("LookupAccountNameW");
    return by_name(&call, user_wide(system), user_wide(name), &to);
}

BOOL WINAPI LookupAccountNameA(LPCSTR system, LPCSTR name, PSID sid, LPDWORD sid_size, LPSTR domain,
                               LPDWORD domain_size, PSID_NAME_USE use)
{
    const struct sid_places to = {sid, domain, sid_size, domain_size, use, true};
    struct call call = call_begin("LookupAccountNameA");
    struct ustr machine = text_narrow(SCRATCH_OTHER, system);
    return by_name(&call, machine, text_narrow(SCRATCH_NAME, name), &to);
}
