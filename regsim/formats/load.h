/*
 * Loads a registry file of any known format: looks at its first bytes, never at its name.
 */
#ifndef REGSIM_FORMATS_LOAD_H
#define REGSIM_FORMATS_LOAD_H

#include "formats/input.h"
#include "formats/patch.h"
#include "formats/regfile_apply.h"

enum file_format { FORMAT_REG, FORMAT_REGF, FORMAT_WINE /* its text hives */ };

const char *file_format_name(enum file_format format); /* reg, regf, wine */

struct load_options {
    uint32_t codepage; /* of 8-bit .reg text; 0: not stated */
    enum regfile_layout layout;
    filetime now; /* last-write time of what a file without such times creates */
    bool track_named;
    bool salvage;              /* of a damaged hive, read what can be reached (formats/hive.h) */
    const struct input *input; /* the file, where it is open already (a pipe can be opened once) */
};

struct load_result {
    enum file_format format;
    char version[16];      /* "5.00", "4", "1.5" */
    char encoding[24];     /* of text formats; else empty */
    uint32_t codepage;     /* of what is 8-bit in .reg text, as it was read; 0: nothing is */
    bool mark;             /* .reg text with a byte order mark */
    uint64_t bytes;        /* of the file */
    size_t deletions;      /* that a .reg file asks for */
    bool dirty;            /* a hive whose last write was not completed */
    bool recovered;        /* … and that its logs made whole */
    bool rebuilt;          /* … or its base block is lost, so nobody knows */
    size_t lost;           /* places of a salvaged hive that could not be read */
    struct ustr root_name; /* of a hive's root key; owned */
    struct ustr place; /* what the keys of a text hive are below, HKEY_LOCAL_MACHINE …; owned */
    char arch[8];      /* of a text hive: win32, win64; else empty */
    uint8_t *named;    /* as struct regfile_apply has it; owned */
    size_t named_count;
};

/* What a file is, by its first bytes; REGSIM_INVALID: no known format. */
REGSIM_CHECKED regsim_status input_format(enum file_format *out, const struct input *input,
                                          struct diags *diags);
REGSIM_CHECKED regsim_status file_format_of(enum file_format *out, const char *path,
                                            struct diags *diags);

/* Whether any operation can be written in its format: .reg text, but that of Windows 3.1 holds
 * little. REGSIM_INVALID as above. */
REGSIM_CHECKED regsim_status file_holds_operations(bool *out, const char *path,
                                                   struct diags *diags);

/* Applies the file to the store: a .reg file below the root by layout, a hive's root key, or
 * the one that the keys of a text hive are relative to, to the store's root. REGSIM_INVALID: no
 * known format, or a damaged file. */
REGSIM_CHECKED regsim_status load_file(struct load_result *out, struct store *store,
                                       const char *path, const struct load_options *options,
                                       struct diags *diags);
void load_result_free(struct load_result *result);

/* Tells the sink a .reg file's operations; REGSIM_INVALID: no .reg file. */
REGSIM_CHECKED regsim_status load_operations(struct load_result *out,
                                             const struct regfile_sink *sink, const char *path,
                                             const struct load_options *options,
                                             struct diags *diags);
/* Appends them to the patch. */
REGSIM_CHECKED regsim_status load_patch(struct load_result *out, struct patch *patch,
                                        const char *path, const struct load_options *options,
                                        struct diags *diags);

#endif
