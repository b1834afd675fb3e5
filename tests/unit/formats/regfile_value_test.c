/* Value lines of .reg text. The cases are those of Wine's regedit tests (test_basic_import,
 * test_invalid_import, test_comments, test_import_with_whitespace, test_value_deletion). */
#include "reg_check.h"

/* rules reg.dword, reg.hex */
static void every_type_is_read_as_written(void **state)
{
    (void)state;
    assert_reads(READ5, "\"V\"=\"ab\"\n", "1:610062000000", 0);
    assert_reads(READ5, "\"V\"=dword:12aB\n", "4:ab120000", 0);
    assert_reads(READ5, "\"V\"=hex:01,F,ff\n", "3:010fff", 0);
    assert_reads(READ5, "\"V\"=hex(0):01\n", "0:01", 0);
    assert_reads(READ5, "\"V\"=hex(b):01,02,03,04,05,06,07,08\n", "b:0102030405060708", 0);
    assert_reads(READ5, "\"V\"=hex(4):01,02\n", "4:0102", 0);
    assert_reads(READ5, "\"V\"=hex(ffffffff):01\n", "ffffffff:01", 0);
    assert_reads(READ5, "\"V\"=hex(100):41\n", "100:41", 0);
}

/* rule reg.hex */
static void empty_data_stays_empty(void **state)
{
    (void)state;
    assert_reads(READ5, "\"V\"=hex:\n", "3:", 0);
    assert_reads(READ5, "\"V\"=hex(2):\n", "2:", 0);
    assert_reads(READ4, "\"V\"=hex(7):\n", "7:", 0);
    assert_reads(READ5, "\"V\"=\"\"\n", "1:0000", 0);
}

/* rule reg.termination */
static void string_bytes_get_one_terminator(void **state)
{
    (void)state;
    assert_reads(READ5, "\"V\"=hex(2):41,00\n", "2:41000000", 1);
    assert_reads(READ5, "\"V\"=hex(2):41,00,00,00\n", "2:41000000", 0);
    assert_reads(READ5, "\"V\"=hex(7):41,00,00,00\n", "7:41000000", 0);
    assert_reads(READ5, "\"V\"=hex(1):41,00\n", "1:41000000", 1);
    assert_reads(READ5, "\"V\"=hex(0):41,00\n", "0:4100", 0);
    /* our choice: half a unit is completed */
    assert_reads(READ5, "\"V\"=hex(2):41\n", "2:41000000", 1);
    assert_reads(READ5, "\"V\"=hex(1):41,00,00\n", "1:41000000", 1);
    assert_reads(READ5, "\"V\"=hex(2):41,00,42\n",
                 "2:4100420000"
                 "00",
                 1);
    /* … but stays where the last whole unit is a NUL */
    assert_reads(READ5, "\"V\"=hex(1):41,00,00,00,f0\n", "1:41000000f0", 0);
    assert_reads(READ5, "\"V\"=hex(7):41,00,42,00\n", "7:410042000000", 1);
}

/* rule reg.termination */
static void under_regedit4_string_bytes_are_ansi(void **state)
{
    (void)state;
    assert_reads(READ4, "\"V\"=hex(2):4c,69,6e,65\n", "2:4c0069006e0065000000", 1);
    assert_reads(READ4, "\"V\"=hex(7):41,00,80,00,00\n", "7:41000000ac2000000000", 0);
    assert_reads(READ4, "\"V\"=hex:4c,69\n", "3:4c69", 0);
}

/* rule reg.names */
static void names_and_strings_are_unescaped(void **state)
{
    (void)state;
    struct reading r = READ5("\"a\\\\b\\\"c\"=\"x\\ny\\rz\\qw\"\n@=\"d\"\n");
    assert_value(r, "a\\b\"c", "1:78000a0079000d007a00710077000000");
    assert_value(r, "", "1:64000000");
    reading_free(&r);
    assert_reads(READ5, "\"V\"=\"a\\0b\"\n", "absent", 1);
    assert_reads(READ5, "\"V\\0\"=\"a\"\n", "absent", 1);
    r = READ5("\"\"=\"d\"\n");
    assert_value(r, "", "1:64000000");
    reading_free(&r);
}

