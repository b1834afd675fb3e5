/* Headers, encodings and sections of .reg text (Wine's regedit tests: test_basic_import,
 * test_key_creation_and_deletion, test_invalid_import). */
#include "reg_check.h"

#include "formats/text_lines.h"

#define H5 "Windows Registry Editor Version 5.00"

/* rules reg.header, reg.header-31 */
static void only_the_exact_headers_are_taken(void **state)
{
    static const struct {
        const char *header;
        bool good;
    } cases[] = {
        {"REGEDIT4", true},
        {" \tREGEDIT4", true},
        {H5, true},
        {"  " H5, true},
        {"regedit4", false},
        {"REGEDIT 4", false},
        {"REGEDIT3", false},
        {"REGEDIT4FOO", false},
        {"REGEDIT4 ", false},
        {"REGEDIT5", false},
        {"Windows Registry Editor Version 4.00", false},
        {"Windows Registry Editor Version 5", false},
        {"Windows Registry Editor version 5.00", false},
        {"", false},
        {"[HKEY_CURRENT_USER\\k]", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *text = mem_printf("%s\n[HKEY_CURRENT_USER\\k]\n", cases[i].header);
        struct reading r = read_bytes(text, strlen(text), 0);
        assert_int_equal(r.status.code, cases[i].good ? REGSIM_OK : REGSIM_INVALID);
        assert_int_equal(r.diags.errors, cases[i].good ? 0 : 1);
        assert_int_equal(key_at(&r, "HKEY_CURRENT_USER\\k") != KEY_NONE, cases[i].good);
        reading_free(&r);
        mem_free(text);
    }
}

/* rule reg.encoding */
static void the_code_page_of_8_bit_text_can_be_stated(void **state)
{
    (void)state;
    static const char text[] = "REGEDIT4\n[HKEY_CURRENT_USER\\k]\n\"V\"=\"\x8E\x5C\"\n";
    struct reading r = read_bytes(text, sizeof text - 1, 932); /* the second byte is no backslash */
    assert_value(r, "V",
                 "1:95860000"
                 "");
    reading_free(&r);
    static const char cyrillic[] = "REGEDIT4\n[HKEY_CURRENT_USER\\k]\n\"V\"=\"\xC0\"\n";
    r = read_bytes(cyrillic, sizeof cyrillic - 1, 1251);
    assert_value(r, "V", "1:10040000");
    reading_free(&r);
    r = read_bytes(cyrillic, sizeof cyrillic - 1, 0);
    assert_value(r, "V", "1:c0000000");
    reading_free(&r);
    r = read_bytes(cyrillic, sizeof cyrillic - 1, 4711);
    assert_int_equal(r.status.code, REGSIM_INVALID);
    reading_free(&r);
}

/* rule reg.hex-width */
static void hex_strings_are_as_wide_as_the_header_says(void **state)
{
    (void)state;
    struct reading r = read_wide("REGEDIT4\n[HKEY_CURRENT_USER\\k]\n\"V\"=hex(2):41,80\n");
    assert_value(r, "V", "2:4100ac200000");
    reading_free(&r);
    static const char five[] = H5 "\n[HKEY_CURRENT_USER\\k]\n\"V\"=hex(7):41,00,00,00\n";
    r = read_bytes(five, sizeof five - 1, 1252);
    assert_value(r, "V", "7:41000000");
    reading_free(&r);
}

static void an_unknown_code_page_is_an_error_in_every_encoding(void **state)
{
    (void)state;
    static const char16_t wide[] = u"\uFEFFREGEDIT4\n";
    struct reading r = read_bytes(wide, sizeof wide - 2, 4711);
    assert_int_equal(r.status.code, REGSIM_INVALID);
    reading_free(&r);
    static const char16_t five[] = u"\uFEFFWindows Registry Editor Version 5.00\n";
    r = read_bytes(five, sizeof five - 2, 4711);
    assert_int_equal(r.status.code, REGSIM_INVALID);
    reading_free(&r);
}

/* rule reg.lead-bytes */
static void a_broken_character_swallows_the_quote_behind_it(void **state)
{
    (void)state;
    static const char text[] = "REGEDIT4\n[HKEY_CURRENT_USER\\k]\n\"V\"=\"a\x81\"\n\"W\"=\"b\"\n";
    struct reading r = read_bytes(text, sizeof text - 1, 932);
    assert_value(r, "V", "absent");
    assert_value(r, "W", "1:62000000");
    assert_int_equal(r.diags.warnings, 2);
    reading_free(&r);
}

static struct buf big_endian(const char16_t *text, size_t count)
{
    struct buf swapped = {0};
    for (size_t i = 0; i < count; i++) {
        buf_put(&swapped, (uint8_t)(text[i] >> 8));
        buf_put(&swapped, (uint8_t)text[i]);
    }
    return swapped;
}

/* rule reg.encoding */
static void other_encodings_are_read_and_said_so(void **state)
{
    (void)state;
    static const char utf8[] = H5 "\n[HKEY_CURRENT_USER\\k]\n\"V\"=\"\xC3\xA9\"\n";
    struct reading r = read_bytes(utf8, sizeof utf8 - 1, 0);
    assert_value(r, "V", "1:e9000000");
    assert_string_equal(r.facts.encoding, "UTF-8");
    assert_int_equal(r.diags.warnings, 1);
    reading_free(&r);
    r = read_bytes(utf8, sizeof utf8 - 1, 1252); /* stated: as Windows reads it */
    assert_value(r, "V", "1:c300a9000000");
    assert_int_equal(r.diags.warnings, 0);
    reading_free(&r);
    static const char marked[] =
        "\xEF\xBB\xBFREGEDIT4\n[HKEY_CURRENT_USER\\k]\n\"V\"=\"\xC3\xA9\"\n";
    r = read_bytes(marked, sizeof marked - 1, 1252); /* the mark says more than the page stated */
    assert_value(r, "V", "1:e9000000");
    assert_true(r.facts.mark);
    assert_string_equal(r.diags.items[0].text,
                        "UTF-8 with a byte order mark: Windows ignores this file");
    assert_int_equal(r.diags.warnings, 1);
    reading_free(&r);
    static const char16_t wide[] = u"\uFEFF"
                                   u"REGEDIT4\n[HKEY_CURRENT_USER\\k]\n\"V\"=dword:1\n";
    struct buf swapped = big_endian(wide, sizeof wide / 2 - 1);
    for (size_t mark = 0; mark <= 2; mark += 2) {
        r = read_bytes(swapped.bytes + mark, swapped.size - mark, 0);
        assert_value(r, "V", "4:01000000");
        assert_string_equal(r.diags.items[0].text, "big-endian UTF-16: Windows ignores this file");
        assert_int_equal(r.diags.warnings, 1);
        reading_free(&r);
    }
    r = read_bytes(wide + 1, sizeof wide - 4, 0); /* little-endian without a mark */
    assert_value(r, "V", "4:01000000");
    assert_int_equal(r.diags.warnings, 1);
    reading_free(&r);
    buf_free(&swapped);
}

/* rule reg.encoding: bytes that are no UTF-8 under 5.00, and any bytes under REGEDIT4, are of the
 * ANSI code page; that is what Windows does too, so nothing is said. */
static void text_in_8_bits_is_of_the_ansi_code_page_under_either_header(void **state)
{
    (void)state;
    static const char five[] = H5 "\n[HKEY_CURRENT_USER\\k]\n\"V\"=\"\x80\xE9\"\n";
    struct reading r = read_bytes(five, sizeof five - 1, 0);
    assert_value(r, "V", "1:ac20e9000000");
    assert_string_equal(r.facts.encoding, "windows-1252");
    assert_int_equal(r.diags.warnings, 0);
    reading_free(&r);
    static const char four[] = "REGEDIT4\n[HKEY_CURRENT_USER\\k]\n\"V\"=\"\xC3\xA9\"\n";
    r = read_bytes(four, sizeof four - 1, 0);
    assert_value(r, "V", "1:c300a9000000");
    assert_string_equal(r.facts.encoding, "windows-1252");
    assert_int_equal(r.diags.warnings, 0);
    reading_free(&r);
}

/* rule reg.line-ends */
static void all_three_line_ends_end_a_line_in_every_encoding(void **state)
{
    (void)state;
    static const char16_t text[] =
        u"\uFEFFREGEDIT4\r[HKEY_CURRENT_USER\\k]\r\nrubbish\n\"A\"=dword:1\n\n\r\r"
        u"\"V\"=dword:2\r\"W\"=dword:3";
    size_t count = sizeof text / 2 - 1;
    struct buf swapped = big_endian(text, count), narrow = {0};
    for (size_t i = 1; i < count; i++)
        buf_put(&narrow, (uint8_t)text[i]);
    struct reading readings[] = {read_bytes(narrow.bytes, narrow.size, 0),
                                 read_bytes(text, count * 2, 0),
                                 read_bytes(swapped.bytes, swapped.size, 0)};
    for (size_t i = 0; i < sizeof readings / sizeof *readings; i++) {
        assert_value(readings[i], "A", "4:01000000");
        assert_value(readings[i], "V", "4:02000000");
        assert_value(readings[i], "W", "4:03000000");
        assert_int_equal(readings[i].diags.warnings, 1 + (i == 2));
        assert_int_equal(readings[i].diags.items[i == 2].line, 3); /* CR LF is one end */
        reading_free(&readings[i]);
    }
    buf_free(&swapped);
    buf_free(&narrow);
}

/* rule reg.section-end */
static void a_section_ends_at_its_last_bracket(void **state)
{
    (void)state;
    struct reading r = READ5("[hkey_current_user\\a]b] junk\n[HKEY_CURRENT_USER\\s ]\n"
                             "[HKEY_CURRENT_USER\\t\\\\]\n[HKEY_CURRENT_USER\\x\\\\y]\n"
                             "[HKEY_CURRENT_USER\\a/b:\"c,]\n  [HKEY_CURRENT_USER\\i]\n");
    assert_int_equal(r.diags.warnings, 0);
    assert_true(key_at(&r, "HKEY_CURRENT_USER\\a]b"));
    assert_true(key_at(&r, "HKEY_CURRENT_USER\\s "));
    assert_true(key_at(&r, "HKEY_CURRENT_USER\\t"));
    assert_true(key_at(&r, "HKEY_CURRENT_USER\\x\\y"));
    assert_true(key_at(&r, "HKEY_CURRENT_USER\\a/b:\"c,"));
    assert_true(key_at(&r, "HKEY_CURRENT_USER\\i"));
    assert_int_equal(store_child_count(r.store, key_at(&r, "HKEY_CURRENT_USER")), 7);
    reading_free(&r);
}

/* rule reg.section-ignored */
static void values_after_an_ignored_section_go_to_the_previous_key(void **state)
{
    static const char *const sections[] = {"[HKEY_CURRENT_USER\\l", "[ HKEY_CURRENT_USER\\l]",
                                           "[\tHKEY_CURRENT_USER\\l]", "[ -HKEY_CURRENT_USER\\l]"};
    (void)state;
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        char *body = mem_printf("%s\n\"V\"=dword:1\n", sections[i]);
        struct reading r = READ5(body);
        assert_value(r, "V", "4:01000000");
        assert_int_equal(key_at(&r, "HKEY_CURRENT_USER\\l"), KEY_NONE);
        assert_int_equal(r.diags.warnings, 2); /* the section, and the value that strays */
        reading_free(&r);
        mem_free(body);
    }
}

