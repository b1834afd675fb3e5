/* See include/regsim/regsim.h. */
#include "regsim/regsim.h"

#include "base/memory.h"
#include "report/reporter.h"
#include "scenario/load.h"
#include "scenario/play.h"

#include <assert.h>
#include <stdlib.h>

struct regsim_catalogue {
    struct scenario_list list;
    char **titles;
};

struct regsim_fixer {
    struct fixer *fixer;
};

const char *regsim_version(void)
{
    return REGSIM_VERSION;
}

static enum regsim_result result_of(regsim_status status)
{
    if (regsim_is_ok(status))
        return REGSIM_RESULT_OK;
    return status.code == REGSIM_HOST ? REGSIM_RESULT_HOST : REGSIM_RESULT_INVALID;
}

/* The diagnostics as text, which the caller owns; NULL: none. Frees the list. */
static void hand_over(char **messages, struct diags *diags)
{
    if (messages) {
        size_t size;
        *messages = NULL;
        FILE *stream = diags->count ? open_memstream(messages, &size) : NULL;
        if (stream) {
            diags_print(diags, stream, false);
            fclose(stream);
        }
    }
    diags_free(diags);
}

enum regsim_result regsim_catalogue_open(regsim_catalogue **out, char **messages, const char *path)
{
    regsim_catalogue *catalogue = mem_calloc(1, sizeof *catalogue);
    struct diags diags = {0};
    struct scenario_load_options options = {0};
    regsim_status status = scenario_load(&catalogue->list, path, &options, &diags);
    hand_over(messages, &diags);
    if (regsim_is_ok(status)) {
        catalogue->titles = mem_calloc(catalogue->list.count, sizeof(char *));
        for (size_t i = 0; i < catalogue->list.count; i++)
            catalogue->titles[i] = scenario_title(catalogue->list.items[i]);
    } else {
        regsim_catalogue_free(catalogue);
        catalogue = NULL;
    }
    *out = catalogue;
    return result_of(status);
}

void regsim_catalogue_free(regsim_catalogue *catalogue)
{
    if (!catalogue)
        return;
    for (size_t i = 0; catalogue->titles && i < catalogue->list.count; i++)
        mem_free(catalogue->titles[i]);
    mem_free(catalogue->titles);
    scenario_list_free(&catalogue->list);
    mem_free(catalogue);
}

size_t regsim_catalogue_count(const regsim_catalogue *catalogue)
{
    return catalogue->list.count;
}

const char *regsim_catalogue_title(const regsim_catalogue *catalogue, size_t index)
{
    assert(index < catalogue->list.count);
    return catalogue->titles[index];
}

const char *regsim_catalogue_file(const regsim_catalogue *catalogue, size_t index)
{
    assert(index < catalogue->list.count);
    return catalogue->list.items[index]->path;
}

enum regsim_result regsim_fixer_open(regsim_fixer **out, char **messages, const char *path)
{
    struct diags diags = {0};
    struct fixer *fixer;
    regsim_status status = fixer_open(&fixer, path, &diags);
    hand_over(messages, &diags);
    *out = NULL;
    if (regsim_is_ok(status)) {
        *out = mem_calloc(1, sizeof **out);
        (*out)->fixer = fixer;
    }
    return result_of(status);
}

void regsim_fixer_free(regsim_fixer *fixer)
{
    if (!fixer)
        return;
    fixer_close(fixer->fixer);
    mem_free(fixer);
}

static enum regsim_verdict verdict_of(enum verdict verdict)
{
    static const enum regsim_verdict verdicts[] = {
        [VERDICT_PASSED] = REGSIM_PASSED,   [VERDICT_FAILED] = REGSIM_FAILED,
        [VERDICT_SKIPPED] = REGSIM_SKIPPED, [VERDICT_INVALID] = REGSIM_ERROR,
        [VERDICT_ERROR] = REGSIM_ERROR,
    };
    return verdicts[verdict];
}

void regsim_play(struct regsim_outcome *out, const regsim_catalogue *catalogue, size_t index,
                 const regsim_fixer *fixer, uint32_t cpu_limit_ms)
{
    assert(index < catalogue->list.count);
    const struct scenario *scenario = catalogue->list.items[index];
    struct play_options options = {.fixer = fixer->fixer, .cpu_limit_ms = cpu_limit_ms};
    struct outcome outcome;
    play_scenario(&outcome, scenario, &options);
    *out = (struct regsim_outcome){.verdict = verdict_of(outcome.verdict),
                                   .api_calls = outcome.api_calls};
    if (outcome.verdict != VERDICT_PASSED) {
        struct buf details = {0};
        struct report_style style = {.again = ""};
        report_details(&details, scenario, &outcome, &style);
        out->details = mem_strdup(buf_z(&details));
        buf_free(&details);
    }
    outcome_free(&outcome);
}

void regsim_text_free(char *text)
{
    free(text);
}
