#include "perflib/session.h"

#include "base/memory.h"
#include "machine/put.h"
#include "perflib/data_block.h"
#include "perflib/events.h"
#include "perflib/names.h"
#include "perflib/provider.h"
#include "sdk/winerror.h"

#include <string.h>

enum { SYSTEM_OBJECT = 2, SYSTEM_UP_TIME = 674 };

static struct perf_settings read_settings(const struct machine *machine)
{
    struct perf_settings settings = {1, 4, machine->os == OS_NT4 ? 5000 : 10000, 0x10};
    const struct store *store = machine->registry.store;
    key_id key = perflib_key(machine);
    get_dword(&settings.event_log_level, store, key, USTR(u"EventLogLevel"));
    get_dword(&settings.test_level, store, key, USTR(u"ExtCounterTestLevel"));
    get_dword(&settings.open_wait_ms, store, key, USTR(u"OpenProcedureWaitTime"));
    if (machine->os == OS_NT4 ||
        !get_dword(&settings.flags, store, key, USTR(u"Configuration Flags")))
        settings.flags = 0x10;
    return settings;
}

struct perf_session *perf_session_new(struct machine *machine, const struct token *token,
                                      const struct module_search *search)
{
    struct perf_session *session = mem_calloc(1, sizeof *session);
    session->machine = machine;
    session->token = *token;
    if (search)
        session->search =
            (struct module_search){ustr_dup(search->program_directory),
                                   ustr_dup(search->current_directory), search->environment};
    session->switches = perf_switches_default();
    session->settings = read_settings(machine);
    return session;
}

void perf_session_free(void *memory)
{
    struct perf_session *session = memory;
    if (!session)
        return;
    for (size_t i = 0; i < session->dll_count; i++) {
        perf_dll_close(session, &session->dlls[i]);
        perf_service_done(&session->dlls[i].service);
    }
    mem_free(session->dlls);
    ustr_free(session->search.program_directory);
    ustr_free(session->search.current_directory);
    mem_free(session);
}

/* rule perflib.walk: the direct subkeys of Services, in their order; one without a usable
 * Performance key is passed over (2001, which the default level hides). */
static void list_services(struct perf_session *session)
{
    const struct machine *machine = session->machine;
    const struct store *store = machine->registry.store;
    key_id services = machine_control_set_key(machine, USTR(u"Services"));
    session->listed = true;
    size_t count = services == KEY_NONE ? 0 : store_child_count(store, services);
    for (size_t i = 0; i < count; i++) {
        struct perf_dll dll = {0};
        uint32_t error = perf_service_read(&dll.service, machine,
                                           store_child_at(store, services, i), &session->token);
        if (error) {
            perf_report(session, 2001, &dll.service.name, 1, &error, 1);
            perf_service_done(&dll.service);
            continue;
        }
        MEM_GROW(session->dlls, session->dll_capacity, session->dll_count + 1);
        session->dlls[session->dll_count++] = dll;
    }
}

/* rule perflib.object-list: a DLL with an Object List is called only for one of its objects (and
 * for Global, Costly and Foreign); one without is called for each query. */
static bool reaches(const struct perf_query *query, const struct perf_service *service)
{
    if (query->kind != PERF_QUERY_ITEMS || !service->has_object_list)
        return true;
    for (size_t i = 0; i < service->object_count; i++) {
        if (perf_query_asks(query, service->objects[i]))
            return true;
    }
    return false;
}

/* The standard counters, which are there whatever the DLLs do: of them only System. */
static uint32_t add_system(const struct perf_session *session, const struct perf_query *query,
                           struct buf *out)
{
    if (!perf_query_asks(query, SYSTEM_OBJECT))
        return 0;
    struct perf_object system = {.name_index = SYSTEM_OBJECT,
                                 .help_index = SYSTEM_OBJECT + 1,
                                 .first_counter = SYSTEM_UP_TIME,
                                 .last_name = SYSTEM_UP_TIME,
                                 .now = machine_now(session->machine)};
    perf_object_add(out, &system);
    return 1;
}

