/* base/diag.h: what a diagnostic looks like, and that a flood of them ends; base/os.h. */
#include "check.h"

#include "base/diag.h"
#include "base/memory.h"
#include "base/os.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static void assert_printed(const struct diags *diags, bool color, const char *expected)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    diags_print(diags, out, color);
    fclose(out);
    assert_string_equal(text, expected);
    free(text);
}

static void a_diagnostic_shows_place_line_caret_and_hint(void **state)
{
    (void)state;
    struct diags diags = {0};
    struct diag *diag = diags_add(&diags, DIAG_ERROR, "a.yaml", 3, 5, "no word '%s'", "fxi");
    const char line[] = "\tä: fxi";
    diag_source(diag, line, strlen(line));
    diag_hint(diag, "did you mean '%s'?", "fix");
    assert_printed(&diags, false,
                   "a.yaml:3:5: error: no word 'fxi'\n  \tä: fxi\n  \t   ^\n"
                   "  hint: did you mean 'fix'?\n");
    assert_int_equal(diags.errors, 1);
    diags_free(&diags);
    assert_int_equal(diags.count, 0);
}

static void places_are_as_exact_as_they_are_known(void **state)
{
    (void)state;
    struct diags diags = {0};
    diags_add(&diags, DIAG_WARNING, "f", 7, 0, "line");
    diags_add(&diags, DIAG_NOTE, "f", 0, 0, "file");
    diags_add(&diags, DIAG_ERROR, NULL, 0, 0, "nowhere");
    assert_printed(&diags, false, "f:7: warning: line\nf: note: file\nregsim: error: nowhere\n");
    assert_int_equal(diags.warnings, 1);
    diags_free(&diags);
    diags_add(&diags, DIAG_ERROR, NULL, 0, 0, "x");
    assert_printed(&diags, true, "regsim: \033[1;31merror:\033[0m x\n");
    diags_free(&diags);
}

static void control_characters_of_the_source_are_not_printed(void **state)
{
    (void)state;
    struct diags diags = {0};
    diag_source(diags_add(&diags, DIAG_ERROR, "f", 1, 9, "x"), "a\033[0m\x7F", 6);
    assert_printed(&diags, false, "f:1:9: error: x\n  a?[0m?\n          ^\n");
    diags_free(&diags);
}

static void a_long_line_is_cut_around_the_column(void **state)
{
    (void)state;
    char line[5000];
    memset(line, 'x', sizeof line);
    line[2999] = '!';
    struct diags diags = {0};
    struct diag *diag = diags_add(&diags, DIAG_ERROR, "f", 1, 3000, "x");
    diag_source(diag, line, sizeof line);
    assert_non_null(strchr(diag->source, '!'));
    assert_true(strlen(diag->source) < 300);
    diag = diags_add(&diags, DIAG_ERROR, "f", 1, 1, "x");
    diag_source(diag, line, sizeof line);
    assert_true(strlen(diag->source) < 300);
    diags_free(&diags);
}

static void nobody_has_to_listen(void **state)
{
    (void)state;
    assert_null(diags_add(NULL, DIAG_ERROR, "f", 1, 1, "x"));
    diag_source(NULL, "x", 1);
    diag_hint(NULL, "x");
    assert_int_equal(diags_invalid(NULL, "f", "%s", "x").code, REGSIM_INVALID);
    assert_int_equal(diags_host(NULL, "f", EACCES, "open").code, REGSIM_HOST);
}

static void host_errors_say_what_the_host_said(void **state)
{
    (void)state;
    struct diags diags = {0};
    diags_host(&diags, "f", ENOENT, "cannot open");
    diags_invalid(&diags, "g", "bad %d", 1);
    assert_printed(&diags, false,
                   "f: error: cannot open: No such file or directory\ng: error: bad 1\n");
    diags_free(&diags);
}

static void a_flood_is_counted_not_kept(void **state)
{
    (void)state;
    struct diags flood = {0}, all = {0};
    for (int i = 0; i < DIAGS_MAX + 10; i++)
        diags_add(&flood, DIAG_ERROR, NULL, 0, 0, "x");
    assert_int_equal(flood.count, DIAGS_MAX);
    assert_int_equal(flood.errors, DIAGS_MAX + 10);
    diags_add(&all, DIAG_WARNING, NULL, 0, 0, "first");
    diags_move(&all, &flood);
    assert_int_equal(flood.count, 0);
    assert_int_equal(all.count, DIAGS_MAX);
    assert_int_equal(all.errors, DIAGS_MAX + 10);
    assert_int_equal(all.warnings, 1);
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    diags_print(&all, out, false);
    fclose(out);
    assert_non_null(strstr(text, "regsim: note: 11 further diagnostics are not shown\n"));
    free(text);
    diags_free(&all);
}

static void an_os_has_one_word_and_one_title(void **state)
{
    (void)state;
    enum os found;
    for (int os = 0; os < OS_COUNT; os++) {
        assert_true(os_from_name(&found, os_name((enum os)os)));
        assert_int_equal(found, os);
        assert_int_equal(strncmp(os_title((enum os)os), "Windows ", 8), 0);
    }
    assert_false(os_from_name(&found, "beos"));
    assert_true(OS_NT4 < OS_W2K && OS_W2K < OS_XP);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_diagnostic_shows_place_line_caret_and_hint),
        cmocka_unit_test(places_are_as_exact_as_they_are_known),
        cmocka_unit_test(control_characters_of_the_source_are_not_printed),
        cmocka_unit_test(a_long_line_is_cut_around_the_column),
        cmocka_unit_test(nobody_has_to_listen),
        cmocka_unit_test(host_errors_say_what_the_host_said),
        cmocka_unit_test(a_flood_is_counted_not_kept),
        cmocka_unit_test(an_os_has_one_word_and_one_title),
    };
    return RUN_TESTS(tests);
}
