/*
 * Writes .reg text as regedit does: 5.00 is UTF-16LE with a mark, REGEDIT4 is 8-bit text in a code
 * page; lines end in \r\n; keys are sorted, values stand in creation order.
 *
 * What .reg cannot hold is an error that names it, or, when `lossy`, a warning, and is left out.
 */
#ifndef REGSIM_FORMATS_REGFILE_WRITE_H
#define REGSIM_FORMATS_REGFILE_WRITE_H

#include "formats/output.h"
#include "formats/patch.h"
#include "registry/store.h"

/* How the characters of the text are stored, whatever its version says of hex strings. */
enum regfile_encoding {
    REGFILE_USUAL,   /* as regedit: 5.00 as UTF-16LE, REGEDIT4 in the code page */
    REGFILE_UTF16LE, /* with a mark: without one Windows ignores the file */
    REGFILE_BYTES,   /* in the code page */
    REGFILE_MARKED,  /* in the code page, which is UTF-8, behind its mark */
};

struct regfile_write_options {
    enum regfile_version version; /* REGFILE_31: only for regfile_write_31 */
    enum regfile_encoding encoding;
    uint32_t codepage; /* of 8-bit text, and of REGEDIT4's hex strings; 0: CODEPAGE_DEFAULT */
    bool lossy;
    bool timed; /* the last-write times of the store are a file's, and count as lost */
    /* As regedit: a REG_SZ is always quoted, cut at its first NUL. Otherwise one that quotes cannot
     * hold exactly (empty data, inner NULs) is written as hex(1). */
    bool as_regedit;
    /* Keys to write, by id; NULL: all. A key beyond, or at, a zero is written only for its values:
     * it was implied by the path of another. */
    const uint8_t *named;
    size_t named_count;
};

/* The tree at `top`, which is the key `prefix` (HKEY_LOCAL_MACHINE\SYSTEM); with an empty prefix
 * the children of `top` are the predefined keys (REGFILE_AS_WRITTEN). Into out->buf;
 * REGSIM_INVALID: some of it cannot be held, and the caller gives up the output. */
REGSIM_CHECKED regsim_status regfile_write_store(struct output *out, const struct store *store,
                                                 key_id top, struct ustr prefix,
                                                 const struct regfile_write_options *options,
                                                 struct diags *diags);

/* What stands below HKEY_CLASSES_ROOT, as REGFILE_31: see regfile_write_31.c for what it holds. */
REGSIM_CHECKED regsim_status regfile_write_31(struct output *out, const struct store *store,
                                              const struct regfile_write_options *options,
                                              struct diags *diags);

REGSIM_CHECKED regsim_status regfile_write_patch(struct output *out, const struct patch *patch,
                                                 const struct regfile_write_options *options,
                                                 struct diags *diags);

#endif
