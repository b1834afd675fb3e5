/*
 * regsim convert IN… OUT: one registry format to another. A single .reg file that deletes is kept
 * as what it is, a patch; several inputs are applied in order, and their result is written. From
 * .reg text to .reg text nothing but the value at hand is in memory, where the order of the file
 * allows that (formats/regfile_stream.h).
 */
#include "cli/command.h"

#include "base/memory.h"
#include "cli/document.h"
#include "cli/document_scenario.h"
#include "formats/hive_write.h"
#include "formats/losses.h"
#include "formats/regfile_stream.h"
#include "formats/winehive.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum target_kind { TARGET_TEXT, TARGET_31, TARGET_HIVE, TARGET_WINE };

struct target {
    const char *name;
    enum target_kind kind;
    enum regfile_version version; /* of .reg text */
    uint32_t minor;               /* of a hive */
};

static const struct target targets[] = {
    {"reg", TARGET_TEXT, REGFILE_5, 0},
    {"reg4", TARGET_TEXT, REGFILE_4, 0},
    {"reg31", TARGET_31, REGFILE_31, 0},
    {"regf", TARGET_HIVE, REGFILE_5, 5},
    {"regf-1.3", TARGET_HIVE, REGFILE_5, 3},
    {"wine", TARGET_WINE, REGFILE_5, 0},
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

static bool is_hive_name(const char *dot)
{
    return !strcasecmp(dot, ".hive") || !strcasecmp(dot, ".hiv") || !strcasecmp(dot, ".regf") ||
           !strcasecmp(dot, ".dat");
}

/* By --to, or by the name of OUT. */
static const struct target *target_of(const struct arguments *arguments, const char *path)
{
    const char *dot = strrchr(path, '.');
    const char *to = arguments_value(arguments, "to");
    if (!to && dot && !strcasecmp(dot, ".reg"))
        to = "reg";
    if (!to && dot && is_hive_name(dot))
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

/* One reading of IN, one writing of OUT. *done: what was written is all of it; else `deletions`
 * tells what IN is. */
static regsim_status stream_as(bool *done, size_t *deletions, const struct job *job, bool as_patch)
{
    struct regfile_write_options options = text_options(job);
    struct regfile_stream stream;
    struct load_result result;
    struct output output;
    *done = true;
    REGSIM_TRY(output_begin(&output, job->out, job->diags));
    regsim_status status = regfile_stream_begin(&stream, &output, &options, as_patch, job->diags);
    if (regsim_is_ok(status)) {
        struct regfile_sink sink = regfile_stream_sink(&stream);
        status = load_operations(&result, &sink, job->arguments->words[0], &job->load, job->diags);
        regsim_status end = regfile_stream_end(&stream);
        *done = stream.ordered || !regsim_is_ok(status);
        *deletions = stream.deletions;
        if (*done && regsim_is_ok(status))
            status = end;
    }
    if (*done)
        return end_output(&output, status, job->diags);
    output_abort(&output);
    diags_free(job->diags); /* the file is read again, and says the same again */
    return status;
}

/* *done: IN is .reg text, and was written as it was read. */
static regsim_status stream(bool *done, const struct job *job)
{
    size_t deletions = 0;
    regsim_status status = stream_as(done, &deletions, job, false);
    if (regsim_is_ok(status) && !*done && deletions)
        status = stream_as(done, &deletions, job, true);
    return status;
}

/* The deletions of a .reg file, each of which is lost in what is no .reg file. */
static regsim_status lose_deletions(const struct job *job)
{
    struct losses losses = {.diags = job->diags, .file = job->out, .allowed = job->lossy};
    struct patch patch = {0};
    struct load_result result;
    struct ubuf path = {0};
    regsim_status status = load_patch(&result, &patch, job->arguments->words[0], &job->load, NULL);
    for (size_t i = 0; i < patch.count; i++) {
        const struct patch_op *op = &patch.ops[i];
        if (!op->value) {
            ubuf_clear(&path);
            regfile_path_text(&path, &op->path);
        }
        struct ustr name = op->value ? value_name(op->value) : (struct ustr){0};
        if (op->kind == PATCH_DELETE_KEY || op->kind == PATCH_DELETE_VALUE)
            losses_add(&losses, ubuf_view(&path), op->value ? &name : NULL,
                       "a deletion cannot be held");
    }
    ubuf_free(&path);
    patch_free(&patch);
    return regsim_is_ok(status) ? losses_end(&losses) : status;
}

static size_t tree_size(const struct store *store, key_id key)
{
    size_t size = 1;
    for (size_t i = 0; i < store_child_count(store, key); i++)
        size += tree_size(store, store_child_at(store, key, i));
    return size;
}

/* What stands at and below `at` but not on the way to `top`, or below it. */
static void lose_beside(struct losses *losses, const struct store *store, key_id at, key_id top)
{
    struct ubuf path = {0};
    key_id next = top;
    while (next != at && store_parent(store, next) != at)
        next = store_parent(store, next);
    store_path(store, at, KEY_NONE, &path);
    for (size_t i = 0; at != top && i < store_value_count(store, at); i++) {
        struct ustr name = value_name(store_value_at(store, at, i));
        losses_add(losses, ubuf_view(&path), &name,
                   "a value above the key that is written cannot be held");
    }
    for (size_t i = 0; at != top && i < store_child_count(store, at); i++) {
        key_id child = store_child_at(store, at, i);
        if (child == next)
            continue;
        ubuf_clear(&path);
        store_path(store, child, KEY_NONE, &path);
        size_t size = tree_size(store, child);
        char *text = mem_printf("a tree of %zu key%s beside the key that is written cannot be held",
                                size, size == 1 ? "" : "s");
        losses_add(losses, ubuf_view(&path), NULL, text);
        mem_free(text);
    }
    ubuf_free(&path);
    if (at != top)
        lose_beside(losses, store, next, top);
}

/* The key that becomes the root of a hive. What stands beside it is lost. */
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
    struct losses losses = {.diags = job->diags, .file = job->out, .allowed = job->lossy};
    lose_beside(&losses, store, store_root(store), *top);
    return losses_end(&losses);
}

static regsim_status write_text(struct output *output, const struct job *job,
                                struct document *document)
{
    struct regfile_write_options options = text_options(job);
    struct ustr prefix = document->rooted_in_hive ? ubuf_view(&document->key) : (struct ustr){0};
    options.timed = document->timed;
    if (document->rooted_in_hive && job->target->kind == TARGET_31)
        document_mount(document);
    else if (!document->rooted_in_hive) {
        options.named = document->result.named;
        options.named_count = document->result.named_count;
    }
    return job->target->kind == TARGET_31
               ? regfile_write_31(output, document->store, &options, job->diags)
               : regfile_write_store(output, document->store, store_root(document->store), prefix,
                                     &options, job->diags);
}

static regsim_status write_tree(struct output *output, const struct job *job,
                                const struct document *document, key_id top)
{
    struct hive_write_options hive = {
        .minor = job->target->minor,
        .lossy = job->lossy,
        .root_name = document->rooted_in_hive ? document->result.root_name : (struct ustr){0},
    };
    struct winehive_write_options wine = {
        .place = ubuf_view(&document->key),
        .arch = document->result.arch,
        .lossy = job->lossy,
    };
    return job->target->kind == TARGET_HIVE
               ? hive_write(output, document->store, top, &hive, job->diags)
               : winehive_write(output, document->store, top, &wine, job->diags);
}

static regsim_status write_document(const struct job *job, struct document *document)
{
    bool text = job->target->kind == TARGET_TEXT || job->target->kind == TARGET_31;
    struct output output;
    key_id top = KEY_NONE;
    if (text && document->rooted_in_hive && !document->key.count)
        return diags_invalid(job->diags, job->arguments->words[0],
                             "--key must say which key this hive is the root of, as HKLM\\SYSTEM");
    if (document->deletions && job->arguments->word_count == 2)
        REGSIM_TRY(lose_deletions(job));
    if (!text)
        REGSIM_TRY(find_top(&top, job, document));
    REGSIM_TRY(output_begin(&output, job->out, job->diags));
    regsim_status status =
        text ? write_text(&output, job, document) : write_tree(&output, job, document, top);
    return end_output(&output, status, job->diags);
}

static regsim_status convert_documents(struct job *job)
{
    const struct arguments *arguments = job->arguments;
    struct document document;
    regsim_status status = document_open(&document, arguments->words, arguments->word_count - 1,
                                         arguments, &job->load, job->diags);
    job->lost = document.lost;
    if (regsim_is_ok(status))
        status = write_document(job, &document);
    document_close(&document);
    return status;
}

/* A single file is opened once, for it may be a pipe, and read as often as it takes. */
static regsim_status convert_one(struct job *job)
{
    const char *key = arguments_value(job->arguments, "key");
    struct ubuf path = {0};
    struct input input;
    enum file_format format = FORMAT_REG;
    bool done = false;
    if (key)
        REGSIM_TRY(document_parse_key(&path, key, job->diags));
    ubuf_free(&path);
    REGSIM_TRY(input_open(&input, job->arguments->words[0], job->diags));
    job->load.input = &input;
    regsim_status status = input_format(&format, &input, job->diags);
    if (regsim_is_ok(status) && format == FORMAT_REG && job->target->kind == TARGET_TEXT)
        status = stream(&done, job);
    if (regsim_is_ok(status) && !done)
        status = convert_documents(job);
    job->load.input = NULL;
    input_close(&input);
    return status;
}

static bool is_one_file(const struct arguments *arguments)
{
    return arguments->word_count == 2 && !is_scenario_path(arguments->words[0]);
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
    if (!document_options_fit(arguments))
        return EXIT_CODE_INVALID;
    job.target = target_of(arguments, job.out);
    if (!job.target) {
        const char *to = arguments_value(arguments, "to");
        fprintf(stderr,
                "regsim: error: %s%s\n  hint: --to reg, reg4, reg31, regf, regf-1.3 or wine says "
                "it; names that tell are *.reg, *.hive, *.hiv, *.regf and *.dat\n",
                to ? "--to: unknown format " : "the name does not tell in which format to write ",
                to ? to : job.out);
        return EXIT_CODE_INVALID;
    }
    regsim_status status = regsim_ok();
    if (job.load.salvage) /* the damaged file is all that there is */
        status = document_spare(job.out, arguments->words, arguments->word_count - 1, &diags);
    if (regsim_is_ok(status))
        status = is_one_file(arguments) ? convert_one(&job) : convert_documents(&job);
    int code = command_end(arguments, status, &diags);
    return exit_code_with_lost(code, job.lost);
}

static const struct option options[] = {
    {"to", "FORMAT", "reg, reg4, reg31, regf, regf-1.3 or wine; default: by the name of OUT", 0},
    {"key", "KEY", "the key that a hive's root is, as HKLM\\SYSTEM", 0},
    {"codepage", "N", "code page of 8-bit .reg text, read and written (default 1252)", 0},
    OPTIONS_SCENARIO,
    {"lossy", NULL, "leave out what OUT cannot hold, with a warning for each", 0},
    {"as-regedit", NULL,
     "write each REG_SZ in quotes, cut at its first NUL (a loss), as regedit does", 0},
    OPTION_SALVAGE,
    {0},
};

const struct command command_convert = {
    .name = "convert",
    .synopsis = "IN… OUT",
    .summary = "convert between registry formats, losing nothing",
    .details =
        "FORMAT is reg (.reg text 5.00), reg4 (REGEDIT4), reg31 (REGEDIT, Windows 3.1), regf\n"
        "(hive 1.5), regf-1.3 or wine (a text hive of Wine); IN is any of them, or a scenario for\n"
        "the registry that it gives. By its name OUT is reg (.reg) or regf (.hive, .hiv, .regf,\n"
        ".dat, as in NTUSER.DAT). IN may be -, standard input, and OUT -, standard output, which\n"
        "needs --to. What OUT cannot hold is refused, each thing in a line, unless --lossy is\n"
        "given: then it is left out, with a warning for each. Descriptors and last-write times\n"
        "are told in one line for all keys. A single .reg file that deletes keys or values stays\n"
        "such a file; several files are applied in order, and the result is written. OUT appears\n"
        "whole or not at all; standard output or a pipe gets all of it at the end, or nothing.\n"
        "From .reg text to .reg text (another version or code page) memory does not grow with\n"
        "the file, where it is ordered as exports are, or deletes. Of a damaged hive --salvage\n"
        "writes what can be reached, tells each thing that is lost, and ends with exit code 1\n"
        "where anything is.\n",
    .options = options,
    .min_words = 2,
    .max_words = SIZE_MAX,
    .run = run,
};
