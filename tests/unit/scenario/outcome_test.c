/* scenario/outcome.h: an outcome goes through a pipe and comes out the same. */
#include "check.h"

#include "base/memory.h"
#include "scenario/outcome.h"

static struct outcome example(void)
{
    struct outcome outcome = {.api_calls = 1234567890123u, .elapsed_ns = 42};
    struct finding *finding =
        outcome_fail(&outcome, "scenarios/a.yaml", 14, mem_strdup("then.removed: 1 key expected"));
    finding_line(finding, '-', 1, mem_strdup("SMS_EXECUTIVE"), "removed", "must stay");
    finding_line(finding, ' ', 0, mem_strdup("HKLM"), NULL, NULL);
    outcome_fail(&outcome, "scenarios/a.yaml", 15, mem_strdup("then.exit"));
    outcome.said = mem_strdup("deleted\n");
    outcome_call(&outcome, mem_strdup("1 RegDeleteKeyW"));
    return outcome;
}

static void an_outcome_survives_the_pipe(void **state)
{
    (void)state;
    struct outcome sent = example(), got;
    struct buf bytes = {0};
    outcome_write(&bytes, &sent);
    struct cursor cursor = cursor_of(bytes.bytes, bytes.size);
    assert_true(outcome_read(&got, &cursor));
    assert_int_equal(cursor_left(&cursor), 0);
    assert_int_equal(got.verdict, VERDICT_FAILED);
    assert_int_equal(got.count, 2);
    assert_int_equal(got.findings[0].line, 14);
    assert_string_equal(got.findings[0].title, "then.removed: 1 key expected");
    assert_int_equal(got.findings[0].count, 2);
    assert_int_equal(got.findings[0].lines[0].mark, '-');
    assert_string_equal(got.findings[0].lines[0].verdict, "must stay");
    assert_null(got.findings[0].lines[1].happened);
    assert_string_equal(got.said, "deleted\n");
    assert_null(got.reason);
    assert_string_equal(got.last_calls[0], "1 RegDeleteKeyW");
    assert_true(got.api_calls == 1234567890123u);
    outcome_free(&sent);
    outcome_free(&got);
    buf_free(&bytes);
}

static void a_cut_message_is_refused_at_every_length(void **state)
{
    (void)state;
    struct outcome sent = example(), got;
    struct buf bytes = {0};
    outcome_write(&bytes, &sent);
    for (size_t size = 0; size < bytes.size; size++) {
        struct cursor cursor = cursor_of(bytes.bytes, size);
        assert_false(outcome_read(&got, &cursor));
        outcome_free(&got);
    }
    outcome_free(&sent);
    buf_free(&bytes);
}

static void an_error_outweighs_findings(void **state)
{
    (void)state;
    struct outcome outcome = example();
    outcome_error(&outcome, mem_strdup("the worker process was lost"));
    outcome_fail(&outcome, "a.yaml", 1, mem_strdup("later"));
    assert_int_equal(outcome.verdict, VERDICT_ERROR);
    outcome_free(&outcome);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_outcome_survives_the_pipe),
        cmocka_unit_test(a_cut_message_is_refused_at_every_length),
        cmocka_unit_test(an_error_outweighs_findings),
    };
    return RUN_TESTS(tests);
}