/* rule reg.unknown-root */
static void values_after_an_unknown_root_are_dropped(void **state)
{
    static const char *const sections[] = {"[HKLM\\l]", "[HKEY_LOCAL_MACHINEX\\l]", "[-HKLM\\l]",
                                           "[- HKEY_CURRENT_USER\\l]", "[]"};
    (void)state;
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        char *body = mem_printf("%s\n\"V\"=dword:1\n", sections[i]);
        assert_reads(READ5, body, "absent", 2);
        mem_free(body);
    }
}

/* rule reg.key-deletion */
static void a_deletion_removes_the_tree_and_closes_the_key(void **state)
{
    (void)state;
    struct reading r = READ5("[HKEY_CURRENT_USER\\k\\a\\b]\n[-HKEY_CURRENT_USER\\K\\A]\n"
                             "\"V\"=dword:1\n[-HKEY_CURRENT_USER\\absent]\n");
    assert_true(key_at(&r, "HKEY_CURRENT_USER\\k"));
    assert_int_equal(key_at(&r, "HKEY_CURRENT_USER\\k\\a"), KEY_NONE);
    assert_value(r, "V", "absent");
    assert_int_equal(r.diags.warnings, 1);
    reading_free(&r);
    r = READ5("[-HKEY_CURRENT_USER]\n");
    assert_true(key_at(&r, "HKEY_CURRENT_USER\\k"));
    assert_int_equal(r.diags.warnings, 1);
    reading_free(&r);
}

