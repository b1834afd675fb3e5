/* scenario/judge.h: exits, output, events and files. */
#include "check.h"

#include "base/memory.h"
#include "scenario/judge.h"

#include <string.h>

static struct outcome outcome;
static struct network *network;
static struct machine *machine;

static int set_up(void **state)
{
    (void)state;
    outcome = (struct outcome){0};
    network = network_new();
    machine = machine_new(USTR(u"ONE"), OS_W2K, PLATFORM_I386);
    assert_true(network_add(network, machine));
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    outcome_free(&outcome);
    network_free(network);
    return 0;
}

#define EXPECTATION(...)                                                                           \
    ((struct expectation){.place = {"a.yaml", 3, 1}, .events_place = {"a.yaml", 5, 1}, __VA_ARGS__})

static bool exit_passes(enum exit_expected exit, uint32_t code, bool exited, uint32_t exit_code)
{
    struct expectation expected =
        EXPECTATION(.exit = exit, .exit_code = code, .exit_place = {"a.yaml", 4, 1});
    char how[] = "it crashed";
    struct run_summary run = {.exited = exited, .exit_code = exit_code, .how = exited ? NULL : how};
    judge_exit(&outcome, "then", &expected, &run);
    bool passed = outcome.verdict == VERDICT_PASSED;
    outcome_free(&outcome);
    return passed;
}

static void success_is_zero_and_failure_is_anything_else(void **state)
{
    (void)state;
    assert_true(exit_passes(EXIT_ANY, 0, true, 77));
    assert_true(exit_passes(EXIT_ANY, 0, false, 0));
    assert_true(exit_passes(EXIT_SUCCESS_EXPECTED, 0, true, 0));
    assert_false(exit_passes(EXIT_SUCCESS_EXPECTED, 0, true, 1));
    assert_false(exit_passes(EXIT_SUCCESS_EXPECTED, 0, false, 0));
    assert_true(exit_passes(EXIT_FAILURE_EXPECTED, 0, true, 1));
    assert_true(exit_passes(EXIT_FAILURE_EXPECTED, 0, false, 0));
    assert_false(exit_passes(EXIT_FAILURE_EXPECTED, 0, true, 0));
    assert_true(exit_passes(EXIT_CODE, 3, true, 3));
    assert_false(exit_passes(EXIT_CODE, 3, true, 4));
    assert_false(exit_passes(EXIT_CODE, 0, false, 0));
}

static void output_is_compared_without_carriage_returns(void **state)
{
    (void)state;
    const char *contains[] = {"two\nthree"}, *lacks[] = {"four"};
    struct text_match match = {.equals = "one\ntwo\nthree\n",
                               .contains = contains,
                               .contain_count = 1,
                               .lacks = lacks,
                               .lack_count = 1,
                               .place = {"a.yaml", 9, 1}};
    struct expectation expected = EXPECTATION(.out = &match);
    char right[] = "one\r\ntwo\r\nthree\r\n", wrong[] = "one\r\nfour\r\n", none[] = "";
    struct run_summary run = {.exited = true, .out = right, .err = none};
    judge_output(&outcome, "then", &expected, &run);
    assert_int_equal(outcome.verdict, VERDICT_PASSED);
    run.out = wrong;
    judge_output(&outcome, "then", &expected, &run);
    assert_int_equal(outcome.count, 1);
    assert_non_null(strstr(outcome.findings[0].title, "then.stdout: it is not equal to"));
    match.equals = NULL;
    judge_output(&outcome, "then", &expected, &run);
    assert_non_null(strstr(outcome.findings[1].title, "it does not contain"));
    match.contain_count = 0;
    judge_output(&outcome, "then", &expected, &run);
    assert_non_null(strstr(outcome.findings[2].title, "it contains \"four\""));
}

static void a_long_output_is_cut_between_characters(void **state)
{
    (void)state;
    char text[1000] = "";
    for (int i = 0; i < 300; i++)
        strcat(text, "ä");
    char none[] = "";
    const char *contains[] = {"x"};
    struct text_match match = {.contains = contains, .contain_count = 1, .place = {"a.yaml", 9, 1}};
    struct expectation expected = EXPECTATION(.err = &match);
    struct run_summary run = {.exited = true, .out = none, .err = text};
    judge_output(&outcome, "then", &expected, &run);
    const char *shown = outcome.findings[0].lines[0].subject;
    assert_non_null(strstr(shown, "(600 bytes in all)"));
    size_t bad;
    assert_true(wtf8_check(shown, strlen(shown), &bad));
}

/* --- events ----------------------------------------------------------------------------------- */

static void log_event(uint32_t id, struct ustr source)
{
    struct ustr strings[] = {USTR(u"Service"), USTR(u"x.dll")};
    struct event_record record = {
        .time = machine_now(machine),
        .source = source,
        .id = id,
        .type = EVENT_ERROR,
        .strings = strings,
        .string_count = 2,
        .data = (const uint8_t *)"\x7e\0\0\0",
        .data_size = 4,
    };
    event_log_add(machine->event_log, &record);
}

