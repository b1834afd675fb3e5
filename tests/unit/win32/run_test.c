/* The runner: programs built by regsim-cc, run inside this process. */
#include "machine/event_log.h"
#include "win32/programs.h"

#include <stdlib.h>

struct ran {
    struct machine *machine;
    struct process *process;
    struct run_result result;
};

static struct ran run_on(enum os os, const char *name, const char *arguments)
{
    struct ran ran;
    ran.machine = machine_new(USTR(u"DESK"), os, PLATFORM_I386);
    ran.process =
        run_program(&ran.result, ran.machine, token_administrator(), name, arguments, &quick);
    return ran;
}

static struct ran run(const char *name, const char *arguments)
{
    return run_on(OS_W2K, name, arguments);
}

static void done(struct ran *ran)
{
    process_free(ran->process);
    machine_free(ran->machine);
}

static void expect_exit(const char *name, const char *arguments, uint32_t code)
{
    struct ran ran = run(name, arguments);
    if (ran.result.end != RUN_EXITED || ran.result.exit_code != code)
        print_error("%s %s: end %d code 0x%x %s\n", name, arguments, (int)ran.result.end,
                    ran.result.exit_code, ran.result.text);
    assert_int_equal(ran.result.end, RUN_EXITED);
    assert_int_equal(ran.result.exit_code, code);
    assert_int_equal(ran.process->state, PROCESS_EXITED);
    done(&ran);
}

static void expect_crash(const char *way, uint32_t exception, const char *call)
{
    struct ran ran = run("ends", way);
    assert_int_equal(ran.result.end, RUN_CRASHED);
    assert_int_equal(ran.result.exit_code, exception);
    if (call)
        assert_string_equal(ran.result.call, call);
    else
        assert_null(ran.result.call);
    assert_int_equal(ran.process->state, PROCESS_FAULTED);
    done(&ran);
}

static void a_program_prints_and_returns_with_fresh_globals_each_time(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++) {
        struct ran ran = run("hello", "\"a b\"");
        assert_int_equal(ran.result.end, RUN_EXITED);
        assert_int_equal(ran.result.exit_code, 1);
        assert_string_equal(buf_z(&ran.process->out),
                            "hello 2 a b wide 12345678901 4000000000 narrow|   42|ab   |0beef\r\n");
        assert_string_equal(buf_z(&ran.process->err), "run 1\r\n");
        done(&ran);
    }
}

static void a_wide_program_works_with_the_registry(void **state)
{
    (void)state;
    struct ran ran = run("wide", "x");
    assert_int_equal(ran.result.exit_code, 0);
    assert_string_equal(buf_z(&ran.process->out), "x|narrow|2|value\r\n");
    assert_int_not_equal(
        registry_resolve(&ran.machine->registry, USTR(u"MACHINE\\SOFTWARE\\Vendor\\Product")), 0);
    done(&ran);
}

static void files_errors_and_messages_work(void **state)
{
    (void)state;
    expect_exit("files", "", 0);
}

static void the_c_library_is_microsofts(void **state)
{
    (void)state;
    expect_exit("crt", "", 0);
}

static void a_fault_is_the_death_of_the_simulated_process(void **state)
{
    (void)state;
    expect_crash("null", 0xC0000005u, NULL);
    expect_crash("wild-name", 0xC0000005u, "RegOpenKeyExA");
    expect_crash("wild-printf", 0xC0000005u, NULL);
    expect_crash("divide", 0xC0000094u, NULL);
    expect_crash("stack", 0xC00000FDu, NULL);
    expect_crash("stack-api", 0xC00000FDu, "RegOpenKeyExA");
    expect_crash("double-free", 0xC0000374u, NULL);
}

static void wild_data_of_a_value_is_an_answer(void **state)
{
    (void)state;
    expect_exit("ends", "wild-data", 998);
}

static void endless_loops_are_stopped(void **state)
{
    (void)state;
    static const char *const ways[] = {"loop", "loop-api"};
    for (int i = 0; i < 2; i++) {
        struct ran ran = run("ends", ways[i]);
        assert_int_equal(ran.result.end, RUN_TIMED_OUT);
        assert_int_equal(ran.process->state, PROCESS_TIMED_OUT);
        done(&ran);
    }
}

static void exit_works_from_anywhere(void **state)
{
    (void)state;
    struct ran ran = run("ends", "exit");
    assert_int_equal(ran.result.exit_code, 7);
    assert_string_equal(buf_z(&ran.process->out), "bye\r\n");
    done(&ran);
    expect_exit("ends", "exit-process", 0x12345678);
    expect_exit("ends", "abort", 3);
}

/* rule notify.thread-exit */
static void what_a_program_reports_is_in_the_log(void **state)
{
    (void)state;
    struct ran ran = run("reports", "");
    struct ubuf text = {0};
    assert_int_equal(ran.result.end, RUN_EXITED);
    assert_int_equal(ran.result.exit_code, 0);
    assert_int_equal(event_log_count(ran.machine->event_log), 2);
    const struct event_record *record = event_log_at(ran.machine->event_log, 0);
    assert_true(ustr_same(record->source, USTR(u"Contoso Fixer")));
    assert_int_equal(record->id, 0x80000007);
    assert_int_equal(record->type, EVENT_WARNING);
    assert_int_equal(record->category, 3);
    assert_int_equal(record->string_count, 2);
    assert_true(ustr_same(record->strings[1], USTR(u"17")));
    assert_int_equal(record->data_size, 2);
    assert_int_equal(record->data[1], 0xCD);
    event_log_text(&text, ran.machine->event_log, record);
    assert_true(text.count > 0);
    ubuf_free(&text);
    assert_int_equal(event_log_at(ran.machine->event_log, 1)->string_count, EVENT_STRINGS_MAX);
    done(&ran);
}

