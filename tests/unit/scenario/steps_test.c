/* scenario/load.h: steps and expectations, right and wrong, and the rules of a whole scenario. */
#include "scenario/catalogue.h"

struct mistake {
    const char *text, *said;
};

static void check(const struct mistake *mistakes, size_t count)
{
    struct catalogue c;
    size_t missed = 0;
    catalogue_make(&c);
    for (size_t i = 0; i < count; i++) {
        catalogue_write(&c, "s.yaml", mistakes[i].text);
        catalogue_load(&c, "s.yaml", false);
        assert_int_equal(c.list.count, 0);
        missed += !catalogue_said(&c, mistakes[i].said);
    }
    catalogue_done(&c);
    assert_int_equal(missed, 0);
}
#define CHECK(mistakes) check((mistakes), sizeof(mistakes) / sizeof *(mistakes))
#define WHEN(step)      "name: x\nsource: x\nthen: {removed: []}\nwhen: " step "\n"
#define THEN(then)      "name: x\nsource: x\nwhen: fix\nthen: " then "\n"

static void wrong_steps_have_a_place(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {WHEN("fixx"), "4:7: unknown step fixx"},
        {WHEN("expect"), "4:7: unknown step expect"},
        {WHEN("install"), "4:7: install expects an install"},
        {WHEN("[]"), "4:7: a scenario in which nothing happens"},
        {WHEN("[[fix]]"), "4:8: a step expects a map, not a list"},
        {WHEN("[~]"), "4:8: ~ may be read as something else than a text"},
        {WHEN("[{at: PC}]"), "4:8: a step without a word that says what happens"},
        {WHEN("[{fix: , undo: }]"), "4:16: fix and undo are two steps"},
        {WHEN("{fix: now}"), "4:13: fix takes nothing"},
        {WHEN("{fix: , at: DESK}"), "4:19: no computer DESK in given.machines"},
        {WHEN("{run: regedit /s x}"), "4:13: run plays smsperffix only, not regedit"},
        {WHEN("{run: 5}"), "4:13: 5 may be read as something else than a text"},
        {WHEN("{monitor: taskmgr}"), "4:17: unknown monitor taskmgr"},
        {WHEN("{monitor: [x]}"), "4:17: monitor expects perfmon, or a map, not a list"},
        {WHEN("{monitor: {agent: x, every: 2m}}"), "4:17: every and for go together"},
        {WHEN("{monitor: {every: 0s, for: 1h}}"), "4:25: every needs a time longer than nothing"},
        {WHEN("{monitor: {every: 1ms, for: 7d}}"), "4:35: more than 100,000 sessions"},
        {WHEN("{advance: soon}"), "4:17: soon is not a duration"},
        {WHEN("{advance: 1y}"), "4:17: 1y is not a duration"},
        {WHEN("{advance: 99999d}"), "4:17: 99999d is not a duration"},
        {WHEN("{reboot: {last_known_good: maybe}}"), "4:34: maybe is neither true nor false"},
        {WHEN("{import: nothing.reg}"), "4:16: there is no file nothing.reg"},
        {WHEN("{create_key: []}"), "4:20: no keys are listed"},
        {WHEN("{delete_key: X}"), "4:20: a registry path starts with a root"},
        {WHEN("{delete_file: []}"), "4:21: no files are listed"},
        {WHEN("{delete_file: X}"), "4:21: this is not the path of a file"},
        {WHEN("{delete_file: '\\\\PC\\C:\\x'}"),
         "4:21: a file of another computer cannot stand here"},
        {WHEN("{delete_value: 'HKLM\\X'}"), "4:22: the values to delete are missing"},
        {WHEN("{delete_value: {'HKLM\\X': []}}"), "4:33: no values are listed"},
        {WHEN("{delete_value: {'HKLM\\X': {}}}"),
         "4:33: a key here expects the name of a value or a list of names, not a map"},
        {WHEN("{delete_value: {'HKLM\\X': [a, A]}}"), "4:37: value A stands here twice"},
        {WHEN("{delete_value: {'\\\\PC\\HKLM\\X': a}}"),
         "4:22: a path on another computer cannot stand here"},
        {WHEN("{set_value: {'\\\\PC\\HKLM\\X': {}}}"),
         "4:19: a path on another computer cannot stand here"},
    };
    CHECK(mistakes);
}