static size_t judge_log(const struct event_match *matches, size_t count)
{
    struct expectation expected = EXPECTATION(.has_events = true, .event_count = count);
    struct event_match copy[4];
    for (size_t i = 0; i < count; i++)
        copy[i] = matches[i];
    expected.events = copy;
    struct seen_event seen[64];
    size_t seen_count = event_log_count(machine->event_log);
    for (size_t i = 0; i < seen_count; i++)
        seen[i] = (struct seen_event){machine, event_log_at(machine->event_log, i)};
    outcome_free(&outcome);
    judge_events(&outcome, "then", &expected, seen, seen_count);
    return outcome.count ? outcome.findings[0].count : 0;
}

static void events_are_exactly_these_in_this_order(void **state)
{
    (void)state;
    log_event(0xC00003F3, USTR(u"Perflib"));
    log_event(0xC00003F3, USTR(u"Perflib"));
    log_event(0xC00003F0, USTR(u"Perflib"));
    struct event_match right[] = {{.id = 1011, .source = "perflib", .times = 2},
                                  {.id = 1008, .times = 1, .has_type = true, .type = EVENT_ERROR}};
    assert_int_equal(judge_log(right, 2), 0);
    struct event_match swapped[] = {{.id = 1008, .times = 1}, {.id = 1011, .times = 2}};
    assert_int_equal(judge_log(swapped, 2), 2);
    assert_string_equal(outcome.findings[0].title,
                        "then.events: 3 expected, 3 were logged, in another order");
    assert_string_equal(outcome.findings[0].lines[0].verdict, "expected as number 3, not 1");
    struct event_match few[] = {{.id = 1011, .times = 2}};
    assert_int_equal(judge_log(few, 1), 1);
    assert_string_equal(outcome.findings[0].lines[0].verdict, "not expected");
    struct event_match many[] = {
        {.id = 1011, .times = 2}, {.id = 1008, .times = 1}, {.id = 1010, .times = 1}};
    assert_int_equal(judge_log(many, 3), 1);
    assert_string_equal(outcome.findings[0].lines[0].verdict, "is missing");
    assert_int_equal(judge_log(NULL, 0), 3);
}

static void one_event_too_many_does_not_make_those_after_it_wrong(void **state)
{
    (void)state;
    log_event(0xC00003F4, USTR(u"Perflib"));
    log_event(0xC00003F3, USTR(u"Perflib"));
    log_event(0xC00003F0, USTR(u"Perflib"));
    struct event_match last[] = {{.id = 1011, .times = 1}, {.id = 1008, .times = 1}};
    assert_int_equal(judge_log(last, 2), 1);
    assert_non_null(strstr(outcome.findings[0].lines[0].subject, "1012"));
    assert_string_equal(outcome.findings[0].lines[0].verdict, "not expected");
    struct event_match more[] = {{.id = 1012, .times = 1},
                                 {.id = 1, .times = 1},
                                 {.id = 1011, .times = 1},
                                 {.id = 1008, .times = 1}};
    assert_int_equal(judge_log(more, 4), 1);
    assert_string_equal(outcome.findings[0].lines[0].verdict, "is missing");
    struct event_match other[] = {
        {.id = 1008, .times = 1}, {.id = 2, .times = 1}, {.id = 3, .times = 1}};
    assert_int_equal(judge_log(other, 3), 2);
    assert_string_equal(outcome.findings[0].lines[1].verdict, "id 3 expected");
}

