/* The list of what a target cannot hold. */
#include "check.h"

#include "formats/losses.h"

#include <string.h>

static void each_thing_is_told_and_refused(void **state)
{
    (void)state;
    struct diags diags = {0};
    struct losses losses = {.diags = &diags, .file = "out"};
    struct ustr name = USTR(u"va\nlue");
    losses_add(&losses, USTR(u"a\\b"), NULL, "a class name");
    losses_add(&losses, USTR(u""), &name, "a NUL");
    losses_add(&losses, USTR(u""), NULL, "a link");
    losses.securities = 1;
    losses.times = 7;
    assert_int_equal(losses_end(&losses).code, REGSIM_INVALID);
    static const char *const texts[] = {
        "a\\b: a class name", "the root key: value \"va\\u{A}lue\": a NUL", "the root key: a link",
        "the security descriptors of 1 key cannot be held",
        "the last-write times of 7 keys cannot be held"};
    assert_int_equal(diags.errors, 5);
    for (size_t i = 0; i < 5; i++)
        assert_string_equal(diags.items[i].text, texts[i]);
    assert_non_null(strstr(diags.items[0].hint, "--lossy"));
    assert_null(diags.items[1].hint);
    diags_free(&diags);
}

static void what_is_allowed_is_a_warning(void **state)
{
    (void)state;
    struct diags diags = {0};
    struct losses losses = {.diags = &diags, .allowed = true};
    losses_add(&losses, USTR(u"a"), NULL, "a class name");
    assert_int_equal(losses_end(&losses).code, REGSIM_OK);
    assert_int_equal(diags.warnings, 1);
    diags_free(&diags);
}

static void without_a_loss_nothing_is_said(void **state)
{
    (void)state;
    struct losses losses = {0};
    assert_int_equal(losses_end(&losses).code, REGSIM_OK);
}

static void the_list_is_bounded_with_a_count(void **state)
{
    (void)state;
    struct diags diags = {0};
    struct losses losses = {.diags = &diags};
    for (int i = 0; i < DIAGS_MAX + 5; i++)
        losses_add(&losses, USTR(u"a"), NULL, "a class name");
    assert_int_equal(losses_end(&losses).code, REGSIM_INVALID);
    assert_int_equal(diags.count, DIAGS_MAX);
    assert_int_equal(diags.errors, DIAGS_MAX + 5);
    diags_free(&diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_thing_is_told_and_refused),
        cmocka_unit_test(what_is_allowed_is_a_warning),
        cmocka_unit_test(without_a_loss_nothing_is_said),
        cmocka_unit_test(the_list_is_bounded_with_a_count),
    };
    return RUN_TESTS(tests);
}
