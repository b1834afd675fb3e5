#include "customer/keep.h"

#include "base/memory.h"
#include "formats/load.h"
#include "registry/access.h"
#include "scenario/load.h"
#include "scenario/play.h"
#include "scenario/where.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const own_names[] = {"scenario.yaml", "repaired.yaml", "elsewhere.reg"};
enum { SCENARIO, REPAIRED, ELSEWHERE, OWN_NAMES };

struct keep {
    const struct reproduce_result *result;
    const struct reproduce_options *options;
    char **originals; /* as absolute paths: DIR is moved into place at the end */
    size_t count;
    const char *wanted; /* DIR */
    char *folder;       /* DIR while it is made */
    struct store *left; /* the registry that the fixer left, without what monitors did */
    struct ledger rest; /* what the fixer did that no file holds by itself */
    size_t rest_in;     /* the file that takes it; `count`: elsewhere.reg */
    bool elsewhere;     /* … which is there */
    struct diags *diags;
};

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool ends_in_yaml(const char *name)
{
    size_t length = strlen(name);
    return length >= 5 && !strcmp(name + length - 5, ".yaml");
}

static regsim_status check_names(const struct keep *keep)
{
    for (size_t i = 0; i < keep->count; i++) {
        const char *name = name_of(keep->originals[i]);
        if (!strcmp(keep->originals[i], "-"))
            return diags_invalid(keep->diags, name,
                                 "--keep needs files: standard input has no name, and cannot be "
                                 "read again later");
        if (!strcmp(name, own_names[ELSEWHERE]) || ends_in_yaml(name))
            return diags_invalid(keep->diags, name, "--keep needs this name for itself");
        for (size_t j = 0; j < i; j++) {
            if (!strcmp(name, name_of(keep->originals[j])))
                return diags_invalid(keep->diags, name, "--keep: two files of this name, %s and %s",
                                     keep->originals[j], keep->originals[i]);
        }
    }
    return regsim_ok();
}

static regsim_status begin(struct output *out, const struct keep *keep, const char *name)
{
    char *path = mem_printf("%s/%s", keep->folder, name);
    regsim_status status = output_begin(out, path, keep->diags);
    mem_free(path);
    if (regsim_is_ok(status)) { /* messages name it as it is going to be called */
        mem_free(out->path);
        out->path = mem_printf("%s/%s", keep->wanted, name);
    }
    return status;
}

static regsim_status end(struct output *output, regsim_status status, const struct keep *keep)
{
    if (regsim_is_ok(status))
        return output_commit(output, keep->diags);
    output_abort(output);
    return status;
}

static regsim_status write_one(const struct keep *keep, size_t index)
{
    static const struct ledger nothing = {0};
    struct output output;
    const char *file = keep->originals[index];
    REGSIM_TRY(begin(&output, keep, name_of(file)));
    return end(&output,
               keep_repaired(&output, keep->result, file, keep->options->codepage,
                             keep->rest_in == index ? &keep->rest : &nothing, keep->diags),
               keep);
}

/* The kept files, as they can be opened now; elsewhere.reg is the last. The caller frees all. */
static const char **kept_files(const struct keep *keep, size_t *count)
{
    char **files = mem_calloc(keep->count + 1, sizeof *files);
    *count = keep->count + keep->elsewhere;
    for (size_t i = 0; i < *count; i++)
        files[i] = mem_printf("%s/%s", keep->folder,
                              i < keep->count ? name_of(keep->originals[i]) : own_names[ELSEWHERE]);
    return (const char **)(void *)files;
}

static void kept_files_free(const char **files, size_t count)
{
    for (size_t i = 0; i < count; i++)
        mem_free((void *)(uintptr_t)files[i]);
    mem_free(files);
}

/* A descriptor that stands at the key itself, where one of the same bytes came from above, is no
 * difference: a hive has one at each key. */
