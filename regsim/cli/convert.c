/*
 * regsim convert IN… OUT: one registry format to another. A single .reg file that deletes is kept
 * as what it is, a patch; several inputs are applied in order, and their result is written.
 */
#include "cli/command.h"

#include "formats/load.h"
#include "formats/regfile_write.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum target { TO_REG5, TO_REG4, TO_UNKNOWN };

static enum target target_of(const struct arguments *arguments, const char *path)
{
    const char *to = arguments_value(arguments, "to");
    const char *dot = strrchr(path, '.');
    if (!to)
        return dot && !strcasecmp(dot, ".reg") ? TO_REG5 : TO_UNKNOWN;
    if (!strcmp(to, "reg") || !strcmp(to, "reg5"))
        return TO_REG5;
    return !strcmp(to, "reg4") ? TO_REG4 : TO_UNKNOWN;
}

static regsim_status write_patch(const struct patch *patch, const char *path,
                                 const struct regfile_write_options *options, struct diags *diags)
{
    struct output output;
    REGSIM_TRY(output_begin(&output, path, diags));
    regsim_status status = regfile_write_patch(&output, patch, options, diags);
    if (regsim_is_ok(status))
        return output_commit(&output, diags);
    output_abort(&output);
    return status;
}

static regsim_status write_store(const struct store *store, const char *path,
                                 const struct regfile_write_options *options, struct diags *diags)
{
    struct output output;
    REGSIM_TRY(output_begin(&output, path, diags));
    regsim_status status =
        regfile_write_store(&output, store, store_root(store), (struct ustr){0}, options, diags);
    if (regsim_is_ok(status))
        return output_commit(&output, diags);
    output_abort(&output);
    return status;
}

static regsim_status convert_patch(const char *in, const char *out, const struct load_options *load,
                                   const struct regfile_write_options *write, struct diags *diags)
{
    struct patch patch = {0};
    struct load_result result;
    regsim_status status = load_patch(&result, &patch, in, load, diags);
    if (regsim_is_ok(status))
        status = write_patch(&patch, out, write, diags);
    patch_free(&patch);
    return status;
}

/* *patch: the single input is a .reg file that deletes. */
static regsim_status convert_store(const struct arguments *arguments, bool *patch,
                                   struct load_options *load, struct regfile_write_options *write,
                                   struct diags *diags)
{
    size_t inputs = arguments->word_count - 1;
    struct store *store = store_new();
    struct load_result result = {0};
    regsim_status status = regsim_ok();
    load->track_named = inputs == 1;
    for (size_t i = 0; i < inputs && regsim_is_ok(status); i++) {
        load_result_free(&result);
        status = load_file(&result, store, arguments->words[i], load, diags);
    }
    *patch = regsim_is_ok(status) && inputs == 1 && result.deletions;
    if (regsim_is_ok(status) && !*patch) {
        write->named = result.named;
        write->named_count = result.named_count;
        status = write_store(store, arguments->words[inputs], write, diags);
    }
    load_result_free(&result);
    store_free(store);
    return status;
}

static int run(const struct arguments *arguments)
{
    const char *out = arguments->words[arguments->word_count - 1];
    struct load_options load = {.layout = REGFILE_AS_WRITTEN};
    enum target target = target_of(arguments, out);
    if (!arguments_number(&load.codepage, arguments, "codepage", 1, 65535, 0))
        return EXIT_CODE_INVALID;
    if (target == TO_UNKNOWN) {
        const char *to = arguments_value(arguments, "to");
        fprintf(stderr, "regsim: error: %s%s\n  hint: --to reg or --to reg4\n",
                to ? "unknown format " : "the name does not tell the format of ", to ? to : out);
        return EXIT_CODE_INVALID;
    }
    struct regfile_write_options write = {
        .version = target == TO_REG4 ? REGFILE_4 : REGFILE_5,
        .codepage = load.codepage,
        .lossy = arguments_has(arguments, "lossy"),
        .as_regedit = arguments_has(arguments, "as-regedit"),
    };
    struct diags diags = {0};
    bool patch = false;
    regsim_status status = convert_store(arguments, &patch, &load, &write, &diags);
    if (patch) {
        diags_free(&diags); /* the file is read again, and says the same again */
        write.named = NULL;
        status = convert_patch(arguments->words[0], out, &load, &write, &diags);
    }
    return command_end(arguments, status, &diags);
}

static const struct option options[] = {
    {"to", "FORMAT", "reg (5.00), reg4 (REGEDIT4); default: by the name of OUT", 0},
    {"codepage", "N", "code page of 8-bit .reg text, read and written (default 1252)", 0},
    {"lossy", NULL, "leave out what OUT cannot hold, with a warning for each", 0},
    {"as-regedit", NULL, "write each REG_SZ in quotes, cut at its first NUL, as regedit does", 0},
    {0},
};

const struct command command_convert = {
    .name = "convert",
    .synopsis = "IN… OUT",
    .summary = "convert between registry formats, losing nothing",
    .details = "What OUT cannot hold is refused, unless --lossy is given. A single .reg file that\n"
               "deletes keys or values stays such a file; several files are applied in order, and\n"
               "the result is written. OUT appears whole or not at all.\n",
    .options = options,
    .min_words = 2,
    .max_words = SIZE_MAX,
    .run = run,
};
