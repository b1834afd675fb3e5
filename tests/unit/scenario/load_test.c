/* scenario/load.h: what good files become; installs, bases and the matrix; files and folders. */
#include "scenario/catalogue.h"

#include <unistd.h>

#include "registry/ops.h"
#include "scenario/yaml.h"

static const struct scenario *only(const struct catalogue *c)
{
    for (size_t i = 0; i < c->diags.count; i++)
        print_error("said: %s\n", c->diags.items[i].text);
    assert_int_equal(c->diags.count, 0);
    assert_int_equal(c->status.code, REGSIM_OK);
    assert_int_equal(c->list.count, 1);
    return c->list.items[0];
}

static void assert_bytes(const struct value_spec *value, uint32_t type, const void *bytes,
                         uint32_t size)
{
    assert_int_equal(value->type, type);
    assert_int_equal(value->size, size);
    assert_memory_equal(value->data, bytes, size);
}

static void values_are_typed_as_the_rules_say(void **state)
{
    (void)state;
    struct catalogue c;
    catalogue_make(&c);
    catalogue_scenario(&c, "let: {n: 7, q: '7', word: A, path: 'c:\\xy\\\xC3\xA4'}\n"
                           "given:\n"
                           "  registry:\n"
                           "    'HKLM\\X\\u{D800}':\n"
                           "      dec: 10\n      hex: 0xFF\n      sz: a\n      multi: [a, b]\n"
                           "      none: []\n      exp: {expand_sz: '%x%'}\n"
                           "      q: {qword: 0x100000000}\n      bin: {binary: 'de AD,be ef'}\n"
                           "      nothing: {none: ''}\n      raw: {type: 0x20001, hex: 00 01}\n"
                           "      typed: {sz: 5}\n      d: {dword: 5}\n      m: {multi_sz: x}\n"
                           "      n: $n\n      q2: $q\n      s: '$n'\n      nul: 'a\\u{0}'\n"
                           "      dollar: a$$b\n      up: '${path^^}'\n"
                           "      rep: '${path//\\/_}'\n      ver: 2.00.1239.0000\n"
                           "      (DEFAULT): $word-${word}\n");
    const struct scenario *s = only(&c);
    const struct key_spec *key = s->machines[0].setup[0].keys;
    assert_int_equal(key->path.count, 7);
    assert_int_equal(key->path.units[6], 0xD800);
    const struct value_spec *v = key->values;
    assert_bytes(&v[0], 4, "\x0a\0\0\0", 4);
    assert_bytes(&v[1], 4, "\xff\0\0\0", 4);
    assert_bytes(&v[2], 1, u"a", 4);
    assert_bytes(&v[3], 7, u"a\0b\0", 10);
    assert_bytes(&v[4], 7, u"", 2);
    assert_bytes(&v[5], 2, u"%x%", 8);
    assert_bytes(&v[6], 11, "\0\0\0\0\1\0\0\0", 8);
    assert_bytes(&v[7], 3, "\xde\xad\xbe\xef", 4);
    assert_int_equal(v[8].type, 0);
    assert_int_equal(v[8].size, 0);
    assert_bytes(&v[9], 0x20001, "\0\1", 2);
    assert_bytes(&v[10], 1, u"5", 4);
    assert_bytes(&v[11], 4, "\5\0\0\0", 4);
    assert_bytes(&v[12], 7, u"x\0", 6);
    assert_bytes(&v[13], 4, "\7\0\0\0", 4);
    assert_bytes(&v[14], 1, u"7", 4);
    assert_bytes(&v[15], 1, u"7", 4);
    assert_bytes(&v[16], 1, u"a\0", 6);
    assert_bytes(&v[17], 1, u"a$b", 8);
    assert_bytes(&v[18], 1, u"C:\\XY\\\u00C4", 16);
    assert_bytes(&v[19], 1, u"c:_xy_\u00E4", 16);
    assert_bytes(&v[20], 1, u"2.00.1239.0000", 30);
    assert_int_equal(v[21].name.count, 0);
    assert_bytes(&v[21], 1, u"A-A", 8);
    catalogue_done(&c);
}