/* rule reg.comments */
static void blanks_and_comments_are_taken_where_windows_takes_them(void **state)
{
    (void)state;
    assert_reads(READ5, "  \"V\" \t= \t\"a\" \t\n", "1:61000000", 0);
    assert_reads(READ5, "\"V\"=\"a\" ;c\n", "1:61000000", 0);
    assert_reads(READ5, "\"V\"=\"a;#\"\n", "1:61003b0023000000", 0);
    assert_reads(READ5, "\"V\"=dword:\t 1 ;c\n", "4:01000000", 0);
    assert_reads(READ5, "\"V\"=hex:01, 02 ;c\n", "3:0102", 0);
    assert_reads(READ5, ";c\n#c\n \t#\n\n\"V\"=dword:1\n", "4:01000000", 0);
    assert_reads(READ5, "\"V\"=\"a\" #c\n", "absent", 1);
    assert_reads(READ5, "\"V\"=dword:1 #c\n", "absent", 1);
}

/* rules reg.names, reg.dword, reg.hex */
static void what_windows_drops_is_dropped_with_a_warning(void **state)
{
    static const char *const bodies[] = {
        "\"V\"=dword:\n",
        "\"V\"=dword:0x1\n",
        "\"V\"=dword:000000001\n",
        "\"V\"=dword:123 456\n",
        "\"V\"=dword:-1\n",
        "\"V\"=hex:100\n",
        "\"V\"=hex:01,,02\n",
        "\"V\"=hex:,01\n",
        "\"V\"=hex:01 ,02\n",
        "\"V\"=hex:01 02\n",
        "\"V\"=hex(0x2):1\n",
        "\"V\"=hex(100000000):1\n",
        "\"V\"=hex(g):1\n",
        "\"V\"=hex(2)1\n",
        "\"V\"=HEX:01\n",
        "\"V\"=DWORD:1\n",
        "\"V\"=\"a\"b\n",
        "\"V\"=\"a\n",
        "\"V\"\n",
        "\"V\n",
        "\"V\"x=\"a\"\n",
        "\"V\"=\n",
        "\"V\"=x\n",
        "V=\"a\"\n",
        "\"V\"=hex:01,/\n",
        "\"V\"=hex:01,\\#\n",
        "\"V\"=hex:4\\\n",
    };
    (void)state;
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        assert_reads(READ5, bodies[i], "absent", 1);
        assert_reads(READ4, bodies[i], "absent", 1);
    }
}

/* rule reg.continuation */
static void hex_data_is_continued_after_a_comma(void **state)
{
    (void)state;
    assert_reads(READ5, "\"V\"=hex:01,\\\n  02,\\\r\n03\n", "3:010203", 0);
    assert_reads(READ5, "\"V\"=hex:01, \\ \t;c\n\n \n;c\n\t02\n", "3:0102", 0);
    assert_reads(READ5, "\"V\"=hex:\\\n01\n", "3:01", 0); /* as for a name beyond the margin */
    assert_reads(READ5, "\"V\"=hex:\\\n\\\n01\n", "absent", 2);
    assert_reads(READ5, "\"V\"=hex:01,02,\n", "3:0102", 0);
    assert_reads(READ5, "\"V\"=hex:01,\n02\n", "3:01", 1);
    assert_reads(READ5, "\"V\"=hex:01,\\\n", "3:01", 1);
    assert_reads(READ5, "\"V\"=hex:01,\\\n#c\n02\n", "absent", 2);
}

/* rule reg.continuation */
static void a_line_in_place_of_hex_data_is_consumed(void **state)
{
    (void)state;
    struct reading r = READ5("\"V\"=hex:01,\\\n\"W\"=dword:1\n\"X\"=dword:2\n");
    assert_value(r, "V", "absent");
    assert_value(r, "W", "absent");
    assert_value(r, "X", "4:02000000");
    assert_int_equal(r.diags.warnings, 1);
    reading_free(&r);
    r = READ5("\"V\"=hex:01,\\\n[HKEY_CURRENT_USER\\l]\n\"X\"=dword:2\n");
    assert_value(r, "X", "4:02000000");
    assert_int_equal(key_at(&r, "HKEY_CURRENT_USER\\l"), KEY_NONE);
    reading_free(&r);
}

