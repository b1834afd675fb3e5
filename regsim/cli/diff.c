/*
 * regsim diff A B: how two registry files differ, key by key and value by value, as text or JSON
 * (diff_print.h), or as the .reg file that turns one into the other.
 */
#include "cli/command.h"

#include "base/memory.h"
#include "cli/diff_print.h"
#include "cli/document.h"
#include "formats/patch_diff.h"
#include "formats/regfile_write.h"

#include <stdio.h>

static regsim_status open_sides(struct document sides[2], const struct arguments *arguments,
                                bool mount, struct diags *diags)
{
    struct load_options options = {.salvage = arguments_has(arguments, "salvage")};
    if (!arguments_number(&options.codepage, arguments, "codepage", 1, 65535, 0))
        return regsim_failed(REGSIM_INVALID);
    for (int i = 0; i < 2; i++) {
        const char *path = arguments->words[i];
        REGSIM_TRY(document_open(&sides[i], &path, 1, arguments, &options, diags));
        if (sides[i].deletions)
            diags_add(diags, DIAG_WARNING, path, 0, 0,
                      "its deletions count as carried out: what it leaves is compared");
    }
    mount = mount || sides[0].rooted_in_hive != sides[1].rooted_in_hive ||
            (sides[0].result.place.count && sides[1].result.place.count);
    for (int i = 0; i < 2; i++) {
        if (!mount || !sides[i].rooted_in_hive)
            continue;
        if (!sides[i].key.count)
            return diags_invalid(
                diags, arguments->words[i],
                "--key must say which key this hive is the root of, as HKLM\\SYSTEM");
        document_mount(&sides[i]);
    }
    return regsim_ok();
}

/* What of a key a side holds. The clock of a scenario is no computer's. */
static uint32_t held_by(const struct document *side)
{
    if (side->of_scenario)
        return DIFF_NAME | DIFF_CLASS | DIFF_SECURITY | DIFF_FLAGS;
    switch (side->result.format) {
    case FORMAT_REG:
        return DIFF_NAME;
    case FORMAT_WINE:
        return DIFF_NAME | DIFF_CLASS | DIFF_FLAGS | DIFF_LAST_WRITE;
    default:
        return DIFF_NAME | DIFF_CLASS | DIFF_SECURITY | DIFF_FLAGS | DIFF_LAST_WRITE;
    }
}

/* What is compared: what both formats hold, last-write times only where they are asked for. What
 * only one holds is said. */
static regsim_status choose_what(uint32_t *out, const struct document sides[2],
                                 const struct arguments *arguments, struct diags *diags)
{
    bool times = arguments_has(arguments, "times");
    uint32_t asked =
        DIFF_NAME | DIFF_CLASS | DIFF_SECURITY | DIFF_FLAGS | (times ? DIFF_LAST_WRITE : 0u);
    uint32_t held[2];
    for (int i = 0; i < 2; i++) {
        held[i] = held_by(&sides[i]);
        if (times && !(held[i] & DIFF_LAST_WRITE))
            return diags_invalid(diags, arguments->words[i], "--times: %s has none",
                                 sides[i].of_scenario ? "a scenario" : ".reg text");
    }
    *out = held[0] & held[1] & asked;
    for (int i = 0; i < 2; i++) {
        char *lacking = diff_what_text(held[1 - i] & ~held[i] & asked);
        if (*lacking)
            diags_add(diags, DIAG_NOTE, arguments->words[i], 0, 0,
                      "this format has no %s: that is not compared", lacking);
        mem_free(lacking);
    }
    return regsim_ok();
}

/* A predefined key is always there: that a file does not mention it is no difference. */
static bool is_bare_root(const struct diff_entry *entry)
{
    enum regfile_root root;
    return (entry->kind == DIFF_KEY_ADDED || entry->kind == DIFF_KEY_REMOVED) &&
           regfile_root_find(&root, entry->path);
}

static void keep_what_counts(struct diff *diff, uint32_t what)
{
    size_t kept = 0;
    for (size_t i = 0; i < diff->count; i++) {
        struct diff_entry entry = diff->entries[i];
        entry.what &= what;
        if ((entry.kind == DIFF_KEY_CHANGED && !entry.what) || is_bare_root(&entry))
            ustr_free(entry.path);
        else
            diff->entries[kept++] = entry;
    }
    diff->count = kept;
}

/* To --out, which appears whole or not at all, or to stdout. */
static regsim_status print_patch(const struct arguments *arguments, const struct patch *patch,
                                 const struct regfile_write_options *options, struct diags *diags)
{
    const char *path = arguments_value(arguments, "out");
    struct output output = {.fd = -1};
    REGSIM_TRY(document_spare(path, arguments->words, arguments->word_count, diags));
    if (path)
        REGSIM_TRY(output_begin(&output, path, diags));
    regsim_status status = regfile_write_patch(&output, patch, options, diags);
    if (path && regsim_is_ok(status))
        return output_commit(&output, diags);
    if (path)
        output_abort(&output);
    else if (regsim_is_ok(status))
        fwrite(output.buf.bytes, 1, output.buf.size, stdout);
    if (!path)
        buf_free(&output.buf);
    return status;
}