static void a_machine_is_its_state_words(void **state)
{
    (void)state;
    struct catalogue c;
    catalogue_make(&c);
    catalogue_scenario(
        &c, "given:\n"
            "  os: xp\n"
            "  platform: x64\n"
            "  base: none\n"
            "  acl: {'HKLM\\A': {deny: [delete, write], to: BA}, 'HKLM\\B': 'D:(A;;KA;;;BA)'}\n"
            "  links: {'HKLM\\L': 'HKLM\\A'}\n"
            "  classes: {'HKLM\\A': Shell}\n"
            "  volatile: 'HKLM\\V'\n"
            "  leaves_behind: 'HKLM\\S'\n"
            "  drives: {c: {free: 0}, D: {capacity: 20 MB}}\n"
            "  services: {Svc: 'C:\\x.exe', K: {type: kernel, start: boot, image: k.sys}, N: {}}\n"
            "  files:\n"
            "    '%SystemRoot%\\a.dll':\n"
            "      {arch: i386, exports: [Open], open: fails 5, load: works, collect: faults}\n"
            "    'C:\\d': {directory: true}\n"
            "    'C:\\e': absent\n");
    const struct scenario *s = only(&c);
    const struct machine_spec *m = &s->machines[0];
    const struct change *g = m->setup;
    assert_string_equal(m->name, "PC");
    assert_int_equal(m->os, OS_XP);
    assert_int_equal(m->platform, PLATFORM_X64);
    assert_int_equal(m->base_count, 0);
    assert_int_equal(g->acl[0].deny_mask, DELETE_RIGHT | 6);
    assert_string_equal(g->acl[0].deny_who, "BA");
    assert_string_equal(g->acl[1].sddl, "D:(A;;KA;;;BA)");
    assert_int_equal(g->link_count, 1);
    assert_int_equal(g->class_count, 1);
    assert_int_equal(g->volatile_count, 1);
    assert_int_equal(g->leave_count, 1);
    assert_int_equal(g->drives[0].letter, 'C');
    assert_int_equal(g->drives[0].free_bytes, 0);
    assert_int_equal(g->drives[1].capacity_bytes, 20 * 1024 * 1024);
    assert_int_equal(g->key_count, 4); /* three services, one volatile key */
    assert_int_equal(g->keys[0].value_count, 6);
    assert_int_equal(g->keys[1].value_count, 5); /* a driver has no account */
    assert_int_equal(g->keys[2].value_count, 5); /* no image was given */
    assert_true(ustr_same(g->files[0].path, USTR(u"C:\\WINDOWS\\a.dll")));
    assert_int_equal(g->files[0].open.act, MODULE_FAILS);
    assert_int_equal(g->files[0].collect.act, MODULE_FAULTS);
    assert_true(g->files[1].is_directory);
    assert_int_equal(g->files[2].state, FILE_ABSENT);
    catalogue_done(&c);
}

static const char app[] =
    "name: App\nsource: inferred\n"
    "params:\n"
    "  role: {one_of: [server, client], meaning: What it is}\n"
    "  drive: {default: C}\n"
    "  cpu: {one_of: [i386, alpha], default: $machine_platform}\n"
    "let: {key: 'HKLM\\SOFTWARE\\App$drive'}\n"
    "parts:\n"
    "  - where: {role: server}\n"
    "    adds: {registry: {$key: {Cpu: $cpu}}, files: {'$drive:\\app.exe': {arch: $cpu}}}\n"
    "    changes: {registry: {'$key\\Sub': {}}}\n"
    "  - where: {role: [server, client], machine_os: nt4}\n"
    "    removes: {registry: ['HKLM\\Old', {'HKLM\\New': v}], files: ['$drive:\\old.exe']}\n"
    "    leaves_behind: [$key]\n"
    "uninstall:\n"
    "  - removes: {registry: $key}\n";

