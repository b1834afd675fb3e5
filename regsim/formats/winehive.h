/*
 * The text hives that Wine keeps a registry in: system.reg, user.reg, userdef.reg.
 *
 *   WINE REGISTRY Version 2
 *   ;; All keys relative to REGISTRY\\Machine
 *
 *   #arch=win64
 *
 *   [Software\\Classes\\.txt] 1795466799     the path below that key; seconds since 1970
 *   #time=1dd7b8bbd65142e                    the last-write time, as FILETIME in hex
 *   #class="…"   #link                       a class name; a symbolic link
 *   @="txtfile"                              values: "…", str(2):"…", dword:…, hex:…, hex(N):…
 *
 * A tree of HKEY_CURRENT_USER is written as relative to that: what user it is, is not known.
 * Text is ASCII: \xNNNN is any other unit, \0 … \377 a control character in octal. Only keys with
 * values, classes or links, and those without subkeys, are listed; the others are implied. There
 * are no descriptors and no volatile keys.
 */
#ifndef REGSIM_FORMATS_WINEHIVE_H
#define REGSIM_FORMATS_WINEHIVE_H

#include "base/diag.h"
#include "formats/output.h"
#include "registry/store.h"

struct winehive_source {
    const char *name; /* for diagnostics */
    const uint8_t *bytes;
    size_t size;
};

struct winehive_facts {
    char arch[8];      /* "win32", "win64"; empty: not said */
    struct ustr place; /* HKEY_LOCAL_MACHINE …: what the keys are relative to; empty: not said;
                          owned, free with ustr_free */
};

/* Reads the keys below `top` of the store. REGSIM_INVALID: lines that Wine would complain of, each
 * with its line and column (it would go on without them); REGSIM_UNSUPPORTED: another version. */
REGSIM_CHECKED regsim_status winehive_read(struct winehive_facts *out, struct store *store,
                                           key_id top, const struct winehive_source *source,
                                           struct diags *diags);

struct winehive_write_options {
    struct ustr place; /* HKEY_LOCAL_MACHINE …: what `top` is; empty: not known */
    const char *arch;  /* "win32", "win64"; NULL: not known */
    bool lossy;
};

/* The tree at `top`, as Wine itself saves it, into out->buf. What it cannot hold (descriptors,
 * volatile keys, NULs in names) is an error, or, when lossy, a warning, and is left out. */
REGSIM_CHECKED regsim_status winehive_write(struct output *out, const struct store *store,
                                            key_id top,
                                            const struct winehive_write_options *options,
                                            struct diags *diags);

#endif
