/* base/ustr.h: counted UTF-16 that may hold anything, and WTF-8, which loses none of it. */
#include "check.h"

#include "base/choice.h"
#include "base/memory.h"
#include "base/units.h"
#include "base/ustr.h"

#include <string.h>

static void nul_units_are_units_like_any_other(void **state)
{
    (void)state;
    assert_int_equal(USTR(u"a\0b").count, 3);
    assert_false(ustr_same(USTR(u"a\0b"), USTR(u"a\0c")));
    assert_true(ustr_same_nocase(USTR(u"a\0b"), USTR(u"A\0B")));
    assert_int_equal(ustr_z(u"a\0b").count, 1);
    assert_int_equal(ustr_z(NULL).count, 0);
    assert_true(ustr_same((struct ustr){NULL, 0}, USTR(u"")));
}

static void a_name_is_not_its_own_prefix(void **state)
{
    (void)state;
    assert_false(ustr_same_nocase(USTR(u"ab"), USTR(u"a")));
    assert_true(ustr_starts_nocase(USTR(u"smsPERF…"), USTR(u"SMSPerf")));
    assert_false(ustr_starts_nocase(USTR(u"sms"), USTR(u"SMSPerf")));
    /* U+017F is no S to NT: the long s does not start the prefix */
    assert_false(ustr_starts_nocase(USTR(u"ſMSPerf"), USTR(u"SMSPerf")));
    assert_true(ustr_starts_nocase(USTR(u"x"), USTR(u"")));
}

/* rule name.sharp-s */
static void order_is_by_units_then_length(void **state)
{
    (void)state;
    assert_true(ustr_compare(USTR(u"B"), USTR(u"a")) < 0);
    assert_true(ustr_compare_nocase(USTR(u"a"), USTR(u"B")) < 0);
    assert_true(ustr_compare_nocase(USTR(u"B"), USTR(u"a")) > 0);
    assert_true(ustr_compare(USTR(u"b"), USTR(u"a")) > 0);
    assert_int_equal(ustr_compare_nocase(USTR(u"aB"), USTR(u"Ab")), 0);
    assert_true(ustr_compare_nocase(USTR(u"a"), USTR(u"AB")) < 0);
    assert_true(ustr_compare_nocase(USTR(u"ss1"), USTR(u"SS3")) < 0);
    assert_true(ustr_compare_nocase(USTR(u"SS3"), USTR(u"ß2")) < 0);
    assert_true(ustr_compare(USTR(u"ab"), USTR(u"a")) > 0);
    assert_int_equal(ustr_compare(USTR(u"a"), USTR(u"a")), 0);
}

static void slices_stay_inside(void **state)
{
    (void)state;
    struct ustr text = USTR(u"abcd");
    assert_true(ustr_same(ustr_slice(text, 1, 3), USTR(u"bc")));
    assert_true(ustr_same(ustr_slice(text, 2, SIZE_MAX), USTR(u"cd")));
    assert_int_equal(ustr_slice(text, 9, 12).count, 0);
    assert_int_equal(ustr_slice(text, 3, 1).count, 0);
    assert_int_equal(ustr_slice((struct ustr){NULL, 0}, 0, 1).count, 0);
    assert_int_equal(ustr_find(text, u'c', 0), 2);
    assert_int_equal(ustr_find(text, u'c', 3), SIZE_MAX);
}

static void assert_wtf8(struct ustr text, const char *bytes, size_t size)
{
    char *converted = ustr_to_wtf8(text);
    assert_int_equal(ustr_wtf8_size(text), size);
    assert_memory_equal(converted, bytes, size + 1);
    assert_true(wtf8_check(converted, size, NULL));
    struct ustr back = ustr_from_wtf8(converted, size);
    assert_true(ustr_same(back, text));
    ustr_free(back);
    mem_free(converted);
}

static void pairs_become_four_bytes_and_lone_surrogates_three(void **state)
{
    (void)state;
    const char16_t pair[] = {0xD83D, 0xDE00}, high[] = {0xD83D, u'x'}, low[] = {0xDE00, 0xD83D};
    assert_wtf8((struct ustr){pair, 2}, "\xF0\x9F\x98\x80", 4);
    assert_wtf8((struct ustr){high, 2}, "\xED\xA0\xBDx", 4);
    assert_wtf8((struct ustr){low, 2}, "\xED\xB8\x80\xED\xA0\xBD", 6);
    assert_wtf8(USTR(u"a\0ä€"), "a\0\xC3\xA4\xE2\x82\xAC", 7);
    assert_wtf8(USTR(u""), "", 0);
}

static void any_units_survive_wtf8(void **state)
{
    (void)state;
    struct choice *choice = choice_random(5);
    for (int round = 0; round < 500; round++) {
        char16_t units[20];
        size_t count = choice_draw(choice, "count", 21);
        for (size_t i = 0; i < count; i++)
            units[i] = (char16_t)(choice_draw(choice, "surrogate", 2)
                                      ? 0xD800 + choice_draw(choice, "unit", 0x800)
                                      : choice_draw(choice, "unit", 0x10000));
        char *bytes = ustr_to_wtf8((struct ustr){units, count});
        struct ustr back = ustr_from_wtf8(bytes, ustr_wtf8_size((struct ustr){units, count}));
        assert_true(ustr_same(back, (struct ustr){units, count}));
        ustr_free(back);
        mem_free(bytes);
    }
    choice_free(choice);
}

