/*
 * Internal to the hive reader: its state, checked access to cells, and what it says of them.
 *
 * A reader meets two kinds of trouble. Odd: readable all the same; a warning, and it goes on.
 * Damaged: something cannot be read; an error, unless the hive is salvaged: then a loss is listed,
 * and the reader goes on with what comes next.
 */
#ifndef REGSIM_FORMATS_HIVE_CELLS_H
#define REGSIM_FORMATS_HIVE_CELLS_H

#include "base/units.h"
#include "formats/hive.h"
#include "formats/hive_format.h"

#include <assert.h>

enum { HIVE_DEPTH_MAX = 512, HIVE_UNREACHED_SHOWN = 200 };
#define HIVE_SALVAGE_HINT                                                                          \
    "regsim convert --salvage reads what can be reached, and lists what is lost"

/* Of each kind a few are shown, then they are counted (hive_report.c names them). */
enum hive_oddity {
    ODD_FILE,
    ODD_ORDER,
    ODD_SECOND_KEY,
    ODD_SHARED_KEY,
    ODD_PARENT,
    ODD_KEY_NAME,
    ODD_KEY_KIND,
    ODD_HINT,
    ODD_SUBKEY_COUNT,
    ODD_VALUE_COUNT,
    ODD_PUT_BACK,
    ODD_MAXIMUM,
    ODD_SECOND_VALUE,
    ODD_VALUE_NAME,
    ODD_SECURITY,
    HIVE_ODDITIES,
};

struct hive_security {
    uint32_t cell; /* 0: an empty slot (a bin's header is there) */
    uint32_t references;
    bool linked; /* it is in the ring of descriptors */
    const struct blob *blob;
};

/* A key that was read, and its cell. */
struct hive_place {
    uint32_t cell;
    key_id key;
    bool cut; /* its list does not hold all of its subkeys, or is lost */
};

struct hive_reader {
    const char *file;
    const uint8_t *bins; /* the hive bins; cells are offsets here */
    uint32_t bins_size;
    uint32_t minor;
    bool salvage;
    bool unfinished; /* dirty, and no log completed it */
    struct store *store;
    key_id top;
    struct diags *diags;
    uint64_t budget; /* bytes that may still be loaded: cells that are used once stay within it */
    key_id key;      /* that is being read, for messages; KEY_NONE: none yet */
    const uint8_t *value; /* … and the vk of a value of it; NULL: none */
    uint32_t depth;
    uint32_t path[HIVE_DEPTH_MAX + 2]; /* cells from the root to the key, at `depth` */
    size_t odd[HIVE_ODDITIES];         /* how many of each kind */
    size_t lost, unreached, unreached_values;
    struct ubuf name;
    bool odd_name; /* it may hold a control character or a backslash */
    struct buf data;
    struct hive_security *securities; /* by cell, open addressing */
    size_t security_count, security_slots;
    uint8_t *starts; /* a bit for each 8 bytes: a cell starts here */
    uint8_t *seen;   /* likewise: a key or value that was read, so no key is read twice */
    size_t named;    /* used cells that begin as keys and values do … */
    size_t reached;  /* … and those of `seen`: where they are fewer, something is cut off */
    struct hive_place *places;
    size_t place_count, place_capacity;
};

/* What a cell holds; bytes is NULL where the cell is damaged. */
struct hive_cell {
    const uint8_t *bytes;
    uint32_t size;
};

/* ---- cells (hive_cells.c) ---- */

/* Checks the bins and finds where cells start. */
regsim_status hive_map_bins(struct hive_reader *h);
/* Says why hive_cell_find finds nothing; `what` names the thing. */
void hive_cell_missing(struct hive_reader *h, uint32_t offset, uint32_t least, const char *what);
/* The name of `size` bytes: Latin-1 where compressed, else UTF-16. Lent until the next call.
 * Whether it may hold what check_name of hive_read.c tells is in h->odd_name. */
struct ustr hive_name(struct hive_reader *h, const uint8_t *bytes, uint32_t size, bool compressed);

/* The same, of `count` units. False where none of them is below `limit` or is `other`; true: there
 * may be one. */
static inline bool hive_name_to(char16_t *units, const uint8_t *bytes, uint32_t count,
                                bool compressed, uint8_t limit, uint8_t other)
{
    if (compressed)
        return units_widen(units, bytes, count, limit, other);
    memcpy(units, bytes, (size_t)count * 2);
    return true;
}

static inline bool hive_bit(const uint8_t *bits, uint32_t cell)
{
    return bits[cell / 64] >> (cell / 8 % 8) & 1;
}

