/* Registration files of Windows 3.1 (Wine's reg tests, test_import_win31). */
#include "reg_check.h"

#define CLASSES "HKEY_CLASSES_ROOT"

static struct reading read_31(const char *body)
{
    char *text = mem_printf("REGEDIT\n%s", body);
    struct reading reading = read_bytes(text, strlen(text), 0);
    assert_int_equal(reading.status.code, REGSIM_OK);
    assert_int_equal(reading.facts.version, REGFILE_31);
    mem_free(text);
    return reading;
}

#define assert_31(line, key, wanted)                                                               \
    do {                                                                                           \
        struct reading reading_ = read_31(line);                                                   \
        assert_string_equal(value_of(&reading_, key, ""), wanted);                                 \
        assert_int_equal(reading_.diags.warnings, 0);                                              \
        reading_free(&reading_);                                                                   \
    } while (0)

static void a_line_is_a_key_and_its_default_value(void **state)
{
    (void)state;
    assert_31(CLASSES "\\a = xy\n", CLASSES "\\a", "1:780079000000");
    assert_31(CLASSES "\\a\\b\\c = x", CLASSES "\\a\\b\\c", "1:78000000");
    assert_31(CLASSES " = x\n", CLASSES, "1:78000000");
}

/* rule reg.header-31 */
static void blanks_one_equals_sign_and_one_space_separate(void **state)
{
    (void)state;
    assert_31(CLASSES "\\a =x\n", CLASSES "\\a", "1:78000000");
    assert_31(CLASSES "\\a   x\n", CLASSES "\\a", "1:78000000");
    assert_31(CLASSES "\\a   = x\n", CLASSES "\\a", "1:78000000");
    assert_31(CLASSES "\\a\t=\tx\n", CLASSES "\\a", "1:090078000000");
    assert_31(CLASSES "\\a=b = x\n", CLASSES "\\a=b", "1:78000000"); /* `=` without a blank */
}

static void the_rest_of_the_line_is_the_value_as_it_stands(void **state)
{
    (void)state;
    assert_31(CLASSES "\\a =  x \n", CLASSES "\\a", "1:2000780020000000");
    assert_31(CLASSES "\\a = x = y\n", CLASSES "\\a", "1:780020003d00200079000000");
    assert_31(CLASSES "\\a = \"\\n;\n", CLASSES "\\a", "1:22005c006e003b000000");
}

static void a_missing_value_is_an_empty_string(void **state)
{
    (void)state;
    assert_31(CLASSES "\\a\n", CLASSES "\\a", "1:0000");
    assert_31(CLASSES "\\a =\r\n", CLASSES "\\a", "1:0000");
    assert_31(CLASSES "\\a = \n", CLASSES "\\a", "1:0000");
}

/* rule reg.header-31 */
static void other_lines_are_ignored_with_a_warning(void **state)
{
    static const char *const lines[] = {
        "  " CLASSES "\\a = x\n",
        "hkey_classes_root\\a = x\n",
        "HKEY_LOCAL_MACHINE\\a = x\n",
        "[" CLASSES "\\a]\n",
        "\"a\"=\"x\"\n",
        CLASSES "a = x\n",
        "\t;a comment with a blank\n",
    };
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct reading r = read_31(lines[i]);
        assert_int_equal(store_key_count(r.store), 1);
        assert_int_equal(r.diags.warnings, 1);
        assert_int_equal(r.diags.items[0].line, 2);
        reading_free(&r);
    }
    struct reading r = read_31("; comment\n# comment\n\n \t\n");
    assert_int_equal(store_key_count(r.store), 1);
    assert_int_equal(r.diags.warnings, 0);
    reading_free(&r);
}

static void its_text_is_in_the_code_page(void **state)
{
    (void)state;
    static const char text[] = "REGEDIT\n" CLASSES "\\\x95\x5C = \x95\x5C\n";
    struct reading r = read_bytes(text, sizeof text - 1, 932);
    assert_string_equal(value_of(&r, CLASSES "\\\xE8\xA1\xA8", ""), "1:68880000");
    assert_int_equal(r.diags.warnings, 0);
    reading_free(&r);
}

static void a_nul_drops_its_line(void **state)
{
    (void)state;
    static const char text[] = "REGEDIT\n" CLASSES "\\a = x\0y\n";
    struct reading r = read_bytes(text, sizeof text - 1, 0);
    assert_int_equal(store_key_count(r.store), 1);
    assert_int_equal(r.diags.warnings, 1);
    reading_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_a_key_and_its_default_value),
        cmocka_unit_test(blanks_one_equals_sign_and_one_space_separate),
        cmocka_unit_test(the_rest_of_the_line_is_the_value_as_it_stands),
        cmocka_unit_test(a_missing_value_is_an_empty_string),
        cmocka_unit_test(other_lines_are_ignored_with_a_warning),
        cmocka_unit_test(its_text_is_in_the_code_page),
        cmocka_unit_test(a_nul_drops_its_line),
    };
    return RUN_TESTS(tests);
}
