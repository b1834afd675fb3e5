/* machine/environment.h: names nocase, %NAME% as ExpandEnvironmentStrings does. */
#include "check.h"

#include "machine/environment.h"

static void assert_expands(const struct environment *env, struct ustr text, struct ustr expected)
{
    struct ubuf out = {0};
    environment_expand(&out, env, text);
    assert_true(ustr_same(ubuf_view(&out), expected));
    ubuf_free(&out);
}

static void names_are_compared_nocase_and_set_replaces(void **state)
{
    (void)state;
    struct environment env = {0};
    environment_set(&env, USTR(u"SystemRoot"), USTR(u"C:\\WINNT"));
    environment_set(&env, USTR(u"SYSTEMROOT"), USTR(u"C:\\WINDOWS"));
    struct ustr value;
    assert_int_equal(env.count, 1);
    assert_true(environment_get(&value, &env, USTR(u"systemroot")));
    assert_true(ustr_same(value, USTR(u"C:\\WINDOWS")));
    assert_false(environment_get(&value, &env, USTR(u"windir")));
    environment_free(&env);
}

/* rule text.environment */
static void an_unknown_name_stays_as_it_is_written(void **state)
{
    (void)state;
    struct environment env = {0};
    environment_set(&env, USTR(u"a"), USTR(u"1"));
    assert_expands(&env, USTR(u"%A%\\x"), USTR(u"1\\x"));
    assert_expands(&env, USTR(u"%b%a%"), USTR(u"%b1"));
    assert_expands(&env, USTR(u"50% of %a%"), USTR(u"50% of 1"));
    assert_expands(&env, USTR(u"100%"), USTR(u"100%"));
    assert_expands(&env, USTR(u"%%"), USTR(u"%%"));
    assert_expands(&env, USTR(u""), USTR(u""));
    environment_free(&env);
}

static void a_copy_is_independent_and_unset_removes(void **state)
{
    (void)state;
    struct environment env = {0}, copy;
    environment_set(&env, USTR(u"a"), USTR(u"1"));
    environment_set(&env, USTR(u"b"), USTR(u"2"));
    environment_copy(&copy, &env);
    assert_true(environment_unset(&copy, USTR(u"A")));
    assert_false(environment_unset(&copy, USTR(u"A")));
    struct ustr value;
    assert_true(environment_get(&value, &env, USTR(u"a")));
    assert_true(environment_get(&value, &copy, USTR(u"b")));
    environment_free(&env);
    environment_free(&copy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_compared_nocase_and_set_replaces),
        cmocka_unit_test(an_unknown_name_stays_as_it_is_written),
        cmocka_unit_test(a_copy_is_independent_and_unset_removes),
    };
    return RUN_TESTS(tests);
}
