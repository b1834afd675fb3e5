/* Q267971 as perflib plays it: a stale key, event 1011, again in every session; other systems. */
#include "perf_machine.h"

static struct machine *stale_machine(enum os os)
{
    struct machine *machine = perf_machine(os);
    perf_service(machine, STALE, LIBRARY);
    return machine;
}

/* rules perflib.missing-library, perflib.texts, sms.stale */
static void a_library_that_is_gone_gives_the_articles_event_and_the_query_succeeds(void **state)
{
    (void)state;
    for (enum os os = OS_NT4; os <= OS_W2K; os++) {
        struct machine *machine = stale_machine(os);
        assert_int_equal(perf_global(machine), 1);
        /* the first insertion string is the service, the second the library (MSGTAB) */
        assert_events(machine, "1011 error \"SMSPerfCountersForD:_SMS_BIN_I386_SMSPERF.DLL\" "
                               "\"D:\\SMS\\bin\\i386\\SMSPERF.dll\" 0000007e\n");
        const struct event_record *record = event_log_at(machine->event_log, 0);
        assert_int_equal(record->id, 0xC00003F3);
        assert_true(ustr_same(record->source, USTR(u"Perflib")));
        assert_text(machine, 0,
                    USTR(u"The library file \"D:\\SMS\\bin\\i386\\SMSPERF.dll\" specified for the "
                         u"\"SMSPerfCountersForD:_SMS_BIN_I386_SMSPERF.DLL\" service could not be "
                         u"opened. Performance data for this service will not be available. Status "
                         u"code is data DWORD 0."));
        machine_free(machine);
    }
}

/* rules close.performance, perflib.who */
static void a_session_tries_a_stale_dll_once_and_the_next_session_again(void **state)
{
    (void)state;
    struct machine *machine = stale_machine(OS_W2K);
    struct perf_session *session = perf_start(machine);
    perf_objects(session, USTR(u"Global"));
    perf_objects(session, USTR(u"Global"));
    perf_objects(session, USTR(u"4 6"));
    assert_int_equal(event_log_count(machine->event_log), 1);
    perf_session_free(session);
    perf_global(machine);
    assert_int_equal(event_log_count(machine->event_log), 2);
    perf_session_free(NULL);
    machine_free(machine);
}

static void without_the_key_there_is_silence(void **state)
{
    (void)state;
    struct machine *machine = stale_machine(OS_NT4);
    store_tree_remove(machine->registry.store, service_key(machine, USTR(STALE)));
    assert_int_equal(perf_global(machine), 1);
    assert_events(machine, "");
    machine_free(machine);
}

