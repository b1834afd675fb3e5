/* scenario/load.h: every mistake is said where it is, with what is wrong. Lines of `more` begin at
 * line 5 of the file (catalogue.h). */
#include "scenario/catalogue.h"

struct mistake {
    const char *more, *said;
};

static void check(const struct mistake *mistakes, size_t count)
{
    struct catalogue c;
    size_t missed = 0;
    catalogue_make(&c);
    catalogue_write(&c, "installs/app.yaml",
                    "name: App\nsource: inferred\n"
                    "params: {role: {one_of: [server, client]}, drive: {default: C}}\n"
                    "parts: [{adds: {files: {'$drive:\\app.exe': present}}}]\n");
    for (size_t i = 0; i < count; i++) {
        catalogue_scenario(&c, mistakes[i].more);
        assert_int_equal(c.list.count, 0);
        assert_int_not_equal(c.status.code, REGSIM_OK);
        missed += !catalogue_said(&c, mistakes[i].said);
    }
    catalogue_done(&c);
    assert_int_equal(missed, 0);
}
#define CHECK(mistakes) check((mistakes), sizeof(mistakes) / sizeof *(mistakes))

static void yaml_mistakes_have_a_place(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {"given:\n\tos: nt4\n",
         "6:1: found character that cannot start any token while scanning for the next token"},
        {"tags: [a\n", "6:1: did not find expected ',' or ']' while parsing a flow sequence"},
        {"let: {a: %x}\n",
         "5:10: found character that cannot start any token while scanning for the next token"},
        {"let: {a: @x}\n",
         "5:10: found character that cannot start any token while scanning for the next token"},
        {"let: {a: \"\\u{D800}\"}\n",
         "5:13: did not find expected hexdecimal number while parsing a quoted scalar"},
        {"let: a: b\n", "5:7: mapping values are not allowed in this context"},
        {"let: {a: *b}\n", "5:10: found undefined alias"},
        {"let: {a: \x01}\n", "5:10: control characters are not allowed"},
        {"let: {a: !x b}\n", "5:10: tags are not part of the language"},
        {"let: {<<: {a: b}}\n", "5:7: merge keys (<<) are not part of the language"},
        {"let: {[a]: b}\n", "5:7: a key must be a text"},
        {"let: &a [*a]\n", "5:6: nested too deeply, or an alias that holds itself"},
        {"---\nname: another\n", "5:1: a second document in one file"},
        {"---\nname: [\n", "7:1: did not find expected node content while parsing a flow node"},
    };
    CHECK(mistakes);
}

static void words_must_exist_stand_once_and_have_the_right_kind(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {"tag: [a]\n", "5:1: unknown word tag in a scenario"},
        {"zzzzzzz: [a]\n", "5:1: unknown word zzzzzzz in a scenario"},
        {"then: {exit: success}\n", "5:1: then stands here twice"},
        {"tags: {a: b}\n", "5:7: tags expects a text or a list of texts, not a map"},
        {"given: []\n", "5:8: given expects a map, not a list"},
        {"given:\n", "5:1: given expects a map, not nothing"},
        {"given: {machines: x}\n", "5:19: machines expects a map of computers, not a text"},
        {"given: {os: win98}\n", "5:13: unknown os win98"},
        {"given: {os: w2kk}\n", "5:13: unknown os w2kk"},
        {"given: {platform: [i386]}\n", "5:19: platform expects one of its words, not a list"},
        {"tags: [yes]\n", "5:8: yes may be read as something else than a text"},
        {"tags: [~]\n", "5:8: ~ may be read as something else than a text"},
        {"tags: ['']\nlet: {a: ''}\nmatrix: {b: []}\n", "7:13: a matrix variable without values"},
        {"tags: [a, ]\nmatrix: {b: c}\n", "6:13: b expects a list, not a text"},
        {"matrix: {b: [C, D, C]}\n", "5:20: C stands here twice"},
        {"matrix: {b: [C, 'C']}\n", "5:17: C stands here twice"},
        {"tags: [[a]]\n", "5:8: this expects a text, not a list"},
        {"tags: [\"a\\0b\"]\n", "5:8: a NUL character cannot stand here"},
        {"meanwhile: []\n", "5:1: meanwhile is not supported yet"},
        {"explore: {crash: x}\n", "5:1: explore is not supported yet"},
        {"given: {event_log: []}\n", "5:9: event_log is not supported yet"},
        {"finally: [undo_restores_all]\n", "5:11: undo_restores_all is not supported yet"},
        {"finally: [backup_before_delete]\n",
         "5:11: backup_before_delete may stand only where the scenario names smsperffix"},
        {"finally: [live_counters_still_lod]\n", "5:11: unknown property live_counters_still_lod"},
        {"finally: [zzz]\n", "5:11: unknown property zzz"},
        {"finally: [1]\n", "5:11: 1 may be read as something else than a text"},
        {"finally: []\n", "5:10: no properties are listed"},
    };
    CHECK(mistakes);
}

