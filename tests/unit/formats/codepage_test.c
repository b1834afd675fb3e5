/* Code pages: what single bytes and pairs stand for, as MultiByteToWideChar has it. That every code
 * of every page is as Windows has it is the test cli.convert.wine-code-pages. */
#include "check.h"

#include "formats/codepage.h"

#include <string.h>

static struct codepage *opened(uint32_t number)
{
    struct codepage *codepage;
    assert_int_equal(codepage_open(&codepage, number, NULL).code, REGSIM_OK);
    assert_int_equal(codepage_number(codepage), number);
    return codepage;
}

static void assert_decodes(uint32_t number, const char *bytes, struct ustr wanted, bool whole)
{
    struct codepage *codepage = opened(number);
    struct ubuf units = {0};
    assert_int_equal(codepage_decode(&units, codepage, bytes, strlen(bytes)), whole);
    assert_int_equal(units.count, wanted.count);
    assert_memory_equal(units.units, wanted.units, wanted.count * 2);
    ubuf_free(&units);
    codepage_free(codepage);
}

static void assert_encodes(uint32_t number, struct ustr text, const char *wanted, bool whole)
{
    struct codepage *codepage = opened(number);
    struct buf bytes = {0};
    assert_int_equal(codepage_encode(&bytes, codepage, text), whole);
    assert_string_equal(buf_z(&bytes), wanted);
    buf_free(&bytes);
    codepage_free(codepage);
}

static void every_code_page_that_an_old_windows_had_is_known(void **state)
{
    static const uint32_t numbers[] = {437,  850,  932,  936,  949,  950,  1250, 1251,
                                       1252, 1253, 1254, 1255, 1256, 1257, 1258, 65001};
    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct codepage *codepage = opened(numbers[i]);
        struct ubuf units = {0};
        for (unsigned byte = 0; byte < 128; byte++) {
            char ascii = (char)byte;
            assert_true(codepage_decode(&units, codepage, &ascii, 1));
            assert_int_equal(units.units[byte], byte);
        }
        ubuf_free(&units);
        codepage_free(codepage);
    }
}

static void an_unknown_code_page_is_an_error_with_a_hint(void **state)
{
    static const uint32_t numbers[] = {1, 500 /* EBCDIC */, 4711, 1200 /* UTF-16 */};
    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct codepage *codepage;
        struct diags diags = {0};
        assert_int_equal(codepage_open(&codepage, numbers[i], &diags).code, REGSIM_INVALID);
        assert_null(codepage);
        assert_int_equal(diags.errors, 1);
        assert_non_null(diags.items[0].hint);
        diags_free(&diags);
    }
}

static void an_undefined_byte_is_a_control_or_a_private_character(void **state)
{
    (void)state;
    assert_decodes(1252, "\x81\x80", USTR(u"\x81\u20AC"), true);
    assert_decodes(1253, "\xAA", USTR(u"\uF8F9"), true);
    assert_decodes(1255, "\xCA", USTR(u"\u05BA"), true);
    assert_decodes(932, "\xA0\xFD", USTR(u"\uF8F0\uF8F1"), true);
}

/* rule reg.lead-bytes */
static void a_second_byte_is_never_a_backslash_or_a_quote(void **state)
{
    (void)state;
    assert_decodes(932, "\x95\x5C\x5C", USTR(u"\u8868\\"), true); /* 0x5C behind a lead byte */
    assert_decodes(950, "\xA5\x5C", USTR(u"\u529F"), true);
    assert_decodes(936, "\x81\x5C", USTR(u"\u4E57"), true);
    /* a quote is no second byte of any character, and is swallowed all the same */
    assert_decodes(932, "\x81\"x", USTR(u"\u30FBx"), false);
    assert_decodes(936, "\x81\"x", USTR(u"?x"), false);
    assert_decodes(949, "\x81\"x", USTR(u"?x"), false);
    assert_decodes(950, "\x81\"x", USTR(u"?x"), false);
}

static void a_lead_byte_at_the_end_is_the_default_character(void **state)
{
    (void)state;
    assert_decodes(932, "a\x81", USTR(u"a\u30FB"), false);
    assert_decodes(949, "\x81", USTR(u"?"), false);
}

static void the_areas_of_the_user_are_private_characters(void **state)
{
    (void)state;
    assert_decodes(936, "\xAA\xA1\xFE\xFE\xA1\x40", USTR(u"\uE000\uE4C5\uE4C6"), true);
    assert_decodes(949, "\xC9\xA1\xFE\xFE", USTR(u"\uE000\uE0BB"), true);
    assert_decodes(950, "\xFA\x40\x8E\x40\x81\x40", USTR(u"\uE000\uE311\uEEB8"), true);
}

static void what_the_page_lacks_is_a_question_mark(void **state)
{
    (void)state;
    assert_encodes(1252, USTR(u"a\u20AC\u4E00"), "a\x80?", false);
    assert_encodes(932, USTR(u"\u8868\u00E4"), "\x95\x5C?", false);
    assert_encodes(950, USTR(u"\u2550"), "\xF9\xF9", true); /* the second of its two codes */
    assert_encodes(65001, USTR(u"\u20AC"), "\xE2\x82\xAC", true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_page_that_an_old_windows_had_is_known),
        cmocka_unit_test(an_unknown_code_page_is_an_error_with_a_hint),
        cmocka_unit_test(an_undefined_byte_is_a_control_or_a_private_character),
        cmocka_unit_test(a_second_byte_is_never_a_backslash_or_a_quote),
        cmocka_unit_test(a_lead_byte_at_the_end_is_the_default_character),
        cmocka_unit_test(the_areas_of_the_user_are_private_characters),
        cmocka_unit_test(what_the_page_lacks_is_a_question_mark),
    };
    return RUN_TESTS(tests);
}
