/* A machine that is said as a `given` and built from that is the same machine. */
#include "scenario/catalogue.h"

#include "base/memory.h"
#include "customer/given_text.h"
#include "scenario/ledger.h"

/* A scenario with this `given`, and its stage. */
struct built {
    struct catalogue catalogue;
    struct stage stage;
};

static const struct machine_spec *spec_of(const struct built *built)
{
    return &built->catalogue.list.items[0]->machines[0];
}

static struct machine *machine_of(const struct built *built)
{
    return built->stage.network->machines[0];
}

static void build(struct built *built, const char *given)
{
    catalogue_make(&built->catalogue);
    char *text = mem_printf("name: A machine\nsource: inferred\ngiven:\n%s"
                            "when: fix\nthen: {removed: []}\n",
                            given);
    catalogue_write(&built->catalogue, "m.yaml", text);
    catalogue_load(&built->catalogue, "m.yaml", false);
    diags_print(&built->catalogue.diags, stderr, false);
    assert_int_equal(built->catalogue.list.count, 1);
    assert_true(regsim_is_ok(
        stage_build(&built->stage, built->catalogue.list.items[0], &built->catalogue.diags)));
    mem_free(text);
}

static void built_done(struct built *built)
{
    stage_free(&built->stage);
    catalogue_done(&built->catalogue);
}

/* What given_put_machine says of it; freed by the caller. */
static char *said_of(const struct built *built)
{
    struct buf out = {0};
    given_put_machine(&out, 2, machine_of(built), spec_of(built), built->stage.marks);
    char *text = mem_strdup(buf_z(&out));
    buf_free(&out);
    return text;
}

static void assert_same_files(const struct files *one, const struct files *other)
{
    assert_int_equal(files_count(one), files_count(other));
    for (size_t i = 0; i < files_count(one); i++) {
        struct file_info a, b;
        files_at(&a, one, i);
        files_at(&b, other, i);
        assert_true(ustr_same(a.path, b.path));
        assert_int_equal(a.attributes, b.attributes);
        assert_int_equal(a.size, b.size);
        if (a.size)
            assert_memory_equal(a.bytes, b.bytes, a.size);
        assert_int_equal(a.module == NULL, b.module == NULL);
        for (size_t j = 0; a.module && b.module && j < a.module->export_count; j++)
            assert_true(ustr_same(a.module->exports[j], b.module->exports[j]));
    }
}

/* Says the machine, builds it from that, and compares; the text, freed by the caller. */
static char *assert_reads_back(const char *given)
{
    struct built first = {0}, second = {0};
    build(&first, given);
    char *said = said_of(&first);
    build(&second, said);
    char *again = said_of(&second);
    assert_string_equal(said, again);
    struct ledger differences = {0};
    ledger_add(&differences, machine_of(&first)->registry.store,
               machine_of(&second)->registry.store, false);
    assert_int_equal(differences.count, 0);
    ledger_free(&differences);
    assert_same_files(machine_of(&first)->files, machine_of(&second)->files);
    assert_int_equal(spec_of(&first)->os, spec_of(&second)->os);
    assert_int_equal(spec_of(&first)->platform, spec_of(&second)->platform);
    assert_int_equal(spec_of(&first)->codepage, spec_of(&second)->codepage);
    assert_int_equal(machine_of(&first)->registry.skips_identical,
                     machine_of(&second)->registry.skips_identical);
    mem_free(again);
    built_done(&second);
    built_done(&first);
    return said;
}

static void a_machine_of_nothing_says_its_windows_alone(void **state)
{
    (void)state;
    char *said = assert_reads_back("  os: nt4\n");
    assert_string_equal(said, "  os: nt4\n  base: none\n");
    mem_free(said);
}

