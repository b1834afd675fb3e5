#include "perflib/provider.h"

#include "base/memory.h"
#include "machine/put.h"
#include "perflib/data_block.h"
#include "perflib/events.h"
#include "sdk/winerror.h"

static void report_two(struct perf_session *session, uint32_t code, struct ustr first,
                       struct ustr second, uint32_t data)
{
    perf_report(session, code, (const struct ustr[]){first, second}, 2, &data, 1);
}

/* Q248993: the value and 1017, or 1018 where the value cannot be written. Windows 2000 and later;
 * Configuration Flags 0x2: never (rules perflib.disabled, perflib.shapes). */
static void disable(struct perf_session *session, const struct perf_dll *dll)
{
    struct machine *machine = session->machine;
    if (machine->os < OS_W2K || session->settings.flags & PERF_FLAG_NEVER_DISABLE)
        return;
    struct store *store = machine->registry.store;
    key_id key = perf_service_key(machine, dll->service.name);
    uint32_t granted;
    bool written = key != KEY_NONE && access_check(&granted, access_security(store, key),
                                                   &session->token, KEY_SET_VALUE_RIGHT);
    if (written) {
        put_dword(store, key, USTR(u"Disable Performance Counters"), 1);
        store_touch(store, key, machine_now(machine));
        durability_changed(machine, key);
    }
    perf_report(session, written ? 1017 : 1018, &dll->service.name, 1, NULL, 0);
}

/* rule perflib.missing-library: 1011 on NT 4.0 and 2000, 1008 with data 2 on XP and 2003, 1023 from
 * Vista on. */
static void report_not_loaded(struct perf_session *session, const struct perf_service *service,
                              uint32_t error)
{
    enum os os = session->machine->os;
    if (os >= OS_WIN7) {
        perf_report(session, 1023, &service->library, 1, &error, 1);
    } else if (os >= OS_XP) {
        uint32_t data = error == ERROR_MOD_NOT_FOUND
                            ? ERROR_FILE_NOT_FOUND
                            : error; /* KB 942393 (rule perflib.missing-library) */
        report_two(session, 1008, service->name, service->library, data);
    } else {
        /* The insertion order is not that of the text: %1 is the service (MSGTAB). */
        uint32_t data = session->switches.data_is_load_error ? error : ERROR_FILE_NOT_FOUND;
        bool service_first = os != OS_NT4 || session->switches.nt4_service_first;
        report_two(session, 1011, service_first ? service->name : service->library,
                   service_first ? service->library : service->name, data);
    }
}

/* The first procedure that the DLL lacks, as the event that says so: 1005 … 1007; 0: none. */
static uint32_t missing_procedure(struct ustr *name, const struct perf_service *service,
                                  const struct module_info *info)
{
    const struct ustr names[] = {service->open, service->collect, service->close};
    for (uint32_t i = 0; i < 3; i++) {
        *name = names[i];
        if (!module_info_exports(info, names[i]))
            return 1005 + i;
    }
    return 0;
}

/* The registry names everything; from XP on what is missing is logged (3003, 3004). */
static bool is_complete(struct perf_session *session, const struct perf_service *service)
{
    const struct ustr values[] = {USTR(u"Open"), USTR(u"Collect"), USTR(u"Close")};
    const struct ustr names[] = {service->open, service->collect, service->close};
    if (!service->library.count) {
        perf_report(session, 3004, (const struct ustr[]){USTR(u"Library"), service->name}, 2, NULL,
                    0);
        return false;
    }
    for (int i = 0; i < 3; i++) {
        if (!names[i].count) {
            perf_report(session, 3003, (const struct ustr[]){values[i], service->name}, 2, NULL, 0);
            return false;
        }
    }
    return true;
}

static bool timed(const struct perf_session *session)
{
    return session->machine->os == OS_NT4 || !(session->settings.flags & PERF_FLAG_NO_TIMING);
}