static regsim_status make_patch(const struct arguments *arguments, const struct diff *diff,
                                const struct store *a, const struct store *b, uint32_t what,
                                struct diags *diags)
{
    struct patch_diff_options options = {
        .name = arguments_value(arguments, "out"),
        .compared = what,
        .lossy = arguments_has(arguments, "lossy"),
    };
    struct regfile_write_options write = {.version = REGFILE_5, .lossy = options.lossy};
    struct patch patch = {0};
    regsim_status status = patch_from_diff(&patch, diff, a, b, &options, diags);
    if (regsim_is_ok(status))
        status = print_patch(arguments, &patch, &write, diags);
    patch_free(&patch);
    return status;
}

static regsim_status compare(bool *differs, const struct document sides[2],
                             const struct arguments *arguments, struct diags *diags)
{
    size_t from = arguments_has(arguments, "reverse");
    const struct store *a = sides[from].store, *b = sides[1 - from].store;
    uint32_t what = 0;
    struct diff diff = {0};
    regsim_status status = regsim_ok();
    REGSIM_TRY(choose_what(&what, sides, arguments, diags));
    diff_stores(&diff, a, store_root(a), b, store_root(b),
                what & DIFF_LAST_WRITE ? DIFF_LAST_WRITES : 0);
    keep_what_counts(&diff, what);
    *differs = diff.count > 0;
    if (arguments_has(arguments, "reg"))
        status = make_patch(arguments, &diff, a, b, what, diags);
    else if (arguments_has(arguments, "json"))
        diff_print_json(&diff, a, b, what);
    else
        diff_print_text(&diff, a, b, what);
    diff_free(&diff);
    return status;
}

static int run(const struct arguments *arguments)
{
    struct diags diags = {0};
    struct document sides[2] = {0};
    bool differs = false, reg = arguments_has(arguments, "reg");
    if (!reg && (arguments_has(arguments, "out") || arguments_has(arguments, "lossy"))) {
        fputs("regsim: error: --out and --lossy go with --reg\n", stderr);
        return EXIT_CODE_INVALID;
    }
    if (reg && (arguments_has(arguments, "json") || arguments_has(arguments, "times"))) {
        fputs("regsim: error: --reg goes with neither --json nor --times\n", stderr);
        return EXIT_CODE_INVALID;
    }
    if (!document_options_fit(arguments))
        return EXIT_CODE_INVALID;
    regsim_status status = open_sides(sides, arguments, reg, &diags);
    if (regsim_is_ok(status))
        status = compare(&differs, sides, arguments, &diags);
    size_t lost = sides[0].lost + sides[1].lost;
    document_close(&sides[0]);
    document_close(&sides[1]);
    int code = command_end(arguments, status, &diags);
    return code == EXIT_CODE_OK && differs ? EXIT_CODE_FAILED : exit_code_with_lost(code, lost);
}

static const struct option options[] = {
    {"json", NULL, "a JSON array, one object a difference, data in full", 0},
    {"reg", NULL, "a .reg file (5.00) that turns A into B", 0},
    {"reverse", NULL, "from B to A: the inverse", 0},
    {"times", NULL, "compare last-write times too, which .reg text does not have", 0},
    {"out", "FILE", "where --reg goes, whole or not at all (default: stdout)", 'o'},
    {"lossy", NULL, "with --reg: leave out what .reg cannot say, with a warning for each", 0},
    {"key", "KEY", "the key that a hive's root is: for --reg, or where the other file is .reg", 0},
    {"codepage", "N", "code page of 8-bit .reg text (default 1252)", 0},
    OPTIONS_SCENARIO,
    OPTION_SALVAGE,
    {0},
};

const struct command command_diff = {
    .name = "diff",
    .synopsis = "A B",
    .summary = "tell how two registry files differ; exit code 1 when they do",
    .details =
        "A and B are of any format that info knows; - is standard input. Names are compared with\n"
        "their case, values without their order. Lines with - are of A, lines with + are of B. Of\n"
        "a key, what both formats hold is compared: class name, descriptor and flags between\n"
        "hives; class name and links where one is a text hive of Wine; nothing more where one is\n"
        ".reg text. Last-write times only with --times. What --reg cannot say (those, and the\n"
        "spelling of a key) is refused unless --lossy. With --salvage the exit code is 1 also\n"
        "where something of A or B is lost. A scenario (.yaml) stands for the registry that it\n"
        "gives, as hives would hold it: control sets by number, without CurrentControlSet.\n",
    .options = options,
    .min_words = 2,
    .max_words = 2,
    .run = run,
};