static void variables_are_defined_once_and_spelled_right(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {"let: {drive: C}\ntags: [a$drvie]\n", "6:9: undefined variable $drvie"},
        {"let: {drive: C}\ntags: [$drive_SMS]\n", "6:8: undefined variable $drive_SMS"},
        {"tags: [$zzz]\n", "5:8: undefined variable $zzz"},
        {"tags: ['it''s \xC3\xA4 $a']\n", "5:17: undefined variable $a"},
        {"tags: [\"x $a\"]\n", "5:8: undefined variable $a"},
        {"tags: [IPC$]\n", "5:11: a dollar sign without the name of a variable"},
        {"tags: ['${a']\n", "5:9: a dollar sign without the name of a variable"},
        {"let: {a: x}\ntags: ['${a,,}']\n", "6:9: no such use of a variable"},
        {"let: {a: x}\ntags: ['${a//b}']\n", "6:9: no such use of a variable"},
        {"let: {a: x}\ntags: ['${a///b}']\n", "6:9: no such use of a variable"},
        {"let: {a: x, a: y}\n", "5:13: variable a is defined twice"},
        {"matrix: {a: [x]}\nlet: {a: y}\n", "6:7: variable a is defined twice"},
        {"let: {1a: x}\n", "5:7: 1a cannot name a variable"},
        {"let: {a: [x]}\n", "5:10: a expects a text or a number, not a list"},
        {"let: {a: 010}\n", "5:10: 010 may be read as something else than a text"},
        {"matrix: {a: [on]}\n", "5:14: on may be read as something else than a text"},
    };
    CHECK(mistakes);
}

static void values_that_yaml_may_misread_are_errors(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "010",        "12:30", "4.0",  "yes",  "No",          "on",         "OFF",  "true",
        "False",      "null",  "~",    ".inf", "1e3",         "-1",         "+1",   "1_000",
        "2000-01-31", "0o17",  "0b11", ".5",   "0xFFFFFFFFF", "4294967296", "1:2:3"};
    struct catalogue c;
    catalogue_make(&c);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char more[128], said[128];
        snprintf(more, sizeof more, "given: {registry: {'HKLM\\X': {v: %s}}}\n", texts[i]);
        snprintf(said, sizeof said, "5:34: %s is neither a REG_DWORD nor clearly a text", texts[i]);
        catalogue_scenario(&c, more);
        assert_true(catalogue_said(&c, said));
        snprintf(more, sizeof more, "given: {registry: {'HKLM\\X': {v: '%s'}}}\n", texts[i]);
        catalogue_scenario(&c, more);
        assert_int_equal(c.diags.count, 0);
    }
    catalogue_done(&c);
}