/* Time passes while a procedure runs; true: longer than it may. */
static bool spend(struct perf_session *session, const struct module_behaviour *behaviour,
                  uint32_t own_limit_ms)
{
    if (behaviour->act != MODULE_HANGS)
        return false;
    machine_advance(session->machine, behaviour->delay_ms * CLOCK_MILLISECOND);
    uint32_t limit = own_limit_ms == UINT32_MAX ? session->settings.open_wait_ms : own_limit_ms;
    return timed(session) && behaviour->delay_ms > limit;
}

static bool call_open(struct perf_session *session, struct perf_dll *dll)
{
    const struct perf_service *service = &dll->service;
    const struct module_behaviour *open = &dll->module.info->open;
    if (spend(session, open, service->open_timeout_ms)) {
        perf_report(session, 2002, (const struct ustr[]){service->name, service->library}, 2, NULL,
                    0);
        if (session->settings.flags & PERF_FLAG_DISABLE_SLOW)
            disable(session, dll);
    }
    if (open->act == MODULE_FAULTS) {
        report_two(session, 1009, service->name, service->library, open->code);
        if (session->switches.exception_disables)
            disable(session, dll);
        return false;
    }
    if (open->act == MODULE_FAILS) {
        report_two(session, 1008, service->name, service->library, open->code);
        if (session->switches.failed_open_disables)
            disable(session, dll);
        return false;
    }
    perf_report(session, 3000, (const struct ustr[]){service->name, service->library}, 2, NULL, 0);
    return true;
}

/* Q242472: NT 4.0 SP4 and SP5 copy Library into a buffer of 62 characters (rule
 * perflib.long-library). */
static bool overruns_library_buffer(const struct machine *machine, struct ustr library)
{
    enum { LIBRARY_BUFFER = 62 };
    if (machine->os != OS_NT4 || library.count <= LIBRARY_BUFFER)
        return false;
    struct ustr pack;
    key_id key =
        machine_key(machine, USTR(u"MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion"));
    const struct value *value =
        key == KEY_NONE ? NULL
                        : store_value_find(machine->registry.store, key, USTR(u"CSDVersion"));
    return value && value_string(&pack, value) &&
           (ustr_same(pack, USTR(u"Service Pack 4")) || ustr_same(pack, USTR(u"Service Pack 5")));
}

void perf_dll_open(struct perf_session *session, struct perf_dll *dll)
{
    const struct perf_service *service = &dll->service;
    dll->state = PERF_DLL_DEAD;
    if (service->disabled || !is_complete(session, service))
        return;
    if (overruns_library_buffer(session->machine, service->library)) {
        session->faulted = true;
        return;
    }
    uint32_t error =
        module_load(&dll->module, session->machine, &session->search, service->library);
    if (error) {
        report_not_loaded(session, service, error);
        if (session->switches.missing_library_disables)
            disable(session, dll);
        return;
    }
    struct ustr name;
    uint32_t missing = missing_procedure(&name, service, dll->module.info);
    if (missing) {
        uint32_t data = ERROR_PROC_NOT_FOUND;
        perf_report(session, missing, (const struct ustr[]){name, service->library, service->name},
                    3, &data, 1);
    } else if (call_open(session, dll)) {
        dll->state = PERF_DLL_OPEN;
        return;
    }
    module_done(&dll->module);
}

void perf_dll_close(struct perf_session *session, struct perf_dll *dll)
{
    if (dll->state == PERF_DLL_OPEN) {
        spend(session, &dll->module.info->close, UINT32_MAX);
        module_done(&dll->module);
    }
    dll->state = PERF_DLL_DEAD;
}

static void kill(struct perf_session *session, struct perf_dll *dll)
{
    perf_dll_close(session, dll);
    disable(session, dll);
}

/* The length tests are for levels 1 and 2, and from Windows 2000 on for every DLL that is not
 * trusted (W2KREG 12016). */
static bool tested(const struct perf_session *session, const struct perf_dll *dll)
{
    bool untrusted = session->machine->os >= OS_W2K && !dll->service.trusted;
    return session->settings.test_level <= 2 ||
           (untrusted && !(session->settings.flags & PERF_FLAG_NO_TIMING));
}

