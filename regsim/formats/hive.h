/*
 * Registry hives (REGF), as Windows NT keeps them on disk: read with what their logs say, and
 * written. After M. Suhanov's specification of the format (github.com/msuhanov/regf, CC BY 4.0).
 *
 *   base block (4,096 bytes) | hive bins: cells, which refer to each other by offset
 */
#ifndef REGSIM_FORMATS_HIVE_H
#define REGSIM_FORMATS_HIVE_H

#include "base/buf.h"
#include "base/diag.h"
#include "registry/store.h"

/* What lies on disk: the hive, and its logs where there are any. */
struct hive_source {
    const char *name; /* for diagnostics */
    const uint8_t *bytes;
    size_t size;
    struct hive_log {
        const char *name;
        const uint8_t *bytes;
        size_t size;
    } logs[3];    /* .LOG, .LOG1, .LOG2; size 0: not there */
    bool salvage; /* read what can be reached of a damaged hive, and list what is lost */
};

struct hive_facts {
    uint32_t major, minor;
    bool dirty;            /* its last write was not completed */
    bool recovered;        /* … and the logs made it whole */
    bool rebuilt;          /* … or its base block is lost, so nobody knows */
    size_t lost;           /* places that could not be read, of a hive that is salvaged */
    struct ustr root_name; /* which no path shows; owned, free with ustr_free */
};

/* Reads the hive's root key into `top` of the store, which is empty: subkeys, values, class,
 * security, flags, last-write times. REGSIM_INVALID: damaged, with the offset and what is wrong;
 * REGSIM_UNSUPPORTED: a version that is not read. Odd but readable hives are warned about. Where
 * the hive is salvaged, damage is a warning too, and what it takes with it is not there.
 *
 * Memory is bounded by a multiple of the file's size: what cells share is an error. */
REGSIM_CHECKED regsim_status hive_read(struct hive_facts *out, struct store *store, key_id top,
                                       const struct hive_source *source, struct diags *diags);

#endif
