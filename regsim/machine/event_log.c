#include "machine/event_log.h"

#include "base/memory.h"

#include <stdio.h>
#include <string.h>

/* One allocation: the record, its strings, then what they and the data point to. */
struct shared_record {
    uint32_t references;
    struct event_record record;
    struct ustr strings[EVENT_STRINGS_MAX];
};

struct event_log {
    enum os os;
    struct shared_record **records; /* a ring of `capacity` once it is full */
    size_t first, count, allocated, capacity;
    uint32_t last;
    const struct event_messages **messages;
    size_t message_count, message_capacity;
};

enum event_type event_type_of_severity(uint32_t id)
{
    static const enum event_type types[] = {EVENT_SUCCESS, EVENT_INFORMATION, EVENT_WARNING,
                                            EVENT_ERROR};
    return types[id >> 30];
}

const char *event_type_name(enum event_type type)
{
    switch (type) {
    case EVENT_ERROR:
        return "error";
    case EVENT_WARNING:
        return "warning";
    case EVENT_AUDIT_SUCCESS:
        return "audit-success";
    case EVENT_AUDIT_FAILURE:
        return "audit-failure";
    case EVENT_SUCCESS: /* the Event Viewer shows type 0 as Information too */
    case EVENT_INFORMATION:
        break;
    }
    return "information";
}

struct event_log *event_log_new(enum os os, size_t capacity)
{
    struct event_log *log = mem_calloc(1, sizeof *log);
    log->os = os;
    log->capacity = capacity ? capacity : EVENT_LOG_CAPACITY;
    return log;
}

struct event_log *event_log_clone(const struct event_log *log)
{
    struct event_log *clone = event_log_new(log->os, log->capacity);
    clone->last = log->last;
    clone->allocated = log->count; /* exact: a full log's ring is `capacity` long */
    clone->records = mem_alloc(log->count * sizeof(struct shared_record *));
    for (; clone->count < log->count; clone->count++) {
        struct shared_record *shared = log->records[(log->first + clone->count) % log->allocated];
        shared->references++;
        clone->records[clone->count] = shared;
    }
    for (size_t i = 0; i < log->message_count; i++)
        event_log_register(clone, log->messages[i]);
    return clone;
}

static void release(struct shared_record *shared)
{
    if (--shared->references == 0)
        mem_free(shared);
}

void event_log_clear(struct event_log *log)
{
    for (; log->count; log->count--)
        release(log->records[(log->first + log->count - 1) % log->allocated]);
    log->first = 0;
}

void event_log_free(struct event_log *log)
{
    if (!log)
        return;
    event_log_clear(log);
    mem_free(log->records);
    mem_free(log->messages);
    mem_free(log);
}

void event_log_register(struct event_log *log, const struct event_messages *messages)
{
    for (size_t i = 0; i < log->message_count; i++) {
        if (log->messages[i] == messages)
            return;
    }
    MEM_GROW(log->messages, log->message_capacity, log->message_count + 1);
    log->messages[log->message_count++] = messages;
}

static struct ustr pack(char16_t **at, struct ustr text)
{
    struct ustr packed = {*at, text.count};
    if (text.count)
        memcpy(*at, text.units, text.count * sizeof *text.units);
    *at += text.count;
    return packed;
}

static struct shared_record *share(const struct event_record *record)
{
    size_t strings =
        record->string_count < EVENT_STRINGS_MAX ? record->string_count : EVENT_STRINGS_MAX;
    size_t units = record->source.count;
    for (size_t i = 0; i < strings; i++)
        units += record->strings[i].count;
    struct shared_record *shared =
        mem_alloc(sizeof *shared + units * sizeof(char16_t) + record->data_size);
    shared->references = 1;
    shared->record = *record;
    char16_t *at = (char16_t *)(shared + 1);
    shared->record.source = pack(&at, record->source);
    for (size_t i = 0; i < strings; i++)
        shared->strings[i] = pack(&at, record->strings[i]);
    shared->record.strings = shared->strings;
    shared->record.string_count = strings;
    if (record->data_size)
        memcpy(at, record->data, record->data_size);
    shared->record.data = (const uint8_t *)at;
    return shared;
}

uint32_t event_log_add(struct event_log *log, const struct event_record *record)
{
    struct shared_record *shared = share(record);
    shared->record.number = ++log->last;
    if (log->count == log->capacity) { /* full, so the ring is in use: the oldest goes */
        release(log->records[log->first]);
        log->records[log->first] = shared;
        log->first = (log->first + 1) % log->allocated;
        return log->last;
    }
    if (log->count == log->allocated) { /* not full yet, so `first` is still 0 */
        size_t room = log->allocated ? 2 * log->allocated : 16;
        log->allocated = room < log->capacity ? room : log->capacity;
        log->records = mem_realloc(log->records, log->allocated * sizeof(struct shared_record *));
    }
    log->records[log->count++] = shared;
    return log->last;
}

size_t event_log_count(const struct event_log *log)
{
    return log->count;
}

const struct event_record *event_log_at(const struct event_log *log, size_t index)
{
    return index < log->count ? &log->records[(log->first + index) % log->allocated]->record : NULL;
}

uint32_t event_log_last(const struct event_log *log)
{
    return log->last;
}

static const char16_t *find_text(const struct event_log *log, const struct event_record *record)
{
    for (size_t i = 0; i < log->message_count; i++) {
        const struct event_messages *messages = log->messages[i];
        if (log->os < messages->first || log->os > messages->last ||
            !ustr_same_nocase(ustr_z(messages->source), record->source))
            continue;
        for (size_t m = 0; m < messages->count; m++) {
            if (messages->messages[m].id == record->id)
                return messages->messages[m].text;
        }
    }
    return NULL;
}

/* %1 … %99 are the insertion strings, %% is a percent sign; one that was not given stays as it is
 * written, as the Event Viewer leaves it. */
static void insert(struct ubuf *out, struct ustr text, const struct event_record *record)
{
    for (size_t i = 0; i < text.count; i++) {
        char16_t next = i + 1 < text.count ? text.units[i + 1] : 0;
        if (text.units[i] != u'%' || (next != u'%' && (next < u'1' || next > u'9'))) {
            ubuf_put(out, text.units[i]);
            continue;
        }
        size_t end = i + 2;
        size_t number = (size_t)(next - u'0');
        if (next != u'%' && end < text.count && text.units[end] >= u'0' && text.units[end] <= u'9')
            number = number * 10 + (size_t)(text.units[end++] - u'0');
        if (next == u'%')
            ubuf_put(out, u'%');
        else if (number <= record->string_count)
            ubuf_add(out, record->strings[number - 1]);
        else
            ubuf_add(out, ustr_slice(text, i, end));
        i = end - 1;
    }
}

static void unknown(struct ubuf *out, const struct event_record *record)
{
    char *head = mem_printf("The description for Event ID ( %u ) in Source ( ",
                            (unsigned)event_code(record->id));
    ubuf_add_wtf8(out, head, strlen(head));
    mem_free(head);
    ubuf_add(out, record->source);
    ubuf_add(out, USTR(u" ) could not be found. It contains the following insertion string(s): "));
    for (size_t i = 0; i < record->string_count; i++) {
        if (i)
            ubuf_add(out, USTR(u", "));
        ubuf_add(out, record->strings[i]);
    }
    ubuf_put(out, u'.');
}

void event_log_text(struct ubuf *out, const struct event_log *log,
                    const struct event_record *record)
{
    const char16_t *text = find_text(log, record);
    if (text)
        insert(out, ustr_z(text), record);
    else
        unknown(out, record);
}
