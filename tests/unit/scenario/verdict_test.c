/* scenario/play.h: what a fixer did, judged: skips, properties, times, events; .reg scripts and
 * profiles. */
#include "scenario/play_scenarios.h"

static void a_fixer_without_the_intent_skips_the_scenario(void **state)
{
    (void)state;
    play(HEAD "given: {os: nt4}\nwhen: [fix, undo]\nthen: {removed: []}\n", NO_FIX);
    assert_int_equal(outcome.verdict, VERDICT_SKIPPED);
    assert_string_equal(outcome.reason, "the fixer's profile has no undo");
    play(HEAD "given: {os: nt4}\nwhen: detect\nthen: {removed: []}\n", NO_FIX);
    assert_string_equal(outcome.reason, "the fixer's profile has no detect");
    play(HEAD "given: {os: nt4}\nwhen: {run: smsperffix}\nthen: {removed: []}\n", NO_FIX);
    assert_string_equal(outcome.reason, "it names smsperffix, and another fixer is under test");
}

static void properties_judge_by_the_marks_of_the_scenario(void **state)
{
    (void)state;
    static const char yaml[] =
        HEAD "given:\n"
             "  os: nt4\n"
             "  registry:\n"
             "    HKLM\\SOFTWARE\\Stale: {v: 1}\n"
             "    HKLM\\SOFTWARE\\Kept: {v: 1}\n"
             "    HKLM\\SYSTEM\\CurrentControlSet\\Services\\Live\\Performance:\n"
             "      {Library: 'C:\\l.dll', Open: O, Collect: C, Close: X}\n"
             "  files: {'C:\\l.dll': {arch: i386, exports: [O, C, X]}}\n"
             "  leaves_behind: ['HKLM\\SOFTWARE\\Stale', 'HKLM\\SOFTWARE\\Never']\n"
             "when: fix\n"
             "finally: [only_stale_keys_removed, live_counters_still_load]\n";
    play(yaml, DELETE_STALE);
    assert_int_equal(outcome.verdict, VERDICT_PASSED);
    play(yaml, DELETE_STALE "\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Kept]\n\"v\"=dword:2\n@=\"x\"\n"
                            "\n[-HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Live]\n");
    assert_int_equal(outcome.verdict, VERDICT_FAILED);
    assert_finding("finally: only_stale_keys_removed: something else changed");
    assert_finding("finally: live_counters_still_load");
}

static void a_marked_service_may_go_though_its_counters_loaded(void **state)
{
    (void)state;
    play(HEAD "given:\n"
              "  os: nt4\n"
              "  registry:\n"
              "    HKLM\\SYSTEM\\CurrentControlSet\\Services\\Live\\Performance:\n"
              "      {Library: 'C:\\l.dll', Open: O, Collect: C, Close: X}\n"
              "  files: {'C:\\l.dll': {arch: i386, exports: [O, C, X]}}\n"
              "  leaves_behind: ['HKLM\\SYSTEM\\CurrentControlSet\\Services\\Live']\n"
              "when: fix\n"
              "finally: [live_counters_still_load]\n",
         "REGEDIT4\n\n[-HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Live]\n");
    assert_int_equal(outcome.verdict, VERDICT_PASSED);
}

static void last_write_times_count_where_asked(void **state)
{
    (void)state;
    static const char reg[] = "REGEDIT4\n\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Kept]\n\"v\"=dword:1\n";
    play(HEAD "given: {os: nt4, registry: {'HKLM\\SOFTWARE\\Kept': {v: 1}}}\n"
              "when: [{advance: 1h}, fix]\nthen: {removed: []}\n",
         reg);
    assert_int_equal(outcome.verdict, VERDICT_PASSED);
    play(HEAD "given: {os: nt4, registry: {'HKLM\\SOFTWARE\\Kept': {v: 1}}}\n"
              "when: [{advance: 1h}, fix]\nthen: {removed: [], last_write_times: true}\n",
         reg);
    assert_int_equal(outcome.verdict, VERDICT_FAILED);
}

