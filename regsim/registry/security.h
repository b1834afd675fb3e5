/*
 * Reading self-relative security descriptors ([MS-DTYP] 2.4.6): what access checks and SDDL share.
 * Everything goes through bounded cursors, so a damaged descriptor is refused, never followed.
 */
#ifndef REGSIM_REGISTRY_SECURITY_H
#define REGSIM_REGISTRY_SECURITY_H

#include "base/buf.h"
#include "base/cursor.h"
#include "registry/access.h"

enum security_control {
    SECURITY_DACL_PRESENT = 0x0004,
    SECURITY_SACL_PRESENT = 0x0010,
    SECURITY_DACL_AUTO_INHERITED = 0x0400,
    SECURITY_SACL_AUTO_INHERITED = 0x0800,
    SECURITY_DACL_PROTECTED = 0x1000,
    SECURITY_SACL_PROTECTED = 0x2000,
    SECURITY_SELF_RELATIVE = 0x8000,
};

enum ace_type { ACE_ALLOW = 0, ACE_DENY = 1, ACE_AUDIT = 2 };
enum ace_flag {
    ACE_OBJECT_INHERIT = 0x01,
    ACE_CONTAINER_INHERIT = 0x02,
    ACE_NO_PROPAGATE = 0x04,
    ACE_INHERIT_ONLY = 0x08,
    ACE_INHERITED = 0x10,
    ACE_AUDIT_FLAGS = 0xC0, /* of success, of failure */
};

enum { SECURITY_HEAD = 20, ACL_HEAD = 8, ACE_HEAD = 8 };

struct security_view {
    uint16_t control;
    struct cursor owner, group; /* of size 0 where there is none */
    struct cursor sacl, dacl;   /* the ACEs alone */
    uint16_t sacl_count, dacl_count;
    bool has_sacl, has_dacl; /* present and not NULL */
};

struct ace {
    uint8_t type, flags;
    uint32_t mask;
    struct cursor sid; /* of the three plain types; else of size 0 */
};

/* Everything but the ACEs, which ace_read checks one by one. */
bool security_read(struct security_view *out, const void *bytes, size_t size);
bool ace_read(struct ace *out, struct cursor *aces); /* moves to the next one */
const char *sid_alias(const struct sid *sid);        /* NULL: has none */
bool sid_read(struct sid *out, struct cursor at);

/* Writes ACEs and descriptors; an ACL is given as its ACEs one after the other. */
void ace_write(struct buf *aces, uint8_t type, uint8_t flags, uint32_t mask, const struct sid *sid);
/* What containers inherit of an ACL's ACEs, appended, each with `mark` (ACE_INHERITED or 0) among
 * its flags; how many. CREATOR OWNER becomes the owner. */
uint16_t security_inherit_aces(struct buf *out, struct cursor aces, uint16_t count,
                               const struct sid *owner, uint8_t mark);
struct security_parts {
    uint16_t control;                /* presence and self-relative bits are added */
    const struct sid *owner, *group; /* NULL: none */
    const struct buf *sacl, *dacl;   /* NULL: none */
    uint16_t sacl_count, dacl_count;
};
const struct blob *security_write(const struct security_parts *parts);

#endif
