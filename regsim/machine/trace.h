/*
 * The last API calls of a process: a ring of fixed-size records, cheap enough to keep always, and
 * an optional sink that sees every call (--trace). Text is made only when somebody reads:
 *
 *   43 RegDeleteKeyW  …\SMS_X\Performance → ERROR_SUCCESS
 *
 * A call is trace_begin, up to TRACE_ARGS arguments, trace_end. Calls may nest (an A function that
 * calls the W one): the inner one is not recorded.
 */
#ifndef REGSIM_MACHINE_TRACE_H
#define REGSIM_MACHINE_TRACE_H

#include "base/buf.h"
#include "machine/clock.h"

enum { TRACE_ARGS = 4, TRACE_TEXT_UNITS = 60, TRACE_RING = 32 };

enum trace_kind { TRACE_KEY, TRACE_TEXT, TRACE_NUMBER };

struct machine;

struct trace_arg {
    enum trace_kind kind;
    uint32_t number;               /* TRACE_NUMBER: the number; TRACE_KEY: the key_id */
    const struct machine *machine; /* TRACE_KEY */
    uint8_t units;                 /* TRACE_TEXT: of `text` */
    bool cut;                      /* TRACE_TEXT: the front is missing, the end is kept */
    char16_t text[TRACE_TEXT_UNITS];
};

struct trace_record {
    uint64_t number; /* of the call in this process, 1-based */
    filetime time;
    const char *api; /* static */
    uint32_t result;
    uint8_t arg_count;
    bool done; /* trace_end was reached: false for the call in which the process ended */
    struct trace_arg args[TRACE_ARGS];
};

struct trace {
    struct trace_record ring[TRACE_RING];
    uint64_t calls; /* so far, the current one included */
    uint32_t depth; /* of nested calls */
    void (*sink)(void *context, const struct trace_record *record); /* may be NULL */
    void *sink_context;
};

void trace_reset(struct trace *trace); /* keeps the sink */
/* `api` must be static text. */
void trace_begin(struct trace *trace, const char *api, filetime now);
void trace_key(struct trace *trace, const struct machine *machine, key_id key);
void trace_text(struct trace *trace, struct ustr text);
void trace_number(struct trace *trace, uint32_t number);
/* `result` is a Win32 code: the LSTATUS, or the last error of a failed BOOL function, else 0. */
void trace_end(struct trace *trace, uint32_t result);

/* Of the last calls: 0 is the oldest that the ring still has. */
size_t trace_count(const struct trace *trace);
const struct trace_record *trace_at(const struct trace *trace, size_t index);
/* Appends one line without its end, UTF-8. A key and the text after it are shown as one path, cut
 * at the front to `width` characters (0: not cut). Keys that are gone are looked up in `past`, an
 * earlier state of the registry (may be NULL), and show as (deleted key) where it has not got them.
 */
void trace_format(struct buf *out, const struct trace_record *record, size_t width,
                  const struct store *past);

/* The name of a Win32 code, ERROR_SUCCESS …; NULL where it is not known. */
const char *error_name(uint32_t code);

#endif