/* rule perflib.missing-library */
static void later_systems_use_other_events(void **state)
{
    (void)state;
    static const struct {
        enum os os;
        const char *events;
    } cases[] = {
        /* KB 942393: data 02 00 00 00 for a deleted DLL on Server 2003 */
        {OS_XP, "1008 error \"S\" \"C:\\x.dll\" 00000002\n"},
        {OS_WS2003, "1008 error \"S\" \"C:\\x.dll\" 00000002\n"},
        {OS_WIN7, "1023 error \"C:\\x.dll\" 0000007e\n"},
        {OS_WIN10, "1023 error \"C:\\x.dll\" 0000007e\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct machine *machine = perf_machine(cases[i].os);
        perf_service(machine, u"S", u"C:\\x.dll");
        assert_int_equal(perf_global(machine), 1); /* System: the query succeeds */
        assert_events(machine, cases[i].events);
        machine_free(machine);
    }
}

static void a_library_for_another_processor_cannot_be_opened_either(void **state)
{
    (void)state;
    for (enum os os = OS_NT4; os <= OS_WS2003; os++) {
        struct machine *machine = perf_machine(os);
        perf_service(machine, u"S", u"C:\\x.dll");
        perf_module(machine, u"C:\\x.dll")->arch = PLATFORM_ALPHA;
        perf_global(machine);
        assert_events(machine, os <= OS_W2K ? "1011 error \"S\" \"C:\\x.dll\" 000000c1\n"
                                            : "1008 error \"S\" \"C:\\x.dll\" 000000c1\n");
        machine_free(machine);
    }
}

/* rule perflib.level */
static void event_log_level_zero_silences_perflib(void **state)
{
    (void)state;
    for (uint32_t level = 0; level <= 3; level++) {
        struct machine *machine = stale_machine(OS_NT4);
        perf_setting(machine, USTR(u"EventLogLevel"), level);
        perf_global(machine);
        assert_int_equal(event_log_count(machine->event_log), level ? 1 : 0);
        machine_free(machine);
    }
}

/* rules perflib.service-values, perflib.shapes */
static void the_library_is_expanded_only_where_its_type_says_so(void **state)
{
    (void)state;
    struct machine *machine = perf_machine(OS_W2K);
    struct store *store = machine->registry.store;
    perf_module(machine, u"C:\\WINNT\\x.dll");
    key_id key = perf_service(machine, u"A", u"%SystemRoot%\\x.dll");
    assert_int_equal(perf_global(machine), 1);
    assert_events(machine, "1011 error \"A\" \"%SystemRoot%\\x.dll\" 0000007e\n");
    put_string(store, key, USTR(u"Library"), REG_EXPAND_SZ_TYPE, USTR(u"%SystemRoot%\\x.dll"));
    assert_int_equal(perf_global(machine), 2);
    put_string(store, key, USTR(u"Library"), REG_EXPAND_SZ_TYPE, USTR(u"%SystemRoot%\\y.dll"));
    event_log_clear(machine->event_log);
    perf_global(machine);
    assert_events(machine, "1011 error \"A\" \"C:\\WINNT\\y.dll\" 0000007e\n");
    machine_free(machine);
}

/* rule perflib.choices */
static void our_choices_are_switches(void **state)
{
    (void)state;
    struct machine *machine = perf_machine(OS_NT4);
    perf_service(machine, u"S", u"x.dll");
    struct perf_session *session = perf_start(machine);
    session->switches.nt4_service_first = false;
    session->switches.data_is_load_error = false;
    perf_objects(session, USTR(u"Global"));
    perf_session_free(session);
    assert_events(machine, "1011 error \"x.dll\" \"S\" 00000002\n");
    machine_free(machine);

    machine = perf_machine(OS_W2K);
    perf_service(machine, u"S", u"x.dll");
    session = perf_start(machine);
    session->switches.missing_library_disables = true;
    perf_objects(session, USTR(u"Global"));
    perf_session_free(session);
    perf_global(machine); /* disabled now: it is passed over */
    assert_events(machine, "1011 error \"S\" \"x.dll\" 0000007e\n1017 error \"S\"\n");
    machine_free(machine);
}

/* rule perflib.long-library */
static void nt4_sp4_dies_of_a_long_library_name(void **state)
{
    (void)state;
    static const char16_t *const packs[] = {u"Service Pack 3", u"Service Pack 4", u"Service Pack 5",
                                            u"Service Pack 6"};
    static const char16_t library[] = /* Q242472 */
        u"D:\\2345678901234567890123456789012345678901234567890123456\\x.dll";
    for (size_t i = 0; i < 8; i++) {
        size_t units = i < 4 ? 63 : 62;
        struct machine *machine = perf_machine(OS_NT4);
        key_id version =
            machine_key(machine, USTR(u"MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion"));
        put_string(machine->registry.store, version, USTR(u"CSDVersion"), REG_SZ_TYPE,
                   ustr_z(packs[i % 4]));
        key_id key = perf_service(machine, u"S", library);
        put_string(machine->registry.store, key, USTR(u"Library"), REG_SZ_TYPE,
                   (struct ustr){library, units});
        struct monitor_result result;
        monitor_perfmon(&result, machine, NULL);
        bool dies = i == 1 || i == 2; /* 62 characters have room */
        assert_int_equal(result.faulted, dies);
        assert_int_equal(result.code, dies ? ERROR_NOACCESS : 0);
        assert_int_equal(event_log_count(machine->event_log), dies ? 0 : 1);
        monitor_agent_run(&result, machine,
                          &(struct monitor_agent){0, CLOCK_MINUTE, 10 * CLOCK_MINUTE}, NULL);
        assert_int_equal(result.polls, dies ? 1 : 10);
        machine_free(machine);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_library_that_is_gone_gives_the_articles_event_and_the_query_succeeds),
        cmocka_unit_test(a_session_tries_a_stale_dll_once_and_the_next_session_again),
        cmocka_unit_test(without_the_key_there_is_silence),
        cmocka_unit_test(later_systems_use_other_events),
        cmocka_unit_test(a_library_for_another_processor_cannot_be_opened_either),
        cmocka_unit_test(event_log_level_zero_silences_perflib),
        cmocka_unit_test(the_library_is_expanded_only_where_its_type_says_so),
        cmocka_unit_test(our_choices_are_switches),
        cmocka_unit_test(nt4_sp4_dies_of_a_long_library_name),
    };
    return RUN_TESTS(tests);
}
