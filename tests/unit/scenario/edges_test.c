/* scenario/load.h: the edges of numbers, texts, durations, paths and lists, right and wrong side by
 * side. */
#include "scenario/catalogue.h"

static struct catalogue catalogue;

static int set_up(void **state)
{
    (void)state;
    catalogue_make(&catalogue);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    catalogue_done(&catalogue);
    return 0;
}

static bool loads(const char *more)
{
    catalogue_scenario(&catalogue, more);
    bool loaded = regsim_is_ok(catalogue.status);
    assert_int_equal(loaded, catalogue.list.count != 0);
    if (!loaded) {
        assert_true(catalogue.diags.errors > 0);
        assert_true(catalogue.diags.items[0].line > 0);
        assert_true(catalogue.diags.items[0].column > 0);
    }
    return loaded;
}

static void check(const char *format, const char *const *right, const char *const *wrong)
{
    char more[512];
    for (; *right; right++) {
        snprintf(more, sizeof more, format, *right);
        if (!loads(more)) {
            diags_print(&catalogue.diags, stdout, false);
            fail_msg("refused: %s", more);
        }
    }
    for (; *wrong; wrong++) {
        snprintf(more, sizeof more, format, *wrong);
        if (loads(more))
            fail_msg("taken: %s", more);
    }
}

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

static void plain_scalars_of_values(void **state)
{
    (void)state;
    check("given: {registry: {'HKLM\\SOFTWARE\\A': {v: %s}}}\n",
          LIST("0", "4294967295", "0xFFFFFFFF", "0Xff", "a", "1.2.3", "e", "e5", "'010'", "''",
               "[]", "[a, b]", "'1e5'", "0x", "x10", "a.b", "12a", "--", "{dword: 0x10}",
               "{qword: 18446744073709551615}"),
          LIST("010", "12:30", "4.0", ".5", "1.", "1e5", "1E5", "1.5e3", "+1", "-1", "1-2",
               "4294967296", "0x100000000", "yes", "No", "on", "true", "False", "null", "~", "0b1",
               "0o7", "0B1", "[1]", "[a, '']", "{a: 1, b: 2}", "{dword: 4294967296}", "{dword: x}",
               "{qword: 18446744073709551616}", "1_000", "%x"));
}

static void bytes_in_hexadecimal(void **state)
{
    (void)state;
    check("given: {registry: {'HKLM\\SOFTWARE\\A': {v: {binary: %s}}}}\n",
          LIST("de ad", "'de,ad'", "'00'", "''", "DEAD", "00"),
          LIST("d", "de a", "xy", "'0x00'", "'00  0'", "[00]", "'00;'"));
    check("given: {registry: {'HKLM\\SOFTWARE\\A': {v: {type: %s, hex: 00}}}}\n",
          LIST("0", "7", "0xffff0000"), LIST("-1", "4294967296", "sz", "''"));
    check("given: {registry: {'HKLM\\SOFTWARE\\A': {v: {%s}}}}\n", LIST("type: 1, hex: ''"),
          LIST("type: 1", "hex: 00", "type: 1, hex: 00, sz: a", "sz: a, dword: 1"));
}

static void raw_units(void **state)
{
    (void)state;
    check("given: {registry: {'HKLM\\SOFTWARE\\%s': {}}}\n",
          LIST("a\\u{D800}", "a\\u{0}b", "\\u{41}", "\\u{ffff}", "a", "u{41}"),
          LIST("\\u{}", "\\u{12345}", "\\u{12", "\\u{xyz}", "\\u41", "a\\\\b"));
}

static void durations_and_sizes(void **state)
{
    (void)state;
    check("given: {drives: {C: {free: %s}}}\n", LIST("0", "100", "4 KB", "4KB", "20 MB", "1 GB"),
          LIST("-1", "4 XB", "KB", "''", "1 2", "99999999999999999999", "[1]", "1.5 GB"));
    for (size_t i = 0; i < 2; i++) {
        static const char *const right[] = {"1h30m", "500ms", "10s", "7d", "2m"};
        static const char *const wrong[] = {"1", "1x",     "''",   "99999999999d",
                                            "h", "1h 30m", "[1h]", "-1h"};
        const char *const *texts = i ? wrong : right;
        size_t count = i ? sizeof wrong / sizeof *wrong : sizeof right / sizeof *right;
        for (size_t j = 0; j < count; j++) {
            char text[256];
            snprintf(text, sizeof text,
                     "name: It loads\nsource: inferred\nwhen: [{advance: %s}, fix]\nthen: "
                     "{removed: []}\n",
                     texts[j]);
            catalogue_write(&catalogue, "s.yaml", text);
            catalogue_load(&catalogue, "s.yaml", false);
            assert_int_equal(regsim_is_ok(catalogue.status), i == 0);
        }
    }
}

