#include "perflib/events.h"

#include "perflib/messages.h"

enum { DATA_MAX = 4 };

/* KB 226494 gives the levels of NT 4.0 as ranges of numbers: 1: 1000-1013, 2: 1000-2002, 3:
 * 1000-3000. W2KREG 85664 gives those of Windows 2000 by severity: 1 errors, 2 and warnings, 3 all
 * (rule perflib.level).
 */
static uint32_t level_of(enum os os, uint32_t id)
{
    uint32_t code = event_code(id);
    if (os == OS_NT4)
        return code <= 1013 ? 1 : code <= 2002 ? 2 : 3;
    switch (event_type_of_severity(id)) {
    case EVENT_ERROR:
        return 1;
    case EVENT_WARNING:
        return 2;
    default:
        return 3;
    }
}

static void write_event(struct machine *machine, const char16_t *source, uint32_t id,
                        const struct ustr *strings, size_t string_count, const uint32_t *data,
                        size_t data_count)
{
    struct buf bytes = {0};
    for (size_t i = 0; i < data_count && i < DATA_MAX; i++)
        buf_u32(&bytes, data[i]);
    struct event_record record = {.time = machine_now(machine),
                                  .source = ustr_z(source),
                                  .id = id,
                                  .type = event_type_of_severity(id),
                                  .strings = strings,
                                  .string_count = string_count,
                                  .data = bytes.bytes,
                                  .data_size = bytes.size};
    perflib_register_messages(machine->event_log);
    event_log_add(machine->event_log, &record);
    buf_free(&bytes);
}

void perf_report(struct perf_session *session, uint32_t code, const struct ustr *strings,
                 size_t string_count, const uint32_t *data, size_t data_count)
{
    enum os os = session->machine->os;
    uint32_t id = perflib_message_id(os, PERFLIB_SOURCE, code);
    if (id && level_of(os, id) <= session->settings.event_log_level)
        write_event(session->machine, PERFLIB_SOURCE, id, strings, string_count, data, data_count);
}

void loadperf_report(struct machine *machine, uint32_t code, const struct ustr *strings,
                     size_t string_count, const uint32_t *data, size_t data_count)
{
    uint32_t id = perflib_message_id(machine->os, LOADPERF_SOURCE, code);
    if (id)
        write_event(machine, LOADPERF_SOURCE, id, strings, string_count, data, data_count);
}