/* rule reg.value-deletion */
static void a_value_is_deleted_by_a_dash(void **state)
{
    (void)state;
    assert_reads(READ5, "\"V\"=\"a\"\n\"v\"=-\n", "absent", 0);
    assert_reads(READ5, "\"V\"=\"a\"\n\"V\" = - ;c\n", "absent", 0);
    assert_reads(READ5, "\"V\"=\"a\"\n\"V\"=-x\n", "1:61000000", 1);
    assert_reads(READ5, "\"V\"=\"a\"\n\"V\"=- #c\n", "1:61000000", 1);
    assert_reads(READ5, "\"V\"=\"a\"\n-\"V\"\n", "1:61000000", 1);
    assert_reads(READ5, "\"V\"=-\n", "absent", 0);
}

/* rule reg.raw-newlines */
static void a_string_may_hold_raw_line_ends(void **state)
{
    (void)state;
    assert_reads(READ5, "\"V\"=\"a\r\n\r\n[b]\" ;c\n", "1:61000d000a000d000a005b0062005d000000", 0);
    struct reading r = READ5("\"V\"=\"a\n\"W\"=\"b\"\n");
    assert_value(r, "V", "absent");
    assert_value(r, "W", "1:62000000");
    assert_int_equal(r.diags.warnings, 1);
    assert_int_equal(r.diags.items[0].line, 4);
    assert_int_equal(r.diags.items[0].column, 5);
    reading_free(&r);
}

/* rule reg.limits */
static void a_value_name_has_at_most_16383_units(void **state)
{
    (void)state;
    char *name = mem_alloc(20000);
    for (int length = 16383; length <= 16384; length++) {
        memset(name, 'n', (size_t)length);
        name[length] = 0;
        char *body = mem_printf("\"%s\"=dword:1\n", name);
        struct reading r = READ5(body);
        assert_value(r, name, length == 16383 ? "4:01000000" : "absent");
        reading_free(&r);
        mem_free(body);
    }
    mem_free(name);
}

static void data_beyond_the_maximum_is_an_error(void **state)
{
    (void)state;
    struct buf text = {0};
    buf_text(&text, "REGEDIT4\n[HKEY_CURRENT_USER\\k]\n\"V\"=hex:");
    for (int line = 0; line <= REGFILE_VALUE_MAX / 1024; line++) {
        for (int i = 0; i < 1024; i++)
            buf_text(&text, "0,");
        buf_text(&text, "\\\n");
    }
    struct reading r = read_bytes(text.bytes, text.size, 0);
    assert_int_equal(r.status.code, REGSIM_INVALID);
    assert_int_equal(r.diags.errors, 1);
    assert_int_equal(r.diags.items[0].line, 3);
    reading_free(&r);
    buf_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_type_is_read_as_written),
        cmocka_unit_test(empty_data_stays_empty),
        cmocka_unit_test(string_bytes_get_one_terminator),
        cmocka_unit_test(under_regedit4_string_bytes_are_ansi),
        cmocka_unit_test(names_and_strings_are_unescaped),
        cmocka_unit_test(blanks_and_comments_are_taken_where_windows_takes_them),
        cmocka_unit_test(what_windows_drops_is_dropped_with_a_warning),
        cmocka_unit_test(hex_data_is_continued_after_a_comma),
        cmocka_unit_test(a_line_in_place_of_hex_data_is_consumed),
        cmocka_unit_test(a_value_is_deleted_by_a_dash),
        cmocka_unit_test(a_string_may_hold_raw_line_ends),
        cmocka_unit_test(a_value_name_has_at_most_16383_units),
        cmocka_unit_test(data_beyond_the_maximum_is_an_error),
    };
    return RUN_TESTS(tests);
}
