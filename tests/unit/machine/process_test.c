/* machine/process.h: arguments, handles, memory, the end. */
#include "check.h"

#include "machine/process.h"

#include <string.h>

static struct machine *machine;
static struct process *process;

static int start(void **state)
{
    (void)state;
    machine = machine_new(USTR(u"SITE1"), OS_NT4, PLATFORM_I386);
    struct token token = token_administrator();
    process = process_new(machine, &token, USTR(u"smsperffix.exe --fix"));
    return 0;
}

static int stop(void **state)
{
    (void)state;
    process_free(process);
    process_free(NULL);
    machine_free(machine);
    return 0;
}

static void assert_args(struct ustr line, size_t count, const char16_t *const *expected)
{
    struct ustr *args;
    size_t found;
    args_split(&args, &found, line);
    assert_int_equal(found, count);
    for (size_t i = 0; i < count; i++)
        assert_true(ustr_same(args[i], ustr_z(expected[i])));
    args_free(args, found);
}

/* rule module.arguments */
static void arguments_are_split_as_commandlinetoargvw_does(void **state)
{
    (void)state;
    assert_args(USTR(u"fix --backup C:\\undo.reg \\\\LOGON1"), 4,
                (const char16_t *const[]){u"fix", u"--backup", u"C:\\undo.reg", u"\\\\LOGON1"});
    assert_args(USTR(u"\"C:\\My Dir\\fix.exe\" \"a b\"\tc"), 3,
                (const char16_t *const[]){u"C:\\My Dir\\fix.exe", u"a b", u"c"});
    assert_args(USTR(u"f \"a\\\\\" b"), 3, (const char16_t *const[]){u"f", u"a\\", u"b"});
    assert_args(USTR(u"f a\\\\\\\"b c"), 3, (const char16_t *const[]){u"f", u"a\\\"b", u"c"});
    assert_args(USTR(u"f a\\\\b \"\" x\"y z\"w"), 4,
                (const char16_t *const[]){u"f", u"a\\\\b", u"", u"xy zw"});
    /* two quotes inside quotes are one quote and end the protection */
    assert_args(USTR(u"f \"a\"\"b c\""), 3, (const char16_t *const[]){u"f", u"a\"b", u"c"});
    assert_args(USTR(u"   "), 1, (const char16_t *const[]){u""});
    assert_args(USTR(u"\"unclosed name"), 1, (const char16_t *const[]){u"unclosed name"});
    assert_args(USTR(u""), 1, (const char16_t *const[]){u""});
}

static void a_process_starts_in_the_root_with_the_machines_environment(void **state)
{
    (void)state;
    assert_int_equal(process->arg_count, 2);
    assert_true(ustr_same(process->program, USTR(u"C:\\smsperffix.exe")));
    assert_true(ustr_same(process->cwd, USTR(u"C:\\")));
    struct ustr value;
    assert_true(environment_get(&value, &process->environment, USTR(u"windir")));
    assert_int_equal(process_draw(process, "anything", 5), 0);
    struct token token = token_user();
    struct process *other = process_new(machine, &token, USTR(u"\"a|b\""));
    assert_int_equal(other->program.count, 0);
    process_free(other);
}

static void a_closed_handle_stays_closed_when_its_slot_is_used_again(void **state)
{
    (void)state;
    struct handle *handle;
    uint32_t first = handle_new(process, HANDLE_EVENT, machine, &handle);
    handle->u.event = event_new(EVENT_SIGNALLED, (struct ustr){0});
    assert_non_null(handle_get(process, first, HANDLE_EVENT));
    assert_null(handle_get(process, first, HANDLE_FILE));
    assert_null(handle_any(process, first + 1));
    assert_null(handle_any(process, 0));
    assert_null(handle_any(process, (uint64_t)first << 32));
    assert_true(handle_close(process, first));
    assert_false(handle_close(process, first));
    uint32_t second = handle_new(process, HANDLE_EVENT, machine, &handle);
    assert_int_not_equal(first, second);
    assert_null(handle_any(process, first));
    assert_null(handle->u.event);
    assert_int_equal(process->handles_open, 1);
}

static void a_duplicate_is_another_handle_of_the_same_object(void **state)
{
    (void)state;
    struct handle *handle;
    size_t before = process->handles_open;
    uint32_t first = handle_new(process, HANDLE_EVENT, machine, &handle);
    handle->u.event = event_new(0, (struct ustr){0});
    uint32_t second = handle_duplicate(process, first);
    handle_get(process, second, HANDLE_EVENT)->u.event->state = EVENT_SIGNALLED;
    assert_int_equal(handle_get(process, first, HANDLE_EVENT)->u.event->state, EVENT_SIGNALLED);
    assert_true(handle_close(process, first));
    assert_int_equal(handle_get(process, second, HANDLE_EVENT)->u.event->state, EVENT_SIGNALLED);
    assert_true(handle_close(process, second));
    assert_int_equal(process->handles_open, before);
    uint32_t source = handle_new(process, HANDLE_EVENT_SOURCE, machine, &handle);
    assert_int_equal(handle_duplicate(process, source), 0);
    assert_int_equal(handle_duplicate(process, 0), 0);
    assert_true(handle_close(process, source));
}

static void generations_come_round_without_hitting_zero(void **state)
{
    (void)state;
    struct handle *handle;
    uint32_t first = handle_new(process, HANDLE_EVENT, machine, &handle), value = first;
    for (int i = 0; i < 1 << 14; i++) {
        assert_true(handle_close(process, value));
        value = handle_new(process, HANDLE_EVENT, machine, &handle);
        assert_true(value && value % 4 == 0);
    }
    assert_int_equal(value, first);
}