static bool same_security(const struct store *a, const struct store *b, struct ustr path)
{
    key_id key = store_find(a, store_root(a), path), twin = store_find(b, store_root(b), path);
    const struct blob *one = access_security(a, key), *other = access_security(b, twin);
    return blob_size(one) == blob_size(other) &&
           !memcmp(blob_bytes(one), blob_bytes(other), blob_size(one));
}

static void add_differences(struct ledger *out, const struct store *kept, const struct store *left)
{
    ledger_add(out, kept, left, false);
    for (size_t i = 0; i < out->count; i++) {
        struct ledger_entry *entry = &out->entries[i];
        if (entry->what & DIFF_SECURITY && same_security(kept, left, entry->path))
            entry->what &= ~(uint32_t)DIFF_SECURITY;
    }
}

/* What is different between the kept files, mounted, and the registry that the fixer left. */
static regsim_status compare(struct ledger *out, const struct keep *keep)
{
    const struct reproduce_result *result = keep->result;
    struct machine *machine =
        machine_new(result->machine->name, result->machine->os, result->machine->platform);
    size_t count, lost;
    const char **files = kept_files(keep, &count);
    struct diags diags = {0};
    regsim_status status = reproduce_mount(machine, &lost, files, count, keep->options, &diags);
    if (regsim_is_ok(status))
        add_differences(out, machine->registry.store, keep->left);
    else if (diags.count)
        status = diags_invalid(keep->diags, NULL, "--keep: what was written cannot be read: %s",
                               diags.items[0].text);
    diags_free(&diags);
    kept_files_free(files, count);
    machine_free(machine);
    return status;
}

/* Whether files can hold it at all: an export and a hive know nothing that a boot forgets. */
static bool is_volatile(const struct keep *keep, const struct ledger_entry *entry)
{
    key_id key = store_find(keep->left, store_root(keep->left), entry->path);
    return key && (store_flags(keep->left, key) & KEY_VOLATILE);
}

static regsim_status check_left(const struct keep *keep, const struct ledger *left)
{
    for (size_t i = 0; i < left->count; i++) {
        const struct ledger_entry *entry = &left->entries[i];
        bool attribute = !entry->is_value && entry->was && entry->is;
        if (attribute && !entry->what)
            continue;
        char *path = where_text(&keep->result->before, entry->path);
        regsim_status status = regsim_ok();
        if (is_volatile(keep, entry))
            diags_add(keep->diags, DIAG_WARNING, NULL, 0, 0,
                      "--keep: no file holds what a boot forgets: %s", path);
        else if (attribute)
            diags_add(
                keep->diags, DIAG_WARNING, NULL, 0, 0,
                "--keep: .reg text cannot hold the class name, descriptor or flags that %s has "
                "now",
                path);
        else
            status = diags_invalid(keep->diags, NULL,
                                   "--keep: these files cannot hold %s as it is now", path);
        mem_free(path);
        REGSIM_TRY(status);
    }
    return regsim_ok();
}

/* What no file holds by itself goes to the last .reg file, though not to one of Windows 3.1, which
 * would not hold it; or to a file of its own. */
static regsim_status write_rest(struct keep *keep)
{
    for (size_t i = 0; i < keep->count; i++) {
        bool holds;
        REGSIM_TRY(file_holds_operations(&holds, keep->originals[i], keep->diags));
        if (holds)
            keep->rest_in = i;
    }
    if (keep->rest_in < keep->count)
        return write_one(keep, keep->rest_in);
    struct output output;
    keep->elsewhere = true;
    REGSIM_TRY(begin(&output, keep, own_names[ELSEWHERE]));
    return end(&output, keep_rest(&output, keep->result, &keep->rest, keep->diags), keep);
}

static bool for_text(const struct keep *keep)
{
    for (size_t i = 0; i < keep->rest.count; i++) {
        const struct ledger_entry *entry = &keep->rest.entries[i];
        if ((entry->is_value || entry->was != entry->is) && !is_volatile(keep, entry))
            return true;
    }
    return false;
}

