/* regsim scrub EXPORT… -o OUT: registry files that may be shown to others. */
#include "cli/command.h"

#include "base/memory.h"
#include "cli/document.h"
#include "customer/scrub.h"
#include "customer/stale.h"
#include "formats/rewrite.h"
#include "scenario/export.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SALTS = 16 };

struct part {
    const char *in;
    char *out;
    struct load_result facts;
    struct store *read, *scrubbed;
    struct ubuf place; /* of a hive's root */
};

struct job {
    const struct arguments *arguments;
    struct part *parts;
    size_t count;
    struct load_options load;
    enum os os;
    struct scrub scrub;
    struct diags *diags;
};

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* --- in ----------------------------------------------------------------------------------------
 */

static regsim_status place_hive(struct job *job, struct part *part)
{
    const char *key = arguments_value(job->arguments, "key");
    if (key && job->count == 1)
        return document_parse_key(&part->place, key, job->diags);
    ubuf_add(&part->place,
             part->facts.place.count ? part->facts.place : export_hive_place(part->read, part->in));
    if (part->place.count)
        return regsim_ok();
    struct diag *diag =
        diags_add(job->diags, DIAG_ERROR, part->in, 0, 0,
                  "neither its content nor its name tells which hive this is, so nobody can tell "
                  "what in it is secret");
    diag_hint(diag, "--key 'HKLM\\SOFTWARE' says which key its root is");
    return regsim_failed(REGSIM_INVALID);
}

static regsim_status load(struct job *job, struct part *part)
{
    REGSIM_TRY(load_file(&part->facts, part->read, part->in, &job->load, job->diags));
    if (part->facts.deletions)
        return diags_invalid(job->diags, part->in,
                             "a file that deletes is no export: there is nothing to scrub in it");
    return part->facts.format != FORMAT_REG ? place_hive(job, part) : regsim_ok();
}

/* --- the work ----------------------------------------------------------------------------------
 */

static void scrub_all(struct job *job, uint32_t salt, const char *const *spared, size_t count)
{
    scrub_free(&job->scrub);
    job->scrub = (struct scrub){.salt = salt, .spared = spared, .spared_count = count};
    for (size_t i = 0; i < job->count; i++) {
        struct part *part = &job->parts[i];
        store_free(part->scrubbed);
        part->scrubbed = store_clone(part->read);
        scrub_learn_store(&job->scrub, part->read, ubuf_view(&part->place));
    }
    for (size_t i = 0; i < job->count; i++)
        scrub_store(&job->scrub, job->parts[i].scrubbed, ubuf_view(&job->parts[i].place));
}

static char *verdict(const struct job *job, bool scrubbed)
{
    struct stale_part *parts = mem_calloc(job->count, sizeof *parts);
    struct buf text = {0};
    for (size_t i = 0; i < job->count; i++)
        parts[i] = (struct stale_part){scrubbed ? job->parts[i].scrubbed : job->parts[i].read,
                                       ubuf_view(&job->parts[i].place)};
    stale_verdict(&text, parts, job->count, job->os);
    char *out = mem_strdup(buf_z(&text));
    buf_free(&text);
    mem_free(parts);
    return out;
}

static regsim_status same_verdict(const struct job *job)
{
    char *before = verdict(job, false), *after = verdict(job, true);
    bool same = !strcmp(before, after);
    mem_free(before);
    mem_free(after);
    if (same)
        return regsim_ok();
    struct diag *diag =
        diags_add(job->diags, DIAG_ERROR, job->parts[0].in, 0, 0,
                  "scrubbing would change the stale-key verdict; nothing was written");
    diag_hint(diag, "a name of somebody is part of the name of a service: --spare WORD leaves it");
    return regsim_failed(REGSIM_INVALID);
}

