#include "formats/load.h"

#include "base/memory.h"
#include "formats/input.h"

#include <stdio.h>
#include <string.h>

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

/* What the file is; where that is nothing we read, an error that says what it seems to be. */
static regsim_status sniff(enum file_format *out, const struct input *input, struct diags *diags)
{
    if (starts_with(input, "regf"))
        *out = FORMAT_REGF;
    else if (starts_with(input, "WINE REGISTRY Version "))
        *out = FORMAT_WINE;
    else if (regfile_sniff(input->bytes, input->size))
        *out = FORMAT_REG;
    else if (starts_with(input, "CREG"))
        return diags_invalid(
            diags, input->name,
            "a registry file of Windows 95, 98 or Me (CREG), which is not supported: "
            "export it with regedit /e");
    else if (!input->size)
        return diags_invalid(diags, input->name, "an empty file");
    else
        return diags_invalid(diags, input->name,
                             "not a registry file: neither .reg text nor a hive");
    return regsim_ok();
}

static regsim_status unsupported(const struct input *input, enum file_format format,
                                 struct diags *diags)
{
    diags_add(diags, DIAG_ERROR, input->name, 0, 0, "%s, which is not supported yet",
              format == FORMAT_REGF ? "a registry hive (REGF)" : "a text hive of Wine");
    return regsim_failed(REGSIM_UNSUPPORTED);
}

static regsim_status read_text(struct load_result *out, const struct input *input,
                               const struct regfile_sink *sink, const struct load_options *options,
                               struct diags *diags)
{
    static const char *const versions[] = {"3.1", "4", "5.00"};
    struct regfile_facts facts;
    struct regfile_source source = {input->name, input->bytes, input->size, options->codepage};
    REGSIM_TRY(regfile_read(&facts, &source, sink, diags));
    snprintf(out->version, sizeof out->version, "%s", versions[facts.version]);
    snprintf(out->encoding, sizeof out->encoding, "%s", facts.encoding);
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
    regsim_status status = read_text(out, input, &sink, options, diags);
    out->deletions = apply.deletions;
    out->named = apply.named;
    out->named_count = apply.named_capacity;
    apply.named = NULL;
    regfile_apply_done(&apply);
    return status;
}

regsim_status load_file(struct load_result *out, struct store *store, const char *path,
                        const struct load_options *options, struct diags *diags)
{
    *out = (struct load_result){0};
    struct input input;
    regsim_status status = input_open(&input, path, diags);
    if (regsim_is_ok(status))
        status = sniff(&out->format, &input, diags);
    out->bytes = input.size;
    if (regsim_is_ok(status))
        status = out->format == FORMAT_REG ? load_text(out, store, &input, options, diags)
                                           : unsupported(&input, out->format, diags);
    input_close(&input);
    return status;
}

void load_result_free(struct load_result *result)
{
    mem_free(result->named);
    result->named = NULL;
}

regsim_status load_patch(struct load_result *out, struct patch *patch, const char *path,
                         const struct load_options *options, struct diags *diags)
{
    *out = (struct load_result){0};
    struct input input;
    regsim_status status = input_open(&input, path, diags);
    if (regsim_is_ok(status))
        status = sniff(&out->format, &input, diags);
    out->bytes = input.size;
    if (regsim_is_ok(status) && out->format != FORMAT_REG)
        status = diags_invalid(diags, path, "not a .reg file");
    if (regsim_is_ok(status)) {
        size_t before = patch->deletions;
        struct regfile_sink sink = patch_sink(patch);
        status = read_text(out, &input, &sink, options, diags);
        out->deletions = patch->deletions - before;
    }
    input_close(&input);
    return status;
}
