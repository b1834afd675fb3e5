/*
 * What the files of the security API share: SIDs, ACLs and descriptors that lie in the program's
 * memory. Those that only compute (sid_api.c, acl_api.c, descriptor_api.c) do not enter the
 * machine: a wild pointer faults in the program, as on Windows.
 */
#ifndef REGSIM_WIN32_SECURITY_H
#define REGSIM_WIN32_SECURITY_H

#include "win32/text.h"

#include "registry/security.h"

/* FALSE, with this last error. */
static inline BOOL refuse(DWORD code)
{
    SetLastError(code);
    return FALSE;
}

/* The program's SID, copied; false: it is none, or cannot be read. */
bool sid_in(struct sid *out, const void *sid);

/* The two lists and two SIDs of a descriptor in the program, absolute or self-relative. */
struct descriptor_places {
    PSID owner, group;
    PACL sacl, dacl; /* NULL where they are not present */
};
struct descriptor_places descriptor_places(PSECURITY_DESCRIPTOR security);

/* Who has which name on a machine (accounts.c); the names are lent, by the machine or for ever. */
struct account {
    struct sid sid;
    struct ustr name, domain;
    SID_NAME_USE use;
};
bool account_by_sid(struct account *out, const struct machine *machine, const struct sid *sid);
bool account_by_name(struct account *out, const struct machine *machine, struct ustr name);

/* Memory of the process that LocalFree takes, with these bytes in it; NULL: there is none left. */
void *local_copy(const struct call *call, const void *bytes, size_t size);

#endif
