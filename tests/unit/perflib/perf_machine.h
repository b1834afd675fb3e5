/* What the tests of perflib share: a machine with counter names, services with DLLs, and the events
 * of its log as one text, a line each: CODE type "string" "string" [data …]. */
#ifndef TESTS_UNIT_PERFLIB_PERF_MACHINE_H
#define TESTS_UNIT_PERFLIB_PERF_MACHINE_H

#include "check.h"

#include "base/memory.h"
#include "machine/put.h"
#include "machine/services.h"
#include "perflib/monitor.h"
#include "perflib/names.h"
#include "perflib/provider.h"
#include "sdk/winerror.h"

#include <string.h>

#define STALE   u"SMSPerfCountersForD:_SMS_BIN_I386_SMSPERF.DLL"
#define LIBRARY u"D:\\SMS\\bin\\i386\\SMSPERF.dll"

static inline struct machine *perf_machine(enum os os)
{
    struct machine *machine = machine_new(USTR(u"SITE1"), os, PLATFORM_I386);
    perflib_make_names(machine);
    return machine;
}

/* The Performance key of a service, made with Library, Open, Collect, Close and counters 1848-1852.
 */
static inline key_id perf_service(struct machine *machine, const char16_t *name,
                                  const char16_t *library)
{
    struct store *store = machine->registry.store;
    key_id services = machine_control_set_key(machine, USTR(u"Services"));
    key_id service = store_ensure(store, services, ustr_z(name), machine_now(machine));
    key_id key = store_ensure(store, service, USTR(u"Performance"), machine_now(machine));
    put_string(store, key, USTR(u"Library"), REG_SZ_TYPE, ustr_z(library));
    put_string(store, key, USTR(u"Open"), REG_SZ_TYPE, USTR(u"OpenPerf"));
    put_string(store, key, USTR(u"Collect"), REG_SZ_TYPE, USTR(u"CollectPerf"));
    put_string(store, key, USTR(u"Close"), REG_SZ_TYPE, USTR(u"ClosePerf"));
    put_dword(store, key, USTR(u"First Counter"), 1848);
    put_dword(store, key, USTR(u"Last Counter"), 1852);
    put_dword(store, key, USTR(u"First Help"), 1849);
    put_dword(store, key, USTR(u"Last Help"), 1853);
    return key;
}

/* The DLL at `path`, which the files own; to be changed by the test. */
static inline struct module_info *perf_module(struct machine *machine, const char16_t *path)
{
    struct module_info *info = module_info_new(machine->platform);
    module_info_export(info, USTR(u"OpenPerf"));
    module_info_export(info, USTR(u"CollectPerf"));
    module_info_export(info, USTR(u"ClosePerf"));
    files_put(machine->files, ustr_z(path), "MZ", 2, info, machine_now(machine));
    module_info_release(info);
    return info;
}

static inline void perf_setting(struct machine *machine, struct ustr name, uint32_t number)
{
    put_dword(machine->registry.store, perflib_key(machine), name, number);
}

static inline char *perf_events(const struct machine *machine)
{
    struct buf out = {0};
    for (size_t i = 0; i < event_log_count(machine->event_log); i++) {
        const struct event_record *record = event_log_at(machine->event_log, i);
        buf_printf(&out, "%u %s", event_code(record->id), event_type_name(record->type));
        for (size_t s = 0; s < record->string_count; s++) {
            char *text = ustr_to_wtf8(record->strings[s]);
            buf_printf(&out, " \"%s\"", text);
            mem_free(text);
        }
        for (size_t at = 0; at + 4 <= record->data_size; at += 4)
            buf_printf(&out, " %02x%02x%02x%02x", record->data[at + 3], record->data[at + 2],
                       record->data[at + 1], record->data[at]);
        buf_text(&out, "\n");
    }
    char *text = mem_strdup(buf_z(&out));
    buf_free(&out);
    return text;
}

static inline void assert_events(const struct machine *machine, const char *expected)
{
    char *events = perf_events(machine);
    assert_string_equal(events, expected);
    mem_free(events);
}

static inline void assert_text(const struct machine *machine, size_t index, struct ustr expected)
{
    struct ubuf out = {0};
    event_log_text(&out, machine->event_log, event_log_at(machine->event_log, index));
    assert_true(ustr_same(ubuf_view(&out), expected));
    ubuf_free(&out);
}

static inline struct perf_session *perf_start(struct machine *machine)
{
    struct token token = token_administrator();
    return perf_session_new(machine, &token, NULL);
}

/* One query in a session; the number of objects that came back. */
static inline uint32_t perf_objects(struct perf_session *session, struct ustr query)
{
    struct buf data = {0};
    uint32_t type, objects = 0;
    assert_int_equal(perflib_query(session, query, &type, &data), 0);
    assert_int_equal(type, REG_BINARY_TYPE);
    memcpy(&objects, data.bytes + 28, sizeof objects);
    buf_free(&data);
    return objects;
}

/* One session that asks for everything; the number of objects. */
static inline uint32_t perf_global(struct machine *machine)
{
    struct perf_session *session = perf_start(machine);
    uint32_t objects = perf_objects(session, USTR(u"Global"));
    perf_session_free(session);
    return objects;
}

#endif