static void events_of_several_machines_stand_in_order_of_time(void **state)
{
    (void)state;
    play(HEAD "given:\n"
              "  machines:\n"
              "    one: {os: nt4, registry: "
              "{'HKLM\\SYSTEM\\CurrentControlSet\\Services\\A\\Performance':\n"
              "      {Library: a.dll, Open: O, Collect: C, Close: X}}}\n"
              "    two: {os: nt4, registry: "
              "{'HKLM\\SYSTEM\\CurrentControlSet\\Services\\B\\Performance':\n"
              "      {Library: b.dll, Open: O, Collect: C, Close: X}}}\n"
              "when:\n"
              "  - monitor: {agent: any, every: 1m, for: 1m}\n"
              "    at: two\n"
              "    expect: {events: [{id: 1011, at: two, text: {contains: b.dll}}]}\n"
              "  - monitor: {agent: any, every: 10m, for: 1h, after: 5m}\n"
              "    at: one\n"
              "    expect: {events: [{id: 1011, at: one, times: 6}]}\n"
              "  - fix\n"
              "then: {removed: ['\\\\ONE\\HKLM\\SYSTEM\\CurrentControlSet\\Services\\A']}\n",
         "REGEDIT4\n\n[-HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\A]\n");
    assert_int_equal(outcome.verdict, VERDICT_PASSED);
}

static void a_script_goes_on_after_what_fails_and_says_so(void **state)
{
    (void)state;
    play(HEAD "given:\n"
              "  os: nt4\n"
              "  registry: {'HKLM\\SOFTWARE\\Locked': {v: 1}, 'HKLM\\SOFTWARE\\Stale': {v: 1}}\n"
              "  acl: {'HKLM\\SOFTWARE\\Locked': {deny: all}}\n"
              "when: fix\n"
              "then: {exit: failure, removed: ['HKLM\\SOFTWARE\\Stale'], added: "
              "{'HKLM\\SOFTWARE\\New': {a: 'b'}}}\n",
         "REGEDIT4\n\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Locked]\n\"v\"=\"2\"\n\"w\"=-\n\n"
         "[-HKEY_LOCAL_MACHINE\\SOFTWARE\\Locked]\n\n[-HKEY_LOCAL_MACHINE\\SOFTWARE\\Never]\n\n"
         "[HKEY_LOCAL_MACHINE\\SOFTWARE\\New]\n\"a\"=\"b\"\n\"never\"=-\n\n[-HKEY_LOCAL_"
         "MACHINE\\SOFTWARE\\Stale]\n");
    assert_int_equal(outcome.verdict, VERDICT_PASSED);
    assert_non_null(strstr(outcome.said, "ERROR_ACCESS_DENIED"));
}

static regsim_status open_with_profile(const char *profile)
{
    struct fixer *fixer;
    put("fix.reg", NO_FIX);
    put("fix.yaml", profile);
    diags_free(&diags);
    regsim_status status = fixer_open(&fixer, file_path("fix.reg"), &diags);
    if (regsim_is_ok(status)) {
        assert_string_equal(fixer->name, "tool");
        assert_string_equal(fixer_arguments(fixer, STEP_FIX), "--fix");
        assert_string_equal(fixer_arguments(fixer, STEP_UNDO), "--undo");
        assert_string_equal(fixer_arguments(fixer, STEP_DETECT), "");
    }
    fixer_close(fixer);
    return status;
}

static void a_profile_maps_intents_to_arguments(void **state)
{
    (void)state;
    assert_true(
        regsim_is_ok(open_with_profile("name: tool\nfix: --fix\nundo: --undo\ndetect: ''\n")));
    assert_int_equal(open_with_profile("name: tool\nfixx: --fix\n").code, REGSIM_INVALID);
    assert_int_equal(diags.items[0].line, 2);
    assert_non_null(strstr(diags.items[0].hint, "did you mean fix"));
    assert_int_equal(open_with_profile("whatever: x\n").code, REGSIM_INVALID);
    assert_int_equal(open_with_profile("fix: [a]\n").code, REGSIM_INVALID);
    assert_int_equal(open_with_profile("- a\n").code, REGSIM_INVALID);
    assert_int_equal(open_with_profile("").code, REGSIM_INVALID);
    assert_int_equal(open_with_profile("a: [\n").code, REGSIM_INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_fixer_without_the_intent_skips_the_scenario),
        TEST(properties_judge_by_the_marks_of_the_scenario),
        TEST(a_marked_service_may_go_though_its_counters_loaded),
        TEST(last_write_times_count_where_asked),
        TEST(events_of_several_machines_stand_in_order_of_time),
        TEST(a_script_goes_on_after_what_fails_and_says_so),
        TEST(a_profile_maps_intents_to_arguments),
    };
    return RUN_TESTS(tests);
}
