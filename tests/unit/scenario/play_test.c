/* scenario/play.h: whole scenarios, written here, played with .reg scripts as fixers. */
#include "check.h"

#include "base/memory.h"
#include "scenario/load.h"
#include "scenario/play.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[] = "/tmp/regsim-play-XXXXXX";
static struct outcome outcome;
static struct diags diags;

static int set_up(void **state)
{
    (void)state;
    strcpy(folder + strlen(folder) - 6, "XXXXXX");
    assert_non_null(mkdtemp(folder));
    outcome = (struct outcome){0};
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    char *command = mem_printf("rm -rf %s", folder);
    assert_int_equal(system(command), 0);
    mem_free(command);
    outcome_free(&outcome);
    diags_free(&diags);
    return 0;
}

static char *file_path(const char *name)
{
    static char path[300];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void put(const char *name, const char *text)
{
    FILE *file = fopen(file_path(name), "wb");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

#define HEAD         "name: A test\nsource: made up\n"
#define NO_FIX       "REGEDIT4\n"
#define DELETE_STALE "REGEDIT4\n\n[-HKEY_LOCAL_MACHINE\\SOFTWARE\\Stale]\n"

static struct fixer *open_fixer(const char *reg)
{
    struct fixer *fixer;
    put("fix.reg", reg);
    regsim_status status = fixer_open(&fixer, file_path("fix.reg"), &diags);
    diags_print(&diags, stdout, false);
    assert_true(regsim_is_ok(status));
    return fixer;
}

/* A file that changes once the scenario is loaded, and is not as it was when it is played. */
static const char *changed_name, *changed_text;

/* Plays the first scenario of this text; the outcome is global. */
static void play(const char *yaml, const char *reg)
{
    struct scenario_list list = {0};
    struct scenario_load_options options = {0};
    put("test.yaml", yaml);
    regsim_status status = scenario_load(&list, file_path("test.yaml"), &options, &diags);
    diags_print(&diags, stdout, false);
    assert_true(regsim_is_ok(status));
    if (changed_name)
        put(changed_name, changed_text);
    changed_name = NULL;
    struct fixer *fixer = open_fixer(reg);
    struct play_options how = {.fixer = fixer};
    outcome_free(&outcome);
    play_scenario(&outcome, list.items[0], &how);
    for (size_t i = 0; i < outcome.count; i++)
        print_message("%s:%u %s\n", outcome.findings[i].file, outcome.findings[i].line,
                      outcome.findings[i].title);
    fixer_close(fixer);
    scenario_list_free(&list);
}

static void assert_finding(const char *part)
{
    for (size_t i = 0; i < outcome.count; i++) {
        if (strstr(outcome.findings[i].title, part))
            return;
    }
    fail_msg("no finding: %s", part);
}

static void everything_that_given_can_say_is_built(void **state)
{
    (void)state;
    play(HEAD "given:\n"
              "  os: nt4\n"
              "  platform: alpha\n"
              "  base: none\n"
              "  registry:\n"
              "    HKLM\\SOFTWARE\\Stale: {v: 1}\n"
              "    HKLM\\SOFTWARE\\Classy: {v: 1}\n"
              "    HKLM\\SOFTWARE\\Locked: {v: 1}\n"
              "    HKLM\\SOFTWARE\\Sealed: {v: 1}\n"
              "    HKU\\.DEFAULT\\Gone: {v: 1}\n"
              "  volatile: ['HKU\\.DEFAULT\\Gone']\n"
              "  links: {'HKLM\\SOFTWARE\\Way': 'HKLM\\SOFTWARE\\Classy'}\n"
              "  classes: {'HKLM\\SOFTWARE\\Classy': Shell}\n"
              "  acl:\n"
              "    HKLM\\SOFTWARE\\Locked: {deny: delete, to: BA}\n"
              "    HKLM\\SOFTWARE\\Sealed: 'D:(A;;KA;;;SY)'\n"
              "  files:\n"
              "    'D:\\folder': {directory: true}\n"
              "    'D:\\folder\\text': {text: hello, read_only: true}\n"
              "    'D:\\x.dll': {arch: alpha, exports: [A, B]}\n"
              "    'D:\\gone': absent\n"
              "  drives: {D: {capacity: 1 MB, free: 4 KB}, E: {free: 0}}\n"
              "  services: {SVC: 'D:\\x.exe'}\n"
              "when: fix\n"
              "then:\n"
              "  exit: failure\n"
              "  removed: ['HKLM\\SOFTWARE\\Stale', {'HKLM\\SOFTWARE\\Classy': v}]\n"
              "  files: {'D:\\folder\\text': {contains: ell}, 'D:\\gone': absent, 'D:\\x.dll': "
              "present}\n",
         DELETE_STALE
         "\n[-HKEY_LOCAL_MACHINE\\SOFTWARE\\Locked]\n\n[-HKEY_LOCAL_MACHINE\\SOFTWARE\\Sealed]\n\n"
         "[HKEY_LOCAL_MACHINE\\SOFTWARE\\Way]\n\"v\"=-\n");
    assert_int_equal(outcome.verdict, VERDICT_PASSED);
}

static void every_step_does_what_it_says(void **state)
{
    (void)state;
    put("more.reg", "REGEDIT4\n\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Imported]\n\"v\"=\"1\"\n");
    play(HEAD "given:\n"
              "  registry: {'HKLM\\SOFTWARE\\Stale': {v: 1}, 'HKLM\\SOFTWARE\\Mine': {}}\n"
              "when:\n"
              "  - set_value: {'HKLM\\SOFTWARE\\Mine': {a: 1, b: 2}}\n"
              "    expect: {added: {'HKLM\\SOFTWARE\\Mine': {a: 1, b: 2}}}\n"
              "  - set_value: {'HKLM\\SOFTWARE\\Mine': {a: 3}}\n"
              "    expect: {changed: {'HKLM\\SOFTWARE\\Mine': {a: 3}}}\n"
              "  - delete_value: {'HKLM\\SOFTWARE\\Mine': b}\n"
              "    expect: {removed: [{'HKLM\\SOFTWARE\\Mine': b}]}\n"
              "  - create_key: 'HKLM\\SOFTWARE\\Mine\\Sub'\n"
              "    expect: {added: {'HKLM\\SOFTWARE\\Mine\\Sub': {}}}\n"
              "  - delete_key: 'HKLM\\SOFTWARE\\Mine'\n"
              "    expect: {removed: ['HKLM\\SOFTWARE\\Mine']}\n"
              "  - delete_key: 'HKLM\\SOFTWARE\\Never'\n"
              "    expect: {removed: []}\n"
              "  - create_file: {'C:\\a.txt': {text: a}}\n"
              "    expect: {files: {'C:\\a.txt': {contains: a}}}\n"
              "  - delete_file: 'C:\\a.txt'\n"
              "    expect: {files: {'C:\\a.txt': absent}}\n"
              "  - import: more.reg\n"
              "    expect: {added: {'HKLM\\SOFTWARE\\Imported': {v: '1'}}}\n"
              "  - advance: 13h\n"
              "  - power_cut\n"
              "  - reboot\n"
              "  - reboot: {last_known_good: true}\n"
              "  - fix\n"
              "then:\n"
              "  exit: success\n"
              "  removed: ['HKLM\\SOFTWARE\\Stale']\n",
         DELETE_STALE);
    assert_int_equal(outcome.verdict, VERDICT_PASSED);
}

static void values_written_to_a_link_go_where_it_leads(void **state)
{
    (void)state;
    play(HEAD "given:\n"
              "  registry: {'HKLM\\SOFTWARE\\X': {a: 1}}\n"
              "  links: {'HKLM\\SOFTWARE\\L': 'HKLM\\SOFTWARE\\X'}\n"
              "when:\n"
              "  - set_value: {'HKLM\\SOFTWARE\\L': {b: 2}}\n"
              "    expect: {added: {'HKLM\\SOFTWARE\\X': {b: 2}}}\n"
              "  - delete_value: {'HKLM\\SOFTWARE\\L': a}\n"
              "    expect: {removed: [{'HKLM\\SOFTWARE\\X': a}]}\n"
              "  - delete_key: 'HKLM\\SOFTWARE\\L'\n"
              "    expect: {removed: ['HKLM\\SOFTWARE\\L']}\n"
              "  - fix\n"
              "then: {removed: []}\n",
         NO_FIX);
    assert_int_equal(outcome.verdict, VERDICT_PASSED);
}

static void counter_names_are_loaded_and_unloaded(void **state)
{
    (void)state;
    play(HEAD
         "given:\n"
         "  os: w2k\n"
         "  registry:\n"
         "    HKLM\\SYSTEM\\CurrentControlSet\\Services\\X\\Performance: {Library: x.dll}\n"
         "    HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Perflib:\n"
         "      {Last Counter: 1846, Last Help: 1847}\n"
         "    HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Perflib\\009:\n"
         "      {Counter: ['1', '1847', '1846', End Marker], Help: ['1847', End Marker]}\n"
         "  files:\n"
         "    'C:\\x\\x.ini':\n"
         "      text: |\n"
         "        [info]\n"
         "        drivername=X\n"
         "        symbolfile=x.h\n"
         "        [languages]\n"
         "        009=English\n"
         "        [text]\n"
         "        OBJ_009_NAME=Object\n"
         "        OBJ_009_HELP=Its help\n"
         "    'C:\\x\\x.h': {text: '#define OBJ 0'}\n"
         "when:\n"
         "  - lodctr: 'C:\\x\\x.ini'\n"
         "    expect:\n"
         "      added:\n"
         "        HKLM\\SYSTEM\\CurrentControlSet\\Services\\X\\Performance:\n"
         "          {First Counter: 1848, Last Counter: 1848, First Help: 1849, Last Help: 1849}\n"
         "      ignoring: ['HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Perflib']\n"
         "  - unlodctr: X\n"
         "    expect:\n"
         "      removed:\n"
         "        - HKLM\\SYSTEM\\CurrentControlSet\\Services\\X\\Performance:\n"
         "            [First Counter, Last Counter, First Help, Last Help]\n"
         "      ignoring: ['HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Perflib']\n"
         "  - fix\n"
         "then: {removed: []}\n",
         NO_FIX);
    assert_int_equal(outcome.verdict, VERDICT_PASSED);
}

static void a_step_that_cannot_be_played_is_an_error(void **state)
{
    (void)state;
    play(HEAD "given: {os: nt4}\nwhen: [{lodctr: 'C:\\none.ini'}, fix]\nthen: {removed: []}\n",
         NO_FIX);
    assert_int_equal(outcome.verdict, VERDICT_INVALID);
    assert_non_null(strstr(outcome.reason, "the machine has no such file"));
}

static void an_import_that_is_no_reg_file_is_an_error(void **state)
{
    (void)state;
    put("bad.reg", "REGEDIT4\n");
    changed_name = "bad.reg";
    changed_text = "nonsense";
    play(HEAD "given: {os: nt4}\nwhen: [{import: bad.reg}, fix]\nthen: {removed: []}\n", NO_FIX);
    assert_int_equal(outcome.verdict, VERDICT_INVALID);
}

static void links_in_circles_are_an_error_of_the_scenario(void **state)
{
    (void)state;
    play(HEAD "given:\n"
              "  links: {'HKLM\\SOFTWARE\\A': 'HKLM\\SOFTWARE\\A'}\n"
              "when: [{create_key: 'HKLM\\SOFTWARE\\A\\b'}, fix]\n"
              "then: {removed: []}\n",
         NO_FIX);
    assert_int_equal(outcome.verdict, VERDICT_INVALID);
    assert_non_null(strstr(outcome.reason, "circles"));
}

static void what_cannot_be_made_is_an_error_of_the_scenario(void **state)
{
    (void)state;
    static const struct {
        const char *given, *reason;
    } cases[] = {
        {"acl: {'HKLM\\SOFTWARE\\A': 'D:nonsense'}", ""},
        {"links: {'HKLM\\SOFTWARE\\L': 'HKLM\\SOFTWARE\\L', 'HKLM\\SOFTWARE\\L\\x': "
         "'HKLM\\SOFTWARE'}",
         "circles"},
        {"links: {'HKLM\\SOFTWARE\\L': 'HKLM\\SOFTWARE\\L'}, classes: {'HKLM\\SOFTWARE\\L\\x': A}",
         "circles"},
        {"links: {'HKLM\\SOFTWARE\\L': 'HKLM\\SOFTWARE\\L'}, acl: {'HKLM\\SOFTWARE\\L\\x': {deny: "
         "all}}",
         "circles"},
        {"links: {'HKLM\\SOFTWARE\\L': 'HKLM\\SOFTWARE\\L'}, volatile: ['HKLM\\SOFTWARE\\L\\x']",
         "circles"},
        {"links: {'HKLM\\SOFTWARE\\L': 'HKLM\\SOFTWARE\\L'}, leaves_behind: "
         "['HKLM\\SOFTWARE\\L\\x']",
         "circles"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *yaml = mem_printf(HEAD "given: {os: nt4, %s}\nwhen: fix\nthen: {removed: []}\n",
                                cases[i].given);
        struct scenario_list list = {0};
        struct scenario_load_options options = {0};
        put("test.yaml", yaml);
        mem_free(yaml);
        if (regsim_is_ok(scenario_load(&list, file_path("test.yaml"), &options, &diags))) {
            struct fixer *fixer = open_fixer(NO_FIX);
            struct play_options how = {.fixer = fixer};
            outcome_free(&outcome);
            play_scenario(&outcome, list.items[0], &how);
            assert_int_equal(outcome.verdict, VERDICT_INVALID);
            assert_non_null(strstr(outcome.reason, cases[i].reason));
            fixer_close(fixer);
        }
        scenario_list_free(&list);
        diags_free(&diags);
    }
}

static void what_lies_behind_links_in_circles_cannot_be_changed(void **state)
{
    (void)state;
    static const char *const steps[] = {
        "delete_value: {'HKLM\\SOFTWARE\\L': v}",
        "delete_key: 'HKLM\\SOFTWARE\\L\\x'",
        "set_value: {'HKLM\\SOFTWARE\\L': {v: 1}}",
    };
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        char *yaml =
            mem_printf(HEAD "given: {os: nt4, links: {'HKLM\\SOFTWARE\\L': 'HKLM\\SOFTWARE\\L'}}\n"
                            "when: [{%s}, fix]\nthen: {removed: []}\n",
                       steps[i]);
        play(yaml, NO_FIX);
        mem_free(yaml);
        assert_int_equal(outcome.verdict, VERDICT_INVALID);
        assert_non_null(strstr(outcome.reason, "circles"));
    }
}

static void drives_have_the_size_that_they_are_given(void **state)
{
    (void)state;
    play(HEAD "given:\n"
              "  os: nt4\n"
              "  drives: {Z: {capacity: 1 MB}, C: {free: 0}, Y: {capacity: 1 MB, free: 4 KB}}\n"
              "  registry: {'HKU\\.DEFAULT\\X': {v: 1}}\n"
              "  volatile: ['HKLM\\SOFTWARE\\V']\n"
              "when: [fix, {advance: 1m}]\n"
              "then: {removed: [], exit: success}\n",
         NO_FIX);
    assert_int_equal(outcome.verdict, VERDICT_PASSED);
}

static void an_export_is_a_machine(void **state)
{
    (void)state;
    put("customer.reg",
        "REGEDIT4\n\n[HKEY_LOCAL_MACHINE\\SYSTEM\\Select]\n\"Current\"=dword:00000002\n\n"
        "[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Stale]\n\"v\"=\"1\"\n");
    play(HEAD "given: {os: nt4, base: customer.reg}\n"
              "when: fix\n"
              "then: {removed: ['HKLM\\SYSTEM\\ControlSet002\\Services\\Stale']}\n",
         "REGEDIT4\n\n[-HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Stale]\n");
    assert_int_equal(outcome.verdict, VERDICT_PASSED);
}

static void an_export_that_contradicts_itself_is_an_error(void **state)
{
    (void)state;
    put("customer.reg", "REGEDIT4\n");
    changed_name = "customer.reg";
    changed_text = "REGEDIT4\n\n[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\A]\n\n"
                   "[HKEY_LOCAL_MACHINE\\SYSTEM\\ControlSet001\\Services\\B]\n";
    play(HEAD "given: {os: nt4, base: customer.reg}\nwhen: fix\nthen: {removed: []}\n", NO_FIX);
    assert_int_equal(outcome.verdict, VERDICT_INVALID);
    assert_non_null(strstr(outcome.reason, "differ, first at Services\\A"));
}

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

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(everything_that_given_can_say_is_built),
        TEST(every_step_does_what_it_says),
        TEST(values_written_to_a_link_go_where_it_leads),
        TEST(counter_names_are_loaded_and_unloaded),
        TEST(a_step_that_cannot_be_played_is_an_error),
        TEST(an_import_that_is_no_reg_file_is_an_error),
        TEST(links_in_circles_are_an_error_of_the_scenario),
        TEST(what_cannot_be_made_is_an_error_of_the_scenario),
        TEST(what_lies_behind_links_in_circles_cannot_be_changed),
        TEST(drives_have_the_size_that_they_are_given),
        TEST(an_export_is_a_machine),
        TEST(an_export_that_contradicts_itself_is_an_error),
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
