/* machine/module_info.h: exports and the words for behaviour. */
#include "check.h"

#include "machine/module_info.h"

static void exports_are_compared_by_case(void **state)
{
    (void)state;
    struct module_info *info = module_info_new(PLATFORM_ALPHA);
    module_info_export(info, USTR(u"OpenPerf"));
    assert_true(module_info_exports(info, USTR(u"OpenPerf")));
    assert_false(module_info_exports(info, USTR(u"openperf")));
    module_info_release(info);
}

static void behaviours_are_parsed(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        struct module_behaviour expected;
    } cases[] = {
        {"works", {MODULE_WORKS, 0, 0}},
        {"fails 5", {MODULE_FAILS, 5, 0}},
        {"fails 0x6BA", {MODULE_FAILS, 0x6BA, 0}},
        {"hangs 20000 ms", {MODULE_HANGS, 0, 20000}},
        {"hangs 20000ms", {MODULE_HANGS, 0, 20000}},
        {"faults", {MODULE_FAULTS, 0xC0000005, 0}},
        {"faults 0xC0000094", {MODULE_FAULTS, 0xC0000094, 0}},
        {"overruns 16", {MODULE_OVERRUNS, 16, 0}},
        {"overruns", {MODULE_OVERRUNS, 8, 0}},
        {"wrong-length", {MODULE_WRONG_LENGTH, 0, 0}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct module_behaviour parsed;
        assert_true(module_behaviour_parse(&parsed, cases[i].text));
        assert_int_equal(parsed.act, cases[i].expected.act);
        assert_int_equal(parsed.code, cases[i].expected.code);
        assert_int_equal(parsed.delay_ms, cases[i].expected.delay_ms);
    }
}

static void other_words_are_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",         "fail 5",       "fails",        "fails x",         "fails 5x", "fails -1",
        "hangs 5",  "hangs",        "works 1",      "failsafe",        "fails 0x", "faults  5",
        "hangs ms", "misaligns 16", "fails 5 then", "fails 4294967296"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct module_behaviour parsed;
        assert_false(module_behaviour_parse(&parsed, wrong[i]));
    }
}

static void platforms_have_names(void **state)
{
    (void)state;
    enum platform platform;
    assert_true(platform_from_name(&platform, "alpha"));
    assert_int_equal(platform, PLATFORM_ALPHA);
    assert_false(platform_from_name(&platform, "mips"));
    assert_string_equal(platform_name(PLATFORM_X64), "x64");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exports_are_compared_by_case),
        cmocka_unit_test(behaviours_are_parsed),
        cmocka_unit_test(other_words_are_refused),
        cmocka_unit_test(platforms_have_names),
    };
    return RUN_TESTS(tests);
}
