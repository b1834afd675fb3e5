/* Rules whose test takes more than one program on one Windows: another machine, another process,
 * the system's own privileges, somebody who changes a key meanwhile. */
#include "win32/programs.h"

#include "perflib/perf_machine.h"

/* DESK, which is the caller's to run on, and OTHER, which has keys of its own. */
static struct machine *desk_of_two(enum os os)
{
    struct network *network = network_new();
    struct machine *desk = machine_new(USTR(u"DESK"), os, PLATFORM_I386);
    struct machine *other = machine_new(USTR(u"OTHER"), os, PLATFORM_I386);
    struct store *store = other->registry.store;
    assert_true(network_add(network, desk) && network_add(network, other));
    perflib_make_names(desk);
    perflib_make_names(other);
    store_ensure(store, store_root(store), USTR(u"USER\\of-other"), 1);
    return desk;
}

/* rules save.where, notify.remote, remote.keys */
static void a_remote_key_is_the_remote_machines(void **state)
{
    (void)state;
    static const enum os systems[] = {OS_NT4, OS_W2K, OS_WIN10};
    for (size_t i = 0; i < sizeof systems / sizeof *systems; i++) {
        struct machine *desk = desk_of_two(systems[i]);
        assert_int_equal(exit_code_of(desk, "remote", ""), 0);
        const struct machine *other = machine_find(desk, USTR(u"OTHER"));
        uint32_t attributes;
        assert_int_equal(files_attributes(&attributes, other->files, USTR(u"C:\\saved.hiv")), 0);
        network_free(desk->network);
    }
}

/* rules perflib.who, close.performance: a DLL beside the program is found by the program, and not
 * by the process of another machine, even where that has such a file; stale ones are tried once a
 * session. */
static void counter_dlls_load_on_the_machine_that_is_asked(void **state)
{
    (void)state;
    struct machine *desk = desk_of_two(OS_W2K), *other = machine_find(desk, USTR(u"OTHER"));
    struct machine *const machines[] = {desk, other};
    for (size_t i = 0; i < 2; i++) {
        perf_service(machines[i], u"Beside", u"beside.dll");
        perf_service(machines[i], u"Stale", u"stale.dll");
        perf_module(machines[i], u"C:\\agent\\beside.dll");
    }
    struct image *image = open_program("performance");
    struct token token = token_administrator();
    struct process *process = process_new(desk, &token, USTR(u"C:\\agent\\performance.exe"));
    struct run_result result;
    win32_run(&result, process, image, &quick);
    assert_int_equal(result.end, RUN_EXITED);
    assert_int_equal(result.exit_code, 0);
    assert_events(desk, "1011 error \"Stale\" \"stale.dll\" 0000007e\n"
                        "1011 error \"Stale\" \"stale.dll\" 0000007e\n");
    assert_events(other, "1011 error \"Beside\" \"beside.dll\" 0000007e\n"
                         "1011 error \"Stale\" \"stale.dll\" 0000007e\n"
                         "1011 error \"Beside\" \"beside.dll\" 0000007e\n"
                         "1011 error \"Stale\" \"stale.dll\" 0000007e\n");
    process_free(process);
    image_close(image);
    network_free(desk->network);
}

/* rule perf.text-key */
static void counter_names_are_a_key_to_others_but_not_to_ntdll(void **state)
{
    (void)state;
    for (enum os os = OS_XP; os <= OS_WIN10; os++) {
        struct machine *desk = desk_of_two(os);
        assert_int_equal(exit_code_of(desk, "counter_names", ""), 0);
        network_free(desk->network);
    }
}

/* rule override.process */
static void a_predefined_key_leads_elsewhere_for_one_process(void **state)
{
    (void)state;
    struct machine *machine = machine_new(USTR(u"DESK"), OS_W2K, PLATFORM_I386);
    assert_int_equal(exit_code_of(machine, "overrides", "look"), 0);
    assert_int_equal(exit_code_of(machine, "overrides", "set"), 0);
    assert_int_equal(exit_code_of(machine, "overrides", "look"), 0);
    machine_free(machine);
}

/* rules restore.no-lazy-flush, restore.refresh */
static void a_hive_without_lazy_writing_goes_back_to_its_last_flush(void **state)
{
    (void)state;
    struct machine *machine = machine_new(USTR(u"DESK"), OS_W2K, PLATFORM_I386);
    struct run_result result;
    process_free(run_program(&result, machine, token_system(), "refreshes", "", &quick));
    assert_int_equal(result.end, RUN_EXITED);
    assert_int_equal(result.exit_code, 0);
    machine_free(machine);
}

/* While the program sleeps, SOFTWARE changes in this way. */
static enum call_verdict change(void *context, struct process *process, const char *api,
                                uint32_t *code)
{
    const uint32_t *filter = context;
    struct machine *machine = process->machine;
    (void)code;
    if (strcmp(api, "Sleep") == 0)
        machine->registry.on_change(machine->registry.on_change_context, &machine->registry,
                                    machine_key(machine, USTR(u"MACHINE\\SOFTWARE")), *filter);
    return CALL_GOES_ON;
}

/* NAME, ATTRIBUTES, LAST_SET, SECURITY (rule notify.filters). */
static void each_filter_hears_its_own_kind_of_change(void **state)
{
    (void)state;
    for (uint32_t asked = 1; asked < 16; asked++) {
        for (uint32_t changed = 1; changed < 16; changed *= 2) {
            struct machine *machine = machine_new(USTR(u"DESK"), OS_W2K, PLATFORM_I386);
            struct run_options options = {.before_call = change, .before_call_context = &changed};
            struct run_result result;
            char number[12];
            snprintf(number, sizeof number, "%u", asked);
            process_free(
                run_program(&result, machine, token_administrator(), "watches", number, &options));
            assert_int_equal(result.end, RUN_EXITED);
            assert_int_equal(result.exit_code, (asked & changed) != 0);
            machine_free(machine);
        }
    }
}

/* rule link.user-classes */
static void the_classes_of_a_user_are_where_the_link_leads(void **state)
{
    (void)state;
    struct machine *machine = machine_new(USTR(u"DESK"), OS_W2K, PLATFORM_I386);
    struct store *store = machine->registry.store;
    struct token token = token_administrator();
    char *sid = sid_to_string(&token.user);
    static const char *const paths[] = {"USER\\%s_Classes\\.both",
                                        "MACHINE\\SOFTWARE\\Classes\\.both", "USER\\%s"};
    for (size_t i = 0; i < 3; i++) {
        char path[200];
        snprintf(path, sizeof path, paths[i], sid); /* the second has no place for it */
        struct ustr units = ustr_from_wtf8(path, strlen(path));
        store_value_set(store, store_ensure(store, store_root(store), units, 1), USTR(u"v"), 3,
                        i ? "m" : "u", 1);
        ustr_free(units);
    }
    registry_link_classes(&machine->registry, 2);
    assert_int_equal(exit_code_of(machine, "classes", sid), 0);
    machine_free(machine);
    mem_free(sid);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_remote_key_is_the_remote_machines),
        cmocka_unit_test(counter_dlls_load_on_the_machine_that_is_asked),
        cmocka_unit_test(counter_names_are_a_key_to_others_but_not_to_ntdll),
        cmocka_unit_test(a_predefined_key_leads_elsewhere_for_one_process),
        cmocka_unit_test(a_hive_without_lazy_writing_goes_back_to_its_last_flush),
        cmocka_unit_test(each_filter_hears_its_own_kind_of_change),
        cmocka_unit_test(the_classes_of_a_user_are_where_the_link_leads),
    };
    return RUN_TESTS(tests);
}