static void access_and_links(void **state)
{
    (void)state;
    check("given: {acl: {'HKLM\\SOFTWARE\\A': %s}}\n",
          LIST("{deny: delete}", "{deny: [delete, write], to: BA}", "'D:(A;;KA;;;BA)'",
               "{deny: all, to: S-1-5-18}"),
          LIST("{deny: everything}", "{to: BA}", "{deny: delete, to: NOBODY}", "'D:(A;;KA'", "''",
               "[a]", "{deny: delete, too: BA}"));
    check("given: {links: {'HKLM\\SOFTWARE\\A': %s}}\n",
          LIST("HKLM\\SOFTWARE\\B", "'HKU\\.DEFAULT'"),
          LIST("SOFTWARE\\B", "''", "'\\\\PC\\HKLM\\X'", "[a]"));
    check("given: {classes: {'HKLM\\SOFTWARE\\A': %s}}\n", LIST("Shell", "''"), LIST("[a]", "{}"));
}

static void files_and_services(void **state)
{
    (void)state;
    check("given: {files: {'C:\\a': %s}}\n",
          LIST("absent", "present", "{text: a}", "{hex: 00}", "{directory: true}",
               "{read_only: true, text: a}",
               "{arch: i386, exports: A, open: fails 5, collect: faults, load: hangs 10 ms}",
               "{arch: alpha, close: works}"),
          LIST("gone", "{directory: maybe}", "{directory: true, text: a}", "{text: a, hex: 00}",
               "{exports: [A]}", "{arch: mips}", "{arch: i386, open: sings}", "{contains: a}",
               "[a]"));
    check("given: {files: {'%s': present}}\n", LIST("C:\\a\\b", "%SystemRoot%\\x"),
          LIST("a", "\\a", "C:a", "C:\\a*", "", "CC:\\a"));
    check("given: {services: {%s}}\n",
          LIST("S: 'C:\\x.exe'", "S: {image: 'C:\\x.exe', start: disabled, type: share}"),
          LIST("'A\\B': 'C:\\x.exe'", "'': 'C:\\x.exe'", "S: [a]", "S: {start: never}",
               "S: {type: x}"));
    check("given: {drives: {%s}}\n", LIST("C: {free: 0}", "z: {capacity: 1 MB}"),
          LIST("CC: {free: 0}", "'1': {free: 0}", "'': {free: 0}", "C: 5"));
}

static void where_a_file_of_scenarios_is_found(void **state)
{
    (void)state;
    static const char text[] = "name: It loads\nsource: inferred\nwhen: fix\nthen: {removed: []}\n";
    catalogue_folder(&catalogue, "deep.er");
    catalogue_folder(&catalogue, "deep.er/more");
    catalogue_write(&catalogue, "deep.er/more/a.b.yml", text);
    catalogue_write(&catalogue, "deep.er/plain", text);
    catalogue_write(&catalogue, "deep.er/notes.txt", "not yaml: [");
    catalogue_load(&catalogue, "deep.er", false);
    assert_true(regsim_is_ok(catalogue.status));
    assert_int_equal(catalogue.list.count, 1);
    assert_string_equal(catalogue.list.items[0]->id, "deep.er/more/a.b");
    catalogue_load(&catalogue, "deep.er/plain", false);
    assert_int_equal(catalogue.list.count, 1);
    assert_string_equal(catalogue.list.items[0]->id, "deep.er/plain");
    catalogue_load(&catalogue, "none", false);
    assert_int_equal(catalogue.status.code, REGSIM_HOST);
    catalogue_load(&catalogue, "deep.er/plain/below", false);
    assert_int_equal(catalogue.status.code, REGSIM_HOST);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(plain_scalars_of_values),
        TEST(bytes_in_hexadecimal),
        TEST(raw_units),
        TEST(durations_and_sizes),
        TEST(access_and_links),
        TEST(files_and_services),
        TEST(where_a_file_of_scenarios_is_found),
    };
    return RUN_TESTS(tests);
}