static void registry_and_what_of_keys_is_no_value_read_back_equal(void **state)
{
    (void)state;
    char *said = assert_reads_back(
        "  os: win7\n  platform: x64\n  codepage: 1252\n  identical_writes: skipped\n"
        "  registry:\n"
        "    HKLM\\SOFTWARE\\A: {(Default): deflt, 'it''s $$5': [a, b], n: 0x7}\n"
        "    HKLM\\SOFTWARE\\A\\B\\C: {}\n"
        "    HKLM\\SYSTEM\\CurrentControlSet\\Services\\S: {e: {expand_sz: '%x%'}}\n"
        /* what every machine has, with another value and with the same one */
        "    HKLM\\SYSTEM\\Select: {Current: 1, LastKnownGood: 7}\n"
        "    HKU\\S-1-5-21-1-2-3-500\\k: {v: {type: 9, hex: ''}}\n"
        "  links: {HKLM\\SOFTWARE\\Link: HKLM\\SOFTWARE\\A}\n"
        "  classes: {HKLM\\SOFTWARE\\A: 'it''s', HKLM\\SOFTWARE\\Classy: Shell}\n"
        "  volatile: [HKLM\\SOFTWARE\\Gone]\n"
        "  acl:\n"
        "    HKLM\\SOFTWARE\\A: {deny: delete}\n"
        "    HKLM\\SOFTWARE\\A\\B: 'O:BAG:SYD:(A;CI;KA;;;BA)'\n"
        "  leaves_behind: [HKLM\\SOFTWARE\\A, HKU\\S-1-5-21-1-2-3-500\\k]\n");
    assert_non_null(strstr(said, "  platform: x64\n  codepage: 1252\n"));
    assert_non_null(strstr(said, "  identical_writes: skipped\n"));
    assert_non_null(strstr(said, "    (Default): 'deflt'\n"));
    assert_non_null(
        strstr(said, "  leaves_behind:\n    - 'HKEY_LOCAL_MACHINE\\SOFTWARE\\A'\n    - "));
    mem_free(said);
}

/* A descriptor that stands above a key governs it anyway, and goes without saying. */
static void a_descriptor_that_repeats_the_one_above_is_not_said(void **state)
{
    (void)state;
    struct built built = {0};
    build(&built, "  os: ws2003\n  registry: {HKLM\\SOFTWARE\\A\\B: {}}\n"
                  "  acl: {HKLM\\SOFTWARE\\A: 'O:BAG:SYD:(A;CI;KA;;;BA)',"
                  " HKLM\\SOFTWARE\\A\\B: 'O:BAG:SYD:(A;CI;KA;;;BA)'}\n");
    char *said = said_of(&built);
    assert_non_null(strstr(said, "  acl:\n    'HKEY_LOCAL_MACHINE\\SOFTWARE\\A': 'O:BAG:SYD:"));
    assert_null(strstr(said, "A\\B': 'O:"));
    mem_free(said);
    built_done(&built);
}

static void files_modules_and_drives_read_back_equal(void **state)
{
    (void)state;
    char *said = assert_reads_back(
        "  os: w2k\n"
        "  files:\n"
        "    'C:\\a b\\line.txt': {text: 'it''s 100 $$', read_only: true}\n"
        "    'C:\\a b\\empty': {text: ''}\n"
        "    'C:\\a b\\lines': {hex: 41 0d 0a}\n"
        "    'C:\\a b\\delete': {hex: 7e 7f}\n"
        "    'C:\\a b\\latin': {hex: e4}\n"
        "    'C:\\empty': {directory: true}\n"
        "    'C:\\empty.not': {directory: true}\n"
        "    'D:\\x.dll': {arch: i386, exports: [A, 'B b'], load: fails 5, open: hangs 10 ms,"
        " collect: fails 7, close: faults}\n"
        "    'D:\\y.dll': {arch: x64, exports: []}\n"
        "  drives: {D: {capacity: 1 GB, free: 4096}, E: {capacity: 1 MB}, C: {free: 0}}\n");
    assert_non_null(strstr(said, "  drives:\n    C: {free: 0}\n    D: {capacity: 1073741824, "
                                 "free: 4096}\n    E: {capacity: 1048576}\n"));
    assert_non_null(strstr(said, "'C:\\a b\\line.txt': {text: 'it''s 100 $$', read_only: true}\n"));
    assert_null(strstr(said, "'C:\\a b': "));
    mem_free(said);
}

/* Where nobody says what it was built from, there are no drives to be said, and no marks. */
static void a_machine_can_be_said_without_what_it_was_built_from(void **state)
{
    (void)state;
    struct built built = {0};
    struct buf out = {0};
    build(&built, "  os: xp\n  codepage: 932\n  drives: {D: {capacity: 1 GB}}\n");
    given_put_machine(&out, 0, machine_of(&built), NULL, NULL);
    assert_string_equal(buf_z(&out), "os: xp\nbase: none\n");
    buf_free(&out);
    built_done(&built);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_machine_of_nothing_says_its_windows_alone),
        cmocka_unit_test(registry_and_what_of_keys_is_no_value_read_back_equal),
        cmocka_unit_test(a_descriptor_that_repeats_the_one_above_is_not_said),
        cmocka_unit_test(files_modules_and_drives_read_back_equal),
        cmocka_unit_test(a_machine_can_be_said_without_what_it_was_built_from),
    };
    return RUN_TESTS(tests);
}