/* rule reg.key-deletion */
static void a_deleted_key_can_be_made_again(void **state)
{
    (void)state;
    struct reading r = READ5("\"V\"=dword:1\n[-HKEY_CURRENT_USER\\k]\n[HKEY_CURRENT_USER\\k]\n");
    assert_true(key_at(&r, "HKEY_CURRENT_USER\\k"));
    assert_value(r, "V", "absent");
    reading_free(&r);
}

static void sections_of_one_key_are_merged(void **state)
{
    (void)state;
    struct reading r = READ5("\"A\"=dword:1\n[HKEY_CURRENT_USER\\kk]\n[HKEY_CURRENT_USER\\K]\n"
                             "\"a\"=dword:2\n\"B\"=dword:3\n");
    assert_value(r, "A", "4:02000000");
    assert_value(r, "B", "4:03000000");
    assert_int_equal(store_child_count(r.store, key_at(&r, "HKEY_CURRENT_USER")), 2);
    reading_free(&r);
}

/* rule open.leading-backslash: a path that starts with a backslash is ERROR_BAD_PATHNAME, but for
 * HKEY_CLASSES_ROOT. */
static void two_backslashes_after_the_root_open_no_key(void **state)
{
    (void)state;
    struct reading r = READ5("[HKEY_CURRENT_USER\\\\l]\n\"V\"=dword:1\n");
    assert_int_equal(store_child_count(r.store, key_at(&r, "HKEY_CURRENT_USER")), 1);
    assert_value(r, "V", "absent");
    assert_int_equal(r.diags.warnings, 2);
    reading_free(&r);
    r = READ5("[-HKEY_CURRENT_USER\\\\k]\n[HKEY_CLASSES_ROOT\\\\l]\n");
    assert_true(key_at(&r, "HKEY_CURRENT_USER\\k"));
    assert_true(key_at(&r, "HKEY_CLASSES_ROOT\\l"));
    assert_int_equal(r.diags.warnings, 1);
    reading_free(&r);
}

