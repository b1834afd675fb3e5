/* perflib/session.h and data_block.h: queries, what they reach, buffers, the shape of the data. */
#include "perf_machine.h"

#include "base/cursor.h"

static uint32_t u32_at(const struct buf *data, size_t at)
{
    struct cursor cursor = cursor_of(data->bytes, data->size);
    cursor_seek(&cursor, at);
    uint32_t number = cursor_u32(&cursor);
    assert_false(cursor.bad);
    return number;
}

static void query(struct perf_session *session, struct ustr text, struct buf *data)
{
    uint32_t type;
    assert_int_equal(perflib_query(session, text, &type, data), 0);
}

/* rule perf.any-name */
static void the_block_is_well_formed(void **state)
{
    (void)state;
    struct machine *machine = perf_machine(OS_W2K);
    perf_service(machine, u"S", u"C:\\x.dll");
    perf_module(machine, u"C:\\x.dll")->instances = 3;
    machine_advance(machine, 59 * 24 * CLOCK_HOUR + 61 * CLOCK_MINUTE + 5 * CLOCK_SECOND);
    struct perf_session *session = perf_start(machine);
    struct buf data = {0};
    query(session, USTR(u"Global"), &data);
    assert_memory_equal(data.bytes, u"PERF", 8);
    assert_int_equal(u32_at(&data, 20), data.size);
    uint32_t header = u32_at(&data, 24);
    assert_int_equal(header % 8, 0);
    assert_int_equal(u32_at(&data, 28), 2);
    assert_int_equal(u32_at(&data, 32), 238);
    /* 2001-01-01 and 59 days: Thursday, 1 March, 01:01:05 */
    assert_memory_equal(data.bytes + 36, ((uint16_t[]){2001, 3, 4, 1, 1, 1, 5, 0}), 16);
    assert_memory_equal(data.bytes + u32_at(&data, 84), u"SITE1", u32_at(&data, 80));

    size_t at = header;
    static const uint32_t titles[] = {2, 1848};
    for (size_t object = 0; object < 2; object++) {
        uint32_t total = u32_at(&data, at), definition = u32_at(&data, at + 4);
        uint32_t counters = u32_at(&data, at + 32), instances = u32_at(&data, at + 40);
        assert_int_equal(total % 8, 0);
        assert_int_equal(u32_at(&data, at + 12), titles[object]);
        assert_int_equal(definition, 64 + 40 * counters);
        assert_int_equal(counters, object + 1);
        assert_int_equal(instances, object ? 3 : UINT32_MAX);
        size_t inner = at + definition;
        if (!object)
            inner += u32_at(&data, inner); /* the counters of an object without instances */
        for (uint32_t i = 0; object && i < instances; i++) {
            assert_memory_equal(data.bytes + inner + u32_at(&data, inner + 16), u"instance", 16);
            inner += u32_at(&data, inner);
            assert_int_equal(u32_at(&data, inner + u32_at(&data, at + 64 + 36)), 59 * 86400 + 3665);
            inner += u32_at(&data, inner);
        }
        assert_int_equal(inner, at + total);
        at += total;
    }
    assert_int_equal(at, data.size);
    buf_free(&data);
    perf_session_free(session);
    machine_free(machine);
}

