/* What is stale, and to which machines the article applies (Q267971). */
#include "check.h"

#include "judge.h"
#include "text.h"

static BOOL is_stale(const WCHAR *name)
{
    return judge_name(name, text_units(name));
}

/* rule sms.stale */
static void the_two_names_of_the_article_are_stale(void **state)
{
    (void)state;
    assert_true(is_stale(u"SMSPerfCountersForC:_SMS_BIN_I386_SMSPERF.DLL"));
    assert_true(is_stale(u"SMSPerfCountersForD:_SMSLOGON_I386_SMSPERF.DLL"));
}

static void case_does_not_matter(void **state)
{
    (void)state;
    assert_true(is_stale(u"SMSPerfCountersforC:_X")); /* as the article's workaround spells it */
    assert_true(is_stale(u"smsperfcountersforc:_x"));
    assert_true(is_stale(u"SMSPERFCOUNTERSFORC:_X"));
}

static void what_follows_the_prefix_does_not_matter(void **state)
{
    (void)state;
    assert_true(is_stale(u"SMSPerfCountersFor"));
    assert_true(is_stale(u"SMSPerfCountersForecast"));
    assert_true(judge_name(u"SMSPerfCountersFor\0x", 20));
}

static void neighbours_are_not_stale(void **state)
{
    static const WCHAR *const names[] = {
        u"",
        u"SMSPerf",
        u"SMSPerfCounters",
        u"SMSPerfCountersFo",
        u"SMSPerfCountersF\u043Er", /* a Cyrillic o */
        u"XSMSPerfCountersForC:",
        u"SMS_PERF_COUNTERSFORC:",
        u" SMSPerfCountersForC:",
        u"SMS_EXECUTIVE",
        u"SMSvcHost 3.0.0.0",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        assert_false(is_stale(names[i]));
    assert_false(judge_name(u"SMSPerf\0CountersFor", 19));
}

/* Unicode's own upper case would make an S of U+017F; NT's table does not. */
static void letters_that_only_resemble_ascii_are_not_ascii(void **state)
{
    (void)state;
    assert_false(is_stale(u"\u017FMSPerfCountersForC:"));
    assert_false(is_stale(u"SM\u017FPerfCountersForC:"));
    assert_false(is_stale(u"\uFF33MSPerfCountersForC:"));
}

/* rule sms.versions */
static void versions_name_the_release(void **state)
{
    (void)state;
    assert_int_equal(judge_release(u"2.00.1239.0000"), RELEASE_BEFORE_SP2);
    assert_int_equal(judge_release(u"2.00.1239.0399"), RELEASE_BEFORE_SP2);
    assert_int_equal(judge_release(u"2.00.1380.1000"), RELEASE_BEFORE_SP2);
    assert_int_equal(judge_release(u"2.00.1493.2000"), RELEASE_SP2_OR_LATER);
    assert_int_equal(judge_release(u"2.00.1493.3008"), RELEASE_SP2_OR_LATER);
    assert_int_equal(judge_release(u"2.50.2726.0000"), RELEASE_OTHER);
    assert_int_equal(judge_release(u"2.00.12390.000"), RELEASE_OTHER);
    assert_int_equal(judge_release(u"2.00.1239"), RELEASE_OTHER);
    assert_int_equal(judge_release(u""), RELEASE_OTHER);
    assert_int_equal(judge_release(NULL), RELEASE_UNKNOWN);
}

static void keys_in_use_are_left_unless_forced(void **state)
{
    (void)state;
    assert_int_equal(judge_machine(RELEASE_BEFORE_SP2, 1, FALSE), VERDICT_IN_USE);
    assert_int_equal(judge_machine(RELEASE_BEFORE_SP2, 1, TRUE), VERDICT_STALE);
    assert_int_equal(judge_machine(RELEASE_BEFORE_SP2, 0, FALSE), VERDICT_CLEAN);
}

/* rule sms.no-version */
static void an_unknown_version_does_not_stop_the_fix(void **state)
{
    (void)state;
    assert_int_equal(judge_machine(RELEASE_UNKNOWN, 1, FALSE), VERDICT_STALE);
    assert_int_equal(judge_machine(RELEASE_OTHER, 1, FALSE), VERDICT_STALE);
    assert_int_equal(judge_machine(RELEASE_SP2_OR_LATER, 2, FALSE), VERDICT_STALE);
    assert_int_equal(judge_machine(RELEASE_UNKNOWN, 0, FALSE), VERDICT_CLEAN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_two_names_of_the_article_are_stale),
        cmocka_unit_test(case_does_not_matter),
        cmocka_unit_test(what_follows_the_prefix_does_not_matter),
        cmocka_unit_test(neighbours_are_not_stale),
        cmocka_unit_test(letters_that_only_resemble_ascii_are_not_ascii),
        cmocka_unit_test(versions_name_the_release),
        cmocka_unit_test(keys_in_use_are_left_unless_forced),
        cmocka_unit_test(an_unknown_version_does_not_stop_the_fix),
    };

    return RUN_TESTS(tests);
}
