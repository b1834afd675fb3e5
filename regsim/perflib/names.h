/*
 * Counter names: SOFTWARE\Microsoft\Windows NT\CurrentVersion\Perflib and its language subkeys
 * (rule perflib.names). A table is a REG_MULTI_SZ of index and text in turn:
 *
 *   Counter = "1" "1847" "2" "System" … "1846" "End Marker" …     even indexes; 1 is no counter
 *   Help    = "3" "…" … "1847" "End Marker" …                     odd: of counter n it is n + 1
 *
 * Tables in the field are damaged; reading one says how, and loses nothing that can be told.
 */
#ifndef REGSIM_PERFLIB_NAMES_H
#define REGSIM_PERFLIB_NAMES_H

#include "machine/machine.h"

enum {
    PERF_BASE_COUNTER =
        1846, /* Last Counter of a clean machine (Q267889, Q300956; rule perflib.names) */
    PERF_BASE_HELP = 1847,
};

key_id perflib_key(const struct machine *machine); /* KEY_NONE: not there */
/* Makes Perflib and Perflib\009 as on a clean machine; what is there is replaced. */
void perflib_make_names(struct machine *machine);

/* The stored table: of Perflib\LANGUAGE where the machine has that language, else of 009. NULL: not
 * there, or no REG_MULTI_SZ. Lends. */
const struct value *perf_names_value(const struct machine *machine, struct ustr language,
                                     bool help);

struct perf_name {
    uint32_t index;
    struct ustr text; /* lent by the value that was read */
};

enum perf_names_damage {
    PERF_NAMES_INTACT,
    PERF_NAMES_ABSENT,       /* no such value, or another type */
    PERF_NAMES_EMPTY_TEXT,   /* an index without text (Q263377; rule perflib.names-damage) */
    PERF_NAMES_GARBLED,      /* a text where an index should be: two in a row (Q152513; rule
                                perflib.names-damage) */
    PERF_NAMES_UNORDERED,    /* an index that is not greater than the one before */
    PERF_NAMES_UNTERMINATED, /* the last pair is not whole */
};

struct perf_names {
    struct perf_name *items; /* up to the damage; owned */
    size_t count, capacity;
    enum perf_names_damage damage; /* the first */
    uint32_t last_index;           /* the greatest index read; 0: none */
};

void perf_names_read(struct perf_names *out, const struct value *table); /* NULL: absent */
void perf_names_free(struct perf_names *names);
/* Writes the items as a table. */
void perf_names_write(struct machine *machine, key_id language, bool help,
                      const struct perf_names *names);
void perf_names_add(struct perf_names *names, uint32_t index, struct ustr text);
/* Drops the items first … last. */
void perf_names_remove(struct perf_names *names, uint32_t first, uint32_t last);

#endif
