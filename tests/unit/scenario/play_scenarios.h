/* Whole scenarios, written in a test, played with .reg scripts as fixers. */
#ifndef TESTS_UNIT_SCENARIO_PLAY_SCENARIOS_H
#define TESTS_UNIT_SCENARIO_PLAY_SCENARIOS_H

#include "check.h"

#include "base/memory.h"
#include "scenario/load.h"
#include "scenario/play.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[] = "/tmp/regsim-play-XXXXXX";
static struct outcome outcome;
static struct diags diags;

static inline int set_up(void **state)
{
    (void)state;
    strcpy(folder + strlen(folder) - 6, "XXXXXX");
    assert_non_null(mkdtemp(folder));
    outcome = (struct outcome){0};
    return 0;
}

static inline int tear_down(void **state)
{
    (void)state;
    char *command = mem_printf("rm -rf %s", folder);
    assert_int_equal(system(command), 0);
    mem_free(command);
    outcome_free(&outcome);
    diags_free(&diags);
    return 0;
}

static inline char *file_path(const char *name)
{
    static char path[300];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static inline void put(const char *name, const char *text)
{
    FILE *file = fopen(file_path(name), "wb");
    size_t size = strlen(text);
    assert_true(file && fwrite(text, 1, size, file) == size && fclose(file) == 0);
}

#define HEAD         "name: A test\nsource: made up\n"
#define NO_FIX       "REGEDIT4\n"
#define DELETE_STALE "REGEDIT4\n\n[-HKEY_LOCAL_MACHINE\\SOFTWARE\\Stale]\n"

static inline struct fixer *open_fixer(const char *reg)
{
    struct fixer *fixer;
    put("fix.reg", reg);
    regsim_status status = fixer_open(&fixer, file_path("fix.reg"), &diags);
    diags_print(&diags, stdout, false);
    assert_true(regsim_is_ok(status));
    return fixer;
}

/* A file that changes once the scenario is loaded, and is not as it was when it is played. */
static const char *changed_name, *changed_text = "";

/* Plays the first scenario of this text; the outcome is global. */
static inline void play(const char *yaml, const char *reg)
{
    struct scenario_list list = {0};
    struct scenario_load_options options = {0};
    put("test.yaml", yaml);
    regsim_status status = scenario_load(&list, file_path("test.yaml"), &options, &diags);
    diags_print(&diags, stdout, false);
    assert_true(regsim_is_ok(status));
    if (changed_name)
        put(changed_name, changed_text);
    changed_name = NULL;
    struct fixer *fixer = open_fixer(reg);
    struct play_options how = {.fixer = fixer};
    outcome_free(&outcome);
    play_scenario(&outcome, list.items[0], &how);
    for (size_t i = 0; i < outcome.count; i++)
        print_message("%s:%u %s\n", outcome.findings[i].file, outcome.findings[i].line,
                      outcome.findings[i].title);
    fixer_close(fixer);
    scenario_list_free(&list);
}

static inline void assert_finding(const char *part)
{
    for (size_t i = 0; i < outcome.count; i++) {
        if (strstr(outcome.findings[i].title, part))
            return;
    }
    fail_msg("no finding: %s", part);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

#endif