static void registry_mistakes_have_a_place(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {"given: {registry: {'HKLM\\X': {v: }}}\n", "5:34: a value is missing"},
        {"given: {registry: {'HKLM\\X': }}\n", "5:30: a key has a map of values"},
        {"given: {registry: {'HKLM\\X': 5}}\n", "5:30: a key expects a map of values, not a text"},
        {"given: {registry: {'HKLM\\X': {v: 1, V: 2}}}\n", "5:37: value V stands here twice"},
        {"given: {registry: {'HKLM\\X': {}, 'HKEY_LOCAL_MACHINE\\x': {}}}\n",
         "5:34: key HKEY_LOCAL_MACHINE\\x stands here twice"},
        {"let: {a: X}\ngiven: {registry: {'HKLM\\X': {}, 'HKLM\\$a': {}}}\n",
         "6:34: key HKLM\\$a stands here twice"},
        {"given: {registry: {'SYSTEM\\X': {}}}\n", "5:20: a registry path starts with a root"},
        {"given: {registry: {'HKLM\\\\X': {}}}\n",
         "5:20: a name between backslashes is missing in the path"},
        {"given: {registry: {'HKLM\\X\\': {}}}\n",
         "5:20: a name between backslashes is missing in the path"},
        {"given: {registry: {'HKLM\\\\u{}': {}}}\n",
         "5:20: \\u{\xE2\x80\xA6} holds one to four hexadecimal digits"},
        {"given: {registry: {'HKLM\\\\u{12345}': {}}}\n",
         "5:20: \\u{\xE2\x80\xA6} holds one to four hexadecimal digits"},
        {"given: {registry: {'\\\\DESK\\HKLM\\X': {}}}\n",
         "5:20: no computer DESK in given.machines"},
        {"given: {registry: {'\\\\DESK': {}}}\n", "5:20: no computer DESK in given.machines"},
        {"given: {registry: {'\\\\PC\\HKLM\\X': {}}}\n",
         "5:20: a path on another computer cannot stand here"},
        {"given: {registry: {'HKLM\\X': {v: {sz: a, binary: b}}}}\n",
         "5:34: a value is a map with one word, its type"},
        {"given: {registry: {'HKLM\\X': {v: {}}}}\n",
         "5:34: a value is a map with one word, its type"},
        {"given: {registry: {'HKLM\\X': {v: {szz: a}}}}\n", "5:35: unknown word szz in a value"},
        {"given: {registry: {'HKLM\\X': {v: {type: 1}}}}\n",
         "5:34: a type by its number goes with its bytes"},
        {"given: {registry: {'HKLM\\X': {v: {dword: 4294967296}}}}\n",
         "5:42: 4294967296 is not a whole number from 0 to 4294967295"},
        {"given: {registry: {'HKLM\\X': {v: {qword: 99999999999999999999}}}}\n",
         "5:42: 99999999999999999999 is not a whole number from 0 to 18446744073709551615"},
        {"given: {registry: {'HKLM\\X': {v: {binary: 0}}}}\n",
         "5:43: bytes are pairs of hexadecimal digits"},
        {"given: {registry: {'HKLM\\X': {v: {binary: d e}}}}\n",
         "5:43: bytes are pairs of hexadecimal digits"},
        {"given: {registry: {'HKLM\\X': {v: [1]}}}\n",
         "5:35: 1 is neither a REG_DWORD nor clearly a text"},
        {"given: {registry: {'HKLM\\X': {v: ['']}}}\n",
         "5:35: a multi-string cannot hold an empty string"},
        {"given: {registry: {'HKLM\\X': {v: [[a]]}}}\n",
         "5:35: a multi-string expects texts, not a list"},
        {"given: {links: {'HKLM\\X': Y}}\n", "5:27: a registry path starts with a root"},
        {"given: {volatile: [X]}\n", "5:20: a registry path starts with a root"},
        {"given: {leaves_behind: [X]}\n", "5:25: a registry path starts with a root"},
        {"given: {acl: {'HKLM\\X': {deny: delet}}}\n", "5:32: unknown right delet"},
        {"given: {acl: {'HKLM\\X': {deny: []}}}\n", "5:32: a denial of nothing"},
        {"given: {acl: {'HKLM\\X': {to: WD}}}\n", "5:25: a denial lacks deny"},
        {"given: {acl: {'HKLM\\X': {deny: all, to: everyone}}}\n",
         "5:41: everyone is neither a SID nor an SDDL alias"},
        {"given: {services: {'a\\b': x}}\n", "5:20: a\\b cannot name a service"},
        {"given: {services: {X: x}, registry: {'HKLM\\SYSTEM\\CurrentControlSet\\Services\\x': "
         "{}}}\n",
         "5:20: service X stands in registry or services already"},
        {"given: {platform: x64}\n", "5:19: Windows 2000 was never made for x64"},
        {"given: {os: nt4, platform: x64}\n", "5:28: Windows NT 4.0 was never made for x64"},
        {"given: {services: {X: {start: never}}}\n", "5:31: unknown start never"},
        {"given: {drives: {CD: {free: 0}}}\n", "5:18: CD is not the letter of a drive"},
        {"given: {drives: {C: {free: lots}}}\n", "5:28: lots is not a size"},
        {"given: {drives: {C: {free: 0}, c: {free: 1}}}\n", "5:32: drive c stands here twice"},
        {"given: {drives: {C: full}}\n", "5:21: a drive expects a map, not a text"},
    };
    CHECK(mistakes);
}