static regsim_status write_repaired(struct keep *keep)
{
    struct ledger left = {0};
    keep->rest_in = keep->count;
    for (size_t i = 0; i < keep->count; i++)
        REGSIM_TRY(write_one(keep, i));
    REGSIM_TRY(compare(&keep->rest, keep));
    if (!for_text(keep))
        return check_left(keep, &keep->rest);
    REGSIM_TRY(write_rest(keep));
    regsim_status status = compare(&left, keep);
    if (regsim_is_ok(status))
        status = check_left(keep, &left);
    ledger_free(&left);
    return status;
}

/* A scenario that does not pass would be worse than none. */
static regsim_status check_scenario(const struct keep *keep, const char *name)
{
    char *path = mem_printf("%s/%s", keep->folder, name);
    struct scenario_list list = {0};
    struct scenario_load_options load = {0};
    struct play_options play = {.fixer = keep->options->fixer,
                                .cpu_limit_ms = keep->options->cpu_limit_ms};
    struct diags diags = {0}; /* what is odd in the files was said when they were mounted */
    regsim_status status = scenario_load(&list, path, &load, &diags);
    if (!regsim_is_ok(status))
        status = diags_invalid(keep->diags, NULL, "--keep: %s cannot be loaded: %s", name,
                               diags.count ? diags.items[0].text : "");
    for (size_t i = 0; i < list.count && regsim_is_ok(status); i++) {
        struct outcome outcome = {0};
        play_scenario(&outcome, list.items[i], &play);
        if (outcome.verdict != VERDICT_PASSED)
            status = diags_invalid(keep->diags, NULL, "--keep: %s does not pass: %s", name,
                                   outcome.count    ? outcome.findings[0].title
                                   : outcome.reason ? outcome.reason
                                                    : "it was not played");
        outcome_free(&outcome);
    }
    diags_free(&diags);
    scenario_list_free(&list);
    mem_free(path);
    return status;
}

static regsim_status write_scenario(const struct keep *keep, const char *name, const char *title,
                                    const struct reproduce_result *result, const char *const *files,
                                    size_t count)
{
    struct output output;
    REGSIM_TRY(begin(&output, keep, name));
    keep_scenario_text(&output.buf, title, result, files, count, keep->options);
    REGSIM_TRY(end(&output, regsim_ok(), keep));
    return check_scenario(keep, name);
}

