/* include/regsim/regsim.h: the whole loop through the public API. */
#include "check.h"

#include "regsim/regsim.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[] = "/tmp/regsim-library-XXXXXX";

static char *file_path(const char *name)
{
    static char path[300];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void write_file(const char *name, const char *text)
{
    FILE *file = fopen(file_path(name), "wb");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static int set_up(void **state)
{
    (void)state;
    strcpy(folder + strlen(folder) - 6, "XXXXXX");
    assert_non_null(mkdtemp(folder));
    write_file("fix.reg", "REGEDIT4\n\n[-HKEY_LOCAL_MACHINE\\SOFTWARE\\Stale]\n");
    write_file("a.yaml", "name: One key goes\nsource: made up\nmatrix: {key: [Stale, Other]}\n"
                         "given: {registry: {HKLM\\SOFTWARE\\$key: {v: 1}}}\nwhen: fix\n"
                         "then: {removed: ['HKLM\\SOFTWARE\\Stale']}\n");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    unlink(file_path("fix.reg"));
    unlink(file_path("a.yaml"));
    unlink(file_path("bad.yaml"));
    rmdir(folder);
    return 0;
}

static void a_catalogue_is_played_scenario_by_scenario(void **state)
{
    (void)state;
    regsim_catalogue *catalogue;
    regsim_fixer *fixer;
    char *messages;
    assert_int_equal(regsim_catalogue_open(&catalogue, &messages, file_path("a.yaml")),
                     REGSIM_RESULT_OK);
    assert_null(messages);
    assert_int_equal(regsim_fixer_open(&fixer, NULL, file_path("fix.reg")), REGSIM_RESULT_OK);
    assert_int_equal(regsim_catalogue_count(catalogue), 2);
    assert_string_equal(regsim_catalogue_title(catalogue, 0), "a (key: Stale)");
    assert_string_equal(regsim_catalogue_file(catalogue, 0), file_path("a.yaml"));
    struct regsim_outcome outcome;
    regsim_play(&outcome, catalogue, 0, fixer, 0);
    assert_int_equal(outcome.verdict, REGSIM_PASSED);
    assert_null(outcome.details);
    regsim_play(&outcome, catalogue, 1, fixer, 0);
    assert_int_equal(outcome.verdict, REGSIM_FAILED);
    assert_non_null(strstr(outcome.details, "then.removed: 1 key expected, 0 keys were removed"));
    regsim_text_free(outcome.details);
    regsim_fixer_free(fixer);
    regsim_catalogue_free(catalogue);
}

static void what_is_wrong_is_said_and_nothing_is_opened(void **state)
{
    (void)state;
    write_file("bad.yaml", "name: [\n");
    regsim_catalogue *catalogue;
    char *messages;
    assert_int_equal(regsim_catalogue_open(&catalogue, &messages, file_path("bad.yaml")),
                     REGSIM_RESULT_INVALID);
    assert_null(catalogue);
    assert_non_null(strstr(messages, "bad.yaml:2:1: error:"));
    regsim_text_free(messages);
    regsim_fixer *fixer;
    assert_int_equal(regsim_fixer_open(&fixer, &messages, file_path("none.so")),
                     REGSIM_RESULT_HOST);
    assert_null(fixer);
    regsim_text_free(messages);
    regsim_catalogue_free(NULL);
    regsim_fixer_free(NULL);
    regsim_text_free(NULL);
}

static void the_version_is_that_of_the_build(void **state)
{
    (void)state;
    assert_int_equal(strspn(regsim_version(), "0123456789."), strlen(regsim_version()));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_catalogue_is_played_scenario_by_scenario, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(what_is_wrong_is_said_and_nothing_is_opened, set_up,
                                        tear_down),
        cmocka_unit_test(the_version_is_that_of_the_build),
    };
    return RUN_TESTS(tests);
}
