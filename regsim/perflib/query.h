/*
 * Query strings of HKEY_PERFORMANCE_DATA, the value name of RegQueryValueEx (rule perflib.queries):
 * Global, Costly, index lists, Foreign COMPUTER [list], Counter [lang], Help [lang]. Any case: the
 * documents disagree. What is none of these is an index list without indexes: it asks for no
 * object, yet reaches the DLLs without an Object List.
 */
#ifndef REGSIM_PERFLIB_QUERY_H
#define REGSIM_PERFLIB_QUERY_H

#include "base/os.h"
#include "base/ustr.h"

enum perf_query_kind {
    PERF_QUERY_GLOBAL,
    PERF_QUERY_COSTLY,
    PERF_QUERY_ITEMS,
    PERF_QUERY_FOREIGN,
    PERF_QUERY_COUNTER,
    PERF_QUERY_HELP,
};

enum { PERF_ITEMS_MAX = 256 }; /* more are ignored */

struct perf_query {
    enum perf_query_kind kind;
    struct ustr argument; /* language of COUNTER and HELP, computer of FOREIGN; lent */
    uint32_t items[PERF_ITEMS_MAX];
    size_t item_count;
};

void perf_query_parse(struct perf_query *out, struct ustr text, enum os os);
/* The object with this title index was asked for (Global asks for all). */
bool perf_query_asks(const struct perf_query *query, uint32_t object);

#endif