static void every_line_that_windows_ignores_is_warned_of(void **state)
{
    static const char *const befores[] = {"", "[-HKEY_CURRENT_USER\\k]\n", "[HKLM\\k]\n",
                                          "[HKEY_CURRENT_USER\\l]\n"};
    static const size_t warnings[] = {0, 0, 1, 0};
    (void)state;
    for (size_t i = 0; i < sizeof befores / sizeof *befores; i++) {
        char *body = mem_printf("%svalue=1\nrubbish\n-[HKEY_CURRENT_USER\\k]\n", befores[i]);
        struct reading r = READ5(body);
        assert_int_equal(r.diags.warnings, warnings[i] + 3);
        reading_free(&r);
        mem_free(body);
    }
}

/* rule reg.dropped-value */
static void a_dropped_value_takes_its_continuation_lines_along(void **state)
{
    (void)state;
    struct reading r = READ5("[HKLM\\x]\n\"a\"=hex:01,\\\n  02\n\"b\"=hex:01,\\\n"
                             "[HKEY_CURRENT_USER\\swallowed]\n[HKEY_CURRENT_USER\\k]\n"
                             "\"V\"=dword:1\n");
    assert_int_equal(key_at(&r, "HKEY_CURRENT_USER\\swallowed"), KEY_NONE);
    assert_value(r, "V", "4:01000000");
    assert_int_equal(r.diags.warnings, 3); /* the section and its two values */
    reading_free(&r);
}

static void a_nul_ends_a_line(void **state)
{
    (void)state;
    static const char text[] = "REGEDIT4\n[HKEY_CURRENT_USER\\k\0x]\n[HKEY_CURRENT_USER\\k]\n"
                               "\"V\0\"=dword:1\n\"V\"=\"a\0b\"\n\"W\"=dword:1\n";
    struct reading r = read_bytes(text, sizeof text - 1, 0);
    assert_int_equal(store_key_count(r.store), 3);
    assert_int_equal(store_value_count(r.store, key_at(&r, "HKEY_CURRENT_USER\\k")), 1);
    assert_int_equal(r.diags.warnings, 3);
    reading_free(&r);
}

static void values_before_any_section_are_dropped(void **state)
{
    (void)state;
    static const char text[] = "REGEDIT4\n\"V\"=dword:1\n[HKEY_CURRENT_USER\\k]\n";
    struct reading r = read_bytes(text, sizeof text - 1, 0);
    assert_value(r, "V", "absent");
    assert_int_equal(r.diags.warnings, 1);
    reading_free(&r);
}

/* rule reg.limits */
static void a_key_name_has_at_most_256_units(void **state)
{
    (void)state;
    char name[258];
    memset(name, 'n', sizeof name);
    for (int length = 256; length <= 257; length++) {
        char *body = mem_printf("[HKEY_CURRENT_USER\\k\\%.*s]\n\"V\"=dword:1\n", length, name);
        struct reading r = READ5(body);
        assert_int_equal(store_child_count(r.store, key_at(&r, "HKEY_CURRENT_USER\\k")),
                         length == 256);
        assert_value(r, "V", "absent");
        assert_int_equal(r.diags.warnings, length == 256 ? 0 : 2);
        reading_free(&r);
        mem_free(body);
    }
}

