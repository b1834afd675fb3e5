/* A catalogue in a scratch folder, for tests of the loader: files go in, a scenario is loaded. */
#ifndef TESTS_UNIT_SCENARIO_CATALOGUE_H
#define TESTS_UNIT_SCENARIO_CATALOGUE_H

#include "check.h"

#include "scenario/load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct catalogue {
    char root[64];
    struct scenario_list list;
    struct diags diags;
    regsim_status status;
};

static inline void catalogue_write(const struct catalogue *catalogue, const char *name,
                                   const char *text)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", catalogue->root, name);
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    fputs(text, out);
    assert_int_equal(fclose(out), 0);
}

static inline void catalogue_folder(const struct catalogue *catalogue, const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", catalogue->root, name);
    assert_int_equal(mkdir(path, 0700), 0);
}

static inline void catalogue_make(struct catalogue *catalogue)
{
    *catalogue = (struct catalogue){0};
    strcpy(catalogue->root, "/tmp/regsim-test-XXXXXX");
    assert_non_null(mkdtemp(catalogue->root));
    catalogue_folder(catalogue, "installs");
    catalogue_folder(catalogue, "bases");
}

static inline void catalogue_forget(struct catalogue *catalogue)
{
    scenario_list_free(&catalogue->list);
    diags_free(&catalogue->diags);
}

static inline void catalogue_load(struct catalogue *catalogue, const char *name, bool lint)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", catalogue->root, name);
    catalogue_forget(catalogue);
    const struct scenario_load_options options = {.lint = lint};
    catalogue->status = scenario_load(&catalogue->list, path, &options, &catalogue->diags);
}

static inline void catalogue_done(struct catalogue *catalogue)
{
    char command[128];
    catalogue_forget(catalogue);
    snprintf(command, sizeof command, "rm -rf '%s'", catalogue->root);
    assert_int_equal(system(command), 0);
}

/* A minimal scenario with `more` after it. */
static inline void catalogue_scenario(struct catalogue *catalogue, const char *more)
{
    char text[8192];
    snprintf(text, sizeof text,
             "name: It loads\nsource: inferred\nwhen: fix\nthen: {removed: []}\n%s", more);
    catalogue_write(catalogue, "s.yaml", text);
    catalogue_load(catalogue, "s.yaml", false);
}

/* Whether a diagnostic "LINE:COLUMN: TEXT" was made. On a miss all of them are printed. */
static inline bool catalogue_said(const struct catalogue *catalogue, const char *wanted)
{
    for (size_t i = 0; i < catalogue->diags.count; i++) {
        const struct diag *diag = &catalogue->diags.items[i];
        char said[1024];
        snprintf(said, sizeof said, "%zu:%zu: %s", diag->line, diag->column, diag->text);
        if (!strcmp(said, wanted))
            return true;
    }
    print_error("wanted: %s\n", wanted);
    for (size_t i = 0; i < catalogue->diags.count; i++)
        print_error("  said: %zu:%zu: %s\n", catalogue->diags.items[i].line,
                    catalogue->diags.items[i].column, catalogue->diags.items[i].text);
    return false;
}

#endif