static regsim_status scrub(struct job *job)
{
    size_t spared_count = 0, capacity = 0;
    const char **spared = NULL, *word;
    while ((word = arguments_value_at(job->arguments, "spare", spared_count))) {
        MEM_GROW(spared, capacity, spared_count + 1);
        spared[spared_count++] = word;
    }
    for (uint32_t salt = 0; salt < SALTS; salt++) {
        scrub_all(job, salt, spared, spared_count);
        if (!job->scrub.collisions)
            break;
    }
    mem_free(spared);
    if (job->scrub.collisions)
        return diags_invalid(job->diags, job->parts[0].in,
                             "%zu stand-ins are names of other keys or values, however they are "
                             "chosen; nothing was written",
                             job->scrub.collisions);
    return same_verdict(job);
}

/* --- out ---------------------------------------------------------------------------------------
 */

static regsim_status write_part(struct job *job, struct part *part)
{
    struct output output;
    REGSIM_TRY(output_begin(&output, part->out, job->diags));
    regsim_status status = rewrite_store(&output, &part->facts, part->scrubbed, false, job->diags);
    if (regsim_is_ok(status))
        return output_commit(&output, job->diags);
    output_abort(&output);
    return status;
}

/* The original stays: the result is to be compared with it. */
static regsim_status check_output(struct job *job, const struct part *part)
{
    return document_spare(part->out, &part->in, 1, job->diags);
}

static regsim_status name_outputs(struct job *job, const char *out)
{
    for (size_t i = 0; i < job->count; i++) {
        struct part *part = &job->parts[i];
        part->out =
            job->count == 1 ? mem_strdup(out) : mem_printf("%s/%s", out, base_name(part->in));
        for (size_t j = 0; j < i; j++) {
            if (!strcmp(part->out, job->parts[j].out))
                return diags_invalid(job->diags, part->in, "two files of this name: %s, %s",
                                     job->parts[j].in, part->in);
        }
        REGSIM_TRY(check_output(job, part));
    }
    return regsim_ok();
}

/* Of several files all are written, or none. */
static regsim_status write_all(struct job *job, const char *out)
{
    bool folder = job->count > 1;
    if (folder && !strcmp(out, "-"))
        return diags_invalid(job->diags, NULL, "--out -: several files need a folder");
    if (folder && mkdir(out, 0777))
        return diags_host(job->diags, out, errno, "cannot make this folder");
    regsim_status status = regsim_ok();
    size_t done = 0;
    for (; done < job->count && regsim_is_ok(status); done++)
        status = write_part(job, &job->parts[done]);
    if (folder && !regsim_is_ok(status)) {
        for (size_t i = 0; i < done; i++)
            unlink(job->parts[i].out);
        rmdir(out);
    }
    return status;
}

static bool is_bytes(struct ustr text)
{
    for (size_t i = 0; i < text.count; i++) {
        if (text.units[i] < 0x80)
            return false;
    }
    return true;
}

static void print_entry(FILE *to, const struct scrub_entry *entry, bool originals)
{
    bool secret = entry->kind == SCRUB_SECRET || entry->kind == SCRUB_PRODUCT_KEY ||
                  is_bytes(entry->original);
    char *new = ustr_to_shown(entry->stand_in), *old = ustr_to_shown(entry->original);
    fprintf(to, "%-12s", scrub_kind_name(entry->kind));
    if (secret)
        fprintf(to, "%zu characters", entry->original.count);
    else
        fprintf(to, "%s%s%s", originals ? old : "", originals ? " -> " : "", new);
    fprintf(to, ", %zu %s\n", entry->places, entry->places == 1 ? "place" : "places");
    mem_free(new);
    mem_free(old);
}

/* Stand-ins and how often; the originals only where they are asked for, since the report is often
 * sent along. */
static void print_report(const struct job *job, const char *out)
{
    FILE *to = strcmp(out, "-") != 0 ? stdout : stderr;
    bool originals = arguments_has(job->arguments, "originals");
    size_t things = 0, places = 0;
    for (size_t kind = 0; kind < SCRUB_KINDS; kind++) {
        for (size_t i = 0; i < job->scrub.count; i++) {
            const struct scrub_entry *entry = &job->scrub.entries[i];
            if (entry->kind != kind || !entry->places)
                continue;
            print_entry(to, entry, originals);
            things++;
            places += entry->places;
        }
    }
    fprintf(to,
            "%zu original%s at %zu place%s, %zu name%s of keys and values changed; the stale-key "
            "verdict is the same\n",
            things, things == 1 ? "" : "s", places, places == 1 ? "" : "s", job->scrub.renamed,
            job->scrub.renamed == 1 ? "" : "s");
}

