/* perflib/monitor.h: the article's event is periodic, on virtual time. */
#include "perf_machine.h"

/* rule perflib.monitor */
static void an_agent_causes_the_event_every_two_minutes(void **state)
{
    (void)state;
    struct machine *machine = perf_machine(OS_NT4);
    perf_service(machine, STALE, LIBRARY);
    struct monitor_agent agent = {.first = 13 * CLOCK_HOUR, .duration = 14 * CLOCK_HOUR};
    assert_true(monitor_agent_known(&agent, "compaq-insight"));
    assert_false(monitor_agent_known(&agent, "nobody"));
    struct monitor_result result;
    monitor_agent_run(&result, machine, &agent, NULL);
    assert_int_equal(result.polls, 30);
    assert_int_equal(result.code, 0);
    assert_int_equal(event_log_count(machine->event_log), 30);
    assert_int_equal(event_log_at(machine->event_log, 0)->time, CLOCK_START + 13 * CLOCK_HOUR);
    assert_int_equal(event_log_at(machine->event_log, 29)->time,
                     CLOCK_START + 13 * CLOCK_HOUR + 58 * CLOCK_MINUTE);
    assert_int_equal(machine_now(machine), CLOCK_START + 14 * CLOCK_HOUR);
    machine_free(machine);
}

static void one_session_for_all_polls_logs_once(void **state)
{
    (void)state;
    struct machine *machine = perf_machine(OS_NT4);
    perf_service(machine, STALE, LIBRARY);
    struct perf_switches switches = perf_switches_default();
    switches.poll_is_session = false;
    struct monitor_result result;
    monitor_agent_run(&result, machine, &(struct monitor_agent){0, CLOCK_MINUTE, 5 * CLOCK_MINUTE},
                      &switches);
    assert_int_equal(result.polls, 5);
    assert_int_equal(event_log_count(machine->event_log), 1);
    machine_free(machine);
}

static void a_poll_that_is_due_while_another_runs_is_skipped(void **state)
{
    (void)state;
    struct machine *machine = perf_machine(OS_NT4);
    perf_service(machine, u"S", u"C:\\x.dll");
    perf_module(machine, u"C:\\x.dll")->open = (struct module_behaviour){MODULE_HANGS, 0, 90000};
    struct monitor_result result;
    monitor_agent_run(&result, machine, &(struct monitor_agent){0, CLOCK_MINUTE, 5 * CLOCK_MINUTE},
                      NULL);
    assert_int_equal(result.polls, 3); /* at 0, 2 and 4 minutes */
    assert_int_equal(machine_now(machine), CLOCK_START + 330 * CLOCK_SECOND);
    machine_free(machine);
}

static void an_agent_without_an_interval_ends(void **state)
{
    (void)state;
    struct machine *machine = perf_machine(OS_NT4);
    struct monitor_result result;
    monitor_agent_run(&result, machine, &(struct monitor_agent){0, 0, 10}, NULL);
    assert_int_equal(result.polls, 10);
    machine_free(machine);
}

/* rule perflib.monitor */
static void perfmon_reads_names_then_all_data_once(void **state)
{
    (void)state;
    struct machine *machine = perf_machine(OS_W2K);
    perf_service(machine, STALE, LIBRARY);
    struct monitor_result result;
    monitor_perfmon(&result, machine, NULL);
    assert_int_equal(result.code, 0);
    assert_int_equal(event_log_count(machine->event_log), 1);
    struct perf_switches switches = perf_switches_default();
    switches.data_is_load_error = false;
    monitor_perfmon(&result, machine, &switches);
    assert_int_equal(event_log_at(machine->event_log, 1)->data[0], 2);
    machine_free(machine);
}

static void without_names_perfmon_does_not_connect(void **state)
{
    (void)state; /* Q152513 */
    struct machine *machine = perf_machine(OS_W2K);
    struct store *store = machine->registry.store;
    perf_service(machine, STALE, LIBRARY);
    key_id names = store_child_find(store, perflib_key(machine), USTR(u"009"));
    struct monitor_result result;
    store_value_remove(store, names, USTR(u"Help"));
    monitor_perfmon(&result, machine, NULL);
    assert_int_equal(result.code, ERROR_FILE_NOT_FOUND);
    store_tree_remove(store, names);
    monitor_perfmon(&result, machine, NULL);
    assert_int_equal(result.code, ERROR_FILE_NOT_FOUND);
    assert_events(machine, "");
    machine_free(machine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_agent_causes_the_event_every_two_minutes),
        cmocka_unit_test(one_session_for_all_polls_logs_once),
        cmocka_unit_test(a_poll_that_is_due_while_another_runs_is_skipped),
        cmocka_unit_test(an_agent_without_an_interval_ends),
        cmocka_unit_test(perfmon_reads_names_then_all_data_once),
        cmocka_unit_test(without_names_perfmon_does_not_connect),
    };
    return RUN_TESTS(tests);
}
