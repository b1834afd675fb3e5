/*
 * How machine/ and perflib/ write values as the system does: no rights, no notification, strings
 * with their NUL. Who must tell durability that a hive changed calls durability_changed.
 */
#ifndef REGSIM_MACHINE_PUT_H
#define REGSIM_MACHINE_PUT_H

#include "registry/store.h"

void put_dword(struct store *store, key_id key, struct ustr name, uint32_t number);
/* Of type REG_SZ or REG_EXPAND_SZ. */
void put_string(struct store *store, key_id key, struct ustr name, uint32_t type, struct ustr text);
void put_strings(struct store *store, key_id key, struct ustr name, const struct ustr *texts,
                 size_t count);
/* False: not there, or no REG_DWORD. KEY_NONE is a key without values. */
bool get_dword(uint32_t *out, const struct store *store, key_id key, struct ustr name);

#endif
