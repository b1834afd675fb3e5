/*
 * The Application log of one machine. A record keeps what Windows keeps: time, source, the full
 * 32-bit id, type, category, insertion strings and data; the text is made when it is read, from the
 * message tables registered for the source.
 *
 *   id:  severity (2) | customer (1) | reserved (1) | facility (12) | code (16)      [winerror.h]
 *
 * Records are immutable and shared between clones. When the log is full the oldest record goes (our
 * choice: "overwrite events as needed"), and numbers go on.
 */
#ifndef REGSIM_MACHINE_EVENT_LOG_H
#define REGSIM_MACHINE_EVENT_LOG_H

#include "base/os.h"
#include "machine/clock.h"

enum event_type { /* the numbers of ReportEvent */
                  EVENT_SUCCESS = 0,
                  EVENT_ERROR = 1,
                  EVENT_WARNING = 2,
                  EVENT_INFORMATION = 4,
                  EVENT_AUDIT_SUCCESS = 8,
                  EVENT_AUDIT_FAILURE = 16,
};

enum { EVENT_STRINGS_MAX = 16, EVENT_LOG_CAPACITY = 4096 };

struct event_record {
    uint32_t number; /* 1-based, never used again */
    filetime time;
    struct ustr source;
    uint32_t id; /* all 32 bits; event_code gives what the Event Viewer shows */
    enum event_type type;
    uint16_t category;
    const struct ustr *strings;
    size_t string_count;
    const uint8_t *data;
    size_t data_size;
};

static inline uint32_t event_code(uint32_t id)
{
    return id & 0xFFFF;
}
enum event_type event_type_of_severity(uint32_t id); /* from the top two bits */
const char *event_type_name(enum event_type type);   /* error, warning, information, … */

struct event_message {
    uint32_t id;          /* all 32 bits */
    const char16_t *text; /* %1 … %9, %% */
};

/* A message file of a source, for the systems first … last. Static: never freed. */
struct event_messages {
    const char16_t *source;
    enum os first, last;
    const struct event_message *messages;
    size_t count;
};

struct event_log;

struct event_log *event_log_new(enum os os, size_t capacity); /* 0: EVENT_LOG_CAPACITY */
struct event_log *event_log_clone(const struct event_log *log);
void event_log_free(struct event_log *log); /* NULL is fine */

/* Registers a table; the same one twice is once. Looked up in order of registration. */
void event_log_register(struct event_log *log, const struct event_messages *messages);

/* Copies the record; `number` is set by the log and returned. */
uint32_t event_log_add(struct event_log *log, const struct event_record *record);
void event_log_clear(struct event_log *log);

size_t event_log_count(const struct event_log *log); /* of the records that are there */
const struct event_record *event_log_at(const struct event_log *log,
                                        size_t index); /* 0 is the oldest; lends */
uint32_t event_log_last(const struct event_log *log);  /* number of the newest; 0: none ever */

/* Appends the text as the Event Viewer shows it; where no table has the id, the sentence that says
 * so, with the insertion strings. */
void event_log_text(struct ubuf *out, const struct event_log *log,
                    const struct event_record *record);

#endif