static void installs_are_bound_to_their_parameters(void **state)
{
    (void)state;
    struct catalogue c;
    catalogue_make(&c);
    catalogue_write(&c, "installs/app.yaml", app);
    catalogue_write(&c, "bases/nt4.yaml",
                    "name: NT\nsource: inferred\nlet: {s: SOFTWARE}\n"
                    "registry: {'HKLM\\$s\\Base': {os: $machine_os}}\n");
    catalogue_folder(&c, "theme");
    catalogue_write(
        &c, "theme/s.yaml",
        "name: x\nsource: x\nmatrix: {drive: [C, D], n: [1, 2, 3]}\n"
        "given: {os: nt4, platform: alpha, setup: [app: {role: server, drive: $drive}]}\n"
        "when: [fix, {uninstall: {app: {role: client, drive: $drive}}}]\n"
        "then: {removed: ['HKLM\\$n']}\n");
    catalogue_load(&c, "", false);
    for (size_t i = 0; i < c.diags.count; i++)
        print_error("said: %s\n", c.diags.items[i].text);
    assert_int_equal(c.diags.count, 0);
    assert_int_equal(c.list.files, 1);
    assert_int_equal(c.list.count, 6);
    const struct scenario *s = c.list.items[4];
    assert_string_equal(s->id, "theme/s");
    assert_string_equal(s->cell, "drive: D, n: 2");
    const struct machine_spec *m = s->machines;
    assert_int_equal(m->base_count, 1);
    assert_int_equal(m->bases[0].change->key_count, 1);
    assert_int_equal(m->setup_count, 3);
    assert_string_equal(m->setup[0].label, "app (server)");
    assert_int_equal(m->setup[0].key_count, 2);
    assert_true(ustr_same(m->setup[0].keys[0].path, USTR(u"HKLM\\SOFTWARE\\AppD")));
    assert_int_equal(m->setup[0].files[0].arch, PLATFORM_ALPHA);
    assert_int_equal(m->setup[1].remove_count, 2);
    assert_int_equal(m->setup[1].leave_count, 1);
    assert_int_equal(m->setup[1].files[0].state, FILE_ABSENT);
    assert_string_equal(m->setup[2].label, "given");
    assert_int_equal(s->steps[1].change_count, 1);
    assert_int_equal(s->steps[1].changes->remove_count, 1);
    catalogue_done(&c);
}

static void a_broken_install_is_said_once_however_often_it_is_used(void **state)
{
    (void)state;
    struct catalogue c;
    catalogue_make(&c);
    catalogue_write(
        &c, "installs/bad.yaml",
        "name: x\nsource: x\nparams: {a: {one_of: [b, c]}, e: {default: 1}, e: {}, d: x}\n"
        "parts:\n  - where: {a: q, z: r}\n    adds: {registry: {X: {}}}\n  - [x]\n"
        "  - removes: []\n  - removes: {registry: '\\\\PC\\HKLM\\X', files: y}\n");
    catalogue_write(&c, "installs/none.yaml", "name: x\nsource: x\n");
    catalogue_write(&c, "installs/torn.yaml", "name: [\n");
    catalogue_write(&c, "bases/bad.yaml", "name: x\nregistry: []\n");
    catalogue_write(&c, "s.yaml",
                    "name: x\nsource: x\nmatrix: {n: [1, 2]}\nthen: {removed: []}\n"
                    "given: {base: bad, setup: [bad: {a: b}, bad: {a: c}, none, torn, torn]}\n"
                    "when: {uninstall: {bad: {a: b}}}\n");
    catalogue_load(&c, "", true);
    assert_int_equal(c.status.code, REGSIM_INVALID);
    assert_int_equal(c.list.count, 0);
    for (size_t i = 0; i < c.diags.count; i++) {
        for (size_t j = 0; j < i; j++) {
            const struct diag *a = &c.diags.items[i], *b = &c.diags.items[j];
            assert_false(a->line == b->line && a->column == b->column &&
                         !strcmp(a->file, b->file) && !strcmp(a->text, b->text));
        }
    }
    assert_true(catalogue_said(&c, "3:48: parameter e stands here twice"));
    assert_true(catalogue_said(&c, "3:58: a parameter expects a map, not a text"));
    assert_true(catalogue_said(&c, "5:16: q is no a of this install"));
    assert_true(catalogue_said(&c, "5:19: where asks for z, which is no parameter"));
    assert_true(catalogue_said(&c, "7:5: a part expects a map, not a list"));
    assert_true(catalogue_said(&c, "8:14: removes expects a map, not a list"));
    assert_true(catalogue_said(&c, "1:1: an install lacks parts"));
    assert_true(catalogue_said(&c, "1:1: a base lacks source"));
    assert_true(catalogue_said(&c, "6:20: bad has no uninstall"));
    catalogue_done(&c);
}

