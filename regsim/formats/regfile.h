/*
 * .reg text: what regedit exports and imports. A reader turns a file into a sequence of operations
 * for a sink, in file order, with the leniency of regedit: whatever Windows would silently drop or
 * apply to the wrong key is done as Windows does it, and a warning says so. A writer turns a store
 * or a patch into the same text that regedit writes.
 */
#ifndef REGSIM_FORMATS_REGFILE_H
#define REGSIM_FORMATS_REGFILE_H

#include "base/diag.h"
#include "base/ustr.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    REGFILE_VALUE_MAX = 64 * 1024 * 1024, /* bytes of one value's data */
    REGFILE_KEY_NAME_MAX = 256,           /* units of one component: the NT layer's limit */
    REGFILE_DEPTH_MAX = 512,              /* levels, the root counts */
};

enum regfile_version {
    REGFILE_31, /* REGEDIT: Windows 3.1 */
    REGFILE_4,  /* REGEDIT4: Windows 95, NT 4; 8-bit text, hex strings are 8-bit too */
    REGFILE_5,  /* Windows Registry Editor Version 5.00: Windows 2000 and later; UTF-16 */
};

/* The predefined keys, in regedit's order. */
enum regfile_root {
    REGFILE_LOCAL_MACHINE,
    REGFILE_USERS,
    REGFILE_CLASSES_ROOT,
    REGFILE_CURRENT_CONFIG,
    REGFILE_CURRENT_USER,
    REGFILE_DYN_DATA,
    REGFILE_ROOTS,
};

struct ustr regfile_root_name(enum regfile_root root);            /* HKEY_LOCAL_MACHINE … */
bool regfile_root_find(enum regfile_root *out, struct ustr name); /* long names only, any case */

/* A key: a predefined key and a path below it, without empty components; empty: the key itself. */
struct regfile_path {
    enum regfile_root root;
    struct ustr below;
};

void regfile_path_text(struct ubuf *out, const struct regfile_path *path); /* appends it whole */

/* What a reader calls, in file order. Everything is lent for the call only. */
struct regfile_sink {
    void *context;
    /* A section: the key exists from here on, and values go to it. False: the key cannot be; the
     * sink has said why, and its values are dropped. */
    bool (*key)(void *context, const struct regfile_path *path);
    void (*delete_key)(void *context, const struct regfile_path *path);
    void (*value)(void *context, struct ustr name, uint32_t type, const void *data, uint32_t size);
    void (*delete_value)(void *context, struct ustr name);
};

struct input;

struct regfile_source {
    const char *name;  /* for diagnostics */
    const void *bytes; /* 2-aligned */
    size_t size;
    uint32_t codepage; /* of 8-bit text; 0: not stated */
    const struct input
        *input; /* what the bytes are of: where it was read it is forgotten; or NULL */
};

struct regfile_facts {
    enum regfile_version version;
    char encoding[24]; /* "UTF-16LE", "UTF-8", "windows-1252" … */
    uint32_t codepage; /* of what is 8-bit in it, as it was read; 0: nothing is */
    bool mark;         /* it starts with a byte order mark */
};

/* Whether the bytes look like the start of a .reg file, also of a wrong header (REGEDIT5). */
bool regfile_sniff(const void *bytes, size_t size);

/* What the header says, without reading on; REGSIM_INVALID: no header that Windows knows. */
REGSIM_CHECKED regsim_status regfile_header(struct regfile_facts *facts,
                                            const struct regfile_source *source,
                                            struct diags *diags);

/* REGSIM_INVALID: not a .reg file, or one that Windows would ignore as a whole, or a line that is
 * longer than TEXT_LINE_MAX. What else is wrong is a warning. `facts` may be NULL. */
REGSIM_CHECKED regsim_status regfile_read(struct regfile_facts *facts,
                                          const struct regfile_source *source,
                                          const struct regfile_sink *sink, struct diags *diags);

#endif