/* A simulated DLL has one object, named by First Counter, whose counters follow it up to Last
 * Counter. Without these it has nothing to return (our choice; some real ones fail in Open). An
 * unwanted object is success with 0 bytes (sdk-api PM_COLLECT_PROC). */
static uint32_t add_object(const struct perf_session *session, const struct perf_dll *dll,
                           const struct perf_query *query, struct buf *out)
{
    const struct perf_service *service = &dll->service;
    if (!service->has_counters || !perf_query_asks(query, service->first_counter))
        return 0;
    struct perf_object object = {.name_index = service->first_counter,
                                 .help_index = service->first_help,
                                 .first_counter = service->first_counter + 2,
                                 .last_name = service->last_counter,
                                 .instances = dll->module.info->instances,
                                 .now = machine_now(session->machine)};
    perf_object_add(out, &object);
    return 1;
}

/* What is wrong with the data that Collect returned. True: they are dropped. */
static bool drop(struct perf_session *session, struct perf_dll *dll, uint32_t returned)
{
    const struct perf_service *service = &dll->service;
    const struct module_behaviour *collect = &dll->module.info->collect;
    struct ustr service_first[] = {service->name, service->library};
    switch (collect->act) {
    case MODULE_OVERRUNS: /* seen without any test: the pointer is beyond the buffer */
        report_two(session, 1013, service->library, service->name, collect->code);
        if (session->switches.exception_disables)
            kill(session, dll);
        return true;
    case MODULE_WRONG_POINTER:
        perf_report(session, 2000, service_first, 2, (const uint32_t[]){returned + 8, returned}, 2);
        return false;
    case MODULE_MISALIGNS:
        if (!(session->settings.flags & PERF_FLAG_NO_ALIGNMENT_TEST))
            perf_report(session, 1016, service_first, 2, NULL, 0);
        return false;
    case MODULE_WRONG_LENGTH:
        if (tested(session, dll))
            report_two(session, 1003, service->library, service->name, 1);
        return tested(session, dll);
    case MODULE_WRONG_INSTANCE:
        if (tested(session, dll))
            report_two(session, 1004, service->library, service->name, service->first_counter);
        return tested(session, dll);
    case MODULE_WRONG_HEADER: /* 1019 came with Windows 2000 */
        if (tested(session, dll))
            report_two(session, 1019, service->library, service->name, service->first_counter);
        return tested(session, dll) && session->machine->os >= OS_W2K;
    default:
        return false;
    }
}

/* Collect's own failures, before it returns data. False: there are none to be had. */
static bool call_collect(struct perf_session *session, struct perf_dll *dll)
{
    const struct perf_service *service = &dll->service;
    const struct module_behaviour *collect = &dll->module.info->collect;
    if (spend(session, collect, service->collect_timeout_ms)) {
        perf_report(session, 1015, (const struct ustr[]){service->collect, service->library}, 2,
                    NULL, 0);
        if (session->settings.flags & PERF_FLAG_DISABLE_SLOW)
            disable(session, dll);
    }
    if (collect->act != MODULE_FAULTS && collect->act != MODULE_FAILS)
        return true;
    report_two(session, 1010, service->name, service->library, collect->code);
    if (collect->act == MODULE_FAULTS && session->switches.exception_disables)
        kill(session, dll);
    return false;
}

uint32_t perf_dll_collect(struct perf_session *session, struct perf_dll *dll,
                          const struct perf_query *query, struct buf *out, uint32_t *objects)
{
    if (!call_collect(session, dll))
        return ERROR_SUCCESS;
    struct buf data = {0};
    uint32_t added = add_object(session, dll, query, &data);
    uint32_t code = ERROR_SUCCESS;
    if (added && !drop(session, dll, (uint32_t)data.size)) {
        if (out->max && data.size > out->max - out->size)
            code = ERROR_MORE_DATA;
        else
            buf_add(out, data.bytes, data.size);
        *objects += added;
    }
    buf_free(&data);
    return code;
}