static void ill_formed_bytes_are_found_and_become_the_replacement_character(void **state)
{
    (void)state;
    const char *const wrong[] = {"\x80",
                                 "\xC0\x80",
                                 "\xC1\xBF",
                                 "\xE0\x80\x80",
                                 "\xF0\x80\x80\x80",
                                 "\xF4\x90\x80\x80",
                                 "\xF5",
                                 "\xFF",
                                 "\xC3",
                                 "\xE2\x82",
                                 "\xC3("};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char text[8] = "ok";
        size_t bad = 99;
        strcpy(text + 2, wrong[i]);
        assert_false(wtf8_check(text, strlen(text), &bad));
        assert_int_equal(bad, 2);
        struct ustr units = ustr_from_wtf8(text, strlen(text));
        assert_int_equal(units.units[2], 0xFFFD);
        ustr_free(units);
    }
}

/* Units are looked at in groups, the last of which overlaps the one before. */
static void runs_of_any_length_are_searched_to_their_last_unit(void **state)
{
    (void)state;
    char16_t units[41], widened[41];
    uint8_t bytes[41];
    for (size_t count = 0; count <= 40; count++) {
        for (size_t at = 0; at <= count; at++) {
            for (size_t i = 0; i <= count; i++)
                units[i] = (char16_t)(0x8000 + i);
            units[at] = u'"';
            units[count] = u'"'; /* beyond the run: not seen */
            assert_int_equal(units_find_either(units, count, u'"', u'\\'), at);
            assert_int_equal(units_find_either(units, count, u'\\', u'"'), at);
            assert_int_equal(ustr_find((struct ustr){units, count}, u'"', 0),
                             at < count ? at : SIZE_MAX);
            assert_int_equal(units_any_below(units, count, u'"' + 1), at < count);
            assert_false(units_any_below(units, count, u'"'));
        }
        for (size_t i = 0; i <= 40; i++)
            bytes[i] = (uint8_t)(0x80 + i);
        memset(widened, 0, sizeof widened);
        assert_false(units_widen(widened, bytes, count, 0x80, 0));
        for (size_t i = 0; i <= 40; i++)
            assert_int_equal(widened[i], i < count ? bytes[i] : 0);
        for (size_t at = 0; at <= count; at++) { /* 0x80 + at is where it is, and nowhere else */
            assert_int_equal(units_widen(widened, bytes, count, 0, (uint8_t)(0x80 + at)),
                             at < count);
            bytes[at] = 0x1F;
            assert_int_equal(units_widen(widened, bytes, count, 0x20, 0), at < count);
            assert_false(units_widen(widened, bytes, count, 0x1F, 0));
            bytes[at] = (uint8_t)(0x80 + at);
        }
    }
}

static void runs_of_ascii_are_upcased_to_their_last_unit(void **state)
{
    (void)state;
    char16_t units[41], upcased[41];
    for (size_t count = 0; count <= 40; count++) {
        for (char16_t first = 1; first < 0x80; first++) {
            for (size_t i = 0; i < count; i++)
                units[i] = (char16_t)((first + i) % 0x80);
            memset(upcased, 0, sizeof upcased);
            assert_true(units_upcase_ascii(upcased, units, count));
            for (size_t i = 0; i <= 40; i++)
                assert_int_equal(upcased[i], i < count ? ustr_upcase(units[i]) : 0);
        }
        for (size_t at = 0; at < count; at++) {
            units[at] = at % 2 ? 0x80 : 0xFF61; /* ASCII, if its top were cut off */
            assert_false(units_upcase_ascii(upcased, units, count));
            units[at] = u'x';
        }
    }
}

static void a_buffer_grows_and_is_used_again(void **state)
{
    (void)state;
    struct ubuf buf = {0};
    for (int i = 0; i < 1000; i++)
        ubuf_put(&buf, u'x');
    ubuf_add(&buf, USTR(u""));
    ubuf_add(&buf, USTR(u"yz"));
    assert_int_equal(ubuf_view(&buf).count, 1002);
    assert_int_equal(ubuf_view(&buf).units[1001], u'z');
    ubuf_clear(&buf);
    assert_int_equal(ubuf_view(&buf).count, 0);
    ubuf_free(&buf);
    assert_null(buf.units);
    struct ustr copy = ustr_dup(USTR(u"ab"));
    assert_int_equal(copy.units[2], 0); /* a terminator for those who need one */
    ustr_free(copy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nul_units_are_units_like_any_other),
        cmocka_unit_test(a_name_is_not_its_own_prefix),
        cmocka_unit_test(order_is_by_units_then_length),
        cmocka_unit_test(slices_stay_inside),
        cmocka_unit_test(pairs_become_four_bytes_and_lone_surrogates_three),
        cmocka_unit_test(any_units_survive_wtf8),
        cmocka_unit_test(ill_formed_bytes_are_found_and_become_the_replacement_character),
        cmocka_unit_test(runs_of_any_length_are_searched_to_their_last_unit),
        cmocka_unit_test(runs_of_ascii_are_upcased_to_their_last_unit),
        cmocka_unit_test(a_buffer_grows_and_is_used_again),
    };
    return RUN_TESTS(tests);
}