/* The kept files are reproduced in their turn, so that the scenario says what happens there. */
static regsim_status write_repaired_scenario(const struct keep *keep)
{
    struct reproduce_result again = {0};
    size_t count;
    const char **files = kept_files(keep, &count);
    const char **names = mem_calloc(count + 1, sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = mem_printf("./%s", name_of(files[i]));
    regsim_status status = reproduce(&again, files, count, keep->options, NULL);
    if (regsim_is_ok(status))
        status =
            write_scenario(keep, own_names[REPAIRED],
                           "What a monitor logs where the fixer has been, and what it does there "
                           "again",
                           &again, names, count);
    else
        diags_invalid(keep->diags, NULL, "--keep: what was written cannot be reproduced");
    reproduce_free(&again);
    kept_files_free(names, count);
    kept_files_free(files, count);
    return status;
}

static regsim_status fill(struct keep *keep, const char *folder)
{
    REGSIM_TRY(check_names(keep));
    REGSIM_TRY(write_repaired(keep));
    REGSIM_TRY(write_scenario(keep, own_names[SCENARIO],
                              "What a monitor logs on this customer's machine, and what the fixer "
                              "does there",
                              keep->result, (const char *const *)keep->originals, keep->count));
    REGSIM_TRY(write_repaired_scenario(keep));
    if (rename(keep->folder, folder)) /* over an empty folder, but over nothing else */
        return diags_host(keep->diags, folder, errno, "cannot make this folder");
    return regsim_ok();
}

static void clear_away(const struct keep *keep)
{
    for (size_t i = 0; i < keep->count + OWN_NAMES; i++) {
        char *path =
            mem_printf("%s/%s", keep->folder,
                       i < keep->count ? name_of(keep->originals[i]) : own_names[i - keep->count]);
        unlink(path);
        mem_free(path);
    }
    rmdir(keep->folder);
}

/* DIR without the slashes at its end. */
static char *trimmed(const char *folder)
{
    size_t length = strlen(folder);
    while (length > 1 && folder[length - 1] == '/')
        length--;
    return mem_printf("%.*s", (int)length, folder);
}

static regsim_status check_there(const char *path, struct diags *diags)
{
    struct stat info;
    size_t entries = 0;
    if (lstat(path, &info))
        return errno == ENOENT ? regsim_ok()
                               : diags_host(diags, path, errno, "cannot make this folder");
    if (!S_ISDIR(info.st_mode))
        return diags_invalid(diags, path, "it is there already, and is no folder");
    DIR *folder = opendir(path);
    if (!folder)
        return diags_host(diags, path, errno, "cannot look into this folder");
    while (entries < 3 && readdir(folder))
        entries++;
    closedir(folder);
    if (entries > 2) /* . and .. */
        return diags_invalid(diags, path,
                             "it is there already and not empty, and nothing is overwritten");
    return regsim_ok();
}

regsim_status keep_check_folder(const char *folder, struct diags *diags)
{
    char *path = trimmed(folder);
    regsim_status status = check_there(path, diags);
    char *slash = strrchr(path, '/');
    if (slash)
        slash[slash == path] = 0;
    if (regsim_is_ok(status) && access(slash ? path : ".", W_OK | X_OK))
        status = diags_host(diags, folder, errno, "cannot make this folder");
    mem_free(path);
    return status;
}

static regsim_status make_folder(struct keep *keep, const char *folder)
{
    REGSIM_TRY(keep_check_folder(folder, keep->diags));
    char *path = trimmed(folder);
    keep->folder = mem_printf("%s.XXXXXX", path);
    mem_free(path);
    if (!mkdtemp(keep->folder)) {
        regsim_status status = diags_host(keep->diags, folder, errno, "cannot make this folder");
        mem_free(keep->folder);
        keep->folder = NULL;
        return status;
    }
    mode_t mask = umask(0);
    umask(mask);
    if (chmod(keep->folder, 0777 & ~mask))
        return diags_host(keep->diags, folder, errno, "cannot make this folder");
    return regsim_ok();
}

regsim_status keep_reproduction(const char *folder, const struct reproduce_result *result,
                                const char *const *files, size_t count,
                                const struct reproduce_options *options, struct diags *diags)
{
    struct keep keep = {.result = result, .options = options, .count = count, .diags = diags};
    keep.originals = mem_calloc(count, sizeof *keep.originals);
    for (size_t i = 0; i < count; i++) {
        /* it was read: it is there */
        char *path = strcmp(files[i], "-") != 0 ? realpath(files[i], NULL) : NULL;
        keep.originals[i] = mem_strdup(path ? path : files[i]);
        free(path);
    }
    keep.wanted = folder;
    keep.left = store_clone(result->mounted);
    ledger_apply(keep.left, &result->changes, (struct ustr){0}, CLOCK_START);
    regsim_status status = make_folder(&keep, folder);
    if (regsim_is_ok(status))
        status = fill(&keep, folder);
    if (!regsim_is_ok(status) && keep.folder)
        clear_away(&keep);
    for (size_t i = 0; i < count; i++)
        mem_free(keep.originals[i]);
    mem_free(keep.originals);
    ledger_free(&keep.rest);
    store_free(keep.left);
    mem_free(keep.folder);
    return status;
}
