/* Parts of a descriptor: what RegGetKeySecurity gives of one, what RegSetKeySecurity puts in one.
 */
#include "registry/security.h"

#include "registry/blob.h"

static const uint16_t dacl_bits =
    SECURITY_DACL_PRESENT | SECURITY_DACL_AUTO_INHERITED | SECURITY_DACL_PROTECTED;
static const uint16_t sacl_bits =
    SECURITY_SACL_PRESENT | SECURITY_SACL_AUTO_INHERITED | SECURITY_SACL_PROTECTED;

const struct blob *security_combine(const struct blob *base, const struct blob *given,
                                    uint32_t what)
{
    struct security_view old = {0}, new = {0};
    struct sid owner, group;
    if ((base && !security_read(&old, blob_bytes(base), blob_size(base))) ||
        !security_read(&new, blob_bytes(given), blob_size(given)))
        return NULL;
    const struct security_view *dacl_of = what & SECURITY_DACL_PART ? &new : &old;
    const struct security_view *sacl_of = what & SECURITY_SACL_PART ? &new : &old;
    const struct buf dacl = {.bytes = (uint8_t *)(uintptr_t)dacl_of->dacl.bytes,
                             .size = dacl_of->dacl.size};
    const struct buf sacl = {.bytes = (uint8_t *)(uintptr_t)sacl_of->sacl.bytes,
                             .size = sacl_of->sacl.size};
    bool has_owner = sid_read(&owner, what & SECURITY_OWNER_PART ? new.owner : old.owner);
    bool has_group = sid_read(&group, what & SECURITY_GROUP_PART ? new.group : old.group);
    const struct security_parts parts = {
        .control = (uint16_t)((dacl_of->control & dacl_bits) | (sacl_of->control & sacl_bits)),
        .owner = has_owner ? &owner : NULL,
        .group = has_group ? &group : NULL,
        .dacl = dacl_of->has_dacl ? &dacl : NULL,
        .dacl_count = dacl_of->dacl_count,
        .sacl = sacl_of->has_sacl ? &sacl : NULL,
        .sacl_count = sacl_of->sacl_count,
    };
    return security_write(&parts);
}