static void file_mistakes_have_a_place(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {"given: {files: {x.dll: present}}\n", "5:17: this is not the path of a file"},
        {"given: {files: {'C:\\a\\\\b': present}}\n", "5:17: this is not the path of a file"},
        {"given: {files: {'C:\\a\\': present}}\n", "5:17: this is not the path of a file"},
        {"given: {files: {'1:\\a': present}}\n", "5:17: this is not the path of a file"},
        {"given: {files: {'C:\\a': gone}}\n", "5:25: a file is present, absent, or a map"},
        {"given: {files: {'C:\\a': [x]}}\n", "5:25: a file expects a map, not a list"},
        {"given: {files: {'C:\\a': {}, 'c:\\A': {}}}\n", "5:29: file c:\\A stands here twice"},
        {"given: {files: {'C:\\a': {exports: [X]}}}\n", "5:26: a file without arch is no module"},
        {"given: {files: {'C:\\a': {arch: i386, open: sings}}}\n",
         "5:44: open cannot do this: sings"},
        {"given: {files: {'C:\\a': {text: x, hex: 00}}}\n",
         "5:40: text and hex are both the content"},
        {"given: {files: {'C:\\a': {contains: x}}}\n", "5:36: contains is an expectation"},
        {"given: {files: {'C:\\a': {directory: true, text: x}}}\n",
         "5:25: a folder has no content"},
        {"given: {files: {'C:\\a': {directory: yes}}}\n", "5:37: yes is neither true nor false"},
        {"given: {files: {'\\\\PC\\C:\\a': {}}}\n",
         "5:17: a file of another computer cannot stand here"},
    };
    CHECK(mistakes);
}

static void machine_and_install_mistakes_have_a_place(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {"given: {base: w3k}\n", "5:15: no base w3k in the catalogue"},
        {"given: {base: customer.reg}\n", "5:15: there is no file customer.reg"},
        {"given: {base: /nowhere/customer.yaml}\n",
         "5:15: there is no file /nowhere/customer.yaml"},
        {"given: {machines: {}}\n", "5:19: no computers are listed"},
        {"given: {os: nt4, machines: {a: {}}}\n", "5:9: os stands beside machines"},
        {"given: {machines: {a: {machines: {b: {}}}}}\n", "5:24: a computer cannot hold computers"},
        {"given: {machines: {a: x}}\n", "5:23: a computer expects a map, not a text"},
        {"given: {machines: {a: {}, A: {}}}\n", "5:27: computer A stands here twice"},
        {"given: {machines: {'a\\b': {}}}\n", "5:20: a\\b cannot name a computer"},
        {"given: {setup: [ap]}\n", "5:17: no install ap in the catalogue"},
        {"given: {setup: [zzzzz]}\n", "5:17: no install zzzzz in the catalogue"},
        {"given: {setup: [../app]}\n", "5:17: no install ../app in the catalogue"},
        {"given: {setup: [app]}\n", "5:17: parameter role of app is missing"},
        {"given: {setup: [app: {role: serve}]}\n", "5:23: serve is no role of this install"},
        {"given: {setup: [app: {role: zzzzzz}]}\n", "5:23: zzzzzz is no role of this install"},
        {"given: {setup: [app: {rol: server}]}\n", "5:23: app has no parameter rol"},
        {"given: {setup: [app: {role: server, role: client}]}\n",
         "5:37: parameter role stands here twice"},
        {"given: {setup: [app: {role: [server]}]}\n", "5:29: this expects a text, not a list"},
        {"given: {setup: [app: server]}\n", "5:22: app expects a map of parameters, not a text"},
        {"given: {setup: [{app: {role: server}, b: c}]}\n",
         "5:17: an install is a name, or one name with its parameters"},
        {"given: {setup: [app: {role: server, drive: CD}]}\n",
         "4:25: this is not the path of a file"},
        {"given: {setup: [app: {role: server, drive: CD}]}\n", "5:17: app is used here"},
    };
    CHECK(mistakes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(yaml_mistakes_have_a_place),
        cmocka_unit_test(words_must_exist_stand_once_and_have_the_right_kind),
        cmocka_unit_test(variables_are_defined_once_and_spelled_right),
        cmocka_unit_test(values_that_yaml_may_misread_are_errors),
        cmocka_unit_test(registry_mistakes_have_a_place),
        cmocka_unit_test(file_mistakes_have_a_place),
        cmocka_unit_test(machine_and_install_mistakes_have_a_place),
    };
    return RUN_TESTS(tests);
}
