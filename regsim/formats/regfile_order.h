/*
 * Whether a .reg file is written as a registry is exported: each key once, in the order of an
 * export, with the same spelling wherever it stands; each value of a key once; nothing deleted.
 * Such a file is the registry that it makes, read from top to bottom, so nothing of it need be
 * kept. Of the key that is open the hashes of its values' names are.
 */
#ifndef REGSIM_FORMATS_REGFILE_ORDER_H
#define REGSIM_FORMATS_REGFILE_ORDER_H

#include "formats/regfile.h"

struct regfile_order {
    struct ubuf path; /* of the last key, the predefined one included; empty: none yet */
    uint64_t *names;  /* an open-addressed table; 0: free */
    size_t name_count, name_capacity; /* a power of two, or 0 */
};

/* The next key, as regfile_path_text has it; false: it is not as an export has it. */
bool regfile_order_key(struct regfile_order *order, struct ustr path);
/* The next value of that key. Two names of the same hash are taken for one. */
bool regfile_order_value(struct regfile_order *order, struct ustr name);
void regfile_order_done(struct regfile_order *order);

#endif
