/* perflib_service_loads: whether live counters still load, asked without any effect. */
#include "perf_machine.h"

static void every_reason_not_to_load_is_told(void **state)
{
    (void)state;
    struct machine *machine = perf_machine(OS_W2K);
    struct module_info *dll = perf_module(machine, u"C:\\x.dll");
    struct store *store = machine->registry.store;
    key_id key = perf_service(machine, u"S", u"C:\\x.dll");
    key_id service = service_key(machine, USTR(u"S"));
    uint32_t code = 77;
    assert_int_equal(perflib_service_loads(machine, service, &code), PERF_LOADS);
    assert_int_equal(code, 0);
    dll->open = (struct module_behaviour){MODULE_HANGS, 0, 20000};
    assert_int_equal(perflib_service_loads(machine, service, NULL), PERF_LOADS);
    dll->open = (struct module_behaviour){MODULE_FAILS, 5, 0};
    assert_int_equal(perflib_service_loads(machine, service, &code), PERF_OPEN_FAILS);
    assert_int_equal(code, 5);
    dll->open = (struct module_behaviour){MODULE_FAULTS, 0xC0000005, 0};
    assert_int_equal(perflib_service_loads(machine, service, &code), PERF_OPEN_FAILS);
    assert_int_equal(code, 0xC0000005);
    dll->open = (struct module_behaviour){0};
    store_value_remove(store, key, USTR(u"Last Counter"));
    assert_int_equal(perflib_service_loads(machine, service, &code), PERF_NO_COUNTERS);
    for (size_t i = 0; i < 3; i++) {
        struct ustr name = dll->exports[i];
        dll->exports[i] = USTR(u"other");
        assert_int_equal(perflib_service_loads(machine, service, &code), PERF_PROCEDURE_MISSING);
        assert_int_equal(code, ERROR_PROC_NOT_FOUND);
        dll->exports[i] = name;
    }
    dll->arch = PLATFORM_ALPHA;
    assert_int_equal(perflib_service_loads(machine, service, &code), PERF_LIBRARY_FAILS);
    assert_int_equal(code, ERROR_BAD_EXE_FORMAT);
    static const char16_t *const names[] = {u"Close", u"Collect", u"Open"};
    for (size_t i = 0; i < 3; i++) {
        store_value_remove(store, key, ustr_z(names[i]));
        assert_int_equal(perflib_service_loads(machine, service, &code), PERF_NO_PROCEDURE_NAME);
    }
    store_value_remove(store, key, USTR(u"Library"));
    assert_int_equal(perflib_service_loads(machine, service, &code), PERF_NO_LIBRARY);
    put_dword(store, key, USTR(u"Disable Performance Counters"), 1);
    assert_int_equal(perflib_service_loads(machine, service, &code), PERF_DISABLED);
    store_tree_remove(store, key);
    assert_int_equal(perflib_service_loads(machine, service, &code), PERF_NO_PERFORMANCE_KEY);
    assert_events(machine, "");
    assert_int_equal(machine_now(machine), CLOCK_START);
    assert_int_equal(perf_service_key(machine, USTR(u"nobody")), KEY_NONE);
    machine_free(machine);
}

static void an_unloaded_service_returns_nothing_and_is_no_error(void **state)
{
    (void)state;
    struct machine *machine = perf_machine(OS_W2K);
    perf_module(machine, u"C:\\x.dll");
    key_id key = perf_service(machine, u"S", u"C:\\x.dll");
    store_value_remove(machine->registry.store, key, USTR(u"First Counter"));
    assert_int_equal(perf_global(machine), 1);
    assert_events(machine, "");
    machine_free(machine);
}

static void every_reason_has_a_phrase(void **state)
{
    (void)state;
    for (enum perf_load load = PERF_LOADS; load <= PERF_NO_COUNTERS; load++)
        assert_true(strlen(perf_load_text(load)) > 4);
    assert_string_equal(perf_load_text((enum perf_load)99), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_reason_not_to_load_is_told),
        cmocka_unit_test(an_unloaded_service_returns_nothing_and_is_no_error),
        cmocka_unit_test(every_reason_has_a_phrase),
    };
    return RUN_TESTS(tests);
}
