/* scenario/check_export.c: what is wrong with a file that a scenario brings along is known when the
 * scenario is loaded. */
#include "scenario/catalogue.h"

#define V5 "Windows Registry Editor Version 5.00\n\n"

struct brought {
    const char *file, *content, *said;
    bool good;
};

static void check(const struct brought *files, size_t count, const char *more, const char *note)
{
    struct catalogue c;
    size_t missed = 0;
    catalogue_make(&c);
    for (size_t i = 0; i < count; i++) {
        char text[256];
        catalogue_write(&c, files[i].file, files[i].content);
        snprintf(text, sizeof text, more, files[i].file);
        catalogue_write(&c, "s.yaml", text);
        catalogue_load(&c, "s.yaml", false);
        missed += !catalogue_said(&c, files[i].said);
        missed += !catalogue_said(&c, note);
        missed += c.list.count != files[i].good;
        missed += c.status.code != (files[i].good ? REGSIM_OK : REGSIM_INVALID);
    }
    catalogue_done(&c);
    assert_int_equal(missed, 0);
}
#define CHECK(files, more, note) check((files), sizeof(files) / sizeof *(files), (more), (note))

static const char base[] =
    "name: x\nsource: x\nwhen: fix\nthen: {removed: []}\ngiven: {base: %s}\n";
static const char import[] = "name: x\nsource: x\nwhen: [{import: %s}, fix]\nthen: {removed: []}\n";

static void a_base_is_read_when_the_scenario_is_loaded(void **state)
{
    (void)state;
    static const struct brought files[] = {
        {"v.reg", V5 "[HKEY_LOCAL_MACHINE\\X]\n\"a\"=dword:zz\n",
         "4:11: invalid dword: Windows drops this value", true},
        {"h.reg", "Windows Registry Editor Version 4.00\n",
         "1:1: no header that Windows knows: it ignores this file", false},
        {"e.reg", "", "0:0: an empty file", false},
        {"b.reg",
         "\x7F"
         "ELF",
         "0:0: not a registry file: neither .reg text nor a hive", false},
        {"SYSTEM", "regf\x01",
         "0:0: file offset 0x5: a truncated hive: it ends within its base block, which takes "
         "0x1000 bytes",
         false},
        {"c.reg",
         V5 "[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\A]\n"
            "[HKEY_LOCAL_MACHINE\\SYSTEM\\ControlSet001\\B]\n",
         "0:0: CurrentControlSet and ControlSet001 are both there and differ, first at A", false},
    };
    CHECK(files, base, "5:15: the file is a base here");
}

static void an_import_is_read_when_the_scenario_is_loaded(void **state)
{
    (void)state;
    static const struct brought files[] = {
        {"v.reg", V5 "[HKEY_LOCAL_MACHINE\\X]\n\"a\"=dword:zz\n",
         "4:11: invalid dword: Windows drops this value", true},
        {"e.reg", "", "0:0: an empty file", false},
    };
    CHECK(files, import, "3:17: the file is imported here");
}

static void a_file_of_many_scenarios_is_said_once(void **state)
{
    (void)state;
    struct catalogue c;
    char text[256];
    catalogue_make(&c);
    catalogue_write(&c, "e.reg", "");
    catalogue_folder(&c, "s");
    snprintf(text, sizeof text, base, "../e.reg");
    catalogue_write(&c, "s/a.yaml", text);
    catalogue_write(&c, "s/b.yaml", text);
    catalogue_load(&c, "s", false);
    assert_int_equal(c.list.count, 0);
    assert_int_equal(c.diags.errors, 1);
    catalogue_done(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_base_is_read_when_the_scenario_is_loaded),
        cmocka_unit_test(an_import_is_read_when_the_scenario_is_loaded),
        cmocka_unit_test(a_file_of_many_scenarios_is_said_once),
    };
    return RUN_TESTS(tests);
}
