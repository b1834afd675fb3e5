/* The command line: split by the rules of CommandLineToArgvW, and understood. */
#include "check.h"

#include <string.h>

#include "options.h"
#include "text.h"
#include "windows_double.h"

static void assert_text(const WCHAR *text, const WCHAR *expected)
{
    SIZE_T units = text_units(expected);

    assert_non_null(text);
    assert_int_equal(text_units(text), units);
    assert_memory_equal(text, expected, units * sizeof(*text));
}

/* The arguments of the line, each in brackets. */
static void assert_split(const WCHAR *line, const WCHAR *expected)
{
    struct buf out = {0};
    const WCHAR *argument;

    while ((argument = options_next(&line)) != NULL) {
        text_add(&out, u"[");
        text_add(&out, argument);
        text_add(&out, u"]");
    }
    text_add_unit(&out, 0);
    assert_text((const void *)out.at, expected);
}

static void blanks_part_arguments(void **state)
{
    (void)state;
    assert_split(u"", u"");
    assert_split(u" \t ", u"");
    assert_split(u" a\tb  c ", u"[a][b][c]");
}

static void quotes_keep_blanks(void **state)
{
    (void)state;
    assert_split(u"\"a b\" c", u"[a b][c]");
    assert_split(u"a\" \"b", u"[a b]");
    assert_split(u"\"\" x", u"[][x]");
    assert_split(u"\"open end", u"[open end]");
}

/* The table of "Parsing C Command-Line Arguments". */
static void backslashes_count_only_before_a_quote(void **state)
{
    (void)state;
    assert_split(u"\"a b c\" d e", u"[a b c][d][e]");
    assert_split(u"\"ab\\\"c\" \"\\\\\" d", u"[ab\"c][\\][d]");
    assert_split(u"a\\\\\\b d\"e f\"g h", u"[a\\\\\\b][de fg][h]");
    assert_split(u"a\\\\\\\"b c d", u"[a\\\"b][c][d]");
    assert_split(u"a\\\\\\\\\"b c\" d e", u"[a\\\\b c][d][e]");
    assert_split(u"\\\\LOGON1 C:\\undo.reg C:\\", u"[\\\\LOGON1][C:\\undo.reg][C:\\]");
}

static void two_quotes_within_quotes_are_a_quote_and_end_them(void **state)
{
    (void)state;
    assert_split(u"\"a\"\"b c\" d", u"[a\"b][c d]");
    assert_split(u"\"\"\"a b", u"[\"a][b]");
}

static struct options parsed(const WCHAR *line)
{
    const WCHAR *argument;
    struct options options;

    assert_null(options_parse(&options, &argument, line));
    return options;
}

static void nothing_asks_for_a_report(void **state)
{
    struct options options = parsed(u"smsperffix");

    (void)state;
    assert_int_equal(options.action, ACTION_REPORT);
    assert_null(options.computer);
    assert_false(options.force);
}

static void the_program_may_stand_in_quotes(void **state)
{
    (void)state;
    assert_int_equal(parsed(u"\"C:\\Program Files\\fix.exe\" --fix").action, ACTION_FIX);
    assert_int_equal(parsed(u"C:\\dir\\\"a b\"\\fix.exe --fix").action, ACTION_FIX);
}

static void a_fix_knows_its_backup(void **state)
{
    (void)state;
    assert_text(parsed(u"x --fix").file, DEFAULT_BACKUP);
    assert_text(parsed(u"x --fix --backup \"C:\\a b.reg\"").file, u"C:\\a b.reg");
    assert_text(parsed(u"x --backup b --FIX").file, u"b");
}

static void the_rest_is_understood(void **state)
{
    struct options options = parsed(u"x --undo u.reg --force \\\\LOGON1");

    (void)state;
    assert_int_equal(options.action, ACTION_UNDO);
    assert_text(options.file, u"u.reg");
    assert_true(options.force);
    assert_text(options.computer, u"\\\\LOGON1");
    assert_int_equal(parsed(u"x --help").action, ACTION_HELP);
    assert_int_equal(parsed(u"x /?").action, ACTION_HELP);
    assert_int_equal(parsed(u"x --version").action, ACTION_VERSION);
}

static void what_makes_no_sense_is_refused(void **state)
{
    static const struct {
        const WCHAR *line, *argument;
    } bad[] = {
        {u"x --fox", u"--fox"},
        {u"x fix", u"fix"},
        {u"x \"\"", u""},
        {u"x --fix --undo u", u"--undo"},
        {u"x --undo", u"--undo"},
        {u"x --fix --backup", u"--backup"},
        {u"x \\\\A \\\\B", u"\\\\B"},
        {u"x \\\\", u"\\\\"},
        {u"x \\\\A\\B", u"\\\\A\\B"},
        {u"x --force", u"the command line"},
        {u"x --backup b", u"the command line"},
        {u"x --undo u --backup b", u"the command line"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        const WCHAR *argument;
        struct options options;

        assert_non_null(options_parse(&options, &argument, bad[i].line));
        assert_text(argument, bad[i].argument);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blanks_part_arguments),
        cmocka_unit_test(quotes_keep_blanks),
        cmocka_unit_test(backslashes_count_only_before_a_quote),
        cmocka_unit_test(two_quotes_within_quotes_are_a_quote_and_end_them),
        cmocka_unit_test(nothing_asks_for_a_report),
        cmocka_unit_test(the_program_may_stand_in_quotes),
        cmocka_unit_test(a_fix_knows_its_backup),
        cmocka_unit_test(the_rest_is_understood),
        cmocka_unit_test(what_makes_no_sense_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, double_free_all) ? 1 : 0;
}