static void every_part_of_an_event_counts(void **state)
{
    (void)state;
    log_event(0xC00003F3, USTR(u"Perflib"));
    const char *contains[] = {"nothing of the kind"};
    struct event_match wrong[][1] = {
        {{.id = 1012, .times = 1}},
        {{.id = 1011, .times = 1, .source = "LoadPerf"}},
        {{.id = 1011, .times = 1, .machine = "TWO"}},
        {{.id = 1011, .times = 1, .has_type = true, .type = EVENT_WARNING}},
        {{.id = 1011, .times = 1, .data = (const uint8_t *)"\x7f\0\0\0", .data_size = 4}},
        {{.id = 1011, .times = 1, .data = (const uint8_t *)"\x7e", .data_size = 1}},
        {{.id = 1011, .times = 1, .text = {.contains = contains, .contain_count = 1}}},
        {{.id = 1011, .times = 1, .text = {.equals = "x"}}},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(judge_log(wrong[i], 1), 1);
    struct event_match right[] = {{.id = 1011,
                                   .times = 1,
                                   .source = "Perflib",
                                   .machine = "one",
                                   .data = (const uint8_t *)"\x7e\0\0\0",
                                   .data_size = 4}};
    assert_int_equal(judge_log(right, 1), 0);
}

static void a_flood_of_events_is_cut(void **state)
{
    (void)state;
    for (int i = 0; i < 50; i++)
        log_event(0xC00003F3, USTR(u"Perflib"));
    assert_int_equal(judge_log(NULL, 0), 21);
    assert_string_equal(outcome.findings[0].lines[20].subject, "… and 30 more");
}

static void events_that_are_not_asked_for_are_not_judged(void **state)
{
    (void)state;
    log_event(0xC00003F3, USTR(u"Perflib"));
    struct expectation expected = EXPECTATION(.has_events = false);
    struct seen_event seen[] = {{machine, event_log_at(machine->event_log, 0)}};
    judge_events(&outcome, "then", &expected, seen, 1);
    assert_int_equal(outcome.verdict, VERDICT_PASSED);
}

/* --- files ------------------------------------------------------------------------------------ */

static void put(struct ustr path, const char *text)
{
    files_put(machine->files, path, text, strlen(text), NULL, 1);
}

static size_t judge_one_file(const struct file_spec *spec)
{
    struct file_spec copy = *spec;
    copy.place = (struct place){"a.yaml", 7, 1};
    struct expectation expected = EXPECTATION(.files = &copy, .file_count = 1);
    outcome_free(&outcome);
    judge_files(&outcome, "then", &expected, network, NULL);
    return outcome.count;
}

static void a_listed_file_is_there_absent_or_holds_a_text(void **state)
{
    (void)state;
    put(USTR(u"C:\\a.txt"), "hello world");
    files_put(machine->files, USTR(u"C:\\wide.reg"), "\xFF\xFEh\0i\0", 6, NULL, 1);
    struct file_spec passes[] = {
        {.path = USTR(u"C:\\A.TXT")},
        {.path = USTR(u"c:\\none"), .state = FILE_ABSENT},
        {.path = USTR(u"C:\\a.txt"), .contains = "lo wo"},
        {.path = USTR(u"C:\\wide.reg"), .contains = "hi"},
        {.path = USTR(u"C:\\a.txt"),
         .machine = "one",
         .bytes = (const uint8_t *)"hello world",
         .size = 11},
    };
    for (size_t i = 0; i < sizeof passes / sizeof *passes; i++)
        assert_int_equal(judge_one_file(&passes[i]), 0);
    struct file_spec fails[] = {
        {.path = USTR(u"C:\\none")},
        {.path = USTR(u"C:\\a.txt"), .state = FILE_ABSENT},
        {.path = USTR(u"C:\\a.txt"), .contains = "bye"},
        {.path = USTR(u"C:\\wide.reg"), .contains = "ho"},
        {.path = USTR(u"C:\\a.txt"), .bytes = (const uint8_t *)"hello", .size = 5},
    };
    for (size_t i = 0; i < sizeof fails / sizeof *fails; i++)
        assert_int_equal(judge_one_file(&fails[i]), 1);
}

static void files_of_the_machine_must_stay_and_new_ones_are_fine(void **state)
{
    (void)state;
    put(USTR(u"C:\\keep.txt"), "a");
    put(USTR(u"C:\\change.txt"), "a");
    put(USTR(u"C:\\delete.txt"), "a");
    put(USTR(u"C:\\listed.txt"), "a");
    struct files *before[] = {files_clone(machine->files)};
    put(USTR(u"C:\\new.txt"), "a");
    struct file_spec listed = {.path = USTR(u"C:\\listed.txt"), .contains = "b"};
    put(USTR(u"C:\\listed.txt"), "b");
    struct expectation expected = EXPECTATION(.files = &listed, .file_count = 1);
    judge_files(&outcome, "then", &expected, network, before);
    assert_int_equal(outcome.verdict, VERDICT_PASSED);
    put(USTR(u"C:\\change.txt"), "b");
    files_erase(machine->files, USTR(u"C:\\delete.txt"));
    judge_files(&outcome, "then", &expected, network, before);
    assert_int_equal(outcome.count, 1);
    assert_int_equal(outcome.findings[0].count, 2);
    assert_string_equal(outcome.findings[0].lines[0].subject, "C:\\change.txt");
    assert_string_equal(outcome.findings[0].lines[1].happened, "deleted");
    files_free(before[0]);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(success_is_zero_and_failure_is_anything_else),
        TEST(output_is_compared_without_carriage_returns),
        TEST(a_long_output_is_cut_between_characters),
        TEST(events_are_exactly_these_in_this_order),
        TEST(one_event_too_many_does_not_make_those_after_it_wrong),
        TEST(every_part_of_an_event_counts),
        TEST(a_flood_of_events_is_cut),
        TEST(events_that_are_not_asked_for_are_not_judged),
        TEST(a_listed_file_is_there_absent_or_holds_a_text),
        TEST(files_of_the_machine_must_stay_and_new_ones_are_fine),
    };
    return RUN_TESTS(tests);
}