static void a_matrix_says_a_shared_mistake_once(void **state)
{
    (void)state;
    struct catalogue c;
    catalogue_make(&c);
    catalogue_scenario(&c, "matrix: {d: [C, D, E]}\ngiven: {files: {'$d\\x': present}}\n");
    assert_int_equal(c.diags.count, 1);
    catalogue_scenario(&c,
                       "matrix: {a: [1, 2, 3, 4, 5, 6, 7, 8, 9, 0], b: [1, 2, 3, 4, 5, 6, 7, 8, "
                       "9, 0], c: [1, 2, 3, 4, 5, 6, 7, 8, 9, 0], d: [1, 2]}\n");
    assert_true(catalogue_said(&c, "5:9: more than 1000 combinations"));
    catalogue_done(&c);
}

static void lint_warns_of_what_is_never_used(void **state)
{
    (void)state;
    struct catalogue c;
    catalogue_make(&c);
    catalogue_scenario(&c, "let: {a: b}\n");
    assert_int_equal(c.diags.count, 0);
    catalogue_load(&c, "s.yaml", true);
    assert_int_equal(c.list.count, 1);
    assert_int_equal(c.diags.warnings, 1);
    assert_true(catalogue_said(&c, "5:7: variable a is never used"));
    catalogue_done(&c);
}

static void an_alias_is_a_copy_and_a_bomb_is_an_error(void **state)
{
    (void)state;
    struct catalogue c;
    catalogue_make(&c);
    catalogue_scenario(&c, "given: {registry: {'HKLM\\X': &v {a: 1}, 'HKLM\\Y': *v}}\n");
    assert_int_equal(only(&c)->machines[0].setup[0].keys[1].value_count, 1);
    catalogue_scenario(&c, "let:\n  a: &a [x,x,x,x,x,x,x,x,x,x]\n"
                           "  b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
                           "  c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
                           "  d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n"
                           "  e: [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\n");
    assert_int_equal(c.diags.count, 1);
    assert_string_equal(c.diags.items[0].text, "aliases expand to too much");
    catalogue_done(&c);
}

static void bases_may_be_exports_beside_the_scenario(void **state)
{
    (void)state;
    struct catalogue c;
    catalogue_make(&c);
    catalogue_write(&c, "x.reg", "REGEDIT4\n");
    catalogue_write(&c, "own.yaml", "name: x\nsource: x\nregistry: {'HKLM\\X': {}}\n");
    catalogue_scenario(&c, "given: {base: [x.reg, own.yaml]}\n");
    const struct machine_spec *m = only(&c)->machines;
    assert_int_equal(m->base_count, 2);
    assert_null(m->bases[0].change);
    assert_non_null(strstr(m->bases[0].file, "/x.reg"));
    assert_int_equal(m->bases[1].change->key_count, 1);
    catalogue_done(&c);
}

