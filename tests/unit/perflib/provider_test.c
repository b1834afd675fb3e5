/* perflib/provider.h: every way in which a counter DLL can misbehave, and its event. */
#include "perf_machine.h"

static struct machine *machine;
static struct module_info *dll;

static void start(enum os os)
{
    machine = perf_machine(os);
    perf_service(machine, u"S", u"C:\\x.dll");
    dll = perf_module(machine, u"C:\\x.dll");
}

static struct module_behaviour behave(const char *text)
{
    struct module_behaviour behaviour;
    assert_true(module_behaviour_parse(&behaviour, text));
    return behaviour;
}

static uint32_t disabled(void)
{
    uint32_t number = 0;
    get_dword(&number, machine->registry.store, perf_service_key(machine, USTR(u"S")),
              USTR(u"Disable Performance Counters"));
    return number;
}

static void a_working_dll_returns_its_object(void **state)
{
    (void)state;
    start(OS_NT4);
    assert_int_equal(perf_global(machine), 2);
    assert_events(machine, "");
    perf_setting(machine, USTR(u"EventLogLevel"), 3);
    perf_global(machine);
    assert_events(machine, "3000 information \"S\" \"C:\\x.dll\"\n");
    machine_free(machine);
}

static void a_missing_procedure_has_an_event_of_its_own(void **state)
{
    (void)state;
    static const char *const expected[] = {
        "1005 error \"OpenPerf\" \"C:\\x.dll\" \"S\" 0000007f\n",
        "1006 error \"CollectPerf\" \"C:\\x.dll\" \"S\" 0000007f\n",
        "1007 error \"ClosePerf\" \"C:\\x.dll\" \"S\" 0000007f\n",
    };
    for (size_t missing = 0; missing < 3; missing++) {
        start(OS_W2K);
        ustr_free(dll->exports[missing]);
        dll->exports[missing] = ustr_dup(USTR(u"other"));
        assert_int_equal(perf_global(machine), 1);
        assert_events(machine, expected[missing]);
        machine_free(machine);
    }
}

static void an_open_that_fails_is_not_called_again_in_the_session(void **state)
{
    (void)state;
    start(OS_W2K);
    dll->open = behave("fails 1003");
    struct perf_session *session = perf_start(machine);
    assert_int_equal(perf_objects(session, USTR(u"Global")), 1);
    assert_int_equal(perf_objects(session, USTR(u"Global")), 1);
    perf_session_free(session);
    assert_events(machine, "1008 error \"S\" \"C:\\x.dll\" 000003eb\n");
    assert_int_equal(disabled(), 0);
    session = perf_start(machine);
    session->switches.failed_open_disables = true;
    perf_objects(session, USTR(u"Global"));
    perf_session_free(session);
    assert_int_equal(disabled(), 1);
    machine_free(machine);
}

/* rule perflib.nt4-1008 */
static void the_words_of_1008_differ_by_system(void **state)
{
    (void)state;
    start(OS_NT4);
    dll->open = behave("fails 127");
    perf_global(machine);
    assert_text(machine, 0,
                USTR(u"The Open Procedure for service \"S\" in DLL \"C:\\x.dll\" failed. "
                     u"Performance data for this service will not be available. Status code "
                     u"returned is DWORD 0."));
    machine_free(machine);
    start(OS_XP);
    dll->open = behave("fails 127");
    perf_global(machine);
    assert_text(machine, 0,
                USTR(u"The Open Procedure for service \"S\" in DLL \"C:\\x.dll\" failed. "
                     u"Performance data for this service will not be available. Status code "
                     u"returned is the first DWORD in the attached data."));
    machine_free(machine);
}

/* rule perflib.disabled */
static void an_exception_in_open_disables_from_windows_2000_on(void **state)
{
    (void)state;
    start(OS_NT4);
    dll->open = behave("faults");
    perf_global(machine);
    assert_events(machine, "1009 error \"S\" \"C:\\x.dll\" c0000005\n");
    assert_int_equal(disabled(), 0);
    machine_free(machine);

    start(OS_W2K);
    dll->open = behave("faults 0xC0000094");
    perf_global(machine);
    perf_global(machine);
    assert_events(machine, "1009 error \"S\" \"C:\\x.dll\" c0000094\n1017 error \"S\"\n");
    assert_int_equal(disabled(), 1);
    machine_free(machine);

    start(OS_W2K); /* Configuration Flags 2: log, never disable */
    perf_setting(machine, USTR(u"Configuration Flags"), 0x12);
    dll->open = behave("faults");
    perf_global(machine);
    assert_events(machine, "1009 error \"S\" \"C:\\x.dll\" c0000005\n");
    machine_free(machine);

    start(OS_W2K);
    dll->open = behave("faults");
    struct perf_session *session = perf_start(machine);
    session->switches.exception_disables = false;
    perf_objects(session, USTR(u"Global"));
    perf_session_free(session);
    assert_int_equal(disabled(), 0);
    machine_free(machine);
}