static void dates_are_right_around_leap_years(void **state)
{
    (void)state;
    static const struct {
        filetime days; /* since 2001-01-01 */
        uint16_t date[4];
    } cases[] = {
        {0, {2001, 1, 1, 1}},     {58, {2001, 2, 3, 28}},     {364, {2001, 12, 1, 31}},
        {1154, {2004, 2, 0, 29}}, {1155, {2004, 3, 1, 1}},    {36217, {2100, 2, 0, 28}},
        {36218, {2100, 3, 1, 1}}, {145790, {2400, 2, 2, 29}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct machine *machine = perf_machine(OS_W2K);
        machine_advance(machine, cases[i].days * 24 * CLOCK_HOUR);
        struct perf_session *session = perf_start(machine);
        struct buf data = {0};
        query(session, USTR(u"Global"), &data);
        assert_memory_equal(data.bytes + 36, cases[i].date, 8);
        buf_free(&data);
        perf_session_free(session);
        machine_free(machine);
    }
}

/* One service with an Object List, one without; both would log 1011 when they are reached. */
static struct machine *two_stale_services(void)
{
    struct machine *machine = perf_machine(OS_W2K);
    key_id key = perf_service(machine, u"Listed", u"listed.dll");
    put_string(machine->registry.store, key, USTR(u"Object List"), REG_SZ_TYPE, USTR(u"1848 1860"));
    perf_service(machine, u"Unlisted", u"unlisted.dll");
    return machine;
}

/* rules perflib.queries, perflib.object-list */
static void an_object_list_keeps_a_dll_out_of_other_queries(void **state)
{
    (void)state;
    static const char listed[] = "1011 error \"Listed\" \"listed.dll\" 0000007e\n";
    static const char unlisted[] = "1011 error \"Unlisted\" \"unlisted.dll\" 0000007e\n";
    static const struct {
        const char16_t *query;
        bool listed;
    } cases[] = {{u"Global", true},      {u"gLOBAL", true},       {u"", true},
                 {u"1860", true},        {u"2 1848", true},       {u"2", false},
                 {u"18480", false},      {u"nonsense", false},    {u"Costly", true},
                 {u"Foreign NW1", true}, {u"Foreign NW1 5", true}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct machine *machine = two_stale_services();
        struct perf_session *session = perf_start(machine);
        perf_objects(session, ustr_z(cases[i].query));
        perf_session_free(session);
        char *events = perf_events(machine);
        assert_int_equal(strstr(events, listed) != NULL, cases[i].listed);
        assert_non_null(strstr(events, unlisted));
        mem_free(events);
        machine_free(machine);
    }
}

/* rule perflib.queries */
static void only_what_is_asked_for_comes_back(void **state)
{
    (void)state;
    struct machine *machine = perf_machine(OS_WIN10);
    perf_service(machine, u"S", u"C:\\x.dll");
    perf_module(machine, u"C:\\x.dll");
    struct perf_session *session = perf_start(machine);
    assert_int_equal(perf_objects(session, USTR(u"Global")), 2);
    assert_int_equal(perf_objects(session, USTR(u"MetadataGlobal")), 2);
    assert_int_equal(perf_objects(session, USTR(u"MetadataCostly")), 0);
    assert_int_equal(perf_objects(session, USTR(u"2")), 1);
    assert_int_equal(perf_objects(session, USTR(u" 2 1848")), 2);
    assert_int_equal(perf_objects(session, USTR(u"1850")), 0);
    assert_int_equal(perf_objects(session, USTR(u"Costly")), 0);
    assert_int_equal(perf_objects(session, USTR(u"Foreign OTHER 1848")), 0);
    perf_session_free(session);
    machine_free(machine);
}

/* rule perflib.queries: before Windows 10, MetadataGlobal is a list without indexes. */
static void words_for_metadata_came_with_windows_10(void **state)
{
    (void)state;
    for (enum os os = OS_NT4; os <= OS_WIN10; os++) {
        struct machine *machine = perf_machine(os);
        key_id key = perf_service(machine, u"S", u"C:\\x.dll");
        put_string(machine->registry.store, key, USTR(u"Object List"), REG_SZ_TYPE, USTR(u"1848"));
        struct perf_session *session = perf_start(machine);
        assert_int_equal(perf_objects(session, USTR(u"METADATAglobal")), os == OS_WIN10);
        assert_int_equal(event_log_count(machine->event_log), os == OS_WIN10);
        perf_session_free(session);
        session = perf_start(machine);
        perf_objects(session, USTR(u"metadataCOSTLY"));
        assert_int_equal(event_log_count(machine->event_log), 2 * (os == OS_WIN10));
        perf_session_free(session);
        machine_free(machine);
    }
}

/* rule perflib.who */
static void services_are_listed_once_a_session(void **state)
{
    (void)state;
    struct machine *machine = perf_machine(OS_W2K);
    struct perf_session *session = perf_start(machine);
    perf_objects(session, USTR(u"Global"));
    perf_service(machine, u"New", u"new.dll");
    perf_objects(session, USTR(u"Global"));
    assert_events(machine, "");
    perf_session_free(session);
    machine_free(machine);
}

/* rule perflib.walk */
static void a_service_without_a_usable_performance_key_is_a_warning_at_level_two(void **state)
{
    (void)state;
    struct machine *machine = perf_machine(OS_W2K);
    struct store *store = machine->registry.store;
    key_id services = machine_control_set_key(machine, USTR(u"Services"));
    store_key_add(store, services, USTR(u"Bare"), 0, 0);
    key_id key = perf_service(machine, u"Closed", u"x.dll");
    struct sid everyone;
    assert_true(sid_from_string(&everyone, "WD"));
    const struct blob *denied = security_with_deny(security_default(), &everyone, 1);
    store_security_set(store, key, denied);
    blob_release(denied);
    perf_global(machine);
    assert_events(machine, "");
    perf_setting(machine, USTR(u"EventLogLevel"), 2);
    perf_global(machine);
    assert_events(machine, "2001 warning \"Bare\" 00000002\n2001 warning \"Closed\" 00000005\n");
    store_tree_remove(store, services);
    assert_int_equal(perf_global(machine), 1);
    machine_free(machine);
}

/* rule perflib.access */
static void the_caller_must_be_able_to_read_perflib(void **state)
{
    (void)state;
    struct machine *machine = perf_machine(OS_W2K);
    struct sid everyone;
    assert_true(sid_from_string(&everyone, "WD"));
    const struct blob *denied = security_with_deny(security_default(), &everyone, 1);
    store_security_set(machine->registry.store, perflib_key(machine), denied);
    blob_release(denied);
    struct perf_session *session = perf_start(machine);
    struct buf data = {0};
    uint32_t type;
    assert_int_equal(perflib_query(session, USTR(u"Global"), &type, &data), ERROR_ACCESS_DENIED);
    perf_session_free(session);
    assert_events(machine, "1000 error \"the user\" \"a program\"\n");
    machine_free(machine);
}

/* rules perf.small, perf.names */
static void buffers_follow_the_rules_of_the_performance_key(void **state)
{
    (void)state;
    struct machine *machine = perf_machine(OS_W2K);
    perf_service(machine, STALE, LIBRARY);
    struct perf_session *session = perf_start(machine);
    uint8_t data[4096];
    uint32_t type = 0, size = sizeof data;
    assert_int_equal(perflib_query_value(session, USTR(u"Global"), &type, data, NULL),
                     ERROR_INVALID_PARAMETER);
    assert_int_equal(perflib_query_value(session, USTR(u"Global"), &type, NULL, &size),
                     ERROR_MORE_DATA);
    assert_int_equal(type, REG_BINARY_TYPE);
    assert_int_equal(size, 0);
    assert_int_equal(event_log_count(machine->event_log), 1); /* it has been opened */
    size = 16; /* too small: the size is undefined, here left alone */
    assert_int_equal(perflib_query_value(session, USTR(u"Global"), NULL, data, &size),
                     ERROR_MORE_DATA);
    assert_int_equal(size, 16);
    size = sizeof data;
    assert_int_equal(perflib_query_value(session, USTR(u"Global"), &type, data, &size), 0);
    uint32_t total;
    memcpy(&total, data + 20, sizeof total);
    assert_int_equal(size, total);

    size = 0; /* names: a size is asked for as of any value */
    assert_int_equal(perflib_query_value(session, USTR(u"Counter 009"), &type, NULL, &size), 0);
    assert_int_equal(type, REG_MULTI_SZ_TYPE);
    uint32_t needed = size;
    size = 4;
    assert_int_equal(perflib_query_value(session, USTR(u"counter"), &type, data, &size),
                     ERROR_MORE_DATA);
    assert_int_equal(size, needed);
    assert_int_equal(perflib_query_value(session, USTR(u"COUNTER009"), &type, data, &size), 0);
    assert_memory_equal(data, u"1\0001847\0002\000System", 28);
    size = sizeof data;
    assert_int_equal(perflib_query_value(session, USTR(u"Help 00A"), &type, data, &size), 0);
    assert_memory_equal(data, u"3\000The counters", 28);
    store_tree_remove(machine->registry.store, perflib_key(machine));
    assert_int_equal(perflib_query_value(session, USTR(u"Help"), &type, data, &size),
                     ERROR_FILE_NOT_FOUND);
    perf_session_free(session);
    machine_free(machine);
}

static void a_stated_maximum_is_more_data(void **state)
{
    (void)state;
    struct machine *machine = perf_machine(OS_W2K);
    perf_service(machine, u"S", u"C:\\x.dll");
    perf_module(machine, u"C:\\x.dll")->instances = 10;
    struct perf_session *session = perf_start(machine);
    struct buf all = {0};
    query(session, USTR(u"Global"), &all);
    static const uint32_t less[] = {1, 400, 1000};
    for (size_t i = 0; i < 3; i++) {
        struct buf data = {.max = all.size - less[i]};
        uint32_t type;
        assert_int_equal(perflib_query(session, USTR(u"Global"), &type, &data), ERROR_MORE_DATA);
        buf_free(&data);
    }
    struct buf data = {.max = 100}; /* not even the header */
    uint32_t type;
    assert_int_equal(perflib_query(session, USTR(u"1"), &type, &data), ERROR_MORE_DATA);
    assert_int_equal(perflib_query(session, USTR(u"Counter"), &type, &data), ERROR_MORE_DATA);
    buf_free(&data);
    data = (struct buf){.max = all.size};
    query(session, USTR(u"Global"), &data);
    buf_free(&data);
    buf_free(&all);
    perf_session_free(session);
    machine_free(machine);
}

/* rule perflib.who */
static void a_program_finds_dlls_in_its_own_directory(void **state)
{
    (void)state;
    struct machine *machine = perf_machine(OS_NT4);
    perf_service(machine, u"S", u"x.dll");
    perf_module(machine, u"D:\\agent\\x.dll");
    struct token token = token_administrator();
    struct module_search search = {.program_directory = ustr_dup(USTR(u"D:\\agent"))};
    struct perf_session *session = perf_session_new(machine, &token, &search);
    ustr_free(search.program_directory); /* the program may change directories meanwhile */
    assert_int_equal(perf_objects(session, USTR(u"Global")), 2);
    perf_session_free(session);
    assert_int_equal(perf_global(machine), 1);
    machine_free(machine);
}

/* rule perflib.export */
static void export_types_depend_on_the_system(void **state)
{
    (void)state;
    static const struct {
        enum os os;
        uint32_t type;
        bool passed;
    } cases[] = {{OS_NT4, REG_SZ_TYPE, true},         {OS_NT4, REG_DWORD_TYPE, true},
                 {OS_W2K, REG_SZ_TYPE, true},         {OS_W2K, REG_MULTI_SZ_TYPE, true},
                 {OS_W2K, REG_EXPAND_SZ_TYPE, false}, {OS_XP, REG_DWORD_TYPE, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct machine *machine = perf_machine(cases[i].os);
        struct store *store = machine->registry.store;
        perf_service(machine, u"S", u"x.dll");
        key_id service = service_key(machine, USTR(u"S"));
        key_id linkage = store_ensure(store, service, USTR(u"Linkage"), 0);
        struct perf_service read;
        assert_int_equal(perf_service_read(&read, machine, service, NULL), 0);
        assert_null(read.export); /* Linkage without Export */
        perf_service_done(&read);
        store_value_set(store, linkage, USTR(u"Export"), cases[i].type, "a\0\0", 4);
        assert_int_equal(perf_service_read(&read, machine, service, NULL), 0);
        assert_int_equal(read.export != NULL, cases[i].passed);
        perf_service_done(&read);
        machine_free(machine);
    }
}

/* rule perflib.service-values */
static void object_lists_are_strings_of_numbers(void **state)
{
    (void)state;
    struct machine *machine = perf_machine(OS_W2K);
    struct store *store = machine->registry.store;
    key_id key = perf_service(machine, u"S", u"x.dll");
    key_id service = service_key(machine, USTR(u"S"));
    struct perf_service read;
    const struct ustr lists[] = {USTR(u"9100"), USTR(u"9102")};
    put_strings(store, key, USTR(u"Object List"), lists, 2);
    assert_int_equal(perf_service_read(&read, machine, service, NULL), 0);
    assert_true(read.has_object_list);
    assert_int_equal(read.object_count, 2);
    assert_int_equal(read.objects[1], 9102);
    perf_service_done(&read);
    put_dword(store, key, USTR(u"Object List"),
              9100); /* of a wrong type: as if it were not there */
    assert_int_equal(perf_service_read(&read, machine, service, NULL), 0);
    assert_false(read.has_object_list);
    perf_service_done(&read);
    machine_free(machine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_block_is_well_formed),
        cmocka_unit_test(dates_are_right_around_leap_years),
        cmocka_unit_test(an_object_list_keeps_a_dll_out_of_other_queries),
        cmocka_unit_test(only_what_is_asked_for_comes_back),
        cmocka_unit_test(words_for_metadata_came_with_windows_10),
        cmocka_unit_test(services_are_listed_once_a_session),
        cmocka_unit_test(a_service_without_a_usable_performance_key_is_a_warning_at_level_two),
        cmocka_unit_test(the_caller_must_be_able_to_read_perflib),
        cmocka_unit_test(buffers_follow_the_rules_of_the_performance_key),
        cmocka_unit_test(a_stated_maximum_is_more_data),
        cmocka_unit_test(a_program_finds_dlls_in_its_own_directory),
        cmocka_unit_test(export_types_depend_on_the_system),
        cmocka_unit_test(object_lists_are_strings_of_numbers),
    };
    return RUN_TESTS(tests);
}
