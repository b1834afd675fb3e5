/*
 * regsim convert IN… OUT: one registry format to another. A single .reg file that deletes is kept
 * as what it is, a patch; several inputs are applied in order, and their result is written.
 */
#include "cli/command.h"

#include "cli/document.h"
#include "formats/hive_write.h"
#include "formats/regfile_write.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

struct target {
    const char *name;
    bool hive;
    enum regfile_version version; /* of .reg text */
    uint32_t minor;               /* of a hive */
};

static const struct target targets[] = {
    {"reg", false, REGFILE_5, 0},
    {"reg4", false, REGFILE_4, 0},
    {"regf", true, REGFILE_5, 5},
    {"regf-1.3", true, REGFILE_5, 3},
    {0},
};

struct job {
    const struct arguments *arguments;
    const struct target *target;
    const char *out;
    bool lossy;
    struct load_options load;
    size_t lost; /* of a hive that was salvaged */
    struct diags *diags;
};

/* By --to, or by the name of OUT. */
static const struct target *target_of(const struct arguments *arguments, const char *path)
{
    const char *dot = strrchr(path, '.');
    const char *to = arguments_value(arguments, "to");
    if (!to && dot && !strcasecmp(dot, ".reg"))
        to = "reg";
    if (!to && dot && (!strcasecmp(dot, ".hive") || !strcasecmp(dot, ".hiv")))
        to = "regf";
    for (const struct target *target = targets; to && target->name; target++) {
        if (!strcmp(to, target->name))
            return target;
    }
    return NULL;
}

static struct regfile_write_options text_options(const struct job *job)
{
    return (struct regfile_write_options){
        .version = job->target->version,
        .codepage = job->load.codepage,
        .lossy = job->lossy,
        .as_regedit = arguments_has(job->arguments, "as-regedit"),
    };
}

/* Commits what was written, or gives it up; OUT appears whole or not at all. */
static regsim_status end_output(struct output *output, regsim_status status, struct diags *diags)
{
    if (regsim_is_ok(status))
        return output_commit(output, diags);
    output_abort(output);
    return status;
}

static regsim_status write_patch(const struct job *job)
{
    struct patch patch = {0};
    struct load_result result;
    struct output output;
    struct regfile_write_options options = text_options(job);
    regsim_status status =
        load_patch(&result, &patch, job->arguments->words[0], &job->load, job->diags);
    if (regsim_is_ok(status))
        status = output_begin(&output, job->out, job->diags);
    if (regsim_is_ok(status))
        status = end_output(&output, regfile_write_patch(&output, &patch, &options, job->diags),
                            job->diags);
    patch_free(&patch);
    return status;
}

static regsim_status write_text(const struct job *job, struct document *document)
{
    struct regfile_write_options options = text_options(job);
    struct output output;
    if (document->rooted_in_hive) {
        if (!document->key.count)
            return diags_invalid(job->diags, job->arguments->words[0],
                                 "--key must say which key this hive is the root of, as "
                                 "HKLM\\SYSTEM");
    } else {
        options.named = document->result.named;
        options.named_count = document->result.named_count;
    }
    REGSIM_TRY(output_begin(&output, job->out, job->diags));
    struct ustr prefix = document->rooted_in_hive ? ubuf_view(&document->key) : (struct ustr){0};
    return end_output(&output,
                      regfile_write_store(&output, document->store, store_root(document->store),
                                          prefix, &options, job->diags),
                      job->diags);
}

static size_t tree_size(const struct store *store, key_id key)
{
    size_t size = 1;
    for (size_t i = 0; i < store_child_count(store, key); i++)
        size += tree_size(store, store_child_at(store, key, i));
    return size;
}

/* The key that becomes the hive's root. What stands beside it is lost. */
static regsim_status find_top(key_id *top, const struct job *job, const struct document *document)
{
    const struct store *store = document->store;
    *top = store_root(store);
    if (document->rooted_in_hive)
        return regsim_ok();
    const char *said = arguments_value(job->arguments, "key");
    if (!said)
        return diags_invalid(job->diags, job->out,
                             "--key must say which key becomes the root of this hive");
    *top = store_find(store, *top, ubuf_view(&document->key));
    if (!*top)
        return diags_invalid(job->diags, job->arguments->words[0], "no key %s", said);
    size_t kept = tree_size(store, *top), values = 0;
    for (key_id at = store_parent(store, *top); at; at = store_parent(store, at)) {
        kept++;
        values += store_value_count(store, at);
    }
    size_t beside = store_key_count(store) - kept;
    if (!beside && !values)
        return regsim_ok();
    diags_add(job->diags, job->lossy ? DIAG_WARNING : DIAG_ERROR, job->out, 0, 0,
              "%zu keys and %zu values beside %s", beside, values, said);
    return job->lossy ? regsim_ok() : regsim_failed(REGSIM_INVALID);
}