static void who_may_not_write_disables_for_the_session(void **state)
{
    (void)state;
    start(OS_W2K);
    dll->open = behave("faults");
    struct token token = token_user();
    struct perf_session *session = perf_session_new(machine, &token, NULL);
    perf_objects(session, USTR(u"Global"));
    perf_session_free(session);
    assert_events(machine, "1009 error \"S\" \"C:\\x.dll\" c0000005\n1018 error \"S\"\n");
    assert_int_equal(disabled(), 0);
    machine_free(machine);
}

static void a_slow_open_takes_virtual_time_and_is_warned_of(void **state)
{
    (void)state;
    start(OS_NT4);
    dll->open = behave("hangs 6000 ms");
    assert_int_equal(perf_global(machine), 2);
    assert_events(machine, ""); /* a warning: level 1 hides it */
    assert_int_equal(machine_now(machine), CLOCK_START + 6 * CLOCK_SECOND);
    perf_setting(machine, USTR(u"EventLogLevel"), 2);
    perf_global(machine);
    assert_events(machine, "2002 warning \"S\" \"C:\\x.dll\"\n");
    perf_setting(machine, USTR(u"OpenProcedureWaitTime"), 6000);
    perf_global(machine);
    assert_int_equal(event_log_count(machine->event_log), 1);
    machine_free(machine);

    start(
        OS_W2K); /* the default is 10 s, the service may have its own; 8: slow ones are disabled */
    perf_setting(machine, USTR(u"EventLogLevel"), 2);
    perf_setting(machine, USTR(u"Configuration Flags"), 0x18);
    dll->open = behave("hangs 9000 ms");
    perf_global(machine);
    assert_events(machine, "");
    put_dword(machine->registry.store, perf_service_key(machine, USTR(u"S")), USTR(u"Open Timeout"),
              1000);
    perf_global(machine);
    assert_events(machine, "2002 warning \"S\" \"C:\\x.dll\"\n1017 error \"S\"\n");
    machine_free(machine);
}

static void a_failing_collect_returns_nothing_and_is_logged_each_time(void **state)
{
    (void)state;
    start(OS_NT4);
    dll->collect = behave("fails 0x6BA");
    struct perf_session *session = perf_start(machine);
    assert_int_equal(perf_objects(session, USTR(u"Global")), 1);
    assert_int_equal(perf_objects(session, USTR(u"Global")), 1);
    perf_session_free(session);
    assert_events(machine, "1010 error \"S\" \"C:\\x.dll\" 000006ba\n"
                           "1010 error \"S\" \"C:\\x.dll\" 000006ba\n");
    machine_free(machine);

    start(OS_W2K);
    dll->collect = behave("faults");
    session = perf_start(machine);
    perf_objects(session, USTR(u"Global"));
    perf_objects(session, USTR(u"Global"));
    perf_session_free(session);
    assert_events(machine, "1010 error \"S\" \"C:\\x.dll\" c0000005\n1017 error \"S\"\n");
    machine_free(machine);

    start(OS_W2K);
    dll->collect = behave("faults");
    session = perf_start(machine);
    session->switches.exception_disables = false;
    perf_objects(session, USTR(u"Global"));
    perf_objects(session, USTR(u"Global"));
    perf_session_free(session);
    assert_int_equal(event_log_count(machine->event_log), 2);
    machine_free(machine);
}

