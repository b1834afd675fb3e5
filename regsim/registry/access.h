/*
 * Access: tokens, self-relative security descriptors ([MS-DTYP] 2.4.6), the access check ([MS-DTYP]
 * 2.5.3), SDDL ([MS-DTYP] 2.5.1) for scenarios. Registry keys without a descriptor of their own
 * have that of the nearest ancestor that has one (our choice: a machine is described by
 * exceptions).
 */
#ifndef REGSIM_REGISTRY_ACCESS_H
#define REGSIM_REGISTRY_ACCESS_H

#include "registry/store.h"

#include "base/diag.h"

enum { SID_MAX_SIZE = 68, TOKEN_MAX_GROUPS = 16 };

struct sid {
    uint8_t bytes[SID_MAX_SIZE];
    uint32_t size;
};

enum privilege {
    PRIVILEGE_BACKUP = 1u << 0,
    PRIVILEGE_RESTORE = 1u << 1,
    PRIVILEGE_TAKE_OWNERSHIP = 1u << 2,
    PRIVILEGE_SECURITY = 1u << 3,
    PRIVILEGE_TCB = 1u << 4,           /* the system's alone */
    PRIVILEGE_CHANGE_NOTIFY = 1u << 5, /* everybody's, and enabled */
};

struct token {
    struct sid user;
    struct sid groups[TOKEN_MAX_GROUPS]; /* enabled ones; Everyone among them */
    size_t group_count;
    uint32_t privileges_held, privileges_enabled; /* sets of enum privilege */
};

bool sid_from_string(struct sid *out,
                     const char *text); /* S-1-5-32-544, or an SDDL alias: BA, SY, WD, BU, AU … */
bool sid_same(const struct sid *a, const struct sid *b);
char *sid_to_string(const struct sid *sid); /* S-1-…; the caller frees */
struct token token_administrator(
    void); /* member of Administrators, Users, Everyone; holds backup and restore, disabled */
struct token token_user(void);                     /* an ordinary user */
struct token token_system(void);                   /* LocalSystem */
struct sid token_owner(const struct token *token); /* of what it makes */

/* NULL: the text is wrong, a diagnostic says where. Rights of keys: KA KR KW KX GA GR GW … and 0x….
 */
const struct blob *security_from_sddl(const char *sddl, struct diags *diags);
char *security_to_sddl(const struct blob *security);
bool security_is_valid(const void *bytes, size_t size); /* a well-formed self-relative descriptor */
const struct blob *
security_default(void); /* Administrators and SYSTEM full, Everyone read; shared, retain it */
/* A copy with one more deny ACE, which comes first. */
const struct blob *security_with_deny(const struct blob *security, const struct sid *who,
                                      uint32_t mask);

enum security_part { /* SECURITY_INFORMATION */
                     SECURITY_OWNER_PART = 1,
                     SECURITY_GROUP_PART = 2,
                     SECURITY_DACL_PART = 4,
                     SECURITY_SACL_PART = 8,
};

/* `base` (NULL: none) with the parts of `given` that `what`, a SECURITY_INFORMATION, names; a new
 * blob. NULL: one of the two is damaged. */
const struct blob *security_combine(const struct blob *base, const struct blob *given,
                                    uint32_t what);

/* The descriptor of a new key below one that `parent` governs, made by the token; NULL: the same.
 */
const struct blob *security_inherit(const struct blob *parent, const struct token *token);

/* `own` with the ACEs that it inherits made those that `parent` gives, where it gave those of
 * `old_parent` before; itself, retained, where its DACL is protected or there is none. */
const struct blob *security_reinherit(const struct blob *own, const struct blob *old_parent,
                                      const struct blob *parent);

/* The descriptor that governs `key`: its own or the nearest ancestor's, else security_default().
 * Lends. */
const struct blob *access_security(const struct store *store, key_id key);

/* Generic rights as the rights of keys ([MS-RRP] 2.2.4). */
uint32_t access_map_generic(uint32_t mask);
/* What of `desired` (generic rights are mapped, MAXIMUM_ALLOWED is honoured) the token gets on an
 * object with this descriptor: true and *granted, or false. */
bool access_check(uint32_t *granted, const struct blob *security, const struct token *token,
                  uint32_t desired);

#endif
