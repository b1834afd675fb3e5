/* scenario/play.h: what `given` and the steps of a scenario do to its machines. */
#include "scenario/play_scenarios.h"

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

static void assert_step_is_an_error(const char *step, const char *why)
{
    char *text = mem_printf("%sgiven: {os: nt4, registry: {'HKLM\\SOFTWARE\\K': {v: 1}}, files: "
                            "{'C:\\a.txt': {text: a}}}\nwhen: [{%s}, fix]\nthen: {removed: []}\n",
                            HEAD, step);
    outcome_free(&outcome);
    play(text, NO_FIX);
    if (why) {
        assert_int_equal(outcome.verdict, VERDICT_INVALID);
        assert_non_null(strstr(outcome.reason, why));
        assert_non_null(strstr(outcome.reason, ".yaml:4:"));
    } else {
        assert_int_equal(outcome.verdict, VERDICT_PASSED);
    }
    mem_free(text);
}

static void a_step_that_deletes_what_is_not_there_is_an_error(void **state)
{
    (void)state;
    assert_step_is_an_error("delete_key: 'HKLM\\SOFTWARE\\X'", "no such key to delete");
    assert_step_is_an_error("delete_value: {'HKLM\\SOFTWARE\\X': v}", "no such key to delete a v");
    assert_step_is_an_error("delete_value: {'HKLM\\SOFTWARE\\K': w}", "no such value");
    assert_step_is_an_error("delete_file: 'C:\\b.txt'", "no such file");
    assert_step_is_an_error("delete_key: ['HKLM\\SOFTWARE\\K', 'HKLM\\SOFTWARE\\X']",
                            "no such key to delete");
    assert_step_is_an_error("unlodctr: X", "no counters of this driver");
    assert_step_is_an_error("delete_key: 'HKLM\\SOFTWARE\\K'", NULL);
    assert_step_is_an_error("delete_value: {'HKLM\\SOFTWARE\\K': v}", NULL);
    assert_step_is_an_error("delete_file: 'C:\\a.txt'", NULL);
    /* what must come of it is said: then to delete nothing may be what is meant */
    assert_step_is_an_error("delete_key: 'HKLM\\SOFTWARE\\X', expect: {removed: []}", NULL);
    assert_step_is_an_error("unlodctr: X, expect: {removed: []}", NULL);
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

/* rule set.identical */
static void an_identical_write_may_be_none(void **state)
{
    (void)state;
    static const char scenario[] = HEAD "given:\n"
                                        "  os: w2k\n"
                                        "  identical_writes: %s\n"
                                        "  registry: {'HKLM\\SOFTWARE\\X': {v: '1'}}\n"
                                        "when: [{advance: 1m}, fix]\n"
                                        "then: {removed: [], last_write_times: true}\n";
    for (int skipped = 0; skipped < 2; skipped++) {
        char *yaml = mem_printf(scenario, skipped ? "skipped" : "written");
        outcome_free(&outcome);
        outcome = (struct outcome){0};
        play(yaml, "REGEDIT4\n\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\X]\n\"v\"=\"1\"\n");
        mem_free(yaml);
        assert_int_equal(outcome.verdict, skipped ? VERDICT_PASSED : VERDICT_FAILED);
    }
}

/* What a 64-bit host exports has each shared key twice (rules wow64.shared, wow64.machine). */
static void an_export_of_a_64_bit_host_has_its_shared_keys_once(void **state)
{
    (void)state;
    put("customer.reg",
        "REGEDIT4\n\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Stale]\n\"v\"=\"1\"\n\n"
        "[HKEY_LOCAL_MACHINE\\SOFTWARE\\Wow6432Node\\Policies\\Stale]\n\"v\"=\"1\"\n\n"
        "[HKEY_LOCAL_MACHINE\\SOFTWARE\\Wow6432Node\\Clients\\Own]\n");
    play(HEAD "given: {os: win7, platform: x64, base: customer.reg}\n"
              "when: fix\n"
              "then: {removed: ['HKLM\\SOFTWARE\\Policies\\Stale', "
              "'HKLM\\SOFTWARE\\Wow6432Node\\Clients\\Own']}\n",
         "REGEDIT4\n\n[-HKEY_LOCAL_MACHINE\\SOFTWARE\\Wow6432Node\\Policies\\Stale]\n\n"
         "[-HKEY_LOCAL_MACHINE\\SOFTWARE\\Wow6432Node\\Clients\\Own]\n");
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(everything_that_given_can_say_is_built),
        TEST(every_step_does_what_it_says),
        TEST(values_written_to_a_link_go_where_it_leads),
        TEST(counter_names_are_loaded_and_unloaded),
        TEST(a_step_that_cannot_be_played_is_an_error),
        TEST(a_step_that_deletes_what_is_not_there_is_an_error),
        TEST(an_import_that_is_no_reg_file_is_an_error),
        TEST(links_in_circles_are_an_error_of_the_scenario),
        TEST(what_cannot_be_made_is_an_error_of_the_scenario),
        TEST(what_lies_behind_links_in_circles_cannot_be_changed),
        TEST(drives_have_the_size_that_they_are_given),
        TEST(an_export_is_a_machine),
        TEST(an_identical_write_may_be_none),
        TEST(an_export_of_a_64_bit_host_has_its_shared_keys_once),
        TEST(an_export_that_contradicts_itself_is_an_error),
    };
    return RUN_TESTS(tests);
}
