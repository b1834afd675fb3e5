/*
 * What perflib reads of one service: Services\NAME\Performance (rule perflib.service-values) and
 * Linkage\Export (2.6).
 */
#ifndef REGSIM_PERFLIB_SERVICE_H
#define REGSIM_PERFLIB_SERVICE_H

#include "machine/machine.h"

struct perf_service {
    struct ustr name;                 /* as the key spells it; owned, as the next four */
    struct ustr library;              /* expanded; empty: no usable value */
    struct ustr open, collect, close; /* procedure names; empty: no usable value */
    bool has_object_list;
    uint32_t *objects; /* of Object List; owned */
    size_t object_count, object_capacity;
    bool has_counters;                    /* First and Last Counter, First Help are there */
    uint32_t first_counter, last_counter; /* name indexes */
    uint32_t first_help;
    uint32_t open_timeout_ms, collect_timeout_ms; /* UINT32_MAX: not stated */
    bool disabled;                                /* Disable Performance Counters = 1 */
    bool trusted;                                 /* has Library Validation Code */
    const struct value *export;                   /* what Open gets; NULL: NULL; retained */
};

/* 0, or why there is no usable Performance key: 2 FILE_NOT_FOUND, 5 ACCESS_DENIED (the token cannot
 * read it; NULL reads everything). Then only the name is set. Free with perf_service_done. */
uint32_t perf_service_read(struct perf_service *out, const struct machine *machine, key_id service,
                           const struct token *token);
void perf_service_done(struct perf_service *service);

/* The key Performance of the service; KEY_NONE: there is none. */
key_id perf_service_key(const struct machine *machine, struct ustr name);

#endif
