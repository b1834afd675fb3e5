/*
 * Accounts by name and by SID: those that every Windows knows (Microsoft, "Well-known SIDs"), and
 * the few of the machine itself, whose SIDs are those of regsim's tokens. There is no domain.
 */
#include "win32/security.h"

struct known {
    const char *sid;
    const char16_t *name;
    enum { NOBODYS, NT_AUTHORITY, BUILTIN, MACHINES } domain;
    SID_NAME_USE use;
    enum os since;
};

static const struct known accounts[] = {
    {"S-1-0-0", u"NULL SID", NOBODYS, SidTypeWellKnownGroup, OS_NT4},
    {"S-1-1-0", u"Everyone", NOBODYS, SidTypeWellKnownGroup, OS_NT4},
    {"S-1-2-0", u"LOCAL", NOBODYS, SidTypeWellKnownGroup, OS_NT4},
    {"S-1-3-0", u"CREATOR OWNER", NOBODYS, SidTypeWellKnownGroup, OS_NT4},
    {"S-1-3-1", u"CREATOR GROUP", NOBODYS, SidTypeWellKnownGroup, OS_NT4},
    {"S-1-3-4", u"OWNER RIGHTS", NOBODYS, SidTypeWellKnownGroup, OS_WIN7},
    {"S-1-5-1", u"DIALUP", NT_AUTHORITY, SidTypeWellKnownGroup, OS_NT4},
    {"S-1-5-2", u"NETWORK", NT_AUTHORITY, SidTypeWellKnownGroup, OS_NT4},
    {"S-1-5-3", u"BATCH", NT_AUTHORITY, SidTypeWellKnownGroup, OS_NT4},
    {"S-1-5-4", u"INTERACTIVE", NT_AUTHORITY, SidTypeWellKnownGroup, OS_NT4},
    {"S-1-5-6", u"SERVICE", NT_AUTHORITY, SidTypeWellKnownGroup, OS_NT4},
    {"S-1-5-7", u"ANONYMOUS LOGON", NT_AUTHORITY, SidTypeWellKnownGroup, OS_NT4},
    {"S-1-5-9", u"ENTERPRISE DOMAIN CONTROLLERS", NT_AUTHORITY, SidTypeWellKnownGroup, OS_W2K},
    {"S-1-5-10", u"SELF", NT_AUTHORITY, SidTypeWellKnownGroup, OS_W2K},
    {"S-1-5-11", u"Authenticated Users", NT_AUTHORITY, SidTypeWellKnownGroup, OS_NT4},
    {"S-1-5-12", u"RESTRICTED", NT_AUTHORITY, SidTypeWellKnownGroup, OS_W2K},
    {"S-1-5-13", u"TERMINAL SERVER USER", NT_AUTHORITY, SidTypeWellKnownGroup, OS_W2K},
    {"S-1-5-18", u"SYSTEM", NT_AUTHORITY, SidTypeWellKnownGroup, OS_NT4},
    {"S-1-5-19", u"LOCAL SERVICE", NT_AUTHORITY, SidTypeWellKnownGroup, OS_XP},
    {"S-1-5-20", u"NETWORK SERVICE", NT_AUTHORITY, SidTypeWellKnownGroup, OS_XP},
    {"S-1-5-32", u"BUILTIN", BUILTIN, SidTypeDomain, OS_NT4},
    {"S-1-5-32-544", u"Administrators", BUILTIN, SidTypeAlias, OS_NT4},
    {"S-1-5-32-545", u"Users", BUILTIN, SidTypeAlias, OS_NT4},
    {"S-1-5-32-546", u"Guests", BUILTIN, SidTypeAlias, OS_NT4},
    {"S-1-5-32-547", u"Power Users", BUILTIN, SidTypeAlias, OS_NT4},
    {"S-1-5-32-551", u"Backup Operators", BUILTIN, SidTypeAlias, OS_NT4},
    {"S-1-5-32-552", u"Replicator", BUILTIN, SidTypeAlias, OS_NT4},
    {"S-1-5-32-555", u"Remote Desktop Users", BUILTIN, SidTypeAlias, OS_XP},
    {"S-1-5-32-556", u"Network Configuration Operators", BUILTIN, SidTypeAlias, OS_XP},
    {"S-1-5-21-1000-1000-1000", NULL, MACHINES, SidTypeDomain, OS_NT4},
    {"S-1-5-21-1000-1000-1000-500", u"Administrator", MACHINES, SidTypeUser, OS_NT4},
    {"S-1-5-21-1000-1000-1000-501", u"Guest", MACHINES, SidTypeUser, OS_NT4},
    {"S-1-5-21-1000-1000-1000-513", u"None", MACHINES, SidTypeGroup, OS_NT4},
    {"S-1-5-21-1000-1000-1000-1001", u"User", MACHINES, SidTypeUser, OS_NT4},
};
enum { ACCOUNTS = sizeof accounts / sizeof *accounts };

static struct ustr domain_of(const struct known *known, const struct machine *machine)
{
    switch (known->domain) {
    case NT_AUTHORITY:
        return USTR(u"NT AUTHORITY");
    case BUILTIN:
        return USTR(u"BUILTIN");
    case MACHINES:
        return machine->name;
    default:
        return (struct ustr){NULL, 0};
    }
}

static bool describe(struct account *out, const struct known *known, const struct machine *machine)
{
    out->domain = domain_of(known, machine);
    out->name = known->use == SidTypeDomain ? out->domain : ustr_z(known->name);
    out->use = known->use;
    return known->since <= machine->os && sid_from_string(&out->sid, known->sid);
}

bool account_by_sid(struct account *out, const struct machine *machine, const struct sid *sid)
{
    for (size_t i = 0; i < ACCOUNTS; i++) {
        if (describe(out, &accounts[i], machine) && sid_same(&out->sid, sid))
            return true;
    }
    return false;
}

/* NAME or DOMAIN\NAME. */
bool account_by_name(struct account *out, const struct machine *machine, struct ustr name)
{
    size_t slash = ustr_find(name, u'\\', 0);
    bool qualified = slash < name.count;
    struct ustr domain = ustr_slice(name, 0, qualified ? slash : 0);
    struct ustr own = ustr_slice(name, qualified ? slash + 1 : 0, name.count);
    for (size_t i = 0; i < ACCOUNTS; i++) {
        if (describe(out, &accounts[i], machine) && ustr_same_nocase(out->name, own) &&
            (!qualified || ustr_same_nocase(out->domain, domain)))
            return true;
    }
    return false;
}