/* The used cell at `offset`, of at least `least` bytes; says nothing where there is none. */
static inline struct hive_cell hive_cell_find(const struct hive_reader *h, uint32_t offset,
                                              uint32_t least)
{
    struct hive_cell none = {NULL, 0};
    assert(h->bins);
    if (offset % 8 || offset >= h->bins_size || !hive_bit(h->starts, offset))
        return none;
    uint32_t raw = hive_u32(h->bins + offset), used = 0u - raw;
    if (!(raw & 0x80000000u) || used < 8 || used > h->bins_size - offset || used - 4 < least)
        return none;
    return (struct hive_cell){h->bins + offset + 4, used - 4};
}

/* The same, but damage is told: rule hive.cells. */
static inline struct hive_cell hive_cell_at(struct hive_reader *h, uint32_t offset, uint32_t least,
                                            const char *what)
{
    struct hive_cell cell = hive_cell_find(h, offset, least);
    if (!cell.bytes)
        hive_cell_missing(h, offset, least, what);
    return cell;
}

/* False: more is loaded than the file can hold. */
static inline bool hive_spend(struct hive_reader *h, uint64_t bytes)
{
    if (bytes > h->budget)
        return false;
    h->budget -= bytes;
    return true;
}

static inline void hive_bit_set(uint8_t *bits, uint32_t cell)
{
    bits[cell / 64] |= (uint8_t)(1u << (cell / 8 % 8));
}

/* Notes that the cell was reached; whether it was before. */
static inline bool hive_reach(struct hive_reader *h, uint32_t cell)
{
    bool before = hive_bit(h->seen, cell);
    hive_bit_set(h->seen, cell);
    h->reached += !before;
    return before;
}

/* ---- what is said (hive_report.c) ---- */

/* Something at the cell cannot be read; always REGSIM_INVALID. */
regsim_status hive_damaged(struct hive_reader *h, uint32_t cell, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Likewise of a place that is no cell. */
regsim_status hive_damaged_bin(struct hive_reader *h, uint32_t offset, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* A warning about something odd but readable. */
void hive_odd(struct hive_reader *h, enum hive_oddity kind, uint32_t cell, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* The same, with the name in h->name behind it. */
void hive_odd_name(struct hive_reader *h, enum hive_oddity kind, uint32_t cell, const char *what);
/* A key, or a value, that what is lost cut off; `path` is the names that can be told. */
void hive_unreached(struct hive_reader *h, uint32_t cell, const char *what, struct ustr path);
/* How many of each kind were not shown. */
void hive_report_rest(struct hive_reader *h);

/* What failed was listed as lost where the hive is salvaged: then the reader goes on. */
static inline regsim_status hive_go_on(const struct hive_reader *h, regsim_status status)
{
    return h->salvage ? regsim_ok() : status;
}

/* ---- parts of the reader ---- */

struct hive_image {
    const char *file;
    const uint8_t *bytes; /* at least a base block */
    size_t size;
    bool salvage, unfinished;
};

/* Reads the hive as it stands; *lost counts what was. */
regsim_status hive_read_image(struct ustr *root_name, size_t *lost, struct store *store, key_id top,
                              const struct hive_image *image, struct diags *diags);
/* Values of the key in the nk cell. */
regsim_status hive_read_values(struct hive_reader *h, key_id key, uint32_t cell, const uint8_t *nk);
/* One of them, which its key's count leaves out. */
regsim_status hive_read_value(struct hive_reader *h, key_id key, uint32_t cell);
/* The key in the cell, which nothing leads to, below the parent that it names. */
regsim_status hive_put_back(struct hive_reader *h, const struct hive_place *parent, uint32_t cell);
/* The descriptor in the sk cell, shared by all keys that refer to it. */
regsim_status hive_read_security(struct hive_reader *h, key_id key, uint32_t cell);
/* Once all keys are read: whether counts and links of descriptors are right; `root` is the root's.
 */
void hive_check_securities(struct hive_reader *h, uint32_t root);
void hive_free_securities(struct hive_reader *h);
/* The root key's cell, where the one that the base block names is damaged; 0: none is there. */
uint32_t hive_find_root(const struct hive_reader *h);
/* Whether a key names it as its parent. */
bool hive_is_named_parent(const struct hive_reader *h, uint32_t cell);
/* Keys and values that are there, and that the walk did not reach: told; salvaged, values behind
 * the end of a list are read, and keys whose parent lost its list are put back. */
void hive_check_unreached(struct hive_reader *h);

#endif