static void a_slow_collect_is_an_error_from_windows_2000_on(void **state)
{
    (void)state;
    start(OS_W2K);
    dll->collect = behave("hangs 20000 ms");
    dll->close = behave("hangs 500 ms");
    assert_int_equal(perf_global(machine), 2);
    assert_events(machine, "1015 error \"CollectPerf\" \"C:\\x.dll\"\n");
    assert_int_equal(machine_now(machine), CLOCK_START + 20500 * CLOCK_MILLISECOND);
    put_dword(machine->registry.store, perf_service_key(machine, USTR(u"S")),
              USTR(u"Collect Timeout"), 30000);
    perf_global(machine);
    assert_int_equal(event_log_count(machine->event_log), 1);
    put_dword(machine->registry.store, perf_service_key(machine, USTR(u"S")),
              USTR(u"Collect Timeout"), 10);
    perf_setting(machine, USTR(u"Configuration Flags"), PERF_FLAG_NO_TIMING);
    perf_global(machine);
    assert_int_equal(event_log_count(machine->event_log), 1);
    perf_setting(machine, USTR(u"Configuration Flags"), PERF_FLAG_DISABLE_SLOW);
    perf_global(machine);
    assert_int_equal(disabled(), 1);
    machine_free(machine);
}

static void wrong_data_are_told_and_mostly_dropped(void **state)
{
    (void)state;
    static const struct {
        enum os os;
        const char *collect, *events;
        uint32_t objects;
    } cases[] = {
        {OS_NT4, "overruns 16", "1013 error \"C:\\x.dll\" \"S\" 00000010\n", 1},
        {OS_W2K, "overruns 16", "1013 error \"C:\\x.dll\" \"S\" 00000010\n1017 error \"S\"\n", 1},
        {OS_W2K, "wrong-length", "1003 error \"C:\\x.dll\" \"S\" 00000001\n", 1},
        {OS_NT4, "wrong-length", "", 2}, /* the default test level is 4: none */
        {OS_W2K, "wrong-instance", "1004 error \"C:\\x.dll\" \"S\" 00000738\n", 1},
        {OS_NT4, "wrong-instance", "", 2},
        {OS_W2K, "wrong-header", "1019 error \"C:\\x.dll\" \"S\" 00000738\n", 1},
        {OS_NT4, "wrong-header", "", 2},
        /* the object: 64 + 2 counters of 40 + 8 and two values */
        {OS_W2K, "wrong-pointer", "2000 warning \"S\" \"C:\\x.dll\" 000000a8 000000a0\n", 2},
        {OS_W2K, "misaligns", "1016 warning \"S\" \"C:\\x.dll\"\n", 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        start(cases[i].os);
        perf_setting(machine, USTR(u"EventLogLevel"), 2);
        dll->collect = behave(cases[i].collect);
        assert_int_equal(perf_global(machine), cases[i].objects);
        assert_events(machine, cases[i].events);
        machine_free(machine);
    }
}

static void tests_depend_on_level_trust_and_flags(void **state)
{
    (void)state;
    start(OS_NT4);
    dll->collect = behave("wrong-header"); /* tested at level 1, but 1019 came with Windows 2000 */
    perf_setting(machine, USTR(u"ExtCounterTestLevel"), 1);
    assert_int_equal(perf_global(machine), 2);
    assert_events(machine, "");
    dll->collect = behave("wrong-length");
    assert_int_equal(perf_global(machine), 1);
    machine_free(machine);

    start(OS_W2K);
    dll->collect = behave("wrong-length");
    store_value_set(machine->registry.store, perf_service_key(machine, USTR(u"S")),
                    USTR(u"Library Validation Code"), REG_BINARY_TYPE, "x", 1);
    assert_int_equal(perf_global(machine), 2);
    machine_free(machine);

    start(OS_W2K);
    perf_setting(machine, USTR(u"EventLogLevel"), 2);
    dll->collect = behave("misaligns");
    perf_setting(machine, USTR(u"Configuration Flags"), PERF_FLAG_NO_ALIGNMENT_TEST);
    perf_global(machine);
    assert_events(machine, "");
    dll->collect = behave("wrong-length");
    perf_setting(machine, USTR(u"Configuration Flags"), PERF_FLAG_NO_TIMING);
    assert_int_equal(perf_global(machine), 2);
    dll->collect = behave("overruns");
    struct perf_session *session = perf_start(machine);
    session->switches.exception_disables = false;
    assert_int_equal(perf_objects(session, USTR(u"Global")), 1);
    assert_int_equal(perf_objects(session, USTR(u"Global")), 1);
    perf_session_free(session);
    assert_int_equal(event_log_count(machine->event_log), 2);
    machine_free(machine);
}

/* rule perflib.service-values */
static void incomplete_keys_are_passed_over(void **state)
{
    (void)state;
    static const struct {
        const char16_t *value;
        const char *xp;
    } cases[] = {
        {u"Library", "3004 error \"Library\" \"S\"\n"},
        {u"Open", "3003 error \"Open\" \"S\"\n"},
        {u"Collect", "3003 error \"Collect\" \"S\"\n"},
        {u"Close", "3003 error \"Close\" \"S\"\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (enum os os = OS_W2K; os <= OS_XP; os++) {
            start(os);
            struct store *store = machine->registry.store;
            key_id key = perf_service_key(machine, USTR(u"S"));
            struct ustr name = ustr_z(cases[i].value), text;
            assert_true(value_string(&text, store_value_find(store, key, name)));
            put_string(store, key, name, REG_EXPAND_SZ_TYPE, text);
            assert_int_equal(perf_global(machine), 2);
            put_dword(store, key, name, 1); /* of a wrong type */
            assert_int_equal(perf_global(machine), 1);
            assert_events(machine, os == OS_XP ? cases[i].xp : "");
            machine_free(machine);
        }
    }
}

/* Without its name indexes a DLL is called and has nothing to return (rule
 * perflib.service-values). */
static void first_counter_and_its_kind_are_numbers(void **state)
{
    (void)state;
    static const char16_t *const names[] = {u"First Counter", u"Last Counter", u"First Help"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        start(OS_W2K);
        struct store *store = machine->registry.store;
        key_id key = perf_service_key(machine, USTR(u"S"));
        assert_int_equal(perf_global(machine), 2);
        put_string(store, key, ustr_z(names[i]), REG_SZ_TYPE, USTR(u"1848"));
        assert_int_equal(perf_global(machine), 1);
        store_value_set(store, key, ustr_z(names[i]), REG_BINARY_TYPE, "\x38\7\0", 4);
        assert_int_equal(perf_global(machine), 1);
        assert_events(machine, "");
        machine_free(machine);
    }
}

/* rule perflib.disabled */
static void disable_performance_counters_is_honoured_from_windows_2000_on(void **state)
{
    (void)state;
    for (enum os os = OS_NT4; os <= OS_W2K; os++) {
        for (uint32_t value = 0; value < 2; value++) {
            start(os);
            put_dword(machine->registry.store, perf_service_key(machine, USTR(u"S")),
                      USTR(u"Disable Performance Counters"), value);
            assert_int_equal(perf_global(machine), os == OS_NT4 || !value ? 2 : 1);
            assert_events(machine, "");
            machine_free(machine);
        }
    }
}

static void a_key_that_is_gone_is_disabled_for_the_session_only(void **state)
{
    (void)state;
    start(OS_W2K);
    struct perf_session *session = perf_start(machine);
    assert_int_equal(perf_objects(session, USTR(u"Global")), 2);
    store_tree_remove(machine->registry.store, service_key(machine, USTR(u"S")));
    assert_int_equal(perf_objects(session, USTR(u"Global")), 2); /* still loaded */
    dll->collect = behave("faults");
    assert_int_equal(perf_objects(session, USTR(u"Global")), 1);
    perf_session_free(session);
    assert_events(machine, "1010 error \"S\" \"C:\\x.dll\" c0000005\n1018 error \"S\"\n");
    machine_free(machine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_working_dll_returns_its_object),
        cmocka_unit_test(a_missing_procedure_has_an_event_of_its_own),
        cmocka_unit_test(an_open_that_fails_is_not_called_again_in_the_session),
        cmocka_unit_test(the_words_of_1008_differ_by_system),
        cmocka_unit_test(an_exception_in_open_disables_from_windows_2000_on),
        cmocka_unit_test(who_may_not_write_disables_for_the_session),
        cmocka_unit_test(a_slow_open_takes_virtual_time_and_is_warned_of),
        cmocka_unit_test(a_failing_collect_returns_nothing_and_is_logged_each_time),
        cmocka_unit_test(a_slow_collect_is_an_error_from_windows_2000_on),
        cmocka_unit_test(wrong_data_are_told_and_mostly_dropped),
        cmocka_unit_test(tests_depend_on_level_trust_and_flags),
        cmocka_unit_test(incomplete_keys_are_passed_over),
        cmocka_unit_test(first_counter_and_its_kind_are_numbers),
        cmocka_unit_test(disable_performance_counters_is_honoured_from_windows_2000_on),
        cmocka_unit_test(a_key_that_is_gone_is_disabled_for_the_session_only),
    };
    return RUN_TESTS(tests);
}