static regsim_status run_job(struct job *job, const char *out)
{
    job->load.layout = REGFILE_AS_WRITTEN;
    job->load.track_named = true;
    for (size_t i = 0; i < job->count; i++) {
        struct part *part = &job->parts[i];
        part->in = job->arguments->words[i];
        part->read = store_new();
    }
    for (size_t i = 0; i < job->count; i++)
        REGSIM_TRY(load(job, &job->parts[i]));
    REGSIM_TRY(name_outputs(job, out));
    REGSIM_TRY(scrub(job));
    REGSIM_TRY(write_all(job, out));
    print_report(job, out);
    return regsim_ok();
}

static int run(const struct arguments *arguments)
{
    struct diags diags = {0};
    struct job job = {
        .arguments = arguments, .count = arguments->word_count, .os = OS_DEFAULT, .diags = &diags};
    const char *os = arguments_value(arguments, "os"), *out = arguments_value(arguments, "out");
    if (!arguments_number(&job.load.codepage, arguments, "codepage", 1, 65535, 0))
        return EXIT_CODE_INVALID;
    if (!out || (os && !os_from_name(&job.os, os))) {
        fputs(out ? "regsim: error: --os is nt4, w2k, xp, ws2003, win7 or win10\n"
                  : "regsim: error: --out must say where the result goes\n",
              stderr);
        return EXIT_CODE_INVALID;
    }
    job.load.salvage = arguments_has(arguments, "salvage");
    job.parts = mem_calloc(job.count, sizeof *job.parts);
    regsim_status status = run_job(&job, out);
    size_t lost = 0;
    for (size_t i = 0; i < job.count; i++) {
        lost += job.parts[i].facts.lost;
        store_free(job.parts[i].read);
        store_free(job.parts[i].scrubbed);
        load_result_free(&job.parts[i].facts);
        ubuf_free(&job.parts[i].place);
        mem_free(job.parts[i].out);
    }
    mem_free(job.parts);
    scrub_free(&job.scrub);
    int code = command_end(arguments, status, &diags);
    return exit_code_with_lost(code, lost);
}

static const struct option options[] = {
    {"out", "OUT",
     "the scrubbed file, in the format that EXPORT has; of several, a new folder; -: stdout", 'o'},
    {"originals", NULL, "the report also names what was replaced: do not send it along", 0},
    {"spare", "WORD", "this word is nobody's name (may be repeated)", 0},
    {"key", "KEY", "which key the root of a hive is, where nothing else tells", 0},
    {"os", "OS", "which Windows it was: nt4, w2k (default), xp, ws2003, win7, win10", 0},
    {"codepage", "N", "code page of 8-bit .reg text (default 1252)", 0},
    OPTION_SALVAGE,
    {0},
};

const struct command command_scrub = {
    .name = "scrub",
    .synopsis = "EXPORT…",
    .summary = "replace what identifies people or opens doors by stand-ins",
    .details =
        "Names of users, computers and domains, SIDs, IPv4, IPv6, MAC and mail addresses, UNC\n"
        "paths, product keys, passwords and secrets, those within text, too (Password=…, -p …,\n"
        "JWT). The same name gets the same stand-in everywhere, also in files that are given\n"
        "together (SYSTEM SOFTWARE), of the same length and shape; no two get the same. Names are\n"
        "learnt where Windows keeps them (ComputerName, Winlogon, profiles, accounts of services,\n"
        "SearchList, DC=… …); one that stands nowhere there is not found, nor are names of one or\n"
        "two characters, and of User ID=… and Data Source=…: look at the result before you send\n"
        "it. Four numbers that a value named *Version* holds are no address, nor are 4.0.0.0 and\n"
        "its like. Where the stale-key verdict would change, nothing is written. Of a damaged\n"
        "hive --salvage scrubs what can be reached; the exit code is 1 where anything is lost.\n",
    .options = options,
    .min_words = 1,
    .max_words = SIZE_MAX,
    .run = run,
};