static void wrong_expectations_have_a_place(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {THEN("{}"), "4:7: an expectation that expects nothing"},
        {THEN("{exit: maybe}"), "4:14: unknown exit maybe"},
        {THEN("{exit: 5}"),
         "4:14: a numeric exit may stand only where the scenario names smsperffix"},
        {THEN("{stdout: x}"), "4:8: stdout may stand only where the scenario names smsperffix"},
        {THEN("{stderr: x}"), "4:8: stderr may stand only where the scenario names smsperffix"},
        {THEN("{files: {'C:\\undo.reg': present}}"),
         "4:16: a file that only a fixer makes may stand only where the scenario names smsperffix"},
        {THEN("{stdout: {contains: []}}"), "4:16: this asks nothing of the text"},
        {THEN("{events: some}"), "4:16: events are none or a list"},
        {THEN("{events: [x]}"), "4:17: an event expects a map, not a text"},
        {THEN("{events: [{source: x}]}"), "4:17: an event lacks id"},
        {THEN("{events: [{id: 70000}]}"), "4:22: 70000 is not a whole number from 0 to 65535"},
        {THEN("{events: [{id: 1, at: DESK}]}"), "4:29: no computer DESK in given.machines"},
        {THEN("{events: [{id: 1, type: fatal}]}"), "4:31: unknown type fatal"},
        {THEN("{events: [{id: 1, times: 0}]}"), "4:32: an event that stands here no times"},
        {THEN("{removed: [X]}"), "4:18: a registry path starts with a root"},
        {THEN("{removed: ['HKLM\\X', 'hklm\\x']}"), "4:28: path hklm\\x stands here twice"},
    };
    CHECK(mistakes);
}

static void the_whole_must_make_sense(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {"", "1:1: the file is empty"},
        {"[]\n", "1:1: a scenario expects a map, not a list"},
        {"a: b\n", "1:1: a scenario lacks name"},
        {"a: b\n", "1:1: a scenario lacks when"},
        {"name: x\nsource: x\nwhen: {advance: 1h}\nthen: {removed: []}\n",
         "4:1: this scenario can never fail"},
        {"name: x\nsource: x\nwhen: {advance: 1h}\nthen: {events: none, added: {}}\n",
         "4:1: this scenario can never fail"},
        {"name: x\nsource: x\nwhen: fix\nthen: {removed: [], ignoring: [HKLM\\X, HKLM]}\n",
         "4:40: ignoring a whole root would accept nearly everything"},
        {"name: x\nsource: x\nwhen: fix\nthen: {removed: [], ignoring: HKEY_USERS}\n",
         "4:31: ignoring a whole root would accept nearly everything"},
        {"name: x\nsource: x\nwhen: {create_key: 'HKLM\\X', expect: {added: {'HKLM\\X': "
         "{}}}}\nthen: "
         "{removed: []}\n",
         "4:1: then can never fail here"},
        {"name: x\nsource: x\nwhen: fix\n", "1:1: this scenario can never fail"},
        {"name: x\nsource: x\nwhen: {fix: , expect: {ignoring: ['HKLM\\X']}}\n",
         "1:1: this scenario can never fail"},
        {"name: x\nwhen: fix\nthen: {removed: []}\n",
         "2:7: neither the scenario nor this step says where its facts are from"},
        {"name: x\nwhen: [{fix: , source: a}, undo]\nthen: {removed: []}\n",
         "2:28: neither the scenario nor this step says where its facts are from"},
    };
    CHECK(mistakes);
}

static void what_is_not_supported_yet_has_a_status_of_its_own(void **state)
{
    (void)state;
    struct catalogue c;
    catalogue_make(&c);
    catalogue_scenario(&c, "always: [only_stale_keys_removed]\n");
    assert_int_equal(c.status.code, REGSIM_UNSUPPORTED);
    catalogue_scenario(&c, "always: [only_stale_keys_removed]\ntgas: [a]\n");
    assert_int_equal(c.status.code, REGSIM_INVALID);
    catalogue_done(&c);
}

static const char all_steps[] =
    "name: All steps\nsource: inferred\n"
    "given:\n"
    "  machines:\n"
    "    desk: {}\n"
    "    logon1: {os: nt4, files: {'%SystemRoot%\\x': {text: 5}}}\n"
    "when:\n"
    "  - detect\n"
    "  - {fix: , at: LOGON1, expect: {exit: failure, last_write_times: true, added: {}}}\n"
    "  - undo\n"
    "  - run: smsperffix --fix \\\\LOGON1\n"
    "    expect: {exit: 0x10, stdout: a, stderr: {equals: b, contains: [c, d], lacks: e},\n"
    "             files: {'\\\\logon1\\C:\\undo.reg': {contains: f}, 'C:\\b': absent}}\n"
    "  - monitor: perfmon\n"
    "    expect: {events: [{id: 1011, source: Perflib, at: logon1, type: warning, times: 3,\n"
    "                       data: 7e 00, text: x}]}\n"
    "  - monitor: {agent: insight, every: 2m, for: 1h30m, after: 13h}\n"
    "  - lodctr: 'C:\\x.ini'\n"
    "  - unlodctr: X\n"
    "  - set_value: {'HKLM\\X': {a: 1}}\n"
    "  - delete_value: [{'HKLM\\X': a}, {'HKLM\\Y': [b, (default)]}]\n"
    "  - create_key: 'HKLM\\Z'\n"
    "  - delete_key: ['HKLM\\Z', 'HKLM\\Y']\n"
    "  - create_file: {'C:\\f': {hex: 00 01, read_only: true}}\n"
    "  - delete_file: 'C:\\f'\n"
    "  - advance: 500ms\n"
    "  - reboot\n"
    "  - reboot: {last_known_good: true}\n"
    "  - power_cut\n"
    "  - import: x.reg\n"
    "then:\n"
    "  removed: ['HKLM\\X', '\\\\logon1\\HKLM\\X', {'HKLM\\W': [v]}]\n"
    "  changed: {'\\\\LOGON1\\HKLM\\Y': {a: 2}}\n"
    "  ignoring: 'HKLM\\Q'\n";