static void what_a_program_holds_goes_with_it(void **state)
{
    (void)state;
    struct ran ran = run("ends", "leak");
    assert_int_equal(ran.process->handles_open, 0);
    assert_int_equal(ran.process->heap_bytes, 0);
    struct machine *fresh = machine_new(USTR(u"DESK"), OS_W2K, PLATFORM_I386);
    assert_true(ran.machine->registry.on_change == fresh->registry.on_change); /* no watch */
    machine_free(fresh);
    assert_int_equal(files_delete(ran.machine->files, USTR(u"C:\\leak.txt")), 0); /* not open */
    done(&ran);
}

/* rule delete.tree-since */
static void a_function_that_this_windows_lacks_keeps_a_program_from_starting(void **state)
{
    (void)state;
    struct ran ran = run_on(OS_NT4, "newer", "");
    assert_int_equal(ran.result.end, RUN_NOT_STARTED);
    assert_string_equal(ran.result.missing, "RegDeleteTreeA");
    done(&ran);
    ran = run_on(OS_WIN7, "newer", "");
    assert_int_equal(ran.result.end, RUN_EXITED);
    assert_int_equal(ran.result.exit_code, 2);
    done(&ran);
}

/* rules delete.tree-since, ktm.none */
static void get_proc_address_knows_what_this_windows_has(void **state)
{
    (void)state;
    struct ran ran = run_on(OS_NT4, "probe", "");
    assert_int_equal(ran.result.exit_code, 1);
    done(&ran);
    ran = run_on(OS_WIN7, "probe", "");
    assert_int_equal(ran.result.exit_code, 3);
    done(&ran);
}

/* rule module.arguments */
static void an_empty_line_is_the_whole_path_of_the_program(void **state)
{
    (void)state;
    struct machine *machine = machine_new(USTR(u"DESK"), OS_W2K, PLATFORM_I386);
    struct image *image = open_program("blanks");
    struct token token = token_administrator();
    struct process *process = process_new(machine, &token, USTR(u"\"C:\\My Dir\\blanks.exe\" a b"));
    struct run_result result;
    win32_run(&result, process, image, &quick);
    assert_int_equal(result.end, RUN_EXITED);
    assert_int_equal(result.exit_code, 0);
    process_free(process);
    image_close(image);
    machine_free(machine);
}

static void what_regsim_cc_did_not_build_is_refused(void **state)
{
    (void)state;
    struct image *image = NULL;
    struct diags diags = {0};
    regsim_status status = image_open(&image, "/proc/self/exe", &diags);
    assert_int_equal(status.code, REGSIM_INVALID);
    assert_null(image);
    status = image_open(&image, "/nonexistent/x.so", &diags);
    assert_int_equal(status.code, REGSIM_HOST);
    assert_int_equal(diags.errors, 2);
    diags_free(&diags);
}

static enum call_verdict third_call(void *context, struct process *process, const char *api,
                                    uint32_t *code)
{
    (void)process, (void)api;
    *code = 1450;
    unsigned *plan = context; /* the verdict of the third call */
    return --plan[0] == 0 ? (enum call_verdict)plan[1] : CALL_GOES_ON;
}

static void the_player_may_fail_a_call_or_cut_the_power(void **state)
{
    (void)state;
    struct image *image = open_program("wide");
    struct token token = token_administrator();
    static const struct {
        enum call_verdict verdict;
        enum run_end end;
        uint32_t code;
    } cases[] = {{CALL_FAILS, RUN_EXITED, 13}, {CALL_LOSES_POWER, RUN_LOST_POWER, 0}};
    for (int i = 0; i < 2; i++) {
        unsigned plan[2] = {3, (unsigned)cases[i].verdict};
        struct run_options options = {.before_call = third_call, .before_call_context = plan};
        struct machine *machine = machine_new(USTR(u"DESK"), OS_W2K, PLATFORM_I386);
        struct process *process = process_new(machine, &token, USTR(u"wide.exe x"));
        struct run_result result;
        win32_run(&result, process, image, &options);
        assert_int_equal(result.end, cases[i].end);
        assert_int_equal(result.exit_code, cases[i].code);
        process_free(process);
        machine_free(machine);
    }
    image_close(image);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_program_prints_and_returns_with_fresh_globals_each_time),
        cmocka_unit_test(a_wide_program_works_with_the_registry),
        cmocka_unit_test(files_errors_and_messages_work),
        cmocka_unit_test(the_c_library_is_microsofts),
        cmocka_unit_test(a_fault_is_the_death_of_the_simulated_process),
        cmocka_unit_test(wild_data_of_a_value_is_an_answer),
        cmocka_unit_test(endless_loops_are_stopped),
        cmocka_unit_test(exit_works_from_anywhere),
        cmocka_unit_test(what_a_program_reports_is_in_the_log),
        cmocka_unit_test(what_a_program_holds_goes_with_it),
        cmocka_unit_test(a_function_that_this_windows_lacks_keeps_a_program_from_starting),
        cmocka_unit_test(get_proc_address_knows_what_this_windows_has),
        cmocka_unit_test(an_empty_line_is_the_whole_path_of_the_program),
        cmocka_unit_test(what_regsim_cc_did_not_build_is_refused),
        cmocka_unit_test(the_player_may_fail_a_call_or_cut_the_power),
    };
    return RUN_TESTS(tests);
}
