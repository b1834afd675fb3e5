#include "formats/load.h"

#include "base/memory.h"
#include "formats/hive.h"
#include "formats/hive_base.h"
#include "formats/winehive.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { LOG_COUNT = 3 };

const char *file_format_name(enum file_format format)
{
    static const char *const names[] = {"reg", "regf", "wine"};
    return names[format];
}

static bool starts_with(const struct input *input, const char *magic)
{
    size_t size = strlen(magic);
    return input->size >= size && !memcmp(input->bytes, magic, size);
}

static regsim_status no_registry(const struct input *input, struct diags *diags)
{
    const char *dot = strrchr(input->name, '.');
    struct diag *diag = diags_add(diags, DIAG_ERROR, input->name, 0, 0,
                                  "not a registry file: neither .reg text nor a hive");
    if (dot && (!strcasecmp(dot, ".yaml") || !strcasecmp(dot, ".yml")))
        diag_hint(diag, "a scenario's registry is written by regsim convert SCENARIO OUT, and "
                        "compared by regsim diff");
    return regsim_failed(REGSIM_INVALID);
}

/* What the file is; where that is nothing we read, an error that says what it seems to be. */
regsim_status input_format(enum file_format *out, const struct input *input, struct diags *diags)
{
    if (starts_with(input, "regf"))
        *out = FORMAT_REGF;
    else if (starts_with(input, "WINE REGISTRY Version "))
        *out = FORMAT_WINE;
    else if (regfile_sniff(input->bytes, input->size))
        *out = FORMAT_REG;
    else if (hive_bins_follow(input->bytes, input->size)) /* its base block is damaged */
        *out = FORMAT_REGF;
    else if (starts_with(input, "CREG"))
        return diags_invalid(
            diags, input->name,
            "a registry file of Windows 95, 98 or Me (CREG), which is not supported: "
            "export it with regedit /e");
    else if (!input->size)
        return diags_invalid(diags, input->name, "an empty file");
    else
        return no_registry(input, diags);
    return regsim_ok();
}

regsim_status file_format_of(enum file_format *out, const char *path, struct diags *diags)
{
    struct input input;
    regsim_status status = input_open(&input, path, diags);
    if (regsim_is_ok(status))
        status = input_format(out, &input, diags);
    input_close(&input);
    return status;
}

regsim_status file_holds_operations(bool *out, const char *path, struct diags *diags)
{
    struct input input;
    enum file_format format = FORMAT_REGF;
    struct regfile_facts facts = {.version = REGFILE_31};
    regsim_status status = input_open(&input, path, diags);
    if (regsim_is_ok(status))
        status = input_format(&format, &input, diags);
    struct regfile_source source = {.name = path, .bytes = input.bytes, .size = input.size};
    if (regsim_is_ok(status) && format == FORMAT_REG)
        status = regfile_header(&facts, &source, NULL);
    *out = facts.version != REGFILE_31;
    input_close(&input);
    return status;
}

/* FILE.LOG, FILE.LOG1 and FILE.LOG2 beside FILE, in any case. */
static void find_logs(struct input logs[LOG_COUNT], char *paths[LOG_COUNT], const char *path)
{
    static const char *const endings[LOG_COUNT] = {".log", ".log1", ".log2"};
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    char *folder = slash ? mem_printf("%.*s", (int)(slash + 1 - path), path) : mem_strdup("./");
    DIR *entries = opendir(folder);
    for (struct dirent *entry; entries && (entry = readdir(entries));) {
        size_t length = strlen(name);
        if (strncasecmp(entry->d_name, name, length))
            continue;
        for (size_t i = 0; i < LOG_COUNT; i++) {
            if (strcasecmp(entry->d_name + length, endings[i]) || logs[i].bytes)
                continue;
            mem_free(paths[i]);
            paths[i] = mem_printf("%s%s", slash ? folder : "", entry->d_name);
            if (!regsim_is_ok(input_open(&logs[i], paths[i], NULL)))
                logs[i] = (struct input){0};
        }
    }
    if (entries)
        closedir(entries);
    mem_free(folder);
}

static regsim_status load_hive(struct load_result *out, struct store *store,
                               const struct input *input, const struct load_options *options,
                               struct diags *diags)
{
    struct input logs[LOG_COUNT] = {0};
    char *paths[LOG_COUNT] = {0};
    struct hive_source source = {.name = input->name,
                                 .bytes = input->bytes,
                                 .size = input->size,
                                 .salvage = options->salvage};
    struct hive_facts facts;
    input_expect(input, 0, input->size);
    if (strcmp(input->name, "-") != 0)
        find_logs(logs, paths, input->name);
    for (size_t i = 0; i < LOG_COUNT; i++)
        source.logs[i] = (struct hive_log){paths[i], logs[i].bytes, logs[i].size};
    regsim_status status = hive_read(&facts, store, store_root(store), &source, diags);
    snprintf(out->version, sizeof out->version, "%u.%u", facts.major, facts.minor);
    out->dirty = facts.dirty;
    out->recovered = facts.recovered;
    out->rebuilt = facts.rebuilt;
    out->lost = facts.lost;
    out->root_name = facts.root_name;
    for (size_t i = 0; i < LOG_COUNT; i++) {
        input_close(&logs[i]);
        mem_free(paths[i]);
    }
    return status;
}

