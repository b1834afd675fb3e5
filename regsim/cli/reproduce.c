/* regsim reproduce: a customer's exports, the events that a monitor causes, the fixer, the events
 * after. */
#include "cli/command.h"

#include "base/memory.h"
#include "cli/default_fixer.h"
#include "customer/keep.h"
#include "report/reproduction.h"

static const struct option options[] = {
    {"fixer", "FILE", "the fixer: a shared object of regsim-cc (default: smsperffix)", 0},
    {"os", "OS", "which Windows it was: nt4, w2k (default), xp, ws2003, win7, win10", 0},
    {"codepage", "N", "code page of 8-bit .reg files (REGEDIT4), e.g. 1252, 932", 0},
    {"missing", "PATH", "this library is not there (may be repeated)", 0},
    {"present", "PATH",
     "this library is there, although a key of the article names it (may be repeated)", 0},
    {"keep", "DIR",
     "make DIR: the files as the fixer left them, each in its format, and scenarios of both", 0},
    OPTION_SALVAGE,
    OPTION_FULL_OUTPUT,
    {"cpu-limit", "MS", "CPU time that the fixer may use, in milliseconds (default 10000)", 0},
    {NULL, NULL, NULL, 0},
};

enum { CODEPAGE_MAX = 65535 };

/* The values of a repeatable option; the caller frees the array. */
static const char **collect(const struct arguments *arguments, const char *option, size_t *count)
{
    const char **values = NULL, *value;
    size_t capacity = 0;
    *count = 0;
    while ((value = arguments_value_at(arguments, option, *count))) {
        MEM_GROW(values, capacity, *count + 1);
        values[(*count)++] = value;
    }
    return values;
}

static regsim_status choose_os(enum os *out, const struct arguments *arguments, struct diags *diags)
{
    const char *name = arguments_value(arguments, "os");
    *out = OS_DEFAULT;
    if (name && !os_from_name(out, name))
        return diags_invalid(diags, NULL, "--os %s: expected nt4, w2k, xp, ws2003, win7 or win10",
                             name);
    return regsim_ok();
}

static regsim_status open_fixer(struct fixer **out, const struct arguments *arguments,
                                struct diags *diags)
{
    const char *given = arguments_value(arguments, "fixer");
    char *path = given ? mem_strdup(given) : default_fixer_path();
    regsim_status status = fixer_open(out, path, diags);
    if (regsim_is_ok(status) && !fixer_arguments(*out, STEP_FIX)) {
        status = diags_invalid(diags, path, "the fixer's profile has no fix");
    }
    mem_free(path);
    return status;
}

/* The originals that a kept scenario plays from must be readable as they are. */
static regsim_status keep_it(const struct arguments *arguments, const char *folder,
                             const struct reproduce_result *result,
                             const struct reproduce_options *how, struct diags *diags)
{
    if (result->lost)
        return diags_invalid(diags, folder,
                             "--keep needs whole files: regsim convert --salvage makes one");
    return keep_reproduction(folder, result, arguments->words, arguments->word_count, how, diags);
}

static regsim_status run(bool *cured, const struct arguments *arguments,
                         struct reproduce_options *how, struct diags *diags)
{
    struct fixer *fixer = NULL;
    struct reproduce_result result = {0};
    const char *keep = arguments_value(arguments, "keep");
    regsim_status status = keep ? keep_check_folder(keep, diags) : regsim_ok();
    if (regsim_is_ok(status))
        status = open_fixer(&fixer, arguments, diags);
    how->fixer = fixer;
    if (regsim_is_ok(status)) {
        status = reproduce(&result, arguments->words, arguments->word_count, how, diags);
        if (regsim_is_ok(status)) {
            report_reproduction(stdout, &result, arguments_has(arguments, "full-output"));
            *cured = reproduce_is_cured(&result) && !result.lost;
        }
        if (regsim_is_ok(status) && keep)
            status = keep_it(arguments, keep, &result, how, diags);
        reproduce_free(&result);
    }
    fixer_close(fixer);
    return status;
}

static int show(const struct arguments *arguments)
{
    struct diags diags = {0};
    struct reproduce_options how = {0};
    if (!arguments_number(&how.codepage, arguments, "codepage", 1, CODEPAGE_MAX, 0) ||
        !arguments_number(&how.cpu_limit_ms, arguments, "cpu-limit", 1, 3600000, 0))
        return EXIT_CODE_INVALID;
    const char **missing = collect(arguments, "missing", &how.missing_count);
    const char **present = collect(arguments, "present", &how.present_count);
    how.salvage = arguments_has(arguments, "salvage");
    how.os_assumed = !arguments_has(arguments, "os");
    how.missing = missing;
    how.present = present;
    bool cured = false;
    regsim_status status = choose_os(&how.os, arguments, &diags);
    if (regsim_is_ok(status))
        status = run(&cured, arguments, &how, &diags);
    mem_free(missing);
    mem_free(present);
    int code = command_end(arguments, status, &diags);
    return code == EXIT_CODE_OK && !cured ? EXIT_CODE_FAILED : code;
}

const struct command command_reproduce = {
    .name = "reproduce",
    .synopsis = "EXPORT…",
    .summary = "show what a fixer does to a customer's registry",
    .details =
        "EXPORT is a .reg file or a hive; several are put together, later ones win, and what a\n"
        ".reg file deletes goes. A hive goes where its content says. Libraries that Performance\n"
        "keys name are taken to be there, but those of keys SMSPerfCountersFor….\n"
        "Without --os it is w2k; a warning says where CurrentVersion of the exports is another,\n"
        "and which --missing and --present name a library of no service.\n"
        "DIR of --keep must not be there, or be empty; what the fixer did that belongs to no file\n"
        "is at the end of the last .reg file (though not of one of Windows 3.1), or in\n"
        "elsewhere.reg.\n"
        "Exit code: 0 cured or nothing to cure, 1 not cured or --salvage lost something, 2 an\n"
        "export is invalid, 3 the host failed.\n",
    .options = options,
    .min_words = 1,
    .max_words = SIZE_MAX,
    .run = show,
};