static void there_is_a_last_handle(void **state)
{
    (void)state;
    struct handle *handle;
    for (int i = 0; i < PROCESS_HANDLES_MAX; i++)
        assert_true(handle_new(process, HANDLE_TOKEN, machine, &handle) != 0);
    assert_int_equal(handle_new(process, HANDLE_TOKEN, machine, &handle), 0);
}

static int performances_freed;

static void free_performance(void *session)
{
    assert_ptr_equal(session, process);
    performances_freed++;
}

static void the_end_closes_files_and_gives_memory_back(void **state)
{
    (void)state;
    struct handle *handle;
    files_put(machine->files, USTR(u"C:\\f"), "x", 1, NULL, 0);
    assert_true(handle_new(process, HANDLE_FILE, machine, &handle) != 0);
    assert_int_equal(files_open(&handle->u.file, NULL, machine->files, USTR(u"C:\\f"),
                                FILE_CAN_READ, 0, FILE_OPEN_EXISTING, 0, 0),
                     0);
    assert_true(handle_new(process, HANDLE_FIND, machine, &handle) != 0);
    handle->u.find.directory = ustr_dup(USTR(u"C:\\"));
    handle->u.find.pattern = ustr_dup(USTR(u"*"));
    handle->u.find.after = ustr_dup(USTR(u""));
    assert_true(handle_new(process, HANDLE_EVENT_SOURCE, machine, &handle) != 0);
    handle->u.source = ustr_dup(USTR(u"fixer"));
    assert_true(handle_new(process, HANDLE_MODULE, machine, &handle) != 0);
    handle->u.module.info = module_info_new(PLATFORM_I386);
    handle->u.module.path = ustr_dup(USTR(u"C:\\f"));
    assert_true(handle_new(process, HANDLE_PERFORMANCE, machine, &handle) != 0);
    handle->u.performance = (struct performance){process, free_performance};
    assert_true(handle_new(process, HANDLE_PERFORMANCE, machine, &handle) != 0);
    assert_non_null(process_alloc(process, 100, false));
    process->performance = process;
    process->performance_free = free_performance;
    performances_freed = 0;
    buf_text(&process->out, "said");
    process_end(process, PROCESS_FAULTED, 0xC0000005);
    process_end(process, PROCESS_EXITED, 0);
    assert_int_equal(process->state, PROCESS_FAULTED);
    assert_int_equal(process->exit_code, 0xC0000005);
    assert_int_equal(process->handles_open, 0);
    assert_int_equal(process->heap_bytes, 0);
    assert_int_equal(process->heap_peak_bytes, 100);
    assert_int_equal(performances_freed, 2);
    assert_int_equal(files_delete(machine->files, USTR(u"C:\\f")), 0);
    assert_string_equal(buf_z(&process->out), "said");
}

static void memory_is_found_again_and_wild_pointers_are_refused(void **state)
{
    (void)state;
    uint8_t *zeroed = process_alloc(process, 16, true);
    for (int i = 0; i < 16; i++)
        assert_int_equal(zeroed[i], 0);
    memcpy(zeroed, "0123456789abcdef", 16);
    assert_int_equal(process_block_size(process, zeroed), 16);
    assert_int_equal(process_block_size(process, zeroed + 1), SIZE_MAX);
    assert_false(process_release(process, zeroed + 1));
    assert_null(process_realloc(process, zeroed + 1, 5, false));
    uint8_t *grown = process_realloc(process, zeroed, 1000, true);
    assert_memory_equal(grown, "0123456789abcdef", 16);
    assert_int_equal(grown[999], 0);
    assert_int_equal(process->heap_bytes, 1000);
    grown = process_realloc(process, grown, 4, false);
    assert_int_equal(process->heap_bytes, 4);
    assert_true(process_release(process, grown));
    assert_false(process_release(process, grown));
    assert_int_equal(process->heap_bytes, 0);
    assert_int_equal(process->heap_peak_bytes, 1000);
}

static void memory_ends_at_a_stated_maximum(void **state)
{
    (void)state;
    assert_null(process_alloc(process, SIZE_MAX, false));
    assert_null(process_alloc(process, (size_t)PROCESS_HEAP_MAX + 1, false));
    void *block = process_alloc(process, 10, false);
    assert_null(process_realloc(process, block, (size_t)PROCESS_HEAP_MAX + 1, true));
    assert_int_equal(process_block_size(process, block), 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arguments_are_split_as_commandlinetoargvw_does),
        cmocka_unit_test_setup_teardown(a_process_starts_in_the_root_with_the_machines_environment,
                                        start, stop),
        cmocka_unit_test_setup_teardown(a_closed_handle_stays_closed_when_its_slot_is_used_again,
                                        start, stop),
        cmocka_unit_test_setup_teardown(a_duplicate_is_another_handle_of_the_same_object, start,
                                        stop),
        cmocka_unit_test_setup_teardown(generations_come_round_without_hitting_zero, start, stop),
        cmocka_unit_test_setup_teardown(there_is_a_last_handle, start, stop),
        cmocka_unit_test_setup_teardown(the_end_closes_files_and_gives_memory_back, start, stop),
        cmocka_unit_test_setup_teardown(memory_is_found_again_and_wild_pointers_are_refused, start,
                                        stop),
        cmocka_unit_test_setup_teardown(memory_ends_at_a_stated_maximum, start, stop),
    };
    return RUN_TESTS(tests);
}