static regsim_status load_winehive(struct load_result *out, struct store *store,
                                   const struct input *input, struct diags *diags)
{
    struct winehive_source source = {input->name, input->bytes, input->size};
    struct winehive_facts facts;
    regsim_status status = winehive_read(&facts, store, store_root(store), &source, diags);
    strcpy(out->version, "2");
    memcpy(out->arch, facts.arch, sizeof out->arch);
    out->place = facts.place;
    return status;
}

static regsim_status read_text(struct load_result *out, const struct input *input,
                               const struct regfile_sink *sink, const struct load_options *options,
                               struct diags *diags)
{
    static const char *const versions[] = {"3.1", "4", "5.00"};
    struct regfile_facts facts;
    struct regfile_source source = {input->name, input->bytes, input->size, options->codepage,
                                    input};
    REGSIM_TRY(regfile_read(&facts, &source, sink, diags));
    snprintf(out->version, sizeof out->version, "%s", versions[facts.version]);
    snprintf(out->encoding, sizeof out->encoding, "%s", facts.encoding);
    out->codepage = facts.codepage;
    out->mark = facts.mark;
    return regsim_ok();
}

static regsim_status load_text(struct load_result *out, struct store *store,
                               const struct input *input, const struct load_options *options,
                               struct diags *diags)
{
    struct regfile_apply apply;
    regfile_apply_init(&apply, store, options->layout, options->now);
    apply.track_named = options->track_named;
    struct regfile_sink sink = regfile_apply_sink(&apply);
    store_fill_begin(store);
    regsim_status status = read_text(out, input, &sink, options, diags);
    store_fill_end(store);
    out->deletions = apply.deletions;
    out->named = apply.named;
    out->named_count = apply.named_capacity;
    apply.named = NULL;
    regfile_apply_done(&apply);
    return status;
}

/* The file as it is open already, or opened; close_own closes it where it was opened. */
static regsim_status open_own(struct input *out, const char *path,
                              const struct load_options *options, struct diags *diags)
{
    if (!options->input)
        return input_open(out, path, diags);
    *out = *options->input;
    return regsim_ok();
}

static void close_own(struct input *input, const struct load_options *options)
{
    if (!options->input)
        input_close(input);
}

regsim_status load_file(struct load_result *out, struct store *store, const char *path,
                        const struct load_options *options, struct diags *diags)
{
    *out = (struct load_result){0};
    struct input input;
    regsim_status status = open_own(&input, path, options, diags);
    if (regsim_is_ok(status))
        status = input_format(&out->format, &input, diags);
    out->bytes = input.size;
    if (regsim_is_ok(status))
        status = out->format == FORMAT_REG    ? load_text(out, store, &input, options, diags)
                 : out->format == FORMAT_REGF ? load_hive(out, store, &input, options, diags)
                                              : load_winehive(out, store, &input, diags);
    close_own(&input, options);
    return status;
}

void load_result_free(struct load_result *result)
{
    mem_free(result->named);
    ustr_free(result->root_name);
    ustr_free(result->place);
    result->named = NULL;
    result->root_name = result->place = (struct ustr){0};
}

regsim_status load_operations(struct load_result *out, const struct regfile_sink *sink,
                              const char *path, const struct load_options *options,
                              struct diags *diags)
{
    *out = (struct load_result){0};
    struct input input;
    regsim_status status = open_own(&input, path, options, diags);
    if (regsim_is_ok(status))
        status = input_format(&out->format, &input, diags);
    out->bytes = input.size;
    if (regsim_is_ok(status) && out->format != FORMAT_REG)
        status = diags_invalid(diags, path, "not a .reg file");
    if (regsim_is_ok(status))
        status = read_text(out, &input, sink, options, diags);
    close_own(&input, options);
    return status;
}

regsim_status load_patch(struct load_result *out, struct patch *patch, const char *path,
                         const struct load_options *options, struct diags *diags)
{
    size_t before = patch->deletions;
    struct regfile_sink sink = patch_sink(patch);
    regsim_status status = load_operations(out, &sink, path, options, diags);
    out->deletions = patch->deletions - before;
    return status;
}
