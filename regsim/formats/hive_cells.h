/* Internal to the hive reader: its state, and checked access to cells. */
#ifndef REGSIM_FORMATS_HIVE_CELLS_H
#define REGSIM_FORMATS_HIVE_CELLS_H

#include "formats/hive.h"
#include "formats/hive_format.h"

struct hive_security {
    uint32_t cell; /* 0: an empty slot (a bin's header is there) */
    const struct blob *blob;
};

struct hive_reader {
    const char *file;
    const uint8_t *bins; /* the hive bins; cells are offsets here */
    uint32_t bins_size;
    uint32_t minor;
    struct store *store;
    struct diags *diags;
    uint64_t budget; /* bytes that may still be loaded: cells that are used once stay within it */
    uint32_t depth;
    size_t oddities; /* warnings given: wrong order, duplicates … */
    struct ubuf name;
    struct buf data;
    struct hive_security *securities; /* by cell, open addressing */
    size_t security_count, security_slots;
    uint8_t *seen; /* a bit for each 8 bytes: keys that were read, so a cycle is an error */
};

/* What a cell holds; bytes is NULL where the cell is damaged, and an error has been added. */
struct hive_cell {
    const uint8_t *bytes;
    uint32_t size;
};

/* The cell at `offset`, of at least `least` bytes; `what` names it in the error. */
struct hive_cell hive_cell_at(struct hive_reader *h, uint32_t offset, uint32_t least,
                              const char *what);
/* Adds an error about the cell; always REGSIM_INVALID. */
regsim_status hive_damaged(struct hive_reader *h, uint32_t cell, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* A warning about something odd but readable. */
void hive_odd(struct hive_reader *h, uint32_t cell, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* False: more is loaded than the file can hold. */
bool hive_spend(struct hive_reader *h, uint64_t bytes);

/* Reads the hive in `bytes`, of at least a base block, as it stands. */
regsim_status hive_read_image(struct ustr *root_name, struct store *store, key_id top,
                              const char *file, const uint8_t *bytes, size_t size,
                              struct diags *diags);
/* Values of the key in the nk cell. */
regsim_status hive_read_values(struct hive_reader *h, key_id key, uint32_t cell, const uint8_t *nk);
/* The name of `size` bytes: Latin-1 where compressed, else UTF-16. Lent until the next call. */
struct ustr hive_name(struct hive_reader *h, const uint8_t *bytes, uint32_t size, bool compressed);

#endif
