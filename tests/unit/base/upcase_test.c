/* base/upcase_table.h: RtlUpcaseUnicodeChar, where it is not what Unicode says. */
#include "check.h"

#include "base/ustr.h"

static void exactly_1163_units_have_an_upper_case(void **state)
{
    (void)state;
    unsigned mapped = 0;
    for (uint32_t unit = 0; unit <= 0xFFFF; unit++)
        mapped += ustr_upcase((char16_t)unit) != unit;
    assert_int_equal(mapped, 1163);
}

static void upper_case_is_its_own_upper_case(void **state)
{
    (void)state;
    for (uint32_t unit = 0; unit <= 0xFFFF; unit++) {
        char16_t upper = ustr_upcase((char16_t)unit);
        assert_int_equal(ustr_upcase(upper), upper);
    }
}

static void ascii_letters_and_nothing_else_of_ascii_are_mapped(void **state)
{
    (void)state;
    for (char16_t unit = 0; unit < 0x80; unit++)
        assert_int_equal(ustr_upcase(unit), unit >= 'a' && unit <= 'z' ? unit - 32 : unit);
}

static void units_that_unicode_maps_and_nt_does_not_stay_as_they_are(void **state)
{
    (void)state;
    /* micro, sharp s, dotless i, long s, titlecase digraphs, final sigma */
    const char16_t units[] = {0x00B5, 0x00DF, 0x0131, 0x017F, 0x01C5, 0x01C8, 0x01CB, 0x03C2};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        assert_int_equal(ustr_upcase(units[i]), units[i]);
}

static void letters_of_several_scripts_are_mapped(void **state)
{
    (void)state;
    const char16_t pairs[][2] = {{0x00E4, 0x00C4}, {0x00FF, 0x0178}, {0x0101, 0x0100},
                                 {0x03B1, 0x0391}, {0x0430, 0x0410}, {0x0561, 0x0531},
                                 {0x0371, 0x0370}, {0x24D0, 0x24B6}, {0xFF41, 0xFF21}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        assert_int_equal(ustr_upcase(pairs[i][0]), pairs[i][1]);
}

static void surrogates_are_not_folded(void **state)
{
    (void)state;
    for (uint32_t unit = 0xD800; unit <= 0xDFFF; unit++)
        assert_int_equal(ustr_upcase((char16_t)unit), unit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exactly_1163_units_have_an_upper_case),
        cmocka_unit_test(upper_case_is_its_own_upper_case),
        cmocka_unit_test(ascii_letters_and_nothing_else_of_ascii_are_mapped),
        cmocka_unit_test(units_that_unicode_maps_and_nt_does_not_stay_as_they_are),
        cmocka_unit_test(letters_of_several_scripts_are_mapped),
        cmocka_unit_test(surrogates_are_not_folded),
    };
    return RUN_TESTS(tests);
}
