#include "scenario/keep.h"

#include "base/memory.h"
#include "scenario/load.h"
#include "scenario/play.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char scenario_name[] = "scenario.yaml";

struct keep {
    const struct reproduce_result *result;
    const struct reproduce_options *options;
    char **originals; /* as absolute paths: DIR is moved into place at the end */
    size_t count;
    char *folder; /* DIR while it is made */
    uint8_t *done;
    struct diags *diags;
};

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* Only what was removed can be kept: to which file would a new key belong? */
static regsim_status check_changes(const struct keep *keep)
{
    for (size_t i = 0; i < keep->result->changes.count; i++) {
        const struct ledger_entry *entry = &keep->result->changes.entries[i];
        if (!entry->is)
            continue;
        char *path = ustr_to_wtf8(entry->path);
        regsim_status status = diags_invalid(
            keep->diags, NULL, "--keep: the fixer did more than remove, first at %s", path);
        mem_free(path);
        return status;
    }
    return regsim_ok();
}

static regsim_status check_names(const struct keep *keep)
{
    for (size_t i = 0; i < keep->count; i++) {
        const char *name = name_of(keep->originals[i]);
        if (!strcmp(name, scenario_name))
            return diags_invalid(keep->diags, name, "--keep needs this name for itself");
        for (size_t j = 0; j < i; j++) {
            if (!strcmp(name, name_of(keep->originals[j])))
                return diags_invalid(keep->diags, name, "--keep: two files of this name");
        }
    }
    return regsim_ok();
}

static regsim_status begin(struct output *out, const struct keep *keep, const char *name)
{
    char *path = mem_printf("%s/%s", keep->folder, name);
    regsim_status status = output_begin(out, path, keep->diags);
    mem_free(path);
    return status;
}

static regsim_status end(struct output *output, regsim_status status, const struct keep *keep)
{
    if (regsim_is_ok(status))
        return output_commit(output, keep->diags);
    output_abort(output);
    return status;
}

static regsim_status write_repaired(const struct keep *keep)
{
    for (size_t i = 0; i < keep->count; i++) {
        struct output output;
        const char *file = keep->originals[i];
        REGSIM_TRY(begin(&output, keep, name_of(file)));
        REGSIM_TRY(end(&output,
                       keep_repaired(&output, keep->done, keep->result, file,
                                     keep->options->codepage, keep->diags),
                       keep));
    }
    for (size_t i = 0; i < keep->result->changes.count; i++) {
        if (!keep->done[i])
            return diags_invalid(keep->diags, NULL, "--keep: what was removed is in no file");
    }
    return regsim_ok();
}

/* A scenario that does not pass would be worse than none. */
static regsim_status check_scenario(const struct keep *keep)
{
    char *path = mem_printf("%s/%s", keep->folder, scenario_name);
    struct scenario_list list = {0};
    struct scenario_load_options load = {0};
    struct play_options play = {.fixer = keep->options->fixer,
                                .cpu_limit_ms = keep->options->cpu_limit_ms};
    regsim_status status = scenario_load(&list, path, &load, keep->diags);
    for (size_t i = 0; i < list.count && regsim_is_ok(status); i++) {
        struct outcome outcome = {0};
        play_scenario(&outcome, list.items[i], &play);
        if (outcome.verdict != VERDICT_PASSED)
            status = diags_invalid(keep->diags, NULL,
                                   "--keep: the scenario from these files does not pass: %s",
                                   outcome.count    ? outcome.findings[0].title
                                   : outcome.reason ? outcome.reason
                                                    : "it was not played");
        outcome_free(&outcome);
    }
    scenario_list_free(&list);
    mem_free(path);
    return status;
}

static regsim_status write_scenario(const struct keep *keep)
{
    struct output output;
    REGSIM_TRY(begin(&output, keep, scenario_name));
    keep_scenario_text(&output.buf, keep->result, (const char *const *)keep->originals, keep->count,
                       keep->options->os);
    REGSIM_TRY(end(&output, regsim_ok(), keep));
    return check_scenario(keep);
}

static regsim_status fill(const struct keep *keep, const char *folder)
{
    struct stat info;
    REGSIM_TRY(check_changes(keep));
    REGSIM_TRY(check_names(keep));
    REGSIM_TRY(write_repaired(keep));
    REGSIM_TRY(write_scenario(keep));
    if (!lstat(folder, &info))
        return diags_invalid(keep->diags, folder,
                             "it is there already, and nothing is overwritten");
    if (rename(keep->folder, folder))
        return diags_host(keep->diags, folder, errno, "cannot make this folder");
    return regsim_ok();
}

static void clear_away(const struct keep *keep)
{
    for (size_t i = 0; i <= keep->count; i++) {
        char *path = mem_printf("%s/%s", keep->folder,
                                i < keep->count ? name_of(keep->originals[i]) : scenario_name);
        unlink(path);
        mem_free(path);
    }
    rmdir(keep->folder);
}

static regsim_status make_folder(struct keep *keep, const char *folder)
{
    struct stat info;
    if (!lstat(folder, &info))
        return diags_invalid(keep->diags, folder,
                             "it is there already, and nothing is overwritten");
    size_t length = strlen(folder);
    while (length > 1 && folder[length - 1] == '/')
        length--;
    keep->folder = mem_printf("%.*s.XXXXXX", (int)length, folder);
    if (!mkdtemp(keep->folder))
        return diags_host(keep->diags, folder, errno, "cannot make this folder");
    return chmod(keep->folder, 0755) ? diags_host(keep->diags, folder, errno, "cannot chmod")
                                     : regsim_ok();
}

regsim_status keep_reproduction(const char *folder, const struct reproduce_result *result,
                                const char *const *files, size_t count,
                                const struct reproduce_options *options, struct diags *diags)
{
    struct keep keep = {.result = result, .options = options, .count = count, .diags = diags};
    keep.originals = mem_calloc(count, sizeof *keep.originals);
    keep.done = mem_calloc(result->changes.count + 1, 1);
    for (size_t i = 0; i < count; i++) {
        char *path = realpath(files[i], NULL); /* it was read: it is there */
        keep.originals[i] = mem_strdup(path ? path : files[i]);
        free(path);
    }
    regsim_status status = make_folder(&keep, folder);
    if (regsim_is_ok(status)) {
        status = fill(&keep, folder);
        if (!regsim_is_ok(status))
            clear_away(&keep);
    }
    for (size_t i = 0; i < count; i++)
        mem_free(keep.originals[i]);
    mem_free(keep.originals);
    mem_free(keep.done);
    mem_free(keep.folder);
    return status;
}