static regsim_status write_hive(const struct job *job, const struct document *document)
{
    struct hive_write_options options = {
        .minor = job->target->minor,
        .lossy = job->lossy,
        .root_name = document->rooted_in_hive ? document->result.root_name : (struct ustr){0},
    };
    struct output output;
    key_id top;
    if (document->deletions && job->arguments->word_count == 2) {
        diags_add(job->diags, job->lossy ? DIAG_WARNING : DIAG_ERROR, job->arguments->words[0], 0,
                  0, "%zu deletions, which a hive cannot hold", document->deletions);
        if (!job->lossy)
            return regsim_failed(REGSIM_INVALID);
    }
    REGSIM_TRY(find_top(&top, job, document));
    REGSIM_TRY(output_begin(&output, job->out, job->diags));
    return end_output(&output, hive_write(&output, document->store, top, &options, job->diags),
                      job->diags);
}

static regsim_status convert(struct job *job)
{
    const struct arguments *arguments = job->arguments;
    struct document document;
    size_t inputs = arguments->word_count - 1;
    regsim_status status = document_open(&document, arguments->words, inputs,
                                         arguments_value(arguments, "key"), &job->load, job->diags);
    job->lost = document.lost;
    bool patch = inputs == 1 && document.deletions && !job->target->hive;
    if (regsim_is_ok(status) && !patch)
        status = job->target->hive ? write_hive(job, &document) : write_text(job, &document);
    document_close(&document);
    if (regsim_is_ok(status) && patch) {
        diags_free(job->diags); /* the file is read again, and says the same again */
        status = write_patch(job);
    }
    return status;
}

static int run(const struct arguments *arguments)
{
    struct diags diags = {0};
    struct job job = {
        .arguments = arguments,
        .out = arguments->words[arguments->word_count - 1],
        .lossy = arguments_has(arguments, "lossy"),
        .load.salvage = arguments_has(arguments, "salvage"),
        .diags = &diags,
    };
    if (!arguments_number(&job.load.codepage, arguments, "codepage", 1, 65535, 0))
        return EXIT_CODE_INVALID;
    job.target = target_of(arguments, job.out);
    if (!job.target) {
        const char *to = arguments_value(arguments, "to");
        fprintf(stderr, "regsim: error: %s%s\n  hint: --to reg, reg4, regf or regf-1.3\n",
                to ? "unknown format " : "the name does not tell the format of ",
                to ? to : job.out);
        return EXIT_CODE_INVALID;
    }
    int code = command_end(arguments, convert(&job), &diags);
    return exit_code_with_lost(code, job.lost);
}

static const struct option options[] = {
    {"to", "FORMAT", "reg (5.00), reg4 (REGEDIT4), regf (hive 1.5), regf-1.3; default: by OUT", 0},
    {"key", "KEY", "the key that a hive's root is, as HKLM\\SYSTEM", 0},
    {"codepage", "N", "code page of 8-bit .reg text, read and written (default 1252)", 0},
    {"lossy", NULL, "leave out what OUT cannot hold, with a warning for each", 0},
    {"as-regedit", NULL, "write each REG_SZ in quotes, cut at its first NUL, as regedit does", 0},
    OPTION_SALVAGE,
    {0},
};

const struct command command_convert = {
    .name = "convert",
    .synopsis = "IN… OUT",
    .summary = "convert between registry formats, losing nothing",
    .details =
        "What OUT cannot hold is refused, unless --lossy is given. A single .reg file that\n"
        "deletes keys or values stays such a file; several files are applied in order, and\n"
        "the result is written. Last-write times go where the format has them. OUT appears\n"
        "whole or not at all. Of a damaged hive --salvage writes what can be reached, tells\n"
        "each thing that is lost, and ends with exit code 1 where anything is.\n",
    .options = options,
    .min_words = 2,
    .max_words = SIZE_MAX,
    .run = run,
};
