/*
 * HKEY_CLASSES_ROOT from Windows 2000 on: one view of HKCU\Software\Classes and
 * HKLM\Software\Classes. A key of the view is a key on either side, or one on each with the same
 * path below; of two, the user's is seen first (rule classes.merged; "Merged View of
 * HKEY_CLASSES_ROOT").
 *
 * These functions do what registry/ops.h's do, for the key that a handle stands for: both sides
 * where it was opened through HKEY_CLASSES_ROOT, else just the key.
 */
#ifndef REGSIM_WIN32_CLASSES_H
#define REGSIM_WIN32_CLASSES_H

#include "win32/key_handle.h"

uint32_t key_open(struct reg_key *out, struct call *call, const struct key_ref *base,
                  struct ustr path, uint32_t options, uint32_t desired);

struct key_creation {
    struct ustr class;
    uint32_t options, desired;
    const struct blob *security; /* NULL: none */
};
/* What is on no side is made on the machine's. `disposition` may be NULL. */
uint32_t key_create(struct reg_key *out, uint32_t *disposition, struct call *call,
                    const struct key_ref *base, struct ustr path, const struct key_creation *how);
/* Of two, the user's key goes. */
uint32_t key_delete(struct call *call, const struct key_ref *base, struct ustr path, uint32_t view);

uint32_t key_query_value(const struct value **out, struct call *call, const struct key_ref *ref,
                         struct ustr name); /* lends */
/* Enumerations give what the machine's side holds, the user's in its place where it is on both, and
 * then what only the user's holds (our choice: the order is undocumented). */
uint32_t key_enum_value(const struct value **out, struct call *call, const struct key_ref *ref,
                        uint32_t index);
uint32_t key_enum_key(key_id *out, struct call *call, const struct key_ref *ref, uint32_t index);
uint32_t key_query_info(struct reg_key_info *out, struct call *call, const struct key_ref *ref);
/* Values are written to the user's key where there is one, and deleted where they are seen. */
uint32_t key_set_value(struct call *call, const struct key_ref *ref, struct ustr name,
                       uint32_t type, const void *data, uint32_t size);
uint32_t key_delete_value(struct call *call, const struct key_ref *ref, struct ustr name);

#endif
