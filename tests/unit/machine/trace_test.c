/* machine/trace.h: the last calls, as people read them. */
#include "check.h"

#include "base/memory.h"
#include "machine/machine.h"
#include "machine/trace.h"

static void assert_line(const struct trace_record *record, size_t width, const char *expected)
{
    struct buf out = {0};
    trace_format(&out, record, width, NULL);
    assert_string_equal(buf_z(&out), expected);
    buf_free(&out);
}

static void a_call_reads_as_number_name_path_and_result(void **state)
{
    (void)state;
    struct machine *machine = machine_new(USTR(u"SITE1"), OS_NT4, PLATFORM_I386);
    key_id services = machine_control_set_key(machine, USTR(u"Services"));
    struct trace trace = {0};
    trace_begin(&trace, "RegDeleteKeyW", 0);
    trace_key(&trace, machine, services);
    trace_text(&trace, USTR(u"SMS_X\\Performance"));
    trace_end(&trace, 0);
    const struct trace_record *record = trace_at(&trace, 0);
    assert_line(record, 0,
                "1 RegDeleteKeyW  HKLM\\SYSTEM\\ControlSet001\\Services\\SMS_X\\Performance \u2192 "
                "ERROR_SUCCESS");
    assert_line(record, 19, "1 RegDeleteKeyW  \u2026\\SMS_X\\Performance \u2192 ERROR_SUCCESS");
    store_tree_remove(machine->registry.store, services);
    assert_line(record, 0,
                "1 RegDeleteKeyW  (deleted key)\\SMS_X\\Performance \u2192 ERROR_SUCCESS");
    machine_free(machine);
}

static void numbers_texts_and_unknown_codes_are_shown(void **state)
{
    (void)state;
    struct trace trace = {0};
    trace_begin(&trace, "CreateFileW", 0);
    trace_text(&trace, USTR(u"C:\\undo.reg"));
    trace_number(&trace, 2);
    trace_text(&trace, USTR(u"x"));
    trace_number(&trace, 4);
    trace_number(&trace, 5); /* the fifth is not kept */
    assert_line(trace_at(&trace, 0), 0,
                "1 CreateFileW  C:\\undo.reg 2 x 4 \u2192 (did not return)");
    trace_end(&trace, 424242);
    assert_line(trace_at(&trace, 0), 0, "1 CreateFileW  C:\\undo.reg 2 x 4 \u2192 424242");
}

static void a_long_text_keeps_its_end(void **state)
{
    (void)state;
    char16_t text[TRACE_TEXT_UNITS + 1];
    for (size_t i = 0; i <= TRACE_TEXT_UNITS; i++)
        text[i] = i ? u'b' : u'a';
    struct trace trace = {0};
    trace_begin(&trace, "f", 0);
    trace_text(&trace, (struct ustr){text, TRACE_TEXT_UNITS + 1});
    trace_text(&trace, USTR(u""));
    trace_end(&trace, 5);
    struct buf out = {0};
    trace_format(&out, trace_at(&trace, 0), 0, NULL);
    assert_memory_equal(buf_z(&out), "1 f  \u2026bbb", 11);
    buf_free(&out);
}

static uint32_t sunk;

static void sink(void *context, const struct trace_record *record)
{
    assert_null(context);
    sunk += record->result;
}

static void nested_calls_are_not_recorded(void **state)
{
    (void)state;
    struct trace trace = {.sink = sink};
    sunk = 0;
    trace_begin(&trace, "RegOpenKeyExA", 7);
    trace_begin(&trace, "RegOpenKeyExW", 7);
    trace_number(&trace, 1);
    trace_end(&trace, 99);
    trace_end(&trace, 2);
    trace_end(&trace, 2); /* one too many does no harm */
    assert_int_equal(trace_count(&trace), 1);
    assert_string_equal(trace_at(&trace, 0)->api, "RegOpenKeyExA");
    assert_int_equal(trace_at(&trace, 0)->arg_count, 0);
    assert_int_equal(trace_at(&trace, 0)->time, 7);
    assert_int_equal(sunk, 2);
}

static void the_ring_keeps_the_last_calls(void **state)
{
    (void)state;
    struct trace trace = {0};
    for (uint32_t i = 0; i < TRACE_RING + 10; i++) {
        trace_begin(&trace, "f", 0);
        trace_end(&trace, i);
    }
    assert_int_equal(trace_count(&trace), TRACE_RING);
    assert_int_equal(trace_at(&trace, 0)->number, 11);
    assert_int_equal(trace_at(&trace, TRACE_RING - 1)->number, TRACE_RING + 10);
    assert_null(trace_at(&trace, TRACE_RING));
    trace_reset(&trace);
    assert_int_equal(trace_count(&trace), 0);
}

static void codes_have_names(void **state)
{
    (void)state;
    assert_string_equal(error_name(0), "ERROR_SUCCESS");
    assert_string_equal(error_name(2), "ERROR_FILE_NOT_FOUND");
    assert_string_equal(error_name(1018), "ERROR_KEY_DELETED");
    assert_string_equal(error_name(6801 - 1), "ERROR_TRANSACTIONAL_CONFLICT");
    assert_null(error_name(99999));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_call_reads_as_number_name_path_and_result),
        cmocka_unit_test(numbers_texts_and_unknown_codes_are_shown),
        cmocka_unit_test(a_long_text_keeps_its_end),
        cmocka_unit_test(nested_calls_are_not_recorded),
        cmocka_unit_test(the_ring_keeps_the_last_calls),
        cmocka_unit_test(codes_have_names),
    };
    return RUN_TESTS(tests);
}