static uint32_t query_data(struct perf_session *session, const struct perf_query *query,
                           struct buf *out)
{
    struct buf data = {.max = out->max && out->max < PERF_DATA_MAX ? out->max : PERF_DATA_MAX};
    if (!session->listed)
        list_services(session);
    perf_block_start(&data, session->machine->name, machine_now(session->machine));
    uint32_t code = ERROR_SUCCESS;
    uint32_t objects = add_system(session, query, &data);
    for (size_t i = 0; i < session->dll_count && !code && !session->faulted; i++) {
        struct perf_dll *dll = &session->dlls[i];
        if (!reaches(query, &dll->service))
            continue;
        if (dll->state == PERF_DLL_UNTRIED)
            perf_dll_open(session, dll);
        if (dll->state == PERF_DLL_OPEN)
            code = perf_dll_collect(session, dll, query, &data, &objects);
    }
    if (session->faulted) {
        code = ERROR_NOACCESS;
    } else if (code || data.overflow) {
        code = ERROR_MORE_DATA;
    } else {
        perf_block_finish(&data, objects);
        buf_add(out, data.bytes, data.size);
    }
    buf_free(&data);
    return code;
}

static uint32_t query_names(struct perf_session *session, const struct perf_query *query,
                            struct buf *out)
{
    const struct value *table =
        perf_names_value(session->machine, query->argument, query->kind == PERF_QUERY_HELP);
    if (!table)
        return ERROR_FILE_NOT_FOUND;
    if (out->max && table->size > out->max)
        return ERROR_MORE_DATA;
    buf_add(out, value_data(table), table->size);
    return ERROR_SUCCESS;
}

/* rule perflib.access: the caller needs to read Perflib, else event 1000: %1 who, %2 from where.
 * The simulated process has no names for these. */
static bool is_allowed(struct perf_session *session)
{
    const struct store *store = session->machine->registry.store;
    key_id key = perflib_key(session->machine);
    uint32_t granted;
    if (key == KEY_NONE ||
        access_check(&granted, access_security(store, key), &session->token, KEY_QUERY_VALUE_RIGHT))
        return true;
    const struct ustr who[] = {USTR(u"the user"), USTR(u"a program")};
    perf_report(session, 1000, who, 2, NULL, 0);
    return false;
}

uint32_t perflib_query(struct perf_session *session, struct ustr text, uint32_t *type,
                       struct buf *out)
{
    struct perf_query query;
    perf_query_parse(&query, text, session->machine->os);
    bool names = query.kind == PERF_QUERY_COUNTER || query.kind == PERF_QUERY_HELP;
    *type = names ? REG_MULTI_SZ_TYPE : REG_BINARY_TYPE;
    if (session->faulted)
        return ERROR_NOACCESS;
    if (!is_allowed(session))
        return ERROR_ACCESS_DENIED;
    return names ? query_names(session, &query, out) : query_data(session, &query, out);
}

/* rule perf.any-name */
uint32_t perflib_query_value(struct perf_session *session, struct ustr query, uint32_t *type,
                             void *data, uint32_t *size)
{
    if (!size)
        return ERROR_INVALID_PARAMETER;
    struct buf out = {.max = PERF_DATA_MAX};
    uint32_t kind;
    uint32_t code = perflib_query(session, query, &kind, &out);
    if (type)
        *type = kind;
    if (!code) {
        bool names = kind == REG_MULTI_SZ_TYPE;
        bool fits = data && out.size <= *size;
        if (fits)
            memcpy(data, out.bytes, out.size);
        else if (data || !names)
            code = ERROR_MORE_DATA;
        if (fits || names)
            *size = (uint32_t)out.size;
        else if (!data)
            *size = 0;
    }
    buf_free(&out);
    return code;
}