static void a_hive_may_have_a_name_without_dot_but_the_catalogue_is_asked_first(void **state)
{
    (void)state;
    struct catalogue c;
    catalogue_make(&c);
    catalogue_write(&c, "SYSTEM", "REGEDIT4\n\n[HKEY_LOCAL_MACHINE\\SYSTEM\\X]\n");
    catalogue_scenario(&c, "given: {base: SYSTEM}\n");
    const struct machine_spec *m = only(&c)->machines;
    assert_int_equal(m->base_count, 1);
    assert_null(m->bases[0].change);
    assert_non_null(strstr(m->bases[0].file, "/SYSTEM"));
    catalogue_write(&c, "bases/SYSTEM.yaml", "name: x\nsource: x\nregistry: {'HKLM\\X': {}}\n");
    catalogue_scenario(&c, "given: {base: SYSTEM}\n");
    assert_non_null(only(&c)->machines->bases[0].change);
    catalogue_done(&c);
}

static void a_file_that_is_named_twice_is_read_once(void **state)
{
    (void)state;
    struct catalogue c;
    char path[256], link[256];
    catalogue_make(&c);
    catalogue_scenario(&c, "");
    snprintf(path, sizeof path, "%s/s.yaml", c.root);
    snprintf(link, sizeof link, "%s/t.yaml", c.root);
    assert_int_equal(symlink(path, link), 0);
    catalogue_load(&c, ".", false);
    assert_int_equal(c.list.count, 1);
    assert_true(regsim_is_ok(scenario_load(&c.list, path, NULL, &c.diags)));
    assert_int_equal(c.list.count, 1);
    assert_int_equal(c.list.files, 1);
    catalogue_done(&c);
}

static void
a_path_that_cannot_be_opened_is_a_host_error_and_one_that_cannot_be_read_invalid(void **state)
{
    (void)state;
    struct catalogue c;
    catalogue_make(&c);
    catalogue_load(&c, "nothing.yaml", false);
    assert_int_equal(c.status.code, REGSIM_HOST);
    catalogue_load(&c, "s.yaml/nothing.yaml", false);
    assert_int_equal(c.status.code, REGSIM_HOST);
    scenario_list_free(&c.list);
    regsim_status status = scenario_load(&c.list, "", NULL, NULL);
    assert_int_equal(status.code, REGSIM_INVALID);
    enum { TOO_BIG = YAML_SIZE_MAX + 1 };
    char *big = malloc(TOO_BIG + 1);
    assert_non_null(big);
    memset(big, ' ', TOO_BIG);
    big[TOO_BIG] = '\0';
    catalogue_write(&c, "big.yaml", big);
    free(big);
    catalogue_load(&c, "big.yaml", false);
    assert_int_equal(c.status.code, REGSIM_INVALID);
    assert_true(catalogue_said(&c, "0:0: larger than 4 MiB, which no scenario is"));
    catalogue_done(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_typed_as_the_rules_say),
        cmocka_unit_test(a_machine_is_its_state_words),
        cmocka_unit_test(installs_are_bound_to_their_parameters),
        cmocka_unit_test(a_broken_install_is_said_once_however_often_it_is_used),
        cmocka_unit_test(a_matrix_says_a_shared_mistake_once),
        cmocka_unit_test(lint_warns_of_what_is_never_used),
        cmocka_unit_test(an_alias_is_a_copy_and_a_bomb_is_an_error),
        cmocka_unit_test(bases_may_be_exports_beside_the_scenario),
        cmocka_unit_test(a_hive_may_have_a_name_without_dot_but_the_catalogue_is_asked_first),
        cmocka_unit_test(a_file_that_is_named_twice_is_read_once),
        cmocka_unit_test(
            a_path_that_cannot_be_opened_is_a_host_error_and_one_that_cannot_be_read_invalid),
    };
    return RUN_TESTS(tests);
}
