/* regsim scrub EXPORT -o OUT: a registry file that may be shown to others. */
#include "cli/command.h"

#include "base/memory.h"
#include "formats/hive_write.h"
#include "formats/load.h"
#include "formats/regfile_write.h"
#include "formats/scrub.h"
#include "scenario/export.h"
#include "scenario/stale.h"

#include <string.h>

struct job {
    const char *in, *out;
    struct load_result facts;
    struct load_options load;
    struct store *store;
    struct ustr place; /* of a hive's root */
    enum os os;
    struct scrub scrub;
    struct diags *diags;
};

static regsim_status load(struct job *job)
{
    job->load.layout = REGFILE_AS_WRITTEN;
    job->load.track_named = true;
    REGSIM_TRY(load_file(&job->facts, job->store, job->in, &job->load, job->diags));
    if (job->facts.deletions)
        return diags_invalid(job->diags, job->in,
                             "a file that deletes is no export: there is nothing to scrub in it");
    if (job->facts.format == FORMAT_REGF)
        job->place = export_hive_place(job->store, job->in);
    return regsim_ok();
}

static regsim_status write_file(struct job *job)
{
    struct output output;
    regsim_status status;
    REGSIM_TRY(output_begin(&output, job->out, job->diags));
    if (job->facts.format == FORMAT_REGF) {
        struct hive_write_options options = {.minor = strcmp(job->facts.version, "1.3") ? 5 : 3,
                                             .root_name = job->facts.root_name};
        status = hive_write(&output, job->store, store_root(job->store), &options, job->diags);
    } else {
        struct regfile_write_options options = {
            .version = job->facts.version[0] == '5' ? REGFILE_5 : REGFILE_4,
            .codepage = job->load.codepage,
            .named = job->facts.named,
            .named_count = job->facts.named_count,
        };
        status = regfile_write_store(&output, job->store, store_root(job->store), (struct ustr){0},
                                     &options, job->diags);
    }
    if (regsim_is_ok(status))
        return output_commit(&output, job->diags);
    output_abort(&output);
    return status;
}

/* Stand-ins and how often; the originals only where they are asked for, since the report is often
 * sent along. */
static void print_report(const struct job *job, bool originals)
{
    static const char *const plural[] = {"place", "places"};
    for (size_t kind = 0; kind < SCRUB_KINDS; kind++) {
        for (size_t i = 0; i < job->scrub.count; i++) {
            const struct scrub_entry *entry = &job->scrub.entries[i];
            if (entry->kind != kind || !entry->places)
                continue;
            bool secret = kind == SCRUB_SECRET || kind == SCRUB_PRODUCT_KEY;
            char *new = ustr_to_wtf8(entry->stand_in), *old = ustr_to_wtf8(entry->original);
            printf("%-12s", scrub_kind_name(entry->kind));
            if (secret)
                printf("%zu characters", entry->original.count);
            else
                printf("%s%s%s", originals ? old : "", originals ? " -> " : "", new);
            printf(", %zu %s\n", entry->places, plural[entry->places != 1]);
            mem_free(new);
            mem_free(old);
        }
    }
    printf("%zu names of keys and values changed; the stale-key verdict is the same\n",
           job->scrub.renamed);
}

static regsim_status scrub(struct job *job)
{
    struct buf before = {0}, after = {0};
    REGSIM_TRY(load(job));
    stale_verdict(&before, job->store, job->place, job->os);
    scrub_store(&job->scrub, job->store, job->place);
    stale_verdict(&after, job->store, job->place, job->os);
    bool same = !strcmp(buf_z(&before), buf_z(&after));
    regsim_status status = same ? write_file(job)
                                : diags_invalid(job->diags, job->in,
                                                "scrubbing would change the stale-key verdict; "
                                                "nothing was written");
    buf_free(&before);
    buf_free(&after);
    return status;
}

static int run(const struct arguments *arguments)
{
    struct diags diags = {0};
    struct job job = {.in = arguments->words[0],
                      .out = arguments_value(arguments, "out"),
                      .os = OS_DEFAULT,
                      .diags = &diags};
    const char *os = arguments_value(arguments, "os");
    if (!arguments_number(&job.load.codepage, arguments, "codepage", 1, 65535, 0))
        return EXIT_CODE_INVALID;
    if (!job.out || (os && !os_from_name(&job.os, os))) {
        fputs(job.out ? "regsim: error: --os is nt4, w2k, xp, ws2003, win7 or win10\n"
                      : "regsim: error: --out must say where the result goes\n",
              stderr);
        return EXIT_CODE_INVALID;
    }
    job.store = store_new();
    regsim_status status = scrub(&job);
    if (regsim_is_ok(status))
        print_report(&job, arguments_has(arguments, "originals"));
    scrub_free(&job.scrub);
    store_free(job.store);
    load_result_free(&job.facts);
    return command_end(arguments, status, &diags);
}

static const struct option options[] = {
    {"out", "FILE", "the scrubbed file, in the format that EXPORT has (needed)", 'o'},
    {"originals", NULL, "the report also names what was replaced: do not send it along", 0},
    {"os", "OS", "which Windows it was: nt4, w2k (default), xp, ws2003, win7, win10", 0},
    {"codepage", "N", "code page of 8-bit .reg text (default 1252)", 0},
    {0},
};

const struct command command_scrub = {
    .name = "scrub",
    .synopsis = "EXPORT",
    .summary = "replace what identifies people or opens doors by stand-ins",
    .details =
        "Names of users, computers and domains, SIDs, IPv4 and mail addresses, product keys,\n"
        "passwords and secrets. The same name gets the same stand-in everywhere, of the same\n"
        "length and shape. Names are learnt where Windows keeps them (ComputerName, Winlogon,\n"
        "profiles …); one that stands nowhere there is not found: look at the result before you\n"
        "send it. Where the stale-key verdict would change, nothing is written.\n",
    .options = options,
    .min_words = 1,
    .max_words = 1,
    .run = run,
};