static void every_step_is_understood(void **state)
{
    (void)state;
    struct catalogue c;
    catalogue_make(&c);
    catalogue_write(&c, "s.yaml", all_steps);
    catalogue_write(&c, "x.reg", "REGEDIT4\n");
    catalogue_load(&c, "s.yaml", false);
    assert_int_equal(c.diags.count, 0);
    assert_int_equal(c.list.count, 1);
    const struct scenario *s = c.list.items[0];
    assert_int_equal(s->step_count, 19);
    assert_true(s->names_smsperffix && s->needs_detect && s->needs_fix && s->needs_undo);
    assert_string_equal(s->machines[1].name, "logon1");
    assert_string_equal(s->steps[1].at, "logon1");
    assert_int_equal(s->steps[1].expect->exit, EXIT_FAILURE_EXPECTED);
    assert_true(s->steps[1].expect->has_registry && s->steps[1].expect->compare_last_writes);
    assert_string_equal(s->steps[3].text, "--fix \\\\LOGON1");
    const struct expectation *run = s->steps[3].expect;
    assert_int_equal(run->exit_code, 16);
    assert_string_equal(run->out->equals, "a");
    assert_int_equal(run->err->contain_count, 2);
    assert_int_equal(run->err->lack_count, 1);
    assert_string_equal(run->files[0].machine, "logon1");
    assert_string_equal(run->files[0].contains, "f");
    assert_int_equal(run->files[1].state, FILE_ABSENT);
    const struct event_match *event = s->steps[4].expect->events;
    assert_int_equal(event->id, 1011);
    assert_int_equal(event->times, 3);
    assert_int_equal(event->type, EVENT_WARNING);
    assert_int_equal(event->data_size, 2);
    assert_int_equal(s->steps[5].every_ms, 120000);
    assert_int_equal(s->steps[5].for_ms, 5400000);
    assert_int_equal(s->steps[5].after_ms, 46800000);
    assert_int_equal(s->steps[9].changes->removes[1].value_count, 2);
    assert_int_equal(s->steps[9].changes->removes[1].values[1].count, 0); /* (default) */
    assert_int_equal(s->steps[11].changes->remove_count, 2);
    assert_int_equal(s->steps[14].advance_ms, 500);
    assert_false(s->steps[15].last_known_good);
    assert_true(s->steps[16].last_known_good);
    assert_int_equal(s->then->removed_count, 3);
    assert_string_equal(s->then->removed[1].machine, "logon1");
    assert_string_equal(s->then->changed[0].machine, "logon1");
    catalogue_done(&c);
}

/* Wherever an editor or a disk stopped: an answer, and no crash (the sanitizers' build looks). */
static void a_file_cut_anywhere_or_with_a_wrong_byte_is_read_without_harm(void **state)
{
    (void)state;
    struct catalogue c;
    catalogue_make(&c);
    for (size_t at = 0; at + 1 < sizeof all_steps; at += 3) {
        char text[sizeof all_steps];
        memcpy(text, all_steps, sizeof text);
        text[at] = '\0';
        catalogue_write(&c, "s.yaml", text);
        catalogue_load(&c, "s.yaml", true);
        assert_true(c.diags.count > 0 || c.list.count == 1);
        text[at] = "[{:$'\"\t&*\\"[at % 10];
        catalogue_write(&c, "s.yaml", text);
        catalogue_load(&c, "s.yaml", true);
        assert_true(c.diags.count > 0 || c.list.count == 1);
    }
    catalogue_done(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_steps_have_a_place),
        cmocka_unit_test(wrong_expectations_have_a_place),
        cmocka_unit_test(the_whole_must_make_sense),
        cmocka_unit_test(what_is_not_supported_yet_has_a_status_of_its_own),
        cmocka_unit_test(every_step_is_understood),
        cmocka_unit_test(a_file_cut_anywhere_or_with_a_wrong_byte_is_read_without_harm),
    };
    return RUN_TESTS(tests);
}
