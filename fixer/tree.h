/* Keys and values in memory: what a backup holds, what the registry holds, and how they compare. */
#ifndef SMSPERFFIX_TREE_H
#define SMSPERFFIX_TREE_H

#include "memory.h"

struct value {
    struct value *next;
    WCHAR *name; /* empty for the default value */
    DWORD type, size;
    BYTE *data;
};

struct key {
    struct key *next, *previous; /* all keys of the tree, parents before their children */
    struct key *parent;          /* NULL: a direct subkey of Services */
    struct value *values, *last_value;
    WCHAR *name;
    struct key *twin; /* of tree_merge */
    HKEY handle;      /* of capture */
};

/* One or several trees below Services. All zero is the empty one. */
struct tree {
    struct key *first, *last;
    SIZE_T keys;
    struct key *refused; /* of capture: where it stopped */
};

struct key *tree_add_key(struct tree *tree, struct key *parent, const WCHAR *name, SIZE_T units);
struct value *key_add_value(struct key *key, const WCHAR *name, SIZE_T units, DWORD type,
                            const void *data, DWORD size);

struct key *tree_find_key(const struct tree *tree, const struct key *parent, const WCHAR *name,
                          SIZE_T units);

/* The path below Services: appended, or as text that ends with NUL. */
void key_path(const struct key *key, struct buf *out);
const WCHAR *key_path_text(const struct key *key);

enum merged { MERGED_HELD_ALL, MERGED_GREW, MERGED_CONFLICT };

/* Adds to `into` what it lacks of `from`. A value that both have with different contents is a
 * conflict, after which `into` is of no use. */
enum merged tree_merge(struct tree *into, const struct tree *from);

/* Does `tree` hold every key and value of `part`? */
BOOL tree_holds(const struct tree *tree, const struct tree *part);

#endif