/* rule reg.limits */
static void a_tree_has_at_most_512_levels(void **state)
{
    (void)state;
    for (int levels = 512; levels <= 513; levels++) {
        struct buf body = {0};
        buf_text(&body, "[HKEY_CURRENT_USER");
        for (int i = 1; i < levels; i++)
            buf_text(&body, "\\d");
        buf_text(&body, "]\n");
        struct reading r = READ5(buf_z(&body));
        assert_int_equal(store_key_count(r.store), levels == 512 ? 514 : 3);
        assert_int_equal(r.diags.warnings, levels == 512 ? 0 : 1);
        reading_free(&r);
        buf_free(&body);
    }
}

static void what_is_no_reg_file_is_an_error(void **state)
{
    (void)state;
    static const char binary[] = "MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0\n";
    static const char *const texts[] = {"", "\xFF\xFE", "\xFF\xFEW", "Windows Registry Ed",
                                        "<xml>\n"};
    struct reading r = read_bytes(binary, sizeof binary - 1, 0);
    assert_int_equal(r.status.code, REGSIM_INVALID);
    reading_free(&r);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        r = read_bytes(texts[i], strlen(texts[i]), 0);
        assert_int_equal(r.status.code, REGSIM_INVALID);
        assert_int_equal(r.diags.errors, 1);
        reading_free(&r);
    }
}

static void a_line_beyond_the_maximum_is_an_error(void **state)
{
    (void)state;
    struct buf text = {0};
    buf_text(&text, "REGEDIT4\n[HKEY_CURRENT_USER\\k]\n\"V\"=\"");
    size_t start = text.size;
    MEM_GROW(text.bytes, text.capacity, start + TEXT_LINE_MAX);
    memset(text.bytes + start, 'x', TEXT_LINE_MAX);
    text.size = start + TEXT_LINE_MAX;
    struct reading r = read_bytes(text.bytes, text.size, 0);
    assert_int_equal(r.status.code, REGSIM_INVALID);
    assert_int_equal(r.diags.items[0].line, 3);
    reading_free(&r);
    buf_free(&text);
}

static void a_warning_shows_the_place(void **state)
{
    (void)state;
    struct reading r = READ5("\"\xF0\x9F\x98\x80\"=hex:0g\n");
    assert_int_equal(r.diags.warnings, 1);
    assert_string_equal(r.diags.items[0].file, "t.reg");
    assert_int_equal(r.diags.items[0].line, 4);
    assert_int_equal(r.diags.items[0].column, 10); /* characters, not units */
    assert_string_equal(r.diags.items[0].source, "\"\xF0\x9F\x98\x80\"=hex:0g");
    assert_non_null(r.diags.items[0].hint);
    reading_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_the_exact_headers_are_taken),
        cmocka_unit_test(the_code_page_of_8_bit_text_can_be_stated),
        cmocka_unit_test(other_encodings_are_read_and_said_so),
        cmocka_unit_test(text_in_8_bits_is_of_the_ansi_code_page_under_either_header),
        cmocka_unit_test(hex_strings_are_as_wide_as_the_header_says),
        cmocka_unit_test(an_unknown_code_page_is_an_error_in_every_encoding),
        cmocka_unit_test(a_broken_character_swallows_the_quote_behind_it),
        cmocka_unit_test(two_backslashes_after_the_root_open_no_key),
        cmocka_unit_test(every_line_that_windows_ignores_is_warned_of),
        cmocka_unit_test(a_dropped_value_takes_its_continuation_lines_along),
        cmocka_unit_test(a_nul_ends_a_line),
        cmocka_unit_test(all_three_line_ends_end_a_line_in_every_encoding),
        cmocka_unit_test(a_section_ends_at_its_last_bracket),
        cmocka_unit_test(values_after_an_ignored_section_go_to_the_previous_key),
        cmocka_unit_test(values_after_an_unknown_root_are_dropped),
        cmocka_unit_test(a_deletion_removes_the_tree_and_closes_the_key),
        cmocka_unit_test(a_deleted_key_can_be_made_again),
        cmocka_unit_test(sections_of_one_key_are_merged),
        cmocka_unit_test(values_before_any_section_are_dropped),
        cmocka_unit_test(a_key_name_has_at_most_256_units),
        cmocka_unit_test(a_tree_has_at_most_512_levels),
        cmocka_unit_test(what_is_no_reg_file_is_an_error),
        cmocka_unit_test(a_line_beyond_the_maximum_is_an_error),
        cmocka_unit_test(a_warning_shows_the_place),
    };
    return RUN_TESTS(tests);
}
