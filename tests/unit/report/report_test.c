/* report/: the same outcomes give the same text, for people and for CI servers. */
#include "check.h"

#include "base/memory.h"
#include "report/reporter.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct scenario scenario_example(void)
{
    return (struct scenario){
        .place = {"scenarios/a b.yaml", 2, 1},
        .path = "scenarios/a b.yaml",
        .id = "a b",
        .cell = "drive: D",
        .name = "An example",
    };
}

static struct outcome failure(void)
{
    struct outcome outcome = {.api_calls = 7, .elapsed_ns = 1500000};
    struct finding *finding =
        outcome_fail(&outcome, "scenarios/a b.yaml", 14,
                     mem_strdup("then.removed: 1 key expected, 2 were removed"));
    finding_line(finding, ' ', 0, mem_strdup("HKLM\\SYSTEM"), NULL, NULL);
    finding_line(finding, ' ', 1, mem_strdup("Stale"), "removed", "expected");
    finding_line(finding, '-', 1, mem_strdup("Lövely <&>"), "removed", "must stay");
    outcome.said = mem_strdup("2 keys\r\ndeleted\r\n");
    outcome_call(&outcome, mem_strdup("43 RegDeleteKeyW"));
    outcome_call(&outcome, mem_strdup("44 RegCloseKey"));
    return outcome;
}

static void details_show_cause_diff_output_calls_and_how_to_run_again(void **state)
{
    (void)state;
    struct scenario scenario = scenario_example();
    struct outcome outcome = failure();
    struct report_style style = {.again = "--fixer x.so"};
    struct buf out = {0};
    report_details(&out, &scenario, &outcome, &style);
    assert_string_equal(
        buf_z(&out),
        "  scenarios/a b.yaml:14  then.removed: 1 key expected, 2 were removed\n"
        "\n"
        "    HKLM\\SYSTEM\n"
        "      Stale        removed   expected\n"
        "  -   Lövely <&>   removed   must stay\n"
        "\n"
        "  the fixer said   2 keys\n"
        "                   deleted\n"
        "  last calls       43 RegDeleteKeyW\n"
        "                   44 RegCloseKey\n"
        "  run again        regsim run 'scenarios/a b.yaml' --only 'drive: D' --fixer x.so "
        "--trace\n\n");
    buf_free(&out);
    outcome_free(&outcome);
}

/* Plays three outcomes to a reporter. */
static void report_three(struct reporter *reporter)
{
    struct scenario scenario = scenario_example();
    struct outcome outcomes[] = {{0}, failure(), {.verdict = VERDICT_SKIPPED}};
    outcomes[2].reason = mem_strdup("the fixer's profile has no undo");
    struct totals totals = {.elapsed_ns = 2000000000};
    reporter->start(reporter, 3);
    for (int i = 0; i < 3; i++) {
        totals_add(&totals, &outcomes[i]);
        reporter->entry(reporter, &scenario, &outcomes[i]);
        outcome_free(&outcomes[i]);
    }
    assert_true(regsim_is_ok(reporter->end(reporter, &totals, NULL)));
}

static char *pretty_text(const struct report_style *style)
{
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    report_three(reporter_pretty(out, style));
    fclose(out);
    return text;
}

static void pretty_shows_no_time_unless_asked(void **state)
{
    (void)state;
    char *plain = pretty_text(&(struct report_style){.again = ""});
    assert_non_null(strstr(plain, "      PASS a b (drive: D)\n"));
    assert_non_null(strstr(plain, "      FAIL a b (drive: D)\n"));
    assert_non_null(strstr(plain, "      SKIP a b (drive: D): the fixer's profile has no undo\n"));
    assert_non_null(
        strstr(plain, "   Summary 2 scenarios: 1 passed, 1 failed (1 skipped) — 7 API calls\n"));
    char *timed = pretty_text(&(struct report_style){.again = "", .times = true});
    assert_non_null(strstr(timed, "      FAIL [   0.002s] a b (drive: D)\n"));
    assert_non_null(strstr(timed, "Summary [   2.000s]"));
    free(plain);
    free(timed);
}

static void pretty_colours_only_where_asked(void **state)
{
    (void)state;
    char *plain = pretty_text(&(struct report_style){.again = ""});
    char *colored = pretty_text(&(struct report_style){.again = "", .color = true});
    assert_null(strchr(plain, '\033'));
    assert_non_null(strchr(colored, '\033'));
    free(plain);
    free(colored);
}

static void junit_escapes_and_counts(void **state)
{
    (void)state;
    char path[] = "/tmp/regsim-junit-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    report_three(reporter_junit(path, &(struct report_style){.again = ""}));
    char text[4096] = {0};
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t size = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    unlink(path);
    assert_true(size > 0);
    assert_non_null(strstr(text,
                           "<testsuite name=\"regsim\" tests=\"3\" failures=\"1\" errors=\"0\" "
                           "skipped=\"1\">"));
    assert_non_null(strstr(text, "Lövely &lt;&amp;&gt;"));
    assert_non_null(strstr(text, "<skipped message=\"the fixer's profile has no undo\"/>"));
    assert_null(strstr(text, "time="));
}

static void junit_that_cannot_be_written_is_a_host_error(void **state)
{
    (void)state;
    struct reporter *reporter =
        reporter_junit("/nonexistent/report.xml", &(struct report_style){.again = ""});
    struct diags diags = {0};
    struct totals totals = {0};
    regsim_status status = reporter->end(reporter, &totals, &diags);
    assert_int_equal(status.code, REGSIM_HOST);
    assert_int_equal(diags.errors, 1);
    diags_free(&diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(details_show_cause_diff_output_calls_and_how_to_run_again),
        cmocka_unit_test(pretty_shows_no_time_unless_asked),
        cmocka_unit_test(pretty_colours_only_where_asked),
        cmocka_unit_test(junit_escapes_and_counts),
        cmocka_unit_test(junit_that_cannot_be_written_is_a_host_error),
    };
    return RUN_TESTS(tests);
}
